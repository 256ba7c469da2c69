"""Every kind against PyTorch's automatic differentiation in 64 bits; left out where PyTorch is not installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from grader.graph.network import Network
from grader.graph.trace import Trace
from grader.problem import load
from tests.graph.networks import KINDS, dense, trace

torch = pytest.importorskip("torch")
functional = pytest.importorskip("torch.nn.functional")

if TYPE_CHECKING:
    Tensor = Any

STEPS = 3
NEAR: dict[str, Any] = {"rel": 1e-9, "abs": 1e-12}
ACTIVATIONS: dict[str, Callable[[Any, float], Any]] = {
    "identity": lambda z, _: z,
    "sigmoid": lambda z, _: torch.sigmoid(z),
    "tanh": lambda z, _: torch.tanh(z),
    "relu": lambda z, _: torch.relu(z),
    "leaky_relu": functional.leaky_relu,
    "elu": functional.elu,
    "softplus": lambda z, _: functional.softplus(z),
    "silu": lambda z, _: functional.silu(z),
    "gelu": lambda z, _: functional.gelu(z),
    "softmax": lambda z, _: torch.softmax(z, -1),
}
LOSSES: dict[str, Callable[[Any, Any], Any]] = {
    "half_squared_error": lambda a, t: ((t - a) ** 2).sum() / 2,
    "squared_error": lambda a, t: functional.mse_loss(a, t, reduction="sum"),
    "mean_squared_error": functional.mse_loss,
    "half_mean_squared_error": lambda a, t: functional.mse_loss(a, t) / 2,
    "binary_cross_entropy": lambda a, t: functional.binary_cross_entropy(a, t, reduction="sum"),
    "cross_entropy": lambda a, t: -(t * torch.log(a)).sum(),
    "mean_absolute_error": functional.l1_loss,
    "hinge": lambda a, t: torch.clamp(1 - t * a, min=0).sum(),
}


def leaf(numbers: Any) -> Any:  # noqa: ANN401 - whatever nests
    """A tensor that gradients are taken by."""
    return torch.tensor(numbers, dtype=torch.float64, requires_grad=True)


class Model:
    """The same network in PyTorch, its numbers taken from what the trace is given."""

    def __init__(self, of: Trace) -> None:
        """Take the parameters over."""
        assert of.network is not None
        self.network: Network = of.network
        number = {name: float(value) for name, value in of.given.items()}
        self.weights, self.biases = [], []
        for l, layer in enumerate(self.network.layers, 1):
            rows = [[number[f"W[{l},{j},{i}]"] for i in range(1, layer.fan_in + 1)] for j in range(1, layer.size + 1)]
            self.weights.append(leaf(rows))
            shared, separate = number.get(f"b[{l}]"), [number.get(f"b[{l},{j}]", 0.0) for j in range(1, layer.size + 1)]
            self.biases.append(leaf([shared] if shared is not None else separate))
        places = [""] if not self.network.samples else [f"@{s}" for s in range(1, self.network.samples + 1)]
        self.inputs = [leaf([number[f"a[0,{i}]{at}"] for i in range(1, self.network.inputs + 1)]) for at in places]
        self.targets = [leaf([number[f"t[{k}]{at}"] for k in range(1, self.network.outputs + 1)]).detach() for at in places]

    def outputs(self, inputs: Tensor) -> list[tuple[Tensor, Tensor]]:
        """Pre-activation and activation of each layer, their gradients kept."""
        found, a = [], inputs
        for layer, weight, bias in zip(self.network.layers, self.weights, self.biases, strict=True):
            z = weight @ a + bias * float(layer.bias_input)
            a = ACTIVATIONS[layer.activation](z, float(layer.slope or 0))
            z.retain_grad()
            a.retain_grad()
            found.append((z, a))
        return found

    def loss(self, sample: int) -> tuple[Tensor, list[tuple[Tensor, Tensor]]]:
        """One sample's loss and what led to it."""
        assert self.network.loss is not None
        layers = self.outputs(self.inputs[sample])
        term = LOSSES[self.network.loss](layers[-1][1], self.targets[sample])
        return (term / self.network.outputs if self.network.loss_mean else term), layers

    def whole(self) -> Tensor:
        """The loss of the batch."""
        total = sum(self.loss(sample)[0] for sample in range(len(self.inputs)))
        return total / len(self.inputs) if self.network.batch_mean else total

    def named(self, family: str = "", gradient: bool = False) -> Iterator[tuple[str, float]]:  # noqa: FBT001, FBT002
        """Parameters, or their gradients, by their names."""
        for l, (weight, bias) in enumerate(zip(self.weights, self.biases, strict=True), 1):
            layer = self.network.layers[l - 1]
            values, shifts = (weight.grad, bias.grad) if gradient else (weight.detach(), bias.detach())
            for j, i in product(range(layer.size), range(layer.fan_in)):
                yield f"W{family}[{l},{j + 1},{i + 1}]", float(values[j, i])
            if layer.bias == "shared":
                yield f"b{family}[{l}]", float(shifts[0])
            elif layer.bias == "separate":
                yield from ((f"b{family}[{l},{j + 1}]", float(shifts[j])) for j in range(layer.size))


