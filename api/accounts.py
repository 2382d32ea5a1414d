"""Accounts, devices and sessions as rows: what sign-in reads and writes, as functions of a transaction.

Promises: a user name is one person's whatever its case; a session is found by the hash of its token only; ending a
device ends its sessions and its replicas in the same transaction.
"""

import hashlib
import re
import secrets
import unicodedata
from typing import Any
from uuid import UUID, uuid4

from msgspec import Struct

from api.database import Txn
from api.problems import Problem
from models import tables
from sync.stamp import REPLICA_MIN

USERNAME_LENGTH_MAX = 64
DEVICE_NAME_LENGTH_MAX = 64
TOKEN_BYTES = 32
FRESH_MS = 10 * 60_000
"""How long a second factor counts as fresh."""
# Piccolo's own types are partial; the rows leave this module as structs.
Account: Any = tables.Account
Device: Any = tables.Device
Session: Any = tables.Session
_USERNAME = re.compile(r"[\w.\-]{2,64}")


class AccountRow(Struct, frozen=True):
    """账号: one person's account. `totp_step`: the last time step whose code was taken."""

    person: bytes
    username: str
    password_hash: str
    totp_secret: str | None
    totp_step: int | None
    disabled: bool


class SessionRow(Struct, frozen=True):
    """会话: a session with what ended it, moments in Unix milliseconds."""

    person: bytes
    replica: int
    device: bytes
    created_ms: int
    seen_ms: int
    ended_ms: int | None
    device_ended_ms: int | None
    disabled: bool


class DeviceRow(Struct, frozen=True):
    """设备: a device that is signed in."""

    id: UUID
    name: str
    created_ms: int
    seen_ms: int
    waiting: str | None


class NewSession(Struct, frozen=True):
    """新会话: what a sign-in made; `token` is told to nobody but the client."""

    person: bytes
    replica: int
    device: bytes
    token: str


def folded_username(written: str) -> str:
    """The user name as it is stored and compared. What no database may hold is in nobody's name."""
    name = unicodedata.normalize("NFKC", written[: 4 * USERNAME_LENGTH_MAX]).strip().casefold()
    return name.replace("\0", "\ufffd")


def checked_username(written: str) -> str:
    """The folded name of a new account; 422 where it can't be one."""
    name = folded_username(written)
    if len(written) > USERNAME_LENGTH_MAX or not _USERNAME.fullmatch(name):
        raise Problem("username_invalid")
    return name


def checked_device_name(written: str) -> str:
    """The name a person gave to a device; 422 where it is empty, too long or not writing."""
    name = written.strip()
    odd = any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in name)
    if not name or odd or len(written) > DEVICE_NAME_LENGTH_MAX:
        raise Problem("device_name", maximum=DEVICE_NAME_LENGTH_MAX)
    return name


def token_hash(token: str) -> bytes:
    """What is stored of a session's token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def account_named(txn: Txn, username: str) -> AccountRow | None:
    """The account of a folded user name."""
    return _one_account(txn.run(Account.select().where(Account.username == username)))


def account_of(txn: Txn, person: bytes) -> AccountRow | None:
    """The account of a person."""
    return _one_account(txn.run(Account.select().where(Account.person == UUID(bytes=person))))


def no_accounts(txn: Txn) -> bool:
    """True while nobody can sign in at all."""
    return not txn.fetch("select 1 from account limit 1")


def add_account(txn: Txn, person: bytes, username: str, password_hash: str, now_ms: int) -> None:
    """Makes an account; 409 where the name is somebody else's."""
    if account_named(txn, username) is not None:
        raise Problem("username_taken")
    row = Account(
        person=UUID(bytes=person),
        username=username,
        password_hash=password_hash,
        totp_secret=None,
        totp_step=None,
        disabled=False,
        created_ms=now_ms,
    )
    txn.run(Account.insert(row))


def remove_account(txn: Txn, person: bytes) -> None:
    """Takes an account away, its second factor with it; the person stays."""
    txn.run(Account.delete().where(Account.person == UUID(bytes=person)))


def set_totp(txn: Txn, person: bytes, secret: str, step: int) -> None:
    """Turns the second factor on; the step whose code confirmed it is used up."""
    values: dict[Any, Any] = {Account.totp_secret: secret.encode(), Account.totp_step: step}
    txn.run(Account.update(values).where(Account.person == UUID(bytes=person)))


def use_totp_step(txn: Txn, person: bytes, step: int) -> bool:
    """Takes a time step once: False where it, or a later one, was taken before."""
    touched = txn.execute(
        "update account set totp_step = ? where person = ? and (totp_step is null or totp_step < ?)",
        [step, UUID(bytes=person), step],
    )
    return touched == 1


