"""Makes synthetic students: writes them to a folder, or grades them and prints how well that went."""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from .cases import Case, Wanted, make_case, wanted
from .mistakes import MISTAKES

KINDS = ("accused", "missed", "unread", "verdict", "root", "nagged", "cause")


def cases(count: int, seed: int, *, perfect: bool = False, hand: str = "") -> Iterator[Case]:
    """The cases of a seed, one after another."""
    for index in range(count):
        own = seed * 1_000_003 + index
        want = wanted(index, random.Random(own), perfect=perfect)
        if hand:
            want = Wanted(want.mistake, want.once, want.slip, hand)
        yield make_case(f"case-{seed}-{index:05d}", own, want)


def each(count: int, seed: int) -> Iterator[Case]:
    """So many sheets for every way of making every misconception."""
    for number, mistake in enumerate(MISTAKES):
        for turn in range(count):
            own = (seed * 1009 + number) * 1_000_003 + turn
            yield make_case(f"{mistake.id}-{number}-{turn}", own, Wanted(mistake, once=turn % 4 == 3))


def main() -> int:
    """Reads the command line; the status is 1 where a right line was called wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.students", description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, help="write the cases there instead of grading them")
    parser.add_argument("--each", type=int, default=0, help="this many sheets for each misconception instead")
    parser.add_argument("--perfect", action="store_true", help="sheets without any mistake")
    parser.add_argument("--hand", default="", help="only hands whose name contains this")
    parser.add_argument("--worst", type=int, default=5, help="how many of the worst sheets to name")
    parser.add_argument("--show", type=int, default=0, help="how many disagreements to print")
    parser.add_argument("--only", default="", choices=["", *KINDS], help="print these alone")
    args = parser.parse_args()
    mixed = cases(args.count, args.seed, perfect=args.perfect, hand=args.hand)
    made = each(args.each, args.seed) if args.each else mixed
    if args.out:
        for case in made:
            case.write(args.out)
        return 0
    from .runner import grade_all

    return grade_all(made, worst=args.worst, show=args.show, only=args.only)


if __name__ == "__main__":
    sys.exit(main())
