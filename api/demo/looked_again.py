"""A re-inspection of the demonstration: an order was closed, and what its unit does is looked at again.

Promises: pure; planned by who is independent of the unit, walked by two, published by two; what was found tells the
order, and lies before what the office does on it.
"""

from __future__ import annotations

from typing import Any

from api.demo.checklists import checklist_id
from api.demo.doings import Telling
from api.demo.hospital import Deed
from api.demo.snapshots import reference
from models.document import natural_id, uuid_text
from models.inspection import visit_id

SUPERVISOR, LEADER, SECOND = "罗丽萍", "韦立新", "叶青青"
_REGISTER = reference("register")
_SEEN: dict[str, dict[str, Any]] = {
    "on_duty": {"verdict": "pass"},
    "fees": {"verdict": "pass"},
    "queue": {
        "verdict": "fail",
        "note": "8:40 标本集中送达，有三份登记晚于接收半小时",
        "place": "标本接收口",
        "photos/1": _REGISTER,
    },
}
_FINDING: dict[str, Any] = {
    "item": "queue",
    "kind": "工作流程",
    "text": "上午高峰标本登记仍晚于接收",
    "object": "标本接收口",
    "suggestion": "高峰时增加一人专门登记",
    "building": "医技楼",
    "floor": "一层",
}


def looked_again(telling: Telling, order: bytes, place: str) -> list[Deed]:
    """What the planner and the inspectors did, from four days ago to three."""
    planner, leader, second = (telling.who(name) for name in (SUPERVISOR, LEADER, SECOND))
    unit = telling.hospital.places[place]
    day = telling.day(3)
    writes: dict[str, Any] = {
        "institution": telling.centre,
        "organiser": planner.id,
        "order": order,
        "manner": "covert",
        "practice": "covert",
        "title": "标本登记回头看",
        "rule": "worst",
        "from": day,
        "to": day,
        "checklist": checklist_id(telling.hospital, telling.today),
        "again": True,
        "leader": leader.id,
        **{f"only/{item}": True for item in _SEEN},
        f"candidates/{uuid_text(unit)}": True,
        **{f"inspectors/{uuid_text(each.id)}": True for each in (leader, second)},
    }
    plan = telling.makes(planner, "inspection_plan", 4, 16, writes)
    telling.adds(planner, plan, (4, 16.5), {"sealed": True})
    visit = visit_id(plan, unit)
    deeds: list[Deed] = []
    for number, one in enumerate((leader, second)):
        arrived = telling.moment(3, 8.3 + number / 20)
        deeds.append(Deed(arrived, one.id, visit, "visit", {f"begun/{uuid_text(one.id)}": arrived}))
    for number, (item, seen) in enumerate(_SEEN.items(), 1):
        one = (leader, second)[number % 2]
        doc = natural_id(f"observation/{uuid_text(visit)}/{item}/{uuid_text(one.id)}")
        said = {"visit": visit, "item": item, "inspector": one.id, **seen}
        deeds.append(Deed(telling.moment(3, 8.5 + number / 6), one.id, doc, "observation", said))
    ended = telling.moment(3, 9.5)
    finish = {f"finished/1/{uuid_text(leader.id)}": ended, "host_note": "暗访，没有请科室签名"}
    deeds.append(Deed(ended, leader.id, visit, "visit", finish))
    doc = natural_id(f"publication/{uuid_text(visit)}")
    chosen: dict[str, Any] = {"visit": visit, "withheld": True, "findings/c1": _FINDING, "photos/c1.1": _REGISTER}
    steps = ((leader, 14.0, chosen), (leader, 14.2, {"proposed/1/": True}), (planner, 15.0, {"confirmed/1/": True}))
    for one, hour, told in steps:
        at = telling.moment(3, hour)
        said = {path + uuid_text(one.id): at for path in told if path.endswith("/")} or told
        deeds.append(Deed(at, one.id, doc, "publication", said))
    return [deed for deed in deeds if deed.moment_ms < telling.now_ms]
