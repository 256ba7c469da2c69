"""A tree said again in one plain spelling: `a[2,1]/(1 - a[2,1])^2`, with the student's own names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from grader.reading.tree import Binary, Call, Equation, Garbled, General, Index, Literal, Matrix, Name, Partial, Unary

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.reading.tree import Tree

_LEVEL: Final = {"+": 1, "-": 1, "*": 2, "o": 2, "x": 2, "@": 2, "/": 2, "^": 4}
_SIGN: Final = {"+": " + ", "-": " - ", "*": "*", "o": " ⊙ ", "x": " ⊗ ", "@": " @ ", "/": "/", "^": "^"}
_ATOM: Final = 5
_BASED: Final = frozenset(("log", "log2", "log10", "ln"))


def as_text(tree: Tree | Equation) -> str:
    """The canonical rendering; the same tree is read from it again (numbers with a point)."""
    if isinstance(tree, Equation):
        said = as_text(tree.links[0]) if tree.head else f"= {as_text(tree.links[0])}"
        for relation, link in zip(tree.relations, tree.links[1:], strict=True):
            said += f" {relation} {as_text(link)}" if relation != ":" else f": {as_text(link)}"
        return said
    return _said(tree)


def _said(tree: Tree) -> str:
    return _SAY[type(tree)](tree)


def number_text(tree: Literal) -> str:
    """A number with a point as its decimal mark, in the digits shown."""
    shown = tree.written
    if shown.value.denominator == 1 and shown.decimals <= 0 and shown.exact:
        return str(shown.value.numerator)
    if shown.exact:
        return f"({shown.value})"
    if shown.decimals < 0 or shown.decimals > 12 or _is_scientific(shown.text):
        digits_shown = shown.value.numerator * 10 ** max(shown.decimals, 0) // shown.value.denominator
        return _scientific(digits_shown, shown.decimals, shown.significant)
    digits = str(shown.value.numerator * 10**shown.decimals // shown.value.denominator).rjust(shown.decimals + 1, "0")
    return f"{digits[: -shown.decimals]}.{digits[-shown.decimals :]}" if shown.decimals else digits


def _is_scientific(text: str) -> bool:
    return "^" in text or "e" in text.lower() or any(char in text for char in "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _scientific(digits: int, decimals: int, significant: int) -> str:
    if decimals < 0:
        digits = digits // 10**-decimals
    shown = str(digits)
    head, rest = shown[:1], shown[1:]
    power = max(significant, 1) - 1 - decimals if significant else -decimals
    return f"{head}{'.' + rest if rest else ''}e{power}"


def index_text(index: Index) -> str:
    """An index without its braces."""
    inside = ",".join(index.parts)
    return f"{index.style[0]}{inside}{index.style[1]}" if index.style else inside


def _indices(mark: str, indices: tuple[Index, ...]) -> str:
    said = ""
    for index in indices:
        inside = index_text(index)
        said += f"{mark}{inside}" if inside.isalnum() and (inside.isdecimal() or mark == "_") else f"{mark}{{{inside}}}"
    return said


def name_text(name: Name) -> str:
    """A name: base, digits, primes, superscripts, subscripts, brackets."""
    said = name.base + name.tail + "'" * name.primes
    for accent in name.accents:
        said = f"Δ{said}" if accent == "change" else said if accent in {"new", "old", "bold"} else f"{said}_{accent}"
    said += _indices("_", name.sub) + _indices("^", name.sup)
    for accent in ("new", "old"):
        said += f"^{{{accent}}}" if accent in name.accents else ""
    return said + "".join(f"[{index.text}]" for index in name.brackets)


def _level(tree: Tree) -> int:
    if isinstance(tree, Binary):
        return _LEVEL[tree.operator]
    if isinstance(tree, Unary):
        return 3 if tree.operator in {"-", "+"} else _ATOM
    return _ATOM


def _inside(tree: Tree, least: int) -> str:
    said = _said(tree)
    return f"({said})" if _level(tree) < least else said


def _binary(tree: Binary) -> str:
    level = _LEVEL[tree.operator]
    if tree.operator == "^":
        return f"{_inside(tree.left, _ATOM if not isinstance(tree.left, Name) or not tree.left.sup else 9)}^{_inside(tree.right, _ATOM)}"
    right = _inside(tree.right, level + 1)
    if level == 1 and isinstance(tree.right, Unary) and tree.right.operator in {"-", "+"}:
        right = f"({_said(tree.right)})"
    return f"{_inside(tree.left, level)}{_SIGN[tree.operator]}{right}"


def _unary(tree: Unary) -> str:
    match tree.operator:
        case "-" | "+":
            return f"{tree.operator}{_inside(tree.operand, 3)}"
        case "T":
            return f"{_inside(tree.operand, _ATOM)}^T"
        case "%":
            return f"{_inside(tree.operand, _ATOM)}%"
        case _:
            return f"{tree.operator}({_said(tree.operand)})"


def _call(tree: Call) -> str:
    inside = ", ".join(_said(argument) for argument in tree.arguments)
    index = _indices("_", tree.name.sub) if tree.name is not None and tree.function not in _BASED else ""
    behind = "".join(f"[{index.text}]" for index in tree.name.brackets) if tree.name is not None else ""
    return f"{tree.function}{index}{chr(39) * tree.primes}({inside}){behind}"


def _partial(tree: Partial) -> str:
    by = _inside(tree.by, _ATOM)
    if tree.of is None and tree.style == "nabla":
        return f"∇{by}"
    power = f"^{tree.order}" if tree.order > 1 else ""
    return f"∂{power}/∂{by}" if tree.of is None else f"∂{power}{_inside(tree.of, _ATOM)}/∂{by}"


def _matrix(tree: Matrix) -> str:
    opening, closing = tree.style[0], tree.style[1]
    return opening + "; ".join(", ".join(_said(item) for item in row) for row in tree.rows) + closing


def _unclear(tree: General | Garbled) -> str:
    return f"?{tree.text}?"


_SAY: Final[dict[type, Callable[..., str]]] = {
    Literal: number_text,
    Name: name_text,
    Binary: _binary,
    Unary: _unary,
    Call: _call,
    Partial: _partial,
    Matrix: _matrix,
    General: _unclear,
    Garbled: _unclear,
}
