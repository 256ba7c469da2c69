"""The pages as an app: its rooms, one way to fail, bounded bodies, watched."""

from fastapi import Depends, FastAPI

from grader.pages import assets, failures, report, settings, sign_in, student, teach, work
from grader.pages.visit import ours_alone
from grader.web.bounds import BodyLimit
from grader.web.installation import Installation
from grader.web.watch import Watch

ROOMS = (sign_in, settings, student, work, report, *teach.ROOMS)


def build(at: Installation) -> FastAPI:
    """The app of an installation."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.state.at = at
    app.include_router(assets.router)
    for room in ROOMS:
        app.include_router(room.router, dependencies=[Depends(ours_alone)])
    failures.install(app)
    app.add_middleware(BodyLimit, largest=at.settings.largest_body, refuse=failures.too_large)
    app.add_middleware(Watch, metrics=at.metrics)
    return app
