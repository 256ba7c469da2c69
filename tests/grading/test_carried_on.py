"""What later lines may go on with: the value written, the one it should be, and the one that its own working gives."""

from __future__ import annotations

import math

from grader.problem import parse
from tests.grading.problems import claims, dense

PROBLEM = dense(1, 1, 1, seed=4)
TWO = parse(
    """\
id: two
title: Two units
statement: Two hidden units, one above.
network:
  inputs: [0.5, 0.6]
  targets: [1]
  layers:
    - {weights: [[0.15, 0.25], [0.2, 0.3]], activation: sigmoid}
    - {weights: [[0.4, 0.45]], activation: sigmoid}
  loss: half_squared_error
  update: {rule: sgd, learning_rate: 40}
notation:
  names:
    w_1: "W[1,1,1]"
    w_2: "W[1,1,2]"
    w_3: "W[1,2,1]"
    w_4: "W[1,2,2]"
    w_5: "W[2,1,1]"
    w_6: "W[2,1,2]"
""",
    file="two.yaml",
)


def test_the_value_of_the_working_behind_a_wrong_value() -> None:
    """2(a - t)a(1 - a) is a mistake; a digit of its result is dropped, and the lines below go on with all digits: they follow."""
    numbers = PROBLEM.trace
    a, t, w, h = (numbers.number(name) for name in ("a[2,1]", "t[1]", "W[2,1,1]", "a[1,1]"))
    shown = [f"{x:.5f}" for x in (a, t, w, h)]
    doubled = 2 * (float(shown[0]) - float(shown[1])) * float(shown[0]) * (1 - float(shown[0]))
    written = f"{doubled:.5f}"
    slipped = written.replace(".", ".1", 1)
    lines = (
        f"z_1 = {numbers.number('z[1,1]'):.5f}",
        f"a_1 = {shown[3]}",
        f"a_2 = {shown[0]}",
        f"δ_2 = 2*({shown[0]} - {shown[1]})*{shown[0]}*(1 - {shown[0]}) = {slipped}",
        f"dL/dW_2 = ({written})*{shown[3]} = {doubled * float(shown[3]):.5f}",
        f"dL/db_2 = {written}",
    )
    found = claims(PROBLEM, *lines)
    assert [claim["verdict"] for claim in found[3:]] == ["wrong", "follows", "follows"]
    assert [claim["roots"] for claim in found[4:]] == [[4], [4]]


def test_rounding_where_a_sum_cancels() -> None:
    """0.0134 - 0.0124 - 0.000841 = 0.000159 stands for 0.000142: the deltas were rounded to three digits."""
    text = """\
id: cancels
title: Cancels
statement: A sum.
graph:
  given: {p: 0.01338, q: 0.01239659, r: 0.00084118}
  define: {x: p * 1, y: q * 1, z: r * 1, s: x - y - z}
"""
    found = claims(parse(text, file="cancels.yaml"), "x = 0.0134", "y = 0.0124", "z = 0.000841", "s = 0.000159")
    assert {claim["verdict"] for claim in found} == {"correct"}


def test_rounding_where_a_sum_cancels_in_a_factor() -> None:
    """The paths to the hidden unit nearly cancel: 5.9e-7 by the rounded operands shown stands for 4.5e-7."""
    text = """\
id: paths
title: Paths that cancel
network:
  inputs: [0.80, 0.95, 1.20]
  layers:
    - {weights: [[0.40, 0.75, 0.15], [0.50, 0.85, 0.10]], biases: [0.65, 0.35], activation: tanh}
    - {weights: [[0.70, 0.90], [0.55, 0.45]], biases: [0.60, 0.05], activation: tanh}
    - {weights: [[0.25, 0.95], [0.20, 0.80]], biases: [0.30, 0.70], activation: sigmoid}
  targets: [1, 0.5]
  loss: half_squared_error
"""
    paths = "((0.7797 - 1)*0.7797*(1 - 0.7797)*0.25 + (0.8178 - 0.5)*0.8178*(1 - 0.8178)*0.20)*(1 - 0.9708^2)"
    found = claims(
        parse(text, file="paths.yaml"),
        "a_1^1 = 0.9529",
        "a_1^2 = 0.9708",
        "a_1^3 = 0.7797",
        "a_2^3 = 0.8178",
        f"dL/db_1^2 = {paths} = 6.2e-7",
        f"dL/dw_11^2 = {paths}*0.9529 = 5.9e-7",
    )
    assert [claim["verdict"] for claim in found] == ["correct"] * 6


