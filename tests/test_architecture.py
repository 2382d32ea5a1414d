"""The arrows of ARCHITECTURE.md: which part may import which, read from the sources themselves."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest

from tests.repository import nodes, python, text, typescript

pytestmark = pytest.mark.xdist_group("sources")

PURE_STANDARD = {
    "__future__", "abc", "base64", "binascii", "bisect", "collections", "contextlib", "dataclasses", "datetime",
    "decimal", "difflib", "enum", "fractions", "functools", "hashlib", "heapq", "hmac", "itertools", "json", "math",
    "operator", "re", "statistics", "string", "struct", "types", "typing", "unicodedata", "uuid",
}  # fmt: skip
PURE_LIBRARIES = {"msgspec"}
MODEL_LIBRARIES = PURE_LIBRARIES | {"chinese_calendar", "pypinyin", "yaml", "zoneinfo"}
TABLE_LIBRARIES = MODEL_LIBRARIES | {
    "piccolo",
    "piccolo_conf",
    "asyncio",
    "asyncpg",
    "sqlite3",
    "threading",
    "pathlib",
    "os",
}
PICCOLO_ENTRIES = {"models/piccolo_app.py", "models/piccolo_conf.py"}
CLOCKS_AND_CHANCE = {"now", "utcnow", "today", "uuid1", "uuid4"}


def imports(name: str) -> set[str]:
    """The full dotted names that a Python module imports, those inside functions too."""
    found: set[str] = set()
    for node in nodes(name):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: imports are absolute"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def top(dotted: str) -> str:
    return dotted.partition(".")[0]


def within(dotted: str, package: str) -> bool:
    return dotted == package or dotted.startswith(f"{package}.")


def is_table_side(name: str) -> bool:
    return name.startswith(("models/tables/", "models/migrations/")) or name in PICCOLO_ENTRIES


def strangers(modules: list[str], allowed: set[str] | frozenset[str]) -> dict[str, set[str]]:
    """By module, what it imports from top-level packages other than the allowed ones."""
    assert modules, "there is something to look at"
    found = {name: {used for used in imports(name) if top(used) not in allowed} for name in modules}
    return {name: used for name, used in found.items() if used}


RULES = [name for name in python("models") if not is_table_side(name)]
TABLES = [name for name in python("models") if is_table_side(name)]


def test_sync_imports_nothing_but_msgspec_and_the_pure_standard_library() -> None:
    assert not strangers(python("sync"), PURE_STANDARD | PURE_LIBRARIES | {"sync"})


def test_the_hospitals_rules_import_only_themselves_and_pure_libraries() -> None:
    assert not strangers(RULES, PURE_STANDARD | MODEL_LIBRARIES | {"models"})
    sides = ("models.tables", "models.migrations")
    assert not {name for name in RULES for used in imports(name) if any(within(used, side) for side in sides)}


def test_tables_know_neither_sync_nor_api() -> None:
    assert not strangers(TABLES, sys.stdlib_module_names | TABLE_LIBRARIES | {"models"})


def test_time_chance_and_files_are_arguments() -> None:
    def reaches_out(call: ast.Call) -> bool:
        if isinstance(call.func, ast.Attribute):
            return call.func.attr in CLOCKS_AND_CHANCE
        return isinstance(call.func, ast.Name) and call.func.id in {"open", "print", "input"}

    found = {
        f"{name}:{node.lineno}"
        for name in python("sync") + RULES
        for node in nodes(name)
        if isinstance(node, ast.Call) and reaches_out(node)
    }
    assert not found


def test_the_server_does_not_import_its_tests_or_tools() -> None:
    tools = {"tests", "e2e", "bench", "setup"}
    assert not {(name, used) for name in python("api") for used in imports(name) if top(used) in tools}


def test_routes_import_neither_each_other_nor_the_tables() -> None:
    barred = ("api.routes", "models.tables")
    routes = [name for name in python("api/routes") if name != "api/routes/__init__.py"]
    assert not {(name, used) for name in routes for used in imports(name) if any(within(used, b) for b in barred)}


def test_the_setup_needs_nothing_but_python() -> None:
    assert not strangers(python("setup"), sys.stdlib_module_names | {"setup"})


def test_nothing_but_intake_writes_documents() -> None:
    """One way in: the tables of documents are written by the module that appends to the ledger, called by intake."""
    writes = re.compile(
        r"(insert\s+into|update|delete\s+from)\s+(registers|documents|entries|changes)\b", re.IGNORECASE
    )
    writers = {name for name in python("api") if writes.search(text(name))}
    assert writers == {"api/ledger.py"}
    statements = set(re.findall(r"^(\w+) = Bulk\(", text("api/ledger.py"), re.MULTILINE))
    assert statements
    assert _who_speak_of(statements) - {"api/ledger.py"} == {"api/append.py", "api/intake.py"}
    assert _who_speak_of({"Appender"}) == {"api/intake.py"}


def _who_speak_of(words: set[str]) -> set[str]:
    """The server's modules that have one of these in their code, however they came by it."""

    def said(node: ast.AST) -> str | None:
        return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else None

    return {name for name in python("api") if any(said(node) in words for node in nodes(name))}


