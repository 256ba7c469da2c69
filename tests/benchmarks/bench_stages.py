"""The stages under pytest-benchmark: `python -m pytest tests/benchmarks/bench_stages.py -o addopts= --import-mode=importlib`."""

from __future__ import annotations

from collections import deque
from typing import Any

import pytest

import grader
from grader.problem import parse
from grader.reading import read, source
from grader.reading.tokens import TOKEN
from tests.benchmarks.building import SIZES
from tests.benchmarks.building import source as problem_file
from tests.benchmarks.sheets import SEED, seeds

PROBLEM = SEED.problem.read_text("utf-8")


@pytest.fixture
def next_sheet() -> Any:  # noqa: ANN401 - what the plugin calls before each round
    """Another sheet for each round."""
    sheets = iter(range(10_000_000))
    return lambda: (tuple(seeds(1, next(sheets))), {})


def test_tokenising(benchmark: Any, next_sheet: Any) -> None:  # noqa: ANN401 - the plugin is untyped
    """The bare expression."""
    benchmark.pedantic(lambda text: deque(TOKEN.finditer(source.plain(text)), 0), setup=next_sheet, rounds=50)


def test_reading(benchmark: Any, next_sheet: Any) -> None:  # noqa: ANN401 - the same
    """Text to lines."""
    benchmark.pedantic(read, setup=next_sheet, rounds=50)


def test_grading(benchmark: Any, next_sheet: Any) -> None:  # noqa: ANN401 - the same
    """Text to report."""
    problem = parse(PROBLEM, file="x")
    benchmark.pedantic(lambda text: grader.grade(problem, text), setup=next_sheet, rounds=20, warmup_rounds=3)


@pytest.mark.parametrize("size", SIZES[:3], ids=str)
def test_building(benchmark: Any, size: tuple[int, ...]) -> None:  # noqa: ANN401 - the same
    """File to problem."""
    benchmark.pedantic(parse, args=(problem_file(size, 1), "x"), rounds=3)
