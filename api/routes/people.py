"""Accounts for people: the codes that an administrator hands out."""

from typing import Any
from uuid import UUID

from litestar import Request, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec import Struct

from api.enrolment import Enrolment
from api.problems import Problem
from api.sessions import Caller, caller_in


class ActivationCode(Struct):
    """激活码: shown once; `expires` in Unix milliseconds."""

    code: str
    expires: int


@post("/api/people/{person:str}/code", opt={"takes": None}, status_code=201, summary="Make an activation code")
async def issue_code(
    person: FromPath[str], request: Request[Caller, Any, Any], enrolment: NamedDependency[Enrolment]
) -> ActivationCode:
    """201 with a code for an account or, where there is one, a new password; 403, 404."""
    try:
        id = UUID(person)
    except ValueError:
        raise Problem("not_found") from None
    code, expires_ms = await enrolment.issue(caller_in(request.scope), id.bytes)
    return ActivationCode(code=code, expires=expires_ms)
