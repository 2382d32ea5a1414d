"""A client written from the protocol pulls: state at every cursor, digests that agree, nothing that isn't its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
import websockets

from tests.acceptance.answers import required_answers
from tests.acceptance.phone import MSGPACK, Phone, Store, pack, unpack
from tests.demonstration import Hospital

SignIn = Callable[..., Phone]
Daily = tuple[str, dict[str, Any]]


def test_every_limit_adds_up_to_the_same_state(nurse: Phone) -> None:
    whole = Store().follow(nurse)
    assert whole.of_kind("self_evaluation")
    small = Store().follow(nurse, limit=7)
    # What the server wrote between the two (keys of ballots, when it has just begun) is there after another round.
    if small.registers != whole.registers:
        whole.follow(nurse)
        small.follow(nurse, limit=7)
    assert small.registers == whole.registers
    assert list(nurse.pull()["scopes"]) == sorted(nurse.pull()["scopes"])


def test_nothing_new_is_an_empty_answer(nurse: Phone) -> None:
    store = Store().follow(nurse)
    answer = nurse.pull(store.cursors)
    assert (answer["scopes"], answer["gone"], answer["log"]) == ({}, [], nurse.log)


def test_only_writes_that_stand_are_sent(nurse: Phone, daily: Daily, day: str) -> None:
    doc = nurse.evaluation(daily[0], day)
    nurse.push(
        nurse.change(doc, "self_evaluation", [*nurse.opening(daily[0], day), ["note", "一"]]),
        *[nurse.change(doc, "self_evaluation", [["note", f"第{number}稿"]]) for number in range(20)],
    )
    mine = [
        entry[3]
        for scope in nurse.pull()["scopes"].values()
        for entry in scope["entries"]
        if entry[1] is not None and entry[3][1] == doc
    ]
    assert [len(change[3]) for change in mine] == [3, 1]
    assert mine[1][3] == [["note", "第19稿"]]


def test_a_colleague_sees_no_draft_and_the_head_sees_what_was_submitted(
    hospital: Hospital, sign_in: SignIn, nurse: Phone, daily: Daily, day: str
) -> None:
    form, items = daily
    heads = [account for account in hospital.accounts if account["role"] == "head"]
    head = sign_in(next((one for one in heads if one["unit"] == hospital.nurse["unit"]), heads[0]))
    others = [a for a in hospital.accounts if a["role"] == "staff" and a["person"] != hospital.nurse["person"]]
    colleague = sign_in(others[0])
    doc = nurse.evaluation(form, day)
    nurse.push(nurse.change(doc, "self_evaluation", [*nurse.opening(form, day), *required_answers(items)]))
    seen_by_head, seen_by_colleague = Store().follow(head), Store().follow(colleague)
    assert not seen_by_head.document(doc)
    nurse.push(nurse.change(doc, "self_evaluation", [["submitted", True]]))
    assert seen_by_head.follow(head).document(doc)["submitted"] is True
    assert not seen_by_colleague.follow(colleague).document(doc)


def test_scopes_that_are_not_mine_are_named_gone(nurse: Phone) -> None:
    answer = nurse.pull({"unit/00000000-0000-7000-8000-000000000000/evaluations": 5, "no-such-scope": 0})
    assert answer["gone"] == ["no-such-scope", "unit/00000000-0000-7000-8000-000000000000/evaluations"]


def test_two_institutions_share_nobody(hospital: Hospital, sign_in: SignIn) -> None:
    people: dict[str, set[bytes]] = {}
    for account in hospital.accounts:
        store = Store().follow(sign_in(account)) if account["role"] == "admin" else None
        if store is not None:
            people[account["person"]] = set(store.of_kind("person")) | set(store.of_kind("self_evaluation"))
    assert len(people) >= 2
    first, second, *_ = people.values()
    assert not first & second


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"cursors": {"a": -1}}, "cursor_invalid"),
        ({"cursors": {"a": "NaN"}}, "cursor_invalid"),
        ({"cursors": {}, "limit": 0}, "limit_invalid"),
        ({"cursors": {}, "limit": 5001}, "limit_invalid"),
        ({"cursors": {}, "limit": "abc"}, "limit_invalid"),
    ],
)
def test_nonsense_numbers_are_named(nurse: Phone, body: dict[str, Any], code: str) -> None:
    answer = nurse.http.post(
        "/api/sync/pull", content=pack({"log": nurse.log, **body}), headers={"Content-Type": MSGPACK}
    )
    assert (answer.status_code, answer.json()["code"]) == (400, code)


async def test_the_socket_brings_what_was_pushed(
    hospital: Hospital, sign_in: SignIn, nurse: Phone, daily: Daily, day: str
) -> None:
    computer = sign_in(hospital.nurse, "ward PC")
    store = Store().follow(computer)
    url = hospital.base_url.replace("http", "ws") + "/api/sync/live"
    cookie = "; ".join(f"{name}={value}" for name, value in computer.http.cookies.items())
    doc = nurse.evaluation(daily[0], day)
    async with websockets.connect(
        url, origin=websockets.Origin(hospital.base_url), additional_headers={"Cookie": cookie}
    ) as live:
        await live.send(pack({"log": computer.log, "cursors": store.cursors}))
        change = nurse.change(doc, "self_evaluation", nurse.opening(daily[0], day))
        assert await asyncio.to_thread(nurse.codes, change) == [None]
        async with asyncio.timeout(5):
            frame = await live.recv()
        assert isinstance(frame, bytes)
        store.take(unpack(frame))
    assert store.document(doc)["day"] == day


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Cookie": "mingcha=nonsense"}])
async def test_the_socket_is_refused_before_the_upgrade(
    hospital: Hospital, nurse: Phone, headers: dict[str, str]
) -> None:
    cookie = "; ".join(f"{name}={value}" for name, value in nurse.http.cookies.items())
    whole = {"Origin": hospital.base_url, "Cookie": cookie, **headers}
    origin = websockets.Origin(whole.pop("Origin"))
    with pytest.raises(websockets.InvalidStatus) as refused:
        await websockets.connect(
            hospital.base_url.replace("http", "ws") + "/api/sync/live", origin=origin, additional_headers=whole
        )
    assert refused.value.response.status_code == (403 if "Origin" in headers else 401)


async def test_a_socket_that_speaks_text_is_closed(hospital: Hospital, nurse: Phone) -> None:
    cookie = "; ".join(f"{name}={value}" for name, value in nurse.http.cookies.items())
    async with websockets.connect(
        hospital.base_url.replace("http", "ws") + "/api/sync/live",
        origin=websockets.Origin(hospital.base_url),
        additional_headers={"Cookie": cookie},
    ) as live:
        await live.send("hello")
        with pytest.raises(websockets.ConnectionClosed) as closed:
            async with asyncio.timeout(5):
                await live.recv()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1007
