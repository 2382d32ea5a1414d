"""The built app, served from memory: each file read, hashed and compressed once at the start.

Promises: names that carry a hash are kept for ever, the worker and the manifest are asked for again each time, a page
is never stored; a path of the app that is no file gets the page that starts it; nothing outside is reachable.
"""

import gzip
import hashlib
import mimetypes
import re
from pathlib import Path

from msgspec import Struct

_HASHED = re.compile(r"^/assets/[^/]+-[A-Za-z0-9_-]{6,}\.[a-z0-9]+$")
_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}
_PRESSED = frozenset({".js", ".css", ".html", ".svg", ".json", ".webmanifest", ".txt"})
_NOT_SERVED = frozenset({".map", ".gz", ".br"})
PAGE = "/index.html"
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
NEVER = "no-store"


class Asset(Struct, frozen=True):
    """静态文件: one file in memory; `pressed` is its gzip form where that is smaller."""

    body: bytes
    pressed: bytes | None
    media_type: str
    etag: str
    cache: str


class Assets:
    """The files of one built app. An absent folder is an app that isn't built: `built` is False."""

    def __init__(self, folder: Path) -> None:
        self._files = dict(_read(folder)) if folder.is_dir() else {}

    @property
    def built(self) -> bool:
        return PAGE in self._files

    def find(self, path: str) -> Asset | None:
        """The file at this path, the starting page for a path of the app, None for a file that isn't there."""
        known = self._files.get(path)
        if known is not None:
            return known
        is_route = "." not in path.rsplit("/", 1)[-1] and not path.startswith("/assets/")
        return self._files.get(PAGE) if is_route else None


def make_asset(body: bytes, media_type: str, cache: str = ASK_AGAIN, *, pressing: bool = True) -> Asset:
    """What is served of these bytes; its tag is of them alone."""
    pressed = gzip.compress(body, 9, mtime=0) if pressing else None
    smaller = pressed is not None and len(pressed) < len(body)
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    return Asset(body, pressed if smaller else None, media_type, tag, cache)


def unchanged(asset: Asset, if_none_match: str | None) -> bool:
    """Whether the client holds this very file."""
    if not if_none_match:
        return False
    held = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return "*" in held or asset.etag.removeprefix("W/") in held


def answer_of(
    asset: Asset, if_none_match: str | None, accept_encoding: str | None
) -> tuple[int, bytes, dict[str, str]]:
    """Status, body and headers: 304 where the client holds it, packed where it may be."""
    headers = {"cache-control": asset.cache, "etag": asset.etag, "vary": "accept-encoding"}
    if unchanged(asset, if_none_match):
        return 304, b"", headers
    headers["content-type"] = asset.media_type
    if asset.pressed is not None and takes_gzip(accept_encoding):
        return 200, asset.pressed, headers | {"content-encoding": "gzip"}
    return 200, asset.body, headers


def takes_gzip(accept_encoding: str | None) -> bool:
    """Whether Accept-Encoding allows gzip."""
    for part in (accept_encoding or "").lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() in {"gzip", "*"}:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def _read(folder: Path) -> list[tuple[str, Asset]]:
    found: list[tuple[str, Asset]] = []
    for file in sorted(folder.rglob("*")):
        path = "/" + file.relative_to(folder).as_posix()
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if file.is_file() and not file.is_symlink() and not hidden and file.suffix not in _NOT_SERVED:
            found.append((path, _asset(path, file)))
    return found


def _asset(path: str, file: Path) -> Asset:
    media_type = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    cache = FOR_EVER if _HASHED.match(path) else NEVER if file.suffix == ".html" else ASK_AGAIN
    return make_asset(file.read_bytes(), media_type, cache, pressing=file.suffix in _PRESSED)
