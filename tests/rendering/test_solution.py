"""Worked solutions: right in every form, in the course's notation, and no statement becomes markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from grader.maths.expression import Apply, Constant, Expression, Ref, lift
from grader.problem import bank, load, parse
from grader.rendering import html as pages
from grader.rendering.latex import latex, number
from grader.rendering.naming import Naming, lettered
from grader.rendering.picture import Paper, picture
from grader.rendering.sentences import Sentences
from grader.rendering.solution import markdown, solution, text
from grader.rendering.statement import blocks, html
from grader.rendering.statement import markdown as tamed

SAY = Sentences("en")
BASIC = """id: basic
title: "<script>alert(1)</script>"
statement: |
  STATEMENT
network:
  inputs: [0.5]
  layers: [{weights: [[3]], activation: identity}]
  targets: [1]
  loss: half_squared_error
  update: {learning_rate: 1/3}
"""
ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "![x](https://example.org/pixel.png)",
    "$\\href{javascript:alert(1)}{x}$",
    "$\\text{</math><script>alert(1)</script>}$",
    "$$</script><script>alert(1)</script>$$",
    "`</code><script>alert(1)</script>`",
    "| a | b |\n  |---|---|\n  | <b onclick=alert(1)>x</b> | $<svg onload=alert(1)>$ |",
    "- <iframe src=//example.org></iframe>",
    "**<b>**</b> *<i>*",
    '"><style>*{display:none}</style>',
)


class Tags(HTMLParser):
    """Collects the elements and attributes of a page."""

    def __init__(self, page: str) -> None:
        """Read the page."""
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element."""
        self.found.append((tag, tuple(name for name, _ in attrs)))


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_statement_cannot_inject_markup(attack: str) -> None:
    """No element, handler, link or picture comes of what an author writes, in HTML or in Markdown."""
    worked = solution(parse(BASIC.replace("STATEMENT", attack)))
    tags = Tags(pages.solution_page(worked, SAY)).found
    assert not {tag for tag, _ in tags} & {"script", "img", "iframe", "a", "b", "i", "object", "link"}
    assert len([tag for tag, _ in tags if tag == "style"]) == 3  # the page's, the solution's, the picture's
    assert not [name for _, names in tags for name in names if name.startswith("on")]
    outside = re.sub(r"`[^`]*`|\$[^$]*\$", "", markdown(worked, SAY))
    assert not re.search(r"<[a-zA-Z/!]", outside)
    assert "](" not in outside.replace("]\\(", "")


def test_what_statements_are_written_in() -> None:
    """Paragraphs, tables, lists, code, stress and formulas become what they are."""
    page = html("One **two** *three* `four` $x_1 < 2$.\n\n| a | $|b|$ |\n|---|---|\n| 1 | 2 |\n\n1. first\n2. second\n\n$$\\frac12$$")
    for part in (
        "<strong>two</strong>",
        "<em>three</em>",
        "<code>four</code>",
        "<th>a</th>",
        "<td>2</td>",
        "<ol",
        "<li>second</li>",
        "<mfrac>",
    ):
        assert part in page
    assert [block.kind for block in blocks("a\n\n- b\n- c\n\n$$d$$")] == ["paragraph", "list", "math"]
    assert tamed("a < b & $x < y$ `c < d` [e](f)") == "a &lt; b &amp; $x \\lt  y$ `c < d` [e]\\(f)"


X, Y = Ref("x"), Ref("y")


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (X + Y * lift(2), r"x + y \cdot 2"),
        (X - (Y + lift(1)), "x - (y + 1)"),
        ((X + Y) * X, r"(x + y) \cdot x"),
        ((X / Y) ** lift(2), r"\left(\frac{x}{y}\right)^{2}"),
        (Apply("exp", (-X,)), "e^{-x}"),
        (Apply("sqrt", (X + Y,)), r"\sqrt{x + y}"),
        (Apply("sigmoid", (X / Y,)), r"\sigma\left(\frac{x}{y}\right)"),
        (Constant(lift(1).value / 2) * X, r"\frac{1}{2} \cdot x"),  # type: ignore[union-attr]
        (Apply("max", (X, Y)), "\\max(x,\\ y)"),
    ],
)
def test_formulas_in_latex(formula: Expression, expected: str) -> None:
    """Fractions, roots and powers are set as such, with brackets where they are needed and nowhere else."""
    assert latex(formula, str) == expected


def test_negative_numbers_in_formulas() -> None:
    """A negative number is put in brackets as a factor, and subtracted as a term."""
    shown = {"x": "-0.5", "y": "-2"}
    assert latex(lift(3) * X + Y, shown.__getitem__) == r"3 \cdot (-0.5) - 2"
    assert latex(X * Y, shown.__getitem__) == r"-0.5 \cdot (-2)"
    assert latex(Y**2, shown.__getitem__) == "(-2)^{2}"


