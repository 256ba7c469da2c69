"""The convention of a sheet chosen: each group of names takes the scheme that its values, operands and formulas speak for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Final

from grader.grading import orders
from grader.grading.conventions import Convention, Group
from grader.grading.elements import count_elements
from grader.grading.evidence import ASTRAY, SUPPORTED, Evidence, agreement
from grader.grading.facts import Facts
from grader.grading.families import UNKNOWN, USUAL
from grader.grading.names import Declared
from grader.grading.schemes import Scheme, readings
from grader.grading.seen import Seen, look
from grader.grading.statements import names as names_in
from grader.grading.tokens import Tokens
from grader.grading.working import Candidate
from grader.reading.tree import Name, Tree

if TYPE_CHECKING:
    from grader.grading.reference import Reference

KEPT: Final = 14  # schemes of a group that are held against the evidence
MISSING: Final = 4.0  # cost of a name that means nothing under a scheme
HOPELESS: Final = 6.5  # a scheme this much less likely than the best one beforehand is not tried
SKIPPED: Final = 60.0  # cost of reading the only letter for outputs as that of the sums: the activation was left out
DOUBLED: Final = 1.0  # cost of a second word for one kind of quantity
COLLISION: Final = 0.7  # cost of a quantity that another letter stands for already
TURNED: Final = 2.5  # cost of reading a sheet's deltas as negatives
ESTRANGED: Final = 6.0  # cost of one field letter in the usual meaning of another that the sheet uses too
APART: Final = 4.5  # the same where each letter stands for one vector, without any index, and another one for outputs
WRITTEN: Final = 3.0  # cost of an error that the sheet writes as a derivative of the loss besides
TOTALLED: Final = 3.5  # cost of a numbered name for the whole loss where the plain one stands beside it
UNLIKE: Final = 1.5  # cost of counting layers otherwise than the sheet's activations and sums
CONTRADICTION: Final = 1.5  # cost of a quantity that is claimed with several values
ERRORS: Final = frozenset(("dz", "da"))
UNITS: Final = frozenset(("z", "a", *ERRORS))
LIKELY: Final = -0.5  # weight from which a letter's meaning keeps others from it unconfirmed
MOST_VALUES: Final = 24  # of one quantity that are held against each other
UNIT_NAMED: Final = 1.0  # support that confirms a name which names its unit: only what is meant of the unit is in question
LOOSER: Final = 0.2  # cost of a name that leaves open which of several quantities it is
WORKED: Final = 6.0  # support from which value and working both agree: no chance, however many quantities were possible
DIGIT: Final = 0.5  # support of a value that agrees in its one digit
EXCHANGED: Final = 8.0  # gain for which two letters are taken to have exchanged their usual meanings
FULLY: Final = 2.5  # the same where every line of both letters agrees then
ROUNDS: Final = 2
ANY_UNIT: Final = frozenset(("of-unit", "by-input"))  # names of the unit that a section is about
UNUSUAL: Final = 2.5  # less likely beforehand than another meaning of the letter: it needs more lines that confirm it
SCATTERED: Final = 20.0  # cost of such a name where most values are of no unit
EQUAL: Final = 1e-9  # difference of what a sheet says for two schemes that is none
HABIT: Final = 0.7  # likelihood by which one of two ways of counting is the more usual one, no more

MODE_PRIOR: Final = {
    "sup": 0.0, "unit-name": 0.3, "unit-names": 0.3, "word": 0.0, "layer-unit": 0.0, "unit-layer": -0.4, "unit": 0.0, "bare": 0.0,
    "layer": -0.4, "through": -0.6, "layer-first": 0.0, "layer-last": -0.5, "implicit": 0.0, "layer-run": -1.0,
    "running": -0.2, "through-input": -0.8, "in-layer": -0.6, "name": 0.0, "sample": 0.1, "numbered": -1.0,
    "by-input": -4.0, "of-unit": -4.0, "sample-below": -0.2, "unit-sample": -0.3, "sample-unit": -0.4, "through-sample": -0.6,
}  # fmt: skip


def infer(reference: Reference, declared: Declared, facts: Iterable[Facts], evidence: Evidence) -> Convention:
    """The convention that the sheet's names, values and operands speak for."""
    convention = Convention(reference, declared)
    sheet = list(facts)
    if convention.shape is None:
        count_elements(convention, sheet)
        return convention
    _collect(convention, sheet)
    for group in convention.groups.values():
        _enumerate(convention, group)
    seen = look(convention, sheet, evidence)
    order = sorted(convention.groups, key=lambda s: -len(seen.uses.get(s, ())))
    before: dict[object, object] = {}
    for turn in range(ROUNDS):
        for signature in order:
            alone = not seen.partials.get(signature) and all(isinstance(f.statement.head, Name) for f in seen.uses.get(signature, ()))
            around = _around(convention, signature)
            if turn and (alone or around == before[signature]):  # nothing new speaks for it: it would be chosen again
                continue
            before[signature] = around
            _choose(convention, signature, seen)
    _exchange(convention, order, seen)
    orders.settle(convention, seen)
    _settle_signs(convention, sheet, seen)
    convention.choosing = False
    return convention


