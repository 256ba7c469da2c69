"""The long run: `python -m tests.fuzz --count 100000 --seed 1` grades that many monstrous or damaged texts."""

from __future__ import annotations

import argparse
import sys

from .checks import trials


def main() -> int:
    """Prints the first faults and their number; 1 where there were any."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=10)
    args = parser.parse_args()
    faults = 0
    for number, trial in enumerate(trials(args.count, args.seed), 1):
        if trial.fault:
            faults += 1
            if faults <= args.show:
                print(f"text {number}: {trial.fault}\n{trial.text[:300]!r}\n")  # noqa: T201
        if number % 5000 == 0:
            print(f"{number} texts, {faults} faults", flush=True)  # noqa: T201
    print(f"{args.count} texts, {faults} faults")  # noqa: T201
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
