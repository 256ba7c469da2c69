"""The written sheet: headings, prose, item labels and one text line for each step, laid out as this student does."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from .dialects import SUPERSCRIPTS, Printer
from .expressions import Q
from .hands import Hand
from .networks import Network
from .plans import Plan, Section
from .rounding import Rounding
from .vectors import vector_groups, vector_line
from .writing import Run, Step

HEADINGS = {
    "en": {
        "forward": "Forward pass",
        "loss": "Loss",
        "backward": "Backward pass",
        "update": "Update",
        "again": "Forward pass with the new weights",
    },
    "de": {"forward": "Vorwärts", "loss": "Fehler", "backward": "Rückwärts", "update": "Update der Gewichte", "again": "Neuer Durchlauf"},
    "pt": {
        "forward": "Propagação",
        "loss": "Erro",
        "backward": "Retropropagação",
        "update": "Atualização",
        "again": "Depois da atualização",
    },
    "es": {
        "forward": "Paso hacia adelante",
        "loss": "Error",
        "backward": "Paso hacia atrás",
        "update": "Actualización",
        "again": "Nuevo paso adelante",
    },
}
PLACES = {
    "en": ("hidden layer", "output layer", "layer {}"),
    "de": ("versteckte Schicht", "Ausgabeschicht", "Schicht {}"),
    "pt": ("camada oculta", "camada de saída", "camada {}"),
    "es": ("capa oculta", "capa de salida", "capa {}"),
}
PROSE = {
    "en": ("Now with numbers.", "I use the values from above.", "chain rule"),
    "de": ("Jetzt mit Zahlen.", "Mit den Werten von oben.", "Kettenregel"),
    "pt": ("Agora com números.", "Regra da cadeia.", "valores de cima"),
    "es": ("Ahora con números.", "Regla de la cadena.", "con los valores de arriba"),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """How one student lays out a sheet."""

    language: str = "en"
    comma: bool = False
    detail: str = "full"  # value, substitution, formula, full, mixed
    wrap: str = ""  # what stands round LaTeX: $$, $ or nothing
    labels: str = ""  # letters, numbers, or nothing
    blank_lines: bool = False
    prose: bool = False
    joins: bool = False  # several equations on one line
    breaks: bool = False  # one equation over several lines
    folds_sign: bool = False
    approximates: bool = False  # writes a curly equals sign before rounded values


def random_layout(rng: random.Random, hand: Hand) -> Layout:
    """The layout of one student."""
    latex = hand.dialect.id == "latex"
    wrap = rng.choice(("$$", "$$", "$", "")) if latex and hand.layout != "table" else "$" if latex else ""
    language = rng.choices(tuple(HEADINGS), (50, 25, 15, 10))[0]
    return Layout(
        language=language,
        comma=rng.random() < (0.3 if language == "en" else 0.8),
        detail=rng.choices(("value", "substitution", "formula", "full", "mixed"), (15, 35, 5, 20, 25))[0],
        wrap=wrap,
        labels=rng.choices(("", "letters", "numbers", "brackets"), (70, 12, 12, 6))[0],
        blank_lines=rng.random() < 0.4,
        prose=rng.random() < 0.4,
        joins=rng.random() < 0.1,
        breaks=rng.random() < 0.06,
        folds_sign=rng.random() < 0.3,
        approximates=rng.random() < 0.2,
    )


@dataclass(slots=True)
class Sheet:
    """The lines of a sheet, and which steps stand on which line (counted from 1)."""

    lines: list[str] = field(default_factory=list)
    steps: dict[int, tuple[Step, ...]] = field(default_factory=dict)
    spans: dict[int, tuple[int, ...]] = field(default_factory=dict)  # where an equation goes over several lines
    formulas: set[int] = field(default_factory=set)  # lines on which a formula or substitution is shown

    def add(self, *texts: str, steps: tuple[Step, ...] = (), shows: bool = False) -> None:
        """Appends physical lines that together hold these steps."""
        first = len(self.lines) + 1
        self.lines += texts
        if steps:
            self.steps[first] = steps
            if len(texts) > 1:
                self.spans[first] = tuple(range(first, first + len(texts)))
            if shows:
                self.formulas.add(first)


@dataclass(frozen=True, slots=True)
class Writer:
    """Everything that decides how a step becomes text."""

    net: Network
    hand: Hand
    layout: Layout
    rounding: Rounding
    rng: random.Random

    def number(self, number: Decimal) -> str:
        """A number with this sheet's decimal mark."""
        return f"{number:f}".replace(".", self.hand.dialect.comma if self.layout.comma else ".")

    def result(self, step: Step) -> str:
        """The written result, small ones as a power of ten where the student likes that."""
        number = step.written
        if self.rounding.scientific and number and number.adjusted() <= -3:
            mantissa, ten = self.number(number.scaleb(-number.adjusted())), number.adjusted()
            match self.hand.dialect.id:
                case "latex":
                    return f"{mantissa} \\cdot 10^{{{ten}}}"
                case "unicode":
                    return f"{mantissa}·10{str(ten).translate(SUPERSCRIPTS)}"
                case _:
                    return f"{mantissa}*10^{ten}" if self.layout.folds_sign else f"{mantissa}e{ten}"
        return self.number(number)

    def formula(self, step: Step) -> str:
        """The rule in names."""
        return Printer(self.hand.dialect, lambda q: self.hand.name(self.net, q), self.number).text(step.meant)

    def substitution(self, step: Step) -> str:
        """The rule with the numbers put in."""
        printer = Printer(self.hand.dialect, lambda q: self.number(step.shown[q]), self.number, self.layout.folds_sign)
        return printer.text(step.expr)

    def links(self, step: Step) -> list[str]:
        """The links of the chain after the name, the result last."""
        detail = self.layout.detail if self.layout.detail != "mixed" else self.rng.choice(("value", "substitution", "substitution", "full"))
        chain = [self.formula(step)] if detail in {"formula", "full"} else []
        chain += [self.substitution(step)] if detail in {"substitution", "full"} else []
        plain = self.number(step.written)
        return [link for link in chain if link not in {plain, f"({plain})"}] + [self.result(step)]

    def equals(self) -> str:
        """The sign before a result."""
        about = {"latex": "\\approx", "unicode": "≈", "plain": "~"}[self.hand.dialect.id]
        return f" {about} " if self.layout.approximates and about != "~" else " = "

    def wrapped(self, text: str) -> str:
        """The mathematics in its dollar signs."""
        return f"{self.layout.wrap}{text}{self.layout.wrap}"


