"""A person's devices (protocol §11)."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, delete, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec import Struct

from api.accounts import DeviceRow
from api.identity import Identity
from api.problems import Problem
from api.sessions import Caller, caller_in

_Request = Request[Caller, Any, Any]


class DeviceTold(Struct):
    """设备: moments in Unix milliseconds; `waiting`: changes it said it still owed, null if it never said."""

    id: str
    name: str
    current: bool
    created: int
    seen: int
    waiting: int | None


@get("/api/auth/devices", summary="Where I am signed in")
async def list_devices(request: _Request, identity: NamedDependency[Identity]) -> list[DeviceTold]:
    """Every device with an open session, last seen first."""
    caller = caller_in(request.scope)
    return [_told(row, caller) for row in await identity.devices(caller)]


@delete("/api/auth/devices/{device:str}", opt={"takes": None}, status_code=204, summary="End a device")
async def end_device(device: FromPath[str], request: _Request, identity: NamedDependency[Identity]) -> None:
    """204: its sessions and replica have ended, and it wipes itself at its next contact; 404."""
    try:
        id = UUID(device)
    except ValueError:
        raise Problem("not_found") from None
    await identity.end_device(caller_in(request.scope), id)


def _told(row: DeviceRow, caller: Caller) -> DeviceTold:
    return DeviceTold(
        id=str(row.id),
        name=row.name,
        current=row.id.bytes == caller.device,
        created=row.created_ms,
        seen=row.seen_ms,
        waiting=_waiting(row.waiting),
    )


def _waiting(written: str | None) -> int | None:
    """The first number of what the replica reported: changes not yet sent."""
    try:
        return msgspec.json.decode(written, type=tuple[int, int, int | None])[0] if written else None
    except msgspec.MsgspecError:
        return None
