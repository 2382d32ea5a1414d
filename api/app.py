"""The composition root: every part is made here once and told of the others; nothing else knows them all.

Promises: `create_app(settings)` starts nothing; the database is opened, migrated and closed with the application.
"""

import asyncio
import secrets
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any, cast

from litestar import Litestar, Request, Router
from litestar.di import Provide
from litestar.middleware import DefineMiddleware
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.types import ControllerRouterHandler

from api import problems
from api.announcement import Announcement
from api.assets import Assets
from api.ballot_smith import BallotSmith
from api.ballots import Ballots
from api.blobs import Blobs
from api.broadcast import Broadcast
from api.clock import Clock, system_clock
from api.closing_progress import ClosingProgress
from api.closings import Closings
from api.database import Unavailable
from api.deployment import deployment_key
from api.description import Description
from api.edge import Edge
from api.enrolment import Enrolment
from api.exporting import Exports
from api.founding import Founding, bring_library
from api.guards import Guard
from api.health import Health
from api.identity import Identity
from api.imports import Imports
from api.logs import RequestLog, frames_of, make_log
from api.metrics import Metrics
from api.migrate import migrate
from api.month_closer import MonthCloser
from api.order_notices import OrderNotices
from api.passwords import Passwords
from api.private_files import make_private_folder
from api.programmes import Programmes
from api.public_copies import BoardCopies
from api.reading_room import ReadingRoom
from api.routes import (
    app_files,
    auth,
    ballots,
    blobs,
    bulletins,
    checklists,
    closings,
    devices,
    exports,
    health,
    info,
    inspections,
    meetings,
    metrics,
    people,
    programmes,
    public,
    roster,
    sync,
)
from api.routes.live import live_route
from api.sessions import Caller, caller_in
from api.settings import VERSION, Settings
from api.step_up import StepUp
from api.stores import open_store
from api.upkeep import Upkeep
from api.writer import Database

ROUTES: tuple[ControllerRouterHandler, ...] = (
    auth.login,
    auth.second,
    auth.first,
    auth.activate,
    auth.logout,
    auth.me,
    auth.store_key,
    auth.totp,
    auth.step_up,
    devices.list_devices,
    devices.end_device,
    people.issue_code,
    roster.import_roster,
    roster.roster_template,
    roster.export_roster,
    checklists.import_checklist,
    checklists.import_xlsform,
    checklists.import_questionnaire,
    checklists.template_of_checklists,
    programmes.list_templates,
    programmes.open_template,
    programmes.import_programme,
    programmes.export_programme,
    bulletins.paper,
    meetings.minutes,
    meetings.protocol,
    exports.sheet,
    exports.personal,
    exports.paper,
    exports.certificate,
    exports.letter,
    exports.begin,
    exports.progress,
    exports.fetch,
    exports.stop,
    closings.progress,
    ballots.issue,
    ballots.issued,
    ballots.cast,
    ballots.published,
    inspections.expected_of,
    public.rating_page,
    public.board_page,
    public.institutions,
    public.board,
    public.rate_by_code,
    public.box,
    public.box_lines,
    public.complaints,
    public.sheets,
    info.info,
    health.health,
    metrics.metrics,
    sync.push,
    sync.pull,
    sync.kinds,
    sync.quarantine,
    blobs.put_blob,
    blobs.head_blob,
    blobs.get_blob,
    app_files.app_file,
)


