"""The student's own values: what each later line may rest on, and what a quantity would be if it did."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, islice
from typing import TYPE_CHECKING, Final, Literal, final

from grader.grading.outcome import NONE, Outcome, combine, run
from grader.grading.stepwise import reach_of_steps
from grader.maths.compiled import Compiled

if TYPE_CHECKING:
    from grader.grading.reference import Reference

Status = Literal["correct", "follows", "wrong", "slip"]
MOST_CHOICES: Final = 3  # doubtful entries whose use and neglect are both tried
MOST_DEPTH: Final = 40
MOST_VIEWS: Final = 64  # kept at a time; others are worked out anew
ROUGH: Final = 0.01  # share of a value that its half unit makes up where few digits are shown


@final
class Entry:
    """A value the student wrote for a quantity.

    `full` is the unrounded value it rounds; `status` "slip" is a given that one line used with another number: later lines may.
    `worked` is what the working before a wrong value gives, if that is another number: later lines may go on with it.
    """

    __slots__ = ("full", "half", "line", "number", "place", "quantity", "roots", "status", "worked")

    def __init__(  # noqa: PLR0913, PLR0917 - the fields of a record
        self,
        quantity: str,
        line: int,
        place: int,
        number: float,
        half: float,
        full: float,
        status: Status,
        roots: frozenset[int],
        worked: float | None = None,
    ) -> None:
        """Keep what is known; `half` is half a unit of the last digit, `roots` are the lines on which its error began."""
        self.quantity = quantity
        self.line = line
        self.place = place
        self.number = number
        self.half = half
        self.full = full
        self.status = status
        self.roots = roots
        self.worked = worked


def size_key(number: float) -> str:
    """The digits of a number as a key, its sign left out."""
    return format(abs(number), ".10g")


class Own:
    """All values written so far."""

    def __init__(self, reference: Reference) -> None:
        """Begin with nothing written."""
        self.reference = reference
        self.entries: dict[str, list[Entry]] = {}
        self.latest: dict[str, Entry] = {}  # of each quantity, slips of given numbers left out
        self.doubtful: dict[int, Entry] = {}  # wrong claims and slips of given numbers, by place
        self.tainted: dict[str, None] = {}  # quantities that carry an error, in the order of the sheet
        self.finest = math.inf  # the smallest half unit of a value that carries an error
        self.rough: dict[str, None] = {}  # quantities of which a value with few digits was written
        self._by_size: dict[str, list[Entry]] = {}  # all values by their digits
        self._keys: dict[float, str] = {}  # the digits of numbers asked for: the same ones are, again and again
        self.count = 0  # values written so far
        self.truths: dict[str, Outcome] = {}  # exact values, as outcomes
        self.reach: Callable[[float], float] = _exact  # how far the sheet's rounding moves a number that stands nowhere
        self._views: dict[frozenset[int], View] = {}
        self._choices: dict[str, list[frozenset[int]]] = {}  # of each quantity, until another value is written

    def add(self, entry: Entry) -> None:
        """Take note of a value; later lines may rest on it."""
        self.count += 1
        self._choices.clear()
        entry.quantity = self.reference.alias(entry.quantity)
        self.entries.setdefault(entry.quantity, []).append(entry)
        for view in self._views.values():
            if view.believes(entry):
                view.stale.add(entry.quantity)
        if entry.status != "slip":
            self.latest[entry.quantity] = entry
        if entry.status in {"wrong", "slip"}:
            self.doubtful[entry.place] = entry
        if entry.status != "correct":
            self.tainted[entry.quantity] = None
            self.finest = min(self.finest, entry.half or math.inf)
        if entry.half > ROUGH * abs(entry.number):
            self.rough[entry.quantity] = None
        self._by_size.setdefault(self._key(entry.number), []).append(entry)

    def of_size(self, number: float) -> Sequence[Entry]:
        """The values written so far that are a number or its negative, in their order."""
        return self._by_size.get(self._key(number), ())

    def _key(self, number: float) -> str:
        found = self._keys.get(number)
        if found is None:
            found = self._keys[number] = size_key(number)
        return found

    def last(self, name: str) -> Entry | None:
        """The last value written for a quantity, slips of given numbers left out."""
        return self.latest.get(self.reference.alias(name))

    def unknown(self, name: str) -> bool:
        """Whether a quantity that has to be worked out has no right value on the sheet so far."""
        entry = self.last(name)
        return bool(self.reference.compiled(name).parents) and (entry is None or entry.status != "correct")

    def worked(self, name: str) -> Outcome | None:
        """What the working before the last value written for a quantity gives, if that is another number."""
        entry = self.latest.get(name)
        if entry is None or entry.worked is None:
            return None
        return Outcome(entry.worked, -entry.half, entry.half, entry.roots, frozenset((entry.place,)))

    def rests_on_error(self, name: str) -> bool:
        """Whether an ancestor of the quantity carries an error."""
        return bool(self.tainted) and not self.reference.ancestors(name).isdisjoint(self.tainted)

    def view(self, ignored: frozenset[int]) -> View:
        """The values as they follow from what was written, with some doubtful entries ignored."""
        found = self._views.get(ignored)
        if found is None:
            found = self._views[ignored] = View(self, ignored)
            if len(self._views) > MOST_VIEWS:
                del self._views[next(iter(self._views))]
        return found

    def view_of(self, names: frozenset[str], ignored: frozenset[int]) -> View:
        """The view of quantities that rest on these alone: what is ignored elsewhere is nothing to them, so that many views share it."""
        near = [place for place in ignored if self.doubtful[place].quantity in names]
        return self.view(ignored if len(near) == len(ignored) else frozenset(near))

    def views(self, name: str) -> Iterator[View]:
        """The views that can differ for a quantity: each choice of doubtful entries to use, the written ones used first."""
        choices = self._choices.get(name)
        if choices is None:
            choices = self._choices[name] = self._ignored(name)
        for ignored in choices:
            yield self.view(ignored)

    def _ignored(self, name: str) -> list[frozenset[int]]:
        """The doubtful entries that each of these views leaves out."""
        if not self.doubtful:
            return [NONE]
        above = self.reference.ancestors(name)
        near = [*islice((p for p, e in reversed(self.doubtful.items()) if e.quantity in above), MOST_CHOICES)][::-1]
        far = frozenset([p for p, e in self.doubtful.items() if e.status == "slip" and p not in near])
        slips = frozenset([p for p in near if self.doubtful[p].status == "slip"])
        found = [far | slips]
        for count in range(len(near) + 1):
            found += [far | frozenset(ignored) for ignored in combinations(near, count) if slips != frozenset(ignored)]
        return found

    def outcomes(self, name: str, near: float | None = None) -> Iterator[Outcome]:
        """What the quantity would be by each decomposition, from the student's own values.

        With `near`, those far from it and those without an error of the student's come without their reach.
        """
        seen: set[tuple[float, frozenset[int]]] = set()
        asked: set[tuple[object, ...]] = set()  # views that differ elsewhere have the very same operands
        for view in self.views(name):
            for compiled in self.reference.trace.compiled(name):
                operands = view.operands(compiled)
                if (compiled, *operands) in asked:
                    continue
                asked.add((compiled, *operands))
                outcome = combine(compiled, operands, near)
                key = (outcome.number, outcome.roots)
                if math.isfinite(outcome.number) and key not in seen:
                    seen.add(key)
                    yield outcome

    def likeliest(self, name: str) -> float | None:
        """The value of the first of these."""
        numbers = (view.number(compiled) for view in self.views(name) for compiled in self.reference.trace.compiled(name))
        return next(filter(math.isfinite, numbers), None)

    def honest(self, name: str) -> Iterator[Outcome]:
        """What the quantity may be by each decomposition when right operands were rounded on the way."""
        view = self.view(HONEST)
        for compiled in self.reference.trace.compiled(name):
            yield view.through(compiled)

    def stepwise(self, name: str, half: float, shown: frozenset[str]) -> Iterator[Outcome]:
        """The same where each step within the formula was rounded too, to half a unit either way; by the operands `shown`, if any are."""
        view = self.view(HONEST)
        for compiled in self.reference.trace.compiled(name):
            if shown and not shown.issuperset(compiled.parents):
                continue
            outcome = view.through(compiled)
            reach = reach_of_steps(compiled.formula, self.reference.number, half)
            if math.isfinite(reach):
                yield Outcome(outcome.number, outcome.low - reach, outcome.high + reach, outcome.roots, outcome.used)

    def unwritten(self, name: str) -> Iterator[Outcome]:
        """What the quantity may be where what it is made of, and was not written rightly, was rounded to the units of the sheet."""
        view = self.view(HONEST)
        for compiled in self.reference.trace.compiled(name):
            operands = [view.value(parent) for parent in compiled.parents]
            loose = [self._loosened(parent, view) for parent in compiled.parents]
            if loose != operands:
                yield combine(compiled, loose)

    def _loosened(self, name: str, view: View, steps: int = 1) -> Outcome:
        """A quantity's value where it stands nowhere, rounded to the units of the sheet as what it is made of was (`steps` back)."""
        found = view.value(name)
        reach = self.reach(found.number) if self.unknown(name) else 0.0
        if not reach:
            return found
        compiled = self.reference.compiled(name)
        inner = combine(compiled, [self._loosened(parent, view, steps - 1) for parent in compiled.parents]) if steps else found
        wide = inner if math.isfinite(inner.low) and math.isfinite(inner.high) else found
        return Outcome(found.number, min(found.low, wide.low) - reach, max(found.high, wide.high) + reach)


