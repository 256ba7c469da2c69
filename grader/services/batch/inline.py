"""The executor that does one chunk after the other in this process: for a few sheets, and for tests."""

from __future__ import annotations

from collections.abc import Iterator

from grader.services.batch.sheet import Chunk, Context, Done, Step, Work


class Inline:
    """Chunks in order, here and now."""

    def run(self, work: Work, context: Context, chunks: Iterator[Chunk]) -> Iterator[Step | Done]:
        """Do each chunk when it is asked for."""
        for chunk in chunks:
            steps: list[Step] = []
            done = work(context, chunk, steps.append)
            yield from steps
            yield done
