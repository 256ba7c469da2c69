"""Tables by their numbers alone: a column with the values of a run of units, weights or samples is about these, whatever its head says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from grader.grading.evidence import agreement
from grader.grading.facts import Value, value
from grader.grading.statements import is_value
from grader.grading.working import Candidate
from grader.reading.tree import Equation, Line, Matrix, Tree, Values, Work

if TYPE_CHECKING:
    from grader.grading.reference import Reference
    from grader.graph.network import Network

ENOUGH: Final = 7.5  # agreement of a column that says what its rows are of
BESIDE: Final = 5.0  # the same where another column has said so
WHOLLY: Final = 3.5  # the same where every value of it agrees
MOSTLY: Final = 0.6  # share of its values that must agree
FEWEST: Final = 2  # values of a column that tell anything
FITS: Final = 0.6  # agreement of a value that is right
TELLING: Final = 2.5  # agreement that is hardly chance
MOST: Final = 64  # rows of a table that are looked at
PASSES: Final = 2  # passes of the network that a table may be about

#: What rows of units may be about, what rows of parameters may, and whether a sheet may show the negative.
OF_UNITS: Final = (
    ("z{p}[{u}]", False), ("a{p}[{u}]", False), ("da{p}[{u}]/dz{p}[{u}]", False), ("dL{p}/da{p}[{u}]", True), ("dL{p}/dz{p}[{u}]", True),
    ("dL{p}/db{p}[{u}]", True), ("b{p}[{u}]", False), ("Db{p}[{u}]", True), ("L{p}[{k}]", False), ("t[{k}]", False),
)  # fmt: skip
OF_PARAMETERS: Final = (("{f}{p}[{w}]", False), ("dL{p}/d{f}{p}[{w}]", True), ("D{f}{p}[{w}]", True))


_PLACE: Final = re.compile(r"\[[\d,]+\]")


class Place(NamedTuple):
    """What one row is of: a unit `1,2`, or a parameter with its family."""

    name: str
    family: str = ""
    output: str = ""  # the number of an output unit


Run = tuple[Place, ...]


class Column(NamedTuple):
    """The values of one column: their rows, their trees, what is written."""

    rows: tuple[int, ...]
    trees: tuple[Tree, ...]
    values: tuple[Value, ...]


def columns(work: Work, reference: Reference) -> dict[int, Candidate]:
    """The quantities of a sheet's table cells, by where the cells stand, as far as whole columns say so."""
    network = reference.network
    found: dict[int, Candidate] = {}
    for rows in work.tables if network is not None else ():
        if network is not None and FEWEST <= len(rows) <= MOST:
            for column, names in _table(_columns(rows), network, reference):
                if _repeats(column, names, reference):
                    continue
                found.update({tree.span.start: name for tree, name in zip(column.trees, names, strict=True)})
    return found


def _repeats(column: Column, names: tuple[Candidate, ...], reference: Reference) -> bool:
    """Whether a column only says again what is given, as it is given."""
    given = all(not reference.compiled(candidate.name).parents for candidate in names)
    return given and _hits(column, names, reference) == len(names)


def with_cells(work: Work, cells: dict[int, Candidate]) -> Work:
    """The sheet with a claim for each of these cells, where no equation ends in it."""
    if not cells:
        return work
    trees = {tree.span.start: (row.line, tree) for table in work.tables for row in table for cell in row.cells for tree in _numbers(cell)}
    wanted: dict[int, list[Tree]] = {}
    for place in cells:
        line, tree = trees[place]
        wanted.setdefault(line, []).append(tree)
    lines = [_with(line, wanted.pop(line.number)) if line.number in wanted else line for line in work.lines]
    texts = work.text.split("\n")
    lines += [_with(Line(number, texts[number - 1], ()), more) for number, more in wanted.items()]
    return work._replace(lines=tuple(sorted(lines, key=lambda line: line.number)))


