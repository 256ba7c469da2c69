"""From a problem file to a Problem: read, check everything, and only then build."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from pathlib import Path as FilePath
from types import MappingProxyType

from pydantic import ValidationError

from grader.errors import AuthorError, Fault, NotFound
from grader.graph.trace import Trace
from grader.problem import bank, dense
from grader.problem.computed import Section
from grader.problem.document import Document, Path, read_document
from grader.problem.families import asked_by_default, spelt_out
from grader.problem.policy import Policy, Tolerance
from grader.problem.problem import Notation, Part, Problem
from grader.problem.schema import GradingSpec, NotationSpec, ProblemSpec, ToleranceSpec, VariantsSpec
from grader.problem.variants import ATTEMPTS, drawn, draws, filled, has_ranges, is_met, range_faults, requirement_fault

_GREATEST_FILE = 2_000_000
NOTHING: Mapping[str, str] = MappingProxyType({})


def load(source: str | FilePath, variant: int = 1, kept: Mapping[str, str] = NOTHING) -> Problem:
    """The problem of a file's path, of a bank problem's id, or of a file's text; `variant` and `kept` where its numbers are drawn.

    Raises
    ------
    NotFound
        There is no such file and no such problem.
    AuthorError
        The file is faulty.
    """
    if isinstance(source, str) and "\n" in source:
        return parse(source, variant=variant, kept=kept)
    path = FilePath(source)
    if path.is_file():
        return parse(_content(path), str(source), variant, kept)
    text = bank.text(str(source))
    if text is None:
        raise NotFound(str(source))
    return parse(text, f"{source}.yaml", variant, kept)


def _content(path: FilePath) -> str:
    if path.stat().st_size > _GREATEST_FILE:
        raise AuthorError((Fault(f"the file is larger than {_GREATEST_FILE} bytes", file=str(path)),))
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise AuthorError((Fault("the file is not UTF-8", file=str(path)),)) from None


def parse(text: str, file: str = "", variant: int = 1, kept: Mapping[str, str] = NOTHING) -> Problem:
    """The problem that the text defines; `variant`, from 1, says which numbers where they are drawn.

    `kept` are numbers that somebody has already, by their places (`Problem.draws` of an earlier version of the file): where there is
    a range at such a place still, its number stays as it is, and only the others are drawn.

    Raises
    ------
    AuthorError
        The text is faulty: all of its faults at once, in the order of the file.
    """
    document = read_document(text, file)
    faults = [*document.faults, *(document.fault(message, path) for path, message in range_faults(document.value))]
    if faults or not has_ranges(document.value):
        return _made(document, faults, text, document.value)[0]
    if kept:
        with suppress(AuthorError):  # where there is no problem with these numbers, all are drawn
            return _varied(document, text, variant, kept)
    return _varied(document, text, variant, NOTHING)


def _varied(document: Document, text: str, variant: int, kept: Mapping[str, str]) -> Problem:
    """The problem with the numbers of the first attempt that meets the requirements, or, beside kept ones, of the first at all."""
    first = None
    for attempt in range(ATTEMPTS):
        numbers = draws(document.value, _key(document, variant, attempt), kept)
        problem, met = _made(document, [], text, drawn(document.value, numbers))
        problem = replace(problem, variant=variant, draws=tuple(numbers.items()))
        if met or numbers.keys() <= kept.keys():
            return problem
        first = first or problem
    if kept and first is not None:
        return first
    raise AuthorError(
        (document.fault(f"no numbers were found that meet the requirements in {ATTEMPTS} attempts", ("variants", "require")),)
    )


def _made(document: Document, known: list[Fault], text: str, value: object) -> tuple[Problem, bool]:
    """The problem of the file's value, and whether it meets its requirements."""
    faults = list(known)
    spec = _validated(document, value, faults)
    trace = _trace(document, spec, faults) if spec is not None else None
    if spec is not None and trace is not None:
        faults += [document.fault(message, path) for path, message in _naming_faults(spec, trace)]
    if faults or spec is None or trace is None:
        raise AuthorError(tuple(sorted(faults, key=lambda fault: (fault.line, fault.column))))
    required = spec.variants.require if spec.variants is not None else []
    return _problem(spec, trace, text), all(is_met(each, trace) for each in required)


def _key(document: Document, variant: int, attempt: int) -> str:
    """What the numbers of an attempt at a variant hang on."""
    name = document.value.get("id") if isinstance(document.value, dict) else ""
    return f"{name} {variant}.{attempt}"


def _validated(document: Document, value: object, faults: list[Fault]) -> ProblemSpec | None:
    if not isinstance(value, dict):
        faults.append(document.fault("a problem file is a mapping: id, title, network, ..."))
        return None
    try:
        return ProblemSpec.model_validate(value)
    except ValidationError as error:
        faults += [document.fault(_sentence(dict(each)), _path(document, each["loc"])) for each in error.errors()]
        return None


