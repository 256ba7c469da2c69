"""Second readings of doubtful ink: offered beside what was read, never put in its place."""

from __future__ import annotations

import re
from typing import Final

from grader.maths.written import Written
from grader.reading.numbers import written

#: Letters and strokes that scanning and handwriting take for digits, with what they may be.
_LOOKALIKES: Final = {
    "O": "0", "o": "0", "Q": "0", "D": "0", "l": "17", "I": "17", "|": "1", "i": "1", "!": "1", "S": "5", "s": "5", "B": "8",
    "Z": "2", "z": "2", "b": "6", "G": "6", "q": "9", "g": "9", "T": "7", "?": "7",
}  # fmt: skip
_TWINS: Final = {"1": "7", "7": "1", "0": "6", "6": "0", "5": "6", "3": "8", "8": "3", "4": "9", "9": "4"}
_LONGEST: Final = 16  # characters of ink that may be one number
_INK: Final = re.compile(r"(?P<sign>[-−–—]?)\s*(?P<digits>[\dOoQDlI|i!SsBZzbGqgT?]*[.,]?\s?[\dOoQDlI|i!SsBZzbGqgT?]+)")
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


def of_ink(text: str) -> tuple[Written, ...]:
    """The numbers that a piece of garbled ink may be (`0.l5`: 0.15, 0.75); none where it has no digit or is no number's shape."""
    text = text.strip().strip("$").replace("{,}", ",")
    shape = _INK.fullmatch(text) if len(text) <= _LONGEST else None
    if shape is None or not any(char.isdecimal() for char in text):
        return ()
    found = [""]
    for char in shape["digits"].replace(" ", ""):
        choices = _LOOKALIKES.get(char, char)
        found = [said + choice for said in found for choice in choices][:4]
    numbers = [number for said in found if (number := written(said)) is not None]
    return tuple(number.negative() if shape["sign"] else number for number in numbers)


def of_number(shown: Written) -> tuple[Written, ...]:
    """What a number that was read well may also say by its marks: `0594` a lost point, `1,136` thousands."""
    text = shown.text
    if text[0] == "0" and len(text) > 1 and text.isdecimal():
        lost = written(f"0.{text[1:]}")
        return (lost,) if lost is not None else ()
    if _GROUPED.fullmatch(text):
        whole = written(re.sub("[.,]", "", text) if not shown.exact else text)
        return (whole,) if whole is not None else ()
    return ()


def twins(shown: Written) -> tuple[Written, ...]:
    """The numbers that differ from a written one in one digit that is easily taken for another (1 and 7, 0 and 6, 3 and 8, 4 and 9)."""
    text = shown.text
    places = [place for place, char in enumerate(text[:_LONGEST]) if char in _TWINS]
    readings = [written(text[:place] + _TWINS[text[place]] + text[place + 1 :]) for place in places]
    return tuple(number for number in readings if number is not None)
