"""Rows of tables: one quantity a row, one quantity a column, or units down the side and families along the top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile
from typing import Final, NamedTuple

from grader.reading.chain import Place, equations
from grader.reading.grids import Cell, grid_row, is_count, is_role, is_unit
from grader.reading.layer_words import PASSES, unit_in_words
from grader.reading.operands import FUNCTIONS
from grader.reading.parse import Parser
from grader.reading.remarks import is_word
from grader.reading.tree import Binary, Call, Equation, Garbled, General, Index, Literal, Matrix, Name, Partial, Span, Tree, Unary, parts

_WORKED: Final = 3  # cells of a row name, formula, value
_LEAST: Final = 2  # links of a formula with its name


class Table(NamedTuple):
    """What the rows of a table have to know of those above: the header if it names quantities, and a row name, formula, numbers."""

    header: list[Cell]
    worked: list[Cell]
    worded: bool = False  # whether its heads are words that say of no column what it holds
    values: tuple[Tree | None, ...] = ()  # of the row that was read last: what stands in each cell, if that is a value


_OLD_NEW_CHANGE: Final = ("old", "new", "change")  # the columns of plain numbers behind a parameter
_DOTS: Final = frozenset(".…⋯⋮ ")
NO_TABLE: Final = Table([], [])


def is_row(p: Parser, begin: int, end: int) -> bool:
    """Whether a line begins with a bar and has more of them: a row of a table."""
    bars = p.symbols[begin:end].count("|")
    return p.symbols[begin] == "|" and (bars > 2 or (bars > 1 and p.symbols[end - 1] == "|"))


def cells_of(p: Parser, begin: int, end: int, place: Place) -> list[Cell]:
    """The cells between a line's bars."""
    bars = [i for i in range(begin, end) if p.symbols[i] == "|"]
    for i in bars:
        p.symbols[i] = "cell"
    edges = [*bars, *([end] if bars[-1] != end - 1 else [])]
    return [_cell(p, opening, closing, place) for opening, closing in pairwise(edges)]


def _cell(p: Parser, opening: int, closing: int, place: Place) -> Cell:
    closing = _before_remark(p, opening, closing)
    inside = [i for i in range(opening + 1, closing) if p.symbols[i] != "$"]
    if not inside:
        return Cell(None, "")
    text = p.text[p.starts[inside[0]] : p.starts[inside[-1]] + len(p.texts[inside[-1]])]
    if set(text) <= set("-: —"):
        return Cell(None, text)
    if _is_prose(p, inside) or _is_word_beside(p, opening, inside):
        return Cell(None, text, word=_name_among(p, opening, closing, place))
    found = equations(p, inside[0], inside[-1] + 1, place)
    if len(inside) == 1 and _is_lone_word(text):
        word = found[0].links[0] if len(found) == 1 else None
        return Cell(None, text, word=word if isinstance(word, Name) else None)
    if any(len(equation.links) > 1 for equation in found):
        return Cell(None, text, tuple(found))
    return Cell(found[0].links[0] if len(found) == 1 else None, text)


def _before_remark(p: Parser, opening: int, closing: int) -> int:
    """Where a cell's own mathematics ends, if a remark in brackets follows: `$w_1$ (from $h_1$)`."""
    end = p.symbols.index("$", opening + 2, closing) if "$" in p.symbols[opening + 2 : closing] else closing
    remark = range(end + 2, closing - 1)
    if p.symbols[opening + 1] != "$" or not remark or (p.symbols[end + 1], p.symbols[closing - 1]) != ("(", ")"):
        return closing
    return end + 1 if any(p.symbols[i] == "a" and prose_word(p.texts[i]) for i in remark) else closing


def _name_among(p: Parser, opening: int, closing: int, place: Place) -> Name | Partial | None:
    """The one name in dollar signs among the words of a cell: `Forget gate $f_t$`."""
    dollars = [i for i in range(opening + 1, closing) if p.symbols[i] == "$"]
    found = equations(p, dollars[0] + 1, dollars[1], place) if len(dollars) == 2 else []
    name = found[0].links[0] if len(found) == 1 and len(found[0].links) == 1 else None
    return name if isinstance(name, Name | Partial) else None


