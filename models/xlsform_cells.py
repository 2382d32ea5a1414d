"""The cells of an XLSForm's row that ask for what isn't done here, and those that only repeat what the row says.

Promises: pure; each such cell is named by its place.
"""

from __future__ import annotations

import re

from models.xlsform_choices import YES
from models.xlsform_sheets import MEDIA, Cells
from models.xlsform_types import NO, PLAIN_LOOKS, PLAIN_PARAMETERS, RANGE, READ, TYPES
from models.xlsform_words import Said


def cells_left(cells: Cells, said: Said) -> None:
    """Cells that ask for what isn't done here, each by its place."""
    for heading, text in cells.values.items():
        base = heading.partition("::")[0]
        if base == "appearance":
            odd = [
                look
                for look in text.split()
                if look.lower() not in PLAIN_LOOKS and look not in ("signature", "draw", "annotate")
            ]
            code = "look_left" if odd else "look_plain"
            said(code, cells, heading, "left" if odd else "note", text=" ".join(odd or text.split())[:40])
        elif base in MEDIA:
            said("media_left", cells, heading, text=text[:40])
        elif says_nothing(base, text, cells):
            continue
        elif base == "trigger":
            said("trigger_left", cells, heading, text=text[:60])
        elif base == "parameters":
            _parameters_left(cells, text, said)
        elif base not in READ:
            said("cell_left", cells, heading, heading=heading[:40], text=text[:60])


def _parameters_left(cells: Cells, text: str, said: Said) -> None:
    read = RANGE if cells.get("type").lower() == "range" else ()
    left = [
        each
        for each in re.split(r"[\s,;]+", re.sub(r"\s*=\s*", "=", text.strip()))
        if each.partition("=")[0] not in read
    ]
    if left:
        plain = all(each.partition("=")[0].lower() in PLAIN_PARAMETERS for each in left)
        said("parameters_left", cells, "parameters", "note" if plain else "left", text=" ".join(left)[:60])


def is_worked_out(cells: Cells, base: str) -> bool:
    """Whether a question is only there to show what its calculation gives: nobody may answer it."""
    return (
        TYPES.get(base) in ("text", "number")
        and bool(cells.get("calculation"))
        and cells.get("read_only").strip().lower() in YES
    )


def says_nothing(base: str, text: str, cells: Cells) -> bool:
    """A cell that only repeats what its row says already."""
    type = cells.get("type").split(" ")[0].lower()
    shown = is_worked_out(cells, type) or type in ("calculate", "note")
    return (base == "read_only" and (text.lower() in NO or shown)) or (base == "calculation" and shown)
