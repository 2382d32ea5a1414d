"""Ratings are told in steps: each one's step stands beside it, and what was told already is the first."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from models.tables.engine import BORROWED

ID = "2026-11-29T01:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "the steps in which ratings are told"

MADE = (
    "alter table public_ratings add column step integer not null default 0",
    "update public_ratings set step = 1 where state = 'counts'",
    "create index public_ratings_waiting on public_ratings (period) where state = 'counts' and step < 1",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="mingcha", description=DESCRIPTION)

    async def make() -> None:
        for statement in MADE:
            await BORROWED.run_ddl(statement)

    manager.add_raw(make)  # pyright: ignore[reportUnknownMemberType] - typed only in part
    return manager
