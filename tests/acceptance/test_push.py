"""A client written from the protocol pushes: stored once, judged once, refused for the reason that the page names."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from tests.acceptance.answers import first_of, required_answers
from tests.acceptance.phone import MSGPACK, Phone, Store, make_stamp, natural_id, pack, unpack
from tests.demonstration import Hospital

SignIn = Callable[..., Phone]
Daily = tuple[str, dict[str, Any]]


def test_a_change_is_stored_once_however_often_it_is_sent(nurse: Phone, daily: Daily, day: str) -> None:
    doc = nurse.evaluation(daily[0], day)
    change = nurse.change(doc, "self_evaluation", nurse.opening(daily[0], day))
    assert nurse.codes(change) == [None]
    assert nurse.codes(change, change) == [None, None]
    store = Store().follow(nurse)
    entries = [
        entry
        for scope in nurse.pull()["scopes"].values()
        for entry in scope["entries"]
        if entry[1] is not None and entry[3][1] == doc
    ]
    assert len(entries) == 1
    assert store.document(doc)["day"] == day


def test_the_same_push_on_two_connections_at_once_is_stored_once(nurse: Phone, daily: Daily, day: str) -> None:
    doc = nurse.evaluation(daily[0], day)
    changes = [
        nurse.change(doc, "self_evaluation", nurse.opening(daily[0], day)),
        nurse.change(doc, "self_evaluation", [["note", "一"]]),
    ]
    body = pack({"log": nurse.log, "changes": changes})
    answers: list[Any] = []
    threads = [threading.Thread(target=lambda: answers.append(nurse.push_raw(body))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [unpack(answer.content)["results"] for answer in answers] == [[None, None]] * 2


def test_a_refused_change_holds_up_nothing_and_is_answered_alike_for_ever(nurse: Phone, daily: Daily, day: str) -> None:
    doc = nurse.evaluation(daily[0], day)
    opening = nurse.change(doc, "self_evaluation", nurse.opening(daily[0], day))
    wrong = nurse.change(doc, "self_evaluation", [["submitted", False]])
    after = nurse.change(doc, "self_evaluation", [["note", "之后的还在"]])
    first = nurse.push(opening, wrong, after)
    assert [result and result["code"] for result in first] == [None, "invalid", None]
    assert first[1]["path"] == "submitted"
    assert set(first[1]) == {"code", "message", "path"}
    assert nurse.push(wrong) == [first[1]]
    english = nurse.push(wrong, **{"Accept-Language": "en"})[0]
    assert english["code"] == "invalid"
    assert english["message"] != first[1]["message"]
    assert Store().follow(nurse).document(doc)["note"] == "之后的还在"


def test_the_codes_of_the_clock_and_of_the_replica(nurse: Phone, daily: Daily, day: str) -> None:
    doc = nurse.evaluation(daily[0], day)
    opening = nurse.opening(daily[0], day)
    ahead = nurse.change(doc, "self_evaluation", opening, make_stamp(nurse.now() + 120_000, 0, nurse.replica))
    foreign = nurse.change(doc, "self_evaluation", opening, make_stamp(nurse.now(), 0, nurse.replica ^ 1))
    good = nurse.change(doc, "self_evaluation", opening)
    assert nurse.codes(ahead, foreign, good) == ["clock_ahead", "replica", None]
    old = nurse.change(doc, "self_evaluation", [["note", "x"]], make_stamp(nurse.now() - 5_000, 0, nurse.replica))
    reused = nurse.change(doc, "self_evaluation", [["note", "y"]], good[0])
    assert nurse.codes(old, reused) == ["stamp_order", "stamp_reused"]


def test_ten_years_ago_is_never_refused(hospital: Hospital, sign_in: SignIn, daily: Daily, day: str) -> None:
    phone = sign_in(hospital.nurse)
    doc = phone.evaluation(daily[0], day)
    old = make_stamp(phone.now() - 10 * 365 * 86_400_000, 0, phone.replica)
    assert phone.codes(phone.change(doc, "self_evaluation", phone.opening(daily[0], day), old)) == [None]


def test_unknown_kinds_paths_and_versions(nurse: Phone, daily: Daily, day: str) -> None:
    name = daily[0].split("@")[0]
    doc = nurse.evaluation(daily[0], day)
    opening = nurse.opening(daily[0], day)
    codes = nurse.codes(
        nurse.change(doc, "horoscope", [["a", 1]]),
        nurse.change(doc, "self_evaluation", [*opening, ["stars", 5]]),
        nurse.change(doc, "self_evaluation", [opening[0], ["form", f"{name}@999"], opening[2]]),
        nurse.change(doc, "self_evaluation", opening),
    )
    assert codes == ["unknown_kind", "outdated", "outdated", None]


def test_ids_are_made_as_the_page_says(nurse: Phone, daily: Daily, day: str) -> None:
    wrong_day = nurse.evaluation(daily[0], "2025-12-31")
    random_id = bytes(range(16))
    opening = nurse.opening(daily[0], day)
    assert nurse.codes(
        nurse.change(wrong_day, "self_evaluation", opening), nurse.change(random_id, "self_evaluation", opening)
    ) == ["invalid", "invalid"]


def test_days_and_values_follow_the_form(nurse: Phone, daily: Daily, day: str) -> None:
    form, items = daily
    doc = nurse.evaluation(form, day)
    assert nurse.codes(nurse.change(doc, "self_evaluation", nurse.opening(form, day))) == [None]
    number = first_of(items, "rating", "score", "number")
    item = items[number]
    refused = nurse.push(
        nurse.change(doc, "self_evaluation", [[f"answers/{number}", item["max"] + 1]]),
        nurse.change(doc, "self_evaluation", [[f"answers/{number}", True]]),
        nurse.change(doc, "self_evaluation", [["answers/nosuchitem", 1]]),
        nurse.change(doc, "self_evaluation", [["note", "字" * 2001]]),
        nurse.change(doc, "self_evaluation", [["submitted", True]]),
    )
    assert [result["code"] for result in refused] == ["invalid"] * 5
    assert refused[0]["path"] == f"answers/{number}"
    assert nurse.codes(nurse.change(doc, "self_evaluation", [["note", "字" * 2000]])) == [None]
    future = "2999-01-01"
    assert nurse.codes(
        nurse.change(nurse.evaluation(form, future), "self_evaluation", nurse.opening(form, future))
    ) == ["invalid"]


def test_what_is_written_once_stays(nurse: Phone, daily: Daily, day: str) -> None:
    doc = nurse.evaluation(daily[0], day)
    assert nurse.codes(
        nurse.change(doc, "self_evaluation", nurse.opening(daily[0], day)),
        nurse.change(doc, "self_evaluation", [["day", day]]),
        nurse.change(doc, "self_evaluation", [["day", "2025-12-30"]]),
    ) == [None, None, "immutable"]
    assert nurse.codes(nurse.change(doc, "self_evaluation", [["day", "2025-12-30"]])) == ["immutable"]


def test_submitting_closes_and_late_answers_of_a_second_device_are_taken(
    hospital: Hospital, sign_in: SignIn, nurse: Phone, daily: Daily, day: str
) -> None:
    form, items = daily
    computer = sign_in(hospital.nurse, "ward PC")
    doc = nurse.evaluation(form, day)
    early = computer.stamp(computer.now() - 5_000)
    submit = [*nurse.opening(form, day), *required_answers(items), ["submitted", True]]
    assert nurse.codes(nurse.change(doc, "self_evaluation", submit)) == [None]
    assert nurse.codes(nurse.change(doc, "self_evaluation", [["note", "太晚了"]])) == ["closed"]
    taken = computer.codes(
        computer.change(doc, "self_evaluation", [["note", "交之前写的"]], early),
        computer.change(doc, "self_evaluation", [["submitted", True]]),
    )
    assert taken == [None, None]
    assert Store().follow(nurse).document(doc)["note"] == "交之前写的"


def test_who_may_not_know_gets_not_found_and_who_may_only_read_gets_forbidden(
    hospital: Hospital, sign_in: SignIn, nurse: Phone, daily: Daily, day: str
) -> None:
    form, items = daily
    head = sign_in(_head_of(hospital))
    doc = nurse.evaluation(form, day)
    assert nurse.codes(nurse.change(doc, "self_evaluation", nurse.opening(form, day))) == [None]
    note = [["note", "上级改一改"]]
    nowhere = head.push(
        head.change(doc, "self_evaluation", note),
        head.change(natural_id("self_evaluation/nobody"), "self_evaluation", note),
        head.change(doc, "self_evaluation", [*nurse.opening(form, day), *note]),
    )
    assert [result["code"] for result in nowhere] == ["not_found"] * 3
    assert nowhere[0] == nowhere[1] == nowhere[2]
    assert nurse.codes(nurse.change(doc, "self_evaluation", [*required_answers(items), ["submitted", True]])) == [None]
    assert head.codes(head.change(doc, "self_evaluation", note)) == ["forbidden"]
    assert Store().follow(head).document(doc)["submitted"] is True


def _head_of(hospital: Hospital) -> dict[str, Any]:
    unit = hospital.nurse["unit"]
    heads = [account for account in hospital.accounts if account["role"] == "head"]
    return next((account for account in heads if account["unit"] == unit), heads[0])


def test_malformed_changes_leave_no_memory(nurse: Phone, daily: Daily, day: str) -> None:
    doc = nurse.evaluation(daily[0], day)
    stamp = nurse.stamp()
    broken_ones: list[list[Any]] = [
        [stamp, doc, "self_evaluation", []],
        [stamp, doc, "self_evaluation", [["note", "a"], ["note", "b"]]],
        [stamp, doc, "self_evaluation", [["bad path", 1]]],
        [stamp, doc, "self_evaluation", [["note", float("nan")]]],
        [stamp, doc, "self_evaluation", [["note", 2**53 + 1]]],
        [stamp, doc[:8], "self_evaluation", [["note", "a"]]],
        [stamp, doc, "self_evaluation", [["note", "长" * 6000]]],
        [stamp, doc, "self_evaluation", [["note", "a"]], "extra"],
    ]
    for broken in broken_ones:
        assert nurse.codes(broken) == ["malformed"], broken
    assert nurse.codes(nurse.change(doc, "self_evaluation", nurse.opening(daily[0], day), stamp)) == [None]


def test_a_push_against_another_log_is_a_conflict(nurse: Phone) -> None:
    answer = nurse.push_raw(pack({"log": bytes(16), "changes": []}))
    assert answer.status_code == 409
    assert answer.json()["code"] == "log_changed"


def test_bodies_cut_at_every_byte_change_nothing(nurse: Phone, daily: Daily, day: str) -> None:
    doc = nurse.evaluation(daily[0], day)
    change = nurse.change(doc, "self_evaluation", nurse.opening(daily[0], day))
    body = pack({"log": nurse.log, "changes": [change]})
    for cut in range(len(body)):
        answer = nurse.push_raw(body[:cut])
        assert answer.status_code == 400, cut
        assert answer.headers["content-type"].startswith("application/problem+json")
    assert not Store().follow(nurse).document(doc)
    assert nurse.codes(change) == [None]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "application/json"}, 415),
        ({"Content-Type": MSGPACK, "Origin": "https://evil.example"}, 403),
        ({"Content-Type": MSGPACK, "X-Mingcha": ""}, 403),
        ({"Content-Type": MSGPACK, "Content-Encoding": "gzip"}, 415),
        ({"Content-Type": MSGPACK, "Cookie": "mingcha=nonsense"}, 401),
    ],
)
def test_the_common_rules_of_http_stand_before_a_push(nurse: Phone, headers: dict[str, str], status: int) -> None:
    answer = nurse.http.post("/api/sync/push", content=pack({"log": nurse.log, "changes": []}), headers=headers)
    assert answer.status_code == status
    assert answer.json()["code"]