def test_a_square_matrix_of_carried_values_in_the_layout_of_its_operands() -> None:
    """Inputs down, units across: a matrix of gradients that follow from wrong deltas is laid out as the deltas say."""
    problem = dense(2, 2, 1, seed=6)
    x = [problem.trace.number(f"a[0,{i}]") for i in (1, 2)]
    wrong = [0.3, -0.7]
    rows = r" \\ ".join(" & ".join(f"{i * d:.4f}" for d in wrong) for i in x)
    found = claims(
        problem,
        f"dL/dz^{{(1)}}_1 = {wrong[0]}",
        f"dL/dz^{{(1)}}_2 = {wrong[1]}",
        rf"$\frac{{\partial L}}{{\partial W^{{(1)}}}} = \begin{{bmatrix}} {rows} \end{{bmatrix}}$",
    )
    assert [claim["verdict"] for claim in found] == ["wrong"] * 2 + ["follows"] * 4


def test_a_change_under_a_name_that_the_author_declared() -> None:
    """A Δ before a name is part of it: the step and the parameter it changes are two quantities."""
    text = """\
id: two-steps
title: Two names
statement: A step and what it changes.
graph:
  given: {p_0: 2, eta: 0.1, g: 3}
  define: {d_1: eta * g, p_1: p_0 - d_1}
notation:
  names: {"\\\\Delta p_1": d_1}
"""
    found = claims(parse(text, file="two-steps.yaml"), r"$\Delta p_1 = 0.1 \cdot 3 = 0.3$", r"$p_1 = 2 - 0.3 = 1.7$")
    assert [claim["quantity"] for claim in found] == ["d_1", "p_1"]
    assert {claim["verdict"] for claim in found} == {"correct"}


def test_a_second_pass_with_a_new_weight_that_was_never_written() -> None:
    """Names without a mark: the own new weight that a unit shows says that its pass is the second, though its other weight is lost."""
    new = (0.6, 0.7, 0.496, 0.9, 0.8)
    first = [f"{name} = {TWO.trace.number(q):.4f}" for name, q in (("z_h1", "z[1,1]"), ("z_h2", "z[1,2]"), ("a_h1", "a[1,1]"))]
    updated = [f"w_{i}' = {number:.4f}" for i, number in zip((1, 2, 3, 5, 6), new, strict=True)]
    w1, w2, w3, *_ = (f"{number:.4f}" for number in new)
    z1, z2 = float(w1) * 0.5 + float(w2) * 0.6, float(w3) * 0.5 + 0.1 * 0.6
    lines = (
        *first,
        *updated,
        f"z_h1 = {w1}*0.5 + {w2}*0.6 = {z1:.4f}",
        f"a_h1 = sigma({z1:.4f}) = {1 / (1 + math.exp(-z1)):.4f}",
        f"z_h2 = {w3}*0.5 + 0.1*0.6 = {z2:.4f}",
        f"a_h2 = sigma({z2:.4f}) = {1 / (1 + math.exp(-z2)):.4f}",
    )
    found = claims(TWO, *lines)[-4:]
    assert [claim["quantity"] for claim in found] == ["z'[1,1]", "a'[1,1]", "z'[1,2]", "a'[1,2]"]
    assert [claim["verdict"] for claim in found] == ["follows", "follows", "wrong", "follows"]


