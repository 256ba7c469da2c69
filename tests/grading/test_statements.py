"""Equations as statements: what is claimed, what each link is made of, which link is the value; nothing is too deep."""

from __future__ import annotations

import pytest

from grader.grading.reference import reference
from grader.grading.statements import MAXIMUM_DEPTH, Statement, children, kind, names, statements, walk
from grader.reading import read
from grader.reading.tree import Tree
from tests.grading.problems import claims, dense, said


def tree(text: str) -> Tree:
    """A side of an equation."""
    return read(f"x = {text}").lines[0].equations[0].links[-1]


def tree_at(statement: Statement, place: int) -> Tree:
    """One of a statement's links."""
    return statement.links[place].tree


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.5", "value"),
        ("-0.5", "value"),
        ("[0.1, 0.2]", "value"),
        ("0.1*0.2 + 3", "numeric"),
        ("e^(-0.4)", "numeric"),
        ("a_1*0.3", "symbolic"),
        (r"\frac{\partial L}{\partial w_1}", "symbolic"),
        ("w_{jk} a_k", "general"),
        (r"\sum_i w_i x_i", "general"),
    ],
)
def test_kinds(text: str, expected: str) -> None:
    """Values, numbers, names, running indices: each side is of the worst that it holds."""
    assert kind(tree(text)) == expected


def test_the_value_is_the_last_number() -> None:
    """A chain's head is claimed, its last plain number is the value, what stands between is working."""
    (statement,) = statements(read("z_1 = w_1*x_1 + b = 0.3*0.5 + 0.1 = 0.25"))
    assert statement.head is not None
    assert [link.kind for link in statement.links] == ["symbolic", "numeric", "value"]
    assert statement.value is statement.links[-1]
    assert statement.working == statement.links[:2]


def test_a_product_left_standing_is_the_value() -> None:
    """Without a plain number the last numeric link is the value; without numbers there is none."""
    (numeric,) = statements(read("z_1 = w_1*x_1 = 0.3*0.5"))
    (symbolic,) = statements(read("z_1 = w_1*x_1 + b_1"))
    assert numeric.value is numeric.links[-1]
    assert symbolic.value is None


def test_what_stands_behind_a_comparison_is_a_condition() -> None:
    """`z = 0,4 > 0` claims 0,4."""
    (statement,) = statements(read("z_1 = 0.4 > 0"))
    assert statement.value is not None
    assert [link.kind for link in statement.links] == ["value"]


def test_what_is_struck_out_is_not_claimed() -> None:
    """Crossed-out equations yield no statement."""
    assert statements(read(r"~~z_1 = 0.4~~")) == ()


def test_walking_keeps_the_order() -> None:
    """All trees inside a tree come from left to right, every name once for each place."""
    assert [name.base for name in names(tree("a*b + c/(a - d)"))] == ["a", "b", "c", "a", "d"]
    assert next(walk(tree("a*b"))) == tree("a*b")
    assert children(tree("0.5")) == ()


def test_a_name_behind_a_value_begins_anew() -> None:
    """Two equations that a stray sign has run together are two claims on their own lines; `a = 0.5 = b` stays one."""
    first, second = statements(read("z_1 = 0.1*0.3 = 0.03\n=\nz_2 = 0.2*0.3 = 0.06"))
    assert (first.line, second.line) == (1, 3)
    assert [statement.value.tree for statement in (first, second) if statement.value] == [tree_at(first, 1), tree_at(second, 1)]
    assert [name.base + name.sub[0].text for s in (first, second) if s.head is not None for name in names(s.head)] == ["z1", "z2"]
    assert len(statements(read("z_1 = 0.5 = b_1"))) == 1
    assert len(statements(read("z_1 = 0.2 + 0.3 = w_1 x_1 + b_1 = 0.5"))) == 1


@pytest.mark.parametrize("operator", ["+", "*", "-", "/"])
def test_endless_sums_are_left_unread(operator: str) -> None:
    """A side deeper than any working by hand is unread ink; one as deep as is allowed is read."""
    (deep,) = statements(read("z = " + operator.join(["0.5"] * (MAXIMUM_DEPTH + 60)) + " = 0.5"))
    (fine,) = statements(read("z = " + operator.join(["0.5"] * (MAXIMUM_DEPTH - 40)) + " = 0.5"))
    assert [link.kind for link in deep.links] == ["garbled", "value"]
    assert [link.kind for link in fine.links] == ["numeric", "value"]


def test_a_value_behind_an_endless_sum_is_judged() -> None:
    """The value counts though its working is beyond reading."""
    problem = dense(2, 2, 2)
    working = " + ".join(["0.1*0.2"] * 2000)
    (claim,) = claims(problem, f"z_11 = {working} = {said(reference(problem), 'z[1,1]')}")
    assert (claim["quantity"], claim["verdict"]) == ("z[1,1]", "correct")
