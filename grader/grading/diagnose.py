"""Why a value is wrong: the formula shown, then the operands shown, then the value itself; the simplest explanation wins."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from grader.grading.align import Aligner, Operand, same
from grader.grading.doubts import in_doubt
from grader.grading.facts import reaches
from grader.grading.hidden import repeated, search
from grader.grading.judged import SLIPS, Judged
from grader.grading.mistaken import ERRORLESS, Wrong, mistaken, mistaken_as
from grader.grading.odd import Odd, OddOperand
from grader.grading.own import HONEST, Entry, Own
from grader.grading.precision import Closeness
from grader.grading.predicted import SURE_DIGITS, Cause, Predictions
from grader.grading.report import Finding
from grader.grading.slips import slip
from grader.grading.trials import Trials
from grader.grading.working import Side

if TYPE_CHECKING:
    from grader.grading.reference import Reference

MOST_RULES: Final = 24  # wrong formulas of rules broken before that are tried with one operand out of place
MOST_OPEN: Final = 100  # doubtful values of a sheet beyond which one that is left open is not kept
OFTEN: Final = 2  # lines of one rule from which it is likelier than another
LARGEST: Final = 2000  # quantities of a problem beyond which nobody looks for what was not written
SWAPS: Final = frozenset({"input-index-swapped", "same-operand-twice", "wrong-target"})
NEARLY: Final = 4  # half units within which a value in a chain is what it should be
FORGOTTEN = (0.5, 2.0)  # factors that a written link may lack although they were used


class Diagnosis:
    """Finds the causes of one sheet's wrong values."""

    def __init__(self, reference: Reference, own: Own, aligner: Aligner, closeness: Closeness) -> None:
        """Begin with no causes found."""
        self.reference = reference
        self.own = own
        self.aligner = aligner
        self.closeness = closeness
        self.seen: Counter[str] = Counter()  # causes found so far
        self.possible: dict[str, None] = {}  # wrong rules that explain a line so far, first or not
        self.predictions = Predictions(reference, own, aligner, closeness, self.seen)
        self.odd = OddOperand(reference, aligner)
        self._slips: dict[int, Odd] = {}
        self.trials = Trials(reference)

    # -- the whole ------------------------------------------------------------------------------------------------
    def explain(self, claim: Judged, truth: float) -> None:
        """Give a wrong claim its verdict and its cause, or leave it to a person where the name is in doubt."""
        assert claim.quantity is not None  # noqa: S101 - only claims tied to a quantity come here
        claim.verdict = "wrong"
        claim.expected_here = self._expected(claim, truth)
        cause = self._by_formula(claim) or self._by_operands(claim) or self._by_value(claim, truth)
        claim.cause = cause.id if cause is not None else "unexplained"
        trial = self.trials.tried(claim)
        if trial or in_doubt(claim, self.reference, explained=cause is not None, shown=cause is not None and cause.shown):
            self.trials.suppose(claim, trial=trial)
            if not self.trials.supposed(claim) and not self.trials.rests_astray(claim):
                self._keep_open(claim)
            self._left_open(claim, helper=trial or len(claim.facts.operands) > 1)
            return
        if (cause is None or cause.id in {"substitution", "copy"}) and self.trials.rests_astray(claim):
            self._left_open(claim, helper=False)
            return
        claim.finding = Finding(f"wrong-{claim.cause}", cause.facts if cause is not None else {})
        claim.at = cause.at if cause is not None else ()
        claim.shown = cause is not None and cause.shown
        self.seen[claim.cause] += 1
        self.possible.update(dict.fromkeys(rule for rule in (claim.cause, *claim.also) if rule not in SLIPS))

    @staticmethod
    def _left_open(claim: Judged, *, helper: bool) -> None:
        """A value that nobody should be accused of: working that ends in no quantity of the problem, or a name in doubt."""
        claim.cause = None
        if helper:
            claim.verdict, claim.finding, claim.quantity = "unchecked", Finding("unchecked-helper"), None
            return
        claim.verdict, claim.finding = "unreadable", Finding("unreadable-name", {"name": claim.facts.statement.text.strip()[:60]})
        claim.review = Finding("review-unreadable")

    def _keep_open(self, claim: Judged) -> None:
        """A value that nobody is accused of may be what its name says all the same: then later lines rest on it.

        A given with another number is not: whoever works with somebody else's numbers does another exercise.
        """
        assert claim.value is not None and claim.quantity is not None  # noqa: S101, PT018
        place = 1000 * claim.facts.statement.place + 30 * claim.cell[0] + claim.cell[1]
        number = claim.sign * claim.value.number
        if len(self.own.doubtful) >= MOST_OPEN or claim.quantity in self.reference.trace.given:
            return
        self.own.add(Entry(claim.quantity, claim.line, place, number, claim.value.half, number, "slip", frozenset((claim.line,))))

    def _expected(self, claim: Judged, truth: float) -> float:
        assert claim.quantity is not None  # noqa: S101
        if not self.own.rests_on_error(claim.quantity):
            return truth
        likeliest = self.own.likeliest(claim.quantity)
        return truth if likeliest is None else claim.sign * likeliest

    # -- formulas -------------------------------------------------------------------------------------------------
    def formula_cause(self, side: Side, claim: Judged) -> str | None:
        """The misconception whose wrong formula a side with names is: of several one that was met before."""
        assert claim.quantity is not None  # noqa: S101
        for operands in self.aligner.combinations(side, None):
            causes = list(dict.fromkeys(found.cause for found in self._matches(side, operands, claim)))
            if causes:
                first = min(causes, key=lambda cause: not self.seen[cause])
                claim.also = tuple(cause for cause in causes if cause != first)[:3]
                return first
        return None

    def is_mistaken(self, side: Side, name: str, sign: int) -> bool:
        """Whether a side with names is a known wrong formula of a quantity, or of its negative."""
        for operands in self.aligner.combinations(side, None):
            values = [sign * self.aligner.world(side, operands, k) for k in self.aligner.worlds]
            if any(all(map(same, values, wrong.probe)) for wrong in mistaken_as(self.reference, name, values[0])):
                return True
        return False

    def _matches(self, side: Side, operands: tuple[Operand, ...], claim: Judged) -> Iterator[Wrong]:
        assert claim.quantity is not None  # noqa: S101
        first = self.aligner.world(side, operands, 0, *claim.cell)
        for sign in (claim.sign, 1)[: 2 if claim.sign < 0 else 1]:
            near = mistaken_as(self.reference, claim.quantity, sign * first)
            near = near if sign == claim.sign else [wrong for wrong in near if wrong.cause in ERRORLESS]
            if near:
                values = [sign * self.aligner.world(side, operands, k, *claim.cell) for k in self.aligner.worlds]
                yield from (wrong for wrong in near if all(map(same, values, wrong.probe)))

    def _by_formula(self, claim: Judged) -> Cause | None:
        if claim.formula_right:
            return None
        for side in claim.formulas:
            cause = self.formula_cause(side, claim)
            if cause is not None:
                return Cause((0.0,), cause, {}, shown=True)
        return None

    # -- operands -------------------------------------------------------------------------------------------------
    def _by_operands(self, claim: Judged) -> Cause | None:
        slip: Cause | None = None
        for side in claim.workings:
            cause = self._shown_cause(side, claim)
            if cause is not None and (cause.id not in SLIPS or (slip is None and cause.id != "arithmetic")):
                return cause
            slip = slip or cause  # another side may show a rule that makes what only looks worked out wrongly
        return slip or self._restated(claim)

    def _restated(self, claim: Judged) -> Cause | None:
        """The slip between a value that is as it should be and the one behind it: `= -0.0115 = -0.00115`."""
        value, links = claim.value, [link for link in claim.facts.statement.working if link.kind == "value"]
        side = claim.facts.sides.get(links[-1].position) if links else None
        if value is None or side is None or not side.scalar or claim.expected_here is None:
            return None
        before, half = side.value(side.literals()), max((slot.half for slot in side.slots), default=0.0)
        if abs(before - claim.expected_here) > NEARLY * half:
            return None
        found = slip(value.number, value.half, value.significant, before)
        return Cause((1.0,), found, {"computed": f"{before:.6g}"}, shown=True) if found in {"sign", "decimal-point", "copy"} else None

    def _shown_cause(self, side: Side, claim: Judged) -> Cause | None:
        assert claim.value is not None and claim.quantity is not None  # noqa: S101, PT018
        computed = side.value(side.literals(), *claim.cell)
        half = max(claim.value.half, 1e-12)
        holds = claim.value.written is None or reaches(side, self.reference, claim.cell, claim.value.number, 2 * half)
        if side.scalar:
            alignment = self.aligner.align(side, claim.quantity)
            if alignment is not None:
                return self._aligned_cause(side, claim, alignment.sign == claim.sign, holds, computed)
            found = self.misconceived(side, claim)
            if found is not None and (holds or abs(computed) > 0):
                again = self._again(claim) if holds and not self.seen[found.cause] else None
                return again or Cause((1.0,), found.cause, self.odd_fact(side, claim), shown=True)
            odd = self.odd.find(side, claim)
            if odd is not None and holds and not self._is_meant(side, odd, claim):
                return self._odd_cause(side, odd, claim)
            again = self._odd_again(side, claim) if odd is None and holds else None
            if again is not None:
                return again
        if not holds and not any(abs(claim.value.number - f * computed) <= 2 * half for f in FORGOTTEN):
            return Cause((3.0,), self._arithmetic_kind(claim, computed), {"computed": f"{computed:.6g}"})
        return None

    def _aligned_cause(self, side: Side, claim: Judged, signed: bool, holds: bool, computed: float) -> Cause | None:  # noqa: FBT001
        """The operands are right: the sign, or what was made of them, is not; a function of one number shows no steps."""
        found = None if signed else self.misconceived(side, claim)
        if found is not None:
            return Cause((1.0,), found.cause, {}, shown=True)
        if not signed or (len(side.slots) == 1 and not holds):
            by_value = self._by_value(claim, claim.sign * self.reference.number(claim.quantity or ""))
            if by_value is not None and by_value.id not in SLIPS:
                return by_value
        if not signed:
            return Cause((1.0,), "sign", {}, shown=True)
        if holds:
            return Cause((2.0,), "rounding", {"computed": f"{computed:.6g}"})
        return Cause((1.0,), self._arithmetic_kind(claim, computed), {"computed": f"{computed:.6g}"}, shown=True)

    def _arithmetic_kind(self, claim: Judged, computed: float) -> str:
        assert claim.value is not None  # noqa: S101
        found = slip(claim.value.number, claim.value.half, claim.value.significant, computed)
        return found if found in {"sign", "decimal-point", "copy", "rounding"} else "arithmetic"

    def misconceived(self, side: Side, claim: Judged) -> Wrong | None:
        """The misconception whose formula the operands fill."""
        best: Wrong | None = None
        near = self.reference.ancestors(claim.quantity or "")
        causes: dict[str, Wrong] = {}
        for operands in self.aligner.combinations(side, None, near):
            if any(o.name for o in operands):
                for found in self._matches(side, operands, claim):
                    causes.setdefault(found.cause, found)
        for found in causes.values():
            if best is None or found.rank < best.rank:
                best = found
        claim.also = tuple(c for c in causes if best is not None and c != best.cause)[:3]
        return best

    def _odd_again(self, side: Side, claim: Judged) -> Cause | None:
        """A rule broken before, and broken here with another number in the place of one operand."""
        rules = [wrong for wrong in mistaken(self.reference, claim.quantity or "") if self.seen[wrong.cause]]
        shown = (wrong.cause for wrong in rules[:MOST_RULES] if self.odd.find(side, claim, wrong.probe) is not None)
        return next((Cause((1.0,), cause, {}, shown=True) for cause in shown), None)

    def swapped(self, side: Side, claim: Judged) -> bool:
        """Whether the operands shown are the right ones but for one input, target or weight in another's place."""
        found = self._filled(side, claim)
        return found is not None and found.cause in SWAPS

    def shows_mistake(self, side: Side, claim: Judged) -> bool:
        """Whether the operands shown fill the formula of a known mistake, and not that of the quantity."""
        return self.aligner.align(side, claim.quantity or "") is None and self._filled(side, claim) is not None

    def mistaken_again(self, side: Side, claim: Judged) -> bool:
        """The same of a mistake that was met before: it is made anew, though its result may be that of earlier lines."""
        if not self.possible or not side.scalar or self.aligner.align(side, claim.quantity or "") is not None:
            return False
        found = self._filled(side, claim)
        return found is not None and self.seen[found.cause] > 0

    def _filled(self, side: Side, claim: Judged) -> Wrong | None:
        also = claim.also
        found = self.misconceived(side, claim)
        claim.also = also
        return found

    def _is_meant(self, side: Side, odd: Odd, claim: Judged) -> bool:
        """Whether the number that seems out of place is the one that belongs there, to its digits."""
        slot = side.slots[odd.slot]
        return abs(slot.number - odd.sign * self._present(odd.belongs, side, odd, claim)) <= slot.half

    def _odd_cause(self, side: Side, odd: Odd, claim: Judged) -> Cause:
        literal = side.slots[odd.slot].literal
        assert literal is not None  # noqa: S101 - only numbers can be odd
        self._slips[claim.facts.statement.place] = odd
        shown = side.slots[odd.slot].number
        meant = odd.sign * self._present(odd.belongs, side, odd, claim)
        half = side.slots[odd.slot].half
        kind = slip(shown, half, literal.written.significant, meant)
        elsewhere = next((n for n in self.reference.within(abs(shown) - 1e-12, abs(shown) + 1e-12)), None)
        if kind == "sign" or (kind in {"decimal-point", "copy"} and elsewhere is None):
            return Cause((1.0,), kind, self._odd_facts(side, odd, claim), shown=True)
        if odd.belongs.startswith("t[") and self.reference.is_target(odd.sign * shown):
            return Cause((1.0,), "wrong-target", self._odd_facts(side, odd, claim), shown=True)
        unwritten = literal.written.significant > SURE_DIGITS and self.own.last(odd.belongs) is None
        rules = self.predictions.behind(odd.belongs, odd.sign * shown, half) if unwritten else []
        if rules:
            claim.also = tuple(rules[1:4])
            return Cause((1.0,), rules[0], {}, shown=True)
        return Cause((1.0,), "substitution", self._odd_facts(side, odd, claim), shown=True)

    def _present(self, name: str, side: Side, odd: Odd, claim: Judged) -> float:
        """A quantity's value as the student has it: what was written, or what follows, as the line's result says."""
        entry = self.own.last(name)
        plain = self.own.view(HONEST).value(name).number
        if entry is None or entry.status != "wrong" or claim.value is None:
            return entry.number if entry is not None else plain
        numbers, reached = side.literals(), claim.value.number

        def miss(number: float) -> float:
            return abs(side.value([*numbers[: odd.slot], odd.sign * number, *numbers[odd.slot + 1 :]]) - reached)

        return min(entry.number, plain, key=miss)

    def _odd_facts(self, side: Side, odd: Odd, claim: Judged) -> dict[str, str]:
        literal = side.slots[odd.slot].literal
        shown = literal.written if literal is not None else None
        meant = odd.sign * self._present(odd.belongs, side, odd, claim)
        mended = side.value([*side.literals()[: odd.slot], meant, *side.literals()[odd.slot + 1 :]], *claim.cell)
        if claim.verdict == "wrong" and math.isfinite(mended):
            claim.expected_here = mended
        facts = {"belongs": f"{meant:.6g}", "belongs_quantity": odd.belongs}
        if shown is not None:
            facts["shown"] = shown.text
            number = abs(float(shown.value))
            found = [n for n in self.reference.within(number - 1e-12, number + 1e-12) if n not in self.reference.extra]
            if found:
                facts["shown_quantity"] = found[0]
        return facts

    def odd_fact(self, side: Side, claim: Judged) -> dict[str, str]:
        """The odd operand of a side as facts for a sentence; empty where there is none."""
        if not side.scalar or claim.quantity is None or claim.match is None:
            return {}
        if self.aligner.align(side, claim.quantity) is not None:
            return {}
        odd = self.odd.find(side, claim)
        if odd is None:
            return {}
        self._slips.setdefault(claim.facts.statement.place, odd)
        return self._odd_facts(side, odd, claim)

    def keep_slips(self, claim: Judged) -> None:
        """A given that was used with another number may be used so again: later lines may rest on it."""
        odd = self._slips.pop(claim.facts.statement.place, None)
        if odd is None or claim.verdict != "wrong" or (claim.cause == "wrong-target" and odd.belongs.startswith("t[")):
            return
        for side in claim.workings:
            literal = side.slots[odd.slot].literal if odd.slot < len(side.slots) else None
            if literal is None or odd.sign < 0 or odd.belongs[0] not in "Wbt" or self.reference.compiled(odd.belongs).parents:
                continue
            number = odd.sign * side.slots[odd.slot].number
            place = 1000 * claim.facts.statement.place + 999
            self.own.add(Entry(odd.belongs, claim.line, place, number, 0.0, number, "slip", frozenset((claim.line,))))
            return

    # -- values ---------------------------------------------------------------------------------------------------
    def _again(self, claim: Judged) -> Cause | None:
        """A rule broken before that gives the value too: likelier than another one that numbers standing for much allow."""
        assert claim.value is not None  # noqa: S101
        if claim.value.significant <= SURE_DIGITS:
            return None
        return next((cause for cause in self.predictions.of(claim) if self.seen[cause.id] >= OFTEN), None)

    def _by_value(self, claim: Judged, truth: float) -> Cause | None:
        assert claim.value is not None and claim.quantity is not None  # noqa: S101, PT018
        causes = sorted(self.predictions.of(claim), key=lambda cause: cause.order)
        again = None if any(self.seen[cause.id] for cause in causes) else self._carried_on(claim)
        if again is not None:
            claim.also = tuple(dict.fromkeys(cause.id for cause in causes))[:3]
            return again
        slipped = self._slipped(claim, truth, alone=not causes)
        if slipped is not None:
            causes = sorted([*causes, slipped], key=lambda cause: cause.order)
        if not causes:
            return self._hidden(claim)
        ids = list(dict.fromkeys(cause.id for cause in causes))
        claim.also = tuple(i for i in ids[1:] if i not in SLIPS)[:3]
        return causes[0]

    def _slipped(self, claim: Judged, truth: float, *, alone: bool) -> Cause | None:
        assert claim.value is not None  # noqa: S101
        if claim.value.written is None:
            return None
        for meant in dict.fromkeys((claim.expected_here if claim.expected_here is not None else truth, truth)):
            found = slip(claim.value.number, claim.value.half, claim.value.significant, meant)
            if found is not None:
                order = {"sign": 0.5, "rounding": 0.2, "decimal-point": 0.4, "copy": 2.0}[found]
                return Cause((order, 0.0, 0.0, 0.0), found, {})
        return Cause((0.4, 0.0, 0.0, 0.0), "decimal-point", {}) if alone and self.predictions.displaced(claim) else None

    def _carried_on(self, claim: Judged) -> Cause | None:
        """A rule broken before, broken again wherever it applies on lines that were never written."""
        assert claim.quantity is not None and claim.value is not None  # noqa: S101, PT018
        causes = tuple(self.possible)
        if not causes or claim.value.significant < SURE_DIGITS or len(self.reference.names) > LARGEST:
            return None
        target = (claim.sign * claim.value.number, claim.value.half)
        found = repeated(self.reference, self.own.view(HONEST), frozenset(self.own.entries), claim.quantity, target, causes)
        return None if found is None else Cause((0.0,), found.causes[0], {}, at=found.at)

    def _hidden(self, claim: Judged) -> Cause | None:
        """Mistakes in quantities that were never written, carried into this value."""
        assert claim.quantity is not None and claim.value is not None  # noqa: S101, PT018
        if claim.value.significant <= SURE_DIGITS or len(self.reference.names) > LARGEST:
            return None
        written = frozenset(self.own.entries)
        target = (claim.sign * claim.value.number, claim.value.half)
        found = search(self.reference, self.own.view(HONEST), written, claim.quantity, target, claim.value.significant)
        if found is None:
            return None
        claim.together, claim.also = found.causes[1:], found.also
        claim.expected_here = claim.sign * self.own.view(HONEST).value(claim.quantity).number
        return Cause((9.0,), found.causes[0], {}, at=found.at)
