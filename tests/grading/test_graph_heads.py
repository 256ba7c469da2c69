"""Heads of a graph's lines that say more, or less, than an author's plain name."""

from __future__ import annotations

import pytest

from grader.grading.reference import reference
from grader.problem import parse
from tests.grading.problems import claims, said

STEPS = parse(
    """\
id: steps
title: Steps
statement: One weight in two steps.
graph:
  given: {x1: 0.7, x2: -1.2, h0: 0.3, w: 0.6}
  define:
    s1: x1 + w * h0
    h1: tanh(s1)
    s2: x2 + w * h1
    h2: tanh(s2)
    E: (h2 - 1)^2 / 2
  differentiate: E
""",
    file="steps.yaml",
)
TABLES = reference(STEPS)
SHARES = [TABLES.number("dE/ds1") * 0.3, TABLES.number("dE/ds2") * TABLES.number("h1")]

RENEWED = parse(
    """\
id: renewed
title: Renewed
statement: A step of an average of squares.
graph:
  given: {w: 0.8, s: 0.3, g: 1.4}
  define:
    s_new: 0.9 * s + 0.1 * g^2
    w_new: w - 0.2 * g / sqrt(s_new)
""",
    file="renewed.yaml",
)


@pytest.mark.parametrize(
    "head",
    [r"\frac{\partial E}{\partial w}\Big|_{t=2}", r"\left.\frac{\partial E}{\partial w}\right|_{t = 2}", "∂E/∂w|_{k=2}", "∂E/∂w|_t=2"],
)
def test_the_share_of_one_step_is_no_claim_of_the_whole(head: str) -> None:
    """A derivative with a bar that names a step is that step's share: nobody is accused of leaving out the others."""
    (claim,) = claims(STEPS, f"${head} = {SHARES[1]:.5f}$" if "\\" in head else f"{head} = {SHARES[1]:.5f}")
    assert claim["verdict"] in {"unreadable", "unchecked"}


@pytest.mark.parametrize("bar", ["", r"\Big|_{w=0.6}", r"\Big|_{w=1}"])
def test_the_whole_is_judged(bar: str) -> None:
    """Without such a bar, or with one that says where the derivative is taken, one step's share is an error."""
    (claim,) = claims(STEPS, rf"$\frac{{\partial E}}{{\partial w}}{bar} = {SHARES[1]:.5f}$")
    assert (claim["verdict"], claim["quantity"]) == ("wrong", "dE/dw")
    (claim,) = claims(STEPS, rf"$\frac{{\partial E}}{{\partial w}}{bar} = {sum(SHARES):.5f}$")
    assert claim["verdict"] == "correct"


@pytest.mark.parametrize("head", ["w_new", "w_{new}", r"w_{\text{new}}", "w^{new}", "new w"])
def test_an_authors_name_that_says_new(head: str) -> None:
    """Where the author calls a quantity `w_new`, the mark is part of its name, whatever the value."""
    tables = reference(RENEWED)
    right, wrong = (claims(RENEWED, f"{head} = {said(tables, 'w_new', moved=moved)}")[0] for moved in (0, 0.1))
    assert (right["verdict"], right["quantity"]) == ("correct", "w_new")
    assert (wrong["verdict"], wrong["quantity"]) == ("wrong", "w_new")
    assert claims(RENEWED, "w = 0.8")[0]["quantity"] == "w"


PAIR = parse(
    """\
id: pair
title: Pair
statement: A window over a signal.
graph:
  given: {x: [10, 10, 0], w: [0.5, -0.5]}
  define:
    f: "[x[1] * w[1] + x[2] * w[2], x[2] * w[1] + x[3] * w[2]]"
    E: (sum(f) - 10)^2
  differentiate: E
  update: {rule: sgd, parameters: [w], learning_rate: 0.01}
""",
    file="pair.yaml",
)


def test_an_unknown_name_is_not_a_new_weights_negative() -> None:
    """Working under an unknown name is no new parameter turned round, and no copy of a given number."""
    found = claims(PAIR, "dE/dw_2 = 2 * (5 - 10) * 0 = 0", "Q = -0.5 - (0.01 * 0) = -0.5")
    assert [(claim["verdict"], claim["quantity"]) for claim in found] == [("wrong", "dE/dw[2]"), ("unchecked", None)]


ATTENTION = parse(
    """\
id: attention
title: Attention
statement: Two words that look at each other.
graph:
  given: {Q: [[0.4, -1.3], [1.7, 0.6]], K: [[0.8, -0.5], [0.3, 1.1]]}
  define:
    B: Q @ K.T
    S: 0.5 * B
    a: "[sigmoid(S[1,1]), sigmoid(S[2,2])]"
    D: a * (1 - a)
    E: 3 * D[1] + D[2]^2
  differentiate: E
""",
    file="attention.yaml",
)
LOOKS = reference(ATTENTION)


