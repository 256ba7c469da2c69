"""Names that may be read in two ways: said where nothing tells which, and where it matters."""

from __future__ import annotations

from pathlib import Path

import pytest

import grader
from grader.mistakes.softmax_jacobian_preactivation import CAUGHT, MISTAKE
from grader.problem import parse

ROOT = Path(__file__).parents[2]
NOTE = "nothing on the sheet tells which"


def notes(sheet: str) -> list[str]:
    """What the report on a sheet of the 2-2-2 network notes of its names."""
    told = grader.grade(grader.load_problem(ROOT / "problems/sigmoid-2-2-2.yaml"), sheet).to_dict()
    return [note for note in told["notes"] if NOTE in note]


def test_an_order_of_indices_that_no_value_tells() -> None:
    """Both derivatives are wrong either way round, and no other line shows which index comes first."""
    assert notes("dL/dw_12^2 = 0,5\ndL/dw_21^2 = 0,7\n") == [
        "∂L/∂w_12^2 may stand for dL/dW[2,1,2] or for dL/dW[2,2,1]: nothing on the sheet tells which. It was read as dL/dW[2,1,2]."
    ]


@pytest.mark.parametrize(
    "sheet",
    [
        "dL/dw_12^2 = 0,0819\ndL/dw_11^2 = 0,5\n",  # the layer is told by the first line, and the diagonal has one reading
        "dL/dw_12^2 = 0,0819\ndL/dw_21^2 = 0,7\n",  # a right value tells
    ],
)
def test_nothing_is_said_where_it_is_told_or_does_not_matter(sheet: str) -> None:
    """One right value settles the order, and the diagonal has none."""
    assert notes(sheet) == []


def test_letters_that_were_tried_in_exchange_leave_nothing_behind() -> None:
    """Both z and a are tried for one another on this sheet, and keep their own meanings: what was tried is no other reading."""
    (example,) = CAUGHT
    told = grader.grade(parse(example.problem, file="two.yaml"), example.sheet).to_dict()
    assert told["state"] == "graded"
    assert told["lines"][-1]["claims"][0]["cause"] == MISTAKE.id
