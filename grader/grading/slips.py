"""Slips of the pen by their digits: sign, decimal point, digits swapped, dropped or doubled, wrong rounding."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

UNITS: Final = 2.6  # units of the last digit within which a wrong rounding is believed
SHIFTS = (10.0, 0.1, 100.0, 0.01, 1000.0, 0.001)
ENOUGH: Final = 2  # significant digits below which digits tell nothing


def slip(number: float, half: float, significant: int, meant: float) -> str | None:
    """The slip by which `meant` became the written number: sign, decimal-point, copy, rounding; None for no such slip."""
    if not math.isfinite(meant) or not meant or not number:
        return None
    if abs(number + meant) <= max(half * 1.02, 1e-4 * abs(meant)):
        return "sign"
    if abs(number - meant) <= 2 * half * UNITS / 2 and significant >= ENOUGH and number * meant > 0:
        return "rounding"
    if (
        significant >= ENOUGH
        and number * meant > 0
        and any(abs(number * s - meant) <= max(half * s * 1.02, 5e-4 * abs(meant)) for s in SHIFTS)
    ):
        return "decimal-point"
    if significant >= ENOUGH and number * meant > 0 and copied(number, half, significant, meant):
        return "copy"
    return None


def copied(number: float, half: float, significant: int, meant: float) -> bool:
    """Whether the written digits are the meant ones with a pair swapped, one dropped, doubled or changed in place of another."""
    unit = 2 * half
    if not unit:
        return False
    shown = f"{round(abs(number) / unit)}"
    for digits in (len(shown) - 1, len(shown), len(shown) + 1):
        scale = 10.0 ** (digits - len(shown))
        source = f"{round(abs(meant) / unit * scale)}".zfill(digits)
        if any(shown == edit for edit in edits(source)):
            return True
    del significant
    return False


def edits(source: str) -> Iterator[str]:
    """The digits after one swap of neighbours, one drop, one doubling."""
    for i in range(len(source)):
        if i + 1 < len(source) and source[i] != source[i + 1]:
            yield source[:i] + source[i + 1] + source[i] + source[i + 2 :]
        yield source[:i] + source[i + 1 :]
        yield source[:i] + source[i] + source[i:]
