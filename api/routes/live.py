"""The live socket's address."""

from litestar import asgi
from litestar.handlers import ASGIRouteHandler
from litestar.types import Receive, Scope, Send

from api.live import Live


def live_route(live: Live) -> ASGIRouteHandler:
    """`GET /api/sync/live`, upgraded to a WebSocket."""

    @asgi("/api/sync/live", copy_scope=False)
    async def sync_live(scope: Scope, receive: Receive, send: Send) -> None:
        await live.serve(scope, receive, send)

    return sync_live
