"""How a sheet was read, line by line: what each equation says, what it was taken to mean, and a caret under what was not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from grader.reading.spoken import as_text
from grader.reading.tree import Equation, Line, Unread, Work
from grader.rendering.view import printable

if TYPE_CHECKING:
    from grader.rendering.sentences import Sentences

#: What stands between two links, as it is shown.
RELATIONS = {"<-": "←", "->": "→", "~": "≈"}


def equation(read: Equation) -> str:
    """The links of a chain with what stands between them; a chain that goes on from nowhere begins with its relation."""
    signs = [RELATIONS.get(relation, relation) for relation in read.relations]
    links = [as_text(link) for link in read.links]
    if len(signs) == len(links):  # it begins with a relation
        return " ".join(f"{sign} {link}" for sign, link in zip(signs, links, strict=True))
    return " ".join([links[0], *(f"{sign} {link}" for sign, link in zip(signs, links[1:], strict=False))])


def transcript(work: Work, say: Sentences, interpreted: Mapping[int, tuple[str, ...]] | None = None) -> str:
    """The sheet as it was read; `interpreted` are the canonical readings by line, where a problem is known."""
    unread = _by_line(work)
    lines = {line.number: line for line in work.lines}
    blocks = ["\n".join(_line(number, lines.get(number), unread.get(number, []), work, say, (interpreted or {}).get(number, ())))
              for number in sorted(lines.keys() | unread.keys())]  # fmt: skip
    return "\n".join(blocks or [say.word("word-no-lines")]) + "\n"


def transcript_record(work: Work, interpreted: Mapping[int, tuple[str, ...]] | None = None) -> dict[str, Any]:
    """The same as data."""
    return {
        "decimal": work.decimal,
        "lines": [
            {
                "number": line.number,
                "text": line.text,
                "label": line.label,
                "read": [equation(read) for read in line.equations],
                **({"interpreted": list(interpreted.get(line.number, ()))} if interpreted is not None else {}),
            }
            for line in work.lines
        ],
        "unread": [{"line": u.line, "start": u.span.start, "end": u.span.end, "text": u.text, "reason": u.reason} for u in work.unread],
    }


def _by_line(work: Work) -> dict[int, list[Unread]]:
    found: dict[int, list[Unread]] = {}
    for piece in work.unread:
        found.setdefault(piece.line, []).append(piece)
    return found


def _line(number: int, line: Line | None, unread: list[Unread], work: Work, say: Sentences, interpreted: tuple[str, ...]) -> Iterator[str]:
    text = line.text if line is not None else _physical(work.text, number)
    yield f"{number:>4} │ {printable(text)}"
    for piece in unread:
        yield from _caret(piece, text, work, say)
    for read in line.equations if line is not None else ():
        yield f"     │ {printable(equation(read))}"
    yield from (f"     │ {say.word('word-interpreted')}: {printable(reading)}" for reading in interpreted)


def _caret(piece: Unread, text: str, work: Work, say: Sentences) -> Iterator[str]:
    """A row of carets under the piece, and why it was not read."""
    begin = work.text.rfind("\n", 0, piece.span.start) + 1
    column = max(0, min(piece.span.start - begin, len(text)))
    width = max(1, min(piece.span.end, begin + len(text)) - piece.span.start)
    yield f"     │ {' ' * column}{'^' * width}"
    yield f"     │ {say.word('word-unread')}: {reason(piece.reason, say)}"


def reason(key: str, say: Sentences) -> str:
    """Why something was not read, in words."""
    known = say.word(f"reason-{key.removeprefix('reason-')}")
    return known if not known.startswith("reason-") else say.word("reason-unknown")


def _physical(text: str, number: int) -> str:
    lines = text.split("\n", number)
    return lines[number - 1] if number <= len(lines) else ""
