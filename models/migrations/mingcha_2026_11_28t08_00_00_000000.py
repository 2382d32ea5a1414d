"""Documents are found by their day: what a month's results are read by."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from models.tables.engine import BORROWED

ID = "2026-11-28T08:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "an index of documents by kind and day"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="mingcha", description=DESCRIPTION)

    async def create() -> None:
        await BORROWED.run_ddl("create index documents_day on documents (kind, day) where day is not null")

    manager.add_raw(create)  # pyright: ignore[reportUnknownMemberType] - typed only in part
    return manager
