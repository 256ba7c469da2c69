"""What every page of those who teach needs: where one stands, which set it is about, names, numbers as they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlencode

from fastapi import Query

from grader.errors import AuthorError
from grader.rendering.naming import Naming
from grader.services.rights import Standing

if TYPE_CHECKING:
    from grader.pages.visit import Visit
    from grader.services.publish import Offered

MOST_MEMBERS = 20_000
MOST_SETS = 200
MaybeSlug = Annotated[str | None, Query(pattern=r"^[a-z0-9-]{1,100}$")]
After = Annotated[str, Query(max_length=100, pattern=r"^[0-9a-z-]*$")]
MaybeId = Annotated[str | None, Query(pattern=r"^[0-9a-f]{32}$")]


def desk(visit: Visit, course: str, tab: str, offer: Offered | None = None) -> dict[str, Any]:
    """The facts of the frame: the asker's standing, the tab that one is on, the set it is about."""
    return {"here": standing(visit, course), "tab": tab, "offer": offer}


def standing(visit: Visit, course: str) -> Standing:
    """The asker's standing in a course, for who sees all of it.

    Raises NotFound and Forbidden.
    """
    here = visit.served.courses.get(visit.asker, course)
    here.require("see-all")
    return here


def names(visit: Visit, course: str) -> Mapping[str, str]:
    """Members by the person's id: by name, or by pseudonym for who may not see names."""
    found = visit.served.courses.members(visit.asker, course, "", MOST_MEMBERS)
    return {each.member.person: each.member.pseudonym if each.person is None else each.person.name for each in found}


def naming_of(visit: Visit, course: str, problem: str) -> Naming | None:
    """The names that the course gives a problem's quantities; None for a problem that is accepted no longer, which keeps canonical ones.

    Raises NotFound and Forbidden.
    """
    try:
        return Naming(visit.served.publish.built(visit.asker, course, problem)[1])
    except AuthorError:
        return None


def noon(day: date) -> datetime:
    """A day as a moment that is on it everywhere."""
    return datetime.combine(day, time(12), UTC)


def percent(share: Fraction) -> str:
    """A share of the points, to whole percents."""
    return f"{round(share * 100)} %"


def address(path: str, **query: object) -> str:
    """A path of ours with what is asked of it; what is None is not asked."""
    asked = urlencode({name: value for name, value in query.items() if value is not None})
    return f"{path}?{asked}" if asked else path
