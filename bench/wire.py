"""Raw clients over loopback: an HTTP connection that is kept, and a WebSocket that notes when what arrived."""

from __future__ import annotations

import asyncio
import base64
import gzip
import os
import time
from typing import NamedTuple

from api.codings import from_brotli
from bench.hospital import Phone

MESSAGEPACK = "application/x-msgpack"
BINARY, PING, PONG = 0x82, 0x89, 0x8A


class Answer(NamedTuple):
    """An HTTP answer: status, and the body as it came over the wire (compressed where it was)."""

    status: int
    body: bytes
    coding: str

    def plain(self) -> bytes:
        if self.coding == "br":
            return from_brotli(self.body)
        return gzip.decompress(self.body) if self.coding == "gzip" else self.body


class Connection:
    """One kept connection of one phone; of nobody, without a cookie, where there is none."""

    def __init__(self, port: int, phone: Phone | None) -> None:
        self._port = port
        cookie = f"Cookie: mingcha={phone.token}\r\n" if phone else ""
        self._head = (
            f"Host: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nX-Mingcha: 1\r\n"
            f"{cookie}Content-Type: {MESSAGEPACK}\r\n"
        )
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, path: str, body: bytes, *, takes: str = "", sent_packed: bool = False) -> Answer:
        """Sends a body (`sent_packed`: it is gzip already) and waits for the whole answer, in one of the codings that
        it `takes`; anything but 200 or 202 is an error."""
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        encoding = f"Accept-Encoding: {takes}\r\n" if takes else ""
        encoding += "Content-Encoding: gzip\r\n" if sent_packed else ""
        head = f"POST {path} HTTP/1.1\r\n{self._head}{encoding}Content-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower().split("\r\n")
        length = next(int(line.partition(":")[2]) for line in lines if line.startswith("content-length:"))
        status = int(lines[0].split()[1])
        coding = next((line.partition(": ")[2] for line in lines if line.startswith("content-encoding:")), "")
        answer = Answer(status, await reader.readexactly(length), coding)
        if status not in (200, 202):
            raise RuntimeError(f"{path} answered {status}: {answer.body[:300]!r}")
        return answer

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()


class Ear(asyncio.Protocol):
    """A WebSocket that only listens: each piece of bytes that arrived, with its moment (perf_counter, seconds)."""

    def __init__(self) -> None:
        self.pieces: list[tuple[float, bytes]] = []
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.closed = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        if self.opened.done():
            self.pieces.append((time.perf_counter(), data))
            if data[0] == PING:
                self._write(bytes((PONG, 0x80 | data[1])) + bytes(4) + data[2 : 2 + data[1]])
            return
        if not data.startswith(b"HTTP/1.1 101"):
            self.opened.set_exception(RuntimeError(f"no upgrade: {data[:200]!r}"))
            return
        self.opened.set_result(None)
        rest = data.partition(b"\r\n\r\n")[2]
        if rest:
            self.pieces.append((time.perf_counter(), rest))

    def connection_lost(self, exc: Exception | None) -> None:
        self.closed = True

    def say(self, payload: bytes) -> None:
        """Sends a binary frame, masked with zeros."""
        size = len(payload)
        head = bytes((0x82, 0x80 | size)) if size < 126 else b"\x82\xfe" + size.to_bytes(2, "big")
        self._write(head + bytes(4) + payload)

    def _write(self, data: bytes) -> None:
        assert isinstance(self.transport, asyncio.WriteTransport)
        self.transport.write(data)

    def frames(self) -> list[tuple[float, bytes]]:
        """Each binary frame's payload with the moment at which it was whole."""
        found: list[tuple[float, bytes]] = []
        held = b""
        for moment, data in self.pieces:
            held += data
            while (end := _frame_end(held)) is not None:
                start, stop = end
                if held[0] == BINARY:
                    found.append((moment, held[start:stop]))
                held = held[stop:]
        return found


async def listen(port: int, path: str, token: str) -> Ear:
    """A WebSocket that is open."""
    _, ear = await asyncio.get_running_loop().create_connection(Ear, "127.0.0.1", port)
    key = base64.b64encode(os.urandom(16)).decode()
    request = (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nCookie: mingcha={token}\r\n\r\n"
    )
    assert isinstance(ear.transport, asyncio.WriteTransport)
    ear.transport.write(request.encode())
    await ear.opened
    return ear


def _frame_end(held: bytes) -> tuple[int, int] | None:
    """Where the payload of the first frame starts and stops, None while it isn't whole."""
    if len(held) < 2:
        return None
    size, start = held[1] & 0x7F, 2
    if size >= 126:
        width = 2 if size == 126 else 8
        start += width
        size = int.from_bytes(held[2:start], "big")
    return (start, start + size) if len(held) >= start + size and len(held) >= start else None
