"""What must hold of every text: a report, within a second, and lines that were left whole keep their verdicts."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import grader
from grader.problem import Problem, parse
from tests.students.cases import Case, Wanted, make_case

from .texts import MONSTERS, Damaged, damaged, made, scrambled

SEEDS = Path(__file__).parents[2] / "submissions"
BLOCK = 40  # trials around one right sheet
LIMIT = 1.0  # seconds of the processor, for a text that anybody could have written
MANY = 500  # claims of one sheet, ten times those of a long one, for which each further time the same is allowed
Verdicts = dict[int, list[tuple[str | None, str]]]


@dataclass(frozen=True, slots=True)
class Trial:
    """One text against one problem, its seconds for each five hundred claims begun, and what went wrong; empty where all is well."""

    text: str
    problem: Problem
    fault: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Graded:
    """A report, the seconds of the processor that it took (for each five hundred claims begun), and its fault: no report, or too late."""

    report: dict[str, Any]
    seconds: float
    fault: str

    @property
    def verdicts(self) -> Verdicts:
        """Quantity and verdict of every claim, line by line."""
        return {line["number"]: [(claim["quantity"], claim["verdict"]) for claim in line["claims"]] for line in self.report["lines"]}


@dataclass(frozen=True, slots=True)
class Standing:
    """A right sheet as it stood before anything was harmed."""

    case: Case
    problem: Problem
    verdicts: Verdicts


@cache
def seed_sheets() -> list[tuple[Problem, str]]:
    """The seed sheets among the sample submissions, with their problems of the bank."""
    folders = ((grader.load_problem(name), SEEDS / name) for name in ("sigmoid-2-2-2", "relu-2-3-1"))
    return [(problem, path.read_text(encoding="utf-8")) for problem, folder in folders for path in sorted(folder.glob("*.txt"))]


def graded(problem: Problem, text: str) -> Graded:
    """The report; late is twice too late, for tables are made once a problem; each five hundred claims have a second."""
    report, seconds = timed(problem, text)
    if report["state"] != "graded":
        return Graded(report, seconds, f"not graded: {report.get('error')}")
    claims = sum(len(line["claims"]) for line in report["lines"])
    share = 1 / (1 + claims // MANY)
    if seconds * share > LIMIT / 2:
        seconds = min(seconds, timed(problem, text)[1])
    return Graded(report, seconds * share, f"took {seconds:.2f} s" if seconds * share > LIMIT else "")


def timed(problem: Problem, text: str) -> tuple[dict[str, Any], float]:
    """The report, and the seconds of the processor that it took."""
    start = time.process_time()
    report = grader.grade(problem, text, submission="fuzz").to_dict()
    return report, time.process_time() - start


def tried(problem: Problem, text: str) -> Trial:
    """Any text: a report in time is all that is asked for."""
    after = graded(problem, text)
    return Trial(text, problem, after.fault, after.seconds)


def harmed_sheet(rng: random.Random, problem: Problem, sheet: str) -> Trial:
    """A sheet harmed anywhere, or all in disorder."""
    return tried(problem, scrambled(rng, sheet) if rng.random() < 0.2 else damaged(rng, sheet, times=rng.choice((1, 3, 12))).text)


def harmed_end(rng: random.Random, standing: Standing) -> Trial:
    """A right sheet harmed in one line on which nothing rests: every line above keeps its verdict."""
    before, last = standing.verdicts, max(map(int, _lines(standing.case)))
    harmed = damaged(rng, standing.case.sheet, only={last})
    after = graded(standing.problem, harmed.text)
    changed = [
        f"line {number}: {before.get(stood)} became {after.verdicts.get(number)}"
        for number, stood in harmed.whole.items()
        if stood < last and before.get(stood) != after.verdicts.get(number)
    ]
    return Trial(harmed.text, standing.problem, after.fault or "; ".join(changed[:3]), after.seconds)


def right_lines_stay_right(rng: random.Random, standing: Standing) -> Trial:
    """A right sheet harmed in one line anywhere: no line that was left whole is called wrong."""
    harmed = damaged(rng, standing.case.sheet)
    after = graded(standing.problem, harmed.text)
    accused = [
        f"line {number}: {after.verdicts[number]}"
        for number in _accused(after.verdicts)
        if number in harmed.whole and not _ends_harmed(harmed, number)
    ]
    return Trial(harmed.text, standing.problem, after.fault or "; ".join(accused[:3]), after.seconds)


def _accused(verdicts: Verdicts) -> list[int]:
    return [number for number, claims in verdicts.items() if any(verdict == "wrong" for _, verdict in claims)]


def _lines(case: Case) -> dict[str, dict[str, Any]]:
    lines: dict[str, dict[str, Any]] = case.gold["lines"]  # type: ignore[assignment]
    return lines


def _ends_harmed(harmed: Damaged, number: int) -> bool:
    """Whether the chain that begins on a line goes on, below it, to a line that was damaged: its value stands there."""
    lines = harmed.text.splitlines()
    for below in range(number + 1, len(lines) + 1):
        if below not in harmed.whole:
            return True
        if not lines[below - 1].lstrip("$ &").startswith("=") and lines[below - 1].strip():
            return False
    return False


def monsters() -> Iterator[Trial]:
    """One text after the other that nobody should have to grade."""
    problem = grader.load_problem("sigmoid-2-2-2")
    for name in MONSTERS:
        yield tried(problem, MONSTERS[name]())


def block(seed: int, number: int) -> Iterator[Trial]:
    """`BLOCK` trials around one right sheet, the same for the same numbers: ink at random, harmed seeds, the sheet harmed."""
    rng = random.Random(f"{seed}/{number}")
    case = make_case("fuzz", rng.getrandbits(48), Wanted())
    problem = parse(case.problem, file="fuzz.yaml")
    before = graded(problem, case.sheet)
    standing = Standing(case, problem, before.verdicts)
    whole = "; ".join(f"whole sheet, line {number}: {before.verdicts[number]}" for number in _accused(before.verdicts))
    yield Trial(case.sheet, problem, before.fault or whole, before.seconds)
    sheets = seed_sheets()
    inks = iter(made(rng.getrandbits(48), BLOCK // 8))
    for turn in range(1, BLOCK):
        if not turn % 8:
            yield tried(rng.choice((problem, sheets[0][0])), next(inks))
        elif not turn % 2:
            yield harmed_sheet(rng, *rng.choice(sheets))
        elif turn % 4 == 1:
            yield harmed_end(rng, standing)
        else:
            yield right_lines_stay_right(rng, standing)
