"""The expressions of a `graph:` section, read by a small parser of our own into vectors and matrices of formulas.

sum     := product (("+" | "-") product)*
product := signed (("*" | "/" | "@") signed)*
signed  := "-" signed | power
power   := postfix ("^" signed)?
postfix := atom (".T" | "[" place ("," place)* "]")*
place   := sum | number? ":" number?          (both ends belong to a slice; places count from 1)
atom    := number | name | name "(" arguments ")" | "(" sum ")" | "[" sum ("," sum)* "]"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from grader.maths import tensor
from grader.maths.expression import Constant, Expression
from grader.maths.simplify import gathered, measure, negated, over, raised
from grader.maths.tensor import ShapeError, Tensor, elementwise, scalar
from grader.problem.author_functions import FUNCTIONS, Argument
from grader.problem.numerals import exact_number

GREATEST_LENGTH = 4000
GREATEST_DEPTH = 40
GREATEST_NESTING = 200
GREATEST_SIZE = 100_000
_TOKEN = re.compile(r"\s*(?:(\d+\.?\d*(?:[eE][-+]?\d{1,3})?|\.\d+)|([^\W\d]\w*)|(\*\*|\.T\b|[-+*/@^()\[\],:=])|(\S))")


_KINDS = ("number", "name", "sign", "?")


class GrammarError(ValueError):
    """The text is no expression; `place` is the offset in it."""

    def __init__(self, message: str, place: int) -> None:
        """Keep the place beside the message."""
        self.place = place
        super().__init__(f"{message} (at character {place + 1})")


class Token(NamedTuple):
    """A number, a name or a sign."""

    kind: str
    text: str
    place: int


def read(text: str, scope: Mapping[str, Tensor]) -> Tensor:
    """The value of the expression, its names looked up in `scope`.

    Raises
    ------
    GrammarError
        The text is no expression, or names something unknown, or its shapes do not fit.
    """
    if len(text) > GREATEST_LENGTH:
        message = f"longer than {GREATEST_LENGTH} characters"
        raise GrammarError(message, 0)
    return _Parser(_tokens(text), scope).whole()


def _tokens(text: str) -> list[Token]:
    tokens = []
    for match in _TOKEN.finditer(text.replace("\N{MINUS SIGN}", "-")):
        group = match.lastindex or 4
        kind, piece, place = _KINDS[group - 1], match[group], match.start(group)
        if kind == "?":
            message = f"{piece!r} has no meaning here"
            raise GrammarError(message, place)
        tokens.append(Token(kind, "^" if piece == "**" else piece, place))
    tokens.append(Token("end", "", len(text)))
    return tokens


_SUMS: Mapping[str, Callable[[Expression, Expression], Expression]] = {
    "+": lambda a, b: gathered("add", a, b),
    "-": lambda a, b: gathered("add", a, negated(b)),
}
_PRODUCTS: Mapping[str, Callable[[Expression, Expression], Expression]] = {"*": lambda a, b: gathered("mul", a, b), "/": over}


class _Parser:
    def __init__(self, tokens: list[Token], scope: Mapping[str, Tensor]) -> None:
        self._tokens = tokens
        self._scope = scope
        self._at = 0
        self._depth = 0
        self._made = 0

    def whole(self) -> Tensor:
        value = self._sum()
        if self._now.kind != "end":
            message = f"{self._now.text!r} is not expected here"
            raise GrammarError(message, self._now.place)
        depth, size = measure(value.items)
        if depth > GREATEST_NESTING or size > GREATEST_SIZE:
            message = "this is too large a computation: define its pieces one by one"
            raise GrammarError(message, 0)
        return value

    def _spend(self, token: Token, value: Tensor, each: int = 1) -> Tensor:
        """Count the elements that were made: a short text may ask for very many."""
        self._made += len(value.items) * each
        if self._made > GREATEST_SIZE:
            message = "this is too large a computation: define its pieces one by one"
            raise GrammarError(message, token.place)
        return value

    @property
    def _now(self) -> Token:
        return self._tokens[self._at]

    def _next(self) -> Token:
        token = self._now
        self._at += 1
        return token

    def _took(self, sign: str) -> bool:
        if self._now.kind == "sign" and self._now.text == sign:
            self._at += 1
            return True
        return False

    def _expect(self, sign: str) -> None:
        if not self._took(sign):
            message = f"{sign!r} is expected here"
            raise GrammarError(message, self._now.place)

    def _fitted(self, token: Token, make: Callable[[], Tensor]) -> Tensor:
        try:
            return make()
        except (ShapeError, ZeroDivisionError) as error:
            raise GrammarError(str(error), token.place) from None

    def _sum(self) -> Tensor:
        self._depth += 1
        if self._depth > GREATEST_DEPTH:
            message = "nested too deeply"
            raise GrammarError(message, self._now.place)
        value = self._product()
        while self._now.kind == "sign" and self._now.text in _SUMS:
            sign = self._next()
            value = self._joined(sign, _SUMS[sign.text], value, self._product())
        self._depth -= 1
        return value

    def _product(self) -> Tensor:
        value = self._signed()
        while self._now.kind == "sign" and self._now.text in {*_PRODUCTS, "@"}:
            sign = self._next()
            right = self._signed()
            left = value
            if sign.text == "@":
                self._spend(sign, left, right.shape[-1] if right.shape else 1)
                value = self._fitted(sign, lambda a=left, b=right: tensor.matmul(a, b))  # type: ignore[misc]
            else:
                value = self._joined(sign, _PRODUCTS[sign.text], left, right)
        return value

    def _joined(self, sign: Token, function: Callable[[Expression, Expression], Expression], left: Tensor, right: Tensor) -> Tensor:
        return self._spend(sign, self._fitted(sign, lambda: elementwise(function, left, right)))

    def _signed(self) -> Tensor:
        if self._now.kind == "sign" and self._now.text in "+-":
            sign = self._next()
            self._depth += 1
            if self._depth > GREATEST_DEPTH:
                message = "nested too deeply"
                raise GrammarError(message, sign.place)
            value = self._signed()
            self._depth -= 1
            return elementwise(negated, value) if sign.text == "-" else value
        return self._power()

    def _power(self) -> Tensor:
        base = self._postfix()
        if self._now.kind == "sign" and self._now.text == "^":
            sign = self._next()
            return self._joined(sign, raised, base, self._signed())
        return base

    def _postfix(self) -> Tensor:
        value = self._atom()
        while True:
            token = self._now
            if self._took(".T"):
                value = tensor.transposed(value)
            elif self._took("["):
                left, places = value, self._places()
                value = self._fitted(token, lambda x=left, p=places: _picked(x, p))  # type: ignore[misc]
            else:
                return value

    def _places(self) -> list[tuple[int | None, int | None]]:
        places = [self._one_place()]
        while self._took(","):
            places.append(self._one_place())
        self._expect("]")
        return places

    def _one_place(self) -> tuple[int | None, int | None]:
        first = None if self._now.text == ":" else self._whole_number()
        if not self._took(":"):
            return first, first
        last = None if self._now.text in {",", "]"} else self._whole_number()
        return first if first is not None else 1, last

    def _whole_number(self) -> int:
        token = self._now
        value = self._sum().items[0]
        if isinstance(value, Constant) and value.value.denominator == 1:
            return int(value.value)
        message = "a whole number is expected here"
        raise GrammarError(message, token.place)

    def _atom(self) -> Tensor:
        token = self._next()
        if token.kind == "number":
            return scalar(Constant(exact_number(token.text)))
        if token.kind == "name":
            return self._named(token)
        if token.text == "(":
            value = self._sum()
            self._expect(")")
            return value
        if token.text == "[":
            return self._list(token)
        message = "something is missing here" if token.kind == "end" else f"{token.text!r} is not expected here"
        raise GrammarError(message, token.place)

    def _list(self, token: Token) -> Tensor:
        parts = [self._sum()]
        while self._took(","):
            parts.append(self._sum())
        self._expect("]")
        return self._fitted(token, lambda: tensor.stacked(parts))

    def _named(self, token: Token) -> Tensor:
        if self._took("("):
            return self._call(token)
        if token.text not in self._scope:
            message = f"{token.text!r} is neither given nor defined above"
            raise GrammarError(message, token.place)
        return self._scope[token.text]

    def _call(self, token: Token) -> Tensor:
        function = FUNCTIONS.get(token.text)
        if function is None:
            message = f"there is no function {token.text!r}"
            raise GrammarError(message, token.place)
        arguments, keywords = self._arguments()
        try:
            return self._spend(token, function(arguments, keywords), max((len(x.items) for x in arguments), default=1))
        except (ShapeError, IndexError, KeyError, TypeError) as error:
            reason = str(error) if isinstance(error, ShapeError) else f"{token.text} is given the wrong arguments"
            raise GrammarError(reason, token.place) from None

    def _arguments(self) -> tuple[list[Tensor], dict[str, Argument]]:
        arguments: list[Tensor] = []
        keywords: dict[str, Argument] = {}
        while not self._took(")"):
            ahead = self._tokens[min(self._at + 1, len(self._tokens) - 1)]
            if self._now.kind == "name" and ahead.text == "=":
                key = self._next().text
                self._at += 1
                keywords[key] = self._whole_number()
            else:
                arguments.append(self._sum())
            if self._now.text != ")":
                self._expect(",")
        return arguments, keywords


def _picked(x: Tensor, places: list[tuple[int | None, int | None]]) -> Tensor:
    """The element, row or part at these places: counted from 1, both ends of a slice included."""
    if len(places) > len(x.shape):
        message = f"{tensor.spoken(x.shape)} has no {len(places)} indices"
        raise ShapeError(message)
    full = places + [(1, None)] * (len(x.shape) - len(places))
    ranges = [_range(size, *place) for size, place in zip(x.shape, full, strict=True)]
    kept = tuple(len(r) for r, (first, last) in zip(ranges, full, strict=True) if first != last or first is None)
    if len(ranges) == 1:
        return Tensor(kept, tuple(x.at((i,)) for i in ranges[0]))
    return Tensor(kept, tuple(x.at((i, j)) for i in ranges[0] for j in ranges[1]))


def _range(size: int, first: int | None, last: int | None) -> range:
    start, end = first if first is not None else 1, last if last is not None else size
    if not 1 <= start <= end <= size:
        message = f"the place {start}{'' if start == end else f':{end}'} is outside 1:{size}"
        raise ShapeError(message)
    return range(start - 1, end)
