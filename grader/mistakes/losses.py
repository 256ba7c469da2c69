"""The losses in closed form, as a student writes them: one term, and its derivative by its output."""

from __future__ import annotations

from fractions import Fraction

from grader.maths.expression import Apply, Constant, Expression, lift
from grader.mistakes.site import Site

SQUARED = frozenset({"half_squared_error", "squared_error", "mean_squared_error", "half_mean_squared_error"})
LOGARITHMIC = frozenset({"binary_cross_entropy", "cross_entropy"})
HALVED = frozenset({"half_squared_error", "half_mean_squared_error"})
AVERAGED = frozenset({"mean_squared_error", "half_mean_squared_error", "mean_absolute_error"})
HALF = Constant(Fraction(1, 2))


def is_mean(site: Site) -> bool:
    """Whether the loss is a mean over the outputs."""
    return site.network.loss in AVERAGED or (site.network.loss == "binary_cross_entropy" and site.network.loss_mean)


def scale(site: Site) -> Fraction:
    """The number before the loss term: 1/2, 1/K, both, or 1."""
    share = Fraction(1, site.network.outputs) if is_mean(site) else Fraction(1)
    return share / 2 if site.network.loss in HALVED else share


def scaled(factor: Fraction, formula: Expression) -> Expression:
    """The formula times a number; times one it is itself."""
    return formula if factor == 1 else Constant(factor) * formula


def natural_log(x: Expression) -> Expression:
    """The logarithm ln(x)."""
    return Apply("ln", (x,))


def bare(loss: str | None, a: Expression, t: Expression) -> Expression | None:
    """One loss term without its number: (t-a)^2, -t ln a, ...; None for a loss without one."""
    if loss in SQUARED:
        return (t - a) ** 2
    match loss:
        case "binary_cross_entropy":
            return -(t * natural_log(a) + (lift(1) - t) * natural_log(lift(1) - a))
        case "cross_entropy":
            return -(t * natural_log(a))
        case "mean_absolute_error":
            return Apply("abs", (t - a,))
        case "hinge":
            return Apply("max", (lift(0), lift(1) - t * a))
    return None


def bare_slope(loss: str | None, a: Expression, t: Expression) -> Expression | None:
    """The derivative of `bare` by a, a square's without its 2: a - t, -t/a, ..."""
    if loss in SQUARED:
        return a - t
    match loss:
        case "binary_cross_entropy":
            return (a - t) / (a * (lift(1) - a))
        case "cross_entropy":
            return -(t / a)
        case "mean_absolute_error":
            return Apply("sign", (a - t,))
        case "hinge":
            return -(t * Apply("step", (lift(1) - t * a,)))
    return None


def term(site: Site, t: Expression | None = None) -> Expression | None:
    """The right loss term L[k] at a site of unit k, or with another target; in a graph the loss as it was defined."""
    if not site.dense:
        return site.trace.node(site.name).formula
    found = bare(site.network.loss, site.a(site.depth, site.unit), t or site.target(site.unit))
    return None if found is None else scaled(scale(site), found)


def slope(site: Site, t: Expression | None = None) -> Expression | None:
    """The right dL/da[n,k] at a site of unit k, or with another target; in a graph as it follows from the definition."""
    if not site.dense:
        return site.trace.node(site.name).formula
    found = bare_slope(site.network.loss, site.a(site.depth, site.unit), t or site.target(site.unit))
    factor = scale(site) * (2 if site.network.loss in SQUARED else 1)
    return None if found is None else scaled(factor, found)


def shortcut(site: Site, t: Expression | None = None) -> Expression | None:
    """The right dL/dz[n,k] = a - t (of a mean its share) where the loss suits the output's function; None elsewhere."""
    if (site.network.loss, site.function) not in {("binary_cross_entropy", "sigmoid"), ("cross_entropy", "softmax")} or not site.last:
        return None
    if site.output is not None and site.function == "softmax":
        return None
    return scaled(scale(site), site.a(site.layer, site.unit) - (t or site.target(site.unit)))


def is_squared(site: Site) -> bool:
    """Whether the loss is made of squares; in a graph, where it is not known, no objection is raised."""
    return not site.dense or site.network.loss in SQUARED
