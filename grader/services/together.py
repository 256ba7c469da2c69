"""The use cases of one installation, put together on one store and one engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from grader.problem import Problem
from grader.records import Store
from grader.services.background import Background
from grader.services.class_work import ClassWork
from grader.services.clock import Clock, utc_now
from grader.services.courses import Courses
from grader.services.engine import Engine
from grader.services.glance import Glances
from grader.services.gradebook import Gradebook
from grader.services.graders import Graders
from grader.services.groups import Groups
from grader.services.passwords import Hasher, Passwords
from grader.services.people import People
from grader.services.publish import Publish
from grader.services.regrade import Regrades
from grader.services.reports import Reports
from grader.services.review import Review
from grader.services.sign_in import SignIn
from grader.services.submit import Submissions


@dataclass(frozen=True, slots=True)
class Services:
    """The use cases; `close` lets go of the database."""

    sign_in: SignIn
    passwords: Passwords
    people: People
    courses: Courses
    publish: Publish
    submissions: Submissions
    reports: Reports
    review: Review
    groups: Groups
    gradebook: Gradebook
    glances: Glances
    regrades: Regrades
    class_work: ClassWork
    background: Background
    store: Store
    graders: Graders | None

    def close(self) -> None:
        """Finish what is in hand and let go of the database."""
        self.background.close()
        if self.graders is not None:
            self.graders.close()
        self.store.close()


def together(  # noqa: PLR0913 - what an installation consists of
    store: Store,
    engine: Engine,
    hasher: Hasher,
    parse: Callable[[str, str], Problem],
    bank_source: Callable[[str], str],
    *,
    largest: int,
    graders: Graders | None = None,
    now: Clock = utc_now,
) -> Services:
    """All of them: kept in `store`, graded by `engine`, passwords digested by `hasher`; a sheet may have `largest` bytes.

    `graders` are the processes that the engine hands small sheets to.
    """
    background = Background()
    sign_in = SignIn(store, now)
    courses = Courses(store, sign_in, now)
    publish = Publish(store, parse, bank_source, now)
    submissions = Submissions(store, engine, background, largest, now)
    return Services(
        sign_in=sign_in,
        passwords=Passwords(store, sign_in, hasher, now),
        people=People(store, now),
        courses=courses,
        publish=publish,
        submissions=submissions,
        reports=Reports(store, engine, submissions, now),
        review=Review(store, now),
        groups=Groups(store, now),
        gradebook=Gradebook(store),
        glances=Glances(store, engine),
        regrades=Regrades(store, engine, background, now),
        class_work=ClassWork(store, engine, courses, publish, submissions),
        background=background,
        store=store,
        graders=graders,
    )
