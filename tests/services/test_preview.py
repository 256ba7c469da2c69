"""A preview: what it says of a line is the same whatever values are written there."""

from __future__ import annotations

import re
from itertools import product

import pytest

import grader
from grader.problem import Problem
from grader.reading import read
from grader.services.preview import blanked

NEURON = grader.load_problem("neuron-sigmoid")
SIGMOID = grader.load_problem("sigmoid-2-2-2")
VALUES = ("0.5", "0,5", "-0.5", "12.0", "2.5e-3", "4,33·10^{-4}")


def told(problem: Problem, text: str) -> tuple[str, list[tuple[int, str | None, str]]]:
    """The text that is graded for a preview, and what comes of it."""
    sheet = blanked(text.encode())
    report = grader.grade(problem, sheet.text)
    return sheet.text, [(line.number, claim.quantity, claim.read_as) for line in report.lines for claim in line.claims]


def of_quantity(problem: Problem, name: str) -> list[str]:
    """The true value to several digits, values beside it, and what is no value of it at all."""
    true = [problem.trace.digits(name, digits) for digits in (2, 3, 4, 8)]
    return [*true, *(f"{float(true[2]) * factor:.4f}" for factor in (0.9, 1.001, -1, 2)), *VALUES]


@pytest.mark.parametrize("name", ["z[1,1]", "a[1,1]", "L", "dL/dz[1,1]", "dL/dW[1,1,1]", "W'[1,1,2]"])
@pytest.mark.parametrize("line", ["{value}", "= {value}", "{name} = {value}", "x = 0.1 * {value} = {value}"])
def test_no_value_makes_a_difference(name: str, line: str) -> None:
    """Right, rounded, signed otherwise or far off: the same reading, alone on a line or behind a name."""
    assert len({str(told(NEURON, line.format(name=name, value=value))) for value in of_quantity(NEURON, name)}) == 1


@pytest.mark.parametrize("values", [("3", "0", "1", "-1", "0594"), ("1/2", "11/10", "-1/3"), ("50 %", "110 %")])
def test_nor_does_a_whole_number_or_a_fraction(values: tuple[str, ...]) -> None:
    """Of values of one shape none is told from another."""
    assert len({str(told(NEURON, f"z[1,1] = {value}")) for value in values}) == 1


def test_no_value_makes_a_difference_to_other_lines() -> None:
    """What stands on one line says nothing on another one either."""
    names = ("z_1", "a_1", "a_2", "z_2")
    sheets = {
        str(told(SIGMOID, "\n".join(f"{name} = {value}" for name, value in zip(names, values, strict=True))))
        for values in product(("0.3825", "0,594", "1,136"), repeat=len(names))
    }
    assert len(sheets) == 1


def test_names_tell_the_quantity_and_the_numbers_stay_the_sheets_own() -> None:
    """Under a value that is not there the names are resolved all the same; the reading shows what was written."""
    text = "z_1^1 = (0,15 \\cdot 0,05) + 0,35 = 0,3825\nb) \\frac{\\partial L}{\\partial a_1^3} = -(0,01 - 0,757) = 4,33 \\cdot 10^{-4}\n"
    sheet = blanked(text.encode())
    found = [(claim.quantity, sheet.restored(claim.read_as)) for line in grader.grade(SIGMOID, sheet.text).lines for claim in line.claims]
    assert found[0] == ("z[1,1]", "z[1,1] = 0.15*0.05 + 0.35 = 0.3825")
    assert found[1] == ("dL/da[2,1]", "dL/da[2,1] = -(0.01 - 0.757) = 4.33e-4")
    assert sheet.lines[1] == text.split("\n", maxsplit=1)[0]


@pytest.mark.parametrize("text", [r"L_1 = \frac12 (0,01 - 0,757)^2", "a = ½·2^3", "z = 0..38 + 1", "W = [1 2; 3 4]", "x² + 0,5x", ""])
def test_whatever_is_written_is_read_alike_again(text: str) -> None:
    """No digits of values are left but those of whole powers, and as much is read as before."""
    once = blanked(text.encode())
    again = read(once.text)
    assert [len(line.equations) for line in again.lines] == [len(line.equations) for line in read(text).lines]
    assert not re.search(r"(?<![\d^_])\d", re.sub(r"47\.\d{6}", "", once.text))