HONEST: Final = frozenset({-1})  # the view in which everything that is not right is the truth


@final
class View:
    """The student's values under one choice of what is believed; worked out where asked."""

    def __init__(self, own: Own, ignored: frozenset[int]) -> None:
        """Keep the choice."""
        self.own = own
        self.ignored = ignored
        self.honest = ignored is HONEST
        self.stale: set[str] = set()  # quantities written since the view was last asked
        self._known: dict[str, Outcome] = {}
        self._above: dict[str, frozenset[str]] = {}  # what each of the known rests on
        self._depth = 0

    def value(self, name: str) -> Outcome:
        """The quantity's value in this view."""
        if self.stale:
            self._forget()
        return self._known.get(name) or self._look_up(name)

    def _look_up(self, name: str) -> Outcome:
        alias = self.own.reference.alias(name)
        self._above[name] = self.own.reference.ancestors(alias)
        self._known[name] = self._truth(alias)  # against circles of alternatives
        view = self if self.honest else self.own.view_of(self._above[name], self.ignored)
        found = self._known[name] = view.value(alias) if view is not self or alias != name else self._found(name)
        return found

    def _forget(self) -> None:
        """Drop what rests on quantities whose values were written."""
        stale = self.stale
        if len(stale) == 1:
            (only,) = stale
            fallen = [name for name, above in self._above.items() if only in above]
        else:
            fallen = [name for name, above in self._above.items() if not stale.isdisjoint(above)]
        for name in fallen:
            del self._known[name], self._above[name]
        stale.clear()

    def _truth(self, name: str) -> Outcome:
        truths = self.own.truths
        found = truths.get(name)
        if found is None:
            found = truths[name] = Outcome(self.own.reference.number(name))
        return found

    def _found(self, name: str) -> Outcome:
        entry = self._entry(name)
        if entry is not None:
            return self._written(entry)
        outcome = self._from_parents(name)
        worked = None if self.honest else self.own.worked(name)
        if worked is None or abs(worked.number - outcome.number) <= 2 * worked.high:
            return outcome
        return worked

    def _from_parents(self, name: str) -> Outcome:
        reference = self.own.reference
        compiled = reference.compiled(name)
        if not compiled.parents or self._depth > MOST_DEPTH or not self._moved(name):
            return self._truth(name)
        self._depth += 1
        outcome = self.through(compiled)
        self._depth -= 1
        return outcome if math.isfinite(outcome.number) else self._truth(name)

    def _moved(self, name: str) -> bool:
        return not self.own.reference.ancestors(name).isdisjoint(self.own.entries)

    def believes(self, entry: Entry) -> bool:
        """Whether a written value counts in this view."""
        return entry.place not in self.ignored and not (self.honest and entry.status != "correct")

    def _entry(self, name: str) -> Entry | None:
        for entry in reversed(self.own.entries.get(name, ())):
            if self.believes(entry):
                return entry
        return None

    def _written(self, entry: Entry) -> Outcome:
        truth = self.own.reference.number(entry.quantity)
        given = not self.own.reference.compiled(entry.quantity).parents
        if entry.status == "correct" and (given or entry.number == truth):
            return self._truth(entry.quantity)
        off = entry.full - entry.number
        off = off if abs(off) < 3 * entry.half else 0.0
        low, high = min(-entry.half, off), max(entry.half, off)
        used = frozenset((entry.place,)) if entry.place in self.own.doubtful else frozenset()
        return Outcome(entry.number, low, high, entry.roots, used)

    def number(self, compiled: Compiled) -> float:
        """A formula's value in this view alone, which costs far less than its reach."""
        return run(compiled, [operand.number for operand in self.operands(compiled)])

    def through(self, compiled: Compiled, near: float | None = None) -> Outcome:
        """A formula's value in this view, with the reach that its operands' rounding gives it."""
        return combine(compiled, self.operands(compiled), near)

    def operands(self, compiled: Compiled) -> list[Outcome]:
        """What a formula's parents are in this view."""
        if self.stale:
            self._forget()
        known = self._known
        return [known.get(parent) or self._look_up(parent) for parent in compiled.parents]


def _exact(_number: float) -> float:
    return 0.0
