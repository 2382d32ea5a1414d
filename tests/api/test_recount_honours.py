"""The recount of honours: quotas of nominations, certificates, stars and the banner, by what is planted wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from api.intake import write_as_server
from api.recount.compare import Difference, recount
from models.document import ServerAct, natural_id, uuid_text
from tests.api.hospital import HEAD, INSTITUTION, NURSE, PHARMACY, SECRETARY, WARD, Hospital, hospital_at, server_id
from tests.api.planting import falsify, found_after

PROGRAMME = server_id(800)
REGISTER = natural_id(f"honour_register/{uuid_text(INSTITUTION)}/2026")
STARS = natural_id(f"star_rating/{uuid_text(PROGRAMME)}/stars/{uuid_text(WARD)}")
BANNER = natural_id(f"roving_banner/{uuid_text(PROGRAMME)}/banner/2026Q4")
QUOTA = 30
PLAN: dict[str, Any] = {
    "institution": INSTITUTION,
    "code": "HONOURS",
    "published": True,
    "awards/best": {"title": "服务标兵", "aliases": ["服务之星"], "quota": QUOTA, "subject": "staff"},
    "awards/best_again": {"title": "“服务之星”", "quota": QUOTA, "subject": "staff"},
    "awards/chain": {
        "title": "先进科室",
        "chain": [{"level": "unit"}, {"level": "house", "quota": {"ratio": "1/2", "rounding": "down"}}],
    },
    "awards/few": {"title": "先进个人", "quota": {"ratio": "25%"}},
    "awards/post": {"title": "示范岗", "quota": 1},
    "awards/month": {"title": "月度之星", "quota": 1, "period": "monthly"},
    "awards/stars": {"title": "星级窗口", "kind": "star"},
    "awards/banner": {"title": "流动红旗", "kind": "flag"},
}


def named(element: str, subject: bytes) -> bytes:
    return natural_id(f"nomination/{uuid_text(PROGRAMME)}/{element}/{uuid_text(subject)}")


def rules(
    element: str, subject: bytes, level: str = "house", ruling: str = "put_forward", who: bytes = HEAD
) -> ServerAct:
    writes: dict[str, Any] = {"programme": PROGRAMME, "element": element, "subject": subject}
    step = {f"steps/{level}/{uuid_text(who)}": {"ruling": ruling}}
    return ServerAct(named(element, subject), "nomination", {**writes, "institution": INSTITUTION, **step})


def honoured(number: int, subject: bytes, more: dict[str, Any], element: str = "best") -> ServerAct:
    writes: dict[str, Any] = {"programme": PROGRAMME, "element": element, "period": "2026Q4", "subject": subject}
    writes |= {"institution": INSTITUTION, "title": "服务标兵", "reason": "无投诉", "announced": True}
    return ServerAct(server_id(900 + number), "honour", {**writes, **more})


def certified(number: int, subject: bytes) -> ServerAct:
    """Announced and conferred; its number is the server's."""
    days = {"announced_on": "2026-11-10", "objections_until": "2026-11-17"}
    return honoured(number, subject, {**days, "conferred": True})


def starred(**levels: tuple[int, str, str | None]) -> ServerAct:
    writes: dict[str, Any] = {"programme": PROGRAMME, "element": "stars", "subject": WARD, "institution": INSTITUTION}
    for month, (stars, reason, total) in levels.items():
        writes[f"levels/2026-{month[1:]}"] = {"stars": stars, "reason": reason, "total": total, "by": HEAD}
    return ServerAct(STARS, "star_rating", writes)


def banner(doc: bytes, holder: bytes) -> ServerAct:
    writes = {"programme": PROGRAMME, "element": "banner", "period": "2026Q4", "institution": INSTITUTION}
    return ServerAct(doc, "roving_banner", {**writes, "holder": holder, "reason": "第一"})


def person(number: int) -> bytes:
    return server_id(1_000 + number)