class Parts:
    """部件: everything the server is made of. The database is there while the application lives."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings, self.clock = settings, clock
        self.open_database: Database | None = None
        self.key_bytes = b""
        self.log = make_log(settings.log_level)
        self.metrics = Metrics()
        self.assets = Assets(settings.app_dist)
        self.passwords = Passwords(demo=settings.demo)
        self.identity = Identity(self.database, lambda: self.key_bytes, clock, self.passwords, self.metrics)
        self.step_up = StepUp(self.identity, clock, required=settings.second_factor_required)
        self.enrolment = Enrolment(self.identity, self.step_up, Founding(), clock)
        self.imports = Imports(self.database, clock, ReadingRoom())
        self.programmes = Programmes(self.database, clock)
        self.closing = ClosingProgress()
        self.closings = Closings(self.database, clock, self.closing)
        self.closer = MonthCloser(self.database, clock, self.closing, self.log)
        self.ballots = Ballots(self.database, clock)
        self.smith = BallotSmith(self.database, clock, self.log)
        self.boards = BoardCopies(self.database, clock)
        self.health = Health(self.database, clock)
        self.notices = OrderNotices(self.database, clock, settings.webhook, self.log)
        self.blobs = Blobs(settings, self.database, clock)
        self.exports = Exports(self.database, clock, self.blobs.file_named)
        self.broadcast = Broadcast(settings, self.identity.caller_of, self.database, clock)
        self.identity.on_ended.append(self.broadcast.ended)
        self.metrics.sockets.set_function(lambda: len(self.broadcast.hub.listeners))

    def database(self) -> Database:
        """The open database; Unavailable before the start and after the end."""
        if self.open_database is None:
            raise Unavailable("the database is not open")
        return self.open_database

    @asynccontextmanager
    async def lifespan(self, _: Litestar) -> AsyncGenerator[None]:
        """Opens and migrates the database, keeps house while the application lives, closes everything."""
        try:
            await self._open()
        except Exception as error:
            self.log.error("not started", error=type(error).__qualname__, at=frames_of(error))
            await self._close()
            raise
        upkeep = asyncio.create_task(Upkeep(self.database, self.clock, self.blobs, self.log).run())
        notices = asyncio.create_task(self.notices.run())
        closer = asyncio.create_task(self.closer.run())
        smith = asyncio.create_task(self.smith.run())
        try:
            yield
        finally:
            for task in (upkeep, notices, closer, smith):
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            await self._close()

    async def _open(self) -> None:
        make_private_folder(self.settings.data_dir)
        store = open_store(self.settings.database_url)
        await asyncio.to_thread(migrate, store, secrets.token_bytes(16))
        database = self.open_database = Database(store, self._announce)
        self.key_bytes = await database.write(deployment_key)
        await database.write(lambda txn: bring_library(txn, self.clock()))
        await self.broadcast.open()

    def _announce(self, news: Announcement) -> None:
        if news.keys_wanted:
            self.smith.look()
        self.broadcast.announce(news)

    async def _close(self) -> None:
        await self.broadcast.close()
        await self.blobs.close()
        if self.open_database is not None:
            await self.open_database.close()
            self.open_database = None


def create_app(settings: Settings, *, clock: Clock = system_clock, parts: Parts | None = None) -> Litestar:
    """The application over these settings. `parts`: made before, by somebody who wants to look at them."""
    made = parts or Parts(settings, clock)
    app = Litestar(
        route_handlers=[*ROUTES, live_route(made.broadcast.live)],
        dependencies=_dependencies(made),
        exception_handlers=cast(Any, {Exception: problems.answer}),
        middleware=[DefineMiddleware(Guard, settings=settings, doorkeeper=made.identity)],
        lifespan=[made.lifespan],
        openapi_config=_openapi(),
        request_max_body_size=None,
        logging_config=None,
        debug=False,
        pdb_on_exception=False,
    )
    app.asgi_handler = Edge(app.asgi_handler, (RequestLog(made.log), made.metrics), secure=settings.secure)
    return app


def _dependencies(parts: Parts) -> dict[str, Provide]:
    async def caller(request: Request[Caller, Any, Any]) -> Caller:
        return caller_in(request.scope)

    given: dict[str, Callable[[], Any]] = {
        "settings": lambda: parts.settings,
        "database": parts.database,
        "clock": lambda: parts.clock,
        "identity": lambda: parts.identity,
        "enrolment": lambda: parts.enrolment,
        "blobs": lambda: parts.blobs,
        "imports": lambda: parts.imports,
        "programmes": lambda: parts.programmes,
        "exports": lambda: parts.exports,
        "step_up": lambda: parts.step_up,
        "closings": lambda: parts.closings,
        "ballots": lambda: parts.ballots,
        "boards": lambda: parts.boards,
        "health": lambda: parts.health,
        "counted": lambda: parts.metrics,
        "assets": lambda: parts.assets,
        "exchange": lambda: sync.Exchange(parts.database(), parts.clock, parts.metrics, parts.closer, parts.step_up),
    }
    made = {name: Provide(give, sync_to_thread=False) for name, give in given.items()}
    return made | {"caller": Provide(caller)}


def _openapi() -> Description:
    return Description(
        handlers=ROUTES,
        title="Mingcha 明察",
        version=VERSION,
        summary="Sync, sign-in and pictures; docs/protocol.md is the contract",
        use_handler_docstrings=True,
        render_plugins=[JsonRenderPlugin(path="/")],
        openapi_router=Router("/api/openapi.json", route_handlers=[], include_in_schema=False, opt={"open": True}),
    )
