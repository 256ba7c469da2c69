"""Tables whose heads are words of any language: whole columns tell by their numbers what they hold."""

from __future__ import annotations

from collections.abc import Iterable

import grader
from grader.grading.reference import reference
from grader.problem import parse
from tests.grading.problems import claims, dense, said

PROBLEM = dense(2, 3, 2, seed=4)
TABLES = reference(PROBLEM)
UNITS = ("1,1", "1,2", "1,3", "2,1", "2,2")


def table(heads: str, rows: Iterable[Iterable[str]]) -> str:
    """A table with a label before each row."""
    ruled = "|" + "---|" * (heads.count("|") + 1)
    return "\n".join((f"| {heads} |", ruled, *(f"| U{i} | {' | '.join(row)} |" for i, row in enumerate(rows, 1))))


def value(name: str, moved: float = 0.0) -> str:
    """A quantity's value to four decimals."""
    return said(TABLES, name, 4, moved=moved)


def found(text: str) -> list[tuple[str, str]]:
    """What each claim is about, and its verdict."""
    return [(c["quantity"], c["verdict"]) for c in claims(PROBLEM, text)]


def test_units_in_their_order() -> None:
    """Sums and outputs of all units, under heads nobody knows."""
    rows = [(value(f"z[{u}]"), value(f"a[{u}]")) for u in UNITS]
    expected = [(f"{family}[{u}]", "correct") for u in UNITS for family in "za"]
    assert found(table("Yksikkö | Summa | Lähtö", rows)) == expected


def test_a_wrong_value_within_a_column() -> None:
    """One value that the column's others contradict is wrong, and those that follow from it follow."""
    rows = [(value(f"z[{u}]"), value(f"a[{u}]", 0.3 * (u == "2,1"))) for u in UNITS]
    assert [pair for pair in found(table("Yksikkö | Summa | Lähtö", rows)) if pair[1] != "correct"] == [("a[2,1]", "wrong")]


def test_parameters_before_and_after() -> None:
    """Gradients and new values, each unit's bias behind its weights; what only says the given ones again is no claim."""
    names = [f"{p}[{l},{j}{i}]" for l, j in ((2, 1), (2, 2)) for p, i in (("W", ",1"), ("W", ",2"), ("W", ",3"), ("b", ""))]
    rows = [(value(n), value(f"dL/d{n}"), value(n.replace("[", "'["))) for n in names]
    expected = [(q, "correct") for n in names for q in (f"dL/d{n}", n.replace("[", "'["))]
    assert found(table("Paino | Ennen | Kulma | Jälkeen", rows)) == expected


def test_errors_with_the_other_sign() -> None:
    """A column of errors as target minus output."""
    rows = [(value(f"a[2,{k}]"), said(TABLES, f"dL/dz[2,{k}]", 4, moved=-2 * TABLES.number(f"dL/dz[2,{k}]"))) for k in (1, 2)]
    assert found(table("Yksikkö | Lähtö | Virhe", rows)) == [(q, "correct") for k in (1, 2) for q in (f"a[2,{k}]", f"dL/dz[2,{k}]")]


def test_rows_in_an_order_nobody_knows() -> None:
    """Numbers of the problem in another order, and other numbers, are nobody's."""
    mixed = ("1,2", "2,1", "1,1", "2,2", "1,3")
    foreign = [("0.8125", "1.1934"), ("0.8472", "1.2017"), ("0.8516", "1.1876")]
    for rows in ([(value(f"z[{u}]"), value(f"a[{u}]")) for u in mixed], foreign):
        assert {verdict for _, verdict in found(table("Yksikkö | Summa | Lähtö", rows))} <= {"unreadable", "unchecked"}


def test_samples_and_their_mean() -> None:
    """A row a sample, the mean below."""
    problem = grader.load_problem("two-samples")
    tables = reference(problem)
    samples = problem.network.samples if problem.network else 0
    rows = [(said(tables, f"z[1,1]@{s}", 4), said(tables, f"L@{s}", 4)) for s in range(1, samples + 1)]
    text = table("Rivi | Summa | Virhe", rows) + f"\n| yht. | | {said(tables, 'L', 4)} |"
    names = [(q, "correct") for s in range(1, samples + 1) for q in (f"z[1,1]@{s}", f"L@{s}")]
    assert [(c["quantity"], c["verdict"]) for c in claims(problem, text)] == [*names, ("L", "correct")]


def test_lists_below_their_headings() -> None:
    """Numbers alone on a line: the units of a layer, the rows of a matrix one below the other."""
    sums = " ".join(value(f"z[1,{j}]") for j in (1, 2, 3))
    weights = "\n".join(" ".join(value(f"W'[2,{k},{j}]") for j in (1, 2, 3)) for k in (1, 2))
    expected = [f"z[1,{j}]" for j in (1, 2, 3)] + [f"W'[2,{k},{j}]" for k in (1, 2) for j in (1, 2, 3)]
    assert found(f"Summat:\n{sums}\n\nUudet painot:\n{weights}") == [(q, "correct") for q in expected]
    assert found("Kierrokset:\n0.8125 0.8472 0.8516") == []


def test_a_working_that_is_the_value_itself_is_no_cell_of_a_column() -> None:
    """`| da/dz | 1 | 1.000 |`: the 1 is how the row's own value came about, whatever else the column's numbers agree with."""
    problem = parse(
        "id: own\ntitle: Own\nstatement: S\nnetwork:\n  inputs: [0.3, 0.75]\n  targets: [1, 0.2]\n  loss: half_squared_error\n"
        "  layers:\n    - {weights: [[0.95, 0.80], [0.60, 0.1]], biases: [0.4, 0.35], activation: sigmoid}\n"
        "    - {weights: [[0.85, 0.45], [0.70, 0.5]], biases: [0.25, 0.90], activation: identity}\n",
        file="own.yaml",
    )
    sheet = r"""## Backward pass, output layer

| quantity | calculation | value |
|---|---|---|
| $\frac{\partial L}{\partial a_1^2}$ | $1.207 - 1$ | $0.207$ |
| $\frac{\partial a_1^2}{\partial z_1^2}$ | $1$ | $1.000$ |
| $\delta_1^2$ | $0.207 \cdot 1.000$ | $0.207$ |
| $\frac{\partial L}{\partial a_2^2}$ | $1.772 - 0.2$ | $1.572$ |
| $\frac{\partial a_2^2}{\partial z_2^2}$ | $1$ | $1.000$ |
| $\delta_2^2$ | $1.572 \cdot 1.000$ | $1.572$ |
| $\frac{\partial L}{\partial w_{11}^2}$ | $0.207 \cdot 0.783$ | $0.162$ |
| $\frac{\partial L}{\partial w_{12}^2}$ | $0.207 \cdot 0.647$ | $0.134$ |
| $\frac{\partial L}{\partial w_{21}^2}$ | $1.572 \cdot 0.783$ | $1.231$ |
| $\frac{\partial L}{\partial w_{22}^2}$ | $1.572 \cdot 0.647$ | $1.017$ |
| $\frac{\partial L}{\partial b_1^2}$ | $0.207$ | $0.207$ |
| $\frac{\partial L}{\partial b_2^2}$ | $1.572$ | $1.572$ |
"""
    judged = [(claim["quantity"], claim["verdict"]) for claim in claims(problem, sheet)]
    assert len(judged) == 12
    assert all(verdict == "correct" for _, verdict in judged)
