"""Gold for a sheet from what was planted: three runs of the arithmetic (true, as the student means it, as the student wrote it)."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from .arithmetic import Rules, value_of, width
from .expressions import Expr, Q, evaluate, references
from .mistakes import MISTAKES
from .rounding import Rounding
from .sheets import Sheet
from .writing import Run, Step


@dataclass(frozen=True, slots=True)
class Judgement:
    """What may be said of one step."""

    verdicts: tuple[str, ...]
    causes: tuple[str, ...] = ()
    roots: frozenset[int] = frozenset()
    true: float = 0.0
    remark: bool = False  # the value is right although the rule is not: a remark on the working is fair


@dataclass(frozen=True, slots=True)
class Planted:
    """What went wrong on purpose: the misconception, the quantities it touched, and the run that resulted."""

    cause: str
    touched: frozenset[Q]
    run: Run
    honest: Run  # the same student without any mistake


def _third_digit(value: float) -> float:
    """Half a unit of the third significant digit: within it a value is right in any case."""
    return 0.5 * 10 ** (math.floor(math.log10(abs(value))) - 2) if value else 0.0


def _parts(changed: Mapping[Q, Expr]) -> list[Mapping[Q, Expr]]:
    """All the changes together, and each alone."""
    return [changed, *({q: wrong} for q, wrong in changed.items() if len(changed) > 1)]


class Judge:
    """Walks the steps in the order of writing and says what each may be called."""

    def __init__(self, course: Rules, rounding: Rounding, planted: Planted, lines: Mapping[Q, int], shown: Callable[[Q], bool]) -> None:
        """Start with nothing inherited."""
        self.course, self.rounding, self.planted, self.lines, self.shown = course, rounding, planted, lines, shown
        self.given = course.net.given()
        self.true: dict[Q, float] = {q: float(text) for q, text in self.given.items()}
        self.steps = planted.run.by_quantity()
        self.honest = planted.honest.by_quantity()
        self.roots: dict[Q, frozenset[int]] = {}
        self.passable: set[Q] = set()  # carries an error that is too small to show: a marker may have called it right

    def truth(self, q: Q) -> float:
        """The exact value."""
        return value_of(self.course, q, self.true)

    def taken(self, q: Q) -> float:
        """The student's own value of an operand."""
        return self.steps[q].taken if q in self.steps else float(self.given[q])

    def half_unit(self, q: Q) -> float:
        """How far an operand's written value may lie from the full one."""
        return 0.0 if q in self.given or self.steps[q].exact else self.rounding.slack(self.steps[q].value)

    def judge(self, step: Step) -> Judgement:
        """The verdicts that are fair for this step, with causes and roots."""
        before = set(list(self.steps)[: list(self.steps).index(step.q)])
        right, _ = self.course.inlined(step.q, lambda parent: parent in before or parent in self.given)
        inherited = frozenset[int]().union(*(self.roots.get(q, frozenset()) for q in {*references(right), *references(step.expr)}))
        causes = self._causes(step, right)
        harmless = bool(causes) and step.slip is None and math.isclose(step.value, evaluate(right, self.taken), rel_tol=1e-9, abs_tol=1e-12)
        causes = () if harmless else causes
        written, true = float(step.written), self.truth(step.q)
        near, far = self._near(step.q, right, written, true)
        if not causes:
            carried = bool(inherited)
            self.roots[step.q] = frozenset() if not carried or ((near and not far) and written == true) else inherited
            hidden = all(q in self.passable for q in references(right) if self.roots.get(q))
            verdicts = ("correct",) if not carried else ("follows",) if far and not hidden else ("correct", "follows")
            self.passable |= {step.q} if "correct" in verdicts else set()
            return Judgement(verdicts, roots=inherited if carried else frozenset(), true=true, remark=harmless)
        own_far = self._far_from(evaluate(right, self.taken), right, written, true)
        if step.slip is None or step.slip.carried or self.planted.cause in causes:  # without the slip of the pen it is wrong too
            self.roots[step.q] = inherited | {self.lines[step.q]}
        verdicts = ("wrong",) if far and own_far else ("wrong", "follows") if far else ("correct", "wrong")
        if self._is_cut(step) and self.planted.cause not in causes:  # further digits left out may pass, and all that rests on it
            verdicts = ("correct", "wrong")
            self.passable.add(step.q)
        if not far and inherited:
            verdicts = (*verdicts, "follows")
        return Judgement(verdicts, causes, inherited, true)

    @staticmethod
    def _is_cut(step: Step) -> bool:
        """Whether what was written is what was worked out, its last digits cut off: 1.7 for 1.75."""
        number = step.written.as_tuple()
        gap = abs(step.value) - abs(float(step.written))
        return len(number.digits) > 1 and step.value * float(step.written) > 0 and 0 <= gap < 10.0 ** int(number.exponent)

    def _near(self, q: Q, right: Expr, written: float, true: float) -> tuple[bool, bool]:
        """Whether the written value is within rounding of the truth, and whether it is clearly beyond it."""
        close = max(_third_digit(true), self.rounding.slack(true))
        drift = abs(float(self.honest[q].written) - true)
        spread = width(right, self.truth, self.half_unit)
        beyond = max(_third_digit(true), 2 * spread + 2 * drift + 2 * self.rounding.unit(true))
        return abs(written - true) <= close, abs(written - true) > beyond

    def _far_from(self, own: float, right: Expr, written: float, true: float) -> bool:
        """Whether the written value is clearly not what the right rule gives with the student's own operands."""
        return abs(written - own) > 2 * width(right, self.taken, self.half_unit) + 2 * self.rounding.unit(own or true)

    def _causes(self, step: Step, right: Expr) -> tuple[str, ...]:
        planted = [self.planted.cause] if step.used & self.planted.touched else []
        if step.slip is not None and (step.expr != right or float(step.written) != float(self.rounding.write(step.value))):
            planted += [cause for cause in step.slip.causes if cause not in planted]
        return (*planted, *(tie for tie in self._ties(step) if tie not in planted)) if planted else ()

    def _ties(self, step: Step) -> list[str]:
        """Other misconceptions that print the same digits here, or are the same rule where the working is shown."""
        before = set(list(self.steps)[: list(self.steps).index(step.q)])
        found = []
        for mistake in MISTAKES:
            changed = {q: wrong for q in step.used if (wrong := mistake.changes(self.course, q)) is not None}
            if not changed:
                continue
            if mistake.id not in found and any(self._same(step, self._told(step.q, part, before)) for part in _parts(changed)):
                found.append(mistake.id)
        return found

    def _told(self, q: Q, changed: Mapping[Q, Expr], before: set[Q]) -> Expr:
        """What the line would work out with these rules changed."""
        return replace(self.course, changed=changed).inlined(q, lambda parent: parent in before or parent in self.given)[0]

    def _same(self, step: Step, expr: Expr) -> bool:
        if self.shown(step.q):
            rng = random.Random(5)
            probe: dict[Q, float] = {}
            values = [evaluate(e, lambda q: probe.setdefault(q, rng.uniform(0.2, 0.8))) for e in (step.expr, expr)]
            return math.isclose(*values, rel_tol=1e-9)
        predicted = evaluate(expr, self.taken)
        return abs(predicted - float(step.written)) <= width(expr, self.taken, self.half_unit) + 2 * self.rounding.slack(step.value)


