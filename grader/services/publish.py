"""Use cases with problems and sets: check everything, keep it as new versions, list and show it, say until when and for whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeAlias, TypeVar

from grader import records
from grader.errors import AuthorError, Fault, NotFound
from grader.problem import Problem
from grader.records import Change, Extension, Look, Member, Release, SetProblem, Store, new_id
from grader.services.bundle import decoded, unpacked
from grader.services.clock import Clock, utc_now
from grader.services.problem_set import Named, ProblemSet, is_set, parse_set, set_text
from grader.services.rights import Asker, Standing, note, stand
from grader.services.rules import Rules, rules

Parse: TypeAlias = Callable[[str, str], Problem]
BankSource: TypeAlias = Callable[[str], str]
Versioned = TypeVar("Versioned", records.Problem, records.ProblemSet)


@dataclass(frozen=True, slots=True)
class Offered:
    """One version of a set with its problems as they were pinned, and its rules."""

    set: records.ProblemSet
    problems: tuple[records.Problem, ...]
    rules: Rules


@dataclass(frozen=True, slots=True)
class Upload:
    """A checked upload: its problems by id with their sources, its files' names, and the set with its source."""

    problems: Mapping[str, tuple[Problem, str]]
    files: Mapping[str, str]
    set: ProblemSet | None
    source: str


