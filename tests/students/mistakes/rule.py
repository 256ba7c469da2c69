"""What a planted misconception is: a wrong rule for some quantities, written independently of the catalogue that is under test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.students.arithmetic import Rules
from tests.students.expressions import Expr, Q, Ref
from tests.students.networks import Wish

ANY = Wish()
Rewrite = Callable[[Rules, Q], Expr | None]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong rule: the kinds of quantities it touches, what the network must be like, and the rule (None where it cannot act)."""

    id: str
    kinds: str
    rewrite: Rewrite
    wish: Wish = ANY
    early_update: bool = False  # the student updates each layer before going on to the layer below

    def changes(self, rules: Rules, q: Q) -> Expr | None:
        """The wrong rule for a quantity of the first pass (or the update), None where it is the right one."""
        if q.kind not in self.kinds.split():
            return None
        wrong = self.rewrite(rules, q)
        return None if wrong is None or wrong == rules.taught(q) else wrong


def entered(
    into: list[Mistake], identity: str, kinds: str, wish: Wish = ANY, *, early_update: bool = False
) -> Callable[[Rewrite], Rewrite]:
    """Enters a wrong rule in a list."""

    def enter(rewrite: Rewrite) -> Rewrite:
        into.append(Mistake(identity, kinds, rewrite, wish, early_update))
        return rewrite

    return enter


def unit(kind: str, q: Q) -> Ref:
    """Another quantity of the same unit in the same pass."""
    return Ref(Q(kind, q.l, q.j, 0, q.after))