@pytest.fixture(scope="module")
def hospital(new_database: Callable[[], str]) -> Iterator[Hospital]:
    """Thirty are put forward of thirty, two of four at the second level; two certificates, stars and a banner."""
    with hospital_at(new_database()) as hospital:
        hospital.write(ServerAct(PROGRAMME, "programme", PLAN))
        for number in range(QUOTA):
            hospital.write(rules("best" if number % 2 else "best_again", person(number)))
        for place in (WARD, PHARMACY, SECRETARY, NURSE):
            hospital.write(rules("chain", place, "unit"))
        hospital.write(rules("chain", WARD), rules("chain", PHARMACY), rules("few", WARD))
        hospital.write(rules("few", PHARMACY, ruling="returned"))
        hospital.write(certified(1, person(1)))
        hospital.write(certified(2, person(2)))
        hospital.write(
            starred(m08=(3, "首次", "76"), m09=(4, "升一星", "80"), m10=(4, "", None), m11=(2, "脱岗", None))
        )
        hospital.write(banner(BANNER, WARD))
        hospital.write(rules("post", WARD), honoured(4, WARD, {}, "post"))
        hospital.write(honoured(4, WARD, {"withdrawn": "异议成立"}, "post"), rules("post", WARD, ruling="returned"))
        hospital.write(rules("post", PHARMACY), honoured(5, PHARMACY, {}, "post"))
        yield hospital


def after(hospital: Hospital, *acts: ServerAct) -> list[Difference]:
    return found_after(hospital.store, lambda txn: write_as_server(txn, acts, 1_795_250_000_000))


def told(found: list[Difference]) -> list[tuple[str, bytes | None, str, Any, Any]]:
    return [(each.kind, each.doc, each.path, each.said, each.counted) for each in found]


def test_what_was_given_by_the_rules_is_recounted_without_a_difference(hospital: Hospital):
    with hospital.store.reading() as txn:
        assert recount(txn).differences == []


def test_the_31st_of_30_is_found_under_either_name_of_the_award(hospital: Hospital):
    for element in ("best", "best_again"):
        found = told(after(hospital, rules(element, person(QUOTA))))
        assert ("nomination", named(element, person(QUOTA)), "steps/house", QUOTA + 1, QUOTA) in found


def monthly(subject: bytes, month: str) -> ServerAct:
    plain = rules("month", subject).writes
    doc = natural_id(f"nomination/{uuid_text(PROGRAMME)}/month/{uuid_text(subject)}/{month}")
    return ServerAct(doc, "nomination", {**plain, "period": month})


def test_the_places_of_each_period_are_counted_apart(hospital: Hospital):
    assert after(hospital, monthly(WARD, "2026-10"), monthly(WARD, "2026-11")) == []
    found = told(after(hospital, monthly(WARD, "2026-10"), monthly(PHARMACY, "2026-10")))
    assert [each[2:] for each in found] == [("steps/house", 2, 1)]


def test_an_honour_of_a_period_for_which_nobody_was_put_forward_is_found(hospital: Hospital):
    october = honoured(7, WARD, {"period": "2026-10"}, "month")
    assert after(hospital, monthly(WARD, "2026-10"), october) == []
    found = told(after(hospital, monthly(WARD, "2026-11"), october))
    assert found == [("honour", server_id(907), "announced", True, "put forward")]


def test_one_honour_more_is_found_though_its_period_is_spelt_otherwise(hospital: Hospital):
    found = told(after(hospital, rules("post", WARD), honoured(8, WARD, {"period": "2026-11"}, "post")))
    assert ("honour", server_id(908), "announced", 2, 1) in found


def test_a_place_that_was_given_back_is_free_again(hospital: Hospital):
    back = rules("best", person(1), ruling="returned", who=SECRETARY)
    assert after(hospital, back, rules("best", person(QUOTA))) == []


def test_one_more_than_a_share_of_those_below_is_found_and_what_was_taken_back_below_changes_nothing(
    hospital: Hospital,
):
    found = told(after(hospital, rules("chain", SECRETARY)))
    assert found == [("nomination", named("chain", SECRETARY), "steps/house", 3, 2)]
    assert after(hospital, rules("chain", NURSE, "unit", "returned")) == []


def test_one_more_than_a_share_of_the_whole_house_is_found(hospital: Hospital):
    """A quarter of its five people, two units and a branch is two, and one stands already."""
    assert after(hospital, rules("few", person(1))) == []
    found = told(after(hospital, rules("few", person(1)), rules("few", person(2))))
    assert found == [("nomination", named("few", person(2)), "steps/house", 3, 2)]


