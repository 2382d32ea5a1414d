"""A round ends and its organiser publishes: who got enough reviews sees numbers, who didn't is told just that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from e2e.phone import Phone
from e2e.screens import everything
from tests.acceptance.phone import Phone as Client
from tests.acceptance.phone import Store, natural_id
from tests.demonstration import Hospital

TITLE = "一日互评"
THRESHOLD = 3
OPEN_MS = 15_000
# Longer than a screen takes to look at the clock again.
OPENED_MS_AGO = 120_000
ANSWERS = [
    ["answers/virtue", 5],
    ["answers/ability", 4],
    ["answers/diligence", 4],
    ["answers/achievement", 9],
    ["answers/integrity", 5],
]


class Reviewers:
    """The people of the nurse's unit, each with a client of their own, and whom the draw gave them."""

    def __init__(self, hospital: Hospital) -> None:
        here = hospital.nurse["unit"], hospital.nurse["institution"]
        accounts = [each for each in hospital.accounts if (each["unit"], each["institution"]) == here]
        self.accounts = {each["person"]: each for each in accounts}
        self.clients = [Client(hospital.base_url, each["username"], each["password"]) for each in accounts]

    def review(self, round: bytes, wanted: dict[str, int]) -> None:
        """Gives each person of `wanted` that many reviews."""
        for client in self.clients:
            if not any(wanted.values()):
                break
            name = f"peer_assignment/{_dashed(round)}/{client.person}"
            owed = Store().follow(client).document(natural_id(name))
            for person in [path.removeprefix("subjects/") for path in owed if path.startswith("subjects/")]:
                if wanted.get(person, 0) > 0:
                    wanted[person] -= 1
                    assert client.codes(_review(client, round, person)) == [None]
        assert not any(wanted.values())

    def close(self) -> None:
        for client in self.clients:
            client.http.close()


@pytest.fixture
def reviewers(hospital: Hospital) -> Iterator[Reviewers]:
    made = Reviewers(hospital)
    yield made
    made.close()


def test_the_organiser_publishes_and_a_result_needs_enough_reviews(
    new_phone: Callable[..., Phone], hospital: Hospital, reviewers: Reviewers
) -> None:
    organiser = hospital.of_role("supervisor")
    phone = new_phone().sign_in(organiser).wait_synced()
    enough, too_few = list(reviewers.accounts)[:2]
    round, closes_at = open_round(hospital, organiser)
    phone.page.get_by_role("link", name="评议", exact=True).click()
    phone.page.get_by_role("link", name=re.compile(f"{TITLE}.*进行中")).click()
    expect(phone.page.get_by_text("进行中看不到任何人的评分")).to_be_visible()
    expect(phone.page.get_by_role("button", name="公布结果")).to_have_count(0)
    reviewers.review(round, {enough: THRESHOLD, too_few: THRESHOLD - 1})
    phone.page.wait_for_function("closes_at => Date.now() > closes_at", arg=closes_at)
    # The screen looks at the clock each minute, and whenever somebody looks at it again.
    phone.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    phone.page.get_by_role("button", name="公布结果").click()
    phone.page.get_by_role("dialog").get_by_role("button", name="公布结果").click()
    expect(phone.page.get_by_role("heading", name="结果", exact=True)).to_be_visible()

    for person, words in ((enough, f"{THRESHOLD} 位同事的平均分合计"), (too_few, "答的人还不够")):
        subject = new_phone().sign_in(reviewers.accounts[person]).wait_synced()
        subject.page.get_by_role("link", name="评议", exact=True).click()
        subject.page.get_by_role("link", name=re.compile(TITLE)).click()
        expect(subject.page.get_by_text(words)).to_be_visible()
    assert result_of(hospital, reviewers.accounts[enough], round)["total"] == "27.00"
    told = result_of(hospital, reviewers.accounts[too_few], round)
    assert told["below"] is True
    assert not {"total", "count"} & set(told)