def _settle_signs(convention: Convention, sheet: list[Facts], seen: Seen) -> None:
    """One sign for all errors of a sheet; turned ones must lead to right gradients and updates, else they are a mistake."""
    errors = [s for s, g in convention.groups.items() if g.chosen >= 0 and g.scheme.family in ERRORS]
    for signature in errors:
        if not convention.groups[signature].confirmed and _shows_negative(convention, seen.uses.get(signature, []), seen.evidence):
            _turn(convention, signature, -1)
    turned = [s for s in errors if convention.flipped.get(s, 1) != convention.declared.error_sign]
    if not turned:
        return
    straight = sum(convention.groups[s].confirmed for s in errors if s not in turned)
    agreeing = sum(convention.groups[s].confirmed for s in turned) - straight
    for facts in sheet if agreeing >= 0 else ():  # right gradients speak for either sign, so they cannot outvote the errors themselves
        head = facts.statement.head
        found = convention.tree(head) if head is not None and facts.cells else ()
        if found and found[0].name.startswith(("W'", "b'", "W[", "b[", "dL/dW", "dL/db", "DW", "Db")):
            fit = max(seen.evidence.fit(facts, c) for c in found)
            agreeing += 1 if fit >= SUPPORTED else -1 if fit < 0 else 0
        elif agreeing > 0 and found and found[0].name[0] in "za" and max(seen.evidence.fit(facts, c) for c in found) < 0:
            break  # what is carried from here says nothing of signs
    for signature in errors:
        _turn(convention, signature, 1 if agreeing <= 0 else -1)


def _turn(convention: Convention, signature: object, sign: int) -> None:
    """Read a group of errors with the course's sign, or with the other one."""
    convention.flipped[signature] = sign * convention.declared.error_sign
    convention.groups[signature].choose(convention.groups[signature].chosen, convention.flipped[signature])


def _shows_negative(convention: Convention, uses: list[Facts], evidence: Evidence) -> bool:
    """Whether more of the values behind an error's name agree with its negative than with what it says."""
    votes = 0
    for facts in uses:
        found = convention.tree(facts.statement.head) if facts.statement.head is not None else ()
        own = max((evidence.fit(facts, c) for c in found), default=0.0)
        other = max((evidence.fit(facts, c._replace(sign=-c.sign)) for c in found), default=0.0)
        votes += (other > own and other >= DIGIT) - (own > other and own >= DIGIT)
    return votes > 0


def _collect(convention: Convention, sheet: list[Facts]) -> None:
    leaves = (leaf for facts in sheet for leaf in chain.from_iterable(facts.statement.leaves))
    written = dict.fromkeys(convention.spelt(name) for leaf in leaves for name in names_in(leaf))
    convention.words = {found.base for found in written}
    for base, meant in convention.declared.letters():
        if _kind(meant) in ERRORS:  # an author who names one kind of error says what the other letters are not, used or not
            convention.declared_kinds.setdefault(base, set()).add(_kind(meant))
    for each in written:
        found, said = each, convention.declared.find(each)
        if said is None:
            found = convention.bare(each)
            said = convention.declared.find(found)
        if said is None:
            convention.groups.setdefault(found.signature, Group()).members[found] = None
        else:
            convention.declared_kinds.setdefault(found.base, set()).update(_kind(c.name) for c in said)


def _kind(name: str) -> str:
    """The family of a declared quantity: `da` of a derivative of the loss by an activation."""
    of, _, by = name.partition("/")
    return (by if by and of[:2] == "dL" else of).partition("[")[0].rstrip("'")


