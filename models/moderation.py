"""匿名评语: what an anonymous round's sheets say of somebody in words, and what of it is told.

Promises: at the round's end, and only of who has a result, the words stand in the order of their own hashes: which came
first, and which were on one sheet, can't be seen from them. Organisers rule on each, nobody on what is said of himself;
the first ruling stands. What is told is written into the subject's result under a name that says neither its place nor
how many were withheld; what is withheld is never written there.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from models.deed import signed, under
from models.document import Act, Document, Library, Refusal, ServerAct, natural_id, uuid_text
from models.form import Form, shown
from models.round import organises
from models.round_ballots import NOTE

KIND = "anonymous_words"
RULINGS = "rulings/"
_ANSWERS = "answers/"


def words_id(round: bytes, subject: bytes) -> bytes:
    return natural_id(f"{KIND}/{uuid_text(round)}/{uuid_text(subject)}")


def peer_result_id(round: bytes, subject: bytes) -> bytes:
    return natural_id(f"peer_result/{uuid_text(round)}/{uuid_text(subject)}")


def collecting(named: dict[str, Any], sheets: Iterable[Document], form: Form, secret: bytes) -> list[ServerAct]:
    """The words of all sheets on one subject; nothing where nobody wrote any. `named` are the result's own names."""
    said = shuffled((words for sheet in sheets for words in _said(sheet, form)), secret)
    if not said:
        return []
    id = words_id(named["round"], named["subject"])
    return [ServerAct(id, KIND, {**named, **{f"words/{n}": words for n, words in enumerate(said, 1)}})]


def shuffled(words: Iterable[str], secret: bytes) -> list[str]:
    """In the order of their own keyed hashes."""
    return sorted(words, key=lambda each: _mark(secret, each))


def _said(sheet: Document, form: Form) -> list[str]:
    """What counts of a sheet: an item that its conditions hide says nothing."""
    registers = sheet.registers
    answers = {path[len(_ANSWERS) :]: each.value for path, each in registers.items() if path.startswith(_ANSWERS)}
    asked = [answer for id, answer in shown(form.items, answers).items() if form.items[id].type == "text"]
    found = asked if NOTE in form.items else [*asked, sheet.value(NOTE)]
    return [words.strip() for words in found if isinstance(words, str) and words.strip()]


def _mark(secret: bytes, words: str, n: str = "") -> str:
    return hmac.new(secret, f"{n}\n{words}".encode(), sha256).hexdigest()[:32]


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    if document.value("subject") == act.author:
        return Refusal("forbidden", "words_on_oneself")
    if organises(act.author, document.value("institution"), document.value("branch"), library.roster):
        return None
    return Refusal("forbidden", "organisers_only")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return None
    for path, value in act.writes.items():
        if document.value(path) != value and under(document.registers, path.rpartition("/")[0] + "/"):
            return Refusal("closed", "words_ruled", path)
    return None


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    for path, value in act.writes.items():
        if not signed(path, act.author):
            return Refusal("invalid", "own_name_only", path)
        if document is None or document.value(f"words/{_number(path)}") is None:
            return Refusal("invalid", "unknown_words", path)
        if value["told"] is False and not (value.get("reason") or "").strip():
            return Refusal("invalid", "withheld_reason_missing", path)
    return None


def telling(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """What an organiser lets be told, into the result of whom it is about."""
    round, subject = document.value("round"), document.value("subject")
    secret, writes = library.secret_for(round), dict[str, Any]()
    for path, value in act.writes.items():
        words = document.value(f"words/{_number(path)}") if path.startswith(RULINGS) else None
        if words is not None and value["told"] is True:
            writes[f"words/{_mark(secret, words, _number(path))}"] = words
    return [ServerAct(peer_result_id(round, subject), "peer_result", writes)] if writes else []


def _number(path: str) -> str:
    return path.split("/")[1]
