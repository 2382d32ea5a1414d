"""Enrolment: the first administrator's one-time code, and the codes with which everybody else gets an account.

Promises: an empty deployment has no default password, only a code on its console; a code works once and for a week;
whoever uses one proves nothing but holding it, so it also resets a forgotten password and ends the old sessions.
The person sees for ever who made a code and when, and when one was used, because both are written in the same
transaction as what they tell of.
"""

from typing import Any, Protocol
from uuid import UUID

from litestar.types import Scope
from pypinyin import Style, lazy_pinyin

from api import accounts
from api.clock import Clock
from api.codes import CODE_LENGTH, FIRST_CODE_LENGTH, code_hash, folded, new_code
from api.database import Txn
from api.identity import Identity, SignedIn
from api.passwords import check_new
from api.problems import Problem
from api.sessions import Caller
from api.step_up import StepUp
from models import tables
from models.account_event import ACCOUNT_OPENED, ACCOUNT_RESET, CODE_ISSUED
from models.calendar import DEFAULT_ZONE, local_day
from models.roster import Roster

CODE_MS_MAX = 7 * 86_400_000
NAME_LENGTH_MAX = 64
FIRST = "first"
ACTIVATION = "activation"
OneTimeCode: Any = tables.OneTimeCode  # Piccolo's own types are partial


class Ledger(Protocol):
    """What enrolment needs of the documents."""

    def roster(self, txn: Txn, now_ms: int) -> Roster: ...

    def found_institution(self, txn: Txn, name: str, administrator: dict[str, Any], now_ms: int) -> bytes:
        """Writes an institution and its first person as the server's acts; returns the person's id."""
        ...

    def note(self, txn: Txn, person: bytes, by: bytes, what: str, now_ms: int) -> None:
        """Writes what was done to the person's account, with what follows of it."""
        ...


class Enrolment:
    """注册: who gets an account, and how."""

    def __init__(self, identity: Identity, step_up: StepUp, ledger: Ledger, clock: Clock) -> None:
        self._identity, self._step_up, self._ledger, self._clock = identity, step_up, ledger, clock

    async def first_code(self) -> str | None:
        """A new code for the first administrator, None where somebody can sign in already."""
        return await self._identity.database().write(lambda txn: new_first_code(txn, self._clock()))

    async def first(
        self, scope: Scope, *, code: str, institution: str, name: str, username: str, password: str, device: str
    ) -> SignedIn:
        """Founds the institution with its first administrator, who is then signed in."""
        await self._identity.count_code(scope)
        hashed = _checked(code, FIRST)
        title, person_name = checked_name(institution), checked_name(name)
        account_name, device_name = accounts.checked_username(username), accounts.checked_device_name(device)
        check_new(password, account_name)
        password_hash = await self._identity.passwords.hash(password)
        now_ms = self._clock()

        def work(txn: Txn) -> bytes:
            _use(txn, hashed, FIRST, now_ms)
            if not accounts.no_accounts(txn):
                raise Problem("not_empty")
            person = self._ledger.found_institution(txn, title, first_person(person_name, now_ms), now_ms)
            accounts.add_account(txn, person, account_name, password_hash, now_ms)
            return person

        person = await self._identity.database().write(work)
        return await self._identity.open_session(scope, person, account_name, device_name)

    async def issue(self, caller: Caller, person: bytes) -> tuple[str, int]:
        """A code for somebody of an institution that the caller administers, and when it expires.

        Whoever holds a code for an account can become that person: it asks for a fresh second factor.
        """
        now_ms = self._clock()
        code = new_code(CODE_LENGTH)

        def work(txn: Txn) -> None:
            roster = self._ledger.roster(txn, now_ms)
            institution = roster.institution_of(person)
            if institution is None or not roster.administers(caller.person, institution):
                at_home = institution is not None and roster.institution_of(caller.person) == institution
                raise Problem("forbidden" if at_home else "not_found")
            missing = self._step_up.missing(txn, caller, now_ms)
            if missing is not None and accounts.account_of(txn, person) is not None:
                raise Problem(missing.reason)
            owner = UUID(bytes=person)
            unused = (OneTimeCode.person == owner) & (OneTimeCode.purpose == ACTIVATION) & OneTimeCode.used_ms.is_null()
            txn.run(OneTimeCode.delete().where(unused))
            _store(txn, code, ACTIVATION, owner, now_ms)
            self._ledger.note(txn, person, caller.person, CODE_ISSUED, now_ms)

        await self._identity.database().write(work)
        return code, now_ms + CODE_MS_MAX

    async def activate(self, scope: Scope, *, code: str, username: str, password: str, device: str) -> SignedIn:
        """An account for whom the code was made, or a new password where there is one; signed in either way."""
        await self._identity.count_code(scope)
        hashed = _checked(code, ACTIVATION)
        account_name, device_name = accounts.checked_username(username), accounts.checked_device_name(device)
        check_new(password, account_name)
        password_hash = await self._identity.passwords.hash(password)
        now_ms = self._clock()

        def work(txn: Txn) -> tuple[bytes, list[bytes]]:
            person = _use(txn, hashed, ACTIVATION, now_ms)
            what = ACCOUNT_OPENED if accounts.account_of(txn, person) is None else ACCOUNT_RESET
            ended = accounts.end_all_devices(txn, person, now_ms)
            accounts.remove_account(txn, person)
            accounts.add_account(txn, person, account_name, password_hash, now_ms)
            self._ledger.note(txn, person, person, what, now_ms)
            return person, ended

        person, ended = await self._identity.database().write(work)
        await self._identity.end_everywhere(person, ended)
        return await self._identity.open_session(scope, person, account_name, device_name)

    async def me(self, caller: Caller) -> tuple[accounts.AccountRow, list[str]]:
        """The caller's account and the names of the roles they hold today."""
        now_ms = self._clock()

        def work(txn: Txn) -> tuple[accounts.AccountRow | None, list[str]]:
            held = self._ledger.roster(txn, now_ms).roles(caller.person)
            return accounts.account_of(txn, caller.person), sorted({role for role, _ in held})

        account, roles = await self._identity.database().read(work)
        if account is None:
            raise Problem("no_session")
        return account, roles


