"""What anybody may know of this server before signing in."""

from litestar import get
from litestar.di import NamedDependency
from msgspec import Struct

from api.accounts import no_accounts
from api.identity import Identity
from api.settings import VERSION, Settings


class Info(Struct):
    """服务器信息: `empty`: it waits for its first administrator."""

    demo: bool
    empty: bool
    version: str


@get("/api/info", opt={"open": True}, summary="Demonstration or not, empty or not")
async def info(identity: NamedDependency[Identity], settings: NamedDependency[Settings]) -> Info:
    """Two facts and a version."""
    empty = await identity.database().read(no_accounts)
    return Info(demo=settings.demo, empty=empty, version=VERSION)
