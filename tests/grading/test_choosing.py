"""What letters stand for where only the whole sheet can tell."""

from __future__ import annotations

import pytest

from grader.grading.reference import reference
from grader.problem import parse
from tests.grading.problems import claims, dense, said

PROBLEM = dense(1, 1, 1, seed=4)
TABLES = reference(PROBLEM)


def sums(letter: str) -> list[str]:
    """Both weighted sums under a letter, the upper one of the lower sum itself."""
    x, w, b, v, c = (TABLES.number(name) for name in ("a[0,1]", "W[1,1,1]", "b[1,1]", "W[2,1,1]", "b[2,1]"))
    low = w * x + b
    return [f"{letter}_1 = {w}*({x}) + ({b}) = {low:.6f}", f"{letter}_2 = {v}*({low:.6f}) + ({c}) = {v * low + c:.6f}"]


def test_the_only_letter_for_outputs_without_any_activation() -> None:
    """A sheet that goes from a = wx + b straight to the loss has left the activation out; its a are no sums of the course."""
    top = float(sums("a")[1].rpartition("= ")[2])
    target = TABLES.number("t[1]")
    found = claims(PROBLEM, *sums("a"), f"L = 1/2*({target} - {top})^2 = {(target - top) ** 2 / 2:.6f}")
    assert [claim["quantity"] for claim in found] == ["a[1,1]", "a[2,1]", "L"]
    assert {claim["cause"] for claim in found if claim["verdict"] == "wrong"} == {"activation-skipped"}
    assert found[2]["verdict"] == "follows"


def test_sums_alone_may_have_any_letter() -> None:
    """Where nothing goes on from the first sum, a is a letter for it as good as others."""
    (found,) = claims(PROBLEM, sums("a")[0])
    assert found["verdict"] != "wrong"


def test_a_line_written_twice_says_no_more_than_once() -> None:
    """Names without layers are decided by their values; a line said again gives its layer no second voice."""
    problem = dense(1, 1, 2, seed=4)
    tables = reference(problem)
    upper, lower = (f"dL/db1 = {said(tables, f'dL/db[{layer},1]', 5)}" for layer in (2, 1))
    for times in (1, 2, 3):
        *_, last = claims(problem, *[upper] * times, lower)
        assert (last["quantity"], last["verdict"]) == ("dL/db[1,1]", "correct")


COARSE = """\
id: coarse
title: Coarse
statement: Two ReLU units.
network:
  inputs: [1]
  layers:
    - {weights: [[0.4], [-0.2]], biases: [0, 0], activation: relu}
    - {weights: [[0.5, 0.3]], biases: [0], activation: identity}
  targets: [1]
  loss: half_squared_error
"""


@pytest.mark.parametrize("vector", [True, False])
def test_letters_are_exchanged_where_one_is_a_function_of_the_other(vector: bool) -> None:  # noqa: FBT001
    """`z = ReLU(a)` says which letter is the sum, where values of one digit hardly do."""
    problem = parse(COARSE, file="coarse.yaml")
    for low, out in ("za", "az"):
        if vector:
            found = claims(problem, f"{low}_1 = W_1 x + b_1 = [0.4, -0.2]", f"{out}_1 = ReLU({low}_1) = [0.4, 0]", "yhat = 0.5 * 0.4 = 0.2")
        else:
            sums = [f"{low}_1 = 0.4", f"{low}_2 = -0.2"]
            found = claims(problem, *sums, f"{out}_1 = max(0, {low}_1) = 0.4", f"{out}_2 = max(0, {low}_2) = 0", "yhat = 0.5 * 0.4 = 0.2")
        assert [claim["quantity"] for claim in found] == ["z[1,1]", "z[1,2]", "a[1,1]", "a[1,2]", "a[2,1]"]
        assert {claim["verdict"] for claim in found} == {"correct"}


def test_letters_keep_their_meaning_where_only_the_call_is_turned() -> None:
    """A sheet whose values say that z is the sum is not read the other way for one `z = sigmoid(a)`."""
    low, out = said(TABLES, "z[1,1]"), said(TABLES, "a[1,1]")
    found = claims(PROBLEM, f"z_1 = {low}", f"a_1 = {out}", f"a_1 = sigmoid(z_1) = {out}", f"z_1 = sigmoid(a_1) = {low}")
    assert [claim["quantity"] for claim in found] == ["z[1,1]", "a[1,1]", "a[1,1]", "z[1,1]"]


WIDE = dense(2, 2, 2, seed=4)
UNITS = [(layer, unit) for layer in (1, 2) for unit in (1, 2)]


