"""Frames reach exactly those who hold their scopes, at their cursor, encoded once; the rest is caught up."""

from collections.abc import AsyncIterator

import pytest

from api import catch_up
from api.announcement import Announcement, Entry
from api.frames import encode_part, framed, standing
from api.hub import OWED_FRAMES_MAX, RIGHTS_CHANGED, TOO_SLOW
from tests.api.listening import LOG, NOW_MS, FakeCarrier, House, make_house, payload_of, sees

ANN, BEA, EVE = (bytes([number]) * 16 for number in (1, 2, 3))
DOC, OTHER = b"d" * 16, b"e" * 16
UNIT = "unit/x/evaluations"


@pytest.fixture
async def house() -> AsyncIterator[House]:
    house = make_house()
    house.ledger.families = {ANN: sees("library", "team"), BEA: sees("library", "team"), EVE: sees("library")}
    yield house
    await house.catch_up.close()


def seqs(carrier: FakeCarrier, scope: str = "team") -> list[int]:
    return [entry[0] for frame in carrier.frames for entry in frame["scopes"].get(scope, {"entries": []})["entries"]]


async def test_a_commit_is_sent_at_once_without_reading(house: House):
    ann = house.listen(ANN)
    house.hub.announce(house.ledger.commit(("team", DOC)))
    assert house.ledger.reads == []
    (frame,) = ann.frames
    assert list(frame) == ["now", "log", "scopes", "gone"]
    assert (frame["now"], frame["log"], frame["gone"]) == (NOW_MS, LOG, [])
    part = frame["scopes"]["team"]
    assert list(part) == ["seq", "entries", "more", "digest"]
    assert (part["seq"], part["more"], part["digest"]) == (1, False, house.ledger.digest("team"))
    assert part["entries"][0][:3] == [1, DOC, NOW_MS]
    assert part["entries"][0][3][1] == DOC


async def test_equals_are_sent_the_same_object_encoded_once(house: House):
    ann, bea = house.listen(ANN), house.listen(BEA)
    house.hub.announce(house.ledger.commit(("team", DOC)))
    assert ann.raw[0] is bea.raw[0]


async def test_who_does_not_hold_the_scope_is_sent_nothing_at_all(house: House):
    eve = house.listen(EVE)
    for _ in range(3):
        house.hub.announce(house.ledger.commit(("team", DOC)))
    await house.catch_up.settled()
    assert eve.raw == []
    assert house.ledger.reads == []


async def test_a_commit_to_two_scopes_is_one_frame_sorted_by_name_holding_only_what_each_may_see(house: House):
    ann, eve = house.listen(ANN), house.listen(EVE)
    house.hub.announce(house.ledger.commit(("team", DOC), ("library", OTHER)))
    assert [list(frame["scopes"]) for frame in ann.frames] == [["library", "team"]]
    assert [list(frame["scopes"]) for frame in eve.frames] == [["library"]]


async def test_who_has_seen_it_already_is_sent_nothing(house: House):
    ann = house.listen(ANN, {"team": 1})
    house.hub.announce(house.ledger.commit(("team", DOC)))
    await house.catch_up.settled()
    assert ann.raw == []


async def test_who_is_behind_is_read_for_and_misses_nothing(house: House):
    for _ in range(3):
        house.ledger.commit(("team", DOC))
    ann, bea = house.listen(ANN, {"team": 1}), house.listen(BEA, {"team": 1})
    house.hub.announce(house.ledger.commit(("team", DOC)))
    await house.catch_up.settled()
    assert seqs(ann) == [2, 3, 4] == seqs(bea)
    assert ann.raw[0] is bea.raw[0]
    assert house.ledger.reads == [{("team", 1)}]


async def test_news_during_a_read_are_not_lost_and_not_sent_twice(house: House):
    house.ledger.commit(("team", DOC))
    ann = house.listen(ANN)
    house.ledger.gate.clear()
    house.hub.missed(["team"])
    await house.ledger.reading.wait()
    house.hub.announce(house.ledger.commit(("team", OTHER)))
    house.hub.announce(house.ledger.commit(("team", DOC)))
    assert ann.raw == []
    house.ledger.gate.set()
    await house.catch_up.settled()
    assert seqs(ann) == [1, 2, 3]