def write_sheet(writer: Writer, plan: Plan, run: Run) -> Sheet:
    """Lays the run out, section by section."""
    sheet, known = Sheet(), run.by_quantity()
    labels = _labels(writer.layout.labels)
    for section in plan.sections:
        _head(writer, sheet, section)
        if writer.hand.layout == "table":
            _table(writer, sheet, section, known)
            continue
        groups = vector_groups(section.steps) if writer.hand.layout == "vectors" else _groups(writer, section.steps)
        for group in groups:
            _write_group(writer, sheet, tuple(known[q] for q in group), next(labels))
            if writer.layout.blank_lines:
                sheet.add("")
    return sheet


def _labels(kind: str) -> Iterator[str]:
    count = 0
    while True:
        count += 1
        letter = chr(96 + count) if count <= 26 else str(count - 26)
        yield {"letters": f"{letter}) ", "numbers": f"{count}. ", "brackets": f"({count}) "}.get(kind, "")


def _head(writer: Writer, sheet: Sheet, section: Section) -> None:
    layout, net = writer.layout, writer.net
    heading = HEADINGS[layout.language][section.heading]
    if section.layer and net.depth > 1:
        hidden, output, layer = PLACES[layout.language]
        place = output if section.layer == net.depth else hidden if net.depth == 2 else layer.format(section.layer)
        heading += f", {place}" if layout.labels != "letters" else f" - {place}"
    if sheet.lines and sheet.lines[-1]:
        sheet.add("")
    sheet.add(f"## {heading}" if writer.hand.dialect.id == "latex" or writer.hand.layout == "table" else f"{heading}:", "")
    if layout.prose and writer.rng.random() < 0.3:
        sheet.add(writer.rng.choice(PROSE[layout.language]), "")


def _groups(writer: Writer, steps: tuple[Q, ...]) -> Iterator[tuple[Q, ...]]:
    """One step a line, or neighbours of one kind side by side."""
    pending: tuple[Q, ...] = ()
    for q in steps:
        if pending and writer.layout.joins and q.kind == pending[0].kind and len(pending) < 2:
            pending += (q,)
            continue
        if pending:
            yield pending
        pending = (q,)
    if pending:
        yield pending


def _write_group(writer: Writer, sheet: Sheet, steps: tuple[Step, ...], label: str) -> None:
    if len(steps) > 1 and writer.hand.layout == "vectors":
        sheet.add(writer.wrapped(vector_line(writer.hand, steps, writer.result)), steps=steps)
        return
    names = [writer.hand.name(writer.net, step.q) for step in steps]
    if len(steps) > 1:
        between = " , \\quad " if writer.hand.dialect.id == "latex" else ";  "
        body = between.join(f"{name}{writer.equals()}{writer.result(step)}" for name, step in zip(names, steps, strict=True))
        sheet.add(label + writer.wrapped(body), steps=steps)
        return
    links = [writer.result(steps[0])] if writer.hand.layout == "vectors" else writer.links(steps[0])
    if writer.layout.breaks and len(links) > 1:
        rest = [writer.wrapped(f"= {link}") for link in links[1:]]
        sheet.add(label + writer.wrapped(f"{names[0]} = {links[0]}"), *rest, steps=steps, shows=True)
        return
    text = " = ".join([names[0], *links[:-1]]) + writer.equals() + links[-1]
    inside = label and writer.layout.wrap == "$$" and writer.layout.labels == "letters"
    sheet.add(writer.wrapped(label + text) if inside else label + writer.wrapped(text), steps=steps, shows=len(links) > 1)


def _table(writer: Writer, sheet: Sheet, section: Section, known: dict[Q, Step]) -> None:
    """A Markdown table with one quantity a row."""
    titles = {"en": ("quantity", "calculation", "value"), "de": ("Größe", "Rechnung", "Wert")}
    calculates = writer.layout.detail != "value"
    columns = titles.get(writer.layout.language, ("", "", "="))
    head = columns if calculates else columns[::2]
    sheet.add(f"| {' | '.join(head)} |", f"|{'---|' * len(head)}")
    for q in section.steps:
        step = known[q]
        cells = [writer.wrapped(writer.hand.name(writer.net, q))]
        if calculates:
            cells.append(writer.wrapped(writer.substitution(step)))
        cells.append(writer.wrapped(writer.result(step)))
        sheet.add(f"| {' | '.join(cells)} |", steps=(step,), shows=calculates)
