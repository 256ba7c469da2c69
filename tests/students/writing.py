"""One student at work: the plan carried out line by line with their own rules, their own rounding and their slips."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from .arithmetic import Rules
from .expressions import Expr, Num, Q, Ref, evaluate, references, replaced
from .plans import Plan
from .rounding import Rounding


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip of the pen or the calculator, made once."""

    kind: str  # swap, drop, point, sign, digit: in the result; operand, copied: in one operand; lost-sign: ...
    causes: tuple[str, ...]
    carried: bool = True  # later lines go on with the slipped value


@dataclass(frozen=True, slots=True)
class Step:
    """A written line's worth: the quantity, what was worked out, what was written, and what later lines take from it."""

    q: Q
    expr: Expr
    meant: Expr  # the rule that this student had in mind; a slip of an operand shows in the numbers alone
    value: float
    written: Decimal
    taken: float
    used: frozenset[Q]  # the quantities whose rules went into this line
    slip: Slip | None = None
    exact: bool = False  # the written number is the full one
    shown: Mapping[Q, Decimal] = field(default_factory=dict)  # operands as this line shows them


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run: its steps, and how operands were known."""

    steps: tuple[Step, ...]
    given: Mapping[Q, str]

    def by_quantity(self) -> dict[Q, Step]:
        """The steps under their quantities."""
        return {step.q: step for step in self.steps}


def carry_out(rules: Rules, plan: Plan, rounding: Rounding, slips: Mapping[Q, Slip] | None = None, rng: random.Random | None = None) -> Run:
    """Works through the plan; each line uses the given numbers and what stands on the sheet by then."""
    given = rules.net.given()
    done: dict[Q, Step] = {}
    texts = {q: Decimal(text) for q, text in given.items()}

    def taken(q: Q) -> float:
        return done[q].taken if q in done else float(given[q])

    for q in plan.steps():
        meant, used = rules.inlined(q, lambda parent: parent in done or parent in given)
        slip, expr = (slips or {}).get(q), meant
        if slip and rng and slip.kind in OPERAND_SLIPS:
            expr = OPERAND_SLIPS[slip.kind](rng, expr, [*done, *given], texts)
        value = evaluate(expr, taken)
        written = right = rounding.write(value)
        if slip and rng and slip.kind in RESULT_SLIPS:
            written = RESULT_SLIPS[slip.kind](rng, right)
        carries = slip is not None and slip.carried and written != right
        later = float(written) if carries else value if rounding.memory else float(right)
        shown = {parent: texts[parent] for parent in references(expr)}
        texts[q] = written if carries else right
        done[q] = Step(q, expr, meant, value, written, later, frozenset(used), slip, abs(float(right) - value) < 1e-12, shown)
    return Run(tuple(done.values()), given)


def _digits(number: Decimal) -> list[int]:
    return [place for place, char in enumerate(str(number)) if char.isdigit()]


def _swap(rng: random.Random, number: Decimal) -> Decimal:
    """Two neighbouring unequal digits change places; where all are equal one digit is changed."""
    text = str(number)
    places = [n for n in range(len(text) - 1) if text[n].isdigit() and text[n + 1].isdigit() and text[n] != text[n + 1]]
    if not places:
        return _digit(rng, number)
    n = places[0] if len(places) == 1 else rng.choice(places[:2])
    return Decimal(text[:n] + text[n + 1] + text[n] + text[n + 2 :])


def _drop(rng: random.Random, number: Decimal) -> Decimal:
    """One of the first digits after the point is left out."""
    text = str(number)
    point = text.find(".")
    places = [n for n in range(point + 1, min(point + 3, len(text))) if text[n].isdigit() and text[n] != text[n + 1 : n + 2]]
    if point < 0 or not places or len(text) - point < 3:
        return _digit(rng, number)
    n = rng.choice(places)
    return Decimal(text[:n] + text[n + 1 :])


def _digit(rng: random.Random, number: Decimal) -> Decimal:
    """A leading digit is another one."""
    text = str(number)
    places = [n for n in _digits(number) if text[n] != "0"][:2]
    if not places:
        return number + 1
    n = rng.choice(places)
    other = rng.choice([d for d in "123456789" if abs(int(d) - int(text[n])) > 1])
    return Decimal(text[:n] + other + text[n + 1 :])


RESULT_SLIPS: dict[str, Callable[[random.Random, Decimal], Decimal]] = {
    "swap": _swap,
    "drop": _drop,
    "digit": _digit,
    "sign": lambda _, number: -number,
    "point": lambda rng, number: Decimal(f"{number.scaleb(rng.choice((-1, 1))):f}"),
}

OperandSlip = Callable[[random.Random, Expr, list[Q], Mapping[Q, Decimal]], Expr]


def _other_operand(rng: random.Random, expr: Expr, known: list[Q], texts: Mapping[Q, Decimal]) -> Expr:
    """Another quantity of the same kind, or of the same line, stands in an operand's place."""
    places = list(references(expr))
    rng.shuffle(places)
    for place in places:
        others = [q for q in known if q.kind == place.kind and q != place and abs(texts[q] - texts[place]) > abs(texts[place]) / 20]
        if others:
            return _one(expr, place, Ref(rng.choice(others)))
    return expr


def _copied_operand(rng: random.Random, expr: Expr, known: list[Q], texts: Mapping[Q, Decimal]) -> Expr:
    """An operand is copied with two digits swapped or one changed."""
    del known
    places = [q for q in references(expr) if texts[q]]
    if not places:
        return expr
    place = rng.choice(places)
    wrong = rng.choice((_swap, _digit))(rng, texts[place])
    return _one(expr, place, Num(float(wrong), str(wrong)))


def _one(expr: Expr, place: Q, by: Expr) -> Expr:
    """The expression with one occurrence of a quantity replaced."""
    left = [1]

    def change(ref: Ref) -> Expr:
        if ref.q == place and left:
            left.pop()
            return by
        return ref

    return replaced(expr, change)


OPERAND_SLIPS: dict[str, OperandSlip] = {"operand": _other_operand, "copied": _copied_operand}

SLIPS = (
    Slip("swap", ("copy", "arithmetic", "misread", "unexplained")),
    Slip("drop", ("copy", "arithmetic", "misread", "unexplained", "decimal-point")),
    Slip("digit", ("arithmetic", "copy", "misread", "unexplained")),
    Slip("point", ("decimal-point", "arithmetic", "copy")),
    Slip("sign", ("sign", "arithmetic", "copy")),
    Slip("operand", ("substitution", "copy", "unexplained")),
    Slip("copied", ("substitution", "copy", "misread", "unexplained")),
)
MISREADINGS = tuple(replace(slip, carried=False, causes=("misread", *slip.causes)) for slip in SLIPS[:5])
