"""The worked solution of a problem: each quantity as formula, substitution and value, in the order in which one would work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from grader.graph.quantity import Derivative, Variable, quantity
from grader.maths.exact import fraction
from grader.maths.expression import Ref
from grader.rendering.figures import marked, shown, significant
from grader.rendering.formula import written

if TYPE_CHECKING:
    from grader.graph.trace import Trace
    from grader.problem import Problem
    from grader.rendering.sentences import Sentences

_FORWARD = {"z", "a", "L"}
_LONGEST_EXACT = 12  # digits of a value that is shown exactly rather than rounded


@dataclass(frozen=True, slots=True)
class Step:
    """One quantity: its formula and the formula with numbers (empty where it is given), its value, whether that is exact."""

    name: str
    formula: str
    substitution: str
    value: str
    exact: bool

    def lines(self) -> Iterator[str]:
        """`name = formula`, `= substitution`, `= value` under one another."""
        sides = [f"= {side}" for side in dict.fromkeys((self.formula, self.substitution)) if side]
        sides = [side for side in sides if side != f"= {self.value}"] + [f"{'=' if self.exact else '≈'} {self.value}"]
        yield f"{self.name} {sides[0]}"
        yield from (f"{' ' * len(self.name)} {side}" for side in sides[1:])


@dataclass(frozen=True, slots=True)
class Section:
    """The steps of one stage of the work: what is done (`given`, `forward`, `backward`, `update`), after how many updates."""

    stage: str
    updates: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Solution:
    """A worked solution in order."""

    title: str
    statement: str
    sections: tuple[Section, ...]
    digits: int
    fell: bool | None  # whether the loss fell after the update; None without one


def solution(problem: Problem, digits: int = 6, decimal: str = ".") -> Solution:
    """The problem worked out, values to so many significant digits, with this decimal mark."""
    trace = problem.trace
    stages: dict[tuple[int, int], list[Step]] = {}
    for name in trace.names:
        stages.setdefault(_stage(name, trace), []).append(_step(name, trace, digits, decimal))
    last = max(stages)[0] if any(kind == _UPDATE for _, kind in stages) else -1
    sections = tuple(
        Section(_STAGES[kind], updates, tuple(steps))
        for (updates, kind), steps in sorted(stages.items())
        if (updates, kind) != (last, _BACKWARD)  # after the last update nobody goes back again
    )
    fell = trace.number("L'") < trace.number("L") if trace.contains("L'") else None
    return Solution(problem.title, problem.statement, sections, digits, fell)


_STAGES = ("given", "forward", "backward", "update")
_FORWARDS, _BACKWARD, _UPDATE = 1, 2, 3


def _stage(name: str, trace: Trace) -> tuple[int, int]:
    """How many updates a quantity comes after, and the number of its stage."""
    what = quantity(name)
    if trace.node(name).given:
        return 0, 0
    if isinstance(what, Derivative):
        return max(what.of.primes, what.by.primes), _BACKWARD
    if not _is_updated(what, trace):
        return what.primes, _FORWARDS
    # W' and its state belong to update 1, as its change DW does, which has no prime.
    return what.primes if what.family.startswith("D") or not what.primes else what.primes - 1, _UPDATE


def _is_updated(what: Variable, trace: Trace) -> bool:
    if trace.network is not None:
        return what.family not in _FORWARD
    return any(isinstance(quantity(parent), Derivative) for parent in trace.parents(str(what)))


def _step(name: str, trace: Trace, digits: int, decimal: str) -> Step:
    value, exact = _value(name, trace, digits)
    node = trace.node(name)
    if node.given:
        return Step(name, "", "", marked(value, decimal), exact)
    numbers = written(node.formula, lambda parent: marked(_value(parent, trace, digits)[0], decimal))
    # A formula that only renames another quantity needs no line with its number.
    substitution = "" if isinstance(node.formula, Ref) else numbers
    return Step(name, written(node.formula, str), substitution, marked(value, decimal), exact)


def _value(name: str, trace: Trace, digits: int) -> tuple[str, bool]:
    """The value's digits, and whether they are all of it: short exact values are shown whole."""
    exact = fraction(trace.exact(name))
    if exact is not None:
        whole = _terminating(exact)
        if whole is not None:
            return whole, True
    return significant(Decimal(trace.digits(name, digits)), digits), False


def _terminating(value: Fraction) -> str | None:
    scaled = value * 10**_LONGEST_EXACT
    if scaled.denominator != 1:
        return None
    number = Decimal(scaled.numerator).scaleb(-_LONGEST_EXACT).normalize()
    return shown(number) if len(number.as_tuple().digits) <= _LONGEST_EXACT else None


def heading(section: Section, say: Sentences) -> str:
    """The heading of a section."""
    if not section.updates:
        return say.word(f"solution-{section.stage}")
    number = section.updates + (section.stage == "update")
    return say.word(f"solution-after-{section.stage}", number=str(number))


def text(worked: Solution, say: Sentences) -> str:
    """The solution as plain text."""
    return "\n".join(_text(worked, say)) + "\n"


def _text(worked: Solution, say: Sentences) -> Iterator[str]:
    yield from (worked.title, "=" * len(worked.title), "")
    if worked.statement.strip():
        yield from (worked.statement.strip(), "")
    yield say.word("solution-rounded", digits=str(worked.digits))
    for section in worked.sections:
        title = heading(section, say)
        yield from ("", title, "-" * len(title), *(line for step in section.steps for line in step.lines()))
    if worked.fell is not None:
        yield from ("", say.word("solution-fell" if worked.fell else "solution-rose"))


def markdown(worked: Solution, say: Sentences) -> str:
    """The solution as Markdown; the working stands in code blocks, so that its columns stay."""
    return "\n".join(_markdown(worked, say)) + "\n"


def _markdown(worked: Solution, say: Sentences) -> Iterator[str]:
    yield from (f"# {worked.title}", "")
    if worked.statement.strip():
        yield from (worked.statement.strip(), "")
    yield say.word("solution-rounded", digits=str(worked.digits))
    for section in worked.sections:
        yield from ("", f"## {heading(section, say)}", "", "```")
        yield from (line for step in section.steps for line in step.lines())
        yield "```"
    if worked.fell is not None:
        yield from ("", say.word("solution-fell" if worked.fell else "solution-rose"))
