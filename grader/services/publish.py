"""Use cases with problems and sets: check the whole file, keep it as a new version, list and show what there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias, TypeVar

from grader.errors import AuthorError, Fault, NotFound
from grader.problem import Problem
from grader.services.ports import Person, ProblemStore, StoredProblem, StoredSet
from grader.services.problem_set import ProblemSet
from grader.services.rights import require

Parse: TypeAlias = Callable[[str, str], Problem]
ParseSet: TypeAlias = Callable[[str, str], ProblemSet]
BankSource: TypeAlias = Callable[[str], str]
_Kept = TypeVar("_Kept", StoredProblem, StoredSet)


class Publish:
    """What an installation has to offer."""

    def __init__(self, store: ProblemStore, parse: Parse, parse_set: ParseSet, bank_source: BankSource) -> None:
        """Kept in `store`; `parse` and `parse_set` raise AuthorError, `bank_source` gives a shipped problem's YAML or raises NotFound."""
        self._store, self._parse, self._parse_set, self._bank_source = store, parse, parse_set, bank_source

    def problem(self, by: Person, source: str) -> StoredProblem:
        """Keep a problem's next version.

        Raises Forbidden, and AuthorError with all of its faults.
        """
        require(by, "publish")
        problem = self._parse(source, "")
        return self._store.add_problem(problem.id, problem.title, source, by.id)

    def set_(self, by: Person, source: str) -> StoredSet:
        """Keep a set's next version, its problems pinned as they are now.

        Raises Forbidden, and AuthorError with all of its faults, problems that nobody knows among them.
        """
        require(by, "publish")
        draft = self._parse_set(source, "")
        found = [(place, self._pinned(by, named.id)) for place, named in enumerate(draft.problems)]
        unknown = [draft.problems[place] for place, problem in found if problem is None]
        if unknown:
            raise AuthorError(tuple(Fault(f"no problem {named.id!r}", named.line, named.column, path="problems") for named in unknown))
        return self._store.add_set(draft.id, draft.title, source, by.id, [problem.id for _, problem in found if problem is not None])

    def get(self, by: Person, slug: str) -> StoredProblem:
        """The latest version.

        Raises NotFound.
        """
        require(by, "read-problems")
        return _found(self._store.problem(slug), slug)

    def source(self, by: Person, slug: str) -> str:
        """The file of the latest version.

        Raises Forbidden and NotFound.
        """
        require(by, "read-sources")
        return self.get(by, slug).source

    def get_set(self, by: Person, slug: str) -> StoredSet:
        """The latest version.

        Raises NotFound.
        """
        require(by, "read-problems")
        return _found(self._store.set_(slug), slug)

    def problems(self, by: Person, after: str, limit: int) -> Sequence[StoredProblem]:
        """A page of problems."""
        require(by, "read-problems")
        return self._store.problems(after, limit)

    def sets(self, by: Person, after: str, limit: int) -> Sequence[StoredSet]:
        """A page of sets."""
        require(by, "read-problems")
        return self._store.sets(after, limit)

    def _pinned(self, by: Person, slug: str) -> StoredProblem | None:
        """The latest uploaded version, or else the bank's problem, which is kept as an upload of who asks for it."""
        if (stored := self._store.problem(slug)) is not None:
            return stored
        try:
            return self.problem(by, self._bank_source(slug))
        except NotFound:
            return None


def _found(value: _Kept | None, name: str) -> _Kept:
    if value is None:
        raise NotFound(name)
    return value
