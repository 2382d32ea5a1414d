"""The one way in: the codes in their order, judged once for ever, one bad change never holds up others."""

from __future__ import annotations

import msgspec
import pytest

from api.intake import take, write_what_is_due
from api.ledger import LogChanged, scopes_of_document
from models.document import ServerAct, natural_id, uuid_text
from sync.errors import BodyError
from sync.messages import encode_push
from sync.stamp import make
from tests.api.hospital import (
    ADMIN,
    ANSWERS,
    COLLEAGUE,
    DAY,
    HEAD,
    INSTITUTION,
    LOG,
    NEIGHBOUR,
    NOW_MS,
    NURSE,
    PHARMACY,
    STRANGER,
    WARD,
    Hospital,
    fetch,
    server_id,
)
from tests.api.recount import recount, registers


def test_a_change_is_stored_once_however_often_it_comes(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    change = nurse.change(nurse.evaluation(), nurse.opening())
    assert nurse.codes(change, change) == [None, None]
    assert nurse.codes(change) == [None]
    assert fetch(hospital, "select count(*) from changes where author = ?", NURSE) == [(1,)]
    assert fetch(hospital, "select body from changes where author = ?", NURSE) == [(change,)]


def test_what_comes_in_a_longer_form_than_need_be_is_kept_and_told_as_it_came(hospital: Hospital) -> None:
    """Its hash stands in the chain of its scope: nothing is written anew on the way."""
    nurse = hospital.phone(NURSE)
    change = nurse.change(nurse.evaluation(), {**nurse.opening(), "answers/attitude": 4})
    short, long = b"\xb0answers/attitude\x04", b"\xd9\x10answers/attitude\xcf" + (4).to_bytes(8, "big")
    assert change.count(short) == 1
    change = change.replace(short, long)
    assert nurse.codes(change, change) == [None, None]
    assert fetch(hospital, "select body from changes where author = ?", NURSE) == [(change,)]
    told = [entry for scope in nurse.pull().scopes.values() for entry in scope.entries]
    assert {entry.content for entry in told if entry.author == NURSE} == {change}
    other = change.replace(long, b"\xb0answers/attitude\xcd\x00\x04")
    assert nurse.codes(other) == ["stamp_reused"]


def test_other_bytes_under_a_known_id_are_refused_and_change_nothing(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    doc, stamp = nurse.evaluation(), nurse.stamp()
    stored = nurse.change(doc, nurse.opening(), stamp=stamp)
    other = nurse.change(doc, {**nurse.opening(), "note": "x"}, stamp=stamp)
    assert nurse.codes(stored, other) == [None, "stamp_reused"]
    assert nurse.codes(other, stored) == ["stamp_reused", None]
    spelt_otherwise = stored.replace(b"\x93\x92", b"\xdc\x00\x03\x92", 1)
    assert spelt_otherwise != stored
    assert nurse.codes(spelt_otherwise) == ["stamp_reused"]


def test_a_refused_change_gets_the_same_answer_for_ever(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    doc = nurse.evaluation()
    early = nurse.change(doc, {"note": "before the document is there"})
    assert nurse.codes(early) == ["not_found"]
    assert nurse.codes(nurse.change(doc, nurse.opening())) == [None]
    assert nurse.codes(early) == ["not_found"]
    wrong = nurse.change(doc, {"answers/attitude": 9})
    chinese = nurse.push(wrong).results[0]
    english = nurse.push(wrong, language="en").results[0]
    assert chinese is not None
    assert english is not None
    assert (chinese["code"], chinese["path"]) == ("invalid", "answers/attitude")
    assert chinese["message"] != english["message"]
    assert nurse.push(wrong).results == [chinese]
    altered = nurse.change(doc, {"answers/attitude": 3}, stamp=wrong[3:19])
    assert nurse.codes(altered) == ["stamp_reused"]


def test_one_bad_change_never_holds_up_the_others(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    doc = nurse.evaluation()
    codes = nurse.codes(
        b"\x90",
        nurse.change(doc, nurse.opening()),
        nurse.change(doc, {"note": float("nan")}),
        nurse.change(doc, {"answers/attitude": True}),
        nurse.change(doc, {"note": "之后的还在"}),
    )
    assert codes == ["malformed", None, "malformed", "invalid", None]


def test_malformed_changes_leave_no_memory(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    stamp = nurse.stamp()
    too_deep = nurse.change(nurse.evaluation(), {"note": [[[[[[[1]]]]]]]}, stamp=stamp)
    assert nurse.codes(too_deep, nurse.change(nurse.evaluation(), nurse.opening(), stamp=stamp)) == ["malformed", None]
    assert fetch(hospital, "select count(*) from quarantine") == [(0,)]


def test_a_replica_that_was_not_issued_to_the_person_is_refused_and_forgotten(hospital: Hospital) -> None:
    nurse, colleague = hospital.phone(NURSE), hospital.phone(COLLEAGUE)
    foreign = colleague.change(nurse.evaluation(), nurse.opening())
    unheard = nurse.change(nurse.evaluation(), nurse.opening(), stamp=make(NOW_MS, 0, 1 << 50))
    server = nurse.change(nurse.evaluation(), nurse.opening(), stamp=make(NOW_MS, 0, 1))
    assert nurse.codes(foreign, unheard, server) == ["replica"] * 3
    assert fetch(hospital, "select count(*) from quarantine") == [(0,)]


def test_what_an_earlier_sign_in_stamped_is_taken_after_a_new_one(hospital: Hospital) -> None:
    before, after = hospital.phone(NURSE), hospital.phone(NURSE)
    change = before.change(before.evaluation(), before.opening())
    assert after.codes(change) == [None]


def test_stamps_ahead_of_now_and_out_of_order_are_refused(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    doc, opening = nurse.evaluation(), nurse.opening()
    assert nurse.codes(nurse.change(doc, opening, stamp=make(NOW_MS + 60_001, 0, nurse.replica))) == ["clock_ahead"]
    just = make(NOW_MS + 60_000, 0, nurse.replica)
    assert nurse.codes(nurse.change(doc, opening, stamp=just)) == [None]
    assert nurse.codes(nurse.change(doc, {"note": "x"})) == ["stamp_order"]


def test_the_past_is_never_refused(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    old = make(0, 0, nurse.replica)
    assert nurse.codes(nurse.change(nurse.evaluation(), nurse.opening(), stamp=old)) == [None]


def test_a_refused_change_doesnt_move_the_replicas_last_stamp(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    doc = nurse.evaluation()
    first, second = nurse.stamp(), nurse.stamp()
    assert nurse.codes(nurse.change(doc, {"note": "x"}, stamp=second)) == ["not_found"]
    assert nurse.codes(nurse.change(doc, nurse.opening(), stamp=first)) == [None]


def test_now_never_goes_back(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    change = nurse.change(nurse.evaluation(), nurse.opening())
    assert nurse.push(change, now_ms=NOW_MS + 500_000).now == NOW_MS + 500_000
    assert nurse.push(now_ms=NOW_MS - 86_400_000).now == NOW_MS + 500_000
    assert nurse.pull(now_ms=NOW_MS).now == NOW_MS + 500_000
    later = nurse.change(nurse.evaluation(), {"note": "x"})
    nurse.push(later, now_ms=0)
    assert fetch(hospital, "select received_ms from changes where id = ?", later[3:19]) == [(NOW_MS + 500_000,)]


def test_kinds_paths_and_forms_that_are_unknown(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    doc = nurse.evaluation()
    answer = nurse.push(
        nurse.change(doc, {"a": 1}, kind="horoscope"),
        nurse.change(doc, {**nurse.opening(), "stars": 5}),
        nurse.change(doc, nurse.opening(form="daily@999")),
    )
    assert [(result and result["code"], result and result["path"]) for result in answer.results] == [
        ("unknown_kind", None),
        ("outdated", "stars"),
        ("outdated", "form"),
    ]


def test_an_id_is_made_as_its_kind_says(hospital: Hospital) -> None:
    nurse, admin = hospital.phone(NURSE), hospital.phone(ADMIN)
    wrong_day = nurse.evaluation("2026-11-19")
    assert (
        nurse.codes(
            nurse.change(wrong_day, nurse.opening()),
            nurse.change(bytes(16), nurse.opening()),
            nurse.change(nurse.stamp(), nurse.opening()),
        )
        == ["invalid"] * 3
    )
    unit = {"institution": INSTITUTION, "name": "检验科", "type": "department"}
    assert admin.codes(
        admin.change(natural_id("unit/x"), unit, kind="unit"),
        admin.change(admin.stamp(), unit, kind="unit"),
        admin.change(make(NOW_MS, 5, 1 << 50), unit, kind="unit"),
    ) == ["invalid", None, "not_found"]


def test_who_may_not_know_gets_the_same_answer_whether_it_exists_or_not(hospital: Hospital) -> None:
    nurse, head, stranger = hospital.phone(NURSE), hospital.phone(HEAD), hospital.phone(STRANGER)
    doc = nurse.evaluation()
    assert nurse.codes(nurse.change(doc, nurse.opening())) == [None]
    absent = nurse.evaluation("2026-11-19")
    for phone in (head, stranger):
        answers = phone.push(
            phone.change(doc, {"note": "x"}),
            phone.change(absent, {"note": "x"}),
            phone.change(doc, {**nurse.opening(), "note": "x"}),
            phone.change(absent, nurse.opening("2026-11-19")),
        ).results
        assert [answer and answer["code"] for answer in answers] == ["not_found"] * 4
        assert answers[0] == answers[1] == answers[2] == answers[3]


def test_who_reads_but_may_not_write_is_told_so(hospital: Hospital) -> None:
    nurse, head = hospital.phone(NURSE), hospital.phone(HEAD)
    doc = nurse.submitted()
    assert head.codes(head.change(doc, {"note": "x"})) == ["forbidden"]
    person = nurse.change(NURSE, {"name": "别的名字"}, kind="person")
    assert nurse.codes(person) == ["forbidden"]


def test_closed_and_immutable(hospital: Hospital) -> None:
    nurse, computer = hospital.phone(NURSE), hospital.phone(NURSE)
    doc, early = nurse.evaluation(), computer.stamp()
    assert nurse.codes(nurse.change(doc, {**nurse.opening(), **ANSWERS})) == [None]
    assert nurse.codes(nurse.change(doc, {"day": "2026-11-19"})) == ["immutable"]
    assert nurse.codes(nurse.change(doc, {"day": DAY})) == [None]
    assert nurse.codes(nurse.change(doc, {"submitted": True})) == [None]
    assert nurse.codes(nurse.change(doc, {"note": "太晚了"})) == ["closed"]
    assert computer.codes(
        computer.change(doc, {"note": "交之前写的"}, stamp=early), computer.change(doc, {"submitted": True})
    ) == [None, None]


def test_a_document_of_another_kind_is_not_written(hospital: Hospital) -> None:
    admin = hospital.phone(ADMIN)
    unit = {"institution": INSTITUTION, "name": "检验科", "type": "department"}
    assert admin.codes(admin.change(server_id(900), unit, kind="unit")) == ["not_found"]
    assert admin.codes(admin.change(PHARMACY, {"name": "支部"}, kind="party_branch")) == ["invalid"]


def test_consequences_are_written_by_the_server_in_the_same_transaction(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    change = nurse.change(nurse.evaluation(), nurse.opening())
    assert nurse.codes(change) == [None]
    form = natural_id("form/daily@1")
    with hospital.store.transaction() as txn:
        stamp, _ = registers(txn, form)[form, "used"]
    assert int.from_bytes(stamp[8:], "big") & ((1 << 62) - 1) == 1
    assert stamp > change[3:19]
    assert fetch(hospital, "select author, received_ms from changes where id = ?", stamp) == [(bytes(16), NOW_MS)]


def test_the_servers_stamps_rise_even_when_its_clock_steps_back(hospital: Hospital) -> None:
    for number, now_ms in enumerate((NOW_MS, NOW_MS, NOW_MS - 10**9, 0)):
        hospital.write(ServerAct(PHARMACY, "unit", {"order": number}), now_ms=now_ms)
    rows = fetch(hospital, "select c.id from changes c where c.doc = ? order by c.received_ms, c.id", PHARMACY)
    assert len({id for (id,) in rows}) == 5
    with hospital.store.transaction() as txn:
        assert registers(txn, PHARMACY)[PHARMACY, "order"][1] == 3


def test_a_push_for_another_log_changes_nothing(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    change = nurse.change(nurse.evaluation(), nurse.opening())
    with pytest.raises(LogChanged):
        nurse.push_body(encode_push(bytes(16), [change]))
    assert nurse.push_body(encode_push(None, [change])).log == LOG


def test_a_push_cut_anywhere_changes_nothing(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    body = encode_push(LOG, [nurse.change(nurse.evaluation(), nurse.opening())])
    for cut in range(len(body)):
        with pytest.raises(BodyError):
            nurse.push_body(body[:cut])
    assert fetch(hospital, "select count(*) from changes where author = ?", NURSE) == [(0,)]
    assert nurse.push_body(body).results == [None]


def test_when_people_move_their_records_move_with_them(hospital: Hospital) -> None:
    nurse, head, admin = hospital.phone(NURSE), hospital.phone(HEAD), hospital.phone(ADMIN)
    doc = nurse.submitted()
    scope = f"unit/{uuid_text(PHARMACY)}/evaluations/2026Q4"
    cursor = head.pull().scopes[scope].seq
    until = {"unit": PHARMACY, "from": "2020-01-01", "to": "2026-11-01"}
    since = {"unit": WARD, "from": "2026-11-02", "to": None}
    move = {"memberships/1": until, "memberships/2": since}
    assert admin.codes(admin.change(NURSE, move, kind="person")) == [None]
    answer = head.pull({scope: cursor}).scopes[scope]
    assert [(entry.author, entry.content) for entry in answer.entries] == [(None, doc)]
    assert scope in head.pull().scopes
    assert not head.pull().scopes[scope].entries, "a new phone has nothing to forget"
    back = {"memberships/1": {"unit": PHARMACY, "from": "2020-01-01", "to": None}, "memberships/2": None}
    assert admin.codes(admin.change(NURSE, back, kind="person")) == [None]
    returned = head.pull({scope: answer.seq}).scopes[scope]
    assert {msgspec.msgpack.decode(entry.content)[1] for entry in returned.entries} == {doc}
    assert head.pull({scope: cursor}).scopes[scope].entries == returned.entries


def test_rights_that_change_are_announced(hospital: Hospital) -> None:
    admin = hospital.phone(ADMIN)
    role = {"role": "leader", "at": INSTITUTION, "from": "2026-01-01", "to": None}
    change = admin.change(NURSE, {"roles/9": role}, kind="person")
    with hospital.store.transaction() as txn:
        take(txn, admin, encode_push(LOG, [change]), NOW_MS, "zh-CN")
        assert txn.news.rights_changed == {NURSE}
        assert list(txn.news.scopes) == [f"institution/{uuid_text(INSTITUTION)}"]


def test_what_somebody_else_has_made_out_of_sight_is_neither_written_nor_told(hospital: Hospital) -> None:
    role = {"role": "admin", "at": NEIGHBOUR, "from": "2020-01-01", "to": None}
    hospital.write(ServerAct(STRANGER, "person", {"roles/1": role}))
    stranger, admin = hospital.phone(STRANGER), hospital.phone(ADMIN)
    form = natural_id("form/night@1")
    item = {"order": 1, "type": "yes_no", "label": "夜间巡视"}
    assert stranger.codes(stranger.change(form, {"title": "夜班", "items/a": item}, kind="form")) == [None]
    assert admin.codes(admin.change(form, {"title": "我的", "items/a": item}, kind="form")) == ["not_found"]
    assert fetch(hospital, "select count(*) from changes where doc = ?", form) == [(1,)]


def test_a_document_that_moves_by_its_own_change_leaves_and_enters_at_once(hospital: Hospital) -> None:
    stranger, admin = hospital.phone(STRANGER), hospital.phone(ADMIN)
    there, here = f"institution/{uuid_text(NEIGHBOUR)}", f"institution/{uuid_text(INSTITUTION)}"
    cursors = {here: admin.pull().scopes[here].seq}
    hospital.write(ServerAct(PHARMACY, "unit", {"institution": NEIGHBOUR}))
    left = admin.pull(cursors).scopes[here]
    assert [(entry.author, entry.content) for entry in left.entries] == [(None, PHARMACY)]
    entered = stranger.pull().scopes[there].entries
    assert [msgspec.msgpack.decode(entry.content)[1] for entry in entered].count(PHARMACY) == 2


def test_a_new_role_is_seen_by_the_next_pull(hospital: Hospital) -> None:
    nurse, colleague, admin = hospital.phone(NURSE), hospital.phone(COLLEAGUE), hospital.phone(ADMIN)
    nurse.submitted()
    scope = f"unit/{uuid_text(PHARMACY)}/evaluations/2026Q4"
    assert scope not in colleague.pull().scopes
    role = {"role": "head", "at": PHARMACY, "from": "2026-01-01", "to": None}
    assert admin.codes(admin.change(COLLEAGUE, {"roles/1": role}, kind="person")) == [None]
    assert scope in colleague.pull().scopes
    assert admin.codes(admin.change(COLLEAGUE, {"roles/1": None}, kind="person")) == [None]
    assert colleague.pull({scope: 1}).gone == [scope]


def test_a_role_ends_with_its_last_day(hospital: Hospital) -> None:
    colleague, admin = hospital.phone(COLLEAGUE), hospital.phone(ADMIN)
    role = {"role": "head", "at": PHARMACY, "from": "2026-01-01", "to": "2026-11-21"}
    assert admin.codes(admin.change(COLLEAGUE, {"roles/1": role}, kind="person")) == [None]
    scope = f"unit/{uuid_text(PHARMACY)}/evaluations/2026Q4"
    assert colleague.pull({scope: 0}).gone == []
    assert colleague.pull({scope: 0}, now_ms=NOW_MS + 86_400_000).gone == [scope]
    with hospital.store.transaction() as txn:
        write_what_is_due(txn, NOW_MS + 86_400_000)
        assert txn.news.rights_changed == {COLLEAGUE}


@pytest.mark.parametrize(
    "moves", [(NEIGHBOUR, INSTITUTION), (NEIGHBOUR, INSTITUTION, NEIGHBOUR), (INSTITUTION, NEIGHBOUR)]
)
def test_a_document_that_comes_and_goes_in_one_transaction(hospital: Hospital, moves: tuple[bytes, ...]) -> None:
    acts = [ServerAct(PHARMACY, "unit", {"institution": place, "order": len(place)}) for place in moves]
    fresh = server_id(950)
    made = [ServerAct(fresh, "unit", {"institution": place, "name": "新科室"}) for place in moves]
    hospital.write(*acts, *made)
    with hospital.store.transaction() as txn:
        recount(txn, "2026-11-21")
    hospital.write(*acts)
    last = moves[-1]
    with hospital.store.reading() as txn:
        for doc in (PHARMACY, fresh):
            assert scopes_of_document(txn, doc) == {f"{each}/{uuid_text(last)}" for each in ("institution", "external")}


def test_who_signs_in_after_a_poll_has_closed_casts_no_ballot_from_before(hospital: Hospital) -> None:
    poll, closes_at = server_id(960), NOW_MS - 500_000
    plan = {"institution": INSTITUTION, "title": "通过计划", "type": "approval", "mode": "confidential"}
    hospital.write(
        ServerAct(poll, "poll", {**plan, "closes_at": closes_at, "opened": True}), now_ms=closes_at - 300_000
    )
    ballot = {"poll": poll, "voter": NURSE, "answers/-": 1, "cast": True}
    doc = natural_id(f"poll_ballot/{uuid_text(poll)}/{uuid_text(NURSE)}")
    held, fresh = hospital.phone(NURSE, closes_at - 1), hospital.phone(NURSE, closes_at + 1)
    early = [phone.stamp(closes_at - 100_000) for phone in (fresh, held)]
    assert fresh.codes(fresh.change(doc, ballot, kind="poll_ballot", stamp=early[0])) == ["closed"]
    assert held.codes(held.change(doc, ballot, kind="poll_ballot", stamp=early[1])) == [None]
