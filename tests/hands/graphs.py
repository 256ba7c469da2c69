"""Model solutions of computation graphs: the author's expressions worked element by element, derivatives along the chain rule."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import yaml

from grader.problem import Problem

from .formulas import Formula, call, lift, ref, slope, times, total
from .solutions import Section, Step, asked

Array = np.ndarray[Any, Any]  # of formulas
LONGEST = 24  # operands of a line that a person would still write out


def sections(problem: Problem) -> tuple[Section, ...]:
    """All that is defined, then the derivatives that are asked for, from the end of the graph back."""
    graph = yaml.safe_load(problem.source)["graph"]
    cells: dict[str, Array] = {name: _given(name, value) for name, value in graph["given"].items()}
    defined: dict[str, Formula] = {}
    for name, expression in graph["define"].items():
        found = worked(str(expression), cells)
        cells[name] = _named(name, found.shape)
        for place, formula in zip(cells[name].flat, found.flat, strict=True):
            defined[place.name] = _written(formula, defined)
    forward = Section("forward", tuple(Step(name, formula) for name, formula in defined.items()))
    target = graph.get("differentiate")
    if target is None:
        return (forward,)
    wanted = [name for name in asked(problem) if name.startswith("d")]
    rank = {name: place for place, name in enumerate([*(c.name for a in cells.values() for c in a.flat)])}
    wanted.sort(key=lambda name: -rank[name.partition("/d")[2]])
    steps = tuple(Step(name, _short(backward(problem, defined, target, name))) for name in wanted)
    new = tuple(Step(name, updated(problem, target, name)) for name in asked(problem) if "'" in name)
    return forward, Section("backward", steps), *((Section("update", new),) if new else ())


def updated(problem: Problem, target: str, name: str) -> Formula:
    """A parameter after one step of gradient descent."""
    old = name.replace("'", "")
    assert problem.trace.contains("eta")
    return ref(old) - ref("eta") * ref(f"d{target}/d{old}")


def _short(formula: Formula | None) -> Formula | None:
    return formula if formula is not None and len(list(formula.leaves())) <= LONGEST else None


def backward(problem: Problem, defined: Mapping[str, Formula], target: str, name: str) -> Formula | None:
    """A derivative as the sum over what uses the quantity: dL/dc * dc/dx."""
    by = name.partition("/d")[2]
    terms = []
    for user, formula in defined.items():
        local = slope(formula, by, problem.trace.number)
        if local is None or local == lift(0):
            continue
        local = _shown(local, formula, user)
        terms.append(local if user == target else times(ref(f"d{target}/d{user}"), local))
    for term in terms:
        for leaf in term.leaves():
            if leaf.startswith("d") and "/d" in leaf and not problem.trace.contains(leaf):
                return None
    return total(terms) if terms else None


def _shown(local: Formula, whole: Formula, name: str) -> Formula:
    """The slope with the quantity itself where its whole formula stands: 1 - h^2 for 1 - tanh(s)^2."""
    if local == whole:
        return ref(name)
    return Formula(local.op, tuple(_shown(arg, whole, name) for arg in local.args), local.name, local.number)


def _written(formula: Formula, defined: Mapping[str, Formula]) -> Formula:
    """The formula with what has a name already by that name."""
    for name, whole in defined.items():
        if whole.args:
            formula = _shown(formula, whole, name)
    return formula


def _given(name: str, value: object) -> Array:
    return _named(name, np.array(value, dtype=object).shape)


def _named(name: str, shape: tuple[int, ...]) -> Array:
    found = np.empty(shape, dtype=object)
    for place in np.ndindex(*shape):
        index = ",".join(str(i + 1) for i in place)
        found[place] = ref(f"{name}[{index}]" if index else name)
    return found


# -- the author's expressions -----------------------------------------------------------------------------------------
def worked(expression: str, cells: Mapping[str, Array]) -> Array:
    """An author's expression as formulas, one a cell."""
    tree = ast.parse(expression.replace("^", "**"), mode="eval")
    return np.asarray(_node(tree.body, cells), dtype=object)


_BINARY: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.Pow: lambda a, b: a**b,
    ast.MatMult: np.dot,
}


def _node(node: ast.expr, cells: Mapping[str, Array]) -> Any:  # noqa: ANN401 (an array, or one formula)
    match node:
        case ast.Name(name):
            found = cells[name]
            return found.item() if found.shape == () else found
        case ast.Constant(value):
            return lift(float(str(value)))
        case ast.BinOp(left, operator, right):
            return _BINARY[type(operator)](_node(left, cells), _node(right, cells))
        case ast.Subscript(value, ast.Slice(ast.Constant(int(first)), ast.Constant(int(last)))):
            return _node(value, cells)[first - 1 : last]  # both ends belong to it
        case ast.UnaryOp(ast.USub(), operand):
            return -_node(operand, cells)
        case ast.Attribute(value, "T"):
            return _node(value, cells).T
        case ast.Call(ast.Name(name), args, keywords):
            axis = next((int(ast.literal_eval(k.value)) for k in keywords if k.arg == "axis"), None)
            return _call(name, [_node(arg, cells) for arg in args], axis)
        case _:
            raise ValueError(ast.dump(node))


def _call(name: str, args: list[Any], axis: int | None) -> Any:  # noqa: ANN401, PLR0911 - a table
    first = np.asarray(args[0], dtype=object)
    match name:
        case "sum":
            return total(list(first.flat))
        case "mean":
            return total(list(first.flat)) / first.size
        case "var":
            mean = total(list(first.flat)) / first.size
            return total([(cell - mean) ** 2 for cell in first.flat]) / first.size
        case "max":
            return call("max", *first.flat)
        case "dot":
            return np.dot(first, np.asarray(args[1], dtype=object))
        case "softmax":
            powers = np.vectorize(lambda cell: call("exp", cell), otypes=[object])(first)
            if powers.ndim == 1:
                return powers / total(list(powers))
            rows = powers if axis == 1 else powers.T
            shares = np.array([row / total(list(row)) for row in rows], dtype=object)
            return shares if axis == 1 else shares.T
        case "conv2d":
            return _convolution(first, np.asarray(args[1], dtype=object))
        case _:
            found = np.vectorize(lambda cell: call(name, cell), otypes=[object])(first)
            return found.item() if found.shape == () else found


def _convolution(image: Array, kernel: Array) -> Array:
    rows, columns = (image.shape[k] - kernel.shape[k] + 1 for k in (0, 1))
    found = np.empty((rows, columns), dtype=object)
    for i, j in np.ndindex(rows, columns):
        patch = image[i : i + kernel.shape[0], j : j + kernel.shape[1]]
        found[i, j] = total([a * b for a, b in zip(patch.flat, kernel.flat, strict=True)])
    return found
