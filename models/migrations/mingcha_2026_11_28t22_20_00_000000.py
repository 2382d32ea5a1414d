"""Tables for anonymous ballots: nothing joins those of issuing with those of casting."""

from __future__ import annotations

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from models.tables.engine import BORROWED

ID = "2026-11-28T22:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "keys, issues and ballots"

# {blob} is bytes, {bare} a table that is its own index and so has no row numbers. What is held is kept in memory on
# SQLite (api/sqlite.py makes that table with the connection that writes) and out of the log on PostgreSQL.
DIALECTS = {"sqlite": {"blob": "blob", "bare": " without rowid"}, "postgres": {"blob": "bytea", "bare": ""}}
BALLOTS = """
create table ballot_keys (context {blob} primary key, private {blob}){bare};

create table ballot_issues (
    id {blob} primary key, context {blob} not null, hash {blob} not null, signature {blob} not null){bare};
create index ballot_issues_context on ballot_issues (context);

create table ballots (
    leaf {blob} primary key, context {blob} not null, key {blob} not null, revision bigint not null,
    body {blob} not null){bare};
create unique index ballots_key on ballots (context, key)
"""
HELD = """
create unlogged table ballot_held (
    leaf bytea primary key, context bytea not null, key bytea not null, revision bigint not null, body bytea not null);
create unique index ballot_held_key on ballot_held (context, key)
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="mingcha", description=DESCRIPTION)

    async def make() -> None:
        words = DIALECTS[BORROWED.engine_type]
        statements = BALLOTS.format(**words).split(";")
        if BORROWED.engine_type == "postgres":
            statements += HELD.split(";")
        for statement in statements:
            await BORROWED.run_ddl(statement)

    manager.add_raw(make)  # pyright: ignore[reportUnknownMemberType] - typed only in part
    return manager
