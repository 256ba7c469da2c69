"""A place in the queue for requests that keep the processor busy, so that those who wait hold no thread that others need."""

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import Request

AT_ONCE = 2  # one computes, one is looked up meanwhile


def queue() -> asyncio.Semaphore:
    """First come, first served."""
    return asyncio.Semaphore(AT_ONCE)


async def turn(request: Request) -> AsyncIterator[None]:
    """Wait for one's turn, and have it as long as the route works."""
    waiting: asyncio.Semaphore = request.app.state.at.turns
    async with waiting:
        yield
