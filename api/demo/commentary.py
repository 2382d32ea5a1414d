"""The demonstration's commentary and remarks: a branch that is nearly through with last quarter, and a leader's words.

Promises: pure; the deeds are those of people, in order of time, and lie before `now_ms`.
"""

from __future__ import annotations

from random import Random
from typing import Any

from api.demo.hospital import Colleague, Deed, Hospital
from models.calendar import HOUR_MS, add_days, day_start_ms, quarter
from models.document import natural_id, uuid_text
from sync.stamp import make

STILL_WITHOUT = 2
"""Members whom the secretary has not got to."""

STRENGTHS = (
    "对患者耐心，病区表扬多次。",
    "业务扎实，新技术愿意带头学。",
    "任劳任怨，节假日值班从不推诿。",
    "带教认真，规培学员评价好。",
)
PROBLEMS = (
    "病历书写有时拖到次日。",
    "与家属沟通时语速偏快。",
    "政治学习笔记不够完整。",
    "高峰时段巡视间隔偏长。",
)
ADVICE = (
    "当班病历当班完成，交班前自查一遍。",
    "沟通先听后说，重要事项请家属复述。",
    "每周固定半小时补学习笔记。",
    "高峰时段与邻组互相补位。",
)
DIRECTION = (
    "争创季度服务标兵。",
    "带出一名能独立值班的新人。",
    "把亮身份、亮承诺做到每个班次。",
    "年内完成一项专科技能认证。",
)


def commentary_deeds(hospital: Hospital, today: str, now_ms: int) -> list[Deed]:
    """What the secretary of the clinical branch and the leader said."""
    here = hospital.places["centre"]
    own = [each for each in hospital.people if each.institution == here]
    secretary = next(each for each in own if each.role == "secretary" and each.unit == "surgery")
    leader = next(each for each in own if each.role == "leader")
    deeds = [*_commentary(hospital, secretary, leader, today), *_remarks(hospital, own, leader, today)]
    return sorted((deed for deed in deeds if deed.moment_ms < now_ms), key=lambda deed: deed.moment_ms)


def _commentary(hospital: Hospital, secretary: Colleague, leader: Colleague, today: str) -> list[Deed]:
    random = Random(f"{hospital.seed}/commentary")  # noqa: S311 plausible, not secret
    branch, period = hospital.places["clinical"], last_quarter(today)
    begin_ms = day_start_ms(add_days(today, -12)) + 14 * HOUR_MS
    members = [each for each in hospital.people if each.id in _members(hospital, branch) and each != secretary]
    deeds: list[Deed] = []
    for number, member in enumerate(members[: len(members) - STILL_WITHOUT]):
        name = f"branch_commentary/{period}/{uuid_text(branch)}/{uuid_text(member.id)}"
        writes = {"period": period, "branch": branch, "subject": member.id, "institution": member.institution}
        moment_ms = begin_ms + number * HOUR_MS // 6
        whole = {**writes, **_four_parts(random), "submitted": True}
        deeds.append(Deed(moment_ms, secretary.id, natural_id(name), "branch_commentary", whole))
    name = f"quarterly_remark/{period}/{uuid_text(leader.id)}/{uuid_text(secretary.id)}"
    said = {"period": period, "by": leader.id, "subject": secretary.id, "institution": leader.institution}
    whole = {**said, **_four_parts(random), "submitted": True}
    deeds.append(Deed(begin_ms + 30 * HOUR_MS, leader.id, natural_id(name), "quarterly_remark", whole))
    return deeds


def _members(hospital: Hospital, branch: bytes) -> set[bytes]:
    return {
        deed.doc
        for deed in hospital.deeds
        if deed.kind == "person" and deed.writes.get("branches/1", {}).get("branch") == branch
    }


def _four_parts(random: Random) -> dict[str, str]:
    return {
        "strengths": random.choice(STRENGTHS),
        "problems": random.choice(PROBLEMS),
        "advice": random.choice(ADVICE),
        "direction": random.choice(DIRECTION),
    }


def _remarks(hospital: Hospital, own: list[Colleague], leader: Colleague, today: str) -> list[Deed]:
    said: list[tuple[int, bytes, str, bool]] = [
        (9, hospital.nurse.id, "夜班交接清楚，床旁核对一项不漏，值得全科学习。", False),
        (6, hospital.places["registration"], "上午高峰排队偏长，请增开一个窗口，下周再看。", True),
        (2, own[1].id, "科室台账整理得好，整改件能按期销号。", False),
    ]
    deeds: list[Deed] = []
    for back, subject, text, follow_up in said:
        moment_ms = day_start_ms(add_days(today, -back)) + 10 * HOUR_MS
        writes: dict[str, Any] = {
            "by": leader.id,
            "subject": subject,
            "institution": leader.institution,
            "text": text,
        }
        if follow_up:
            writes["follow_up"] = True
        deeds.append(Deed(moment_ms, leader.id, make(moment_ms, 0, leader.replica), "leader_remark", writes))
    return deeds


def last_quarter(today: str) -> str:
    """The quarter before the one that today is in."""
    first = f"{today[:4]}-{(int(today[5:7]) - 1) // 3 * 3 + 1:02}-01"
    return quarter(add_days(first, -1))
