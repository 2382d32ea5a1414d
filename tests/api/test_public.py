"""The public's voice on the server: a code counts once, what is odd is held, what is low is answered."""

from __future__ import annotations

import secrets
from collections.abc import Generator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.problems import Problem
from api.public_board import board_of, institutions_of
from api.public_box import Asked, Box, Complained, Said, complain, look, say
from api.public_codes import draw_codes, hash_of, read_code, spelled
from api.public_page import page_data
from api.public_ratings import Rated, Rating, rate, tell_what_waits
from api.rating_cases import open_cases
from api.recount.compare import recount as again
from api.shelf import read_documents
from models.calendar import day_start_ms
from models.document import Document, ServerAct, uuid_text
from models.rating_flag import BURST_RATINGS, STREAK_RATINGS
from models.rating_steps import STEP
from models.rating_tally import tally_id
from tests.api.hospital import (
    INSTITUTION,
    NOW_MS,
    NURSE,
    PHARMACY,
    WARD,
    Hospital,
    emptied,
    hospital_at,
    server_id,
)

MAKER, SECOND = server_id(31), server_id(32)
FORM, PERIOD = "satisfaction@1", "2026-11"
MEASURE = {"item": "overall", "satisfied": ["very", "satisfied", "fairly"], "excluded": ["unknown"]}
TALLY = tally_id(PHARMACY, FORM, PERIOD)
APART_MS = 600_000


class House:
    """A hospital with three active batches; time moves by itself, ten minutes a rating."""

    def __init__(self, hospital: Hospital) -> None:
        self.hospital, self.now_ms = hospital, NOW_MS
        role = {"role": "supervisor", "at": INSTITUTION, "from": "2020-01-01", "to": None}
        acts = [
            ServerAct(person, "person", {"institution": INSTITUTION, "name": name, "roles/1": role})
            for person, name in ((MAKER, "制码人"), (SECOND, "第二人"))
        ]
        hospital.write(*acts)
        self.maker, self.second = hospital.phone(MAKER), hospital.phone(SECOND)
        self.batches = {means: self.maker.stamp() for means in ("label", "kiosk", "poster")}
        for means, batch in self.batches.items():
            made: dict[str, Any] = {"institution": INSTITUTION, "unit": PHARMACY, "by": MAKER, "means": means}
            made |= {"form": FORM, "measure": MEASURE, "labels": 40}
            assert self.maker.codes(self.maker.change(batch, made, kind="rating_batch")) == [None]
        with hospital.store.transaction() as txn:
            self.codes = draw_codes(txn, self.batches["label"], 40, many=False)
            self.kiosk = draw_codes(txn, self.batches["kiosk"], 1, many=True)[0]
            self.poster = draw_codes(txn, self.batches["poster"], 1, many=True)[0]

    def activate(self) -> House:
        for batch in self.batches.values():
            number = self.document(batch).value("number")
            assert self.maker.codes(self.maker.change(batch, {"activated": number}, kind="rating_batch")) == [None]
        return self

    def another_poster(self) -> str:
        """Of another ward."""
        batch = self.maker.stamp()
        made = {"institution": INSTITUTION, "unit": WARD, "by": MAKER, "means": "poster", "form": FORM}
        change = self.maker.change(batch, {**made, "measure": MEASURE}, kind="rating_batch")
        assert self.maker.codes(change) == [None]
        self.hospital.write(ServerAct(batch, "rating_batch", {"activated": "1"}))
        with self.hospital.store.transaction() as txn:
            return draw_codes(txn, batch, 1, many=True)[0]

    def rate(self, code: str, overall: str = "very", *, apart_ms: int = APART_MS, **more: Any) -> Rated:
        self.now_ms += apart_ms
        with self.hospital.store.transaction() as txn:
            return rate(txn, Rating(code, {"overall": overall, **more.pop("answers", {})}, **more), self.now_ms)

    def look(self, code: str) -> Box:
        with self.hospital.store.reading() as txn:
            return look(txn, Asked(code), self.now_ms)

    def say(self, code: str, text: str, n: int) -> Box:
        self.now_ms += 1_000
        with self.hospital.store.transaction() as txn:
            return say(txn, Said(code, text, n), self.now_ms)

    def complain(self, code: str, via: str, text: str = "没有人引导") -> Box:
        with self.hospital.store.transaction() as txn:
            return complain(txn, Complained(code, via, text, "13800000000"), self.now_ms)

    def document(self, id: bytes) -> Document:
        with self.hospital.store.reading() as txn:
            (found,) = read_documents(txn, [id])
            return found

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with self.hospital.store.reading() as txn:
            return txn.fetch(sql)

    def told(self) -> Document | None:
        """The month's tally, if there is one."""
        with self.hospital.store.reading() as txn:
            return next(iter(read_documents(txn, [TALLY])), None)

    def month_ends(self, after_ms: int = 0) -> None:
        self.now_ms = day_start_ms("2026-12-01") + after_ms
        with self.hospital.store.transaction() as txn:
            tell_what_waits(txn, self.now_ms)

    def upkeep(self, now_ms: int = 0) -> None:
        """What is due reaches staff, as every twenty seconds; at `now_ms`, or now."""
        self.now_ms = max(now_ms, self.now_ms)
        with self.hospital.store.transaction() as txn:
            open_cases(txn, self.now_ms)

    def cases(self) -> list[Document]:
        """What staff are shown, in the order in which it came to them."""
        sql = "select id from documents where kind = 'rating_case' order by id"
        found = [self.document(bytes(id)) for (id,) in self.rows(sql)]
        return sorted(found, key=lambda each: each.registers["key"].stamp)

    @property
    def counted(self) -> dict[str, Any]:
        return self.document(TALLY).value("counted")


