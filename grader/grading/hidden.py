"""Mistakes on lines that were never written: the whole way to a value worked out anew under one wrong rule, or two, at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from grader.grading.mistaken import INDUCED, Wrong, mistaken
from grader.grading.working import as_float
from grader.graph.quantity import Derivative, quantity
from grader.maths.expression import Expression, evaluate
from grader.maths.operations import arrays

if TYPE_CHECKING:
    from grader.grading.own import View
    from grader.grading.reference import Reference

MOST_SINGLE: Final = 400  # wrong formulas that are tried
MOST_PAIRED: Final = 80  # of one stage of the way, how many are tried two by two
SAME: Final = 1e-12  # share of a value by which equal ones may differ
FOR_PAIRS: Final = 6  # significant digits from which two mistakes together can be told


class Hidden(NamedTuple):
    """One or two wrong rules and the unwritten quantities at which they act."""

    causes: tuple[str, ...]
    at: tuple[str, ...]
    also: tuple[str, ...] = ()  # other wrong rules that come to the very same number


class Change(NamedTuple):
    """A wrong formula at one quantity, in some columns of the search."""

    name: str
    wrong: Wrong


def search(reference: Reference, view: View, written: frozenset[str], name: str, target: tuple[float, float], digits: int) -> Hidden | None:
    """The unwritten mistakes that lead to the target (value, half unit) for a quantity; None where none or several do.

    `written` are the quantities that stand on the sheet: they are taken as `view` has them.
    """
    path = sorted(reference.ancestors(name) - (written - {name}), key=lambda n: (reference.rank(n), n))
    singles = [Change(n, w) for n in path if n != name for w in mistaken(reference, n) if w.rank < INDUCED][:MOST_SINGLE]
    found = _hits(reference, view, path, name, [(s,) for s in singles], target)
    if not found and digits >= FOR_PAIRS:
        pairs = [(a, b) for stage in _stages(singles) for a, b in combinations(stage[:MOST_PAIRED], 2) if a.name != b.name]
        found = _hits(reference, view, path, name, pairs, target)
    return _one(found)


def repeated(
    reference: Reference, view: View, written: frozenset[str], name: str, target: tuple[float, float], causes: Sequence[str]
) -> Hidden | None:
    """One of these wrong rules, broken in a unit, a layer, a stage or on the whole unwritten way, that leads to the target."""
    path = sorted(reference.ancestors(name) - (written - {name}), key=lambda n: (reference.rank(n), n))
    columns = [column for cause in causes for column in _everywhere(reference, path, name, cause)]
    hits = _hits(reference, view, path, name, columns[:MOST_SINGLE], target)
    return next((Hidden(hit.causes[:1], hit.at) for hit in hits), None)


def _everywhere(reference: Reference, path: Sequence[str], name: str, cause: str) -> Iterator[tuple[Change, ...]]:
    """The changes that one wrong rule makes on the way, each form of it by itself: all, by stages, by layers, by units."""
    forms = [(n, [w for w in mistaken(reference, n) if w.cause == cause and w.rank < INDUCED]) for n in path if n != name]
    for form in range(max((len(found) for _, found in forms), default=0)):
        changes = [Change(n, found[form]) for n, found in forms if form < len(found)]
        stages = _stages(changes)
        parts = [part for stage in stages for depth in (1, 2) for part in _parted(stage, depth)]
        yield from dict.fromkeys(map(tuple, (changes, *stages, *parts)))


def _parted(changes: list[Change], depth: int) -> Iterable[list[Change]]:
    """Changes by the first so many indices of where they act, whichever loss term they are of: by layers, by units."""
    found: dict[object, list[Change]] = {}
    for change in changes:
        meaning = quantity(change.name)
        of = meaning.by if isinstance(meaning, Derivative) else meaning
        found.setdefault(of.index[:depth], []).append(change)
    return found.values()


def _one(hits: dict[Hidden, float]) -> Hidden | None:
    """The one story; of several that come to the very same number the one that acts nearest to the value."""
    values = list(hits.values())
    if not values or max(values) - min(values) > SAME * max(map(abs, values)):
        return None
    *others, last = hits
    return last._replace(also=tuple(dict.fromkeys(cause for other in others for cause in other.causes if cause not in last.causes)))


def _stages(changes: list[Change]) -> list[list[Change]]:
    """The changes by the stage of the way at which they act: all parameters of an update are one."""
    found: dict[object, list[Change]] = {}
    for change in changes:
        meaning = quantity(change.name)
        if isinstance(meaning, Derivative):
            key: object = (meaning.of.family, meaning.by.family, meaning.by.primes)
        else:
            key = ("update" if meaning.family in {"W", "b"} else meaning.family, meaning.primes)
        found.setdefault(key, []).append(change)
    return list(found.values())


def _hits(
    reference: Reference, view: View, path: Sequence[str], name: str, columns: Sequence[tuple[Change, ...]], target: tuple[float, float]
) -> dict[Hidden, float]:
    """The columns whose changes lead to the target and the values that they reach, each way of acting once."""
    if not columns:
        return {}
    values = _columns(reference, view, path, columns)[name]
    import numpy as np

    reached = np.broadcast_to(values, (len(columns),))
    near = [int(k) for k in np.flatnonzero(np.abs(reached - target[0]) <= target[1] * 2.02)]  # digits may be cut off
    return {Hidden(tuple(c.wrong.cause for c in columns[k]), tuple(c.name for c in columns[k])): float(reached[k]) for k in near}


def _columns(reference: Reference, view: View, path: Sequence[str], columns: Sequence[tuple[Change, ...]]) -> dict[str, Any]:
    """Every quantity on the way, one value a column."""
    import numpy as np

    table, known = arrays(), {}  # type: ignore[var-annotated]
    changes: dict[str, list[tuple[Wrong, int]]] = {}
    for k, column in enumerate(columns):
        for change in column:
            changes.setdefault(change.name, []).append((change.wrong, k))

    def lookup(name: str) -> Any:  # noqa: ANN401 - a float or an array
        return known[name] if name in known else view.value(name).number

    def run(formula: Expression) -> Any:  # noqa: ANN401 - as above
        with np.errstate(all="ignore"):
            return evaluate(formula, lookup, as_float, table)

    for name in path:
        compiled = reference.compiled(name)
        if not compiled.parents:
            continue
        known[name] = run(compiled.formula)
        if name in changes:
            row = np.array(np.broadcast_to(known[name], (len(columns),)), dtype=float)
            for wrong, group in _grouped(changes[name]):
                row[group] = np.broadcast_to(run(wrong.compiled.formula), (len(columns),))[group]
            known[name] = row
    return known


def _grouped(changes: list[tuple[Wrong, int]]) -> list[tuple[Wrong, list[int]]]:
    """The columns of each wrong formula together."""
    found: dict[int, tuple[Wrong, list[int]]] = {}
    for wrong, column in changes:
        found.setdefault(id(wrong), (wrong, []))[1].append(column)
    return list(found.values())
