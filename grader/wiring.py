"""The one neck: settings become engines and services, and the rooms that are strangers meet here."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from grader.grading.report import Report
from grader.problem import Problem
from grader.problem import load as load_problem
from grader.reading import read, read_expression
from grader.services.ungraded import not_graded

if TYPE_CHECKING:
    from grader.rendering.sentences import Sentences

__all__ = ["Settings", "grade", "load_problem", "read", "read_expression"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What one installation may choose."""

    database_url: str = "sqlite:///grader.db"
    host: str = "127.0.0.1"
    port: int = 8000
    jobs: int = 0  # 0: as many as there are cores
    language: str = "en"
    largest_body: int = 5_000_000

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The defaults, changed by GRADER_DATABASE_URL, GRADER_HOST, GRADER_PORT, GRADER_JOBS, GRADER_LANGUAGE and GRADER_LARGEST_BODY."""
        given = os.environ if environment is None else environment
        names = ("database_url", "host", "port", "jobs", "language", "largest_body")
        texts: dict[str, Any] = {name: given[f"GRADER_{name.upper()}"] for name in names if given.get(f"GRADER_{name.upper()}")}
        numbers = {name: int(texts[name]) for name in ("port", "jobs", "largest_body") if name in texts}
        return replace(cls(), **(texts | numbers))


@lru_cache(maxsize=8)
def sentences(language: str) -> Sentences:
    """The catalogue of one language."""
    from grader.rendering.sentences import Sentences

    return Sentences(language)


def grade(problem: Problem, text: str | bytes, submission: str = "", language: str = "en") -> Report:
    """The report on one sheet; whatever goes wrong, the state is `not_graded` and never marks."""
    speak = sentences(language).speak
    try:
        from grader.grading.pipeline import grade as judge

        return judge(problem, text, submission, speak)
    except Exception as fault:  # noqa: BLE001 - a fault of ours is told, whatever it is
        return replace(not_graded(problem, submission, f"{type(fault).__name__}: {fault}"), speak=speak)