@pytest.fixture
def house(database_url: str) -> Generator[House]:
    with hospital_at(database_url) as hospital:
        yield House(hospital)


def own_code() -> str:
    return spelled(secrets.token_bytes(16))


def key_of(code: str) -> str:
    read = read_code(code)
    assert read is not None
    return hash_of(read).hex()


def test_a_code_counts_once_and_whoever_sends_again_hears_the_same(house: House) -> None:
    house.activate()
    for code in house.codes[:5]:
        assert house.rate(code) == Rated(again=False, box=False)
    before = house.counted
    assert before == {"n": 5, "counted": 5, "satisfied": 5, "rate": "100.00", "low": "56.55", "high": "100.00"}
    assert house.rate(house.codes[0], "not") == Rated(again=True, box=False)
    assert house.counted == before


@pytest.mark.parametrize("code", ["", "x" * 22, "/" * 22, "A" * 22, "Ａ" * 22, "A" * 4_000])
def test_a_forged_code_is_refused_like_one_that_is_not_active(house: House, code: str) -> None:
    with pytest.raises(Problem) as inactive:
        house.rate(house.codes[0])
    house.activate()
    with pytest.raises(Problem) as forged:
        house.rate(code)
    assert inactive.value.told("en").body == forged.value.told("en").body
    assert not house.rows("select 1 from public_ratings")


def test_a_stolen_box_is_worthless_and_a_stopped_batch_too(house: House) -> None:
    with pytest.raises(Problem, match="code_unknown"):
        house.rate(house.codes[0])
    house.activate()
    house.rate(house.codes[0])
    stop = house.maker.change(house.batches["label"], {"stopped": "整盒丢失"}, kind="rating_batch")
    assert house.maker.codes(stop) == [None]
    with pytest.raises(Problem, match="code_unknown"):
        house.rate(house.codes[1])
    assert house.rate(house.codes[0]).again, "a retry of what was taken is still answered"


def test_only_hashes_of_codes_are_stored_and_nothing_of_who_was_there(house: House) -> None:
    house.activate()
    house.rate(house.codes[0], "not", words="没人应")
    stored = {bytes(row[0]) for row in house.rows("select code_hash from rating_codes")}
    assert bytes.fromhex(key_of(house.codes[0])) in stored
    everything = repr(house.rows("select * from rating_codes")) + repr(house.rows("select * from public_ratings"))
    bodies = b"".join(bytes(row[0]) for row in house.rows("select body from changes"))
    for code in house.codes:
        raw = read_code(code)
        assert raw is not None
        assert code not in everything
        assert code.encode() not in bodies
        assert raw not in bodies


