"""Operands aligned with quantities: right ones, turned ones, the odd one out, formulas as identities."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from grader.grading.align import Aligner, same
from grader.grading.judged import Judged
from grader.grading.odd import OddOperand, solved
from grader.grading.own import Own
from grader.grading.reference import reference
from grader.grading.working import Candidate, Side, compile_side
from grader.problem import parse
from grader.reading import read
from grader.reading.tree import Tree
from tests.grading.problems import aligner, claims, dense, line, written

PROBLEM = dense(2, 3, 2, seed=5)
TABLES = reference(PROBLEM)
EMPTY: Mapping[str, str] = {}
FORMS = {
    "z[1,1]": "{W[1,1,1]}*{a[0,1]} + {W[1,1,2]}*{a[0,2]} + {b[1,1]}",
    "a[1,2]": "1/(1 + e^(-{z[1,2]}))",
    "L": "1/2*({t[1]} - {a[2,1]})^2 + 1/2*({t[2]} - {a[2,2]})^2",
    "dL/dz[2,1]": "({a[2,1]} - {t[1]})*{a[2,1]}*(1 - {a[2,1]})",
    "dL/dW[2,2,3]": "{dL/dz[2,2]}*{a[1,3]}",
    "dL/da[1,1]": "{dL/dz[2,1]}*{W[2,1,1]} + {dL/dz[2,2]}*{W[2,2,1]}",
    "W'[2,2,3]": "{W[2,2,3]} - 0.5*{dL/dW[2,2,3]}",
}


def filled(form: str, decimals: int = 8, *, other: Mapping[str, str] = EMPTY) -> str:
    """A form with the true values, or others, in the places of its names."""
    shown, rest = "", form
    while "{" in rest:
        before, _, rest = rest.partition("{")
        name, _, rest = rest.partition("}")
        shown += f"{before}({other.get(name) or f'{TABLES.number(name):.{decimals}f}'})"
    return shown + rest


def side(text: str) -> Side:
    """Working in numbers as a function of its slots."""
    return next(iter(line(PROBLEM, f"x = {text} = 9").sides.values()))


def odd(text: str, quantity: str) -> tuple[str, str] | None:
    """The odd operand of working for a quantity: what is written, what belongs there."""
    facts = line(PROBLEM, f"x = {text} = 9")
    claim = Judged(facts, None, quantity, 1, facts.value)
    sides = next(iter(facts.sides.values()))
    found = OddOperand(TABLES, Aligner(TABLES, None)).find(sides, claim)
    if found is None:
        return None
    literal = sides.slots[found.slot].literal
    assert literal is not None
    return literal.written.text, found.belongs


@pytest.mark.parametrize("name", FORMS)
def test_right_operands_are_the_quantity(name: str) -> None:
    """Working that shows the true operands is the quantity it claims, and its negative with a minus before it."""
    right = aligner(PROBLEM).align(side(filled(FORMS[name])), name)
    turned = aligner(PROBLEM).align(side(f"-({filled(FORMS[name])})"), name)
    assert right is not None
    assert (right.sign, right.carries, right.roots) == (1, False, frozenset())
    assert turned is not None
    assert turned.sign == -1


@pytest.mark.parametrize("name", FORMS)
def test_operands_with_three_digits_are_still_known(name: str) -> None:
    """Operands that are rounded to three decimals are aligned as well."""
    assert aligner(PROBLEM).align(side(filled(FORMS[name], 3)), name) is not None


@pytest.mark.parametrize("name", FORMS)
def test_terms_in_another_order_are_the_same(name: str) -> None:
    """The terms of a sum may stand in any order."""
    terms = filled(FORMS[name]).split(" + ")
    if name == "a[1,2]":
        terms = ["1/(e^(-" + filled("{z[1,2]}") + ") + 1)"]
    assert aligner(PROBLEM).align(side(" + ".join(reversed(terms))), name) is not None


@pytest.mark.parametrize(
    ("name", "operand", "shown"),
    [
        ("z[1,1]", "W[1,1,2]", "0.4321"),
        ("z[1,1]", "b[1,1]", "0.0321"),
        ("L", "t[2]", "0.123"),
        ("dL/dz[2,1]", "t[1]", "0.0123"),
        ("dL/dW[2,2,3]", "a[1,3]", "0.0777"),
        ("dL/da[1,1]", "W[2,2,1]", "0.0777"),
        ("W'[2,2,3]", "W[2,2,3]", "0.0777"),
    ],
)
def test_the_odd_operand_is_named(name: str, operand: str, shown: str) -> None:
    """A number that stands where another belongs is found, and the quantity that belongs there is named."""
    text = filled(FORMS[name], other={operand: shown})
    assert aligner(PROBLEM).align(side(text), name) is None
    assert odd(text, name) == (shown, operand)


def test_two_odd_operands_are_none() -> None:
    """Where one change alone mends nothing, no operand is accused."""
    assert odd(filled(FORMS["z[1,1]"], other={"W[1,1,2]": "0.4321", "a[0,1]": "0.777"}), "z[1,1]") is None


def test_own_values_are_operands_and_carry_their_roots() -> None:
    """A wrong value of one's own stands for its quantity in later working; the line then rests on it."""
    own = Own(TABLES)
    written(own, "a[1,3]", 0.1234, status="wrong", at=7)
    found = Aligner(TABLES, own).align(side(filled(FORMS["dL/dW[2,2,3]"], other={"a[1,3]": "0.1234"})), "dL/dW[2,2,3]")
    assert found is not None
    assert (found.sign, found.carries, found.roots) == (1, True, frozenset((7,)))


