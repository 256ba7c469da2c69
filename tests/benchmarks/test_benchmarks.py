"""The measurements run and add up; how long anything takes is nobody's test."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from grader import grading, wiring
from grader.problem import parse
from grader.services.batch import Progress
from tests.benchmarks import building, load, memory, one_mistake, one_sheet, whole_class
from tests.benchmarks.__main__ import told
from tests.benchmarks.clock import Stages, best
from tests.benchmarks.sheets import CASES, SEED, course, different, mixed, seeds


def test_all_sheets_differ() -> None:
    """No two are the same, and none is the original."""
    made = [*seeds(50), SEED.text]
    assert len(set(made)) == 51
    assert len({text for _, text in mixed(60)}) == 60
    assert different(SEED.text, 7) == different(SEED.text, 7)


def test_a_course_is_a_set_and_a_class(tmp_path: Path) -> None:
    """Every problem of the set can be used, every row names one of them."""
    made = course(tmp_path, 30)
    assert len(made.rows.read_text("utf-8").splitlines()) == 30
    for case in CASES:
        assert parse((tmp_path / f"{case.name}.yaml").read_text("utf-8"), file="x").id == case.name


def test_each_stage_of_a_sheet_has_a_time_of_its_own() -> None:
    """Reading, naming, judging and diagnosing are all seen, and their shares make the whole."""
    rows = {row.what: row for row in one_sheet.rows(1, rounds=1)}
    parts = [row.amount for name, row in rows.items() if name.startswith("... ") and row.beside]
    assert all(rows[f"... {stage}"].amount > 0 for stage in ("reading", "naming", "judging", "diagnosing"))
    assert sum(parts) == pytest.approx(rows["one seed sheet, whole"].amount)


def test_every_file_named_by_a_stage_is_there() -> None:
    """Each file of the room belongs to one stage, or counts for whoever calls it; none is listed that is gone."""
    there = {path.stem for path in Path(grading.__file__).parent.glob("*.py")} - {"__init__"}
    assert set(one_sheet.STAGE_OF) | one_sheet.CALLED == there, "one_sheet.FILES says which stage a new file of grading belongs to"
    assert sum(len(names.split()) for names in one_sheet.FILES.values()) == len(one_sheet.STAGE_OF)


def test_judging_is_held_against_reading() -> None:
    """Each stage has a time of its own, and what it is beside reading; the sheets are as long as the goal says."""
    rows = {row.what: row for row in one_mistake.rows(2, rounds=1)}
    assert set(rows) == {"reading", "naming", "judging and diagnosing"}
    judging = rows["judging and diagnosing"]
    assert judging.beside == f"{judging.amount / rows['reading'].amount:.2f} x reading"
    made = [case.sheet for case in islice(one_mistake.cases(), 3)]
    assert len(set(made)) == 3
    assert all(44 <= sum("=" in line for line in sheet.splitlines()) <= 56 for sheet in made)


def test_the_rate_of_a_class_is_warm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is done before the clock of the rate starts does not count, however long it took."""

    def batch(order: wiring.Batch, progress: Callable[[Progress], None]) -> None:
        assert order.jobs == 2
        for seconds, sheets in ((0.3, 20), (0.1, 60), (0.1, 100)):
            time.sleep(seconds)
            progress(Progress(sheets))

    monkeypatch.setattr(wiring, "batch", batch)
    run = whole_class.run(course(tmp_path, 1), tmp_path / "out.jsonl", 2, "local")
    assert run.seconds >= 0.5
    assert 100 / run.seconds < run.rate <= 80 / 0.2


WRK = """
Running 5s test @ http://127.0.0.1:8000
  1 threads and 8 connections
  Latency Distribution
     50%  962.50us
     75%    2.01s
     99%    1.03m
  9 requests in 5.00s, 59.31KB read
  Socket errors: connect 0, read 1, write 0, timeout 4
  Non-2xx or 3xx responses: 2
Requests/sec:      1.80
"""


def test_what_the_load_tool_says_is_understood() -> None:
    """Its units, and everything that it counts as a failure."""
    assert load.said(WRK) == (1.8, 0.9625, 61800.0, 7)
    assert load.said(WRK.replace("  Socket errors: connect 0, read 1, write 0, timeout 4\n", "")).failures == 2


def test_what_a_stage_calls_of_another_counts_there() -> None:
    """The outer stage is charged without the inner one; what belongs to no stage counts for its caller."""
    stages = Stages(lambda path: "here" if path == __file__ else "random" if path == random.__file__ else None)

    def work() -> None:
        sum(range(1_000_000))
        random.Random(1).sample(range(10_000), 9_000)

    stages.run(work)
    assert stages.seconds["here"] > 0.002
    assert stages.seconds["random"] > 0


def test_the_best_of_some_rounds() -> None:
    """Every round runs."""
    runs: list[int] = []
    assert best(lambda: runs.append(1), 4) >= 0
    assert len(runs) == 4


@pytest.mark.parametrize("size", building.SIZES[:2])
def test_problems_of_growing_size_can_be_used(size: tuple[int, ...]) -> None:
    """The generated files are sound."""
    network = parse(building.source(size, 1), file="x").network
    assert network is not None
    assert [layer.size for layer in network.layers] == list(size[1:])


def test_pytorch_differentiates_the_same_network() -> None:
    """Its gradients are those of the problem that stands beside it in the table."""
    pytest.importorskip("torch")
    text = building.source((4, 8, 4), 1)
    ours = parse(text, file="x").trace
    for l, layer in enumerate(building.torch_gradients(text), 1):
        for j, row in enumerate(layer, 1):
            for i, value in enumerate(row, 1):
                assert value == pytest.approx(ours.number(f"dL/dW[{l},{j},{i}]"), rel=1e-12)


def test_what_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without PyTorch its row has a dash and the reason."""
    monkeypatch.setattr(building, "find_spec", lambda _: None)
    assert told(building.beside_torch((2, 2, 2))).split()[-3:] == ["-", "not", "installed"]


def test_memory_is_looked_at() -> None:
    """Some megabytes, at some places."""
    rows = list(memory.rows(4))
    assert rows
    assert all(row.amount > 0 or math.isnan(row.amount) for row in rows if row.unit == "MB")
