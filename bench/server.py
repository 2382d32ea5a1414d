"""The real server in a process of its own, on a free port of this machine, and what it has cost so far."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

START_SECONDS_MAX = 30
ROOT = Path(__file__).resolve().parent.parent


class Process:
    """A running program; `cpu_s` is the processor time of all its threads so far, seconds."""

    def __init__(self, command: Sequence[str], environment: dict[str, str], port: int) -> None:
        self.port = port
        self._process = subprocess.Popen(
            list(command), cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL
        )

    @property
    def cpu_s(self) -> float:
        threads = Path(f"/proc/{self._process.pid}/task").iterdir()
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9

    def wait_for(self, path: str) -> None:
        """Returns when the program answers."""
        address = f"http://127.0.0.1:{self.port}{path}"
        until = time.monotonic() + START_SECONDS_MAX
        while time.monotonic() < until:
            if self._process.poll() is not None:
                raise RuntimeError("the program ended at once")
            try:
                urllib.request.urlopen(address, timeout=2).close()
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
            else:
                return
        raise RuntimeError(f"nothing answers at {address}")

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def folder() -> Generator[Path]:
    """A folder on this machine's disk that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bench-", dir=os.environ.get("MINGCHA_BENCH_DIR")) as made:
        yield Path(made)


@contextmanager
def serving(data_dir: Path, url: str) -> Generator[Process]:
    """Our server over a database that is there."""
    port = free_port()
    environment = {
        "MINGCHA_DATA_DIR": str(data_dir),
        "MINGCHA_DATABASE_URL": url,
        "MINGCHA_LOG_LEVEL": "error",
        "HOST": "127.0.0.1",
        "PORT": str(port),
    }
    server = Process([sys.executable, "-m", "api", "serve"], environment, port)
    try:
        server.wait_for("/api/health")
        yield server
    finally:
        server.stop()


def sqlite_url(data_dir: Path) -> str:
    return f"sqlite:///{data_dir / 'mingcha.sqlite'}"
