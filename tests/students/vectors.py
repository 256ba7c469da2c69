"""Whole vectors and matrices on one line: bmatrix in LaTeX, nested brackets in plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from .expressions import Q
from .hands import Hand
from .writing import Step

WHOLE = {"z", "a", "W", "b", "dLda", "dLdz", "dLdW", "dLdb"}


def vector_groups(steps: tuple[Q, ...]) -> Iterator[tuple[Q, ...]]:
    """The steps of a section, those of one vector or matrix together, in the order in which the wholes can be worked out."""
    order = {q.kind: n for n, q in reversed(list(enumerate(steps)))}
    whole = sorted((q for q in steps if q.kind in WHOLE), key=lambda q: (order[q.kind], q.j, q.i))
    for _, group in groupby(whole, key=lambda q: q.kind):
        yield tuple(group)
    yield from ((q,) for q in steps if q.kind not in WHOLE)


def vector_name(hand: Hand, q: Q) -> str:
    """The name of the whole: a bold letter with its layer, or a letter and a digit as in a program."""
    latex = hand.dialect.id == "latex"
    if q.kind in {"z", "a", "W", "b"}:
        return _latex_letter(q) if latex else f"{q.kind if q.kind == 'b' else q.kind.upper()}{q.l}{'_new' if q.after else ''}"
    if not latex:
        return {"dLda": "dA", "dLdz": "dZ", "dLdW": "dW", "dLdb": "db"}[q.kind] + str(q.l)
    if q.kind == "dLdz":
        return f"\\boldsymbol{{\\delta}}^{{({q.l})}}"
    bottom = {"dLda": "a", "dLdW": "W", "dLdb": "b"}[q.kind]
    return hand.dialect.partial.format("L", _latex_letter(Q(bottom, q.l)))


def _latex_letter(q: Q) -> str:
    letter = "W" if q.kind == "W" else f"\\mathbf{{{q.kind}}}"
    return f"{letter}{chr(39) * q.after}^{{({q.l})}}"


def vector_line(hand: Hand, steps: tuple[Step, ...], result: Callable[[Step], str]) -> str:
    """The name and its elements, rows into units."""
    rows = [[result(step) for step in row] for _, row in groupby(steps, key=lambda step: step.q.j)]
    if hand.dialect.id == "latex":
        body = " \\\\ ".join(" & ".join(row) for row in rows)
        text = f"\\begin{{bmatrix}} {body} \\end{{bmatrix}}"
    else:
        matrix = steps[0].q.kind in {"W", "dLdW"}
        between = "; " if any("," in cell for row in rows for cell in row) else ", "
        inner = [between.join(row) for row in rows]
        text = "[" + between.join(f"[{row}]" if matrix else row for row in inner) + "]"
    return f"{vector_name(hand, steps[0].q)} = {text}"
