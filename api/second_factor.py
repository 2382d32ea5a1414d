"""The second factor: one-time codes by RFC 6238 (SHA-1, 30 s, 6 digits), which every authenticator app speaks.

Promises: pure; a code is good for its step and the one on either side, and names the step it belongs to so that the
caller can take each step once.
"""

import base64
import hmac
from urllib.parse import quote

STEP_MS = 30_000
DIGITS = 6
SECRET_BYTES = 20
_EITHER_SIDE = 1


def new_secret(entropy: bytes) -> str:
    """The shared secret as base32, from 20 random bytes."""
    return base64.b32encode(entropy[:SECRET_BYTES]).decode()


def address_of(secret: str, username: str) -> str:
    """The otpauth address that an authenticator app scans."""
    return f"otpauth://totp/{quote('明察')}:{quote(username)}?secret={secret}&issuer={quote('明察')}&digits=6&period=30"


def code_at(secret: str, step: int) -> str:
    """The six digits of one step."""
    digest = hmac.digest(base64.b32decode(secret), step.to_bytes(8, "big"), "sha1")
    at = digest[-1] & 0x0F
    return str((int.from_bytes(digest[at : at + 4], "big") & 0x7FFF_FFFF) % 10**DIGITS).zfill(DIGITS)


def step_of(secret: str, code: str, now_ms: int) -> int | None:
    """The step that this code belongs to, None where it is wrong. Every candidate is compared in constant time."""
    found: int | None = None
    current = now_ms // STEP_MS
    plain = code.strip().replace(" ", "")
    for step in range(max(0, current - _EITHER_SIDE), current + _EITHER_SIDE + 1):
        if hmac.compare_digest(code_at(secret, step).encode(), plain.encode("utf-8", "replace")):
            found = step
    return found
