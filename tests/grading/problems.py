"""Small problems for these tests, made from sizes and a seed, and what is asked of them most."""

from __future__ import annotations

import random
from functools import cache
from itertools import pairwise
from typing import Any

import grader
from grader.grading.align import Aligner
from grader.grading.facts import Facts, gather
from grader.grading.own import Entry, Own, Status
from grader.grading.pipeline import identify
from grader.grading.precision import Closeness, Precision
from grader.grading.reference import Reference, reference
from grader.grading.shape import Shape
from grader.grading.statements import statements
from grader.problem import Problem, parse
from grader.reading import read

PLAIN = Precision(None, strips=False)


@cache
def dense(*sizes: int, activation: str = "sigmoid", seed: int = 1, more: str = "") -> Problem:
    """A dense network of these sizes with random weights of two decimals."""
    rng = random.Random(seed)

    def numbers(count: int) -> list[float]:
        return [rng.choice((-1, 1)) * rng.randint(11, 97) / 100 for _ in range(count)]

    layers = [
        f"    - {{weights: {[numbers(fan_in) for _ in range(size)]}, biases: {numbers(size)}, activation: {activation}}}"
        for fan_in, size in pairwise(sizes)
    ]
    text = "\n".join(
        (
            "id: made",
            "title: Made",
            "statement: Made.",
            "network:",
            f"  inputs: {numbers(sizes[0])}",
            "  layers:",
            *layers,
            f"  targets: {[abs(n) for n in numbers(sizes[-1])]}",
            "  loss: half_squared_error",
            "  update: {rule: sgd, learning_rate: 0.5}",
            more,
        )
    )
    return parse(text, file="made.yaml")


def shape(*sizes: int) -> Shape:
    """The places of a network of these sizes."""
    network = dense(*sizes).network
    assert network is not None
    return Shape(network, {})


def closeness(problem: Problem, precision: Precision = PLAIN) -> Closeness:
    """What counts as near under a problem."""
    return Closeness(problem, precision)


def line(problem: Problem, text: str) -> Facts:
    """The numbers of a one-line sheet."""
    tables = reference(problem)
    (statement,) = statements(read(text))
    facts = gather(statement, tables)
    identify(tables, [facts])
    return facts


def aligner(problem: Problem, own: Own | None = None) -> Aligner:
    """What aligns operands with a problem's quantities."""
    return Aligner(reference(problem), own)


def written(own: Own, quantity: str, number: float, *, decimals: int = 4, status: Status = "correct", at: int = 1) -> None:
    """Take note of a value as a line of a sheet would."""
    roots = frozenset((at,)) if status == "wrong" else frozenset[int]()
    truth = own.reference.number(quantity)
    full = truth if status == "correct" else number
    own.add(Entry(quantity, at, 1000 * at, number, 0.5 * 10.0**-decimals, full, status, roots))


def report(problem: Problem, *lines: str) -> dict[str, Any]:
    """The report on a sheet of these lines."""
    found = grader.grade(problem, "\n".join(lines)).to_dict()
    assert found["state"] == "graded", found.get("error")
    return found


def claims(problem: Problem, *lines: str) -> list[dict[str, Any]]:
    """The claims of a sheet of these lines, in order."""
    return [claim for line in report(problem, *lines)["lines"] for claim in line["claims"]]


def said(tables: Reference, name: str, decimals: int = 6, *, moved: float = 0.0) -> str:
    """A quantity's value as it is written, so many decimals; `moved` is added to it."""
    return f"{tables.number(name) + moved:.{decimals}f}"
