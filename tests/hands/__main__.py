"""Prints the table of hands: `python -m tests.hands` for the whole, `--only HAND`, `--problem ID`, `--show N` for parts and faults."""

from __future__ import annotations

import argparse
from collections import defaultdict

from .families import HANDS
from .sheets import LAYOUTS, write
from .table import Count, cells, counted, problem


def main() -> None:
    """The table, families down and layouts across."""
    parser = argparse.ArgumentParser(prog="python -m tests.hands", description=__doc__)
    parser.add_argument("--only", action="append", help="these hands alone")
    parser.add_argument("--problem", action="append", default=[], help="these problems alone")
    parser.add_argument("--layout", action="append", choices=LAYOUTS, help="these layouts alone")
    parser.add_argument("--show", type=int, default=0, help="how many faults are shown")
    parser.add_argument("--text", action="store_true", help="print the sheets instead")
    options = parser.parse_args()
    hands = [hand for hand in HANDS if not options.only or hand.id in options.only]
    table: dict[tuple[str, str, bool], Count] = defaultdict(Count)
    problems: dict[str, Count] = defaultdict(Count)
    for hand, layout, comma, name in cells(hands, options.problem):
        if options.layout and layout not in options.layout:
            continue
        if options.text:
            print(f"--- {name} {hand.id} {layout}\n{write(problem(name), hand, layout, comma=comma).text}")  # noqa: T201
            continue
        count = counted(name, hand, layout, comma=comma)
        table[hand.id, layout, comma].add(count)
        problems[name].add(count)
    if not options.text:
        _print(table, problems, options.show)


def _print(table: dict[tuple[str, str, bool], Count], problems: dict[str, Count], show: int) -> None:
    hands = list(dict.fromkeys(key[0] for key in table))
    columns = [(layout, comma) for layout in LAYOUTS for comma in (False, True)]
    lines = [f"{'named right, %':18}" + "".join(f"{layout + (' ,' if comma else ' .'):>11}" for layout, comma in columns)]
    whole = Count()
    lines += [f"{hand:18}" + "".join(f"{100 * table[hand, *column].share:11.2f}" for column in columns) for hand in hands]
    for count in table.values():
        whole.add(count)
    lines.append("")
    lines += [
        f"{name:26}{100 * count.share:8.2f} %  {count.quantities - count.named:5} unnamed  {count.accused:3} accused  "
        f"{count.sheets - count.full:3} not full"
        for name, count in problems.items()
        if count.share < 1 or count.accused or count.full < count.sheets
    ]
    lines.append(
        f"{whole.sheets} sheets, {whole.quantities} quantities: {100 * whole.share:.3f} % named right, {whole.accused} right lines "
        f"called wrong, {whole.sheets - whole.full} sheets without full marks"
    )
    lines += whole.faults[:show]
    print("\n".join(lines))  # noqa: T201


if __name__ == "__main__":
    main()
