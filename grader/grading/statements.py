"""A sheet's equations as statements: what is claimed (head), the links of the working, the value it ends in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple
from typing import Literal as Kind

from grader.reading.arguments import LOSSES
from grader.reading.tree import Binary, Call, Equation, Garbled, General, Index, Literal, Matrix, Name, Partial, Tree, Unary, Work, parts

LinkKind = Kind["value", "numeric", "symbolic", "general", "garbled"]
WORST: tuple[LinkKind, ...] = ("value", "numeric", "symbolic", "general", "garbled")
MAXIMUM_NODES: Final = 4000
MAXIMUM_DEPTH: Final = 150  # of trees: sums and products lean to the left, a level a term
_CASE: Final = re.compile(r"\s*+(?:\\[A-Za-z]+\s*+)?\|\s*+_\s*+\{?\s*+(?:\\[a-z]+\s*+\{)?([^\W\d_]+)[\w\s}]*=\s*+\d+\s*+(?![.,\d])")


class Survey(NamedTuple):
    """What a tree is made of, and the names and derivatives in it from left to right."""

    kind: LinkKind
    leaves: tuple[Name | Partial, ...]


class Link(NamedTuple):
    """One side of an equation: its tree, the physical line it begins on, what it is made of, its number in the chain."""

    tree: Tree
    line: int
    kind: LinkKind
    position: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One equation as a claim: `head` (None without a name), the links behind it, and the link that gives the value.

    `line` is the physical line of the head, `place` the rank of the statement in the sheet.
    """

    place: int
    line: int
    text: str
    label: str
    head: Tree | None
    links: tuple[Link, ...]
    value: Link | None
    update: bool  # an arrow or := behind the head
    equation: Equation
    leaves: tuple[tuple[Name | Partial, ...], ...] = ()  # the names and derivatives in each link of the equation
    sheet: str = ""  # the text in which the spans are places

    @property
    def in_part(self) -> bool:
        """Whether the head is said to hold one part of its quantity only: `dW += 0.1`, the share of one step in `∂L/∂w|_{t=2}`."""
        if "accumulates" in self.equation.note:
            return True
        case = _CASE.match(self.sheet, self.head.span.end) if isinstance(self.head, Partial) else None
        return case is not None and self.head is not None and case[1] not in {name.base for name in names(self.head)}

    @property
    def working(self) -> tuple[Link, ...]:
        """The links before the value."""
        if self.value is None:
            return self.links
        end = self.value.position
        return tuple([link for link in self.links if link.position < end])

    @property
    def renews(self) -> bool:
        """Whether the name at the head stands in its own working: `w = w - eta*g` is an update."""
        text = self.head.text if isinstance(self.head, Name) else ""
        return bool(text) and any(isinstance(leaf, Name) and leaf.text == text for leaves in self.leaves[1:] for leaf in leaves)

    def worked_out(self, link: Link) -> bool:
        """Whether a link is worked out in its own cell of a table, beside the cell that the value stands in."""
        links, relations, i = self.equation.links, self.equation.relations, link.position
        result = i + 1 < len(links) and relations[i] != "|" and is_value(links[i + 1])
        return result and self.value is not None and "|" in relations[i + 1 : self.value.position]


def statements(work: Work) -> tuple[Statement, ...]:
    """The statements of a sheet in their order; struck equations are left out."""
    found: list[Statement] = []
    for line in work.lines:
        for equation in line.equations:
            if equation.struck or not equation.links:
                continue
            for part in _parted(equation):
                begins = part.lines[0] if part.lines and (part is not equation or equation is not line.equations[0]) else line.number
                found.append(_statement(len(found), part, begins, line.text, equation.label or line.label, work.text))
    return tuple(found)


def _parted(equation: Equation) -> Iterator[Equation]:
    """A chain in which a name with links of its own stands behind a value is several equations: `a = 0.1 = b = 0.2`."""
    links, relations, lines = equation.links, equation.relations, equation.lines
    for i in range(2, len(links) - 1):
        before = [link for link in links[:i] if not isinstance(link, Garbled)]
        if isinstance(links[i], Name | Partial) and before and is_value(before[-1]) and any(map(is_value, links[i + 1 :])):
            yield equation._replace(links=links[:i], relations=relations[: i - 1], lines=lines[:i])
            yield from _parted(equation._replace(links=links[i:], relations=relations[i:], lines=lines[i:], head=True))
            return
    yield equation


def _statement(place: int, equation: Equation, line: int, text: str, label: str, sheet: str) -> Statement:
    if "?" in equation.relations:
        equation = _before_comparison(equation)
    if any(map(_too_deep, equation.links)):
        equation = equation._replace(links=tuple(map(_shallow, equation.links)))
    if equation.head and isinstance(equation.links[0], Call):
        equation = equation._replace(links=(_bare(equation.links[0]), *equation.links[1:]))
    surveys = [survey(tree) for tree in equation.links]
    links = tuple(
        Link(tree, equation.lines[i] if i < len(equation.lines) else line, surveys[i].kind, i) for i, tree in enumerate(equation.links)
    )
    head: Tree | None = None
    if equation.head and links[0].kind in {"symbolic", "garbled", "general"}:
        head, links = links[0].tree, links[1:]
    update = bool(equation.relations) and equation.relations[0] == "<-"
    return Statement(place, line, text, label, head, links, _value(links), update, equation, tuple(s.leaves for s in surveys), sheet)


