"""Text in, lines of formulas out: spans, layout, normalising, grammar. Knows no problem and no answer; never raises."""

from __future__ import annotations

from grader.reading.expression import Reading, read_expression, read_name
from grader.reading.sheet import read
from grader.reading.spoken import as_text

__all__ = ["Reading", "as_text", "read", "read_expression", "read_name"]