def _with(line: Line, trees: list[Tree]) -> Line:
    claimed = {link.span.start for equation in line.equations for link in _own_values(equation)}
    new = [tree for tree in trees if tree.span.start not in claimed]
    found = [*line.equations, *(Equation((tree,), (), tree.span, (line.number,), line.label, head=False) for tree in new)]
    return line._replace(equations=tuple(sorted(found, key=lambda equation: equation.links[-1].span.start)))


def _own_values(equation: Equation) -> Iterator[Tree]:
    """The link that an equation ends in, and those before it that say the same number: `| da/dz | 1 | 1.000 |`."""
    ends = equation.links[-1:]
    yield from ends
    if ends and is_value(ends[0]):
        number = value(ends[0]).number
        yield from (link for link in equation.links[:-1] if is_value(link) and value(link).number == number)


def _numbers(cell: Tree | None) -> tuple[Tree, ...]:
    """The written numbers of a cell: its one, or those of a list in brackets."""
    if cell is None or not is_value(cell):
        return ()
    return tuple(item for row in cell.rows for item in row) if isinstance(cell, Matrix) else (cell,)


def _columns(rows: tuple[Values, ...]) -> list[Column]:
    """The columns of a table; of cells that hold lists, one for each place in the list."""
    found = []
    for c in range(len(rows[0].cells)):
        cells = [(r, _numbers(row.cells[c])) for r, row in enumerate(rows)]
        for k in range(max(len(numbers) for _, numbers in cells)):
            here = [(r, numbers[k]) for r, numbers in cells if k < len(numbers)]
            trees = tuple(tree for _, tree in here)
            found.append(Column(tuple(r for r, _ in here), trees, tuple(map(value, trees))))
    return [column for column in found if len(column.values) >= FEWEST]


def _table(table: list[Column], network: Network, reference: Reference) -> Iterator[tuple[Column, tuple[Candidate, ...]]]:
    """The columns that are known, by the run of units, parameters or samples that the whole table speaks for best."""
    best: tuple[float, list[tuple[Column, tuple[Candidate, ...]]]] = (0.0, [])
    for run in _runs(network, {len(column.rows) for column in table}, reference):
        anchors = [column for column in table if len(column.rows) == len(run)]
        if not any(_fitting(column, run, reference, ENOUGH) for column in anchors):
            continue
        named = [(column, names) for column in table if (names := _beside(column, anchors, run, reference))]
        score = sum(_score(column, names, reference) for column, names in named)
        if score > best[0] + 1e-9:
            best = (score, named)
    if network.samples and not network.online:
        named = [(column, names) for column in table if (names := _over_samples(column, network, reference, BESIDE))]
        known = {column.trees[0].span.start for column, _ in named}
        others = [column for column in table if named and column.trees[0].span.start not in known]
        named += [(column, names) for column in others if (names := _over_samples(column, network, reference, WHOLLY))]
        score = sum(_score(column, names, reference) for column, names in named)
        if score > best[0] + 1e-9:
            best = (score, named)
    yield from best[1]


def _beside(column: Column, anchors: list[Column], run: Run, reference: Reference) -> tuple[Candidate, ...]:
    """What a column is about, the rows being those of the run; one with gaps has the rows of a column without."""
    for anchor in anchors:
        if set(column.rows) <= set(anchor.rows):
            places = tuple(run[anchor.rows.index(r)] for r in column.rows)
            found = _fitting(column, places, reference, BESIDE)
            if found:
                return found
    return ()


def _fitting(column: Column, run: Run, reference: Reference, enough: float) -> tuple[Candidate, ...]:
    """The quantities, one kind of them for all rows, that the values agree with best; empty where too few do."""
    best: tuple[float, tuple[Candidate, ...]] = (0.0, ())
    for names in _kinds(run, reference):
        for sign in (1, -1) if _may_turn(names[0]) else (1,):
            signed = tuple(Candidate(name, sign) for name in names)
            score = _score(column, signed, reference)
            hits = _hits(column, signed, reference)
            share = MOSTLY if enough == ENOUGH else MOSTLY / 2
            needed = WHOLLY if enough == BESIDE and hits == len(names) else enough
            better = score >= needed and hits >= max(FEWEST, share * len(names)) and score > best[0] + 1e-9
            if better and (hits == len(names) or not _is_elsewhere(column, signed, reference)):
                best = (score, signed)
    return best[1]


