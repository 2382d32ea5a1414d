"""Push, pull, kinds and the quarantine over HTTP: statuses, problem codes, and bytes that nobody should send."""

from __future__ import annotations

import asyncio
import gzip
import threading
from typing import Any

import httpx
import msgspec
import pytest

from api.database import Txn
from models.calendar import day_start_ms, local_day
from models.document import uuid_text
from models.month_close import close_id
from sync.answers import PullAnswer, decode_pull_answer
from sync.change import decode_change, decode_value, encode_change
from sync.messages import PUSH_BYTES_MAX, Pull, encode_pull, encode_push
from sync.stamp import make
from tests.api.door import Door, Somebody

MSGPACK = {"Content-Type": "application/x-msgpack"}
pack = msgspec.msgpack.encode


class Desk:
    """An administrator at a computer, who makes units."""

    def __init__(self, door: Door, who: Somebody, signed_in: dict[str, Any]) -> None:
        self.door = door
        self.person = who.person
        self.replica = int(signed_in["replica"])
        self.log = bytes.fromhex(signed_in["log"])
        self.ms = door.clock()
        self.institution = bytes(16)

    def stamp(self) -> bytes:
        self.ms += 1
        return make(self.ms - 100_000, 0, self.replica)

    def unit(self, name: str = "检验科") -> bytes:
        writes = [("institution", self.institution), ("name", name), ("type", "department")]
        return encode_change(self.stamp(), self.stamp(), "unit", writes)

    async def push(self, body: bytes, **headers: str) -> httpx.Response:
        return await self.door.client.post("/api/sync/push", content=body, headers={**MSGPACK, **headers})

    async def codes(self, *changes: bytes, **headers: str) -> list[Any]:
        answer = await self.push(encode_push(self.log, list(changes)), **headers)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/x-msgpack"
        return [result and result["code"] for result in msgspec.msgpack.decode(answer.content)["results"]]

    async def pull_raw(self, body: bytes, **headers: str) -> httpx.Response:
        return await self.door.client.post("/api/sync/pull", content=body, headers={**MSGPACK, **headers})

    async def pull(self, **fields: Any) -> PullAnswer:
        asked: dict[str, Any] = {"log": self.log, "cursors": {}, **fields}
        answer = await self.pull_raw(encode_pull(Pull(**asked)))
        assert answer.status_code == 200, answer.text
        return decode_pull_answer(answer.content)

    async def standing(self, doc: bytes, path: str) -> list[tuple[str, Any]]:
        """What stands at a path of a document, as it is pulled."""
        entries = [entry for scope in (await self.pull()).scopes.values() for entry in scope.entries]
        changes = sorted((decode_change(each.content) for each in entries if each.author), key=lambda one: one.id)
        found = [
            (name, decode_value(raw))
            for each in changes
            if each.doc == doc
            for name, raw in each.writes
            if name == path
        ]
        return found[-1:]


def closed_month(now_ms: int) -> str:
    """The month before this one."""
    return local_day(day_start_ms(f"{local_day(now_ms)[:7]}-01") - 1)[:7]


@pytest.fixture
async def desk(door: Door) -> Desk:
    who = await door.admit("qianjin")
    signed_in = (await door.sign_in(who)).json()
    made = Desk(door, who, signed_in)
    entries = [entry for scope in (await made.pull()).scopes.values() for entry in scope.entries]
    institutions = [msgspec.msgpack.decode(entry.content) for entry in entries]
    made.institution = next(change[1] for change in institutions if change[2] == "institution")
    return made


def _problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


async def test_what_was_pushed_is_pulled(desk: Desk) -> None:
    change = desk.unit()
    assert await desk.codes(change, change, b"\xc0") == [None, None, "malformed"]
    scope = (await desk.pull()).scopes[f"institution/{uuid_text(desk.institution)}"]
    assert scope.entries[-1].content == change
    assert scope.entries[-1].author == desk.person


