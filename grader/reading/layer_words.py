"""Words for the layers of a network and their units, in the languages of sheets: `hidden unit 1`, `Ausgabe 2`."""

from __future__ import annotations

import re
from typing import Final

#: How the words for a layer between begin, in the languages of sheets.
HIDDEN: Final = re.compile(
    r"\b(?:hidden|versteckt|verdeckt|verborgen|verborg|ocult|escondid|intermedi|cach[ée]e|nascost|ukryt|skryt|skjult|dold|gizli|piilo"
    r"|tersembunyi|rejtett|ascuns)|скрыт|прихован|κρυφ|ẩn\b|隐|隱|은닉|隠れ|छिप"
)
#: The same of the last layer.
OUTPUT: Final = re.compile(
    r"\b(?:output|ausgabe|ausgang|salida|saída|saida|sortie|uscita|uitvoer|uitgang|wyjści|výstup|vystup|utgång|utdata|çıkış|cikis"
    r"|keluaran|kimenet|ieșire)|выход|вихідн|έξοδ|εξόδου|đầu ra|输出|輸出|출력|出力|आउटपुट"
)
#: How the words begin that count passes and updates, which belong to no unit.
PASSES: Final = re.compile(
    r"epoch|epoc|époc|épok|epok|iter|itér|step|schritt|paso|passo|étape|round|update|эпох|итер|шаг|轮|輪|步|迭代|反復|에폭|스텝"
)
#: The words that may stand between a layer and the number of one of its units.
_UNIT: Final = re.compile(
    r"units?|neur[oóôō]n\w*|nodes?|nod[oi]|einheit|knoten|nœud|noeud|unit[éàa]|unidade?|enhet|eenheid|nó|węzeł|uzel|düğüm|jednostka|birim"
    r"|нейрон|узел|вузол|νευρώνας|κόμβος|神经元|神經元|节点|節點|単位|ニューロン|뉴런|노드"
)
_PLACE: Final = re.compile(r"(?P<words>[^\W\d_]+(?: [^\W\d_]+)?)(?:[ _-]?(?P<number>[1-9]\d?|0))?")


def unit_in_words(text: str) -> str:
    """The short name of a unit that a few words mean: `h1` for `hidden unit 1`, `o` for `output`; nothing for other words."""
    match = _PLACE.fullmatch(text.strip().casefold())
    if match is None:
        return ""
    words, number = match["words"].split(" "), match["number"] or ""
    places = [word for word in words if HIDDEN.match(word) or OUTPUT.match(word)]
    if len(places) != 1 or not all(_UNIT.fullmatch(word) for word in words if word != places[0]):
        return ""
    letter = "h" if HIDDEN.match(places[0]) else "o"
    return letter + number if number or letter == "o" else ""
