"""(b) Sheets per second of a mixed class: one process, two, a local cluster with two workers, in turn; the same bytes from each."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from grader import wiring
from grader.services.batch import Progress
from tests.benchmarks.clock import Row
from tests.benchmarks.sheets import Course, course

WARM = 0.2  # of a class is graded before the clock of the warm rate starts: workers have started and know their problems


class Run(NamedTuple):
    """One run: seconds in all, sheets a second once it is warm, processor seconds of this process and of the workers."""

    seconds: float
    rate: float
    parent: float
    workers: float


def rows(count: int, rounds: int = 2, *, cluster: bool = True) -> Iterator[Row]:
    """The table for a class of so many sheets; of each kind the best of some rounds, which take turns."""
    with TemporaryDirectory() as name, _local_cluster(wanted=cluster) as url:
        folder = Path(name)
        made = course(folder, count)
        kinds = {"1 process": (1, "local"), "2 processes": (2, "local")} | ({"Dask with 2 workers": (2, url)} if url else {})
        runs: dict[str, list[Run]] = {kind: [] for kind in kinds}
        for _ in range(rounds):
            for kind, (jobs, engine) in kinds.items():
                runs[kind].append(run(made, folder / f"{kind}.jsonl", jobs, engine))
        best = {kind: _best(each) for kind, each in runs.items()}
        alone, pair = best["1 process"], best["2 processes"]
        besides = {
            "1 process": f"best of {rounds}, warm; {count} sheets in {alone.seconds:.1f} s, start included",
            "2 processes": f"efficiency {pair.rate / alone.rate / 2:.0%} by the clock, "
            f"{alone.workers / (pair.workers + pair.parent):.0%} by processor time",
        }
        for kind, found in best.items():
            beside = besides.get(kind) or f"{found.rate / pair.rate:.0%} of 2 processes"
            yield Row(f"class, {kind}", found.rate, "sheets/s", beside)
            yield Row("... processor time of its workers", found.workers / count * 1e3, "ms a sheet", "start included")
            yield Row("... of the process that leads them", found.parent / count * 1e3, "ms a sheet", _leads(kind))
            same = (folder / f"{kind}.jsonl").read_bytes() == (folder / "1 process.jsonl").read_bytes()
            yield Row("... differing reports", float(not same), "files", "against 1 process")
        if cluster and not url:
            yield Row("class, Dask with 2 workers", float("nan"), "sheets/s", "not installed")


def run(made: Course, output: Path, jobs: int, engine: str) -> Run:
    """Grade the class and look at the clocks."""
    seen: list[tuple[float, int]] = []
    own, workers = time.process_time(), _workers(engine)
    began = time.perf_counter()
    wiring.batch(wiring.Batch(str(made.target), made.rows, output, jobs, engine), partial(_noted, seen))
    took = time.perf_counter() - began
    total = seen[-1][1]
    since, first = next((at, sheets) for at, sheets in seen if sheets >= total * WARM)
    rate = (total - first) / max(seen[-1][0] - since, 1e-9)
    return Run(took, rate, time.process_time() - own, _workers(engine) - workers)


def _noted(seen: list[tuple[float, int]], progress: Progress) -> None:
    seen.append((time.perf_counter(), progress.sheets))


def _best(runs: list[Run]) -> Run:
    """The least disturbed of each."""
    return Run(
        min(one.seconds for one in runs),
        max(one.rate for one in runs),
        min(one.parent for one in runs),
        min(one.workers for one in runs),
    )


def _leads(kind: str) -> str:
    return "the scheduler included" if kind.startswith("Dask") else "overhead"


def _workers(engine: str) -> float:
    """Seconds of processor time of all child processes that have ended, or of the workers of a cluster."""
    if engine == "local":
        told = os.times()
        return told.children_user + told.children_system
    from distributed import Client

    with Client(engine, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        clock: Callable[[], float] = time.process_time
        spent: dict[str, Any] = client.run(clock)
        return float(sum(spent.values()))


@contextmanager
def _local_cluster(*, wanted: bool) -> Iterator[str]:
    """The URL of a scheduler; empty where none is wanted or the library is not there."""
    if not wanted or find_spec("distributed") is None:
        yield ""
        return
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster:  # type: ignore[no-untyped-call]
        yield cluster.scheduler_address
