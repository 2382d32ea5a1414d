"""A session knows until when its second factor is fresh."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from models.tables.engine import BORROWED

ID = "2026-11-28T18:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "until when a session's second factor is fresh"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="mingcha", description=DESCRIPTION)

    async def add() -> None:
        await BORROWED.run_ddl("alter table session add column stepped_up_until bigint")

    manager.add_raw(add)  # pyright: ignore[reportUnknownMemberType] - typed only in part
    return manager
