"""One convention a sheet: for each kind of name the way of counting that the sheet's own numbers speak for."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grader.grading.facts import Facts, Value
from grader.grading.families import families
from grader.grading.names import Declared, derivative, primed
from grader.grading.schemes import Scheme, Shape, readings
from grader.grading.statements import names as names_in
from grader.grading.statements import walk
from grader.grading.tokens import Tokens, tokens, without_d
from grader.grading.working import Candidate
from grader.reading.spoken import as_text
from grader.reading.tree import Binary, Call, Literal, Name, Partial, Tree, Unary

if TYPE_CHECKING:
    from grader.grading.reference import Reference

KEPT = 14  # schemes of a group that are held against the evidence
MISSING = 4.0  # cost of a name that means nothing under a scheme
HOPELESS = 6.5  # a scheme this much less likely than the best one beforehand is not tried
MOST_PARTIALS = 16  # derivatives of a group whose meaning is tried under each scheme
COLLISION = 0.7  # cost of a quantity that another letter stands for already
TURNED = 2.5  # cost of reading a sheet's deltas as negatives
ESTRANGED = 6.0  # cost of one field letter in the usual meaning of another that the sheet uses too
USUAL = -0.1
INPUT = 1.5  # cost of a derivative by an input
TURNED_PARTIAL = 0.6  # cost of a derivative that stands for its negative
ERRORS = re.compile(r"dL'*(?:\[\d+\])?/d[az]")
CONTRADICTION = 1.5  # cost of a quantity that is claimed with several values
FAR = 1.5  # cost of a derivative of an activation by another unit's pre-activation
ROUNDS = 2
DOUBTFUL = -1.5  # a letter in a meaning less usual than this needs a statement that confirms it

OFFSET_PRIOR = {0: 0.0, -1: -0.35, 1: -1.5}
MODE_PRIOR = {
    "sup": 0.0, "unit-name": 0.3, "unit-names": 0.3, "word": 0.0, "layer-unit": 0.0, "unit-layer": -0.4, "unit": 0.0, "bare": 0.0,
    "layer": -0.4, "through": -0.6, "layer-first": 0.0, "layer-last": -0.5, "implicit": 0.0, "layer-run": -1.0, "running": -0.2,
    "in-layer": -0.6, "name": 0.0, "sample": 0.1, "numbered": -1.0,
}  # fmt: skip


@dataclass(slots=True)
class Group:
    """Names that are indexed alike, and the schemes they may follow."""

    members: dict[Tokens, None] = field(default_factory=dict)
    options: list[tuple[float, Scheme, Mapping[Tokens, tuple[str, ...]]]] = field(default_factory=list)
    chosen: int = -1
    confirmed: int = 0  # statements whose value agrees with the chosen scheme
    resolved: dict[Tokens, tuple[Candidate, ...]] = field(default_factory=dict)  # under the scheme that is chosen now

    def choose(self, which: int) -> None:
        """Take another scheme."""
        self.chosen = which
        self.resolved.clear()


class Convention:
    """The sheet's way of naming, and the quantities it gives each name."""

    def __init__(self, reference: Reference, declared: Declared) -> None:
        self.reference = reference
        self.declared = declared
        self.shape = Shape(reference.network, declared.units) if reference.network else None
        self.groups: dict[object, Group] = {}
        self._known: dict[Tokens, tuple[Candidate, ...]] = {}
        self.choosing = True  # while the schemes are being chosen, doubtful ones are tried too
        self.flipped: dict[object, int] = {}  # groups of deltas that show the negative

    # -- resolving ------------------------------------------------------------------------------------------------
    def name(self, found: Tokens) -> tuple[Candidate, ...]:
        """The quantities a name may mean, updates that are marked on it included."""
        if self.choosing:
            return self._name(found)
        known = self._known.get(found)
        if known is None:
            known = self._known[found] = self._name(found)
        return known

    def _name(self, found: Tokens) -> tuple[Candidate, ...]:
        known = self.declared.find(found)
        if known is None:
            known = self._scheme_names(found)
        if not known:
            known = self._gradient(found)
        if found.change:
            known = tuple(Candidate("D" + c.name, c.sign, c.weight) for c in known if c.name[0] in "Wb" and "'" not in c.name)
        if found.new:
            known = tuple(Candidate(primed(c.name, found.new), c.sign, c.weight) for c in known)
        return known

    def _gradient(self, found: Tokens) -> tuple[Candidate, ...]:
        """`dW2`, `dz_1`, `db`: the derivative of the loss by what stands behind the d."""
        plain = without_d(found)
        if plain is None:
            return ()
        names = [(derivative("L", c.name), c) for c in self.name(plain)]
        return tuple(Candidate(n, 1, c.weight) for n, c in names if n is not None and self.reference.means(n))

    def _scheme_names(self, found: Tokens) -> tuple[Candidate, ...]:
        group = self.groups.get(found.signature)
        if group is None or group.chosen < 0:
            return ()
        if not group.confirmed and families(found.base).get(group.options[group.chosen][1].family, -9.0) < DOUBTFUL and not self.choosing:
            return ()
        known = group.resolved.get(found)
        if known is None:
            known = group.resolved[found] = self._resolved(found, group)
        return known

    def _resolved(self, found: Tokens, group: Group) -> tuple[Candidate, ...]:
        names = group.options[group.chosen][2].get(found, ())
        sign = self.flipped.get(found.signature, 1)
        taken = self.declared.taken if len(names) > 1 else ()
        return tuple(Candidate(n, sign if self.flips(n) else 1, -0.6 if n in taken else 0.0) for n in self._sampled(names))

    def _sampled(self, names: tuple[str, ...]) -> Iterator[str]:
        """The names as they are, or in each sample where the problem has several."""
        samples = self.reference.network.samples if self.reference.network else 0
        for name in names:
            if not samples or "@" in name or self.reference.means(name):
                yield name
            for sample in range(1, samples + 1):
                if "@" not in name and self.reference.means(f"{name}@{sample}"):
                    yield f"{name}@{sample}"

    def flips(self, name: str) -> bool:
        """Whether the course's sign of errors applies to a name that stands alone."""
        return name.startswith(("dL/dz", "dL/da", "dL'/d"))

    def partial(self, tree: Partial) -> tuple[Candidate, ...]:
        """The quantities a derivative may mean."""
        by = self._part(tree.by)
        of = self._part(tree.of) if tree.of is not None else (Candidate("L"),)
        found = []
        for over in of:
            for under in by:
                name = derivative(over.name, under.name)
                if name is not None and self.reference.means(name):
                    weight = over.weight + under.weight - (INPUT if under.name.startswith("a[0") else 0.0)
                    weight -= FAR if over.name[0] == "a" and under.name[0] == "z" and over.name[1:] != under.name[1:] else 0.0
                    found.append(Candidate(name, over.sign * under.sign, weight))
        if self.declared.error_sign < 0:  # a course of added errors often writes them as derivatives too
            found += [Candidate(c.name, -c.sign, c.weight - TURNED_PARTIAL) for c in found if ERRORS.match(c.name)]
        return tuple(dict.fromkeys(found))

    def _part(self, tree: Tree) -> tuple[Candidate, ...]:
        if isinstance(tree, Name):
            return self.name(tokens(tree))
        if isinstance(tree, Unary) and tree.operator in {"+", "T"}:
            return self._part(tree.operand)
        if isinstance(tree, Call) and len(tree.arguments) == 1 and not tree.primes:
            return self._activation_of(tree)
        return ()

    def _activation_of(self, tree: Call) -> tuple[Candidate, ...]:
        """`σ(z_1)` as a name is the activation of z_1; `E(w)` is E."""
        inner = self._part(tree.arguments[0])
        found = tuple(Candidate("a" + c.name[1:], c.sign, c.weight) for c in inner if c.name.startswith(("z[", "z'")))
        if not found and tree.name is not None:
            return self.name(tokens(tree.name))
        return found

    def tree(self, tree: Tree) -> tuple[Candidate, ...]:
        """The quantities that a head may mean."""
        if isinstance(tree, Name):
            return self.name(tokens(tree))
        if isinstance(tree, Partial):
            return self.partial(tree)
        if isinstance(tree, Unary) and tree.operator == "-":
            return tuple(Candidate(c.name, -c.sign, c.weight) for c in self.tree(tree.operand))
        if isinstance(tree, Unary) and tree.operator in {"+", "T"}:
            return self.tree(tree.operand)
        if isinstance(tree, Call):
            return self._call(tree)
        return ()

    def _call(self, tree: Call) -> tuple[Candidate, ...]:
        """`σ'(z_1)`: the local derivative of that unit; `σ(z_1)`: its activation."""
        if len(tree.arguments) != 1:
            return ()
        if tree.primes != 1:
            return self._activation_of(tree)
        found = []
        for inner in self._part(tree.arguments[0]):
            unit = inner.name[1:]
            if inner.name.startswith(("z[", "a[", "z'", "a'")):
                name = f"da{unit}/dz{unit}"
                if self.reference.means(name):
                    found.append(Candidate(name, 1, inner.weight))
        return tuple(found)

    def grid(self, tree: Tree) -> tuple[tuple[tuple[Candidate, ...], ...], ...] | None:
        """The cells of candidates a name inside a formula stands for: one cell for a scalar, None where it is unknown."""
        found = self.tree(tree)
        if not found:
            return None
        best = found[0]
        rows = self.reference.elements(best.name)
        if rows is None:
            return ((tuple(c for c in found if self.reference.contains(c.name)),),)
        return tuple(tuple((Candidate(cell, best.sign, best.weight),) for cell in row) for row in rows)

    def confidence(self, tree: Tree | None) -> int:
        """How many statements confirm the names in a head (declared names count as confirmed)."""
        counts = []
        for name in names_in(tree) if tree is not None else ():
            found = tokens(name)
            if self.declared.find(found) is not None:
                counts.append(3)
            else:
                found = without_d(found) or found
                group = self.groups.get(found.signature)
                counts.append(0 if group is None or group.chosen < 0 else max(group.confirmed, self._usual(found, group)))
        return min(counts, default=0)


    def usual(self, tree: Tree | None) -> bool:
        """Whether every name in a head is a letter in its usual meaning, its layer said or not."""
        found = [without_d(tokens(name)) or tokens(name) for name in (names_in(tree) if tree is not None else ())]
        return bool(found) and all(self.declared.find(t) is not None or self._usual_letter(t) for t in found)

    def _usual_letter(self, found: Tokens) -> bool:
        group = self.groups.get(found.signature)
        if group is None or group.chosen < 0:
            return False
        return families(found.base).get(group.options[group.chosen][1].family, -9.0) >= USUAL

    def _usual(self, found: Tokens, group: Group) -> int:
        """1 for a letter in its usual meaning that can be one quantity only."""
        scheme, table = group.options[group.chosen][1], group.options[group.chosen][2]
        return int(families(found.base).get(scheme.family, -9.0) >= -0.1 and len(table.get(found, ())) == 1)  # noqa: PLR2004


