"""One made-up student's sheet: a problem worked out with rounded values, some steps by a wrong rule, written in their own hand."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from grader.maths.compiled import Compiled
from grader.maths.expression import Expression, Ref
from grader.mistakes.catalogue import CATALOGUE
from grader.rendering.figures import marked, significant
from grader.rendering.formula import written
from grader.rendering.latex import latex, number
from grader.rendering.naming import Naming
from grader.rendering.solution import in_stages

if TYPE_CHECKING:
    from grader.mistakes.misconception import Misconception
    from grader.problem import Problem

_APART = 0.01  # by so much of the right value a wrong one differs at least, so that rounding hides nothing
_EXACT = 12  # digits of what is given
_DERIVATIVE = re.compile(r"\\frac\{\\partial (.+)\}\{\\partial (.+)\}")
_PRIMES = re.compile(r"\^\{((?:\\prime)+)(\(\d+\))?\}")
_COMMAND = re.compile(r"\\([A-Za-z]+) ?")
_SIGNS = {"eta": "η", "Delta": "Δ", "theta": "θ", "ell": "ℓ", "delta": "δ", "hat": "", "mathrm": ""}


@dataclass(frozen=True, slots=True)
class Hand:
    """How somebody writes: the decimal mark, so many significant digits, LaTeX or plain, and how much of each step."""

    decimal: str = "."
    digits: int = 4
    latex: bool = False
    formulas: bool = False
    substitutions: bool = True
    errors: bool = True  # the error signals too where only what follows from them is asked


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes wrong: misconceptions, one slip of digits, ink that cannot be read, and after what share of the way one gives up."""

    mistakes: tuple[Misconception, ...] = ()
    slips: bool = False
    blots: bool = False
    stops: float = 1.0


def sheet(problem: Problem, hand: Hand, plan: Plan, dice: random.Random) -> str:
    """The sheet; the same dice throw the same sheet."""
    asked = {name for part in problem.parts for name in part.quantities}
    names = [name for _, _, each in in_stages(problem.trace) for name in each if name in asked or (hand.errors and _is_error(name))]
    kept = names[: max(3, round(len(names) * plan.stops))]
    slipped, blotted = (dice.choice(kept) if wanted else "" for wanted in (plan.slips, plan.blots))
    work = _Work(problem, hand, plan.mistakes, slipped)
    lines = [line for name in kept for line in work.line(name, blotted=name == blotted)]
    return "\n".join(lines) + "\n"


def _is_error(name: str) -> bool:
    """Whether it is the error signal of a unit, which most write down though nobody asks for it."""
    return name.startswith(("dL/dz[", "dL'/dz'["))


def possible_mistakes(problem: Problem) -> list[Misconception]:
    """The misconceptions that change a value of the problem."""
    names = [name for name in problem.trace.names if name not in problem.trace.given]
    return [each for each in CATALOGUE if any(_wrong(problem, each, name) is not None for name in names)]


def _wrong(problem: Problem, mistake: Misconception, name: str) -> Expression | None:
    """The first wrong formula of a quantity by this rule that shows in its value."""
    trace, right = problem.trace, problem.trace.number(name)
    for formula in list(mistake.rewrite(trace, name))[: mistake.rewrite.own(trace, name)]:
        program = Compiled(formula)
        if not all(map(trace.contains, program.parents)):
            continue
        value = program(*[trace.number(parent) for parent in program.parents])
        if math.isfinite(value) and abs(value - right) > _APART * max(abs(right), _APART):
            return formula
    return None


class _Work:
    """A student at work: every value is worked out from what stands on their own sheet."""

    def __init__(self, problem: Problem, hand: Hand, mistakes: Sequence[Misconception], slipped: str) -> None:
        """Nothing is worked out yet."""
        self._problem, self._hand, self._mistakes, self._slipped = problem, hand, mistakes, slipped
        self._naming = Naming(problem)
        self._known: dict[str, str] = {}
        self._once: set[str] = set()

    def line(self, name: str, *, blotted: bool) -> Iterator[str]:
        """A step as one line: name, perhaps formula and numbers, value."""
        formula = self._formula(name)
        value = self._value_of(name, formula)
        self._known[name] = _swapped(value) if name == self._slipped else value
        hand, shown = self._hand, self._known[name]
        sides = [self._named(formula)] if hand.formulas else []
        sides += [self._numbered(formula)] if hand.substitutions and not isinstance(formula, Ref) else []
        sides.append(self._shown(shown)[:-1] + "?" if blotted and len(shown) > 3 else self._shown(shown))
        head = self._naming.latex(name) if hand.latex else self._typed(name)
        text = " = ".join([head, *dict.fromkeys(sides)])
        yield f"$${text}$$" if hand.latex else text

    def _formula(self, name: str) -> Expression:
        for mistake in self._mistakes:
            if mistake.id in self._once and not mistake.persistent:
                continue
            found = _wrong(self._problem, mistake, name)
            if found is not None and math.isfinite(self._number(found)):
                self._once.add(mistake.id)
                return found
        return self._problem.trace.node(name).formula

    def _value_of(self, name: str, formula: Expression) -> str:
        """The value as the student writes it down."""
        value = self._number(formula)
        if not math.isfinite(value):
            value = self._problem.trace.number(name)
        return _tidy(significant(Decimal(repr(value)), self._hand.digits))

    def _number(self, formula: Expression) -> float:
        program = Compiled(formula)
        return program(*[float(self._own(parent)) for parent in program.parents])

    def _own(self, name: str) -> str:
        """What stands on the sheet for a quantity, or would stand there."""
        if name not in self._known:
            trace = self._problem.trace
            given = name in trace.given
            self._known[name] = _tidy(trace.digits(name, _EXACT)) if given else self._value_of(name, self._formula(name))
        return self._known[name]

    def _typed(self, name: str) -> str:
        """The course's name as one types it: ∂L/∂w_11^(2)."""
        return _typed(self._naming.latex(name))

    def _named(self, formula: Expression) -> str:
        return latex(formula, self._naming.latex) if self._hand.latex else written(formula, self._typed)

    def _numbered(self, formula: Expression) -> str:
        return latex(formula, self._value) if self._hand.latex else written(formula, self._value)

    def _value(self, name: str) -> str:
        return self._shown(self._own(name))

    def _shown(self, value: str) -> str:
        text = marked(value, self._hand.decimal)
        return number(text) if self._hand.latex else text


def _typed(latex_name: str) -> str:
    found = _DERIVATIVE.fullmatch(latex_name)
    if found is not None:
        return f"∂{_typed(found[1])}/∂{_typed(found[2])}"
    plain = _PRIMES.sub(lambda match: "'" * match[1].count("prime") + (f"^{match[2]}" if match[2] else ""), latex_name)
    plain = _COMMAND.sub(lambda match: _SIGNS.get(match[1], match[1]), plain)
    return plain.replace("{", "").replace("}", "")


def _tidy(value: str) -> str:
    """A number without the zeros that nobody writes."""
    return value.rstrip("0").rstrip(".") if "." in value and "e" not in value else value


def _swapped(value: str) -> str:
    """Two neighbouring digits exchanged, the last ones that differ; the value itself where none do."""
    for place in range(len(value) - 1, 0, -1):
        left, right = value[place - 1], value[place]
        if left.isdigit() and right.isdigit() and left != right:
            return value[: place - 1] + right + left + value[place + 1 :]
    return value
