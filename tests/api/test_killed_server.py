"""The server is killed with -9 while a client submits with retries: each accepted sheet exists once, graded."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import httpx2

PROBLEM = "id: one-unit\ntitle: One unit\nnetwork:\n  inputs: [1]\n  layers: [{weights: [[0.5]], biases: [0.1], activation: sigmoid}]\n"
SHEETS = 3


class Server:
    """`grader serve` on a port and a database of its own."""

    def __init__(self, folder: Path) -> None:
        """Choose a free port."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder = folder
        self.log = folder / "log"
        self.process = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        """Start it, on the same database as before."""
        command = [sys.executable, "-c", "from grader.cli import main; main()", "serve", "--port", str(self.port)]
        url = f"sqlite:///{self.folder / 'grader.db'}"
        with self.log.open("ab") as log:
            return subprocess.Popen([*command, "--database", url], stdout=log, stderr=log)

    def kill(self) -> None:
        """Kill it with -9 and start it again."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(30)
        self.process = self.start()

    def call(self, method: str, path: str, token: str = "", **sent: Any) -> Any:  # noqa: ANN401 - JSON
        """An answer, tried again until the server is there."""
        end = time.monotonic() + 60
        headers = ({"Authorization": f"Bearer {token}"} if token else {}) | sent.pop("headers", {})
        while True:
            try:
                answer = httpx2.request(method, f"http://127.0.0.1:{self.port}/v1{path}", headers=headers, timeout=20, **sent)
                return answer.raise_for_status().json()
            except httpx2.TransportError:
                assert time.monotonic() < end, self.log.read_text(encoding="utf-8")
                time.sleep(0.1)


def test_nothing_is_lost_and_nothing_doubled(tmp_path: Path) -> None:
    """Killed during a request; the client repeats each request with its key until it is answered."""
    server = Server(tmp_path)
    try:
        server.call("GET", "/health")
        boss = server.log.read_text(encoding="utf-8").split()[-1]
        server.call("POST", "/problems", boss, content=PROBLEM)
        ada = server.call("POST", "/people", boss, json={"name": "Ada"})["token"]
        sent = []
        for n in range(SHEETS):
            killer = threading.Timer(0.02 * n, server.kill)
            if n == 1:
                killer.start()
            headers = {"Idempotency-Key": f"sheet-{n}"}
            sent.append(server.call("POST", "/problems/one-unit/submissions", ada, content=f"z = 0,6{n}", headers=headers)["id"])
            if n == 1:
                killer.join()
        kept = server.call("GET", "/submissions", ada)["items"]
    finally:
        server.process.kill()
        server.process.wait(30)
    assert [item["id"] for item in kept] == sent
    assert {item["state"] for item in kept} == {"graded"}
