"""Vectors and matrices of formulas: shapes and elements as numpy has them."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from grader.maths import tensor
from grader.maths.expression import Constant, evaluate
from grader.maths.operations import NUMBERS
from grader.maths.tensor import ShapeError, Tensor, elementwise

shapes = st.tuples(st.integers(1, 4), st.integers(1, 4))


def whole(rows: np.ndarray) -> Tensor:
    """The array as a tensor of constants."""
    return Tensor(rows.shape, tuple(Constant(Fraction(float(v))) for v in rows.ravel()))


def back(x: Tensor) -> np.ndarray:
    """The tensor's values as an array."""
    return np.array([evaluate(item, lambda _: 0.0, float, NUMBERS) for item in x.items]).reshape(x.shape)


def matrices(height: int, width: int) -> st.SearchStrategy[np.ndarray]:
    """Matrices of small whole numbers."""
    return arrays(float, (height, width), elements=st.integers(-9, 9).map(float))


@given(st.data(), st.integers(1, 3), st.integers(1, 3), st.integers(1, 3))
def test_matrix_product(data: st.DataObject, a: int, b: int, c: int) -> None:
    """The product of matrices is numpy's."""
    x, y = data.draw(matrices(a, b)), data.draw(matrices(b, c))
    assert np.array_equal(back(tensor.matmul(whole(x), whole(y))), x @ y)
    assert np.array_equal(back(tensor.matmul(whole(x), whole(y[:, 0]))), x @ y[:, 0])


@given(st.data(), shapes)
def test_transposing_and_reducing(data: st.DataObject, shape: tuple[int, int]) -> None:
    """Transposes, sums, means, variances and softmax along either axis are numpy's."""
    x = data.draw(matrices(*shape))
    assert np.array_equal(back(tensor.transposed(whole(x))), x.T)
    for axis in (None, 0, 1, -1):
        assert np.allclose(back(tensor.reduced(tensor.mean, whole(x), axis)), x.mean(axis=axis))
        assert np.allclose(back(tensor.reduced(tensor.variance, whole(x), axis)), x.var(axis=axis))
    for axis in (0, 1):
        powers = np.exp(x)
        assert np.allclose(back(tensor.softmax(whole(x), axis)), powers / powers.sum(axis=axis, keepdims=True))


@given(st.data(), shapes)
def test_broadcasting(data: st.DataObject, shape: tuple[int, int]) -> None:
    """A row, a column and one number are spread over a matrix as numpy spreads them."""
    x = data.draw(matrices(*shape))
    for other in (x[0], x[:, :1], np.array(2.0)):
        assert np.array_equal(back(elementwise(lambda a, b: a + b, whole(x), whole(other))), x + other)


def test_convolution_and_pooling() -> None:
    """A convolution is the cross-correlation of neural networks; pooling takes the greatest of each window."""
    x = np.arange(16.0).reshape(4, 4)
    kernel = np.array([[1.0, 0.0], [0.0, -1.0]])
    expected = np.array([[x[i, j] - x[i + 1, j + 1] for j in range(3)] for i in range(3)])
    assert np.array_equal(back(tensor.convolved(whole(x), whole(kernel), 1, 0)), expected)
    assert tensor.convolved(whole(x), whole(kernel), 2, 1).shape == (3, 3)
    assert np.array_equal(back(tensor.pooled(whole(x), 2, 2)), np.array([[5.0, 7.0], [13.0, 15.0]]))


def test_putting_together() -> None:
    """Matrices are put below one another or side by side, vectors one behind the other."""
    x, y = np.ones((2, 2)), np.zeros((2, 2))
    assert np.array_equal(back(tensor.concatenated([whole(x), whole(y)], 0)), np.concatenate([x, y], 0))
    assert np.array_equal(back(tensor.concatenated([whole(x), whole(y)], 1)), np.concatenate([x, y], 1))
    assert back(tensor.concatenated([whole(x[0]), whole(y[0])], 0)).tolist() == [1, 1, 0, 0]


@pytest.mark.parametrize("shape", [((2, 3), (2, 3)), ((2,), (3,)), ((), (2,))])
def test_shapes_that_do_not_fit(shape: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
    """A product of shapes that do not fit is refused."""
    with pytest.raises(ShapeError):
        tensor.matmul(whole(np.ones(shape[0])), whole(np.ones(shape[1])))
