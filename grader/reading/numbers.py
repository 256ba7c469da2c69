"""Written numbers: which mark is the decimal one on this sheet, and what each number says exactly."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import islice
from typing import Final

from grader.maths.written import Written
from grader.reading.tokens import Tokens

DIGITS: Final = 60  # of one number
EXPONENT: Final = 200  # of a power of ten: with all its digits a number stays within floats
_FRACTIONS: Final = {
    "½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5", "⅘": "4/5", "⅙": "1/6", "⅚": "5/6",
    "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8",
}  # fmt: skip
_SHAPE: Final = re.compile(
    r"([\d .,'’\u202f\u2009\u00a0\\{}]+?)"
    r"(?:[eE]([-+−–]?\d+)|\s*(?:\\cdot|\\times|\\,|[·⋅×∙*x•∗])\s*10\s*\^?\s*[{(]?\s*([-+−–⁺⁻]?\s*[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s*[})]?)?"
)
_PERIODIC: Final = re.compile(r"(\d{1,20})[.,](\d{0,20})(?:\\(?:overline|bar|dot)\s*\{?|\()(\d{1,9})[})]?")
_PLAIN: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻−–", "0123456789+---", "'’\u202f\u2009\u00a0{}\\ ")
_GROUPS: Final = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_LARGE: Final = re.compile(r"[1-9]\d{0,2}(?:\{,\}\d{3})+(?:\.\d+)?")
_DOUBTFUL = (re.compile(r",\d+,\d"), re.compile(r"\(\d,\d\)"), re.compile(r"ma?[xi]n?\s*\(\s*0,"))  # one by one: each has a first letter
_HABIT: Final = 2  # numbers with a gap behind the point that show a sheet's way of setting them
_SIGNS: Final = frozenset(("+", "-", "*", "/", "=", "~", "("))  # what stands before a number within working
_TIED: Final = re.compile(r"['’\\]")  # marks of one number, never of two
_BARE: Final = re.compile(r"(?<!\{),(?!\})")  # a comma that is not set as a decimal one, `{,}`
_KNOWN: Final[dict[tuple[str, bool], Written | None]] = {}


def written(text: str, thousands: str = "") -> Written | None:
    """The number that a number token shows; None where it is beyond the bounds or no number.

    `thousands` is the mark that this sheet sets between thousands, where a token has that mark alone.
    """
    key = (text, bool(thousands) and thousands in text)
    try:
        return _KNOWN[key]
    except KeyError:
        if len(_KNOWN) > 20000:
            _KNOWN.clear()
        found = _KNOWN[key] = _written(text, grouped=key[1])
        return found


def _written(text: str, *, grouped: bool) -> Written | None:
    if text in _FRACTIONS:
        return Written(text, Fraction(_FRACTIONS[text]), 0, 1, exact=True)
    if text[-1] in "})" and (periodic := _PERIODIC.fullmatch(text)) is not None:
        return _periodic(text, periodic[1], periodic[2], periodic[3])
    shape = _SHAPE.fullmatch(text) if len(text) <= 4 * DIGITS else None
    if shape is None:
        return None
    power = int((shape[2] or shape[3] or "0").translate(_PLAIN))
    mantissa = _mantissa(shape[1].replace("\\,", "").translate(_PLAIN), grouped=grouped)
    if mantissa is None or abs(power) > EXPONENT:
        return None
    whole, _, places = mantissa.partition(".")
    digits = whole + places
    if not digits or len(digits) > DIGITS:
        return None
    decimals = len(places) - power
    value = Fraction(int(digits), 10**decimals) if decimals > 0 else Fraction(int(digits) * 10**-decimals)
    return Written(text, value, decimals, len(digits.lstrip("0")), exact="." not in mantissa and not (shape[2] or shape[3]))


def _periodic(text: str, whole: str, places: str, period: str) -> Written:
    """`0.1\\overline{6}` as the fraction that it is."""
    unit = 10 ** len(places)
    value = Fraction(int(whole + places), unit) + Fraction(int(period), unit * (10 ** len(period) - 1))
    return Written(text, value, 0, 1, exact=True)


def _mantissa(text: str, *, grouped: bool) -> str | None:
    """Digits with a point as the only mark; None where the marks make no number."""
    points, commas = text.count("."), text.count(",")
    if points + commas == 0:
        return text
    if points and commas:
        mark = "." if text.rfind(".") > text.rfind(",") else ","
        other = "," if mark == "." else "."
        head, _, places = text.rpartition(mark)
        return f"{head.replace(other, '')}.{places}" if _GROUPS.fullmatch(head) and head.count(mark) == 0 else None
    if points + commas == 1 and not grouped:
        return text.replace(",", ".")
    return re.sub("[.,]", "", text) if _GROUPS.fullmatch(text) else None


def settle(tokens: Tokens) -> tuple[Tokens, str, str]:
    """The tokens with lists of numbers split into their items, the sheet's decimal mark, and its mark between thousands."""
    symbols, texts = tokens.symbols, tokens.texts
    if tokens.text.count("0. ") > 1:
        _close_up(tokens)
    if " . " in tokens.text:
        _multiply(tokens)
    places = [place for place, symbol in enumerate(symbols) if symbol == "n"]
    numbers = " ".join([texts[place] for place in places])
    commas = numbers.count(",")
    points = numbers.count(".")
    if commas == 0:
        return tokens, "." if points else "", ""
    clear = numbers.count("0,") + numbers.count("{,}") > commas // 2
    if points == 0 and clear and "[" not in symbols and not any(doubtful.search(tokens.text) for doubtful in _DOUBTFUL):
        return tokens, ",", ""
    if points and "{,}" in numbers and _are_thousands(numbers):
        return tokens, ".", ","
    inside = _inside(symbols)
    places = [place for place in places if "," in texts[place]]
    strong = (place for place in places if _surely_decimal(texts[place], inside=inside[place]) or _is_item(tokens, place))
    surely = len(list(islice(strong, max(points, 1)))) == max(points, 1)
    decimal = "," if surely else "." if points else ("," if not any(inside[place] for place in places) else "")
    thousands = "," if decimal == "." and re.search(r"(?<![\d,.])[1-9]\d{0,2}(?:,\d{3})+(?:\.|,\d{3})", numbers) else ""
    listed = [place for place in places if inside[place] or texts[place].count(",") > 1 or "." in texts[place]]
    parts = "{}" if decimal == "," and _all_set(texts, places) else decimal
    splits = {place: items for place in listed if len(items := _items(tokens, place, parts, inside=inside[place])) > 1}
    return (_split(tokens, splits) if splits else tokens), decimal or ",", thousands


