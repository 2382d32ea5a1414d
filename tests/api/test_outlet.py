"""The one way out: state at every cursor, sorted, bounded, compressed where nothing can be learnt from it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from hashlib import sha256

import msgspec
import pytest

from api.codings import codings_of, from_brotli
from api.ledger import LogChanged
from api.outlet import Given, give, packed, part_of
from api.recency import is_recent, recent_quarters
from models.calendar import day_start_ms
from models.document import ServerAct, uuid_text
from models.period_result import result_id
from sync.change import decode_change
from sync.errors import BodyError
from sync.messages import Pull
from tests.api.hospital import (
    ADMIN,
    BRANCH,
    HEAD,
    INSTITUTION,
    LOG,
    NOW_MS,
    NURSE,
    PHARMACY,
    SECRETARY,
    STRANGER,
    Hospital,
    Phone,
    fetch,
    hospital_at,
)
from tests.api.recount import registers

OWN = f"person/{uuid_text(NURSE)}/2026Q4"
OF_UNIT = f"unit/{uuid_text(PHARMACY)}/evaluations/2026Q4"
OF_BRANCH = f"branch/{uuid_text(BRANCH)}/evaluations/2026Q4"
OF_INSTITUTION = f"institution/{uuid_text(INSTITUTION)}"


@pytest.fixture
def hospital(database_url: str) -> Iterator[Hospital]:
    with hospital_at(database_url) as made:
        yield made


def _paths(phone: Phone, cursors: dict[str, int] | None = None) -> list[list[str]]:
    """The paths of each entry of the phone's own scope."""
    entries = phone.pull(cursors).scopes[OWN].entries
    return [[path for path, _ in decode_change(entry.content).writes] for entry in entries]