async def test_a_document_twice_in_one_commit_is_read_because_only_the_database_knows_what_stands(house: House):
    ann = house.listen(ANN)
    house.hub.announce(house.ledger.commit(("team", DOC), ("team", DOC)))
    assert ann.raw == []
    await house.catch_up.settled()
    assert len(house.ledger.reads) == 1
    assert seqs(ann) == [1, 2]


async def test_news_without_entries_are_read(house: House):
    ann = house.listen(ANN)
    house.ledger.commit(("team", DOC))
    house.hub.announce(Announcement({"team": (1, 1)}))
    await house.catch_up.settled()
    assert seqs(ann) == [1]


async def test_a_backlog_comes_in_frames_of_at_most_two_thousand_entries(house: House):
    for number in range(4_500):
        house.ledger.commit(("team", number.to_bytes(16, "big")))
    ann = house.listen(ANN)
    house.hub.missed(["team"])
    await house.catch_up.settled()
    parts = [frame["scopes"]["team"] for frame in ann.frames]
    assert [len(part["entries"]) for part in parts] == [2_000, 2_000, 500]
    assert [part["more"] for part in parts] == [True, True, False]
    assert ["digest" in part for part in parts] == [False, False, True]
    assert seqs(ann) == list(range(1, 4_501))


async def test_two_scopes_that_do_not_fit_one_frame_come_in_two(house: House):
    for number in range(1_500):
        house.ledger.commit(("team", number.to_bytes(16, "big")), ("library", number.to_bytes(16, "big")))
    ann = house.listen(ANN)
    house.hub.missed(["team", "library"])
    await house.catch_up.settled()
    assert [list(frame["scopes"]) for frame in ann.frames] == [["library"], ["team"]]


async def test_a_socket_that_falls_behind_is_owed_not_queued_and_gets_the_rest_when_it_drains(house: House):
    ann = house.listen(ANN)
    ann.drained = False
    for _ in range(5):
        house.hub.announce(house.ledger.commit(("team", DOC)))
    assert ann.raw == []
    ann.drained = True
    ann.on_drained()
    await house.catch_up.settled()
    assert len(ann.raw) == 1
    assert seqs(ann) == [1, 2, 3, 4, 5]


async def test_a_socket_that_never_drains_is_closed_and_costs_the_others_nothing(house: House):
    ann, bea = house.listen(ANN), house.listen(BEA)
    ann.drained = False
    for _ in range(OWED_FRAMES_MAX + 1):
        house.hub.announce(house.ledger.commit(("team", DOC)))
    assert ann.code == TOO_SLOW
    assert len(bea.raw) == OWED_FRAMES_MAX + 1


async def test_a_socket_that_never_drains_is_closed_by_bytes_as_well(house: House):
    ann = house.listen(ANN)
    ann.drained = False
    big = [Entry(1, ANN, NOW_MS, bytes(3 * 1024 * 1024))]
    house.hub.announce(Announcement({"team": (1, 1)}, {"team": big}, {"team": bytes(16)}))
    assert ann.code is None
    house.hub.announce(Announcement({"team": (2, 2)}, {"team": big}, {"team": bytes(16)}))
    assert ann.code == TOO_SLOW


async def test_rights_that_changed_close_the_socket_before_anything_of_the_new_state_is_sent(house: House):
    ann, bea = house.listen(ANN), house.listen(BEA)
    house.ledger.families[ANN] = sees("library")
    house.hub.announce(house.ledger.commit(("team", DOC), rights={ANN}))
    await house.catch_up.settled()
    assert (ann.code, ann.raw) == (RIGHTS_CHANGED, [])
    assert (bea.code, seqs(bea)) == (None, [1])


async def test_what_is_committed_while_rights_are_looked_up_waits_for_the_answer(house: House):
    ann = house.listen(ANN)
    house.ledger.gate.clear()
    house.ledger.families[ANN] = sees("library")
    house.hub.announce(house.ledger.commit(("library", DOC), rights={ANN}))
    await house.ledger.reading.wait()
    house.hub.announce(house.ledger.commit(("team", DOC)))
    assert ann.raw == []
    house.ledger.gate.set()
    await house.catch_up.settled()
    assert (ann.code, ann.raw) == (RIGHTS_CHANGED, [])


