"""A month closed in a real database: its results equal a recount from nothing but the log (I7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from models.calendar import is_weekend
from models.document import natural_id, uuid_text
from models.result_period import days_of
from sync.change import decode_change, decode_value
from tests.api.hospital import ADMIN, INSTITUTION, NURSE, PEOPLE, Hospital, Phone, fetch, hospital_at
from tests.api.recount import recount, registers

MONTH = "2026-10"
CLOSE = natural_id(f"month_close/{uuid_text(INSTITUTION)}/{MONTH}")
DAYS = [day for day in days_of(MONTH) if not is_weekend(day)]


@pytest.fixture
def hospital(database_url: str) -> Iterator[Hospital]:
    with hospital_at(database_url) as made:
        yield made


def close(phone: Phone, **step: str) -> None:
    writes: dict[str, Any] = {path.replace("_", "/"): reason for path, reason in step.items()}
    if "closings_1" in step:
        writes |= {"institution": INSTITUTION, "period": MONTH}
    assert phone.codes(phone.change(CLOSE, writes, kind="month_close")) == [None]


def from_the_log(hospital: Hospital) -> dict[bytes, set[str]]:
    """Who submitted which days, read from the stored changes alone."""
    standing: dict[tuple[bytes, str], tuple[bytes, Any]] = {}
    for (body,) in fetch(hospital, "select body from changes"):
        stamp, doc, kind, writes = msgspec.msgpack.decode(body)
        for path, value in writes if kind == "self_evaluation" else ():
            if (doc, path) not in standing or standing[doc, path][0] < stamp:
                standing[doc, path] = (stamp, value)
    found: dict[bytes, set[str]] = defaultdict(set)
    for doc in {doc for doc, path in standing if path == "submitted"}:
        found[standing[doc, "person"][1]].add(standing[doc, "day"][1])
    return found


def stored(hospital: Hospital) -> dict[bytes, dict[str, Any]]:
    """The results of the month by subject, read register by register."""
    subjects = dict(fetch(hospital, "select id, subject from documents where group_key = ?", CLOSE))
    found: dict[bytes, dict[str, Any]] = defaultdict(dict)
    with hospital.store.transaction() as txn:
        for (doc, path), (_, value) in registers(txn).items():
            if doc in subjects:
                found[subjects[doc]][path] = value
    return found


def days_told(hospital: Hospital) -> dict[bytes, tuple[int, int]]:
    return {
        subject: (each["hits"], each["n"])
        for subject, result in stored(hospital).items()
        if result["subject_kind"] == "person"
        for each in result["components"]
        if each["id"] == "days"
    }


def test_a_months_results_equal_a_recount_from_the_log(hospital: Hospital) -> None:
    phones = [hospital.phone(person) for person in PEOPLE[:4]]
    for number, phone in enumerate(phones):
        for day in DAYS[number : 3 + 4 * number]:
            phone.submitted(day)
    admin = hospital.phone(ADMIN)
    close(admin, closings_1="")
    for step in ("", "corrections_1"):
        if step:
            late = phones[0].submitted(DAYS[-1])
            assert late
            assert stored(hospital)[NURSE]["late"] == 1
            close(admin, corrections_1="补交一天")
        log = from_the_log(hospital)
        assert days_told(hospital) == {person: (len(log[person] & set(DAYS)), len(DAYS)) for person in PEOPLE[:5]}
    assert stored(hospital)[NURSE]["revision"] == 2
    with hospital.store.transaction() as txn:
        recount(txn, "2026-11-21")


def test_her_phone_is_told_her_result_and_nobody_elses(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    nurse.submitted(DAYS[0])
    close(hospital.phone(ADMIN), closings_1="")
    changes = [
        decode_change(entry.content)
        for scope in nurse.pull().scopes.values()
        for entry in scope.entries
        if entry.author is not None
    ]
    results = [
        {path: decode_value(raw) for path, raw in change.writes} for change in changes if change.kind == "period_result"
    ]
    assert {each["subject"] for each in results} == {NURSE}
    assert {each["period"] for each in results} == {MONTH, "2026Q4", "2026"}
    assert next(each["value"] for each in results[0]["components"] if each["id"] == "self/服务") == "75.00"
