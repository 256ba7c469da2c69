"""What follows from earlier values, where a line shows which of them it rests on."""

from __future__ import annotations

from grader.grading.reference import reference
from tests.grading.problems import claims, dense, said

PROBLEM = dense(1, 1, 2, seed=4)
TABLES = reference(PROBLEM)


def test_what_a_line_shows_goes_before_a_coincidence() -> None:
    """A value that would follow if one error were passed over does not where the line shows it, in the formula of a known mistake."""
    a, w = TABLES.number("a[1,1]"), [TABLES.number(f"W[2,{k},1]") for k in (1, 2)]
    slope, taken = a * (1 - a), 1 - a * a  # that of another activation is taken
    first = TABLES.number("dL/dz[2,1]") + 0.3
    whole = first * w[0] + TABLES.number("dL/dz[2,2]") * w[1]  # rests on the first error alone
    second = (whole * slope / taken - first * w[0]) / w[1]
    below = first * w[0] + second * w[1]
    found = claims(
        PROBLEM,
        f"a_1^(1) = {said(TABLES, 'a[1,1]', 6)}",
        f"dL/dz_1^(2) = {first:.6f}",
        f"dL/dz_2^(2) = {second:.6f}",
        f"dL/da_1^(1) = {first:.6f}*({w[0]}) + ({second:.6f})*({w[1]}) = {below:.6f}",
        f"dL/dz_1^(1) = ({below:.6f})*(1 - {a:.6f}^2) = {below * taken:.6f}",
    )
    assert [claim["verdict"] for claim in found] == ["correct", "wrong", "wrong", "follows", "wrong"]
    assert found[-1]["cause"] == "derivative-of-another-activation"
