"""Rules for operands: numbers, names, functions of something, e to a power, roots."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from grader.maths.written import Written
from grader.reading.arguments import BY_CONTENT, UNNAMED, argument_like
from grader.reading.calculus import joined_derivative, slash_derivative
from grader.reading.doubts import of_number
from grader.reading.names import NEW, OLD, SUPERSCRIPTS, Parts, index_of, parts_of
from grader.reading.numbers import written
from grader.reading.parse import POWER, Parser
from grader.reading.tree import Binary, Call, Literal, Matrix, Name, Span, Unary

if TYPE_CHECKING:
    from grader.reading.tree import Tree

#: Words that are functions wherever an argument in brackets follows.
FUNCTIONS: Final = {
    "exp": "exp", "ln": "ln", "log": "log", "lg": "log10", "sqrt": "sqrt", "abs": "abs", "max": "max", "min": "min",
    "sin": "sin", "sen": "sin", "cos": "cos", "tan": "tan", "tg": "tan", "sinh": "sinh", "cosh": "cosh",
    "arcsin": "arcsin", "arccos": "arccos", "arctan": "arctan", "asin": "arcsin", "acos": "arccos", "atan": "arctan",
    "cot": "cot", "sec": "sec", "csc": "csc",
    "sigma": "sigmoid", "sigmoid": "sigmoid", "sig": "sigmoid", "sigm": "sigmoid", "sigmoide": "sigmoid",
    "logistic": "sigmoid", "logsig": "sigmoid",
    "tanh": "tanh", "tgh": "tanh", "th": "tanh", "relu": "relu", "softmax": "softmax", "step": "step", "heaviside": "step",
    "sign": "sign", "sgn": "sign", "softplus": "softplus",
    "leakyrelu": "leaky_relu", "lrelu": "leaky_relu", "elu": "elu", "silu": "silu", "swish": "silu", "gelu": "gelu",
    "sum": "sum", "mean": "mean", "var": "var", "diag": "diag", "erf": "erf", "det": "det",
    "dot": "dot", "matmul": "dot", "array": "array", "maximum": "max", "minimum": "min",
}  # fmt: skip
#: These need no brackets: `sin 2x`, `ln 0,5`.
BARE: Final = frozenset(
    [
        "exp",
        "ln",
        "log",
        "log10",
        "log2",
        "sqrt",
        "sin",
        "cos",
        "tan",
        "sinh",
        "cosh",
        "tanh",
        "arcsin",
        "arccos",
        "arctan",
        "cot",
        "sec",
        "csc",
    ]
)
_OPERAND: Final = frozenset(("n", "a", "frac", "sqrt", "e", "function"))
_INVERSE: Final = {"sin": "arcsin", "cos": "arccos", "tan": "arctan"}
_MARKS: Final = frozenset((",", "."))
_new: Final = tuple.__new__


def number(p: Parser) -> Tree:
    """A number token."""
    i = p.i
    text = p.texts[i]
    found = written(text, p.thousands)
    if found is None:
        p.fail("number")
    p.i = i + 1
    start = p.starts[i]
    doubtful = found.exact and len(text) > 1 if text[0] == "0" else text[-4:-3] in _MARKS
    return Literal(found, _new(Span, (start, start + len(text))), of_number(found) if doubtful else ())


def name(p: Parser) -> Tree:
    """A name token: a name, a derivative written with a slash, or a function of what follows."""
    i = p.i
    text = p.texts[i]
    parts = parts_of(text)
    if parts is None:
        p.fail("name")
    follows = p.symbols[i + 1]
    if (follows == "/" or (follows == "(" and p.symbols[i + 2 : i + 5] == ["n", ")", "/"])) and text[0] in "dδD\\":
        derivative = slash_derivative(p)
        if derivative is not None:
            return derivative
    start = p.starts[i]
    p.i = i + 1
    if text[0] == "d" and len(text) > 3 and (joined := joined_derivative(text, start)) is not None:
        return joined
    tree = parts.at(_new(Span, (start, start + len(text))), text)
    if follows in _MARKED and (mark := _mark_behind(p, follows)):
        return tree.changed(accents=(*tree.accents, mark), span=p.span(start), text=p.text[start : p.end()])
    if follows in _AFTER_FUNCTION:
        called = _called(p, tree, follows)
        if called is not None:
            return called
    if follows in {"a", "("} and text in _DELTAS:
        p.i = i
        derivative = slash_derivative(p)
        if derivative is not None:
            return derivative
        p.i = i + 1
    return Unary("T", _untransposed(tree), tree.span) if "transposed" in tree.accents else tree


_AFTER_FUNCTION: Final = frozenset(("(", "[", "{", "n", "a", "e", "frac", "sqrt", "open set", "-", "|", "function"))
_DELTAS: Final = frozenset(("\\delta", "δ", "d", "\\mathrm{d}", "\\mathrm d", "\\text{d}", "D"))


_MARKED: Final = frozenset(("(", "a"))


def _mark_behind(p: Parser, follows: str) -> str:
    """The mark of an update that stands behind a name as a word of its own: `w5 new`, `w_5 (neu)`; it is stepped over."""
    i = p.i + (follows == "(")
    word = p.texts[i].lower()
    mark = "new" if word in NEW else "old" if word in OLD else ""
    if not mark or len(word) < 2 or (follows == "(" and p.symbols[i + 1] != ")"):
        return ""
    p.i = i + 1 + (follows == "(")
    return mark


def _untransposed(tree: Name) -> Name:
    return tree.changed(accents=tuple(accent for accent in tree.accents if accent != "transposed"))


def function_of(parts: Parts | Name) -> str | None:
    """The function that a name says it is; None for other names."""
    base = parts.base
    found = FUNCTIONS.get(base) or (FUNCTIONS.get(base.lower()) if len(base) > 2 else None)
    if found == "log":
        index = parts.tail or (parts.sub[0].text if parts.sub else "")
        return {"10": "log10", "2": "log2", "e": "ln", "": "log"}.get(index)
    return found


def _called(p: Parser, tree: Name, follows: str) -> Tree | None:
    """The function call that begins with this name; None where the name stands for itself."""
    function = function_of(tree)
    if function is None:
        if follows != "(" or tree.base not in UNNAMED | BY_CONTENT or not argument_like(p, tree, known=False):
            return None
        return _call(p, tree, tree.base)
    if follows in {"(", "[", "{", "open set"}:
        return None if function in _SHORT and not argument_like(p, tree, known=True) else _call(p, tree, function)
    if function in BARE and tree.base != "sigma" and len(tree.base) > 1:
        return _call(p, tree, function)
    return None


_SHORT: Final = frozenset(("sigmoid",))


def _call(p: Parser, tree: Name, function: str) -> Tree:
    """The call whose name has just been read."""
    power = tree.sup[0] if tree.sup and function in BARE else None
    arguments = arguments_of(p)
    tree = _indexed(p, tree)
    primes = tree.primes + ("dot" in tree.accents)  # a dot over a function is its derivative
    called = Call(function, arguments, p.span(tree.span.start), primes, tree)
    if function == "array" and len(arguments) == 1:
        return arguments[0]
    if function == "dot" and len(arguments) == 2:
        return Binary("@", arguments[0], arguments[1], called.span, "dot")
    if power is None or not power.text.isdecimal():
        return called
    exponent = written(power.text)
    return Binary("^", called, Literal(exponent, tree.span), called.span) if exponent else called


def _indexed(p: Parser, tree: Name) -> Name:
    """The function's name with an index that stands behind its brackets: `softmax(z)_1`."""
    i = p.i
    if p.symbols[i] == "[" and p.symbols[i + 1] == "n" and p.symbols[i + 2] == "]" and p.texts[i + 1].isdecimal() and not p.spaced():
        p.i = i + 3
        return tree.changed(brackets=(*tree.brackets, index_of(p.texts[i + 1])))
    if p.texts[i] != "_" or p.spaced():
        return tree
    close = i + 1
    if p.symbols[close] == "{":
        close = next((at for at in range(i + 2, i + 9) if p.symbols[at] == "}"), i)
    p.i = close + 1
    index = index_of(p.text[p.starts[i + 1] : p.end()])
    if not index.parts or p.symbols[close] not in {"n", "a", "}"}:
        p.i = i
        p.fail()
    return tree.changed(sub=(*tree.sub, index))


