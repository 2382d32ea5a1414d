"""A server in a process of its own, forked from one that has read all modules and drawn the demonstration's pictures.

Promises: from there on it does what `mingcha demo` does; its environment, its log and its death are its own.
"""

import multiprocessing
import os
import sys
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from api.__main__ import main
from setup.steps import ROOT

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.server_process", "tests.drawn"])


def start(environment: dict[str, str], log: Path) -> ForkServerProcess:
    """Begins to serve the demonstration of that environment; what the server prints is added to the log."""
    process = _FORKS.Process(target=_serve, args=(environment, log), daemon=True)
    process.start()
    return process


def _serve(environment: dict[str, str], log: Path) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    with log.open("ab") as kept:
        os.dup2(kept.fileno(), sys.stdout.fileno())
        os.dup2(kept.fileno(), sys.stderr.fileno())
    sys.exit(main(["demo"]))
