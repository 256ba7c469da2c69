"""Model solutions in every hand are named right and called right; the hands' own arithmetic agrees with the problems' exact values."""

from __future__ import annotations

import pytest

from grader.problem import bank

from .families import HANDS
from .formulas import evaluate
from .hand import Hand
from .sheets import LAYOUTS
from .solutions import asked, solution
from .table import Count, counted, problem

EPSILON = 1e-6  # the 1e-8 under an adaptive step is left out by hand


@pytest.mark.parametrize("name", bank.ids())
def test_the_solution_is_right_and_whole(name: str) -> None:
    """Each formula of a model solution gives the exact value, and nothing that is asked is left out."""
    found = problem(name)
    steps = [step for section in solution(found) for step in section.steps]
    for step in steps:
        if step.formula is not None:
            exact = found.trace.number(step.quantity)
            assert evaluate(step.formula, found.trace.number) == pytest.approx(exact, rel=EPSILON, abs=1e-12)
    assert set(asked(found)) <= {step.quantity for step in steps}


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: hand.id)
def test_a_right_sheet_is_named_and_called_right(hand: Hand) -> None:
    """A third of the bank in each hand, layouts and decimal marks in turn; `python -m tests.hands` grades all of them."""
    first = HANDS.index(hand)
    whole = Count()
    for place, name in enumerate(bank.ids()):
        if (place + first) % 3 == 0:
            whole.add(counted(name, hand, LAYOUTS[(place // 3 + first) % 3], comma=(place // 3) % 2 == 1))
    assert whole.faults == []
    assert whole.named == whole.quantities
    assert whole.full == whole.sheets