def gold(sheet: Sheet, judge: Judge, style: str) -> dict[str, object]:
    """The gold file of a sheet: what may be said of each physical line."""
    lines: dict[str, object] = {}
    for number, steps in sheet.steps.items():
        lines[str(number)] = _line(steps, [judge.judge(step) for step in steps], sheet, number)
    return {"style": style, "complete": True, "planted": judge.planted.cause, "lines": lines}


def _line(steps: tuple[Step, ...], judgements: list[Judgement], sheet: Sheet, number: int) -> dict[str, object]:
    names, verdicts = [step.q.canonical() for step in steps], [list(one.verdicts) for one in judgements]
    single = len(steps) == 1
    entry: dict[str, object] = {
        "quantity": names[0] if single else names,
        "verdicts": verdicts[0] if single else sorted({v for one in verdicts for v in one}),
    }
    if not single:
        entry["each"] = verdicts
    causes = list(dict.fromkeys(cause for one in judgements for cause in one.causes))
    roots = sorted({root for one in judgements for root in one.roots})
    entry |= {"causes": causes} if causes else {}
    entry |= {"roots": roots} if roots else {}
    entry |= {"remark": True} if any(one.remark for one in judgements) else {}
    entry |= {"at": list(sheet.spans[number])} if number in sheet.spans else {}
    written, true = [str(step.written) for step in steps], [one.true for one in judgements]
    return entry | {"written": written[0] if single else written, "true": true[0] if single else true}
