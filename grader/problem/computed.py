"""The graph section of a problem file made into a trace: expressions read, shapes checked, numbers put to their names."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from fractions import Fraction

from grader.graph.computation import Computation, element_names, influences, spell_out, symbol
from grader.graph.trace import Trace
from grader.graph.update import Choice
from grader.maths.expression import Constant
from grader.maths.tensor import Tensor, scalar, stacked
from grader.problem.author_grammar import GrammarError, read
from grader.problem.dense import decays
from grader.problem.document import Path
from grader.problem.numerals import exact_number
from grader.problem.schema import GraphSpec

_NAME = re.compile(r"[^\W\d]\w*")


class Section:
    """The section as it is read: `faults` first, and where there are none, the trace."""

    def __init__(self, spec: GraphSpec) -> None:
        """Read all that is given and defined; go on after each fault, so that all are found."""
        self._spec = spec
        self.faults: list[tuple[Path, str]] = []
        self._given: dict[str, Tensor] = {}
        self._define: dict[str, Tensor] = {}
        for name, value in spec.given.items():
            self._take_given(name, value)
        for name, text in spec.define.items():
            self._take_definition(name, text)
        self.faults.extend(self._wholes())

    def _take_given(self, name: str, value: object) -> None:
        found = self._numbers(value, ("given", name))
        if found is not None and self._is_name(name, ("given", name)):
            self._given[name] = found

    def _numbers(self, value: object, path: Path) -> Tensor | None:
        try:
            if not isinstance(value, list):
                return scalar(Constant(exact_number(value)))
            parts = [self._numbers(part, (*path, place)) for place, part in enumerate(value)]
            return stacked([part for part in parts if part is not None])
        except ValueError as error:
            self.faults.append((path, str(error)))
            return None

    def _is_name(self, name: str, path: Path) -> bool:
        reason = None
        if not _NAME.fullmatch(name):
            reason = f"{name!r} is no name: letters, digits and underscores"
        elif path[0] == "define" and name in self._given:
            reason = f"{name!r} is given already"
        if reason is not None:
            self.faults.append((path, reason))
        return reason is None

    def _take_definition(self, name: str, text: str) -> None:
        path: Path = ("define", name)
        known = {**self._given, **self._define}
        scope = {each: symbol(each, value.shape) for each, value in known.items()}
        if not self._is_name(name, path):
            return
        try:
            self._define[name] = read(text, scope)
        except GrammarError as error:
            self.faults.append((path, str(error)))
            self._define[name] = scalar(Constant(Fraction(0)))

    def _wholes(self) -> Iterator[tuple[Path, str]]:
        spec = self._spec
        target = self._define.get(spec.differentiate) if spec.differentiate is not None else None
        if spec.differentiate is not None and target is None:
            yield ("differentiate",), f"{spec.differentiate!r} is not defined"
        elif target is not None and target.shape:
            yield ("differentiate",), "only one number can be differentiated, not a vector or matrix"
        if spec.update is None:
            return
        if spec.differentiate is None:
            yield ("update",), "an update needs something to differentiate"
        for place, name in enumerate(spec.update.parameters):
            if name not in self._given:
                yield ("update", "parameters", place), f"{name!r} is not given"

    def trace(self) -> Trace:
        """The computation's trace; what only the whole shows is added to the faults."""
        task = self._task()
        for place, name in enumerate(self._spec.update.parameters if self._spec.update is not None else []):
            if influences(task).isdisjoint(element_names(name, self._given[name].shape)):
                self.faults.append((("update", "parameters", place), f"{task.differentiate!r} does not depend on {name!r}"))
        plan = spell_out(task)
        found = Trace(plan, {name: Fraction(0) for name in plan.given} | self._values())
        for name, value in self._define.items():
            if not all(math.isfinite(found.number(each)) for each in element_names(name, value.shape)):
                self.faults.append((("define", name), "this has no finite value with these numbers"))
        return found

    def _task(self) -> Computation:
        spec = self._spec
        update = spec.update
        return Computation(
            given={name: value.shape for name, value in self._given.items()},
            define=self._define,
            differentiate=spec.differentiate,
            choice=Choice(**decays(update)) if update is not None else None,
            parameters=tuple(update.parameters or self._given) if update is not None else (),
            steps=(update.steps or 1) if update is not None else 0,
        )

    def _values(self) -> dict[str, Fraction]:
        values = {
            each: item.value
            for name, value in self._given.items()
            for each, item in zip(element_names(name, value.shape), value.items, strict=True)
            if isinstance(item, Constant)
        }
        return values | ({"eta": self._spec.update.learning_rate} if self._spec.update is not None else {})
