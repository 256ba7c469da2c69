"""The JSON Schema of problem files: the models' own, with the short forms that a file may use besides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from grader.graph.losses import LOSSES
from grader.problem.schema import MARK, ProblemSpec

Schema = dict[str, Any]

_DECIMAL = r"[-+\u2212]?(\d[\d_]*\.?\d*|\.\d+)([eE][-+]?\d{1,3})?"
_FRACTION = r"[-+\u2212]?\d+\s*/\s*\d*[1-9]\d*"
_WHOLE = r"^\s*[-+\u2212]?\d+(\.0*)?\s*$"


class _Generated(GenerateJsonSchema):
    """Defaults that are fractions are left out: what is said of them stands in the description of the format."""

    ignored_warning_kinds = {"non-serializable-default", "skipped-choice"}  # noqa: RUF012 - the library's own attribute


def json_schema() -> Schema:
    """The schema, draft 2020-12: what a file may hold, key by key; how its pieces fit together is for `grader check`."""
    found = _resolved(ProblemSpec.model_json_schema(schema_generator=_Generated))
    parts = found["$defs"]
    parts |= _TYPES
    for name, change in _CHANGES.items():
        change(parts[name])
    found |= {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Inkgrade problem",
        "oneOf": [_section("network", "NetworkSpec"), _section("graph", "GraphSpec")],
    }
    whole: Schema = _without_titles(found)
    return whole


def _section(name: str, spec: str) -> Schema:
    """A file with this section."""
    return {"required": [name], "properties": {name: _type(spec)}}


def _type(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _resolved(found: Any) -> Any:  # noqa: ANN401 - any piece of JSON
    """Each marked type replaced by a reference to it."""
    if isinstance(found, Mapping):
        if MARK in found:
            return _type(found[MARK])
        return {key: _resolved(inside) for key, inside in found.items()}
    return [_resolved(inside) for inside in found] if isinstance(found, list) else found


def _without_titles(found: Any) -> Any:  # noqa: ANN401 - any piece of JSON
    """The schema without the titles that only repeat a key."""
    if isinstance(found, Mapping):
        kept = {key: inside for key, inside in found.items() if key != "title" or not isinstance(inside, str) or " " in inside}
        return {key: _without_titles(inside) for key, inside in kept.items()}
    return [_without_titles(inside) for inside in found] if isinstance(found, list) else found


def _any_of(*choices: Schema) -> Schema:
    return {"anyOf": list(choices)}


def _list_of(item: Schema, **bounds: int) -> Schema:
    return {"type": "array", "items": item, **bounds}


def _called(names: str, most: int) -> Schema:
    """A name with its numbers in brackets: `adam(0.9, 0.999, 1e-8)`."""
    number = rf"\s*({_DECIMAL}|{_FRACTION})\s*"
    return {"type": "string", "pattern": rf"^\s*({names})\s*\({number}(,{number}){{0,{most - 1}}}\)\s*$"}


_RANGE: Schema = {
    "description": "Drawn per student from a grid; 0 is left out unless `zero: true`.",
    "type": "object",
    "properties": {"from": _type("exact"), "to": _type("exact"), "step": _type("exact"), "zero": _type("truth")},
    "required": ["from", "to"],
    "additionalProperties": False,
}
_TEXT: Schema = {"type": ["string", "number"]}
_VECTOR = _list_of(_type("number"), minItems=1)

_TYPES: dict[str, Schema] = {
    "exact": _any_of({"type": "number"}, {"type": "string", "pattern": rf"^\s*({_DECIMAL}|{_FRACTION})\s*$", "maxLength": 60}),
    "range": _RANGE,
    "number": _any_of(_type("exact"), _type("range")),
    "whole": _any_of({"type": "integer"}, {"type": "string", "pattern": _WHOLE}, _type("range")),
    "truth": _any_of({"type": "boolean"}, {"type": "string", "pattern": "^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo])$"}),
    "names": _any_of(_TEXT, _list_of(_TEXT)),
}


def _layer(spec: Schema) -> None:
    keys = spec["properties"]
    keys.pop("shared_bias", None)
    keys["biases"] = _any_of(_list_of(_type("number")), _type("number"), {"type": "null"})
    keys["weights"] = _list_of(_VECTOR, minItems=1)
    keys["activation"] = _any_of({"enum": keys["activation"]["enum"]}, _called("leaky_relu|elu", 1))


def _update(spec: Schema) -> None:
    keys = spec["properties"]
    keys["rule"] = _any_of({"enum": keys["rule"]["enum"]}, _called("momentum", 1), _called("rmsprop", 2), _called("adam", 3))
    keys |= {"freeze": _type("names"), "parameters": _type("names")}


def _network(spec: Schema) -> None:
    keys = spec["properties"]
    names: Schema = {"enum": list(LOSSES)}
    mapping = {"type": "object", "properties": {"name": names, "kind": names, "mean": _type("truth")}, "additionalProperties": False}
    keys["loss"] = _any_of(names, mapping, {"type": "null"})
    keys["inputs"] = _any_of(_VECTOR, _type("number"))
    keys["targets"] = _any_of(_VECTOR, _type("number"), {"type": "null"})
    spec["oneOf"] = [{"required": ["inputs"]}, {"required": ["samples"]}]


def _graph(spec: Schema) -> None:
    named = {"propertyNames": {"pattern": r"^[^\W\d]\w*$", "maxLength": 200}}
    row_or_number = _any_of(_type("number"), _VECTOR)
    keys = spec["properties"]
    keys["given"] = {"type": "object", **named, "additionalProperties": _any_of(row_or_number, _list_of(row_or_number, minItems=1))}
    keys["define"] = {"type": "object", **named, "additionalProperties": _TEXT}


def _part(spec: Schema) -> None:
    spec["properties"] |= {"label": _TEXT, "find": _type("names")}


def _variants(spec: Schema) -> None:
    spec["properties"]["require"] = _type("names")


def _tolerance(spec: Schema) -> None:
    spec |= {"minProperties": 1, "maxProperties": 1}


_CHANGES = {
    "LayerSpec": _layer,
    "UpdateSpec": _update,
    "NetworkSpec": _network,
    "GraphSpec": _graph,
    "PartSpec": _part,
    "VariantsSpec": _variants,
    "ToleranceSpec": _tolerance,
}
