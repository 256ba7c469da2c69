"""Vectors over one unit's weights, over samples, upright or flat: which numbers stand for what."""

from __future__ import annotations

import pytest

import grader
from grader.grading.reference import reference
from grader.grading.rows import unit_row, vector
from tests.grading.problems import claims, dense, line

PROBLEM = dense(3, 2, 2, seed=9)
TABLES = reference(PROBLEM)


def numbers(*names: str) -> str:
    """Values side by side as they are written."""
    return ", ".join(f"{TABLES.number(name):.4f}" for name in names)


@pytest.mark.parametrize(
    ("text", "components"),
    [("v = [0.1, 0.2, 0.3]", 3), (r"v = \begin{pmatrix} 0.1 \\ 0.2 \end{pmatrix}", 2), ("v = [[1, 2], [3, 4]]", 0), ("v = 0.3", 0)],
)
def test_vectors(text: str, components: int) -> None:
    """A row and a column are vectors; a matrix and a number are none."""
    assert len(vector(line(PROBLEM, text))) == components


@pytest.mark.parametrize(
    "names",
    [
        ("W[1,2,1]", "W[1,2,2]", "W[1,2,3]"),
        ("W[1,1,1]", "W[1,1,2]", "W[1,1,3]", "b[1,1]"),
        ("b[1,1]", "W[1,1,1]", "W[1,1,2]", "W[1,1,3]"),
        ("W'[2,2,1]", "W'[2,2,2]"),
        ("dL/dW[1,2,1]", "dL/dW[1,2,2]", "dL/dW[1,2,3]"),
    ],
)
def test_one_units_weights(names: tuple[str, ...]) -> None:
    """One unit's weights as a vector, its bias before or behind them, are known by their numbers."""
    assert tuple(c.name for c in unit_row(line(PROBLEM, f"v = [{numbers(*names)}]"), TABLES, 1)) == names


def test_foreign_numbers_are_no_row() -> None:
    """A vector in which too little agrees is tied to nothing."""
    assert unit_row(line(PROBLEM, "v = [0.1234, 0.5678, 0.9123]"), TABLES, 1) == ()


@pytest.mark.parametrize("template", ["a^{(1)} = [{}]", r"a^{{(1)}} = \begin{{pmatrix}} {} \end{{pmatrix}}", "a^{(1)} = [{}]^T"])
def test_a_layer_as_a_vector(template: str) -> None:
    """A layer's activations as a row or a column give one claim a unit, each judged on its own."""
    right = [f"{TABLES.number(f'a[1,{j}]'):.4f}" for j in (1, 2)]
    inside = " \\\\ ".join(right) if "pmatrix" in template else ", ".join(right)
    text = template.replace("{{", "{").replace("}}", "}").replace("{}", inside) if "pmatrix" in template else template.replace("{}", inside)
    assert [(c["quantity"], c["verdict"]) for c in claims(PROBLEM, text)] == [("a[1,1]", "correct"), ("a[1,2]", "correct")]
    spoilt = text.replace(right[1], "0.1111")
    assert [c["verdict"] for c in claims(PROBLEM, spoilt)] == ["correct", "wrong"]


def test_a_matrix_gives_a_claim_an_element() -> None:
    """The weights' gradient as a matrix is judged element by element, in rows by receiving unit."""
    rows = "; ".join(numbers(*(f"dL/dW[1,{j},{i}]" for i in (1, 2, 3))) for j in (1, 2))
    found = claims(PROBLEM, f"dL/dW^{{(1)}} = [{rows}]")
    assert [c["quantity"] for c in found] == [f"dL/dW[1,{j},{i}]" for j in (1, 2) for i in (1, 2, 3)]
    assert {c["verdict"] for c in found} == {"correct"}


def test_a_vector_of_another_length_accuses_nobody() -> None:
    """Structure that does not fit the network yields no wrong claim."""
    assert "wrong" not in {c["verdict"] for c in claims(PROBLEM, "a^{(1)} = [0.1, 0.2, 0.3, 0.4, 0.5]")}


def test_values_over_the_samples() -> None:
    """A vector over the samples of a problem gives one claim a sample."""
    problem = grader.load_problem("two-samples")
    tables = reference(problem)
    samples = problem.network.samples if problem.network else 0
    row = ", ".join(f"{tables.number(f'z[1,1]@{s}'):.4f}" for s in range(1, samples + 1))
    found = claims(problem, f"z_1 = [{row}]")
    assert [(c["quantity"], c["verdict"]) for c in found] == [(f"z[1,1]@{s}", "correct") for s in range(1, samples + 1)]


def test_half_a_row_is_no_accusation() -> None:
    """A vector under another name, half of whose numbers are a unit's gradients by chance, is not taken for those."""
    half = f"{TABLES.number('dL/dW[1,2,1]'):.4f}, {TABLES.number('dL/dW[1,2,2]'):.4f}, 0.9123"
    assert unit_row(line(PROBLEM, f"J_q = [{half}]"), TABLES, 1) == ()
    assert len(unit_row(line(PROBLEM, f"dw_2 = [{half}]"), TABLES, 1, "dL/dW[1,2,1]")) == 3
