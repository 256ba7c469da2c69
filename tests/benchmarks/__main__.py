"""Prints one table of all measurements: `python -m tests.benchmarks [--quick] [--only a,b,c,d,e,f,g,h]`; `--help` tells the sizes."""

from __future__ import annotations

import argparse
import math
import os
import platform
from collections.abc import Callable, Iterator, Mapping

from tests.benchmarks import building, load, memory, one_mistake, one_sheet, pages, starting, whole_class
from tests.benchmarks.clock import Row, compiled


def measurements(arguments: argparse.Namespace) -> Mapping[str, tuple[str, Callable[[], Iterator[Row]]]]:
    """What is measured under each letter."""
    quick = arguments.quick
    return {
        "a": ("One seed sheet", lambda: one_sheet.rows(3 if quick else arguments.sheets)),
        "b": ("A class", lambda: whole_class.rows(60, 1, cluster=False) if quick else whole_class.rows(arguments.class_size)),
        "c": ("Building problems", lambda: building.rows(1 if quick else len(building.SIZES) - 1)),
        "d": ("Memory", lambda: memory.rows(100 if quick else arguments.memory)),
        "e": ("Starting", lambda: starting.rows(1 if quick else 5)),
        "f": ("The service under load", lambda: load.rows(2 if quick else arguments.seconds, arguments.workers)),
        "g": ("The pages in a browser", lambda: pages.rows(3 if quick else arguments.visits)),
        "h": ("50 lines with one misconception", lambda: one_mistake.rows(2 if quick else arguments.sheets)),
    }


def told(row: Row) -> str:
    """A row of the table; what could not be measured has a dash for its amount."""
    amount = "-" if math.isnan(row.amount) else f"{row.amount:.2f}"
    return f"  {row.what:<46}{amount:>12} {row.unit:<14}{row.beside}"


def busy() -> str:
    """How busy the machine is with other things."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else ""


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few sheets: does everything run at all")
    parser.add_argument("--only", default="a,b,c,d,e,f,g,h", help="letters of the measurements")
    parser.add_argument("--sheets", type=int, default=40, help="sheets a round for (a) and (h)")
    parser.add_argument("--class", dest="class_size", type=int, default=4000, help="sheets for (b); a run should last half a minute")
    parser.add_argument("--memory", type=int, default=2000, help="sheets for (d); 100000 takes its time")
    parser.add_argument("--seconds", type=int, default=60, help="how long (f) lasts")
    parser.add_argument("--workers", type=int, default=1, help="processes that answer in (f)")
    parser.add_argument("--visits", type=int, default=20, help="visits to each page for (g)")
    arguments = parser.parse_args()
    print(f"Python {platform.python_version()}, {'compiled' if compiled() else 'plain'} core, {busy()}")  # noqa: T201 - this is a command
    for letter, (title, measured) in measurements(arguments).items():
        if letter in arguments.only.split(","):
            print(f"\n({letter}) {title}, {busy()}")  # noqa: T201 - the same
            for row in measured():
                print(told(row), flush=True)  # noqa: T201 - the same


if __name__ == "__main__":
    main()
