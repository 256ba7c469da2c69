"""Titles that say the layer which the names below them leave open."""

from __future__ import annotations

import pytest

from grader.grading.reference import reference
from grader.grading.sections import Sections, layer_of
from grader.graph.quantity import quantity
from tests.grading.problems import claims, dense, said

PROBLEM = dense(2, 2, 1, seed=5)
TABLES = reference(PROBLEM)
HIDDEN, OUTPUT = frozenset({1}), frozenset({2})


@pytest.mark.parametrize(
    ("title", "layers"),
    [
        ("Forward pass, hidden layer:", HIDDEN),
        ("## Rückwärts, versteckte Schicht", HIDDEN),
        ("### Paso hacia atrás - capa de salida", OUTPUT),
        (r"\section{Couche cachée}", HIDDEN),
        ("**输出层**", OUTPUT),
        ("Loss:", frozenset()),
        ("From the hidden layer to the output layer:", frozenset()),
        ("For that we need the hidden layer once more.", None),
    ],
)
def test_what_a_title_speaks_of(title: str, layers: frozenset[int] | None) -> None:
    """A title names one layer, or none; prose (None) changes nothing."""
    found = Sections([(1, "# Output layer"), (3, title)], PROBLEM.network)
    assert found.layers(2) == OUTPUT
    assert found.layers(4) == (OUTPUT if layers is None else layers)


def test_one_layer_needs_no_titles() -> None:
    """Where a network has one layer, or a problem is no network, titles say nothing."""
    assert Sections([(1, "# Output layer")], dense(2, 1).network).layers(2) == frozenset()
    assert Sections([(1, "# Output layer")], None).layers(2) == frozenset()


@pytest.mark.parametrize(
    ("name", "layer"),
    [("z[2,1]", 2), ("dL/dW[1,2,1]", 1), ("da[2,1]/dz[2,1]", 2), ("dz[2,1]/da[1,1]", 2), ("W'[1,1,2]", 1), ("L", None), ("t[1]", None)],
)
def test_the_layer_a_quantity_is_worked_out_in(name: str, layer: int | None) -> None:
    """A derivative of the loss belongs to what it is by, a local one to what it is of."""
    assert layer_of(quantity(name)) == layer


def test_a_slip_below_a_title() -> None:
    """A wrong sum whose name leaves the layer open is that of the layer in the title, whatever its slip looks like."""
    x, v, w, b = (TABLES.number(name) for name in ("a[0,1]", "W[1,2,1]", "W[1,2,2]", "b[1,2]"))
    first = said(TABLES, "a[1,1]", 5)
    slipped = v * x + w * float(first) + b
    found = claims(
        PROBLEM,
        "Forward pass, hidden layer:",
        f"a1 = {first}",
        f"z2 = {v}*({x}) + {w}*{first} + ({b}) = {slipped:.5f}",
        "Forward pass, output layer:",
        f"z1 = {said(TABLES, 'z[2,1]', 5)}",
    )
    assert [(claim["quantity"], claim["verdict"]) for claim in found] == [("a[1,1]", "correct"), ("z[1,2]", "wrong"), ("z[2,1]", "correct")]


def test_letters_that_come_back_under_the_next_title() -> None:
    """`a1` under the hidden layer and again under the output layer are two units, however many lines only the first explains."""
    h = [said(TABLES, f"a[1,{j}]", 4) for j in (1, 2)]
    x = [TABLES.number(f"a[0,{i}]") for i in (1, 2)]
    sums = [
        f"{TABLES.number(f'W[1,{j},1]')}*({x[0]}) + {TABLES.number(f'W[1,{j},2]')}*({x[1]}) + ({TABLES.number(f'b[1,{j}]')})"
        for j in (1, 2)
    ]
    top = f"({TABLES.number('W[2,1,1]')})*{h[0]} + ({TABLES.number('W[2,1,2]')})*{h[1]} + ({TABLES.number('b[2,1]')})"
    out, error = said(TABLES, "a[2,1]", 4), said(TABLES, "dL/da[2,1]", 4)
    found = claims(
        PROBLEM,
        "Forward pass, hidden layer:",
        *(f"a{j} = sigmoid({sums[j - 1]}) = {h[j - 1]}" for j in (1, 2)),
        "Forward pass, output layer:",
        f"a1 = sigmoid({top}) = {out}",
        "Backward pass, output layer:",
        f"dL/da1 = {error}",
        "Backward pass, hidden layer:",
        *(f"dL/da{j} = {said(TABLES, f'dL/da[1,{j}]', 4)}" for j in (1, 2)),
    )
    assert [claim["quantity"] for claim in found] == ["a[1,1]", "a[1,2]", "a[2,1]", "dL/da[2,1]", "dL/da[1,1]", "dL/da[1,2]"]
    assert {claim["verdict"] for claim in found} == {"correct"}
