"""Routes for those who watch the service."""

from fastapi import APIRouter

import grader
from grader.api.access import Served
from grader.api.schemas import Health

router = APIRouter(tags=["health"])


@router.get("/health")
def health() -> Health:
    """Whether the program runs."""
    return Health(version=grader.__version__)


@router.get("/ready")
def ready(served: Served) -> Health:
    """Whether the database answers."""
    served.people.anybody()
    return Health(version=grader.__version__)
