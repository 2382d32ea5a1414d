"""A hospital for measuring: one institution, a unit, its people signed in, and the changes that they make."""

from __future__ import annotations

import datetime
import random
import secrets
from typing import Any

from api.accounts import add_account, open_session
from api.clock import system_clock
from api.database import Store, Txn
from api.intake import write_as_server
from api.migrate import migrate
from api.passwords import hash_for_demo
from api.stores import open_store
from models import built_in_forms
from models.document import ServerAct, uuid_text
from sync.change import encode_change
from sync.messages import encode_push
from sync.natural import natural_id
from sync.stamp import ZERO, make, next_stamp

SINCE = "1980-01-01"
"""When everybody joined: before the earliest day that a load fills in."""
FOUNDED_MS = 1_577_836_800_000
PEOPLE_A_GROUP = 50
INSTITUTION, UNIT = make(FOUNDED_MS, 1, 1), make(FOUNDED_MS, 2, 1)
DRAFT: tuple[dict[str, Any], ...] = (
    {"answers/first_asked": "full"},
    {"answers/attitude": 4},
    {"answers/discipline": True},
    {"note": "今天门诊较忙，带教两名新同事，已交班。"},
)
"""Four fields, the same in every record; with their paths about 120 bytes."""
WORDS = [
    "三床",
    "五床",
    "十二床",
    "门诊",
    "急诊",
    "药房",
    "化验",
    "换药",
    "输液",
    "测温",
    "交班",
    "查房",
    "会诊",
    "转科",
    "出院",
    "入院",
    "家属",
    "老人",
    "孩子",
    "孕妇",
    "陪护",
    "夜班",
    "早班",
    "带教",
    "新同事",
    "用药",
    "过敏",
    "血糖",
    "血压",
    "体温",
    "伤口",
    "引流",
    "翻身",
    "皮肤",
    "饮食",
    "解释",
    "安慰",
    "耐心",
    "及时",
    "重复",
    "核对",
    "签字",
    "登记",
    "上报",
    "改进",
    "表扬",
    "投诉",
    "等候",
    "排队",
    "指路",
    "借轮椅",
    "打热水",
    "说清楚",
    "记下来",
    "多问一句",
    "没有遗漏",
    "晚了十分钟",
    "已处理",
    "明天再看",
    "请医生来",
    "电话回访",
]
NOTE_BYTES = 112


def filled(number: int) -> tuple[dict[str, Any], ...]:
    """Four fields of about 120 bytes of values, different in every record as what people write is."""
    drawn = random.Random(number)  # noqa: S311 - the same load in every run
    note = ""
    while len(note.encode()) < NOTE_BYTES:
        note += drawn.choice(WORDS) + drawn.choice(("，", "，", "、", "。"))
    return (
        {"answers/first_asked": drawn.choice(("full", "partly", "missed"))},
        {"answers/attitude": drawn.randint(1, 5)},
        {"answers/discipline": drawn.random() < 0.9},
        {"note": note},
    )


class Phone:
    """A signed-in replica: cookie, clock and the bodies that it sends."""

    def __init__(self, person: bytes) -> None:
        self.person = person
        self.replica = 0
        self.token = ""
        self.latest = ZERO

    def stamp(self) -> bytes:
        self.latest = next_stamp(self.latest, system_clock(), self.replica)
        return self.latest

    def evaluation(self, day: str) -> bytes:
        """The id of this person's evaluation of a day."""
        return natural_id(f"self_evaluation/{uuid_text(self.person)}/daily/{day}")

    def change(self, day: str, *drafts: dict[str, Any], first: bool = True) -> bytes:
        """One change to an evaluation; the first one makes it."""
        writes: dict[str, Any] = {"person": self.person, "form": "daily@1", "day": day} if first else {}
        for draft in drafts:
            writes.update(draft)
        return encode_change(self.stamp(), self.evaluation(day), "self_evaluation", list(writes.items()))


def push_body(*changes: bytes) -> bytes:
    return encode_push(None, list(changes))


def day(number: int) -> str:
    """A day before today: 0 is yesterday."""
    return (datetime.datetime.now(datetime.UTC).date() - datetime.timedelta(days=number + 1)).isoformat()


def found(url: str, people: int, heads: int = 0, password: str | None = None) -> list[Phone]:
    """Makes the database with this many people, the first `heads` of them heads of the unit, all signed in.

    With a password (everybody's) they can also sign in themselves, as `phone0`, `phone1` and so on.
    """
    store = open_store(url)
    password_hash = "-" if password is None else hash_for_demo(password)
    migrate(store, secrets.token_bytes(16))
    phones = [Phone(make(FOUNDED_MS, 10 + number % 4_000, 1 + number // 4_000)) for number in range(people)]
    with store.transaction() as txn:
        write_as_server(txn, [*built_in_forms.acts(), *_places()], system_clock())
    for start in range(0, people, PEOPLE_A_GROUP):
        group = phones[start : start + PEOPLE_A_GROUP]
        acts = [_person(phone, start + number, heads) for number, phone in enumerate(group)]
        with store.transaction() as txn:
            write_as_server(txn, acts, system_clock())
            for number, phone in enumerate(group, start):
                _sign_in(txn, phone, f"phone{number}", password_hash)
    _use_form(store, phones[0])
    store.close()
    return phones


def _places() -> list[ServerAct]:
    return [
        ServerAct(INSTITUTION, "institution", {"name": "测量医院", "self_evaluation_form": "daily@1"}),
        ServerAct(UNIT, "unit", {"institution": INSTITUTION, "name": "门诊部", "type": "department"}),
    ]


def _person(phone: Phone, number: int, heads: int) -> ServerAct:
    stay = {"unit": UNIT, "from": SINCE, "to": None}
    writes: dict[str, Any] = {"institution": INSTITUTION, "name": f"同事{number}", "memberships/1": stay}
    if number < heads:
        writes["roles/1"] = {"role": "head", "at": UNIT, "from": SINCE, "to": None}
    return ServerAct(phone.person, "person", writes)


def _sign_in(txn: Txn, phone: Phone, name: str, password_hash: str) -> None:
    add_account(txn, phone.person, name, password_hash, system_clock())
    session = open_session(txn, phone.person, "phone", system_clock())
    phone.replica, phone.token = session.replica, session.token


def _use_form(store: Store, phone: Phone) -> None:
    """The first use of a form is news for everybody; that is over before anything is measured."""
    act = ServerAct(natural_id("form/daily@1"), "form", {"used": True})
    with store.transaction() as txn:
        write_as_server(txn, [act], system_clock())
