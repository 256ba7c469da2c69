"""Quantities by the names of a course: its own names where it declares them, layers and units by its counting; plain and in LaTeX."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from grader.graph.quantity import Derivative, Variable, quantity

if TYPE_CHECKING:
    from grader.problem import Problem

_LETTERS = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau phi chi psi omega "
    "Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega ell"
)
GREEK = frozenset(_LETTERS.split())
_VARIANTS = {"epsilon": r"\varepsilon", "phi": r"\varphi"}
_MARKS = {"hat": r"\hat", "bar": r"\bar", "tilde": r"\tilde"}
_NAME = re.compile(r"(?P<head>[^\W\d_]+?)(?P<mark>hat|bar|tilde)?(?P<digits>\d*)(?:_\{?(?P<below>[^{}]+)\}?)?")


class Naming:
    """How one problem's quantities are written.

    Without a notation of its own a problem is written plainly by canonical names, and in LaTeX as z_1^{(2)}, w_{12}^{(1)}.
    """

    def __init__(self, problem: Problem, *, bracketed: bool = True) -> None:
        """Turn the declared names round: the first that is declared for a quantity is its name; layers stand `bracketed` above, or bare."""
        self._problem = problem
        self._layer = "({})" if bracketed else "{}"
        self._own: dict[str, str] = {}
        for written, meant in problem.notation.names.items():
            if not meant.strip().startswith("-"):
                self._own.setdefault(meant.strip(), written)
        loss = problem.notation.loss
        if loss != "L":
            self._own.setdefault("L", loss)

    def plain(self, name: str) -> str:
        """The name in a line of text."""
        what = quantity(name)
        if isinstance(what, Derivative):
            at = f"@{what.of.sample}" if what.of.sample is not None else ""
            return f"d{self._plain(replace(what.of, sample=None))}/d{self._plain(what.by)}{at}"
        return self._plain(what)

    def _plain(self, what: Variable) -> str:
        own, marks = self._declared(what)
        return str(what) if own is None else own + marks

    def latex(self, name: str) -> str:
        """The name as LaTeX."""
        what = quantity(name)
        if isinstance(what, Derivative):
            return rf"\frac{{\partial {self._latex(what.of)}}}{{\partial {self._latex(what.by)}}}"
        return self._latex(what)

    def _latex(self, what: Variable) -> str:
        own, marks = self._declared(what)
        if own is not None:
            return primed(lettered(own), marks)
        if self._problem.network is None:
            below = f"{{{','.join(map(str, what.index))}}}" if max(what.index, default=0) > 9 else "".join(map(str, what.index))
            return primed(_below(lettered(what.family), below), "'" * what.primes)
        return self._in_network(what)

    def _declared(self, what: Variable) -> tuple[str | None, str]:
        """The course's own name, and what is to be written behind it: primes of later passes, the sample."""
        if str(what) in self._own:
            return self._own[str(what)], ""
        sampled = f"@{what.sample}" if what.sample is not None else ""
        for candidate, marks in (
            (replace(what, sample=None), sampled),
            (replace(what, primes=0), "'" * what.primes),
            (replace(what, primes=0, sample=None), "'" * what.primes + sampled),
        ):
            if str(candidate) in self._own:
                return self._own[str(candidate)], marks
        return None, ""

    def _in_network(self, what: Variable) -> str:
        """A quantity of a network of layers: letter, units below, layer and pass above."""
        notation, change = self._problem.notation, what.family in {"DW", "Db"}
        family = what.family.removeprefix("D")
        letter = {"W": lettered(notation.weight if notation.weight != "W" else "w")}.get(family) or lettered(family)
        letter = rf"\Delta {letter}" if change else letter
        layer, units = self._places(family, what)
        above = [*(["\\prime" * what.primes] if what.primes else []), *layer]
        above += [f"[{what.sample}]"] if what.sample is not None else []
        written = _below(letter, "".join(map(str, units)) if max(units, default=0) <= 9 else ",".join(map(str, units)))
        return f"{written}^{{{''.join(above)}}}" if above else written

    def _places(self, family: str, what: Variable) -> tuple[list[str], list[int]]:
        notation, shift = self._problem.notation, self._problem.notation.unit_base - 1
        if family in {"t", "L"} or not what.index:
            return [], [unit + shift for unit in what.index]
        layer, *units = what.index
        number = layer + notation.layers["a"] if family == "a" else layer - 1 + notation.layers["W" if family == "W" else "z"]
        if len(units) == 2 and notation.weight_index == "from-to":
            units.reverse()
        return [self._layer.format(number)], [unit + shift for unit in units]


def lettered(name: str) -> str:
    r"""A plain name as LaTeX: `w5` as w_5, `net_h1` as \mathrm{net}_{h1}, `eta` as \eta; LaTeX as it is."""
    if "\\" in name or "^" in name:
        return name
    match = _NAME.fullmatch(name)
    if match is None:
        return rf"\mathrm{{{re.sub(r'[^A-Za-z0-9 ]', '', name)}}}"
    letter = _letter(match["head"])
    if match["mark"]:
        letter = f"{_MARKS[match['mark']]}{{{letter}}}"
    below = match["digits"] + ("," if match["digits"] and match["below"] else "") + (match["below"] or "").replace("_", "")
    return _below(letter, below)


def _letter(head: str) -> str:
    if head in GREEK:
        return _VARIANTS.get(head, f"\\{head}")
    return head if len(head) == 1 else rf"\mathrm{{{head}}}"


def _below(letter: str, below: str) -> str:
    """The letter with its index; an index that is a word stands upright."""
    if not below:
        return letter
    inside = rf"\mathrm{{{below}}}" if len(below) > 1 and below.isalpha() else below
    if "_{" in letter and letter.endswith("}"):
        return f"{letter[:-1]},{inside}}}"
    return f"{letter}_{{{inside}}}"


def primed(latex: str, marks: str) -> str:
    """The name with the marks of its pass and sample behind it."""
    primes, _, sample = marks.partition("@")
    above = "\\prime" * len(primes) + (f"[{sample}]" if sample else "")
    return latex if not above else f"{{{latex}}}^{{{above}}}"
