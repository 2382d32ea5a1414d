"""A database to start each seed from, made once, and a folder that no disk has to follow."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.simulation.play import Stage, stage_in


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    """Where seeds are played."""
    with tempfile.TemporaryDirectory(prefix="mingcha-simulation-") as folder:
        yield stage_in(Path(folder))
