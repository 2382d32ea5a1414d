"""The public's pages: each is one answer that holds everything, so that a bad phone needs one round trip.

Script and style stand in the page and are allowed by their hashes alone (docs/decisions/one-request-page.md); what the
page is about stands in a block of JSON, which runs nowhere. Promises: nothing of a code is ever in an address that the
server sees; a page of an unknown batch looks like one without a batch.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from importlib import resources
from typing import Any, cast

import msgspec
from msgspec import Struct

from api.books import Books
from api.database import Txn
from api.public_codes import spelled
from api.public_ratings import SHOWN_TYPES, form_of
from api.rating_counting import day_of
from api.roster_cache import roster_of
from api.shelf import Shelf
from models.document import SERVER, Document
from models.form import form_document
from models.item import Item
from models.rating_batch import is_open, is_over

PAGE_BYTES_MAX = 15 * 1024
IDLE_S, THANKS_S, SLIP_S = 30, 6, 60
"""A kiosk begins anew after so long without a touch, after its thanks, and after a slip that somebody may scan."""
PACE_S = 15
"""So far apart a kiosk sends what it kept while it had no network: slower than what is held as one finger's."""
MORE_ITEMS_MAX = 6
NOTHING = {"mode": "rate"}
"""Of an address that is none: a patient is told to scan the label."""
_MODES = {"r": "rate", "k": "kiosk", "open": "open"}
_MEANS = {"rate": "label", "kiosk": "kiosk", "open": "poster"}
_INDENT = re.compile(r"^[ \t]+|^[ \t]*//.*\n", re.MULTILINE)


class Page(Struct, frozen=True):
    """公众页面: the parts that are the same for everybody, and the policy that lets these very bytes run."""

    before: str
    after: str
    policy: str

    def with_data(self, data: dict[str, Any]) -> bytes:
        told = msgspec.json.encode(data).decode().replace("<", "\\u003c")
        return f"{self.before}{told}{self.after}".encode()


def _file(name: str) -> str:
    text = resources.files("api").joinpath("public_files").joinpath(name).read_text("utf-8")
    return _INDENT.sub("", text).strip()


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def make_page(name: str) -> Page:
    """A page of its three files."""
    style, script = _file(f"{name}.css").replace("\n", ""), _file(f"{name}.js")
    before, _, after = _file(f"{name}.html").replace("%STYLE%", style).replace("%SCRIPT%", script).partition("%DATA%")
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data:; "
        "connect-src 'self'; base-uri 'none'; object-src 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return Page(before, after, policy)


RATING_PAGE = make_page("page")
BOARD_PAGE = make_page("board")


def packed(body: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0)


def reading_books(txn: Txn, now_ms: int) -> Books:
    """A library to look things up in on a reading connection."""
    shelf = Shelf(txn, locking=False)
    shelf.open()
    return Books(txn, shelf, roster_of(txn, now_ms), now_ms=now_ms, author=SERVER, flush=lambda: None)


def page_data(txn: Txn, way: str, batch: bytes | None, now_ms: int) -> dict[str, Any]:
    """What the page shows: of a batch that is active its unit and questions, of one that is over until when it was
    good, else nothing."""
    mode = _MODES[way]
    books = reading_books(txn, now_ms)
    found = None if batch is None else books.document(batch)
    if batch is None:
        return {"mode": "box"}
    if found is None or found.kind != "rating_batch" or found.value("means") != _MEANS[mode] or not is_open(found):
        return {"mode": mode}
    until: dict[str, Any] = {} if found.value("until") is None else {"until": found.value("until")}
    if is_over(found, day_of(books, found, now_ms)):
        return {"mode": mode, "over": True, **until}
    unit, institution = books.roster.units.get(found.value("unit")), found.value("institution")
    hospital = books.roster.institutions.get(institution)
    items = _items(books, found)
    return {
        "mode": mode,
        "unit": "" if unit is None else unit.name,
        "hospital": "" if hospital is None else hospital.name,
        "measure": found.value("measure")["item"],
        "items": items,
        **until,
        **({"idle_s": IDLE_S, "thanks_s": THANKS_S, "slip_s": SLIP_S, "pace_s": PACE_S} if mode == "kiosk" else {}),
    }


def address_of(way: str, batch: bytes, code: str) -> str:
    """What a QR code says, after the server's own address."""
    return f"/{way}/{spelled(batch)}#{code}"


def _items(books: Books, batch: Document) -> list[dict[str, Any]]:
    form, measure = form_of(books, batch), batch.value("measure")
    document = form_document(batch.value("form"), books)
    shown = [each for each in form.items.values() if each.type in SHOWN_TYPES and each.when is None]
    shown.sort(key=lambda each: (each.id != measure["item"], each.order))
    if document is None:
        return []
    return [_item(each, document.value(f"items/{each.id}"), measure) for each in shown[: MORE_ITEMS_MAX + 1]]


def _item(item: Item, given: dict[str, Any], measure: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {"id": item.id, "type": item.type, "label": [item.label, given.get("label_en") or ""]}
    if item.type == "rating":
        return told | {"low": int(item.low or 1), "high": int(item.high or 5)}
    if item.type != "choice":
        return told
    rows = [_option(each) for each in given["options"]]
    if item.id == measure["item"]:
        moods = _moods([row[0] for row in rows], measure)
        rows = [[*row, moods[row[0]]] for row in rows]
    return told | {"options": rows}


def _option(option: Any) -> list[Any]:
    """[value, Chinese, English]."""
    if not isinstance(option, dict):
        return [option, str(option), ""]
    given = cast("dict[str, Any]", option)
    return [given["value"], str(given.get("label") or given["value"]), given.get("label_en") or ""]


def _moods(values: list[Any], measure: dict[str, Any]) -> dict[Any, float | None]:
    """From 1 (the best) to -1 (the worst), in whichever direction the form goes; whoever is satisfied by the formula
    smiles, and whoever isn't doesn't; None for what is left out."""
    scale = [each for each in values if each not in measure["excluded"]]
    if scale and scale[0] not in measure["satisfied"]:
        scale.reverse()
    glad = [each for each in scale if each in measure["satisfied"]]
    sad = [each for each in reversed(scale) if each not in measure["satisfied"]]
    moods: dict[Any, float | None] = dict.fromkeys(values)
    moods |= {each: round(1 - 0.75 * place / max(1, len(glad) - 1), 2) for place, each in enumerate(glad)}
    return moods | {each: -round(1 - 0.75 * place / max(1, len(sad) - 1), 2) for place, each in enumerate(sad)}
