"""A report in its writer's own notation: quantities by the names that stand on the sheet, readings typeset with its decimal mark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from grader.grading.statements import names as names_in
from grader.grading.tokens import tokens
from grader.reading import as_text, read, read_name
from grader.reading.tree import Binary, Index, Literal, Name, Partial, rebuilt
from grader.rendering.mathml import flowing
from grader.rendering.naming import Naming, lettered

if TYPE_CHECKING:
    from grader.problem import Problem
    from grader.reading.tree import Tree, Work

_USUAL = {"a": 0, "z": 1, "W": 1}  # what a report says where the sheet does not tell
_ACCENTS = {"hat": r"\hat", "bar": r"\bar", "tilde": r"\tilde", "dot": r"\dot", "vec": r"\vec"}
_POINT = re.compile(r"(?<=<mn>)(\d+)\.(\d+)(?=</mn>)")


def own_naming(problem: Problem, notation: Mapping[str, Any], work: Work) -> Naming:
    """The naming of a sheet: its own names and its own counting where it shows them, the course's for all else."""
    course, layers = problem.notation, notation.get("layers", {})
    own = _own(notation.get("names", {}), work)
    weights = [name.base for name, meant in own if meant.startswith("W[") and len(tokens(name).sub) < 3]
    named = {latex(name): meant for name, meant in own}
    counted = replace(
        course,
        weight=weights[0] if weights else course.weight,
        layers={family: number if number != usual else course.layers[family] for family, number, usual in _counted(layers)},
        weight_index="from-to" if notation.get("weight_index") == "from-to" else course.weight_index,
        unit_base=0 if notation.get("unit_base") == 0 else course.unit_base,
        names=named | {name: meant for name, meant in course.names.items() if name not in named},
    )
    above = [index for name, _ in own for index in name.sup]
    return Naming(replace(problem, notation=counted), bracketed=not above or any(index.style for index in above))


def _counted(layers: Mapping[str, int]) -> list[tuple[str, int, int]]:
    return [(family, layers.get(family, usual), usual) for family, usual in _USUAL.items()]


def _own(names: Mapping[str, str], work: Work) -> list[tuple[Name, str]]:
    """The names whose meaning is known, as written; those with most indices first (z_2^1 before z_2), then the most usual ones."""
    found = [(tokens(name).flat, name) for name in _names(work)]
    often = Counter(flat for flat, _ in found)
    spelt = {flat: name for flat, name in found if flat in names}
    order = sorted(spelt, key=lambda flat: (-len(spelt[flat].sub) - len(spelt[flat].sup), -often[flat], flat))
    return [(spelt[flat], names[flat]) for flat in order]


def _names(work: Work) -> Iterator[Name]:
    """The names of a sheet without the marks of updates, as they were written."""
    for line in work.lines:
        for found in line.equations:
            for link in found.links:
                yield from (name for name in names_in(link) if not name.primes and not {"new", "old", "change"} & set(name.accents))


def latex(name: Name) -> str:
    r"""A written name as LaTeX: θ₁₁ as \theta_{11}, out_h1 as \mathrm{out}_{h1}."""
    letter = lettered(name.base)
    for accent in name.accents:
        letter = f"{_ACCENTS[accent]}{{{letter}}}" if accent in _ACCENTS else letter
    below = [*([name.tail] if name.tail else []), *(index.text for index in name.sub)]
    above = [f"{index.style[0]}{index.text.strip('()[]<>')}{index.style[1]}" if index.style else index.text for index in name.sup]
    made = letter + (f"_{{{','.join(below)}}}" if below else "") + (f"^{{{','.join(above)}}}" if above else "")
    return made + "".join(f"[{index.text}]" for index in name.brackets)


def typeset(reading: str, naming: Naming, decimal: str) -> tuple[str, ...]:
    """A reading in canonical names as MathML, by a naming and with a decimal mark; nothing where it cannot be set."""
    work = read(reading)
    if work.unread or len(work.lines) != 1:
        return ()
    own = [found._replace(links=tuple(_renamed(link, naming) for link in found.links)) for found in work.lines[0].equations]
    made = (flowing(found) for found in own)
    return tuple(_POINT.sub(r"\1,\2", each) for each in made) if decimal == "," else tuple(made)


def _renamed(tree: Tree, naming: Naming) -> Tree:
    match tree:
        case Name():
            return _called(tree, naming)
        case Binary(operator="@", left=Name() | Partial() as left, right=Literal() as number):
            return _of_sample(_renamed(left, naming), as_text(number))
        case _:
            return rebuilt(tree, lambda part: _renamed(part, naming))


def _of_sample(tree: Tree, number: str) -> Tree:
    """A quantity of one sample, its number above the name in square brackets."""
    if isinstance(tree, Partial) and tree.of is not None:
        return tree._replace(of=_of_sample(tree.of, number))
    return tree.changed(sup=(*tree.sup, Index(number, (number,), "[]"))) if isinstance(tree, Name) else tree


def _called(tree: Name, naming: Naming) -> Tree:
    """A canonical name by the naming; as it stands where it is none or cannot be read from there."""
    found = _known(tree, naming)
    if found is None and tree.primes:  # they stand outside of a name of the course's own
        bare = _known(tree.changed(primes=0), naming)
        found = bare.changed(primes=tree.primes) if isinstance(bare, Name) else None
    return found or tree


def _known(tree: Name, naming: Naming) -> Name | Partial | None:
    try:
        return _read(naming.latex(as_text(tree)))
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _read(written: str) -> Name | Partial | None:
    return read_name(written)