def sections(name: str, pattern: str) -> list[str]:
    """The same name under a heading for each unit, each time with that unit's own value."""
    tables = reference(WIDE)
    return [line for layer, unit in UNITS for line in (f"### Neuron {unit}", f"{name} = {said(tables, pattern.format(layer, unit), 4)}")]


def test_a_name_without_an_index_may_be_of_the_unit_at_hand() -> None:
    """Sections about one unit each write `Output = ...` again and again; none of them is the whole layer's."""
    found = claims(WIDE, *sections("Output", "a[{},{}]"), *sections("bias", "b[{},{}]"))
    assert [claim["quantity"] for claim in found] == [f"{family}[{l},{u}]" for family in "ab" for l, u in UNITS]
    assert {claim["verdict"] for claim in found} == {"correct"}


def test_weights_may_be_numbered_anew_in_every_unit() -> None:
    """`w_0` is the weight of the first input in every section; later ones are no wrong values of the first."""
    tables = reference(WIDE)
    places = [(layer, unit, number) for layer, unit in UNITS for number in (1, 2)]
    old, new = ([said(tables, f"W{prime}[{l},{u},{i}]", 4) for l, u, i in places] for prime in ("", "'"))
    rows = [f"| w_{i - 1} | {before} | 0.5 | {after} |" for (_, _, i), before, after in zip(places, old, new, strict=True)]
    found = claims(WIDE, *rows)
    assert [claim["quantity"] for claim in found] == [f"W'[{l},{u},{i}]" for l, u, i in places]
    assert {claim["verdict"] for claim in found} == {"correct"}


def test_a_product_in_a_cell_of_its_own_is_no_working_of_the_next_cell() -> None:
    """The change stands in its own column, worked out there; the new weight beside it is not what that product gives."""
    tables = reference(WIDE)
    change = tables.number("W'[2,1,1]") - tables.number("W[2,1,1]")
    old, new = said(tables, "W[2,1,1]", 4), said(tables, "W'[2,1,1]", 4)
    row = f"| w_{{11}}^{{(2)}} | {old} | 0.5 * {change / 0.5:.4f} = {change:.4f} | {new} |"
    (claim,) = claims(WIDE, row)
    assert (claim["verdict"], claim["remarks"]) == ("correct", [])


def test_a_word_nobody_knows_is_of_no_unit() -> None:
    """A few coincidences among the many units give a word of the sheet's own no meaning."""
    tables = reference(WIDE)
    numbers = [said(tables, "dL/dz[1,1]", 3), said(tables, "a[2,1]", 3), "0.417", "0.733", "0.108"]
    found = claims(WIDE, *(f"Summa = {number}" for number in numbers))
    assert "wrong" not in {claim["verdict"] for claim in found}


def test_the_authors_letter_for_one_kind_of_error() -> None:
    """Where the author calls dL/da by e, a delta is no dL/da, though its first value, a mistake, is that of one."""
    problem = dense(1, 1, 1, seed=4, more='notation: {names: {"e_1^{(2)}": "dL/da[2,1]"}}')
    tables = reference(problem)
    error, w, h = (tables.number(name) for name in ("dL/da[2,1]", "W[2,1,1]", "a[1,1]"))
    below = error * w * h * (1 - h)
    first, second = claims(
        problem,
        rf"\delta_1^{{(2)}} = {error:.4f}",
        rf"\delta_1^{{(1)}} = ({error:.4f}) \cdot ({w}) \cdot {h:.4f} \cdot (1 - {h:.4f}) = {below:.5f}",
    )
    assert (first["quantity"], first["verdict"], first["cause"]) == ("dL/dz[2,1]", "wrong", "activation-derivative-omitted")
    assert (second["quantity"], second["verdict"], second["roots"]) == ("dL/dz[1,1]", "follows", [1])


LAYERS_UNSAID = """
id: unsaid
title: Layers are told by headings
network:
  inputs: [0.75, 0.30]
  layers:
    - {weights: [[0.60, -0.15], [0.45, -0.95]], activation: relu}
    - {weights: [[0.70, 0.8], [0.40, 0.05]], activation: identity}
  targets: [0.8, 0.7]
  loss: half_squared_error
  update: {rule: sgd, learning_rate: 0.01}
"""

