"""Every screen of the app as an address, with who sees it: what stories and pictures go through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from e2e import (
    bulletin_screens,
    deed_screens,
    honour_screens,
    inspection_screens,
    meeting_screens,
    order_screens,
    poll_screens,
    voice_screens,
)
from e2e.phone import Phone
from e2e.plan_screens import plan_screens
from tests.acceptance.phone import Phone as Client
from tests.acceptance.phone import Store
from tests.demonstration import Hospital

VISITOR = "visitor"
ROLES = (VISITOR, "staff", "head", "secretary", "leader", "supervisor", "admin", "assessor", "inspector")


def addresses(hospital: Hospital, role: str) -> dict[str, str]:
    """Name of a screen to its path, for the first of the demonstration's people in that role; a visitor is nobody."""
    if role == VISITOR:
        return {"sign-in": "/sign-in", "first-run": "/first", "activate": "/activate"}
    told = everything(hospital, hospital.of_role(role))
    makers: Mapping[str, Callable[[Store], dict[str, str]]] = {
        "staff": _nurses,
        "head": _heads,
        "supervisor": _supervisors,
        "admin": _admins,
        "secretary": _secretaries,
        "leader": _leaders,
        "assessor": _assessors,
        "inspector": inspection_screens.of_inspector,
    }
    return makers[role](told)


def everything(hospital: Hospital, account: dict[str, str]) -> Store:
    """All that an account is ever told, by a client of its own."""
    client = Client(hospital.base_url, account["username"], account["password"], device="查对")
    store = Store().follow(client)
    client.http.close()
    return store


def phone_of(hospital: Hospital, role: str, phone: Phone) -> Phone:
    """The phone with somebody of that role signed in, and everything there."""
    return phone.open() if role == VISITOR else phone.sign_in(hospital.of_role(role)).wait_synced()


def _nurses(told: Store) -> dict[str, str]:
    days = sorted(str(told.document(doc)["day"]) for doc in told.of_kind("self_evaluation"))
    today = date.fromisoformat(days[-1]) + timedelta(days=1)
    (assigned,) = [doc for doc in map(told.document, told.of_kind("peer_assignment")) if _runs(told, doc["round"])]
    subject = next(path.split("/")[1].replace("-", "") for path in assigned if path.startswith("subjects/"))
    (result,) = told.of_kind("peer_result")[:1]
    round = assigned["round"].hex()
    (programme,) = told.of_kind("programme")
    return {
        "today": "/",
        "evaluation": f"/self/{today}",
        "evaluation-submitted": f"/self/{days[-1]}",
        "evaluation-done": f"/self/{days[-1]}/done",
        "evaluation-not-yet": f"/self/{today + timedelta(days=2)}",
        "programme": f"/programme/{programme.hex()}",
        "calendar": f"/calendar/{days[-1][:7]}",
        "reviews": "/reviews",
        "round-progress": f"/reviews/{round}",
        "review": f"/reviews/{round}/{subject}",
        "result": f"/results/{result.hex()}",
        "results": "/results",
        "me": "/me",
        "sync": "/me/sync",
        "devices": "/me/devices",
        "second-factor": "/me/second",
        "settings": "/me/settings",
        "about": "/me/about",
        "ballots": "/me/ballots",
        **deed_screens.of_nurse(told),
        **voice_screens.of_nurse(told),
        **poll_screens.of_nurse(told),
        **meeting_screens.of_member(told),
        **honour_screens.of_reader(told),
    }


def _heads(told: Store) -> dict[str, str]:
    submitted = [doc for doc in told.of_kind("self_evaluation") if told.document(doc).get("submitted")]
    return {
        "head-today": "/",
        "sheets-head": "/sheets",
        "unit": "/unit",
        "unit-evaluation": f"/unit/{submitted[0].hex()}",
        **deed_screens.of_head(told),
        **order_screens.of_head(told),
        **bulletin_screens.of_reader(told),
    }


def _supervisors(told: Store) -> dict[str, str]:
    peers = [doc for doc in told.of_kind("peer_round") if "kind" not in told.document(doc)]
    rounds = {bool(told.document(doc).get("published")): doc.hex() for doc in peers}
    over = [doc for doc in told.of_kind("peer_round") if not _runs(told, doc)]
    (spoken,) = [doc for doc in over if told.document(doc).get("anonymity") == "anonymous"]
    others = {told.document(doc).get("kind"): doc.hex() for doc in over if doc != spoken}
    surveys = {bool(told.document(doc).get("published")): doc.hex() for doc in told.of_kind("survey_round")}
    return {
        "round-upward": f"/rounds/{others['upward']}",
        "round-words": f"/rounds/{spoken.hex()}",
        "round-grades": f"/rounds/{others['upward']}/grades",
        "round-combined": f"/rounds/{others['combined']}",
        "relatives": "/rounds/relatives",
        "surveys": "/surveys",
        "survey-new": "/surveys/new",
        "survey-counted": f"/surveys/{surveys[True]}",
        "survey-running": f"/surveys/{surveys[False]}",
        "survey-box": f"/surveys/{surveys[False]}/box",
        "organiser-reviews": "/reviews",
        "sheets": "/sheets",
        "sheet": f"/sheets/{_department(told)}",
        "closings": "/closings",
        "board": f"/board/{_latest_month(told)}",
        "round-new": "/rounds/new",
        "round-running": f"/rounds/{rounds[False]}",
        "round-published": f"/rounds/{rounds[True]}",
        **order_screens.of_supervisor(told),
        **voice_screens.of_supervisor(told),
        **inspection_screens.of_planner(told),
        **bulletin_screens.of_office(told),
        **honour_screens.of_office(told),
    }


