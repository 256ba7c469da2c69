"""The worked solution of a problem: each quantity as formula, substitution and value, in the order in which one would work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from grader.graph.quantity import Derivative, Variable, quantity
from grader.maths.exact import fraction
from grader.maths.expression import Apply, Expression, Ref
from grader.rendering.decimals import in_mark
from grader.rendering.fall import fell
from grader.rendering.figures import marked, shown, significant
from grader.rendering.formula import written
from grader.rendering.latex import latex, number
from grader.rendering.markdown import escaped
from grader.rendering.naming import Naming
from grader.rendering.picture import Paper, picture
from grader.rendering.statement import markdown as markdown_of

if TYPE_CHECKING:
    from grader.graph.trace import Trace
    from grader.problem import Problem
    from grader.rendering.sentences import Sentences

_FORWARD = {"z", "a", "L"}
_LONGEST_EXACT = 12  # digits of a value that is shown exactly rather than rounded
_LONGEST_FRACTION = 10_000  # the greatest denominator of a fraction that is shown beside its rounded value


@dataclass(frozen=True, slots=True)
class Sides:
    """An equation's name and its sides after the first, each with the sign before it: = or ≈."""

    name: str
    sides: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One quantity: its formula and the formula with numbers (none where it is given), its value; in text and in LaTeX."""

    text: Sides
    latex: Sides

    def lines(self) -> Iterator[str]:
        """`name = formula`, `= substitution`, `= value` under one another."""
        first, *rest = (f"{sign} {side}" for sign, side in self.text.sides)
        yield f"{self.text.name} {first}"
        yield from (f"{' ' * len(self.text.name)} {side}" for side in rest)

    def aligned(self) -> str:
        """The same as an environment of LaTeX, its signs under one another."""
        signs = {"=": "=", "≈": r"\approx"}
        rows = r" \\ ".join(f"&{signs[sign]} {side}" for sign, side in self.latex.sides)
        return rf"\begin{{aligned}} {self.latex.name} {rows} \end{{aligned}}"


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
    picture: str  # an SVG; empty where there is none
    sections: tuple[Section, ...]
    digits: int
    fell: bool | None  # whether the loss fell after the update; None without one


def solution(problem: Problem, digits: int = 6, decimal: str = ".") -> Solution:
    """The problem worked out in its course's notation, values to so many significant digits, with this decimal mark."""
    trace, writer = problem.trace, _Writer(problem, digits, decimal)
    sections = tuple(Section(stage, updates, tuple(map(writer.step, names))) for stage, updates, names in in_stages(trace))
    drawn = picture(problem, Paper(writer.naming, decimal, title=problem.title))
    return Solution(problem.title, in_mark(problem.statement, decimal), drawn, sections, digits, fell(trace))


def in_stages(trace: Trace) -> list[tuple[str, int, list[str]]]:
    """The quantities in the order in which one works: each stage, after how many updates, and its names."""
    stages: dict[tuple[int, int], list[str]] = {}
    for name in trace.names:
        stages.setdefault(_stage(name, trace), []).append(name)
    last = max(stages)[0] if any(kind == _UPDATE for _, kind in stages) else -1
    return [
        (_STAGES[kind], updates, names)
        for (updates, kind), names in sorted(stages.items())
        if (updates, kind) != (last, _BACKWARD)  # after the last update nobody goes back again
    ]


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