def infer(reference: Reference, declared: Declared, facts: Iterable[Facts], evidence: Evidence) -> Convention:
    """The convention that the sheet's names, values and operands speak for."""
    convention = Convention(reference, declared)
    if convention.shape is None:
        return convention
    sheet = list(facts)
    _collect(convention, sheet)
    for group in convention.groups.values():
        _enumerate(convention, group)
    uses = _uses(convention, sheet)
    pairs = _pairs(convention, sheet)
    partials = _partials(convention, sheet)
    order = sorted(convention.groups, key=lambda s: -len(uses.get(s, ())))
    for turn in range(ROUNDS):
        for signature in order:
            alone = not partials.get(signature) and all(isinstance(f.statement.head, Name) for f in uses.get(signature, ()))
            if turn and alone:  # nothing but its own names speaks for it: it would be chosen again
                continue
            _choose(convention, signature, uses.get(signature, []), pairs.get(signature, []), partials.get(signature, []), evidence)
    _settle_signs(convention, sheet, evidence)
    convention.choosing = False
    return convention


def _settle_signs(convention: Convention, sheet: list[Facts], evidence: Evidence) -> None:
    """One sign for all errors of a sheet; turned ones must lead to right gradients and updates, else they are a mistake."""
    errors = [s for s, g in convention.groups.items() if g.chosen >= 0 and g.options[g.chosen][1].family in {"dz", "da"}]
    turned = [s for s in errors if convention.flipped.get(s, 1) != convention.declared.error_sign]
    if not turned:
        return
    straight = sum(convention.groups[s].confirmed for s in errors if s not in turned)
    agreeing = sum(convention.groups[s].confirmed for s in turned) - straight
    for facts in sheet:
        head = facts.statement.head
        found = convention.tree(head) if head is not None and facts.cells else ()
        if found and found[0].name.startswith(("W'", "b'", "W[", "b[", "dL/dW", "dL/db", "DW", "Db")):
            fit = max(evidence.fit(facts, c) for c in found)
            agreeing += 1 if fit >= SUPPORTED else -1 if fit < 0 else 0
    for signature in errors:
        convention.flipped[signature] = convention.declared.error_sign * (1 if agreeing <= 0 else -1)
        convention.groups[signature].resolved.clear()


