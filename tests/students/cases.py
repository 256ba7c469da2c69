"""One case from a seed: a problem file, a sheet and its gold."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from .arithmetic import Rules
from .expressions import Expr, Q
from .gold import Judge, Planted, gold
from .hands import Hand, random_hand
from .mistakes import MISTAKES, Mistake
from .networks import Network, random_network
from .plans import COMPLETE, Plan, plan, random_habits
from .problems import problem_yaml
from .rounding import Rounding, random_rounding
from .sheets import Layout, Sheet, Writer, random_layout, write_sheet
from .writing import MISREADINGS, SLIPS, Run, Slip, carry_out


@dataclass(frozen=True, slots=True)
class Case:
    """A generated exercise with one student's sheet and what is fair to say about it."""

    name: str
    problem: str
    sheet: str
    gold: dict[str, object]

    def write(self, folder: Path) -> None:
        """Writes the three files into a folder of the case's name."""
        place = folder / self.name
        place.mkdir(parents=True, exist_ok=True)
        (place / "problem.yaml").write_text(self.problem, encoding="utf-8")
        (place / "sheet.md").write_text(self.sheet, encoding="utf-8")
        (place / "gold.json").write_text(json.dumps(self.gold, indent=1, ensure_ascii=False), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a case is made for; nothing planted, and any hand, where it says nothing."""

    mistake: Mistake | None = None
    once: bool = False
    slip: Slip | None = None
    hand: str = ""
    digits: int | None = None
    comma: bool | None = None
    detail: str = ""
    complete: bool = False  # rounds properly and writes down everything that is asked for, as a model sheet does
    kinds: str = ""  # the slip happens in a quantity of one of these kinds


@dataclass(frozen=True, slots=True)
class Student:
    """The choices that make one student."""

    net: Network
    hand: Hand
    plan: Plan
    course: Rules
    rounding: Rounding
    layout: Layout


def wanted(index: int, rng: random.Random, *, perfect: bool = False) -> Wanted:
    """What the case of this index is for: every mistake and every slip comes round in turn."""
    turn = index % 20
    if perfect or turn in {0, 7, 14}:
        return Wanted()
    mistake = MISTAKES[(index * 7) % len(MISTAKES)]
    slip = rng.choice(SLIPS + MISREADINGS if rng.random() < 0.3 else SLIPS)
    if turn in {3, 6, 9, 12, 15}:
        return Wanted(slip=slip)
    return Wanted(mistake, once=turn in {2, 8, 13}, slip=slip if turn in {5, 18} else None)


def make_case(name: str, seed: int, want: Wanted) -> Case:
    """Draws students until what was wanted really shows on the sheet."""
    rng = random.Random(seed)
    while True:
        student = random_student(rng, want)
        made = _attempt(rng, student, want)
        if made is not None:
            sheet, marks = made
            problem = problem_yaml(name, student.net, student.hand, student.layout, rng)
            return Case(name, problem, "\n".join(sheet.lines) + "\n", marks)


def random_student(rng: random.Random, want: Wanted) -> Student:
    """A network, a hand, a plan and ways with digits that suit what is wanted."""
    mistake = want.mistake
    while True:
        net = random_network(rng, mistake.wish if mistake else None)
        try:
            hand = random_hand(rng, net, want.hand)
        except IndexError:
            continue
        habits = COMPLETE if want.complete else random_habits(rng, net, early_update=bool(mistake and mistake.early_update))
        if hand.layout == "vectors":
            habits = replace(habits, style=rng.choice(("delta", "error-delta", "direct")), paths=False)
        changes = habits.changes and hand.reversed_sign and not (mistake and "W" in mistake.kinds.split())
        steps = plan(net, replace(habits, changes=changes), reversed_sign=hand.reversed_sign)
        paths = any(q.kind == "dLkda" for q in steps.steps())
        course = Rules(net, hand.reversed_sign, paths, changes)
        rounding, layout = random_rounding(rng, want.digits), random_layout(rng, hand)
        if want.complete:
            rounding = replace(rounding, truncates=False, memory=False)
        layout = layout if want.comma is None else replace(layout, comma=want.comma)
        layout = replace(layout, detail=want.detail) if want.detail else layout
        return Student(net, hand, steps, course, rounding, layout)


def _attempt(rng: random.Random, student: Student, want: Wanted) -> tuple[Sheet, dict[str, object]] | None:
    honest = carry_out(student.course, student.plan, student.rounding)
    changed = _planted(rng, student.course, honest, want)
    if want.mistake and not changed:
        return None
    places = [q for q in student.plan.steps() if not want.kinds or q.kind in want.kinds.split()]
    slips: dict[Q, Slip] = {rng.choice(places): want.slip} if want.slip else {}
    run = carry_out(replace(student.course, changed=changed), student.plan, student.rounding, slips, rng)
    sheet = write_sheet(Writer(student.net, student.hand, student.layout, student.rounding, rng), student.plan, run)
    marks = _gold(student, sheet, run, Planted(want.mistake.id if want.mistake else "", frozenset(changed), run, honest))
    shows = any(entry["verdicts"] == ["wrong"] for entry in marks["lines"].values())  # type: ignore[attr-defined]
    return (sheet, marks) if shows or not (want.mistake or want.slip) else None


def _planted(rng: random.Random, course: Rules, honest: Run, want: Wanted) -> Mapping[Q, Expr]:
    if want.mistake is None:
        return {}
    used = sorted({q for step in honest.steps for q in step.used})
    changed = {q: wrong for q in used if (wrong := want.mistake.changes(course, q)) is not None}
    if not want.once or not changed:
        return changed
    chosen = rng.choice(sorted(changed))
    return {chosen: changed[chosen]}


def _gold(student: Student, sheet: Sheet, run: Run, planted: Planted) -> dict[str, object]:
    lines = {step.q: number for number, steps in sheet.steps.items() for step in steps}
    shown = {q for q, number in lines.items() if number in sheet.formulas}
    judge = Judge(student.course, student.rounding, planted, lines, shown.__contains__)
    rounding = student.rounding
    marks = gold(sheet, judge, student.hand.id)
    return marks | {
        "slip": next((step.slip.kind for step in run.steps if step.slip), ""),
        "detail": student.layout.detail,
        "digits": rounding.digits,
        "carries": "memory" if rounding.memory else "truncated" if rounding.truncates else "written",
    }
