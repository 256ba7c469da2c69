"""What must hold of every text: a report, within a second, and lines that were left whole keep their verdicts."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grader
from grader.problem import Problem, parse
from tests.students.cases import Case, Wanted, make_case

from .texts import MONSTERS, Damaged, damaged, scrambled

SEEDS = Path(__file__).parents[2] / "submissions"
LIMIT = 1.0  # seconds of the processor, for a text that anybody could have written
MANY = 500  # claims of one sheet, ten times those of a long one, for which each further time the same is allowed


@dataclass(frozen=True, slots=True)
class Trial:
    """One text against one problem, and what it did wrong; empty where all is well."""

    text: str
    problem: Problem
    fault: str = ""


def seed_sheets() -> Iterator[tuple[Problem, str]]:
    """The seed sheets among the sample submissions, with their problems of the bank."""
    for folder in ("sigmoid-2-2-2", "relu-2-3-1"):
        for path in sorted((SEEDS / folder).glob("*.txt")):
            yield warmed(grader.load_problem(folder)), path.read_text(encoding="utf-8")


def graded(problem: Problem, text: str) -> tuple[dict[str, Any], str]:
    """The report, and the fault where there is one: no report, or twice too late (a second for every five hundred claims)."""
    report, seconds = timed(problem, text)
    if report["state"] != "graded":
        return report, f"not graded: {report.get('error')}"
    claims = sum(len(line["claims"]) for line in report["lines"])
    allowed = LIMIT * (1 + claims // MANY)
    if seconds > allowed:  # tables that are made once a problem are not the text's fault
        seconds = timed(problem, text)[1]
    return report, f"took {seconds:.2f} s" if seconds > allowed else ""


def timed(problem: Problem, text: str) -> tuple[dict[str, Any], float]:
    """The report, and the seconds of the processor that it took."""
    start = time.process_time()
    report = grader.grade(problem, text, submission="fuzz").to_dict()
    return report, time.process_time() - start


def warmed(problem: Problem) -> Problem:
    """The problem after a sheet with an inexplicable loss: what it works out once for all sheets is not a text's fault."""
    grader.grade(problem, "z_1 = 0.5\nL = 0.123456789\nL' = 0.123456789", submission="warm")
    return problem


def verdicts(report: dict[str, Any]) -> dict[int, list[tuple[str | None, str]]]:
    """Quantity and verdict of every claim, line by line."""
    return {line["number"]: [(claim["quantity"], claim["verdict"]) for claim in line["claims"]] for line in report["lines"]}


def monster(problem: Problem, name: str) -> Trial:
    """One of the monsters."""
    text = MONSTERS[name]()
    return Trial(text, problem, graded(problem, text)[1])


def harmed_sheet(rng: random.Random, problem: Problem, sheet: str) -> Trial:
    """A sheet harmed anywhere, or all in disorder: a report in time is all that is asked for."""
    text = scrambled(rng, sheet) if rng.random() < 0.2 else damaged(rng, sheet, times=rng.choice((1, 3, 12))).text
    return Trial(text, problem, graded(problem, text)[1])


def harmed_end(rng: random.Random, problem: Problem, case: Case) -> Trial:
    """A right sheet harmed in one line on which nothing rests: every other line keeps its verdict."""
    lines: dict[str, dict[str, Any]] = case.gold["lines"]  # type: ignore[assignment]
    last = max(map(int, lines))
    report, fault = graded(problem, case.sheet)
    harmed = damaged(rng, case.sheet, only={last})
    after, fault_after = graded(problem, harmed.text)
    if fault or fault_after:
        return Trial(harmed.text, problem, fault or fault_after)
    before, now = verdicts(report), verdicts(after)
    changed = [
        f"line {number}: {before.get(stood)} became {now.get(number)}"
        for number, stood in harmed.whole.items()
        if stood != last and before.get(stood) != now.get(number)
    ]
    return Trial(harmed.text, problem, "; ".join(changed[:3]))


def right_lines_stay_right(rng: random.Random, problem: Problem, case: Case) -> Trial:
    """A right sheet harmed in one line anywhere: no line that was left whole is called wrong."""
    harmed = damaged(rng, case.sheet)
    report, fault = graded(problem, harmed.text)
    now = verdicts(report)
    wrong = [number for number in harmed.whole if any(verdict == "wrong" for _, verdict in now.get(number, []))]
    accused = [f"line {number}: {now[number]}" for number in wrong if not _ends_harmed(harmed, number)]
    return Trial(harmed.text, problem, fault or "; ".join(accused[:3]))


def _ends_harmed(harmed: Damaged, number: int) -> bool:
    """Whether the chain that begins on a line goes on, below it, to a line that was damaged: its value stands there."""
    lines = harmed.text.splitlines()
    for below in range(number + 1, len(lines) + 1):
        if below not in harmed.whole:
            return True
        if not lines[below - 1].lstrip("$ &").startswith("=") and lines[below - 1].strip():
            return False
    return False


def trials(count: int, seed: int) -> Iterator[Trial]:
    """So many trials: the monsters first, then harmed seeds and harmed right sheets in turn."""
    rng = random.Random(seed)
    sheets = list(seed_sheets())
    for name in MONSTERS:
        yield monster(sheets[0][0], name)
    case, problem = _fresh(seed)
    for number in range(max(count - len(MONSTERS), 0)):
        if number % 40 == 39:
            case, problem = _fresh(seed * 1_000_003 + number)
        match number % 4:
            case 0 | 2:
                yield harmed_sheet(rng, *rng.choice(sheets))
            case 1:
                yield harmed_end(rng, problem, case)
            case _:
                yield right_lines_stay_right(rng, problem, case)


def _fresh(seed: int) -> tuple[Case, Problem]:
    case = make_case("fuzz", seed, Wanted())
    return case, warmed(parse(case.problem, file="fuzz.yaml"))