IMPORT = re.compile(
    r"""(?:^|[\s;])(?:import|export)\s[^"'`;()]*?from\s*["']([^"']+)["']|import\s*\(?\s*["']([^"']+)["']"""
)
PHONE_LIBRARIES = {
    "sync": {
        "@cloudflare/blindrsa-ts/lib/src/blindrsa.js",
        "@msgpack/msgpack",
        "@preact/signals",
        "@preact/signals-core",
        "idb",
    },
    "model": {"@preact/signals"},
    "text": {"@preact/signals"},
    "parts": {"@preact/signals", "preact", "preact/hooks", "uqr"},
    "screens": {"@preact/signals", "preact", "preact/hooks"},
}
PHONE_ARROWS = {
    "sync": {"sync", "model/generated", "model/ballot", "model/ballot-leaving"},
    "model": {"model", "sync/interface", "sync/bytes", "sync/msgpack", "sync/sha256"},
    "text": {"text", "model", "parts/preferences"},
    "parts": {"parts", "model", "text", "sync/interface", "router"},
    "screens": {"parts", "model", "text", "sync/interface", "sync/replica", "router"},
}


def phone_imports(name: str) -> Iterator[tuple[str, bool]]:
    """What a TypeScript module imports: a path below pwa/src and True, or a package and False."""
    here = PurePosixPath(name).parent
    for first, second in IMPORT.findall(text(name)):
        target = first or second
        if not target.startswith("."):
            yield target, False
            continue
        resolved: list[str] = []
        for step in (here / target).parts:
            resolved = resolved[:-1] if step == ".." else [*resolved, step]
        yield re.sub(r"\.(tsx?|css)$", "", "/".join(resolved)).removeprefix("pwa/src/"), True


def screen_of(module: str) -> str:
    """Screens may be split into files of one folder: that folder, or the file itself, is the screen."""
    parts = module.split("/")
    return "/".join(parts[:2]) if parts[0] == "screens" else module


def may_import(part: str, importer: str, target: str, ours: bool) -> bool:
    if not ours:
        return target in PHONE_LIBRARIES[part]
    allowed = PHONE_ARROWS[part] | {screen_of(importer)}
    return any(target == may or target.startswith(f"{may}/") for may in allowed)


def test_the_phones_arrows_are_kept() -> None:
    wrong: list[str] = []
    for part in PHONE_ARROWS:
        for name in typescript(f"pwa/src/{part}"):
            if ".test." in name or name in {"pwa/src/sync/pipe.ts", "pwa/src/model/pipe.ts"}:
                continue
            own = re.sub(r"\.tsx?$", "", name.removeprefix("pwa/src/"))
            wrong += [f"{name} → {to}" for to, ours in phone_imports(name) if not may_import(part, own, to, ours)]
    assert not wrong


PURE_ON_THE_PHONE = {"stamp", "change", "register", "digest", "messages", "natural", "machine"}
EDGES = re.compile(
    r"\b(Date\.now|Math\.random|performance\.now|fetch|indexedDB|localStorage|setTimeout|crypto\.getRandom)\b"
)


def test_the_phones_rules_take_time_chance_and_storage_as_arguments() -> None:
    modules = [name for name in typescript("pwa/src/sync") if PurePosixPath(name).stem in PURE_ON_THE_PHONE]
    code = {name: re.sub(r"/\*.*?\*/|//[^\n]*", "", text(name), flags=re.DOTALL) for name in modules}
    assert not {name: EDGES.findall(source) for name, source in code.items() if EDGES.search(source)}
