"""Rules for everything in brackets: groups, tuples, rows, matrices, absolute values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from grader.reading.calculus import quotient
from grader.reading.parse import Parser
from grader.reading.tree import Binary, Call, Literal, Matrix, Name, Span, Unary

if TYPE_CHECKING:
    from grader.reading.tree import Tree

CELLS: Final = 4096  # of one matrix
_PRIMES: Final = frozenset(("'", "''"))
_OPENS: Final = frozenset(("n", "a", "(", "[", "frac", "-", "+", "e", "sqrt", "function", "begin", "{", "partial"))

DEEPEST: Final = 12  # brackets inside one another beyond which nothing is a row of items


def group(p: Parser) -> Tree:
    """`( ... )`: the tree inside; several items make a tuple."""
    start = p.starts[p.i]
    p.i += 1
    bars, row, p.bars, p.row = p.bars, p.row, 0, False
    inner = p.expression()
    symbol = p.symbols[p.i]
    if symbol in {",", ";"}:
        rows = _rows(p, inner)
        nested = _nested(rows)
        inner = Matrix(nested, Span(start, start), "()" if nested == rows else "[]")
        symbol = p.symbols[p.i]
    if symbol != ")":
        p.fail("bracket")
    p.i += 1
    p.bars, p.row = bars, row
    if isinstance(inner, Matrix) and inner.span.end == start:
        return inner._replace(span=p.span(start))
    if p.marks and isinstance(inner, Literal):
        return _referred(p, inner, start)
    return _primed(p, inner) if p.texts[p.i] in _PRIMES else inner


def _referred(p: Parser, number: Literal, start: int) -> Tree:
    """What the equation of this number gives: `(1)·(2)` below `z_1 = 0.38 (1)`; a factor behind a number stays one, `0.5(1)`."""
    name = p.marks.get(number.written.text)
    if name is None or p.text[start - 1 : start].isdigit():
        return number
    return name.changed(span=p.span(start)) if isinstance(name, Name) else name._replace(span=p.span(start))


def _primed(p: Parser, inner: Tree) -> Tree:
    """A name in brackets with primes behind them: `(w_{11}^{(2)})'`."""
    if not isinstance(inner, Name) or p.spaced():
        return inner
    p.i += 1
    return inner.changed(primes=inner.primes + len(p.texts[p.i - 1]), span=p.span(inner.span.start))


def braces(p: Parser) -> Tree:
    """`{ ... }`: LaTeX's invisible group; several items make a set."""
    start = p.starts[p.i]
    closing = "}" if p.symbols[p.i] == "{" else "close set"
    p.i += 1
    bars, row, p.bars, p.row = p.bars, p.row, 0, False
    inner = p.expression()
    if p.texts[p.i] == "\\over":
        p.i += 1
        inner = quotient(p, inner, p.expression(), p.span(start))
    several = p.symbols[p.i] in {",", ";"}
    rows = _rows(p, inner) if several else ()
    p.expect(closing, "bracket")
    p.bars, p.row = bars, row
    if several:
        return Matrix(rows, p.span(start), "{}")
    return _primed(p, inner) if p.texts[p.i] in _PRIMES else inner


def square(p: Parser) -> Tree:
    """`[ ... ]`: a row, a matrix, or only another pair of round brackets."""
    opening = p.i
    start = p.starts[opening]
    p.i += 1
    bars, row, p.bars = p.bars, p.row, 0
    p.row = _is_row(p, opening)
    rows = _rows(p, p.expression())
    p.expect("]", "bracket")
    p.bars, p.row = bars, row
    if len(rows) == 1 and len(rows[0]) == 1:
        return _single(p, rows[0][0], opening, start)
    return Matrix(_nested(rows), p.span(start))


def _nested(rows: tuple[tuple[Tree, ...], ...]) -> tuple[tuple[Tree, ...], ...]:
    """`[[a, b], [c, d]]`, `((a, b), (c, d))` and `[[a; b]; [c; d]]` as rows of the items; other rows as they are."""
    inner = rows[0] if len(rows) == 1 else tuple(row[0] for row in rows if len(row) == 1)
    lists = [item for item in inner if isinstance(item, Matrix) and item.style in {"[]", "()"}]
    if len(lists) != len(inner) or len(inner) < len(rows) or len({_size(item) for item in lists}) > 1:
        return rows
    if all(len(item.rows) == 1 for item in lists):
        return tuple(item.rows[0] for item in lists)
    if all(len(row) == 1 for item in lists for row in item.rows):
        return tuple(tuple(row[0] for row in item.rows) for item in lists)
    return rows


def _size(item: Matrix) -> tuple[int, int]:
    return len(item.rows), len(item.rows[0])


def _single(p: Parser, item: Tree, opening: int, start: int) -> Tree:
    """One thing in square brackets: a vector of one only where it stands alone."""
    if isinstance(item, Matrix):
        inner = p.symbols[opening + 1] == "["
        return item._replace(rows=(*item.rows,)) if not inner or len(item.rows) > 1 else item._replace(span=p.span(start))
    before = p.symbols[opening - 1] if opening else "nl"
    alone = before in {"nl", "$", "=", "~", ",", "["} and p.symbols[p.i] in {"nl", "$", "=", "~", "T", "]", ","}
    plain = isinstance(item, Literal | Name) or (isinstance(item, Unary) and isinstance(item.operand, Literal))
    return Matrix(((item,),), p.span(start)) if alone and plain else item


