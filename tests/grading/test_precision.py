"""How finely a sheet writes: zeros left out, whole numbers, digits cut off, and what that makes right."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.grading.facts import Value, value
from grader.grading.precision import Precision, infer
from grader.grading.reference import reference
from grader.problem import Problem
from grader.reading import read
from tests.grading.problems import closeness, dense, line

FOUR = Precision(4, strips=True, median=4)


def number(text: str) -> Value:
    """A number as a sheet shows it."""
    return value(read(f"z = {text}").lines[0].equations[0].links[-1])


def habit(*numbers: str) -> Precision:
    """The precision of a sheet with these values."""
    problem = dense(2, 2, 2)
    return infer([line(problem, f"z_1 = {text}") for text in numbers], reference(problem).is_exact)


def test_a_sheet_has_a_habit() -> None:
    """The number of decimals of most values is the sheet's; a few values tell nothing."""
    assert habit(*["0.1234", "0.2345", "0.3456", "0.4567", "0.5678", "0.6789"]).decimals == 4
    assert habit("0.1234", "0.2345").decimals is None
    assert habit("0.1", "0.22", "0.333", "0.4444", "0.55555", "0.666666").decimals is None


@pytest.mark.parametrize(
    ("numbers", "strips"),
    [
        (("0.1234", "0.2345", "0.26", "0.3456", "0.4567", "0.5678"), True),
        (("0.1234", "0.2345", "0.26", "0.3456", "0.4567", "0.5678", "1.98e-3", "2.2e-3"), True),  # powers of ten do not count
        (("0.1234", "0.2345", "0.2600", "0.3456", "0.4567", "0.5678"), False),
        (("0.1234", "0.2345", "0.2601", "0.3456", "0.4567", "0.5678"), False),
    ],
)
def test_zeros_that_are_left_out(numbers: tuple[str, ...], strips: bool) -> None:  # noqa: FBT001
    """A sheet of four decimals with one shorter number leaves out zeros, unless it writes one somewhere."""
    assert habit(*numbers).strips is strips


def test_a_stripped_number_is_as_fine_as_the_others() -> None:
    """Among four decimals 0,26 is 0,2600; a number that is alone in its precision keeps its own."""
    assert FOUR.half(number("0.26")) == pytest.approx(0.5e-4)
    assert Precision(4, strips=False).half(number("0.26")) == pytest.approx(0.5e-2)
    assert FOUR.half(number("0.26134")) == pytest.approx(0.5e-5)


@pytest.mark.parametrize(
    ("shown", "truth", "half"),
    [
        ("1", 0.97, 0.0),  # nobody rounds 0.97 to a whole number
        ("3", 2.98, 0.5),
        ("0", 0.0004, 0.0),
        ("1/3", 0.3333, 0.0),
        ("0.33", 0.3333, 0.005),
        ("0.00", 0.0004, 0.005),
        ("0.0", 0.0004, 0.0),
    ],
)
def test_whole_numbers_and_zeros(shown: str, truth: float, half: float) -> None:
    """Whole numbers, fractions and a bare 0 are meant as they stand; 0,00 is a rounding."""
    assert closeness(dense(2, 2, 2)).half(number(shown), truth) == pytest.approx(half)


@pytest.mark.parametrize(
    ("shown", "truth", "cut"),
    [
        ("0.594", 0.59477, True),
        ("0.594", 0.59511, False),
        ("0.594", 0.59377, False),  # cutting off never makes more
        ("-0.594", -0.59477, True),
        ("-0.594", 0.59477, False),
        ("0.5", 0.59, False),  # one digit tells nothing
        ("1/2", 0.53, False),
    ],
)
def test_digits_cut_off(shown: str, truth: float, cut: bool) -> None:  # noqa: FBT001
    """A value whose further digits were left away is known as such, toward zero alone."""
    assert closeness(dense(2, 2, 2)).truncated(number(shown), truth) is cut


