"""(h) Judging and diagnosis beside reading: sheets of some 50 lines with one misconception, no two alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import count, islice
from typing import Final, TypeVar

from grader.grading import pipeline
from grader.grading.hindsight import look_back
from grader.problem import Problem, parse
from grader.reading import read
from grader.wiring import uncollected
from tests.benchmarks.clock import Row
from tests.benchmarks.sheets import different
from tests.students.cases import Case, Wanted, make_case
from tests.students.mistakes import MISTAKES

LINES: Final = range(44, 57)  # lines with an equation, 50 on average
SEED: Final = 4
WARM: Final = 2  # other sheets that a problem has seen before

Result = TypeVar("Result")


def cases() -> Iterator[Case]:
    """Sheets of this length: every misconception in turn, each on a network and in a hand of its own."""
    for number in count():
        case = make_case(f"bench-{number}", SEED * 1_000_003 + number, Wanted(MISTAKES[number % len(MISTAKES)]))
        if sum("=" in line for line in case.sheet.splitlines()) in LINES:
            yield case


class Clock:
    """Processor seconds by stage."""

    def __init__(self) -> None:
        """Begin with none."""
        self.seconds: dict[str, float] = {}

    def timed(self, stage: str, work: Callable[[], Result]) -> Result:
        """Do the work on the stage's account."""
        began = time.process_time()
        result = work()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.process_time() - began
        return result


def stages(problem: Problem, text: str, clock: Clock) -> None:
    """The stages of one sheet one by one, as the pipeline calls them; matching asks the judge, and that counts as naming."""
    work = clock.timed("reading", lambda: read(text))
    sheet, matcher, judge = clock.timed("naming", lambda: pipeline.named(problem, work))
    judged = []
    for facts in sheet:
        match = clock.timed("naming", lambda: matcher.match(facts))  # noqa: B023 - called at once
        judged += clock.timed("judging and diagnosing", lambda: judge.statement(facts, match))  # noqa: B023 - the same
    clock.timed("judging and diagnosing", lambda: look_back(judge.reference, judged))


def rows(sheets: int, rounds: int = 3) -> Iterator[Row]:
    """The mean sheet; of each round's figures the best."""
    known = [(parse(case.problem, file=f"{case.name}.yaml"), case.sheet) for case in islice(cases(), sheets)]
    fresh = count()
    for problem, text in known * WARM:
        stages(problem, different(text, next(fresh)), Clock())
    clocks = [Clock() for _ in range(rounds)]
    with uncollected():
        for clock in clocks:
            for problem, text in known:
                stages(problem, text, clock)
    best = {stage: min(clock.seconds[stage] for clock in clocks) for stage in clocks[0].seconds}
    for stage, seconds in best.items():
        yield Row(stage, seconds / sheets * 1e3, "ms", f"{seconds / best['reading']:.2f} x reading")
