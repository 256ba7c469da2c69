"""The synthetic students themselves: every cause and hand occurs, perfect sheets hold no error, gold says what was planted."""

from __future__ import annotations

import ast
import random
from decimal import Decimal
from pathlib import Path

import pytest

from tests.students.__main__ import cases
from tests.students.cases import Wanted, make_case
from tests.students.hands import HANDS
from tests.students.mistakes import MISTAKES
from tests.students.writing import SLIPS

CAUSES = sorted({mistake.id for mistake in MISTAKES})


@pytest.mark.parametrize("cause", CAUSES)
def test_every_misconception_can_be_planted_and_shows(cause: str) -> None:
    """A sheet made for a misconception has a line that is wrong because of it."""
    for n, mistake in enumerate(m for m in MISTAKES if m.id == cause):
        case = make_case("planted", n, Wanted(mistake))
        lines: dict[str, dict[str, object]] = case.gold["lines"]  # type: ignore[assignment]
        assert any(entry["verdicts"] == ["wrong"] and cause in entry["causes"] for entry in lines.values())  # type: ignore[operator]


@pytest.mark.parametrize("hand", [hand.id for hand in HANDS])
def test_perfect_sheets_hold_nothing_but_right_lines(hand: str) -> None:
    """Without a mistake all that is fair is `correct`, whatever the hand and the rounding."""
    for seed in range(3):
        lines: dict[str, dict[str, object]] = make_case("perfect", seed, Wanted(hand=hand)).gold["lines"]  # type: ignore[assignment]
        assert lines
        assert all(entry["verdicts"] == ["correct"] or set(entry.get("each", [["correct"]])[0]) == {"correct"} for entry in lines.values())  # type: ignore[index]


def test_the_same_seed_gives_the_same_sheets() -> None:
    """Cases can be made again from their seed."""
    first, second = (list(cases(6, 11)) for _ in range(2))
    assert [case.sheet for case in first] == [case.sheet for case in second]
    assert len({case.sheet for case in first}) == 6


def test_wrong_lines_are_wrong_in_the_third_digit() -> None:
    """What gold calls wrong without an alternative is beyond the tolerance of the truth."""
    for case in cases(20, random.Random(3).randrange(1000)):
        lines: dict[str, dict[str, object]] = case.gold["lines"]  # type: ignore[assignment]
        for entry in lines.values():
            if entry["verdicts"] == ["wrong"] and isinstance(entry["true"], float):
                written = float(str(entry["written"]))
                assert abs(written - entry["true"]) > 0.0049 * abs(entry["true"]) * 0.1


def test_digits_cut_off_are_not_simply_wrong() -> None:
    """A result that a slip only shortened, 1.7 for 1.75, may pass: gold does not call it wrong without an alternative."""
    drop = next(slip for slip in SLIPS if slip.kind == "drop")
    for n in (86, 420, 473):  # students who would cut a digit off
        lines: dict[str, dict[str, object]] = make_case("cut", n, Wanted(slip=drop)).gold["lines"]  # type: ignore[assignment]
        for entry in lines.values():
            if entry["verdicts"] == ["wrong"] and isinstance(entry["true"], float) and not entry.get("roots"):
                number = Decimal(str(entry["written"]))
                gap = abs(entry["true"]) - abs(float(number))
                assert len(number.as_tuple().digits) < 2 or not 0 <= gap < 10.0 ** int(number.as_tuple().exponent)


def test_only_the_runner_imports_the_grader() -> None:
    """Gold comes from the planted mistake: nothing but the runner knows the grader."""
    for path in Path(__file__).parent.rglob("*.py"):
        if path.name == "runner.py" or path.name.startswith("test_"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.split(".")[0] == "grader"], path
