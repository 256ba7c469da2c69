"""The web API: the routes under `/v1/`, one error shape, bounded bodies and rates, watched."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

import grader
from grader.api import courses, failures, health, people, problems, regrades, review, sign_in, submissions
from grader.api.schemas.shape import Fault
from grader.services.together import Services
from grader.web.bounds import BodyLimit
from grader.web.installation import Installation
from grader.web.watch import Watch

ROOMS = (health, sign_in, people, courses, problems, submissions, review, regrades)


def build(at: Installation) -> FastAPI:
    """The app of an installation; what was unfinished is taken up again at its start."""
    app = FastAPI(
        title="Inkgrade",
        version=grader.__version__,
        description="Grades hand-worked neural-network exercises.",
        lifespan=_lifespan,
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.at, app.state.services, app.state.settings = at, at.served, at.settings
    app.state.cookies, app.state.rates, app.state.metrics = at.cookies, at.rates, at.metrics
    for room in ROOMS:
        app.include_router(room.router, prefix="/v1")
    failures.install(app)
    app.add_middleware(BodyLimit, largest=at.settings.largest_body, refuse=failures.problem)
    app.add_middleware(Watch, metrics=at.metrics)
    _document(app)
    return app


def _document(app: FastAPI) -> None:
    """Name the shape of a fault in the OpenAPI document, to which all failures refer."""
    make = app.openapi

    def document() -> dict[str, Any]:
        made = make()
        made["components"]["schemas"].setdefault("Fault", Fault.model_json_schema())
        return made

    app.openapi = document  # type: ignore[method-assign]


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Take up what was unfinished beside the requests; at the end finish what is in hand and let go of the database."""
    served: Services = app.state.services

    def take_up() -> None:
        served.submissions.take_up()
        served.regrades.take_up()

    taking_up = asyncio.create_task(run_in_threadpool(take_up))
    yield
    await taking_up
    await run_in_threadpool(served.close)
