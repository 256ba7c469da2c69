"""The sigmoid seed sheet told again with other weights, labels and decimal mark: every number recomputed, every slip kept."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

LETTERS, NUMBERS = "abcdefghijklmnopqr", "12345678"


@dataclass(frozen=True, slots=True)
class Weights:
    """The numbers of the 2-2-2 network as the problem file shows them."""

    hidden: tuple[tuple[str, str], tuple[str, str]] = (("0.15", "0.25"), ("0.20", "0.30"))
    output: tuple[tuple[str, str], tuple[str, str]] = (("0.40", "0.50"), ("0.45", "0.55"))
    hidden_bias: str = "0.35"
    output_bias: str = "0.60"

    def yaml(self) -> tuple[str, str]:
        """The two lines of layers in a problem file."""
        rows = [f"[[{', '.join(layer[0])}], [{', '.join(layer[1])}]]" for layer in (self.hidden, self.output)]
        biases = [f"[{bias}, {bias}]" for bias in (self.hidden_bias, self.output_bias)]
        hidden, output = (f"    - {{weights: {row}, biases: {bias}, activation: sigmoid}}" for row, bias in zip(rows, biases, strict=True))
        return hidden, output


def rounded(value: float, places: int = 3) -> Decimal:
    """The number as this student rounds it: half up."""
    exact = Decimal(f"{value:.12f}")
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def thousandths(value: float) -> str:
    """Three significant digits and a power of ten."""
    ten = math.floor(math.log10(abs(value)))
    return f"{rounded(value / 10.0**ten, 2)} \\cdot 10^{{{ten}}}"


def _sigmoid(z: Decimal) -> Decimal:
    return rounded(1 / (1 + math.exp(-float(z))))


def short(text: str | Decimal) -> str:
    """A given number without its trailing zeros."""
    return f"{Decimal(text).normalize():f}"


def numbers_of(weights: Weights) -> dict[str, str]:
    """Every number of the sheet under a short name; the second output unit takes the weight 2,1 twice, as on the seed."""
    (w11, w12), (w21, w22) = weights.hidden
    (v11, v12), (v21, _) = weights.output
    x1, x2, t1, t2, b, c = (Decimal(text) for text in ("0.05", "0.1", "0.01", "0.99", weights.hidden_bias, weights.output_bias))
    z1, z2 = Decimal(w11) * x1 + Decimal(w12) * x2 + b, Decimal(w21) * x1 + Decimal(w22) * x2 + b
    a1, a2 = _sigmoid(z1), _sigmoid(z2)
    u1 = rounded(float(Decimal(v11) * a1 + Decimal(v12) * a2 + c))
    u2 = rounded(float(Decimal(v21) * a1 + Decimal(v21) * a2 + c))
    o1, o2 = _sigmoid(u1), _sigmoid(u2)
    loss1, loss2 = rounded(float((t1 - o1) ** 2 / 2)), rounded(float((t2 - o2) ** 2 / 2))
    e1, e2 = o1 - t1, o2 - t2
    s1, s2, g = rounded(float(o1 * (1 - o1))), rounded(float(o2 * (1 - o2))), rounded(float(a1 * (1 - a1)))
    h = rounded(float(a2 * (1 - a2)))
    p11, p12 = rounded(float(e1 * s1 * Decimal(v11))), rounded(float(e1 * s1 * Decimal(v12)))
    p2 = rounded(float(e2 * s2 * Decimal(v21)))
    table = {"w11": w11, "w12": w12, "w21": w21, "w22": w22, "v11": v11, "v12": v12, "v21": v21, "b": weights.hidden_bias}
    found = {name: short(text) for name, text in table.items()} | {"c": weights.output_bias, "z1": short(z1), "z2": short(z2)}
    values = {"a1": a1, "a2": a2, "u1": u1, "u2": u2, "o1": o1, "o2": o2, "l1": loss1, "l2": loss2, "l": loss1 + loss2}
    values |= {"e1": e1, "e2": e2, "s1": s1, "s2": s2, "g": g, "h": h, "p11": p11, "p12": p12, "p2": p2}
    values |= {"k1": rounded(float(e1 * s1 * a1)), "k2": rounded(float(e1 * s1 * a2))}
    values |= {"k3": rounded(float(e2 * s2 * a1)), "k4": rounded(float(e2 * s2 * a2))}
    found |= {name: str(value) for name, value in values.items()}
    for name, first, where, factor in (("k5", p11, g, x1), ("k6", p11, g, x2), ("k7", p12, h, x1), ("k8", p12, h, x2)):
        found[name] = thousandths(float(first * where * factor + p2 * where * x1))
    return found | _slips(found)


def _slips(found: dict[str, str]) -> dict[str, str]:
    """The slips of pen and transcription: a changed digit, a lost one, another number in an operand's place."""
    odd = found["a2"][:2] + str((int(found["a2"][2]) + 8) % 10) + found["a2"][3:]
    return {
        "odd": odd,
        "odd_error": str(Decimal(odd) - Decimal("0.99")),
        "odd_slope": found["g"][:3] + str((int(found["g"][3]) + 6) % 10) + found["g"][4:],
        "lost": "0." + found["h"][3:],
    }


@dataclass(frozen=True, slots=True)
class Restated:
    """A problem file and a sheet."""

    problem: str
    sheet: str


def restated(seed_problem: str, template: str, weights: Weights, *, point: bool, relabelled: bool) -> Restated:
    """The seed with other numbers: `template` holds `<name>` where a number of the sheet stands."""
    text = template
    for name, number in numbers_of(weights).items():
        text = text.replace(f"<{name}>", number if point else number.replace(".", ","))
    lines = seed_problem.splitlines()
    first = next(n for n, line in enumerate(lines) if "weights:" in line)
    problem = "\n".join([*lines[:first], *weights.yaml(), *lines[first + 2 :]]) + "\n"
    return Restated(*(_relabelled(problem, text) if relabelled else (problem, text)))


def _relabelled(problem: str, sheet: str) -> tuple[str, str]:
    """Letters become capitals, and numbers count on from 21."""
    for letter in LETTERS:
        problem = problem.replace(f"{{label: {letter},", f"{{label: {letter.upper()},")
        sheet = sheet.replace(f"\n{letter})", f"\n{letter.upper()})").replace(f"\n$${letter})", f"\n$${letter.upper()})")
    for number in NUMBERS:
        problem = problem.replace(f"{{label: {number},", f"{{label: 2{number},")
        sheet = sheet.replace(f"\n$${number})", f"\n$$2{number})")
    return problem, sheet