async def test_rights_that_stayed_the_same_keep_the_socket_and_lose_nothing(house: House):
    ann = house.listen(ANN)
    house.hub.announce(house.ledger.commit(("team", DOC), rights={ANN}))
    await house.catch_up.settled()
    house.hub.announce(house.ledger.commit(("team", DOC)))
    assert (ann.code, seqs(ann)) == (None, [1, 2])


async def test_a_read_that_shows_other_rights_sends_nothing_even_before_the_news_of_it(house: House):
    ann = house.listen(ANN)
    house.ledger.commit(("team", DOC))
    house.ledger.families[ANN] = sees("library")
    house.hub.missed(["team"])
    await house.catch_up.settled()
    assert (ann.code, ann.raw) == (RIGHTS_CHANGED, [])


async def test_renewed_rights_close_whoever_sees_more_or_less(house: House):
    ann, eve = house.listen(ANN), house.listen(EVE)
    house.hub.renewed({ANN: house.ledger.families[ANN], EVE: sees("library", "team")})
    assert (ann.code, eve.code) == (None, RIGHTS_CHANGED)


async def test_an_old_quarter_is_sent_only_to_who_named_it(house: House):
    house.ledger.families[ANN] = house.ledger.families[BEA] = sees(ageing=(UNIT,))
    ann, bea = house.listen(ANN), house.listen(BEA, {f"{UNIT}/2020Q1": 0})
    house.hub.announce(house.ledger.commit((f"{UNIT}/2020Q1", DOC)))
    house.hub.announce(house.ledger.commit((f"{UNIT}/2026Q4", DOC)))
    assert [list(frame["scopes"]) for frame in ann.frames] == [[f"{UNIT}/2026Q4"]]
    assert [list(frame["scopes"]) for frame in bea.frames] == [[f"{UNIT}/2020Q1"], [f"{UNIT}/2026Q4"]]


async def test_who_has_gone_is_sent_nothing_and_leaves_nothing_behind(house: House):
    ann = house.listen(ANN)
    house.hub.remove(house.listener(ANN))
    house.hub.announce(house.ledger.commit(("team", DOC)))
    assert ann.raw == []
    assert house.hub.listeners == []
    assert list(house.hub.holders("team")) == []


async def test_a_database_that_fails_is_asked_again(house: House, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(catch_up, "RETRY_SECONDS", 0)
    house.ledger.commit(("team", DOC))
    ann = house.listen(ANN)
    house.ledger.down = 2
    house.hub.missed(["team"])
    await house.catch_up.settled()
    assert seqs(ann) == [1]


async def test_a_fault_of_ours_ends_the_sockets_it_concerns_and_the_next_ones_are_served(house: House):
    ann = house.listen(ANN)
    house.hub.missed(["team"])  # the ledger has no such scope yet: reading it raises
    await house.catch_up.settled()
    assert ann.code == catch_up.INTERNAL
    bea = house.listen(BEA)
    house.ledger.commit(("team", DOC))
    house.hub.missed(["team"])
    await house.catch_up.settled()
    assert seqs(bea) == [1]


def test_a_forget_entry_names_the_document():
    part = encode_part(4, [Entry(4, None, NOW_MS, DOC)], bytes(16))
    frame = framed(part.body)
    assert DOC in payload_of(frame)
    assert b"\xc0" in part.body


@pytest.mark.parametrize("size", [0, 125, 126, 65_535, 65_536])
def test_a_frame_of_any_size_has_its_length_at_its_head(size: int):
    assert payload_of(framed(bytes(size))) == bytes(size)


def test_entries_of_different_documents_stand_together():
    forget = Entry(2, None, NOW_MS, DOC)
    change = Entry(1, ANN, NOW_MS, b"\x94\xc4\x10" + bytes(16) + b"\xc4\x10" + DOC)
    assert standing([change])
    assert not standing([change, forget])
    assert standing([change, Entry(2, None, NOW_MS, OTHER)])