SUPPORTED = 2.4  # a match to two digits or more


def _collect(convention: Convention, sheet: list[Facts]) -> None:
    for facts in sheet:
        for tree in facts.statement.equation.links:
            for name in names_in(tree):
                found = tokens(name)
                plain = without_d(found) if convention.declared.find(found) is None else None
                found = found if plain is None else plain
                if convention.declared.find(found) is None:
                    convention.groups.setdefault(found.signature, Group()).members[found] = None


def _enumerate(convention: Convention, group: Group) -> None:
    """The group's schemes, best prior first."""
    assert convention.shape is not None  # noqa: S101 - infer has checked it
    by_scheme: dict[Scheme, dict[Tokens, tuple[str, ...]]] = {}
    some = next(iter(group.members))
    for family, weight in families(some.base).items():
        for found in group.members:
            for reading in readings(found, family, convention.shape):
                by_scheme.setdefault(reading.scheme, {})[found] = reading.names
        del weight
    scored = []
    for scheme, table in by_scheme.items():
        prior = families(some.base)[scheme.family] + convention.declared.prior(scheme)
        prior += MODE_PRIOR[scheme.mode] - MISSING * (len(group.members) - len(table))
        prior -= ESTRANGED * _estranged(convention, some.base, scheme.family)
        scored.append((prior, scheme, table))
    scored.sort(key=lambda option: -option[0])
    group.options = [option for option in scored[:KEPT] if option[0] > scored[0][0] - HOPELESS]
    group.chosen = 0 if scored and scored[0][0] > -MISSING * max(1.0, 0.6 * len(group.members)) - 4 else -1