def _is_prose(p: Parser, inside: list[int]) -> bool:
    """Whether words of prose stand in a cell: several side by side, or one beside a number."""
    words = [i for i in inside if p.symbols[i] == "a" and prose_word(p.texts[i])]
    return any(_is_operand(p, i - 1) or _is_operand(p, i + 1) for i in words if len(inside) > 1)


def _is_operand(p: Parser, i: int) -> bool:
    return p.symbols[i] in {"a", "n", "text"}


def _is_word_beside(p: Parser, opening: int, inside: list[int]) -> bool:
    """Whether a cell is a word and a formula in dollar signs behind it."""
    first = inside[0]
    return first == opening + 1 and p.symbols[first] == "a" and prose_word(p.texts[first]) and p.symbols[first + 1] == "$"


def prose_word(text: str) -> bool:
    """Whether a name token is a word of prose: three letters or more, and no function."""
    return len(text) > 2 and is_word(text) and text not in FUNCTIONS and text.lower() not in FUNCTIONS


def _is_lone_word(text: str) -> bool:
    """The same of a word that is all of a cell: there `step` counts rows."""
    return prose_word(text) or text.lower() == "step"


def row_equations(p: Parser, begin: int, end: int, place: Place, table: Table) -> tuple[list[Equation], Table]:
    """The equations of a row of a table, and what the rows below need to know."""
    cells = cells_of(p, begin, end, place)
    values = tuple([_end_value(cell) for cell in cells])
    found, after = _of_cells(p, end, cells, place, table)
    return found, after._replace(values=values)


def _end_value(cell: Cell) -> Tree | None:
    """The number, or numbers in brackets, that a cell without a name holds or comes to."""
    links = _links(cell)
    if not links or isinstance(links[0], Name | Partial) or any(map(_names, links)):
        return None
    last = links[-1]
    return last if isinstance(last, Matrix) or _number(last) is not None else None


def _of_cells(p: Parser, end: int, cells: list[Cell], place: Place, table: Table) -> tuple[list[Equation], Table]:
    if _is_of_no_row(table.header, cells):
        return [], table
    if not (table.header and len(table.header) == len(cells)):
        cells[:1] = [_labelled(cells)]
    header, filled = table.header, _filled(cells)
    worked = _is_worked(filled)
    if worked or (_is_known(filled) and (_slopes(filled) or (table.worked and _columns(cells) == _columns(table.worked)))):
        return [_chained(filled, place)], Table(header, cells if worked else table.worked)
    if _is_formula_with_value(filled) and not header:
        return [_chained(filled, place)], table
    found = [equation for cell in cells for equation in cell.whole]
    trees = [cell.tree for cell in cells]
    names = [tree for tree in trees if isinstance(tree, Name | Partial)]
    values = [tree for tree in trees if tree is not None and not isinstance(tree, Name | Partial)]
    heads = None if found else _heads(p, end, cells, names, values)
    if heads is not None:
        return [], heads
    if header and len(header) == len(cells) and values:
        below = grid_row(header, cells, place) or found + (_of_label(header, cells, place) or _under(header, cells, place))
        if below or any(isinstance(cell.tree, Name | Partial) for cell in header):
            return below, table
    if len(names) != 1 or not values or (table.worded and is_unit(cells[0].tree) and _unsaid(cells[1:])):
        return found, table
    if not any(isinstance(equation.links[0], Name | Partial) for equation in found):
        numbered = is_count(trees[0]) and isinstance(trees[1], Name | Partial)  # the row's own number stands before its name
        return [_chained(filled[numbered:], place)], table
    links = tuple(tree for tree in trees if tree is not None)
    span = Span(links[0].span.start, links[-1].span.end)
    found.insert(0, Equation(links, ("|",) * (len(links) - 1), span, (place.line,) * len(links), place.label))
    return found, table