async def test_a_closing_is_answered_before_it_is_worked_out_and_other_pushes_are_taken_meanwhile(desk: Desk) -> None:
    """Nothing here is a matter of time: the closing's look at the database waits until the others are answered."""
    database, closer = desk.door.parts.database(), desk.door.parts.closer
    go_on, looked = threading.Event(), asyncio.Event()

    class Patient:
        """The doors to the data, of which the reading one opens when the test says so."""

        async def read(self, work: Any) -> Any:
            looked.set()
            await asyncio.to_thread(go_on.wait, 30)
            return await database.read(work)

        async def write(self, work: Any) -> Any:
            return await database.write(work)

    closer.doors = Patient
    month = closed_month(desk.door.clock())
    doc = close_id(desk.institution, month)
    opening = [("institution", desk.institution), ("period", month), ("closings/1", "")]
    assert await desk.codes(encode_change(desk.stamp(), doc, "month_close", opening)) == [None]
    await asyncio.wait_for(looked.wait(), 30)
    assert await desk.codes(desk.unit("病案室")) == [None]
    states = [value for _, value in await desk.standing(doc, "state")]
    assert states == ["closing"]
    go_on.set()
    await asyncio.wait_for(closer.idle(), 30)
    assert [value for _, value in await desk.standing(doc, "state")] == ["closed"]


async def test_messages_are_in_the_reader_s_language(desk: Desk) -> None:
    wrong = encode_change(desk.stamp(), desk.stamp(), "unit", [("institution", desk.institution)])
    body = encode_push(desk.log, [wrong])
    chinese, english = await desk.push(body), await desk.push(body, **{"Accept-Language": "en-GB"})
    told = [msgspec.msgpack.decode(answer.content)["results"][0] for answer in (chinese, english)]
    assert told[0]["code"] == told[1]["code"] == "invalid"
    assert told[1]["message"].isascii()
    assert not told[0]["message"].isascii()


async def test_the_same_push_on_many_connections_at_once_is_stored_once(desk: Desk) -> None:
    body = encode_push(desk.log, [desk.unit(str(number)) for number in range(10)])
    answers = await asyncio.gather(*[desk.push(body) for _ in range(8)])
    assert {answer.status_code for answer in answers} == {200}
    assert [msgspec.msgpack.decode(answer.content)["results"] for answer in answers] == [[None] * 10] * 8
    entries = (await desk.pull()).scopes[f"institution/{uuid_text(desk.institution)}"].entries
    assert len({entry.content for entry in entries}) == len(entries) == 12


BODIES: list[tuple[bytes, int]] = [
    (b"", 400),
    (b"\x91" * 5000 + b"\xc0", 400),
    (b"\x91" * 900 + b"\xc0", 400),
    (b"\xdd\xff\xff\xff\xff", 400),
    (b"\xdf\xff\xff\xff\xff", 400),
    (pack([{}] * 1000), 400),
    (pack({"log": bytes(16), "changes": 5}), 400),
    (pack({"log": bytes(16)}), 400),
    (pack({"log": bytes(5), "changes": []}), 400),
    (pack({"log": None, "changes": []}) + b"\xc0", 400),
    (b"\x82\xa7changes\x90\xa7changes\x90", 400),
    (b"\x81\xa7changes\xd4\x05\x00", 400),
    (b"\x81\xa7changes\xc1", 400),
    (b"\x81\xa2\xff\xfe\x90", 400),
    (pack({"log": None, "changes": [], "is_admin": True}), 400),
    (pack({"log": None, "changes": [b""] * 1001}), 413),
    (b"\x81\xa7changes\xdd\xff\xff\xff\xff", 413),
    (pack({"log": None, "changes": [bytes(PUSH_BYTES_MAX)]}), 413),
    (pack({"log": bytes(16), "changes": []}), 409),
]
"""Bodies that are no push, and the status that says so."""