def _estranged(convention: Convention, base: str, family: str) -> bool:
    """Whether a letter with a usual meaning would take that of another letter on the sheet: `a` for z beside z."""
    if max(families(base).values()) < USUAL or families(base).get(family, -9.0) >= USUAL:
        return False
    others = {signature[0] for signature in convention.groups} - {base}  # type: ignore[index]
    return any(families(other).get(family, -9.0) >= USUAL for other in others)


Uses = dict[object, list[Facts]]
Pairs = dict[object, list[tuple[Tokens, float, float]]]
Partials = dict[object, list[Partial]]


def _uses(convention: Convention, sheet: list[Facts]) -> Uses:
    """The statements with a value in whose heads a group's names stand."""
    uses: Uses = {}
    for facts in sheet:
        head = facts.statement.head
        if head is None or not facts.cells:
            continue
        found = [tokens(name) for name in names_in(head)]
        for signature in {(without_d(t) or t).signature for t in found}:
            if signature in convention.groups:
                uses.setdefault(signature, []).append(facts)
    return uses


def _pairs(convention: Convention, sheet: list[Facts]) -> Pairs:
    """Names beside the numbers that replace them in the next link: `w_1 x_1 + b = 0,15·0,05 + 0,35`."""
    pairs: Pairs = {}
    for facts in sheet:
        links = facts.statement.equation.links
        for before, after in zip(links, links[1:], strict=False):
            for name, number, half in zipped(before, after):
                found = tokens(name)
                if found.signature in convention.groups:
                    pairs.setdefault(found.signature, []).append((found, number, half))
    return pairs


def _partials(convention: Convention, sheet: list[Facts]) -> Partials:
    """The derivatives in which a group's names stand, each written form once."""
    found: dict[object, dict[str, Partial]] = {}
    for facts in sheet:
        for link in facts.statement.equation.links:
            for node in walk(link):
                if isinstance(node, Partial):
                    for name in names_in(node):
                        signature = tokens(name).signature
                        if signature in convention.groups:
                            found.setdefault(signature, {})[as_text(node)] = node
    return {signature: list(nodes.values())[:MOST_PARTIALS] for signature, nodes in found.items()}