def test_numbers_in_latex() -> None:
    """Decimal commas keep their room, powers of ten are written out."""
    assert number("0,25") == "0{,}25"
    assert number("-1.5e-08") == r"-1.5 \cdot 10^{-8}"


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("w5", "w_{5}"), ("net_h1", r"\mathrm{net}_{h1}"), ("eta", r"\eta"), ("xhat", r"\hat{x}"), ("h_0", "h_{0}"),
        ("delta_3", r"\delta_{3}"), ("mu", r"\mu"), (r"\theta_1", r"\theta_1"), ("E_total", r"E_{\mathrm{total}}"),
    ],
)  # fmt: skip
def test_plain_names_in_latex(plain: str, expected: str) -> None:
    """Indices stand below, Greek letters and accents as such, words upright."""
    assert lettered(plain) == expected


@pytest.mark.parametrize(
    ("problem", "quantity", "plain", "expected"),
    [
        ("sigmoid-2-2-2", "W[2,1,2]", "W[2,1,2]", "w_{12}^{(2)}"),
        ("sigmoid-2-2-2", "a[0,1]", "a[0,1]", "a_{1}^{(0)}"),
        ("classic-2-2-2", "dL/dW[2,1,1]", "dE/dw5", r"\frac{\partial E}{\partial w_{5}}"),
        ("classic-2-2-2", "W'[2,1,1]", "w5'", r"{w_{5}}^{\prime}"),
        ("leaky-relu-3-2-2", "W[1,2,1]", "W[1,2,1]", "w_{12}^{(1)}"),
        ("relu-2-3-1", "z[1,1]", "z[1,1]", "z_{0}^{(1)}"),
        ("two-samples", "a[1,1]@2", "y_2", "y_{2}"),
        ("lstm-step", "dL/dc_1", "dL/dc_1", r"\frac{\partial L}{\partial c_{1}}"),
        ("attention-two-tokens", "W_Q[1,2]", "W_Q[1,2]", "W_{Q,12}"),
    ],
)
def test_names_of_a_course(problem: str, quantity: str, plain: str, expected: str) -> None:
    """Declared names, primes, samples, transposed and shifted indices are the course's own."""
    naming = Naming(load(problem))
    assert (naming.plain(quantity), naming.latex(quantity)) == (plain, expected)


@pytest.mark.parametrize("name", bank.ids())
def test_every_bank_problem_is_worked_out(name: str) -> None:
    """Each form is made, each formula is set, and the picture is sound SVG."""
    worked = solution(load(name), 5, ",")
    page = pages.solution_page(worked, Sentences("de"))
    assert page.count("<math") > sum(len(section.steps) for section in worked.sections) - 1
    assert "<code>\\" not in page  # no formula that could not be set
    assert "aligned" in markdown(worked, SAY)
    assert worked.title in text(worked, SAY)
    assert ET.fromstring(worked.picture).tag.endswith("svg")  # noqa: S314 - our own text


def test_values_exact_and_rounded() -> None:
    """Short exact values stand exactly, thirds as fraction and rounded, others rounded alone."""
    worked = solution(parse(BASIC), 4, ",")
    steps = {step.text.name: step.text.sides for section in worked.sections for step in section.steps}
    assert steps["z[1,1]"][-1] == ("=", "1,5")
    assert steps["W'[1,1,1]"][-2:] == (("=", "35/12"), ("≈", "2,917"))
    assert worked.fell is True


def test_too_large_for_a_picture() -> None:
    """A wide layer is not drawn."""
    rows = ", ".join("[1]" for _ in range(13))
    targets = ", ".join("1" for _ in range(13))
    problem = parse(BASIC.replace("[[3]]", f"[{rows}]").replace("targets: [1]", f"targets: [{targets}]"))
    assert picture(problem, Paper(Naming(problem))) == ""


def test_a_pdf_of_data() -> None:
    """Typst sets each kind of statement and formula; text is never taken for markup."""
    pytest.importorskip("typst")
    from grader.rendering.pdf import pdf

    for worked in (solution(load("leaky-relu-3-2-2")), solution(parse(BASIC.replace("STATEMENT", "#panic() $x$ *a* @b <c> \\ `#1`")))):
        made = pdf(worked, SAY)
        assert made.startswith(b"%PDF")
        assert len(made) > 10_000


def test_a_quantity_stands_in_later_formulas_by_its_name() -> None:
    """The variance is printed with the mean, not with the mean's own formula; a slope keeps its function."""
    steps = {step.text.name: step.text.sides for section in solution(load("batch-norm-four")).sections for step in section.steps}
    assert steps["v"][0] == ("=", "((x[1] - mu)^2 + (x[2] - mu)^2 + (x[3] - mu)^2 + (x[4] - mu)^2) / 4")
    assert steps["v"][1] == ("=", "((1 - 3.625)^2 + (3 - 3.625)^2 + (4 - 3.625)^2 + (6.5 - 3.625)^2) / 4")
    gated = {step.text.name: step.text.sides for section in solution(load("lstm-step")).sections for step in section.steps}
    assert gated["dh_1/dc_1"][0] == ("=", "o · (1 - tanh(c_1)^2)")
