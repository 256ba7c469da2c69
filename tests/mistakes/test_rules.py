"""Each wrong rule gives the number that one who follows it gets, stays silent or finite elsewhere, and is never the truth everywhere."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import chain
from typing import TypeAlias

import pytest

from grader.graph.trace import Trace
from grader.maths.expression import references
from grader.mistakes.catalogue import CATALOGUE, by_id
from grader.mistakes.misconception import Misconception
from tests.mistakes.traces import PLAIN, odd_traces, trace_of
from tests.mistakes.wrong_numbers import Wrong, table

#: A number worked out from the true values of other quantities.
Wronged: TypeAlias = Callable[[Callable[[str], float]], float]
KEYS = [*PLAIN, *odd_traces()]


def trace(key: str) -> Trace:
    """The trace of a network by its key."""
    return trace_of(key) if key in PLAIN else odd_traces()[key]


def predictions(cause: str, of: Trace, name: str) -> list[float]:
    """What a rule gives for a quantity where everything else is right."""
    mistake = by_id(cause)
    assert mistake is not None
    return [of.numbers({name: formula}, [name])[name] for formula in mistake.rewrite(of, name)]


@pytest.mark.parametrize("row", table(), ids=lambda row: f"{row.cause}-{row.network}-{row.quantity}")
def test_number(row: Wrong) -> None:
    """The rule's prediction is the number worked out by loops over plain floats."""
    found = predictions(row.cause, trace_of(row.network), row.quantity)
    assert any(math.isclose(number, row.number, rel_tol=1e-9, abs_tol=1e-12) for number in found), found


SPECIAL: dict[str, tuple[str, str, Wronged]] = {
    # softmax of z, cross entropy: p - t, its Jacobian and its pieces
    "softmax-unnormalised": ("softmax", "a[2,1]", lambda v: math.exp(v("z[2,1]"))),
    "softmax-jacobian-diagonal": ("softmax", "dL/dz[2,1]", lambda v: v("dL/da[2,1]") * v("a[2,1]") * (1 - v("a[2,1]"))),
    "softmax-jacobian-preactivation": ("softmax", "da[2,1]/dz[2,2]", lambda v: -v("z[2,1]") * v("z[2,2]")),
    "loss-sign": ("softmax", "L[2]", lambda v: v("t[2]") * math.log(v("a[2,2]"))),
    "loss-log-base": ("binary", "L", lambda v: v("L") / math.log(10)),
    "loss-sum-for-mean": ("binary", "L", lambda v: 2 * v("L")),
    "sigmoid-derivative-twice": ("binary", "dL/dz[2,1]", lambda v: (v("a[2,1]") - v("t[1]")) / 2 * v("a[2,1]") * (1 - v("a[2,1]"))),
    "error-sign": ("softmax", "dL/dz[2,3]", lambda v: v("t[3]") - v("a[2,3]")),
    "wrong-target": ("softmax", "dL/dz[2,3]", lambda v: v("a[2,3]") - v("t[1]")),
    "momentum-omitted": ("momentum", "W'[3,1,1]", lambda v: v("W[3,1,1]") - v("eta") * v("dL/dW[3,1,1]")),
    "adam-bias-correction-omitted": (
        "adam",
        "W'[2,1,1]",
        lambda v: v("W[2,1,1]") - v("eta") * v("m'[2,1,1]") / math.sqrt(v("v'[2,1,1]")),
    ),
    "recurrent-path-omitted": ("time", "dL/dv", lambda v: v("dL/da_2") * v("h_1")),
    "path-omitted": ("softmax", "dL/da[1,1]", lambda v: v("dL/dz[2,1]") * v("W[2,1,1]") + v("dL/dz[2,3]") * v("W[2,3,1]")),
    "loss-mean-for-sum": ("batch", "dL/dW[2,1,1]", lambda v: (v("dL/dW[2,1,1]@1") + v("dL/dW[2,1,1]@2")) / 2),
    "loss-partial": ("batch", "L", lambda v: v("L@2")),
    "bias-omitted": ("batch", "z[1,1]@2", lambda v: v("W[1,1,1]") * v("a[0,1]@2") + v("W[1,1,2]") * v("a[0,2]@2")),
    "activation-derivative-omitted": ("online", "dL'/dW'[2,1,1]@2", lambda v: v("dL'/da'[2,1]@2") * v("a'[1,1]@2")),
    "update-ascent": ("momentum", "W''[1,1,1]", lambda v: 2 * v("W'[1,1,1]") - v("W''[1,1,1]")),
    "bias-gradient-times-input": ("threshold", "dL/db[1,1]", lambda v: -v("dL/dz[1,1]") * v("a[0,1]")),
    "recurrent-state-not-previous": ("time", "a_2", lambda v: v("u") * v("x_2") + v("v") * v("h_0")),
    "attention-unscaled": ("attention-one-query", "s[2]", lambda _: 1 - 0.2),
    "attention-softmax-axis": (
        "attention-two-tokens",
        "A[1,2]",
        lambda v: math.exp(v("S[1,2]")) / (math.exp(v("S[1,2]")) + math.exp(v("S[2,2]"))),
    ),
    "transpose-omitted": (
        "attention-two-tokens",
        "S[1,2]",
        lambda v: (v("Q[1,1]") * v("K[1,2]") + v("Q[1,2]") * v("K[2,2]")) / math.sqrt(2),
    ),
    "variance-sample-for-population": ("batch-norm-four", "v", lambda v: v("v") * 4 / 3),
    "mean-not-subtracted": ("batch-norm-four", "xhat[3]", lambda v: 4 / v("s")),
    "root-omitted": ("batch-norm-four", "xhat[3]", lambda v: 0.375 / (v("v") + 0.01)),
    "residual-omitted": ("layer-norm-residual", "r[3]", lambda _: -0.9),
    "kernel-flipped": ("convolution-pool", "Z[2,1]", lambda _: 0 * 0.25 + 1 * 1 - 2 * 1 + 1 * 0.5 - 0.6),
    "pooling-mean-for-max": ("convolution-pool", "p", lambda v: (v("A[1,1]") + v("A[1,2]") + v("A[2,1]") + v("A[2,2]")) / 4),
    "gates-swapped": ("lstm-step", "c_1", lambda v: v("i") * v("c_0") + v("f") * v("g")),
    "gate-complement-swapped": ("gru-step", "h_1", lambda v: v("z") * v("n") + (1 - v("z")) * v("h_0")),
    "gate-omitted": ("gru-step", "n", lambda v: math.tanh(v("w_n") * v("x") + v("u_n") * v("h_0"))),
    "weight-decay-omitted": ("rmsprop-decay", "v'[1,1,1]", lambda v: 0.1 * v("dL/dW[1,1,1]") ** 2),
    "derivative-of-another-activation": ("time", "dh_1/da_1", lambda v: v("h_1") * (1 - v("h_1"))),
}


