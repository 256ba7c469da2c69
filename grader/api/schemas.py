"""What goes over the wire: the shapes of requests and answers, with examples."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from grader.services.ports import Person, StoredProblem, StoredSet, Submission


class Fault(BaseModel):
    """One fault and its place in what was sent; 0 where there is no line."""

    message: str
    line: int = 0
    column: int = 0
    path: str = ""


class ProblemDetails(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    faults: list[Fault] = []


class NewPerson(BaseModel):
    """Somebody to be enrolled."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Ada", "role": "student"}]})
    name: str = Field(min_length=1, max_length=200)
    role: Literal["instructor", "tutor", "student"] = "student"


class PersonOut(BaseModel):
    """Somebody."""

    id: str
    name: str
    role: str

    @classmethod
    def of(cls, person: Person) -> "PersonOut":
        """The public side of a person."""
        return cls(id=person.id, name=person.name, role=person.role)


class Enrolled(PersonOut):
    """Somebody new, with the token that is shown this once."""

    token: str


class ProblemOut(BaseModel):
    """A problem's latest version."""

    id: str
    version: int
    title: str

    @classmethod
    def of(cls, stored: StoredProblem) -> "ProblemOut":
        """What a list says of a problem."""
        return cls(id=stored.slug, version=stored.version, title=stored.title)


class ProblemPage(BaseModel):
    """Some problems; `next` is the `after` of the next page."""

    items: list[ProblemOut]
    next: str | None = None


class SetOut(BaseModel):
    """A problem set's latest version with its problems as they were pinned."""

    id: str
    version: int
    title: str
    problems: list[ProblemOut]

    @classmethod
    def of(cls, stored: StoredSet) -> "SetOut":
        """What is said of a set."""
        return cls(id=stored.slug, version=stored.version, title=stored.title, problems=[ProblemOut.of(p) for p in stored.problems])


class SetPage(BaseModel):
    """Some sets; `next` is the `after` of the next page."""

    items: list[SetOut]
    next: str | None = None


class SubmissionOut(BaseModel):
    """A submission and how far its grading is."""

    id: str
    person: str
    problem: str
    problem_version: int
    name: str
    state: Literal["received", "grading", "graded", "not_graded"]
    received: datetime

    @classmethod
    def of(cls, kept: Submission) -> "SubmissionOut":
        """What a list says of a submission."""
        return cls(
            id=kept.id,
            person=kept.person,
            problem=kept.problem.slug,
            problem_version=kept.problem.version,
            name=kept.name,
            state=kept.state,
            received=kept.received,
        )


class Graded(SubmissionOut):
    """A submission with its report (`format: 1`), null until there is one."""

    report: dict[str, Any] | None = None


class ReadingOut(BaseModel):
    """How one claim of a line is read; `quantity` is null where none was found."""

    line: int
    text: str
    quantity: str | None
    read_as: str


class Preview(BaseModel):
    """How a sheet would be read."""

    items: list[ReadingOut]


class SubmissionPage(BaseModel):
    """Some submissions; `next` is the `after` of the next page."""

    items: list[SubmissionOut]
    next: str | None = None


class Health(BaseModel):
    """Whether the service works."""

    status: Literal["ok"] = "ok"
    version: str