def _is_of_no_row(header: list[Cell], cells: list[Cell]) -> bool:
    """Whether dots say that rows are left out, so that what stands beside them is of none, or a sum stands below the columns."""
    if any(cell.text and set(cell.text) <= _DOTS for cell in cells):
        return True
    first = cells[0].tree
    if len(header) != len(cells) or any(cell.whole or isinstance(cell.tree, Name | Partial) for cell in cells[1:]):
        return False
    return isinstance(first, Garbled | General) or (_is_counter(header[0]) and isinstance(first, Name))


def _heads(p: Parser, end: int, cells: list[Cell], names: Sequence[Tree], values: Sequence[Tree]) -> Table | None:
    """What the rows below a header need to know; None where a row is none."""
    several = len(names) > 1 and (not values or (_is_ruled(p, end) and all(map(_is_of_letters, values))))
    if names and (several or _is_header(p, end, cells)) and all(map(_names, values)):
        return Table(cells, [])
    if values or not _is_ruled(p, end):
        return None
    if any(map(is_role, cells[1:])):
        return Table(cells, [])
    return None if names else Table([], [], worded=True)


def _unsaid(cells: list[Cell]) -> bool:
    """Whether several numbers stand in a row, and nothing says what each of them is."""
    return sum(_number(cell.tree) is not None for cell in cells) > 1


def _labelled(cells: list[Cell]) -> Cell:
    """A row's first cell; its word is its name where numbers stand beside it and no other name does."""
    first, *others = cells
    named = any(isinstance(cell.tree, Name | Partial) or (cell.whole and _names(cell.whole[0].links[0])) for cell in others)
    valued = any(cell.tree is not None and not _names(cell.tree) for cell in others)
    return first._replace(tree=first.word) if first.tree is None and valued and not named else first


def _is_header(p: Parser, end: int, cells: list[Cell]) -> bool:
    """Whether a row with words in its first cell and a name in another stands above a rule."""
    named = any(isinstance(cell.tree, Partial) or (isinstance(cell.tree, Name) and not is_word(cell.tree.text)) for cell in cells)
    return _is_ruled(p, end) and named and cells[0].tree is None and bool(cells[0].text)


def _is_ruled(p: Parser, end: int) -> bool:
    """Whether a rule stands below a row."""
    return p.symbols[end : end + 2] == ["nl", "|"] and p.symbols[end + 2] in {"-", ":", "->"}


def _chained(filled: list[Cell], place: Place) -> Equation:
    """A row `name | formula | numbers = value` as one chain."""
    links: tuple[Tree, ...] = ()
    relations: tuple[str, ...] = ()
    for cell in filled[:-1] if _ends_in_change(filled) else filled:
        chain = _chain_of(cell)
        more = _links(cell)
        relations += ("|",) if links and more else ()
        relations += chain.relations if chain is not None else ()
        links += more
    span = Span(links[0].span.start, links[-1].span.end)
    return Equation(links, relations, span, (place.line,) * len(links), place.label)


def _ends_in_change(filled: list[Cell]) -> bool:
    """Whether a row is a name, its old value, its new one, and by how much it changed."""
    numbers = [number for cell in filled[1:] if (number := _number(cell.tree)) is not None]
    if len(filled) != len(_OLD_NEW_CHANGE) + 1 or len(numbers) != len(_OLD_NEW_CHANGE):
        return False
    (old, a), (new, b), (change, c) = numbers
    slack = (a + b + c) * 1.001
    return abs(new - old - change) <= slack and (abs(old - new - change) > slack or change == 0)


def _number(tree: Tree | None) -> tuple[float, float] | None:
    """A plain number and half a unit of its last digit."""
    if isinstance(tree, Unary) and tree.operator in {"-", "+"}:
        found = _number(tree.operand)
        return (-found[0] if tree.operator == "-" else found[0], found[1]) if found else None
    return (tree.written.number, 1e-9 if tree.written.exact else tree.written.half) if isinstance(tree, Literal) else None