BOTH_LAYERS = """
z1 = 0.60*0.75 + (-0.15)*0.30 = 0.405
a1 = relu(0.405) = 0.405
z2 = 0.45*0.75 + (-0.95)*0.30 = 0.0525
a2 = relu(0.0525) = 0.0525
z1 = 0.70*0.405 + 0.8*0.0525 = 0.3255
z2 = 0.40*0.405 + 0.05*0.0525 = 0.165
dL/dw11 = (0.3255 - 0.8)*0.405 = -0.192
dL/dw12 = (0.3255 - 0.8)*0.0525 = -0.025
dL/dw21 = (0.165 - 0.7)*0.405 = -0.217
dL/dw22 = (0.165 - 0.7)*0.0525 = -0.028
dL/dw11 = ((0.3255 - 0.8)*0.70 + (0.165 - 0.7)*0.40)*relu'(0.405)*0.75 = -0.410
dL/dw12 = ((0.3255 - 0.8)*0.70 + (0.165 - 0.7)*0.40)*relu'(0.405)*0.30 = -0.164
dL/dw21 = ((0.3255 - 0.8)*0.8 + (0.165 - 0.7)*0.05)*relu'(0.0525)*0.75 = -0.305
dL/dw22 = ((0.3255 - 0.8)*0.8 + (0.165 - 0.7)*0.05)*relu'(0.0525)*0.30 = -0.122
w11' = 0.60 - 0.01*(-0.410) = 0.604
w12' = -0.15 - 0.01*(-0.164) = -0.148
w21' = 0.45 - 0.01*(-0.305) = 0.453
w22' = -0.95 - 0.01*(-0.122) = -0.949
w11' = 0.70 - 0.01*(-0.192) = 0.702
w12' = 0.8 - 0.01*(-0.025) = 0.800
w21' = 0.40 - 0.01*(-0.217) = 0.402
w22' = 0.05 - 0.01*(-0.028) = 0.050
""".strip().splitlines()


def test_weights_of_two_layers_under_the_same_names() -> None:
    """A name for one weight in each layer speaks for that by its workings, however many of its lines are missing."""
    problem = parse(LAYERS_UNSAID, file="unsaid.yaml")
    for missing in range(6, len(BOTH_LAYERS)):
        lines = [line for place, line in enumerate(BOTH_LAYERS) if place != missing]
        assert {claim["verdict"] for claim in claims(problem, *lines)} == {"correct"}, BOTH_LAYERS[missing]


def test_an_unusual_meaning_needs_more_lines_than_the_usual_one() -> None:
    """One delta is right as the usual derivative, the other leaves its slope out: that is a mistake, no other letter for dL/da."""
    problem = dense(2, 2, 1, activation="tanh", seed=3)
    tables = reference(problem)
    vector = "[" + " ".join(said(tables, f"dL/da[1,{unit}]", 8) for unit in (1, 2)) + "]"
    found = claims(problem, f"delta2: {said(tables, 'dL/dz[2,1]', 4)}", f"dL/da1: {vector}", f"delta1: {vector}")
    assert [claim["quantity"] for claim in found][-2:] == ["dL/dz[1,1]", "dL/dz[1,2]"]
    assert found[0]["quantity"] == "dL/dz[2,1]"
    assert {claim["cause"] for claim in found[-2:]} == {"activation-derivative-omitted"}


def test_a_delta_beside_the_derivatives_by_the_activations() -> None:
    """Where a sheet writes dE/dout by its full name, its deltas are no second name of it, though a mistake makes them look so."""
    problem = dense(2, 2, 1, activation="relu", seed=11)
    tables = reference(problem)
    assert tables.number("da[1,1]/dz[1,1]") == 0  # the slope of a ReLU is always 1, for this student
    places = {"o1": "2,1", "h1": "1,1", "h2": "1,2"}
    values = {unit: f"{tables.number(f'dL/da[{place}]'):.5f}" for unit, place in places.items()}
    found = claims(problem, *(line for u, v in values.items() for line in (f"dE/dout_{u} = {v}", f"delta_{u} = {v}*1 = {v}")))
    assert [claim["quantity"] for claim in found] == [f"dL/d{f}[{place}]" for place in places.values() for f in "az"]
    assert [claim["verdict"] for claim in found] == ["correct", "correct", "correct", "wrong", "correct", "correct"]


def test_letters_count_layers_alike() -> None:
    """Wrong activations are those of the layer that their superscript says on the sums too, whatever other one they come near."""
    problem = dense(2, 2, 1, seed=5)
    tables = reference(problem)
    sums = [rf"z_{j}^{{({layer})}} = {said(tables, f'z[{layer},{j}]', 4)}" for layer, j in ((1, 1), (1, 2), (2, 1))]
    near = tables.number("a[1,1]") * 1.08
    *_, first, second = claims(problem, *sums, r"a_2^{(1)} = 4.3217", rf"a_1^{{(2)}} = {near:.4f}")
    assert [(claim["quantity"], claim["verdict"]) for claim in (first, second)] == [("a[1,2]", "wrong"), ("a[2,1]", "wrong")]


