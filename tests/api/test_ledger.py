"""Small questions to the ledger: pictures that a document names, the server's now, the log, the refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.ledger import LogChanged, log_of, names_blob, now_of, same_log, scopes_of_document
from api.quarantine import listed
from api.roster_cache import roster_of
from models.document import uuid_text
from tests.api.hospital import COLLEAGUE, HEAD, LOG, NOW_MS, NURSE, PHARMACY, Hospital, hospital_at

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