def _bare(head: Call) -> Tree:
    """`J(w, b)` and `h_θ(x^{(1)})` as names: the loss, or the output, of the sample that all arguments are of."""
    if head.name is None or head.primes or head.function not in LOSSES | {"h"}:
        return head
    marks = {argument.sup for argument in head.arguments if isinstance(argument, Name)}
    if len(marks) > 1 or (head.function == "h" and marks == {()}):
        return head
    sub = () if head.function == "h" else head.name.sub
    return head.name.changed(sub=sub, sup=head.name.sup or next(iter(marks), ()))


def _too_deep(tree: Tree) -> bool:
    """Whether a tree is deeper than any working by hand: what walks down it could not come back."""
    if tree.span.end - tree.span.start <= MAXIMUM_DEPTH:
        return False
    level: list[Tree] = [tree]
    for _ in range(MAXIMUM_DEPTH):
        level = [child for node in level for child in parts(node)]
        if not level:
            return False
    return True


def _shallow(tree: Tree) -> Tree:
    return Garbled("…", "too-deep", tree.span) if _too_deep(tree) else tree


def _before_comparison(equation: Equation) -> Equation:
    """A chain up to its first inequality: what stands behind it is a condition."""
    end = equation.relations.index("?")
    return equation._replace(links=equation.links[: end + 1], relations=equation.relations[:end])


def _value(links: tuple[Link, ...]) -> Link | None:
    """The last link that is a plain value; without one, the last numeric link (a product that was not worked out)."""
    for wanted in ("value", "numeric"):
        for link in reversed(links):
            if link.kind == wanted:
                return link
    return None


def kind(tree: Tree) -> LinkKind:
    """What a tree is made of: a written value, numbers only, names, a general formula, garbled ink."""
    return survey(tree).kind


def survey(tree: Tree) -> Survey:
    """What a tree is made of, and the names and derivatives in it."""
    if is_value(tree):
        return Survey("value", ())
    worst, count = 1, 0
    leaves: list[Name | Partial] = []
    for node in walk(tree):
        count += 1
        if isinstance(node, Name | Partial):
            leaves.append(node)
        elif isinstance(node, General):
            worst = max(worst, 3)
        elif isinstance(node, Garbled):
            worst = 4
    if worst < 4 and leaves:
        worst = max(worst, 3 if any(map(is_general, leaves)) else 2)
    return Survey("garbled" if count > MAXIMUM_NODES + 1 else WORST[worst], tuple(leaves))


def is_value(tree: Tree) -> bool:
    """Whether the tree is a written number, or a vector or matrix of them."""
    while isinstance(tree, Unary) and tree.operator in {"-", "+", "T"}:
        tree = tree.operand
    if isinstance(tree, Matrix):
        return bool(tree.rows) and all(is_value(cell) and not isinstance(cell, Matrix) for row in tree.rows for cell in row)
    return isinstance(tree, Literal)


def children(tree: Tree) -> tuple[Tree, ...]:
    """The trees directly inside a tree; a derivative is closed."""
    return () if type(tree) is Partial else parts(tree)


def walk(tree: Tree) -> Iterator[Tree]:
    """The tree and all trees inside it, from left to right; derivatives and names are leaves."""
    stack = [tree]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(children(node)[::-1])


def terms(tree: Tree, sign: int = 1) -> list[tuple[int, Tree]]:
    """The terms of a sum with their signs, from left to right; any other tree is the one term."""
    if isinstance(tree, Binary) and tree.operator in {"+", "-"}:
        return terms(tree.left, sign) + terms(tree.right, -sign if tree.operator == "-" else sign)
    return [(sign, tree)]


def names(tree: Tree) -> list[Name]:
    """The names in a tree, those of derivatives included."""
    if isinstance(tree, Name):
        return [tree]
    if isinstance(tree, Partial):
        return [*(names(tree.of) if tree.of is not None else ()), *names(tree.by)]
    return [name for node in walk(tree) if isinstance(node, Name | Partial) for name in names(node)]


_RUNNING: Final = frozenset("ijklmnpqrst")


def is_general(tree: Tree) -> bool:
    """Whether a name or derivative has running letters for indices (`w_{jk}`): it stands for no one number."""
    return any(_runs(index) for name in names(tree) for index in (*name.sub, *name.sup, *name.brackets))


@lru_cache(maxsize=4096)
def _runs(index: Index) -> bool:
    # `l`, `l-1`, `l+1` and runs such as `jk`; a capital L is the last layer, `h`, `o`, `d` are names of layers.
    text = index.text.replace(" ", "").replace(",", "")
    text = text.removesuffix("-1").removesuffix("+1").removesuffix("-2").strip("()[]")
    return bool(text) and set(text) <= _RUNNING and not (index.style == "" and text == "t" and len(index.parts) == 1)