_SENTENCES = {
    "missing": "this is missing",
    "extra_forbidden": "this key is not known here",
    "list_type": "a list is expected here",
    "dict_type": "a mapping is expected here",
    "model_type": "a mapping is expected here",
    "string_type": "a text is expected here",
    "string_pattern_mismatch": "only small letters, digits and hyphens are allowed here",
}


def _sentence(error: dict[str, object]) -> str:
    kind = str(error["type"])
    if kind in _SENTENCES:
        return _SENTENCES[kind]
    return str(error["msg"]).removeprefix("Value error, ")


def _path(document: Document, loc: tuple[str | int, ...]) -> Path:
    """The place in the file: what the model calls `shared_bias` the file calls `biases`."""
    steps = tuple("biases" if step == "shared_bias" else step for step in loc)
    return steps if steps in document.places or not steps else (*steps[:-1], steps[-1])


def _trace(document: Document, spec: ProblemSpec, faults: list[Fault]) -> Trace | None:
    if (spec.network is None) == (spec.graph is None):
        faults.append(document.fault("either network or graph is expected"))
        return None
    if spec.graph is not None:
        section = Section(spec.graph)
        trace = None if section.faults else section.trace()
        faults += [document.fault(message, ("graph", *path)) for path, message in section.faults]
        return None if section.faults else trace
    assert spec.network is not None  # noqa: S101  one of the two is there
    found = [document.fault(message, ("network", *path)) for path, message in dense.network_faults(spec.network)]
    faults += found
    return None if found else dense.trace(spec.network)


def _naming_faults(spec: ProblemSpec, trace: Trace) -> Iterator[tuple[Path, str]]:
    for place, part in enumerate(spec.parts or []):
        for asked in part.find:
            if not spelt_out(trace, asked):
                yield ("parts", place, "find"), f"there is no quantity {asked!r} in this problem"
        if part.method is not None and part.method > part.points:
            yield ("parts", place, "method"), "method is a share of the points and cannot exceed them"
    notation = spec.notation or NotationSpec()
    for written, meant in notation.names.items():
        if not spelt_out(trace, meant.strip().removeprefix("-").strip()):
            yield ("notation", "names", written), f"there is no quantity {meant!r} in this problem"
    yield from _variant_faults(spec.variants, trace) if spec.variants is not None else ()
    frozen = spec.network.update.freeze if spec.network is not None and spec.network.update is not None else []
    for place, name in enumerate(frozen):
        if not spelt_out(trace, name):
            yield ("network", "update", "freeze", place), f"there is no parameter {name!r} in this problem"


def _variant_faults(spec: VariantsSpec, trace: Trace) -> Iterator[tuple[Path, str]]:
    for place, requirement in enumerate(spec.require):
        message = requirement_fault(requirement, trace)
        if message is not None:
            yield ("variants", "require", place), message
    for place, seed in enumerate(spec.deploy):
        if seed > spec.seeds:
            yield ("variants", "deploy", place), f"there are {spec.seeds} variants, not {seed}"


def _problem(spec: ProblemSpec, trace: Trace, text: str) -> Problem:
    return Problem(
        id=spec.id,
        title=spec.title,
        statement=filled(spec.statement, trace),
        trace=trace,
        network=trace.network,
        notation=_notation(spec.notation or NotationSpec()),
        parts=_parts(spec, trace),
        grading=_policy(spec.grading),
        digest=hashlib.sha256(text.encode()).hexdigest(),
        declared=spec.notation is not None,
        source=text,
        variants=spec.variants.seeds if spec.variants is not None else 0,
        deployed=tuple(spec.variants.deploy) if spec.variants is not None else (),
        kinks_meant=spec.network is not None and dense.says_slope_at_zero(spec.network),
    )


def _parts(spec: ProblemSpec, trace: Trace) -> tuple[Part, ...]:
    if spec.parts is None:
        names = asked_by_default(trace)
        return (Part("", names, Fraction(len(names))),)
    return tuple(
        Part(part.label, tuple(name for asked in part.find for name in spelt_out(trace, asked)), part.points, part.method)
        for part in spec.parts
    )


def _notation(spec: NotationSpec) -> Notation:
    bare = Notation()
    return Notation(
        weight=spec.weight or bare.weight,
        loss=spec.loss or bare.loss,
        layers={**bare.layers, **spec.layers},
        weight_index=spec.weight_index,
        unit_base=spec.unit_base,
        names=dict(spec.names),
        error=spec.error,
    )


def _policy(spec: GradingSpec) -> Policy:
    return Policy(
        tolerance=_tolerance(spec.tolerance),
        digits=spec.digits,
        follow_through=spec.follow_through,
        working=spec.working,
        misread=spec.misread,
        repeated=spec.repeated,
        round=spec.round,
    )


def _tolerance(spec: ToleranceSpec | None) -> Tolerance:
    if spec is None:
        return Tolerance()
    if spec.significant is not None:
        return Tolerance("significant", Fraction(spec.significant))
    if spec.decimals is not None:
        return Tolerance("decimals", Fraction(spec.decimals))
    if spec.relative is not None:
        return Tolerance("relative", spec.relative)
    return Tolerance("absolute", spec.absolute or Fraction(0))
