"""What the tests of the house rules read: every source and text of this repository, whether committed yet or not."""

import ast
import gc
from functools import cache
from pathlib import Path

from setup.steps import ROOT, files_under

NOT_OURS = (
    ".git", ".venv", ".make", "node_modules", "dist", "data", "test-results", "screenshots",
    "__pycache__", ".pytest_cache", ".ruff_cache", ".hypothesis", "mingcha.egg-info",
)  # fmt: skip
SUFFIXES = {
    ".py", ".ts", ".tsx", ".css", ".html", ".md", ".toml", ".json", ".txt", ".yaml", ".yml", ".sh", ".svg", ".tsv",
}  # fmt: skip
EXTENSIONLESS = {"Makefile", "LICENSE", "run", ".gitignore"}


@cache
def names() -> tuple[str, ...]:
    """Every file that a commit could hold, as a path from the root."""
    return tuple(file.relative_to(ROOT).as_posix() for file in files_under(ROOT, NOT_OURS))


def texts() -> list[str]:
    """The names of what a person reads or a machine runs; pictures and binary samples left out."""
    return [name for name in names() if Path(name).suffix in SUFFIXES or Path(name).name in EXTENSIONLESS]


@cache
def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def python(*folders: str) -> list[str]:
    """Our Python modules, everywhere or below the folders named."""
    return _sources((".py",), folders)


def typescript(*folders: str) -> list[str]:
    """Our TypeScript modules, everywhere or below the folders named; what is generated left out."""
    return [name for name in _sources((".ts", ".tsx"), folders) if not name.endswith("/generated.ts")]


@cache
def tree(name: str) -> ast.Module:
    """The Python module, parsed: without looking for garbage meanwhile, which takes three times as long as parsing."""
    gc.disable()
    try:
        return ast.parse(text(name), filename=name)
    finally:
        gc.enable()


@cache
def nodes(name: str) -> tuple[ast.AST, ...]:
    """Everything in the Python module, walked through once for all who look for something."""
    gc.disable()
    try:
        return tuple(ast.walk(tree(name)))
    finally:
        gc.enable()


def _sources(suffixes: tuple[str, ...], folders: tuple[str, ...]) -> list[str]:
    chosen = [name for name in names() if name.endswith(suffixes)]
    return [name for name in chosen if not folders or name.startswith(tuple(f"{folder}/" for folder in folders))]
