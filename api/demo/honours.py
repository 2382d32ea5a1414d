"""The demonstration's honours: conferred, its notice over, on notice with an objection; a window's stars, a banner.

Promises: pure; everything lies before `now_ms`; the days between notice and conferral hold five working days whatever
the holidays are.
"""

from __future__ import annotations

from typing import Any

from api.demo.doings import Telling
from api.demo.honour_awards import BANNER, STARS
from api.demo.hospital import Colleague, Deed, Hospital
from api.demo.programmes import running_id
from models.calendar import HOUR_MS, add_days, day_start_ms, quarter
from models.document import natural_id, uuid_text

PERSON, WORKER, WINDOW = "pacesetter", "workers", "model_windows"
_MONTHS = (
    (2, 60, 3, "首次评定，三月均分76"),
    (1, 32, 4, "满意度连续两月97%以上，升一星"),
    (0, 4, 3, "本月两次无人值守，降一星"),
)
"""Months back, days ago, stars, why."""


def honour_deeds(hospital: Hospital, today: str, now_ms: int) -> list[Deed]:
    telling = Telling(hospital, today, now_ms)
    own = [each for each in hospital.people if each.institution == telling.centre]
    office = next(each for each in own if each.role == "supervisor")
    leader = next(each for each in own if each.role == "leader")
    programme = running_id(hospital, today)
    awarding = _Awarding(telling, programme, office)
    head, nurse = telling.who("张建国"), hospital.nurse
    guide = hospital.places["guide"]
    year = add_days(today, -45)[:4]
    awarding.nominates(head, PERSON, nurse.id, year, 45)
    conferred = awarding.announces(PERSON, nurse.id, year, ("优质服务标兵", "值守无差错，患者点名表扬4次。"), ago=40)
    telling.adds(leader, conferred, (12, 10), {"conferred": True})
    colleague = telling.who("叶青青")
    year = add_days(today, -27)[:4]
    awarding.nominates(head, WORKER, colleague.id, year, 27)
    praised = ("群众满意的医疗卫生工作者", "导诊满意度全院第一，收到锦旗2面。")
    awarding.announces(WORKER, colleague.id, year, praised, ago=22)
    year = add_days(today, -4)[:4]
    awarding.nominates(head, WINDOW, guide, year, 4)
    running = awarding.announces(
        WINDOW,
        guide,
        year,
        ("窗口党建精品示范点", "党员轮值导诊，首问负责，投诉为零。"),
        ago=2,
        post="导诊台一号岗",
    )
    objector = telling.who("陈秀英")
    telling.names(
        objector,
        "honour_objection",
        (running, objector.id),
        (1, 15),
        {
            "honour": running,
            "by": objector.id,
            "institution": telling.centre,
            "text": "上月有一次患者反映等候过久，请核实后再定。",
            "raised": True,
        },
    )
    return sorted([*telling.deeds(), *_held(hospital, today, now_ms, office, programme)], key=_at)


def _at(deed: Deed) -> int:
    return deed.moment_ms


class _Awarding:
    """评优: what heads and the office do for an award of the running programme."""

    def __init__(self, telling: Telling, programme: bytes, office: Colleague) -> None:
        self._telling, self._programme, self._office = telling, programme, office

    def nominates(self, who: Colleague, element: str, subject: bytes, period: str, ago: int) -> None:
        self._telling.named(
            who,
            "nomination",
            f"nomination/{uuid_text(self._programme)}/{element}/{uuid_text(subject)}/{period}",
            (ago, 9),
            {
                "programme": self._programme,
                "element": element,
                "subject": subject,
                "period": period,
                "institution": self._telling.centre,
                f"steps/house/{uuid_text(who.id)}": {"ruling": "put_forward"},
            },
        )

    def announces(
        self, element: str, subject: bytes, period: str, said: tuple[str, str], *, ago: int, post: str = ""
    ) -> bytes:
        title, reason = said
        writes: dict[str, Any] = {
            "programme": self._programme,
            "element": element,
            "period": period,
            "subject": subject,
            "institution": self._telling.centre,
            "title": title,
            "reason": reason,
            "announced": True,
        }
        return self._telling.makes(self._office, "honour", ago, 10, {**writes, "post": post} if post else writes)


def _held(hospital: Hospital, today: str, now_ms: int, office: Colleague, programme: bytes) -> list[Deed]:
    """The stars of a window, month by month, and the banner of the last quarter and of this one."""
    here, plan = hospital.places["centre"], uuid_text(programme)
    guide, registration = hospital.places["guide"], hospital.places["registration"]
    named: dict[str, Any] = {"programme": programme, "institution": here}
    stars = natural_id(f"star_rating/{plan}/{STARS}/{uuid_text(registration)}")
    deeds: list[Deed] = []
    for back, ago, level, why in _MONTHS:
        month = _month_back(today, back + 1)
        value = {"stars": level, "reason": why, "by": office.id}
        writes = {**named, "element": STARS, "subject": registration, f"levels/{month}": value}
        deeds.append(Deed(day_start_ms(add_days(today, -ago)) + 11 * HOUR_MS, office.id, stars, "star_rating", writes))
    last = quarter(add_days(_quarter_begins(today), -1))
    for period, ago, holder, why in (
        (last, 38, registration, "窗口月考核连续三月第一"),
        (quarter(today), 3, guide, "月考核第一，群众满意度98.6%"),
    ):
        doc = natural_id(f"roving_banner/{plan}/{BANNER}/{period}")
        writes = {**named, "element": BANNER, "period": period, "holder": holder, "reason": why}
        moment_ms = day_start_ms(add_days(today, -ago)) + 16 * HOUR_MS
        deeds.append(Deed(moment_ms, office.id, doc, "roving_banner", writes))
    return [deed for deed in deeds if deed.moment_ms < now_ms]


def _quarter_begins(today: str) -> str:
    return f"{today[:4]}-{(int(today[5:7]) - 1) // 3 * 3 + 1:02}-01"


def _month_back(today: str, count: int) -> str:
    month = today[:7]
    for _ in range(count):
        month = add_days(f"{month}-01", -1)[:7]
    return month
