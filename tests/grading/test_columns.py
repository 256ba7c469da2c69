"""Tables without bars, rows that are counted, and rows that say how many there are."""

from __future__ import annotations

import pytest

from grader.problem import load
from tests.grading.problems import claims

TANH = "tanh-2-2-1"
NEURON = "neuron-sigmoid"
SOFTMAX = "softmax-2-3"


def verdicts(problem: str, text: str) -> list[tuple[str | None, str]]:
    """What a sheet claims of a problem of the bank, with the verdicts."""
    return [(claim["quantity"], claim["verdict"]) for claim in claims(load(problem), text)]


def test_a_table_set_with_tabs() -> None:
    """A table pasted from a spreadsheet is read like one with bars; a slip in it is found."""
    found = verdicts(TANH, "\tz\ta\nh_1\t0.83\t0.6805\nh_2\t-0.72\t-0.5169\n")
    assert found == [("z[1,1]", "correct"), ("a[1,1]", "correct"), ("z[1,2]", "correct"), ("a[1,2]", "wrong")]


def test_a_column_may_count_the_rows() -> None:
    """Below `k  z  p` each row is of the unit that it is numbered by; the sum below the columns is of none."""
    found = verdicts(SOFTMAX, "k    z       p\n1    0.93    0.6700\n2   -0.79    0.1200\n3   -0.23    0.2100\nsum          1.0000\n")
    assert [verdict for _, verdict in found] == ["correct"] * 6
    assert [name for name, _ in found][::2] == ["z[1,1]", "z[1,2]", "z[1,3]"]


@pytest.mark.parametrize("head", ["epoch", "Iteration", "Schritt", "n", "шаг"])
def test_a_column_may_count_passes(head: str) -> None:
    """The rows of epochs are no units: what is right after the update is not called wrong."""
    table = f"| {head} | z | a |\n|---|---|---|\n| 0 | 1.1 | 0.7503 |\n| 1 | 1.1597 | 0.7613 |"
    assert verdicts(NEURON, table) == [("z[1,1]", "correct"), ("a[1,1]", "correct"), ("z'[1,1]", "correct"), ("a'[1,1]", "correct")]


def test_how_many_units_a_layer_has_is_no_claim() -> None:
    """`output | 1` says how many outputs there are, not what comes out."""
    assert verdicts(TANH, "| layer | units |\n|---|---|\n| output | 1 |") == []
    assert ("a[2,1]", "wrong") not in verdicts(TANH, "y = 1.3601\nHidden: 2\nOutput: 1")
    assert verdicts(TANH, "| quantity | value |\n|---|---|\n| output | 1.46 |") == [("a[2,1]", "wrong")]


def test_units_in_words() -> None:
    """`hidden unit 2` below `net input` names a sum, in any language of sheets."""
    table = "| | net input | output |\n|---|---|---|\n| neurona oculta 2 | -0.72 | -0.6169 |\n| output | 1.3601 | 1.3601 |"
    assert verdicts(TANH, table) == [(name, "correct") for name in ("z[1,2]", "a[1,2]", "z[2,1]", "a[2,1]")]
