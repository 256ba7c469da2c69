"""Names under every way of counting: which quantities each may be, in networks of several shapes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.grading.families import families
from grader.grading.schemes import Scheme, readings
from grader.grading.tokens import spelt
from tests.grading.problems import dense, shape

NETWORKS = ((2, 2, 2), (2, 3, 1), (3, 2, 4, 2))
TABLE = [
    # (base, superscripts, indices), family, network, mode, offset, first unit, order -> the quantities
    (("a", ("1",), ("2",)), "a", (2, 3, 1), ("sup", 0, 1, ""), {"a[1,2]"}),
    (("a", ("1",), ("2",)), "a", (2, 3, 1), ("sup", -1, 1, ""), {"a[0,2]"}),
    (("a", ("1",), ("2",)), "a", (2, 3, 1), ("sup", 0, 0, ""), {"a[1,3]"}),
    (("a", ("2",), ("2",)), "a", (2, 3, 1), ("sup", 0, 1, ""), set()),
    (("a", ("1",), ()), "a", (2, 3, 1), ("sup", 0, 1, ""), {"a[1]"}),
    (("a", ("2",), ()), "a", (2, 3, 1), ("sup", 0, 1, ""), {"a[2,1]"}),
    (("a", ("L",), ("1",)), "a", (3, 2, 4, 2), ("sup", 0, 1, ""), {"a[3,1]"}),
    (("z", ("L-1",), ("4",)), "z", (3, 2, 4, 2), ("sup", 0, 1, ""), {"z[2,4]"}),
    (("z", (), ("1",)), "z", (2, 2, 2), ("unit", 0, 1, ""), {"z[1,1]", "z[2,1]"}),
    (("z", (), ("0",)), "z", (2, 2, 2), ("unit", 0, 0, ""), {"z[1,1]", "z[2,1]"}),
    (("z", (), ("3",)), "z", (2, 2, 2), ("through", 2, 1, ""), {"z[2,1]"}),
    (("a", (), ("3",)), "a", (2, 2, 2), ("through", 1, 1, ""), {"a[1,1]"}),
    (("a", (), ("21",)), "a", (2, 2, 2), ("layer-unit", 0, 1, ""), {"a[2,1]"}),
    (("a", (), ("2", "1")), "a", (2, 2, 2), ("unit-layer", 0, 1, ""), {"a[1,2]"}),
    (("out", (), ("h1",)), "a", (2, 2, 2), ("unit-name", 0, 1, ""), {"a[1,1]"}),
    (("net", (), ("o2",)), "z", (2, 2, 2), ("unit-name", 0, 1, ""), {"z[2,2]"}),
    (("out", (), ("h1",)), "a", (3, 2, 4, 2), ("unit-name", 0, 1, ""), {"a[1,1]", "a[2,1]"}),
    (("W", (), ("5",)), "W", (2, 2, 2), ("running", 0, 1, "recv"), {"W[2,1,1]"}),
    (("W", (), ("2",)), "W", (2, 2, 2), ("running", 0, 1, "recv"), {"W[1,1,2]"}),
    (("W", (), ("2",)), "W", (2, 2, 2), ("running", 0, 1, "send"), {"W[1,2,1]"}),
    (("W", (), ("9",)), "W", (2, 2, 2), ("running", 0, 1, "recv"), set()),
    (("W", (), ("7",)), "W", (2, 3, 1), ("running", 0, 1, "send"), {"W[2,1,1]"}),
    (("W", ("1",), ("3", "2")), "W", (2, 3, 1), ("sup", 0, 1, "ji"), {"W[1,3,2]"}),
    (("W", ("1",), ("2", "3")), "W", (2, 3, 1), ("sup", 0, 1, "ij"), {"W[1,3,2]"}),
    (("W", ("1",), ("2", "3")), "W", (2, 3, 1), ("sup", 0, 1, "ji"), set()),
    (("W", ("0",), ("21",)), "W", (2, 3, 1), ("sup", 1, 1, "ji"), {"W[1,2,1]"}),
    (("W", (), ("1", "2", "0")), "W", (2, 3, 1), ("layer-first", 0, 0, "ji"), {"W[1,3,1]"}),
    (("W", (), ("h1", "o2")), "W", (2, 2, 2), ("unit-names", 0, 1, ""), {"W[2,2,1]"}),
    (("W", (), ("o", "h3")), "W", (2, 3, 1), ("unit-names", 0, 1, ""), {"W[2,1,3]"}),
    (("W", (), ("h2", "o")), "W", (2, 3, 1), ("unit-names", 0, 1, ""), {"W[2,1,2]"}),
    (("W", (), ("o", "h1")), "W", (2, 2, 2), ("unit-names", 0, 1, ""), set()),
    (("W", (), ("46",)), "W", (2, 3, 1), ("through", 1, 1, "ij"), {"W[2,1,2]"}),
    (("W", (), ("32",)), "W", (2, 2, 1), ("through-input", 2, 1, "ji"), {"W[2,1,2]"}),
    (("W", (), ("1", "4")), "W", (2, 3, 1), ("through-input", 2, 1, "ij"), {"W[2,1,1]"}),
    (("W", ("2",), ()), "W", (2, 2, 2), ("sup", 0, 1, ""), {"W[2]"}),
    (("grad", (), ("5",)), "dW", (2, 2, 2), ("running", 0, 1, "recv"), {"dL/dW[2,1,1]"}),
    (("b", (), ("2",)), "b", (2, 2, 2), ("layer", 0, 1, ""), {"b[2]"}),
    (("delta", ("2",), ("1",)), "dz", (2, 2, 2), ("sup", 0, 1, ""), {"dL/dz[2,1]"}),
    (("t", (), ("2",)), "t", (2, 2, 2), ("unit", 0, 1, ""), {"t[2]"}),
    (("t", (), ("o1",)), "t", (2, 2, 2), ("unit-name", 0, 1, ""), {"t[1]"}),
    (("E", (), ("1",)), "L", (2, 2, 2), ("unit", 0, 1, ""), {"L[1]"}),
    (("E", (), ()), "L", (2, 2, 2), ("bare", 0, 1, ""), {"L"}),
    (("error", (), ("2",)), "diff", (2, 2, 2), ("unit", 0, 1, ""), {"a[2,2] - t[2]"}),
]


@pytest.mark.parametrize(("written", "family", "sizes", "way", "names"), TABLE)
def test_a_name_under_a_scheme(
    written: tuple[str, tuple[str, ...], tuple[str, ...]],
    family: str,
    sizes: tuple[int, ...],
    way: tuple[str, int, int, str],
    names: set[str],
) -> None:
    """Under one way of counting a name stands for these quantities and for no others."""
    found = {r.scheme: r.names for r in readings(spelt(*written), family, shape(*sizes))}
    assert set(found.get(Scheme(family, *way), ())) == names


@settings(max_examples=150, deadline=None)
@given(
    base=st.sampled_from("aWzbtL"),
    sup=st.lists(st.sampled_from(("0", "1", "2", "3", "L", "L-1", "h", "99")), max_size=1).map(tuple),
    sub=st.lists(st.sampled_from(("0", "1", "2", "3", "12", "21", "104", "h1", "o2", "i", "x")), max_size=4).map(tuple),
    sizes=st.sampled_from(NETWORKS),
)
def test_every_reading_is_a_quantity_of_the_problem(base: str, sup: tuple[str, ...], sub: tuple[str, ...], sizes: tuple[int, ...]) -> None:
    """Whatever the indices, no scheme invents a quantity that the network has not."""
    trace = dense(*sizes).trace
    for family in families(base):
        for reading in readings(spelt(base, sup, sub), family, shape(*sizes)):
            for name in reading.names:
                for part in name.split(" - "):
                    assert trace.contains(part) or trace.elements(part) is not None, (reading.scheme, name)


@pytest.mark.parametrize("sizes", NETWORKS)
@pytest.mark.parametrize("order", ["recv", "send"])
def test_running_numbers_reach_each_weight_once(sizes: tuple[int, ...], order: str) -> None:
    """Weights numbered from 1 are all weights, each once, and one number more is none."""
    place = shape(*sizes)
    count = sum(a * b for a, b in pairwise(sizes))
    way = Scheme("W", "running", 0, 1, order)
    found = [dict(readings(spelt("w", (), (str(n),)), "W", place)).get(way, ()) for n in range(1, count + 2)]
    assert [len(names) for names in found] == [1] * count + [0]
    assert len({names[0] for names in found if names}) == count
