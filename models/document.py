"""What the rules speak about: a document, one act on it, the answer to it; and the library where they look things up.

Promises: nothing here reads a clock, a disk or a network. Ids, persons and stamps are 16 bytes; moments are
Unix milliseconds.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct, field

if TYPE_CHECKING:
    from models.ballot_context import BallotBox
    from models.roster import Roster

SERVER = bytes(16)
"""The author of what the server writes itself (protocol §6)."""

NATURAL_NAMESPACE = uuid.UUID("88074c11-dbc0-5536-9f3b-69543acd8dff")


class Register(Struct, gc=False, array_like=True):
    """寄存器: the standing write of one path."""

    stamp: bytes
    value: Any
    author: bytes
    received_ms: int


class Document(Struct):
    """文档: an id, a kind and its registers; a removed element keeps its register with value None."""

    id: bytes
    kind: str
    creator: bytes
    registers: dict[str, Register] = field(default_factory=dict[str, Register])
    memo: Any = None
    """What a rule has worked out of the registers and may find again; never stored, never compared by meaning."""

    def value(self, path: str, default: Any = None) -> Any:
        register = self.registers.get(path)
        return default if register is None else register.value


class Act(Struct, frozen=True):
    """行为: one change as the rules see it, all its writes or none."""

    author: bytes
    replica: int
    stamp: bytes
    stamp_ms: int
    received_ms: int
    doc: bytes
    kind: str
    writes: dict[str, Any]
    issued_ms: int = 0
    """When the replica was issued whose stamp this is; 0 where nobody asked."""

    @property
    def made_ms(self) -> int:
        """When this was done, for what has to be done in time: no replica writes before it is issued."""
        return max(self.stamp_ms, self.issued_ms)

    def is_after(self, stamp: bytes) -> bool:
        """Whether this was done after what that stamp says."""
        return self.stamp > stamp or self.issued_ms > stamp_ms(stamp)


class Refusal(Struct, frozen=True):
    """退回: why an act was not taken. `code` is protocol §5's, `reason` a stable key of `models.words`."""

    code: str
    reason: str
    path: str | None = None
    params: dict[str, int | float | str] = field(default_factory=dict[str, int | float | str])


class ServerAct(Struct, frozen=True):
    """后果: what the server writes, in the same transaction, because of an act or of time."""

    doc: bytes
    kind: str
    writes: dict[str, Any]


class Library(Protocol):
    """资料库: what a rule may look up while it judges. `today` is the local day in the author's institution's zone."""

    @property
    def roster(self) -> Roster: ...
    @property
    def now_ms(self) -> int: ...
    @property
    def today(self) -> str: ...

    def document(self, id: bytes, /) -> Document | None: ...

    def secret_for(self, doc: bytes, /) -> bytes:
        """32 bytes of a document's own, always the same, that nobody outside the server can work out."""
        ...

    def refused(self, id: bytes, /) -> Act | None:
        """The act that was answered `not_found` under this id, as it was sent; None where there is none."""
        ...

    def documents_of(self, kind: str, key: bytes, /) -> list[Document]:
        """All documents of a kind whose group register (`Kind.group_path`) holds `key`, in any order."""
        ...

    def about(self, kind: str, subjects: Sequence[bytes], first: str, last: str, /) -> Iterator[Document]:
        """The documents of a kind about these subjects (`Kind.subject_path`) on the days first..last, in any order;
        many at once, and kept by nobody."""
        ...

    def ballot_box(self, context: bytes, /) -> BallotBox:
        """The anonymous ballots of a context that stand, those still held written in first: asked when it closes, and
        after that."""
        ...

    def alone(self, id: bytes, /) -> None:
        """Until the act is judged and written nobody else judges by this document: for what is counted over documents
        that two might make in one moment."""
        ...

    def ballot_issued(self, context: bytes, person: bytes, /) -> bool:
        """Whether somebody was given an anonymous ballot of a context; what became of it nobody knows."""
        ...

    def columns(self, kind: str, key: bytes, prefixes: tuple[str, ...], /) -> dict[bytes, dict[str, Any]]:
        """By its subject, what the registers of each document of a group hold whose paths begin with one of these."""
        ...


@lru_cache(maxsize=65_536)
def uuid_text(id: bytes) -> str:
    """The lower-case text of a 16-byte id, as scopes and natural names spell it."""
    digits = id.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


@lru_cache(maxsize=65_536)
def natural_id(name: str) -> bytes:
    """The id of the document that `name` names, such as `form/daily@1` (UUIDv5, protocol §12)."""
    digest = bytearray(hashlib.sha1(NATURAL_NAMESPACE.bytes + name.encode(), usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    return bytes(digest)


def stamp_ms(stamp: bytes) -> int:
    """The moment that a stamp, or any other UUIDv7, carries."""
    return int.from_bytes(stamp[:6], "big")


def is_id(value: object) -> bool:
    return type(value) is bytes and len(value) == 16


def standing(act: Act, document: Document | None, prefix: str) -> dict[str, Any]:
    """The values under `prefix` as they would stand after the act, by the rest of their path; removed ones left out."""
    after: dict[str, Any] = {}
    if document is not None:
        for path, register in document.registers.items():
            if path.startswith(prefix):
                after[path[len(prefix) :]] = register.value
    for path, value in act.writes.items():
        if path.startswith(prefix) and wins(act, document, path):
            after[path[len(prefix) :]] = value
    return {name: value for name, value in after.items() if value is not None}


def wins(act: Act, document: Document | None, path: str) -> bool:
    """True when the act's write to `path` would stand."""
    register = None if document is None else document.registers.get(path)
    return register is None or register.stamp < act.stamp


def after(act: Act, document: Document | None, path: str) -> Any:
    """The value of one path as it would stand after the act."""
    if path in act.writes and wins(act, document, path):
        return act.writes[path]
    return None if document is None else document.value(path)
