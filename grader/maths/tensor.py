"""Vectors and matrices of formulas: elementwise arithmetic with broadcasting, products, reductions, slices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from grader.maths.expression import Apply, Expression, total
from grader.maths.simplify import ZERO, constant, minus, over, plus, raised, times

GREATEST_COUNT = 4096


class ShapeError(ValueError):
    """The shapes do not fit together."""


@dataclass(frozen=True, slots=True)
class Tensor:
    """`items` in row order; the shape () is one number, (n,) a vector, (n, m) a matrix."""

    shape: tuple[int, ...]
    items: tuple[Expression, ...]

    def __post_init__(self) -> None:
        """Refuse what is too large."""
        if len(self.items) > GREATEST_COUNT:
            message = f"more than {GREATEST_COUNT} elements"
            raise ShapeError(message)

    @property
    def scalar(self) -> Expression:
        """The only element."""
        if self.shape != ():
            message = f"one number is expected here, not {spoken(self.shape)}"
            raise ShapeError(message)
        return self.items[0]

    def at(self, index: tuple[int, ...]) -> Expression:
        """The element at these places, counted from 0."""
        place = 0
        for size, step in zip(self.shape, index, strict=True):
            place = place * size + step
        return self.items[place]

    def rows(self) -> list[tuple[Expression, ...]]:
        """The rows of a matrix."""
        _, width = _matrix(self)
        return [self.items[start : start + width] for start in range(0, len(self.items), width)]


def spoken(shape: tuple[int, ...]) -> str:
    """The shape as one says it."""
    if len(shape) > 1:
        return f"a matrix of {' x '.join(map(str, shape))}"
    return f"a vector of {shape[0]}" if shape else "one number"


def scalar(formula: Expression) -> Tensor:
    """One number."""
    return Tensor((), (formula,))


def indices(shape: tuple[int, ...]) -> list[tuple[int, ...]]:
    """All places of the shape in row order, counted from 0."""
    return list(product(*map(range, shape)))


def _matrix(x: Tensor) -> tuple[int, int]:
    if len(x.shape) != 2:
        message = f"a matrix is expected here, not {spoken(x.shape)}"
        raise ShapeError(message)
    return x.shape[0], x.shape[1]


def stacked(parts: Sequence[Tensor]) -> Tensor:
    """The parts as the elements of a vector or the rows of a matrix."""
    if not parts or any(part.shape != parts[0].shape for part in parts) or len(parts[0].shape) > 1:
        message = "rows must be equally long and of numbers"
        raise ShapeError(message)
    return Tensor((len(parts), *parts[0].shape), tuple(item for part in parts for item in part.items))


def elementwise(function: Callable[..., Expression], *operands: Tensor) -> Tensor:
    """The function of corresponding elements; what has one element or one row is repeated, the last axes aligned."""
    shape = _broadcast([operand.shape for operand in operands])
    return Tensor(shape, tuple(function(*[_spread(o, shape, index) for o in operands]) for index in indices(shape)))


def _broadcast(shapes: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    depth = max(map(len, shapes))
    padded = [(1,) * (depth - len(shape)) + shape for shape in shapes]
    sizes = [{size for size in column if size != 1} for column in zip(*padded, strict=True)]
    if any(len(size) > 1 for size in sizes):
        message = f"{' and '.join(map(spoken, shapes))} do not go together"
        raise ShapeError(message)
    return tuple(next(iter(size), 1) for size in sizes)


def _spread(x: Tensor, shape: tuple[int, ...], index: tuple[int, ...]) -> Expression:
    own = index[len(shape) - len(x.shape) :]
    return x.at(tuple(0 if size == 1 else step for size, step in zip(x.shape, own, strict=True)))


def transposed(x: Tensor) -> Tensor:
    """The matrix with rows and columns exchanged; a vector as it is."""
    if len(x.shape) < 2:
        return x
    height, width = _matrix(x)
    return Tensor((width, height), tuple(x.at((j, i)) for i in range(width) for j in range(height)))


def inner(x: Iterable[Expression], y: Iterable[Expression]) -> Expression:
    """The sum of the products."""
    return total([times([a, b]) for a, b in zip(x, y, strict=True)])


def matmul(x: Tensor, y: Tensor) -> Tensor:
    """The matrix product; a vector stands as a row before it and as a column after it."""
    if not x.shape or not y.shape or x.shape[-1] != y.shape[0]:
        message = f"{spoken(x.shape)} @ {spoken(y.shape)} do not go together"
        raise ShapeError(message)
    left = [x.items] if len(x.shape) == 1 else x.rows()
    right = [y.items] if len(y.shape) == 1 else transposed(y).rows()
    return Tensor(x.shape[:-1] + y.shape[1:], tuple(inner(row, column) for row in left for column in right))


def outer(x: Tensor, y: Tensor) -> Tensor:
    """x_i y_j."""
    return Tensor((len(x.items), len(y.items)), tuple(times([a, b]) for a in x.items for b in y.items))


def reduced(function: Callable[[Sequence[Expression]], Expression], x: Tensor, axis: int | None) -> Tensor:
    """The function of all elements, or of those along one axis (0: down the rows, 1 or -1: along each row)."""
    if axis is None or len(x.shape) == 1:
        return scalar(function(x.items))
    rows = x.rows() if checked_axis(x, axis) else transposed(x).rows()
    return Tensor((len(rows),), tuple(function(row) for row in rows))


def checked_axis(x: Tensor, axis: int) -> int:
    """The axis, counted from 0."""
    if not -len(x.shape) <= axis < len(x.shape):
        message = f"{spoken(x.shape)} has no axis {axis}"
        raise ShapeError(message)
    return axis % len(x.shape)


def mean(items: Sequence[Expression]) -> Expression:
    """The arithmetic mean."""
    return over(total(list(items)), constant(len(items)))


def variance(items: Sequence[Expression]) -> Expression:
    """The mean squared distance from the mean (divided by n)."""
    middle = mean(items)
    return mean([raised(minus(item, middle), constant(2)) for item in items])


def softmax(x: Tensor, axis: int | None) -> Tensor:
    """exp(x_i) / sum exp(x_j) along the axis, the last one where none is named."""
    if len(x.shape) == 2 and axis is not None and checked_axis(x, axis) == 0:
        return transposed(softmax(transposed(x), None))
    rows = [x.items] if len(x.shape) < 2 else x.rows()
    return Tensor(x.shape, tuple(share for row in rows for share in _shares(row)))


def _shares(row: Sequence[Expression]) -> list[Expression]:
    powers: list[Expression] = [Apply("exp", (item,)) for item in row]
    return [over(power, total(powers)) for power in powers]


def concatenated(parts: Sequence[Tensor], axis: int) -> Tensor:
    """The parts one behind the other; matrices below one another (axis 0) or side by side (axis 1)."""
    if all(len(part.shape) < 2 for part in parts):
        items = tuple(item for part in parts for item in part.items)
        return Tensor((len(items),), items)
    if checked_axis(parts[0], axis):
        return transposed(concatenated([transposed(part) for part in parts], 0))
    if len({_matrix(part)[1] for part in parts}) > 1:
        message = "matrices that are put together must be equally wide"
        raise ShapeError(message)
    items = tuple(item for part in parts for item in part.items)
    return Tensor((len(items) // parts[0].shape[1], parts[0].shape[1]), items)


def windows(x: Tensor, size: tuple[int, int], stride: int) -> tuple[tuple[int, int], list[list[Expression]]]:
    """The windows of that size that slide over the matrix, and in how many rows and columns they stand."""
    height, width = _matrix(x)
    tall, wide = size
    if stride < 1 or tall > height or wide > width:
        message = f"a window of {tall} x {wide} does not fit into {spoken(x.shape)}"
        raise ShapeError(message)
    tops, lefts = range(0, height - tall + 1, stride), range(0, width - wide + 1, stride)
    found = [[x.at((top + i, left + j)) for i in range(tall) for j in range(wide)] for top in tops for left in lefts]
    return (len(tops), len(lefts)), found


def padded(x: Tensor, border: int) -> Tensor:
    """The matrix with so many rows and columns of zeros round it."""
    height, width = _matrix(x)
    shape = (height + 2 * border, width + 2 * border)
    inside = {(i + border, j + border) for i in range(height) for j in range(width)}
    return Tensor(shape, tuple(x.at((i - border, j - border)) if (i, j) in inside else ZERO for i, j in indices(shape)))


def convolved(x: Tensor, kernel: Tensor, stride: int, border: int) -> Tensor:
    """The cross-correlation that neural networks call convolution: sum of x[i+u, j+v] k[u, v]."""
    shape, found = windows(padded(x, border) if border else x, _matrix(kernel), stride)
    return Tensor(shape, tuple(plus(times([a, b]) for a, b in zip(window, kernel.items, strict=True)) for window in found))


def pooled(x: Tensor, size: int, stride: int) -> Tensor:
    """The greatest of each window."""
    shape, found = windows(x, (size, size), stride)
    return Tensor(shape, tuple(Apply("max", tuple(window)) for window in found))
