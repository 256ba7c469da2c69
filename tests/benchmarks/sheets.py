"""Sheets that all differ, made out of the real ones: digits changed here and there, so that no cache by text can help."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.sheets.gold import GoldCase, cases

DIGIT = re.compile(r"(?<=[.,]\d)\d(?!\d)")  # the second and last decimal of a number
CHANGED = 3
CASES = tuple(cases(Path(__file__).parents[1] / "sheets"))
SEED = next(case for case in CASES if case.name == "sigmoid")


class Course(NamedTuple):
    """A set's file, and the class as rows of JSONL."""

    target: Path
    rows: Path


def different(text: str, number: int) -> str:
    """The sheet with a few digits changed, another for each number."""
    rng = random.Random(number)
    places = [found.start() for found in DIGIT.finditer(text)]
    letters = list(text)
    for place in rng.sample(places, min(CHANGED, len(places))):
        letters[place] = rng.choice("0123456789".replace(letters[place], ""))
    return "".join(letters) + f"\n\nsheet number {number}\n"


def seeds(count: int, start: int = 0) -> list[str]:
    """So many sheets like the sigmoid seed."""
    return [different(SEED.text, number) for number in range(start, start + count)]


def mixed(count: int) -> Iterator[tuple[GoldCase, str]]:
    """Sheets of all the real ones in turn."""
    texts = [(case, case.text) for case in CASES]
    for number in range(count):
        case, text = texts[number % len(texts)]
        yield case, different(text, number)


def course(folder: Path, count: int) -> Course:
    """A set of all problems that the real sheets work on, and a class of so many sheets."""
    names: dict[str, str] = {}
    for case in CASES:
        source = re.sub(r"(?m)^id:.*$", f"id: {case.name}", case.problem.read_text("utf-8"))
        (folder / f"{case.name}.yaml").write_text(source, "utf-8")
        names[case.name] = f"{case.name}.yaml"
    target, rows = folder / "set.yaml", folder / "class.jsonl"
    target.write_text(f"set: bench\ntitle: Benchmark\nproblems: [{', '.join(names.values())}]\n", "utf-8")
    with rows.open("w", encoding="utf-8") as file:
        for number, (case, text) in enumerate(mixed(count)):
            file.write(json.dumps({"submission": f"s{number}", "text": text, "problem": case.name}) + "\n")
    return Course(target, rows)
