"""A paper that is made at once and handed to who may read what it is about: minutes of a meeting, a poll's protocol.

Promises: to nobody else, who gets the same answer as for what doesn't exist; that it was taken out stands in the log
before its bytes leave.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from litestar import Response
from msgspec import Struct

from api.database import Txn
from api.founding import new_id
from api.intake import write_as_server
from api.problems import Problem
from api.sessions import Caller
from api.writer import Database
from models.calendar import local_day
from models.export_event import export_event

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Paper(Protocol):
    """纸面: what is to be set, with the name of its file."""

    @property
    def stem(self) -> str: ...


T = TypeVar("T", bound=Paper)
Reading = Callable[[Txn, bytes, bytes, int], tuple[bytes, T] | None]
"""(transaction, document, reader, now) → the institution and what the paper says; None where the reader may not."""


class Noted(Struct, frozen=True):
    """取走记录: who took which paper about what."""

    institution: bytes
    by: bytes
    what: str
    subject: bytes


async def hand_out(
    database: Database,
    caller: Caller,
    now_ms: int,
    named: str,
    *,
    what: str,
    read: Reading[T],
    render: Callable[[T, datetime], bytes],
) -> Response[bytes]:
    """The Word file about the document that the address names."""
    try:
        id = UUID(named).bytes
    except ValueError:
        raise Problem("not_found") from None
    found = await database.read(lambda txn: read(txn, id, caller.person, now_ms))
    if found is None:
        raise Problem("not_found")
    institution, said = found
    data = await asyncio.to_thread(render, said, datetime.fromtimestamp(now_ms // 1000))
    event = Noted(institution, caller.person, what, id)
    await database.write(lambda txn: _note(txn, event, now_ms))
    headers = {"content-disposition": f'attachment; filename="{said.stem}.docx"', "cache-control": "no-store"}
    return Response(data, media_type=DOCX, headers=headers)


def _note(txn: Txn, taken: Noted, now_ms: int) -> None:
    event = export_event(
        new_id(txn, now_ms),
        taken.institution,
        taken.by,
        what=taken.what,
        period=local_day(now_ms)[:7],
        at_ms=now_ms,
        subject=taken.subject,
    )
    write_as_server(txn, [event], now_ms)
