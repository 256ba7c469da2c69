"""Where errors began, as marks upon a problem's picture: on one sheet by their lines, in a class by how many sheets they are on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from grader.grading.report import begins
from grader.rendering.picture import place
from grader.rendering.strokes import LEVELS, Mark

if TYPE_CHECKING:
    from grader.problem import Problem
    from grader.rendering.sentences import Sentences

_BEGAN = 3  # how strongly a place is marked where an error began on one sheet
_MOST_TOLD = 8


def began(problem: Problem, document: Mapping[str, Any], say: Sentences) -> dict[str, Mark]:
    """The places of a report's errors, those that follow from others and those that are repeated left out."""
    lines: dict[str, list[tuple[int, str]]] = {}
    for line in document.get("lines", ()):
        for claim in line["claims"]:
            if begins(claim) and (where := place(problem, claim["quantity"])) is not None:
                lines.setdefault(where, []).append((line["number"], claim.get("cause") or ""))
    return {where: _lines(found, say) for where, found in lines.items()}


def _lines(found: list[tuple[int, str]], say: Sentences) -> Mark:
    numbers = list(dict.fromkeys(number for number, _ in found))
    told = "; ".join(
        f"{say.word('word-line')} {number}" + (f": {say.title(cause)}" if cause else "") for number, cause in found[:_MOST_TOLD]
    )
    return Mark(_BEGAN, f"✗ {numbers[0]}" + ("…" if len(numbers) > 1 else ""), told)


def heat(problem: Problem, found: Mapping[str, Collection[str]], sheets: int, say: Sentences) -> dict[str, Mark]:
    """The places of a class's errors; `found` are the sheets by the quantity at which an error of theirs began."""
    at: dict[str, set[str]] = {}
    for name, which in found.items():
        if (where := place(problem, name)) is not None:
            at.setdefault(where, set()).update(which)
    most = max(map(len, at.values()), default=0)
    return {
        where: Mark(level(len(which), most), str(len(which)), say.word("heat-sheets", count=str(len(which)), sheets=str(sheets)))
        for where, which in at.items()
    }


def level(count: int, most: int) -> int:
    """How hot a count is: from 1 to 4 by its share of the greatest one, 0 for none."""
    return 0 if count <= 0 or most <= 0 else min(LEVELS, -(-LEVELS * count // most))