def arguments_of(p: Parser) -> tuple[Tree, ...]:
    """What a function is applied to: the items in brackets, or a product without signs (`sin 2x`)."""
    if p.symbols[p.i] in {"(", "[", "{", "open set"}:
        inner = p.prefix[p.symbols[p.i]](p)
        if isinstance(inner, Matrix) and inner.style in {"()", "{}"}:
            return tuple(item for row in inner.rows for item in row)
        return (inner,)
    factor = p.expression(POWER - 1)
    while p.symbols[p.i] in {"n", "a", "frac", "e"} and not p.row and isinstance(factor, Literal | Name | Binary):
        if p.symbols[p.i] == "a" and function_of(parts_of(p.texts[p.i]) or _NONE) is not None:
            break
        right = p.expression(POWER - 1)
        factor = Binary("*", factor, right, Span(factor.span.start, right.span.end))
    return (factor,)


_NONE: Final = Parts("", "", (), (), (), 0, ())


def command(p: Parser) -> Tree:
    r"""A function that is a LaTeX command: `\exp(...)`, `\sin^2 x`, `\log_2 8`."""
    i = p.i
    start = p.starts[i]
    word = p.texts[i][1:].rstrip("*")
    p.i += 1
    index: Tree | None = None
    power: Tree | None = None
    primes = 0
    while p.texts[p.i] == "'" or (p.texts[p.i] == "^" and p.texts[p.i + 1] in {"'", "\\prime"}):
        primes += 1
        p.i += 1 if p.texts[p.i] == "'" else 2
    while p.texts[p.i] in {"_", "^"} and index is power is None:
        mark = p.texts[p.i]
        p.i += 1
        inner = p.prefix["argument"](p)
        index, power = (inner, power) if mark == "_" else (index, inner)
    function = FUNCTIONS.get(word, word)
    if index is not None and function == "log":
        function = _LOGARITHMS.get(int(index.written.value), "") if isinstance(index, Literal) and index.written.exact else ""
        if not function:
            return _to_base(p, index, start, power)
    if function in _INVERSE and isinstance(power, Unary) and power.operator == "-":
        function, power = _INVERSE[function], None
    label = Name(word, span=Span(start, p.end()), text=p.texts[i])
    called = Call(function, arguments_of(p), p.span(start), primes, label)
    return called if power is None else Binary("^", called, power, called.span)