def new_first_code(txn: Txn, now_ms: int) -> str | None:
    """Draws the first administrator's code, which replaces the one before; None where somebody can sign in."""
    if not accounts.no_accounts(txn):
        return None
    code = new_code(FIRST_CODE_LENGTH)
    txn.run(OneTimeCode.delete().where(OneTimeCode.purpose == FIRST))
    _store(txn, code, FIRST, None, now_ms)
    return code


def first_person(name: str, now_ms: int) -> dict[str, Any]:
    """What is known of the first administrator, without the institution and the role."""
    initials = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()
    return {"name": name, "pinyin": initials[:32], "since": local_day(now_ms, DEFAULT_ZONE)}


def checked_name(written: str) -> str:
    """A name of a person or an institution; 422 where it is empty, too long or not writing."""
    name = " ".join(written.split())
    if not name or len(name) > NAME_LENGTH_MAX or not all(letter.isprintable() for letter in name):
        raise Problem("name_invalid", maximum=NAME_LENGTH_MAX)
    return name


def _checked(written: str, purpose: str) -> bytes:
    plain = folded(written)
    if plain is None:
        raise Problem("code_malformed")
    return code_hash(plain, purpose)


def _store(txn: Txn, code: str, purpose: str, person: UUID | None, now_ms: int) -> None:
    row = OneTimeCode(
        code_hash=code_hash(code.replace("-", ""), purpose),
        purpose=purpose,
        person=person,
        institution=None,
        expires_ms=now_ms + CODE_MS_MAX,
        used_ms=None,
    )
    txn.run(OneTimeCode.insert(row))


def _use(txn: Txn, hashed: bytes, purpose: str, now_ms: int) -> bytes:
    """Uses a code up; returns the person it was made for (16 zero bytes for nobody's)."""
    for row in txn.run(OneTimeCode.select().where(OneTimeCode.code_hash == hashed)):
        if row["purpose"] != purpose:
            break
        if row["used_ms"] is not None:
            raise Problem("activation_used")
        if row["expires_ms"] <= now_ms:
            raise Problem("activation_expired")
        taken = txn.execute(
            "update one_time_code set used_ms = ? where code_hash = ? and used_ms is null", [now_ms, hashed]
        )
        if not taken:
            raise Problem("activation_used")
        return row["person"].bytes if row["person"] is not None else bytes(16)
    raise Problem("code_malformed")
