"""Cases of kinds, natural names and scopes; `tests/models/make.py` writes them to scopes_kinds.json."""

from __future__ import annotations

from typing import Any

from models.document import SERVER, Document, Register, natural_id, uuid_text
from models.kinds import KINDS
from models.people import MISSING
from models.scopes import scopes_for, scopes_of
from tests.models.world import BAY, BRANCH, CENTRE, PEOPLE, TODAY, WARD, World, id_of
from tests.vectors.tagged import tag

ROUND = id_of(500)
NURSE, COLLEAGUE, ADMIN = PEOPLE["nurse"], PEOPLE["colleague"], PEOPLE["admin"]

PATHS = [
    ("self_evaluation", "answers/first_asked"),
    ("self_evaluation", "answers"),
    ("self_evaluation", "answers/a/b"),
    ("self_evaluation", "submitted"),
    ("self_evaluation", "Submitted"),
    ("person", "roles/1"),
    ("person", "roles"),
    ("peer_assignment", f"subjects/{uuid_text(NURSE)}"),
    ("peer_assignment", "subjects/somebody"),
    ("form", "items/q-1.a_b"),
    ("programme", "about/title"),
    ("programme", "stages/stage.2a"),
    ("programme", "checklists/booth/h3"),
    ("programme", "stages/stage.2/x"),
    ("programme", "cadences/month/2012-03"),
]
NAMED: list[tuple[str, dict[str, Any]]] = [
    ("self_evaluation", {"person": NURSE, "form": "daily@1", "day": TODAY}),
    ("self_evaluation", {"person": NURSE, "form": "daily@2", "day": TODAY}),
    ("self_evaluation", {"person": NURSE, "day": TODAY}),
    ("form", {"name": "daily@1", "title": "每日自评"}),
    ("form", {"title": "没有名字"}),
    ("peer_review", {"round": ROUND, "reviewer": NURSE, "subject": COLLEAGUE}),
    ("peer_assignment", {"round": ROUND, "reviewer": NURSE}),
    ("peer_turnout", {"round": ROUND}),
    ("work_calendar", {"institution": MISSING, "year": "2026"}),
    ("work_calendar", {"institution": CENTRE, "year": "2026"}),
    ("person", {"institution": CENTRE}),
    ("form_draft", {"person": NURSE, "form": "complaint"}),
    ("form_draft", {"person": NURSE, "form": "x" * 100}),
    ("form_draft", {"person": NURSE, "form": "x" * 101}),
    ("form_draft", {"person": NURSE, "form": ""}),
    ("form_draft", {"person": NURSE, "form": "@1"}),
]
DOCUMENTS: list[tuple[str, bytes, dict[str, Any]]] = [
    ("institution", SERVER, {"name": "洛溪镇中心卫生院"}),
    ("unit", ADMIN, {"institution": CENTRE}),
    ("unit", ADMIN, {"name": "没有机构"}),
    ("person", ADMIN, {"institution": CENTRE, "name": "某人"}),
    ("form", SERVER, {"title": "共用"}),
    ("form", ADMIN, {"title": "本院"}),
    ("form", SERVER, {"title": "方案的表", "institution": CENTRE}),
    ("programme", ADMIN, {"institution": CENTRE, "code": "luoxi", "version": 1}),
    ("programme", ADMIN, {"institution": CENTRE, "code": "luoxi", "version": 1, "published": True}),
    ("self_evaluation", NURSE, {"person": NURSE, "form": "daily@1", "day": TODAY}),
    ("self_evaluation", NURSE, {"person": NURSE, "form": "daily@1", "day": TODAY, "submitted": True}),
    ("self_evaluation", NURSE, {"person": NURSE, "form": "daily@1", "day": "2024-12-31", "submitted": True}),
    ("self_evaluation", NURSE, {"person": NURSE, "form": "daily@1", "day": "2026-02-30"}),
    ("peer_round", ADMIN, {"institution": CENTRE, "branch": BRANCH}),
    ("peer_assignment", SERVER, {"round": ROUND, "reviewer": NURSE}),
    ("peer_review", NURSE, {"round": ROUND, "reviewer": NURSE, "subject": COLLEAGUE, "submitted": True}),
    ("peer_review", NURSE, {"round": ROUND, "reviewer": NURSE, "subject": COLLEAGUE, "shown": True}),
    ("peer_review", NURSE, {"round": ROUND, "reviewer": NURSE, "subject": COLLEAGUE, "withheld": True}),
    ("peer_review", NURSE, {"subject": COLLEAGUE}),
    ("account_event", SERVER, {"person": NURSE, "by": ADMIN, "what": "code_issued", "at": 1}),
    ("account_event", SERVER, {"by": ADMIN}),
    ("peer_result", SERVER, {"round": ROUND, "subject": NURSE, "institution": CENTRE}),
    ("peer_result", SERVER, {"round": ROUND, "subject": NURSE, "institution": CENTRE, "branch": BRANCH}),
    ("peer_turnout", SERVER, {"round": ROUND, "institution": CENTRE, "branch": BRANCH}),
    ("work_calendar", SERVER, {"institution": MISSING, "year": "2026"}),
    ("work_calendar", ADMIN, {"institution": CENTRE, "year": "2026"}),
    ("checklist", ADMIN, {"institution": CENTRE, "name": "草稿"}),
    ("checklist", ADMIN, {"institution": CENTRE, "name": "已发布", "published": True}),
]


def scope_vectors() -> dict[str, Any]:
    world = World()
    return {
        "paths": [{"kind": kind, "path": path, "pattern": _pattern(kind, path)} for kind, path in PATHS],
        "natural": [_named(kind, registers) for kind, registers in NAMED],
        "people": [_families(world, name, person) for name, person in PEOPLE.items()],
        "documents": [_scopes(world, number, *case) for number, case in enumerate(DOCUMENTS)],
        "places": {"ward": uuid_text(WARD), "bay": uuid_text(BAY), "branch": uuid_text(BRANCH)},
    }


def _pattern(kind: str, path: str) -> str | None:
    rule = KINDS[kind].path_rule(path)
    return None if rule is None else rule.pattern


def _named(kind: str, registers: dict[str, Any]) -> dict[str, Any]:
    name = KINDS[kind].natural_name(registers)
    id = None if name is None else natural_id(name).hex()
    return {"kind": kind, "registers": tag(registers), "name": name, "id": id}


def _families(world: World, name: str, person: bytes) -> dict[str, Any]:
    families = scopes_for(person, world.roster)
    return {
        "who": name,
        "person": person.hex(),
        "plain": sorted(families.plain),
        "ageing": sorted(families.ageing),
    }


def _scopes(world: World, number: int, kind: str, creator: bytes, registers: dict[str, Any]) -> dict[str, Any]:
    id = CENTRE if kind == "institution" else id_of(900 + number)
    document = Document(id, kind, creator, {path: Register(id, value, creator, 0) for path, value in registers.items()})
    return {
        "kind": kind,
        "id": id.hex(),
        "creator": creator.hex(),
        "registers": tag(registers),
        "scopes": sorted(scopes_of(document, world.roster)),
    }
