"""A real server with the demonstration hospital, in a process of its own, on a free port of this machine."""

import json
import os
import select
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import httpx

from setup.steps import ROOT
from tests import server_process

START_SECONDS_MAX = 60


class Hospital:
    """The address of a running demonstration, its accounts as `demo --accounts` lists them, and its process."""

    def __init__(self, base_url: str, accounts: list[dict[str, Any]], process: ForkServerProcess) -> None:
        self.base_url = base_url
        self.accounts = accounts
        self.process = process

    @property
    def nurse(self) -> dict[str, Any]:
        return self.of_role("staff")

    def of_role(self, role: str, number: int = 0) -> dict[str, Any]:
        return [account for account in self.accounts if account["role"] == role][number]


class Demonstration:
    """A data folder that was filled once; every hospital that opens is a copy of it or the folder itself."""

    def __init__(self, folder: Path, database_url: str | None = None) -> None:
        self.folder = folder
        self._database = {"MINGCHA_DATABASE_URL": database_url} if database_url else {}
        listing = subprocess.run(
            [sys.executable, "-m", "api", "demo", "--accounts"],
            env=self._environment(folder),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if listing.returncode:
            raise RuntimeError(f"mingcha demo --accounts failed: {listing.stderr}")
        self.accounts: list[dict[str, Any]] = [json.loads(line) for line in listing.stdout.splitlines()]

    @contextmanager
    def open(self, copy_to: Path | None = None, port: int | None = None, **variables: str) -> Generator[Hospital]:
        """A server over the folder, or over a copy of it that later stories don't see. Ends with the block.

        `variables` are settings of its own, such as `MINGCHA_APP_DIST`.
        """
        folder = self.folder
        if copy_to is not None:
            folder = Path(shutil.copytree(self.folder, copy_to))
        port = port or free_port()
        environment = self._environment(folder) | {"PORT": str(port), "HOST": "127.0.0.1"} | variables
        process = server_process.start(environment, folder / "server.log")
        try:
            base_url = f"http://127.0.0.1:{port}"
            _wait_until_healthy(base_url, process, folder / "server.log")
            yield Hospital(base_url, self.accounts, process)
        finally:
            process.terminate()
            process.join(20)
            process.close()

    def _environment(self, folder: Path) -> dict[str, str]:
        ours = {name: value for name, value in os.environ.items() if not name.startswith("MINGCHA_")}
        return ours | {"MINGCHA_DATA_DIR": str(folder)} | self._database


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_healthy(base_url: str, process: ForkServerProcess, log: Path) -> None:
    gives_up = time.monotonic() + START_SECONDS_MAX
    with httpx.Client(base_url=base_url) as client:
        while time.monotonic() < gives_up:
            assert process.is_alive(), f"the server ended while starting: {log.read_text()[-2000:]}"
            try:
                if client.get("/api/health").is_success:
                    return
            except httpx.TransportError:
                pass
            select.select([], [], [], 0.05)
    raise AssertionError(f"the server did not become healthy within {START_SECONDS_MAX} s")