async def test_bodies_that_make_no_push_are_refused_and_the_next_one_is_taken(
    desk: Desk,
) -> None:
    for body, status in BODIES:
        assert _problem(await desk.push(body))[0] == status, body[:40]
        assert await desk.codes(desk.unit()) == [None]


VALUES = (
    b"\xcb\x7f\xf8" + bytes(6),  # NaN
    b"\xcb\x7f\xf0" + bytes(6),  # infinity
    b"\xcf" + b"\xff" * 8,  # beyond 2^53
    b"\xa2\xff\xfe",  # no UTF-8
    b"\xa3\xed\xa0\x80",  # half a surrogate pair
    b"\xd4\x05\x00",  # extension types
    b"\xc7\x05\xff\x00\x00\x00\x00\x00",
    b"\x82\xa1v\x01\xa1v\x02",  # a key twice
    b"\x91" * 900 + b"\xc0",  # too deep
)


async def test_a_value_that_no_register_holds_spoils_its_own_change_at_most(desk: Desk) -> None:
    for value in VALUES:
        await _push_with(desk, value)


async def _push_with(desk: Desk, value: bytes) -> None:
    stamp, doc = desk.stamp(), desk.stamp()
    bad = b"\x94\xc4\x10" + stamp + b"\xc4\x10" + doc + b"\xa4unit\x91\x92\xa4name" + value
    body = b"\x82\xa3log\xc4\x10" + desk.log + b"\xa7changes\x92" + bad + desk.unit()
    answer = await desk.push(body)
    if answer.status_code == 400:
        assert _problem(answer)[0] == 400
    else:
        results = msgspec.msgpack.decode(answer.content)["results"]
        assert [result and result["code"] for result in results] == ["malformed", None]


NUMBERS: list[tuple[dict[str, Any], str]] = [
    ({"cursors": {"library": 999_999_999}}, "cursor_invalid"),
    ({"cursors": {"library": -1}}, "cursor_invalid"),
    ({"cursors": {"library": 1e9}}, "cursor_invalid"),
    ({"cursors": {"library": "NaN"}}, "cursor_invalid"),
    ({"cursors": {}, "limit": 0}, "limit_invalid"),
    ({"cursors": {}, "limit": -5}, "limit_invalid"),
    ({"cursors": {}, "limit": 1_000_000}, "limit_invalid"),
    ({"cursors": {}, "limit": "abc"}, "limit_invalid"),
]


async def test_numbers_that_make_no_sense_are_named(desk: Desk) -> None:
    for fields, code in NUMBERS:
        assert _problem(await desk.pull_raw(pack({"log": desk.log, **fields}))) == (400, code)


BROKEN: list[tuple[bytes, str, str]] = [
    (b"\x92\xa1a" + b"\x91" * 7 + b"\xc0", "a", "6"),
    (b"\x92\xa1a\xda\x40\x01" + b"x" * 16_385, "a", "16384"),
    (b"\x92\xa1a\xc4\x41" + bytes(65), "a", "64"),
    (b"\x92\xa1a\x82\xa3key\x01\xa3key\x02", "a", "key"),
    (b"\x92\xa1a\xcf\x00\x20\x00\x00\x00\x00\x00\x01", "a", ""),
    (b"\x92\xa1a\xca\x7f\x80\x00\x00", "a", ""),
]


