"""The web API."""

from grader.api.server import serve

__all__ = ["serve"]
