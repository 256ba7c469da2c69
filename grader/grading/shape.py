"""The places of a network: how many units a layer has, and the canonical name of what stands in each place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from grader.grading.families import UNIT_LAYERS
from grader.grading.tokens import unit
from grader.graph.network import Network

if TYPE_CHECKING:
    from grader.grading.counting import Reading
    from grader.grading.tokens import Tokens


class Shape:
    """Sizes of a network and the canonical names of its places."""

    def __init__(self, network: Network, units: dict[str, tuple[int, int]]) -> None:
        """Count the places; `units` are a course's own unit names: `h1` -> (1, 1)."""
        self.network = network
        self.units = units
        #: All units from the inputs on, as (layer, unit).
        self.through = [(l, u) for l in range(self.depth + 1) for u in self.range(l)]
        self.readings: dict[tuple[Tokens, str], tuple[Reading, ...]] = {}  # of the names seen so far
        self._running: dict[str, list[tuple[int, int, int]]] = {}

    @property
    def depth(self) -> int:
        """The number of the output layer."""
        return self.network.depth

    @property
    def states(self) -> tuple[str, ...]:
        """What the rule of updates keeps for each parameter."""
        return STATES.get(self.network.rule or "", ())

    def size(self, layer: int) -> int:
        """Units of a layer, 0 outside the network."""
        return self.network.size(layer) if 0 <= layer <= self.depth else 0

    def running(self, order: str) -> list[tuple[int, int, int]]:
        """All weights as (l, j, i), numbered by receiving (`order` "recv") or by sending unit ("send")."""
        if not self._running:
            receive = [(l, j, i) for l in range(1, self.depth + 1) for j in self.range(l) for i in self.range(l - 1)]
            self._running = {"recv": receive, "send": sorted(receive, key=lambda w: (w[0], w[2], w[1]))}
        return self._running[order]

    def range(self, layer: int) -> range:
        """The unit numbers of a layer."""
        return range(1, self.size(layer) + 1)

    def unit_name(self, family: str, layer: int, number: int) -> str | None:
        """The canonical name of a unit's quantity; None outside the network."""
        lowest = 0 if family in {"a", "da", "x"} else 1
        if not (lowest <= layer <= self.depth and 1 <= number <= self.size(layer)):
            return None
        if family == "x" and layer != 0:
            return None
        if family in OF_BIASES and self.network.layer(layer).bias == "none":
            return None
        if family in OF_BIASES and self.network.layer(layer).bias == "shared":
            return SHARED_FORMS[family].format(layer)
        return UNIT_FORMS[family].format(layer, number)

    def whole_name(self, family: str, layer: int) -> str | None:
        """The canonical name of a layer's vector; of the single unit where the layer has one."""
        if self.unit_name(family, layer, 1) is None:
            return None
        if family in KEPT:
            return None
        if self.size(layer) == 1 or (family == "b" and self.network.layer(layer).bias == "shared"):
            return self.unit_name(family, layer, 1)
        return WHOLE_FORMS[family].format(layer)

    def weight_name(self, family: str, layer: int, to: int, source: int) -> str | None:
        """The canonical name of a weight (or its gradient), index 0 of the source being the bias; None outside the network."""
        if not (1 <= layer <= self.depth and 1 <= to <= self.size(layer)):
            return None
        if 1 <= source <= self.size(layer - 1):
            return WEIGHT_FORMS[family].format(layer, to, source)
        return self.unit_name(BIASES.get(family, family), layer, to) if source == 0 else None

    def word_layers(self, word: str) -> tuple[int, ...]:
        """The layers that a word for a place (`i`, `h`, `o`) may mean."""
        return {"i": (0,), "h": tuple(range(1, self.depth)), "o": (self.depth,)}.get(word, ())

    def unit_places(self, token: str) -> list[tuple[int, int]]:
        """Where the unit of this name (`h1`) may stand."""
        if token in self.units:
            return [self.units[token]]
        found = unit(token)
        if found is None:
            return []
        letter, number = found
        layers = self.word_layers(UNIT_LAYERS.get(letter, ""))
        return [(l, number) for l in layers if 1 <= number <= self.size(l)]

    def only_places(self, token: str) -> list[tuple[int, int]]:
        """Where a letter without a number (`o` in `w_{o,h1}`) may stand: the unit of a layer that has but one."""
        return [(l, 1) for l in self.word_layers(UNIT_LAYERS.get(token, "")) if self.size(l) == 1]


#: What each rule of updates keeps for every parameter.
STATES: Final = {"momentum": ("v",), "rmsprop": ("v",), "adam": ("m", "v", "mhat", "vhat")}
KEPT = ("m", "v", "mhat", "vhat")
BIASES: Final = {"W": "b", "dW": "db", "DW": "Db"}  # a weight with the sender 0 is the bias
OF_BIASES: Final = frozenset(("b", "db", "Db", *KEPT))
SHARED_FORMS: Final = {"b": "b[{}]", "db": "dL/db[{}]", "Db": "Db[{}]", **{state: state + "[{}]" for state in KEPT}}
UNIT_FORMS: Final = {
    "a": "a[{},{}]",
    "x": "a[{},{}]",
    "z": "z[{},{}]",
    "b": "b[{},{}]",
    "dz": "dL/dz[{0},{1}]",
    "da": "dL/da[{0},{1}]",
    "db": "dL/db[{0},{1}]",
    "fp": "da[{0},{1}]/dz[{0},{1}]",
    "Db": "Db[{},{}]",
    **{state: state + "[{},{}]" for state in KEPT},
}
WHOLE_FORMS: Final = {
    "a": "a[{}]",
    "x": "a[{}]",
    "z": "z[{}]",
    "b": "b[{}]",
    "dz": "dL/dz[{}]",
    "da": "dL/da[{}]",
    "db": "dL/db[{}]",
    "fp": "da[{0}]/dz[{0}]",
    "Db": "Db[{}]",
}
WEIGHT_FORMS = {"W": "W[{},{},{}]", "dW": "dL/dW[{},{},{}]", "DW": "DW[{},{},{}]", **{state: state + "[{},{},{}]" for state in KEPT}}
WHOLE_WEIGHTS: Final = {"W": "W[{}]", "dW": "dL/dW[{}]", "DW": "DW[{}]", **{state: state + "[{}]" for state in KEPT}}
