"""Computations of an author's own: expressions, shapes, derivatives, updates, faults."""

from __future__ import annotations

import math

import numpy as np
import pytest

from grader.errors import AuthorError
from grader.maths.expression import Constant, evaluate
from grader.maths.operations import NUMBERS
from grader.maths.tensor import Tensor, scalar
from grader.problem import load, parse
from grader.problem.author_grammar import GrammarError, read

VECTOR = Tensor((3,), (Constant(1), Constant(2), Constant(4)))  # type: ignore[arg-type]
MATRIX = Tensor((2, 3), tuple(map(Constant, (1, 2, 3, 4, 5, 6))))  # type: ignore[arg-type]
SCOPE = {"x": VECTOR, "X": MATRIX, "y": scalar(Constant(3))}  # type: ignore[arg-type]


def worth(text: str) -> object:
    """The expression's value as nested lists."""
    value = read(text, SCOPE)
    return np.array([evaluate(item, lambda _: 0.0, float, NUMBERS) for item in value.items]).reshape(value.shape).tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7.0),
        ("-2^2", -4.0),
        ("2^-1", 0.5),
        ("2^3^2", 512.0),
        ("2**3", 8.0),
        ("1 - 2 - 3", -4.0),
        ("8 / 4 / 2", 1.0),
        ("--y", 3.0),
        ("1e-2 + .5", 0.51),
        ("x[2]", 2.0),
        ("x[1:2]", [1.0, 2.0]),
        ("x[2:]", [2.0, 4.0]),
        ("X[2,3]", 6.0),
        ("X[1]", [1.0, 2.0, 3.0]),
        ("X[:,2]", [2.0, 5.0]),
        ("X[1:2,2:3]", [[2.0, 3.0], [5.0, 6.0]]),
        ("X.T", [[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]]),
        ("X @ x", [17.0, 38.0]),
        ("x @ x", 21.0),
        ("dot(x, x)", 21.0),
        ("x * y", [3.0, 6.0, 12.0]),
        ("X - X[1]", [[0.0, 0.0, 0.0], [3.0, 3.0, 3.0]]),
        ("[y, 2 * y]", [3.0, 6.0]),
        ("sum(X)", 21.0),
        ("sum(X, axis=0)", [5.0, 7.0, 9.0]),
        ("mean(X, axis=1)", [2.0, 5.0]),
        ("mean(X, axis=-1)", [2.0, 5.0]),
        ("var([1, 3])", 1.0),
        ("max(x)", 4.0),
        ("max(x, 2)", [2.0, 2.0, 4.0]),
        ("min(X, axis=0)", [1.0, 2.0, 3.0]),
        ("relu(-x)", [0.0, 0.0, 0.0]),
        ("leaky_relu(-x, 0.5)", [-0.5, -1.0, -2.0]),
        ("log(exp(y))", 3.0),
        ("log10(100)", 2.0),
        ("sqrt(x[3])", 2.0),
        ("abs(-y)", 3.0),
        ("outer([1, 2], [3, 4])", [[3.0, 4.0], [6.0, 8.0]]),
        ("concat(x, [5])", [1.0, 2.0, 4.0, 5.0]),
        ("conv2d(X, [[1, 0], [0, 1]])", [[6.0, 8.0]]),
        ("max_pool(X, 2, stride=1)", [[5.0, 6.0]]),
        ("softmax([0, 0])", [0.5, 0.5]),
    ],
)
def test_expressions(text: str, expected: object) -> None:
    """Each expression has the value that mathematics gives it."""
    assert np.allclose(np.array(worth(text)), np.array(expected))
    assert np.array(worth(text)).shape == np.array(expected).shape


@pytest.mark.parametrize(
    "text",
    ["", "1 +", "q", "x + X[:,1:2] @ x", "X @ X", "x[4]", "x[0]", "x[1,1]", "X[2:1,1]", "foo(x)", "(1", "[1, [2]]", "1 2", "x; y",
     "sin()", "max_pool(x)",
     "conv2d(X, X.T)", "__import__('os')", "x.__class__", "(" * 100 + "1" + ")" * 100, "-" * 5000 + "1", "1+" * 3000 + "1",
     "sum(X, axis=2)", "2x", "lambda: 1", "y/" * 400 + "1", "X.T @ X @ X.T @ X" + " @ X.T @ X" * 12, "max_pool(" * 30 + "x",
     "2^" * 300 + "2",
     "outer(" * 9 + "x" + ", x)" * 9],
)  # fmt: skip
def test_what_is_no_expression(text: str) -> None:
    """Everything else is refused with its place, and nothing is executed."""
    with pytest.raises(GrammarError):
        read(text, SCOPE)


