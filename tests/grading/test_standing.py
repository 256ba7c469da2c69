"""Names that mean one and the same quantity serve one another."""

from __future__ import annotations

import pytest

import grader
from grader.grading.standing import others


@pytest.mark.parametrize(
    ("problem", "name", "found"),
    [
        ("relu-2-3-1", "z[2,1]", ["a[2,1]"]),
        ("relu-2-3-1", "dL/dz[2,1]", ["dL/da[2,1]"]),
        ("relu-2-3-1", "z[1,1]", []),
        ("relu-2-3-1", "dL/db[2,1]", []),
        ("one-by-one", "dL/dW[1,1,1]@1", ["dL/dW[1,1,1]"]),
        ("one-by-one", "a'[1,1]@2", ["a'[1,1]", "a[1,1]@2"]),
        ("lstm-step", "c_1", []),
    ],
)
def test_others(problem: str, name: str, found: list[str]) -> None:
    """Of a unit without an activation z and a, of a pass over one sample its name without the sample."""
    assert list(others(grader.load_problem(problem).network, name)) == found


def test_a_linear_output_written_once_earns_both_marks() -> None:
    """Nobody writes z and y of an output without an activation."""
    report = grader.grade(grader.load_problem("relu-2-3-1"), "yhat = 0.4*0.96 + 0.1 = 0.484", submission="y").to_dict()
    assert report["score"]["earned"] == "2"
    assert not any(gap["quantity"] in {"z[2,1]", "a[2,1]"} for gap in report["missing"])


def test_vectors_of_a_graph_are_read_element_by_element() -> None:
    """A whole matrix of the author's is one claim an element; elements may be counted from 0."""
    problem = grader.load_problem("attention-two-tokens")
    report = grader.grade(problem, "Q = [[0.8, -0.85], [1.4, 1.2]]", submission="q").to_dict()
    assert [(c["quantity"], c["verdict"]) for c in report["lines"][0]["claims"]] == [
        ("Q[1,1]", "correct"),
        ("Q[1,2]", "correct"),
        ("Q[2,1]", "correct"),
        ("Q[2,2]", "wrong"),
    ]
    counted = grader.grade(problem, "Q[0][0] = 0.8\nQ[0][1] = -0.85\nQ[1][1] = 1.1", submission="q").to_dict()
    assert [c["quantity"] for line in counted["lines"] for c in line["claims"]] == ["Q[1,1]", "Q[1,2]", "Q[2,2]"]
