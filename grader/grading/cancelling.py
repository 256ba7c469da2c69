"""Which quantities of a problem are sums of much greater numbers: rounding of these moves the sum by whole units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from grader.maths.compiled import values
from grader.maths.expression import Apply, Expression, Ref

if TYPE_CHECKING:
    from grader.grading.reference import Reference

CANCELS: Final = 4.0  # times by which the terms of a sum exceed it where most of it cancels
FACTORS: Final = 6  # factors of factors among which a sum that cancels is looked for


def cancels(reference: Reference, name: str) -> bool:
    """Whether a quantity is a sum of much greater numbers, or has such a factor; of each quantity of a problem worked out once."""
    known: dict[str, bool] = reference.trace.kept.setdefault(cancels, {})
    found = known.get(name)
    if found is None:
        found = known[name] = _loses(reference, reference.compiled(name).formula, 0)
    return found


def _loses(reference: Reference, formula: Expression, depth: int) -> bool:
    """The same of a formula; a power loses what its base does."""
    if isinstance(formula, Ref):
        return depth < FACTORS and _loses(reference, reference.compiled(formula.name).formula, depth + 1)
    if not isinstance(formula, Apply):
        return False
    if formula.operation in {"mul", "neg", "pow"}:
        return any(_loses(reference, factor, depth) for factor in formula.operands)
    if formula.operation != "add":
        return False
    sizes = [abs(_number(reference, term)) for term in formula.operands]
    return max(sizes) > CANCELS * abs(_number(reference, formula))


def _number(reference: Reference, formula: Expression) -> float:
    return values(formula, lambda operand: (reference.number(operand),), 1)[0]
