"""Identity: signing in and out, the second step, and a person's devices (protocol §11, security.md).

Promises: a user name that nobody has and a wrong password get the same answer after the same work; every sign-in has a
replica of its own; what ends a session closes its sockets; nothing here can lock anybody out for good.
"""

import hmac
from collections.abc import Callable
from typing import Any
from uuid import UUID

from litestar.types import Scope
from msgspec import Struct

from api import accounts, attempts, second_factor
from api.clock import Clock
from api.codes import Ticket, seal, unseal
from api.database import Txn
from api.ledger import log_of, now_of
from api.metrics import Metrics
from api.passwords import Passwords, check_length
from api.problems import Problem
from api.sessions import Caller, Doors, Ended, Sessions, known_device_in
from api.visits import is_over

TICKET_MS_MAX = 5 * 60_000
UNKNOWN_ADDRESS = "?"


class SignedIn(Struct, frozen=True):
    """登录结果: what the client is told, and the cookies that go with it."""

    session: accounts.NewSession
    username: str
    now_ms: int
    log: bytes


class Identity:
    """身份: everything about who calls. `key` gives the deployment's secret, 32 bytes."""

    def __init__(
        self,
        database: Callable[[], Doors],
        key: Callable[[], bytes],
        clock: Clock,
        passwords: Passwords,
        metrics: Metrics,
    ) -> None:
        self.database, self.key, self.clock, self.passwords = database, key, clock, passwords
        self.sessions = Sessions(database, clock)
        self.on_ended: list[Ended] = []
        self._metrics = metrics

    async def caller_of(self, scope: Scope) -> Caller | None:
        """Who makes this request (or opens this socket); None without a session, Problem where the device was ended."""
        return await self.sessions.caller_of(scope)

    async def sign_in(self, scope: Scope, username: str, password: str, device: str) -> SignedIn:
        """A new session; Problem: bad_credentials, second_factor with a ticket, too_many_attempts."""
        name, device_name = accounts.folded_username(username), accounts.checked_device_name(device)
        check_length(password)
        counters = attempts.keys_of(name, device_name, address_of(scope), known_device_in(scope, name, self.key()))
        await self._count(counters)
        account = await self.database().read(lambda txn: accounts.account_named(txn, name))
        right = await self.passwords.matches(account.password_hash if account else None, password)
        if account is None or not right or account.disabled:
            self._metrics.sign_ins.labels("wrong").inc()
            raise Problem("bad_credentials")
        if account.totp_secret is not None:
            ticket = Ticket("second", account.person, device_name, self.clock() + TICKET_MS_MAX)
            self._metrics.sign_ins.labels("second").inc()
            raise Problem("second_factor", extra={"ticket": seal(ticket, self.key())})
        return await self._open(scope, account, device_name, counters)

    async def second_step(self, scope: Scope, written_ticket: str, code: str) -> SignedIn:
        """The session after the second step; Problem: ticket_expired, bad_code, totp_code_used, too_many_attempts."""
        ticket = unseal(written_ticket, self.key(), "second", self.clock())
        if ticket is None:
            raise Problem("ticket_expired")
        account = await self.database().read(lambda txn: accounts.account_of(txn, ticket.subject))
        if account is None or account.disabled or account.totp_secret is None:
            raise Problem("ticket_expired")
        counters = (attempts.Counted(f"second:{ticket.subject.hex()}", attempts.DEVICE),)
        await self._count(counters)
        step = second_factor.step_of(account.totp_secret, code, self.clock())
        if step is None:
            raise Problem("bad_code")
        if not await self.database().write(lambda txn: accounts.use_totp_step(txn, account.person, step)):
            raise Problem("totp_code_used")
        return await self._open(scope, account, ticket.note, counters, fresh=True)

    async def sign_out(self, caller: Caller) -> None:
        """Ends this session; the device's work and replica stay its person's."""
        now_ms = self.clock()
        await self.database().write(lambda txn: accounts.end_session(txn, caller.session, now_ms))
        self.sessions.forget(session=caller.session)
        await self._tell_ended(caller.person, caller.device)

    def store_key(self, caller: Caller) -> bytes:
        """What seals this person's unsent work on their devices, 32 bytes, whatever becomes of the password."""
        return hmac.digest(self.key(), b"store/" + caller.person, "sha256")

    async def devices(self, caller: Caller) -> list[accounts.DeviceRow]:
        """Where this person is signed in."""
        return await self.database().read(lambda txn: accounts.devices_of(txn, caller.person))

    async def end_device(self, caller: Caller, device: UUID) -> None:
        """Ends one of the caller's devices; Problem `not_found` where it is nobody's or another's."""
        now_ms = self.clock()
        if not await self.database().write(lambda txn: accounts.end_device(txn, caller.person, device, now_ms)):
            raise Problem("not_found")
        self.sessions.forget(device=device.bytes)
        await self._tell_ended(caller.person, device.bytes)

    async def end_everywhere(self, person: bytes, devices: list[bytes]) -> None:
        """Forgets what was remembered of devices that a transaction has ended."""
        for device in devices:
            self.sessions.forget(device=device)
            await self._tell_ended(person, device)

    async def begin_totp(self, caller: Caller, entropy: bytes) -> dict[str, str]:
        """A secret to show to an authenticator app, and the ticket that confirms it."""
        account = await self._own_account(caller)
        if account.totp_secret is not None:
            raise Problem("second_factor_set")
        secret = second_factor.new_secret(entropy)
        ticket = Ticket("totp", caller.person, secret, self.clock() + TICKET_MS_MAX * 3)
        return {
            "secret": secret,
            "address": second_factor.address_of(secret, account.username),
            "ticket": seal(ticket, self.key()),
        }

    async def confirm_totp(self, caller: Caller, written_ticket: str, code: str) -> None:
        """Turns the second factor on; Problem: ticket_expired, bad_code."""
        now_ms = self.clock()
        ticket = unseal(written_ticket, self.key(), "totp", now_ms)
        if ticket is None or ticket.subject != caller.person:
            raise Problem("ticket_expired")
        await self._count((attempts.Counted(f"confirm:{caller.person.hex()}", attempts.DEVICE),))
        step = second_factor.step_of(ticket.note, code, now_ms)
        if step is None:
            raise Problem("bad_code")
        if (await self._own_account(caller)).totp_secret is not None:
            raise Problem("second_factor_set")

        def work(txn: Txn) -> None:
            accounts.set_totp(txn, caller.person, ticket.note, step)
            accounts.step_up(txn, caller.session, now_ms)

        await self.database().write(work)

    async def open_session(self, scope: Scope, person: bytes, username: str, device_name: str) -> SignedIn:
        """A session for somebody who has just proved who they are in another way."""
        account = accounts.AccountRow(person, username, "", None, None, disabled=False)
        return await self._open(scope, account, device_name, ())

    async def _open(
        self,
        scope: Scope,
        account: accounts.AccountRow,
        device_name: str,
        counters: tuple[attempts.Counted, ...],
        *,
        fresh: bool = False,
    ) -> SignedIn:
        """`fresh`: a code of the second factor was given just now."""
        old = await self.caller_or_none(scope)
        clock_ms = self.clock()

        def work(txn: Txn) -> SignedIn:
            attempts.forgive(txn, counters)
            device: bytes | None = None
            if old is not None:
                accounts.end_session(txn, old.session, clock_ms)
                device = old.device if old.person == account.person else None
            now_ms = now_of(txn, clock_ms)
            if is_over(txn, account.person, now_ms):
                raise Problem("bad_credentials")
            session = accounts.open_session(txn, account.person, device_name, now_ms, device)
            if fresh:
                accounts.step_up(txn, accounts.token_hash(session.token), clock_ms)
            return SignedIn(session, account.username, now_ms, log_of(txn))

        signed_in = await self.database().write(work)
        if old is not None:
            self.sessions.forget(session=old.session)
            await self._tell_ended(old.person, old.device)
        self._metrics.sign_ins.labels("ok").inc()
        return signed_in

    async def caller_or_none(self, scope: Scope) -> Caller | None:
        """Who was signed in on this browser until now, if anybody."""
        try:
            return await self.sessions.caller_of(scope)
        except Problem:
            return None

    async def _own_account(self, caller: Caller) -> accounts.AccountRow:
        account = await self.database().read(lambda txn: accounts.account_of(txn, caller.person))
        if account is None:
            raise Problem("no_session")
        return account

    async def _count(self, counters: tuple[attempts.Counted, ...]) -> None:
        now_ms = self.clock()
        wait_ms = await self.database().write(lambda txn: attempts.begin(txn, counters, now_ms))
        if wait_ms > 0:
            self._metrics.sign_ins.labels("wait").inc()
            raise too_many(wait_ms)

    async def count_code(self, scope: Scope) -> None:
        """Counts somebody's try at a paper code."""
        await self._count(attempts.keys_of_code(address_of(scope)))

    async def _tell_ended(self, person: bytes, device: bytes) -> None:
        for told in self.on_ended:
            waited = told(person, device)
            if waited is not None:
                await waited


def too_many(wait_ms: int) -> Problem:
    """429 with the seconds to wait, rounded up."""
    seconds = -(-wait_ms // 1000)
    return Problem("too_many_attempts", seconds=seconds, headers={"retry-after": str(seconds)})


def address_of(scope: Scope) -> str:
    """Where the request comes from, as the trusted proxy or the network says."""
    client: Any = scope["client"]
    return str(client[0]) if client else UNKNOWN_ADDRESS
