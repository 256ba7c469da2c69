"""A made-up class of sixty: a course with its people, a set of three problems from the bank, and what was handed in over a week."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from grader.demo.hand import Hand, Plan, possible_mistakes, sheet
from grader.records import Person
from grader.services.clock import utc_now
from grader.services.rights import Asker

if TYPE_CHECKING:
    from grader.mistakes.misconception import Misconception
    from grader.problem import Problem
    from grader.services.seen import Seen
    from grader.services.together import Services

COURSE, SET = "demo", "week-3"
PROBLEMS = ("neuron-sigmoid", "relu-2-3-1", "sigmoid-2-2-2")
STUDENTS = 60
SEED = 2026
_SHARE = (1.0, 0.93, 0.8)  # of the class hand in each problem
_WEEK = timedelta(days=7)
_APPEALS = ("I think this was read wrongly.", "My value is rounded, the rule is right.", "Please look at this again.")
_FIRST = """
Amina Anton Aylin Ben Carla Chen Clara Daniel Defne Elif Emil Emma Felix Finn Greta Hanna Ida Ismail Jakob Jana Jonas Julia Kai Karl
Lea Leon Lina Luca Maja Malik Marie Mats Mila Nina Noah Nora Olga Omar Paula Pia Quentin Rafael Rosa Samira Sofia Stella Tarek Theo
Tim Tom Ugo Vera Viktor Wanda Yara Yusuf Zeynep Zoe Ada Ali
"""
_LAST = """
Abels Adeyemi Bauer Becker Brandt Celik Costa Dietrich Engel Fischer Fuchs Garcia Haas Hoang Horn Ivanova Jansen Kaya Keller Klein
Kowalski Krause Lang Lehmann Lindner Maier Marino Moreau Neumann Nguyen
"""


class Links(NamedTuple):
    """The secrets of three one-time links."""

    student: str
    tutor: str
    instructor: str


@dataclass(frozen=True, slots=True)
class Demo:
    """A furnished service: the links into it, how many students and sheets there are."""

    links: Links
    students: int
    sheets: int


class Clock:
    """A clock that stands where it is put, and goes with the machine's again once it is let go."""

    def __init__(self) -> None:
        """It goes."""
        self._at: datetime | None = None

    def __call__(self) -> datetime:
        """The time."""
        return self._at or utc_now()

    def put(self, at: datetime | None) -> None:
        """Stand at a time, or go."""
        self._at = at


class Turn(NamedTuple):
    """A student who hands in a problem at a time."""

    at: datetime
    student: int
    problem: str


def furnish(served: Services, clock: Clock, load: Callable[[str], Problem], progress: Callable[[int, int], None]) -> Demo:
    """Fill an empty service, the same whenever it is done; `progress` is told how many of how many sheets are graded."""
    now = utc_now()
    clock.put(now - _WEEK)
    boss = served.sign_in.first_instructor()
    served.courses.found(boss, COURSE, "Neural networks by hand")
    tutor = served.people.enrol(boss, "Tove Tutor", None, "member")
    served.courses.admit(boss, COURSE, tutor.id, "tutor")
    served.courses.import_class(boss, COURSE, _class_list().encode())
    due = (now + timedelta(days=2)).astimezone(UTC).replace(hour=22, minute=0, second=0, microsecond=0)
    served.publish.set_(boss, COURSE, _set(due).encode())
    people = _people(served, boss)
    turns = _turns(now)
    handed = list(_hand_in(served, clock, people, turns, load, progress))
    _appeal(served, people, handed)
    clock.put(None)
    links = Links(
        served.sign_in.link(boss, COURSE, _guest(turns, people, handed)), served.sign_in.link(boss, COURSE, tutor.id),
        served.sign_in.first_link(again=True) or "",
    )  # fmt: skip
    return Demo(links, len(people), len(handed))


def _class_list() -> str:
    dice = random.Random(SEED)  # noqa: S311 - made-up people are no secret
    names = [f"{first} {dice.choice(_LAST.split())}" for first in _FIRST.split()[:STUDENTS]]
    rows = [f"{1001 + n},{name},student{n + 1}@example.org,{'AB'[n % 2]}" for n, name in enumerate(names)]
    return "\n".join(["student_id,name,email,group", *rows]) + "\n"


def _set(due: datetime) -> str:
    return f"set: {SET}\ntitle: Week 3\ndue: {due.isoformat()}\nproblems: [{', '.join(PROBLEMS)}]\n"


