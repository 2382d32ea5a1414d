"""The public's pages over HTTP: one answer of 15 KiB, no account, and nothing runs but what the policy names."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
import secrets
from typing import Any
from uuid import UUID

import pytest
import segno

from api.database import Txn
from api.intake import write_as_server
from api.public_codes import draw_codes, spelled
from api.public_page import BOARD_PAGE, PAGE_BYTES_MAX, RATING_PAGE
from models import built_in_forms
from models.document import ServerAct
from sync.stamp import make
from tests.api.door import Door, Somebody

MEASURE = {"item": "overall", "satisfied": ["very", "satisfied", "fairly"], "excluded": ["unknown"]}


class Place:
    """A deployment with one unit, one batch and its maker."""

    def __init__(self, maker: Somebody, institution: bytes, batch: bytes, codes: list[str]) -> None:
        self.maker, self.institution, self.batch, self.codes = maker, institution, batch, codes


async def prepared(door: Door, *, active: bool = True, means: str = "label") -> Place:
    """A batch of an institution whose administrator is its supervisor too."""
    maker = await door.admit(f"maker.{means}")
    now_ms = door.clock()
    unit, batch = make(now_ms - 10, 1, 1), make(now_ms - 10, 2, 1)

    def work(txn: Txn) -> tuple[bytes, list[str]]:
        here = bytes(txn.fetch("select group_key from documents where id = ?", [maker.person])[0][0])
        role = {"role": "supervisor", "at": here, "from": "2020-01-01", "to": None}
        made: dict[str, Any] = {"institution": here, "unit": unit, "by": maker.person, "means": means, "labels": 30}
        made |= {"form": "satisfaction@1", "measure": MEASURE}
        acts = [
            ServerAct(maker.person, "person", {"roles/9": role}),
            ServerAct(unit, "unit", {"institution": here, "name": "住院部 </script><b>", "type": "department"}),
            ServerAct(batch, "rating_batch", made),
        ]
        write_as_server(txn, [*built_in_forms.acts(), *acts], now_ms)
        if active:
            write_as_server(txn, [ServerAct(batch, "rating_batch", {"activated": "1"})], now_ms)
        return here, draw_codes(txn, batch, 3, many=means != "label") if active else []

    institution, codes = await door.parts.database().write(work)
    return Place(maker, institution, batch, codes)


def allowed(policy: str, kind: str) -> str:
    found = re.search(rf"{kind}-src ('sha256-[^']+')", policy)
    assert found is not None
    return found[1]


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


async def test_the_page_is_one_answer_of_at_most_15_kibibytes_that_asks_for_nothing_else(door: Door) -> None:
    place = await prepared(door)
    async with door.visitor() as phone:
        answer = await phone.get(f"/r/{spelled(place.batch)}", headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    assert answer.headers["content-encoding"] == "gzip"
    head = sum(len(name) + len(value) + 4 for name, value in answer.headers.raw)
    assert int(answer.headers["content-length"]) + head <= PAGE_BYTES_MAX
    assert "set-cookie" not in answer.headers
    page = answer.text
    assert not re.findall(r"""(?:src|href)=["']?(?!data:)[^"'\s>]+""", page), "nothing that a browser would fetch"
    assert "serviceWorker" not in page
    assert "住院部 \\u003c/script>\\u003cb>" in page, "a name is data and never markup"


async def test_the_policy_lets_run_what_stands_in_the_page_and_nothing_else(door: Door) -> None:
    place = await prepared(door)
    async with door.visitor() as phone:
        for path in ("/r", f"/r/{spelled(place.batch)}", "/public"):
            answer = await phone.get(path)
            policy, page = answer.headers["content-security-policy"], answer.text
            (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
            (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
            assert allowed(policy, "script") == hashed(script)
            assert allowed(policy, "style") == hashed(style)
            assert policy.startswith("default-src 'none';")
            assert "unsafe" not in policy


async def test_the_parts_of_the_page_fit_the_budget_with_the_longest_form() -> None:
    option = {"value": "满" * 10, "label": "满" * 20, "label_en": "Satisfied" * 3}
    items = [{"id": "q", "type": "choice", "label": ["问" * 40, "W" * 80], "options": [option] * 6}] * 7
    body = RATING_PAGE.with_data({"mode": "rate", "items": items, "unit": "科" * 40})
    assert len(gzip.compress(body, 9)) <= PAGE_BYTES_MAX - 1_500
    assert len(gzip.compress(BOARD_PAGE.with_data({}), 9)) <= PAGE_BYTES_MAX


async def test_a_rating_needs_no_cookie_and_its_own_page(door: Door) -> None:
    place = await prepared(door)
    body = {"code": place.codes[0], "answers": {"overall": "very"}}
    async with door.visitor() as phone:
        assert (await phone.post("/api/public/rate", json=body)).json() == {"again": False, "box": False, "slip": None}
        assert (await phone.post("/api/public/rate", json=body)).json() == {"again": True, "box": False, "slip": None}
        forged = await phone.post("/api/public/rate", json={**body, "code": spelled(bytes(16))})
        assert (forged.status_code, forged.json()["code"]) == (404, "code_unknown")
        elsewhere = await phone.post("/api/public/rate", json=body, headers={"Origin": "https://elsewhere.example"})
        assert elsewhere.status_code == 403
        assert (await phone.post("/api/public/rate", json={**body, "words": "长" * 9_000})).status_code == 413
        strange = await phone.post("/api/public/rate", json={**body, "answers": {"overall": ["very"]}})
        assert strange.status_code in {400, 422}
        assert (await phone.post("/api/public/rate", json={**body, "visit": "1"})).status_code in {400, 422}


def drawn(path: str, size: int) -> list[bytes]:
    """The modules that a slip's path fills."""
    rows = [bytearray(size) for _ in range(size)]
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path):
        rows[int(y)][int(x) : int(x) + int(width)] = b"\x01" * int(width)
    return [bytes(row) for row in rows]


async def test_a_kiosk_is_given_the_way_to_the_answer_where_words_were_left(door: Door) -> None:
    place = await prepared(door, means="kiosk")
    async with door.visitor() as phone:

        async def say(overall: str, words: str) -> Any:
            body = {"code": spelled(secrets.token_bytes(16)), "via": place.codes[0], "words": words}
            told = await phone.post("/api/public/rate", json={**body, "answers": {"overall": overall}})
            return body["code"], told.json()

        code, told = await say("not", "窗口没有人")
        slip = told["slip"]
        assert slip["address"] == f"{door.base_url}/r#{code}"
        expected = [bytes(row) for row in segno.make_qr(slip["address"], error="m").matrix]
        assert drawn(slip["path"], slip["size"]) == expected
        read = await phone.post("/api/public/box", json={"code": code})
        assert [line["text"] for line in read.json()["lines"]] == ["窗口没有人"], "behind it stands the box"
        for overall in ("not", "very"):
            _, other = await say(overall, "")
            assert other == {"again": False, "box": False, "slip": None}


async def test_sheets_are_printed_by_the_office_until_the_batch_is_active(door: Door) -> None:
    place = await prepared(door, active=False)
    path = f"/api/public/batches/{UUID(bytes=place.batch)}/sheets"
    assert (await door.client.post(path)).status_code == 401
    assert (await door.sign_in(place.maker)).status_code == 201
    answer = await door.client.post(path)
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(b"%PDF")

    def count(txn: Txn) -> int:
        return int(txn.fetch("select count(*) from rating_codes where batch = ?", [place.batch])[0][0])

    assert await door.parts.database().read(count) == 30
    stranger = await door.admit("stranger")
    async with door.visitor() as other:
        assert (await door.sign_in(stranger, client=other)).status_code == 201
        assert (await other.post(path)).status_code == 404

    def activate(txn: Txn) -> None:
        write_as_server(txn, [ServerAct(place.batch, "rating_batch", {"activated": "1"})], door.clock())

    await door.parts.database().write(activate)
    assert (await door.client.post(path)).json()["code"] == "batch_used"


@pytest.mark.parametrize("path", ["/r/short", "/k/short", "/open/" + "A" * 23])
async def test_an_address_that_is_none_is_not_found(door: Door, path: str) -> None:
    answer = await door.client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert '{"mode":"rate"}' in answer.text, "and a person reads what to do, in words"


async def test_the_board_is_read_without_an_account(door: Door) -> None:
    place = await prepared(door)
    async with door.visitor() as phone:
        listed = (await phone.get("/api/public/board")).json()["institutions"]
        assert str(UUID(bytes=place.institution)) in [each["id"] for each in listed]
        board = await phone.get(f"/api/public/board/{UUID(bytes=place.institution)}")
        assert board.status_code == 200
        assert board.json()["bulletins"] == []
        assert (await phone.get(f"/api/public/board/{UUID(int=1)}")).status_code == 404
        assert (await phone.get("/api/public/board/nothing")).status_code == 404
