"""Adam's moments are used without their correction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from grader.graph.quantity import Variable, quantity
from grader.maths.expression import Expression, Ref, substitute
from grader.mistakes.chain import Only
from grader.mistakes.misconception import Misconception
from grader.mistakes.site import Site


def _rule(place: Site) -> Iterator[Expression]:
    right = place.trace.node(place.name).formula
    uncorrected = substitute(right, _uncorrected)
    if uncorrected != right:
        yield uncorrected


def _uncorrected(name: str) -> Expression:
    """The moment itself for the corrected one: m for mhat, v for vhat."""
    found = quantity(name)
    corrected = isinstance(found, Variable) and found.family in {"mhat", "vhat"}
    return Ref(str(replace(found, family=found.family[0]))) if isinstance(found, Variable) and corrected else Ref(name)


MISTAKE = Misconception(
    id="adam-bias-correction-omitted",
    title="moments not corrected",
    instead="m/(1-beta1^t), v/(1-beta2^t)",
    rewrite=Only({"update": _rule}),
)
