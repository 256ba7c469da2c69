"""Statements: the little Markdown that problems are written in, as blocks and as HTML that holds nothing but its own markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TypeAlias

from grader.rendering.typeset import mathml


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line: `text`, `math`, `code`, `strong` or `em`."""

    kind: str
    text: str


Line: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a displayed formula, a list or a table; a list has one cell a row."""

    kind: str  # paragraph, math, list, numbered, table
    rows: tuple[tuple[Line, ...], ...]


_RUNS = re.compile(
    r"\$(?P<math>(?:\\.|[^$\\])+)\$|`(?P<code>[^`]+)`|\*\*(?P<strong>[^*]+)\*\*|(?<![*\w])\*(?P<em>[^*\s](?:[^*]*[^*\s])?)\*(?!\w)",
    re.DOTALL,
)
_KEPT = re.compile(r"(\$\$.+?\$\$|\$(?:\\.|[^$\\])+\$|`[^`]+`)", re.DOTALL)
_ITEM = re.compile(r"\s*(?:[-*]|(?P<number>\d+)[.)])\s+(.*)")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")


def runs(text: str) -> Line:
    """A text as its runs."""
    return tuple(_runs(text))


def _runs(text: str) -> Iterator[Run]:
    end = 0
    for match in _RUNS.finditer(text):
        if match.start() > end:
            yield Run("text", text[end : match.start()])
        kind = match.lastgroup or "text"
        yield Run(kind, match[kind])
        end = match.end()
    if end < len(text):
        yield Run("text", text[end:])


def blocks(text: str) -> tuple[Block, ...]:
    """The statement's blocks in order."""
    found: list[Block] = []
    for number, piece in enumerate(re.split(r"\$\$(.+?)\$\$", text, flags=re.DOTALL)):
        if number % 2:
            found.append(Block("math", (((Run("math", piece.strip()),),),)))
        else:
            found += [_block(part.strip("\n")) for part in re.split(r"\n\s*\n", piece) if part.strip()]
    return tuple(found)


def _block(text: str) -> Block:
    lines = text.splitlines()
    if len(lines) > 1 and lines[0].lstrip().startswith("|") and _RULE.fullmatch(lines[1]):
        return Block("table", tuple(tuple(map(runs, _cells(line))) for line in (lines[0], *lines[2:])))
    items = [match for line in lines if (match := _ITEM.fullmatch(line)) is not None]
    if len(items) == len(lines):
        return Block("numbered" if items[0]["number"] else "list", tuple((runs(match[2]),) for match in items))
    return Block("paragraph", ((runs(text),),))


def _cells(row: str) -> list[str]:
    """The cells of a table's row; a bar inside a formula parts nothing."""
    inside = row.strip().removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in re.split(r"\|(?=(?:[^$]*\$[^$]*\$)*[^$]*$)", inside)]


def markdown(text: str) -> str:
    """The statement as Markdown that cannot become HTML, a link or a picture elsewhere, whether or not formulas are set there."""
    return "".join(_kept(each) if number % 2 else _tame(each) for number, each in enumerate(_KEPT.split(text)))


def _kept(text: str) -> str:
    return text if text.startswith("`") else text.replace("<", r"\lt ").replace(">", r"\gt ")


def _tame(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("](", "]\\(").replace("]:", "]\\:")


def html(text: str) -> str:
    """The statement as HTML: whatever stands in it, no other elements than these come of it."""
    return "\n".join(map(_html_block, blocks(text)))


def _html_block(block: Block) -> str:
    rows = [[_html_line(cell) for cell in row] for row in block.rows]
    if block.kind == "math":
        return f'<p class="display">{mathml(block.rows[0][0][0].text, block=True)}</p>'
    if block.kind == "table":
        head, *body = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
        heads = head.replace("<td>", "<th>").replace("</td>", "</th>")
        return f"<table><tr>{heads}</tr>{''.join(f'<tr>{row}</tr>' for row in body)}</table>"
    if block.kind in {"list", "numbered"}:
        name = "ol" if block.kind == "numbered" else "ul"
        return f'<{name} class="items">{"".join(f"<li>{row[0]}</li>" for row in rows)}</{name}>'
    return f"<p>{rows[0][0]}</p>"


def _html_line(line: Line) -> str:
    return "".join(map(_html_run, line))


def _html_run(run: Run) -> str:
    if run.kind == "math":
        return mathml(run.text)
    if run.kind == "text":
        return escape(run.text)
    return f"<{run.kind}>{escape(run.text)}</{run.kind}>"
