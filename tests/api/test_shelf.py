"""Documents in memory: what is kept is never taken for what is, and what was put away never for what isn't."""

from __future__ import annotations

import pytest

from api import shelf
from api.database import Txn
from api.intake import take
from api.shelf import shelf_of
from sync.messages import encode_push
from tests.api.hospital import COLLEAGUE, LOG, NOW_MS, NURSE, Hospital, Phone


def _codes(txn: Txn, phone: Phone, *changes: bytes) -> list[str | None]:
    results = take(txn, phone, encode_push(LOG, list(changes)), NOW_MS, "en").results
    return [None if result is None else result["code"] for result in results]


def test_documents_that_were_put_away_are_found_again_in_the_same_transaction(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "DOCUMENTS_KEPT", 2)
    nurse = hospital.phone(NURSE)
    days = [f"2026-11-{day:02}" for day in range(1, 11)]
    with hospital.store.transaction() as txn:
        for day in days:
            assert _codes(txn, nurse, nurse.change(nurse.evaluation(day), nurse.opening(day))) == [None]
        for day in days:
            assert _codes(txn, nurse, nurse.change(nurse.evaluation(day), {"note": day})) == [None]


def test_what_one_may_not_read_is_read_for_the_next_who_may(hospital: Hospital) -> None:
    nurse, colleague = hospital.phone(NURSE), hospital.phone(COLLEAGUE)
    doc = nurse.evaluation()
    assert nurse.codes(nurse.change(doc, nurse.opening())) == [None]
    with hospital.store.transaction() as txn:
        txn.memory.clear()
        assert _codes(txn, colleague, colleague.change(doc, {"note": "x"})) == ["not_found"]
        assert _codes(txn, nurse, nurse.change(doc, {"note": "y"})) == [None]


def test_content_that_one_may_not_read_is_not_even_fetched(hospital: Hospital, monkeypatch: pytest.MonkeyPatch) -> None:
    nurse, colleague = hospital.phone(NURSE), hospital.phone(COLLEAGUE)
    present, absent = nurse.evaluation(), nurse.evaluation("2026-11-19")
    assert nurse.codes(nurse.change(present, nurse.opening())) == [None]
    asked: dict[bytes, list[str]] = {present: [], absent: []}
    for warm in (False, True):
        for doc, statements in asked.items():
            with hospital.store.transaction() as txn:
                if not warm:
                    txn.memory.clear()
                elif doc == present:
                    shelf_of(txn).get(doc)
                change = colleague.change(doc, {"note": "x"})
                with monkeypatch.context() as patch:
                    _listen(patch, txn, statements)
                    assert _codes(txn, colleague, change) == ["not_found"]
        assert asked[present] == asked[absent]


def _listen(patch: pytest.MonkeyPatch, txn: Txn, statements: list[str]) -> None:
    """Notes every query of a transaction."""
    fetch = txn.fetch

    def noted(sql: str, args: list[object] | tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        statements.append(sql)
        return fetch(sql, args)

    patch.setattr(txn, "fetch", noted)
