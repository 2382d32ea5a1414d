"""One-time codes that people read from paper, and tickets that only this server can have written.

Promises: codes have no letter that looks like another, and what people mistype (O for 0, I or L for 1, spaces, hyphens,
full-width letters) is folded; tickets can't be forged or used after their time.
"""

import base64
import hashlib
import hmac
import secrets
import unicodedata

import msgspec

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FOLD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_GROUP = 4
CODE_LENGTH = 12
FIRST_CODE_LENGTH = 16


def new_code(length: int = CODE_LENGTH) -> str:
    """A random code, five bits a letter, in groups of four."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(length))
    return "-".join(letters[at : at + _GROUP] for at in range(0, length, _GROUP))


def folded(written: str) -> str | None:
    """The code that was meant, without hyphens; None where it can't be one."""
    plain = unicodedata.normalize("NFKC", written[:200]).upper()
    plain = "".join(letter for letter in plain if letter not in " -‐–—_\t\r\n").translate(_FOLD)
    possible = len(plain) in {CODE_LENGTH, FIRST_CODE_LENGTH} and all(letter in _ALPHABET for letter in plain)
    return plain if possible else None


def code_hash(plain: str, purpose: str) -> bytes:
    """What is stored of a folded code, 32 bytes."""
    return hashlib.sha256(f"{purpose}\0{plain}".encode()).digest()


class Ticket(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """凭条: a short-lived word of the server to itself. `subject`: 16 bytes of a person; `note`: what it stands for."""

    purpose: str
    subject: bytes
    note: str
    expires_ms: int


def seal(ticket: Ticket, key: bytes) -> str:
    """The ticket as text that nobody else can write."""
    body = msgspec.msgpack.encode(ticket)
    return base64.urlsafe_b64encode(_mark(body, key) + body).decode().rstrip("=")


def unseal(written: str, key: bytes, purpose: str, now_ms: int) -> Ticket | None:
    """The ticket if it is ours, for this purpose and in time; None otherwise."""
    try:
        sealed = base64.b64decode(written + "=" * (-len(written) % 4), altchars=b"-_", validate=True)
        if not hmac.compare_digest(sealed[:32], _mark(sealed[32:], key)):
            return None
        ticket = msgspec.msgpack.decode(sealed[32:], type=Ticket)
    except (ValueError, msgspec.MsgspecError):
        return None
    return ticket if ticket.purpose == purpose and now_ms < ticket.expires_ms else None


def _mark(body: bytes, key: bytes) -> bytes:
    return hmac.digest(key, body, "sha256")
