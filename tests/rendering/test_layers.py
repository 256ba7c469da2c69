"""Graphs in layers: nothing overlaps, few lines cross, and the same graph always looks alike."""

from __future__ import annotations

from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest

import grader
from grader.problem import Problem, bank
from grader.rendering.layers import Layers, Passing, layered, spread
from grader.rendering.naming import Naming
from grader.rendering.picture import Paper, pictures

GRAPHS = [id_ for id_ in bank.ids() if grader.load_problem(id_).network is None]


def layers_of(problem: Problem) -> Layers:
    """The layers of its forward quantities."""
    trace = problem.trace
    names = [name for name in trace.names if "/" not in name and "'" not in name and not trace.is_carried(name)]
    return layered(names, lambda name: () if name in trace.given else trace.parents(name))


def crossings(layers: Layers) -> int:
    """Pairs of lines that cross between two layers, counted one by one."""
    at = {node: (number, place) for number, row in enumerate(layers.rows) for place, node in enumerate(row)}
    found = 0
    steps = [(at[first], at[second]) for way in layers.ways for first, second in pairwise(way)]
    for (a, b), (c, d) in combinations(steps, 2):
        found += a[0] == c[0] and (a[1] - c[1]) * (b[1] - d[1]) < 0
    return found


def test_an_lstm_cell_is_drawn_without_a_tangle() -> None:
    """Each gate has its own weights beside it; only the lines of the two inputs that all gates share cross others."""
    assert crossings(layers_of(grader.load_problem("lstm-step"))) <= 18
    assert crossings(layers_of(grader.load_problem("gru-step"))) <= 4


@pytest.mark.parametrize("id_", GRAPHS)
def test_lines_lead_from_layer_to_layer_and_places_do_not_overlap(id_: str) -> None:
    """Every step of a line goes on by one layer; what is given stands just before it is first used."""
    problem = grader.load_problem(id_)
    layers = layers_of(problem)
    at = {node: number for number, row in enumerate(layers.rows) for node in row}
    assert all(at[second] == at[first] + 1 for way in layers.ways for first, second in pairwise(way))
    used = {way[0] for way in layers.ways}
    assert all(any(way[0] == name and len(way) == 2 for way in layers.ways) for name in used if name in problem.trace.given)
    across, size = spread(layers, lambda name: 10.0 * len(name))
    for row in layers.rows:
        for first, second in pairwise(row):
            room = sum(5.0 * len(node) for node in (first, second) if not isinstance(node, Passing))
            assert across[second] - across[first] >= room - 1e-6
        assert all(0 <= across[node] <= size for node in row)
    assert layers_of(problem) == layers


@pytest.mark.parametrize("id_", bank.ids())
def test_a_drawing_for_narrow_paper_goes_with_the_wide_one(id_: str) -> None:
    """Where both are there the second is the narrower one, with the same words and everything inside its paper."""
    problem = grader.load_problem(id_)
    found = ET.fromstring(f"<both>{pictures(problem, Paper(Naming(problem), title='x', styled=False))}</both>")  # noqa: S314 - our own
    words = [sorted("".join(text.itertext()) for text in svg.iter("{http://www.w3.org/2000/svg}text")) for svg in found]
    assert all(each == words[0] for each in words)
    for svg in found:
        wide, tall = (float(svg.get(side) or 0) for side in ("width", "height"))
        for text in svg.iter("{http://www.w3.org/2000/svg}text"):
            assert 0 < float(text.get("x") or 0) < wide
            assert 0 < float(text.get("y") or 0) < tall
    if len(found) == 2:
        assert [svg.get("class", "").split()[1] for svg in found] == ["across", "down"]
        assert float(found[1].get("width") or 0) < float(found[0].get("width") or 0)
    else:
        assert all(svg.get("class") == "drawing" for svg in found)


def test_an_empty_graph_is_nothing() -> None:
    """No layers, no room."""
    assert spread(layered([], lambda _: ()), lambda _: 1.0) == ({}, 0.0)
