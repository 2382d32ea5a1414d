"""The screens of a branch's meetings as addresses: the one that is today, and last month's with its minutes."""

from __future__ import annotations

from tests.acceptance.phone import Store


def of_secretary(told: Store) -> dict[str, str]:
    """What she prepares, and the minutes."""
    return {f"meeting-{name}": path for name, path in _meetings(told).items()}


def of_member(told: Store) -> dict[str, str]:
    """What somebody who is due follows, and reads afterwards."""
    return {f"meeting-{name}-for-members": path for name, path in _meetings(told).items()}


def _meetings(told: Store) -> dict[str, str]:
    held = [told.document(doc) for doc in told.of_kind("meeting")]
    return {
        "over" if said.get("ended") else "to-come": f"/meetings/{said['activity'].hex()}"
        for said in sorted(held, key=lambda each: each["activity"])
    }
