"""Small questions to the ledger: pictures that a document names, the server's now, the log, the refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.ledger import LogChanged, log_of, names_blob, now_of, same_log, scopes_of_document
from api.quarantine import listed
from api.roster_cache import roster_of
from models.document import ServerAct, natural_id, uuid_text
from tests.api.hospital import (
    ADMIN,
    COLLEAGUE,
    HEAD,
    INSTITUTION,
    LOG,
    NEIGHBOUR,
    NOW_MS,
    NURSE,
    PHARMACY,
    STRANGER,
    Hospital,
    hospital_at,
    server_id,
)

SHA = "ab" * 32
OTHER = "cd" * 32


@pytest.fixture
def hospital(database_url: str) -> Iterator[Hospital]:
    with hospital_at(database_url) as made:
        yield made


def test_a_picture_is_named_by_the_registers_that_stand(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    doc, elsewhere = nurse.evaluation(), nurse.evaluation("2026-11-19")
    picture = {"blob": SHA, "type": "image/jpeg", "bytes": 1000, "width": 10, "height": 10}
    assert nurse.codes(
        nurse.change(doc, {**nurse.opening(), "answers/photo": picture, "note": OTHER}),
        nurse.change(elsewhere, nurse.opening("2026-11-19")),
    ) == [None, None]
    with hospital.store.reading() as txn:
        assert names_blob(txn, doc, SHA)
        assert not names_blob(txn, elsewhere, SHA)
        assert not names_blob(txn, doc, OTHER), "text that reads like a hash names no picture"
        assert not names_blob(txn, bytes(16), SHA)
    assert nurse.codes(nurse.change(doc, {"answers/photo": None})) == [None]
    with hospital.store.reading() as txn:
        assert not names_blob(txn, doc, SHA)


def test_now_is_the_later_of_the_clock_and_what_was_received(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    with hospital.store.reading() as txn:
        assert now_of(txn, NOW_MS) == NOW_MS
    nurse.push(nurse.change(nurse.evaluation(), {"note": "refused, but received"}), now_ms=NOW_MS + 7)
    hospital.store.close()
    with hospital.store.reading() as txn:
        assert now_of(txn, 0) == NOW_MS + 7


def test_the_log_is_told_from_another(hospital: Hospital) -> None:
    with hospital.store.reading() as txn:
        assert log_of(txn) == same_log(txn, LOG) == same_log(txn, None) == LOG
        with pytest.raises(LogChanged):
            same_log(txn, bytes(16))


def test_the_scopes_of_a_document_are_kept_with_it(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    own = f"person/{uuid_text(NURSE)}/2026Q4"
    doc = nurse.evaluation()
    with hospital.store.reading() as txn:
        assert scopes_of_document(txn, doc) == frozenset()
    nurse.submitted()
    with hospital.store.reading() as txn:
        assert scopes_of_document(txn, doc) > {own, f"unit/{uuid_text(PHARMACY)}/evaluations/2026Q4"}


def test_the_refused_are_listed_for_their_author_and_for_who_holds_the_document(hospital: Hospital) -> None:
    nurse, head, colleague = (hospital.phone(who) for who in (NURSE, HEAD, COLLEAGUE))
    doc = nurse.submitted()
    assert head.codes(head.change(doc, {"note": "上级改一改"})) == ["forbidden"]
    assert colleague.codes(colleague.change(doc, {"note": "x"})) == ["not_found"]
    with hospital.store.reading() as txn:
        roster = roster_of(txn, NOW_MS)

        def authors(reader: bytes, of: bytes | None = None) -> list[str]:
            return sorted(each.author for each in listed(txn, reader, roster, "en", of))

        assert authors(HEAD) == [HEAD.hex()]
        assert authors(NURSE) == []
        assert authors(NURSE, doc) == sorted([HEAD.hex(), COLLEAGUE.hex()])
        assert authors(COLLEAGUE, doc) == [COLLEAGUE.hex()]


def test_of_what_the_institution_reads_the_refused_are_for_its_administrators(hospital: Hospital) -> None:
    round, form = server_id(50), natural_id("form/daily@1")
    supervisor = {"roles/1": {"role": "supervisor", "at": INSTITUTION, "from": "2020-01-01", "to": None}}
    neighbour = {"roles/1": {"role": "admin", "at": NEIGHBOUR, "from": "2020-01-01", "to": None}}
    hospital.write(
        ServerAct(round, "peer_round", {"institution": INSTITUTION, "title": "互评"}),
        ServerAct(HEAD, "person", {**supervisor, "roles/2": None}),
        ServerAct(STRANGER, "person", neighbour),
    )
    tried = {NURSE: "person", INSTITUTION: "institution", PHARMACY: "unit", round: "peer_round", form: "form"}
    for author in (COLLEAGUE, STRANGER):
        phone = hospital.phone(author)
        writes = {"person": "name", "institution": "name", "unit": "name"}
        codes = phone.codes(*(phone.change(doc, {writes.get(k, "title"): "改"}, kind=k) for doc, k in tried.items()))
        assert set(codes) <= {"forbidden", "not_found"}
    with hospital.store.reading() as txn:
        roster = roster_of(txn, NOW_MS)

        def seen(reader: bytes) -> dict[str, set[bytes]]:
            told = {kind: listed(txn, reader, roster, "en", doc) for doc, kind in tried.items()}
            return {kind: {bytes.fromhex(each.author) for each in of_it} for kind, of_it in told.items()}

        everybody, nobody, own, theirs = {COLLEAGUE, STRANGER}, set[bytes](), {COLLEAGUE}, {STRANGER}
        assert seen(NURSE) == dict.fromkeys(tried.values(), nobody)
        assert seen(COLLEAGUE) == dict.fromkeys(tried.values(), own)
        assert seen(STRANGER) == dict.fromkeys(tried.values(), theirs)
        assert seen(ADMIN) == {**dict.fromkeys(tried.values(), everybody), "form": nobody}
        assert seen(HEAD) == {**dict.fromkeys(tried.values(), nobody), "peer_round": everybody}


def test_an_institutions_own_form_is_overseen_by_its_administrators(hospital: Hospital) -> None:
    admin, head = hospital.phone(ADMIN), hospital.phone(HEAD)
    form = natural_id("form/own@1")
    made = {"name": "own@1", "title": "本院表", "items/a": {"type": "yes_no", "label": "好吗"}}
    assert admin.codes(admin.change(form, made, kind="form")) == [None]
    assert head.codes(head.change(form, {"title": "改名"}, kind="form")) == ["forbidden"]
    with hospital.store.reading() as txn:
        roster = roster_of(txn, NOW_MS)
        assert [each.author for each in listed(txn, ADMIN, roster, "en", form)] == [HEAD.hex()]
        assert listed(txn, NURSE, roster, "en", form) == []
