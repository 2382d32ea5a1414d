"""Addresses of the inspections' screens: a planner's, and those of an inspector who is on a visit."""

from __future__ import annotations

from tests.acceptance.phone import Store


def of_planner(told: Store) -> dict[str, str]:
    plans = told.of_kind("inspection_plan")
    return {
        "inspections-planner": "/inspections",
        "inspection-new": "/inspections/new",
        **{f"inspection-{told.document(plan)['manner']}": f"/inspections/{plan.hex()}" for plan in plans},
    }


def of_inspector(told: Store) -> dict[str, str]:
    visits = [doc for doc in told.of_kind("visit") if told.document(doc).get("published") is None]
    (begun,) = [doc for doc in visits if told.document(doc)["manner"] == "covert"]
    (ended,) = [doc for doc in visits if told.document(doc)["manner"] == "open"]
    visit = f"/visits/{begun.hex()}"
    return {
        "inspections": "/inspections",
        "visit": visit,
        "visit-item": f"{visit}/items/on_duty",
        "visit-item-score": f"{visit}/items/manner",
        "visit-team": f"{visit}/team",
        "visit-talk": f"{visit}/talk",
        "visit-end": f"{visit}/end",
        "visit-ended": f"/visits/{ended.hex()}/end",
    }
