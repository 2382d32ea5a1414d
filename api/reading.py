"""The program that reads files from outside: one file, one process, one answer (`python -m api.reading`).

Promises: it takes a `Request` on its standard input and answers on its standard output with what it made of the file
or why not; its memory and its time on the processor are limited, so a hostile file ends this program and nothing else.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Struct, field

from api.workbook_traps import of_sheets
from api.workbooks import FileRefused, decoded, read_sheets
from api.xlsform_check import checked
from models.checklist_sheet import read_checklist
from models.imported import Imported
from models.questionnaire import read_questionnaire
from models.roster_sheet import RosterTable, read_roster
from models.xlsform import read_xlsform
from models.xlsform_sheets import read_workbook

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


class ReadForm(Struct, tag=True):
    """读出的表单: a form or checklist as the file has it."""

    imported: Imported


Answer = Refused | ReadRoster | ReadForm


def read(request: Request) -> Answer:
    """What the file holds."""
    reader = _READERS.get(request.wanted)
    if reader is None:
        return Refused("file_format")
    try:
        return reader(request)
    except FileRefused as refused:
        return Refused(refused.key, refused.limit)
    except (MemoryError, RecursionError):
        return Refused("file_damaged")


def _roster(request: Request) -> Answer:
    grids, faults = read_sheets(request.data)
    table = read_roster(grids, request.options.get("columns"))
    table.faults = of_sheets(faults, {table.sheet}) + table.faults
    return ReadRoster(table)


def _checklist(request: Request) -> Answer:
    grids, faults = read_sheets(request.data)
    made = read_checklist(grids, str(request.options.get("name", "")))
    used = {item.at.rpartition("!")[0] for item in made.items} or {grid.name for grid in grids}
    made.faults = of_sheets(faults, used) + made.faults
    return ReadForm(made)


def _xlsform(request: Request) -> Answer:
    grids, faults = read_sheets(request.data)
    workbook = read_workbook(grids)
    made = read_xlsform(workbook, _kind(request), str(request.options.get("name", "")))
    used = {workbook.survey.name, workbook.choices.name, workbook.settings.name}
    made.faults = of_sheets(faults, used) + made.faults + checked(workbook, made.faults)
    return ReadForm(made)


def _questionnaire(request: Request) -> Answer:
    try:
        document = json.loads(decoded(request.data))
    except ValueError:
        raise FileRefused("file_format") from None
    return ReadForm(read_questionnaire(document, _kind(request)))


def _kind(request: Request) -> str:
    return "checklist" if request.options.get("kind") == "checklist" else "form"


_READERS: dict[str, Callable[[Request], Answer]] = {
    "roster": _roster,
    "checklist": _checklist,
    "xlsform": _xlsform,
    "questionnaire": _questionnaire,
}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES_MAX, MEMORY_BYTES_MAX))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS_MAX, PROCESSOR_SECONDS_MAX))
    asked = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Request)
    sys.stdout.buffer.write(msgspec.msgpack.encode(read(asked)))
