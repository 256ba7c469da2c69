"""From a sheet's lines to its statements: headings and prose set aside, labels, inline mathematics, tables, workings that go on below."""

from __future__ import annotations

import re
from functools import reduce
from typing import Final

from grader.reading.chain import Place, equations
from grader.reading.columns import Row, as_row, columned
from grader.reading.grammar import GRAMMAR
from grader.reading.heads import named_in_brackets
from grader.reading.labels import label_at, over_bullet
from grader.reading.lines import Physical, physical_lines
from grader.reading.parse import Parser, Unreadable
from grader.reading.remarks import is_word
from grader.reading.rows import list_of_numbers
from grader.reading.stacked import stacked, topped
from grader.reading.sums import without_shares
from grader.reading.tables import NO_TABLE, is_row, prose_word, row_equations
from grader.reading.tokens import SURE, Tokens
from grader.reading.tree import Call, Equation, Garbled, Line, Literal, Matrix, Name, Partial, Tree, Unread, Values, Work, parts

_HEAD: Final = 24  # tokens of a head that has a line to itself
_LINKS: Final = 200  # of one chain
_SETTING: Final = re.compile(r"(?:\\(?:begin|end)\s*\{\w+\*?\}|\\[\[\]]|\$\$?|\\\\|\s)+")
_RULED: Final = frozenset("-=_*~#.`\\")  # what a rule begins with
_RULE: Final = re.compile(
    r"[-=_*~#\s.]{3,}|```\w*|\\(?:documentclass|usepackage|maketitle|begin\{document\}|end\{document\}|title|author|date)\b.*"
)


_new: Final = tuple.__new__


class Sheet:
    """What has been read of a sheet so far."""

    __slots__ = ("above", "anchors", "columns", "fences", "headings", "label", "lines", "p", "rows", "table", "unread")

    def __init__(self, parser: Parser) -> None:
        """Nothing read yet."""
        self.p = parser
        self.lines: list[Line] = []
        self.unread: list[Unread] = []
        self.headings: list[tuple[int, str]] = []
        self.anchors: list[tuple[int, int]] = []  # where a line that begins with a relation goes on: line, equation
        self.label = ""  # an item label that stood alone on its line
        self.above: tuple[Tree, Physical] | None = None  # a name or derivative alone on the line above
        self.table = NO_TABLE  # what is known of the table that we are in
        self.rows: list[list[Values]] = []  # the values of each table's rows
        self.columns: dict[int, Row] = {}  # the rows of tables without bars, by their lines
        self.fences: list[int] = []  # lines that open or close a block of code, further ones first

    def add(self, line: Physical, found: list[Equation], label: str) -> None:
        """Keep a line's equations, or join them to those above that they go on from."""
        if found and self.lines and _last(self.lines[-1]) == line.number - 1:
            if not found[0].relations and not label and stacked(self.p.text, self.lines, self.anchors, found):
                self.lines.append(_new(Line, (line.number, line.text, (), "")))
                return
            found = topped(self.p.text, self.lines, found)
        if self.anchors and not label and found and not any(equation.head for equation in found):
            found = self._join([reduce(_joined, found)] if len(found) > len(self.anchors) == 1 and "\\\\" in line.text else found)
        self.lines.append(_new(Line, (line.number, line.text, tuple(found), label)))
        if found:
            self.anchors = [(len(self.lines) - 1, place) for place in range(len(found))]

    def keep(self, number: int) -> None:
        """Keep the values of the table's row that was just read: below those of the row above, or as the first of another table."""
        values = self.table.values
        if not any(value is not None for value in values):
            return
        if not (self.rows and self.rows[-1][-1].line == number - 1 and len(self.rows[-1][-1].cells) == len(values)):
            self.rows.append([])
        self.rows[-1].append(Values(number, values))

    def keep_list(self, number: int, values: tuple[Tree, ...]) -> None:
        """Keep the numbers of a line that holds nothing else, behind those of such a line right above."""
        if not (self.rows and self.rows[-1][-1].line == number - 1 and len(self.rows[-1][-1].cells) == 1):
            self.rows.append([])
        self.rows[-1] += [Values(number, (value,)) for value in values]

    def _join(self, found: list[Equation]) -> list[Equation]:
        """Add each equation to the chain that it goes on from; gives those that found none."""
        targets = self.anchors if len(found) == len(self.anchors) else self.anchors[-1:] * (len(found) == 1)
        if not targets:
            return found
        for (row, place), more in zip(targets, found, strict=True):
            above = self.lines[row].equations[place]
            if _clash(above, more) or len(above.links) > _LINKS:
                return found
        for (row, place), more in zip(targets, found, strict=True):
            old = self.lines[row]
            joined = list(old.equations)
            joined[place] = _joined(joined[place], more)
            self.lines[row] = old._replace(equations=tuple(joined))
        return []


