"""`grader serve` as a program: it listens before it tells its links, and tells none where it cannot listen."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest
from click.testing import CliRunner

from grader.cli import main


@pytest.mark.parametrize("command", [["serve"], ["serve", "--workers", "2"], ["demo"]])
def test_a_port_that_is_taken_is_told_and_no_link_is(tmp_path: Path, command: list[str]) -> None:
    """Status 2 with a word why; nothing was made, so the next start is the first and tells the link."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        database = tmp_path / "grader.db"
        said = CliRunner().invoke(main, [*command, "--port", port, "--database", f"sqlite:///{database}"])
    assert said.output == f"cannot listen on port {port} of 127.0.0.1: something else listens there; choose another --port\n"
    assert said.exit_code == 2
    assert not database.exists()


def test_an_address_of_another_machine_is_told(tmp_path: Path) -> None:
    """An address that is not ours, and a name that is none."""
    for host in ("192.0.2.1", "no.such.host.invalid"):
        said = CliRunner().invoke(main, ["serve", "--host", host, "--database", f"sqlite:///{tmp_path / 'grader.db'}"])
        assert said.output.startswith(f"cannot listen on port 8000 of {host}: ")
        assert (said.exit_code, "link" in said.output) == (2, False)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_who_reads_the_link_is_answered(tmp_path: Path, workers: str) -> None:
    """With port 0 the free port that was taken is told; a request that is sent as soon as it is told is answered."""
    command = [sys.executable, "-m", "grader", "serve", "--port", "0", "--database", f"sqlite:///{tmp_path / 'grader.db'}"]
    with subprocess.Popen([*command, "--workers", workers], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        try:
            base = program.stdout.readline().split()[1]
            link = program.stdout.readline().split()[-1]
            assert base != "http://127.0.0.1:0/"
            assert link.startswith(base)
            assert httpx2.get(f"{base}v1/health", timeout=60).status_code == 200
        finally:
            program.send_signal(signal.SIGINT)
            assert program.wait(60) == 0
