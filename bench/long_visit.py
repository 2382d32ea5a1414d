"""A visit with a checklist of a thousand items: one inspector has judged all of it, another half, as on a long day."""

from __future__ import annotations

import datetime
import random
from typing import Any

from api.clock import system_clock
from api.database import Store
from api.intake import take, write_as_server
from api.stores import open_store
from bench.hospital import FOUNDED_MS, INSTITUTION, SINCE, WORDS, Phone, push_body
from models.document import ServerAct, uuid_text
from models.inspection import visit_id
from sync.change import encode_change
from sync.natural import natural_id
from sync.stamp import make

PLACE, CHECKLIST = make(FOUNDED_MS, 3, 1), make(FOUNDED_MS, 4, 1)
SECTION_ITEMS = 25
AT_ONCE = 200
_VERDICTS = ("pass", "pass", "pass", "fail", "na")


def walked(url: str, phones: list[Phone], items: int) -> bytes:
    """The id of a visit on which the second phone has judged everything and the first every other item."""
    first, second, planner = phones
    store = open_store(url)
    acts = [_role(first, "inspector"), _role(second, "inspector"), _role(planner, "supervisor")]
    about = {"institution": INSTITUTION, "name": "全院服务检查表", "version": 1, "published": True}
    asked = {f"items/{_name(number)}": _item(number) for number in range(items)}
    place = {"institution": INSTITUTION, "name": "药房", "type": "department"}
    with store.transaction() as txn:
        named = [ServerAct(PLACE, "unit", place), ServerAct(CHECKLIST, "checklist", about | asked)]
        write_as_server(txn, [*named, *acts], system_clock())
    plan = planner.stamp()
    _push(store, planner, [encode_change(plan, plan, "inspection_plan", list(_plan(phones).items()))])
    _push(store, planner, [encode_change(planner.stamp(), plan, "inspection_plan", [("sealed", True)])])
    visit = visit_id(plan, PLACE)
    for phone, seen in ((first, range(0, items, 2)), (second, range(items))):
        arrived = encode_change(phone.stamp(), visit, "visit", [(f"begun/{uuid_text(phone.person)}", system_clock())])
        _push(store, phone, [arrived, *(_observation(phone, visit, number) for number in seen)])
    store.close()
    return visit


def _name(number: int) -> str:
    return f"i{number:04}"


def _item(number: int) -> dict[str, Any]:
    drawn = random.Random(number)  # noqa: S311 - the same load in every run
    text = "".join(drawn.choice(WORDS) for _ in range(drawn.randint(4, 12)))
    section = number // SECTION_ITEMS + 1
    item: dict[str, Any] = {
        "order": number + 1,
        "text": text,
        "group": [f"第{section}部分", WORDS[section % len(WORDS)]],
    }
    if number % 3 == 0:
        item |= {"points": 2, "deduct": {"each": "0.5", "cap": 2}}
    if number % 17 == 0:
        item["core"] = True
    return item


def _role(phone: Phone, role: str) -> ServerAct:
    return ServerAct(phone.person, "person", {"roles/2": {"role": role, "at": INSTITUTION, "from": SINCE, "to": None}})


def _plan(phones: list[Phone]) -> dict[str, Any]:
    first, second, planner = phones
    day = datetime.datetime.now(datetime.UTC).date()
    return {
        "institution": INSTITUTION,
        "organiser": planner.person,
        "manner": "covert",
        "title": "全院暗访",
        "practice": "covert",
        "from": (day - datetime.timedelta(days=2)).isoformat(),
        "to": (day + datetime.timedelta(days=2)).isoformat(),
        "checklist": CHECKLIST,
        "rule": "worst",
        "leader": first.person,
        f"candidates/{uuid_text(PLACE)}": True,
        f"inspectors/{uuid_text(first.person)}": True,
        f"inspectors/{uuid_text(second.person)}": True,
    }


def _observation(phone: Phone, visit: bytes, number: int) -> bytes:
    doc = natural_id(f"observation/{uuid_text(visit)}/{_name(number)}/{uuid_text(phone.person)}")
    drawn = random.Random(f"{number}/{phone.replica}")  # noqa: S311 - the same load in every run
    said = {"visit": visit, "item": _name(number), "inspector": phone.person, "verdict": drawn.choice(_VERDICTS)}
    return encode_change(phone.stamp(), doc, "observation", list(said.items()))


def _push(store: Store, phone: Phone, changes: list[bytes]) -> None:
    for start in range(0, len(changes), AT_ONCE):
        body = push_body(*changes[start : start + AT_ONCE])
        with store.transaction() as txn:
            refused = [each for each in take(txn, phone, body, system_clock(), "en").results if each]
        if refused:
            raise RuntimeError(f"a change was refused: {refused[0]}")