def _last(line: Line) -> int:
    """The number of the last physical line that a line's equations reach to."""
    return line.equations[-1].lines[-1] if line.equations else line.number


def _joined(above: Equation, more: Equation) -> Equation:
    links, relations, lines = above.links, above.relations, above.lines
    last = links[-1]
    if isinstance(last, Garbled) and last.reason == "missing-value":
        links, relations, lines = links[:-1], relations[:-1], lines[:-1]
    return above._replace(
        links=links + more.links,
        relations=(*relations, "=", *more.relations),
        lines=lines + more.lines,
        span=above.span._replace(end=more.span.end),
        note=" ".join(filter(None, (above.note, more.note))),
    )


def _clash(above: Equation, more: Equation) -> bool:
    """Whether two pieces of working cannot be one: a vector that would go on as a single number."""
    last, first = above.links[-1], more.links[0]
    if above.relations and set(above.relations) == {"->"} and isinstance(last, Name):  # a chain of arrows from name to name
        return True
    return isinstance(last, Matrix) and not _holds_matrix(first)


def _holds_matrix(tree: Tree) -> bool:
    """Whether a matrix stands in a tree, or a name or unclear ink that may be one."""
    if isinstance(tree, Matrix | Garbled | Name) or (isinstance(tree, Call) and tree.name is not None):
        return True
    return any(map(_holds_matrix, parts(tree)))


def read_line(sheet: Sheet, line: Physical) -> None:
    """Read one line into the sheet."""
    p = sheet.p
    symbols, begin, end = p.symbols, line.begin, line.end
    if begin == end:
        return
    if _is_title(sheet, line):
        return
    begin = over_bullet(p, begin, end)
    label, begin = label_at(p, begin, end)
    if begin >= end:
        sheet.label = label
        return
    if symbols[begin] == "|" and is_row(p, begin, end):
        found, sheet.table = row_equations(p, begin, end, Place(line.number), sheet.table)
        sheet.keep(line.number)
    elif symbols[begin] == "$" or "$" in symbols[begin:end]:
        found, inner = _inline(p, line, begin, label)
        label = label or inner
    else:
        working = _working(sheet, line, begin, label)
        if working is None:
            _without_claim(sheet, line, begin)
            return
        found = working
    label = label or sheet.label
    sheet.label = ""
    found = _headed(sheet, _folded(found)) if found else found
    if label:
        found = [equation if equation.label else equation._replace(label=label) for equation in found]
    if found:
        sheet.add(line, found, label)
        for equation in found:
            note_unread(sheet, line.number, equation)
    elif not {*symbols[begin:end]} <= {"$", "quad", "nl"}:
        sheet.headings.append((line.number, line.text.strip()))


def _without_claim(sheet: Sheet, line: Physical, begin: int) -> None:
    """Keep a line that is no working: numbers alone, prose, a name alone."""
    p, end = sheet.p, line.end
    numbers = list_of_numbers(p, begin, end) if p.symbols[begin] in {"n", "-"} else ()
    if numbers:
        sheet.keep_list(line.number, numbers)
        return
    _heading(sheet, line)
    head = _lone_head(p, begin, end)
    sheet.above = (head, line) if head is not None else None


def _is_title(sheet: Sheet, line: Physical) -> bool:
    """Whether a line is a title or a rule; one that is no row ends the table above it."""
    p, ruled = sheet.p, _is_rule(line.text.strip())
    if not ruled and p.symbols[line.begin] != "|":
        sheet.table = NO_TABLE
    if p.texts[line.begin] != "#" and not ruled:
        return False
    _heading(sheet, line)
    return True


def _columned(sheet: Sheet, line: Physical, row: Row) -> None:
    """Read a row of a table that is set without bars."""
    p = sheet.p
    tokens = as_row(Tokens(p.text, p.symbols, p.texts, p.starts), line.begin, line.end, row)
    table = NO_TABLE if row.head else sheet.table
    inner = Parser(tokens, GRAMMAR, p.thousands)
    found, sheet.table = row_equations(inner, 0, tokens.symbols.index("nl"), Place(line.number), table)
    sheet.keep(line.number)
    if found:
        sheet.add(line, found, "")
    for equation in found:
        note_unread(sheet, line.number, equation)


