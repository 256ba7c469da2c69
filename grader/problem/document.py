"""A YAML text as plain values with a place for each: scalars stay as they are written, nothing is guessed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol, TypeAlias

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from grader.errors import AuthorError, Fault

Path: TypeAlias = tuple[str | int, ...]

GREATEST_SIZE = 1_000_000
GREATEST_DEPTH = 24
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KNOWN_TAGS = "tag:yaml.org,2002:"
_NOTHING = {"", "~", "null", "Null", "NULL"}


class _Mark(Protocol):
    line: int
    column: int


class Place(NamedTuple):
    """A line and a column, both from 1."""

    line: int
    column: int


@dataclass(slots=True)
class Document:
    """The values of a YAML file: mappings, lists, texts and None; `places` gives where each stands."""

    value: Any
    file: str
    places: dict[Path, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, message: str, path: Path = ()) -> Fault:
        """A fault at the place of the path, or of the nearest thing round it."""
        near = path
        while near not in self.places and near:
            near = near[:-1]
        place = self.places.get(near, Place(0, 0))
        return Fault(message, place.line, place.column, self.file, spoken(path))


def spoken(path: Path) -> str:
    """The path as an author would write it: `network.layers[1].weights`."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


def read_document(text: str, file: str = "") -> Document:
    """The document's values; duplicate keys, aliases, tags and bottomless nesting are faults.

    Raises
    ------
    AuthorError
        The text is no YAML at all, or too large.
    """
    document = Document(None, file)
    if len(text) > GREATEST_SIZE:
        raise AuthorError((Fault(f"the file is larger than {GREATEST_SIZE} characters", file=file),))
    node = _composed(text, file)
    if node is None:
        raise AuthorError((Fault("the file is empty", 1, 1, file),))
    document.value = _value(document, node, ())
    return document


def _composed(text: str, file: str) -> Node | None:
    try:
        _check_events(text, file)
        return yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        place = _place(error.problem_mark or error.context_mark)
        raise AuthorError((Fault(f"not valid YAML: {error.problem or error.context}", *place, file),)) from None
    except yaml.YAMLError as error:
        raise AuthorError((Fault(f"not valid YAML: {getattr(error, 'reason', error)}", *_unprintable(text), file),)) from None


def _unprintable(text: str) -> Place:
    """Where the first character stands that YAML does not allow."""
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    before = text[: found.start()] if found is not None else ""
    return Place(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def _check_events(text: str, file: str) -> None:
    """Refuse aliases and bottomless nesting before anything is built."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise AuthorError((Fault("aliases (*name) are not allowed", *_place(event.start_mark), file),))
        if depth > GREATEST_DEPTH:
            raise AuthorError((Fault("nested too deeply", *_place(event.start_mark), file),))


def _place(mark: _Mark | None) -> Place:
    return Place(0, 0) if mark is None else Place(mark.line + 1, mark.column + 1)


def _value(document: Document, node: Node, path: Path) -> object:
    document.places[path] = Place(node.start_mark.line + 1, node.start_mark.column + 1)
    if not node.tag.startswith(_KNOWN_TAGS) or node.tag.startswith(f"{_KNOWN_TAGS}python"):
        document.faults.append(document.fault(f"the tag {node.tag} is not allowed", path))
        return None
    if isinstance(node, ScalarNode):
        return None if node.style is None and node.value in _NOTHING else node.value
    if isinstance(node, SequenceNode):
        return [_value(document, child, (*path, place)) for place, child in enumerate(node.value)]
    return _mapping(document, node, path)


def _mapping(document: Document, node: Node, path: Path) -> dict[str, object]:
    values: dict[str, object] = {}
    assert isinstance(node, MappingNode)  # noqa: S101  the three kinds of nodes are all there are
    for key, child in node.value:
        if not isinstance(key, ScalarNode):
            document.places[(*path, "?")] = Place(key.start_mark.line + 1, key.start_mark.column + 1)
            document.faults.append(document.fault("a key must be a plain text", (*path, "?")))
            continue
        inside = (*path, key.value)
        if key.value in values:
            document.places[inside] = Place(key.start_mark.line + 1, key.start_mark.column + 1)
            document.faults.append(document.fault(f"the key {key.value!r} stands here a second time", inside))
            continue
        values[key.value] = _value(document, child, inside)
    return values
