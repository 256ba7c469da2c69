"""What an author may write: the shape of a problem file, apart from how its pieces fit together."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema, model_validator

from grader.problem.numerals import exact_number, truth, whole_number

#: In the JSON Schema a marked type stands by its name until the schema is put together.
MARK = "x-type"

Number = Annotated[Fraction, BeforeValidator(exact_number), WithJsonSchema({MARK: "number"})]
Whole = Annotated[int, BeforeValidator(whole_number), WithJsonSchema({MARK: "whole"})]
Truth = Annotated[bool, BeforeValidator(truth), WithJsonSchema({MARK: "truth"})]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]

_CALL = re.compile(r"\s*([\w-]+)\s*\((.*)\)\s*", re.DOTALL)


def _listed(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _called(value: object) -> tuple[object, list[str]]:
    """`leaky_relu(0.1)` as its name and its arguments."""
    match = _CALL.fullmatch(value) if isinstance(value, str) else None
    return (match[1], [part.strip() for part in match[2].split(",")]) if match else (value, [])


Names = Annotated[list[Name], BeforeValidator(_listed)]


class Spec(BaseModel):
    """A part of the file: unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class LayerSpec(Spec):
    """One layer: a row of weights per receiving unit, or per sending unit where `orientation: from-to` says so."""

    weights: Annotated[list[list[Number]], Field(min_length=1)]
    biases: list[Number] | None = None
    shared_bias: Number | None = Field(default=None, exclude=True)
    activation: Literal["identity", "linear", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "silu", "gelu", "softmax"] = (
        "identity"
    )
    slope: Number | None = None
    orientation: Literal["to-from", "from-to"] = "to-from"
    bias_input: Number = Fraction(1)
    relu_at_zero: Annotated[Whole, Field(ge=0, le=1)] | None = None

    @model_validator(mode="before")
    @classmethod
    def _open(cls, data: object) -> object:
        """Take `leaky_relu(0.1)` and a scalar bias apart."""
        if not isinstance(data, dict):
            return data
        opened = dict(data)
        opened["activation"], arguments = _called(data.get("activation", "identity"))
        if arguments:
            opened["slope"] = arguments[0]
        if "biases" in data and not isinstance(data["biases"], list):
            opened["shared_bias"] = opened.pop("biases")
        return opened


class SampleSpec(Spec):
    """One sample."""

    inputs: Annotated[list[Number], Field(min_length=1)]
    targets: list[Number] | None = None


class UpdateSpec(Spec):
    """The update; `momentum(0.9)` and `adam(0.9, 0.999, 1e-8)` may carry their numbers with them."""

    rule: Literal["sgd", "momentum", "adam", "rmsprop"] = "sgd"
    learning_rate: Number
    steps: Annotated[Whole, Field(ge=1, le=50)] | None = None
    beta: Number | None = None
    beta1: Number | None = None
    beta2: Number | None = None
    epsilon: Number | None = None
    weight_decay: Number = Fraction(0)
    freeze: Names = []
    parameters: Names = []

    @model_validator(mode="before")
    @classmethod
    def _open(cls, data: object) -> object:
        """Take `momentum(0.9)` apart."""
        if not isinstance(data, dict):
            return data
        opened = dict(data)
        opened["rule"], arguments = _called(data.get("rule", "sgd"))
        keys = {"momentum": ["beta"], "adam": ["beta1", "beta2", "epsilon"], "rmsprop": ["beta", "epsilon"]}
        opened.update(zip(keys.get(str(opened["rule"]), []), arguments, strict=False))
        return opened


class NetworkSpec(Spec):
    """A dense network."""

    inputs: list[Number] | None = None
    targets: list[Number] | None = None
    samples: list[SampleSpec] | None = None
    layers: Annotated[list[LayerSpec], Field(min_length=1)]
    loss: str | None = None
    mean: Truth = False
    batch: Literal["full", "online"] = "full"
    batch_loss: Literal["sum", "mean"] | None = None
    update: UpdateSpec | None = None
    relu_at_zero: Annotated[Whole, Field(ge=0, le=1)] = 0

    @model_validator(mode="before")
    @classmethod
    def _open(cls, data: object) -> object:
        """Take `loss: {name: ..., mean: true}` apart, and one-number targets and inputs."""
        if not isinstance(data, dict):
            return data
        opened = dict(data)
        loss = data.get("loss")
        if isinstance(loss, dict):
            opened["loss"] = loss.get("name", loss.get("kind"))
            opened.update({"mean": loss["mean"]} if "mean" in loss else {})
        for key in ("inputs", "targets"):
            if isinstance(data.get(key), str):
                opened[key] = [data[key]]
        return opened


class GraphSpec(Spec):
    """Any other computation: what is given, what is defined from it."""

    given: dict[Name, Any]
    define: dict[Name, str]
    differentiate: Name | None = None
    update: UpdateSpec | None = None


class NotationSpec(Spec):
    """How the course names things."""

    weight: Name | None = None
    loss: Name | None = None
    layers: dict[Name, Whole] = {}
    weight_index: Literal["to-from", "from-to"] = "to-from"
    unit_base: Annotated[Whole, Field(ge=0, le=1)] = 1
    names: dict[Name, Name] = {}
    error: Literal["output-minus-target", "target-minus-output"] = "output-minus-target"


class PartSpec(Spec):
    """What is asked, and its points."""

    label: str = ""
    find: Annotated[Names, Field(min_length=1)]
    points: Annotated[Number, Field(ge=0)] = Fraction(1)
    method: Annotated[Number, Field(ge=0)] | None = None


class ToleranceSpec(Spec):
    """How near a value must be: exactly one of the four."""

    significant: Annotated[Whole, Field(ge=1, le=30)] | None = None
    decimals: Annotated[Whole, Field(ge=0, le=30)] | None = None
    relative: Annotated[Number, Field(ge=0)] | None = None
    absolute: Annotated[Number, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _one(self) -> ToleranceSpec:
        if len(self.model_fields_set) != 1:
            message = "exactly one of significant, decimals, relative and absolute is expected"
            raise ValueError(message)
        return self


class GradingSpec(Spec):
    """The marking policy."""

    tolerance: ToleranceSpec | None = None
    digits: Literal["free", "required"] = "free"
    follow_through: Literal["full", "half", "none"] = "full"
    working: Literal["remark", "required"] = "remark"
    misread: Literal["full", "review", "none"] = "full"
    repeated: Literal["once", "each"] = "once"
    round: Annotated[Number, Field(gt=0)] = Fraction(1, 4)


class VariantsSpec(Spec):
    """How many variants there are, and what each must fulfil."""

    seeds: Annotated[Whole, Field(ge=1, le=100_000)] = 40
    require: Names = []
    deploy: list[Annotated[Whole, Field(ge=1)]] = []


class ProblemSpec(Spec):
    """A whole problem file."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$", max_length=100)]
    title: str = ""
    statement: str = ""
    network: NetworkSpec | None = None
    graph: GraphSpec | None = None
    notation: NotationSpec | None = None
    parts: Annotated[list[PartSpec], Field(min_length=1)] | None = None
    grading: GradingSpec = GradingSpec()
    variants: VariantsSpec | None = None
