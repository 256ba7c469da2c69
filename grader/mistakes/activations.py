"""Activation functions and their derivatives in closed form, as a student writes them."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Apply, Expression, lift

#: The functions that a course teaches side by side, and so are taken for one another.
TAUGHT = ("sigmoid", "tanh", "relu")


def apply(function: str, z: Expression) -> Expression:
    """The function's value at z; the identity's is z itself."""
    return z if function == "identity" else Apply(function, (z,))


def derivatives(function: str, a: Expression, z: Expression) -> Iterator[Expression]:
    """The function's derivative in the forms that students write: by the value a, by z."""
    match function:
        case "sigmoid":
            yield a * (lift(1) - a)
            yield Apply("sigmoid", (z,)) * (lift(1) - Apply("sigmoid", (z,)))
        case "tanh":
            yield lift(1) - a**2
            yield lift(1) - Apply("tanh", (z,)) ** 2
        case "relu":
            yield Apply("step", (z,))
        case "identity":
            yield lift(1)
