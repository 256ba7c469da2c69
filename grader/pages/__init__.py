"""Server-rendered pages."""

from grader.pages.app import build

__all__ = ["build"]