def test_answers_that_do_not_fit_the_form_are_refused_and_the_code_stays_good(house: House) -> None:
    house.activate()
    wrong: list[dict[str, Any]] = [{"overall": "wonderful"}, {"overall": "very", "nothing": "x"}, {"manner": "very"}]
    wrong.append({"overall": "very", "words": "text has a box of its own"})
    for answers in wrong:
        with house.hospital.store.transaction() as txn, pytest.raises(Problem, match="rating_invalid"):
            rate(txn, Rating(house.codes[0], answers), house.now_ms)
    assert not house.rate(house.codes[0]).again


def test_a_burst_is_held_shown_and_decided_by_a_second_person(house: House) -> None:
    house.activate()
    for code in house.codes[:5]:
        house.rate(code)
    house.now_ms += APART_MS
    for code in house.codes[10 : 10 + BURST_RATINGS + 2]:
        house.rate(code, apart_ms=2_000)
    found = [id for (id,) in house.rows("select id from documents where kind = 'rating_flag'")]
    assert len(found) == 1
    flag = bytes(found[0])
    held = [path for path in house.document(flag).registers if path.startswith("ratings/")]
    assert len(held) == BURST_RATINGS + 2, "those that follow join it"
    assert house.counted["n"] == 5
    assert house.document(TALLY).value("held") == STEP, "what is held is told in steps too"
    ruling = {"counts": False, "reason": "一分钟内连扫八张，同一部手机"}
    mine = house.maker.change(flag, {f"rulings/{uuid_text(MAKER)}": ruling}, kind="rating_flag")
    assert house.maker.codes(mine) == ["forbidden"]
    theirs = house.second.change(flag, {f"rulings/{uuid_text(SECOND)}": ruling}, kind="rating_flag")
    assert house.second.codes(theirs) == [None]
    tally = house.document(TALLY)
    assert (tally.value("held"), tally.value("dropped"), tally.value("counted")["n"]) == (0, BURST_RATINGS + 2, 5)


def test_what_a_second_person_lets_count_counts(house: House) -> None:
    house.activate()
    for code in house.codes[:BURST_RATINGS]:
        house.rate(code, apart_ms=2_000)
    (flag,) = (bytes(id) for (id,) in house.rows("select id from documents where kind = 'rating_flag'"))
    ruling = {"counts": True, "reason": "出院宣教时集中扫码，护士长在场"}
    change = house.second.change(flag, {f"rulings/{uuid_text(SECOND)}": ruling}, kind="rating_flag")
    assert house.second.codes(change) == [None]
    assert house.counted["n"] == BURST_RATINGS
    house.rate(house.codes[20], apart_ms=1_000)
    keys = sorted(row[0] for row in house.rows("select state from public_ratings"))
    assert keys.count("held") <= 1, "what was let count is not held again"


def test_a_streak_at_a_kiosk_is_held_and_calm_ratings_count(house: House) -> None:
    house.activate()
    for _ in range(5):
        house.rate(own_code(), via=house.kiosk)
    assert house.counted["n"] == 5
    house.now_ms += APART_MS
    for _ in range(STREAK_RATINGS):
        house.rate(own_code(), via=house.kiosk, apart_ms=3_000)
    assert [row[0] for row in house.rows("select state from public_ratings")].count("held") == STREAK_RATINGS
    assert house.counted["n"] == 5


def test_a_poster_stands_apart(house: House) -> None:
    house.activate()
    for _ in range(6):
        house.rate(own_code(), "not", via=house.poster)
    tally = house.document(TALLY)
    assert tally.value("counted") == {"n": 0, "below": True}
    assert (tally.value("poster")["n"], tally.value("poster")["rate"]) == (5, "0.00")
    assert not house.rows("select 1 from documents where kind = 'rating_case'"), "a poster without words opens no case"


