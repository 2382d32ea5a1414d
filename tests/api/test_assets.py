"""The app's files: from memory, compressed once, cached as their names deserve, and nothing else."""

import gzip
from pathlib import Path

import pytest
from msgspec.structs import replace

from api.assets import ASK_AGAIN, FOR_EVER, NEVER, Assets, takes_gzip
from api.settings import Settings
from tests.api.conftest import served
from tests.api.door import Door, SteppedClock, raw

SCRIPT = "console.log('明察');" * 40


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """A built app in miniature, with things beside it that are nobody's business."""
    folder = tmp_path / "built"
    (folder / "assets").mkdir(parents=True)
    (folder / ".vite").mkdir()
    (folder / "index.html").write_text("<!doctype html><title>明察</title>" + " " * 400, encoding="utf-8")
    (folder / "worker.js").write_text("self.x = 1;")
    (folder / "manifest.webmanifest").write_text("{}")
    (folder / "icon.png").write_bytes(b"\x89PNG")
    (folder / "assets" / "main-B3f_9aQx.js").write_text(SCRIPT, encoding="utf-8")
    (folder / "assets" / "main-B3f_9aQx.js.map").write_text("{}")
    (folder / ".vite" / "manifest.json").write_text("{}")
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    return folder


CACHED = {
    "/": (NEVER, "text/html; charset=utf-8"),
    "/index.html": (NEVER, "text/html; charset=utf-8"),
    "/reviews/12": (NEVER, "text/html; charset=utf-8"),
    "/worker.js": (ASK_AGAIN, "text/javascript; charset=utf-8"),
    "/manifest.webmanifest": (ASK_AGAIN, "application/manifest+json"),
    "/icon.png": (ASK_AGAIN, "image/png"),
    "/assets/main-B3f_9aQx.js": (FOR_EVER, "text/javascript; charset=utf-8"),
}


async def test_each_file_is_cached_as_its_name_deserves(settings: Settings, clock: SteppedClock, dist: Path) -> None:
    async with served(replace(settings, app_dist=dist), clock) as door:
        for path, (cache, media_type) in CACHED.items():
            answer = await door.client.get(path)
            assert (answer.status_code, answer.headers["cache-control"]) == (200, cache), path
            assert answer.headers["content-type"] == media_type, path
            assert answer.headers["vary"] == "accept-encoding"
            again = await door.client.get(path, headers={"if-none-match": answer.headers["etag"]})
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["etag"] == answer.headers["etag"]


async def test_text_is_compressed_for_who_takes_it(settings: Settings, clock: SteppedClock, dist: Path) -> None:
    async with served(replace(settings, app_dist=dist), clock) as door:
        path = "/assets/main-B3f_9aQx.js"
        packed = await door.client.get(path, headers={"accept-encoding": "gzip"})
        plain = await door.client.get(path, headers={"accept-encoding": "identity"})
        assert packed.headers["content-encoding"] == "gzip"
        assert int(packed.headers["content-length"]) < int(plain.headers["content-length"])
        assert "content-encoding" not in plain.headers
        assert packed.text == plain.text == SCRIPT


async def test_what_is_not_the_app_is_not_found(settings: Settings, clock: SteppedClock, dist: Path) -> None:
    async with served(replace(settings, app_dist=dist), clock) as door:
        for path in (
            "/assets/none-12345678.js",
            "/assets/main-B3f_9aQx.js.map",
            "/.vite/manifest.json",
            "/link.txt",
            "/secret.txt",
            "/%2e%2e/secret.txt",
            "/api/unknown",
            "/api",
        ):
            answer = await door.client.get(path)
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), path


async def test_an_app_that_is_not_built_says_how_to_build_it(door: Door) -> None:
    answer = await door.client.get("/", headers={"accept-language": "en"})
    assert (answer.status_code, answer.json()["code"]) == (503, "app_missing")
    assert "make demo" in answer.json()["detail"]


def test_an_absent_folder_is_an_app_that_is_not_built(tmp_path: Path) -> None:
    assert not Assets(tmp_path / "none").built


def test_compressed_bytes_are_the_same_every_time(dist: Path) -> None:
    one, other = Assets(dist).find("/"), Assets(dist).find("/")
    assert one is not None
    assert other is not None
    assert one == other
    assert one.pressed is not None
    assert gzip.decompress(one.pressed) == one.body


@pytest.mark.parametrize(
    ("accept", "taken"),
    [
        (None, False),
        ("", False),
        ("gzip", True),
        ("br, gzip;q=0.5", True),
        ("gzip;q=0", False),
        ("*", True),
        ("br", False),
    ],
)
def test_gzip_is_sent_to_who_takes_it(accept: str | None, taken: bool) -> None:
    assert takes_gzip(accept) is taken


@pytest.mark.parametrize(
    "path",
    [
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/%c0%ae%c0%ae/etc/passwd",
        "/.git/config",
        "/.env",
        "/self/%5c..%5c",
        "/self/%E0%A4%A",
        "/api/%2e%2e/api/health",
    ],
)
async def test_a_path_that_no_address_of_ours_can_be_is_404(
    dist: Path, settings: Settings, clock: SteppedClock, path: str
) -> None:
    async with served(replace(settings, app_dist=dist), clock) as door:
        assert (await door.client.get("/self/2026-10-01")).status_code == 200
        answer = await raw(door, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b"not_found" in answer
