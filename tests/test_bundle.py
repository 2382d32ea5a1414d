"""The built app in pwa/dist: its budgets, and that a phone can start from it offline under the strict policy."""

import gzip
import json
import re
from functools import cache
from pathlib import Path
from typing import TypedDict

import pytest

from setup.steps import ROOT, files_under

pytestmark = pytest.mark.bundle

DIST = ROOT / "pwa" / "dist"
KIB = 1024
FIRST_SCREEN_BYTES_MAX = 30 * KIB
LAZY_SCREEN_BYTES_MAX = 12 * KIB
PRECACHE_BYTES_MAX = 150 * KIB
ENTRY = "index.html"


class Chunk(TypedDict, total=False):
    """One entry of Vite's manifest."""

    file: str
    imports: list[str]
    dynamicImports: list[str]
    css: list[str]
    isDynamicEntry: bool


@cache
def manifest() -> dict[str, Chunk]:
    return json.loads((DIST / ".vite" / "manifest.json").read_text())


def loaded_with(name: str) -> set[str]:
    """Every file that the browser fetches before the chunk runs: itself, what it imports, and their styles."""
    found: set[str] = set()
    waiting, seen = [name], set[str]()
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        chunk = manifest()[current]
        found |= {chunk.get("file", ""), *chunk.get("css", [])}
        waiting += chunk.get("imports", [])
    return found


def sent_bytes(files: set[str]) -> int:
    """What the files weigh on the wire, gzip; pictures are sent as they are."""
    return sum(_sent(DIST / file) for file in files)


def _sent(file: Path) -> int:
    raw = file.read_bytes()
    return min(len(raw), len(gzip.compress(raw, 9)))


def named_in_the_worker() -> list[list[str]]:
    """The lists that the build put into the worker, however the minifier wrote them; index.html by its name."""
    worker = (DIST / "worker.js").read_text()
    # A list is an array of names, or one text that is split at its commas; the core's begins with the page itself.
    texts = re.findall(r"[`\"](/[\w./,-]*)[`\"]", worker)
    lists = [*(text for text in texts if "," in text), *re.findall(r"\[([`\"]/[^\]]*)\]", worker)]
    named = [re.findall(r"(?<=[`\",])/[\w./-]*|^/[\w./-]*", each) for each in lists]
    return [[ENTRY if path == "/" else path.removeprefix("/") for path in paths] for paths in named if len(paths) > 1]


def precached() -> list[str]:
    """What every phone keeps at install."""
    return next(paths for paths in named_in_the_worker() if ENTRY in paths)


def kept_sometime() -> set[str]:
    """That, and what stands on the shelves of some phones (docs/decisions/precache.md)."""
    return {path for paths in named_in_the_worker() for path in paths}


def test_the_first_screen_stays_within_its_budget() -> None:
    assert sent_bytes(loaded_with(ENTRY)) <= FIRST_SCREEN_BYTES_MAX


def test_each_lazy_screen_stays_within_its_budget() -> None:
    first = loaded_with(ENTRY)
    lazy = [name for name, chunk in manifest().items() if chunk.get("isDynamicEntry")]
    weights = {name: sent_bytes(loaded_with(name) - first) for name in lazy}
    assert weights
    assert not {name: weight for name, weight in weights.items() if weight > LAZY_SCREEN_BYTES_MAX}


def test_the_whole_precache_stays_within_its_budget() -> None:
    assert sent_bytes(set(precached())) <= PRECACHE_BYTES_MAX


def test_the_screens_of_an_office_are_not_in_every_precache() -> None:
    at_install = set(precached())
    later = kept_sometime() - at_install
    assert {manifest()[f"src/screens/{name}.tsx"].get("file") for name in ("admin", "people", "round-new")} <= later
    assert {manifest()[f"src/screens/{name}.tsx"].get("file") for name in ("self-evaluation", "sign-in")} <= at_install


def test_the_worker_keeps_every_file_that_the_app_may_load() -> None:
    kept = kept_sometime()
    loadable = {file for name in manifest() for file in loaded_with(name)} | {ENTRY}
    assert loadable <= kept
    assert not [file for file in kept if not (DIST / file).is_file()]
    assert "worker.js" not in kept


def test_what_is_kept_for_ever_has_its_hash_in_its_name() -> None:
    assets = [file.name for file in files_under(DIST / "assets")]
    assert assets
    assert not [name for name in assets if not re.search(r"-[\w-]{8}\.\w+$", name)]


def test_the_page_needs_nothing_that_its_policy_forbids() -> None:
    page = (DIST / ENTRY).read_text()
    assert not re.findall(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son\w+=", page)
    links = re.findall(r"<(?:script|link)[^>]*\b(?:src|href)=\"([^\"]+)\"", page)
    assert links
    assert not [link for link in links if not link.startswith("/") or not (DIST / link[1:]).is_file()]
    assert 'lang="zh-CN"' in page


def test_no_script_makes_code_or_reaches_another_host() -> None:
    scripts = [file for file in files_under(DIST) if file.suffix == ".js"]
    assert scripts
    names_of_languages = re.compile(r"https?://(?:www\.w3\.org|127\.0\.0\.1|localhost)")
    for script in scripts:
        source = names_of_languages.sub("", script.read_text())
        assert not re.findall(r"\beval\(|new Function\(|https?://[\w.-]+", source), script.name


def test_the_app_can_be_installed() -> None:
    link = re.search(r"<link[^>]*rel=\"manifest\"[^>]*href=\"/([^\"]+)\"", (DIST / ENTRY).read_text())
    assert link is not None
    described = json.loads((DIST / link[1]).read_text())
    sizes = {size for icon in described["icons"] for size in icon["sizes"].split()}
    assert {"192x192", "512x512"} <= sizes
    assert any("maskable" in icon.get("purpose", "") for icon in described["icons"])
    assert not [icon["src"] for icon in described["icons"] if not (DIST / icon["src"].removeprefix("/")).is_file()]
    assert described["display"] == "standalone"
    assert described["start_url"].startswith("/")
