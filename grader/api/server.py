"""The program behind `grader serve`: the app on uvicorn, with its address and first token told once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import uvicorn

from grader.api.app import build
from grader.wiring import Settings, services


def serve(host: str, port: int, database_url: str, tell: Callable[[str], None] | None = None) -> None:
    """Serve until interrupted.

    The first start makes an instructor and tells the token, which is never shown again.
    """
    settings = replace(Settings.from_environment(), host=host, port=port, database_url=database_url)
    served = services(settings)
    say = tell or partial(print, flush=True)
    say(f"Inkgrade: http://{host}:{port}/v1/")
    token = served.people.first_instructor()
    if token is not None:
        say(f"Instructor's token, shown this once: {token}")
    uvicorn.run(build(served, settings), host=host, port=port, log_level="warning", access_log=False)
