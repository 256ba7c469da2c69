"""Formulas built without clutter: no terms of 0, no factors of 1, minus signs outermost."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from grader.maths.expression import Apply, Constant, Expression, product, total

ZERO = Constant(Fraction(0))
ONE = Constant(Fraction(1))
TWO = Constant(Fraction(2))
HALF = Constant(Fraction(1, 2))


def plus(terms: Iterable[Expression]) -> Expression:
    """The sum without its zeros."""
    return total([term for term in terms if term != ZERO])


def times(factors: Iterable[Expression]) -> Expression:
    """The product without its ones; 0 where any factor is 0; a minus goes to the front."""
    kept: list[Expression] = []
    negative = False
    for factor in factors:
        if factor == ZERO:
            return ZERO
        minus = isinstance(factor, Apply) and factor.operation == "neg"
        negative ^= minus
        bare = factor.operands[0] if isinstance(factor, Apply) and minus else factor
        if bare != ONE:
            kept.append(bare)
    return negated(product(kept)) if negative else product(kept)


def negated(formula: Expression) -> Expression:
    """The formula with the other sign; two minus signs are none."""
    if isinstance(formula, Constant):
        return Constant(-formula.value)
    if isinstance(formula, Apply) and formula.operation == "neg":
        return formula.operands[0]
    return Apply("neg", (formula,))


def minus(left: Expression, right: Expression) -> Expression:
    """The difference left - right."""
    if right == ZERO:
        return left
    return negated(right) if left == ZERO else Apply("add", (left, negated(right)))


def over(above: Expression, below: Expression) -> Expression:
    """The quotient above / below."""
    return above if below == ONE else Apply("div", (above, below))


def raised(base: Expression, exponent: Expression) -> Expression:
    """base^exponent, the base itself for 1."""
    return base if exponent == ONE else Apply("pow", (base, exponent))


def constant(value: Fraction | int) -> Constant:
    """The number as a formula."""
    return Constant(Fraction(value))


def size(formula: Expression) -> int:
    """How many parts the formula has."""
    return 1 + sum(map(size, formula.operands)) if isinstance(formula, Apply) else 1


def measure(formulas: Iterable[Expression]) -> tuple[int, int]:
    """The depth of the deepest and the size of all together, however deep they are and however much they share."""
    known: dict[int, tuple[int, int]] = {}
    tops = list(formulas)
    stack: list[tuple[Expression, bool]] = [(top, False) for top in tops]
    while stack:
        formula, ready = stack.pop()
        operands = formula.operands if isinstance(formula, Apply) else ()
        if ready or not operands:
            inside = [known[id(operand)] for operand in operands]
            known[id(formula)] = 1 + max((d for d, _ in inside), default=0), 1 + sum(s for _, s in inside)
        elif id(formula) not in known:
            stack.append((formula, True))
            stack.extend((operand, False) for operand in operands)
    found = [known[id(top)] for top in tops]
    return max((d for d, _ in found), default=0), sum(s for _, s in found)


def gathered(operation: str, left: Expression, right: Expression) -> Expression:
    """Both as operands of one operation: a + b + c is one sum of three."""
    first = left.operands if isinstance(left, Apply) and left.operation == operation else (left,)
    return Apply(operation, (*first, right))
