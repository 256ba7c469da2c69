"""The stages of grading, one after the other; decides nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from grader.grading import choosing, precision, tabled
from grader.grading.align import Aligner
from grader.grading.assemble import assemble
from grader.grading.evidence import Evidence
from grader.grading.facts import Facts, gather
from grader.grading.hindsight import look_back
from grader.grading.judge import Judge
from grader.grading.match import Matcher
from grader.grading.names import Declared
from grader.grading.precision import Closeness
from grader.grading.reference import Reference, reference
from grader.grading.report import Finding, Report
from grader.grading.sections import Sections
from grader.grading.statements import statements
from grader.reading import read

if TYPE_CHECKING:
    from grader.problem import Problem
    from grader.reading.tree import Work


def grade(problem: Problem, text: str | bytes, submission: str, speak: Callable[[Finding], str]) -> Report:
    """The report on one sheet; where the problem does not say whether a batch takes the sum or the mean, by the sheet's choice."""
    work = read(text)
    report = _graded(problem, work, submission, speak)
    trace = problem.trace.other_batch
    if trace is None or not accused(report):
        return report
    other = _graded(replace(problem, trace=trace, network=trace.network), work, submission, speak)
    if accused(other) >= accused(report):
        return report
    note = Finding("note-batch-mean" if trace.network is not None and trace.network.batch_mean else "note-batch-sum")
    return replace(other, notes=(*other.notes, note))


def accused(report: Report) -> int:
    """How many claims of a report are called wrong."""
    return sum(claim.verdict == "wrong" for line in report.lines for claim in line.claims)


class Ready(NamedTuple):
    """A sheet that is named and waits for its verdicts."""

    sheet: list[Facts]
    matcher: Matcher
    judge: Judge


def _graded(problem: Problem, work: Work, submission: str, speak: Callable[[Finding], str]) -> Report:
    """The report on what was read: gathered, named, judged, looked back on, marked."""
    sheet, matcher, judge = named(problem, work)
    judged = [claim for facts in sheet for claim in judge.statement(facts, matcher.match(facts))]
    look_back(judge.reference, judged)
    return assemble(problem, work, judge.convention, judged, submission, speak)


def named(problem: Problem, work: Work) -> Ready:
    """What was read, gathered and under one convention; each statement is matched and judged in turn."""
    tables = reference(problem)
    cells = tabled.columns(work, tables)
    sheet = [gather(statement, tables) for statement in statements(tabled.with_cells(work, cells))]
    identify(tables, sheet)
    declared = Declared(problem)
    evidence = Evidence(tables, updates(problem), Sections(work.headings, problem.network))
    convention = choosing.infer(tables, declared, sheet, evidence)
    matcher = Matcher(tables, convention, evidence, labels(problem))
    matcher.hear(sheet)
    matcher.tabled = cells
    closeness = Closeness(problem, precision.infer(sheet, tables.is_exact))
    judge = Judge(tables, convention, closeness, ways=problem.grading.follow_through != "full")
    predictions = judge.diagnosis.predictions
    matcher.support, matcher.predicted, matcher.shown = judge.support, predictions.predicted, judge.shown
    matcher.applied, matcher.computed = judge.applied, judge.formulas.computed
    return Ready(sheet, matcher, judge)


def identify(tables: Reference, sheet: list[Facts]) -> None:
    """What the numbers of each line compute, whatever its name says."""
    aligner = Aligner(tables, None)
    for facts in sheet:
        for link in facts.statement.links:
            side = facts.sides.get(link.position)
            if side is not None and link.kind == "numeric" and side.scalar and len(side.slots) > 1 and not facts.copies(link):
                for name, sign in aligner.identify(side).items():
                    facts.identified.setdefault(name, sign)


def labels(problem: Problem) -> dict[str, tuple[str, ...]]:
    """What the problem asks under each item label."""
    found: dict[str, tuple[str, ...]] = {}
    for part in problem.parts:
        if part.label and len(part.quantities) == 1:
            found[part.label] = (*found.get(part.label, ()), *part.quantities)
    return found


def updates(problem: Problem) -> int:
    """How often the parameters change; updates made online are steps, each of its own."""
    if problem.network is not None:
        return problem.network.steps
    return max((name.count("'") for name in problem.trace.moved), default=0)