def open_session(txn: Txn, person: bytes, device_name: str, now_ms: int, device: bytes | None = None) -> NewSession:
    """A session with a new replica, on a new device or on one that this person has already."""
    replica = secrets.randbits(62)
    while replica < REPLICA_MIN or txn.fetch("select 1 from replicas where id = ?", [replica]):
        replica = secrets.randbits(62)
    owner = UUID(bytes=person)
    if device is None:
        id = uuid4()
        row = Device(id=id, person=owner, name=device_name, created_ms=now_ms, seen_ms=now_ms, ended_ms=None)
        txn.run(Device.insert(row))
    else:
        id = UUID(bytes=device)
        values: dict[Any, Any] = {Device.name: device_name, Device.seen_ms: now_ms}
        txn.run(Device.update(values).where(Device.id == id))
    txn.execute(
        "insert into replicas (id, person, device, issued_ms) values (?, ?, ?, ?)", [replica, person, str(id), now_ms]
    )
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session = Session(
        token_hash=token_hash(token),
        person=owner,
        replica=replica,
        device=id,
        created_ms=now_ms,
        seen_ms=now_ms,
        ended_ms=None,
    )
    txn.run(Session.insert(session))
    return NewSession(person, replica, id.bytes, token)


def step_up(txn: Txn, hashed: bytes, now_ms: int) -> int:
    """The session's second factor is fresh from now on; returns until when."""
    until = now_ms + FRESH_MS
    txn.execute("update session set stepped_up_until = ? where token_hash = ?", [until, hashed])
    return until


def find_session(txn: Txn, hashed: bytes) -> SessionRow | None:
    """The session of a token's hash, ended or not."""
    found = txn.fetch(
        "select s.person, s.replica, s.device, s.created_ms, s.seen_ms, s.ended_ms, d.ended_ms, a.disabled "
        "from session s join device d on d.id = s.device left join account a on a.person = s.person "
        "where s.token_hash = ?",
        [hashed],
    )
    for person, replica, device, created_ms, seen_ms, ended_ms, device_ended_ms, disabled in found:
        gone = disabled is None or bool(disabled)
        return SessionRow(person.bytes, replica, device.bytes, created_ms, seen_ms, ended_ms, device_ended_ms, gone)
    return None


def touch_session(txn: Txn, hashed: bytes, device: bytes, now_ms: int) -> None:
    """Notes that the session and its device were seen."""
    txn.execute("update session set seen_ms = ? where token_hash = ?", [now_ms, hashed])
    txn.execute("update device set seen_ms = ? where id = ?", [now_ms, UUID(bytes=device)])


def end_session(txn: Txn, hashed: bytes, now_ms: int) -> None:
    """Signs out; the device stays known and its replica stays its person's."""
    txn.execute("update session set ended_ms = ? where token_hash = ? and ended_ms is null", [now_ms, hashed])


def devices_of(txn: Txn, person: bytes) -> list[DeviceRow]:
    """The devices on which this person is signed in, last seen first."""
    found = txn.fetch(
        "select d.id, d.name, d.created_ms, d.seen_ms, r.waiting from device d "
        "join session s on s.device = d.id and s.ended_ms is null "
        "left join replicas r on r.id = s.replica "
        "where d.person = ? and d.ended_ms is null order by d.seen_ms desc, d.created_ms desc",
        [UUID(bytes=person)],
    )
    return [DeviceRow(id, name, created_ms, seen_ms, waiting) for id, name, created_ms, seen_ms, waiting in found]


def end_device(txn: Txn, person: bytes, device: UUID, now_ms: int) -> bool:
    """Ends a device with its sessions and replicas; False where this person has no such device."""
    touched = txn.execute(
        "update device set ended_ms = ? where id = ? and person = ? and ended_ms is null",
        [now_ms, device, UUID(bytes=person)],
    )
    if not touched:
        return False
    txn.execute("update session set ended_ms = ? where device = ? and ended_ms is null", [now_ms, device])
    txn.execute("update replicas set ended_ms = ? where device = ? and ended_ms is null", [now_ms, str(device)])
    return True


def end_all_devices(txn: Txn, person: bytes, now_ms: int) -> list[bytes]:
    """Ends every device of a person; returns which."""
    ids = [row.id for row in devices_of(txn, person)]
    for id in ids:
        end_device(txn, person, id, now_ms)
    return [id.bytes for id in ids]


def _one_account(rows: list[dict[str, Any]]) -> AccountRow | None:
    for row in rows:
        secret = row["totp_secret"]
        return AccountRow(
            row["person"].bytes,
            row["username"],
            row["password_hash"],
            bytes(secret).decode() if secret is not None else None,
            row["totp_step"],
            bool(row["disabled"]),
        )
    return None
