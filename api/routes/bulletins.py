"""Bulletins on paper: Word and PDF. All else of them is documents."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from api import bulletin_print, bulletin_word
from api.blobs import Blobs
from api.bulletin_reading import Draft, paper_of, read
from api.clock import Clock
from api.problems import Problem
from api.sessions import Caller, caller_in
from api.writer import Database

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAKERS_MAX = 1
"""Files are made one at a time: each takes a core for a moment."""
_TYPES = {"docx": DOCX, "pdf": "application/pdf"}
_making = asyncio.Semaphore(MAKERS_MAX)


@get("/api/bulletins/{bulletin:str}/{file:str}", summary="A bulletin as Word or PDF: bulletins/<id>/bulletin.docx")
async def paper(
    bulletin: FromPath[str],
    file: FromPath[str],
    request: Request[Caller, Any, Any],
    *,
    database: NamedDependency[Database],
    blobs: NamedDependency[Blobs],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """To who may read it, a draft too; 404 to everybody else, as for what doesn't exist."""
    caller = caller_in(request.scope)
    stem, _, ending = file.rpartition(".")
    if stem != "bulletin" or ending not in _TYPES:
        raise Problem("not_found")
    try:
        id = UUID(bulletin).bytes
    except ValueError:
        raise Problem("not_found") from None
    now_ms = clock()
    draft = await database.read(lambda txn: read(txn, id, caller.person, now_ms, blobs.file_named))
    if draft is None:
        raise Problem("not_found")
    async with _making:
        data = await asyncio.to_thread(_make, draft, ending, now_ms)
    name = _name(draft)
    headers = {"content-disposition": f'attachment; filename="{name}.{ending}"', "cache-control": "no-store"}
    return Response(data, media_type=_TYPES[ending], headers=headers)


def _make(draft: Draft, ending: str, now_ms: int) -> bytes:
    said = paper_of(draft)
    if ending == "pdf":
        return bulletin_print.render(said)
    issued = draft.document.registers.get("issued")
    made_ms = now_ms if issued is None else issued.received_ms
    return bulletin_word.render(said, datetime.fromtimestamp(made_ms // 1000))


def _name(draft: Draft) -> str:
    """In ASCII: `bulletin-2026-43`."""
    number = draft.document.value("number")
    return "bulletin-draft" if number is None else f"bulletin-{draft.document.value('year')}-{number}"
