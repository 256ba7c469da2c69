"""Model solutions of networks: forward, loss, backward, update, by the rules of the textbook."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from grader.graph.network import Network
from grader.problem import Problem

from .formulas import Formula, call, lift, ref, times, total
from .quantities import meaning
from .solutions import Section, Step, asked


def sections(problem: Problem) -> tuple[Section, ...]:
    """The sections of the solution; what is asked beyond the usual stands at the end of the backward pass."""
    network = problem.network
    assert network is not None
    book = Textbook(problem, network)
    found = list(book.sections())
    written = {step.quantity for section in found for step in section.steps}
    more = tuple(Step(name, book.local(name)) for name in asked(problem) if name not in written and name[0] == "d" and "'" not in name)
    later = tuple(Step(name, None) for name in asked(problem) if name not in written and not (name[0] == "d" and "'" not in name))
    if more:
        place = next(i for i, section in enumerate(found) if section.heading == "backward")
        found[place] = Section("backward", more + found[place].steps)
    return (*found, Section("afterwards", later)) if later else tuple(found)


class Textbook:
    """The rules of one network."""

    def __init__(self, problem: Problem, network: Network) -> None:
        """Keep the problem."""
        self.problem = problem
        self.net = network
        self.number = problem.trace.number

    def units(self, layer: int) -> range:
        """The unit numbers of a layer."""
        return range(1, self.net.size(layer) + 1)

    @property
    def layers(self) -> range:
        """The numbers of the layers with weights."""
        return range(1, self.net.depth + 1)

    def sections(self) -> Iterator[Section]:
        """All passes in order."""
        online = self.net.online
        for after in range(max(self.net.steps, 1)):
            all_marks = [f"@{s}" for s in range(1, self.net.samples + 1)] or [""]
            marks = [all_marks[after % self.net.samples]] if online else all_marks
            p = "'" * after
            for mark in marks:
                yield Section("forward", tuple(self.forward(p, mark)))
            if self.net.loss is None:
                continue
            if len(marks) == 1:
                yield Section("loss", (Step(f"L{p}{marks[0]}", self.loss(p, marks[0])),))
                yield Section("backward", tuple(self.backward(p, marks[0])))
            else:
                yield Section("loss", (Step(f"L{p}", self.batch_loss(p, marks)),))
                yield Section("backward", tuple(self.batch_gradients(p, marks)))
            if self.net.rule:
                yield Section("update", tuple(self.update(p, marks[0] if online else "")))

    # -- forward --------------------------------------------------------------------------------------------------
    def forward(self, p: str, mark: str) -> Iterator[Step]:
        """Pre-activations and activations, layer by layer."""
        for l in self.layers:
            for j in self.units(l):
                yield Step(f"z{p}[{l},{j}]{mark}", self.pre_activation(p, mark, l, j))
            for j in self.units(l):
                yield Step(f"a{p}[{l},{j}]{mark}", self.activation(p, mark, l, j))

    def below(self, p: str, mark: str, l: int, i: int) -> Formula:
        """The activation that feeds a weight."""
        return ref(f"a{p if l else ''}[{l},{i}]{mark}")

    def bias(self, p: str, l: int, j: int) -> str:
        """The name of a unit's bias; empty without one."""
        kind = self.net.layer(l).bias
        return "" if kind == "none" else f"b{p}[{l}]" if kind == "shared" else f"b{p}[{l},{j}]"

    def pre_activation(self, p: str, mark: str, l: int, j: int) -> Formula:
        """The weighted sum of the units below, and the bias."""
        found = total([ref(f"W{p}[{l},{j},{i}]") * self.below(p, mark, l - 1, i) for i in self.units(l - 1)])
        bias = self.bias(p, l, j)
        if not bias:
            return found
        return found + ref(bias) if self.net.layer(l).bias_input > 0 else found - ref(bias)

    def activation(self, p: str, mark: str, l: int, j: int) -> Formula | None:  # noqa: PLR0911 - a table
        """The activation function of z; None where a hand looks it up in a table."""
        name = f"z{p}[{l},{j}]{mark}"
        z = ref(name)
        layer = self.net.layer(l)
        match layer.activation:
            case "identity":
                return z
            case "softmax":
                powers = [call("exp", ref(f"z{p}[{l},{k}]{mark}")) for k in self.units(l)]
                return powers[j - 1] / total(powers)
            case "leaky_relu":
                return z if self.number(name) > 0 else lift(float(layer.slope or 0)) * z
            case "relu":
                return call("max", lift(0), z)
            case "softplus":
                return call("ln", 1 + call("exp", z))
            case "silu":
                return z * call("sigmoid", z)
            case "elu":
                return z if self.number(name) > 0 else call("exp", z) - 1
            case "gelu":
                return None
            case simple:
                return call(simple, z)

    def derivative(self, p: str, mark: str, l: int, j: int) -> Formula | None:  # noqa: PLR0911 - a table
        """The slope of the activation function; None where a hand looks it up in a table."""
        a, name = ref(f"a{p}[{l},{j}]{mark}"), f"z{p}[{l},{j}]{mark}"
        layer = self.net.layer(l)
        match layer.activation:
            case "identity":
                return lift(1)
            case "sigmoid":
                return a * (1 - a)
            case "tanh":
                return 1 - a**2
            case "relu":
                return lift(float(self.number(name) > 0))
            case "leaky_relu":
                return lift(1.0 if self.number(name) > 0 else float(layer.slope or 0))
            case "softplus":
                return call("sigmoid", ref(name))
            case "silu":
                s = call("sigmoid", ref(name))
                return s * (1 + ref(name) * (1 - s))
            case "elu":
                return lift(1) if self.number(name) > 0 else a + 1
            case "softmax":
                return a * (1 - a)
            case "gelu":
                return None
            case other:
                raise ValueError(other)

    # -- loss -----------------------------------------------------------------------------------------------------
    def outputs(self, p: str, mark: str) -> list[tuple[Formula, Formula, str]]:
        """Outputs and targets, with the name of the target."""
        top = self.net.depth
        return [(ref(f"a{p}[{top},{k}]{mark}"), ref(f"t[{k}]{mark}"), f"t[{k}]{mark}") for k in self.units(top)]

    def loss(self, p: str, mark: str) -> Formula:
        """The loss of one sample."""
        pairs = self.outputs(p, mark)
        squares = total([(t - a) ** 2 for a, t, _ in pairs])
        match self.net.loss:
            case "half_squared_error":
                return lift(1) / 2 * squares
            case "squared_error":
                return squares
            case "mean_squared_error":
                return squares if len(pairs) == 1 else lift(1) / len(pairs) * squares
            case "half_mean_squared_error":
                return lift(1) / (2 * len(pairs)) * squares
            case "mean_absolute_error":
                return lift(1) / len(pairs) * total([call("abs", t - a) for a, t, _ in pairs])
            case "cross_entropy":
                return -call("ln", next(a for a, _, t in pairs if self.number(t) == 1))
            case "binary_cross_entropy":
                whole = total([-call("ln", a if self.number(t) == 1 else 1 - a) for a, _, t in pairs])
                return lift(1) / len(pairs) * whole if self.net.loss_mean else whole
            case "hinge":
                return total([call("max", lift(0), 1 - t * a) for a, t, _ in pairs])
            case other:
                raise ValueError(other)

    def batch_loss(self, p: str, marks: list[str]) -> Formula:
        """The mean (or sum) of squared errors over the samples."""
        squares = total([(t - a) ** 2 for mark in marks for a, t, _ in self.outputs(p, mark)])
        assert self.net.loss == "mean_squared_error"
        return lift(1) / (len(marks) * self.net.outputs) * squares

    # -- backward -------------------------------------------------------------------------------------------------
    def error(self, p: str, mark: str, k: int) -> Formula | None:
        """dL/da of an output; None where the way goes straight to dL/dz."""
        a, t, name = self.outputs(p, mark)[k - 1]
        match self.net.loss:
            case "half_squared_error":
                return a - t
            case "squared_error":
                return 2 * (a - t)
            case "mean_squared_error":
                return a - t if self.net.outputs == 2 else Fraction(2, self.net.outputs).numerator * (a - t)
            case "half_mean_squared_error":
                return lift(1) / self.net.outputs * (a - t)
            case "mean_absolute_error":
                ours = self.number(f"a{p}[{self.net.depth},{k}]{mark}")
                return lift(1 if ours > self.number(name) else -1) / self.net.outputs
            case "hinge":
                return -t if self.number(name) * self.number(f"a{p}[{self.net.depth},{k}]{mark}") < 1 else lift(0)
            case _:
                return None

    def backward(self, p: str, mark: str) -> Iterator[Step]:
        """Errors, gradients of weights and biases, from the last layer down."""
        for l in reversed(self.layers):
            top = l == self.net.depth
            straight = top and self.error(p, mark, 1) is None
            for j in self.units(l) if not straight else ():
                yield Step(f"dL{p}/da{p}[{l},{j}]{mark}", self.error(p, mark, j) if top else self.back(p, mark, l, j))
            for j in self.units(l):
                yield Step(f"dL{p}/dz{p}[{l},{j}]{mark}", self.straight(p, mark, j) if straight else self.through(p, mark, l, j))
            yield from self.gradients(p, mark, l)

    def straight(self, p: str, mark: str, j: int) -> Formula:
        """dL/dz of an output after a cross entropy, by the shortcut."""
        a, t, _ = self.outputs(p, mark)[j - 1]
        return lift(1) / self.net.outputs * (a - t) if self.net.loss_mean else a - t

    def through(self, p: str, mark: str, l: int, j: int) -> Formula | None:
        """dL/dz from dL/da: one slope, or, through softmax, the sum over the whole layer."""
        if self.net.layer(l).activation == "softmax":
            return total([ref(f"dL{p}/da{p}[{l},{k}]{mark}") * self.share(p, mark, l, k, j) for k in self.units(l)])
        found = self.derivative(p, mark, l, j)
        return None if found is None else times(ref(f"dL{p}/da{p}[{l},{j}]{mark}"), found)

    def share(self, p: str, mark: str, l: int, of: int, by: int) -> Formula:
        """The derivative of a softmax's output by a score."""
        a, other = ref(f"a{p}[{l},{of}]{mark}"), ref(f"a{p}[{l},{by}]{mark}")
        return a * (1 - a) if of == by else -(a * other)

    def back(self, p: str, mark: str, l: int, j: int) -> Formula:
        """Sum of dL/dz W over the layer above."""
        return total([ref(f"dL{p}/dz{p}[{l + 1},{k}]{mark}") * ref(f"W{p}[{l + 1},{k},{j}]") for k in self.units(l + 1)])

    def gradients(self, p: str, mark: str, l: int) -> Iterator[Step]:
        """dL/dW and dL/db of a layer."""
        for j in self.units(l):
            delta = ref(f"dL{p}/dz{p}[{l},{j}]{mark}")
            for i in self.units(l - 1):
                yield Step(f"dL{p}/dW{p}[{l},{j},{i}]{mark}", delta * self.below(p, mark, l - 1, i))
        layer = self.net.layer(l)
        if layer.bias == "separate" and "b" not in self.net.frozen:
            for j in self.units(l):
                delta = ref(f"dL{p}/dz{p}[{l},{j}]{mark}")
                yield Step(f"dL{p}/db{p}[{l},{j}]{mark}", delta if layer.bias_input > 0 else -delta)

    def batch_gradients(self, p: str, marks: list[str]) -> Iterator[Step]:
        """The gradients of a linear unit over a batch."""
        assert self.net.depth == 1
        assert self.net.layer(1).activation == "identity"
        scale = lift(2) / len(marks)
        for j in self.units(1):
            errors = [(self.outputs(p, mark)[j - 1][0] - self.outputs(p, mark)[j - 1][1]) for mark in marks]
            for i in self.units(0):
                terms = [error * self.below(p, mark, 0, i) for error, mark in zip(errors, marks, strict=True)]
                yield Step(f"dL{p}/dW{p}[1,{j},{i}]", times(scale, total(terms)))
            yield Step(f"dL{p}/db{p}[1,{j}]", times(scale, total(errors)))

    def local(self, name: str) -> Formula | None:
        """What is asked of single steps: da/dz, dz/dW, and one loss term's way to a hidden unit."""
        of, by = meaning(name)
        assert of is not None
        mark = f"@{by.sample}" if by.sample else ""
        if of.kind == "a" and by.kind == "z" and self.net.layer(of.layer).activation == "softmax":
            return self.share("", mark, of.layer, of.unit, by.unit)
        if of.kind == "a" and by.kind == "z" and of.unit == by.unit:
            return self.derivative("", mark, of.layer, of.unit)
        if of.kind == "z" and by.kind == "W":
            return self.below("", mark, of.layer - 1, by.sender)
        if of.kind == "Lk" and by.kind == "a" and by.layer == self.net.depth - 1:
            return ref(f"dL/dz[{by.layer + 1},{of.unit}]{mark}") * ref(f"W[{by.layer + 1},{of.unit},{by.unit}]")
        return None

    # -- update ---------------------------------------------------------------------------------------------------
    def update(self, p: str, mark: str) -> Iterator[Step]:
        """States of the rule, then weights and biases."""
        for l in self.layers:
            for j in self.units(l):
                for i in self.units(l - 1):
                    yield from self.rule(p, mark, "W", f"[{l},{j},{i}]")
            if self.net.layer(l).bias == "separate" and "b" not in self.net.frozen:
                for j in self.units(l):
                    yield from self.rule(p, mark, "b", f"[{l},{j}]")

    def rule(self, p: str, mark: str, kind: str, index: str) -> Iterator[Step]:
        """One parameter's step."""
        net, q = self.net, p + "'"
        old, eta = ref(f"{kind}{p}{index}"), ref("eta")
        gradient = ref(f"dL{p}/d{kind}{p}{index}{mark}")
        if net.weight_decay and kind == "W":
            gradient = gradient + lift(float(net.weight_decay)) * old
        beta1, beta2 = float(net.beta1), float(net.beta2)
        match net.rule:
            case "sgd":
                yield Step(f"{kind}{q}{index}", old - eta * gradient)
            case "momentum":
                yield Step(f"v{q}{index}", lift(beta1) * ref(f"v{p}{index}") + gradient)
                yield Step(f"{kind}{q}{index}", old - eta * ref(f"v{q}{index}"))
            case "rmsprop":
                beta = beta2 or beta1
                yield Step(f"v{q}{index}", lift(beta) * ref(f"v{p}{index}") + lift(round(1 - beta, 9)) * gradient**2)
                yield Step(f"{kind}{q}{index}", old - eta * gradient / call("sqrt", ref(f"v{q}{index}")))
            case "adam":
                yield Step(f"m{q}{index}", lift(beta1) * ref(f"m{p}{index}") + lift(round(1 - beta1, 9)) * gradient)
                yield Step(f"v{q}{index}", lift(beta2) * ref(f"v{p}{index}") + lift(round(1 - beta2, 9)) * gradient**2)
                yield Step(f"mhat{q}{index}", ref(f"m{q}{index}") / (lift(1) - lift(beta1)))
                yield Step(f"vhat{q}{index}", ref(f"v{q}{index}") / (lift(1) - lift(beta2)))
                yield Step(f"{kind}{q}{index}", old - eta * ref(f"mhat{q}{index}") / call("sqrt", ref(f"vhat{q}{index}")))
            case other:
                raise ValueError(other)
