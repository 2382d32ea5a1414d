"""Imports: a file from outside becomes a preview of what it would change. Nothing is stored here.

Promises: only who may write what an import would bring is shown one; what is compared is the roster as it stands now.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import msgspec

from api.checklist_files import checklist_template
from api.clock import Clock
from api.database import Txn
from api.problems import Problem
from api.reading import ReadForm, ReadRoster
from api.reading_room import ReadingRoom
from api.roster_cache import roster_of
from api.roster_files import roster_sheet, template
from api.sessions import Caller
from api.shelf import read_documents
from api.writer import Database
from models.calendar import is_day, local_day
from models.checklist import KEEPERS
from models.document import Document
from models.grid import Fault
from models.import_words import said
from models.roster_import import Choices, Existing, RosterPlan, plan


class Imports:
    """导入: reads, compares, tells."""

    def __init__(self, database: Callable[[], Database], clock: Clock, room: ReadingRoom) -> None:
        self._database, self._clock, self._room = database, clock, room

    async def roster(self, caller: Caller, data: bytes, choices: Choices, language: str) -> dict[str, Any]:
        """The preview of a roster for the caller's institution."""
        institution = await self.institution_of(caller, "admin")
        answer = await self._room.read("roster", data, {"columns": choices.columns})
        if not isinstance(answer, ReadRoster):
            raise Problem("file_format")
        if choices.day and not is_day(choices.day):
            raise Problem("invalid")
        now_ms = self._clock()

        def work(txn: Txn) -> RosterPlan:
            zone = roster_of(txn, now_ms).timezone_of(caller.person)
            return plan(answer.table, existing(txn, institution), choices, local_day(now_ms, zone))

        made = await self._database().read(work)
        told = msgspec.to_builtins(made)
        told["table"]["faults"] = [_told(fault, language) for fault in made.table.faults]
        told["table"].pop("rows")
        return told

    async def form(
        self, caller: Caller, wanted: str, data: bytes, options: dict[str, Any], language: str
    ) -> dict[str, Any]:
        """The preview of a checklist or a form: forms are made by administrators, checklists by supervisors too."""
        await self.institution_of(caller, *(KEEPERS if options["kind"] == "checklist" else ("admin",)))
        answer = await self._room.read(wanted, data, options)
        if not isinstance(answer, ReadForm):
            raise Problem("file_format")
        made = answer.imported
        told = msgspec.to_builtins(made)
        told["faults"] = [_told(fault, language) for fault in made.faults]
        return {**told, "ready": made.ready}

    async def checklist_template(self, caller: Caller) -> bytes:
        """The table for who keeps checklists."""
        await self.institution_of(caller, *KEEPERS)
        return await asyncio.to_thread(checklist_template)

    async def template(self, caller: Caller) -> bytes:
        """The empty table; for administrators."""
        await self.institution_of(caller, "admin")
        return await asyncio.to_thread(template)

    async def roster_file(self, caller: Caller) -> bytes:
        """Everybody of the caller's institution, today."""
        institution = await self.institution_of(caller, "admin")
        now_ms = self._clock()

        def work(txn: Txn) -> tuple[Existing, str]:
            return existing(txn, institution), local_day(now_ms, roster_of(txn, now_ms).timezone_of(caller.person))

        found, day = await self._database().read(work)
        return await asyncio.to_thread(roster_sheet, found, day)

    async def institution_of(self, caller: Caller, *roles: str) -> bytes:
        """The caller's institution; `forbidden` where they hold none of the roles there."""
        now_ms = self._clock()

        def work(txn: Txn) -> bytes:
            roster = roster_of(txn, now_ms)
            institution = roster.institution_of(caller.person)
            if institution is None or not roster.holds_role(caller.person, institution, *roles):
                raise Problem("forbidden")
            return institution

        return await self._database().read(work)


def existing(txn: Txn, institution: bytes) -> Existing:
    """Everybody and every place of an institution, as their documents stand."""

    def of(kind: str) -> list[Document]:
        rows = txn.fetch("select id from documents where kind = ? and group_key = ? order by id", [kind, institution])
        return list(read_documents(txn, [id for (id,) in rows]))

    return Existing(institution, of("person"), of("unit"), of("party_branch"))


def _told(fault: Fault, language: str) -> dict[str, Any]:
    return {**msgspec.to_builtins(fault), "words": said(fault, language)}