def _working(sheet: Sheet, line: Physical, begin: int, label: str) -> list[Equation] | None:
    """The equations of a line without dollar signs; None where it is prose."""
    p, end, words = sheet.p, line.end, ""
    named = named_in_brackets(p, begin, end) if ")" in p.symbols[begin:end] else -1
    if named >= 0:
        begin, words = named, line.text.partition("(")[0].strip()
    elif not is_mathematics(p, begin, end):
        return None
    return equations(p, begin, end, Place(line.number, label or sheet.label, line.breaks, words))


def _is_rule(text: str) -> bool:
    """Whether a line only divides the sheet, or belongs to the dress of a LaTeX document."""
    return text[:1] in _RULED and _RULE.fullmatch(text) is not None


def _folded(found: list[Equation]) -> list[Equation]:
    """A line's equations, those that go on from another on the same line joined to it."""
    if len(found) == 1:
        return found
    folded: list[Equation] = []
    for equation in found:
        if not equation.head and folded and folded[-1].head and not _clash(folded[-1], equation):
            folded[-1] = _joined(folded[-1], equation)
        else:
            folded.append(equation)
    return folded


def note_unread(sheet: Sheet, number: int, equation: Equation) -> None:
    """Put what could not be read on the sheet's list."""
    for link, at in zip(equation.links, equation.lines, strict=True):
        if type(link) is Garbled and link.text:
            sheet.unread.append(Unread(at or number, link.span, link.text, link.reason))


def _heading(sheet: Sheet, line: Physical) -> None:
    text = line.text.strip()
    if text.strip("-=_*~# \t`.") and not _SETTING.fullmatch(text):
        sheet.headings.append((line.number, text))
        if text[0] == "#":
            sheet.anchors = []


def _lone_head(p: Parser, begin: int, end: int) -> Tree | None:
    """The name or derivative that is all of a line, a colon behind it or not; None for words and anything else."""
    if end - begin > _HEAD or p.symbols[begin] not in {"a", "frac", "partial", "nabla"}:
        return None
    p.reset(begin)
    try:
        tree = p.expression()
    except Unreadable:
        return None
    ends = p.i == end or (p.i == end - 1 and p.symbols[p.i] == ":")
    return tree if ends and isinstance(tree, Name | Partial) and not (isinstance(tree, Name) and prose_word(tree.text)) else None


def _headed(sheet: Sheet, found: list[Equation]) -> list[Equation]:
    """A line's equations; before one that begins with a relation, the head that stands alone above it becomes an equation of its own."""
    above, sheet.above = sheet.above, None
    if above is None or len(found) != 1 or found[0].head:
        return found
    head, line = above
    if sheet.headings and sheet.headings[-1][0] == line.number:
        sheet.headings.pop()
    whole = Equation((head,), (), head.span, (line.number,), found[0].label, note=found[0].note)
    sheet.add(line, [whole], whole.label)
    return found


def is_mathematics(p: Parser, begin: int, end: int) -> bool:
    """Whether tokens outside all dollar signs are working rather than prose, by their shape alone."""
    row = p.symbols[begin:end]
    if not SURE.isdisjoint(row):
        return True
    words = sum(1 for i in range(begin, end) if p.symbols[i] == "a" and prose_word(p.texts[i]))
    if ":" in row and words and "n" not in row[row.index(":") :]:  # `Step 2: apply sigmoid`
        return False
    if ":" in row or "->" in row or "?" in row:
        return words <= 1 and "n" in row and row[0] not in {":", "->", "?"} and row[-1] not in {":", "->", "?"}
    if words:
        return False
    signs = sum(1 for symbol in row if symbol in {"*", "/", "^", "frac", "+", "begin", "[", "e", "sqrt", "o", "|", "||"})
    numbers = [p.texts[i] for i in range(begin, end) if p.symbols[i] == "n"]
    decimal = any(not text.isdecimal() for text in numbers)
    return bool(numbers) and (signs > 0 or (decimal and len(numbers) == 1) or "(" in row or "begin" in row)


