"""Variants: numbers drawn per student, the same everywhere, within their ranges and requirements."""

from __future__ import annotations

from fractions import Fraction

import pytest

from grader.errors import AuthorError
from grader.problem import parse
from grader.problem.variants import variant_of

TEXT = """\
id: drawn
statement: The first input is {{a[0,1]}}, not {{nothing}}.
network:
  inputs: [{from: -0.9, to: 0.9, step: 0.1}, 2]
  layers:
    - {weights: [[{from: 1, to: 3, step: 1/2}, -0.25]], biases: {from: -0.1, to: 0.1, step: 0.1}, activation: relu}
  targets: [1]
  loss: half_squared_error
variants: {seeds: 40, require: ["z[1,1] > 0", "abs(L) >= 0.01"]}
"""


def test_a_variant_is_the_same_every_time() -> None:
    """The same variant has the same numbers, and other variants have others."""
    assert parse(TEXT, variant=7).trace.given == parse(TEXT, variant=7).trace.given
    assert len({tuple(parse(TEXT, variant=v).trace.given.values()) for v in range(1, 21)}) > 10


def test_a_variant_is_the_same_on_any_machine() -> None:
    """The numbers of the first variant are pinned."""
    given = parse(TEXT, variant=1).trace.given
    assert [str(given[name]) for name in ("a[0,1]", "W[1,1,1]", "b[1]")] == PINNED


PINNED = ["4/5", "3", "-1/10"]


@pytest.mark.parametrize("variant", range(1, 15))
def test_numbers_stay_in_their_ranges(variant: int) -> None:
    """Each number is on its grid, is not 0, and the requirements hold."""
    problem = parse(TEXT, variant=variant)
    given = problem.trace.given
    assert given["a[0,1]"] in {Fraction(n, 10) for n in range(-9, 10) if n}
    assert given["W[1,1,1]"] in {Fraction(n, 2) for n in range(2, 7)}
    assert abs(given["b[1]"]) == Fraction(1, 10)
    assert problem.trace.number("z[1,1]") > 0
    assert problem.trace.number("L") >= 0.01
    assert problem.variant == variant
    assert problem.variants == 40


def test_the_statement_shows_the_numbers() -> None:
    """A placeholder becomes the number, and one that names nothing stays."""
    problem = parse(TEXT, variant=3)
    assert problem.statement == f"The first input is {problem.trace.digits('a[0,1]')}, not {{{{nothing}}}}."


def test_students_are_spread_over_the_variants() -> None:
    """A student's variant is fixed, within bounds, and differs between students."""
    found = [variant_of("drawn", f"student-{n}", 40) for n in range(200)]
    assert found[0] == variant_of("drawn", "student-0", 40)
    assert set(found) <= set(range(1, 41))
    assert len(set(found)) > 30


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("step: 1/2", "step: 0", 6, "a step above 0"),
        ("from: 1, to: 3", "from: 3, to: 1", 6, "from <= to"),
        ("from: 1, to: 3, step: 1/2", "from: 0, to: 0", 6, "only 0"),
        ("from: 1,", "from: one,", 6, "no number"),
        ('"z[1,1] > 0"', '"z[1,1]"', 9, "no comparison"),
        ('"z[1,1] > 0"', '"q > 0"', 9, "'q' is neither"),
        ('"z[1,1] > 0"', '"z[1,1] > 100"', 9, "no numbers were found"),
    ],
)
def test_faults_of_variants(old: str, new: str, line: int, message: str) -> None:
    """Impossible ranges and requirements are told at their line."""
    with pytest.raises(AuthorError) as caught:
        parse(TEXT.replace(old, new))
    assert any(fault.line == line and message in fault.message for fault in caught.value.faults), str(caught.value)


def test_only_deployed_variants_are_given() -> None:
    """Each student gets one of the named variants, and keeps it when others come or go."""
    students = [f"student-{n}" for n in range(300)]
    before = {student: variant_of("drawn", student, 40, (2, 3, 5, 8)) for student in students}
    after = {student: variant_of("drawn", student, 40, (2, 5, 8, 13)) for student in students}
    assert set(before.values()) == {2, 3, 5, 8}
    assert all(after[student] == before[student] or before[student] == 3 or after[student] == 13 for student in students)
    assert sum(after[student] == before[student] for student in students) > 150


def test_what_was_drawn_is_told() -> None:
    """The places of the ranges with their numbers, and a variant beyond the seeds is a fault."""
    problem = parse(TEXT, variant=1)
    assert dict(problem.draws)["network.inputs[1]"] == str(problem.trace.given["a[0,1]"])
    with pytest.raises(AuthorError, match="there are 40 variants, not 41"):
        parse(TEXT.replace("seeds: 40", "seeds: 40, deploy: [1, 41]"))
