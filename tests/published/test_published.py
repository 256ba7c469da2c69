"""Published numbers as an oracle: each number that a textbook, a course or a reference prints is what our trace rounds to."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from grader.problem import Problem, load

FILES = sorted(Path(__file__).parent.glob("*.yaml"))
#: Exercises that are shown to agree with published numbers, and the sources of these.
KINDS = {
    "two sigmoid layers": ("classic-2-2-2",),
    "a recurrent cell": ("lstm-two-steps",),
    "softmax regression": ("softmax-regression", "softmax-and-hinge"),
    "XOR": ("xor-thresholds", "xor-one-by-one", "xor-relu"),
    "first steps of each rule": ("ten-steps-sgd", "ten-steps-momentum", "ten-steps-rmsprop", "ten-steps-adam", "adam-first-step"),
    "attention": ("self-attention",),
    "convolution": ("convolution-and-pooling",),
}


@cache
def printed(file: Path) -> dict[str, Any]:
    """What the source prints, each number as a text with its digits."""
    found: dict[str, Any] = yaml.load(file.read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 - texts and nothing else
    return found


@cache
def problem(file: Path) -> Problem:
    """The source's problem: a bank problem's id, or a problem file of its own."""
    return load(printed(file)["problem"])


CASES = [(file, name) for file in FILES for name in printed(file)["numbers"]]


@pytest.mark.parametrize(("file", "name"), CASES, ids=lambda value: value.stem if isinstance(value, Path) else value)
def test_the_printed_number(file: Path, name: str) -> None:
    """Ours is within half a unit of the last digit printed, or within as many units as the source's own rounding on the way takes."""
    number = Decimal(printed(file)["numbers"][name])
    last = number.as_tuple().exponent
    assert isinstance(last, int)
    exact = Decimal(problem(file).trace.digits(name.removeprefix("-"), 25))
    ours = -exact if name.startswith("-") else exact
    assert abs(ours - number) <= Decimal(printed(file).get("units", "0.5")).scaleb(last), f"{ours} where {number} is printed"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_source_is_named(file: Path) -> None:
    """Title, author and where it is found."""
    found = printed(file)
    assert found["title"]
    assert found["author"]
    assert found["source"].startswith(("https://", "ISBN "))
    assert set(found) <= {"title", "author", "source", "problem", "units", "numbers"}


def test_the_kinds_that_are_to_be_shown() -> None:
    """Each of them has its sources."""
    assert {name for names in KINDS.values() for name in names} <= {file.stem for file in FILES}