def test_many_digits_of_a_value_that_follows() -> None:
    """A sum that is off in its sixth digit: what follows is told from a mistake by the digits before."""
    truth = PROBLEM.trace.number("dL/dz[2,1]")
    h = PROBLEM.trace.number("a[1,1]")
    found = claims(PROBLEM, f"δ_2 = {3 * truth:.7f}", f"dL/dW_2 = {3 * truth * h * 1.00005:.9f}", f"dL/db_2 = {3 * truth * 1.002:.9f}")
    assert [claim["verdict"] for claim in found] == ["wrong", "follows", "wrong"]


MOVED = parse(
    """\
id: moved
title: One step
statement: One step of descent on a graph with parameters of its own.
graph:
  given: {x: 0.8, t: 1, W_x: 0.5, V: 0.4}
  define:
    h: tanh(W_x * x)
    y: V * h
    L: (y - t)^2 / 2
  differentiate: L
  update: {rule: sgd, parameters: [W_x, V], learning_rate: 0.1}
""",
    file="moved.yaml",
)


def test_an_arrow_behind_a_parameter_of_a_graph_gives_its_new_value() -> None:
    """`V ← 0.4 - 0.1·(…)` is the parameter after the step, whatever its letter."""
    number = MOVED.trace.number
    steps = [(name, number(name), number(f"dL/d{name}") * 1.002, number(f"{name}'")) for name in ("W_x", "V")]
    lines = [f"L = {number('L'):.4f}", *(f"{name} ← {old} - 0.1*({slope:.4f}) = {new:.3f}" for name, old, slope, new in steps)]
    found = claims(MOVED, *lines)
    assert [(claim["verdict"], claim["quantity"]) for claim in found] == [("correct", name) for name in ("L", "W_x'", "V'")]


def test_a_difference_called_the_error_is_not_the_loss() -> None:
    """`Error = 0.9 - 0.2` with a value of the student's own is no wrong loss; a wrong loss is one."""
    numbers = PROBLEM.trace
    output, target = numbers.number("a[2,1]") + 0.09, numbers.number("t[1]")
    lines = (f"a_2 = {output:.3f}", f"Error = {target} - {output:.3f} = {target - float(f'{output:.3f}'):.3f}")
    assert [claim["verdict"] for claim in claims(PROBLEM, *lines)][1] in {"unchecked", "follows"}
    assert claims(PROBLEM, "L = 0.9")[0]["verdict"] == "wrong"


def test_an_old_weight_is_no_coarse_new_one() -> None:
    """Where a sheet shows five digits and its own error signal is wrong, a weight as it was is not the new one with fewer digits."""
    numbers = PROBLEM.trace
    lines = [f"{name[0]}_{name[2]} = {numbers.number(name):.5f}" for name in ("z[1,1]", "a[1,1]", "z[2,1]", "a[2,1]")]
    a, t, h, w = (numbers.number(name) for name in ("a[2,1]", "t[1]", "a[1,1]", "W[2,1,1]"))
    delta = float(f"{(a - t) * a * (1 - a):.5f}")
    slope = float(f"{delta * h / 12:.5f}")  # too small by far, and carried on
    new = w - 0.5 * slope
    lines += [f"δ_2 = {delta:.5f}", f"dL/dw_2 = {delta:.5f}*{h:.5f} = {slope:.5f}"]
    assert 0.001 < abs(new - w) < 0.05  # hidden by a weight's one decimal
    assert [claim["verdict"] for claim in claims(PROBLEM, *lines, f"w_2' = {new:.5f}")[4:]] == ["correct", "wrong", "follows"]
    found = claims(PROBLEM, *lines, f"w_2' = {w}")
    assert [claim["verdict"] for claim in found[4:]] == ["correct", "wrong", "wrong"]
    assert "weights-not-updated" in {found[-1]["cause"], *found[-1]["also"]}
