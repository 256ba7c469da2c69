"""Matrices set row below row: brackets under brackets, `S = [1 2]` above `    [3 4]`."""

from __future__ import annotations

from typing import Final

from grader.reading.tree import Binary, Equation, Garbled, Line, Matrix, Tree

ASIDE: Final = 2  # columns by which a row may stand beside the one above it


def stacked(text: str, lines: list[Line], anchors: list[tuple[int, int]], found: list[Equation]) -> bool:
    """Add a line that holds nothing but rows to the matrices right above them; whether it was one."""
    rows = [row for equation in found for row in _rows(equation)]
    targets = [place for place in anchors if _open(text, lines, place, rows)]
    if not rows or len(targets) != len(rows):
        return False
    for (line, place), row in zip(targets, rows, strict=True):
        old = lines[line]
        equations = list(old.equations)
        equations[place] = _taller(equations[place], row)
        lines[line] = old._replace(equations=tuple(equations))
    return True


def topped(text: str, lines: list[Line], found: list[Equation]) -> list[Equation]:
    """The equations of a line, a matrix in it completed by the row that stands alone right above it."""
    above, last = lines[-1].equations, found[-1].links[-1]
    if len(above) != 1 or not found[-1].relations or not isinstance(last, Matrix) or len(rows := _rows(above[0])) != 1:
        return found
    if not _below(text, last, rows[0]):
        return found
    lines[-1] = lines[-1]._replace(equations=())
    whole = last._replace(rows=rows[0].rows + last.rows)
    return [*found[:-1], found[-1]._replace(links=(*found[-1].links[:-1], whole))]


def _rows(equation: Equation) -> list[Matrix]:
    """The rows side by side that are all of an equation."""
    tree: Tree = equation.links[0]
    if equation.relations or not equation.head:
        return []
    rows: list[Matrix] = []
    while isinstance(tree, Binary) and tree.style == "" and isinstance(tree.right, Matrix):
        rows.insert(0, tree.right)
        tree = tree.left
    if not isinstance(tree, Matrix) or any(len(row.rows) > 1 for row in (tree, *rows)):
        return []
    return [tree, *rows]


def _open(text: str, lines: list[Line], place: tuple[int, int], rows: list[Matrix]) -> bool:
    """Whether an equation ends in a matrix, or a gap where it should stand, that one of the rows goes on."""
    equation = lines[place[0]].equations[place[1]]
    last = equation.links[-1]
    if isinstance(last, Garbled):
        return last.reason == "missing-value" and len(equation.relations) > 0
    if not isinstance(last, Matrix) or not equation.relations or last.style not in {"[]", ""}:
        return False
    if len(set(equation.lines[-2:])) > 1 and "\n" not in text[equation.span.start : last.span.start]:  # joined to its name above it
        return len(rows) == 1 and len(last.rows[0]) == len(rows[0].rows[0])
    return any(_below(text, last, row) for row in rows)


def _below(text: str, above: Matrix, row: Matrix) -> bool:
    """Whether a row stands under a matrix and has its width."""
    return len(above.rows[0]) == len(row.rows[0]) and abs(_column(text, above) - _column(text, row)) < ASIDE


def _column(text: str, tree: Tree) -> int:
    return tree.span.start - text.rfind("\n", 0, tree.span.start)


def _taller(equation: Equation, row: Matrix) -> Equation:
    last = equation.links[-1]
    whole = last._replace(rows=last.rows + row.rows) if isinstance(last, Matrix) else row
    return equation._replace(links=(*equation.links[:-1], whole))
