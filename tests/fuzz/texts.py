"""Texts that nobody should have to grade: damaged sheets, endless brackets, numbers without end."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged sheet, and for each of its lines that was left whole the line that it was before."""

    text: str
    whole: dict[int, int]


Lines = list[tuple[int, str]]  # where the line stood (0: it is damaged or new), and its text
Harm = Callable[[random.Random, Lines, int], None]


def _cut(rng: random.Random, lines: Lines, at: int) -> None:
    text = lines[at][1]
    lines[at] = (0, text[: rng.randrange(len(text) + 1)])


def _flip(rng: random.Random, lines: Lines, at: int) -> None:
    raw = bytearray(lines[at][1].encode())
    if raw:
        raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
    lines[at] = (0, " ".join(raw.decode("utf-8", "replace").splitlines()))


def _lose(rng: random.Random, lines: Lines, at: int) -> None:
    kept = "".join(char for char in lines[at][1] if rng.random() > 0.15)
    lines[at] = (0, kept)


def _shuffle(rng: random.Random, lines: Lines, at: int) -> None:
    words = lines[at][1].split(" ")
    rng.shuffle(words)
    lines[at] = (0, " ".join(words))


def _drop(_: random.Random, lines: Lines, at: int) -> None:
    del lines[at]


def _double(_: random.Random, lines: Lines, at: int) -> None:
    lines.insert(at + 1, lines[at])


def _junk(rng: random.Random, lines: Lines, at: int) -> None:
    lines.insert(at, (0, rng.choice(("???", "|", "\\", "$$", "see page 3", "//", "{{{", "=", "x", "0,0,0", "… …", "\\frac{", "* * *"))))


def _swap(rng: random.Random, lines: Lines, at: int) -> None:
    text = lines[at][1]
    if len(text) > 1:
        n = rng.randrange(len(text) - 1)
        lines[at] = (0, text[:n] + text[n + 1] + text[n] + text[n + 2 :])


SIGNS = "01259zaWbLtδ∂σ=+-*/^_{}()[]|,.\\$ \n'"
INK = st.lists(st.sampled_from([*SIGNS, "\\frac", "\\partial", "0,5", "10^{-3}"]), max_size=120).map("".join)
ANYTHING = st.one_of(INK, st.text(max_size=200))


def made(seed: int, count: int) -> list[str]:
    """So many texts of no sheet, drawn from the signs of working or from all signs there are."""
    texts: list[str] = []

    @seeded(seed)
    @settings(max_examples=count, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(ANYTHING)
    def draw(text: str) -> None:
        texts.append(text)

    draw()
    return texts


HARMS: tuple[Harm, ...] = (_cut, _flip, _lose, _shuffle, _drop, _double, _junk, _swap)


def damaged(rng: random.Random, sheet: str, times: int = 1, only: set[int] | None = None) -> Damaged:
    """The sheet with some of its lines (counted from 1; `only` limits which) harmed."""
    lines: Lines = list(enumerate(sheet.split("\n"), 1))
    for _ in range(times):
        places = [n for n, (stood, _) in enumerate(lines) if (stood in only if only is not None else True)]
        if places:
            rng.choice(HARMS)(rng, lines, rng.choice(places))
    text = "\n".join(line for _, line in lines)
    if text.count("\n") != max(len(lines) - 1, 0):
        return Damaged(text, {})
    return Damaged(text, {n: stood for n, (stood, _) in enumerate(lines, 1) if stood})


def scrambled(rng: random.Random, sheet: str) -> str:
    """All lines of a sheet in any order, some pasted into others."""
    lines = sheet.split("\n")
    rng.shuffle(lines)
    return "\n".join(line if rng.random() < 0.8 else line + rng.choice(lines) for line in lines)


MONSTERS: dict[str, Callable[[], str]] = {
    "tower of powers": lambda: "a = 9^{9^{9^{9}}}",
    "tower in plain text": lambda: "z = " + "^".join("9" * 500),
    "round brackets": lambda: "z_1 = " + "(" * 10_000 + "1" + ")" * 10_000,
    "open brackets": lambda: "z_1 = " + "(" * 10_000,
    "closing brackets": lambda: "z_1 = 1" + ")" * 10_000,
    "minus signs": lambda: "z_1 = " + "-" * 5_000 + "1",
    "spaced minus signs": lambda: "z_1 = " + "- " * 5_000 + "1",
    "a million digits": lambda: "z_1 = " + "7" * 1_000_000,
    "a million decimals": lambda: "z_1 = 0," + "1" * 1_000_000,
    "open powers": lambda: "a^{" * 2_000,
    "open indices": lambda: "a_{" * 2_000,
    "open fractions": lambda: "z = " + "\\frac{" * 2_000,
    "nested fractions": lambda: "z = " + "\\frac{1}{" * 1_000 + "2" + "}" * 1_000,
    "nested roots": lambda: "z = " + "\\sqrt{" * 1_000 + "2" + "}" * 1_000,
    "nested functions": lambda: "a = " + "\\sigma(" * 1_000 + "1" + ")" * 1_000,
    "equals signs": lambda: "=" * 10_000,
    "a chain of a thousand": lambda: "z_1 = " + " = ".join(["0,5"] * 1_000),
    "a sum of ten thousand": lambda: "z_1 = " + " + ".join(["0.1*0.2"] * 10_000),
    "open matrices": lambda: "\\begin{bmatrix}" * 1_000,
    "nested lists": lambda: "W = " + "[" * 3_000 + "1" + "]" * 3_000,
    "a wide matrix": lambda: "z = [" + ", ".join(["0.1"] * 20_000) + "]",
    "a wide table": lambda: "| z_1 = 0.5 " * 5_000 + "|",
    "huge exponent": lambda: "z_1 = 1e999999999",
    "huge power of ten": lambda: "z_1 = 3 \\cdot 10^{99999999}",
    "tiny power of ten": lambda: "z_1 = 3 \\cdot 10^{-99999999}",
    "factorials": lambda: "z = 9!!!!!!!!!!!!",
    "zero divisions": lambda: "z_1 = 1/0 = 0/0 = \\frac{1}{0}",
    "exponential of a giant": lambda: "a_1 = e^{e^{e^{99}}} = \\exp(10^{30})",
    "control characters": lambda: "".join(map(chr, range(32))) + "z_1 = 0,5\x00\x1b[0m",
    "lone surrogates": lambda: "z_1 = \ud800 0,5 \udfff",
    "marks upon marks": lambda: "z" + "\u0301" * 5_000 + " = 1",
    "right to left": lambda: "\u202ez_1 = 0,5\u202c \u200f",
    "wide digits": lambda: "z_1 = ０，５９４ + ٠٫٥ + ५",
    "dollar signs": lambda: "$" * 5_001,
    "backslashes": lambda: "\\" * 5_001,
    "empty lines": lambda: "\n" * 20_000,
    "two thousand lines": lambda: "z_1 = 0,4*0,5 = 0,2\n" * 2_000,
    "nothing": lambda: "",
    "spaces": lambda: " \t\u00a0" * 10_000,
    "code": lambda: "__import__('os').system('true')\nz_1 = ().__class__.__bases__[0]\nexec('1')",
    "long name": lambda: "z" * 20_000 + " = 1",
    "long word index": lambda: "z_{" + "hidden" * 3_000 + "} = 1",
    "derivative of derivatives": lambda: "\\frac{\\partial " * 800,
    "d over d": lambda: "d" * 3_000 + "/" + "d" * 3_000,
}
