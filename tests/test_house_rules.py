"""The rules of CONTRIBUTING.md that a machine can see: sizes, names, opening words, nothing of one machine."""

import ast
import json
import re
from pathlib import PurePosixPath

import pytest

from tests.repository import names, nodes, python, text, texts, tree, typescript

pytestmark = pytest.mark.xdist_group("sources")

MODULE_LINES_MAX = 400
FUNCTION_LINES_MAX = 60
POLL_SECONDS = 0.01
SAVING_MS = 300
SOURCES = python() + typescript() + [name for name in texts() if name.endswith(".css")]
THIS = "tests/test_house_rules.py"
SAYS_NOTHING = {
    "util",
    "utils",
    "helper",
    "helpers",
    "common",
    "core",
    "service",
    "services",
    "manager",
    "base",
    "misc",
}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_a_module_is_at_most_400_lines() -> None:
    lines = {name: len(text(name).splitlines()) for name in SOURCES}
    assert not {name: count for name, count in lines.items() if count > MODULE_LINES_MAX}


def test_a_python_function_is_at_most_60_lines() -> None:
    functions = [
        (f"{name}:{node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for name in python()
        for node in nodes(name)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert not [(name, lines) for name, lines in functions if lines > FUNCTION_LINES_MAX]


def test_biome_keeps_the_same_limit_for_typescript() -> None:
    rules = json.loads(text("pwa/biome.json"))["linter"]["rules"]["complexity"]
    assert rules["noExcessiveLinesPerFunction"]["options"]["maxLines"] == FUNCTION_LINES_MAX


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    words = {name: {PurePosixPath(part).stem.lower() for part in PurePosixPath(name).parts} for name in names()}
    assert not {name for name, said in words.items() if said & SAYS_NOTHING}


def test_a_python_module_opens_by_saying_what_it_is_for() -> None:
    assert not [name for name in python() if text(name).strip() and not ast.get_docstring(tree(name))]


def test_a_typescript_module_opens_by_saying_what_it_is_for() -> None:
    modules = [name for name in typescript() if ".test." not in name]
    assert not [name for name in modules if not text(name).startswith("/**")]


def test_a_structs_docstring_begins_with_its_chinese_name() -> None:
    structs = [
        (name, node)
        for name in python("models", "sync", "api")
        for node in nodes(name)
        if isinstance(node, ast.ClassDef) and any(ast.unparse(parent).endswith("Struct") for parent in node.bases)
        if not node.name.startswith("_")
    ]
    assert not [f"{name}:{node.name}" for name, node in structs if not CHINESE.match(ast.get_docstring(node) or "")]


def test_no_test_sleeps_or_is_skipped() -> None:
    barred = {"skip", "skipif", "xfail", "importorskip"}
    found = {
        f"{name}:{node.lineno}: {ast.unparse(node)}"
        for name in python("tests", "e2e")
        for node in nodes(name)
        if (isinstance(node, ast.Attribute) and node.attr in barred) or (isinstance(node, ast.Call) and _sleeps(node))
    }
    assert not found


def _sleeps(call: ast.Call) -> bool:
    """Waiting for time to pass, instead of for what is to happen in it.

    A poll that asks again within 10 ms waits for an event and lets the server work. A browser may be given as long as
    the app's saving may take, where just that is the claim: what was typed that long ago is kept.
    """
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in {"sleep", "wait_for_timeout"}:
        return False
    length = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None
    if not isinstance(length, int | float):
        return True
    if call.func.attr == "wait_for_timeout":
        return length > SAVING_MS
    return ast.unparse(call.func) != "asyncio.sleep" or length > POLL_SECONDS


UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError|coming soon|敬请期待|待实现|占位")
ONE_MACHINE = re.compile(r"(?<![\w.])/(work|home|root|Users)/[\w.-]+")
REGISTRY = re.compile(
    r"registry\.npmjs|pypi\.org|pythonhosted|npmmirror|deb\.debian|tuna\.tsinghua|mirrors\.aliyun|(?<!no-emit-)index-url"
)


@pytest.mark.parametrize("pattern", [UNFINISHED, ONE_MACHINE, REGISTRY], ids=["unfinished", "one_machine", "registry"])
def test_the_tree_holds_nothing_unfinished_and_nothing_of_one_machine(pattern: re.Pattern[str]) -> None:
    found = [f"{name}: {hit[0]}" for name in texts() if name != THIS for hit in pattern.finditer(text(name))]
    assert not found


DECIDED_WORDS = {
    "campaign": "Programme",
    "commitment": "Pledge",
    "dto": "the hospital's own word",
    "vote": "Ballot or Poll",
}


def test_one_hospital_word_has_one_code_word() -> None:
    named = [
        (name, node.name)
        for name in python("sync", "models", "api")
        for node in nodes(name)
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    words = {(name, word.lower()) for name, found in named for word in re.split(r"_|(?<=[a-z])(?=[A-Z])", found)}
    assert not {(name, word, DECIDED_WORDS[word]) for name, word in words if word in DECIDED_WORDS}