def test_a_posters_code_alone_rates_nothing_and_a_label_is_no_poster(house: House) -> None:
    house.activate()
    with pytest.raises(Problem, match="code_unknown"):
        house.rate(house.poster)
    with pytest.raises(Problem, match="code_unknown"):
        house.rate(own_code(), via=house.codes[0])


def test_the_page_shows_the_form_of_an_active_batch_and_nothing_of_another(house: House) -> None:
    with house.hospital.store.reading() as txn:
        assert page_data(txn, "r", house.batches["label"], NOW_MS) == {"mode": "rate"}
    house.activate()
    with house.hospital.store.reading() as txn:
        data = page_data(txn, "r", house.batches["label"], NOW_MS)
        assert page_data(txn, "k", house.batches["label"], NOW_MS) == {"mode": "kiosk"}
        assert page_data(txn, "r", server_id(999), NOW_MS) == {"mode": "rate"}
    first = data["items"][0]
    assert first["id"] == data["measure"] == "overall"
    assert [option[3] for option in first["options"][:4]] == [1, 0.62, 0.25, -1]
    assert {option[0]: option[3] for option in first["options"]}["unknown"] is None


def test_the_board_shows_what_is_published_for_the_public_alone(house: House) -> None:
    bulletin = {
        "institution": INSTITUTION,
        "title": "第 3 期",
        "issued": True,
        "everyone": True,
        "issued_on": "2026-11-20",
    }
    shown = {**bulletin, "public": True, "title": "第 4 期", "objections_until": "2026-11-27", "opening": "拟表扬"}
    honour = {"institution": INSTITUTION, "title": "服务标兵", "subject": NURSE, "programme": server_id(55)}
    honour |= {"announced_on": "2026-11-20", "objections_until": "2026-11-30"}
    house.hospital.write(
        ServerAct(server_id(51), "bulletin", bulletin),
        ServerAct(server_id(52), "bulletin", shown),
        ServerAct(server_id(55), "programme", {"institution": INSTITUTION, "published": True}),
        ServerAct(server_id(53), "honour", {**honour, "announced": True}),
        ServerAct(server_id(54), "honour", {**honour, "title": "草稿"}),
    )
    with house.hospital.store.reading() as txn:
        found = board_of(txn, INSTITUTION, NOW_MS)
        assert found is not None
        assert [each.title for each in found.bulletins] == ["第 4 期", "服务标兵：李燕"]
        assert [each.until for each in found.bulletins] == ["2026-11-27", "2026-11-30"], "the nearest end first"
        assert board_of(txn, PHARMACY, NOW_MS) is None
        assert found.name in [each.name for each in institutions_of(txn, NOW_MS).institutions]


SAID = st.sampled_from(("very", "fairly", "not", "unknown"))
SENT = st.tuples(st.integers(0, 12), SAID, st.sampled_from((1_000, 700_000)))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SENT, max_size=25))
def test_whatever_is_sent_the_tally_is_a_recount_of_the_table_and_no_code_counts_twice(
    house: House, sent: list[tuple[int, str, int]]
) -> None:
    fresh = House(forgotten(house.hospital)).activate()
    for number, overall, apart_ms in sent:
        fresh.rate(fresh.codes[number], overall, apart_ms=apart_ms)
    rows = fresh.rows("select says, state from public_ratings")
    assert len(rows) == len({number for number, _, _ in sent})
    if not sent:
        return
    with fresh.hospital.store.reading() as txn:
        assert again(txn).differences == []
    counting = sum(state == "counts" for _, state in rows)
    told = fresh.told()
    assert (told is None) == (counting < STEP and len(rows) - counting < STEP)
    if told is not None:
        assert counting - 2 * STEP < told.value("counted")["n"] <= counting


def forgotten(hospital: Hospital) -> Hospital:
    with hospital.store.transaction() as txn:
        txn.execute("delete from rating_codes")
        txn.execute("delete from public_ratings")
    return emptied(hospital)
