"""Routes for those who watch the service."""

from fastapi import APIRouter, Request, Response

import grader
from grader.api.access import Served
from grader.api.schemas.shape import Health
from grader.web.watch import MEDIA_TYPE

router = APIRouter(tags=["health"])


@router.get("/health")
def health() -> Health:
    """Whether the program runs."""
    return Health(version=grader.__version__)


@router.get("/ready")
def ready(served: Served) -> Health:
    """Whether the database answers."""
    served.people.ready()
    return Health(version=grader.__version__)


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}})
def metrics(request: Request) -> Response:
    """Figures for Prometheus; they name routes, never people."""
    return Response(request.app.state.metrics.text(), media_type=MEDIA_TYPE)
