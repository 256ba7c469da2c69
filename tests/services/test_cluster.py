"""A Dask cluster behind the same protocol: the same bytes, and a sheet that kills its workers costs itself alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.errors import Refused
from grader.services.batch import run
from grader.services.batch.cluster import Cluster
from grader.services.batch.inline import Inline
from grader.services.batch.sheet import Sheet
from tests.services.fakes import context

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The URL of a scheduler with two worker processes on this machine."""
    settings = {
        "distributed.scheduler.allowed-failures": 0,
        "distributed.nanny.pre-spawn-environ": {"PYTHONPATH": str(Path(__file__).parents[2])},
    }
    with _config(settings), distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=50) as cluster:
        yield cluster.scheduler_address


def _config(settings: dict[str, Any]) -> Any:  # noqa: ANN401 - the library is half typed
    import dask

    return dask.config.set(settings)


def sheets(**special: str) -> list[Sheet]:
    """A small class of several variants, with the text of some sheets replaced."""
    return [Sheet(f"s{n}", special.get(f"s{n}", f"a1 = 0,{n}"), "one-unit", variant=n % 3 + 1) for n in range(20)]


def test_the_same_bytes_from_a_cluster(scheduler: str, tmp_path: Path) -> None:
    """A cluster writes what one process writes."""
    run(sheets(), context(), Inline(), tmp_path / "here.jsonl", size=3)
    run(sheets(), context(), Cluster(scheduler), tmp_path / "there.jsonl", size=3)
    assert (tmp_path / "here.jsonl").read_bytes() == (tmp_path / "there.jsonl").read_bytes()
    assert (tmp_path / "here.csv").read_bytes() == (tmp_path / "there.csv").read_bytes()


def test_a_sheet_that_kills_workers_of_a_cluster(scheduler: str, tmp_path: Path) -> None:
    """The chunk that no worker survives is finished here, and one sheet has no grade."""
    run(sheets(s7="die"), context(), Cluster(scheduler), tmp_path / "out.jsonl", size=4)
    reports = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [r["submission"] for r in reports] == [f"s{n}" for n in range(20)]
    assert [r["submission"] for r in reports if r["state"] != "graded"] == ["s7"]


def test_a_sheet_that_never_ends_on_a_cluster(scheduler: str, tmp_path: Path) -> None:
    """A worker that hangs ends itself and is replaced; the sheet has no grade, and all others have."""
    run(sheets(s7="hang"), context(), Cluster(scheduler, patience=1), tmp_path / "out.jsonl", size=4)
    reports = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [r["submission"] for r in reports if r["state"] != "graded"] == ["s7"]


def test_no_scheduler_answers() -> None:
    """A wrong address is refused in words, before anything is graded."""
    with pytest.raises(Refused, match="no scheduler"):
        list(Cluster("tcp://127.0.0.1:9", answer=1).run(_never, context(), iter(())))


def _never(*_: object) -> Any:  # noqa: ANN401 - never called
    raise AssertionError
