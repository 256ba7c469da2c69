"""Known mistakes held against a written value: reached by rounding, and the same rule before a new one."""

from __future__ import annotations

from grader.grading.reference import reference
from grader.problem import parse
from tests.grading.problems import claims, dense, said

PROBLEM = dense(1, 2, seed=4)
TABLES = reference(PROBLEM)


def test_a_mistake_reached_by_rounding_names_no_other_quantity() -> None:
    """`dL/dz = a(1 - a)` forgets the error; worked out from a memory of more digits it is still no da/dz under a wrong name."""
    a = TABLES.number("a[1,1]")
    for decimals in (2, 3, 4):
        shown = f"{a:.{decimals}f}"
        slope = f"{a * (1 - a):.{decimals}f}"
        _, _, claim = claims(
            PROBLEM, f"a_1 = {shown}", f"dL/da_1 = {said(TABLES, 'dL/da[1,1]', decimals)}", f"dL/dz_1 = {shown}*(1 - {shown}) = {slope}"
        )
        assert (claim["quantity"], claim["verdict"], claim["cause"]) == ("dL/dz[1,1]", "wrong", "upstream-omitted")


CLASSES = parse(
    """\
id: classes
title: Classes
statement: Three logits, the second is the true one.
network:
  inputs: [1]
  layers:
    - {weights: [[2.0], [1.0], [0.5]], activation: softmax}
  targets: [0, 1, 0]
  loss: cross_entropy
""",
    file="classes.yaml",
)


def test_a_rule_before_arithmetic_where_another_link_shows_it() -> None:
    """The sum written out only looks worked out wrongly: the logarithm in the link behind it is one to base 10."""
    whole = "L = -[0*log(0.629) + 1*log(0.231) + 0*log(0.140)]"
    for value, cause in (("0.636", "loss-log-base"), ("1.564", "arithmetic")):
        (claim,) = claims(CLASSES, f"{whole} = -log(0.231) = {value}")
        assert (claim["verdict"], claim["cause"]) == ("wrong", cause)
