"""Fills an empty database with the demonstration, through the same way in as everybody's changes.

Promises: the past is told in order with its own times, so nothing in it looks late that wasn't; a database that isn't
a demonstration is never touched; a demonstration that has grown old gets the days that it lacks, and nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from api.accounts import add_account
from api.database import Store, Txn
from api.demo.accounts import DemoAccount, accounts
from api.demo.activities import activity_deeds
from api.demo.assessments import assessment_deeds
from api.demo.ballots import BALLOTS, ballot_deeds, cast_ballots
from api.demo.bulletins import bulletin_deeds
from api.demo.checklists import checklist_deeds
from api.demo.closings import closing_deeds
from api.demo.commentary import commentary_deeds
from api.demo.history import self_evaluations
from api.demo.honours import honour_deeds
from api.demo.hospital import Deed, Hospital, build
from api.demo.inspections import inspection_deeds
from api.demo.meetings import meeting_deeds
from api.demo.orders import order_deeds
from api.demo.pledges import pledge_deeds
from api.demo.polls import poll_deeds
from api.demo.programmes import programme_deeds
from api.demo.public_voice import VOICES, tell_voice, voice_deeds
from api.demo.records import record_deeds
from api.demo.reports import report_deeds
from api.demo.rounds import peer_deeds
from api.demo.surveys import survey_deeds
from api.demo.tasks import task_deeds
from api.demo.upward import upward_deeds
from api.deployment import document_secret
from api.intake import take, write_as_server, write_what_is_due
from api.passwords import hash_for_demo
from models.calendar import local_day
from models.document import SERVER, ServerAct
from sync.change import encode_change
from sync.messages import encode_push
from sync.stamp import ZERO, next_stamp

SEED = 2026
MARK = "demonstration"
"""The row of `meta` that says so: the day of seeding and the moment up to which the past was told."""


class NotADemonstration(Exception):  # noqa: N818 - says what is the case
    """The database has accounts of its own: the demonstration keeps away from it."""


class Author(Struct, frozen=True):
    """推送人: the person for whom a deed is pushed."""

    person: bytes


def ensure(store: Store, now_ms: int) -> list[DemoAccount]:
    """Seeds an empty database, tops up an older demonstration; returns who can sign in.

    NotADemonstration where the database is something else. Migrations must have run.
    """
    with store.transaction() as txn:
        mark = _mark(txn)
        if mark is None:
            if txn.fetch("select 1 from account limit 1") or txn.fetch("select 1 from documents limit 1"):
                raise NotADemonstration
            return _seed(txn, now_ms)
        return _top_up(txn, mark, now_ms)


def is_demonstration(txn: Txn) -> bool:
    """Whether this database was filled by `ensure`."""
    return _mark(txn) is not None


def _seed(txn: Txn, now_ms: int) -> list[DemoAccount]:
    today = local_day(now_ms)
    hospital = build(SEED, today)
    write_as_server(txn, [ServerAct(deed.doc, deed.kind, deed.writes) for deed in hospital.deeds], hospital.founded_ms)
    txn.execute_many(
        "insert into replicas (id, person, issued_ms) values (?, ?, ?)",
        [(person.replica, person.id, hospital.founded_ms) for person in hospital.everybody],
    )
    people = accounts(hospital)
    for account in people:
        add_account(txn, account.person, account.username, hash_for_demo(account.password), hospital.founded_ms)
    deeds = self_evaluations(hospital, today, 0, now_ms)
    deeds += closing_deeds(hospital, today, 0, now_ms)
    deeds += peer_deeds(hospital, today, now_ms, lambda round: document_secret(txn, round))
    deeds += ballot_deeds(hospital, today, now_ms, lambda round: document_secret(txn, round))
    deeds += checklist_deeds(hospital, today, now_ms)
    deeds += programme_deeds(hospital, today, now_ms) + task_deeds(hospital, today, now_ms)
    deeds += assessment_deeds(hospital, today, now_ms)
    deeds += commentary_deeds(hospital, today, now_ms) + survey_deeds(hospital, today, now_ms)
    deeds += pledge_deeds(hospital, today, now_ms)
    deeds += record_deeds(hospital, today, now_ms)
    deeds += activity_deeds(hospital, today, now_ms) + meeting_deeds(hospital, today, now_ms)
    deeds += upward_deeds(hospital, today, now_ms) + inspection_deeds(hospital, today, now_ms)
    deeds += order_deeds(hospital, today, now_ms) + bulletin_deeds(hospital, today, now_ms)
    deeds += poll_deeds(hospital, today, now_ms)
    deeds += honour_deeds(hospital, today, now_ms) + report_deeds(hospital, today, now_ms)
    deeds += voice_deeds(hospital, today, now_ms, lambda batch: document_secret(txn, batch))
    _tell(txn, hospital, sorted(deeds, key=lambda deed: deed.moment_ms))
    write_what_is_due(txn, now_ms)
    txn.execute("insert into meta (key, value) values (?, ?)", [MARK, f"{today} {now_ms}"])
    return people


def _top_up(txn: Txn, mark: tuple[str, int], now_ms: int) -> list[DemoAccount]:
    """Tells what people did since the last time, but for days that somebody has meanwhile filled in himself."""
    seeded, told_ms = mark
    hospital = build(SEED, seeded)
    today = local_day(now_ms)
    deeds = self_evaluations(hospital, today, told_ms, now_ms) + closing_deeds(hospital, today, told_ms, now_ms)
    deeds.sort(key=lambda deed: deed.moment_ms)
    known = {id for (id,) in txn.fetch_in("select id from documents where id in (*)", [deed.doc for deed in deeds])}
    _tell(txn, hospital, [deed for deed in deeds if deed.doc not in known])
    write_what_is_due(txn, now_ms)
    txn.execute("update meta set value = ? where key = ?", [f"{seeded} {max(told_ms, now_ms)}", MARK])
    return accounts(hospital)


def _tell(txn: Txn, hospital: Hospital, deeds: Iterable[Deed]) -> None:
    """Pushes each deed as its author, at its own time."""
    replicas = {person.id: person.replica for person in hospital.everybody}
    latest: dict[bytes, bytes] = {}
    for deed in deeds:
        if deed.kind in VOICES:
            tell_voice(txn, deed)
            continue
        if deed.kind == BALLOTS:
            cast_ballots(txn, deed)
            continue
        if deed.author == SERVER:
            raise ValueError("the server pushes nothing")
        stamp = next_stamp(latest.get(deed.author, ZERO), deed.moment_ms, replicas[deed.author])
        latest[deed.author] = stamp
        change = encode_change(stamp, deed.doc, deed.kind, list(deed.writes.items()))
        answer = take(txn, Author(deed.author), encode_push(None, [change]), deed.moment_ms, "zh-CN")
        if answer.results != [None]:
            raise RuntimeError(f"the demonstration's own {deed.kind} was refused: {answer.results}")


def _mark(txn: Txn) -> tuple[str, int] | None:
    for (value,) in txn.fetch("select value from meta where key = ?", [MARK]):
        day, _, told_ms = str(value).partition(" ")
        return day, int(told_ms)
    return None
