"""Which quantity a statement is tied to, where its name alone leaves several."""

from __future__ import annotations

import pytest

from grader.grading.reference import reference
from grader.problem import parse
from tests.grading.problems import claims, dense, said

WIDE = dense(2, 2, 2, seed=4)
ROLES = [
    ("h{}_net", "h{}_out", "o{}_net", "o{}_out"),
    ("h{}_in", "h{}_out", "o{}_in", "o{}_out"),
    ("h_{{{},in}}", "h_{{{},out}}", "o_{{{},in}}", "o_{{{},out}}"),
    ("H{}_net", "H{}", "y{}_net", "y{}"),
    ("h{}_logit", "h{}", "o{}_logit", "o{}_pred"),
]


@pytest.mark.parametrize("names", ROLES, ids=[row[0] for row in ROLES])
def test_a_unit_with_what_is_meant_of_it(names: tuple[str, str, str, str]) -> None:
    """`h1_net` is the sum of h1, as `net_h1` is, whatever else the letter before it may be."""
    tables = reference(WIDE)
    places = [(family, layer, unit) for layer in (1, 2) for unit in (1, 2) for family in "za"]
    lines = [f"{names[2 * l - 2 + (f == 'a')].format(u)} = {said(tables, f'{f}[{l},{u}]', 5)}" for f, l, u in places]
    found = claims(WIDE, *lines)
    assert [claim["quantity"] for claim in found] == [f"{f}[{l},{u}]" for f, l, u in places]
    assert {claim["verdict"] for claim in found} == {"correct"}


def test_a_name_in_its_own_working_is_the_new_one() -> None:
    """`W1 = W1 - eta*d1*X` is an update by its form, also where its value, from a wrong delta, fits nothing."""
    problem = dense(1, 1, 1, seed=4)
    tables = reference(problem)
    x, w, b, out, above = (tables.number(name) for name in ("a[0,1]", "W[1,1,1]", "b[1,1]", "a[1,1]", "dL/dz[2,1]"))
    wrong = out * (1 - out) * above
    known = [f"y1 = {out:.6f}", f"d2 = {above:.6f}", f"d1 = y1*(1 - y1)*d2 = {wrong:.6f}"]
    found = claims(problem, *known, f"W1 = W1 - eta*d1*X = {w - 0.5 * wrong * x:.6f}", f"b1 = b1 - eta*d1 = {b - 0.5 * wrong:.6f}")
    assert found[2]["cause"] == "backprop-weights-omitted"
    assert [(claim["quantity"], claim["verdict"]) for claim in found[3:]] == [("W'[1,1,1]", "follows"), ("b'[1,1]", "follows")]


LINE = """\
id: line
title: A line
statement: Two points.
network:
  samples: [{inputs: [1], targets: [-3]}, {inputs: [2], targets: [8]}]
  layers:
    - {weights: [[0]], biases: [0], activation: identity}
  loss: mean_squared_error
  update: {rule: sgd, learning_rate: 0.1, steps: 2}
"""


def test_a_right_value_under_its_name_is_no_other_quantity() -> None:
    """`b <- 0 - 0.1*(-5) = 0.5` is the new bias, though the next step changes the weight by just as much."""
    problem = parse(LINE, file="line.yaml")
    tables = reference(problem)
    slopes = [said(tables, f"dL/d{name}", 1) for name in ("W[1,1,1]", "b[1,1]")]
    new = [said(tables, name, 2) for name in ("W'[1,1,1]", "b'[1,1]")]
    rows = [f"{letter} <- 0 - 0.1*({slope}) = {value}" for letter, slope, value in zip("wb", slopes, new, strict=True)]
    found = claims(problem, *rows)
    assert [(claim["quantity"], claim["verdict"], claim["remarks"]) for claim in found] == [
        ("W'[1,1,1]", "correct", []),
        ("b'[1,1]", "correct", []),
    ]


def test_the_index_of_a_whole_derivative() -> None:
    """`da1/dz1[0]` is the derivative of unit 0 by its own sum."""
    tables = reference(WIDE)
    units = [f"a1[{unit}] = {said(tables, f'a[1,{unit + 1}]', 5)}" for unit in (0, 1)]
    sums = [f"z1[{unit}] = {said(tables, f'z[1,{unit + 1}]', 5)}" for unit in (0, 1)]
    slopes = [f"da1/dz1[{unit}] = {said(tables, f'da[1,{unit + 1}]/dz[1,{unit + 1}]', 5)}" for unit in (0, 1)]
    found = claims(WIDE, *sums, *units, *slopes)[4:]
    assert [(c["quantity"], c["verdict"]) for c in found] == [(f"da[1,{u}]/dz[1,{u}]", "correct") for u in (1, 2)]