def _admins(told: Store) -> dict[str, str]:
    person = told.of_kind("person")[0].hex()
    return {
        "people": "/people",
        "person": f"/people/{person}",
        "new-person": "/admin/person",
        "new-unit": "/admin/unit",
        "new-assessor": "/admin/assessor",
        "institution": "/admin/institution",
        "activation-code": f"/admin/code/{person}",
        "work-calendar": "/days",
        "checklists": "/checklists",
        **_checklists(told),
        "checklist-import": "/checklists/upload",
        "roster-units": "/roster/units",
        "roster-unit": f"/roster/units/{told.of_kind('unit')[0].hex()}",
        "roster-branch": f"/roster/branches/{told.of_kind('party_branch')[0].hex()}",
        "roster-new-branch": "/roster/branches/new",
        "roster-person": f"/roster/person/{person}",
        "roster-import": "/roster/upload",
        **plan_screens(told),
    }


def _checklists(told: Store) -> dict[str, str]:
    """The one in force, and the draft of its next version with an item of it."""
    lists = {bool(told.document(doc).get("published")): doc.hex() for doc in told.of_kind("checklist")}
    draft = f"/checklists/{lists[False]}"
    return {
        "checklist": f"/checklists/{lists[True]}",
        "checklist-draft": draft,
        "checklist-item": f"{draft}/items/manner",
        "checklist-item-if": f"{draft}/items/queue_why",
        "checklist-item-new": f"{draft}/items/new",
        "checklist-item-gone": f"{draft}/items/nothing",
        "checklist-changes": f"{draft}/changes",
        "checklist-about": f"{draft}/about",
        "checklist-new": "/checklists/new",
    }


def _department(told: Store) -> str:
    """The department of most people."""
    results = [told.document(doc) for doc in told.of_kind("period_result")]
    departments = [each for each in results if each["subject_kind"] == "department"]
    return max(departments, key=lambda each: each.get("people") or 0)["subject"].hex()


def _latest_month(told: Store) -> str:
    months = {str(told.document(doc)["period"]) for doc in told.of_kind("month_close")}
    return max(months)


def _secretaries(told: Store) -> dict[str, str]:
    documents = [told.document(doc) for doc in told.of_kind("branch_commentary")]
    written = documents[0]
    period, subject = written["period"], written["subject"].hex()
    next_period = f"{int(period[:4]) + 1}Q1" if period.endswith("Q4") else f"{period[:5]}{int(period[5]) + 1}"
    meeting = next(each for each in map(told.document, told.of_kind("meeting")) if not each.get("ended"))
    return {
        "secretary-today": "/",
        "projector": f"/meetings/{meeting['activity'].hex()}/projector",
        "projector-remote": f"/meetings/{meeting['activity'].hex()}/remote",
        "commentary": "/commentary",
        "commentary-given": f"/commentary/{period}/{subject}",
        "commentary-write": f"/commentary/{next_period}/{subject}",
        **poll_screens.of_secretary(told),
        **meeting_screens.of_secretary(told),
    }


def _leaders(told: Store) -> dict[str, str]:
    person = told.of_kind("person")[0].hex()
    plan = next(doc for doc in told.of_kind("programme") if told.document(doc).get("published")).hex()
    results = {doc: told.document(doc) for doc in told.of_kind("peer_result")}
    spoken = next(doc for doc, each in results.items() if any(path.startswith("words/") for path in each))
    judged = next(each for each in map(told.document, told.of_kind("assessment")) if each.get("submitted"))
    window = f"/assess/{plan}/{judged['element']}"
    return {
        "result-words": f"/results/{spoken.hex()}",
        "assess": window,
        "assess-write": f"{window}/{judged['period']}/{judged['subject'].hex()}",
        "awards": f"/awards/{plan}",
        "award": f"/awards/{plan}/ten_best",
        "remarks-asked": f"/remarks/for/{plan}/leader",
        "leader-today": "/",
        "period-grades": f"/grades/{_latest_month(told)}",
        "remarks": "/remarks",
        "remark-whom": "/remarks/new",
        "remark-write": f"/remarks/new/{person}",
        "said": "/said",
        "said-grade": f"/said/{told.of_kind('decision')[0].hex()}",
        **order_screens.of_leader(told),
    }


def _assessors(told: Store) -> dict[str, str]:
    (running,) = [doc for doc in told.of_kind("survey_round") if _runs(told, doc)]
    return {"assessor-today": "/", "survey-ask": f"/surveys/{running.hex()}/ask"}


def _runs(told: Store, round: bytes) -> bool:
    return not told.document(round).get("published")
