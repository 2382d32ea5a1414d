"""The darkroom: the program that decodes pictures, started when the first one comes and replaced when it fails.

Promises: one picture at a time, within DECODING_SECONDS_MAX; a file that brings the program down is refused, and the
next one finds another program.
"""

import asyncio
import os
import sys
from pathlib import Path

import msgspec

from api.pictures import LENGTH_BYTES, PIXELS_MAX, Picture, Refused
from api.problems import Problem

DECODING_SECONDS_MAX = 30
PICTURES_A_PROGRAM_MAX = 500
_ROOT = Path(__file__).resolve().parent.parent
_answers = msgspec.msgpack.Decoder(Picture | Refused)


class Darkroom:
    """暗房: hands pictures to the program."""

    def __init__(self) -> None:
        self._program: asyncio.subprocess.Process | None = None
        self._developed = 0
        self._gate = asyncio.Lock()

    async def develop(self, data: bytes) -> Picture:
        """The picture in these bytes; Problem where they are none that we take."""
        async with self._gate:
            try:
                async with asyncio.timeout(DECODING_SECONDS_MAX):
                    found = await self._ask(data)
            except (TimeoutError, OSError, asyncio.IncompleteReadError, msgspec.MsgspecError):
                await self._end()
                found = Refused("image_unreadable")
            except BaseException:
                await self._end()  # an answer that nobody waits for must not be taken for the next one's
                raise
        if isinstance(found, Refused):
            raise Problem(found.key, limit=PIXELS_MAX)
        return found

    async def close(self) -> None:
        """Ends the program."""
        async with self._gate:
            await self._end()

    async def _ask(self, data: bytes) -> Picture | Refused:
        if self._developed >= PICTURES_A_PROGRAM_MAX:
            await self._end()
        program = self._program or await self._start()
        if program.stdin is None or program.stdout is None:
            raise OSError("the program has no ends")
        program.stdin.write(len(data).to_bytes(LENGTH_BYTES, "big") + data)
        await program.stdin.drain()
        length = int.from_bytes(await program.stdout.readexactly(LENGTH_BYTES), "big")
        self._developed += 1
        return _answers.decode(await program.stdout.readexactly(length))

    async def _start(self) -> asyncio.subprocess.Process:
        self._program = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "api.pictures",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=_ROOT,
            env={"PATH": os.defpath, "PYTHONPATH": str(_ROOT)},
        )
        return self._program

    async def _end(self) -> None:
        program, self._program, self._developed = self._program, None, 0
        if program is None:
            return
        if program.returncode is None:
            program.kill()
        await program.communicate()
