"""Which quantity each statement claims: its name under the sheet's convention, its label, its value, its operands, its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from grader.grading.conventions import UNASKED, Convention
from grader.grading.evidence import ASTRAY, Evidence, fitted
from grader.grading.facts import Facts, Value
from grader.grading.names import derivative, primed
from grader.grading.rows import of_whole, unit_row, vector
from grader.grading.severed import own_parts
from grader.grading.shape import KEPT
from grader.grading.statements import walk
from grader.grading.working import Candidate
from grader.graph.quantity import Derivative, Variable
from grader.reading.tree import Call, Name, Partial

if TYPE_CHECKING:
    from grader.grading.reference import Reference

By = Literal["name", "label", "working", "value"]

STRONG: Final = 3.0  # support that names a statement without or against its written name
WEAK: Final = 0.5  # support below which a written name is doubted
SURE: Final = 2.4  # support of a value that agrees
NEARLY: Final = 0.9  # agreement of a value that is right for one sample, but for its rounding: no mistake in what all samples give
LABEL: Final = 2.5
LABELLING = ((":",), ("|",))  # relations behind a name that heads a row
OTHER: Final = 0.3  # cost of taking the name at the head of a row for that of the gradient
LIKELY_LABEL: Final = 1.0
TURN: Final = 0.8  # cost of a quantity of another update than the one at hand, where samples are taken one by one
STALE: Final = 1.2  # cost of a parameter whose gradient stands already: behind it comes the new one
PARAMETERS: Final = frozenset(("W", "b", *KEPT))
FORWARD: Final = frozenset(("z", "a", "L"))


@dataclass(frozen=True, slots=True)
class Match:
    """The quantity a statement is tied to, by what, how well its numbers fit, and whether its written name says another one."""

    candidate: Candidate
    by: By
    fit: float
    confidence: int
    mislabelled: str | None = None  # what the written name says
    cells: tuple[Candidate, ...] = ()  # the components of a vector that is no whole quantity
    usual: bool = False  # its letters stand for what they usually do, though the layer may be unsaid


class Matcher:
    """Ties statements to quantities one after the other, in the order of the sheet."""

    def __init__(self, reference: Reference, convention: Convention, evidence: Evidence, labels: dict[str, tuple[str, ...]]) -> None:
        """Keep what names are read by; `labels` gives what each item asks."""
        self.reference = reference
        self.convention = convention
        self.evidence = evidence
        self.labels = labels
        self.claimed: list[str] = []
        self.times: Counter[str] = Counter()  # how often each quantity was claimed
        self.spoken: set[str] = set()  # what the sheet's names say
        self.marks = False  # whether the sheet's names say what is new
        self.update = False  # whether the statement at hand looks like an update
        self.tabled: dict[int, Candidate] = {}  # the quantities of table cells that whole columns tell, by where they stand
        self.renewing: set[str] = set()  # the names whose own update has been written: what follows under them is new
        self.predicted: Callable[[Value, str, int], bool] = _never  # whether a known mistake makes the value
        self.support: Callable[[Facts, Candidate, bool], float] = _none  # by own earlier values, and known mistakes
        self.shown: Callable[[Facts, str], int] = _nothing  # how many of a working's numbers are own values of what a quantity is made of
        self.applied: Callable[[Facts], tuple[str, ...]] = _nowhere  # the units whose own sum a function is applied to
        self.computed: Callable[[Facts], tuple[tuple[str, ...], int]] = _uncomputed  # what a line's own formula is; how sure its names are
        self.forwarded = 0  # the latest pass of which a forward value was seen
        self.updated = 0  # the latest pass of the network that was seen

    def match(self, facts: Facts) -> Match | None:
        """The statement's quantity; None where nothing ties it."""
        head = facts.statement.head
        said = head.text if isinstance(head, Name) else ""
        self.update = facts.statement.update or len(facts.operands) > 1 or facts.statement.renews or said in self.renewing
        if facts.statement.renews:
            self.renewing.add(said)
        named = self._named(facts)
        cell = self._cell(facts) if self.tabled else None
        if cell is not None and (named is None or named[0] < SURE):
            self._note(cell.name)
            return Match(cell, "name", SURE, 2, usual=True)
        labelled = self._best(facts, [Candidate(n, s, -0.1) for n in self._asked(facts) for s in (1,)])
        worked = self._best(facts, [Candidate(n, s) for n, s in facts.identified.items() if self._proper(n)]) if facts.cells else None
        chosen = self._weigh(facts, named, labelled, worked)
        row = self._row(facts, chosen)
        if row:
            chosen = Match(row[0], "name", 1.0, 1, cells=row)
        if chosen is not None:
            for name in [c.name for c in chosen.cells] or [chosen.candidate.name]:
                self._note(name)
        return chosen

    def _cell(self, facts: Facts) -> Candidate | None:
        """What the column of a table says that a value is."""
        shown = facts.statement.value
        return self.tabled.get(shown.tree.span.start) if shown is not None and facts.value is not None else None

    def _row(self, facts: Facts, chosen: Match | None) -> tuple[Candidate, ...]:
        """One unit's weights as a vector, where the written name is that of no such vector."""
        if chosen is not None:
            rows = self.reference.elements(chosen.candidate.name)
            if rows is not None and fitted(facts.cells, rows) is not None:
                return ()
        if chosen is not None and chosen.by == "name":
            samples = self._samples(facts)
            if samples:
                return samples
        named = chosen.candidate.name if chosen is not None else ""
        return unit_row(facts, self.reference, self.evidence.steps, named) if len(facts.cells) else ()

    def _samples(self, facts: Facts) -> tuple[Candidate, ...]:
        """A vector over the samples: one unit's quantity in each."""
        values = vector(facts)
        head = facts.statement.head
        if not values or head is None or self.reference.network is None or self.reference.network.samples != len(values):
            return ()
        found = [c for c in self.convention.tree(head) if c.name.partition("@")[2]]
        units = dict.fromkeys(c.name.partition("@")[0] for c in found)
        for unit in units:
            row = [c for c in found if c.name.partition("@")[0] == unit]
            if len(row) == len(values):
                return tuple(row)
        return ()

    def _asked(self, facts: Facts) -> tuple[str, ...]:
        return self.labels.get(facts.statement.label, ()) if facts.statement.label else ()

    def _weigh(
        self,
        facts: Facts,
        named: tuple[float, Candidate] | None,
        labelled: tuple[float, Candidate] | None,
        worked: tuple[float, Candidate] | None,
    ) -> Match | None:
        confidence = self.convention.confidence(facts.statement.head)
        if named is None:
            return self._nameless(facts, labelled, worked)
        fit, candidate = named
        if not facts.cells and labelled is not None and not self._wanted(candidate.name):
            return Match(labelled[1], "label", labelled[0], max(confidence, 2), mislabelled=candidate.name)
        told = Match(candidate, "name", fit, confidence, usual=self.convention.usual(facts.statement.head))
        for rival, by in ((labelled, "label"), (worked, "working")):
            if rival is None or rival[1].name == candidate.name or not facts.cells:
                continue
            if by == "working" and (rival[1].name in self.spoken or (confidence > 0 and self._mistaken(facts, candidate))):
                continue
            if by == "working" and any(self._value_agrees(part, candidate) for part in (facts, *own_parts(facts))):
                continue
            threshold = SURE if by == "label" else STRONG + 0.9
            agrees = self._value_agrees(facts, rival[1]) and (by == "label" or self.support(facts, candidate, False) < STRONG)
            if agrees and fit < WEAK and (rival[0] >= threshold or by == "label"):
                return Match(rival[1], by, rival[0], max(confidence, 2), mislabelled=candidate.name)  # type: ignore[arg-type]
            if by == "label" and fit < WEAK and facts.cells and self.confusable(candidate.name, rival[1].name):
                return Match(rival[1], "label", rival[0], max(confidence, 2), mislabelled=candidate.name)
        return told

    def _mistaken(self, facts: Facts, candidate: Candidate) -> bool:
        """Whether a known mistake makes the written value of the quantity that the name says."""
        value = facts.value
        if value is None or not self.reference.contains(candidate.name):
            return False
        return self.predicted(value, candidate.name, candidate.sign)

    def hear(self, sheet: Iterable[Facts]) -> None:
        """Take note of every quantity that the sheet names, before the first is judged."""
        for facts in sheet:
            head = facts.statement.head
            if head is not None:
                self.spoken.update(c.name for c in self.convention.tree(head))
        self.marks = any(name[:2] in {"W'", "b'"} for name in self.spoken)

    def _wanted(self, name: str) -> bool:
        """Whether any item of the problem asks for the quantity."""
        return any(name in asked for asked in self.labels.values())

    def confusable(self, written: str, asked: str) -> bool:
        """Whether a garbled name may stand for what the label asks: both are derivatives of the same kind of thing."""
        one, other = self.reference.meaning(written), self.reference.meaning(asked)
        return isinstance(one, Derivative) and isinstance(other, Derivative) and one.of.family == other.of.family

    def _value_agrees(self, facts: Facts, candidate: Candidate) -> bool:
        value = facts.value
        if value is None or self.reference.elements(candidate.name) is not None:
            return False
        truth = candidate.sign * self.reference.number(candidate.name)
        return abs(value.number - truth) <= max(value.half * 1.02, 0.0006 * abs(truth))

    def _nameless(self, facts: Facts, labelled: tuple[float, Candidate] | None, worked: tuple[float, Candidate] | None) -> Match | None:
        if labelled is not None and (facts.cells or facts.statement.links):
            if worked is not None and labelled[0] < LIKELY_LABEL and worked[0] >= STRONG and self._value_agrees(facts, worked[1]):
                return Match(worked[1], "working", worked[0], 1)
            return Match(labelled[1], "label", labelled[0], 2)
        links = facts.statement.links
        applies = bool(links) and facts.value is not None and any(isinstance(node, Call) for node in walk(links[0].tree))
        applied = self.applied(facts) if applies else ()
        if len(applied) == 1:
            return Match(Candidate(applied[0]), "name", 1.0, 1)
        computed, sure = self.computed(facts) if facts.cells and facts.statement.head is not None else ((), 0)
        meant = self._best(facts, map(Candidate, computed))
        if meant is not None:
            return Match(meant[1], "name", meant[0], sure)
        if worked is not None and worked[0] >= STRONG and len(facts.operands) > 1 and not self._by_chance(worked[1]):
            return Match(worked[1], "working", worked[0], 1)
        return self._by_value(facts)

    def _by_value(self, facts: Facts) -> Match | None:
        """A name nobody knows, whose value only one quantity of the problem has."""
        value = facts.value
        head = facts.statement.head
        goes_on = head is None and not facts.statement.equation.head  # a chain whose head was lost
        if value is None or not (goes_on or isinstance(head, Name | Partial)) or value.written is None:
            return None
        if value.significant < (3 if goes_on else 4):
            return None
        slack = value.half * 1.001
        found = [n for n in self.reference.within(abs(value.number) - slack, abs(value.number) + slack) if n not in self.reference.extra]
        if len(found) != 1 or self.reference.number(found[0]) * value.number < 0:
            return None
        return Match(Candidate(found[0]), "value", 1.0, 0)

    def _named(self, facts: Facts) -> tuple[float, Candidate] | None:
        head = facts.statement.head
        if head is None:
            return None
        found = self.convention.tree(head)
        slopes = [c for c in found if c.weight <= -UNASKED]
        if slopes:
            found = tuple(c for c in found if c not in slopes)
        if facts.statement.equation.relations[:1] in LABELLING:
            found = (*found, *self._of_row(found))
        found = of_whole(facts, found, self.reference.network)
        best = self._best(facts, found)
        if best is not None and len(found) > 1 and best[0] < STRONG and facts.value is not None:
            nearly = {c.name.partition("@")[0] for c in found if "@" in c.name and self.evidence.single(facts, c) >= NEARLY}
            several = len({c.name for c in found}) > 1  # of two signs of one quantity no mistake is in question
            carried = [Candidate(c.name, c.sign, c.weight + self.support(facts, c, several)) if c.name not in nearly else c for c in found]
            best = self._best(facts, carried)
        if slopes and (best is None or not self._value_agrees(facts, best[1])):
            best = next(((SURE, slope) for slope in slopes if self._value_agrees(facts, slope)), best)
        if best is not None and best[0] < WEAK and self.updated and facts.operands:
            return self._renewed(facts, best)
        return best

    def _renewed(self, facts: Facts, best: tuple[float, Candidate]) -> tuple[float, Candidate]:
        """The same quantity after an update, where nothing fits but the working shows the student's own values of that pass."""
        candidate = best[1]
        variable = self.reference.meaning(candidate.name) if self.reference.contains(candidate.name) else None
        if not isinstance(variable, Variable) or variable.family not in FORWARD or variable.primes or self._pass(variable):
            return best
        shown = self.shown(facts, candidate.name)
        for passes in range(self.updated, 0, -1):
            later = primed(candidate.name, passes)
            if self.reference.contains(later) and self.shown(facts, later) > shown:
                return best[0], Candidate(later, candidate.sign, candidate.weight)
        return best

    def _of_row(self, found: Iterable[Candidate]) -> Iterator[Candidate]:
        """What a row under a parameter's name may also be about: the gradient by it."""
        for candidate in found:
            name = derivative("L", candidate.name) if candidate.name[:2] in {"W[", "b["} else None
            if name is not None and self.reference.means(name):
                yield Candidate(name, candidate.sign, candidate.weight - OTHER)

    def _best(self, facts: Facts, candidates: Iterable[Candidate]) -> tuple[float, Candidate] | None:
        best: tuple[float, Candidate] | None = None
        for candidate in candidates:
            head = facts.statement.head
            first = isinstance(head, Name) and "old" in head.accents  # said to be the one before the update
            for score, option in self.evidence.passes(facts, candidate)[: 1 if first else None]:
                if not self.reference.means(option.name):
                    continue
                ranked = score + option.weight + self._place(option.name)
                ranked += LABEL if option.name in self._asked(facts) else 0.0
                ranked -= ASTRAY * self.evidence.astray(facts, option.name)
                if best is None or ranked > best[0] + 1e-9:
                    best = (ranked, option)
        return best

    def _proper(self, name: str) -> bool:
        """Whether a line without a usable name may be tied to this quantity: not the local copies of given numbers."""
        return bool(self.reference.compiled(name).parents)

    def _by_chance(self, found: Candidate) -> bool:
        """Whether working under an unknown name hardly means this: minus a new parameter, or a given number's copy as a slope."""
        name = found.name
        if "/" not in name:
            return found.sign < 0 and "'" in name
        givens = [p for p in self.reference.compiled(name).parents if not self.reference.compiled(p).parents]
        return any(self.reference.probe(p) == self.reference.probe(name) for p in givens)

    def _place(self, name: str) -> float:
        """The support of the order on the page: what was just written makes its children likely, what stands already less so."""
        if name in self.reference.extra:
            return 0.0
        meaning = self.reference.meaning(name)
        score = 0.0
        recent = self.claimed[-3:]
        if self.reference.elements(name) is None:
            parents = self.reference.parents(name)
            score += 0.5 * any(n in parents for n in recent) + 0.5 * (recent[-1:] != [] and recent[-1] in parents)
            steps = [n for n in self.spoken & parents if n.partition("@")[0] != name]  # a batch's shares of itself are no steps
            awaited = [n for n in steps if self._proper(n)]
            score -= 0.8 * (bool(awaited) and self.times.keys().isdisjoint(awaited))
        score -= 0.4 * (name in self.times)
        family = meaning.family if isinstance(meaning, Variable) else "d"
        passes = self._pass(meaning)
        if self.reference.online and not self.marks:
            turn = max(self.forwarded, self.updated) if family in FORWARD else self.forwarded
            score -= TURN * abs(passes - turn - (family in PARAMETERS and passes > 0))
        if family not in PARAMETERS and not self._moves(name):
            seen = self.forwarded if family == "d" else max(self.updated, self.times[primed(name, -passes)] if passes else 0)
            unseen = 6.0 if passes <= self.updated else 9.0  # nobody goes through the network again before an update
            score -= (3.0 if seen else unseen) * max(passes - seen, 0)
            score -= 0.6 * max(self.updated - passes, 0) if family in FORWARD else 0.0
        elif passes == 0:
            score -= 1.5 if self.update else 0.2 * bool(self.claimed)
        if family in {"W", "b"} and not self.marks:
            score -= STALE * (derivative("L" + "'" * passes, name) in self.times)
        return score

    def _pass(self, meaning: Variable | Derivative | None) -> int:
        """How many updates stand before a quantity; where samples are taken one by one, a sample has its turn."""
        variable = meaning.of if isinstance(meaning, Derivative) else meaning
        if variable is None:
            return 0
        sample = variable.sample if self.reference.online and not variable.primes else None
        return variable.primes if sample is None else sample - 1

    def _moves(self, name: str) -> bool:
        """Whether an update of the problem's own graph changes the quantity."""
        return self.reference.network is None and primed(name.replace("'", ""), 1) in self.reference.trace.moved

    def _note(self, name: str) -> None:
        self.claimed.append(name)
        self.times[name] += 1
        if name in self.reference.extra:
            return
        meaning = self.reference.meaning(name)
        passes = self._pass(meaning)
        if isinstance(meaning, Variable) and passes:
            if meaning.family in KEPT:
                return
            if meaning.family in {"W", "b"} or self._moves(name):
                self.updated = passes
            else:
                self.forwarded = passes


def _never(_value: Value, _name: str, _sign: int) -> bool:
    return False


def _nothing(_facts: Facts, _name: str) -> int:
    return 0


def _nowhere(_facts: Facts) -> tuple[str, ...]:
    return ()


def _none(_facts: Facts, _candidate: Candidate, _mistakes: bool) -> float:  # noqa: FBT001
    return 0.0


def _uncomputed(_facts: Facts) -> tuple[tuple[str, ...], int]:
    return (), 0
