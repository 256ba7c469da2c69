"""Numbers drawn per student: the same problem, variant and place in the file always give the same number."""

from __future__ import annotations

import hashlib
import random
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, Protocol

from grader.errors import Refused
from grader.graph.trace import Trace
from grader.problem.document import Path, spoken
from grader.problem.numerals import exact_number, truth

#: How often the numbers of a variant are drawn anew before its requirements count as impossible.
ATTEMPTS = 200
_KEYS = {"from", "to", "step", "zero"}
_GREATEST_COUNT = 100_000
_COMPARISON = re.compile(r"\s*(.+?)\s*(<=|>=|!=|<|>)\s*(.+?)\s*")
_PLACEHOLDER = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")


class Range(NamedTuple):
    """`{from: -0.9, to: 0.9, step: 0.1}`: zero is left out unless `zero: true`."""

    first: Fraction
    step: Fraction
    size: int
    zero: bool

    def draw(self, key: str) -> Fraction:
        """The number that belongs to the key."""
        source = random.Random(hashlib.sha256(key.encode()).digest())  # noqa: S311  reproducible, not secret
        while True:
            number = self.first + self.step * source.randrange(self.size)
            if number or self.zero:
                return number


def is_range(value: object) -> bool:
    """Whether the value of a file is a range to draw from."""
    return isinstance(value, dict) and {"from", "to"} <= set(value) <= _KEYS


def read_range(value: dict[str, object]) -> Range:
    """The range.

    Raises
    ------
    ValueError
        It holds no number that may be drawn.
    """
    first, last, step = (exact_number(value.get(key, "1")) for key in ("from", "to", "step"))
    zero = truth(value["zero"]) if "zero" in value else False
    if step <= 0 or last < first or (last - first) / step > _GREATEST_COUNT:
        message = f"a range needs from <= to, a step above 0, and at most {_GREATEST_COUNT} numbers"
        raise ValueError(message)
    count = int((last - first) / step) + 1
    if count == 1 and not first and not zero:
        message = "only 0 could be drawn, and 0 is left out"
        raise ValueError(message)
    return Range(first, step, count, zero)


def range_faults(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """What is wrong with the ranges in the file."""
    for place, each in _ranges(value, path):
        try:
            read_range(each)
        except ValueError as error:
            yield place, str(error)


def has_ranges(value: object) -> bool:
    """Whether any number of the file is drawn."""
    return next(_ranges(value, ()), None) is not None


def _ranges(value: object, path: Path) -> Iterator[tuple[Path, dict[str, object]]]:
    if isinstance(value, dict):
        if is_range(value):
            yield path, value
            return
        for key, inside in value.items():
            yield from _ranges(inside, (*path, key))
    elif isinstance(value, list):
        for place, inside in enumerate(value):
            yield from _ranges(inside, (*path, place))


def draws(value: object, key: str, kept: Mapping[str, str]) -> dict[str, str]:
    """Each range's place in the file, and its number: the one that is kept of that place, else what the key draws from it."""
    places = ((spoken(path), read_range(each)) for path, each in _ranges(value, ()))
    return {place: kept.get(place) or str(each.draw(f"{key} {place}")) for place, each in places}


def drawn(value: object, numbers: Mapping[str, str], path: Path = ()) -> object:
    """The file's value with each range replaced by the number of its place."""
    if isinstance(value, dict):
        if is_range(value):
            return numbers[spoken(path)]
        return {name: drawn(inside, numbers, (*path, name)) for name, inside in value.items()}
    if isinstance(value, list):
        return [drawn(inside, numbers, (*path, place)) for place, inside in enumerate(value)]
    return value


class Varied(Protocol):
    """What has variants: a problem, or what a batch knows of one."""

    @property
    def id(self) -> str:
        """The problem's."""

    @property
    def variants(self) -> int:
        """How many there are; 0 where there is but one set of numbers."""

    @property
    def deployed(self) -> tuple[int, ...]:
        """Those that students are given; all of them where none is named."""


def variant_for(problem: Varied, variant: int | None = None, student: str = "") -> int:
    """The variant that is meant: the one that is said, else the one that the student is given, else the first.

    Raises
    ------
    Refused
        There is no such variant; a problem without variants has the first alone.
    """
    if variant is None:
        return variant_of(problem.id, student, problem.variants, problem.deployed) if student else 1
    if not 1 <= variant <= max(problem.variants, 1):
        has = f"has {problem.variants} variants" if problem.variants else "has no variants"
        message = f"{problem.id} {has}: there is no variant {variant}"
        raise Refused(message)
    return variant


def variant_of(problem: str, student: str, seeds: int, deployed: Sequence[int] = ()) -> int:
    """The variant, from 1, that a student gets, of the deployed ones where some are named: the same on any machine.

    A name is the same with spaces round it, and however its accents are encoded. Without variants it is the first.

    A variant that comes later, or is there no longer, moves only the students who get it or had it: each student has an order of
    all variants, and gets the first that there is.
    """
    name = unicodedata.normalize("NFC", student.strip())
    return min(deployed or range(1, seeds + 1), key=lambda variant: _digest(f"{problem}\n{name}\n{variant}"), default=1)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def requirement_fault(requirement: str, trace: Trace) -> str | None:
    """What is wrong with a requirement such as `z[1,1] > 0`; None where it can be asked."""
    sides = _COMPARISON.fullmatch(requirement)
    if sides is None:
        return f"{requirement!r} is no comparison such as 'z[1,1] > 0'"
    for side in (sides[1], sides[3]):
        if _side(side, trace) is None:
            return f"{side!r} is neither a number nor a quantity of this problem"
    return None


def is_met(requirement: str, trace: Trace) -> bool:
    """Whether the drawn numbers meet the requirement."""
    sides = _COMPARISON.fullmatch(requirement)
    if sides is None:
        return False
    left, right = _side(sides[1], trace), _side(sides[3], trace)
    if left is None or right is None:
        return False
    met = {"<": left < right, ">": left > right, "<=": left <= right, ">=": left >= right, "!=": left != right}
    return met[sides[2]]


def _side(text: str, trace: Trace) -> float | None:
    if text.startswith("abs(") and text.endswith(")"):
        inside = _side(text[4:-1].strip(), trace)
        return None if inside is None else abs(inside)
    if trace.contains(text):
        return trace.number(text)
    try:
        return float(exact_number(text))
    except ValueError:
        return None


def filled(statement: str, trace: Trace) -> str:
    """The statement with `{{W[1,1,1]}}` replaced by that quantity's number."""
    return _PLACEHOLDER.sub(lambda match: trace.digits(match[1]) if trace.contains(match[1]) else match[0], statement)
