"""看回复的凭条: a QR code that a kiosk shows once, so that an answer is read on the patient's own phone.

Promises: drawn for who has just sent the code, and stored nowhere; the kiosk forgets it when it begins anew.
"""

from __future__ import annotations

import segno
from msgspec import Struct


class Slip(Struct, frozen=True):
    """凭条: a QR code of `size` modules a side without its quiet zone, as the `path` of an SVG, and what it says."""

    size: int
    path: str
    address: str


def slip_of(origin: str, code: str) -> Slip:
    """The way to the box behind a code."""
    address = f"{origin}/r#{code}"
    rows = [bytes(row) for row in segno.make_qr(address, error="m").matrix]
    return Slip(len(rows), "".join(_runs(rows)), address)


def _runs(rows: list[bytes]) -> list[str]:
    """Each run of dark modules as a rectangle."""
    found: list[str] = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            if not row[x]:
                x += 1
                continue
            end = row.find(0, x)
            width = (len(row) if end < 0 else end) - x
            found.append(f"M{x} {y}h{width}v1h-{width}z")
            x += width
    return found
