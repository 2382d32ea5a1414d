"""Pledges, records, activities and tasks for tests, brought into every state by the people whose work it is."""

from __future__ import annotations

from typing import Any

from models.document import natural_id, uuid_text
from tests.models.world import BAY, BRANCH, CENTRE, NOON, PEOPLE, TODAY, World, id_of

PLEDGE, RECORD, ACTIVITY, TASK = id_of(700), id_of(701), id_of(702), id_of(703)
HOUR_MS = 3_600_000


def own(prefix: str, who: str) -> str:
    """A path that ends with its writer."""
    return f"{prefix}{uuid_text(PEOPLE[who])}"


PLEDGE_DRAFT: dict[str, Any] = {
    "institution": CENTRE,
    "pledger": PEOPLE["nurse"],
    "day": TODAY,
    "type": "post",
    "aspects": ["改进服务作风"],
    "text": "接诊先起身，检查先告知。",
    "due_on": "2026-12-31",
}
ACCEPT: dict[str, Any] = {"ruling": "accepted"}
RETURN: dict[str, Any] = {"ruling": "returned", "reason": "请写明时间"}
DISPLAY: dict[str, Any] = {"on": TODAY, "places": ["门诊公示栏"]}
NOTE: dict[str, Any] = {"on": TODAY, "text": "本周做到了"}
KEPT: dict[str, Any] = {"grade": "kept"}


def does(world: World, who: str, kind: str, doc: bytes, **writes: Any) -> None:
    """An act that must be taken; `__` in a name stands for a slash."""
    given = {path.replace("__", "/"): value for path, value in writes.items()}
    refusal = world.tries(who, kind, doc, given)
    assert refusal is None, refusal


KINDS_OF = {PLEDGE: "pledge", RECORD: "record_entry", ACTIVITY: "activity", TASK: "contracted_task"}


def signs(world: World, who: str, doc: bytes, prefix: str, value: Any) -> None:
    """An act that must be taken, under a path that ends with its writer."""
    refusal = world.tries(who, KINDS_OF[doc], doc, {own(prefix, who): value})
    assert refusal is None, refusal


def drafted(world: World) -> None:
    does(world, "nurse", "pledge", PLEDGE, **PLEDGE_DRAFT)


def handed_in(world: World) -> None:
    drafted(world)
    does(world, "nurse", "pledge", PLEDGE, handed_in__1=True)


def returned(world: World) -> None:
    handed_in(world)
    signs(world, "secretary", PLEDGE, "reviews/1/", RETURN)


def accepted(world: World) -> None:
    handed_in(world)
    signs(world, "secretary", PLEDGE, "reviews/1/", ACCEPT)


def published(world: World) -> None:
    accepted(world)
    signs(world, "supervisor", PLEDGE, "published/", DISPLAY)


def reported(world: World) -> None:
    published(world)
    does(world, "nurse", "pledge", PLEDGE, fulfilments__1=NOTE, reported=True)


def graded(world: World) -> None:
    reported(world)
    signs(world, "head_of_bay", PLEDGE, "grades/", KEPT)


def withdrawn(world: World) -> None:
    handed_in(world)
    does(world, "nurse", "pledge", PLEDGE, withdrawn=True)


RECORD_ENTRY: dict[str, Any] = {
    "institution": CENTRE,
    "person": PEOPLE["nurse"],
    "day": TODAY,
    "type": "volunteer",
    "title": "敬老院义诊",
    "hours": "2.5",
    "handed_in/1": True,
}


def entered(world: World) -> None:
    does(world, "nurse", "record_entry", RECORD, **RECORD_ENTRY)


def sent_back(world: World) -> None:
    entered(world)
    signs(world, "head_of_bay", RECORD, "reviews/1/", RETURN)


def confirmed(world: World) -> None:
    entered(world)
    signs(world, "head_of_bay", RECORD, "reviews/1/", ACCEPT)


def taken_back(world: World) -> None:
    entered(world)
    does(world, "nurse", "record_entry", RECORD, withdrawn=True)


ACTIVITY_PLAN: dict[str, Any] = {
    "institution": CENTRE,
    "organiser": PEOPLE["head_of_bay"],
    "place": BAY,
    "type": "training",
    "title": "静脉输液操作培训",
    "begins_at": NOON + HOUR_MS,
    "ends_at": NOON + 2 * HOUR_MS,
    "due_by": "everyone",
}
BRANCH_PLAN: dict[str, Any] = {**ACTIVITY_PLAN, "organiser": PEOPLE["secretary"], "place": BRANCH, "due_by": "party"}
ATTENDANCE = natural_id(f"attendance/{uuid_text(ACTIVITY)}/{uuid_text(PEOPLE['nurse'])}")
KEY = natural_id(f"activity_key/{uuid_text(ACTIVITY)}/{uuid_text(PEOPLE['head_of_bay'])}")
PRESENCE: dict[str, Any] = {
    "activity": ACTIVITY,
    "person": PEOPLE["nurse"],
    "organiser": PEOPLE["head_of_bay"],
    "place": BAY,
}
SIGN_IN: dict[str, Any] = {"signed_in": {"code": "123456", "at": NOON}}


def planned(world: World) -> None:
    does(world, "head_of_bay", "activity", ACTIVITY, **ACTIVITY_PLAN)


def announced(world: World) -> None:
    planned(world)
    does(world, "head_of_bay", "activity", ACTIVITY, announced=True)


def signed_in(world: World) -> None:
    announced(world)
    does(world, "nurse", "attendance", ATTENDANCE, **PRESENCE, **SIGN_IN)


def keyed(world: World) -> None:
    announced(world)
    writes = {"activity": ACTIVITY, "organiser": PEOPLE["head_of_bay"], "key": id_of(9)}
    does(world, "head_of_bay", "activity_key", KEY, **writes)


def ended(world: World) -> None:
    signed_in(world)
    does(world, "head_of_bay", "activity", ACTIVITY, ended=True)


def cancelled(world: World) -> None:
    signed_in(world)
    does(world, "head_of_bay", "activity", ACTIVITY, cancelled="讲师有急诊")


TASK_TERMS: dict[str, Any] = {
    "institution": CENTRE,
    "assigner": PEOPLE["head_of_bay"],
    "responsible": PEOPLE["nurse"],
    "day": TODAY,
    "title": "建好抢救车每日核对表",
    "due_on": "2026-12-05",
    "amount": "200",
}


def offered(world: World) -> None:
    does(world, "head_of_bay", "contracted_task", TASK, **TASK_TERMS)


def assigned(world: World) -> None:
    offered(world)
    does(world, "head_of_bay", "contracted_task", TASK, assigned=True)


def taken(world: World) -> None:
    assigned(world)
    signs(world, "nurse", TASK, "answers/", ACCEPT)


def task_reported(world: World) -> None:
    taken(world)
    does(world, "nurse", "contracted_task", TASK, reports__1=NOTE)


def done(world: World) -> None:
    task_reported(world)
    signs(world, "head_of_bay", TASK, "checks/1/", ACCEPT)
