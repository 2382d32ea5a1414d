"""The built app on the wire: what the first screen and each lazy one weigh, against their budgets."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import msgspec

from bench.report import Row
from bench.server import ROOT
from tests.test_bundle import kept_sometime, precached, sent_bytes

DIST = ROOT / "pwa" / "dist"
KIB = 1024
FIRST_SCREEN_KIB_MAX = 30
LAZY_SCREEN_KIB_MAX = 12
PRECACHE_KIB_MAX = 150
ENTRY = "index.html"
BUDGET = "the budget"


def measure() -> list[Row]:
    """Rows for the app in pwa/dist; one row that says so where it isn't built."""
    listed = DIST / ".vite" / "manifest.json"
    if not listed.is_file():
        return [Row("the app is not built: `make test` or `make demo` builds it", 0, "")]
    chunks: dict[str, dict[str, Any]] = msgspec.json.decode(listed.read_bytes())
    first = _with(chunks, ENTRY)
    lazy = {name: _with(chunks, name) - first for name, chunk in chunks.items() if chunk.get("isDynamicEntry", False)}
    heaviest = max(lazy, key=lambda name: _kib(lazy[name]), default=None)
    rows = [Row("JavaScript and CSS to the first screen, gzip", _kib(first), "KiB", FIRST_SCREEN_KIB_MAX, BUDGET)]
    if heaviest is not None:
        what = f"the heaviest of {len(lazy)} lazy parts ({Path(heaviest).stem}), gzip"
        rows.append(Row(what, _kib(lazy[heaviest]), "KiB", LAZY_SCREEN_KIB_MAX, BUDGET))
    everything = {str(file.relative_to(DIST)) for file in DIST.rglob("*.js")} | {
        str(file.relative_to(DIST)) for file in DIST.rglob("*.css")
    }
    rows.append(Row("all JavaScript and CSS, gzip", _kib(everything), "KiB"))
    core = set(precached())
    later = kept_sometime() - core
    rows.append(Row("what every phone keeps at install", sent_bytes(core) / KIB, "KiB", PRECACHE_KIB_MAX, BUDGET))
    rows.append(Row("what only some keep, later", sent_bytes(later) / KIB, "KiB"))
    return rows


def _with(chunks: dict[str, dict[str, Any]], name: str) -> set[str]:
    """The files that come with a chunk: its own, its imports' and their styles."""
    found: set[str] = set()
    waiting, seen = [name], set[str]()
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            chunk = chunks[current]
            found |= {chunk["file"], *chunk.get("css", [])}
            waiting += chunk.get("imports", [])
    return {file for file in found if file.endswith((".js", ".css"))}


def _kib(files: set[str]) -> float:
    return sum(len(gzip.compress((DIST / file).read_bytes(), 9)) for file in files) / KIB
