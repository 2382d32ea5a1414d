"""The forms that a programme brings, as documents: the server makes them when the programme is published.

Promises: a form of a programme belongs to its institution, is named after the programme's id, and is made once.
"""

from __future__ import annotations

from typing import Any

from models.document import Act, Document, Library, ServerAct, natural_id
from models.item import check_item
from models.programme import programme_form_name

_COPIED = ("title", "title_en", "correctable", "grace_hours")


def programme_forms(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """One act a form, where the act has published the programme."""
    if "published" not in act.writes or document.value("published") is not True:
        return []
    acts: list[ServerAct] = []
    for path, register in document.registers.items():
        section, _, form = path.partition("/")
        if section != "forms" or "/" in form or not isinstance(register.value, dict):
            continue
        name = programme_form_name(form, document.id, document.value("version"))
        id = natural_id(f"form/{name}")
        if library.document(id) is None:
            acts.append(ServerAct(id, "form", _registers(document, path, name)))
    return acts


def _registers(document: Document, path: str, name: str) -> dict[str, Any]:
    head: dict[str, Any] = document.value(path)
    registers: dict[str, Any] = {"name": name, "programme": document.id, "institution": document.value("institution")}
    registers.update({field: head[field] for field in _COPIED if head.get(field) not in (None, "", False)})
    for below, register in document.registers.items():
        if below.startswith(f"{path}/") and check_item(register.value) is None:
            registers[f"items/{below[len(path) + 1 :]}"] = register.value
    return registers


def form_name(programme: Document, evaluation: str) -> str | None:
    """The full name of the form that an evaluation of a programme is filled in on; None where it has none."""
    element: dict[str, Any] = programme.value(f"evaluations/{evaluation}") or {}
    form = element.get("form")
    if not isinstance(form, str):
        return None
    return form if "@" in form else programme_form_name(form, programme.id, programme.value("version"))
