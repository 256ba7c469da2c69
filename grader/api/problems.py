"""Routes for problems and sets: upload, list, show."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from grader.api.access import After, Asker, Body, Limit, Served, Slug, answers, text_body
from grader.api.schemas import ProblemOut, ProblemPage, SetOut, SetPage
from grader.errors import AuthorError, Fault

router = APIRouter(tags=["problems"])
YAML = "application/yaml"
EXAMPLE = "id: one-unit\ntitle: One unit\nnetwork:\n  inputs: [1]\n  layers: [{weights: [[0.5]], activation: relu}]\n"
SET_EXAMPLE = "set: week-3\ntitle: Week 3\nproblems: [sigmoid-2-2-2]\n"
UPLOAD = answers(HTTPStatus.FORBIDDEN, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
SHOWN = answers(HTTPStatus.NOT_FOUND)


@router.post("/problems", status_code=HTTPStatus.CREATED, responses=UPLOAD, openapi_extra=text_body(YAML, EXAMPLE))
def upload_problem(asker: Asker, served: Served, source: Body) -> ProblemOut:
    """Check a problem file and keep it as the next version; all of its faults are answered at once."""
    return ProblemOut.of(served.publish.problem(asker, decoded(source)))


@router.get("/problems", responses=answers())
def list_problems(asker: Asker, served: Served, after: After = "", limit: Limit = 50) -> ProblemPage:
    """The latest versions, page by page."""
    items = [ProblemOut.of(stored) for stored in served.publish.problems(asker, after, limit)]
    return ProblemPage(items=items, next=items[-1].id if len(items) == limit else None)


@router.get("/problems/{slug}", responses=SHOWN)
def show_problem(asker: Asker, served: Served, slug: Slug) -> ProblemOut:
    """The latest version of one problem."""
    return ProblemOut.of(served.publish.get(asker, slug))


@router.get("/problems/{slug}/source", responses=SHOWN | answers(HTTPStatus.FORBIDDEN), response_class=Response)
def show_source(asker: Asker, served: Served, slug: Slug) -> Response:
    """The file as it was uploaded, for those who may see it."""
    return Response(served.publish.source(asker, slug), media_type=YAML)


@router.post("/sets", status_code=HTTPStatus.CREATED, responses=UPLOAD, openapi_extra=text_body(YAML, SET_EXAMPLE))
def upload_set(asker: Asker, served: Served, source: Body) -> SetOut:
    """Check a set and keep it as the next version, with its problems pinned as they are now."""
    return SetOut.of(served.publish.set_(asker, decoded(source)))


@router.get("/sets", responses=answers())
def list_sets(asker: Asker, served: Served, after: After = "", limit: Limit = 50) -> SetPage:
    """The latest versions, page by page."""
    items = [SetOut.of(stored) for stored in served.publish.sets(asker, after, limit)]
    return SetPage(items=items, next=items[-1].id if len(items) == limit else None)


@router.get("/sets/{slug}", responses=SHOWN)
def show_set(asker: Asker, served: Served, slug: Slug) -> SetOut:
    """The latest version of one set."""
    return SetOut.of(served.publish.get_set(asker, slug))


def decoded(source: bytes) -> str:
    """The text of an uploaded file; bytes that are no UTF-8 are a fault with its line."""
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = source.count(b"\n", 0, fault.start) + 1
        raise AuthorError((Fault("the file is not UTF-8", line, fault.start - source.rfind(b"\n", 0, fault.start)),)) from fault
