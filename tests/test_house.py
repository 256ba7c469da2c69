"""The house rules that no linter knows: what each file is for, how long files and functions are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

PACKAGE = Path(__file__).parents[1] / "grader"
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FUNCTION = 40
LONGEST_FILE = 400  # files aim at 300 lines


def lengths(file: Path) -> Iterator[tuple[str, int]]:
    """Each function of a file with its number of lines, docstring and decorators left out."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            yield node.name, (node.end_lineno or 0) - first.lineno + 1


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_each_file_says_what_it_is_for_and_keeps_its_bounds(file: Path) -> None:
    """The first line is a sentence; no function is longer than a screen."""
    text = file.read_text("utf-8")
    assert text.startswith('"""')
    assert len(text.splitlines()[0]) > len('"""x"""')
    assert [found for found in lengths(file) if found[1] > LONGEST_FUNCTION] == []
    assert text.count("\n") <= LONGEST_FILE


def test_functions_are_short() -> None:
    """Half of them below eight lines, nine tenths below twenty."""
    every = [length for file in FILES for _, length in lengths(file)]
    assert median(every) < 8
    assert quantiles(every, n=10)[-1] < 20
