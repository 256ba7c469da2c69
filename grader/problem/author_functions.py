"""The functions that an author may use in a `graph:` section."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from grader.maths import tensor
from grader.maths.expression import Apply, Constant, Expression, total
from grader.maths.tensor import ShapeError, Tensor, elementwise, scalar

Argument: TypeAlias = int
Function: TypeAlias = Callable[[Sequence[Tensor], Mapping[str, Argument]], Tensor]

_ONE_BY_ONE = (
    "exp", "ln", "log10", "sqrt", "abs", "sigmoid", "tanh", "relu", "softplus", "silu", "gelu", "step", "sign", "sin", "cos", "tan",
)  # fmt: skip


def _each(operation: str) -> Function:
    def function(x: Sequence[Tensor], _: Mapping[str, Argument]) -> Tensor:
        (only,) = _exactly(x, 1)
        return elementwise(lambda item: Apply(operation, (item,)), only)

    return function


def _sloped(operation: str) -> Function:
    def function(x: Sequence[Tensor], _: Mapping[str, Argument]) -> Tensor:
        return elementwise(lambda item, slope: Apply(operation, (item, slope)), *_exactly(x, 2))

    return function


def _extreme(operation: str) -> Function:
    def function(x: Sequence[Tensor], keywords: Mapping[str, Argument]) -> Tensor:
        if len(x) > 1:
            return elementwise(lambda *items: Apply(operation, items), *x)
        return tensor.reduced(lambda items: Apply(operation, tuple(items)), x[0], keywords.get("axis"))

    return function


def _reduction(reduce: Callable[[Sequence[Expression]], Expression]) -> Function:
    def function(x: Sequence[Tensor], keywords: Mapping[str, Argument]) -> Tensor:
        (only,) = _exactly(x, 1)
        return tensor.reduced(reduce, only, keywords.get("axis"))

    return function


def _exactly(x: Sequence[Tensor], count: int) -> Sequence[Tensor]:
    if len(x) != count:
        message = f"{count} argument{'s are' if count > 1 else ' is'} expected, not {len(x)}"
        raise ShapeError(message)
    return x


def _whole(x: Tensor) -> int:
    value = x.scalar
    if not isinstance(value, Constant) or value.value.denominator != 1:
        message = "a whole number is expected"
        raise ShapeError(message)
    return int(value.value)


def _dot(x: Sequence[Tensor], _: Mapping[str, Argument]) -> Tensor:
    left, right = _exactly(x, 2)
    if len(left.shape) > 1 or len(right.shape) > 1:
        return tensor.matmul(left, right)
    if len(left.items) != len(right.items):
        message = "vectors of one length are expected"
        raise ShapeError(message)
    return scalar(tensor.inner(left.items, right.items))


def _pool(x: Sequence[Tensor], keywords: Mapping[str, Argument]) -> Tensor:
    size = keywords.get("size", _whole(x[1]) if len(x) > 1 else 2)
    return tensor.pooled(x[0], size, keywords.get("stride", size))


def _convolution(x: Sequence[Tensor], keywords: Mapping[str, Argument]) -> Tensor:
    picture, kernel = _exactly(x, 2)
    return tensor.convolved(picture, kernel, keywords.get("stride", 1), keywords.get("padding", 0))


FUNCTIONS: Mapping[str, Function] = {
    **{operation: _each(operation) for operation in _ONE_BY_ONE},
    "log": _each("ln"),
    "leaky_relu": _sloped("leaky_relu"),
    "elu": _sloped("elu"),
    "max": _extreme("max"),
    "min": _extreme("min"),
    "sum": _reduction(lambda items: total(list(items))),
    "mean": _reduction(tensor.mean),
    "var": _reduction(tensor.variance),
    "softmax": lambda x, keywords: tensor.softmax(_exactly(x, 1)[0], keywords.get("axis")),
    "dot": _dot,
    "outer": lambda x, _: tensor.outer(*_exactly(x, 2)),
    "concat": lambda x, keywords: tensor.concatenated(x, keywords.get("axis", 0)),
    "conv2d": _convolution,
    "max_pool": _pool,
}
