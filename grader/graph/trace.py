"""The trace: every quantity of a problem, each with its formula over its parents, exact and fast.

INTERFACE (being implemented; grading and mistakes rely on exactly this):

class Node (frozen, slots):
    name: str                          # canonical
    formula: Expression                # over the names of its parents
    alternatives: tuple[Expression, ...]   # other legitimate decompositions, most usual first (without `formula`)
    given: bool                        # input, target, parameter, learning rate: its value is the author's

class Trace:
    network: Network | None            # None for `graph:` problems
    names: tuple[str, ...]             # the standing nodes in topological order (parents first)
    contains(name: str) -> bool        # standing, or a dY/dX that can be made: Y depends on X
    node(name: str) -> Node            # made on demand for any dY/dX; raises NotFound
    exact(name: str) -> Exact          # maths.exact: an fmpq where rational, a ball otherwise
    number(name: str) -> float         # the exact value, correctly rounded to a float (an exact 0 is 0.0)
    digits(name: str, significant: int = 12) -> str    # decimal digits of the exact value: "0.183985234561"
    value(name: str) -> sympy.Expr     # exact and unevaluated where transcendental; sympy is imported inside
    formula(name: str) -> sympy.Expr   # over symbols named like the parents
    probe(name: str) -> tuple[float, ...]   # PROBES values: random consistent traces (inputs, parameters, targets, eta random
                                       # within (0.2, 1.8) and signs mixed, deterministic seed; everything else computed from them)
    numbers(rewritten: Mapping[str, Expression], names: Iterable[str]) -> dict[str, float]
                                       # the values of `names` where the nodes in `rewritten` have other formulas, the rest as it is
    parents(name: str) -> tuple[str, ...]
    elements(name: str) -> tuple[tuple[str, ...], ...] | None   # rows of element names of a whole vector or matrix:
                                       # elements("z[1]") == (("z[1,1]",), ("z[1,2]",)), elements("dL/dW[2]") rows into unit j, elements("t")
"""