def _enumerate(convention: Convention, group: Group) -> None:
    """The group's schemes, best prior first."""
    assert convention.shape is not None  # noqa: S101 - infer has checked it
    by_scheme: dict[Scheme, dict[Tokens, tuple[str, ...]]] = {}
    some = next(iter(group.members))
    meanings = convention.families(some.base)
    cost = APART if _is_apart(convention, some) else ESTRANGED
    estranged = {family: cost * _estranged(convention, some.base, family) for family in meanings}
    for family in meanings:
        for found in group.members:
            for reading in readings(found, family, convention.shape):
                if meanings is UNKNOWN and reading.scheme.mode in ANY_UNIT:
                    continue
                by_scheme.setdefault(reading.scheme, {})[found] = reading.names
    scored = []
    for scheme, table in by_scheme.items():
        prior = meanings[scheme.family] + convention.declared.prior(scheme)
        prior += MODE_PRIOR[scheme.mode] - MISSING * (len(group.members) - len(table))
        prior -= estranged[scheme.family]
        prior -= TOTALLED * (scheme.mode == "numbered" and _is_totalled(convention, some))
        scored.append((prior, scheme, table))
    scored.sort(key=lambda option: -option[0])
    group.offer([option for option in scored[:KEPT] if option[0] > scored[0][0] - HOPELESS])
    group.choose(0 if scored and scored[0][0] > -MISSING * max(1.0, 0.6 * len(group.members)) - 4 else -1, 1)


def _is_totalled(convention: Convention, found: Tokens) -> bool:
    """Whether the sheet writes a letter without an index too: with one it is no further name of the whole."""
    return found.changed(sub=(), sup=()).signature in convention.groups


def _estranged(convention: Convention, base: str, family: str) -> bool:
    """Whether a letter with a usual meaning would take that of another letter on the sheet: `a` for z beside z."""
    if max(convention.families(base).values()) < USUAL or convention.families(base).get(family, -9.0) >= USUAL:
        return False
    others = {signature[0] for signature in convention.groups} - {base}  # type: ignore[index]
    if any(family in kinds for other, kinds in convention.declared_kinds.items() if other != base):
        return True
    return any(convention.families(other).get(family, -9.0) >= USUAL for other in others)


def _is_apart(convention: Convention, found: Tokens) -> bool:
    """Whether a letter stands without any index, as others for outputs and sums do: `z, h` of one layer, `a, yhat` of the next."""
    bare = [str(s[0]) for s in convention.groups if s[2:] == (0, ())]  # type: ignore[index]
    outputs = [base for base in bare if base != found.base and convention.families(base).get("a", -9.0) >= USUAL]
    return found.base in bare and not found.sub and bool(outputs)


def _stands_alone(convention: Convention, base: str) -> bool:
    """Whether a letter usual for outputs is the only one that may stand for them on a sheet that goes on to a loss."""
    if convention.families(base).get("a", -9.0) < USUAL:
        return False
    others = [convention.families(str(signature[0])) for signature in convention.groups if signature[0] != base]  # type: ignore[index]
    rivals = any(other.get("a", -9.0) >= LIKELY or other.get("z", -9.0) >= USUAL for other in others)
    return not rivals and any(other.get("L", -9.0) >= USUAL for other in others)


def _exchange(convention: Convention, order: list[object], seen: Seen) -> None:
    """Let two letters exchange their meanings where all that both stand for says so: `a_j` for the sums, `z_j` for what becomes of them."""
    for pair in (("a", "z"),):
        groups = [s for s in order if s[0] in pair]  # type: ignore[index]
        other = {pair[0]: pair[1], pair[1]: pair[0]}
        if {s[0] for s in groups} != set(pair) or _as_usual(convention, groups, other, seen):  # type: ignore[index]
            continue
        before = {s: (list(g.options), g.chosen, g.confirmed, g.score, g.rivals) for s, g in convention.groups.items() if s in groups}
        convention.exchanged = other
        for signature in groups:
            _enumerate(convention, convention.groups[signature])
        for signature in groups:
            _choose(convention, signature, seen)
        said = pair[::-1] in seen.applied and pair not in seen.applied
        gains = {s: convention.groups[s].score - before[s][3] for s in groups}
        gain = sum(gains.values())
        if not said and any(sum([gains[s] for s in groups if s[0] == letter], 0.0) < 0 for letter in pair):  # type: ignore[index]
            gain = -1.0  # one of the letters keeps its meaning
        agreed = sum(convention.groups[s].confirmed for s in groups) >= sum(len(seen.uses.get(s, ())) for s in groups)
        if gain >= (0.0 if said else FULLY if agreed else EXCHANGED):
            for signature in (s for s in order if s not in groups):
                _choose(convention, signature, seen)
            continue
        convention.exchanged = {}
        for signature in groups:
            group = convention.groups[signature]
            options, chosen, group.confirmed, group.score, rivals = before[signature]
            group.offer(options)
            group.rivals = rivals
            group.choose(chosen, convention.flipped.get(signature, 1))