def _is_elsewhere(column: Column, names: tuple[Candidate, ...], reference: Reference) -> bool:
    """Whether a value that does not agree is that of another place: then the rows are in another order."""
    network, places = reference.network, names[0].name.count(",")
    assert network is not None  # noqa: S101 - asked before
    forms = OF_PARAMETERS if places > 1 else (*OF_UNITS, *OF_PARAMETERS)
    odd = [v for v, c in zip(column.values, names, strict=True) if _is_near(v, c, reference)]
    stems = {_stem(c.name) for c in names}
    every = [p for layer in range(1, network.depth + 1) for p in (*_units(network, layer), *_parameters(network, layer))]
    others = {
        name
        for p in every
        for updates in range(PASSES)
        for form, _ in forms
        if _stem(name := form.format(p="'" * updates, u=p.name, w=p.name, f=p.family or "W", k=p.output or "0")) in stems
        and reference.contains(name)
    }
    return any(_agrees(v, Candidate(name, names[0].sign), reference) >= TELLING for v in odd for name in others)


def _stem(name: str) -> str:
    """What kind of quantity a name is of, weights and biases alike."""
    return _PLACE.sub("", name).replace("b", "W")


def _may_turn(name: str) -> bool:
    return name.startswith(("dL", "D"))


def _score(column: Column, names: tuple[Candidate, ...], reference: Reference) -> float:
    return sum(max(_agrees(v, c, reference), 0.0) for v, c in zip(column.values, names, strict=True))


def _hits(column: Column, names: tuple[Candidate, ...], reference: Reference) -> int:
    return sum(_agrees(v, c, reference) >= FITS and not _is_near(v, c, reference) for v, c in zip(column.values, names, strict=True))


def _agrees(written: Value, candidate: Candidate, reference: Reference) -> float:
    if _is_near(written, candidate, reference):
        return 0.0
    return agreement(written.number, written.half, written.significant, candidate.sign * reference.number(candidate.name))


def _is_near(written: Value, candidate: Candidate, reference: Reference) -> bool:
    """Whether a value is only about right: no evidence for a column."""
    truth = candidate.sign * reference.number(candidate.name)
    gap = abs(written.number - truth)
    return gap > written.half * 1.02 + 1e-12 and gap > 0.0006 * abs(truth)


def _kinds(run: Run, reference: Reference) -> Iterator[tuple[str, ...]]:
    """The quantities of one kind, row by row, that the problem has of a run."""
    forms = OF_PARAMETERS if run[0].family else OF_UNITS
    for updates in range(PASSES):
        for form, _ in forms:
            p = "'" * updates
            names = tuple(form.format(p=p, u=place.name, w=place.name, f=place.family, k=place.output or "0") for place in run)
            if all(map(reference.contains, names)):
                yield names


def _over_samples(column: Column, network: Network, reference: Reference, enough: float) -> tuple[Candidate, ...]:
    """A scalar quantity in each sample, row by row, and what is taken over the batch in a further row."""
    extra = len(column.values) - network.samples
    if extra not in {0, 1} or column.rows != tuple(range(column.rows[0], column.rows[0] + len(column.rows))):
        return ()
    best: tuple[float, tuple[Candidate, ...]] = (0.0, ())
    for stem, at in _sampled(network):
        names = (*(f"{stem}{at}{s}" for s in range(1, network.samples + 1)), *([stem] if extra else []))
        if not all(map(reference.contains, names)):
            continue
        for sign in (1, -1) if _may_turn(stem) else (1,):
            signed = tuple(Candidate(name, sign) for name in names)
            score, hits = _score(column, signed, reference), _hits(column, signed, reference)
            share = 1.0 if enough == WHOLLY else MOSTLY
            if score >= enough and hits >= max(FEWEST, share * len(names)) and score > best[0] + 1e-9:
                best = (score, signed)
    return best[1]


