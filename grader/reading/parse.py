"""The Pratt parser's engine: a place in the tokens, and the loop that climbs binding powers; the rules stand in `grammar`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NoReturn, TypeAlias

from grader.reading.tokens import Tokens
from grader.reading.tree import Name, Partial, Span, Tree

DEPTH: Final = 60  # of brackets, signs and exponents in one another

SUM, PRODUCT, SIGN, POWER, POSTFIX = 10, 20, 25, 30, 40


_new: Final = tuple.__new__


class Unreadable(Exception):
    """What stands at token `place` does not fit; `reason` is a catalogue key."""

    def __init__(self, reason: str, place: int) -> None:
        """Keep the reason and the place."""
        self.reason = reason
        self.place = place
        super().__init__(reason)


Prefix: TypeAlias = "Callable[[Parser], Tree]"
Infix: TypeAlias = "Callable[[Parser, Tree], Tree | None]"


class Parser:
    """A place in a sheet's tokens, with what the rules must know of their surroundings."""

    __slots__ = (
        "bars",
        "chained",
        "depth",
        "i",
        "infix",
        "marks",
        "powers",
        "prefix",
        "row",
        "starts",
        "stop",
        "symbols",
        "text",
        "texts",
        "thousands",
        "watch",
    )

    def __init__(self, tokens: Tokens, grammar: tuple[dict[str, Prefix], dict[str, Infix], dict[str, int]], thousands: str = "") -> None:
        """Stand before the first token."""
        self.text, self.symbols, self.texts, self.starts = tokens
        self.prefix, self.infix, self.powers = grammar
        self.thousands = thousands
        self.marks: dict[str, Name | Partial] = {}  # what stands before the numbers of equations: `z_1 = 0.38 (1)`
        self.reset(0)

    def reset(self, i: int) -> None:
        """Stand before token `i`, outside everything."""
        self.i = i
        self.depth = 0
        self.bars = 0  # bars |...| that are open
        self.row = False  # inside [ ... ]: a space divides items
        self.chained = False  # behind a relation: a colon divides
        self.stop = -1  # the token where the next equation of the line begins
        self.watch: Tree | None = None  # the head whose like begins the next equation

    def expression(self, floor: int = 0) -> Tree:
        """The longest expression from here whose operators bind tighter than `floor`.

        Raises
        ------
        Unreadable
            No expression begins here, or a bracket is not closed.
        """
        self.depth += 1
        if self.depth > DEPTH:
            reason = "too-deep"
            raise Unreadable(reason, self.i)
        symbols, powers = self.symbols, self.powers
        rule = self.prefix.get(symbols[self.i])
        if rule is None:
            self.fail()
        left: Tree | None = rule(self)
        tree = left
        while left is not None:
            tree = left
            symbol = symbols[self.i]
            if powers.get(symbol, -1) <= floor:
                break
            left = self.infix[symbol](self, left)
        self.depth -= 1
        return tree  # type: ignore[return-value]  # the first `left` is never None

    def deeper(self) -> None:
        """Count one more level of nesting.

        Raises
        ------
        Unreadable
            There are too many already.
        """
        self.depth += 1
        if self.depth > DEPTH:
            reason = "too-deep"
            raise Unreadable(reason, self.i)

    def fail(self, reason: str = "") -> NoReturn:
        """Give up here.

        Raises
        ------
        Unreadable
            Always.
        """
        symbol = self.symbols[self.i]
        raise Unreadable(reason or _REASONS.get(symbol, "unexpected"), self.i)

    def expect(self, symbol: str, reason: str) -> None:
        """Step over a sign that must stand here."""
        if self.symbols[self.i] != symbol:
            self.fail(reason)
        self.i += 1

    def end(self) -> int:
        """Where the last token that was read ends."""
        last = self.i - 1
        return self.starts[last] + len(self.texts[last])

    def span(self, start: int) -> Span:
        """From an offset to the end of the last token that was read."""
        last = self.i - 1
        return _new(Span, (start, self.starts[last] + len(self.texts[last])))

    def spaced(self) -> bool:
        """Whether there is a gap before the token that stands here."""
        return self.starts[self.i] > self.end()


_REASONS: Final = {
    "nl": "unfinished", "$": "unfinished", "general": "general", "cancel": "struck", ")": "bracket", "]": "bracket", "}": "bracket",
    "text": "words", "\\": "unknown-command", "=": "unfinished", ",": "unfinished", ";": "unfinished", "quad": "unfinished",
}  # fmt: skip
