"""Formulas on the sheet: whether each is an identity, a known mistaken one, or no matter to judge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from grader.grading.align import Aligner
from grader.grading.conventions import Convention
from grader.grading.diagnose import Diagnosis
from grader.grading.facts import Facts
from grader.grading.functions import Table, letters
from grader.grading.judged import Judged
from grader.grading.match import Match
from grader.grading.report import Finding
from grader.grading.statements import Link, names, walk
from grader.grading.working import Side, compile_side
from grader.reading.numbers import written
from grader.reading.tree import Binary, Call, Literal, Name, Partial, Span, Tree, Unary

if TYPE_CHECKING:
    from grader.grading.reference import Reference

LAYER: Final = re.compile(r"[zWb]'*\[(\d+)")  # the layer of a sum, or of what it is made of
_LAST: Final = re.compile(r"\[\d+\](?=@|$)|,\d+(?=\](?:@\d+)?$)")  # the last index of a name
SQUARES: Final = (["2"], ["3"])  # superscripts that may be powers of a value
MOST_FACTORS: Final = 3  # capitals of a name that is a product
SURE_NAMES: Final = 1  # statements that must confirm a name before a formula in it is called wrong


class Formulas:
    """Compiles and judges the links with names of one sheet."""

    def __init__(self, reference: Reference, convention: Convention, aligner: Aligner, diagnosis: Diagnosis) -> None:
        """Keep what the formulas are read and judged by."""
        self.reference = reference
        self.convention = convention
        self.aligner = aligner
        self.diagnosis = diagnosis
        self._formulas: dict[tuple[int, int, str | None], Side | None] = {}

    def side(self, facts: Facts, link: Link, quantity: str | None) -> Side | None:
        """A link with names as a function of its slots; a letter means what the layer of its argument applies, or what makes it right."""
        key = (facts.statement.place, link.position, quantity)
        if key not in self._formulas:
            leaves = facts.statement.leaves[link.position]
            self._formulas[key] = self._compiled(link.tree, leaves, quantity) if link.kind == "symbolic" else None
        return self._formulas[key]

    def _compiled(self, tree: Tree, leaves: tuple[Name | Partial, ...], quantity: str | None = None) -> Side | None:
        tree = self._apart(tree) if any(map(_is_run, leaves)) else tree
        side = compile_side(tree, self.convention.grid, self._meant)
        if any(map(self._is_power, leaves)):
            tree, side = self._powered(tree, side, quantity)
        functions = self.reference.functions
        calls = letters(tree) if functions.several and side is not None and side.scalar and quantity is not None else ()
        if not calls or side is None or quantity is None or self._is(side, quantity):
            return side
        sides = (compile_side(tree, self.convention.grid, way) for way in functions.ways(calls))
        return next((s for s in sides if s is not None and self._is(s, quantity)), side)

    def _is(self, side: Side, quantity: str) -> bool:
        return any(self.aligner.identical(side, quantity, sign) for sign in (1, -1))

    def _meant(self, call: Call) -> Table:
        """The functions of the layer that a call's argument is of: `f(z_2)`, `f(w_5 h_1 + b_2)`; those of the first where it is unsaid."""
        functions = self.reference.functions
        found = {c.name for leaf in names(call) for c in self.convention.tree(leaf)}
        layers = {int(layer[1]) for name in found if (layer := LAYER.match(name)) is not None}
        return functions.of(layers.pop()) if len(layers) == 1 else functions.readings[0]

    def _apart(self, tree: Tree) -> Tree:
        """A formula with `QK^T` and `AV`, names that nobody knows, as products of the matrices that their capitals are."""
        if isinstance(tree, Binary):
            return Binary(tree.operator, self._apart(tree.left), self._apart(tree.right), tree.span, tree.style)
        turned = isinstance(tree, Unary) and tree.operator == "T"
        factors = self._factors(tree.operand if isinstance(tree, Unary) and turned else tree)
        if not factors:
            return tree
        return _product((*factors[:-1], Unary("T", factors[-1], tree.span) if turned else factors[-1]), tree.span)

    def _factors(self, tree: Tree) -> tuple[Name, ...]:
        """The capitals of a name, where each is a name of the problem and all together are none."""
        if not isinstance(tree, Name) or not _is_run(tree):
            return ()
        factors = tuple(tree.changed(base=letter, text=letter) for letter in tree.base)
        return factors if not self.convention.tree(tree) and all(map(self.convention.tree, factors)) else ()

    def _is_power(self, leaf: Name | Partial) -> bool:
        """Whether a superscript can be no layer: no line is about such a name, but some is about the name without it."""
        if not isinstance(leaf, Name) or [index.text for index in leaf.sup] not in SQUARES or leaf.sup[0].style:
            return False
        written, bare = self.convention.spelt(leaf), self.convention.spelt(leaf.changed(sup=()))
        if self.convention.heads(written) or self.convention.declared.find(written) is not None:
            return False
        return self.convention.heads(bare) or self.convention.declared.find(bare) is not None

    def _powered(self, tree: Tree, side: Side | None, quantity: str | None) -> tuple[Tree, Side | None]:
        """A formula whose superscripts may be powers: read so where only this is right or a known mistake."""
        other = self._squared(tree)
        squared = compile_side(other, self.convention.grid, self._meant)
        right = side is not None and quantity is not None and self._is(side, quantity)
        known = squared is not None and quantity is not None and not right and self._tells(squared, quantity)
        return (other, squared) if known else (tree, side)

    def _tells(self, side: Side, quantity: str) -> bool:
        return self._is(side, quantity) or any(self.diagnosis.is_mistaken(side, quantity, sign) for sign in (1, -1))

    def _squared(self, tree: Tree) -> Tree:
        """A formula with its squares as such: `1 - a_1^2` where no line is about an `a_1^2`."""
        if isinstance(tree, Name) and self._is_power(tree) and (power := written(tree.sup[0].text)) is not None:
            return Binary("^", tree.changed(sup=()), Literal(power, tree.span), tree.span)
        if isinstance(tree, Binary):
            return Binary(tree.operator, self._squared(tree.left), self._squared(tree.right), tree.span, tree.style)
        return Unary(tree.operator, self._squared(tree.operand), tree.span) if isinstance(tree, Unary) else tree

    def computed(self, facts: Facts) -> tuple[tuple[str, ...], int]:
        """The quantities that a line's own formula is at every random point: what it claims, whatever its head; how sure its names are."""
        statement, sure = facts.statement, self.convention.confidence
        sides = [self.side(facts, link, None) for link in statement.links if link.kind == "symbolic"]
        if not isinstance(statement.head, Name | Partial | None):
            sides.insert(0, self._compiled(statement.head, statement.leaves[0]))
        found = (self._quantities(side) for side in sides if side is not None and len(side.slots) > 1)
        quantities = next(filter(None, found), ())
        told = [leaf for leaves in statement.leaves for leaf in leaves if leaf is not statement.head] if quantities else []
        return quantities, min((sure(part) for leaf in told for part in self._factors(leaf) or (leaf,)), default=0)

    def _quantities(self, side: Side) -> tuple[str, ...]:
        """The quantities, or whole vectors and matrices, that a formula is."""
        found = [name for name, sign in self.aligner.identify(side).items() if sign > 0 and self.reference.compiled(name).parents]
        if side.scalar:
            return tuple(found)
        wholes = dict.fromkeys(whole for name in found for whole in _wholes(name) if self.reference.means(whole))
        return tuple(whole for whole in wholes if self._is_whole(side, self.reference.elements(whole)))

    def _is_whole(self, side: Side, rows: tuple[tuple[str, ...], ...] | None) -> bool:
        if rows is None or (len(side.cells), len(side.cells[0])) != (len(rows), len(rows[0])):
            return False
        return all(self.aligner.identical(side, name, 1, i, j) for i, row in enumerate(rows) for j, name in enumerate(row))

    def judge(self, facts: Facts, match: Match) -> Judged:
        """A line that states a formula without a value: right as an identity, or not checked."""
        claim = Judged(facts, match, match.candidate.name, match.candidate.sign, None)
        rows = self.reference.elements(match.candidate.name)
        outcomes = [self.identity(facts, link, claim, rows) for link in facts.statement.links if link.kind == "symbolic"]
        garbled = any(link.kind == "garbled" for link in facts.statement.links)
        if any(outcome is True for outcome in outcomes) and not garbled:
            claim.verdict, claim.finding, claim.formula_right = "correct", Finding("correct-formula"), True
        elif garbled:
            claim.verdict, claim.finding = "unreadable", Finding("unreadable-ink")
            claim.review = Finding("review-unreadable")
        elif rows is None and (cause := self._mistaken_formula(facts, claim)) is not None:
            claim.verdict, claim.cause, claim.finding = "wrong", cause, Finding(f"wrong-{cause}")
        elif rows is None and self._off_by_factor(facts, claim):
            claim.verdict, claim.finding = "unreadable", Finding("unreadable-ink")
            claim.review = Finding("review-unreadable")
        elif rows is None and self._plainly_false(facts, match, outcomes):
            claim.verdict, claim.cause, claim.finding = "wrong", "formula", Finding("wrong-formula")
        else:
            claim.finding = Finding("unchecked-definition")
        return claim

    def _off_by_factor(self, facts: Facts, claim: Judged) -> bool:
        """Whether a formula is right but for a number: ink to be looked at rather than a mistake to be named."""
        sides = [self.side(facts, link, claim.quantity) for link in facts.statement.links if link.kind == "symbolic"]
        return any(s is not None and s.scalar and self.aligner.proportional(s, claim.quantity or "", claim.sign) for s in sides)

    def _plainly_false(self, facts: Facts, match: Match, outcomes: list[bool | None]) -> bool:
        """Whether a formula is no identity although each of its names can mean one quantity only."""
        if outcomes != [False] or match.confidence < SURE_NAMES or len(facts.statement.links) != 1:
            return False
        (link,) = facts.statement.links
        side = self.side(facts, link, match.candidate.name)
        leaves = [node for node in walk(link.tree) if isinstance(node, Name | Partial)]
        sure = all(len(self.convention.tree(leaf)) == 1 and self.convention.confidence(leaf) > 0 for leaf in leaves)
        return side is not None and len(side.slots) > 1 and sure and all(isinstance(leaf, Partial) for leaf in leaves)

    def identity(self, facts: Facts, link: Link, claim: Judged, rows: tuple[tuple[str, ...], ...] | None) -> bool | None:
        """Whether a link is the claimed quantity at every random point; None where that cannot be said."""
        side = self.side(facts, link, claim.quantity)
        if side is None or claim.quantity is None:
            return None
        if rows is None:
            return self.aligner.identical(side, claim.quantity, claim.sign, *claim.cell) if side.has(*claim.cell) else None
        if (len(side.cells), len(side.cells[0])) != (len(rows), len(rows[0])):
            return None
        found = [self.aligner.identical(side, n, claim.sign, i, j) for i, row in enumerate(rows) for j, n in enumerate(row)]
        return all(found) if None not in found else None

    def _mistaken_formula(self, facts: Facts, claim: Judged) -> str | None:
        if claim.match is None or claim.match.confidence < 1:
            return None
        for link in facts.statement.links:
            side = self.side(facts, link, claim.quantity)
            if side is not None and side.has(*claim.cell) and len(side.slots) > 1:
                cause = self.diagnosis.formula_cause(side, claim)
                if cause is not None:
                    return cause
        return None


def _wholes(name: str) -> Iterator[str]:
    """The vectors and matrices that an element may be of: `E[1,1]` of `E[1]` and of `E`."""
    while (shorter := _LAST.sub("", name, count=1)) != name:
        name = shorter
        yield name


def _is_run(leaf: Name | Partial) -> bool:
    """Whether a name is a few capitals and nothing else."""
    return isinstance(leaf, Name) and 1 < len(leaf.base) <= MOST_FACTORS and leaf.base.isupper() and leaf.text == leaf.base


def _product(factors: tuple[Tree, ...], span: Span) -> Tree:
    first, *more = factors
    for factor in more:
        first = Binary("*", first, factor, span)
    return first