class Publish:
    """What the courses have to offer."""

    def __init__(self, store: Store, parse: Parse, bank_source: BankSource, clock: Clock = utc_now) -> None:
        """Kept in `store`; `parse` raises AuthorError, `bank_source` gives a shipped problem's YAML or raises NotFound."""
        self._store, self._parse, self._bank_source, self._now = store, parse, bank_source, clock

    def problem(self, asker: Asker, course: str, raw: bytes) -> records.Problem:
        """Keep a problem's next version; the same source again is the same version.

        Raises NotFound, Forbidden, and AuthorError with all of its faults.
        """
        self._store.read(lambda t: stand(t, asker, course, "publish"))
        source = decoded(raw)
        problem = self._parse(source, "")
        return self._store.write(lambda t: self._keep(t, stand(t, asker, course, "publish"), problem, source))

    def set_(self, asker: Asker, course: str, raw: bytes) -> Offered:
        """Keep a set's next version from a YAML file, or from a zip with its problems; each problem pinned as it is now.

        Raises NotFound, Forbidden, and AuthorError with all faults of all files.
        """
        self._store.read(lambda t: stand(t, asker, course, "publish"))
        upload = self._checked(unpacked(raw))
        return self._store.write(lambda t: self._keep_set(t, stand(t, asker, course, "publish"), upload))

    def change(self, asker: Asker, course: str, slug: str, settings: Mapping[str, Any]) -> Offered:
        """Keep the next version of a set with other dates and rules, its problems pinned as they were; a setting of None is left out.

        Raises NotFound, Forbidden, and AuthorError with every fault, each with the name of its setting as its path.
        """

        def act(t: Change) -> Offered:
            here = stand(t, asker, course, "publish")
            offer = offered(t, here.course.id, slug)
            draft = parse_set(offer.set.source)
            kept = {name: value for name, value in {**draft.settings, **settings}.items() if value is not None}
            source = set_text(replace(draft, settings=kept))
            return self._keep_version(t, here, offer.set, parse_set(source), source, offer.problems)

        return self._store.write(act)

    def _checked(self, texts: Mapping[str, str]) -> Upload:
        faults: list[Fault] = []
        problems: dict[str, tuple[Problem, str]] = {}
        files: dict[str, str] = {}
        sets: list[tuple[ProblemSet, str]] = []
        for file, text in texts.items():
            try:
                if is_set(text) or len(texts) == 1:
                    sets.append((parse_set(text, file), text))
                else:
                    problem = self._parse(text, file)
                    problems[problem.id], files[file] = (problem, text), problem.id
            except AuthorError as error:
                faults += error.faults
        if len(sets) != 1 and not faults:
            faults.append(Fault("exactly one file with `set:` is expected"))
        if faults:
            raise AuthorError(tuple(faults))
        return Upload(problems, files, *sets[0])

    def _keep(self, t: Change, here: Standing, problem: Problem, source: str) -> records.Problem:
        last = _latest(t, records.Problem, here.course.id, problem.id)
        if last is not None and last.source == source:
            return last
        version = 1 if last is None else last.version + 1
        kept = records.Problem(new_id(), here.course.id, problem.id, version, problem.title, source, here.person, self._now())
        t.add(kept)
        note(t, self._now(), here, "problem", f"{kept.slug} {kept.version}")
        return kept

    def _keep_set(self, t: Change, here: Standing, upload: Upload) -> Offered:
        draft = upload.set
        if draft is None:
            raise AssertionError
        uploaded = {id_: self._keep(t, here, problem, source) for id_, (problem, source) in upload.problems.items()}
        found = [(named, self._pinned(t, here, named, upload, uploaded)) for named in draft.problems]
        if unknown := [named for named, problem in found if problem is None]:
            raise AuthorError(tuple(Fault(f"no problem {named.id!r}", named.line, named.column, path="problems") for named in unknown))
        problems = tuple(problem for _, problem in found if problem is not None)
        last = _latest(t, records.ProblemSet, here.course.id, draft.id)
        if last is not None and last.source == upload.source and _pins(t, last.id) == [problem.id for problem in problems]:
            return Offered(last, problems, rules(last.source))
        return self._keep_version(t, here, last, draft, upload.source, problems)

    def _keep_version(
        self,
        t: Change,
        here: Standing,
        last: records.ProblemSet | None,
        draft: ProblemSet,
        source: str,
        problems: tuple[records.Problem, ...],
    ) -> Offered:
        version, due = 1 if last is None else last.version + 1, rules(source).due
        kept = records.ProblemSet(new_id(), here.course.id, draft.id, version, draft.title, source, here.person, self._now(), due)
        t.add(kept, *(SetProblem(new_id(), kept.id, place, problem.id) for place, problem in enumerate(problems)))
        note(t, self._now(), here, "set", f"{kept.slug} {kept.version}")
        return Offered(kept, problems, rules(kept.source))

    def _pinned(
        self, t: Change, here: Standing, named: Named, upload: Upload, uploaded: Mapping[str, records.Problem]
    ) -> records.Problem | None:
        """The problem of the same upload, else the latest of the course, else the bank's, which is kept as an upload of who asks for it."""
        name = named.id.rsplit("/", 1)[-1]
        id_ = upload.files.get(name) or named.id.removesuffix(".yaml")
        if id_ in uploaded:
            return uploaded[id_]
        if (stored := _latest(t, records.Problem, here.course.id, id_)) is not None:
            return stored
        try:
            source = self._bank_source(id_)
        except NotFound:
            return None
        return self._keep(t, here, self._parse(source, f"{id_}.yaml"), source)

    def get(self, asker: Asker, course: str, slug: str) -> records.Problem:
        """The latest version of a problem, for those who prepare the course.

        Raises NotFound and Forbidden.
        """
        return self._store.read(lambda t: _found(_latest(t, records.Problem, stand(t, asker, course, "see-sources").course.id, slug), slug))

    def built(self, asker: Asker, course: str, slug: str) -> tuple[records.Problem, Problem]:
        """The latest version of a problem, and what it makes with its first numbers.

        Raises NotFound, Forbidden, and AuthorError where this grader accepts it no longer.
        """
        kept = self.get(asker, course, slug)
        return kept, self._parse(kept.source, "")

    def problems(self, asker: Asker, course: str, after: str, limit: int) -> Sequence[records.Problem]:
        """A page of the latest versions, in the order of their ids."""

        def ask(t: Look) -> Sequence[records.Problem]:
            return _page(t.find(records.Problem, course=stand(t, asker, course, "see-sources").course.id), after, limit)

        return self._store.read(ask)

    def get_set(self, asker: Asker, course: str, slug: str) -> Offered:
        """The latest version of a set.

        Raises NotFound.
        """
        return self._store.read(lambda t: offered(t, stand(t, asker, course).course.id, slug))

    def set_source(self, asker: Asker, course: str, slug: str) -> str:
        """The set's file as it was uploaded.

        Raises NotFound and Forbidden.
        """
        return self._store.read(lambda t: offered(t, stand(t, asker, course, "see-sources").course.id, slug).set.source)

    def sets(self, asker: Asker, course: str, after: str, limit: int) -> Sequence[Offered]:
        """A page of the latest versions, in the order of their ids."""

        def ask(t: Look) -> Sequence[Offered]:
            here = stand(t, asker, course)
            page = _page(t.find(records.ProblemSet, course=here.course.id), after, limit)
            return [_with_problems(t, kept) for kept in page]

        return self._store.read(ask)

    def own_dues(self, asker: Asker, course: str) -> Mapping[str, datetime]:
        """The due dates that the asker was given, by set.

        Raises NotFound.
        """

        def ask(t: Look) -> dict[str, datetime]:
            here = stand(t, asker, course)
            return {each.slug: each.due for each in t.find(Extension, course=here.course.id, person=here.person)}

        return self._store.read(ask)

    def release(self, asker: Asker, course: str, slug: str) -> None:
        """Show the reports of a set to its students.

        Raises NotFound and Forbidden.
        """

        def act(t: Change) -> None:
            here = stand(t, asker, course, "release")
            offered(t, here.course.id, slug)
            if t.last(Release, course=here.course.id, slug=slug) is None:
                t.add(Release(new_id(), here.course.id, slug, here.person, self._now()))
                note(t, self._now(), here, "release", slug)

        self._store.write(act)

    def given(self, asker: Asker, course: str, slug: str) -> tuple[Sequence[Extension], Release | None]:
        """Each student's latest extension for a set, and when its reports were released by hand.

        Raises NotFound and Forbidden.
        """

        def ask(t: Look) -> tuple[list[Extension], Release | None]:
            here = stand(t, asker, course, "extend")
            latest = {each.person: each for each in t.find(Extension, course=here.course.id, slug=slug)}
            return list(latest.values()), t.last(Release, course=here.course.id, slug=slug)

        return self._store.read(ask)

    def upload(self, asker: Asker, course: str, raw: bytes) -> records.Problem | Offered:
        """Keep a problem, or a set alone or in a zip with its problems: whatever the file means to be.

        Raises NotFound, Forbidden, and AuthorError with all faults of all files.
        """
        texts = unpacked(raw)
        is_problem = list(texts) == [""] and not is_set(texts[""])
        return self.problem(asker, course, raw) if is_problem else self.set_(asker, course, raw)

    def extend(self, asker: Asker, course: str, slug: str, person: str, due: datetime, reason: str) -> Extension:
        """Another due date for one student; the latest one counts.

        Raises NotFound and Forbidden.
        """

        def act(t: Change) -> Extension:
            here = stand(t, asker, course, "extend")
            offered(t, here.course.id, slug)
            if t.last(Member, course=here.course.id, person=person) is None:
                raise NotFound(person)
            kept = Extension(new_id(), here.course.id, slug, person, due, reason, here.person, self._now())
            t.add(kept)
            note(t, self._now(), here, "extend", f"{slug} {person}")
            return kept

        return self._store.write(act)