def zipped(left: Tree, right: Tree) -> list[tuple[Name, float, float]]:
    """The names of one tree with the numbers that stand in their places in another of the same build; empty if they differ."""
    found: list[tuple[Name, float, float]] = []
    return found if isinstance(left, Binary) and _zip(left, right, found) else []


def _zip(left: Tree, right: Tree, found: list[tuple[Name, float, float]]) -> bool:
    if isinstance(left, Name):
        sign = 1
        while isinstance(right, Unary) and right.operator in {"-", "+"}:
            sign = -sign if right.operator == "-" else sign
            right = right.operand
        if isinstance(right, Literal):
            half = 0.0 if right.written.exact else float(right.written.half_unit)
            found.append((left, sign * float(right.written.value), half))
            return True
        return False
    if isinstance(left, Partial):
        return True
    if isinstance(left, Binary) and isinstance(right, Binary):
        return left.operator == right.operator and _zip(left.left, right.left, found) and _zip(left.right, right.right, found)
    if isinstance(left, Unary) and isinstance(right, Unary):
        return left.operator == right.operator and _zip(left.operand, right.operand, found)
    return isinstance(left, Literal) and isinstance(right, Literal)


class Evidence:
    """How well a statement's numbers fit a quantity."""

    def __init__(self, reference: Reference, steps: int) -> None:
        self.reference = reference
        self.steps = steps
        self._known: dict[tuple[int, str, int], float] = {}

    def fit(self, facts: Facts, candidate: Candidate) -> float:
        """The statement's support for a quantity, over all updates where none is marked; about 4 for a full match, -1 against it."""
        key = (facts.statement.place, candidate.name, candidate.sign)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = max(self.passes(facts, candidate), key=lambda pair: pair[0])[0]
        return found

    def passes(self, facts: Facts, candidate: Candidate) -> list[tuple[float, Candidate]]:
        """The support for a quantity in each pass of the network."""
        found = [(self.single(facts, candidate), candidate)]
        if "'" not in candidate.name:
            for k in range(1, self.steps + 1):
                later = primed(candidate.name, k)
                if self.reference.means(later):
                    again = Candidate(later, candidate.sign, candidate.weight - 0.3 * k)
                    found.append((self.single(facts, again) - 0.3 * k, again))
        return found

    def single(self, facts: Facts, candidate: Candidate) -> float:
        """The support for one quantity."""
        rows = self.reference.elements(candidate.name)
        if rows is not None:
            return self._grid(facts, rows, candidate.sign)
        if not self.reference.contains(candidate.name):
            return -3.0
        value = facts.value
        if value is None:
            return -2.0 if facts.cells else 0.0
        score = agreement(value.number, value.half, value.significant, candidate.sign * self.reference.number(candidate.name))
        if facts.identified:
            score += 4.0 if facts.identified.get(candidate.name) == candidate.sign else -0.7
        elif len(facts.operands) > 1:
            score += self._operands(facts, candidate.name)
        return score

    def _operands(self, facts: Facts, name: str) -> float:
        pool = self.reference.pool(name)
        hits = sum(any(abs(o - p) <= 0.006 * p + 1e-9 for p in pool) for o in facts.operands)
        return 2.0 * hits / len(facts.operands) - 0.7

    def _grid(self, facts: Facts, rows: tuple[tuple[str, ...], ...], sign: int) -> float:
        cells = fitted(facts.cells, rows)
        if cells is None:
            return -2.0
        total = 0.0
        flat = [name for row in rows for name in row]
        for value, name in zip((v for row in cells for v in row), flat, strict=True):
            total += agreement(value.number, value.half, value.significant, sign * self.reference.number(name))
        return max(min(total, 2.0 * total / len(flat) + 2), -2.0)


def fitted(cells: tuple[tuple[Value, ...], ...], rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[Value, ...], ...] | None:
    """The written cells in the shape of the quantity's rows, turned where needed; None where the shapes cannot fit."""
    if not cells or len({len(row) for row in cells}) != 1:
        return None
    shape = (len(rows), len(rows[0]))
    if (len(cells), len(cells[0])) == shape:
        return cells
    if (len(cells[0]), len(cells)) == shape:
        return tuple(zip(*cells, strict=True))
    return None


