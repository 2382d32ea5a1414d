"""The screens of ratings and complaints as addresses, for who works with them."""

from __future__ import annotations

from tests.acceptance.phone import Store


def of_nurse(told: Store) -> dict[str, str]:
    """Who is asked first: what was taken down, and a new one."""
    complaints = sorted(told.of_kind("complaint"), key=lambda doc: str(told.document(doc)["day"]))
    return {
        "complaints": "/complaints",
        "complaint-new": "/complaints/new",
        "complaint": f"/complaints/{complaints[0].hex()}",
    }


def of_supervisor(told: Store) -> dict[str, str]:
    """The office: satisfaction, what looks odd, what was low, the codes."""
    (flag,) = told.of_kind("rating_flag")
    waiting = [doc for doc in told.of_kind("rating_case") if "replies/1" not in told.document(doc)]
    return {
        "ratings": "/ratings",
        "rating-flag": f"/ratings/flags/{flag.hex()}",
        "rating-case": f"/ratings/cases/{waiting[0].hex()}",
        "rating-batches": "/ratings/batches",
        "rating-batch-new": "/ratings/batches/new",
        "rating-batch": f"/ratings/batch/{told.of_kind('rating_batch')[0].hex()}",
        "rating-away": "/ratings/cases/0",
    }