@pytest.mark.parametrize(
    ("name", "formula", "identity"),
    [
        ("z[1,1]", "W[1,1,1]*a[0,1] + W[1,1,2]*a[0,2] + b[1,1]", True),
        ("z[1,1]", "W[1,1,1]*a[0,1] + W[1,1,2]*a[0,2]", False),
        ("z[1,1]", "W[1,1,1]*a[0,1] + W[1,2,1]*a[0,2] + b[1,1]", False),
        ("dL/dz[2,1]", "(a[2,1] - t[1])*a[2,1]*(1 - a[2,1])", True),
        ("dL/dz[2,1]", "a[2,1]^2*(1 - a[2,1]) - t[1]*a[2,1] + t[1]*a[2,1]^2", True),
        ("dL/dz[2,1]", "(t[1] - a[2,1])*a[2,1]*(1 - a[2,1])", False),
        ("dL/dz[2,1]", "(a[2,1] - t[1])*a[2,1]/(1 - a[2,1])", False),
        ("dL/dW[1,1,1]", "a[0,1]*a[1,1]*(1 - a[1,1])*(W[2,1,1]*delta[2,1] + W[2,2,1]*delta[2,2])", True),
        ("L", "((a[2,1] - t[1])^2 + (t[2] - a[2,2])^2)/2", True),
    ],
)
def test_identities(name: str, formula: str, identity: bool) -> None:  # noqa: FBT001
    """A formula is the quantity in every network or it is not, however it is factored."""

    def resolve(tree: Tree) -> tuple[tuple[tuple[Candidate, ...], ...], ...]:
        text = tree.text  # type: ignore[union-attr]
        return (((Candidate(text.replace("delta", "dL/dz")),),),)

    tree = read(f"x = {formula}").lines[0].equations[0].links[-1]
    compiled = compile_side(tree, resolve, TABLES.functions.first)
    assert compiled is not None
    turned = formula.startswith("(t[1] - a[2,1])")
    assert aligner(PROBLEM).identical(compiled, name, 1) is identity
    assert aligner(PROBLEM).identical(compiled, name, -1) is turned


def test_a_slot_is_solved_for() -> None:
    """The one number that gives the working a target is found, linear or not; where there is none it is no number."""
    rng = random.Random(3)
    working = side("0.3*0.7 + 1/(1 + e^(-0.4))")
    for which in (0, 1, len(working.slots) - 1):
        values = working.literals()
        values[which] = rng.uniform(0.2, 2)
        assert solved(working, working.literals(), which, working.value(values)) == pytest.approx(values[which], rel=1e-6)
    flat = side("0*0.5 + 0.2")
    assert not same(flat.value([0, solved(flat, flat.literals(), 1, 0.9), 0.2]), 0.9)


ALIKE = """
id: alike
title: Weights of one size
network:
  inputs: [0.1, -1.2]
  layers:
    - {weights: [[-0.6, 0.5], [0.4, 0.8], [0.1, -0.3]], biases: [0.7, -0.6, 0.6], activation: tanh}
    - {weights: [[0.7, 0.7, 0.1]], biases: [0.6], activation: tanh}
  targets: [0.8]
  loss: squared_error
"""


def test_numbers_that_many_quantities_have() -> None:
    """However many weights of a problem are 0.7, 0.1 or 0.6, a sum's own are among those that are tried."""
    problem = parse(ALIKE, file="alike.yaml")
    shown = ("z_1^1 = 0.04", "a_1^1 = 0.0399", "z_3^1 = 0.97", "a_3^1 = 0.748")
    found = claims(problem, *shown, "z_1^2 = 0.7*0.0399 + 0.7*(-0.908) + 0.1*0.748 + 0.6 = 0.0671")
    assert [claim["verdict"] for claim in found] == ["correct"] * 5