BANDS: list[dict[str, Any]] = [
    {"id": "best", "title": "优秀", "min": 90},
    {"id": "good", "title": "良好", "min": 60},
    {"id": "poor", "title": "较差", "otherwise": True},
]
SCORED: dict[str, Any] = {
    "evaluations/peer": {
        "title": "党员互评",
        "kind": ["peer"],
        "evaluators": ["staff"],
        "subjects": ["staff"],
        "cadence": {"type": "unspecified"},
        "form": "review@1",
        "scoring": "peer",
        "order": 1,
    },
    "scoring/peer": {
        "title": "互评计分",
        "components": [
            {"id": "virtue", "title": "德", "weight": 60, "source": {"items": "virtue"}, "aggregate": "mean"},
            {"id": "ability", "title": "能", "weight": 40, "source": {"items": "ability"}, "aggregate": "mean"},
        ],
        "vetoes": [{"id": "low", "title": "德低于 2 分", "when": "virtue < 2", "band": "poor"}],
        "bands": [{**band, "min": band["min"] / 20} if "min" in band else band for band in BANDS],
        "quotas": [{"band": "best", "count": 1, "rounding": "floor"}],
        "order": 1,
    },
}


def test_a_programmes_round_is_graded_by_its_own_model_with_quota_and_veto(
    new_phone: Callable[..., Phone], hospital: Hospital
) -> None:
    """Three colleagues: one is best, one as good finds the quota full, one is vetoed."""
    organiser = hospital.of_role("supervisor")
    subjects = [each for each in hospital.accounts if each["institution"] == organiser["institution"]][:9]
    subjects = [each for each in subjects if each["person"] != organiser["person"]][:3]
    client = Client(hospital.base_url, organiser["username"], organiser["password"])
    round, closes_at = programme_round(client, organiser, subjects)
    reviewers = [each for each in hospital.accounts if each["institution"] == organiser["institution"]]
    given = 0
    for account in reviewers:
        reviewer = Client(hospital.base_url, account["username"], account["password"])
        told = Store().follow(reviewer).document(natural_id(f"peer_assignment/{_dashed(round)}/{reviewer.person}"))
        for place, subject in enumerate(subjects):
            if f"subjects/{subject['person']}" in told:
                points = {0: (5, 5), 1: (5, 4), 2: (1, 5)}[place]
                assert reviewer.codes(graded(reviewer, round, subject["person"], points)) == [None]
                given += 1
        reviewer.http.close()
    assert given >= 3 * THRESHOLD
    phone = new_phone().sign_in(organiser).wait_synced()
    phone.page.wait_for_function("closes_at => Date.now() > closes_at", arg=closes_at, timeout=3 * OPEN_MS)
    assert client.codes(client.change(round, "peer_round", [["published", True]])) == [None]
    client.http.close()
    phone.open(f"/rounds/{round.hex()}/grades")
    for subject, words in zip(
        subjects, ("5 分 · 第 1 名 · 建议 优秀", "第 2 名 · 建议 良好", "建议 较差"), strict=True
    ):
        row = phone.page.get_by_role("region", name=subject["name"])
        expect(row.get_by_text(words)).to_be_visible()
    second, third = (phone.page.get_by_role("region", name=each["name"]) for each in subjects[1:])
    expect(second.get_by_text("名额已满，顺到下一等")).to_be_visible()
    expect(third.get_by_text("因为：德低于 2 分")).to_be_visible()
    second.get_by_role("button", name="确认 良好").click()
    expect(second.get_by_role("button", name="确认 良好")).to_have_count(0)


