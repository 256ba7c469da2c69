"""A worked solution as PDF: set by Typst, offline, from data, so that no text is ever taken for markup."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from grader.rendering.solution import heading
from grader.rendering.statement import Block, Line, Run, blocks
from grader.rendering.typeset import mathml

if TYPE_CHECKING:
    from grader.rendering.sentences import Sentences
    from grader.rendering.solution import Solution, Step

Node = dict[str, Any]


def pdf(worked: Solution, say: Sentences) -> bytes:
    """The solution as the bytes of a PDF.

    Raises ImportError where Typst is not installed (extra `pdf`).
    """
    import typst

    data = {
        "language": say.language,
        "title": worked.title,
        "statement": [_block(block) for block in blocks(worked.statement)],
        "picture": worked.picture.replace("currentColor", "#222").replace("var(--paper,#fff)", "#fff"),
        "note": say.word("solution-rounded", digits=str(worked.digits)),
        "sections": [
            {"title": heading(section, say), "given": section.stage == "given", "steps": [_step(step) for step in section.steps]}
            for section in worked.sections
        ],
        "end": "" if worked.fell is None else say.word("solution-fell" if worked.fell else "solution-rose"),
    }
    wide = re.search(r'width="([\d.]+)"', worked.picture)
    data["width"] = "100%" if wide is None else f"{min(100, float(wide[1]) / 6.5):.0f}%"
    template = (files("grader.rendering") / "templates" / "solution.typ").read_bytes()
    made = typst.compile(template, sys_inputs={"data": json.dumps(data, ensure_ascii=False)})
    assert isinstance(made, bytes)  # noqa: S101 - one document of one format
    return made


def _step(step: Step) -> Node:
    return {"name": tree(step.latex.name), "sides": [{"sign": sign, "tree": tree(side)} for sign, side in step.latex.sides]}


def _block(block: Block) -> Node:
    return {"kind": block.kind, "rows": [[_line(cell) for cell in row] for row in block.rows]}


def _line(line: Line) -> list[Node]:
    return [_run(run) for run in line]


def _run(run: Run) -> Node:
    """A run: a formula as the tree of its MathML, anything else as its text."""
    return {"kind": "math", "tree": tree(run.text)} if run.kind == "math" else {"kind": run.kind, "text": run.text.replace("\n", " ")}


def tree(latex: str) -> Node:
    """A formula as a tree of MathML's elements: `tag`, `text` of a leaf, `kids`."""
    reader = _Tree()
    reader.feed(mathml(latex))
    reader.close()
    return reader.root


class _Tree(HTMLParser):
    """Reads MathML, which is made here and sound, into plain data."""

    def __init__(self) -> None:
        """Begin with a row that holds everything."""
        super().__init__(convert_charrefs=True)
        self.root: Node = {"tag": "mrow", "text": "", "kids": [], "stretchy": True, "tight": False}
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        said = dict(attrs)
        node: Node = {"tag": tag, "text": "", "kids": [], "stretchy": said.get("stretchy") != "false", "tight": said.get("rspace") == "0"}
        self._open[-1]["kids"].append(node)
        self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without anything in it."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """End the element."""
        if len(self._open) > 1 and self._open[-1]["tag"] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """The text of a leaf."""
        self._open[-1]["text"] += data