def test_xy_plus_z() -> None:
    """F = (x + y) z: the derivatives are z, z and x + y."""
    trace = parse("id: g\ngraph:\n  given: {x: -2, y: 5, z: -4}\n  define: {q: x + y, f: q * z}\n  differentiate: f\n").trace
    assert [trace.digits(name) for name in ("q", "f", "df/dq", "df/dx", "df/dy", "df/dz", "dq/dx")] == [
        "3",
        "-12",
        "-4",
        "-4",
        "-4",
        "3",
        "1",
    ]


def test_a_shared_node_sums_its_paths() -> None:
    """Y acts along two paths: df/dy = df/dp + df/dq z, by hand."""
    trace = load("graph-quotient").trace
    assert [trace.digits(f"df/d{by}") for by in "pqxyz"] == ["-8", "-1", "-8", "-11", "2"]


def test_recurrence_sums_over_time() -> None:
    """The gradient of a recurrent weight agrees with the same cell unrolled in plain floats."""
    trace = load("rnn-two-steps").trace

    def loss(u: float, w: float) -> float:
        first = math.tanh(u + w * 0.1)
        return (1.5 * math.tanh(-0.6 * u + w * first) - 0.4) ** 2 / 2

    step = 1e-6
    assert trace.number("dL/dw") == pytest.approx((loss(0.8, -0.5 + step) - loss(0.8, -0.5 - step)) / (2 * step), rel=1e-6)
    assert trace.number("dL/du") == pytest.approx((loss(0.8 + step, -0.5) - loss(0.8 - step, -0.5)) / (2 * step), rel=1e-6)


def test_vectors_have_elements_and_updates() -> None:
    """Elements of matrices have gradients and are updated; what was not updated keeps its name."""
    text = "id: g\ngraph:\n  given: {x: [1, 2], W: [[1, 0], [0, 1]]}\n  define: {h: W @ x, L: sum(h * h)}\n  differentiate: L\n"
    trace = parse(text + "  update: {rule: momentum, beta: 0.5, parameters: [W], learning_rate: 0.1, steps: 2}\n").trace
    assert trace.elements("dL/dW") == (("dL/dW[1,1]", "dL/dW[1,2]"), ("dL/dW[2,1]", "dL/dW[2,2]"))
    assert [trace.digits(name) for row in trace.elements("dL/dW") or () for name in row] == ["2", "4", "4", "8"]
    assert trace.digits("W'[2,2]") == "0.2"
    assert trace.digits("h'[1]") == "0"
    assert trace.digits("v_W''[1,1]") == "1"
    assert not trace.contains("x'[1]")


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ("given: {x: 1}, define: {y: x + q}", "'q' is neither given nor defined above (at character 5)"),
        ("given: {x: 1}, define: {x: 1}", "given already"),
        ("given: {'1x': 1}, define: {}", "is no name"),
        ("given: {x: [1, [2]]}, define: {}", "rows must be"),
        ("given: {x: one}, define: {}", "is no number"),
        ("given: {x: [1, 2]}, define: {y: x}, differentiate: y", "only one number"),
        ("given: {x: 1}, define: {y: x}, differentiate: z", "'z' is not defined"),
        ("given: {x: 1}, define: {y: x}, update: {learning_rate: 1, parameters: [x]}", "something to differentiate"),
        ("given: {x: 1}, define: {y: x}, differentiate: y, update: {learning_rate: 1, parameters: [q]}", "'q' is not given"),
    ],
)
def test_faults_of_a_graph(section: str, message: str) -> None:
    """What is wrong in a graph is said at its line."""
    with pytest.raises(AuthorError) as caught:
        parse(f"id: g\ngraph: {{{section}}}\n")
    assert [fault.line for fault in caught.value.faults] == [2]
    assert message in str(caught.value)
