"""再次验证: a fresh second factor, for publishing, exporting and changing roles (security.md; protocol.md, "Step-up").

Promises: a code counts once, wrong ones are slowed by session, so that nobody makes a colleague wait; who has no
second factor is asked for none, unless the deployment requires it; what is fresh belongs to one session and ends.
"""

from __future__ import annotations

from uuid import UUID

from api import accounts, attempts, second_factor
from api.clock import Clock
from api.database import Txn
from api.identity import Identity, too_many
from api.problems import Problem
from api.sessions import Caller
from models.document import Refusal
from models.step_up import NO_SECOND_FACTOR, STEP_UP


class StepUp:
    """再次验证: for all sessions of a deployment; `required` of everybody, or only of who has a second factor."""

    def __init__(self, identity: Identity, clock: Clock, *, required: bool) -> None:
        self._identity, self._clock, self.required = identity, clock, required

    def missing(self, txn: Txn, caller: Caller, now_ms: int) -> Refusal | None:
        """Why this session may not do now what asks for a fresh second factor; None where it may."""
        found = txn.fetch(
            "select a.totp_secret, s.stepped_up_until from account a left join session s on s.token_hash = ? "
            "where a.person = ?",
            [caller.session, UUID(bytes=caller.person)],
        )
        secret, until = found[0] if found else (None, None)
        if secret is None:
            return NO_SECOND_FACTOR if self.required else None
        return None if until is not None and now_ms < until else STEP_UP

    async def check(self, caller: Caller) -> None:
        """Problem `step_up` where a fresh second factor is missing."""
        now_ms = self._clock()
        missing = await self._identity.database().read(lambda txn: self.missing(txn, caller, now_ms))
        if missing is not None:
            raise Problem(missing.reason)

    async def take(self, caller: Caller, code: str) -> int:
        """Until when this session is fresh, by this code; Problem: bad_code, totp_code_used, step_up_unset, 429."""
        now_ms = self._clock()
        database = self._identity.database()
        counters = (attempts.Counted(f"step:{caller.session.hex()[:40]}", attempts.DEVICE),)
        wait_ms = await database.write(lambda txn: attempts.begin(txn, counters, now_ms))
        if wait_ms > 0:
            raise too_many(wait_ms)
        account = await database.read(lambda txn: accounts.account_of(txn, caller.person))
        if account is None or account.totp_secret is None:
            raise Problem("second_factor_unset")
        step = second_factor.step_of(account.totp_secret, code, now_ms)
        if step is None:
            raise Problem("bad_code")

        def work(txn: Txn) -> int | None:
            if not accounts.use_totp_step(txn, caller.person, step):
                return None
            attempts.forgive(txn, counters)
            return accounts.step_up(txn, caller.session, now_ms)

        until = await database.write(work)
        if until is None:
            raise Problem("totp_code_used")
        return until
