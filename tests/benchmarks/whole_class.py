"""(b) Sheets per second of a mixed class: one process, two, a local cluster with two workers; the same bytes from each."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from grader import wiring
from tests.benchmarks.clock import Row
from tests.benchmarks.sheets import course


def rows(count: int, *, cluster: bool = True) -> Iterator[Row]:
    """The table for a class of so many sheets."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        made = course(folder, count)

        def graded(output: str, jobs: int = 1, engine: str = "local") -> float:
            began = time.perf_counter()
            wiring.batch(wiring.Batch(str(made.target), made.rows, folder / output, jobs, engine))
            return time.perf_counter() - began

        worked = children()
        alone = graded("one.jsonl")
        single = children() - worked
        yield Row("class, 1 process", count / alone, "sheets/s", f"{count} sheets in {alone:.1f} s, start included")
        yield Row("... processor time", single / count * 1e3, "ms a sheet", "what is left when the machine does other things too")
        pair = graded("two.jsonl", 2)
        yield Row("... of 2 processes together", (children() - worked - single) / count * 1e3, "ms a sheet")
        yield Row("class, 2 processes", count / pair, "sheets/s", f"efficiency {alone / pair / 2:.0%}")
        same = (folder / "one.jsonl").read_bytes() == (folder / "two.jsonl").read_bytes()
        yield Row("... differing reports", float(not same), "files", "1 process against 2")
        if cluster:
            yield from _cluster(count, pair, graded, folder)


def children() -> float:
    """Seconds of processor time of all child processes that have ended."""
    told = os.times()
    return told.children_user + told.children_system


def _cluster(count: int, pair: float, graded: Callable[[str, int, str], float], folder: Path) -> Iterator[Row]:
    try:
        with _local_cluster() as url:
            took = graded("dask.jsonl", 1, url)
    except ImportError:
        yield Row("class, Dask with 2 workers", float("nan"), "sheets/s", "not installed")
        return
    yield Row("class, Dask with 2 workers", count / took, "sheets/s", f"{pair / took:.0%} of 2 processes")
    same = (folder / "dask.jsonl").read_bytes() == (folder / "one.jsonl").read_bytes()
    yield Row("... differing reports", float(not same), "files", "1 process against Dask")


@contextmanager
def _local_cluster() -> Iterator[str]:
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster:  # type: ignore[no-untyped-call]
        yield cluster.scheduler_address
