"""The slope of one formula by one name in it: the chain rule over the table of operations."""

from __future__ import annotations

from grader.maths.expression import Apply, Expression, Ref, references
from grader.maths.operations import TABLE
from grader.maths.simplify import ONE, ZERO, plus, times


def slope(formula: Expression, name: str, out: Expression | None = None) -> Expression:
    """The slope d formula / d name, all other names held; `out` names the formula's own value, so that a sigmoid gives a(1-a)."""
    if isinstance(formula, Ref):
        return ONE if formula.name == name else ZERO
    if not isinstance(formula, Apply) or name not in references(formula):
        return ZERO
    inner = [slope(operand, name) for operand in formula.operands]
    outer = TABLE[formula.operation].slopes(formula.operands, formula if out is None else out)
    return plus(times([o, i]) for o, i in zip(outer, inner, strict=True) if i != ZERO)