@pytest.mark.parametrize("cause", SPECIAL)
def test_number_elsewhere(cause: str) -> None:
    """Softmax, batches, thresholds, later passes, states and graphs: the prediction is the formula worked out by hand."""
    key, name, wrong = SPECIAL[cause]
    expected = wrong(trace(key).number)
    found = predictions(cause, trace(key), name)
    assert any(math.isclose(number, expected, rel_tol=1e-6, abs_tol=1e-12) for number in found), (expected, found)


@pytest.mark.parametrize("key", KEYS)
def test_any_quantity(key: str) -> None:
    """No rule raises for any standing quantity, speaks of unknown ones, or answers twice in different ways."""
    of = trace(key)
    for mistake in CATALOGUE:
        for name in of.names:
            formulas = list(mistake.rewrite(of, name))
            assert all(map(of.contains, chain.from_iterable(map(references, formulas)))), (mistake.id, name)
            assert formulas[:3] == list(mistake.rewrite(of, name))[:3]


@pytest.mark.parametrize("name", ["", "nothing", "z[9,9]", "dL/dW[7,1,1]", "dL/da[1,9]", "d/d", "W'''[1,1,1]", "t", "dL/dx@9"])
@pytest.mark.parametrize("key", ["sigmoid", "batch", "time"])
def test_no_quantity(key: str, name: str) -> None:
    """A name that the problem does not have has no wrong formulas."""
    assert not [formula for mistake in CATALOGUE for formula in mistake.rewrite(trace(key), name)]


@pytest.mark.parametrize(
    ("cause", "name", "own"),
    [
        ("sigmoid-derivative-squared", "da[2,1]/dz[2,1]", 3),
        ("sigmoid-derivative-squared", "dL/dW[2,1,1]", 0),
        ("update-ascent", "W'[2,1,1]", 1),
        ("error-sign", "W'[2,1,1]", 0),
        ("error-sign", "dL/da[2,1]", 1),
        ("upstream-omitted", "dL/dW[1,1,1]", 2),
    ],
)
def test_own_formulas(cause: str, name: str, own: int) -> None:
    """A rule says how many of its formulas are its own for a quantity; those that it spoils from afar come after them."""
    mistake = by_id(cause)
    assert mistake is not None
    assert mistake.rewrite.own(trace_of("sigmoid"), name) == own
    assert len(list(mistake.rewrite(trace_of("sigmoid"), name))) >= max(own, 1)


def differs(mistake: Misconception, of: Trace) -> bool:
    """Whether the rule changes the value of some quantity of the trace."""
    for name in of.names:
        for formula in mistake.rewrite(of, name):
            right, wrong = of.number(name), of.numbers({name: formula}, [name])[name]
            if not math.isclose(right, wrong, rel_tol=1e-6, abs_tol=1e-9):
                return True
    return False


@pytest.mark.parametrize("mistake", CATALOGUE, ids=lambda mistake: mistake.id)
def test_differs_from_the_truth(mistake: Misconception) -> None:
    """On at least one network the rule gives another number than the truth."""
    assert any(differs(mistake, trace(key)) for key in KEYS)