def agreement(number: float, half: float, significant: int, truth: float) -> float:
    """How strongly a written number speaks for a quantity of this value."""
    if not math.isfinite(number):
        return 0.0
    gap = abs(number - truth)
    if gap <= half * 1.02 + 1e-12 or gap <= 0.0006 * abs(truth):
        return (0.6, 1.2, 2.5, 4.0)[min(significant, 3)]
    if truth and gap <= 0.03 * abs(truth):
        return 0.9 if significant > 1 else 0.3
    if truth and gap <= 0.15 * abs(truth):
        return 0.0
    if truth and abs(number + truth) <= max(half * 1.02, 0.0006 * abs(truth)):
        return 0.2
    return -1.0


def _choose(convention: Convention, signature: object, uses: list[Facts], pairs: list[tuple[Tokens, float, float]], partials: list[Partial], evidence: Evidence) -> None:
    group = convention.groups[signature]
    if not group.options:
        return
    best: list[tuple[float, int, int, int]] = []
    taken = _others(convention, signature)
    for which, (prior, scheme, table) in enumerate(group.options):
        for sign in (1, -1) if scheme.family in {"dz", "da"} else (1,):
            group.choose(which)
            convention.flipped[signature] = sign * (convention.declared.error_sign if scheme.family in {"dz", "da"} else 1)
            score, confirmed = _support(convention, uses, evidence)
            paired, also = _paired(evidence, table, pairs)
            score += sum(0.0 if convention.partial(p) else -1.2 for p in partials)
            score -= COLLISION * len(taken.intersection(n for names in table.values() if len(names) == 1 or scheme.mode in {"unit", "bare"} for n in names))
            best.append((prior + score + paired - (0.0 if sign > 0 else TURNED), confirmed + also, which, convention.flipped[signature]))
    best.sort(key=lambda option: (-option[0], option[2], -option[3]))
    _, group.confirmed, which, convention.flipped[signature] = best[0]
    group.choose(which)
    if group.options[group.chosen][0] < -MISSING * max(1.0, 0.6 * len(group.members)) - 4:
        group.chosen = -1


def _others(convention: Convention, signature: object) -> set[str]:
    """The quantities that names of other bases stand for: two letters seldom mean one thing."""
    found: set[str] = set()
    for other, group in convention.groups.items():
        if other[0] != signature[0] and group.chosen >= 0:  # type: ignore[index]
            scheme, table = group.options[group.chosen][1], group.options[group.chosen][2]
            if group.confirmed or families(other[0]).get(scheme.family, -9.0) >= -0.5:  # type: ignore[index]
                found.update(n for names in table.values() for n in names)
    return found


def _support(convention: Convention, uses: list[Facts], evidence: Evidence) -> tuple[float, int]:
    score, confirmed = 0.0, 0
    claims: dict[tuple[Candidate, ...], list[float]] = {}
    for facts in uses:
        assert facts.statement.head is not None  # noqa: S101 - uses have heads
        found = convention.tree(facts.statement.head)
        fit = max((evidence.fit(facts, c) for c in found), default=-2.0)
        if len(found) > 1:
            fit = min(fit, 3.8)  # several possible quantities match more easily
        elif found and facts.value is not None:
            known = claims.setdefault(found, [])
            known += [facts.value.number] if all(abs(facts.value.number - k) > facts.value.half for k in known) else []
        score += fit
        confirmed += fit >= 2.4  # noqa: PLR2004 - a match to two digits or more
    contradictions = sum(max(len(values) - 1 - evidence.steps, 0) for values in claims.values())
    return score - CONTRADICTION * contradictions, confirmed


def _paired(evidence: Evidence, table: Mapping[Tokens, tuple[str, ...]], pairs: list[tuple[Tokens, float, float]]) -> tuple[float, int]:
    score, confirmed = 0.0, 0
    for found, number, half in pairs:
        fits = [agreement(number, half, 2, evidence.reference.number(n)) for n in table.get(found, ()) if evidence.reference.contains(n) and evidence.reference.elements(n) is None]
        best = max(fits, default=-1.0)
        score += 0.6 * best
        confirmed += best >= 2.4  # noqa: PLR2004 - as above
    return score, confirmed
