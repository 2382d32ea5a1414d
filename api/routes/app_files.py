"""The app itself: its files, and its starting page for every address that the app knows."""

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency

from api.assets import Assets, takes_gzip, unchanged
from api.problems import Problem


@get(["/", "/{path:path}"], opt={"open": True}, include_in_schema=False)
async def app_file(request: Request[Any, Any, Any], assets: NamedDependency[Assets]) -> Response[bytes]:
    """A file of the built app, from memory."""
    if not assets.built:
        raise Problem("app_missing")
    asset = assets.find(request.scope["path"])
    if asset is None:
        raise Problem("not_found")
    headers = {"cache-control": asset.cache, "etag": asset.etag, "vary": "accept-encoding"}
    if unchanged(asset, request.headers.get("if-none-match")):
        return Response(b"", status_code=304, headers=headers)
    body = asset.body
    if asset.pressed is not None and takes_gzip(request.headers.get("accept-encoding")):
        body = asset.pressed
        headers["content-encoding"] = "gzip"
    return Response(body, headers=headers | {"content-type": asset.media_type})
