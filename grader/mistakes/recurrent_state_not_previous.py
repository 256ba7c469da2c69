"""A recurrent step takes the state of another time than the one just before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from grader.maths.expression import Expression, Ref, references, substitute
from grader.mistakes.chain import Everywhere
from grader.mistakes.graphs import through_time
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.site import Site

if TYPE_CHECKING:
    from grader.graph.trace import Trace

CAUGHT = (
    Example("rnn-two-steps", "s_1 = 0.75\nh_1 = 0.6351\ns_2 = 0.8 * (-0.6) - 0.5 * 0.1 = -0.53\n", line=3),
    Example("rnn-two-steps", "s_1 = 0.75\nh_1 = 0.6351\ns_2 = -0.53\n", line=3),
)
NOT_CAUGHT = (Example("rnn-two-steps", "s_1 = 0.75\nh_1 = 0.6351\ns_2 = 0.8 * (-0.6) - 0.5 * 0.6351 = -0.7976\n"),)

_STEP = re.compile(r"(.*?_?)(\d+)((?:\[[\d,]+\])?)")


def _at(name: str, later: int) -> str | None:
    """The same quantity so many steps later; None where the name has no step."""
    match = _STEP.fullmatch(name)
    return None if match is None else f"{match[1]}{int(match[2]) + later}{match[3]}"


def _stem(name: str) -> str:
    match = _STEP.fullmatch(name)
    return name if match is None else match[1] + match[3]


def _rule(place: Site) -> Iterator[Expression]:
    if not (through_time(place) if place.kind == "derivative" else _recurs(place.trace, place.name)):
        return
    states = _computed(place.trace, place.name)
    right = place.trace.node(place.name).formula
    for later in (-1, 1):
        others = {name: other for name in states if (other := _at(name, later)) is not None and _stands(place, other)}
        if others:
            yield substitute(right, lambda name, o=others: Ref(o.get(name, name)))  # type: ignore[misc]


def _computed(trace: Trace, name: str) -> list[str]:
    """The quantities of the formula that some step computes."""
    names = dict.fromkeys(name for name in references(trace.node(name).formula) if "/" not in name)
    return [name for name in names if any((n := _at(name, k)) and trace.contains(n) and n not in trace.given for k in (0, 1))]


def _recurs(trace: Trace, name: str) -> bool:
    """Whether the same formula, with a parameter in common, stands at the step before or after."""
    mine = trace.parents(name)
    for later in (-1, 1):
        other = _at(name, later)
        if other is not None and trace.contains(other) and other not in trace.given:
            theirs = trace.parents(other)
            if sorted(map(_stem, mine)) == sorted(map(_stem, theirs)) and set(mine) & set(theirs):
                return True
    return False


def _stands(place: Site, name: str) -> bool:
    """Whether the quantity is there and does not itself rest on the place."""
    return place.trace.contains(name) and name != place.name and not _rests_on(place.trace, name, place.name)


def _rests_on(trace: Trace, name: str, other: str) -> bool:
    reached, todo = {name}, [name]
    while todo:
        for parent in trace.parents(todo.pop()):
            if parent not in reached:
                reached.add(parent)
                todo.append(parent)
    return other in reached


MISTAKE = Misconception(
    id="recurrent-state-not-previous",
    title="the state of another time step",
    instead="h_(t-1) in step t",
    rewrite=Everywhere({"definition": _rule, "activation": _rule, "derivative": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
