"""One convention a sheet: what its names stand for, by the way of counting that was chosen for each kind of name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from grader.grading.families import UNKNOWN, USUAL, families
from grader.grading.names import Declared, derivative, primed
from grader.grading.schemes import Scheme
from grader.grading.shape import KEPT
from grader.grading.spelling import Spelling
from grader.grading.statements import names as names_in
from grader.grading.tokens import Tokens, slope_by, state_of, without_d
from grader.grading.working import Candidate
from grader.reading.tree import Call, Name, Partial, Tree, Unary

if TYPE_CHECKING:
    from grader.grading.reference import Reference

Signature: TypeAlias = tuple[object, ...]

INPUT: Final = 1.5  # cost of a derivative by an input
UNASKED: Final = 9.0  # the same in a graph: for a value that agrees alone, where no other does
SLOPE: Final = 0.5  # cost of reading a prime as the slope of a function, not as the value after an update
TURNED_PARTIAL: Final = 0.6  # cost of a derivative that stands for its negative
LOSS = (Candidate("L"),)
FAR: Final = 1.5  # cost of a derivative that goes further than one step
PLAIN: Final = frozenset({"exp", "ln", "log", "log10", "log2", "sqrt", "abs", "max", "min", "sin", "cos", "tan", "step", "factorial"})
DOUBTFUL: Final = -1.5  # a letter in a meaning less usual than this needs a statement that confirms it
ERRORS: Final = re.compile(r"dL'*(?:\[\d+\])?/d[az]")


@dataclass(slots=True)
class Group:
    """Names that are indexed alike, and the schemes they may follow."""

    members: dict[Tokens, None] = field(default_factory=dict)
    options: list[tuple[float, Scheme, Mapping[Tokens, tuple[str, ...]]]] = field(default_factory=list)
    chosen: int = -1
    score: float = 0.0  # of the chosen scheme
    confirmed: int = 0  # statements whose value agrees with the chosen scheme
    heads: bool = False  # whether a statement is about one of the names
    rivals: tuple[int, ...] = ()  # other likely schemes that the sheet speaks for as well as for the chosen one
    resolved: dict[Tokens, tuple[Candidate, ...]] = field(default_factory=dict)  # under the scheme and sign that are chosen now
    _resolved: dict[tuple[int, int], dict[Tokens, tuple[Candidate, ...]]] = field(default_factory=dict)  # under each that was tried

    @property
    def scheme(self) -> Scheme:
        """The chosen scheme."""
        return self.options[self.chosen][1]

    @property
    def table(self) -> Mapping[Tokens, tuple[str, ...]]:
        """What the names mean under it."""
        return self.options[self.chosen][2]

    def offer(self, options: list[tuple[float, Scheme, Mapping[Tokens, tuple[str, ...]]]]) -> None:
        """Take other schemes to choose from."""
        self.options, self.rivals = options, ()
        self._resolved.clear()

    def choose(self, which: int, sign: int) -> None:
        """Take another scheme; `sign` -1: errors show the negative."""
        self.chosen = which
        self.resolved = self._resolved.setdefault((which, sign), {})


class Convention:
    """The sheet's way of naming, and the quantities it gives each name."""

    def __init__(self, reference: Reference, declared: Declared) -> None:
        """Begin with no groups."""
        self.reference = reference
        self.declared = declared
        self.shape = reference.shape(declared.units)
        self.groups: dict[object, Group] = {}
        self.spelt = Spelling()
        self._known: dict[Tokens, tuple[Candidate, ...]] = {}
        self._trees: dict[int, tuple[Tree, tuple[Candidate, ...]]] = {}
        self._bare: dict[Tokens, Tokens] = {}
        self._authors: dict[Tokens, tuple[tuple[Candidate, ...], tuple[Candidate, ...] | None]] = {}
        self._derivatives: dict[tuple[tuple[Candidate, ...], tuple[Candidate, ...]], tuple[Candidate, ...]] = {}
        self.choosing = True  # while the schemes are being chosen, doubtful ones are tried too
        self.exchanged: dict[str, str] = {}  # letters that stand for one another on this sheet
        self.declared_kinds: dict[str, set[str]] = {}  # what the author's letters that stand on the sheet mean: h -> a
        self.words: set[str] = set()  # the bases of all names on the sheet
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
        said = self._authors.get(found)
        if said is None:
            said = self._authors[found] = self.declared.as_marked(found), self.declared.find(found)
        marked, known = said
        if marked:
            bare = tuple(Candidate(c.name[:-1], c.sign, c.weight) for c in marked if c.name.endswith("'"))  # an update's, not the author's
            return (*marked, *self._slopes(bare)) if found.new == 1 else marked
        if known is None:
            known = self._scheme_names(found)
        if not known:
            known = self._gradient(found) or self._state(found)
        if found.change:
            known = tuple(Candidate("D" + c.name, c.sign, c.weight) for c in known if c.name[0] in "Wb" and "'" not in c.name)
        if found.new:
            slopes = self._slopes(known) if found.new == 1 and not found.change else ()
            known = (*(Candidate(primed(c.name, found.new), c.sign, c.weight) for c in known), *slopes)
        return known

    def _slopes(self, known: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """`a_1'`: what may be meant is the slope of the unit's function, or of what a graph makes of one quantity alone."""
        found = [(f"d{c.name}/d{argument}", c) for c in known if (argument := self._argument(c.name))]
        cost = SLOPE if self.shape is not None else UNASKED
        return tuple(Candidate(name, 1, c.weight - cost) for name, c in found if self.reference.means(name))

    def _argument(self, name: str) -> str:
        """What a unit's function is applied to: its sum; in a graph the one quantity that another is made of."""
        if self.shape is not None:
            return f"z{name[1:]}" if name.startswith("a[") else ""
        parents = self.reference.compiled(name).parents if self.reference.contains(name) and "/" not in name else ()
        return parents[0] if len(parents) == 1 else ""

    def _gradient(self, found: Tokens) -> tuple[Candidate, ...]:
        """`dW2`, `dz_1`, `db`: the derivative of the loss by what stands behind the d."""
        plain = self._behind_d(found)
        if plain is None:
            return ()
        of = self.reference.trace.targets[0] if self.shape is None and self.reference.trace.targets else "L"
        names = [(derivative(of, c.name), c) for c in self.name(plain)]
        return tuple(Candidate(n, 1, c.weight - _input_cost(c.name)) for n, c in names if n is not None and self.reference.means(n))

    def _behind_d(self, found: Tokens) -> Tokens | None:
        """What a gradient's short name is by: `W2` of `dW2`, and of `J_W2` where the sheet writes W too."""
        plain = without_d(found)
        if plain is None and (named := slope_by(found)) is not None and named.base in self.words:
            usual = self.families(named.base)
            plain = named if any(usual.get(family, -9.0) >= DOUBTFUL for family in ("z", "a", "W", "b")) else None
        return plain

    def _state(self, found: Tokens) -> tuple[Candidate, ...]:
        """`v_{w_1}`, `m_dW`: what the update keeps for the parameter behind the letter."""
        state = self._kept_for(found)
        if state is None:
            return ()
        kept = state[0] if state[0] in KEPT else {"shat": "vhat"}.get(state[0], "v")
        names = [(kept + c.name[1:], c) for c in self.name(state[1]) if c.name.startswith(("W[", "b["))]
        return tuple(Candidate(n, 1, c.weight) for n, c in names if self.reference.means(n) or self.reference.means(primed(n, 1)))

    def _kept_for(self, found: Tokens) -> tuple[str, Tokens] | None:
        """The state and the parameter that a name speaks of, where the rule keeps any: a usual letter, or a word of the sheet's own."""
        state = state_of(found) if self.shape is not None and self.shape.states else None
        return state if state is not None and (state[1].base in self.words or families(state[1].base) is not UNKNOWN) else None

    def families(self, base: str) -> Mapping[str, float]:
        """What a letter may mean on this sheet."""
        return families(self.exchanged.get(base, base))

    def bare(self, found: Tokens) -> Tokens:
        """What a name is counted by: the parameter behind a gradient's d or a state's letter, else the name itself."""
        known = self._bare.get(found)
        if known is None:
            state = self._kept_for(found)
            known = self._bare[found] = self._behind_d(found) or (state[1] if state is not None else found)
        return known

    def _scheme_names(self, found: Tokens) -> tuple[Candidate, ...]:
        group = self.groups.get(found.signature)
        if group is None or group.chosen < 0:
            return ()
        if not self.choosing and not group.confirmed and self.families(found.base).get(group.scheme.family, -9.0) < DOUBTFUL:
            return ()
        known = group.resolved.get(found)
        if known is None:
            known = group.resolved[found] = self._resolved(found, group)
        return known

    def _resolved(self, found: Tokens, group: Group) -> tuple[Candidate, ...]:
        names = group.table.get(found, ())
        sign = self.flipped.get(found.signature, 1)
        taken = self.declared.taken if len(names) > 1 else ()
        return tuple(Candidate(n, sign if self.flips(n) else 1, -0.6 if n in taken else 0.0) for n in self._sampled(names))

    def _sampled(self, names: tuple[str, ...]) -> Iterator[str]:
        """The names as they are, or in each sample where the problem has several."""
        samples = self.reference.network.samples if self.reference.network else 0
        for name in names:
            if not samples or "@" in name or self.reference.means(name):
                yield name
            for sample in (*range(1, samples + 1), 0):  # 0: what all samples have of it, a row each
                if "@" not in name and self.reference.means(f"{name}@{sample}"):
                    yield f"{name}@{sample}"

    def heads(self, found: Tokens) -> bool:
        """Whether any statement is about a name that is indexed like this one."""
        group = self.groups.get(found.signature)
        return group is not None and group.heads

    def flips(self, name: str) -> bool:
        """Whether the course's sign of errors applies to a name that stands alone."""
        return name.startswith(("dL/dz", "dL/da", "dL'/d"))

    def partial(self, tree: Partial) -> tuple[Candidate, ...]:
        """The quantities a derivative may mean."""
        return self.derived(self.part(tree.of), self.part(tree.by))

    def derived(self, of: tuple[Candidate, ...], by: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """The quantities that a derivative of one of these by one of those may be."""
        found = self._derivatives.get((of, by))
        if found is None:
            found = self._derivatives[of, by] = self._derived(of, by)
        return found

    def _derived(self, of: tuple[Candidate, ...], by: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        found = []
        for over in of:
            for under in by:
                name = derivative(over.name, under.name)
                if name is not None and self.reference.means(name):
                    weight = over.weight + under.weight - _input_cost(under.name)
                    weight -= FAR if _is_far(over.name, under.name) else 0.0
                    found.append(Candidate(name, over.sign * under.sign, weight))
        if self.declared.error_sign < 0:  # a course of added errors often writes them as derivatives too
            found += [Candidate(c.name, -c.sign, c.weight - TURNED_PARTIAL) for c in found if ERRORS.match(c.name)]
        return tuple(dict.fromkeys(found))

    def part(self, tree: Tree | None) -> tuple[Candidate, ...]:
        """The quantities that a derivative's numerator or denominator may mean; without a numerator it is one of the loss."""
        if tree is None:
            return LOSS
        if isinstance(tree, Name):
            return self.name(self.spelt(tree))
        if isinstance(tree, Unary) and tree.operator in {"+", "T"}:
            return self.part(tree.operand)
        if isinstance(tree, Call) and len(tree.arguments) == 1 and not tree.primes:
            return self._activation_of(tree)
        return ()

    def _activation_of(self, tree: Call) -> tuple[Candidate, ...]:
        """`σ(z_1)` as a name is the activation of z_1; `E(w)` is E; `e^{z_1}` is no name."""
        if tree.function in PLAIN:
            return ()
        inner = self.part(tree.arguments[0])
        found = tuple(Candidate("a" + c.name[1:], c.sign, c.weight) for c in inner if c.name.startswith(("z[", "z'")))
        if not found and tree.name is not None:
            return self.name(self.spelt(tree.name))
        return found

    def tree(self, tree: Tree) -> tuple[Candidate, ...]:
        """The quantities that a head may mean."""
        if self.choosing:
            return self._tree(tree)
        known = self._trees.get(id(tree))
        if known is None:
            known = self._trees[id(tree)] = tree, self._tree(tree)
        return known[1]

    def _tree(self, tree: Tree) -> tuple[Candidate, ...]:
        if isinstance(tree, Name):
            return self.name(self.spelt(tree))
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
        for inner in self.part(tree.arguments[0]):
            unit = inner.name[1:]
            if inner.name.startswith(("z[", "a[", "z'", "a'")):
                name = f"da{unit}/dz{unit}"
                if self.reference.means(name):
                    found.append(Candidate(name, 1, inner.weight))
        return tuple(found)

    def otherwise(self, signature: object, tree: Tree, quantity: str) -> str | None:
        """Another quantity that a head may mean by a scheme of the group that is as good; None where all of them say `quantity`."""
        group = self.groups.get(signature)
        if group is None or group.chosen < 0:
            return None
        chosen, sign, choosing = group.chosen, self.flipped.get(signature, 1), self.choosing
        self.choosing = True  # nothing of what is looked up now is kept
        try:
            for rival in group.rivals:
                group.choose(rival, sign)
                found = [c.name for c in self._tree(tree) if self.reference.means(c.name)]
                if found and quantity.replace("'", "") not in [name.replace("'", "") for name in found]:  # updates are no question of names
                    return found[0]
        finally:
            group.choose(chosen, sign)
            self.choosing = choosing
        return None

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
            found = self.spelt(name)
            if self.declared.find(found) is not None:
                counts.append(3)
            else:
                found = self.bare(found)
                group = self.groups.get(found.signature)
                counts.append(0 if group is None or group.chosen < 0 else max(group.confirmed, self._usual(found, group)))
        return min(counts, default=0)

    def usual(self, tree: Tree | None) -> bool:
        """Whether every name in a head is a letter in its usual meaning, its layer said or not."""
        found = [self.bare(self.spelt(name)) for name in (names_in(tree) if tree is not None else ())]
        return bool(found) and all(self.declared.find(t) is not None or self._usual_letter(t) for t in found)

    def _usual_letter(self, found: Tokens) -> bool:
        group = self.groups.get(found.signature)
        if group is None or group.chosen < 0:
            return False
        return self.families(found.base).get(group.scheme.family, -9.0) >= USUAL

    def _usual(self, found: Tokens, group: Group) -> int:
        """1 for a letter in its usual meaning that can be one quantity only."""
        return int(self.families(found.base).get(group.scheme.family, -9.0) >= USUAL and len(group.table.get(found, ())) == 1)


def _is_far(of: str, by: str) -> bool:
    """Whether a derivative skips what lies between: of an activation by another unit's sum, of a sum by another layer's parameter."""
    if of[0] == "a" and by[0] == "z":
        return of[1:] != by[1:]
    return of[0] == "z" and by[0] in "Wb" and of.partition(",")[0].rpartition("[")[2] != by.partition(",")[0].rpartition("[")[2]


def _input_cost(by: str) -> float:
    """How much less likely a derivative by an input is."""
    return INPUT if by.startswith("a[0") else 0.0
