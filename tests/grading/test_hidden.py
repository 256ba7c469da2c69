"""Mistakes on lines that were never written, planted one or two at a time, are found from one value far downstream."""

from __future__ import annotations

import time
from collections.abc import Mapping

import pytest

import grader
from grader.grading.hidden import Hidden, repeated, search
from grader.grading.own import HONEST, Own
from grader.grading.reference import Reference, reference
from grader.problem import Problem
from tests.grading.problems import dense, written

MADE = dense(2, 3, 1, activation="tanh", seed=11)
SAMPLE = "relu-2-3-1"
SECONDS = 1.0  # milliseconds on a free machine, once the tables are made


def problem(name: str) -> Problem:
    """The made problem, or one of the bank."""
    return MADE if name == "made" else grader.load_problem(name)


def planted(tables: Reference, changes: Mapping[str, float], name: str) -> float:
    """What a quantity becomes where some others have wrong values, all between worked out rightly."""
    known: dict[str, float] = {}
    for step in tables.names:
        compiled = tables.compiled(step)
        if step in changes:
            known[step] = changes[step]
        elif compiled.parents:
            known[step] = compiled(*[known[parent] for parent in compiled.parents])
        else:
            known[step] = tables.number(step)
    return known[name]


def ascent(tables: Reference, parameter: str) -> float:
    """The parameter moved the wrong way."""
    return tables.number(parameter) + tables.number("eta") * tables.number(f"dL/d{parameter}")


def found(tables: Reference, name: str, value: float, digits: int, *, known: Mapping[str, float] | None = None) -> Hidden | None:
    """What the search finds behind a value that is written with so many digits."""
    own = Own(tables)
    for at, (quantity, number) in enumerate((known or {}).items()):
        written(own, quantity, number, decimals=12, at=at)
    decimals = digits - 1 - _exponent(value)
    target = (round(value, decimals), 0.5 * 10.0**-decimals)
    return search(tables, own.view(HONEST), frozenset(own.entries), name, target, digits)


def _exponent(value: float) -> int:
    return int(f"{value:e}".partition("e")[2])


@pytest.mark.parametrize("parameter", ["W[1,1,2]", "W[1,2,1]", "W[2,1,1]", "b[1,3]", "b[2,1]"])
def test_one_parameter_not_updated(parameter: str) -> None:
    """One parameter that stayed as it was is named, with the place, from the output after the update."""
    tables = reference(MADE)
    value = planted(tables, {f"{parameter[0]}'{parameter[1:]}": tables.number(parameter)}, "a'[2,1]")
    hidden = found(tables, "a'[2,1]", value, 9)
    cause = "weights-not-updated" if parameter[0] == "W" else "bias-not-updated"
    assert hidden is not None
    assert (hidden.causes, hidden.at) == ((cause,), (f"{parameter[0]}'{parameter[1:]}",))
    assert hidden.also == (() if parameter[0] == "W" else ("bias-gradient-omitted",))  # a gradient of 0 leads to the same number


@pytest.mark.parametrize("parameter", ["W[1,1,1]", "W[1,3,2]", "W[2,1,3]", "b[1,2]"])
@pytest.mark.parametrize("name", ["z'[2,1]", "a'[2,1]", "L'"])
def test_one_parameter_moved_the_wrong_way(parameter: str, name: str) -> None:
    """One parameter that went uphill is named from whatever was written after the update."""
    tables = reference(MADE)
    moved = f"{parameter[0]}'{parameter[1:]}"
    hidden = found(tables, name, planted(tables, {moved: ascent(tables, parameter)}, name), 9)
    assert hidden == Hidden(("update-ascent",), (moved,))


@pytest.mark.parametrize("name", ["z'[2,1]", "a'[2,1]", "L'"])
@pytest.mark.parametrize(
    ("uphill", "still"), [("W[1,1,2]", "b[1,1]"), ("W[1,2,1]", "b[2,1]"), ("W[2,1,2]", "W[1,1,1]"), ("b[1,2]", "W[2,1,1]")]
)
def test_two_parameters_at_once(name: str, uphill: str, still: str) -> None:
    """One parameter moved the wrong way and another not at all are both named, each at its place."""
    tables = reference(MADE)
    up, stays = (f"{p[0]}'{p[1:]}" for p in (uphill, still))
    hidden = found(tables, name, planted(tables, {up: ascent(tables, uphill), stays: tables.number(still)}, name), 10)
    assert hidden is not None
    causes = dict(zip(hidden.at, hidden.causes, strict=True))
    assert causes == {up: "update-ascent", stays: "bias-not-updated" if still[0] == "b" else "weights-not-updated"}


