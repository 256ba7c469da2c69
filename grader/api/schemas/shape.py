"""What all shapes share: bounded printable texts, pages, problem details."""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from grader.services.wording import NAME

Item = TypeVar("Item")
SLUG = r"^[a-z0-9-]{1,100}$"
ID = r"^[0-9a-f]{32}$"

Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=NAME)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=4000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$")]
SlugText = Annotated[str, StringConstraints(pattern=SLUG)]
IdText = Annotated[str, StringConstraints(pattern=ID)]
Email = Annotated[str, StringConstraints(max_length=300, pattern=r"^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,200}$")]
Points = Annotated[str, StringConstraints(max_length=40, pattern=r"^[0-9]{1,6}(\.[0-9]{1,6}|/[1-9][0-9]{0,5})?$")]


class Sent(BaseModel):
    """A request: what is not known is refused."""

    model_config = ConfigDict(extra="forbid")


class Shown(BaseModel):
    """An answer, made of a record's fields."""

    model_config = ConfigDict(from_attributes=True)


class Page(Shown, Generic[Item]):
    """Some items; `next` is the `after` of the next page, null where this is the last."""

    items: list[Item]
    next: str | None = None


class Fault(Shown):
    """One fault and its place in what was sent; 0 where there is no line."""

    message: str
    line: int = 0
    column: int = 0
    path: str = ""
    file: str = ""


class ProblemDetails(Shown):
    """What went wrong (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    faults: list[Fault] = []


class Health(Shown):
    """Whether the service works."""

    status: str = Field(default="ok", examples=["ok"])
    version: str
