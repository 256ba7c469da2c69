"""Pictures of problems: sound, with the numbers at the edges, marked where errors began; nothing that an author wrote is markup."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest

import grader
from grader.problem import bank, parse
from grader.rendering.naming import Naming
from grader.rendering.paper import PHONE
from grader.rendering.picture import Paper, picture, place
from grader.rendering.sentences import Sentences
from grader.rendering.strokes import Mark, box_width, name
from grader.rendering.where import began, heat, level

EN = Sentences("en")
SVG = "{http://www.w3.org/2000/svg}"


def tree(svg: str) -> ET.Element:
    """The SVG as a tree."""
    return ET.fromstring(svg)  # noqa: S314 - our own


def texts(svg: str) -> list[str]:
    """What is written on the picture."""
    return ["".join(text.itertext()) for text in tree(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("id_", bank.ids())
def test_every_problem_of_the_bank_has_a_sound_picture_or_none(id_: str) -> None:
    """Named, inside its paper, and without a style of its own where the page has one."""
    problem = grader.load_problem(id_)
    svg = picture(problem, Paper(Naming(problem), title=problem.title, styled=False))
    if not svg:
        assert len(problem.trace.names) > 48
        return
    drawn = tree(svg)
    wide, tall = float(drawn.get("width") or 0), float(drawn.get("height") or 0)
    assert (drawn.get("role"), drawn.findtext(f"{SVG}title")) == ("img", problem.title)
    assert "style" not in svg
    for text in drawn.iter(f"{SVG}text"):
        assert 0 < float(text.get("x") or 0) < wide
        assert 0 < float(text.get("y") or 0) < tall


@pytest.mark.parametrize("id_", bank.ids())
def test_every_problem_of_the_bank_fits_on_a_phone(id_: str) -> None:
    """As wide as its paper at most, without a line of names that would have to be shrunk or scrolled."""
    problem = grader.load_problem(id_)
    svg = picture(problem, Paper(Naming(problem), styled=False, down=True))
    if svg:
        assert float(tree(svg).get("width") or 0) <= PHONE
        assert tree(svg).get("class") == "drawing down"


def test_a_plate_covers_no_index() -> None:
    """It ends above the raised index of the name in its unit or box, however much is written on it."""
    problem = grader.load_problem("sigmoid-2-2-2")
    for label in ("7", "17", "3, 17, 25"):
        marks = {where: Mark(1, label, "") for where in ("a[1,1]", "a[2,2]", "L")}
        svg = picture(problem, Paper(Naming(problem), marks=marks, styled=False))
        units = [unit for unit in tree(svg).iter(f"{SVG}g") if (unit.get("class") or "").startswith("unit mark")]
        assert len(units) == 3
        for unit in units:
            written, plate = unit.find(f"{SVG}text"), unit.find(f"{SVG}g/{SVG}rect")
            assert written is not None
            assert plate is not None
            assert float(plate.get("y") or 0) + float(plate.get("height") or 0) <= float(written.get("y") or 0) - 14


def test_a_box_is_as_wide_as_what_is_shown() -> None:
    """A Greek letter takes the room of one sign, not that of its name; tags take none."""
    assert box_width(name(r"\alpha", "alpha")) == box_width("a")
    assert box_width(name("h_{10}", "h10")) == box_width("h10")
    assert box_width("a&lt;b") == box_width("a+b")


def test_each_weight_stands_at_its_edge_in_the_readers_mark() -> None:
    """Weights, inputs, biases and targets are there, no two of the weights in one spot."""
    problem = grader.load_problem("sigmoid-2-2-2")
    svg = picture(problem, Paper(Naming(problem), ","))
    written = texts(svg)
    for weight in ("0,15", "0,25", "0,2", "0,3", "0,4", "0,5", "0,45", "0,55"):
        assert weight in written
    assert {"0,05", "0,1", "b = 0,35", "b = 0,6", "t = 0,01", "t = 0,99", "sigmoid"} <= set(written)
    spots = [(text.get("x"), text.get("y")) for text in tree(svg).iter(f"{SVG}text")]
    assert len(spots) == len(set(spots))


@pytest.mark.parametrize(
    ("quantity", "where"),
    [
        ("z[1,2]", "a[1,2]"), ("a[1,1]@2", "a[1,1]"), ("dL/dz[2,1]", "a[2,1]"), ("da[2,1]/dz[2,1]", "a[2,1]"), ("b[1]", "a[1,1]"),
        ("dL/dW[2,1,2]", "W[2,1,2]"), ("W'[1,1,2]", "W[1,1,2]"), ("DW[1,1,2]", "W[1,1,2]"), ("b'[1,1]", "a[1,1]"),
        ("L[2]", "L"), ("L'", "L"), ("eta", None),
        ("W[1]", None), ("what ever", None),
    ],
)  # fmt: skip
def test_each_quantity_has_its_place(quantity: str, where: str | None) -> None:
    """A derivative stands where it is taken, a bias at its unit."""
    assert place(grader.load_problem("sigmoid-2-2-2"), quantity) == where


def test_a_graph_has_its_quantities_as_places() -> None:
    """Derivatives by a quantity stand at it; what the graph does not have stands nowhere."""
    problem = grader.load_problem("graph-quotient")
    assert (place(problem, "df/dx"), place(problem, "f"), place(problem, "nothing")) == ("x", "f", None)


def test_marks_have_a_class_a_label_and_words() -> None:
    """No mark is a colour alone."""
    problem = grader.load_problem("sigmoid-2-2-2")
    marks = {"a[1,2]": Mark(4, "30", "on 30 of 60 sheets"), "W[2,1,2]": Mark(9, "12", "<b>")}
    svg = picture(problem, Paper(Naming(problem), marks=marks, styled=False))
    assert {"30", "12"} <= set(texts(svg))
    unit = next(group for group in tree(svg).iter(f"{SVG}g") if "mark-4" in (group.get("class") or ""))
    assert (unit.findtext(f"{SVG}title") or "").endswith(": on 30 of 60 sheets")
    assert [line.get("class") for line in tree(svg).iter(f"{SVG}line") if line.get("class")] == ["mark mark-4"]
    assert "<b>" not in svg


def claim(quantity: str | None, verdict: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """A claim of a report."""
    return {"quantity": quantity, "verdict": verdict, "cause": None} | more


def test_where_errors_of_a_report_began() -> None:
    """Wrong claims, not what follows from them, repeats them, was misread, or stands nowhere."""
    problem = grader.load_problem("sigmoid-2-2-2")
    claims = [
        (3, claim("z[1,1]", "correct")), (5, claim("z[2,2]", "wrong", cause="bias-omitted")), (6, claim("a[2,2]", "follows")),
        (7, claim("a[2,2]", "wrong")), (8, claim("dL/dW[2,1,1]", "wrong", repeats=5)), (9, claim("z[1,2]", "wrong", cause="misread")),
        (9, claim(None, "wrong")), (10, claim("eta", "wrong")),
    ]  # fmt: skip
    document = {"lines": [{"number": number, "claims": [each]} for number, each in claims]}
    assert began(problem, document, EN) == {"a[2,2]": Mark(3, "✗ 5…", "Line 5: bias left out; Line 7")}
    assert began(problem, {}, EN) == {}


def test_how_often_errors_of_a_class_began() -> None:
    """Each sheet counts once at a place, however many quantities stand there."""
    problem = grader.load_problem("sigmoid-2-2-2")
    found = {"z[1,1]": {"s1", "s2"}, "dL/dz[1,1]": {"s2", "s3"}, "W'[2,1,1]": {"s1"}, "eta": {"s9"}}
    marks = heat(problem, found, 60, EN)
    assert {where: (mark.level, mark.label) for where, mark in marks.items()} == {"a[1,1]": (4, "3"), "W[2,1,1]": (2, "1")}
    assert marks["a[1,1]"].told == "on 3 of 60 sheets"


def test_levels_of_heat() -> None:
    """From one to four, nothing is nothing, the greatest is the hottest."""
    assert [level(count, 8) for count in range(9)] == [0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert (level(1, 1), level(0, 0), level(3, 3)) == (4, 0, 4)


@pytest.mark.parametrize(
    ("latex", "plain", "shown"),
    [
        ("x_{1}", "x1", 'x<tspan class="index" dy="4">1</tspan>'),
        (r"\hat{y}", "yhat", "y\u0302"),
        (r"\theta_1", "t", 'θ<tspan class="index" dy="4">1</tspan>'),
        (r"\mathrm{net}_{h1}", "n", 'net<tspan class="index" dy="4">h1</tspan>'),
        (r"\frac{<a>}{b}", "<a>", "&lt;a&gt;"),
        ("<i>", "<i>", "&lt;i&gt;"),
    ],
)
def test_names_with_indices(latex: str, plain: str, shown: str) -> None:
    """Simple LaTeX is set, anything else stands plainly, all of it escaped."""
    assert name(latex, plain) == shown


def test_an_authors_names_are_text() -> None:
    """A title and a quantity's name become no markup."""
    source = 'id: evil\ntitle: "<script>"\ngraph:\n  given: {x: 1}\n  define: {f: x + 1}\nnotation: {names: {"\\\\text{<b>x</b>}": f}}\n'
    problem = parse(source)
    svg = picture(problem, Paper(Naming(problem), title=problem.title))
    assert "<script" not in svg
    assert "<b>" not in svg
    assert tree(svg) is not None
