"""The executor on a Dask cluster: chunks go to its scheduler, the context goes to each worker once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from itertools import chain, islice
from typing import Any, TypeAlias

from grader.errors import Refused
from grader.services.batch.sheet import Chunk, Context, Done, Step, Work
from grader.services.batch.watch import watch
from grader.services.batch.workers import PATIENCE, Workers

_Half: TypeAlias = Any  # the library is half typed
RETRIES = 3
IN_FLIGHT = 3  # chunks a thread of the cluster: one in work, two that wait beside it


class Cluster:
    """The workers of the scheduler at a URL; they write their shards to a folder that all machines see."""

    def __init__(self, url: str, answer: float = 10.0, patience: float = PATIENCE) -> None:
        """Connect when there is something to do; the scheduler may take `answer` seconds, a sheet `patience` seconds."""
        self.url, self.answer, self.patience = url, answer, patience

    def run(self, work: Work, context: Context, chunks: Iterator[Chunk]) -> Iterator[Step | Done]:
        """Keep the cluster busy and yield chunks as they are done; a chunk that takes workers down is done here, watched.

        Raises Refused without the extra `cluster`, or where no scheduler answers.
        """
        with _client(self.url, self.answer) as client:
            shipped = client.submit(
                _told, context, pure=False
            )  # a result can be made again where its worker is lost, scattered data cannot
            lost: list[Chunk] = []
            yield from _Flight(client, partial(_on_worker, work, patience=self.patience), shipped, chunks, lost).landed()
        if lost:
            yield from Workers(1, self.patience).run(work, context, iter(lost))


class _Flight:
    """The chunks that are on the cluster."""

    def __init__(self, client: _Half, work: _Half, context: _Half, chunks: Iterator[Chunk], lost: list[Chunk]) -> None:
        self.client, self.work, self.context, self.chunks, self.lost = client, work, context, chunks, lost
        self.open: dict[str, Chunk] = {}
        self.tries: Counter[int] = Counter()

    def landed(self) -> Iterator[Done]:
        threads = max(1, sum(self.client.nthreads().values()))
        arrivals = _distributed().as_completed(loop=self.client.loop)
        for _ in range(threads * IN_FLIGHT):
            self._depart(arrivals)
        for future in arrivals:
            chunk = self.open.pop(future.key)
            try:
                yield future.result()
            except Exception as fault:  # noqa: BLE001 - whatever it is: the chunk is not done
                self._failed(chunk, killer=type(fault).__name__ == "KilledWorker")
            self._depart(arrivals)

    def _failed(self, chunk: Chunk, *, killer: bool) -> None:
        """A chunk that takes workers down is not sent again; one that was lost with somebody else's is."""
        self.tries[chunk.number] += 1
        if killer or self.tries[chunk.number] > RETRIES:
            self.lost.append(chunk)
        else:
            self.chunks = chain([chunk], self.chunks)

    def _depart(self, arrivals: _Half) -> None:
        for chunk in islice(self.chunks, 1):
            key = f"chunk-{chunk.name}-{self.tries[chunk.number]}"
            future = self.client.submit(self.work, self.context, chunk, pure=False, retries=RETRIES, key=key)
            self.open[future.key] = chunk
            arrivals.add(future)


def _told(context: Context) -> Context:
    return context


def _on_worker(work: Work, context: Context, chunk: Chunk, patience: float) -> Done:
    with watch().over(patience) as tell:
        return work(context, chunk, tell)


def _client(url: str, answer: float) -> _Half:
    try:
        return _distributed().Client(url, timeout=answer, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as fault:
        message = f"no scheduler answers at {url}"
        raise Refused(message) from fault


def _distributed() -> _Half:
    try:
        return import_module("distributed")
    except ImportError as fault:
        message = "a cluster needs the extra: pip install 'inkgrade[cluster]'"
        raise Refused(message) from fault
