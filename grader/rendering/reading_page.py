"""How a sheet was read, as one self-contained page: each line typeset as it was understood, unread ink marked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from grader.rendering.html import environment
from grader.rendering.live import line_views
from grader.rendering.view import printable

if TYPE_CHECKING:
    from grader.reading.tree import Work
    from grader.rendering.sentences import Sentences


def reading_page(work: Work, say: Sentences, sheet: str, interpreted: Mapping[int, tuple[str, ...]] | None = None) -> str:
    """The sheet as it was read, as an HTML document; everything that its writer wrote is escaped."""
    kept = {line.number for line in work.lines} | {piece.line for piece in work.unread}
    lines = [view for view in line_views(work, say, interpreted) if view.number in kept]
    page = environment().get_template("reading.html")
    return page.render(sheet=printable(sheet), lines=lines, word=say.word, language=say.language) + "\n"
