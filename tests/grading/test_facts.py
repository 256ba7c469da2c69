"""A line's numbers: values, operands, and how far honest rounding of the operands may move a result."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.grading.evidence import agreement, fitted
from grader.grading.facts import reach, spread, trivial
from grader.grading.reference import reference
from tests.grading.problems import dense, line

PROBLEM = dense(2, 2, 2)


@pytest.mark.parametrize(
    ("text", "number", "half", "exact"),
    [
        ("z_1 = 0.594", 0.594, 0.0005, False),
        ("z_1 = -0,5940", -0.594, 0.00005, False),
        ("z_1 = 3", 3.0, 0.5, True),
        ("z_1 = 1.2e-3", 0.0012, 0.00005, False),
        (r"z_1 = 3,1 \cdot 10^{-2}", 0.031, 0.0005, False),
    ],
)
def test_values(text: str, number: float, half: float, exact: bool) -> None:  # noqa: FBT001
    """A written value has its number, half a unit of its last digit, and is exact where nothing was rounded."""
    found = line(PROBLEM, text).value
    assert found is not None
    assert (found.number, found.half) == pytest.approx((number, half))
    assert found.exact is exact


def test_a_product_that_was_not_worked_out_is_a_value() -> None:
    """Numbers without a result stand for what they give."""
    found = line(PROBLEM, "z_1 = -0.016 * 0.96").value
    assert found is not None
    assert found.written is None
    assert found.number == pytest.approx(-0.01536)


def test_operands_leave_out_what_belongs_to_formulas() -> None:
    """Squares, halves and ones of formulas are no operands."""
    assert sorted(line(PROBLEM, "L = 1/2*(0.31 - 0.75)^2 = 0.0968").operands) == [0.31, 0.75]
    facts = line(PROBLEM, "z_1 = 2 = 2")
    assert all(trivial(slot.literal.written) for side in facts.sides.values() for slot in side.slots if slot.literal is not None)


def test_rows_and_columns() -> None:
    """A vector that stands the other way round is turned; one of another length does not fit."""
    facts = line(PROBLEM, "z = [0.1, 0.2]")
    assert [[cell.number for cell in row] for row in facts.cells] == [[0.1, 0.2]]
    upright = fitted(facts.cells, (("z[1,1]",), ("z[1,2]",)))
    assert upright is not None
    assert [row[0].number for row in upright] == [0.1, 0.2]
    assert fitted(facts.cells, (("a",), ("b",), ("c",))) is None


@settings(max_examples=150, deadline=None)
@given(data=st.data(), decimals=st.integers(1, 5))
def test_reach_covers_every_honest_rounding(data: st.DataObject, decimals: int) -> None:
    """Wherever between two roundings the true operands lie, the true result lies in the reach round the computed one."""
    number = st.floats(0.05, 3)
    full = [data.draw(number) for _ in range(4)]
    shown = [f"{n:.{decimals}f}" for n in full]
    if any(float(s) < 0.04 for s in shown):
        return
    facts = line(PROBLEM, f"z_1 = {shown[0]}*{shown[1]} + {shown[2]}/{shown[3]}")
    (side,) = facts.sides.values()
    low, high = spread(side, side.literals())
    centre, truth = side.value(side.literals()), full[0] * full[1] + full[2] / full[3]
    curved = 0.6 * (0.5 * 10.0**-decimals) ** 2 * (1 + 2 * full[2] / full[3] ** 3)  # what single effects leave out
    assert centre + low - curved - 1e-12 <= truth <= centre + high + curved + 1e-12


def test_reach_is_no_wider_than_needed() -> None:
    """Rounded operands give the sum of their single effects and nothing on top; operands that do not move give none."""
    side = next(iter(line(PROBLEM, "z_1 = 0.25*0.75").sides.values()))
    low, high = spread(side, side.literals())
    assert high == pytest.approx(0.005 * (0.25 + 0.75), rel=0.05)
    assert low == pytest.approx(-high, rel=0.05)
    assert reach(side, side.literals(), [(0.0, 0.0)] * len(side.slots)) == (0.0, 0.0)


def test_agreement_grows_with_digits() -> None:
    """A match in three digits says more than one in two, a miss speaks against, no number says nothing."""
    truth = 0.594
    three, two, one = agreement(0.594, 5e-4, 3, truth), agreement(0.59, 5e-3, 2, truth), agreement(0.6, 5e-2, 1, truth)
    assert three > two > one > 0 > agreement(0.31, 5e-3, 2, truth)
    assert agreement(math.nan, 0.1, 3, truth) == 0
    assert agreement(0.60, 5e-4, 3, truth) < two


@pytest.mark.parametrize(
    ("name", "working"),
    [("z[1,1]", "{}*{} + {}*{} + {}"), ("dL/dW[2,1,2]", "{}*{}"), ("W'[1,2,1]", "{} - {}*{}"), ("a[1,1]", "1/(1 + e^(-{}))")],
)
def test_working_in_numbers_is_identified(name: str, working: str) -> None:
    """What the numbers of a line compute is known without any name, for each kind of quantity."""
    tables = reference(PROBLEM)
    shown = [f"({tables.number(parent):.9f})" for parent in tables.compiled(name).parents]
    assert len(shown) == working.count("{}")
    assert line(PROBLEM, f"x = {working.format(*shown)} = 1").identified.get(name) == 1
    assert line(PROBLEM, f"x = -({working.format(*shown)}) = 1").identified.get(name) == -1
