"""Whether the server can write (protocol §11)."""

from litestar import get
from litestar.di import NamedDependency
from msgspec import Struct

from api.health import Health


class Healthy(Struct):
    """健康: only ever `ok`; anything else is a problem."""

    status: str


@get("/api/health", opt={"open": True}, summary="200 when the server can write")
async def health(health: NamedDependency[Health]) -> Healthy:
    """A real write has just succeeded, or did within the last second; 503 not_writable otherwise."""
    await health.check()
    return Healthy(status="ok")
