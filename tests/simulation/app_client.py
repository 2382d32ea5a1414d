"""The app's machine as a client of the simulation: one Node process over a pipe for all phones of a run.

The words of the pipe stand at the top of pwa/src/sync/pipe.ts. What a phone tells of its state is asked for once
after each change, so that the checks cost little.
"""

from __future__ import annotations

import json
import subprocess
from random import Random
from types import TracebackType
from typing import Any, Self

from setup.node import BIN, built_pipe
from setup.steps import ROOT
from sync.change import encode_value
from sync.errors import BodyError
from sync.register import Registers, Written
from sync.replica import LogChanged
from tests.simulation.clients import Client, RefusedChange, State
from tests.vectors.tagged import tag, untag

PIPE = ROOT / "build" / "pipe.mjs"


class AppClients:
    """应用客户端: a process of Node; `make` makes phones in it."""

    def __init__(self) -> None:
        built_pipe()
        self._node = subprocess.Popen(
            [str(BIN / "node"), str(PIPE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        self._phones = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._node.terminate()
        self._node.communicate()

    def make(self, person: bytes, replica: int, log: bytes) -> Client:
        self._phones += 1
        phone = str(self._phones)
        self.ask({"do": "new", "phone": phone, "person": person.hex(), "replica": str(replica), "log": log.hex()})
        return AppClient(self, phone)

    def ask(self, command: dict[str, Any]) -> dict[str, Any]:
        """One command and its answer; BodyError where the machine can't do it."""
        assert self._node.stdin is not None
        assert self._node.stdout is not None
        self._node.stdin.write(json.dumps(command) + "\n")
        self._node.stdin.flush()
        answer: dict[str, Any] = json.loads(self._node.stdout.readline())
        if "error" in answer:
            raise BodyError("app", f"{command['do']}: {answer['error']}")
        return answer


class AppClient:
    """One phone of the app."""

    def __init__(self, clients: AppClients, phone: str) -> None:
        self._clients = clients
        self._phone = phone
        self._told: dict[str, Any] | None = None

    def _do(self, what: str, **fields: Any) -> dict[str, Any]:
        self._told = None
        return self._clients.ask({"do": what, "phone": self._phone, **fields})

    def _state(self) -> dict[str, Any]:
        if self._told is None:
            self._told = self._clients.ask({"do": "state", "phone": self._phone})
        return self._told

    def write(self, doc: bytes, kind: str, writes: dict[str, Any], device_ms: int) -> None:
        tagged = [[path, tag(value)] for path, value in writes.items()]
        self._do("write", doc=doc.hex(), kind=kind, writes=tagged, wall=device_ms)
        self._do("save")

    def new_id(self, device_ms: int) -> bytes:
        return bytes.fromhex(self._do("new_id", wall=device_ms)["id"])

    def correct(self, id: bytes, writes: dict[str, Any], device_ms: int) -> None:
        self._do("correct", id=id.hex(), writes=[[path, tag(value)] for path, value in writes.items()], wall=device_ms)
        self._do("save")

    def discard(self, id: bytes) -> None:
        self._do("discard", id=id.hex())
        self._do("save")

    def now_ms(self, device_ms: int) -> int:
        return max(0, device_ms + round(self._state()["offset"]))

    def clock_moved(self) -> None:
        self._do("clock_jumped")

    def sign_in(self, replica: int, log: bytes, device_ms: int) -> None:
        self._do("renew", replica=str(replica), log=log.hex(), wall=device_ms)
        self._do("save")

    def wipe(self) -> None:
        self._do("wipe")

    def needs_sign_in(self) -> bool:
        return self._state()["unknown_replica"]

    def push_body(self) -> bytes | None:
        """The loop asks the server for the time, or for its log, before it pushes where the machine says so."""
        if self._state()["must_pull_first"]:
            return None
        body = self._do("push_body")["body"]
        self._do("save")
        return None if body is None else bytes.fromhex(body)

    def push_answered(self, body: bytes, sent_ms: int, received_ms: int) -> None:
        told = self._do("push_answer", answer=body.hex(), sent=sent_ms, received=received_ms)
        self._do("save")
        if told["result"] == "log_changed":
            raise LogChanged

    def pull_body(self, limit: int) -> bytes:
        return bytes.fromhex(self._do("pull_body", limit=limit)["body"])

    def pull_answered(self, body: bytes, sent_ms: int, received_ms: int) -> bool:
        told = self._do("pull_answer", answer=body.hex(), sent=sent_ms, received=received_ms)
        self._do("save")
        if told["result"] == "log_changed":
            raise LogChanged
        return told["result"] == "more"

    def pull_lost(self) -> None:
        self._do("pull_failed")

    def log_changed(self, device_ms: int) -> None:
        self._do("log_changed", wall=device_ms)
        self._do("save")

    def hello(self) -> bytes:
        return bytes.fromhex(self._do("hello")["body"])

    def frame(self, body: bytes) -> bool:
        return self._do("frame", frame=body.hex())["pull"]

    def restart(self) -> None:
        self._do("restart")

    def copy(self) -> Client | None:
        return None

    def view(self, doc: bytes) -> dict[str, Any]:
        return {path: untag(held["value"]) for path, held in self._shown(doc).items()}

    def shown(self, doc: bytes) -> dict[str, bytes]:
        return {path: bytes.fromhex(held["stamp"]) for path, held in self._shown(doc).items()}

    def rot(self, random: Random) -> bytes | None:
        docs = sorted(self._state()["accepted"])
        if not docs:
            return None
        doc = random.choice(docs)
        self._do("rot", doc=doc)
        return bytes.fromhex(doc)

    def kinds(self) -> dict[bytes, str]:
        return {bytes.fromhex(doc): held["kind"] for doc, held in self._state()["accepted"].items()}

    def scopes(self) -> dict[str, State]:
        found: dict[str, State] = {}
        for doc, held in self._state()["accepted"].items():
            registers = _registers(held["registers"])
            for name in held["scopes"]:
                found.setdefault(name, {})[bytes.fromhex(doc)] = registers
        return found

    def digest(self, scope: str) -> bytes:
        return bytes.fromhex(self._state()["digests"].get(scope, "00" * 16))

    def cursors(self) -> dict[str, int]:
        return self._state()["cursors"]

    def outbox(self) -> list[bytes]:
        return self._changes("outbox")

    def kept(self) -> list[bytes]:
        return self._changes("kept")

    def waiting(self) -> list[bytes]:
        return self._changes("waiting")

    def refused(self) -> list[RefusedChange]:
        return [
            RefusedChange(
                bytes.fromhex(each["id"]), bytes.fromhex(each["doc"]), each["code"], bytes.fromhex(each["change"])
            )
            for each in self._state()["refused"]
        ]

    def _shown(self, doc: bytes) -> dict[str, Any]:
        return self._state()["docs"].get(doc.hex(), {"registers": {}})["registers"]

    def _changes(self, name: str) -> list[bytes]:
        return [bytes.fromhex(change) for change in self._state()[name]]


def _registers(told: dict[str, Any]) -> Registers:
    return {
        path: Written(
            bytes.fromhex(held["stamp"]),
            encode_value(untag(held["value"])),
            bytes.fromhex(held["author"]),
            held["received_ms"],
        )
        for path, held in told.items()
    }
