"""The bank: every problem loads, is found by its id, and its every formula is true."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path

import pytest

from grader.maths.expression import Constant
from grader.problem import bank, load
from grader.problem.vetting import vet

README = Path(__file__).parents[2] / "problems" / "README.md"


@pytest.mark.parametrize("name", bank.ids())
def test_a_bank_problem(name: str) -> None:
    """The file's name is its id, it has a title and a statement, and it is listed in the README."""
    problem = load(name)
    assert problem.id == name
    assert problem.title
    assert len(problem.statement) > 40
    assert f"`{name}`" in README.read_text(encoding="utf-8")
    assert all(part.quantities for part in problem.parts)


@pytest.mark.parametrize("name", bank.ids())
def test_its_formulas_are_true(name: str) -> None:
    """Every decomposition gives the exact value, and every derivative that is no kink is the slope in its pass, its parameters held."""
    trace = load(name).trace
    step = Fraction(1, 10**6)
    held = {each: Constant(Fraction(trace.number(each))) for each in trace.names if "'" in each and each.replace("'", "") in trace.given}
    for each in trace.names:
        for compiled in trace.compiled(each):
            value = compiled(*[trace.number(parent) for parent in compiled.parents])
            assert value == pytest.approx(trace.number(each), rel=1e-9, abs=1e-12), each
        ends = trace._adjoints.ends(each)
        if ends is not None and not any(math.isclose(trace.number(z), 0, abs_tol=1e-9) for z in trace.names if z[0] in "zZ"):
            of, by = ends
            high, low = [trace.numbers(held | {by: Constant(Fraction(trace.number(by)) + nudge)}, [of])[of] for nudge in (step, -step)]
            assert (high - low) / float(2 * step) == pytest.approx(trace.number(each), rel=1e-4, abs=1e-7), each


def test_a_strange_id_is_no_path() -> None:
    """An id cannot leave the bank's folder."""
    assert bank.text("../README") is None
    assert bank.text("/etc/passwd") is None


def test_the_order_of_teaching_names_every_problem() -> None:
    """The list is complete, names nothing twice, and is the order in which problems are found."""
    assert bank.ids() == bank.order()
    assert len(set(bank.order())) == len(bank.order()) >= 20


@pytest.mark.parametrize("name", bank.ids())
def test_its_numbers_hide_nothing(name: str) -> None:
    """No two mistakes print one sheet, none prints the right one, no unit stands at a kink that is not meant."""
    assert [doubt.message for doubt in vet(load(name))] == []
