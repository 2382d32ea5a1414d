"""The app itself: its files, and its starting page for every address that the app knows."""

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency

from api.assets import Assets, answer_of
from api.problems import Problem


@get(["/", "/{path:path}"], opt={"open": True}, include_in_schema=False)
async def app_file(request: Request[Any, Any, Any], assets: NamedDependency[Assets]) -> Response[bytes]:
    """A file of the built app, from memory."""
    if not assets.built:
        raise Problem("app_missing")
    asset = assets.find(request.scope["path"])
    if asset is None:
        raise Problem("not_found")
    asked = request.headers
    status, body, headers = answer_of(asset, asked.get("if-none-match"), asked.get("accept-encoding"))
    return Response(body, status_code=status, headers=headers)
