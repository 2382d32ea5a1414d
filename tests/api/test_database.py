"""The face that both databases share: one contract, tried on each."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from piccolo.table import Table

from api.database import Bulk, StorageFull, Store, Txn, Unavailable
from api.migrate import migrate
from api.postgres import PostgresStore
from api.sqlite import SQLiteStore, open_sqlite
from api.stores import open_store
from models import tables
from models.tables import TABLES
from setup.steps import ROOT
from sync.change import encode_value
from tests.api.hospital import NURSE, hospital_at
from tests.api.recount import recount, registers

LOG = bytes(range(16))
MIGRATIONS = len(list((ROOT / "models/migrations").glob("mingcha_*.py")))
PERSON = uuid.UUID(int=7)
Account: Any = tables.Account
"""Piccolo's queries are typed only in part."""
Attempt: Any = tables.Attempt
Session: Any = tables.Session


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    made = open_store(database_url)
    migrate(made, LOG)
    yield made
    made.close()


def _meta(txn: Txn, *keys: str) -> dict[str, str]:
    return dict(txn.fetch_in("select key, value from meta where key in (*)", keys))


def _write_and_fail(store: Store, work: Callable[[Txn], object]) -> None:
    with store.transaction() as txn:
        work(txn)
        raise ZeroDivisionError


def _lose(txn: Txn) -> None:
    txn.execute("insert into meta (key, value) values (?, ?)", ["lost", "1"])
    txn.memory["x"] = 1


def _fill(txn: Txn) -> None:
    for number in range(100):
        txn.execute("insert into meta (key, value) values (?, ?)", [f"k{number}", "x" * 1000])


def test_an_address_names_its_database() -> None:
    assert isinstance(open_store("postgresql://somewhere/x"), PostgresStore)
    named, bare = open_store("sqlite:////a/b.sqlite"), open_store("/a/b.sqlite")
    assert isinstance(named, SQLiteStore)
    assert isinstance(bare, SQLiteStore)
    assert named.path == bare.path == "/a/b.sqlite"


def test_what_a_transaction_wrote_is_there_after_it_and_not_after_an_error(store: Store) -> None:
    with store.transaction() as txn:
        assert txn.execute("insert into meta (key, value) values (?, ?)", ["kept", "1"]) == 1
    with pytest.raises(ZeroDivisionError):
        _write_and_fail(store, _lose)
    with store.transaction() as txn:
        assert txn.memory == {}
        assert _meta(txn, "kept", "lost") == {"kept": "1"}
        assert txn.execute("update meta set value = '2' where key = 'nobody'") == 0


def test_a_reading_transaction_sees_one_state_and_writes_nothing(store: Store) -> None:
    with store.reading() as reading:
        before = _meta(reading, "later")
        with store.transaction() as writing:
            writing.execute("insert into meta (key, value) values ('later', '1')")
        assert _meta(reading, "later") == before == {}
    with store.reading() as reading:
        assert _meta(reading, "later") == {"later": "1"}
    with pytest.raises(Exception, match="read"), store.reading() as reading:
        reading.execute("delete from meta")


def test_many_rows_go_in_and_come_out_together(store: Store) -> None:
    rows = [(f"k{number}", str(number)) for number in range(600)]
    bulk = Bulk(
        "insert into meta (key, value) values (?, ?)",
        "insert into meta (key, value) select * from unnest(?::text[], ?::text[])",
    )
    with store.transaction() as txn:
        txn.execute_bulk(bulk, rows[:300])
        txn.execute_bulk(bulk, [])
        txn.execute_many("insert into meta (key, value) values (?, ?)", rows[300:])
        assert _meta(txn, *[key for key, _ in rows], "nobody") == dict(rows)
        assert txn.fetch_in("select key from meta where key in (*)", []) == []


def test_bytes_numbers_text_and_nothing_come_back_as_they_went(store: Store) -> None:
    row = (bytes(range(16)), bytes(16), 1 << 61, b"\x00\xff", "字", None)
    with store.transaction() as txn:
        txn.execute(
            "insert into replicas (id, person, device, last_stamp, issued_ms, waiting) values (?, ?, ?, ?, ?, ?)",
            [row[2], row[0], row[4], row[3], 1 << 45, row[5]],
        )
        found = txn.fetch("select id, person, device, last_stamp, issued_ms, waiting from replicas where id > 1")
    assert found == [(row[2], row[0], row[4], row[3], 1 << 45, None)]


def test_a_mistake_in_sql_is_not_called_an_outage(store: Store) -> None:
    with pytest.raises(Exception, match="nonsense") as raised, store.transaction() as txn:
        txn.fetch("select nonsense from meta")
    assert not isinstance(raised.value, Unavailable | StorageFull)


def test_piccolo_runs_inside_the_transaction(store: Store) -> None:
    account = Account(person=PERSON, username="liyan", password_hash="x", created_ms=5)
    with pytest.raises(ZeroDivisionError):
        _write_and_fail(store, lambda txn: txn.run(Account.insert(account)))
    with store.transaction() as txn:
        assert txn.run(Account.count()) == 0
        txn.run(Account.insert(account))
        found = txn.run(Account.objects().get(Account.username == "liyan"))
        assert (found.person, found.disabled, found.totp_secret) == (PERSON, False, None)
        txn.run(Account.update({Account.disabled: True}).where(Account.person == PERSON))
        assert txn.run(Account.select(Account.disabled)) == [{"disabled": True}]
        assert txn.run(Account.exists().where(Account.username == "liyan")) is True
        assert txn.fetch("select username from account") == [("liyan",)]


