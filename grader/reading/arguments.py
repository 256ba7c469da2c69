"""Whether the bracket behind a name holds what a function is applied to, or a factor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from grader.reading.tokens import RELATIONS

if TYPE_CHECKING:
    from grader.reading.parse import Parser
    from grader.reading.tree import Name

#: Names that are taken for an activation or another function of what stands in brackets behind them.
UNNAMED: Final = frozenset(("f", "g", "phi", "psi", "act", "activation", "F", "G", "S", "ativacao", "activ"))
#: A single name in brackets behind these is an argument: `E(w)`, `h(z)`, `net(x)`.
BY_CONTENT: Final = frozenset(("h", "E", "L", "J", "C", "y", "net", "Loss", "Cost", "loss", "cost", "z", "a", "ell", "o", "out"))
#: Of these, the losses: numbers in brackets behind one at the head of a line are its arguments too.
LOSSES: Final = frozenset(("E", "L", "J", "C", "Loss", "Cost", "loss", "cost", "ell"))


def argument_like(p: Parser, tree: Name, *, known: bool) -> bool:
    """Whether the bracket that opens here holds an argument, and not a factor such as `1 - a`."""
    symbols, texts, i = p.symbols, p.texts, p.i
    complement = symbols[i + 1] == "n" and symbols[i + 2] == "-" and texts[i + 1] == "1"
    if complement and texts[i + 3] == tree.text:
        return False
    if tree.base in UNNAMED:
        return not (complement and (tree.sub or tree.tail))
    if known or _is_head_of_numbers(p, tree):
        return True
    if tree.tail or (tree.sub and not _is_hypothesis(tree)) or symbols[i + 1] != "a" or texts[i + 1] == tree.text:
        return False
    if symbols[i + 2] == "^" and texts[i + 1] == "x":  # of one sample: `h(x^{(1)})`
        return _closing(p, i) in range(i + 3, i + 9) and not p.chained
    return symbols[i + 2] == ")" or (symbols[i + 2] == "," and symbols[i + 3] == "a" and symbols[i + 4] in {")", ","})


def _is_head_of_numbers(p: Parser, tree: Name) -> bool:
    """Whether `J(0, 1)` begins a chain: the loss at these parameters."""
    symbols, i = p.symbols, p.i
    if p.chained or tree.base not in LOSSES or symbols[i + 1] not in {"n", "-"}:
        return False
    close = _closing(p, i)
    return {*symbols[i + 1 : close]} <= {"n", "-", ","} and symbols[close + 1] in RELATIONS


def _is_hypothesis(tree: Name) -> bool:
    """Whether a name is `h_θ` or `h_w`: a function with its parameters below."""
    return tree.base == "h" and len(tree.sub) == 1 and tree.sub[0].text in {"theta", "θ", "w", "W", "w,b", "beta", "β"}


def _closing(p: Parser, opening: int) -> int:
    """Where the round bracket that opens here closes; the opening itself where it does not on this line."""
    depth = 0
    for i in range(opening, min(opening + 40, len(p.symbols))):
        depth += (p.symbols[i] == "(") - (p.symbols[i] == ")")
        if depth == 0 or p.symbols[i] == "nl":
            return i if depth == 0 else opening
    return opening
