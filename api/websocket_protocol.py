"""The WebSocket of live sockets: uvicorn's own, able to write a frame that was encoded once for many.

Promises: nothing on it is compressed; a client's hello is at most 1 MiB and each later message 64 KiB (1009); its
frames, pings and fragments together are at most 60 in a second (1008); whoever writes sees when the socket falls
behind and hears when it has caught up. The application finds it in `scope["extensions"]["mingcha.carrier"]`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from uvicorn.config import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.exceptions import InvalidState
from websockets.frames import Frame
from websockets.http11 import Request
from websockets.server import ServerProtocol

from api.hub import TOO_SLOW
from sync.messages import LIVE_FRAME_BYTES_MAX, LIVE_FRAMES_A_SECOND_MAX, LIVE_HELLO_BYTES_MAX

CARRIER = "mingcha.carrier"
TOO_MANY_FRAMES = 1008
CLOSE_SECONDS_MAX = 30

_log = logging.getLogger("uvicorn.error")


class LiveWebSocket(WebSocketsSansIOProtocol):
    """One connection. `drained` is False while the network holds more than the transport's high-water mark."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.conn = ServerProtocol(max_size=LIVE_HELLO_BYTES_MAX, logger=_log)
        self.drained = True
        self.on_drained: Callable[[], None] | None = None
        self._second = 0
        self._frames = 0

    def write_frame(self, framed: bytes) -> None:
        """Writes a whole encoded frame at once; does nothing on a socket that is closing."""
        if not self.close_sent and not self.transport.is_closing():
            self.transport.write(framed)

    def end(self, code: int, reason: str = "") -> None:
        """Closes the socket with this code; who doesn't take the close frame within 30 s is cut off."""
        if self.close_sent or self.transport.is_closing():
            return
        try:
            self.conn.send_close(code, reason)
        except InvalidState:
            self.transport.close()
            return
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        self.close_timer = self.loop.call_later(CLOSE_SECONDS_MAX, self.transport.abort)

    def keepalive_timeout(self) -> None:
        """A client that answers no ping: one that has stopped reading is told what it did, should it read again."""
        if self.drained:
            super().keepalive_timeout()
            self.loop.call_later(CLOSE_SECONDS_MAX, self.transport.abort)
        else:
            self.end(TOO_SLOW, "queue not drained")

    def pause_writing(self) -> None:
        self.drained = False
        super().pause_writing()

    def resume_writing(self) -> None:
        self.drained = True
        super().resume_writing()
        if self.on_drained is not None:
            self.on_drained()

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if self.response.status_code == 101:
            self.scope.setdefault("extensions", {})[CARRIER] = self  # pyright: ignore[reportArgumentType] - uvicorn types them as dicts

    def handle_text(self, event: Frame) -> None:
        if self._in_pace():
            self._heard(event)
            super().handle_text(event)

    def handle_bytes(self, event: Frame) -> None:
        if self._in_pace():
            self._heard(event)
            super().handle_bytes(event)

    def handle_cont(self, event: Frame) -> None:
        if self._in_pace():
            self._heard(event)
            super().handle_cont(event)

    def handle_ping(self) -> None:
        if self._in_pace():
            super().handle_ping()

    def _heard(self, event: Frame) -> None:
        """The first whole message is the hello, the only long one."""
        if event.fin:
            self.conn.max_message_size = LIVE_FRAME_BYTES_MAX

    def _in_pace(self) -> bool:
        """Counts a frame; the first one over the limit of its second ends the socket."""
        second = int(self.loop.time())
        if second != self._second:
            self._second, self._frames = second, 0
        self._frames += 1
        if self._frames > LIVE_FRAMES_A_SECOND_MAX:
            self.end(TOO_MANY_FRAMES, "too many frames")
            return False
        return not self.close_sent