def _filled(cells: list[Cell]) -> list[Cell]:
    return [cells[i] for i in _columns(cells)]


def _columns(cells: list[Cell]) -> list[int]:
    return [i for i, cell in enumerate(cells) if cell.tree is not None or cell.whole]


def _links(cell: Cell) -> tuple[Tree, ...]:
    """The links of the one chain that a cell holds; none where it holds several."""
    chain = _chain_of(cell)
    if chain is not None:
        return chain.links
    return (cell.tree,) if cell.tree is not None else ()


def _chain_of(cell: Cell) -> Equation | None:
    """The one chain that a cell holds."""
    return cell.whole[0] if len(cell.whole) == 1 and cell.whole[0].head else None


def _is_worked(filled: list[Cell]) -> bool:
    """Whether the filled cells of a row are a name, a formula of operands, and numbers."""
    if len(filled) != _WORKED or not isinstance(filled[0].tree, Name | Partial | Call):
        return False
    formula = _links(filled[1])
    return bool(formula) and isinstance(formula[0], Binary | Call | Unary) and _number(formula[0]) is None and _is_value(filled[2])


def _is_formula_with_value(filled: list[Cell]) -> bool:
    """Whether the filled cells are a formula with its name (`delta = y - t`), working or none, and one value."""
    first, *others = filled or [Cell(None, "")]
    links = _links(first)
    if len(links) < _LEAST or not others or not isinstance(links[0], Name | Partial | Call) or not _names(links[-1]):
        return False
    return all(_is_value(cell) and not isinstance(_links(cell)[-1], Literal) for cell in others[:-1]) and _is_value(others[-1])


def _is_known(filled: list[Cell]) -> bool:
    """Whether the filled cells are a name, another name and numbers: the second is a formula if the rows above have one there."""
    names = [isinstance(cell.tree, Name | Partial) for cell in filled]
    return names[:2] == [True, True] and len(names) == _WORKED and _is_value(filled[2])


def _slopes(filled: list[Cell]) -> bool:
    """Whether a row's first cell is a derivative: the name beside it is what it is, no second name of a place."""
    return isinstance(filled[0].tree, Partial)


def _is_value(cell: Cell) -> bool:
    """Whether a cell holds a number, or numbers that work out to one, and no name."""
    return bool(_links(cell)) and not any(map(_names, _links(cell)))


def _names(tree: Tree) -> bool:
    """Whether a tree holds a name or a derivative, or what stands for no one number."""
    return isinstance(tree, Name | Partial | Garbled | General) or any(map(_names, parts(tree)))


def _is_of_letters(tree: Tree) -> bool:
    """Whether a tree is a formula of letters, such as the head `p - t`, and no words with a sign between them."""
    if isinstance(tree, Name):
        return len(tree.base) == 1
    return not isinstance(tree, Garbled | General) and any(map(_is_of_letters, parts(tree)))


def _of_label(header: list[Cell], cells: list[Cell], place: Place) -> list[Equation]:
    """`| w_3 | 0.4 | 0.02 | 0.398 |` below `| weight | old | dL/dw | new |`: the derivative by the row's name, and that name's values."""
    label = cells[0].tree
    columns = [cell.tree for cell in header[1:] if cell.tree is not None]
    if header[0].tree is not None or not isinstance(label, Name) or len(columns) != 1 or not isinstance(columns[0], Partial):
        return []
    by = columns[0].by
    if not isinstance(by, Name) or by.base != label.base or by.sub or by.tail or not (label.sub or label.tail):
        return []
    own = [cell for cell, column in zip(cells, header, strict=True) if cell.tree is not None and column.tree is None]
    slope = [columns[0]._replace(by=label) if cell.tree is columns[0] else cell.tree for cell in header]
    found = [
        Equation((name, cell.tree), ("|",), cell.tree.span, (place.line, place.line), place.label)
        for name, cell in zip(slope, cells, strict=True)
        if isinstance(name, Partial) and cell.tree is not None
    ]
    return [*found, _chained(own, place)] if len(own) > 1 else found


