"""What patients say: one-time codes, kept hashed, and ratings under them."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from models.tables.engine import BORROWED

ID = "2026-11-28T22:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "codes and ratings of the public"

DIALECTS = {
    "sqlite": {"blob": "blob", "bare": " without rowid"},
    "postgres": {"blob": "bytea", "bare": ""},
}
MADE = (
    "create table rating_codes (code_hash {blob} primary key, batch {blob} not null, many boolean not null, "
    "used_ms bigint){bare}",
    "create index rating_codes_batch on rating_codes (batch)",
    "create table public_ratings (code_hash {blob} primary key, batch {blob} not null, unit {blob} not null, "
    "form varchar(64) not null, period varchar(8) not null, means varchar(8) not null, received_ms bigint not null, "
    "says smallint not null, answers {blob} not null, words text, flag {blob}, state varchar(8) not null){bare}",
    "create index public_ratings_counted on public_ratings (unit, form, period)",
    "create index public_ratings_batch on public_ratings (batch, received_ms)",
    "create index public_ratings_flag on public_ratings (flag) where flag is not null",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="mingcha", description=DESCRIPTION)

    async def make() -> None:
        words = DIALECTS[BORROWED.engine_type]
        for statement in MADE:
            await BORROWED.run_ddl(statement.format(**words))

    manager.add_raw(make)  # pyright: ignore[reportUnknownMemberType] - typed only in part
    return manager
