"""A place in the queue for requests that keep the processor busy, so that those who wait hold no thread that others need."""

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import Request

AHEAD = 2  # are looked up while others compute


def queue(graders: int) -> asyncio.Semaphore:
    """First come, first served, by so many at once."""
    return asyncio.Semaphore(graders + AHEAD)


async def turn(request: Request) -> AsyncIterator[None]:
    """Wait for one's turn, and have it as long as the route works."""
    waiting: asyncio.Semaphore = request.app.state.at.turns
    async with waiting:
        yield
