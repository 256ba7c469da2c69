"""Real sheets, poison among them: the same bytes from one process, from eight and from a cluster, in one go or cut and resumed."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader import wiring
from grader.grading.report import Report
from grader.problem import Problem, parse
from grader.services.batch import Context, Executor, Outcome, Sheet, Unmatched, gather, known_problems, run
from grader.services.batch.cluster import Cluster
from grader.services.batch.inline import Inline
from grader.services.batch.sheet import Chunk, Done, Step, Work
from grader.services.batch.workers import Workers
from tests.benchmarks.sheets import course
from tests.services import fakes

SHEETS = int(os.environ.get("GRADER_SAME_SHEETS", "24"))
SMALL = SHEETS < 100
POISON = {SHEETS // 2: "die", SHEETS - 1: "a1 = 0,5" if SMALL else "hang"}  # whoever hangs is waited for, twice
SIZE = max(2, SHEETS // 60)
ALL = tuple(itertools.product(("1", "8", "cluster"), (".jsonl", ".parquet"), (False, True)))
FEW = (("8", ".jsonl", True), ("cluster", ".parquet", True))


class Cut:
    """An executor that ends with an exception after so many chunks."""

    def __init__(self, executor: Executor, after: int) -> None:
        """Use `executor` until then."""
        self._executor, self._after = executor, after

    def run(self, work: Work, context: Context, chunks: Iterator[Chunk]) -> Iterator[Step | Done]:
        """What happens, as far as it goes."""
        done = 0
        for event in self._executor.run(work, context, chunks):
            yield event
            done += isinstance(event, Done)
            if done == self._after:
                raise KeyboardInterrupt


def grade(problem: Problem, text: str | bytes, submission: str = "", language: str = "en") -> Report:
    """The real report; but a poisonous sheet kills or hangs whoever reads it."""
    return fakes.grade(problem, text, submission) if text in {"die", "hang"} else wiring.grade(problem, text, submission, language)


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """The problems of the real sheets, in a folder with a class of them."""
    target = course(tmp_path_factory.mktemp("class"), SHEETS).target
    return Context(known_problems(str(target), wiring.load_problem), parse, grade, "", "1")


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The URL of a scheduler with two worker processes on this machine."""
    distributed = pytest.importorskip("distributed")
    import dask

    settings = {
        "distributed.scheduler.allowed-failures": 0,
        "distributed.nanny.pre-spawn-environ": {
            "PYTHONPATH": os.pathsep.join((str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")))
        },
    }
    local = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": ":0", "silence_logs": 50}
    with dask.config.set(settings), distributed.LocalCluster(**local) as cluster:
        yield cluster.scheduler_address


def items(context: Context) -> list[Sheet | Unmatched]:
    """The class, with poison among it, and a row that fits nowhere."""
    found = list(gather(Path(context.problems[0].file).with_name("class.jsonl"), context.problems))
    poisoned = [sheet._replace(text=POISON.get(n, sheet.text)) for n, sheet in enumerate(found) if isinstance(sheet, Sheet)]
    return [*poisoned[:3], Unmatched("photo.png", "not-text"), *poisoned[3:]]


def written(output: Path, context: Context, executor: Executor, *, resume: bool = False) -> tuple[bytes, bytes, Outcome]:
    """The bytes of the reports and of the figures."""
    outcome = run(items(context), context, executor, output, resume=resume, size=SIZE)
    return output.read_bytes(), outcome.figures.read_bytes(), outcome


@pytest.fixture(scope="module")
def undisturbed(context: Context, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, bytes, Outcome]]:
    """What one process writes, by the ending of the output."""
    folder = tmp_path_factory.mktemp("one")
    return {ending: written(folder / f"out{ending}", context, Workers(1)) for ending in (".jsonl", ".parquet")}


def test_only_poison_has_no_grade(undisturbed: dict[str, tuple[bytes, bytes, Outcome]]) -> None:
    """Every other sheet is graded, in the order of the class."""
    reports, figures, outcome = undisturbed[".jsonl"]
    assert reports.count(b"\n") == outcome.summary.sheets == SHEETS
    assert outcome.summary.graded == SHEETS - sum(text in {"die", "hang"} for text in POISON.values())
    assert [row.split(",")[1] for row in figures.decode().splitlines()[1:]] == [f"s{n}" for n in range(SHEETS)]


@pytest.mark.parametrize(("engine", "ending", "cut"), FEW if SMALL else ALL)
def test_the_same_bytes(  # noqa: PLR0913, PLR0917 - three fixtures, three ways to differ
    engine: str,
    ending: str,
    cut: bool,  # noqa: FBT001 - drawn from the table
    context: Context,
    undisturbed: dict[str, tuple[bytes, bytes, Outcome]],
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    """Whoever grades, to whatever file, in one go or in two: reports and figures do not differ in a byte."""
    executor = Cluster(request.getfixturevalue("scheduler")) if engine == "cluster" else Workers(int(engine))
    if cut:
        with pytest.raises(KeyboardInterrupt):
            run(items(context), context, Cut(Inline() if SMALL else executor, 3), tmp_path / f"out{ending}", size=SIZE)
    again = written(tmp_path / f"out{ending}", context, executor, resume=cut)
    assert again[:2] == undisturbed[ending][:2]
    assert again[2].summary == undisturbed[ending][2].summary
    assert again[2].unmatched == undisturbed[ending][2].unmatched
