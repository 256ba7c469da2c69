"""The OpenAPI document is kept to: schemathesis asks every route, as an instructor, and finds no 500 and nothing undocumented."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.api.service import Service, running
from tests.api.test_rights import SENT, TABLE, furnished, named

#: What is sent is a file whose inner form the document does not describe: not every one is accepted.
FILES = {route for route, sent in SENT.items() if isinstance(sent.get("content"), str)}
EXAMPLES = int(os.environ.get("GRADER_CONTRACT_EXAMPLES", "3"))


@pytest.fixture(scope="module")
def contract(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Service, dict[str, str]]]:
    """The document of a service with every kind of object."""
    with running(tmp_path_factory.mktemp("contract")) as service:
        document = service.client.get("/v1/openapi.json").json()
        del document["components"]["securitySchemes"]  # who may what is the rights' own test; here everything is asked by one who may
        for methods in document["paths"].values():
            for operation in methods.values():
                operation.pop("security", None)
        service.app.openapi = lambda: document  # type: ignore[method-assign]
        yield schemathesis.openapi.from_asgi("/v1/openapi.json", service.app), service, furnished(service)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("route", sorted(TABLE))
def test_the_document_is_kept_to(contract: tuple[Any, Service, dict[str, str]], route: str, mode: GenerationMode) -> None:
    """Every check of schemathesis; well-formed ids are replaced by those of objects that there are."""
    schema, service, values = contract
    operation = next(found for found in operations(schema) if named(found.label) == route)
    names = re.findall(r"{(\w+)}", route)
    if mode is GenerationMode.NEGATIVE and not (names or list(operation.iter_parameters()) or operation.body):
        pytest.skip("nothing that could be wrong")

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case[Any]) -> None:
        for name, meant in zip(re.findall(r"{(\w+)}", operation.path), names, strict=True):
            if meant != "token" and re.fullmatch(r"[a-z0-9-]{1,100}", str(case.path_parameters.get(name, ""))):
                case.path_parameters[name] = values[meant]
        response = case.call(headers=service.headers("instructor"))
        case.validate_response(response, excluded_checks=[positive_data_acceptance] if route in FILES else [])

    ask()


def operations(schema: Any) -> Iterator[Any]:  # noqa: ANN401 - the library's own
    """All operations of the document."""
    for found in schema.get_all_operations():
        yield found.ok()
