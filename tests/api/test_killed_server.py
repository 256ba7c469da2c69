"""Server and workers are killed with -9 again and again while a client submits with retries: each accepted sheet exists once, graded."""

from __future__ import annotations

import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread
from typing import Any

import httpx2

PROBLEM = "id: one-unit\ntitle: One unit\nnetwork:\n  inputs: [1]\n  layers: [{weights: [[0.5]], biases: [0.1], activation: sigmoid}]\n"
KILLS = int(os.environ.get("GRADER_KILLS", "5"))
SHEETS = 3 * KILLS
LARGE = "\n" * 20_001
PATIENCE = 120


class Server:
    """`grader serve` on a port and a database of its own."""

    def __init__(self, folder: Path) -> None:
        """Choose a free port."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.database, self.log = folder / "grader.db", folder / "log"
        self.process = self.start()
        self.headers: dict[str, str] = {}

    def start(self) -> subprocess.Popen[bytes]:
        """Start it, on the same database as before, in a process group of its own."""
        command = [sys.executable, "-m", "grader", "serve", "--port", str(self.port), "--database", f"sqlite:///{self.database}"]
        environment = os.environ | {"GRADER_RATE": "off", "GRADER_RATE_SIGN_IN": "off", "GRADER_JOBS": "1"}
        with self.log.open("ab") as log:
            return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, env=environment)

    def kill_worker(self) -> bool:
        """Kill one of the processes that it has started, if it has any now, with -9; it is the server's affair to go on."""
        told = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        workers = told.read_text(encoding="ascii").split() if told.exists() else []
        if workers:
            os.kill(int(random.choice(workers)), signal.SIGKILL)
        return bool(workers)

    def kill(self) -> None:
        """Kill it and its workers with -9 and start it again."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(30)
        self.process = self.start()

    def call(self, method: str, path: str, **sent: Any) -> Any:  # noqa: ANN401 - JSON
        """An answer, asked for again until the server is there."""
        end = time.monotonic() + PATIENCE
        headers = self.headers | sent.pop("headers", {})
        while True:
            try:
                answer = httpx2.request(method, f"http://127.0.0.1:{self.port}/v1{path}", headers=headers, timeout=30, **sent)
                return answer.raise_for_status().json()
            except httpx2.TransportError:
                assert time.monotonic() < end, self.log.read_text(encoding="utf-8")
                time.sleep(0.05)

    def sign_in(self) -> None:
        """Use the link of the first start, and a token from then on."""
        self.call("GET", "/health")
        link = next(word for word in self.log.read_text(encoding="utf-8").split() if "link=" in word).partition("link=")[2]
        base = f"http://127.0.0.1:{self.port}"
        with httpx2.Client(base_url=base, headers={"Origin": base}, timeout=30) as browser:
            browser.post("/v1/sign-in", json={"link": link}).raise_for_status()
            made = browser.post("/v1/tokens", json={"name": "test", "scopes": ["read", "submit", "review", "teach"]})
        self.headers = {"Authorization": f"Bearer {made.raise_for_status().json()['token']}"}


def killing(server: Server, stop: list[bool]) -> None:
    """Kill at random moments, as often as is meant."""
    for _ in range(KILLS):
        time.sleep(random.uniform(0.05, 1))
        if random.random() < 0.3 and server.kill_worker():
            continue
        server.kill()
        server.call("GET", "/health")
    stop.append(True)


def graded(server: Server, count: int) -> list[dict[str, Any]]:
    """The submissions, once all of them are graded."""
    end = time.monotonic() + PATIENCE
    while True:
        kept: list[dict[str, Any]] = server.call("GET", "/courses/c/submissions?limit=200")["items"]
        if {item["state"] for item in kept} == {"graded"} or time.monotonic() > end:
            assert len(kept) == count
            return kept
        time.sleep(0.2)


def test_nothing_is_lost_and_nothing_doubled(tmp_path: Path) -> None:
    """Small sheets in the request and large ones in the background; the client repeats each request with its key until it is answered."""
    server = Server(tmp_path)
    try:
        server.sign_in()
        server.call("POST", "/courses", json={"id": "c", "title": "C"})
        server.call("POST", "/courses/c/problems", content=PROBLEM)
        server.call("POST", "/courses/c/sets", content="set: s\nproblems: [one-unit]\n")
        stop: list[bool] = []
        killer = Thread(target=killing, args=(server, stop))
        killer.start()
        sent: list[str] = []
        while not stop or len(sent) < SHEETS:
            text = f"z = 0,{len(sent)}" + (LARGE if len(sent) % 10 == 9 else "")
            headers = {"Idempotency-Key": f"sheet-{len(sent)}"}
            sent.append(server.call("POST", "/courses/c/sets/s/problems/one-unit/submissions", content=text, headers=headers)["id"])
            time.sleep(0.1)
        killer.join()
        kept = graded(server, len(sent))
    finally:
        os.killpg(server.process.pid, signal.SIGKILL)
        server.process.wait(30)
    assert [item["id"] for item in kept] == sent
    assert sorted(item["attempt"] for item in kept) == list(range(1, len(sent) + 1))
    with sqlite3.connect(server.database) as database:
        assert database.execute("SELECT count(*), count(DISTINCT submission) FROM reports").fetchone() == (len(sent), len(sent))
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()