def test_a_new_replica_gets_every_scope_that_has_something_sorted_by_name(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    nurse.submitted()
    names = list(msgspec.msgpack.decode(nurse.pull_body())["scopes"])
    assert names == [OF_INSTITUTION, "library", OWN]
    assert list(hospital.phone(HEAD).pull().scopes) == [OF_INSTITUTION, "library", OF_UNIT]
    assert list(hospital.phone(SECRETARY).pull().scopes) == [OF_BRANCH, OF_INSTITUTION, "library"]
    assert OF_INSTITUTION not in hospital.phone(STRANGER).pull().scopes


def test_nothing_new_is_the_same_bytes_apart_from_now(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    nurse.submitted()
    cursors = {name: scope.seq for name, scope in nurse.pull().scopes.items()}
    first = nurse.pull_body(cursors)
    assert msgspec.msgpack.decode(first) == {"now": NOW_MS, "log": LOG, "scopes": {}, "gone": []}
    later = nurse.pull_body(cursors, now_ms=NOW_MS + 1)
    assert later == first.replace(msgspec.msgpack.encode(NOW_MS), msgspec.msgpack.encode(NOW_MS + 1))


def test_only_writes_that_stand_are_sent_and_whole_changes_as_they_came(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    doc = nurse.evaluation()
    first = nurse.change(doc, {**nurse.opening(), "note": "一"})
    drafts = [nurse.change(doc, {"note": f"第{number}稿"}) for number in range(20)]
    assert nurse.codes(first, *drafts) == [None] * 21
    assert _paths(nurse) == [["person", "form", "day"], ["note"]]
    assert nurse.pull().scopes[OWN].entries[1].content == drafts[-1]
    assert nurse.pull({OWN: 20}).scopes[OWN].entries[0].content == drafts[-1]
    assert _paths(nurse, {OWN: 5}) == [["note"]]


def test_a_removed_register_stands_too(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    doc = nurse.evaluation()
    acts = [nurse.change(doc, writes) for writes in (nurse.opening(), {"note": "一"}, {"note": None})]
    assert nurse.codes(*acts) == [None] * 3
    assert nurse.pull().scopes[OWN].entries[-1].content == acts[-1]


def test_a_change_of_which_nothing_stands_moves_the_number_and_says_nothing(hospital: Hospital) -> None:
    nurse, computer = hospital.phone(NURSE), hospital.phone(NURSE)
    doc, early = nurse.evaluation(), computer.stamp()
    nurse.stamp()
    assert nurse.codes(nurse.change(doc, nurse.opening()), nurse.change(doc, {"note": "新"})) == [None, None]
    before = nurse.pull().scopes[OWN]
    assert computer.codes(computer.change(doc, {"note": "旧"}, stamp=early)) == [None]
    answer = nurse.pull({OWN: before.seq}).scopes[OWN]
    assert (answer.seq, answer.entries, answer.more, answer.digest) == (before.seq + 1, [], False, before.digest)


def test_a_limit_is_for_the_whole_answer_and_more_says_where_to_go_on(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    nurse.submitted()
    answer = nurse.pull(limit=3)
    counted = {name: (len(scope.entries), scope.more, scope.digest is None) for name, scope in answer.scopes.items()}
    assert sum(entries for entries, _, _ in counted.values()) == 3
    assert counted[OF_INSTITUTION] == (3, True, True)
    assert counted[OWN] == (0, True, True)
    assert answer.scopes[OWN].seq == 0


@pytest.mark.parametrize("limit", [1, 2, 5, 7, 5000])
def test_every_limit_adds_up_to_the_same_state(hospital: Hospital, limit: int) -> None:
    nurse = hospital.phone(NURSE)
    for day in ("2026-11-18", "2026-11-19", "2026-11-20"):
        nurse.submitted(day)
    whole = [entry for scope in nurse.pull().scopes.values() for entry in scope.entries]
    cursors: dict[str, int] = {}
    pages: list[object] = []
    more = True
    while more:
        answer = nurse.pull(cursors, limit=limit)
        assert sum(len(scope.entries) for scope in answer.scopes.values()) <= limit
        pages += [entry for scope in answer.scopes.values() for entry in scope.entries]
        cursors.update({name: scope.seq for name, scope in answer.scopes.items()})
        more = any(scope.more for scope in answer.scopes.values())
    assert sorted(map(repr, pages)) == sorted(map(repr, whole))


def test_a_limit_that_is_just_enough_is_enough(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    count = len(nurse.pull().scopes[OF_INSTITUTION].entries)
    exact = nurse.pull(limit=count).scopes[OF_INSTITUTION]
    assert (len(exact.entries), exact.more, exact.digest is not None) == (count, False, True)
    short = nurse.pull(limit=count - 1).scopes[OF_INSTITUTION]
    assert (len(short.entries), short.more, short.digest) == (count - 1, True, None)


def test_scopes_that_are_not_held_are_named_gone(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    nurse.submitted()
    asked = {OF_UNIT: 1, "no-such-scope": 999, f"person/{uuid_text(NURSE)}/nonsens": 4, OWN: 0}
    assert nurse.pull(asked).gone == sorted([OF_UNIT, "no-such-scope", f"person/{uuid_text(NURSE)}/nonsens"])


def test_a_cursor_beyond_the_end_of_a_held_scope_is_refused(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    for cursors in ({"library": 999_999}, {f"person/{uuid_text(NURSE)}/2020Q1": 1}):
        with pytest.raises(BodyError) as refused:
            nurse.pull(cursors)
        assert (refused.value.code, refused.value.status) == ("cursor_invalid", 400)


def test_old_quarters_come_only_when_they_are_named(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    nurse.submitted("2025-03-01")
    nurse.submitted("2026-08-20")
    old, recent = (f"person/{uuid_text(NURSE)}/{quarter}" for quarter in ("2025Q1", "2026Q3"))
    assert recent in nurse.pull().scopes
    assert old not in nurse.pull().scopes
    named = nurse.pull({old: 0})
    assert [len(scope.entries) for name, scope in named.scopes.items() if name == old] == [1]
    assert named.gone == []


def test_a_quarter_is_recent_until_ninety_days_after_its_end() -> None:
    assert recent_quarters(NOW_MS)[:2] == ("2026Q3", "2026Q4")
    assert is_recent("person/x/2026Q3", NOW_MS)
    assert not is_recent("person/x/2026Q2", NOW_MS)
    assert is_recent("institution/x", NOW_MS)
    assert not is_recent("person/x/2026Q3", NOW_MS + 40 * 86_400_000)


@pytest.mark.parametrize("day", ["2026-12-31", "2027-01-01", "2027-02-06", "2028-01-01", "2028-03-31", "2028-12-31"])
def test_a_pull_brings_each_quarter_that_a_socket_would_tell_of_a_whole_year_ahead(
    hospital: Hospital, day: str
) -> None:
    now_ms, year = day_start_ms(day), int(day[:4])
    nurse = hospital.phone(NURSE)
    for period in (f"{year - 1}", *(f"{year}-{month:02}" for month in range(1, 13)), f"{year}"):
        named = {"institution": INSTITUTION, "period": period, "subject": NURSE, "subject_kind": "person"}
        result = ServerAct(result_id(INSTITUTION, period, NURSE), "period_result", {**named, "total": "90"})
        hospital.write(result, now_ms=now_ms)
    written = {name for (name,) in fetch(hospital, "select name from scopes") if uuid_text(NURSE) in name}
    told = {name for name in written if is_recent(name, now_ms)}
    assert f"person/{uuid_text(NURSE)}/{year}Q4" in told
    assert {name for name in nurse.pull(now_ms=now_ms).scopes if uuid_text(NURSE) in name} == told


def test_another_log_is_a_conflict_and_none_is_not(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    with hospital.store.reading() as txn:
        with pytest.raises(LogChanged):
            give(txn, nurse, Pull(log=bytes(16), cursors={}), NOW_MS)
        assert msgspec.msgpack.decode(give(txn, nurse, Pull(log=None, cursors={}), NOW_MS).body)["log"] == LOG


def test_the_digest_is_that_of_the_registers(hospital: Hospital) -> None:
    nurse, head = hospital.phone(NURSE), hospital.phone(HEAD)
    doc = nurse.submitted()
    with hospital.store.transaction() as txn:
        standing = registers(txn, doc)
    from_scratch = 0
    for (id, path), (change, _) in standing.items():
        from_scratch ^= int.from_bytes(sha256(id + path.encode() + b"\0" + change).digest()[:16], "big")
    assert head.pull().scopes[OF_UNIT].digest == from_scratch.to_bytes(16, "big")
    assert nurse.pull().scopes[OWN].digest == from_scratch.to_bytes(16, "big")


def test_one_scope_can_be_read_alone(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    nurse.submitted()
    with hospital.store.reading() as txn:
        part = part_of(txn, OWN, 0, 10)
        assert part is not None
        assert (part.seq, part.entries, part.more) == (1, 1, False)
        assert part_of(txn, OWN, 1, 10) is None
        assert part_of(txn, "nowhere", 0, 10) is None


def test_large_answers_are_compressed_for_who_takes_it_unless_a_secret_is_in_them() -> None:
    body = b"0123456789" * 2000
    for accepted, coding, unpack in (
        ("br, gzip;q=0.5", "br", from_brotli),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("br;q=0, *", "gzip", gzip.decompress),
    ):
        small, headers = packed(Given(body, True), accepted)
        assert headers == {"content-encoding": coding, "vary": "accept-encoding"}
        assert unpack(small) == body
        assert packed(Given(body, False), accepted)[0] == body
        assert packed(Given(b"small", True), accepted)[0] == b"small"
    assert packed(Given(body, True), "identity") == (body, {"vary": "accept-encoding"})
    assert packed(Given(body, True), "gzip;q=0") == (body, {"vary": "accept-encoding"})
    assert codings_of("GZIP, br ; q=0.5,deflate;q=0.0") == {"gzip", "br"}


def test_the_history_costs_nothing(hospital: Hospital) -> None:
    """The plan of the query, because a time would say nothing on a shared machine."""
    admin = hospital.phone(ADMIN)
    assert admin.codes(*[admin.change(PHARMACY, {"order": number}, kind="unit") for number in range(300)])
    names = fetch(hospital, "select live, count(*) from entries where doc = ? group by live", PHARMACY)
    assert dict(names)[0] == 2 * 299  # of the institution's people, and of those from outside
    if hospital.store.engine == "sqlite":
        plan = fetch(
            hospital,
            "explain query plan select seq from entries indexed by entries_live where scope = 1 and seq > 0 "
            "and live <> 0 order by seq",
        )
        assert "entries_live" in str(plan)
