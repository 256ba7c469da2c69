"""What reading yields: a sheet's lines, their equations, and the tree of each side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeAlias, final

from grader.maths.written import Written


class Span(NamedTuple):
    """Where something stands in the sheet: offsets into the whole text (end excluded)."""

    start: int
    end: int


NOWHERE: Final = Span(0, 0)


class Index(NamedTuple):
    """A sub- or superscript as written, without its braces.

    `parts` are its pieces, split at commas, spaces and between letters and digits where a letter run is an index of its
    own: `11` -> ("11",), `1,2` -> ("1", "2"), `h1` -> ("h1",), `h_1` -> ("h1",), `h_1 o_1` -> ("h1", "o1"),
    `L-1` -> ("L-1",), `new` -> ("new",), `(2)` -> ("2",) with style "()".  `style` is the bracket round the whole: "", "()", "[]", "<>".
    """

    text: str
    parts: tuple[str, ...]
    style: str = ""


class Node:
    """What most trees are made of; two are equal that are made of equal pieces and stand in the same place."""

    __slots__ = ()

    def pieces(self) -> tuple[object, ...]:
        """All that makes it up, in the order of the constructor."""
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        """Whether both are of one kind and made of equal pieces."""
        return isinstance(other, Node) and type(self) is type(other) and self.pieces() == other.pieces()

    def __hash__(self) -> int:
        """By the pieces."""
        return hash(self.pieces())

    def __repr__(self) -> str:
        """As it would be made."""
        return type(self).__name__ + repr(self.pieces())


@final
class Literal(Node):
    """A written number; `doubts` are second readings of its marks (`0594`: 0.594), offered and never applied."""

    __slots__ = ("doubts", "span", "written")

    def __init__(self, written: Written, span: Span, doubts: tuple[Written, ...] = ()) -> None:
        """Take the number where it stands."""
        self.written = written
        self.span = span
        self.doubts = doubts

    def pieces(self) -> tuple[object, ...]:
        """All that makes it up."""
        return self.written, self.span, self.doubts


@final
class Name(Node):
    """A name with everything that hangs on it.

    `base` is normalised: LaTeX commands and Greek letters to one spelling (`\\theta`, `θ` -> "theta"; `\\ell`, `ℓ`, `l` stay
    apart: "ell", "l"), `\\mathrm{out}` -> "out", `\\hat y`, `ŷ` -> base "y" with accent "hat".  `tail` are digits typed right behind
    the letters (`w10` -> base "w", tail "10"; `out_h1` is sub).  `sub`, `sup`, `brackets` hold the indices in the order written
    (`W^{(1)}_{2,1}`: sup "(1)", sub "2,1"; `W1[0][1]`: tail "1", brackets "0", "1").  A superscript that can only be a power
    (`x^{-2}`, `a^{2k}`, `(…)^2`) is a Binary "^" instead; one that may be either (`a_1^2`, `z^2`) stays here in `sup`.
    `primes` counts ' marks; `accents` holds hat, bar, tilde, dot, vec, bold and the markers of an update: "new" (also `+`, `*`, `t+1`,
    `neu`, `novo`, `nuevo`, `updated`) and "old".  A transposed name is a Unary "T".
    """

    __slots__ = ("accents", "base", "brackets", "primes", "span", "sub", "sup", "tail", "text")

    def __init__(  # noqa: PLR0913, PLR0917 - a name is made of this much
        self,
        base: str,
        tail: str = "",
        sub: tuple[Index, ...] = (),
        sup: tuple[Index, ...] = (),
        brackets: tuple[Index, ...] = (),
        primes: int = 0,
        accents: tuple[str, ...] = (),
        span: Span = NOWHERE,
        text: str = "",
    ) -> None:
        """Take the pieces; `text` is the ink."""
        self.base = base
        self.tail = tail
        self.sub = sub
        self.sup = sup
        self.brackets = brackets
        self.primes = primes
        self.accents = accents
        self.span = span
        self.text = text

    def pieces(self) -> tuple[object, ...]:
        """All that makes it up."""
        return self.base, self.tail, self.sub, self.sup, self.brackets, self.primes, self.accents, self.span, self.text

    def changed(  # noqa: PLR0913 - see above
        self,
        *,
        base: str | None = None,
        sub: tuple[Index, ...] | None = None,
        sup: tuple[Index, ...] | None = None,
        brackets: tuple[Index, ...] | None = None,
        primes: int | None = None,
        accents: tuple[str, ...] | None = None,
        span: Span | None = None,
        text: str | None = None,
    ) -> Name:
        """The name with some pieces exchanged."""
        return Name(
            self.base if base is None else base,
            self.tail,
            self.sub if sub is None else sub,
            self.sup if sup is None else sup,
            self.brackets if brackets is None else brackets,
            self.primes if primes is None else primes,
            self.accents if accents is None else accents,
            self.span if span is None else span,
            self.text if text is None else text,
        )


@final
class Unary(Node):
    """`operator` is one of "-", "+", "T" (transposed), "sqrt", "abs", "norm", "%"."""

    __slots__ = ("operand", "operator", "span")

    def __init__(self, operator: str, operand: Tree, span: Span) -> None:
        """Take the sign and what it stands before or behind."""
        self.operator = operator
        self.operand = operand
        self.span = span

    def pieces(self) -> tuple[object, ...]:
        """All that makes it up."""
        return self.operator, self.operand, self.span


@final
class Binary(Node):
    """`operator` is one of "+", "-", "*", "/", "^", "@" (written matrix product), "o" (elementwise), "x" (outer).

    `style` keeps how a product or quotient was written: "" for juxtaposition, else the sign; "frac" for \\frac.
    """

    __slots__ = ("left", "operator", "right", "span", "style")

    def __init__(self, operator: str, left: Tree, right: Tree, span: Span, style: str = "") -> None:
        """Take the sign and its sides."""
        self.operator = operator
        self.left = left
        self.right = right
        self.span = span
        self.style = style

    def pieces(self) -> tuple[object, ...]:
        """All that makes it up."""
        return self.operator, self.left, self.right, self.span, self.style


class Call(NamedTuple):
    """A function of its arguments: exp, ln, log (base unsaid), log10, log2, sigmoid (σ), tanh, relu, softmax, max, min, sin, cos, tan,
    step, or an unnamed activation such as f, g, φ, act; `primes` counts derivative marks (`σ'(z)`).
    """

    function: str
    arguments: tuple[Tree, ...]
    span: Span
    primes: int = 0
    name: Name | None = None  # the function's own name as written, with its indices


class Partial(NamedTuple):
    """A derivative sign: `∂L/∂w`, `\\frac{dL}{dw}`, `∇_W L` (`style` "nabla"), `L_w` is left as a Name.

    `of` is None where only the operator stands (`∂/∂w (…)` has the parenthesis as `of`).
    """

    of: Tree | None
    by: Tree
    span: Span
    order: int = 1
    style: str = ""


class Matrix(NamedTuple):
    """Rows of trees; a row vector has one row, a column vector one column; `style` "()" for `(a, b)`, "[]" else, "{}" for a set."""

    rows: tuple[tuple[Tree, ...], ...]
    span: Span
    style: str = "[]"


class General(NamedTuple):
    """Readable, but a general formula or definition that stands for no one number: sums with Σ, cases, integrals, "..."."""

    text: str
    span: Span


class Garbled(NamedTuple):
    """Ink that could not be read, with the reason (a catalogue key, not a sentence); `doubts` are the numbers that it may be."""

    text: str
    reason: str
    span: Span
    doubts: tuple[Written, ...] = ()


Tree: TypeAlias = Literal | Name | Unary | Binary | Call | Partial | Matrix | General | Garbled


class Equation(NamedTuple):
    """A chain of links `x0 = x1 = x2 …`; `relations[i]` stands between `links[i]` and `links[i+1]`.

    Relations are normalised: "=" , "~" (≈ ≃ ~ ≅), "<-" (:=, ←, \\leftarrow, an update in place; `w -= x` is `w <- w - x`), "->" (=:, →, a
    result or a correction), ":" (name: value), "|" (cells of a table row), "?" (a comparison such as < or ≤).  A chain may have one link
    (a bare expression, a result without a name) and may begin with a relation (`= 0.4`, no equation above it to go on from): then `head`
    is False.  `lines[i]` is the physical line on which link i begins.  `note` is the text that stands round it on its line; it ends in
    "accumulates" where the equation adds one term to its head (`\\bar v += x`); several such terms of one head have no name.
    """

    links: tuple[Tree, ...]
    relations: tuple[str, ...]
    span: Span
    lines: tuple[int, ...]
    label: str = ""  # of the item it belongs to: "a", "5", "iii"; "" for none
    head: bool = True
    note: str = ""
    struck: bool = False  # crossed out by its writer


class Line(NamedTuple):
    """One physical line of the sheet (from 1) that holds something: its equations begin here."""

    number: int
    text: str
    equations: tuple[Equation, ...]
    label: str = ""


class Unread(NamedTuple):
    """A piece of the sheet that was not read: where, and why (a catalogue key)."""

    line: int
    span: Span
    text: str
    reason: str


class Values(NamedTuple):
    """One row of a table: its physical line, the value in each cell (None for words and empty ones)."""

    line: int
    cells: tuple[Tree | None, ...]


class Work(NamedTuple):
    """A sheet as it was read."""

    text: str
    lines: tuple[Line, ...]
    unread: tuple[Unread, ...]
    headings: tuple[tuple[int, str], ...]  # physical line, text: prose and titles between the lines of working
    decimal: str  # "," or "." or "" (none seen)
    tables: tuple[tuple[Values, ...], ...] = ()  # the rows of each table that hold values


def parts(tree: Tree) -> tuple[Tree, ...]:
    """The trees directly inside a tree, from left to right; in a derivative, what is derived and by what."""
    inside = _PARTS.get(type(tree))
    return () if inside is None else inside(tree)


def _of_derivative(tree: Partial) -> tuple[Tree, ...]:
    return (tree.by,) if tree.of is None else (tree.of, tree.by)


_PARTS: Final[Mapping[type, Callable[[Any], tuple[Tree, ...]]]] = {
    Unary: lambda tree: (tree.operand,),
    Binary: attrgetter("left", "right"),
    Call: attrgetter("arguments"),
    Partial: _of_derivative,
    Matrix: lambda tree: tuple(cell for row in tree.rows for cell in row),
}


def rebuilt(tree: Tree, change: Callable[[Tree], Tree]) -> Tree:
    """The tree with each of its parts changed."""
    match tree:
        case Unary():
            return Unary(tree.operator, change(tree.operand), tree.span)
        case Binary():
            return Binary(tree.operator, change(tree.left), change(tree.right), tree.span, tree.style)
        case Call():
            return tree._replace(arguments=tuple(map(change, tree.arguments)))
        case Partial():
            return tree._replace(of=None if tree.of is None else change(tree.of), by=change(tree.by))
        case Matrix():
            return tree._replace(rows=tuple(tuple(map(change, row)) for row in tree.rows))
        case _:
            return tree
