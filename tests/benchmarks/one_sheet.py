"""(a) Milliseconds for one seed sheet: reading, naming, judging, diagnosing apart, beside tokenising alone and beside other parsers."""

from __future__ import annotations

import time
import warnings
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

import grader
from grader.problem import parse
from grader.reading import read, source
from grader.reading.tokens import TOKEN
from tests.benchmarks.clock import Row, Stages, best, compiled
from tests.benchmarks.sheets import SEED, seeds

STAGES = ("reading", "naming", "judging", "diagnosing", "marking", "other")
#: Which stage a file of the package belongs to; what is not listed belongs to whoever calls it.
FILES = {
    "naming": "statements facts sections tokens spelling families shape counting schemes weight_schemes output_schemes names evidence seen "
    "conventions choosing match rows orders elements tabled",
    "judging": "judge judged align working functions own outcome follow honest cancelling stepwise severed precision formulas",
    "diagnosing": "diagnose doubts predicted mistaken odd slips hidden trials hindsight",
    "marking": "assemble undecided standing score report",
}
CALLED = frozenset(("pipeline", "reference"))  # what every stage calls: it counts for its caller
STAGE_OF = {name: stage for stage, names in FILES.items() for name in names.split()}


def stage_of(path: str) -> str | None:
    """The stage of a file: a room of its own for reading and for mistakes, by its name within grading."""
    room, name = Path(path).parent.name, Path(path).stem
    return {"reading": "reading", "mistakes": "diagnosing"}.get(room) or (STAGE_OF.get(name) if room == "grading" else None)


def rows(count: int, rounds: int = 3) -> Iterator[Row]:
    """The table for so many sheets a round."""
    problem = parse(SEED.problem.read_text("utf-8"), file="problem.yaml")
    for text in seeds(5, 10_000_000):
        grader.grade(problem, text)
    sheets = iter(range(0, 10_000_000, count))
    tokenising = best(lambda: each(seeds(count, next(sheets)), lambda text: deque(TOKEN.finditer(source.plain(text)), 0)), rounds) / count
    making = best(lambda: seeds(count, next(sheets)), rounds) / count
    tokenising -= making
    reading = best(lambda: each(seeds(count, next(sheets)), read), rounds) / count - making
    whole = best(lambda: each(seeds(count, next(sheets)), lambda text: grader.grade(problem, text)), rounds) / count - making
    yield Row("tokenising with the bare expression", tokenising * 1e3, "ms")
    yield Row("reading", reading * 1e3, "ms", f"{reading / tokenising:.2f} x tokenising")
    if not compiled():  # compiled functions tell no clock that they are called
        stages = Stages(stage_of)
        stages.run(lambda: [grader.grade(problem, text) for text in seeds(count, next(sheets))])
        total = sum(stages.seconds.values())
        for stage in STAGES:
            yield Row(
                f"... {stage}", stages.seconds[stage] / total * whole * 1e3, "ms", f"{stages.seconds[stage] / total:.0%} of the whole"
            )
    yield Row("one seed sheet, whole", whole * 1e3, "ms", f"{whole / tokenising:.1f} x tokenising")
    yield Row(
        "... as JSON",
        best(lambda: each(seeds(count, next(sheets)), lambda text: grader.grade(problem, text).to_dict()), rounds) / count * 1e3,
        "ms",
    )
    yield from _others()


def each(sheets: list[str], work: Callable[[str], object]) -> None:
    """Do the work on each sheet and keep nothing: what is kept slows the collector of circles, sheet after sheet."""
    for sheet in sheets:
        work(sheet)


def _others() -> Iterator[Row]:
    """General parsers on the same lines, where they are installed: they read formulas, not sheets."""
    lines = [line.strip().strip("$") for line in SEED.text.splitlines() if "=" in line]
    for name, parser in (("sympy parse_latex", _sympy), ("Math-Verify", _math_verify)):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                work = parser()
            began = time.process_time()
            read_ = sum(_parsed(work, line) for line in lines)
        except ImportError as fault:
            yield Row(f"{name} on the same lines", float("nan"), "ms", f"not installed ({fault.name or fault})")
            continue
        yield Row(f"{name} on the same lines", (time.process_time() - began) * 1e3, "ms", f"gives something for {read_} of {len(lines)}")


def _parsed(work: Callable[[str], object], line: str) -> bool:
    try:
        return bool(work(line))
    except Exception:  # noqa: BLE001 - whatever another parser raises
        return False


def _sympy() -> Callable[[str], object]:
    from sympy.parsing.latex import parse_latex

    parse_latex("1 + x")  # raises ImportError without antlr4
    return parse_latex  # type: ignore[no-any-return]


def _math_verify() -> Callable[[str], object]:
    from math_verify import parse as verify  # type: ignore[import-not-found]

    verify("$1$")
    return lambda line: verify(f"${line}$")
