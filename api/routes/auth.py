"""Signing in and out, the first administrator, activation, the second factor (protocol §11)."""

import base64
import secrets
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from msgspec import Meta, Struct

from api.enrolment import Enrolment
from api.guards import scheme_of
from api.identity import Identity, SignedIn
from api.second_factor import SECRET_BYTES
from api.sessions import Caller, caller_in, known_cookie, no_cookie, session_cookie
from api.settings import Settings
from api.step_up import StepUp

_Request = Request[Caller, Any, Any]
_Word = Annotated[str, Meta(max_length=512)]
_Password = Annotated[str, Meta(description="8 to 128 characters")]
WANT_SECOND_FACTOR = frozenset({"inspector", "supervisor", "admin"})


class Login(Struct, forbid_unknown_fields=True):
    """登录."""

    username: _Word
    password: _Password
    device: _Word


class SecondStep(Struct, forbid_unknown_fields=True):
    """第二步: the ticket of the first step and six digits."""

    ticket: Annotated[str, Meta(max_length=2000)]
    code: _Word


class First(Struct, forbid_unknown_fields=True):
    """第一位管理员."""

    code: _Word
    institution: _Word
    name: _Word
    username: _Word
    password: _Password
    device: _Word


class Activation(Struct, forbid_unknown_fields=True):
    """激活账号."""

    code: _Word
    username: _Word
    password: _Password
    device: _Word


class Enrol(Struct, forbid_unknown_fields=True):
    """启用动态验证码: empty to begin; the ticket and six digits to confirm."""

    ticket: Annotated[str, Meta(max_length=2000)] | None = None
    code: _Word | None = None


class FreshCode(Struct, forbid_unknown_fields=True):
    """再次验证: six digits."""

    code: _Word


class Fresh(Struct):
    """已再次验证: until when, in Unix milliseconds."""

    until: int


class Welcome(Struct):
    """登录成功: `replica` in decimal, `now` in Unix milliseconds, `log` in hexadecimal."""

    person: str
    replica: str
    now: int
    log: str


class Me(Struct):
    """我: roles held today; `second_factor_wanted`: the role asks for one and it isn't set."""

    person: str
    username: str
    roles: list[str]
    second_factor: bool
    second_factor_wanted: bool
    demo: bool


class StoreKey(Struct):
    """封存密钥: 32 bytes in base64; this person's alone, and the same on all their devices."""

    person: str
    key: str


class TotpSecret(Struct):
    """动态验证码密钥: to be shown once, as text and as the address in a QR code."""

    secret: str
    address: str
    ticket: str


@post("/api/auth/login", opt={"open": True}, summary="Sign in")
async def login(data: JSONBody[Login], request: _Request, identity: NamedDependency[Identity]) -> Response[Welcome]:
    """201 with a session cookie; 401 bad_credentials or second_factor with a ticket; 422; 429 with Retry-After."""
    signed_in = await identity.sign_in(request.scope, data.username, data.password, data.device)
    return _welcome(request, identity, signed_in)


@post("/api/auth/second", opt={"open": True}, summary="Sign in: the second step")
async def second(
    data: JSONBody[SecondStep], request: _Request, identity: NamedDependency[Identity]
) -> Response[Welcome]:
    """201 as for sign-in; 401 ticket_expired, bad_code or code_used."""
    signed_in = await identity.second_step(request.scope, data.ticket, data.code)
    return _welcome(request, identity, signed_in)


@post("/api/auth/first", opt={"open": True}, summary="Found an institution with the code on the server's console")
async def first(
    data: JSONBody[First],
    request: _Request,
    identity: NamedDependency[Identity],
    enrolment: NamedDependency[Enrolment],
) -> Response[Welcome]:
    """201 as for sign-in; 410 code_used, code_expired or not_empty; 422."""
    signed_in = await enrolment.first(
        request.scope,
        code=data.code,
        institution=data.institution,
        name=data.name,
        username=data.username,
        password=data.password,
        device=data.device,
    )
    return _welcome(request, identity, signed_in)


@post("/api/auth/activate", opt={"open": True}, summary="Take an account with an activation code")
async def activate(
    data: JSONBody[Activation],
    request: _Request,
    identity: NamedDependency[Identity],
    enrolment: NamedDependency[Enrolment],
) -> Response[Welcome]:
    """201 as for sign-in; 409 username_taken; 410 code_used or code_expired; 422."""
    signed_in = await enrolment.activate(
        request.scope, code=data.code, username=data.username, password=data.password, device=data.device
    )
    return _welcome(request, identity, signed_in)


@post("/api/auth/logout", opt={"takes": None}, status_code=204, summary="Sign out")
async def logout(request: _Request, identity: NamedDependency[Identity]) -> Response[None]:
    """204; the cookie is taken back."""
    await identity.sign_out(caller_in(request.scope))
    return Response(None, status_code=204, cookies=[no_cookie(secure=scheme_of(request.scope) == "https")])


@get("/api/auth/me", summary="Who is signed in")
async def me(request: _Request, enrolment: NamedDependency[Enrolment], settings: NamedDependency[Settings]) -> Me:
    """The caller's account and roles."""
    caller = caller_in(request.scope)
    account, roles = await enrolment.me(caller)
    is_set = account.totp_secret is not None
    return Me(
        person=str(UUID(bytes=caller.person)),
        username=account.username,
        roles=roles,
        second_factor=is_set,
        second_factor_wanted=not settings.demo and not is_set and not WANT_SECOND_FACTOR.isdisjoint(roles),
        demo=settings.demo,
    )


@get("/api/auth/key", summary="The key that seals the caller's unsent work on their devices")
async def store_key(request: _Request, identity: NamedDependency[Identity]) -> StoreKey:
    """Never kept by a cache, and by a device only while somebody is signed in there."""
    caller = caller_in(request.scope)
    return StoreKey(str(UUID(bytes=caller.person)), base64.b64encode(identity.store_key(caller)).decode())


@post("/api/auth/totp", status_code=200, summary="Turn the second factor on, in two steps")
async def totp(
    data: JSONBody[Enrol], request: _Request, identity: NamedDependency[Identity]
) -> Response[TotpSecret | None]:
    """200 with the secret for an empty body; 204 once ticket and code are right; 401 bad_code; 409."""
    caller = caller_in(request.scope)
    if data.ticket is None or data.code is None:
        begun = await identity.begin_totp(caller, secrets.token_bytes(SECRET_BYTES))
        return Response(TotpSecret(**begun))
    await identity.confirm_totp(caller, data.ticket, data.code)
    return Response(None, status_code=204)


@post("/api/auth/step-up", status_code=200, summary="Give the second factor anew")
async def step_up(data: JSONBody[FreshCode], request: _Request, step_up: NamedDependency[StepUp]) -> Fresh:
    """200 with the moment until which this session is fresh; 401 bad_code or code_used; 409; 429 with Retry-After."""
    return Fresh(await step_up.take(caller_in(request.scope), data.code))


def _welcome(request: _Request, identity: Identity, signed_in: SignedIn) -> Response[Welcome]:
    secure = scheme_of(request.scope) == "https"
    session = signed_in.session
    body = Welcome(
        person=str(UUID(bytes=session.person)),
        replica=str(session.replica),
        now=signed_in.now_ms,
        log=signed_in.log.hex(),
    )
    cookies = [
        session_cookie(session.token, secure=secure),
        known_cookie(signed_in.username, identity.key(), secure=secure),
    ]
    return Response(body, status_code=201, cookies=cookies)