def _close_up(tokens: Tokens) -> None:
    """On a sheet that sets the digits apart from the point (`0. 12`), make one number of `1. 83` behind a sign too."""
    symbols, texts, starts = tokens.symbols, tokens.texts, tokens.starts
    if sum(1 for text in texts if text.startswith("0. ")) < _HABIT:
        return
    points = [i for i, symbol in enumerate(symbols) if symbol == "." and symbols[i - 2] in _SIGNS and starts[i + 1] == starts[i] + 2]
    for i in reversed(points):
        whole, places = texts[i - 1], texts[i + 1]
        if symbols[i - 1] == symbols[i + 1] == "n" and whole.isdecimal() and places.isdecimal() and starts[i] == starts[i - 1] + len(whole):
            texts[i - 1] = f"{whole}. {places}"
            del symbols[i : i + 2], texts[i : i + 2], starts[i : i + 2]


def _multiply(tokens: Tokens) -> None:
    """A point with gaps on both sides is a sign of multiplication where the number beside it has its own decimal mark: `0,8 . 0,6`."""
    symbols, texts, starts = tokens.symbols, tokens.texts, tokens.starts
    for i in [i for i, symbol in enumerate(symbols) if symbol == "." and i > 0]:
        apart = starts[i] > starts[i - 1] + len(texts[i - 1]) and starts[i + 1] > starts[i] + 1
        between = symbols[i - 1] in _ENDS_FACTOR and symbols[i + 1] in _BEGINS_FACTOR
        if apart and between and (_is_marked(texts[i - 1]) or _is_marked(texts[i + 1])):
            symbols[i] = "*"


_ENDS_FACTOR: Final = frozenset(("n", ")"))
_BEGINS_FACTOR: Final = frozenset(("n", "("))


def _is_marked(text: str) -> bool:
    """Whether a number shows a decimal mark."""
    return "," in text or "." in text


def _are_thousands(numbers: str) -> bool:
    """Whether every comma of a sheet with points is LaTeX's `{,}` between groups of three digits: `-400{,}000{,}000`."""
    commas = [text for text in numbers.split(" ") if "," in text]
    return all("{,}" in text and _LARGE.fullmatch(text) for text in commas)


def _all_set(texts: list[str], places: list[int]) -> bool:
    """Whether a sheet sets its decimal commas as `{,}`, so that a bare one divides: no number shows another decimal comma for sure."""
    bare = [texts[place] for place in places if _BARE.search(texts[place])]
    return len(bare) < len(places) and not any("{" not in text and _surely_decimal(text, inside=True) for text in bare)


