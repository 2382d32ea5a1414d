"""What the demonstration has reported upward: two months (one late), a year, a brief, a good deed; and a draft.

Promises: pure; drafted by the supervisor, checked by the leader; everything lies before `now_ms`.
"""

from __future__ import annotations

from typing import Any

from api.demo.hospital import Colleague, Deed, Hospital
from api.demo.snapshots import reference
from models.calendar import HOUR_MS, add_days, day_start_ms
from models.document import natural_id, uuid_text
from sync.stamp import make

_FIGURES = (
    (("每日自评", "1,012份", "948份"), ("月度互评", "96份", "88份"), ("明察暗访", "4次", "3次")),
    (("每日自评", "948份", "861份"), ("月度互评", "88份", "80份"), ("明察暗访", "3次", "3次")),
)
_TEXTS = (
    ("总体情况", "按方案开展每日自评和月度互评，窗口秩序好转，好人好事3件。"),
    ("存在问题", "检验窗口早高峰排队超过15分钟，已下发限期整改通知书。"),
    ("下月打算", "增开一个采血窗口；组织一次服务礼仪培训。"),
)
_YEAR = (
    ("总体情况", "全年开展自评、互评、点评和群众评议，三好一满意活动按方案完成。"),
    ("主要做法", "亮身份、亮承诺、亮标准，窗口一次性告知，首问负责。"),
    ("存在问题和明年打算", "公共卫生服务的满意度还不够高，明年增加入户回访。"),
)
_TARGETS = (
    ("群众满意度", "≥90%", "94.1%", True),
    ("有效投诉", "比上年减少", "7件（上年9件）", True),
    ("党员承诺兑现率", "100%", "97.5%", False),
)


def report_deeds(hospital: Hospital, today: str, now_ms: int) -> list[Deed]:
    here = hospital.places["centre"]
    own = [each for each in hospital.people if each.institution == here]
    office = next(each for each in own if each.role == "supervisor")
    leader = next(each for each in own if each.role == "leader")
    this = f"{today[:7]}-01"
    last = add_days(this, -1)[:7]
    before = add_days(f"{last}-01", -1)[:7]
    year = str(int(today[:4]) - 1)
    writing = _Writing(here, office, leader)
    writing.report("monthly", last, add_days(this, 1), _FIGURES[0])
    writing.report("monthly", before, f"{last}-07", _FIGURES[1])
    writing.report("yearly", year, f"{year}-12-28", (), texts=_YEAR, targets=_TARGETS)
    writing.brief(
        "good_deed",
        add_days(today, -6),
        "下班路上救助晕倒老人",
        "内科李燕下班途中对晕倒老人施救，送至急诊后离开。",
        "内科李燕",
    )
    writing.brief(
        "brief",
        add_days(today, -15),
        "窗口服务“一次性告知”单上墙",
        "八个窗口统一张贴一次性告知单，退号率下降四成。",
        "",
        photo="window_put_right",
    )
    writing.brief(
        "experience",
        add_days(today, -1),
        "导诊台党员轮值的做法",
        "每日两名党员轮值导诊，首问负责到底。",
        "导诊台",
        sent=False,
    )
    return sorted((deed for deed in writing.deeds if deed.moment_ms < now_ms), key=lambda deed: deed.moment_ms)


class _Writing:
    """上报: gathers what was drafted, checked and sent, a day apart."""

    def __init__(self, here: bytes, office: Colleague, leader: Colleague) -> None:
        self._here, self._office, self._leader = here, office, leader
        self.deeds: list[Deed] = []

    def report(
        self,
        type: str,
        period: str,
        day: str,
        figures: tuple[tuple[str, str, str], ...],
        *,
        texts: tuple[tuple[str, str], ...] = _TEXTS,
        targets: tuple[tuple[str, str, str, bool], ...] = (),
    ) -> None:
        doc = natural_id(f"report/{uuid_text(self._here)}/{type}/{period}/1")
        title = f"{period}年工作总结" if type == "yearly" else f"{period[:4]}年{int(period[5:])}月工作月报"
        writes: dict[str, Any] = {
            "institution": self._here,
            "type": type,
            "period": period,
            "edition": "1",
            "title": title,
        }
        for at, (label, value, before) in enumerate(figures, 1):
            writes[f"figures/f{at}"] = {"order": at, "label": label, "value": value, "before": before}
        for at, (heading, text) in enumerate(texts, 1):
            writes[f"sections/s{at}"] = {"order": at, "heading": heading, "text": text}
        for at, (label, wanted, value, met) in enumerate(targets, 1):
            writes[f"targets/t{at}"] = {"order": at, "label": label, "wanted": wanted, "value": value, "met": met}
        self._course(doc, "report", writes, day, sent=True)

    def brief(
        self, type: str, day: str, title: str, text: str, who: str, *, sent: bool = True, photo: str = ""
    ) -> None:
        doc = make(day_start_ms(day) + 9 * HOUR_MS, 41, self._office.replica)
        writes: dict[str, Any] = {"institution": self._here, "day": day, "type": type, "title": title, "text": text}
        writes |= {"who": who} if who else {}
        writes |= {"photos/1": reference(photo)} if photo else {}
        self._course(doc, "brief", writes, day, sent=sent)

    def _course(self, doc: bytes, kind: str, writes: dict[str, Any], day: str, *, sent: bool) -> None:
        office, leader = self._office.id, self._leader.id
        at = day_start_ms(day) + 9 * HOUR_MS
        self.deeds.append(Deed(at, office, doc, kind, writes))
        if sent:
            check = {f"checks/{uuid_text(leader)}": {"ruling": "accepted"}}
            self.deeds.append(Deed(at + 24 * HOUR_MS, leader, doc, kind, check))
            self.deeds.append(Deed(at + 26 * HOUR_MS, office, doc, kind, {"sent": True}))
