"""Who may sign in, from which devices, and what guards the door. Moments are Unix milliseconds."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Boolean, Bytea, Integer, Text, Varchar
from piccolo.table import Table

from models.tables.engine import BORROWED


class Account(Table, tablename="account", db=BORROWED):
    """账号: the user name and password of one person. `totp_step` is the last time step whose code was used."""

    person = UUID(primary_key=True, default=None)
    username = Varchar(length=64)
    password_hash = Text()
    totp_secret = Bytea(null=True, default=None)
    totp_step = BigInt(null=True, default=None)
    disabled = Boolean(default=False)
    created_ms = BigInt()


class Session(Table, tablename="session", db=BORROWED):
    """会话: one sign-in; the cookie's token is kept hashed (SHA-256). `stepped_up_until`: how long its second factor
    is fresh."""

    token_hash = Bytea(primary_key=True, default=b"")
    person = UUID(default=None)
    replica = BigInt()
    device = UUID(default=None)
    created_ms = BigInt()
    seen_ms = BigInt()
    ended_ms = BigInt(null=True, default=None)
    stepped_up_until = BigInt(null=True, default=None)


class Device(Table, tablename="device", db=BORROWED):
    """设备: a phone or computer of one person."""

    id = UUID(primary_key=True, default=None)
    person = UUID(default=None)
    name = Varchar(length=64)
    created_ms = BigInt()
    seen_ms = BigInt()
    ended_ms = BigInt(null=True, default=None)


class Attempt(Table, tablename="attempt", db=BORROWED):
    """登录尝试: failures counted under a key (account and device), and when the next one is heard."""

    key = Text(primary_key=True, default="")
    failures = Integer()
    next_ms = BigInt()


class OneTimeCode(Table, tablename="one_time_code", db=BORROWED):
    """一次性代码: activation codes and the first administrator's, kept hashed; `purpose` says which."""

    code_hash = Bytea(primary_key=True, default=b"")
    purpose = Varchar(length=32)
    person = UUID(null=True, default=None)
    institution = UUID(null=True, default=None)
    expires_ms = BigInt()
    used_ms = BigInt(null=True, default=None)
