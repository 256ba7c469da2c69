"""The web API: the routes under `/v1/`, one error shape, bounded bodies."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

import grader
from grader.api import failures, health, people, problems, submissions
from grader.api.bounds import BodyLimit
from grader.wiring import Services, Settings


def build(served: Services, settings: Settings) -> FastAPI:
    """The app on these services; what was unfinished is taken up again at its start."""
    app = FastAPI(
        title="Inkgrade",
        version=grader.__version__,
        description="Grades hand-worked neural-network exercises.",
        lifespan=_lifespan,
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.services = served
    for room in (health, people, problems, submissions):
        app.include_router(room.router, prefix="/v1")
    failures.install(app)
    app.add_middleware(BodyLimit, largest=settings.largest_body)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Take up what was unfinished beside the requests, and let go of the database at the end."""
    taking_up = asyncio.create_task(run_in_threadpool(app.state.services.submissions.take_up))
    yield
    await taking_up
    app.state.services.close()
