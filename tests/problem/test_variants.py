"""Variants: numbers drawn per student, the same everywhere, within their ranges and requirements."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from grader.errors import AuthorError, Refused
from grader.problem import parse
from grader.problem.variants import variant_for, variant_of

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


def test_more_variants_move_only_those_who_get_a_new_one() -> None:
    """With ten variants more, every student has one of the new ones or the same as before."""
    before, after = ({n: variant_of("drawn", f"student-{n}", seeds) for n in range(300)} for seeds in (40, 50))
    assert all(after[n] == before[n] or after[n] > 40 for n in before)
    assert sum(after[n] == before[n] for n in before) > 200


CORRECTED = (
    TEXT.replace("to: 0.9, step: 0.1}, 2]", "to: 1.9, step: 0.1}, {from: 2, to: 5}]")  # wider, and another number is drawn
    .replace("from: 1, to: 3, step: 1/2", "from: 4, to: 6, step: 1/3")  # none of the old ones
    .replace("abs(L) >= 0.01", "L < 100")
)


@pytest.mark.parametrize("variant", range(1, 9))
def test_numbers_that_somebody_has_stay_in_a_corrected_problem(variant: int) -> None:
    """Every number that was drawn stays at its place, in or out of the corrected range; only what is new is drawn, and always the same."""
    had = dict(parse(TEXT, variant=variant).draws)
    corrected = parse(CORRECTED, variant=variant, kept=had)
    assert dict(corrected.draws) == had | {"network.inputs[2]": dict(corrected.draws)["network.inputs[2]"]}
    assert 2 <= Fraction(dict(corrected.draws)["network.inputs[2]"]) <= 5
    assert {str(corrected.trace.given[name]) for name in ("a[0,1]", "W[1,1,1]", "b[1]")} == set(had.values())
    assert parse(CORRECTED, variant=variant, kept=had).draws == corrected.draws
    assert parse(CORRECTED, variant=variant).draws != corrected.draws


def test_a_stricter_requirement_takes_nobody_s_numbers() -> None:
    """Who has numbers that do not fulfil a later requirement keeps them; a new draw fulfils it."""
    had = dict(next(problem for problem in (parse(TEXT, variant=v) for v in range(1, 30)) if problem.trace.number("z[1,1]") < 1).draws)
    stricter = TEXT.replace("z[1,1] > 0", "z[1,1] > 1.5")
    assert dict(parse(stricter, variant=3, kept=had).draws) == had
    assert parse(stricter, variant=3).trace.number("z[1,1]") > 1.5


def test_numbers_that_make_no_problem_are_drawn_anew() -> None:
    """Where the corrected problem has no value with a number that somebody has, a number of the corrected range takes its place."""
    graph = "id: g\ngraph:\n  given: {x: {from: -2, to: -1}}\n  define: {y: x + 1}\n"
    had = dict(parse(graph).draws)
    corrected = graph.replace("from: -2, to: -1", "from: 1, to: 4").replace("x + 1", "ln(x)")
    assert Fraction(dict(parse(corrected, kept=had).draws)["graph.given.x"]) >= 1


def test_what_was_drawn_is_told() -> None:
    """The places of the ranges with their numbers, and a variant beyond the seeds is a fault."""
    problem = parse(TEXT, variant=1)
    assert dict(problem.draws)["network.inputs[1]"] == str(problem.trace.given["a[0,1]"])
    with pytest.raises(AuthorError, match="there are 40 variants, not 41"):
        parse(TEXT.replace("seeds: 40", "seeds: 40, deploy: [1, 41]"))


def test_the_variant_that_is_meant() -> None:
    """The one that is said, deployed or not; else the student's; else the first; and the first alone where nothing is drawn."""
    drawn = parse(TEXT.replace("seeds: 40,", "seeds: 40, deploy: [2, 3],"))
    fixed = parse(re.sub(r"\{from[^}]*\}", "0.5", TEXT).partition("variants:")[0])
    assert [variant_for(drawn, 40), variant_for(drawn), variant_for(fixed), variant_for(fixed, 1), variant_for(fixed, None, "ada")] == [
        40, 1, 1, 1, 1,
    ]  # fmt: skip
    assert {variant_for(drawn, student=f"student-{n}") for n in range(40)} == {2, 3}
    for problem, variant in ((drawn, 41), (drawn, 0), (fixed, 2)):
        with pytest.raises(Refused, match=f"there is no variant {variant}"):
            variant_for(problem, variant)


def test_a_name_is_the_same_however_it_is_encoded() -> None:
    """Folders of some systems keep accents apart from their letters."""
    assert variant_of("drawn", "Ada \u00d6", 1000) == variant_of("drawn", " Ada O\u0308", 1000) != variant_of("drawn", "Ada O", 1000)