def _people(served: Services, boss: Asker) -> list[Person]:
    """The students in the order of the class list."""
    found = [each for each in served.courses.members(boss, COURSE, "", STUDENTS + 2) if each.member.role == "student"]
    return [each.person for each in sorted(found, key=lambda each: each.member.student_id or "") if each.person is not None]


def _turns(now: datetime) -> list[Turn]:
    """Who hands in what when: more and more as time goes on; one student has not come to the last problem yet."""
    dice = random.Random(SEED + 1)  # noqa: S311
    turns = []
    for student in range(STUDENTS):
        at = now - _WEEK * (1 - dice.random() ** 0.6) * 0.95
        for number, problem in enumerate(PROBLEMS):
            if dice.random() < _SHARE[number] and not (student == 0 and number == len(PROBLEMS) - 1):
                at = min(at + timedelta(hours=dice.uniform(0.3, 9)), now - timedelta(minutes=dice.uniform(2, 90)))
                turns.append(Turn(at, student, problem))
    return sorted(turns)


def _guest(turns: list[Turn], people: list[Person], handed: list[Seen]) -> str:
    """The student whose link is told: one who has a problem left, and most to see in the reports."""
    done = {people[turn.student].id for turn in turns if turn.problem == PROBLEMS[-1]}
    wrong = Counter(seen.submission.person for seen in handed for verdict in _verdicts(seen) if verdict in {"wrong", "follows"})
    return max((person.id for person in people if person.id not in done), key=lambda id_: wrong[id_])


def _verdicts(seen: Seen) -> list[str]:
    return [claim["verdict"] for line in (seen.report or {}).get("lines", ()) for claim in line["claims"]]


def _hand_in(
    served: Services,
    clock: Clock,
    people: list[Person],
    turns: list[Turn],
    load: Callable[[str], Problem],
    progress: Callable[[int, int], None],
) -> Iterator[Seen]:
    problems = {id_: load(id_) for id_ in PROBLEMS}
    mistakes = {id_: possible_mistakes(problem) for id_, problem in problems.items()}
    for number, turn in enumerate(turns, 1):
        dice = random.Random(f"{SEED} {turn.student} {turn.problem}")  # noqa: S311
        text = sheet(problems[turn.problem], _hand(turn.student), _plan(mistakes[turn.problem], dice), dice)
        clock.put(turn.at)
        yield served.submissions.submit(Asker(people[turn.student]), COURSE, SET, turn.problem, text.encode(), key=f"demo {number}")
        progress(number, len(turns))


def _hand(student: int) -> Hand:
    """A student's own hand, the same on each of their sheets."""
    dice = random.Random(f"{SEED} hand {student}")  # noqa: S311
    return Hand(
        decimal=dice.choice(".,"), digits=dice.choice((3, 4, 4, 5)), latex=dice.random() < 0.4, formulas=dice.random() < 0.4,
        substitutions=dice.random() < 0.85, errors=dice.random() < 0.7,
    )  # fmt: skip


def _plan(mistakes: list[Misconception], dice: random.Random) -> Plan:
    """What goes wrong on a sheet: nothing on a third of them, else mostly one mistake, and some are more usual than others."""
    weights = [1 / (place + 1) for place in range(len(mistakes))]
    usual = random.Random(SEED).sample(mistakes, len(mistakes))  # noqa: S311
    count = dice.choices((0, 1, 2), (0.34, 0.5, 0.16))[0]
    chosen = tuple(dict.fromkeys(dice.choices(usual, weights, k=count)))
    return Plan(
        chosen, slips=dice.random() < 0.15, blots=dice.random() < 0.12, stops=1.0 if dice.random() < 0.8 else dice.uniform(0.3, 0.9)
    )


def _appeal(served: Services, people: list[Person], handed: list[Seen]) -> None:
    """Some students ask for a second look at the first line that was marked wrong."""
    by_id = {person.id: person for person in people}
    found = [(seen, line) for seen in handed if (line := _first_wrong(seen)) is not None]
    for (seen, line), message in zip(found[:: max(1, len(found) // len(_APPEALS))], _APPEALS, strict=False):
        served.review.appeal(Asker(by_id[seen.submission.person]), seen.submission.id, line, message)


def _first_wrong(seen: Seen) -> int | None:
    lines = (seen.report or {}).get("lines", ())
    return next((line["number"] for line in lines for claim in line["claims"] if claim["verdict"] == "wrong"), None)
