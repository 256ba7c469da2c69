"""The web API."""

from grader.api.app import build

__all__ = ["build"]