def programme_round(client: Client, organiser: dict[str, Any], subjects: list[dict[str, Any]]) -> tuple[bytes, int]:
    """A programme whose model scores peer review, and an open round of it about these people."""
    institution = bytes.fromhex(organiser["institution"].replace("-", ""))
    programme, round, closes_at = client.stamp(), client.stamp(), client.now() + OPEN_MS * 2
    plan = {
        "institution": institution,
        "code": f"scored-{programme.hex()[:8]}",
        "version": 1,
        "about/title": "计分互评",
    }
    assert client.codes(client.change(programme, "programme", _pairs({**plan, **SCORED}))) == [None]
    assert client.codes(client.change(programme, "programme", [["published", True]])) == [None]
    writes: dict[str, Any] = {
        "institution": institution,
        "title": "计分互评",
        "programme": programme,
        "element": "peer",
        "form": "review@1",
        "opens_at": client.now() - OPENED_MS_AGO,
        "closes_at": closes_at,
        "anonymity": "confidential",
        "threshold": THRESHOLD,
        "rule": {"type": "all", "each": 5},
        "evaluators": ["staff"],
        "subjects": ["staff"],
        "decider": "supervisor",
    }
    assert client.codes(client.change(round, "peer_round", _pairs(writes))) == [None]
    assert client.codes(client.change(round, "peer_round", [["opened", True]])) == [None]
    return round, closes_at


def graded(client: Client, round: bytes, subject: str, points: tuple[int, int]) -> list[Any]:
    """A review that gives these points for virtue and ability."""
    doc = natural_id(f"peer_review/{_dashed(round)}/{client.person}/{subject}")
    opening = [
        ["round", round],
        ["reviewer", client.person.bytes],
        ["subject", bytes.fromhex(subject.replace("-", ""))],
    ]
    own: dict[Any, int] = {"answers/virtue": points[0], "answers/ability": points[1]}
    answers = [[path, own.get(path, value)] for path, value in ANSWERS]
    return client.change(doc, "peer_review", [*opening, *answers, ["submitted", True]], client.stamp(_opened_ms(round)))


def open_round(hospital: Hospital, organiser: dict[str, Any]) -> tuple[bytes, int]:
    """A confidential round of the nurse's institution that runs for OPEN_MS from now on, and when it closes."""
    client = Client(hospital.base_url, organiser["username"], organiser["password"])
    institution = bytes.fromhex(hospital.nurse["institution"].replace("-", ""))
    round, closes_at = client.stamp(), client.now() + OPEN_MS
    writes = [
        ["institution", institution],
        ["title", TITLE],
        ["form", "review@1"],
        ["opens_at", client.now() - OPENED_MS_AGO],
        ["closes_at", closes_at],
        ["anonymity", "confidential"],
        ["threshold", THRESHOLD],
        ["rule", {"type": "same_unit", "each": 5}],
    ]
    assert client.codes(client.change(round, "peer_round", writes)) == [None]
    assert client.codes(client.change(round, "peer_round", [["opened", True]])) == [None]
    client.http.close()
    return round, closes_at


def result_of(hospital: Hospital, account: dict[str, Any], round: bytes) -> dict[str, Any]:
    told = everything(hospital, account)
    (found,) = [doc for doc in map(told.document, told.of_kind("peer_result")) if doc["round"] == round]
    return found


def _review(client: Client, round: bytes, subject: str) -> list[Any]:
    doc = natural_id(f"peer_review/{_dashed(round)}/{client.person}/{subject}")
    opening = [
        ["round", round],
        ["reviewer", client.person.bytes],
        ["subject", bytes.fromhex(subject.replace("-", ""))],
    ]
    # Written in time, which is what counts; that it comes late doesn't matter.
    stamp = client.stamp(_opened_ms(round))
    return client.change(doc, "peer_review", [*opening, *ANSWERS, ["submitted", True]], stamp)


def _pairs(writes: dict[str, Any]) -> list[list[Any]]:
    return [[path, value] for path, value in writes.items()]


def _opened_ms(round: bytes) -> int:
    """A round's id is the moment at which it was made."""
    return int.from_bytes(round[:6], "big")


def _dashed(id: bytes) -> str:
    text = id.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
