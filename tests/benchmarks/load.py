"""(f) Graded submissions over HTTP: wrk sends seed-size sheets that all differ to `grader serve` on SQLite, and as much to a bare echo."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from grader import wiring
from grader.records import Person, new_id
from grader.services.clock import utc_now
from grader.services.rights import SCOPES, Asker
from grader.services.together import Services
from tests.benchmarks.clock import Row
from tests.benchmarks.sheets import SEED, seeds

PEOPLE, SHEETS = 100, 2000
CONNECTIONS = 8
WARM = 50  # sheets that are graded before the clock runs: the first ones build the problem in each process
ECHO = """
from fastapi import FastAPI, Request, Response
app = FastAPI()

@app.post("/echo")
async def echo(request: Request) -> Response:
    return Response(await request.body())
"""
#: Each thread of wrk takes sheets and people of its own, and no sheet comes twice.
SCRIPT = """
local threads = 0
function setup(thread) thread:set("place", threads); threads = threads + 1 end
local function lines(name, mark)
  local found = {}
  local file = io.open(name, "rb")
  for piece in file:read("*a"):gmatch("([^" .. mark .. "]+)") do found[#found + 1] = piece end
  return found
end
function init(_)
  sheets, tokens, sent, failed = lines("FOLDER/sheets", "\\1"), lines("FOLDER/tokens", "\\n"), 0, 0
end
function request()
  sent = sent + 1
  local number = sent * 16 + place
  local headers = { ["Authorization"] = "Bearer " .. tokens[number % #tokens + 1], ["Content-Type"] = "text/plain" }
  return wrk.format("POST", "PATH", headers, sheets[number % #sheets + 1] .. "\\nsheet " .. number .. "\\n")
end
"""


class Told(NamedTuple):
    """What wrk says of a run."""

    a_second: float
    p50: float
    p99: float
    failures: int


def rows(seconds: int, workers: int = 1) -> Iterator[Row]:
    """The table for runs of so many seconds."""
    if shutil.which("wrk") is None:
        yield Row("submissions graded", float("nan"), "a second", "wrk is not installed")
        return
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = furnished(folder)
        (folder / "echo.py").write_text(ECHO, "utf-8")
        with served([sys.executable, "-m", "uvicorn", "echo:app", "--log-level", "warning", "--port"], folder) as (port, _):
            echo = asked(port, "/echo", folder, seconds=min(seconds, 10))
        yield Row("bare FastAPI echo", echo.a_second, "a second", f"p99 {echo.p99:.0f} ms")
        command = [
            sys.executable,
            *os.environ.get("LOAD_ENTRY", "-m grader").split(),
            "serve",
            "--workers",
            str(workers),
            "--database",
            f"sqlite:///{folder / 'grader.db'}",
            "--port",
        ]
        with served(command, folder) as (port, process):
            while graded(folder) < WARM:
                asked(port, path, folder, seconds=3)
            before, worked = graded(folder), processor(process)
            told = asked(port, path, folder, seconds)
            done, worked = graded(folder) - before, processor(process) - worked
        yield Row("submissions graded", told.a_second, "a second", f"{workers} workers, {done} in {seconds} s, {told.failures} failures")
        yield Row("... of a bare echo", told.a_second / echo.a_second * 100, "%")
        yield Row("... median time", told.p50, "ms")
        yield Row("... 99th percentile", told.p99, "ms")
        yield Row("... processor time of the server", worked / max(done, 1) * 1e3, "ms a sheet", f"{worked / seconds:.0%} of one core")


def furnished(folder: Path) -> str:
    """A course with people, the seed's problem and a set, on a database in the folder; the path that sheets are sent to."""
    services = wiring.services(wiring.Settings(database_url=f"sqlite:///{folder / 'grader.db'}"))
    with closing(services):
        boss = services.sign_in.first_instructor()
        services.courses.found(boss, "bench", "Benchmark")
        source = re.sub(r"(?m)^id:.*$", "id: seed", SEED.problem.read_text("utf-8"))
        services.publish.problem(boss, "bench", source.encode())
        services.publish.set_(boss, "bench", b"set: load\ntitle: Load\nproblems: [seed]\n")
        tokens = [_student(services, boss, number) for number in range(PEOPLE)]
    (folder / "tokens").write_text("\n".join(tokens), "ascii")
    (folder / "sheets").write_text("\1".join(seeds(SHEETS)), "utf-8")
    return "/v1/courses/bench/sets/load/problems/seed/submissions"


def _student(services: Services, boss: Asker, number: int) -> str:
    person = Person(new_id(), f"Student {number}", None, "member", utc_now())
    services.store.write(lambda t: t.add(person))
    services.courses.admit(boss, "bench", person.id, "student")
    return services.sign_in.new_token(Asker(person), "load", SCOPES, None)[1]


@contextmanager
def served(command: list[str], folder: Path) -> Iterator[tuple[int, int]]:
    """A server on a free port and its process, until it is killed with its workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "GRADER_RATE": "off",
        "GRADER_RATE_SIGN_IN": "off",
        "PYTHONPATH": os.pathsep.join([*sys.path, str(folder)]),
        "PYTHONSAFEPATH": "1",  # the core that runs here, plain or compiled, is served, not that of the working folder
    }
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen([*command, str(port)], stdout=log, stderr=log, env=environment, start_new_session=True)
    try:
        _wait(port, process)
        yield port, process.pid
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(30)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/v1/health", timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            if process.poll() is not None:
                message = "the server has ended"
                raise RuntimeError(message) from None
            time.sleep(0.1)
        else:
            return


def asked(port: int, path: str, folder: Path, seconds: int) -> Told:
    """What wrk finds when it asks for so long."""
    script = folder / "script.lua"
    script.write_text(SCRIPT.replace("FOLDER", str(folder)).replace("PATH", path), "utf-8")
    url = f"http://127.0.0.1:{port}"
    command = ["wrk", "--latency", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "-s", str(script), url]
    return said(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def said(text: str) -> Told:
    """The figures in what wrk prints; failures are answers that are no success, and requests without an answer."""
    failures = sum(int(number) for number in re.findall(r"(?:Non-2xx or 3xx responses:|connect|read|write|timeout) (\d+)", text))
    return Told(float(_found(r"Requests/sec: +([\d.]+)", text)), _ms("50%", text), _ms("99%", text), failures)


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    return match[1] if match else "nan"


def _ms(share: str, text: str) -> float:
    match = re.search(rf"{share} +([\d.]+)(us|ms|s|m)", text)
    return float(match[1]) * {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}[match[2]] if match else float("nan")


def graded(folder: Path) -> int:
    """How many submissions stand in the database as graded."""
    with closing(sqlite3.connect(folder / "grader.db")) as database:
        count: int = database.execute("SELECT count(*) FROM submissions WHERE state = 'graded'").fetchone()[0]
        return count


def processor(process: int) -> float:
    """Seconds of processor time of a process and those that it started, as far as the system tells."""
    total, ticks = 0.0, os.sysconf("SC_CLK_TCK")
    for told in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = told.read_text("ascii", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == process:  # the group of the server
            total += sum(map(int, fields[11:15])) / ticks
    return total
