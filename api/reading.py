"""The program that reads files from outside: one file, one process, one answer (`python -m api.reading`).

Promises: it takes a `Request` on its standard input and answers on its standard output with what it made of the file
or why not; its memory and its time on the processor are limited, so a hostile file ends this program and nothing else.
"""

from __future__ import annotations

import resource
import sys
from typing import Any

import msgspec
from msgspec import Struct, field

from api.workbooks import FileRefused, read_sheets
from models.roster_sheet import RosterTable, read_roster

MEMORY_BYTES_MAX = 1024**3
PROCESSOR_SECONDS_MAX = 30


class Request(Struct):
    """送读: a file, what it is to be read as, and what the reading hangs on."""

    wanted: str
    data: bytes
    options: dict[str, Any] = field(default_factory=dict[str, Any])


class Refused(Struct, tag=True):
    """拒收: why the file isn't read, by its key in the table of problems."""

    key: str
    limit: int = 0


class ReadRoster(Struct, tag=True):
    """读出的花名册: the table that was found."""

    table: RosterTable


Answer = Refused | ReadRoster


def read(request: Request) -> Answer:
    """What the file holds."""
    try:
        if request.wanted == "roster":
            grids, faults = read_sheets(request.data)
            table = read_roster(grids, request.options.get("columns"))
            table.faults = faults + table.faults
            return ReadRoster(table)
    except FileRefused as refused:
        return Refused(refused.key, refused.limit)
    except (MemoryError, RecursionError):
        return Refused("file_damaged")
    return Refused("file_format")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES_MAX, MEMORY_BYTES_MAX))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS_MAX, PROCESSOR_SECONDS_MAX))
    asked = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Request)
    sys.stdout.buffer.write(msgspec.msgpack.encode(read(asked)))