def rows(name: str, *, moved: float = 0.0) -> str:
    """A matrix of the problem as it is typed, its first entry moved."""
    first, *others = (said(LOOKS, f"{name}[{place}]", moved=moved * (place == "1,1")) for place in ("1,1", "1,2", "2,1", "2,2"))
    return f"[[{first}, {others[0]}], [{others[1]}, {others[2]}]]"


@pytest.mark.parametrize(
    ("head", "name"),
    [("QK^T", "B"), ("Q K^T", "B"), ("Q @ K.T", "B"), ("0.5 QK^T", "S"), ("scores = QK^T", "B"), ("prod = 0.5 * Q @ K.T", "S")],
)
def test_a_formula_says_what_an_unnamed_matrix_is(head: str, name: str) -> None:
    """A product of known matrices, at the head or behind an unknown name, is the quantity that it is at every random point."""
    for moved, verdict in ((0.0, "correct"), (0.2, "wrong")):
        found = claims(ATTENTION, f"{head} = {rows(name, moved=moved)}")
        assert [claim["quantity"] for claim in found] == [f"{name}[{place}]" for place in ("1,1", "1,2", "2,1", "2,2")]
        assert [claim["verdict"] for claim in found] == [verdict, *["correct"] * 3]


@pytest.mark.parametrize("head", ["a1 * (1 - a1)", "slope = a1 (1 - a1)", "slope_1 = sigmoid(S11) * (1 - sigmoid(S11))"])
def test_a_formula_says_what_an_unnamed_number_is(head: str) -> None:
    """So for a single number, whatever name stands before its formula."""
    for moved, verdict in ((0.0, "correct"), (0.1, "wrong")):
        (claim,) = claims(ATTENTION, f"{head} = {said(LOOKS, 'D[1]', moved=moved)}")
        assert (claim["verdict"], claim["quantity"]) == (verdict, "D[1]")


def test_a_formula_that_is_nothing_accuses_nobody() -> None:
    """A formula that is no quantity of the problem ties its line to none, and a copy of a given is no claim of a quantity."""
    found = claims(ATTENTION, "QQ^T = [[1.85, -0.1], [-0.1, 3.25]]", "R = Q = [[1, 0], [0, 1]]", "slope = a1 * (2 - a1) = 0.4")
    assert {claim["verdict"] for claim in found} <= {"unchecked", "unreadable"}


NORMED = parse(
    """\
id: normed
title: Normed
statement: A vector made even, then cut off.
graph:
  given: {z: [0.6, 2.3, -0.5]}
  define:
    m: mean(z)
    u: (z - m) / sqrt(var(z))
    a: relu(u)
    S: 0.9 * m^2
    w: m - 0.1 / sqrt(S)
notation:
  names: {"\\\\hat{z}": u, "E[g^2]": S}
""",
    file="normed.yaml",
)
EVEN = reference(NORMED)


@pytest.mark.parametrize("head", ["ẑ{}", "$\\hat{{z}}_{{{}}}$", "\\widehat{{z}}_{}"])
@pytest.mark.parametrize("moved", [0.0, 0.3])
def test_an_element_of_what_the_author_gave_a_name(head: str, moved: float) -> None:
    """An index behind the declared name of a vector is the element, right or wrong; a hat makes no output of a graph's `z`."""
    for i, sub in ((1, "₁"), (3, "₃")):
        value = said(EVEN, f"u[{i}]", 4, moved=moved)
        (claim,) = claims(NORMED, f"{head.format(sub if head.startswith('ẑ') else i)} = {value}")
        assert (claim["quantity"], claim["verdict"]) == (f"u[{i}]", "wrong" if moved else "correct")


@pytest.mark.parametrize("head", ["E[g^2]", "E[g²]", r"\mathbb{E}[g^{2}]"])
def test_the_mean_of_a_square_as_a_declared_name(head: str) -> None:
    """What an optimiser's notes call E[g^2] is a name as any other."""
    (claim,) = claims(NORMED, f"{head} = {said(EVEN, 'S')}")
    assert (claim["quantity"], claim["verdict"]) == ("S", "correct")


def test_elements_that_are_counted_from_zero() -> None:
    """Where no index is 0, values tell: all that stand are those one further. One that is its own, or is the last, speaks for 1."""
    second, third = (said(EVEN, f"u[{i}]", 4) for i in (2, 3))
    for lines, quantities in (
        ((f"u_1 = {second}",), ["u[2]"]),
        ((f"u_1 = {second}", f"u_2 = {third}"), ["u[2]", "u[3]"]),
        ((f"u_2 = {second}", f"u_1 = {second}"), ["u[2]", "u[1]"]),
        ((f"u_3 = {third}", f"u_1 = {second}"), ["u[3]", "u[1]"]),
        (("u_1 = 0.1234",), ["u[1]"]),
    ):
        found = claims(NORMED, *lines)
        assert [claim["quantity"] for claim in found] == quantities
        assert {claim["verdict"] for claim in found} <= {"correct", "wrong"}
        assert (found[-1]["verdict"] == "wrong") == (quantities[-1] == "u[1]")