@cache
def _sampled(network: Network) -> tuple[tuple[str, str], ...]:
    """The scalar quantities that each sample has of its own."""
    units = [place for layer in range(1, network.depth + 1) for place in _units(network, layer)]
    weights = [place for layer in range(1, network.depth + 1) for place in _weights(network, layer, by_receiver=True)]
    names = [form.format(p="", u=place.name, k=place.output or "0") for form, _ in OF_UNITS for place in units]
    names += [f"dL/dW[{place.name}]" for place in weights]
    inputs = [f"a[0,{i}]" for i in range(1, network.inputs + 1)]
    return tuple((name, "@") for name in ["L", *names, *inputs])


@cache
def _every_run(network: Network) -> dict[int, tuple[Run, ...]]:
    """The runs of units and of parameters that rows may follow, by their length."""
    layers = range(1, network.depth + 1)
    found: dict[int, dict[Run, None]] = {}
    for first in layers:
        for last in range(first, network.depth + 1):
            span = range(first, last + 1)
            for order in (tuple(span), tuple(reversed(span))):
                units = tuple(place for layer in order for place in _units(network, layer))
                found.setdefault(len(units), {})[units] = None
                for way in WAYS:
                    run = tuple(place for layer in order for place in _parameters(network, layer, way))
                    found.setdefault(len(run), {})[run] = None
    for layer in layers:
        for unit in _units(network, layer):
            row = tuple(p for p in _weights(network, layer, by_receiver=True) if p.name.startswith(unit.name + ","))
            found.setdefault(len(row), {})[row] = None
    return {length: tuple(runs) for length, runs in found.items() if length >= FEWEST}


#: How a layer's parameters follow one another: by receiving or sending unit; biases left out, at the end, or behind their unit's weights.
WAYS: Final = ("to", "from", "to, biases", "from, biases", "unit by unit")


def _parameters(network: Network, layer: int, way: str = "to, biases") -> tuple[Place, ...]:
    weights, biases = _weights(network, layer, by_receiver=not way.startswith("from")), _biases(network, layer)
    if way != "unit by unit":
        return weights + biases * ("biases" in way)
    return tuple(p for b in biases for p in (*(w for w in weights if w.name.startswith(b.name + ",")), b))


def _runs(network: Network, lengths: set[int], reference: Reference) -> Iterator[Run]:
    """The runs of these lengths; the weights of an input that is 0 may be left out."""
    every = _every_run(network)
    silent = {str(i) for i in range(1, network.inputs + 1) if not network.samples and reference.number(f"a[0,{i}]") == 0}
    for length in sorted(lengths, reverse=True):
        yield from every.get(length, ())
        for runs in every.values() if silent else ():
            for run in runs:
                rest = tuple([p for p in run if not (p.family == "W" and p.name[:2] == "1," and p.name.rpartition(",")[2] in silent)])
                if len(rest) == length < len(run):
                    yield rest


def _units(network: Network, layer: int) -> tuple[Place, ...]:
    outputs = layer == network.depth
    return tuple(Place(f"{layer},{j}", output=str(j) if outputs else "") for j in range(1, network.size(layer) + 1))


def _biases(network: Network, layer: int) -> tuple[Place, ...]:
    kind = network.layer(layer).bias
    if kind == "shared":
        return (Place(f"{layer}", "b"),)
    return tuple(Place(f"{layer},{j}", "b") for j in range(1, network.size(layer) + 1)) if kind == "separate" else ()


def _weights(network: Network, layer: int, *, by_receiver: bool) -> tuple[Place, ...]:
    to, source = range(1, network.size(layer) + 1), range(1, network.size(layer - 1) + 1)
    pairs = [(j, i) for j in to for i in source] if by_receiver else [(j, i) for i in source for j in to]
    return tuple(Place(f"{layer},{j},{i}", "W") for j, i in pairs)
