"""The screens of pledges, records, activities and tasks as addresses, for who works with them."""

from __future__ import annotations

from tests.acceptance.phone import Store


def of_nurse(told: Store) -> dict[str, str]:
    """Her own in several states, and the forms for new ones."""
    pledges = {_pledge_state(told, doc): doc.hex() for doc in told.of_kind("pledge") if _own(told, doc)}
    activities = {bool(told.document(doc).get("ended")): doc.hex() for doc in told.of_kind("activity")}
    (task,) = told.of_kind("contracted_task")
    record = told.of_kind("record_entry")[0]
    return {
        "deeds": "/deeds",
        "pledges": "/pledges",
        "pledge-new": "/pledges/new",
        "pledge-published": f"/pledges/{pledges['published']}",
        "pledge-returned": f"/pledges/{pledges['returned']}",
        "pledge-board": "/pledges/board",
        "pledge-board-hall": "/pledges/board/hall",
        "records": "/records",
        "record-new": "/records/new",
        "record": f"/records/{record.hex()}",
        "activities": "/activities",
        "activity-to-come": f"/activities/{activities[False]}",
        "activity-over": f"/activities/{activities[True]}",
        "tasks": "/tasks",
        "task": f"/tasks/{task.hex()}",
        "pledge-away": "/pledges/0",
    }


def of_head(told: Store) -> dict[str, str]:
    """What waits for his review, and what he runs and hands out."""
    waiting = [doc for doc in told.of_kind("pledge") if _pledge_state(told, doc) == "waiting"]
    held = {doc: told.document(doc) for doc in told.of_kind("activity")}
    ended = [doc for doc, said in held.items() if said.get("ended") and said["type"] == "training"]
    return {
        "head-deeds": "/deeds",
        "pledges-to-review": "/pledges",
        "pledge-to-review": f"/pledges/{waiting[0].hex()}",
        "records-to-confirm": "/records",
        "activity-new": "/activities/new",
        "activity-run": f"/activities/{ended[0].hex()}",
        "tasks-given": "/tasks",
        "task-new": "/tasks/new",
    }


def _pledge_state(told: Store, doc: bytes) -> str:
    """As far as the screens tell apart; the whole of it is `models.pledge_standing`."""
    held = told.document(doc)
    reviews = [held[path]["ruling"] for path in held if path.startswith("reviews/")]
    if any(path.startswith("published/") for path in held):
        return "published"
    if "returned" in reviews:
        return "returned"
    return "accepted" if reviews else "waiting" if "handed_in/1" in held and "withdrawn" not in held else "draft"


def _own(told: Store, doc: bytes) -> bool:
    """Whose drafts one is told of is oneself: a draft goes to nobody else."""
    pledger = told.document(doc)["pledger"]
    return any(
        told.document(other)["pledger"] == pledger
        for other in told.of_kind("pledge")
        if _pledge_state(told, other) == "draft"
    )
