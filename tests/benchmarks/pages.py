"""(g) Milliseconds until a report is first painted, and until 60 lines that are typed stand beside the editor as they are read."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import structlog

from tests.benchmarks.clock import Row
from tests.pages.chromium import Window, chromium, serving, visitor
from tests.pages.site import PROBLEM, running

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.pages.chromium import Visitor

SHEET = Path(__file__).parents[2] / "submissions" / "sigmoid-2-2-2" / "000_e95ce17405b7336a.txt"
LINES = 60
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
READ = "performance.getEntriesByType('resource').filter(one => one.name.endsWith('/reading')).map(one => one.responseEnd - one.startTime)"


def rows(visits: int) -> Iterator[Row]:
    """The table for so many visits of each."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as site, chromium() as browser, serving(site) as base:
        report = f"/submissions/{site.submit('student', SHEET.read_text('utf-8'))}"
        for size in ("phone", "desk"):
            with visitor(browser, base, site, "student", Window(size)) as student:
                for what, path in (("report", report), ("place of work", PROBLEM), ("plainest page", "/settings")):
                    yield from told(f"{what}, {size}: first paint", [painted(student.go(path)) for _ in range(visits)])
                yield from told(f"{LINES} lines, {size}: live reading", read(student, visits))


def told(what: str, times: Sequence[float]) -> Iterator[Row]:
    """The best and the usual one."""
    yield Row(what, min(times), "ms", f"median {median(times):.0f}, worst {max(times):.0f}, of {len(times)}")


def painted(page: Page) -> float:
    """When something was first painted."""
    while (at := page.evaluate(PAINTED)) is None:
        page.wait_for_timeout(20)
    return float(at)


def read(student: Visitor, visits: int) -> list[float]:
    """From asking to the end of the answer, each time another line is typed below 59."""
    lines = [line for line in SHEET.read_text("utf-8").splitlines() if line.strip()]
    page = student.go(PROBLEM)
    page.locator("#reading [role=status]").wait_for()
    for visit in range(visits):
        page.fill("#sheet", "\n".join([*(lines * 2)[: LINES - 1], f"z_1 = {visit}.5"]))
        page.locator(f"#reading [data-line='{LINES}']").get_by_text(f"{visit}.5").wait_for()
    return [float(each) for each in page.evaluate(READ)[-visits:]]
