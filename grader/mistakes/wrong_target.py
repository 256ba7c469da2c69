"""The target of another output is used."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
from grader.mistakes.chain import Everywhere
from grader.mistakes.losses import shortcut, slope, term
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.site import Site

CAUGHT = (
    Example(
        "sigmoid-2-2-2",
        r"""z_1^{(1)} = 0.3825
a_1^{(1)} = 0.5945
z_2^{(1)} = 0.39
a_2^{(1)} = 0.5963
z_1^{(2)} = 1.136
a_1^{(2)} = 0.7569
z_2^{(2)} = 1.195
a_2^{(2)} = 0.7677
\frac{\partial L}{\partial a_2^{(2)}} = 0.7677 - 0.01 = 0.7577
""",
        line=9,
    ),
)
NOT_CAUGHT = (
    Example(
        "sigmoid-2-2-2",
        r"""z_1^{(1)} = 0.3825
a_1^{(1)} = 0.5945
z_2^{(1)} = 0.39
a_2^{(1)} = 0.5963
z_1^{(2)} = 1.136
a_1^{(2)} = 0.7569
z_2^{(2)} = 1.195
a_2^{(2)} = 0.7677
\frac{\partial L}{\partial a_2^{(2)}} = 0.7677 - 0.99 = -0.2223
""",
    ),
)


def _others(place: Site) -> list[Expression]:
    return [place.target(k) for k in range(1, place.network.outputs + 1) if k != place.unit] if place.dense else []


def _term(place: Site) -> Iterator[Expression]:
    yield from (wrong for t in _others(place) if (wrong := term(place, t)) is not None)


def _error(place: Site) -> Iterator[Expression]:
    yield from (wrong for t in _others(place) if (wrong := slope(place, t)) is not None)


def _delta(place: Site) -> Iterator[Expression]:
    yield from (wrong for t in _others(place) if (wrong := shortcut(place, t)) is not None)


MISTAKE = Misconception(
    id="wrong-target",
    title="target of another output",
    instead="the output's own target",
    rewrite=Everywhere({"term": _term, "error": _error, "delta": _delta}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
    persistent=False,
)
