"""Programmes as files: the templates that come with the app, and a file of somebody's own as a preview.

Promises: nothing is stored here; the browser writes what it is shown through the one way in. Only those who may make a
programme see one. The templates are read once, from the files next to `models`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from msgspec import Struct

import models.bundle
from api.clock import Clock
from api.database import Txn
from api.problems import Problem
from api.roster_cache import roster_of
from api.sessions import Caller
from api.shelf import read_documents
from api.writer import Database
from models.bundle import SECTIONS, Bundle
from models.bundle_problem import BundleProblem
from models.bundle_reader import Bundled, read_bundle
from models.bundle_writer import write_tree
from models.calendar import is_day
from models.document import Document
from models.plan_day import is_plan_day
from models.programme import bundle_tree, changes, programme_writes
from models.programme_dates import begun_in
from models.scopes import holds, scopes_of

TEMPLATES = Path(models.bundle.__file__).parent / "programmes"


class Told(Struct):
    """问题: one problem of a file in the caller's language; line and column count from 1."""

    line: int
    column: int
    path: str
    severity: str
    code: str
    words: str


class Template(Struct):
    """模板: a programme that comes with the app, as it stands in the list."""

    code: str
    title: str
    title_en: str
    short_title: str
    issuer: str
    level: str
    sector: str
    version: int
    counts: dict[str, int]
    """How many elements each section has; sections without any are left out."""
    flags: list[str]
    """What is peculiar about its source: incomplete, items_lost, unlisted, truncated, masked, corrected."""


class ProgrammePreview(Struct):
    """方案预览: what a file would become. `changes` are register writes but for `institution`, one map a change."""

    ready: bool
    problems: list[Told]
    template: Template | None
    changes: list[dict[str, Any]]


class Programmes:
    """方案文件: lists, opens and reads them."""

    def __init__(self, database: Callable[[], Database], clock: Clock) -> None:
        self._database, self._clock = database, clock

    async def templates(self, caller: Caller) -> list[Template]:
        """All of them, by their codes."""
        await self._admit(caller)
        found = await asyncio.to_thread(shipped)
        return [_template(each.bundle, each.problems) for each in found.values() if each.bundle is not None]

    async def template(self, caller: Caller, code: str, language: str, starts: str | None = None) -> ProgrammePreview:
        """One of them, with all that a new programme writes; its dates moved to where it `starts`."""
        await self._admit(caller)
        found = (await asyncio.to_thread(shipped)).get(code)
        if found is None:
            raise Problem("not_found")
        return preview(found, language, starts)

    async def read(self, caller: Caller, data: bytes, language: str, starts: str | None = None) -> ProgrammePreview:
        """A file of the caller's own."""
        await self._admit(caller)
        return preview(await asyncio.to_thread(read_bundle, data), language, starts)

    async def file(self, caller: Caller, doc: str) -> tuple[str, bytes]:
        """A programme that the caller reads, draft or not, as a file: its name and its text."""
        id = _id_of(doc)
        now_ms = self._clock()

        def work(txn: Txn) -> Document:
            found = next(iter(read_documents(txn, [id])), None)
            roster = roster_of(txn, now_ms)
            if found is None or found.kind != "programme" or not holds(caller.person, scopes_of(found, roster), roster):
                raise Problem("not_found")
            return found

        document = await self._database().read(work)
        values = {path: register.value for path, register in document.registers.items() if register.value is not None}
        name = f"{document.value('code')}-v{document.value('version')}.yaml"
        return name, write_tree(bundle_tree(values)).encode()

    async def _admit(self, caller: Caller) -> None:
        now_ms = self._clock()

        def work(txn: Txn) -> bool:
            roster = roster_of(txn, now_ms)
            return any(role in ("admin", "supervisor") for role, _ in roster.roles(caller.person))

        if not await self._database().read(work):
            raise Problem("forbidden")


@lru_cache(maxsize=1)
def shipped() -> dict[str, Bundled]:
    """The programmes that come with the app, by their codes; a test reads them all."""
    return {path.stem: read_bundle(path.read_bytes()) for path in sorted(TEMPLATES.glob("*.yaml"))}


def preview(read: Bundled, language: str, starts: str | None = None) -> ProgrammePreview:
    """What a bundle would become, and what is wrong with it; no writes while there is an error."""
    if starts is not None and not (is_day(starts) and is_plan_day(starts)):
        raise Problem("invalid")
    wrong = read.wrong() or read.bundle is None
    writes = {} if wrong or read.bundle is None else programme_writes(read.bundle)
    if starts is not None and writes:
        writes = begun_in(writes, starts)
    return ProgrammePreview(
        not wrong,
        [_told(problem, language) for problem in read.problems],
        None if read.bundle is None else _template(read.bundle, read.problems),
        changes(writes) if writes else [],
    )


def _id_of(text: str) -> bytes:
    try:
        return UUID(text).bytes
    except ValueError:
        raise Problem("not_found") from None


def _told(problem: BundleProblem, language: str) -> Told:
    words = problem.en if language.startswith("en") else problem.zh
    return Told(problem.line, problem.column, problem.path, problem.severity, problem.code, words)


def _template(bundle: Bundle, problems: Iterable[BundleProblem]) -> Template:
    about = bundle.programme
    counts = {section: len(getattr(bundle, section)) for section in SECTIONS}
    return Template(
        about.code,
        about.title,
        about.title_en,
        about.short_title or about.title,
        about.issuer,
        about.level,
        about.sector,
        about.version,
        {section: count for section, count in counts.items() if count},
        sorted({problem.code for problem in problems if problem.severity == "flag"}),
    )
