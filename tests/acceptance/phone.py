"""A phone written from docs/protocol.md alone: it imports nothing of ours, so it can't share our mistakes."""

from __future__ import annotations

import hashlib
import time
import uuid
from typing import Any

import httpx
import msgspec

NAMESPACE = uuid.UUID("88074c11-dbc0-5536-9f3b-69543acd8dff")
MSGPACK = "application/x-msgpack"
pack = msgspec.msgpack.encode
unpack = msgspec.msgpack.decode


def natural_id(name: str) -> bytes:
    return uuid.uuid5(NAMESPACE, name).bytes


def make_stamp(ms: int, counter: int, replica: int) -> bytes:
    return (ms << 80 | 0x7 << 76 | counter << 64 | 0b10 << 62 | replica).to_bytes(16, "big")


class Phone:
    """One sign-in of one person on one device."""

    def __init__(self, base_url: str, username: str, password: str, device: str = "acceptance") -> None:
        self.http = httpx.Client(base_url=base_url, headers={"Origin": base_url, "X-Mingcha": "1"}, timeout=30)
        answer = self.http.post("/api/auth/login", json={"username": username, "password": password, "device": device})
        assert answer.status_code == 201, answer.text
        signed_in = answer.json()
        self.person = uuid.UUID(signed_in["person"])
        self.replica = int(signed_in["replica"])
        self.log = bytes.fromhex(signed_in["log"])
        self.offset = signed_in["now"] - int(time.time() * 1000)
        self._latest = (0, 0)

    def now(self) -> int:
        return int(time.time() * 1000) + self.offset

    def stamp(self, ms: int | None = None) -> bytes:
        wall = self.now() if ms is None else ms
        latest_ms, counter = self._latest
        self._latest = (wall, 0) if wall > latest_ms else (latest_ms, counter + 1)
        return make_stamp(*self._latest, self.replica)

    def change(self, doc: bytes, kind: str, writes: list[list[Any]], stamp: bytes | None = None) -> list[Any]:
        return [stamp or self.stamp(), doc, kind, writes]

    def push_raw(self, body: bytes, **headers: str) -> httpx.Response:
        return self.http.post("/api/sync/push", content=body, headers={"Content-Type": MSGPACK, **headers})

    def push(self, *changes: list[Any], **headers: str) -> list[Any]:
        answer = self.push_raw(pack({"log": self.log, "changes": list(changes)}), **headers)
        assert answer.status_code == 200, answer.text
        body = unpack(answer.content)
        assert set(body) == {"now", "log", "results"}
        assert len(body["results"]) == len(changes)
        return body["results"]

    def codes(self, *changes: list[Any]) -> list[str | None]:
        return [None if result is None else result["code"] for result in self.push(*changes)]

    def pull(self, cursors: dict[str, int] | None = None, limit: int = 2000, **more: Any) -> dict[str, Any]:
        body = {"log": self.log, "cursors": cursors or {}, "limit": limit, **more}
        answer = self.http.post("/api/sync/pull", content=pack(body), headers={"Content-Type": MSGPACK})
        assert answer.status_code == 200, answer.text
        return unpack(answer.content)

    # -- self-evaluations ---------------------------------------------------------------------------------

    def evaluation(self, form: str, day: str, person: uuid.UUID | None = None) -> bytes:
        name = form.split("@", maxsplit=1)[0]
        return natural_id(f"self_evaluation/{person or self.person}/{name}/{day}")

    def opening(self, form: str, day: str) -> list[list[Any]]:
        return [["person", self.person.bytes], ["form", form], ["day", day]]


class Store:
    """What a phone holds after pulling: scope → cursor, (doc, path) → (stamp, value), and which scope gave what."""

    def __init__(self) -> None:
        self.cursors: dict[str, int] = {}
        self.registers: dict[str, dict[tuple[bytes, str], tuple[bytes, Any]]] = {}
        self.kinds: dict[bytes, str] = {}

    def take(self, answer: dict[str, Any]) -> bool:
        """Applies an answer; returns whether some scope has more."""
        for gone in answer["gone"]:
            self.cursors.pop(gone, None)
            self.registers.pop(gone, None)
        more = False
        for name, scope in answer["scopes"].items():
            held = self.registers.setdefault(name, {})
            for _number, author, _received, content in scope["entries"]:
                if author is None:
                    for key in [key for key in held if key[0] == content]:
                        del held[key]
                    continue
                stamp, doc, kind, writes = content
                self.kinds[doc] = kind
                for path, value in writes:
                    if (doc, path) not in held or held[doc, path][0] < stamp:
                        held[doc, path] = (stamp, value)
            self.cursors[name] = scope["seq"]
            more = more or scope["more"]
            if not scope["more"]:
                assert self.digest(name) == scope["digest"], f"digest of {name} differs"
        return more

    def digest(self, scope: str) -> bytes:
        total = 0
        for (doc, path), (stamp, _value) in self.registers.get(scope, {}).items():
            hashed = hashlib.sha256(doc + path.encode() + b"\0" + stamp).digest()[:16]
            total ^= int.from_bytes(hashed, "big")
        return total.to_bytes(16, "big")

    def follow(self, phone: Phone, limit: int = 2000) -> Store:
        while self.take(phone.pull(self.cursors, limit)):
            pass
        return self

    def document(self, doc: bytes) -> dict[str, Any]:
        found: dict[str, tuple[bytes, Any]] = {}
        for held in self.registers.values():
            for (owner, path), written in held.items():
                if owner == doc and (path not in found or found[path][0] < written[0]):
                    found[path] = written
        return {path: value for path, (_stamp, value) in found.items()}

    def of_kind(self, kind: str) -> list[bytes]:
        held = {doc for registers in self.registers.values() for doc, _path in registers}
        return [doc for doc in held if self.kinds.get(doc) == kind]
