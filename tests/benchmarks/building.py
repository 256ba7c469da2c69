"""(c) Milliseconds to build problems of growing size, beside naive symbolic differentiation of the whole loss and beside PyTorch."""

from __future__ import annotations

import itertools
import math
import random
import time
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from grader.grading.reference import reference
from grader.problem import parse
from tests.benchmarks.clock import Row, best

SIZES = ((2, 2, 2), (4, 8, 4), (8, 16, 8), (16, 32, 16), (32, 64, 32), (64, 64, 10))
NAIVE = ((2, 2, 2), (3, 3, 2))  # beyond these it takes minutes


def rows(largest: int) -> Iterator[Row]:
    """The table up to the size of that place in SIZES."""
    parse(source(SIZES[0], 1), file="x.yaml")
    for size in SIZES[: largest + 1]:
        name, weights = "-".join(map(str, size)), sum(a * b for a, b in itertools.pairwise(size))
        texts = [source(size, seed) for seed in range(3)]
        built = min(best(lambda text=text: parse(text, file="x.yaml"), 1) for text in texts)  # type: ignore[misc]
        yield Row(f"problem {name} from its file", built * 1e3, "ms", f"{built / weights * 1e6:.0f} us a weight")
        problem = parse(texts[0], file="x.yaml")
        ready = best(lambda problem=problem: reference(problem), 1)  # type: ignore[misc]
        yield Row(f"problem {name} ready for the first sheet", ready * 1e3, "ms", f"{ready / weights * 1e6:.0f} us a weight")
        yield beside_torch(size)
    for size in NAIVE if largest else NAIVE[:1]:
        took = naive(size)
        yield Row(f"naive sympy {'-'.join(map(str, size))}, all gradients", took * 1e3, "ms")


def source(size: Sequence[int], seed: int) -> str:
    """A problem file with random weights."""
    rng = random.Random(seed)
    layers = []
    for before, after in itertools.pairwise(size):
        weights = [[rng.randint(-90, 90) / 100 for _ in range(before)] for _ in range(after)]
        layers.append(f"    - {{weights: {weights}, biases: {[rng.randint(1, 90) / 100 for _ in range(after)]}, activation: sigmoid}}")
    inputs = [rng.randint(1, 99) / 100 for _ in range(size[0])]
    targets = [rng.randint(1, 99) / 100 for _ in range(size[-1])]
    head = f"id: bench\ntitle: Bench {seed}\nnetwork:\n  inputs: {inputs}\n  layers:\n"
    return head + "\n".join(layers) + f"\n  targets: {targets}\n  loss: half_squared_error\n"


def beside_torch(size: Sequence[int]) -> Row:
    """What PyTorch takes for the same network, where it is installed: read, built, once forward, once backward in float64."""
    what = f"PyTorch {'-'.join(map(str, size))} from the same file, all gradients"
    if find_spec("torch") is None:
        return Row(what, math.nan, "not installed")
    text = source(size, 0)
    torch_gradients(text)  # the first call loads the library
    return Row(what, best(lambda: torch_gradients(text), 5) * 1e3, "ms")


def torch_gradients(text: str) -> list[list[list[float]]]:
    """The loss by the weights of each layer of a generated problem, by PyTorch's automatic differentiation."""
    import yaml

    torch: Any = import_module("torch")
    network = yaml.load(text, yaml.CSafeLoader)["network"]

    def tensor(numbers: object, *, learnt: bool = False) -> Any:  # noqa: ANN401 - of a library that is not always there
        return torch.tensor(numbers, dtype=torch.float64, requires_grad=learnt)

    weights = [tensor(layer["weights"], learnt=True) for layer in network["layers"]]
    biases = [tensor(layer["biases"], learnt=True) for layer in network["layers"]]
    units = tensor(network["inputs"])
    for matrix, bias in zip(weights, biases, strict=True):
        units = torch.sigmoid(matrix @ units + bias)
    (0.5 * ((tensor(network["targets"]) - units) ** 2).sum()).backward()
    return [matrix.grad.tolist() for matrix in weights]


def naive(size: Sequence[int]) -> float:
    """Seconds to differentiate the written-out loss by each weight."""
    import sympy

    began = time.process_time()
    units: list[sympy.Expr] = list(sympy.symbols(f"x:{size[0]}"))
    weights: list[sympy.Symbol] = []
    for layer, (before, after) in enumerate(itertools.pairwise(size)):
        matrix = [sympy.symbols(f"w{layer}_{j}_:{before}") for j in range(after)]
        weights += [weight for row in matrix for weight in row]
        units = [1 / (1 + sympy.exp(-sum(w * u for w, u in zip(row, units, strict=True)))) for row in matrix]
    loss = sum((unit - target) ** 2 for unit, target in zip(units, sympy.symbols(f"t:{size[-1]}"), strict=True)) / 2
    for weight in weights:
        sympy.diff(loss, weight)
    return time.process_time() - began