def test_numbered_losses_beside_the_whole_one() -> None:
    """`E1` and `E2` are the terms of an `E` that adds them up, though both are wrong; the sum follows from them."""
    problem = dense(1, 1, 2, seed=4)
    tables = reference(problem)
    a, t = ([tables.number(f"{name}{k}]") for k in (1, 2)] for name in ("a[2,", "t["))
    terms = [(t[1 - k] - a[k]) ** 2 / 2 for k in (0, 1)]
    outputs = [f"yhat{k + 1} = {a[k]:.4f}" for k in (0, 1)]
    wrong = [f"E{k + 1} = 1/2 * ({t[1 - k]} - {a[k]:.4f})^2 = {terms[k]:.4f}" for k in (0, 1)]
    *_, first, second, whole = claims(problem, *outputs, *wrong, f"E = {terms[0]:.4f} + {terms[1]:.4f} = {sum(terms):.4f}")
    assert [(claim["quantity"], claim["verdict"]) for claim in (first, second)] == [("L[1]", "wrong"), ("L[2]", "wrong")]
    assert (whole["quantity"], whole["verdict"], whole["roots"]) == ("L", "follows", [3, 4])


def test_a_prime_may_be_a_slope() -> None:
    """`a1' = 0.61` without working is the slope of that unit where its value says so, the new activation where that does."""
    tables = reference(WIDE)
    for layer, unit in UNITS:
        name = f"[{layer},{unit}]"
        head = f"a_{unit}'^({layer})"
        for meant in (f"da{name}/dz{name}", f"a'{name}"):
            new = said(tables, "W'[1,1,1]", 4)
            before = (f"w_11'^(1) = {new}",) if meant.startswith("a'") else ()
            *_, claim = claims(WIDE, *before, f"a_{unit}^({layer}) = {said(tables, f'a{name}', 4)}", f"{head} = {said(tables, meant, 4)}")
            assert (claim["quantity"], claim["verdict"]) == (meant, "correct")


def test_one_letter_a_vector() -> None:
    """Where each letter is one vector, `a` may be the sums of the layer above `z`; `J_V` is the slope by V."""
    problem = dense(2, 3, 2, seed=4)
    tables = reference(problem)

    def row(family: str, layer: int) -> str:
        return ", ".join(said(tables, f"{family}[{layer},{j}]", 4) for j in range(1, (3, 2)[layer - 1] + 1))

    weights = "], [".join(", ".join(said(tables, f"W'[2,{k},{j}]", 4) for j in (1, 2, 3)) for k in (1, 2))
    slopes = "], [".join(", ".join(said(tables, f"dL/dW[2,{k},{j}]", 4) for j in (1, 2, 3)) for k in (1, 2))
    found = claims(
        problem,
        f"z = [{row('z', 1)}]",
        f"h = [{row('a', 1)}]",
        f"a = [{row('z', 2)}]",
        f"haty = [{row('a', 2)}]",
        f"J_a = [{row('dL/dz', 2)}]",
        f"J_V = [[{slopes}]]",
        f"V = [[{weights}]]",
    )
    assert {c["verdict"] for c in found} == {"correct"}
    assert [c["quantity"] for c in found if c["quantity"].startswith("z[2")] == ["z[2,1]", "z[2,2]"]
    assert sum(c["quantity"].startswith("dL/dW[2") for c in found) == 6


NEURON = """\
id: neuron-graph
title: A neuron as a graph
statement: One neuron.
graph:
  given: {x: 2, w: 0.5, b: 0.1, t: 1}
  define:
    z: w * x + b
    a: sigmoid(z)
    L: (a - t)^2 / 2
  differentiate: L
  update: {rule: sgd, parameters: [w, b], learning_rate: 0.1}
"""


def test_a_prime_in_a_graph_may_be_a_slope() -> None:
    """`a'` is what is made of one quantity alone, differentiated, where the value is that; else the value of the next pass."""
    problem = parse(NEURON, file="neuron.yaml")
    tables = reference(problem)
    for before in ((), ("z = 1.1", f"a = {said(tables, 'a', 4)}"), (f"w' = {said(tables, chr(119) + chr(39), 4)}",)):
        for meant in ("da/dz", "a'"):
            *_, claim = claims(problem, *before, f"a' = {said(tables, meant, 4)}")
            assert (claim["quantity"], claim["verdict"]) == (meant, "correct")
        *_, claim = claims(problem, *before, "a' = 0.7")
        assert (claim["quantity"], claim["verdict"]) == ("a'", "wrong")
