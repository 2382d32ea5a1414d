"""评价码 on paper: sheets of labels, an open poster, a kiosk's card, as PDF.

Promises: the codes stand on this paper and nowhere else, with the day until which they are good; printing again before
the batch is active makes the sheets that were printed before worthless.
"""

from __future__ import annotations

import io
from typing import Any

import segno
from msgspec import Struct

from api.database import Txn
from api.intake import Intake
from api.ledger import NO_STAMP
from api.problems import Problem
from api.public_codes import draw_codes, is_used
from api.public_page import address_of
from api.rating_counting import day_of
from api.typesetting import typeset
from models.deed import in_office
from models.document import SERVER, ServerAct, uuid_text
from models.rating_batch import is_over

_WAYS = {"label": "r", "kiosk": "k", "poster": "open"}


class Sheets(Struct, frozen=True):
    """标签纸: what is printed, once."""

    means: str
    number: str
    unit: str
    hospital: str
    addresses: list[str]
    until: str = ""


def print_codes(txn: Txn, batch: bytes, printer: bytes, now_ms: int) -> Sheets:
    """Draws the codes of a batch. 404 to all but its office, 409 once it is active, was used or is over."""
    intake = Intake(txn, SERVER, now_ms)
    books = intake.books
    found = books.document(batch)
    if found is None or found.kind != "rating_batch":
        raise Problem("not_found")
    if not in_office(printer, found.value("institution"), books.roster):
        raise Problem("not_found")
    if found.value("activated") is not None or found.value("stopped") is not None or is_used(txn, batch):
        raise Problem("batch_used")
    if is_over(found, day_of(books, found, intake.now_ms)):
        raise Problem("batch_over")
    means = found.value("means")
    count = found.value("labels") if means == "label" else 1
    codes = draw_codes(txn, batch, count, many=means != "label")
    writes: dict[str, Any] = {} if found.value("printed") is not None else {"printed": intake.now_ms}
    if found.value(path := f"printers/{uuid_text(printer)}") is None:
        writes[path] = True  # who held the sheets rules on nothing that comes by them
    if writes:
        intake.write([ServerAct(batch, "rating_batch", writes)], NO_STAMP)
        intake.finish()
    unit = books.roster.units.get(found.value("unit"))
    hospital = books.roster.institutions.get(found.value("institution"))
    return Sheets(
        means,
        found.value("number"),
        "" if unit is None else unit.name,
        "" if hospital is None else hospital.name,
        [address_of(_WAYS[means], batch, code) for code in codes],
        found.value("until") or "",
    )


def render(sheets: Sheets, origin: str) -> bytes:
    """The PDF."""
    data: dict[str, Any] = {
        "title": f"{sheets.unit} {sheets.number}",
        "means": sheets.means,
        "number": sheets.number,
        "unit": sheets.unit,
        "hospital": sheets.hospital,
        "until": sheets.until,
        "codes": [_svg(origin + address) for address in sheets.addresses],
    }
    return typeset("public_labels", data)


def _svg(address: str) -> str:
    drawn = io.BytesIO()
    segno.make_qr(address, error="m").save(drawn, kind="svg", border=2, xmldecl=False)  # pyright: ignore[reportUnknownMemberType] - typed only in part
    return drawn.getvalue().decode()