def _inline(p: Parser, line: Physical, begin: int, label: str) -> tuple[list[Equation], str]:
    """The equations between a line's dollar signs; the words outside are their note."""
    symbols, end = p.symbols, line.end
    if symbols[begin] == symbols[end - 1] == "$" and "$" not in symbols[begin + 1 : end - 1] and end - begin > 1:
        inner, start = label_at(p, begin + 1, end - 1)
        return equations(p, start, end - 1, _new(Place, (line.number, inner or label, line.breaks, ""))), inner or label
    if any(symbols[i] == "$" and symbols[i + 1] in {":", "->"} and symbols[i + 2] in {"n", "-", "[", "("} for i in range(begin, end)):
        return _without_dollars(p, line, begin, label), ""
    dollars = [i for i in range(begin, end) if symbols[i] == "$"]
    outside = [i for i in range(begin, end) if symbols[i] != "$"] if len(dollars) % 2 else _outside(dollars, begin, end)
    if len(dollars) % 2 or any(symbols[i] in SURE | {"+", "*"} for i in outside):
        return _without_dollars(p, line, begin, label), ""
    if symbols[dollars[0] + 1] in SURE and _is_indexed_name(p, begin, dollars[0]):
        return _without_dollars(p, line, begin, label), ""
    words = [p.texts[i] for i in outside if symbols[i] in {"a", "text"}]
    prose = any(prose_word(word) for word in words)
    found: list[Equation] = []
    before = begin
    for opening, closing in zip(dollars[::2], dollars[1::2], strict=True):
        between, _ = label_at(p, before, opening)
        inner, start = label_at(p, opening + 1, closing)
        label = inner or between or label
        row = symbols[start:closing]
        if symbols[start] in SURE and _is_named_outside(p, before, opening, found):
            _pull_in(p, opening, start)
            start -= 1
        before = closing + 1
        if prose and SURE.isdisjoint(row) and ":" not in row and "->" not in row:
            continue
        found += equations(p, start, closing, Place(line.number, label, line.breaks, " ".join(words)))
    return found, label


def _is_indexed_name(p: Parser, begin: int, end: int) -> bool:
    """Whether all that stands before a line's first formula is a name with indices in brackets: `W2[0, 0] $= 1.18$`."""
    if end - begin > _HEAD or "[" not in "".join(p.texts[begin:end]):
        return False
    head = _lone_head(p, begin, end)
    return isinstance(head, Name) and bool(head.brackets)


def _is_named_outside(p: Parser, before: int, opening: int, found: list[Equation]) -> bool:
    """Whether the word before a dollar sign is the name of the value behind it (`loss $= 0.2$`), and not a step in the chain before it."""
    if opening == before or p.symbols[opening - 1] != "a" or not is_word(p.texts[opening - 1]):
        return False
    return not found or p.symbols[before] in {",", ";", "."} or isinstance(found[-1].links[-1], Literal)


def _pull_in(p: Parser, opening: int, start: int) -> None:
    """Put the word before a dollar sign in front of the relation that begins the formula."""
    word = opening - 1
    p.symbols[start - 1], p.texts[start - 1], p.starts[start - 1] = p.symbols[word], p.texts[word], p.starts[word]


def _outside(dollars: list[int], begin: int, end: int) -> list[int]:
    edges = [begin - 1, *dollars, end]
    return [i for opening, closing in zip(edges[::2], edges[1::2], strict=True) for i in range(opening + 1, closing)]


def _without_dollars(p: Parser, line: Physical, begin: int, label: str) -> list[Equation]:
    """A line read as if it had no dollar signs: one is missing, or a relation stands outside them."""
    kept = [i for i in range(begin, line.end) if p.symbols[i] != "$"]
    if not kept:
        return []
    tokens = Tokens(
        p.text,
        [*(p.symbols[i] for i in kept), *["nl"] * 9],
        [*(p.texts[i] for i in kept), *["\n"] * 9],
        [*(p.starts[i] for i in kept), *[p.starts[line.end]] * 9],
    )
    inner = Parser(tokens, GRAMMAR, p.thousands)
    if not is_mathematics(inner, 0, len(kept)):
        return []
    return equations(inner, 0, len(kept), Place(line.number, label, line.breaks))


def work(tokens: Tokens, text: str, decimal: str, thousands: str) -> Work:
    """The whole sheet, read line by line."""
    sheet = Sheet(Parser(tokens, GRAMMAR, thousands))
    if "```" in text or "~~~" in text:
        sheet.fences = [number for number, line in enumerate(text.split("\n"), 1) if line.lstrip().startswith(("```", "~~~"))][::-1]
    sheet.columns = columned(text)
    for line in physical_lines(tokens, text):
        while sheet.fences and sheet.fences[-1] <= line.number:
            sheet.fences.pop()
            sheet.anchors = []
        row = sheet.columns.get(line.number)
        if row is None:
            read_line(sheet, line)
        else:
            _columned(sheet, line, row)
    sheet.lines = without_shares(sheet.lines)
    tables = tuple([tuple(rows) for rows in sheet.rows])
    return Work(text, tuple(sheet.lines), tuple(sheet.unread), tuple(sheet.headings), decimal, tables)