@pytest.mark.parametrize(("name", "value", "digits"), [("z'[2,1]", 0.4870462919, 10), ("a'[2,1]", 0.4870462919, 10)])
def test_the_output_of_the_sample_sheet(name: str, value: float, digits: int) -> None:
    """0,4870462919 is one weight moved the wrong way and its unit's bias not updated, found in a moment."""
    tables = reference(problem(SAMPLE))
    changes = {"W'[1,1,2]": ascent(tables, "W[1,1,2]"), "b'[1,1]": tables.number("b[1,1]")}
    assert planted(tables, changes, name) == pytest.approx(value, abs=5e-11)
    found(tables, name, value, digits)  # the tables of wrong formulas are made once a problem
    start = time.process_time()
    hidden = found(tables, name, value, digits)
    assert time.process_time() - start < SECONDS
    assert hidden == Hidden(("update-ascent", "bias-not-updated"), ("W'[1,1,2]", "b'[1,1]"))


def test_what_is_written_is_no_hiding_place() -> None:
    """A quantity that stands on the sheet is taken as written: nothing hidden is looked for in it."""
    tables = reference(MADE)
    value = planted(tables, {"W'[1,1,1]": ascent(tables, "W[1,1,1]")}, "a'[2,1]")
    assert found(tables, "a'[2,1]", value, 9) is not None
    assert found(tables, "a'[2,1]", value, 9, known={"W'[1,1,1]": tables.number("W'[1,1,1]")}) is None


@pytest.mark.parametrize("digits", [3, 4])
def test_few_digits_prove_nothing(digits: int) -> None:
    """With so few digits several stories fit, or none is looked for: no cause is asserted."""
    tables = reference(MADE)
    changes = {"W'[1,1,2]": ascent(tables, "W[1,1,2]"), "b'[1,1]": tables.number("b[1,1]")}
    hidden = found(tables, "a'[2,1]", planted(tables, changes, "a'[2,1]"), digits)
    assert hidden is None or len(hidden.causes) == 1


def test_nonsense_has_no_story() -> None:
    """A value that no wrong rule leads to stays unexplained."""
    assert found(reference(MADE), "a'[2,1]", 0.123456789, 9) is None


def test_a_sheet_with_a_hidden_pair() -> None:
    """On a sheet that shows the loss after the update alone, the report names both causes and where they act."""
    report = grader.grade(problem(SAMPLE), "z_{00} = 0,96\na_{00} = 0,96\ny = 0,484\nL = 0,000128\nL' = 0,00008389927").to_dict()
    told = [c for line in report["lines"] for c in line["claims"] if c["verdict"] == "wrong"]
    assert [(c["quantity"], c["cause"], c["with"], c["at"]) for c in told] == [
        ("L'", "update-ascent", ["bias-not-updated"], ["W'[1,1,2]", "b'[1,1]"])
    ]


def slope_left_out(tables: Reference, *units: str) -> dict[str, float]:
    """Errors of output units taken for those of their sums, as if the activation had no slope."""
    return {f"{of}/dz[{unit}]": tables.number(f"dL/da[{unit}]") for unit in units for of in ("dL", f"dL[{unit[-1]}]")}


@pytest.mark.parametrize("units", [("2,1",), ("2,2",), ("2,1", "2,2")])
@pytest.mark.parametrize("digits", [2, 3])
def test_a_rule_that_was_broken_before(units: tuple[str, ...], digits: int) -> None:
    """Two digits suffice for a rule that other lines of the sheet break: in one unit, or in all of a layer."""
    tables = reference(dense(2, 3, 2, seed=11))
    value = planted(tables, slope_left_out(tables, *units), "dL/dW[1,2,1]")
    decimals = digits - 1 - _exponent(value)
    target = (round(value, decimals), 0.5 * 10.0**-decimals)
    view = Own(tables).view(HONEST)
    hit = repeated(tables, view, frozenset(), "dL/dW[1,2,1]", target, ("bias-omitted", "activation-derivative-omitted"))
    assert hit is not None
    assert hit.causes == ("activation-derivative-omitted",)
    assert {f"dL/dz[{unit}]" for unit in units} <= set(hit.at)
    assert repeated(tables, view, frozenset(), "dL/dW[1,2,1]", target, ("bias-omitted",)) is None
    assert repeated(tables, view, frozenset(), "dL/dW[1,2,1]", target, ()) is None
