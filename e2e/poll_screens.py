"""The screens of polls as addresses: as one answers them, runs them, and reads what came of them."""

from __future__ import annotations

from tests.acceptance.phone import Store


def of_nurse(told: Store) -> dict[str, str]:
    """An appraisal and a motion that are revealed, a choice and an anonymous question that wait for her."""
    by_type = _polls(told)
    return {
        "polls": "/polls",
        "poll-fill": by_type["choice", False],
        "poll-anonymous": by_type["approval", False],
        "poll-revealed": by_type["appraisal", True],
        "poll-motion": by_type["approval", True],
        "poll-away": "/polls/0",
    }


def of_secretary(told: Store) -> dict[str, str]:
    by_type = _polls(told)
    return {
        "poll-new": "/polls/new",
        "poll-run": by_type["choice", False],
        "poll-papers": f"{by_type['choice', False]}/papers",
        "poll-outcome": by_type["appraisal", True],
    }


def _polls(told: Store) -> dict[tuple[str, bool], str]:
    polls = {doc: told.document(doc) for doc in told.of_kind("poll")}
    return {
        (str(poll["type"]), poll.get("revealed") is True): f"/polls/{doc.hex()}"
        for doc, poll in polls.items()
        if poll.get("opened") is True
    }
