"""The reading room: where files from outside are read, each by a program of its own.

Promises: READERS_MAX at a time and WAITING_MAX behind them; a file that takes longer than READING_SECONDS_MAX or brings
its reader down is refused; the server's own process never opens one.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

import msgspec

from api.problems import Problem
from api.reading import Answer, Refused, Request

READING_SECONDS_MAX = 40
READERS_MAX = 2
WAITING_MAX = 6
_ROOT = Path(__file__).resolve().parent.parent
_answers: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)


class ReadingRoom:
    """阅览室: hands files to readers."""

    def __init__(self) -> None:
        self._seats = asyncio.Semaphore(READERS_MAX)
        self._here = 0

    async def read(self, wanted: str, data: bytes, options: dict[str, Any]) -> Answer:
        """What the file holds; Problem where it isn't read."""
        if self._here >= READERS_MAX + WAITING_MAX:
            raise Problem("files_busy", headers={"retry-after": "10"})
        self._here += 1
        try:
            async with self._seats:
                found = await self._ask(msgspec.msgpack.encode(Request(wanted, data, options)))
        finally:
            self._here -= 1
        if isinstance(found, Refused):
            raise Problem(found.key, limit=found.limit)
        return found

    async def _ask(self, request: bytes) -> Answer:
        program = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "api.reading",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=_ROOT,
            env={"PATH": os.defpath, "PYTHONPATH": str(_ROOT)},
        )
        try:
            async with asyncio.timeout(READING_SECONDS_MAX):
                answer, _ = await program.communicate(request)
            return _answers.decode(answer)
        except TimeoutError:
            return Refused("file_too_slow")
        except (OSError, msgspec.MsgspecError):
            return Refused("file_damaged")
        finally:
            if program.returncode is None:
                program.kill()
                await program.wait()