def _under(header: list[Cell], cells: list[Cell], place: Place) -> list[Equation]:
    """Each value of a row under the name of its column; a row's own name becomes the index."""
    counts = _counters(header, cells)
    labels = max(len(counts), header[0].tree is None)
    found: list[Equation] = []
    for column, cell in list(zip(header, cells, strict=True))[labels:]:
        if cell.tree is None or not isinstance(column.tree, Name | Partial):
            continue
        name = _of_row(column.tree, counts) or (_indexed(column.tree, cells[0]) if _says_unit(header, cells, counts) else column.tree)
        note = cells[0].text if labels else ""
        found.append(Equation((name, cell.tree), ("|",), cell.tree.span, (place.line, place.line), place.label, note=note))
    return found


_COUNTERS: Final = frozenset("ijkmnt")  # letters that count the rows of a table
_UNIT_COUNTERS: Final = frozenset("ijk")  # those that count units


def _is_counter(head: Cell) -> bool:
    """Whether a column may count the rows of its table: `k | z | p`, `t | s_t | h_t`."""
    return isinstance(head.tree, Name) and head.tree.text.strip("$") in _COUNTERS


def _counters(header: list[Cell], cells: list[Cell]) -> dict[str, str]:
    """The letters of the first columns that count rows, with the numbers of this row."""
    first = takewhile(lambda pair: _is_counter(pair[0]) and is_count(pair[1].tree), zip(header, cells, strict=True))
    return {head.text.strip("$"): cell.text for head, cell in first}


def _of_row(column: Name | Partial, counts: Mapping[str, str]) -> Name | Partial | None:
    """The head `z_k` in the row of 2: `z_2`; None where no letter in it counts rows."""
    name = column.by if isinstance(column, Partial) else column
    if not isinstance(name, Name):
        return None
    numbers = [tuple([n for part in index.parts for n in _numbers(part, counts)]) for index in name.sub]
    if numbers == [index.parts for index in name.sub]:
        return None
    sub = tuple([Index(",".join(parts), parts, index.style) for index, parts in zip(name.sub, numbers, strict=True)])
    own = name.changed(sub=sub, text=f"{name.base}_{{{','.join(index.text for index in sub)}}}")
    return column._replace(by=own) if isinstance(column, Partial) else own


def _numbers(part: str, counts: Mapping[str, str]) -> tuple[str, ...]:
    """What an index says in a row: `j`, or `ji` in one."""
    return tuple([counts[letter] for letter in part]) if counts.keys() >= set(part) else (part,)


def _says_unit(header: list[Cell], cells: list[Cell], counts: Mapping[str, str]) -> bool:
    """Whether a row's first cell tells of which unit its values are: a name or a number, but not of a pass."""
    if counts:
        return counts.keys() <= _UNIT_COUNTERS
    return header[0].tree is None and not (PASSES.match(header[0].text.casefold()) and is_count(cells[0].tree))


def _indexed(column: Name | Partial, label: Cell) -> Tree:
    """The column's name with the row's as its index; garbled where the row is named in words."""
    tree, place = label.tree, unit_in_words(label.text)
    if not label.text:
        return column
    if place and isinstance(column, Name) and not (column.sub or column.tail):
        return column.changed(sub=(Index(place, (place,)),), text=f"{column.text}_{{{place}}}")
    short = (isinstance(tree, Literal) and tree.written.exact) or (isinstance(tree, Name) and len(tree.base) == 1)
    if not short or not isinstance(column, Name) or column.sub or column.tail:
        return Garbled(f"{label.text} {column.text if isinstance(column, Name) else ''}", "table", column.span)
    inside = label.text.strip("$ ").replace("_", "").replace("{", "").replace("}", "")
    return column.changed(sub=(Index(inside, (inside,)),), text=f"{column.text}_{{{inside}}}")
