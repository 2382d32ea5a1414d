"""The first tables: the ledger (raw, with keys of several columns) and what does not replicate."""

from __future__ import annotations

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from models.tables.engine import BORROWED

ID = "2026-11-21T23:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "The ledger, accounts, devices, codes and pictures"

# Words that differ: {blob} {name} {bare} are bytes, text compared byte by byte, and a table that is its own index;
# {number} is a key that the database draws and never draws again.
DIALECTS = {
    "sqlite": {"blob": "blob", "name": "text", "bare": " without rowid", "number": "integer primary key autoincrement"},
    "postgres": {
        "blob": "bytea",
        "name": 'text collate "C"',
        "bare": "",
        "number": "bigint generated always as identity primary key",
    },
}

LEDGER = """
create table meta (key {name} primary key, value text not null){bare};

create table scopes (
    number {number}, name {name} not null, seq bigint not null, digest {blob} not null, chain {blob} not null);
create unique index scopes_name on scopes (name);

create table changes (
    id {blob} primary key, doc {blob} not null, author {blob} not null, received_ms bigint not null,
    body {blob} not null){bare};
create index changes_received on changes (received_ms);

create table entries (
    scope bigint not null, seq bigint not null, change {blob}, doc {blob} not null, received_ms bigint not null,
    live smallint not null, chain {blob} not null, primary key (scope, seq)){bare};
create index entries_live on entries (scope, seq) where live <> 0;
create index entries_doc on entries (doc, change) where live <> 0;

create table documents (
    id {blob} primary key, kind {name} not null, creator {blob} not null, subject {blob}, day {name},
    group_key {blob}, scopes {name} not null, revision bigint not null){bare};
create index documents_subject on documents (subject) where subject is not null;
create index documents_group on documents (kind, group_key) where group_key is not null;
create index documents_roster on documents (revision)
    where kind in ('institution', 'unit', 'party_branch', 'person');

create table registers (
    doc {blob} not null, path {name} not null, change {blob} not null, value {blob} not null,
    primary key (doc, path)){bare};

create table quarantine (
    id {blob} primary key, author {blob} not null, replica bigint not null, doc {blob} not null, kind {name} not null,
    body {blob} not null, code {name} not null, path {name}, reason {name} not null, params text not null,
    received_ms bigint not null){bare};
create index quarantine_author on quarantine (author, id);
create index quarantine_doc on quarantine (doc, id);
create index quarantine_received on quarantine (received_ms);

create table replicas (
    id bigint primary key, person {blob} not null, device {name}, last_stamp {blob}, issued_ms bigint not null,
    ended_ms bigint, waiting text, events text){bare};
create index replicas_person on replicas (person)
"""

ACCOUNTS = """
create table account (
    person uuid primary key, username varchar(64) not null, password_hash text not null, totp_secret {blob},
    totp_step bigint, disabled boolean not null, created_ms bigint not null);
create unique index account_username on account (username);

create table session (
    token_hash {blob} primary key, person uuid not null, replica bigint not null, device uuid not null,
    created_ms bigint not null, seen_ms bigint not null, ended_ms bigint);
create index session_person on session (person);
create index session_device on session (device);

create table device (
    id uuid primary key, person uuid not null, name varchar(64) not null, created_ms bigint not null,
    seen_ms bigint not null, ended_ms bigint);
create index device_person on device (person);

create table attempt (key text primary key, failures int not null, next_ms bigint not null);

create table one_time_code (
    code_hash {blob} primary key, purpose varchar(32) not null, person uuid, institution uuid,
    expires_ms bigint not null, used_ms bigint);

create table blob (
    id uuid primary key, doc {blob} not null, sha256 {blob} not null, size bigint not null, received bigint not null,
    type varchar(32) not null, stored_sha256 {blob}, width int, height int, created_ms bigint not null);
create unique index blob_doc_sha256 on blob (doc, sha256)
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="mingcha", description=DESCRIPTION)

    async def create() -> None:
        words = DIALECTS[BORROWED.engine_type]
        for statement in f"{LEDGER};{ACCOUNTS}".split(";"):
            await BORROWED.run_ddl(statement.format_map(words))

    manager.add_raw(create)  # pyright: ignore[reportUnknownMemberType] - typed only in part
    return manager