async def test_what_breaks_a_limit_inside_a_change_names_the_limit_or_the_key_in_both_languages(desk: Desk) -> None:
    opening = b"\x94\xc4\x10" + desk.stamp() + b"\xc4\x10" + desk.stamp() + b"\xa4unit"
    twice = b"\x92\x92\xa4name\xa1a\x92\xa4name\xa1b"
    many = b"\xdc\x02\x01" + b"".join(b"\x92\xa4%04d\x01" % number for number in range(513))
    whole: list[tuple[bytes, str | None, str]] = [
        *((b"\x91" + write, path, word) for write, path, word in BROKEN),
        (twice, "name", "name"),
        (many, None, "512"),
        (b"\x91\x92\xa2//\x01", None, ""),
    ]
    changes = [opening + writes for writes, _, _ in whole]
    body = b"\x82\xa3log\xc4\x10" + desk.log + b"\xa7changes" + bytes([0x90 + len(changes)]) + b"".join(changes)
    for language, bare in (("zh-CN", "数据损坏"), ("en", "damaged")):
        answer = await desk.push(body, **{"accept-language": language})
        results = msgspec.msgpack.decode(answer.content)["results"]
        assert [result["code"] for result in results] == ["malformed"] * len(whole)
        assert [result["path"] for result in results] == [path for _, path, _ in whole]
        for result, (_, _, word) in zip(results, whole, strict=True):
            assert word in result["message"]
            assert bare not in result["message"]


NAMED: list[tuple[str, bytes, tuple[int, str], str]] = [
    ("push", b"\x91" * 5_000 + b"\xc0", (400, "too_deep"), "32"),
    ("push", b"\x91" * 900 + b"\xc0", (400, "too_deep"), "32"),
    ("push", b"\x82\xa7changes\x90\xa7changes\x90", (400, "duplicate_key"), "changes"),
    ("pull", b"\x82\xa3log\xc0\xa7cursors\x82\xa4here\x01\xa4here\x05", (400, "duplicate_key"), "here"),
    ("push", pack({"log": None, "changes": [], "extra": 1}), (400, "malformed"), "extra"),
    ("push", pack({"log": b"x", "changes": []}), (400, "malformed"), "log"),
    ("push", pack({"log": None}), (400, "malformed"), "changes"),
    ("push", pack({"log": None, "changes": [None] * 1_001}), (413, "too_many_changes"), "1000"),
    ("pull", pack({"log": None, "cursors": {f"s{n}": 0 for n in range(10_001)}}), (413, "too_many_cursors"), "10000"),
    ("pull", pack({"log": None, "cursors": {}, "events": [[1, "x"]] * 101}), (413, "too_many_events"), "100"),
    ("pull", pack({"log": None, "cursors": {}, "waiting": [-1, 1 << 60, 3]}), (400, "malformed"), "waiting"),
    ("pull", pack({"log": None}), (400, "malformed"), "cursors"),
]


async def test_a_body_that_breaks_a_limit_is_told_which_in_both_languages(desk: Desk) -> None:
    for what, body, told, word in NAMED:
        for language in ("zh-CN", "en"):
            send = desk.push if what == "push" else desk.pull_raw
            answer = await send(body, **{"accept-language": language})
            assert _problem(answer) == told
            assert word in answer.json()["detail"]


async def test_another_log_is_a_conflict_in_push_and_pull(desk: Desk) -> None:
    assert _problem(await desk.push(encode_push(bytes(16), []))) == (409, "log_changed")
    assert _problem(await desk.pull_raw(encode_pull(Pull(log=bytes(16), cursors={})))) == (409, "log_changed")
    assert (await desk.pull(log=None)).log == desk.log


async def test_what_a_phone_owes_and_noticed_is_kept_with_its_replica(desk: Desk) -> None:
    await desk.pull(waiting=(3, 1, 1_700_000_000_000), events=[(5, "digest_differed")])
    await desk.pull(waiting=(3, 1, 1_700_000_000_000), events=[(5, "digest_differed"), (9, "storage_evicted")])
    await desk.pull()
    rows = await desk.door.parts.database().read(
        lambda txn: txn.fetch("select waiting, events from replicas where id = ?", [desk.replica])
    )
    assert rows == [("[3,1,1700000000000]", '[[5,"digest_differed"],[9,"storage_evicted"]]')]


