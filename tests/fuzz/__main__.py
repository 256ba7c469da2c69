"""The long run: `python -m tests.fuzz --count 100000 --seed 1 --jobs 2` grades that many monstrous, damaged or random texts.

`--keep FOLDER` writes down each text with a fault, its problem beside it; `--block 17` runs one block of trials again.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from .checks import BLOCK, Trial, block, monsters
from .texts import MONSTERS


class Outcome(NamedTuple):
    """The trials of one block: how many, the longest time (for each five hundred claims begun), and the faulty ones."""

    number: int
    texts: int
    seconds: float
    faults: list[tuple[int, str, str, str]]  # place, fault, text, problem


def run(seed: int, number: int) -> Outcome:
    """One block of the long run; block -1 holds the monsters."""
    done: list[Trial] = list(block(seed, number) if number >= 0 else monsters())
    faults = [(n, trial.fault, trial.text, trial.problem.source) for n, trial in enumerate(done) if trial.fault]
    return Outcome(number, len(done), max(trial.seconds for trial in done), faults)


def outcomes(seed: int, numbers: range, jobs: int) -> Iterator[Outcome]:
    """The blocks in turn, or as they come from several processes."""
    if jobs == 1:
        yield from map(partial(run, seed), numbers)
        return
    with multiprocessing.Pool(jobs) as pool:
        yield from pool.imap_unordered(partial(run, seed), numbers)


def main() -> int:
    """Prints the faults, their number and the longest time; 1 where there were any."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--block", type=int)
    args = parser.parse_args()
    numbers = range(args.block, args.block + 1) if args.block is not None else range(-1, -(-max(args.count - len(MONSTERS), 0) // BLOCK))
    count, faults, slowest = 0, 0, 0.0
    for outcome in outcomes(args.seed, numbers, args.jobs):
        for place, fault, text, problem in outcome.faults:
            print(f"block {outcome.number}, text {place}: {fault}\n", flush=True)  # noqa: T201
            if args.keep:
                write(args.keep / f"{args.seed}-{outcome.number}-{place}", text, problem)
        faults, slowest, before = faults + len(outcome.faults), max(slowest, outcome.seconds), count
        count += outcome.texts
        if count // 5000 != before // 5000:
            print(f"{count} texts, {faults} faults, the slowest {slowest:.2f} s", flush=True)  # noqa: T201
    print(f"{count} texts, {faults} faults, the slowest {slowest:.2f} s")  # noqa: T201
    return 1 if faults else 0


def write(place: Path, text: str, problem: str) -> None:
    """Keeps a text and its problem as two files."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.with_suffix(".txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    place.with_suffix(".yaml").write_text(problem, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
