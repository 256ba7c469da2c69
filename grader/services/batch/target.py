"""What a batch is graded against: one problem, or the problems of a set."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from grader.errors import AuthorError, Fault, NotFound
from grader.problem import Problem
from grader.services.batch.sheet import Known
from grader.services.problem_set import Named, is_set, parse_set

Load: TypeAlias = Callable[[str], Problem]


def known_problems(target: str, load: Load) -> tuple[Known, ...]:
    """The problem, or the set's problems, of a file or an id; a set's files are looked for beside it.

    Raises NotFound, and AuthorError with all faults of all files.
    """
    path = Path(target)
    text = path.read_bytes().decode("utf-8-sig", "replace") if path.is_file() else ""
    if not is_set(text):
        return (_known(load(target), target),)
    faults: list[Fault] = []
    found = [_of_set(named, path, load, faults) for named in parse_set(text, target).problems]
    ids = [known.id for known in found if known is not None]
    faults += [Fault(f"the id {id_!r} belongs to two problems of the set", file=target) for id_ in sorted(set(ids)) if ids.count(id_) > 1]
    if faults:
        raise AuthorError(tuple(faults))
    return tuple(known for known in found if known is not None)


def _of_set(named: Named, path: Path, load: Load, faults: list[Fault]) -> Known | None:
    beside = path.parent / named.id
    target = str(beside) if beside.is_file() else named.id
    try:
        return _known(load(target), target)
    except NotFound:
        faults.append(Fault(f"no problem {named.id!r}", named.line, named.column, str(path), "problems"))
    except AuthorError as error:
        faults += error.faults
    return None


def _known(problem: Problem, target: str) -> Known:
    return Known(problem.id, problem.title, problem.source, target, variants=problem.variants, deployed=problem.deployed)
