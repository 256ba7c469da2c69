"""Routes for problems and sets: upload, list, show, release, extend."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Response

from grader.api.access import After, AskerOf, Body, Id, Limit, Served, Slug, answers, raw_body
from grader.api.schemas.shape import Page
from grader.api.schemas.work import AskedOut, ExtensionOut, NewExtension, PartOut, ProblemOut, SetOut
from grader.records import Problem

router = APIRouter(tags=["problems"], prefix="/courses/{course}")
YAML = "application/yaml"
EXAMPLE = "id: one-unit\ntitle: One unit\nnetwork:\n  inputs: [1]\n  layers: [{weights: [[0.5]], activation: relu}]\n"
SET_EXAMPLE = "set: week-3\ntitle: Week 3\ndue: 2026-12-01T23:59:00+01:00\nattempts: 3\nproblems: [sigmoid-2-2-2]\n"
SOURCE: dict[int | str, dict[str, Any]] = {200: {"content": {YAML: {"schema": {}}}}}


def _problem(kept: Problem) -> ProblemOut:
    return ProblemOut(id=kept.slug, version=kept.version, title=kept.title)


@router.post("/problems", status_code=HTTPStatus.CREATED, responses=answers(), openapi_extra=raw_body(EXAMPLE, YAML))
def upload_problem(asker: AskerOf, served: Served, course: Slug, source: Body) -> ProblemOut:
    """Check a problem file and keep it as the next version; all of its faults are answered at once."""
    return _problem(served.publish.problem(asker, course, source))


@router.get("/problems", responses=answers())
def list_problems(asker: AskerOf, served: Served, course: Slug, after: After = "", limit: Limit = 50) -> Page[ProblemOut]:
    """The latest versions, page by page."""
    items = [_problem(kept) for kept in served.publish.problems(asker, course, after, limit)]
    return Page(items=items, next=items[-1].id if len(items) == limit else None)


@router.get("/problems/{slug}", responses=answers())
def show_problem(asker: AskerOf, served: Served, course: Slug, slug: Slug) -> ProblemOut:
    """The latest version of one problem."""
    return _problem(served.publish.get(asker, course, slug))


@router.get("/problems/{slug}/source", responses=answers() | SOURCE, response_class=Response)
def show_source(asker: AskerOf, served: Served, course: Slug, slug: Slug) -> Response:
    """The file as it was uploaded."""
    return Response(served.publish.get(asker, course, slug).source, media_type=YAML)


@router.post("/sets", status_code=HTTPStatus.CREATED, responses=answers(), openapi_extra=raw_body(SET_EXAMPLE, YAML, "application/zip"))
def upload_set(asker: AskerOf, served: Served, course: Slug, source: Body) -> SetOut:
    """Check a set, alone or in a zip with its problems, and keep it as the next version, its problems pinned as they are now."""
    return SetOut.of(served.publish.set_(asker, course, source))


@router.get("/sets", responses=answers())
def list_sets(asker: AskerOf, served: Served, course: Slug, after: After = "", limit: Limit = 50) -> Page[SetOut]:
    """The latest versions, page by page."""
    items = [SetOut.of(offer) for offer in served.publish.sets(asker, course, after, limit)]
    return Page(items=items, next=items[-1].id if len(items) == limit else None)


@router.get("/sets/{slug}", responses=answers())
def show_set(asker: AskerOf, served: Served, course: Slug, slug: Slug) -> SetOut:
    """The latest version of one set."""
    return SetOut.of(served.publish.get_set(asker, course, slug))


@router.get("/sets/{slug}/source", responses=answers() | SOURCE, response_class=Response)
def show_set_source(asker: AskerOf, served: Served, course: Slug, slug: Slug) -> Response:
    """The file as it was uploaded."""
    return Response(served.publish.set_source(asker, course, slug), media_type=YAML)


@router.post("/sets/{slug}/release", status_code=HTTPStatus.NO_CONTENT, responses=answers())
def release(asker: AskerOf, served: Served, course: Slug, slug: Slug) -> Response:
    """Show the reports to the students."""
    served.publish.release(asker, course, slug)
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.put("/sets/{slug}/extensions/{id_}", responses=answers())
def extend(asker: AskerOf, served: Served, course: Slug, slug: Slug, id_: Id, new: NewExtension) -> ExtensionOut:
    """Another due date for one student."""
    return ExtensionOut.model_validate(served.publish.extend(asker, course, slug, id_, new.due, new.reason))


@router.get("/sets/{slug}/problems/{problem}", responses=answers())
def show_asked(asker: AskerOf, served: Served, course: Slug, slug: Slug, problem: Slug) -> AskedOut:
    """A problem with one's own numbers."""
    asked = served.submissions.asked(asker, course, slug, problem)
    parts = [PartOut(label=part.label, quantities=part.quantities, points=str(part.points)) for part in asked.problem.parts]
    return AskedOut(
        id=problem, version=asked.version, title=asked.problem.title, statement=asked.problem.statement, parts=parts,
        variant=asked.variant, due=asked.due, attempts=asked.attempts, used=asked.used,
    )  # fmt: skip