@pytest.mark.parametrize("key", [key for key, of in KINDS.items() if of.network is not None and not of.network.online])
def test_networks(key: str) -> None:
    """Values forward, and the gradients of the loss by every activation, sum, weight, bias and input."""
    of = KINDS[key]
    model = Model(of)
    model.whole().backward()
    for name, expected in model.named(gradient=True):
        assert of.number(f"dL/d{name}") == pytest.approx(expected, **NEAR), name
    assert of.number("L") == pytest.approx(model.whole().item(), **NEAR)
    if of.network is None or of.network.samples:
        return
    loss, layers = model.loss(0)
    loss.backward()
    for l, (z, a) in enumerate(layers, 1):
        for j in range(len(z)):
            assert of.number(f"z[{l},{j + 1}]") == pytest.approx(z[j].item(), **NEAR)
            assert of.number(f"a[{l},{j + 1}]") == pytest.approx(a[j].item(), **NEAR)
            assert of.number(f"dL/dz[{l},{j + 1}]") == pytest.approx(float(z.grad[j]), **NEAR)
            assert of.number(f"dL/da[{l},{j + 1}]") == pytest.approx(float(a.grad[j]), **NEAR)


NINTH, LATE = Fraction(9, 10), Fraction(99, 100)
SMALL = Fraction(1, 10**8)
RULES: dict[str, tuple[dict[str, Any], Callable[[Any], Any]]] = {
    "sgd": ({"rule": "sgd"}, lambda groups: torch.optim.SGD(groups, lr=0.5)),
    "decay": ({"rule": "sgd", "weight_decay": Fraction(1, 10)}, lambda groups: torch.optim.SGD(groups, lr=0.5)),
    "momentum": ({"rule": "momentum", "beta1": NINTH}, lambda groups: torch.optim.SGD(groups, lr=0.5, momentum=0.9)),
    "rmsprop": (
        {"rule": "rmsprop", "beta1": NINTH, "beta2": NINTH, "epsilon": SMALL},
        lambda groups: torch.optim.RMSprop(groups, lr=0.5, alpha=0.9, eps=1e-8),
    ),
    "adam": (
        {"rule": "adam", "beta1": NINTH, "beta2": LATE, "epsilon": SMALL},
        lambda groups: torch.optim.Adam(groups, lr=0.5, betas=(0.9, 0.99), eps=1e-8),
    ),
    "adam with decay": (
        {"rule": "adam", "beta1": NINTH, "beta2": LATE, "epsilon": SMALL, "weight_decay": Fraction(1, 10)},
        lambda groups: torch.optim.Adam(groups, lr=0.5, betas=(0.9, 0.99), eps=1e-8),
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_updates(rule: str) -> None:
    """Three steps of each rule move every parameter as PyTorch's optimiser does."""
    options, optimiser = RULES[rule]
    of = trace(dense([2, 2, 1], ["sigmoid", "tanh"], steps=STEPS, **options), 5)
    model = Model(of)
    decay = float(options.get("weight_decay", 0))
    steps = optimiser([{"params": model.weights, "weight_decay": decay}, {"params": model.biases}])
    for step in range(1, STEPS + 1):
        steps.zero_grad()
        model.whole().backward()
        steps.step()
        for name, expected in model.named("'" * step):
            assert of.number(name) == pytest.approx(expected, rel=1e-8, abs=1e-11), name


@pytest.mark.parametrize("rule", ["sgd", "rmsprop"])
def test_updates_one_by_one(rule: str) -> None:
    """With an update after each sample, each sample is seen by the parameters that the one before left."""
    options, optimiser = RULES[rule]
    of = trace(dense([2, 2, 1], ["sigmoid", "sigmoid"], samples=2, online=True, steps=2, **options), 7)
    model = Model(of)
    steps = optimiser([{"params": model.weights}, {"params": model.biases}])
    for sample in (0, 1):
        steps.zero_grad()
        model.loss(sample)[0].backward()
        steps.step()
        for name, expected in model.named("'" * (sample + 1)):
            assert of.number(name) == pytest.approx(expected, rel=1e-8, abs=1e-11), name


# -- problems of the bank that are graphs ------------------------------------------------------------------------------


def given(of: Trace, *names: str) -> list[Any]:
    """Givens as leaves: numbers, vectors or matrices by their names."""
    return [leaf(_nested(of, name)) for name in names]


def _nested(of: Trace, name: str) -> Any:  # noqa: ANN401 - a number, or nested rows
    rows = of.elements(name)
    if rows is None:
        return of.number(name)
    numbers = [[of.number(each) for each in row] for row in rows]
    flat = all("," not in each for row in rows for each in row)
    return [number for row in numbers for number in row] if flat else numbers


def agrees(of: Trace, name: str, expected: Tensor) -> None:
    """The trace's quantity, whole or single, is the tensor."""
    found = torch.tensor(_nested(of, name), dtype=torch.float64)
    assert torch.allclose(found.reshape(-1), expected.detach().reshape(-1), rtol=1e-9, atol=1e-12), name


def test_lstm_cell() -> None:
    """PyTorch's LSTM cell with the same weights: gates in the order i, f, g, o."""
    of = load("lstm-step").trace
    x, h, c, t = given(of, "x", "h_0", "c_0", "t")
    w, u, b = (leaf([[of.number(f"{letter}_{gate}")] for gate in "ifgo"]) for letter in "wub")
    none = torch.zeros(4, dtype=torch.float64)
    h_1, c_1 = torch.lstm_cell(x.reshape(1, 1), (h.reshape(1, 1), c.reshape(1, 1)), w, u, b.reshape(-1), none)
    agrees(of, "h_1", h_1)
    agrees(of, "c_1", c_1)
    loss = (h_1 - t).pow(2).sum() / 2
    loss.backward()
    agrees(of, "L", loss)
    for name, slope in (("x", x.grad), ("h_0", h.grad), ("c_0", c.grad), *((f"w_{gate}", w.grad[n]) for n, gate in enumerate("ifgo"))):
        agrees(of, f"dL/d{name}", slope)
    for n, gate in enumerate("ifgo"):
        agrees(of, f"dL/du_{gate}", u.grad[n])
        agrees(of, f"dL/db_{gate}", b.grad[n])


def test_gru_cell() -> None:
    """PyTorch's GRU cell without biases: gates in the order r, z, n."""
    of = load("gru-step").trace
    x, h = given(of, "x", "h_0")
    w, u = (leaf([[of.number(f"{letter}_{gate}")] for gate in "rzn"]) for letter in "wu")
    h_1 = torch.gru_cell(x.reshape(1, 1), h.reshape(1, 1), w, u)
    h_1.sum().backward()
    agrees(of, "h_1", h_1)
    agrees(of, "dh_1/dh_0", h.grad)
    agrees(of, "dh_1/dx", x.grad)
    for n, gate in enumerate("rzn"):
        agrees(of, f"dh_1/dw_{gate}", w.grad[n])
        agrees(of, f"dh_1/du_{gate}", u.grad[n])


def test_batch_norm() -> None:
    """PyTorch's batch normalisation in training."""
    of = load("batch-norm-four").trace
    x, gamma, beta, t = given(of, "x", "gamma", "beta", "t")
    y = functional.batch_norm(x.reshape(-1, 1), None, None, gamma.reshape(1), beta.reshape(1), training=True, eps=0.01)
    loss = ((y.reshape(-1) - t) ** 2).sum() / 2
    loss.backward()
    for name, expected in (("y", y), ("L", loss), ("dL/dx", x.grad), ("dL/dgamma", gamma.grad), ("dL/dbeta", beta.grad)):
        agrees(of, name, expected)


def test_layer_norm() -> None:
    """PyTorch's layer normalisation of the residual sum."""
    of = load("layer-norm-residual").trace
    x, u, gamma, beta = given(of, "x", "u", "gamma", "beta")
    agrees(of, "y", functional.layer_norm(x + u, (3,), gamma, beta, eps=0.001))


def test_attention() -> None:
    """PyTorch's scaled dot product, for one query and for a matrix of tokens."""
    of = load("attention-one-query").trace
    q, k, v = given(of, "q", "K", "V")
    agrees(of, "o", functional.scaled_dot_product_attention(q.reshape(1, 2), k, v))
    of = load("attention-two-tokens").trace
    x, w_q, w_k, w_v = given(of, "X", "W_Q", "W_K", "W_V")
    agrees(of, "O", functional.scaled_dot_product_attention(x @ w_q, x @ w_k, x @ w_v))


def test_convolution() -> None:
    """PyTorch's convolution, ReLU and pooling, with the gradients of kernel and bias."""
    of = load("convolution-pool").trace
    x, k, b = given(of, "X", "K", "b")
    z = functional.conv2d(x.reshape(1, 1, 3, 3), k.reshape(1, 1, 2, 2), b.reshape(1))
    loss = (functional.max_pool2d(torch.relu(z), 2).reshape(()) - 1) ** 2
    loss.backward()
    for name, expected in (("Z", z), ("L", loss), ("dL/dK", k.grad), ("dL/db", b.grad), ("dL/dX", x.grad)):
        agrees(of, name, expected)


def test_backpropagation_through_time() -> None:
    """PyTorch's recurrent cell over two steps."""
    of = load("rnn-two-steps").trace
    u, w, v = given(of, "u", "w", "v")
    h = torch.tensor([[0.1]], dtype=torch.float64)
    for x in (1.0, -0.6):
        h = torch.rnn_tanh_cell(torch.tensor([[x]], dtype=torch.float64), h, u.reshape(1, 1), w.reshape(1, 1))
    loss = ((v * h - 0.4) ** 2).sum() / 2
    loss.backward()
    for name, expected in (("L", loss), ("dL/du", u.grad), ("dL/dw", w.grad), ("dL/dv", v.grad)):
        agrees(of, name, expected)
