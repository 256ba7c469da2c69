"""How mathematics is typed: LaTeX, plain text and unicode, each as a small set of hand-made templates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from .expressions import Expr, Num, Op, Q, Ref

SUBSCRIPTS = str.maketrans("0123456789+-()[]", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎[]")
SUPERSCRIPTS = str.maketrans("0123456789+-()[]'", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾[]'")


@dataclass(frozen=True, slots=True)
class Dialect:
    """Templates of one way of typing; `{0}` and `{1}` are the operands."""

    id: str
    times: str
    fraction: str
    power: str
    partial: str
    total: str  # a derivative of a function of one variable
    functions: dict[str, str]
    greek: dict[str, str]
    hat: str
    script: Callable[[str, str, str], str]
    sigmoid: str = ""  # written out; empty where the function's name is used
    comma: str = ","


def latex_script(base: str, lower: str, upper: str) -> str:
    """A LaTeX name with its lower and upper index, braces only where they are needed."""
    low = "" if not lower else f"_{lower}" if len(lower) == 1 else f"_{{{lower}}}"
    high = "" if not upper else f"^{upper}" if len(upper) == 1 else f"^{{{upper}}}"
    return base + low + high


def plain_script(base: str, lower: str, upper: str) -> str:
    """A name as typed in a plain text: indices follow the letter, words after an underscore."""
    low = lower if not lower or lower[0].isdigit() else f"_{lower}"
    return base + low + (f"^{upper}" if upper else "")


def unicode_script(base: str, lower: str, upper: str) -> str:
    """A name with small raised and lowered digits."""
    low = lower.translate(SUBSCRIPTS) if all(char in "0123456789," for char in lower) else f"_{lower}"
    return base + low + upper.translate(SUPERSCRIPTS)


LATEX_GREEK = {name: f"\\{name}" for name in ("theta", "delta", "eta", "ell", "sigma", "alpha", "partial", "Delta")}
PLAIN_GREEK = {name: name for name in LATEX_GREEK} | {"ell": "l", "sigma": "sigmoid"}
UNICODE_GREEK = {"theta": "θ", "delta": "δ", "eta": "η", "ell": "ℓ", "sigma": "σ", "alpha": "α", "partial": "∂", "Delta": "Δ"}
_LATEX_FUNCTIONS = {
    "sigmoid": "\\sigma({0})",
    "tanh": "\\tanh({0})",
    "relu": "\\text{{ReLU}}({0})",
    "leaky_relu": "\\text{{LeakyReLU}}({0})",
    "relu'": "\\text{{ReLU}}'({0})",
    "leaky_relu'": "\\text{{LeakyReLU}}'({0})",
    "abs": "|{0}|",
    "sigmoid_flipped": "\\frac{{1}}{{1 + e^{{{0}}}}}",
}
_PLAIN_FUNCTIONS = {
    "sigmoid": "sigmoid({0})",
    "tanh": "tanh({0})",
    "relu": "relu({0})",
    "leaky_relu": "leaky_relu({0})",
    "relu'": "relu'({0})",
    "leaky_relu'": "leaky_relu'({0})",
    "abs": "|{0}|",
    "sigmoid_flipped": "1/(1+e^({0}))",
}
_UNICODE_FUNCTIONS = _PLAIN_FUNCTIONS | {"sigmoid": "σ({0})", "relu": "ReLU({0})", "relu'": "ReLU'({0})"}

LATEX = Dialect(
    "latex", " \\cdot ", "\\frac{{{0}}}{{{1}}}", "{0}^{1}", "\\frac{{\\partial {0}}}{{\\partial {1}}}",
    "\\frac{{d {0}}}{{d {1}}}", _LATEX_FUNCTIONS, LATEX_GREEK, "\\hat{{{0}}}", latex_script,
)  # fmt: skip
LATEX_LONG = Dialect(
    "latex", " \\times ", "\\frac{{{0}}}{{{1}}}", "{0}^2", "\\frac{{\\partial {0}}}{{\\partial {1}}}",
    "\\frac{{d {0}}}{{d {1}}}", _LATEX_FUNCTIONS, LATEX_GREEK, "\\hat{{{0}}}", latex_script,
    sigmoid="\\frac{{1}}{{1 + e^{{-{0}}}}}", comma="{,}",
)  # fmt: skip
PLAIN = Dialect(
    "plain", "*", "{0}/{1}", "{0}^{1}", "d{0}/d{1}", "d{0}/d{1}", _PLAIN_FUNCTIONS, PLAIN_GREEK, "{0}_hat", plain_script,
)  # fmt: skip
PLAIN_LONG = Dialect(
    "plain", " * ", "{0}/{1}", "{0}^{1}", "d{0}/d{1}", "d{0}/d{1}", _PLAIN_FUNCTIONS, PLAIN_GREEK, "{0}_hat", plain_script,
    sigmoid="1/(1 + e^(-{0}))",
)  # fmt: skip
UNICODE = Dialect(
    "unicode", "·", "{0}/{1}", "{0}²", "∂{0}/∂{1}", "d{0}/d{1}", _UNICODE_FUNCTIONS, UNICODE_GREEK, "ŷ", unicode_script,
)  # fmt: skip
UNICODE_LONG = Dialect(
    "unicode", " × ", "{0}/{1}", "{0}²", "∂{0}/∂{1}", "d{0}/d{1}", _UNICODE_FUNCTIONS, UNICODE_GREEK, "ŷ", unicode_script,
    sigmoid="1/(1 + e^(-{0}))",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints expressions in a dialect; `leaf` gives the text of a quantity, `number` that of a plain number."""

    dialect: Dialect
    leaf: Callable[[Q], str]
    number: Callable[[Decimal], str]
    folds_sign: bool = False

    def text(self, expr: Expr, level: int = 0) -> str:
        """The expression, in brackets where it stands in a place that binds tighter (0 sum, 1 product, 2 power)."""
        match expr:
            case Ref(q):
                return self._signed(self.leaf(q), level)
            case Num(value, text):
                return self._signed(self.number(Decimal(text or f"{value:g}")), level)
            case Op(op, args):
                return self._operation(op, args, level)

    def _signed(self, text: str, level: int) -> str:
        return f"({text})" if text.startswith(("-", "−")) and level > 0 else text

    def _operation(self, op: str, args: tuple[Expr, ...], level: int) -> str:
        match op:
            case "+":
                return self._bracket(self._sum(args), level > 0)
            case "-":
                return self._bracket(f"{self.text(args[0])} - {self.text(args[1], 1)}", level > 0)
            case "*":
                rest = [self.text(arg, 1) for arg in args[1:]]
                return self._bracket(self.dialect.times.join([self.text(args[0], 1 if level else 0.5), *rest]), level > 1)  # type: ignore[arg-type]
            case "/":
                return self._quotient(args, level)
            case "^":
                base = self.text(args[0], 2)
                raised = isinstance(args[0], Ref) and any(char in base for char in "^⁰¹²³⁴⁵⁶⁷⁸⁹⁽")
                return self.dialect.power.format(self._bracket(base, raised), "2")
            case "neg":
                return self._bracket(f"-{self.text(args[0], 1)}", level > 0)
            case name:
                return self._function(name, args[0])

    def _sum(self, args: tuple[Expr, ...]) -> str:
        text = self.text(args[0])
        for arg in args[1:]:
            more = self.text(arg)
            if more.startswith("-"):
                text += f" - {more[1:]}" if self.folds_sign else f" + ({more})"
            else:
                text += f" + {more}"
        return text

    def _quotient(self, args: tuple[Expr, ...], level: int) -> str:
        if self.dialect.id == "latex":
            return self.dialect.fraction.format(self.text(args[0]), self.text(args[1]))
        return self._bracket(self.dialect.fraction.format(self.text(args[0], 1), self.text(args[1], 2)), level > 1)

    def _function(self, name: str, arg: Expr) -> str:
        if name == "sigmoid" and self.dialect.sigmoid:
            return self.dialect.sigmoid.format(self.text(arg, 1))
        return self.dialect.functions[name].format(self.text(arg))

    def _bracket(self, text: str, needed: bool) -> str:  # noqa: FBT001
        return f"({text})" if needed else text
