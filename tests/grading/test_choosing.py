"""What letters stand for where only the whole sheet can tell."""

from __future__ import annotations

from grader.grading.reference import reference
from tests.grading.problems import claims, dense, said

PROBLEM = dense(1, 1, 1, seed=4)
TABLES = reference(PROBLEM)


def sums(letter: str) -> list[str]:
    """Both weighted sums under a letter, the upper one of the lower sum itself."""
    x, w, b, v, c = (TABLES.number(name) for name in ("a[0,1]", "W[1,1,1]", "b[1,1]", "W[2,1,1]", "b[2,1]"))
    low = w * x + b
    return [f"{letter}_1 = {w}*({x}) + ({b}) = {low:.6f}", f"{letter}_2 = {v}*({low:.6f}) + ({c}) = {v * low + c:.6f}"]


def test_the_only_letter_for_outputs_without_any_activation() -> None:
    """A sheet that goes from a = wx + b straight to the loss has left the activation out; its a are no sums of the course."""
    top = float(sums("a")[1].rpartition("= ")[2])
    target = TABLES.number("t[1]")
    found = claims(PROBLEM, *sums("a"), f"L = 1/2*({target} - {top})^2 = {(target - top) ** 2 / 2:.6f}")
    assert [claim["quantity"] for claim in found] == ["a[1,1]", "a[2,1]", "L"]
    assert {claim["cause"] for claim in found if claim["verdict"] == "wrong"} == {"activation-skipped"}
    assert found[2]["verdict"] == "follows"


def test_sums_alone_may_have_any_letter() -> None:
    """Where nothing goes on from the first sum, a is a letter for it as good as others."""
    (found,) = claims(PROBLEM, sums("a")[0])
    assert found["verdict"] != "wrong"


def test_a_line_written_twice_says_no_more_than_once() -> None:
    """Names without layers are decided by their values; a line said again gives its layer no second voice."""
    problem = dense(1, 1, 2, seed=4)
    tables = reference(problem)
    upper, lower = (f"dL/db1 = {said(tables, f'dL/db[{layer},1]', 5)}" for layer in (2, 1))
    for times in (1, 2, 3):
        *_, last = claims(problem, *[upper] * times, lower)
        assert (last["quantity"], last["verdict"]) == ("dL/db[1,1]", "correct")