@pytest.mark.parametrize(
    ("tolerance", "shown", "truth", "right"),
    [
        ("{significant: 3}", "0.595", 0.5945, True),
        ("{significant: 3}", "0.594", 0.5945, True),
        ("{significant: 3}", "0.593", 0.5945, False),
        ("{significant: 3}", "0.00123", 0.0012349, True),
        ("{significant: 3}", "0.00124", 0.0012351, True),
        ("{significant: 3}", "0.00125", 0.0012349, False),
        ("{decimals: 2}", "0.01", 0.0051, True),
        ("{decimals: 2}", "0.01", 0.0049, False),
        ("{significant: 1}", "0", 0.0012349, False),
        ("{absolute: 0.001}", "0.596", 0.5951, True),
        ("{absolute: 0.001}", "0.597", 0.5951, False),
        ("{relative: 0.01}", "101", 100.0, True),
        ("{relative: 0.01}", "102", 100.0, False),
    ],
)
def test_tolerance(tolerance: str, shown: str, truth: float, right: bool) -> None:  # noqa: FBT001
    """Half a unit of the digit that the problem asks for, and no more; a bare zero is no value of something that is not zero."""
    problem = dense(2, 2, 2, more=f"grading: {{tolerance: {tolerance}}}")
    assert closeness(problem).tolerated(number(shown), truth) is right


@settings(max_examples=200, deadline=None)
@given(truth=st.floats(-50, 50).filter(lambda n: abs(n) > 1e-3), decimals=st.integers(2, 8))
def test_an_honest_rounding_is_near(truth: float, decimals: int) -> None:
    """Every value rightly rounded to the digits that it shows is at least coarsely right, in any sheet."""
    shown = f"{truth:.{decimals}f}"
    if not float(shown):
        return
    near = closeness(_problem(), Precision(None, strips=False))
    assert near.rounded(number(shown), truth)
    assert near.coarse(number(shown), truth)


@settings(max_examples=200, deadline=None)
@given(truth=st.floats(0.01, 50), decimals=st.integers(3, 8), off=st.integers(2, 9))
def test_a_wrong_last_digit_is_not_near(truth: float, decimals: int, off: int) -> None:
    """Two units off in the last digit are neither a rounding nor digits cut off."""
    shown = f"{truth + off * 10.0**-decimals:.{decimals}f}"
    near = closeness(_problem(), Precision(None, strips=False))
    assert not near.rounded(number(shown), truth)
    assert not near.truncated(number(shown), truth)


def _problem() -> Problem:
    return dense(2, 2, 2)


@pytest.mark.parametrize(
    ("values", "cuts"),
    [
        ((("0.605", 0.60587, 0.60587), ("0.399", 0.39953, 0.39953)), True),
        ((("0.605", 0.60587, 0.60587), ("0.399", 0.39853, 0.39853)), False),
        ((("0.605", 0.60587, 0.60587), *[("0.248", 0.24833, 0.2481)] * 6), True),  # one cut off, and none of many above
        ((("0.605", 0.60587, 0.60587), *[("0.248", 0.24833, 0.2481)] * 6, ("0.13", 0.1296, 0.1297)), False),
        ((("0.605", 0.60587, 0.60587), *[("0.248", 0.24833, 0.2481)] * 6, ("0.0047", 0.0047039, 0.0046714)), True),  # above one of the two
        ((*[("0.508", 0.50852, 0.508499)] * 9,), False),  # what the numbers shown give was rounded
    ],
)
def test_whether_a_sheet_cuts_digits_off(values: tuple[tuple[str, float, float], ...], cuts: bool) -> None:  # noqa: FBT001
    """Values that round neither what is exact nor what the numbers shown give were cut off; those above both were rounded."""
    near = closeness(_problem(), Precision(None, strips=False))
    for shown, truth, computed in values:
        near.hear(number(shown), truth, computed)
    assert near.cuts is cuts


def test_the_unit_of_a_sheet_of_significant_digits() -> None:
    """Where 1.67 stands among 0.540 and 0.842, another number above 1 was rounded to two decimals; small numbers keep the rule."""
    precision = habit("0.540", "0.632", "1.06", "0.743", "1.67", "0.842", "0.779", "0.02465")
    assert (precision.decimals, precision.unit(1.6657), precision.unit(0.0145), precision.unit(0.6318)) == (3, 0.01, 0.001, 0.001)


def test_copies_of_given_numbers_tell_nothing_of_rounding() -> None:
    """Old weights written again with their two decimals are no habit of two decimals."""
    tables = reference(dense(2, 2, 2))
    given = [f"{tables.number(f'W[1,{i},{j}]'):.10g}" for i in (1, 2) for j in (1, 2)]
    found = habit(*given, *given, "0.4837", "0.5732", "0.6123", "0.3921", "1.2231", "1.1432")
    assert found.decimals is None
    assert found.usual(0.3) == 4
