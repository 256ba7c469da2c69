"""Grids: tables whose heads and rows say together what a number is, `net` and `out` along the top and units down the side, or turned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from grader.reading.chain import Place
from grader.reading.heads import GRADIENTS, NEW_WORDS, ROLES, UNIT_ROLES, UNITS, in_one, renewed
from grader.reading.layer_words import unit_in_words
from grader.reading.tree import Call, Equation, Index, Literal, Name, Partial, Tree

_WEIGHTS: Final = frozenset(("w", "W", "theta", "Theta", "omega", "v", "b"))
_FROM_TO: Final = ("from", "to")
_LAYER_UNIT: Final = ("layer", "unit")
#: Kinds of quantities that are said in more than one word.
_PHRASES: Final = {**dict.fromkeys(("net input", "weighted sum", "weighted input", "pre-activation"), "net"), "net output": "out"}
_KINDS: Final = ROLES | UNIT_ROLES | GRADIENTS
_MOST: Final = 999  # greatest number of a layer, a unit or a sample


class Cell(NamedTuple):
    """One cell: what it holds if that is mathematics, and its text."""

    tree: Tree | None
    text: str
    whole: tuple[Equation, ...] = ()
    word: Name | Partial | None = None  # a single word, or the one name among several: a name only where a value stands beside it


def is_role(cell: Cell) -> bool:
    """Whether a cell is a word for a kind of quantity: `net`, `gradient`, `new`."""
    return role(cell) is not None


def role(cell: Cell) -> Name | None:
    """The word of a cell, where it says what is meant of a unit or of a weight."""
    word = cell.word if cell.tree is None else cell.tree
    if word is None and cell.text.casefold() in _PHRASES:
        return Name(_PHRASES[cell.text.casefold()], text=cell.text)
    if not isinstance(word, Name) or word.sub or word.sup or word.tail:
        return None
    return word if word.base.lower() in _KINDS or word.text.lower() in NEW_WORDS else None


def grid_row(heads: Sequence[Cell], cells: Sequence[Cell], place: Place) -> list[Equation]:
    """The values of a row, each under the name that its head and its row make together; none where the table is no grid."""
    kinds = [role(head) or (head.tree if isinstance(head.tree, Name | Partial) else None) for head in heads]
    pairs = enumerate(zip(kinds, cells, strict=True))
    labels = next((i for i, (kind, cell) in pairs if kind is not None and not isinstance(cell.tree, Name)), 0)
    family, index = _family(cells[:labels], kinds[labels:]), _index(cells[:labels])
    if family is None and index is None:
        return []
    if labels == 1 and family is None and not any(map(is_role, heads)):
        return []
    note = " ".join(cell.text for cell in cells[:labels] if cell.text)
    found = []
    for kind, cell in zip(kinds[labels:], cells[labels:], strict=True):
        links, relations = _value(cell)
        name = (_turned(family, kind) if family is not None else _named(kind, index)) if kind is not None and links else None
        if name is not None:
            lines = (place.line,) * (len(links) + 1)
            found.append(Equation((name, *links), ("|", *relations), links[0].span, lines, place.label, note=note))
        else:
            found += cell.whole
    return found


def _family(labels: Sequence[Cell], heads: Sequence[Name | Partial | None]) -> Name | None:
    """The kind of quantity that a row of a turned grid is about: a word, or a letter without any index; below heads of units alone."""
    (only,) = labels if len(labels) == 1 else (Cell(None, ""),)
    letter = only.tree if isinstance(only.tree, Name) and not _is_indexed(only.tree) else None
    if unit_in_words(only.text) and not any(isinstance(head, Name) and _is_indexed(head) for head in heads):
        return None
    return role(only) or letter


def _index(labels: Sequence[Cell]) -> Index | Name | None:
    """What a row is of: a unit or weight, the weight on the way from one unit to another, or the two numbers of layer and unit.

    One number alone may count units, samples, steps or epochs: it says nothing.
    """
    ways = [way for cell in labels if (way := _way(cell)) is not None]
    names = [cell.tree for cell in labels if isinstance(cell.tree, Name) and _is_indexed(cell.tree)]
    if ways or len(names) == len(_FROM_TO):
        return ways[0] if ways else _between(names)
    if names:
        return names[-1]
    if len(labels) == 1 and (place := unit_in_words(labels[0].text)):
        return Index(place, (place,))
    numbers = tuple(cell.text for cell in labels if is_count(cell.tree))
    return Index(",".join(numbers), numbers) if len(numbers) == len(labels) == len(_LAYER_UNIT) else None


def _way(cell: Cell) -> Name | None:
    """`h1 -> o1`: the weight between two units."""
    links = cell.whole[0].links if len(cell.whole) == 1 and cell.whole[0].relations == ("->",) else ()
    return _between([link for link in links if isinstance(link, Name) and _is_indexed(link)])


def _between(units: Sequence[Name]) -> Name | None:
    """The weight between two units."""
    if len(units) != len(_FROM_TO):
        return None
    inside = tuple(in_one(unit) for unit in units)
    return Name("w", sub=(Index(",".join(inside), inside),), span=units[0].span, text=f"w_{{{','.join(inside)}}}")


def _is_indexed(name: Name) -> bool:
    return bool(name.sub or name.sup or name.tail or name.brackets)


def is_unit(tree: Tree | None) -> bool:
    """Whether a cell is a unit's name: `h1`, `o_2`."""
    return isinstance(tree, Name) and tree.base in UNITS and _is_indexed(tree)


def is_count(tree: Tree | None) -> bool:
    """Whether a cell is a whole number such as units, samples or steps have."""
    written = tree.written if isinstance(tree, Literal) else None
    return written is not None and written.exact and written.value.denominator == 1 and 0 <= written.value <= _MOST


def _value(cell: Cell) -> tuple[tuple[Tree, ...], tuple[str, ...]]:
    """What stands in a cell: a number, or a chain that begins with no name."""
    if len(cell.whole) == 1 and not isinstance(cell.whole[0].links[0], Name | Partial | Call):
        return cell.whole[0].links, cell.whole[0].relations
    if cell.tree is None or cell.whole or isinstance(cell.tree, Name | Partial):
        return (), ()
    return (cell.tree,), ()


def _named(kind: Name | Partial, index: Index | Name | None) -> Name | Partial | None:
    """The head of a column with what the row is of: `net` and `h1`, `z` and the numbers 2 and 1, `new` and `w_5`."""
    if isinstance(kind, Partial):
        of_it = isinstance(index, Name) and isinstance(kind.by, Name) and kind.by.base == index.base and not _is_indexed(kind.by)
        return kind._replace(by=index) if of_it and isinstance(index, Name) else None
    if isinstance(index, Name):
        marker = NEW_WORDS.get(kind.text.lower())
        if marker is not None:
            return renewed(index, kind, marker, index.span)
        if kind.base.lower() in GRADIENTS and index.base[:1] not in UNITS:
            return Partial(None, index, kind.span, style="nabla")
        if index.base in _WEIGHTS:
            return None
        inside = in_one(index)
        index = Index(inside, (inside,))
    if index is None or _is_indexed(kind) or kind.text.lower() in NEW_WORDS:
        return None
    return kind.changed(sub=(index,), text=f"{kind.text}_{{{index.text}}}")


def _turned(family: Name, unit: Name | Partial) -> Name | Partial | None:
    """The same where the units stand along the top."""
    if isinstance(unit, Partial):
        return None
    return _named(family, unit) if _is_indexed(unit) and unit.base[:1] in UNITS | {family.base} and unit.base != family.base else None