def offered(t: Look, course: str, slug: str, known: Offered | None = None) -> Offered:
    """The latest version of a course's set; `known` again where that is still the latest: a version never changes.

    Raises NotFound.
    """
    latest = _found(_latest(t, records.ProblemSet, course, slug), slug)
    return known if known is not None and known.set.id == latest.id else _with_problems(t, latest)


def extended(t: Look, course: str, slug: str, person: str) -> datetime | None:
    """The due date that one student was given."""
    found = t.last(Extension, course=course, slug=slug, person=person)
    return None if found is None else found.due


def _with_problems(t: Look, kept: records.ProblemSet) -> Offered:
    pins = _pins(t, kept.id)
    found = {problem.id: problem for problem in t.find(records.Problem, id=tuple(pins))}
    return Offered(kept, tuple(found[id_] for id_ in pins), rules(kept.source))


def _pins(t: Look, set_id: str) -> list[str]:
    return [pin.problem for pin in sorted(t.find(SetProblem, set=set_id), key=lambda pin: pin.place)]


def _latest(t: Look, kind: type[Versioned], course: str, slug: str) -> Versioned | None:
    return t.last(kind, course=course, slug=slug)


def _page(versions: Sequence[Versioned], after: str, limit: int) -> list[Versioned]:
    latest = {kept.slug: kept for kept in versions}
    return [latest[slug] for slug in sorted(latest) if slug > after][:limit]


def _found(value: Versioned | None, name: str) -> Versioned:
    if value is None:
        raise NotFound(name)
    return value