async def test_large_answers_are_compressed_only_for_who_takes_it(desk: Desk) -> None:
    assert await desk.codes(*[desk.unit("科" * 30 + str(number)) for number in range(100)]) == [None] * 100
    body = encode_pull(Pull(log=desk.log, cursors={}))
    plain = await desk.pull_raw(body, **{"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    packed = await desk.pull_raw(body, **{"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert packed.num_bytes_downloaded < len(plain.content) / 2


async def test_a_packed_push_is_the_push_that_is_in_it(desk: Desk) -> None:
    push = encode_push(desk.log, [desk.unit("检验科")])
    answer = await desk.push(gzip.compress(push), **{"Content-Encoding": "gzip"})
    assert msgspec.msgpack.decode(answer.content)["results"] == [None]
    assert answer.headers["accept-encoding"] == "gzip"
    assert msgspec.msgpack.decode((await desk.push(push)).content)["results"] == [None]
    assert (await desk.pull_raw(encode_pull(Pull(log=desk.log, cursors={})))).headers["accept-encoding"] == "gzip"
    bomb = await desk.push(gzip.compress(bytes(PUSH_BYTES_MAX + 1)), **{"Content-Encoding": "gzip"})
    assert (bomb.status_code, bomb.json()["code"]) == (413, "body_too_large")
    cut = await desk.push(gzip.compress(push)[:-1], **{"Content-Encoding": "gzip"})
    assert (cut.status_code, cut.json()["code"]) == (400, "malformed")


async def test_the_registry_of_kinds_is_public_to_who_is_signed_in(desk: Desk) -> None:
    registry = (await desk.door.client.get("/api/sync/kinds")).json()
    assert registry["kinds"]["self_evaluation"]["natural"] == ["person", "form", "day"]
    assert registry["kinds"]["self_evaluation"]["paths"]["day"]["once"] is True


async def test_refused_changes_can_be_read_by_their_author(desk: Desk) -> None:
    wrong = encode_change(desk.stamp(), desk.stamp(), "unit", [("institution", desk.institution)])
    assert await desk.codes(wrong) == ["invalid"]
    listed = (await desk.door.client.get("/api/sync/quarantine", headers={"Accept-Language": "en"})).json()
    assert [(each["id"], each["code"], each["paths"]) for each in listed] == [
        (wrong[3:19].hex(), "invalid", ["institution"])
    ]
    assert listed[0]["message"].isascii()
    doc = wrong[21:37].hex()
    assert len((await desk.door.client.get("/api/sync/quarantine", params={"doc": doc})).json()) == 1
    assert (await desk.door.client.get("/api/sync/quarantine", params={"doc": "zz"})).status_code == 404
    async with desk.door.visitor() as other:
        await desk.door.sign_in(await desk.door.admit("sunli"), client=other)
        assert (await other.get("/api/sync/quarantine")).json() == []
        assert (await other.get("/api/sync/quarantine", params={"doc": doc})).json() == []


async def test_without_a_session_nothing_is_taken_or_given(desk: Desk) -> None:
    async with desk.door.visitor() as nobody:
        for path in ("/api/sync/push", "/api/sync/pull"):
            answer = await nobody.post(path, content=encode_push(desk.log, []), headers=MSGPACK)
            assert _problem(answer) == (401, "no_session")
        for path in ("/api/sync/kinds", "/api/sync/quarantine"):
            assert (await nobody.get(path)).status_code == 401


async def test_a_full_disk_is_told_and_the_next_push_is_taken(desk: Desk) -> None:
    database = desk.door.parts.database()
    if database.store.engine == "sqlite":

        def narrow(txn: Txn) -> None:
            (pages,) = txn.fetch("pragma page_count")[0]
            txn.execute(f"pragma max_page_count = {pages}")

        await database.write(narrow)
        large = [desk.unit("科" * 30 + str(number)) for number in range(300)]
        refused = await desk.push(encode_push(desk.log, large))
        assert refused.status_code in (503, 507)
        assert _problem(refused)[1] in ("unavailable", "storage_full")
        await database.write(lambda txn: txn.execute("pragma max_page_count = 1000000"))
        assert await desk.codes(*large) == [None] * 300
    assert await desk.codes(desk.unit()) == [None]
