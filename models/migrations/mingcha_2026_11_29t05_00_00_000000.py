"""Cases wait until the morning after: when each opens, what is written until then, and when a rating was given."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from models.tables.engine import BORROWED

ID = "2026-11-29T05:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "when a rating was given, and when its case reaches staff"

BLOB = {"sqlite": "blob", "postgres": "bytea"}
MADE = (
    "alter table public_ratings add column given_ms bigint",
    "alter table public_ratings add column opens_ms bigint",
    "alter table public_ratings add column more {blob}",
    "update public_ratings set given_ms = received_ms",
    "create index public_ratings_opening on public_ratings (opens_ms) where opens_ms is not null",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="mingcha", description=DESCRIPTION)

    async def make() -> None:
        for statement in MADE:
            await BORROWED.run_ddl(statement.format(blob=BLOB[BORROWED.engine_type]))

    manager.add_raw(make)  # pyright: ignore[reportUnknownMemberType] - typed only in part
    return manager
