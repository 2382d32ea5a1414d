"""Who came to an activity: what its organiser ticked, what people said themselves; and the code that changes.

Promises: pure, and the same in TypeScript for every case of `tests/vectors/deeds.json`; who signed himself in counts as
present only once an organiser has confirmed it.
"""

from __future__ import annotations

import hashlib

from models.deed import Registers, stamp_of, under
from models.deed_values import CODE_DIGITS
from models.document import uuid_text

CODE_MS = 30_000
"""How long one code stands on the organiser's screen; the one before it is taken too."""


def attendance(registers: Registers, organiser: bytes) -> str:
    """present, absent or excused by a mark: the organiser's own, else the latest; signed_in, asked (leave) or none."""
    marks = {path: registers[path] for path in under(registers, "marks/")}
    own = marks.get(f"marks/{uuid_text(organiser)}")
    chosen = own or max(marks.values(), key=lambda each: each.stamp, default=None)
    if chosen is not None:
        return chosen.value["mark"]
    if stamp_of(registers, "signed_in") is not None:
        return "signed_in"
    return "asked" if stamp_of(registers, "excuse") is not None else "none"


def code_at(key: bytes, moment_ms: int) -> str:
    """The code that the organiser's screen shows at a moment."""
    step = moment_ms // CODE_MS
    lot = hashlib.sha256(key + step.to_bytes(8, "big")).digest()
    return str(int.from_bytes(lot[:4], "big") % 10**CODE_DIGITS).zfill(CODE_DIGITS)


def code_fits(key: bytes, code: str, moment_ms: int) -> bool:
    """True for the code of that moment or of the one before it."""
    return code in (code_at(key, moment_ms), code_at(key, max(0, moment_ms - CODE_MS)))