def _surely_decimal(text: str, *, inside: bool) -> bool:
    """Whether a comma can be nothing but a decimal mark: `0,594`, `{,}`, or one comma outside all brackets."""
    if "{,}" in text:
        return True
    pieces = text.split(",")
    if len(pieces) != 2 or "." in text:
        return False
    long = len(pieces[1]) >= 2
    return (pieces[0] == "0" and long) or (not inside and (len(pieces[1]) != 3 or pieces[0] == "0")) or (long and len(pieces[1]) != 3)


def _is_item(tokens: Tokens, place: int) -> bool:
    """Whether `0,1` stands in a list whose items are divided by a comma and a gap: `[0,1, 0,2]`."""
    text = tokens.texts[place]
    before, behind = (tokens.symbols[at] == "," and tokens.starts[at + 1] > tokens.starts[at] + 1 for at in (place - 1, place + 1))
    return text.count(",") == 1 and text.startswith("0,") and (before or behind)


_DEEPER: Final = {"[": 1, "(": 1, "begin": 1, "]": -1, ")": -1, "end": -1, "nl": 0}


def _inside(symbols: list[str]) -> list[bool]:
    """For each token, whether it stands inside a bracket that may hold a list; at the end of a line all are closed."""
    inside = [False] * len(symbols)
    depth = begin = 0
    for place in [place for place, symbol in enumerate(symbols) if symbol in _DEEPER]:
        step = _DEEPER[symbols[place]]
        if step > 0:
            begin = begin if depth else place
            depth += 1
        elif depth:
            depth = depth - 1 if step else 0
            if not depth:
                inside[begin:place] = [True] * (place - begin)
    return inside


def _items(tokens: Tokens, place: int, decimal: str, *, inside: bool) -> list[str]:
    """The numbers that a token with commas holds, in order; `decimal` is `{}` where decimal commas are all set as `{,}`."""
    text = tokens.texts[place]
    if _TIED.search(text) is not None:
        return [text]
    if "{,}" in text:
        return _BARE.split(text) if inside else [text]
    pieces = text.split(",")
    if len(pieces) == 2:
        return pieces if _is_pair(tokens, place, decimal, pieces, inside=inside) else [text]
    if "." in text:
        grouped = _GROUPS.fullmatch(text.partition(".")[0]) and text.count(".") == 1 and text.rfind(",") < text.find(".")
        return [text] if grouped and not inside else pieces
    if decimal == "," and len(pieces) % 2 == 0 and any(len(piece) > 1 for piece in pieces[1::2]):
        return [f"{whole},{part}" for whole, part in zip(pieces[::2], pieces[1::2], strict=True)]
    return [text] if not inside and _GROUPS.fullmatch(text) else pieces


def _is_pair(tokens: Tokens, place: int, decimal: str, pieces: list[str], *, inside: bool) -> bool:
    """Whether `a,b` is two numbers: a list in a sheet with points, two whole numbers alone in brackets."""
    if "." in tokens.texts[place]:
        return inside or not (_GROUPS.fullmatch(pieces[0]) or _GROUPS.fullmatch(tokens.texts[place].partition(".")[0]))
    if not inside:
        return False
    symbols = tokens.symbols
    before, after = symbols[place - 1] if place else "nl", symbols[place + 1]
    alone = before in {"[", "("} and after in {"]", ")"}
    if before == "(" and place > 1 and tokens.texts[place - 2] in {"max", "\\max", "min", "\\min"}:
        return True
    if decimal == "{}":
        return alone and before == "["
    if decimal != ",":
        return not (pieces[0] == "0" and len(pieces[1]) > 1)
    outside = symbols[place - 2] if place > 1 else "nl"
    whole = len(pieces[0]) == len(pieces[1]) == 1 and outside in {"=", "~", "nl", "->", "{", "$"}
    ends = symbols[place + 2] in {"nl", "$", "T", ",", ";"}
    return alone and whole and ends and (before == "[" or {*pieces} <= {"0", "1"})


def _split(tokens: Tokens, splits: dict[int, list[str]]) -> Tokens:
    """The tokens with some number tokens replaced by their items and commas between."""
    symbols: list[str] = []
    texts: list[str] = []
    starts: list[int] = []
    for place, (symbol, text, start) in enumerate(zip(tokens.symbols, tokens.texts, tokens.starts, strict=True)):
        offset = start
        for count, item in enumerate(splits.get(place, [text])):
            if count:
                symbols.append(",")
                texts.append(",")
                starts.append(offset - 1)
            symbols.append(symbol)
            texts.append(item)
            starts.append(offset)
            offset += len(item) + 1
    return Tokens(tokens.text, symbols, texts, starts)
