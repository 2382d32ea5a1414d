"""Natural ids: what must be unique has its name for an id, so two phones that create it offline create the same."""

from __future__ import annotations

from hashlib import sha1
from uuid import UUID

NAMESPACE = UUID("88074c11-dbc0-5536-9f3b-69543acd8dff").bytes


def natural_id(name: str) -> bytes:
    """The UUIDv5 of `kind/part/part…` in the namespace of the protocol, 16 bytes."""
    hashed = bytearray(sha1(NAMESPACE + name.encode(), usedforsecurity=False).digest()[:16])
    hashed[6] = hashed[6] & 0x0F | 0x50
    hashed[8] = hashed[8] & 0x3F | 0x80
    return bytes(hashed)


def is_natural(doc: bytes) -> bool:
    """Whether these 16 bytes are laid out as a UUIDv5."""
    return len(doc) == 16 and doc[6] >> 4 == 5 and doc[8] >> 6 == 0b10