def test_piccolo_knows_what_to_do_on_conflict_and_what_was_touched(store: Store) -> None:
    with store.transaction() as txn:
        for failures in (1, 2):
            attempt = Attempt(key="k", failures=failures, next_ms=0)
            txn.run(
                Attempt.insert(attempt).on_conflict(target=Attempt.key, action="DO UPDATE", values=[Attempt.failures])
            )
        assert txn.run(Attempt.select(Attempt.failures)) == [{"failures": 2}]
        session = Session(token_hash=b"h" * 32, person=PERSON, replica=1 << 61, device=PERSON, created_ms=1, seen_ms=1)
        txn.run(Session.insert(session))
        ended = Session.update({Session.ended_ms: 9}).where(Session.ended_ms.is_null()).returning(Session.replica)
        assert txn.run(ended) == [{"replica": 1 << 61}]
        assert txn.run(ended) == []


@pytest.mark.parametrize("table", TABLES)
def test_each_table_of_piccolo_has_the_columns_of_the_database(store: Store, table: type[Table]) -> None:
    with store.transaction() as txn:
        assert txn.run(cast(Any, table).select()) == []
        name = table._meta.tablename  # pyright: ignore[reportPrivateUsage] - Piccolo has no other name for it
        if store.engine == "sqlite":
            rows = [(row[1],) for row in txn.fetch(f"pragma table_info({name})")]
        else:
            rows = txn.fetch("select column_name from information_schema.columns where table_name = ?", [name])
    columns = {column._meta.name for column in table._meta.columns}  # pyright: ignore[reportPrivateUsage]
    assert {row[0] for row in rows} == columns


def test_migrating_again_changes_nothing_and_keeps_the_log(store: Store) -> None:
    migrate(store, bytes(16))
    with store.transaction() as txn:
        assert _meta(txn, "log", "roster_version") == {"log": LOG.hex(), "roster_version": "0"}
        assert txn.fetch("select count(*) from migration") == [(MIGRATIONS,)]


def test_migrations_need_no_file_and_no_event_loop() -> None:
    store = open_sqlite(":memory:")
    migrate(store, LOG)
    with store.reading() as txn:
        assert txn.fetch("select count(*) from entries") == [(0,)]


async def test_migrations_run_beside_an_event_loop_too(tmp_path: object) -> None:
    store = open_sqlite(f"{tmp_path}/a.sqlite")
    migrate(store, LOG)
    store.close()


def test_what_is_rolled_back_empties_the_memory_only_if_it_differs(store: Store) -> None:
    connection = store.connect(writing=True)
    connection.begin()
    connection.memory["roster"] = 1
    connection.savepoint(patient=True)
    connection.rollback_to_savepoint()
    assert connection.memory == {"roster": 1}
    connection.savepoint(patient=True)
    connection.altered = True
    connection.rollback_to_savepoint()
    assert connection.memory == {}
    connection.rollback()
    connection.close()


def test_a_full_disk_and_a_held_lock_are_told_apart(tmp_path: object) -> None:
    store = open_sqlite(f"{tmp_path}/a.sqlite")
    migrate(store, LOG)
    with store.transaction() as txn:
        (pages,) = txn.fetch("pragma page_count")[0]
    with store.transaction() as txn:
        txn.execute(f"pragma max_page_count = {pages + 2}")
    with pytest.raises(StorageFull):
        _write_and_fail(store, _fill)
    with store.transaction() as txn:
        assert txn.fetch("select count(*) from meta where key like 'k%'") == [(0,)]
        txn.execute("pragma max_page_count = 1000000")
    other = open_sqlite(f"{tmp_path}/a.sqlite")
    with store.transaction(), pytest.raises(Unavailable), other.transaction():
        pass
    other.close()
    store.close()


def test_what_another_program_wrote_is_not_hidden_by_what_is_remembered(tmp_path: object) -> None:
    mine, other = open_sqlite(f"{tmp_path}/a.sqlite"), open_sqlite(f"{tmp_path}/a.sqlite")
    migrate(mine, LOG)
    with mine.transaction() as txn:
        txn.memory["roster"] = 1
    with mine.transaction() as txn:
        assert txn.memory == {"roster": 1}
    with other.transaction() as txn:
        txn.execute("insert into meta (key, value) values ('from outside', '1')")
    with mine.transaction() as txn:
        assert txn.memory == {}
    mine.close()
    other.close()


def test_registers_of_the_first_shape_are_packed_with_their_documents(database_url: str) -> None:
    with hospital_at(database_url) as hospital:
        hospital.phone(NURSE).submitted()
        with hospital.store.transaction() as txn:
            before = registers(txn)
            rows = [(doc, path, stamp, encode_value(value)) for (doc, path), (stamp, value) in before.items()]
            blob, name = ("bytea", 'text collate "C"') if txn.engine == "postgres" else ("blob", "text")
            txn.execute(f"create table registers (doc {blob}, path {name}, change {blob}, value {blob})")
            for row in rows:
                txn.execute("insert into registers values (?, ?, ?, ?)", row)
            txn.execute("drop table states")
            txn.execute("delete from migration where name = '2026-11-28T08:20:00:000000'")
        migrate(hospital.store, LOG)
        with hospital.store.transaction() as txn:
            assert registers(txn) == before
            recount(txn, "2026-11-21")
