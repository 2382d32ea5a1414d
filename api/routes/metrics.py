"""Metrics for the operator's Prometheus."""

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency

from api.metrics import CONTENT_TYPE, Metrics, token_matches
from api.problems import Problem
from api.settings import Settings


@get("/api/metrics", opt={"open": True}, summary="Counts and times for Prometheus", media_type=CONTENT_TYPE)
async def metrics(
    request: Request[Any, Any, Any], counted: NamedDependency[Metrics], settings: NamedDependency[Settings]
) -> Response[bytes]:
    """200 to the operator's token (MINGCHA_METRICS_TOKEN, as a Bearer); 404 where none is set; 401 to any other."""
    if settings.metrics_token is None:
        raise Problem("not_found")
    if not token_matches(request.headers.get("authorization"), settings.metrics_token):
        raise Problem("no_session", headers={"www-authenticate": 'Bearer realm="metrics"'})
    return Response(counted.text(), headers={"content-type": CONTENT_TYPE})
