"""Inkgrade: reads, judges and explains hand-worked neural-network exercises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader.wiring import grade, grade_cell, load_problem, read, read_expression

    __version__: str

__all__ = ["__version__", "grade", "grade_cell", "load_problem", "read", "read_expression"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - each name has a type of its own
    """The public functions and the version, imported when they are first asked for, so that `import grader` costs nothing."""
    if name == "__version__":
        from importlib.metadata import version

        return version("inkgrade")
    if name in __all__:
        from grader import wiring

        return getattr(wiring, name)
    message = f"module 'grader' has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted(__all__)
