"""What a bulletin says on paper, read from its document: names from the roster, pictures from their files.

Promises: only what the reader may see; a picture that isn't there is left out, and its number with it. The head of the
chain is that of the office's scope at the entry that issued the bulletin, so that every print says the same.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from msgspec import Struct

from api.database import Txn
from api.paper_photos import paper_photo
from api.roster_cache import roster_of
from api.shelf import read_documents
from models.bulletin_paper import BulletinPaper, Correction, PaperFinding, PaperGroup, written_day
from models.deed import id_at, under
from models.document import Document, uuid_text
from models.people import MISSING
from models.roster import Roster
from models.scopes import holds, scopes_of


class Draft(Struct, frozen=True):
    """通报素材: a bulletin's document with what it refers to; `files` are its pictures by path."""

    document: Document
    corrects: Document | None
    roster: Roster
    files: dict[str, Path]
    chain: tuple[int, str]
    today: str


def read(txn: Txn, id: bytes, reader: bytes, now_ms: int, file_of: Callable[[UUID], Path]) -> Draft | None:
    """None where there is no such bulletin for the reader."""
    roster = roster_of(txn, now_ms)
    found = next(iter(read_documents(txn, [id])), None)
    if found is None or found.kind != "bulletin" or not holds(reader, scopes_of(found, roster), roster):
        return None
    earlier = id_at(found, "corrects")
    corrects = None if earlier is None else next(iter(read_documents(txn, [earlier])), None)
    hashes = {path: str(found.value(path)["blob"]) for path in under(found.registers, "photos/")}
    rows = txn.fetch_in(
        "select sha256, id from blob where stored_sha256 is not null and sha256 in (*)",
        [bytes.fromhex(each) for each in hashes.values()],
    )
    files = {bytes(sha256).hex(): file_of(row) for sha256, row in rows}
    paths = {path: files[hash] for path, hash in hashes.items() if hash in files}
    return Draft(found, corrects, roster, paths, _chain(txn, found), roster.today)


def paper_of(draft: Draft) -> BulletinPaper:
    """The paper: everything in words."""
    document, roster = draft.document, draft.roster
    institution = roster.institutions.get(id_at(document, "institution") or MISSING)
    issued = document.value("issued") is True
    entries = _entries(draft)
    number = document.value("number")
    return BulletinPaper(
        issuer="" if institution is None else institution.name,
        title=_text(document, "title"),
        code=_text(document, "code"),
        year=_text(document, "year") or draft.today[:4],
        number=number if isinstance(number, int) else None,
        audience=_audience(document, roster),
        opening=_text(document, "opening"),
        praise=tuple(finding for _, praise, finding in entries if praise),
        groups=_groups([(kind, finding) for kind, praise, finding in entries if not praise]),
        comparison=_text(document, "comparison"),
        criticised=tuple(_units(document, "criticised/", roster)),
        requirements=_text(document, "requirements"),
        objection_days=int(document.value("objection_days") or 0),
        objection_until=written_day(_text(document, "objections_until")),
        objection_how=_text(document, "objection_how"),
        corrects=_correction(draft),
        date=written_day(_text(document, "issued_on")) if issued else "",
        copies=_text(document, "copies"),
        chain_number=draft.chain[0] if issued else 0,
        chain_head=draft.chain[1] if issued else "",
    )


def _chain(txn: Txn, bulletin: Document) -> tuple[int, str]:
    institution = id_at(bulletin, "institution") or MISSING
    rows = txn.fetch(
        "select e.seq, e.chain from entries e join scopes s on s.number = e.scope "
        "where s.name = ? and e.doc = ? order by e.seq desc limit 1",
        [f"office/{uuid_text(institution)}", bulletin.id],
    )
    return (int(rows[0][0]), bytes(rows[0][1]).hex()) if rows else (0, "")


def _text(document: Document, path: str) -> str:
    return str(document.value(path) or "")


def _audience(document: Document, roster: Roster) -> str:
    """As it was put, else the names of the units, else everybody."""
    said = _text(document, "audience").strip().rstrip("：:")
    if said or document.value("everyone") is True:
        return said or "各科室"
    return "、".join(_units(document, "units/", roster))


def _units(document: Document, prefix: str, roster: Roster) -> list[str]:
    ids = [bytes.fromhex(path[len(prefix) :].replace("-", "")) for path in under(document.registers, prefix)]
    units = [unit for id in ids if (unit := roster.units.get(id)) is not None]
    return [unit.name for unit in sorted(units, key=lambda each: each.name)]


def _correction(draft: Draft) -> Correction | None:
    earlier = draft.corrects
    if earlier is None:
        return None
    number = f"{_text(earlier, 'code')}〔{_text(earlier, 'year')}〕{earlier.value('number')}号"
    return Correction(number, _text(earlier, "title"), _text(draft.document, "reason"))


def _entries(draft: Draft) -> list[tuple[str, bool, PaperFinding]]:
    """(kind, praise, finding) in their order."""
    document = draft.document
    found = {path[8:]: cast("dict[str, Any]", document.value(path)) for path in under(document.registers, "entries/")}
    ordered = sorted(found.items(), key=lambda entry: (entry[1]["order"], entry[0]))
    return [(said["kind"], said.get("praise") is True, _finding(draft, key, said)) for key, said in ordered]


def _finding(draft: Draft, key: str, said: dict[str, Any]) -> PaperFinding:
    place = said.get("unit")
    unit = draft.roster.units.get(place) if isinstance(place, bytes) else None
    paths = under(draft.document.registers, f"photos/{key}.")
    photos = [photo for path in paths if (photo := paper_photo(draft.files.get(path))) is not None]
    return PaperFinding(
        found=said["text"],
        unit="" if unit is None else unit.name,
        building=said.get("building") or "",
        floor=said.get("floor") or "",
        object=said.get("object") or "",
        suggestion=said.get("suggestion") or "",
        photos=tuple(photos),
    )


def _groups(entries: list[tuple[str, PaperFinding]]) -> tuple[PaperGroup, ...]:
    """By kind, in the order in which kinds first appear."""
    kinds = dict.fromkeys(kind for kind, _ in entries)
    return tuple(PaperGroup(kind, tuple(finding for other, finding in entries if other == kind)) for kind in kinds)