def _as_usual(convention: Convention, groups: list[object], other: Mapping[str, str], seen: Seen) -> bool:
    """Whether most values of either letter agree with its own meaning, and better than with that of the other one."""
    agreeing: dict[object, list[bool]] = {}
    for signature in groups:
        for facts in seen.uses.get(signature, ()):
            if isinstance(facts.statement.head, Name):
                found = convention.tree(facts.statement.head)
                own = max((seen.evidence.fit(facts, c) for c in found), default=-2.0)
                turned = [c._replace(name=other.get(c.name[0], c.name[0]) + c.name[1:]) for c in found] if own >= SUPPORTED else []
                agrees = bool(turned) and own > max(seen.evidence.fit(facts, c) for c in turned)
                agreeing.setdefault(signature[0], []).append(agrees)  # type: ignore[index]
    return len(agreeing) == len(other) and all(2 * sum(each) > len(each) for each in agreeing.values())


def _choose(convention: Convention, signature: object, seen: Seen) -> None:
    uses, pairs, partials = seen.uses.get(signature, []), seen.pairs.get(signature, []), seen.partials.get(signature, [])
    evidence = seen.evidence
    group = convention.groups[signature]
    if not group.options:
        return
    best: list[tuple[float, int, int, int]] = []
    taken = _others(convention, signature)
    worded = _worded(convention, signature)
    halves = [(_half(convention, p.of, signature), _half(convention, p.by, signature)) for p in partials]
    written = _derivatives(convention, seen) if any(scheme.family in ERRORS for _, scheme, _ in group.options) else set()
    offsets = _offsets(convention, signature)
    lonely = not seen.activates and _stands_alone(convention, str(signature[0]))  # type: ignore[index]
    for which, (prior, scheme, table) in enumerate(group.options):
        error = scheme.family in ERRORS
        usual = convention.declared.error_sign if error else 1
        group.choose(which, usual)
        convention.flipped[signature] = usual
        strange = sum([0.0 if convention.derived(of(), by()) else -1.2 for of, by in halves])
        for sign in (1, -1) if error else (1,):
            convention.flipped[signature] = sign * usual
            group.choose(which, sign * usual)
            score, confirmed = _support(convention, uses, evidence, UNIT_NAMED if scheme.mode in {"unit-name", "unit-names"} else SUPPORTED)
            paired, also = _paired(evidence, table, pairs)
            score += strange
            score -= SCATTERED * (scheme.mode in ANY_UNIT and 2 * confirmed < len(uses))
            score -= COLLISION * len(
                taken.intersection(n for names in table.values() if len(names) == 1 or scheme.mode in {"unit", "bare"} for n in names)
            )
            score -= WRITTEN * sum(written.issuperset(names) for names in table.values()) if error else 0.0
            score -= UNLIKE * (scheme.mode == "sup" and scheme.family in UNITS and bool(offsets) and scheme.offset not in offsets)
            score -= DOUBLED * (scheme.family in worded) + SKIPPED * (scheme.family == "z" and lonely)
            best.append((prior + score + paired - (0.0 if sign > 0 else TURNED), confirmed + also, which, convention.flipped[signature]))
    best.sort(key=lambda option: (-option[0], option[2], -option[3]))
    best.insert(0, best.pop(_more_usual(group, best)))
    group.score, group.confirmed, which, convention.flipped[signature] = best[0]
    group.choose(which, convention.flipped[signature])
    spoken = best[0][0] - group.options[which][0]
    group.rivals = tuple(other for score, _, other, sign in best[1:] if sign == best[0][3] and _rivals(group, which, other, score, spoken))
    if group.options[group.chosen][0] < -MISSING * max(1.0, 0.6 * len(group.members)) - 4:
        group.chosen = -1


def _more_usual(group: Group, best: list[tuple[float, int, int, int]]) -> int:
    """Which choice is taken: a much more usual meaning than the likeliest's, where as many lines agree and little is lost."""
    score, confirmed, which, _ = best[0]
    prior, scheme, _ = group.options[which]
    for i, (other, also, rival, _) in enumerate(best):
        usual, meant, _ = group.options[rival]
        if meant.family != scheme.family and usual >= prior + UNUSUAL and also >= max(confirmed, 1) and other >= score - UNUSUAL / 2:
            return i
    return 0


