"""The verdict on each claim, in this order: right, right by honest rounding, following from an earlier error, wrong."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from grader.grading.align import Aligner, Alignment
from grader.grading.conventions import Convention
from grader.grading.diagnose import Diagnosis
from grader.grading.evidence import fitted
from grader.grading.facts import Cells, Facts, Value, reaches
from grader.grading.follow import FollowThrough
from grader.grading.formulas import Formulas
from grader.grading.honest import HonestRounding
from grader.grading.judged import Judged
from grader.grading.match import Match
from grader.grading.outcome import Outcome
from grader.grading.own import Entry, Own
from grader.grading.precision import Closeness
from grader.grading.report import Finding, Remark
from grader.grading.rows import vector
from grader.grading.severed import columns, own_parts
from grader.grading.working import Candidate
from grader.reading.remarks import is_word
from grader.reading.spoken import as_text
from grader.reading.tree import Name, Partial

if TYPE_CHECKING:
    from grader.grading.reference import Reference


CARRIED: Final = 3.0  # support of a value that follows from the student's own earlier ones
NEARLY: Final = 4  # half units within which a value may be its quantity's, before it is judged
FORWARD: Final = frozenset("zaL")  # letters of what a pass forward gives: a table shows it before and after
SHARE: Final = 0.02  # share of a value that these may be at most
BEHIND: Final = 998  # the place of a chain's other end, behind those of elements and before that of a slip
SAID: Final = {key: Finding(key) for key in ("correct", "correct-rounding", "correct-coarse", "follows")}
MISTAKEN: Final = 2.0  # support of a value that a known mistake makes


class Judge:
    """Judges the claims of one sheet in their order; later claims may rest on earlier ones."""

    def __init__(self, reference: Reference, convention: Convention, closeness: Closeness, *, ways: bool = True) -> None:
        """Begin with nothing judged; `ways`: a right way earns something of its own where a value follows from an error."""
        self.reference = reference
        self.convention = convention
        self.closeness = closeness
        self.ways = ways
        self.own = Own(reference)
        self.own.reach = closeness.reach
        self.aligner = Aligner(reference, self.own)
        self.diagnosis = Diagnosis(reference, self.own, self.aligner, closeness)
        self.rounding = HonestRounding(self.own, self.aligner, self.diagnosis, closeness)
        self.follow = FollowThrough(self.own, self.aligner, self.diagnosis, closeness)
        self._across = 0  # matrices that stand transposed, less those that do not
        self._helpers: set[str] = set()  # names that stand for intermediate results of the writer's own
        self.formulas = Formulas(reference, convention, self.aligner, self.diagnosis)

    def support(self, facts: Facts, candidate: Candidate, mistakes: bool) -> float:  # noqa: FBT001
        """How well the student's own earlier values make a statement's value this quantity's; known `mistakes` may do so too."""
        value = facts.value
        if value is None or not self.reference.contains(candidate.name):
            return 0.0
        for side in facts.sides.values():
            if side.scalar and len(side.slots) > 2 and (found := self.aligner.align(side, candidate.name)) is not None:
                return CARRIED * (found.sign == candidate.sign)
        if self.follow.from_own(value, candidate.name, candidate.sign):
            return CARRIED
        predicted = self.diagnosis.predictions.predicted
        return MISTAKEN if mistakes and value.significant > 2 and predicted(value, candidate.name, candidate.sign) else 0.0

    def shown(self, facts: Facts, name: str) -> int:
        """How many of the numbers of a working are values that the student wrote for what the quantity is made of."""
        parents = self.reference.parents(name)
        written = map(self.own.of_size, facts.operands)
        return sum(any(entry.quantity in parents for entry in entries) for entries in written)

    def applied(self, facts: Facts) -> tuple[str, ...]:
        """The units to whose own sum a function is applied, `σ(1.98) = 0.88`: their activation, or its derivative."""
        found: dict[str, None] = {}
        for side in facts.sides.values():
            # the ones of `1 / (1 + e^{-z})` are no operands, nor is the exponent of `1 - tanh(z)^2`
            others = tuple(slot for slot in side.slots if slot.literal is None or not (slot.exponent or slot.number == 1))
            slots = others if len(side.slots) > 1 else side.slots
            if not side.scalar or len(slots) != 1:
                continue
            for entry in self.own.of_size(slots[0].number):
                unit = entry.quantity[1:]
                names = (f"a{unit}", f"da{unit}/dz{unit}") if entry.quantity[0] == "z" else ()
                for name in filter(self.reference.means, names):
                    alignment = self.aligner.align(side, name)
                    if alignment is not None and alignment.sign > 0:
                        found[name] = None
        return tuple(found)

    # -- statements -----------------------------------------------------------------------------------------------
    def statement(self, facts: Facts, match: Match | None) -> list[Judged]:
        """The judged claims of a statement: one, or one for each element of a vector or matrix."""
        if match is None:
            return self._untied(facts)
        if self._counts(facts, match):
            return []
        if match.candidate.name in self.reference.extra:
            return self._untied(facts)
        if match.cells:
            return self._components(facts, match)
        name = match.candidate.name
        rows = self.reference.elements(name)
        end = facts.value
        if not self._fits(facts, match):
            parts = own_parts(facts) if name[:1] not in FORWARD else (*own_parts(facts), *columns(facts))
            facts = next((part for part in parts if self._fits(part, match) or self._is_honest(part, match)), facts)
        if rows is None:
            claim = self._scalar(facts, match)
            if end is not None and facts.value is not None and end.number != facts.value.number:
                self._keep_end(claim, end)
            return [claim]
        cells = self._turned(facts, rows, match.candidate.sign)
        if cells is None:
            return [self.formulas.judge(facts, match)] if not facts.cells else self._unfitting(facts, match)
        beside = tuple((name, value) for names, values in zip(rows, cells, strict=True) for name, value in zip(names, values, strict=True))
        found = []
        for i, row in enumerate(rows):
            for j, element in enumerate(row):
                claim = Judged(facts, match, element, match.candidate.sign, cells[i][j], (i, j))
                claim.beside = beside
                found.append(self._value(claim))
        return found

    def _counts(self, facts: Facts, match: Match) -> bool:
        """Whether a whole number that is not the value is no claim: `l = 2`, a limit `y -> 1`, how many there are (`| output | 1 |`)."""
        value, statement = facts.value, facts.statement
        if value is None or not value.exact or len(statement.links) != 1 or not self.reference.contains(match.candidate.name):
            return False
        if abs(value.number - match.candidate.sign * self.reference.number(match.candidate.name)) < 1e-12:
            return False
        relations, head = statement.equation.relations, statement.head
        if "->" in relations or not isinstance(head, Name):
            return "->" in relations
        if value.number and is_word(head.text) and not {":", "|"}.isdisjoint(relations):
            return True
        return match.candidate.name.startswith("L") and len(head.text) == 1

    def _components(self, facts: Facts, match: Match) -> list[Judged]:
        """The claims of a vector whose components are quantities of their own."""
        upright = len(facts.cells) > 1
        found = []
        for i, (candidate, value) in enumerate(zip(match.cells, vector(facts), strict=True)):
            cell = (i, 0) if upright else (0, i)
            found.append(self._value(Judged(facts, match, candidate.name, candidate.sign, value, cell)))
        return found

    def _turned(self, facts: Facts, rows: tuple[tuple[str, ...], ...], sign: int) -> Cells | None:
        """The written cells in the quantity's layout; a square matrix may stand in the transposed one, as the sheet's others do."""
        cells = fitted(facts.cells, rows)
        if cells is None or min(len(rows), len(rows[0])) == 1:
            return cells
        if len(rows) != len(rows[0]):
            self._across += 1 if len(facts.cells) != len(rows) else -1
            return cells
        flipped = tuple(zip(*cells, strict=True))
        gain = self._agreeing(flipped, rows, sign) - self._agreeing(cells, rows, sign)
        if not gain and not self._across and self.own.tainted:
            gain = self._following(flipped, rows, sign) - self._following(cells, rows, sign)
        self._across += (gain > 1) - (gain < -1)
        return flipped if gain > 1 or (gain >= 0 and self._across > 0) else cells

    def _agreeing(self, cells: Cells, rows: tuple[tuple[str, ...], ...], sign: int) -> int:
        pairs = [(v, sign * self.reference.number(n)) for r, names in zip(cells, rows, strict=True) for v, n in zip(r, names, strict=True)]
        return sum(self.closeness.right(v, truth) for v, truth in pairs)

    def _following(self, cells: Cells, rows: tuple[tuple[str, ...], ...], sign: int) -> int:
        pairs = ((v, n) for r, names in zip(cells, rows, strict=True) for v, n in zip(r, names, strict=True))
        return sum(self.follow.from_own(value, name, sign) for value, name in pairs)

    def _untied(self, facts: Facts) -> list[Judged]:
        statement = facts.statement
        if not facts.cells or (statement.head is None and not statement.links):
            return []
        claim = Judged(facts, None, None, 1, facts.value)
        garbled = any(link.kind == "garbled" for link in statement.links)
        claim.verdict = "unchecked"
        claim.finding = Finding("unchecked-helper")
        if garbled:
            claim.verdict, claim.finding = "unreadable", Finding("unreadable-ink")
            claim.review = Finding("review-unreadable")
        elif self._nameless_value(facts):
            claim.verdict, claim.finding = "unreadable", Finding("unreadable-name", {"name": statement.text.strip()[:60]})
            claim.review = Finding("review-unreadable")
        else:
            self._arithmetic(claim)
            self.diagnosis.trials.stray(claim)
            if statement.head is not None:
                self._helpers.add(as_text(statement.head))
        return [claim]

    def _nameless_value(self, facts: Facts) -> bool:
        """Whether a value stands behind a name that nobody knows, without any working: ink for a person."""
        head = facts.statement.head
        if not isinstance(head, Name | Partial) or facts.operands or facts.value is None:
            return False
        return as_text(head) not in self._helpers

    def _unfitting(self, facts: Facts, match: Match) -> list[Judged]:
        claim = Judged(facts, match, None, 1, None)
        claim.verdict, claim.finding = "unreadable", Finding("unreadable-name", {"name": match.candidate.name})
        claim.review = Finding("review-unreadable")
        return [claim]

    def _scalar(self, facts: Facts, match: Match) -> Judged:
        value = facts.value
        if value is None:
            if facts.cells:
                return self._unfitting(facts, match)[0]
            return self.formulas.judge(facts, match)
        name, sign = match.candidate.name, self._sign(facts, match, value)
        return self._value(Judged(facts, match, name, sign, value))

    def _fits(self, facts: Facts, match: Match) -> bool:
        """Whether a statement needs no other end: the values that it ends in are the quantity's, or nearly."""
        candidate, value = match.candidate, facts.value
        rows = self.reference.elements(candidate.name)
        if rows is not None:
            shown = fitted(facts.cells, rows)
            return shown is not None and self._agreeing(shown, rows, candidate.sign) == len(rows) * len(rows[0])
        if value is None:
            return False
        truth = self._sign(facts, match, value) * self.reference.number(candidate.name)
        near = min(NEARLY * value.half, SHARE * abs(truth)) if value.written is not None and not value.exact else 0.0
        return self.closeness.right(value, truth) or abs(value.number - truth) <= near

    def _is_honest(self, facts: Facts, match: Match) -> bool:
        """Whether the value that a part of a statement ends in is right by honest rounding."""
        name, value = match.candidate.name, facts.value
        if value is None or not self.reference.contains(name):
            return False
        sign = self._sign(facts, match, value)
        return self.rounding.explains(Judged(facts, match, name, sign, value), sign * self.reference.number(name)) is not None

    def _sign(self, facts: Facts, match: Match, value: Value) -> int:
        """The sign of the name here: an error that the sheet turns elsewhere is the plain derivative where it is worked out as that."""
        name, sign = match.candidate.name, match.candidate.sign
        if sign > 0 or not self.closeness.rounded(value, self.reference.number(name)):
            return sign
        sides = (self.formulas.side(facts, link, name) for link in facts.statement.working if link.kind == "symbolic")
        return 1 if any(side is not None and self.aligner.identical(side, name, 1) for side in sides) else sign

    # -- values ---------------------------------------------------------------------------------------------------
    def _value(self, claim: Judged) -> Judged:
        """The verdict on one written value."""
        assert claim.quantity is not None  # noqa: S101 - only claims tied to a quantity come here
        assert claim.value is not None  # noqa: S101 - and with a value
        truth = claim.sign * self.reference.number(claim.quantity)
        self._prepare(claim)
        if not math.isfinite(claim.value.number):
            claim.verdict, claim.finding = "unreadable", Finding("unreadable-ink")
            return claim
        if self.closeness.tolerated(claim.value, truth):
            self._right(claim, truth, "correct")
        else:
            self._untolerated(claim, claim.value, truth)
        self._mislabelled(claim)
        self._keep(claim, truth)
        return claim

    def _untolerated(self, claim: Judged, value: Value, truth: float) -> None:
        """The verdict on a value that is not within the problem's tolerance of the truth."""
        blurred = self.closeness.blurred(value, truth)
        if self.closeness.rounded(value, truth, unrounded=claim.unrounded) and not self._mistaken(claim, again=blurred):
            self._right(claim, truth, "correct")
        elif (outcome := self.rounding.explains(claim, truth)) is not None and not self._mistaken(claim, again=blurred):
            carried = self.follow.rather(claim, truth)
            if carried is not None:
                self._carried(claim, carried)
                return
            self._right(claim, truth, "correct-rounding")
            claim.expected_here = outcome
        elif (follows := self.follow.of(claim)) and not (self.closeness.blurred(value, follows[0].number) and self._mistaken(claim)):
            self._carried(claim, follows)
        elif (self.rounding.stepwise(claim, truth) or self.rounding.unwritten(claim, truth)) and not self._mistaken(claim, again=True):
            self._right(claim, truth, "correct-rounding")
        elif self.rounding.coarsely(claim, truth) and not self._mistaken(claim, again=True):
            self._right(claim, truth, "correct-coarse")
        else:
            self._formulate(claim)
            self.diagnosis.explain(claim, truth)

    def _mistaken(self, claim: Judged, *, again: bool = False) -> bool:
        """Whether the value is exactly what a known mistake makes, worked out once: it is slow; `again`: or what one met before makes."""
        if claim.mistaken is None:
            claim.mistaken = self.diagnosis.predictions.exactly_mistaken(claim)
        return claim.mistaken or (again and self.diagnosis.predictions.met_before(claim))

    def _prepare(self, claim: Judged) -> None:
        assert claim.value is not None  # noqa: S101 - only claims with a value come here
        for side in claim.workings if not claim.value.exact else ():
            computed = side.value(side.literals(), *claim.cell)
            claim.computed = computed
            claim.unrounded |= abs(computed - claim.value.number) <= 1e-9 * abs(computed)

    def _formulate(self, claim: Judged) -> None:
        """The claim's formulas, and whether one of them is right: nothing asks for it where the value is right."""
        for link in claim.facts.statement.working:
            formula = self.formulas.side(claim.facts, link, claim.quantity) if link.kind == "symbolic" else None
            if formula is None or not formula.has(*claim.cell):
                continue
            claim.formulas.append(formula)
            if claim.quantity and self.aligner.identical(formula, claim.quantity, claim.sign, *claim.cell):
                claim.formula_right = True

    def _right(self, claim: Judged, truth: float, key: str) -> None:
        assert claim.value is not None  # noqa: S101
        claim.verdict, claim.finding = "correct", SAID[key]
        if key == "correct-coarse" or (key == "correct" and not self.closeness.tolerated(claim.value, truth)):
            claim.remarks.append(Remark("rounding", Finding("remark-coarse")))
            if key == "correct" and self.closeness.required:
                claim.verdict, claim.cause, claim.finding = "wrong", "rounding", Finding("wrong-rounding")
                self._formulate(claim)
        self._arithmetic(claim)

    def _carried(self, claim: Judged, follows: tuple[Outcome, Alignment | None]) -> None:
        outcome, alignment = follows
        claim.verdict, claim.finding = "follows", SAID["follows"]
        claim.roots = outcome.roots
        claim.expected_here = outcome.number
        if alignment is not None:
            claim.formula_right = True
        else:
            if self.ways:
                self._formulate(claim)
            self._arithmetic(claim)

    # -- working --------------------------------------------------------------------------------------------------
    def _arithmetic(self, claim: Judged) -> None:
        """A remark where the numbers shown do not give the value shown."""
        if claim.value is None or claim.value.written is None:
            return
        half = max(self.closeness.half(claim.value, claim.value.number), claim.value.half if not claim.value.exact else 0.0)
        for link in claim.facts.statement.working:
            side = claim.facts.sides.get(link.position)
            if side is None or len(side.slots) < 2 or not side.has(*claim.cell) or link.kind != "numeric":
                continue
            if claim.facts.statement.worked_out(link):
                continue
            computed = side.value(side.literals(), *claim.cell)
            slack = max(2 * half, 0.003 * abs(claim.value.number), 1e-9)
            if math.isfinite(computed) and not reaches(side, self.reference, claim.cell, claim.value.number, slack, 1.5):
                claim.working_wrong = True
                facts = self.diagnosis.odd_fact(side, claim)
                claim.remarks.append(
                    Remark("arithmetic", Finding("remark-arithmetic", {"computed": f"{computed:.6g}", **facts}), link.position)
                )
                return

    def _mislabelled(self, claim: Judged) -> None:
        if claim.match is not None and claim.match.mislabelled is not None:
            claim.remarks.append(Remark("label", Finding("remark-label", {"shown_quantity": claim.match.mislabelled})))

    def _worked(self, claim: Judged) -> float | None:
        """What the working of a wrong value gives, where that is clearly another number."""
        if claim.verdict != "wrong" or claim.value is None:
            return None
        computed = [side.value(side.literals(), *claim.cell) for side in claim.workings]
        far = [number for number in computed if math.isfinite(number) and abs(number - claim.value.number) > 2 * claim.value.half]
        return claim.sign * far[-1] if far else None

    def _keep(self, claim: Judged, truth: float) -> None:
        """Let the value carry into later lines."""
        assert claim.value is not None  # noqa: S101
        astray = claim.verdict == "unreadable" and self.diagnosis.trials.rests_astray(claim)
        status = "wrong" if astray else claim.verdict
        if claim.quantity is None or status not in {"correct", "follows", "wrong"}:
            return
        number = claim.sign * claim.value.number
        half = self.closeness.precision.half(claim.value) if not claim.value.exact else 0.0
        if claim.verdict == "correct":
            self.closeness.hear(claim.value, truth, truth if claim.computed is None else claim.computed)
        full = truth if claim.verdict == "correct" else claim.expected_here if claim.expected_here is not None else claim.value.number
        roots = frozenset((claim.line,)) if status == "wrong" else claim.roots
        statement = claim.facts.statement
        place = 1000 * statement.place + 30 * claim.cell[0] + claim.cell[1]
        entry = Entry(claim.quantity, statement.line, place, number, half, claim.sign * full, status, roots, self._worked(claim))
        self.own.add(entry)
        self.diagnosis.keep_slips(claim)

    def _keep_end(self, claim: Judged, value: Value) -> None:
        """Let the number carry in which a chain ends behind the value that it was judged by: later lines may rest on it."""
        if claim.quantity is None or not math.isfinite(value.number):
            return
        statement, number = claim.facts.statement, claim.sign * value.number
        half = self.closeness.precision.half(value) if not value.exact else 0.0
        place = 1000 * statement.place + BEHIND
        self.own.add(Entry(claim.quantity, statement.line, place, number, half, number, "slip", frozenset((claim.line,))))
