"""`w -= eta g` and `dW += x`: updates in place told from sums that grow term by term."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from grader.errors import ReadError
from grader.reading.expression import evaluate
from grader.reading.tree import Binary, Equation, Line, Name, Partial, Span

if TYPE_CHECKING:
    from grader.reading.tree import Tree

GROWS: Final = "accumulates"  # the note of an equation that adds one term to its head
_NEAR: Final = 0.01


def grown(equation: Equation, sign: str) -> list[Equation]:
    """A chain whose first relation is `+=` or `-=`: an adjoint gathers a term, a parameter takes its new value."""
    if not sign:  # it stands somewhere behind the head: what is behind it is no link
        return [equation._replace(relations=tuple("?" if relation == "+=" else relation for relation in equation.relations))]
    head, *links = equation.links
    if is_adjoint(head):
        return [equation._replace(relations=("=", *equation.relations[1:]), note=" ".join(filter(None, (equation.note, GROWS))))]
    step = links[0]
    rest = equation.relations[1:]
    new = Binary(sign, head, step, Span(head.span.start, step.span.end), sign + "=")
    if not _works_out(links):
        return [equation._replace(links=(head, new, *links[1:]), relations=("<-", *rest))]
    change = equation._replace(links=tuple(links), relations=rest, lines=equation.lines[1:], span=Span(step.span.start, equation.span.end))
    return [equation._replace(links=(head, new), relations=("<-",), lines=equation.lines[:2]), change]


def is_adjoint(head: Tree) -> bool:
    """Whether a head is a derivative that is gathered path by path: `\\bar v`, `dW`, `∂L/∂w`, `grad_w`."""
    if isinstance(head, Partial):
        return True
    return isinstance(head, Name) and ("bar" in head.accents or head.base.startswith(("d", "grad")) or head.base in {"g", "Delta"})


def _works_out(links: list[Tree]) -> bool:
    """Whether the links behind the sign are worth the same: the chain goes on with the step, not with the new value."""
    values = [value for link in links if (value := _value(link)) is not None]
    return any(abs(one - other) <= _NEAR * max(abs(one), abs(other)) for one, other in pairwise(values))


def _value(link: Tree) -> float | None:
    try:
        value = evaluate(link, {})
    except ReadError:
        return None
    return value if isinstance(value, float) else None


def without_shares(lines: list[Line]) -> list[Line]:
    """The lines, where several terms are gathered into one head, with each term as working without a name: none is the whole."""
    heads = Counter(_key(equation) for line in lines for equation in line.equations if _gathers(equation))
    if not any(count > 1 for count in heads.values()):
        return lines
    return [line._replace(equations=tuple(_share(one) if heads[_key(one)] > 1 else one for one in line.equations)) for line in lines]


def _gathers(equation: Equation) -> bool:
    return equation.note.endswith(GROWS)


def _key(equation: Equation) -> tuple[object, ...]:
    head = equation.links[0]
    by = head.by if isinstance(head, Partial) else None
    return head.pieces()[:-2] if isinstance(head, Name) else (by.pieces()[:-2],) if isinstance(by, Name) else () if by is None else (by,)


def _share(equation: Equation) -> Equation:
    if len(equation.links) == 1 or not _gathers(equation):
        return equation
    return equation._replace(links=equation.links[1:], relations=equation.relations[1:], lines=equation.lines[1:])