def _is_row(p: Parser, opening: int) -> bool:
    """Whether the items of this square bracket are divided by spaces."""
    depth, symbols, starts, texts = 0, p.symbols, p.starts, p.texts
    nested = symbols[opening + 1] == "["
    for i in range(opening + 1, min(opening + 2 * CELLS, len(symbols))):
        symbol = symbols[i]
        if symbol in {"[", "(", "{", "begin"}:
            depth += 1
            if depth > DEEPEST:
                return False
        elif symbol in {"]", ")", "}", "end"}:
            depth -= 1
            if nested and depth == 0:
                return symbols[i + 1] == "["
        elif symbol in {",", "&"} and depth == 0:
            return False
        elif depth == 0 and i > opening + 1:
            gap = starts[i] > starts[i - 1] + len(texts[i - 1])
            if gap and symbol == "n" and symbols[i - 1] in {"n", "a"}:
                return True
            if gap and symbol in {"-", "a"} and symbols[i - 1] in {"n", "a"} and starts[i + 1] == starts[i] + len(texts[i]):
                return symbol == "a" or symbols[i + 1] == "n"
        if depth < 0 or symbol == "nl":
            return False
    return False


def _rows(p: Parser, first: Tree) -> tuple[tuple[Tree, ...], ...]:
    """The items from the first one on, up to the closing bracket: `,`, `&` or a gap divide items, `;` or a double backslash divide rows."""
    rows: list[tuple[Tree, ...]] = []
    row = [first]
    symbols = p.symbols
    count = 1
    while True:
        symbol = symbols[p.i]
        if symbol in {",", "&", "skip"}:
            p.i += 1
            if symbols[p.i] in {"skip", "\\\\", ";", "]", ")", "end"}:
                continue
        elif symbol in {";", "\\\\"}:
            p.i += 1
            rows.append(tuple(row))
            row = []
            while symbols[p.i] in {"skip", "\\\\"}:
                p.i += 1
            if symbols[p.i] in {"]", ")", "end"}:
                break
        elif symbol not in _OPENS or not p.row:
            rows.append(tuple(row))
            break
        row.append(p.expression())
        count += 1
        if count > CELLS:
            p.fail("too-long")
    return tuple(rows)


_MATRICES = (
    "matrix",
    "bmatrix",
    "pmatrix",
    "Bmatrix",
    "vmatrix",
    "Vmatrix",
    "smallmatrix",
    "array",
    "bsmallmatrix",
    "psmallmatrix",
    "aligned",
    "split",
    "gathered",
)


def environment(p: Parser) -> Tree:
    r"""`\begin{bmatrix} ... \end{bmatrix}`; a case distinction is a general formula."""
    start = p.starts[p.i]
    word = p.texts[p.i].partition("{")[2].partition("}")[0]
    if word.rstrip("*") not in _MATRICES:
        p.fail("general" if word.endswith("cases") else "unknown-command")
    p.i += 1
    while p.symbols[p.i] in {"skip", "\\\\"}:
        p.i += 1
    bars, row, p.bars, p.row = p.bars, p.row, 0, False
    rows = _rows(p, p.expression())
    while p.symbols[p.i] == "skip":
        p.i += 1
    p.expect("end", "bracket")
    p.bars, p.row = bars, row
    if len({len(items) for items in rows}) > 1:
        p.fail("ragged-matrix")
    return Matrix(rows, p.span(start))


def bars(p: Parser) -> Tree:
    """`|x|` and `‖x‖`: the absolute value; of numbers the norm is the same."""
    start = p.starts[p.i]
    symbol = p.symbols[p.i]
    p.i += 1
    p.bars += 1
    inner = p.expression()
    p.expect(symbol, "bracket")
    p.bars -= 1
    if isinstance(inner, Unary) and inner.operator == "abs" and inner.span == Span(start + 1, p.end() - 1):  # doubled bars
        inner = inner.operand
    return Unary("abs", inner, p.span(start))


_ROUNDED: Final = {"⌊": ("floor", ("⌋", "\\rfloor")), "\\lfloor": ("floor", ("⌋", "\\rfloor")),
    "⌈": ("ceil", ("⌉", "\\rceil")), "\\lceil": ("ceil", ("⌉", "\\rceil")),
}  # fmt: skip


def rounded(p: Parser) -> Tree:
    r"""`⌊x⌋`, `\lceil x \rceil`: the next whole number below or above."""
    start = p.starts[p.i]
    function, closing = _ROUNDED[p.texts[p.i]]
    p.i += 1
    bars, row, p.bars, p.row = p.bars, p.row, 0, False
    inner = p.expression()
    p.bars, p.row = bars, row
    if p.texts[p.i] not in closing:
        p.fail("bracket")
    p.i += 1
    return Call(function, (inner,), p.span(start))


def is_product(tree: Tree) -> bool:
    """Whether a tree is a product by juxtaposition."""
    return isinstance(tree, Binary) and tree.operator == "*" and tree.style == ""