class _Writer:
    """Writes the steps of one problem."""

    def __init__(self, problem: Problem, digits: int, decimal: str) -> None:
        """Keep how numbers and names are to be written."""
        self.naming = Naming(problem)
        self._trace, self._digits, self._decimal = problem.trace, digits, decimal
        self._values: dict[str, tuple[tuple[str, str], ...]] = {}
        self._worked: dict[Expression, str] = {}  # what an author's quantities so far were worked out by

    def step(self, name: str) -> Step:
        """The step of a quantity."""
        formula = self._named(name)
        plain = self._sides(name, formula, written, self.naming.plain, self._shown)
        in_latex = self._sides(name, formula, latex, self.naming.latex, lambda each: number(self._shown(each)))
        values = tuple((sign, value if "/" not in value else _fraction(value)) for sign, value in self._value(name))
        return Step(
            Sides(self.naming.plain(name), (*plain, *self._value(name))),
            Sides(self.naming.latex(name), (*in_latex, *((sign, number(value)) for sign, value in values))),
        )

    def _named(self, name: str) -> Expression | None:
        """A quantity's formula, its parts by their names where they are quantities themselves; None where it is given."""
        node = self._trace.node(name)
        if node.given:
            return None
        formula = _with_names(node.formula, self._worked)
        what = quantity(name)
        if self._trace.network is None and isinstance(what, Variable) and not _is_updated(what, self._trace):
            self._worked.setdefault(node.formula, name)
        return formula

    def _sides(self, name: str, formula: Expression | None, write: _Write, named: _Show, valued: _Show) -> tuple[tuple[str, str], ...]:
        """The formula, and the formula with numbers where that says more than its value."""
        if formula is None:
            return ()
        sides = [write(formula, named)]
        # A formula that only renames another quantity needs no line with its number.
        sides += [] if isinstance(formula, Ref) else [write(formula, valued)]
        value = valued(name)
        return tuple(("=", side) for side in dict.fromkeys(sides) if side != value)

    def _shown(self, name: str) -> str:
        """The number of a quantity as it is put into a formula."""
        return self._value(name)[-1][1]

    def _value(self, name: str) -> tuple[tuple[str, str], ...]:
        """The value: exact where it is short, as a fraction and rounded, or rounded alone; each with its sign."""
        known = self._values.get(name)
        if known is None:
            known = self._values[name] = tuple((sign, marked(value, self._decimal)) for sign, value in self._exactly(name))
        return known

    def _exactly(self, name: str) -> Iterator[tuple[str, str]]:
        exact = fraction(self._trace.exact(name))
        whole = _terminating(exact) if exact is not None else None
        if whole is not None:
            yield "=", whole
            return
        if exact is not None and exact.denominator <= _LONGEST_FRACTION:
            yield "=", str(exact)
        yield "≈", significant(Decimal(self._trace.digits(name, self._digits)), self._digits)


def _with_names(formula: Expression, worked: Mapping[Expression, str]) -> Expression:
    """The formula with each part of it that a quantity was worked out by replaced by that quantity."""
    if not isinstance(formula, Apply):
        return formula
    parts = (Ref(worked[part]) if part in worked else _with_names(part, worked) for part in formula.operands)
    return Apply(formula.operation, tuple(parts))


_Show = Callable[[str], str]
_Write = Callable[[Expression, _Show], str]


def _fraction(value: str) -> str:
    """A fraction's text as LaTeX."""
    sign, size = ("-", value[1:]) if value.startswith("-") else ("", value)
    above, _, below = size.partition("/")
    return rf"{sign}\frac{{{above}}}{{{below}}}"


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
    """The solution as Markdown, its formulas in LaTeX."""
    return "\n".join(_markdown(worked, say)) + "\n"


def _markdown(worked: Solution, say: Sentences) -> Iterator[str]:
    yield from (f"# {escaped(worked.title)}", "")
    if worked.statement.strip():
        yield from (markdown_of(worked.statement).strip(), "")
    yield say.word("solution-rounded", digits=str(worked.digits))
    for section in worked.sections:
        yield from ("", f"## {heading(section, say)}", "")
        if section.stage == "given":
            yield ", ".join(f"${step.latex.name} = {step.latex.sides[0][1]}$" for step in section.steps)
        else:
            yield from (f"$${step.aligned()}$$\n" for step in section.steps)
    if worked.fell is not None:
        yield from ("", say.word("solution-fell" if worked.fell else "solution-rose"))