def test_somebody_who_is_put_forward_twice_under_two_names_of_an_award_is_found(hospital: Hospital):
    back = rules("best", person(3), ruling="returned", who=SECRETARY)
    found = told(after(hospital, back, rules("best_again", person(1))))
    assert {each[1:] for each in found} == {
        (named(element, person(1)), "subject", 2, 1) for element in ("best", "best_again")
    }


def test_a_nomination_under_an_id_that_is_not_its_name_is_found(hospital: Hospital):
    stray = server_id(777)
    act = rules("chain", HEAD, "unit")
    found = told(after(hospital, ServerAct(stray, "nomination", act.writes)))
    assert found == [("nomination", stray, "id", stray, named("chain", HEAD))]


def test_an_honour_of_somebody_whom_nobody_put_forward_is_found(hospital: Hospital):
    found = told(after(hospital, honoured(3, person(QUOTA + 5), {})))
    assert found == [("honour", server_id(903), "announced", True, "put forward")]


def test_one_honour_more_than_the_quota_is_found_and_one_that_was_withdrawn_is_none(hospital: Hospital):
    """The first of the one was withdrawn, another has its place; then the first is announced again."""
    found = told(after(hospital, honoured(6, WARD, {}, "post")))
    assert found == [("honour", server_id(900 + number), "announced", 2, 1) for number in (5, 6)]


def test_a_number_that_is_left_out_and_a_number_that_is_given_twice_are_found(hospital: Hospital):
    left_out = told(after(hospital, ServerAct(server_id(902), "honour", {"number": 3})))
    assert left_out == [("honour", server_id(902), "number", 3, 2)]
    twice = told(after(hospital, ServerAct(server_id(902), "honour", {"number": 1})))
    assert twice == [("honour", server_id(902), "number", 1, 2)]


def test_an_honour_that_was_conferred_within_its_notice_is_found(hospital: Hospital):
    found = after(hospital, ServerAct(server_id(901), "honour", {"objections_until": "2026-12-31"}))
    assert [(each.doc, each.path, each.counted) for each in found] == [
        (server_id(901), "conferred_on", "after 2026-12-31")
    ]


def test_a_register_of_certificates_that_counts_otherwise_is_found(hospital: Hospital):
    found = told(after(hospital, ServerAct(REGISTER, "honour_register", {"last": 7})))
    assert found == [("honour_register", REGISTER, "last", 7, 2)]


@pytest.mark.parametrize(
    ("month", "level", "counted"),
    [
        ("m12", (5, "", None), "a reason"),
        ("m12", (3, " ", "76"), "a reason"),
        ("m12", (2, "", "76"), "a reason"),
        ("m09", (2, "", None), "a reason"),
        ("m12", (6, "优秀", None), 5),
    ],
)
def test_a_star_that_moves_without_a_reason_and_one_that_no_award_has_are_found(
    hospital: Hospital, month: str, level: tuple[int, str, str | None], counted: int | str
):
    found = told(after(hospital, starred(**{month: level})))
    assert ("star_rating", STARS, f"levels/2026-{month[1:]}", level[0], counted) in found


def test_a_banner_that_changed_hands_within_its_period_is_found(hospital: Hospital):
    found = told(after(hospital, ServerAct(BANNER, "roving_banner", {"holder": PHARMACY})))
    assert found == [("roving_banner", BANNER, "holder", PHARMACY, WARD)]


def test_a_second_banner_of_a_period_is_found(hospital: Hospital):
    second = server_id(778)
    assert told(after(hospital, banner(second, PHARMACY))) == [("roving_banner", second, "id", second, BANNER)]


@pytest.mark.parametrize(
    ("doc", "path", "value"),
    [
        (BANNER, "holder", PHARMACY),
        (STARS, "levels/2026-11", {"stars": 5, "reason": "x"}),
        (REGISTER, "last", 9),
        (server_id(901), "number", 9),
        (named("chain", WARD), f"steps/house/{uuid_text(HEAD)}", {"ruling": "returned"}),
    ],
)
def test_what_screens_are_given_of_an_honour_is_what_the_log_says(
    hospital: Hospital, doc: bytes, path: str, value: Any
):
    found = found_after(hospital.store, lambda txn: falsify(txn, doc, path, value))
    assert [(each.doc, each.path, each.said) for each in found] == [(doc, path, value)]
