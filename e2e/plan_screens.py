"""The screens on which programmes are made, as addresses for stories and pictures."""

from __future__ import annotations

from tests.acceptance.phone import Store


def plan_screens(told: Store) -> dict[str, str]:
    """Name to path, for who may make programmes: with the draft of the demonstration and the version before it."""
    plans = {bool(told.document(doc).get("published")): doc.hex() for doc in told.of_kind("programme")}
    draft, published = f"/programmes/{plans[False]}", f"/programmes/{plans[True]}"
    return {
        "programmes": "/programmes",
        "programme-new": "/programmes/new",
        "programme-draft": draft,
        "programme-published": published,
        "programme-section": f"{draft}/evaluations",
        "programme-element": f"{draft}/evaluations/self",
        "programme-form": f"{draft}/forms/self",
        "programme-form-item": f"{draft}/forms/self/quality",
        "programme-read": f"{published}/evaluations/self",
        "programme-list": f"{published}/checklists/window",
        "programme-preview": f"{draft}/preview",
        "programme-changes": f"{draft}/changes",
        "programme-owners": f"{published}/owners",
    }
