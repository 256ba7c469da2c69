"""A student's own values: what follows from them, what is believed, and how far honest rounding reaches."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.grading.functions import sigmoid
from grader.grading.outcome import Outcome
from grader.grading.own import HONEST, Own
from grader.grading.reference import reference
from tests.grading.problems import claims, dense, said, written

PROBLEM = dense(2, 2, 2, seed=3)
TABLES = reference(PROBLEM)
FORWARD = [f"{f}[{l},{j}]" for l in (1, 2) for f in "za" for j in (1, 2)]
BACKWARD = [*(f"dL/dz[{l},{j}]" for l in (2, 1) for j in (1, 2)), *(f"dL/dW[{l},{j},{i}]" for l in (2, 1) for j in (1, 2) for i in (1, 2))]


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), decimals=st.integers(2, 6), carried=st.booleans())
def test_reach_covers_honest_rounding(seed: int, decimals: int, carried: bool) -> None:  # noqa: FBT001
    """Whoever rounds each step honestly, going on with the rounded or with the full value, is always covered."""
    problem = dense(2, 2, 2, seed=seed % 7)
    tables = reference(problem)
    rng = random.Random(seed)
    own = Own(tables)
    mine: dict[str, float] = {}  # what the student's calculator holds
    for number, name in enumerate([*FORWARD, "L", *BACKWARD]):
        compiled = tables.compiled(name)
        value = compiled(*[mine.get(p, tables.number(p)) for p in compiled.parents])
        shown = round(value, decimals)
        unit = 10.0**-decimals
        covered = [outcome.covers(shown, 0.5 * unit + 1e-12) for outcome in own.honest(name)]
        assert any(covered) or abs(shown - tables.number(name)) <= 0.5 * unit, (name, shown, tables.number(name))
        written(own, name, shown, decimals=decimals, at=number)
        mine[name] = shown if carried or rng.random() < 0.5 else value


@pytest.mark.parametrize("wrong", FORWARD)
def test_what_follows_from_one_wrong_value(wrong: str) -> None:
    """After one wrong value all that rests on it is recomputed from it, with its line as the root; the rest stays true."""
    own = Own(TABLES)
    written(own, wrong, TABLES.number(wrong) + 0.2, status="wrong", at=4)
    mine = {wrong: TABLES.number(wrong) + 0.2}
    for name in TABLES.names:
        if name == wrong:
            continue
        compiled = TABLES.compiled(name)
        mine[name] = compiled(*[mine[parent] for parent in compiled.parents]) if compiled.parents else TABLES.number(name)
        found = own.view(frozenset()).value(name)
        rests = wrong in TABLES.ancestors(name)
        assert own.rests_on_error(name) is rests
        if rests:
            assert found.number == pytest.approx(mine[name], rel=1e-6, abs=1e-12)
            assert found.roots == frozenset((4,))
        else:
            assert exact(found, name)


def exact(outcome: Outcome, name: str) -> bool:
    """Whether an outcome is the exact value, which no rounding moves and no error has touched."""
    return outcome.number == TABLES.number(name) and not (outcome.low or outcome.high or outcome.roots or outcome.used)


def test_the_last_value_counts() -> None:
    """A quantity that is written again carries its last value; both views, with and without the error, are offered."""
    own = Own(TABLES)
    written(own, "z[1,1]", 0.9, status="wrong", at=1)
    assert own.last("z[1,1]") is not None
    written(own, "z[1,1]", round(TABLES.number("z[1,1]"), 4), at=2)
    last = own.last("z[1,1]")
    assert last is not None
    assert last.line == 2
    values = {round(outcome.number, 3) for outcome in own.outcomes("a[1,1]")}
    assert round(TABLES.number("a[1,1]"), 3) in values


def test_errors_may_be_passed_by() -> None:
    """Later lines may rest on a wrong value or on the right one: both are tried, the written one first."""
    own = Own(TABLES)
    written(own, "a[1,1]", 0.01, status="wrong", at=3)
    outcomes = list(own.outcomes("z[2,1]"))
    used, passed = outcomes[0], outcomes[-1]
    assert used.roots == frozenset((3,))
    assert used.number == pytest.approx(TABLES.number("z[2,1]") + TABLES.number("W[2,1,1]") * (0.01 - TABLES.number("a[1,1]")))
    assert passed.roots == frozenset()
    assert passed.number == pytest.approx(TABLES.number("z[2,1]"))


def test_the_honest_view_believes_what_is_right_alone() -> None:
    """For the test against the truth, values that are wrong or carried do not count, rightly rounded ones do."""
    own = Own(TABLES)
    written(own, "z[1,1]", 0.9, status="wrong", at=1)
    written(own, "z[1,2]", round(TABLES.number("z[1,2]"), 2), decimals=2, at=2)
    view = own.view(HONEST)
    assert exact(view.value("z[1,1]"), "z[1,1]")
    assert view.value("z[1,2]").number == pytest.approx(round(TABLES.number("z[1,2]"), 2))
    assert view.value("a[1,2]").high > 0


def test_given_numbers_do_not_move() -> None:
    """A given that is written again is a point: no rounding reaches from it."""
    own = Own(TABLES)
    written(own, "W[1,1,1]", TABLES.number("W[1,1,1]"), decimals=2)
    assert exact(own.view(frozenset()).value("W[1,1,1]"), "W[1,1,1]")


@pytest.mark.parametrize(
    ("number", "unit", "cut"), [(0.594, 0.001, True), (0.595, 0.001, False), (0.593, 0.001, False), (-0.594, 0.001, False)]
)
def test_digits_cut_off(number: float, unit: float, cut: bool) -> None:  # noqa: FBT001
    """An outcome may be written with its further digits cut off, toward zero."""
    assert Outcome(0.5947).cuts(number, unit) is cut
    assert Outcome(-0.5947).cuts(-number, unit) is cut


def test_a_sheet_follows_its_own_error() -> None:
    """On a sheet, lines behind one error follow from it and name its line."""
    z = TABLES.number("z[1,1]") + 0.3
    a = sigmoid(z)
    lines = [f"z_11 = {z:.6f}", f"z_12 = {said(TABLES, 'z[1,2]')}", f"a_11 = {a:.6f}", f"a_12 = {said(TABLES, 'a[1,2]')}"]
    z21 = TABLES.number("W[2,1,1]") * a + TABLES.number("W[2,1,2]") * TABLES.number("a[1,2]") + TABLES.number("b[2,1]")
    found = claims(PROBLEM, *lines, f"z_21 = {z21:.6f}", f"a_21 = {sigmoid(z21):.6f}")
    assert [(c["quantity"], c["verdict"], c["roots"]) for c in found] == [
        ("z[1,1]", "wrong", []),
        ("z[1,2]", "correct", []),
        ("a[1,1]", "follows", [1]),
        ("a[1,2]", "correct", []),
        ("z[2,1]", "follows", [1]),
        ("a[2,1]", "follows", [1]),
    ]


def test_a_product_that_vanishes_has_its_reach() -> None:
    """1 - a of an activation written as 1.0000 is 0 by the digits shown; what is left of it may be anything smaller than they."""
    own = Own(TABLES)
    written(own, "a[1,1]", 1.0, decimals=4, status="wrong")
    near = [outcome for outcome in own.outcomes("da[1,1]/dz[1,1]", 3e-11) if outcome.roots]
    assert near
    assert all(outcome.number == 0 and outcome.covers(3e-11, 0.0) for outcome in near)
