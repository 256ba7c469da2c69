"""The sheet as text: bytes decoded, notebooks unpacked, typographic variants made one without moving a single character."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from grader.errors import Refused
from grader.reading.notebook import whole_sheet
from grader.reading.tokens import GREEK_WORDS

LIMIT: Final = 5_000_000  # characters or bytes of one sheet


def decode(sheet: str | bytes) -> str:
    """The text of a sheet, lines ending in a line feed; of a notebook its cells of working in order, one blank line between."""
    text = _decoded(sheet) if isinstance(sheet, bytes) else sheet
    text = _unpacked(text.removeprefix("\ufeff"))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x0c" in text or "\x0b" in text or "\u2028" in text or "\x85" in text:
        text = re.sub("[\x0b\x0c\u2028\u2029\x85]", "\n", text)
    return text


def _unpacked(text: str) -> str:
    """What a notebook's cells say; what is no notebook, or no whole one, as it is."""
    if text.lstrip()[:1] != "{" or '"cells"' not in text:
        return text
    try:
        return whole_sheet(text)
    except Refused:
        return text


def _decoded(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", errors="replace")
    if data[:200].count(0) > len(data[:200]) // 4:
        return data.decode("utf-16-be" if data[:1] == b"\0" else "utf-16-le", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace") if not _mostly_utf8(data) else data.decode("utf-8", errors="replace")


def _mostly_utf8(data: bytes) -> bool:
    """Whether most characters beyond ASCII are sound UTF-8: a damaged file rather than one in Latin-1."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return sum(1 for char in text if char > "\x7f") - broken > broken


_BOLD: Final = re.compile(r"(?m)(?:(?<=^)|(?<=[\s|>()\]:;.]))(\*\*|__)(?=[^\s*_])([^\n]{1,400}?)(?<=[^\s*_])\1(?=$|[\s|.,:;)])")
_ASIDE: Final = re.compile(r"(?m)(?<=\s)([*_])(\([^\W\d_][^()*_\n]*\))\1(?=[ \t.,;]*$)")
_DRAWN_EDGE: Final = re.compile(r"[┌└╭╰](?=([ ─]*))\1[┐┘╮╯]")
_DRAWN_ROW: Final = re.compile(r"(?m)(?<![│⎡⎢⎣])(?<=[^│\n])[│⎡⎢⎣]([ \t]*[-+\d.][-+\d.,e \t]*)[│⎤⎥⎦](?=[^│⎤⎥⎦\n]*$)")
_TIE: Final = re.compile(r"(?<!~)~(?!~)")
_DRESS: Final = re.compile(
    r"\\(?:text)?color\s*(?:\[\w+\]\s*)?\{#?[\w!.,]+\}|\\(?:tag|label|[hv]space|hskip|[hv]?phantom)\*?\s*\{[^{}\n]*\}|(?m:^\s*%[^\n]*)"
)
_NUMBER_IN_FONT: Final = re.compile(
    r"\\(?:underline|uline|mathbf|boldsymbol|textbf|text|mathrm|bm|mathit|textit|ensuremath|pmb)\s*(?=\{[\s{]*[-+−]?\d(?:[\d.,\s{}+*/^-]|\\cdot|\\,)*\})"
)
_BOLD_TERM: Final = re.compile(
    r"\\(?:mathbf|boldsymbol|bm|pmb|ensuremath|underline|uline|mathit)\s*(?=\{\s*(?:[-+−\[(|]|\\(?:begin|left|[dt]?frac|sqrt|boxed)\b))"
)
_FRAME: Final = re.compile(
    r"(\\(?:underline|uline|boxed|fbox|mathbf|boldsymbol|textbf|bm|ensuremath|displaylines)\s*\{)((?:[^{}\n=]|\{(?:[^{}\n]|\{[^{}\n]*\})*\})*=(?:[^{}\n]|\{(?:[^{}\n]|\{[^{}\n]*\})*\})*)\}"
)
_GOES_ON: Final = re.compile(
    r"\n(?:(?<=[+*=·⋅×(]\n)|(?<=[+*=·⋅×(] \n)|(?<=[\w)}] [-−]\n))"
    r"(?=[ \t]*(?!\(?\d{1,2}\)[ \t]*(?:[$A-Za-z]|\\(?!cdot|times)))(?:[\d(]|[-−]\d|\\frac|\\left\(|e\^))|"
    r"\n(?:(?<=[-+=*·⋅×]\n)|(?<=\\times\n)|(?<=\\cdot\n)|(?<=\\odot\n)|(?<=\\approx\n))(?=[ \t]*\\begin\{)|"
    r"\n(?:(?<==\n)|(?<== \n))(?=[ \t]*(?:\[|\\(?:delta|left|mathbf|boldsymbol|vec|hat|bar|sigma|partial|eta|alpha|nabla)\b))|"
    r"\n(?:(?<=:\n)|(?<=: \n))(?=[ \t]*\[\[?[ \t]*[-+−]?\d[^\]\n:=]*\])|"
    r"\n(?:(?<=matrix\}\n)|(?<=matrix\} \n))(?=[ \t]*\\begin\{[bpvBV]?matrix\})|"
    r"\n(?<=matrix\}\n)(?=[ \t]*(?:[-+−·⋅×]|\\cdot|\\times|\\odot)[ \t]*\n?[ \t]*(?:[\dη(]|\\(?:eta|alpha|begin|[dt]?frac)\b))|"
    r"\n(?:(?<=matrix\}\n[-−]\n)|(?<=matrix\} \n[-−]\n))(?=[ \t]*(?:[\dη(]|\\(?:eta|alpha|[dt]?frac)\b))|"
    r"\n(?:(?<=[\d)}]\n)|(?<=[\d)}] \n))(?=[ \t]*(?:\+|\\cdot|\\times|[·⋅×])[ \t]*(?:[\d(]|\\frac))"
)
_SIGNED_LINE: Final = re.compile(r"\n[ \t]*[-+]")
_SUMMED: Final = re.compile(  # `z = w_1 x_1`, below it `+ w_2 x_2`, below that `+ b`
    r"=(?=[^\n=]*[^\W\d])[^\n=]*(?:\n[ \t]*\+(?![^\n]*(?:[=:]|(?<![\\A-Za-z])[^\W\d_]{4,}))[^\n]+)+|"
    r"=[^\n=]*\d[ \t]*(?:\n[ \t]*[-+][ \t]*\d[^\n=]*)+(?=\n[ \t]*=)"
)
_GAP_IN_BRACKETS: Final = re.compile(
    r"([,;&]?)(\s*)\\q?quad(?![A-Za-z])(?=[^=\[\](){}\n]*(?:(?:\([^()=\n]*\)|\{[^{}=\n]*\})[^=\[\](){}\n]*){0,12}(?:\\right\s*)?[\])])"
)
_BRACED_NAME: Final = re.compile(
    r"\{(?<![\w\\}^\])]\{)(\s*(?:\\(?:hat|bar|tilde|vec|dot)\s*(?:\{\w\}|\w)|\\[A-Za-z]+|[^\W\d_]+)(?:['’]|\^\\prime)*\s*)\}(?=\s?[\^_])"
)
_BUILT_RELATION: Final = re.compile(r"\\math(?:rel|bin|op)\s*\{\s*([-+:*−]?=?)\s*\}\s*(?:\{\s*=\s*\}|=)?")
_ROWS: Final = re.compile(
    r"\[\s*+(?:\[[^\[\]=\n]{1,400}\][ \t]*+[,;]?+[ \t]*+\n?+[ \t]*+){2,40}\]|"
    r"\[[ \t]*[-+−]?\d[-+−\d.,;e \t]{0,400}(?:\n[ \t]*[-+−\d][-+−\d.,;e \t]{0,400}){1,40}\]"
)
_LONG_LIST: Final = re.compile(  # a list with an item a line
    r"(?<!\\)\[[^\[\]\n=]{1,300}(?:,[ \t]*+(?:\\[;,!: ][ \t]*+)?\n[^\[\]\n=]{1,300}?){1,30}\]"
)
_PRINTED: Final = re.compile(  # rows that a program printed: `[0.25 1.  ]`
    r"\[[ \t]*+(?:\[[-+\d.,e \t]{1,400}\][ \t,]*+\n?+[ \t]*+){1,40}\]|\[[-+\d.,e \t]{1,400}\]"
)
_WRAPPED: Final = re.compile(  # `tensor([[0.5], [0.4]], dtype=torch.float64)`, `np.float64(0.5)`
    r"(?<![\w.])(?:(?:np\.|torch\.)?(?:array|tensor)|float\d\d|Tensor)\(\s*"
    r"((?>\[(?:[^\[\]]|\[[^\[\]]*\])*\])|-?[\d.]+(?:e[-+]?\d+)?)((?:\s*,\s*\w+=\s*(?:<\w+>|[\w.:']+))*\s*\))"
)
_ABOVE: Final = 400  # characters above a printed value in which the prompt or the name that it answers is looked for
_ANSWERED: Final = re.compile(r"(?:\A|\n)[ \t]*(?:(?:>>>|>>?)[ \t][^\n]*|[^\W\d][\w.']*[ \t]*:?[ \t]*)\n(?:[ \t]*\n)?\Z")
_GRADIENT_OF: Final = re.compile(r"(?<![\w.])([^\W\d]\w*(?:\.\w+)*)\.grad\b(?![\w(])")
_OF_LAYER: Final = re.compile(r"(?<![\w.])(d?)[^\W\d_]\w*?(\d{1,2})\.(weight|bias)(?![\w.])")
_ROUNDED: Final = re.compile(r"(?<![\w.])(?:np\.)?(?:round\((?=\s*\w+\s*,)|float\()\s*(\w+)(\s*(?:,\s*\d{1,2})?\))")
_EACH: Final = re.compile(r"(?<=[\w)'\]])\.(?=[*/^])")
_POINT_ALONE: Final = re.compile(r"(?<=\d)\.([ ]*)(?=[ \t\n,\]])")
_DECIMALS: Final = re.compile(r"(?<=\d\.)\d+")
_ROW_END: Final = re.compile(r"(?<![,;\s\[])([ \t]*)\n(?=[ \t]*[^\s\]])")
_BLOCK = re.compile(r"(?m)^([ \t]*(?:\$\$|\\\[)[ \t]*\n)((?:(?>[^\n$]{0,400}\S[^\n$]{0,400}\n)){2,30}?)(?=[ \t]*(?:\$\$|\\\])[ \t]*$)")
_LONE_RELATION: Final = re.compile(r"\n[ \t]*(?:=|≈|\\approx|\\leftarrow|:=)[ \t]*\n")
_WHOLE_CLAIM: Final = re.compile(r"(?m)^[ \t]*[^\s=≈][^\n=≈]*(?:[=≈]|\\approx)")
_AT: Final = re.compile(r"\\(?:right|[bB]igg?[rlm]?)\s*\|\s*_\s*(?:\{(?:[^{}\n]|\{[^{}\n]*\})*\}|\w)|\|_\{[^{}\n|]*=[^{}\n|]*\}")
_MODULE: Final = re.compile(r"(?<![\w.])(?:np|numpy|math|torch|tf)\.(?=[a-z])")
_CODE: Final = re.compile(r"`+")
_BETWEEN_CODE: Final = re.compile(r"(?<!`)`([^`\n]{1,200}=[^`\n]{1,200})`(?!`)([^`\n=:≈→]{0,80}[^\W\d_][^`\n=:≈→]{0,80})(?=`(?!`))")
_SHORT_WORD: Final = re.compile(r"(?<![^\s])[^\W\d_]{1,2}(?![^\s])")
_CODE_END: Final = re.compile(r"(?<!`)(`[^`\n]{1,300}[=≈][^`\n]{1,300}`(?!`)[ \t]*(?:\*\*)?[ \t]+)[—–]([ \t][^\n]*)")  # code, a dash, words
_REMARK: Final = re.compile(  # a dash behind a finished value, words to the end of the line: no minus
    r"(?<=[\d\])}$*])((?:\*\*)?[ \t]+)[—–][ \t]+(?!(?:"
    + GREEK_WORDS
    + r"|max|min|exp|ln|log)\b)[(\"“]?[^\W\d_]{2,}[,:]?[ \t]+[(\"“]?[^\W\d_]{2,}[^\n=≈\\^+*/·×⋅]*(?=\n|$)"
)
_TITLE: Final = re.compile(
    r"(?m)^([ \t>#*-]*(?:\d{1,2}[.)][ \t]*[^\W\d_]{3,}|\*\*[^*\n=≈]{3,40})(?:\*\*|__)?[ \t]+)[—–](?=[ \t]+[^\n=≈]{1,60}[=≈])"
)
_DASH: Final = re.compile(r"(?<=\s)[—–](?=[ \t]+[^\W\d_]{3,}[ \t]*(?:=|:[ \t]))")  # between two claims, no minus
_KEY: Final = re.compile(r"""(?m)(?<=[\s{,])(['"])(\w+)\1(?=\s*:)""")
_NUMBERED: Final = re.compile(  # `= 0.3 ... (4)`, `= 0.3 [4]`, `= 0.3 (*)`: equations that are referred to
    r"(?m)([=≈≃][ \t]?[-+]?(?:\d++(?:[.,]\d++)?|[.,]\d++))([ \t]++(?:\\[a-z]++[ \t]*+)*+|"
    r"[ \t]*+(?:\.{2,}|…+|⋯+|·{3,}|-{2,}>?|[-=]>|→|⇒|<-|←)[ \t]*+|"
    r"(?:(?<=[.,]\d{3})|(?<=[.,]\d{4})|(?<=[.,]\d{5})|(?<=[.,]\d{6}))(?=\())"  # `1.2249(5)` multiplies nothing
    r"(?:[(\[](?:[^\W\d_]{1,4}\.?)?[ \t]*+(\d{1,2})[)\]]|\((?:\*{1,3}|i{1,3}|iv|vi{1,3}|ix|[†‡§])\)|[①-⑳])(?=[ \t.;$]*+$)"
)
_ITEM: Final = re.compile(
    r"(?m)^([ \t]*)(?:[№#]?[ \t]?(\d{1,2})[ \t]?[°º][).:]?|№[ \t]?(\d{1,2})[).:]?|\[(\d{1,2})\]|([①-⑳])\)?)(?=[ \t]*[^\W\d_∂$\\])"
)
_SAID: Final = {
    **dict.fromkeys(
        ("times", "multiplied by", "mal", "fois", "por", "vezes", "per", "keer", "razy", "gange", "gånger", "умножить на", "乘以"), "*"
    ),
    **dict.fromkeys(("plus", "más", "mais", "più", "плюс"), "+"),
    **dict.fromkeys(("minus", "menos", "moins", "meno", "минус"), "-"),
    **dict.fromkeys(("divided by", "geteilt durch", "divisé par", "dividido por", "dividido entre", "diviso", "разделить на"), "/"),
    **dict.fromkeys(("percent", "per cent", "Prozent", "procent", "pour cent", "por ciento", "por cento", "per cento", "процентов"), "%"),
}
_DOT_TIMES: Final = re.compile(r"(?:\d[.,]\d++|\)) \.(?= [-+(]{0,2}\d)")  # `0,5 . 1,7`
_SIGN_SAID: Final = re.compile(
    rf"(?<=[\d)]) ({'|'.join(sorted(_SAID, key=len, reverse=True))})(?=[ \n]+[-+(\d.]|(?<=nt|to|ов)(?![^\W\d_]))"
)
_SHORTCODE: Final = re.compile(r"\{%[^\n]{0,200}?%\}|\{\{[<%][^\n]{0,200}?[>%]\}\}")
_INDEX_TAG: Final = re.compile(r"<(su[bp])>([^<>\n]{1,40})</su[bp]>", re.IGNORECASE)
_BREAK: Final = re.compile(
    r"<br\s*/?>(?=\s*[^\s+*/·×⋅=≈|−-][^\n<=≈|]{0,40}(?:<su[bp]>[^<>\n]{1,40}</su[bp]>[^\n<=≈]{0,20})?[=≈])", re.IGNORECASE
)  # a claim on a new line
_TAGS: Final = re.compile(
    r"""</?(?:b|i|u|em|strong|p|span|div|br|center|font|mark|small|big|h[1-6]|[ou]l|li|section)(?:\s+[\w-]+\s*=\s*(?:"[^"<>\n]{0,200}"|'[^'<>\n]{0,200}'))*\s*/?>""",
    re.IGNORECASE,
)


def _without_modules(text: str) -> str:
    if "np." in text or "math." in text or "torch." in text:
        return _MODULE.sub(_blank, text)
    return text


def _unemphasised(text: str) -> str:
    if ")*" in text or ")_" in text:
        text = _ASIDE.sub(r" \2 ", text)
    if "**" in text or "__" in text:
        text = _BOLD.sub(lambda match: f"  {match[2]}  ", text)
    return text


def _said_signs(text: str) -> str:
    """The text with signs for the words between numbers (`0.5 times 0.2`), and plain numbers of items and equations."""
    if any(word in text for word in _SAID):
        text = _SIGN_SAID.sub(lambda match: f" {_SAID[match[1]]}".ljust(len(match[0])), text)
    if " . " in text:
        text = _DOT_TIMES.sub(lambda match: match[0][:-1] + "·", text)
    text = _NUMBERED.sub(_numbered, text)
    marked = (not text.isascii() and _MARKS.search(text)) or ("[" in text and _MARKED_LINE.search(text))
    return _ITEM.sub(_item, text) if marked else text


_MARKS: Final = re.compile(r"[№°º①-⑳]")
_MARKED_LINE: Final = re.compile(r"^[ \t]*\[\d", re.MULTILINE)


def _numbered(match: re.Match[str]) -> str:
    """A value, and an equation's number as far from it as it may stand; no number where digits in doubt follow the value: `1.2249(5)`."""
    number = f"({match[3]})" if match[3] and match[2] else ""
    return match[1] + number.rjust(len(match[0]) - len(match[1]))


def _item(match: re.Match[str]) -> str:
    """An item's number as other items have it: `1)` for `1°`, `№1.`, `[1]`, `①`."""
    number = match[2] or match[3] or match[4] or str(int(unicodedata.numeric(match[5])))
    width = len(match[0]) - len(match[1])
    return match[1] + (f"{number})".rjust(width) if len(number) < width else " " * width)


def plain(text: str) -> str:
    """The text with emphasis, code marks and typographic variants replaced, each by as many characters as it had."""
    if not text.isascii():
        text = (_undashed(text) if "—" in text or "–" in text else text).translate(_VARIANTS)
        if "│" in text or "⎡" in text:
            text = _DRAWN_ROW.sub(r"[\1]", _DRAWN_EDGE.sub(_blank, text))
    text = _said_signs(text)
    if "*" in text or "_" in text:
        text = _unemphasised(text)
    if "`" in text:
        text = _CODE.sub(_blank, _BETWEEN_CODE.sub(_parted, text))
    text = _without_modules(text)
    if "{}'" in text:
        text = text.replace("{}'", "'  ")
    if "}_" in text or "}^" in text:
        text = _BRACED_NAME.sub(r" \1 ", text)
    if "\\" in text:
        text = _undressed(text)
    if "~" in text and ("\\" in text or "$" in text):
        text = _TIE.sub(" ", text)
    text = _program(text)
    if "[" in text:
        text = _ROWS.sub(_on_one_line, _PRINTED.sub(_whole, text))
        text = _LONG_LIST.sub(lambda match: match[0].replace("\n", " "), text)
    if _LONE_RELATION.search(text):
        text = _BLOCK.sub(_spread, text)
    if "\n" in text:
        text = _summed(_GOES_ON.sub(_blank, text))
    return _untagged(_KEY.sub(r" \2 ", text) if "':" in text or '":' in text else text)


def _summed(text: str) -> str:
    """The text with sums over several lines on one."""
    return _SUMMED.sub(lambda match: match[0].replace("\n", " "), text) if _SIGNED_LINE.search(text) else text


def _program(text: str) -> str:
    """Names and signs of programs as those of the field: `fc1.weight.grad` is dW1, `%*%` and `.*` are products."""
    if ".grad" in text or ".weight" in text or ".bias" in text:
        text = _OF_LAYER.sub(_layered, _GRADIENT_OF.sub(lambda match: f"d{match[1]}".ljust(len(match[0])), text))
    if "float(" in text or "round(" in text:
        for _ in range(2):
            text = _ROUNDED.sub(lambda match: match[1].rjust(len(match[0]) - len(match[2])).ljust(len(match[0])), text)
    if ".*" in text or "./" in text or ".^" in text:
        text = _EACH.sub(" ", text)
    if "array(" in text or "ensor(" in text or "float" in text:
        text = _WRAPPED.sub(_unwrapped, text)
    return text.replace("%*%", " @ ") if "%*%" in text else text


def _layered(match: re.Match[str]) -> str:
    """A layer's parameter by its number: `fc1.weight` is W1."""
    return f"{match[1]}{'W' if match[3] == 'weight' else 'b'}{match[2]}".ljust(len(match[0]))


def _undashed(text: str) -> str:
    """The text with dashes that part a claim from a title or from words behind it as no minus, such words left out."""
    text = _TITLE.sub(r"\1:", _DASH.sub(";", text))
    return _REMARK.sub(_blank, _CODE_END.sub(_after_code, text))


def _after_code(match: re.Match[str]) -> str:
    """Code behind which a dash stands: parted from another claim, words left out."""
    rest = match[2]
    return f"{match[1]};{rest}" if "=" in rest or "≈" in rest else match[1].ljust(len(match[0]))


def _untagged(text: str) -> str:
    """The text without tags of HTML and of page generators; raised and lowered pieces as indices."""
    if "{%" in text or "{{" in text:
        text = _SHORTCODE.sub(_blank, text)
    if "</" not in text and "<br" not in text:
        return text
    if "<br" in text:
        text = _BREAK.sub(lambda match: ";".ljust(len(match[0])), text)
    return _TAGS.sub(_blank, _INDEX_TAG.sub(_index, text))


def _undressed(text: str) -> str:
    """LaTeX (and Markdown's escapes) without colours, labels, frames and fonts round numbers and equations."""
    text = text.replace("\\_", " _").replace("\\*", " *").replace("\\#", " #")
    if "|" in text:
        text = _AT.sub(_blank, text)
    if "\\math" in text:
        text = _BUILT_RELATION.sub(_unbuilt, text)
    if "quad" in text:
        text = _GAP_IN_BRACKETS.sub(lambda match: f"{match[1] or ','}".ljust(len(match[0])), text)
    if "color" in text or "\\tag" in text or "\\label" in text or "space" in text or "phantom" in text or "%" in text:
        text = _DRESS.sub(_blank, text)
    if "\\underline" in text or "\\mathbf" in text or "\\text" in text or "\\b" in text or "\\uline" in text or "\\mathrm" in text:
        text = _BOLD_TERM.sub(_blank, text)
        for _ in range(2):
            text = _NUMBER_IN_FONT.sub(_blank, text)
            text = _FRAME.sub(lambda match: f"{' ' * len(match[1])}{match[2]} ", text)
    return text


def _on_one_line(match: re.Match[str]) -> str:
    """A matrix in square brackets over several lines as one row, a semicolon where a line ended its row."""
    return _ROW_END.sub(r"\1;", match[0]).replace("\n", " ")


def _unwrapped(match: re.Match[str]) -> str:
    """What a library's container holds; where it begins a line it is the value of the name that stands above it."""
    before = match.string[: match.start()]
    above = before[max(len(before) - _ABOVE, 0) :].rstrip(" \t")
    answers = above.endswith("\n") and _ANSWERED.search(above) is not None
    opening = match.start(1) - match.start()
    behind = "".join("\n" if sign == "\n" else " " for sign in match[2])
    return f"{'=' if answers else ''}".ljust(opening) + match[1] + behind


def _whole(match: re.Match[str]) -> str:
    """A printed row with the zeros that its whole numbers have been spared (`1.   ` beside `0.125`), as far as they were left room."""
    places = max(map(len, _DECIMALS.findall(match[0])), default=0)

    def filled(point: re.Match[str]) -> str:
        zeros = "0" * min(places, len(point[1]))
        return f"{'.' if zeros else ''}{zeros}".ljust(len(point[0]))

    return _POINT_ALONE.sub(filled, match[0])


def _parted(match: re.Match[str]) -> str:
    """A claim between code marks, parted from the words behind it and the next claim."""
    return f" {match[1]};{_SHORT_WORD.sub(_blank, match[2])}"


def _index(match: re.Match[str]) -> str:
    """A raised or lowered piece of Markdown as one of LaTeX, as wide as it was."""
    return f"{'_' if match[1].lower() == 'sub' else '^'}{{{match[2]}".ljust(len(match[0]) - 1) + "}"


def _spread(match: re.Match[str]) -> str:
    """A display in which a relation has a line to itself: one equation spread over lines; others as they are."""
    inside = match[2]
    if not _LONE_RELATION.search(inside) or _WHOLE_CLAIM.search(inside) or "\\\\" in inside or "\\begin" in inside:
        return match[0]
    return match[1] + inside[:-1].replace("\n", " ") + "\n"


def _unbuilt(match: re.Match[str]) -> str:
    """`\\mathrel{+}=` as `+=`, as wide as it was."""
    return (match[1].rstrip("=") + match[0][-1:].strip("} ") or match[1]).rjust(len(match[0]))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


_SPACES: Final = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u200a\u200b\u3000\ufeff\u2060\u200c\u200d\u00ad"


def _variants() -> dict[int, str]:
    """Mathematical alphanumerics, full-width forms and odd signs -> the plain character (one for one)."""
    table: dict[int, str] = {}
    for code in (*range(0x1D400, 0x1D800), *range(0xFF01, 0xFF5F), *range(0x2100, 0x214F)):
        char = unicodedata.normalize("NFKC", chr(code))
        if len(char) == 1 and code not in {0x2113, 0x2126, 0x2127}:
            table[code] = char
    table.update({ord(char): "-" for char in "−–‐‑‒﹣"})
    table.update({ord(char): "'" for char in "′’´ʹ"})
    table.update({ord(char): " " for char in _SPACES})
    table.update({0x2202: "∂", 0x1D715: "∂", 0x1D6DB: "∂", 0x2206: "Δ", 0x1D6C1: "∇"})
    return table


_VARIANTS: Final = _variants()