def _derivatives(convention: Convention, seen: Seen) -> set[str]:
    """The derivatives of the loss that the sheet claims by their full names."""
    found = [convention.partial(head) for head in seen.heads]
    return {each[0].name for each in found if len(each) == 1}


def _offsets(convention: Convention, signature: object) -> set[int]:
    """From where the sheet's other letters for units count the layers of their superscripts."""
    others = [g for s, g in convention.groups.items() if s != signature and g.chosen >= 0 and g.confirmed]
    return {g.scheme.offset for g in others if g.scheme.mode == "sup" and g.scheme.family in UNITS}


def _rivals(group: Group, which: int, other: int, score: float, spoken: float) -> bool:
    """Whether another scheme is as likely as the chosen one but for a habit, and the sheet speaks for it as much."""
    prior = group.options[other][0]
    return abs(score - prior - spoken) < EQUAL and group.options[which][0] - prior < HABIT


def _half(convention: Convention, tree: Tree | None, signature: object) -> Callable[[], tuple[Candidate, ...]]:
    """What a part of a derivative may mean, looked up anew only where it hangs on the group that is being chosen."""
    spelt = [convention.spelt(name) for name in (names_in(tree) if tree is not None else ())]
    if any(signature in {found.signature, convention.bare(found).signature} for found in spelt):
        return lambda: convention.part(tree)
    known = convention.part(tree)
    return lambda: known


def _around(convention: Convention, signature: object) -> list[tuple[int, bool, int]]:
    """What a choice can depend on: how all other groups of names are read."""
    return [(g.chosen, _counts(convention, s, g), convention.flipped.get(s, 1)) for s, g in convention.groups.items() if s != signature]


def _counts(convention: Convention, signature: object, group: Group) -> bool:
    """Whether a letter's meaning is sure enough to keep others from it."""
    if group.chosen < 0:
        return False
    return group.confirmed > 0 or convention.families(signature[0]).get(group.scheme.family, -9.0) >= LIKELY  # type: ignore[index]


def _worded(convention: Convention, signature: object) -> set[str]:
    """What other words of the sheet's own mean, where this is such a word: they hardly mean one thing."""
    base = signature[0]  # type: ignore[index]
    if convention.families(base) is not UNKNOWN:
        return set()
    words = [group for other, group in convention.groups.items() if other[0] != base and convention.families(other[0]) is UNKNOWN]  # type: ignore[index]
    return {group.scheme.family for group in words if group.chosen >= 0 and group.confirmed}


def _others(convention: Convention, signature: object) -> set[str]:
    """The quantities that names of other bases stand for: two letters seldom mean one thing."""
    found: set[str] = set()
    for other, group in convention.groups.items():
        if other[0] != signature[0] and _counts(convention, other, group):  # type: ignore[index]
            found.update(n for names in group.table.values() for n in names)
    return found


def _support(convention: Convention, uses: list[Facts], evidence: Evidence, enough: float) -> tuple[float, int]:
    score, confirmed = 0.0, 0
    claims: dict[tuple[Candidate, ...], list[float]] = {}
    for facts in uses:
        assert facts.statement.head is not None  # noqa: S101 - uses have heads
        found = convention.tree(facts.statement.head)
        fit = evidence.fit(facts, found[0]) if len(found) == 1 else max([evidence.fit(facts, c) for c in found], default=-2.0)
        if len(found) > 1:
            fit = fit - LOOSER if fit >= WORKED else min(fit, 4.0 - LOOSER)  # several possible quantities match more easily
        elif found and facts.value is not None:
            known = claims.setdefault(found, [])
            if len(known) < MOST_VALUES and all(abs(facts.value.number - k) > facts.value.half for k in known):
                known.append(facts.value.number)
        score += fit - ASTRAY * (bool(found) and all(evidence.astray(facts, c.name) for c in found))
        confirmed += fit >= enough
    contradictions = sum(max(len(values) - 1 - evidence.steps, 0) for values in claims.values())
    return score - CONTRADICTION * contradictions, confirmed


def _paired(evidence: Evidence, table: Mapping[Tokens, tuple[str, ...]], pairs: list[tuple[Tokens, float, float]]) -> tuple[float, int]:
    score, confirmed = 0.0, 0
    for found, number, half in pairs:
        fits = [
            agreement(number, half, 2, evidence.reference.number(n))
            for n in table.get(found, ())
            if evidence.reference.contains(n) and evidence.reference.elements(n) is None
        ]
        best = max(fits, default=-1.0)
        score += 0.6 * best
        confirmed += best >= 2.4
    return score, confirmed