_LOGARITHMS: Final = {2: "log2", 10: "log10"}


def _to_base(p: Parser, base: Tree, start: int, power: Tree | None) -> Tree:
    r"""`\log_3 9`, `\log_b x`: the quotient of two natural logarithms."""
    above = Call("ln", arguments_of(p), p.span(start))
    found = Binary("/", above, Call("ln", (base,), base.span), above.span, "frac")
    return found if power is None else Binary("^", found, power, found.span)


def euler(p: Parser) -> Tree:
    """`e` with an exponent: the exponential of it."""
    start = p.starts[p.i]
    label = Name("e", span=Span(start, start + 1), text="e")
    if p.symbols[p.i + 1] == "pow":
        p.i += 2
        exponent = small_power(p.texts[p.i - 1], p.starts[p.i - 1])
        if exponent is None:
            p.fail("number")
        return Call("exp", (exponent,), p.span(start), 0, label)
    p.i += 2
    exponent = p.expression(POWER - 1)
    return Call("exp", (exponent,), p.span(start), 0, label)


def small_power(text: str, start: int) -> Tree | None:
    """What superscript characters say (`²`, `⁻¹`, `⁻⁰·³⁸`, `⁻ᶻ`); None for anything but a number or a name."""
    said = _raised(text)
    span = Span(start, start + len(text))
    plain = said.lstrip("+-")
    number = written(plain) if plain[:1].isdecimal() or plain[:1] == "." else None
    parts = parts_of(plain) if number is None else None
    if number is None and parts is None:
        return None
    tree: Tree = Literal(number, span) if number is not None else (parts or _NONE).at(span, plain)
    return Unary("-", tree, span) if said[0] == "-" else tree


def _raised(text: str) -> str:
    for mark in "·˙⋅,'":
        text = text.replace(mark, ".")
    return text.translate(SUPERSCRIPTS)


def root(p: Parser) -> Tree:
    r"""`\sqrt{x}`, `√x`, and `\sqrt[3]{x}` as a power of one third."""
    start = p.starts[p.i]
    p.i += 1
    if p.symbols[p.i] == "[":
        p.i += 1
        degree = p.expression()
        p.expect("]", "bracket")
        inner = p.prefix["argument"](p)
        one = Written("1", Fraction(1), 0, 1, exact=True)
        span = p.span(start)
        return Binary("^", inner, Binary("/", Literal(one, degree.span), degree, degree.span), span, "root")
    inner = p.prefix["argument"](p)
    return Unary("sqrt", inner, p.span(start))
