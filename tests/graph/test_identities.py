"""Every formula and decomposition of every node of every kind of network is true: in value, in random traces, as a slope."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from grader.graph.trace import Trace
from grader.maths.expression import Constant
from tests.graph.networks import KINDS, dense, trace

STEP = Fraction(1, 10**5)


@pytest.fixture(params=sorted(KINDS))
def kind(request: pytest.FixtureRequest) -> Trace:
    """One kind of network."""
    return KINDS[request.param]


def test_decompositions_give_the_value(kind: Trace) -> None:
    """Each decomposition, given its parents' true values, gives the node's."""
    for name in kind.names:
        for compiled in kind.compiled(name):
            value = compiled(*[kind.number(parent) for parent in compiled.parents])
            assert value == pytest.approx(kind.number(name), rel=1e-9, abs=1e-12), (name, compiled.formula)


def test_decompositions_are_identities(kind: Trace) -> None:
    """Each decomposition holds in every random consistent trace."""
    for name in kind.names:
        if kind.node(name).given:
            continue
        for compiled in kind.compiled(name):
            for place, expected in enumerate(kind.probe(name)):
                value = compiled(*[kind.probe(parent)[place] for parent in compiled.parents])
                assert math.isnan(expected) or value == pytest.approx(expected, rel=1e-8, abs=1e-9), (name, compiled.formula)


def test_derivatives_are_slopes(kind: Trace) -> None:
    """Each dY/dX is what Y changes by where X is nudged."""
    for name in kind.names:
        ends = kind._adjoints.ends(name)
        if ends is None:
            continue
        of, by = ends
        centre = Fraction(kind.number(by))
        high, low = [kind.numbers({by: Constant(centre + step)}, [of])[of] for step in (STEP, -STEP)]
        assert (high - low) / float(2 * STEP) == pytest.approx(kind.number(name), rel=1e-5, abs=1e-8), name


def test_parents_come_first(kind: Trace) -> None:
    """The standing names are in an order in which each node's formula rests on earlier ones, and no name stands twice."""
    seen: set[str] = set()
    for name in kind.names:
        assert name not in seen
        assert kind.contains(name)
        standing = [parent for parent in kind.parents(name) if parent in kind.names]
        assert seen.issuperset(standing), (name, standing)
        seen.add(name)


@pytest.mark.parametrize(
    "name", ["da[2,1]/dW[1,1,1]", "dL[2]/dW[1,1,2]", "dL/da[0,1]", "da[2,1]/da[0,2]", "dz[2,2]/dz[1,1]", "dL/dL[1]", "dL/dt[1]"]
)
def test_any_derivative_is_made_on_demand(name: str) -> None:
    """A derivative that does not stand is made when asked for, and is the slope."""
    network = trace(dense([2, 2, 2], ["sigmoid", "tanh"]))
    assert name not in network.names
    of, by = name[1:].split("/d")
    centre = Fraction(network.number(by))
    high, low = [network.numbers({by: Constant(centre + step)}, [of])[of] for step in (STEP, -STEP)]
    assert (high - low) / float(2 * STEP) == pytest.approx(network.number(name), rel=1e-6)


@pytest.mark.parametrize(
    "name", ["dL[1]/da[2,2]", "dz[1,1]/da[2,1]", "da[1,1]/dz[1,2]", "dL/dL", "q", "dL/dW'[1,1,1]", "z[3,1]", "", "d/d", "b[1]"]
)
def test_what_does_not_depend_is_not_contained(name: str) -> None:
    """Where Y does not depend on X there is no dY/dX, and no error in asking."""
    assert not trace(dense([2, 2, 2], ["sigmoid", "tanh"])).contains(name)
