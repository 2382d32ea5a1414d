"""The documents tell the truth: what they name exists, what they say to type works, their numbers are the code's."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import PurePosixPath

import pytest

from setup.steps import ROOT
from tests.repository import names, python, text, texts, typescript

DOCUMENTS = [name for name in texts() if name.endswith(".md") and not name.startswith("pwa/node_modules")]
TOP = {name.partition("/")[0] for name in names() if "/" in name}
SPAN = re.compile(r"`([^`\n]+)`")
FENCED = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?:\]\(|\bsrc=\")([^)\s\"]+)[)\"]")
# Made by a command, so not in a clean clone.
MADE = re.compile(r"^(\.venv|\.make|data|test-results|pwa/dist|pwa/node_modules)(/|$)")


def spans(document: str) -> list[str]:
    """What the document sets in code within a line."""
    return SPAN.findall(FENCED.sub("", text(document)))


def commands(document: str) -> list[str]:
    """Every line of its code blocks, and every code span, as something to type."""
    lines = [line for block in FENCED.findall(text(document)) for line in block.splitlines()]
    return [re.split(r"\s+#", line)[0].strip() for line in [*lines, *spans(document)]]


def paths(document: str) -> set[str]:
    """The code spans that look like a path from the root of the repository."""
    shaped = {span.rstrip("/") for span in spans(document) if re.fullmatch(r"[\w.@<>*{},-]+(/[\w.@<>*{},-]*)+", span)}
    alone = {span for span in spans(document) if re.fullmatch(r"[\w.-]+\.(md|toml|txt|json)", span)}
    return {path for path in shaped if path.partition("/")[0] in TOP | {".venv", ".make", "data"}} | alone


def exists(path: str, document: str) -> bool:
    """Placeholders such as <story> and * stand for some file; a bare name may stand next to its document."""
    if MADE.match(path):
        return True
    pattern = re.sub(r"<[\w-]+>", "*", path)
    beside = PurePosixPath(document).parent / pattern
    return any(next(iter(ROOT.glob(choice)), None) is not None for choice in (pattern, beside.as_posix()))


def test_every_path_that_a_document_names_exists() -> None:
    missing = [
        f"{document}: {path}" for document in DOCUMENTS for path in paths(document) if not exists(path, document)
    ]
    assert not missing


def test_every_link_between_documents_leads_somewhere() -> None:
    broken: list[str] = []
    for document in DOCUMENTS:
        for target in LINK.findall(text(document)):
            path = target.partition("#")[0]
            if "://" in target or not path:
                continue
            if not (ROOT / document).parent.joinpath(path).exists() and not MADE.match(path):
                broken.append(f"{document}: {target}")
    assert not broken


def test_every_make_target_that_a_document_names_exists() -> None:
    targets = set(re.findall(r"^([a-z][\w-]*):", text("Makefile"), re.MULTILINE))
    for document in DOCUMENTS:
        for command in commands(document):
            found = re.match(r"make(?: \w+=\S+)*((?: [a-z][\w-]*)+)$", command)
            if found:
                assert set(found[1].split()) <= targets, f"{document}: {command}"


def test_every_npm_script_that_a_document_names_exists() -> None:
    scripts = json.loads(text("pwa/package.json"))["scripts"]
    named = {name for document in DOCUMENTS for name in re.findall(r"npm run ([\w:-]+)", text(document))}
    assert named
    assert named <= scripts.keys()


def test_the_command_line_knows_what_the_documents_name() -> None:
    named = {
        found[1]
        for document in DOCUMENTS
        for command in commands(document)
        if (found := re.search(r"(?:^|/bin/)mingcha ([a-z]+)\b", command))
    }
    assert {"serve", "demo", "migrate", "types"} <= named
    ended = subprocess.run(
        [sys.executable, "-m", "api", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert named <= set(re.findall(r"^ +([a-z]+) ", ended.stdout, re.MULTILINE))


def test_the_deployment_page_names_just_the_variables_that_are_read() -> None:
    variable = re.compile(r"\b(?:MINGCHA_[A-Z_]+[A-Z]|PORT|HOST)\b")
    quoted = re.compile(r'"((?:MINGCHA_[A-Z_]+[A-Z])|PORT|HOST)"')
    read = set(quoted.findall(text("api/settings.py")))
    named = {
        found
        for span in [*spans("docs/deploy.md"), *FENCED.findall(text("docs/deploy.md"))]
        for found in variable.findall(span)
    }
    assert read
    assert named == read


def test_nothing_but_the_settings_reads_the_environment() -> None:
    readers = {name for name in python("sync", "models", "api") if re.search(r"\bos\.(environ|getenv)\b", text(name))}
    tells_piccolo_where_its_configuration_is = "api/migrate.py"
    assert readers <= {"api/__main__.py", tells_piccolo_where_its_configuration_is}


def test_the_readme_begins_with_the_two_commands() -> None:
    opening = text("README.md").splitlines()[:8]
    assert any(line.startswith("make demo") for line in opening)
    assert any(line.startswith("make test") for line in opening)


def test_one_version_stands_everywhere() -> None:
    version = tomllib.loads(text("pyproject.toml"))["project"]["version"]
    assert json.loads(text("pwa/package.json"))["version"] == version
    assert f'VERSION = "{version}"' in text("api/settings.py")
    assert re.search(rf"^## {re.escape(version)}\b", text("CHANGELOG.md"), re.MULTILINE)


def test_every_decision_is_one_page_and_named_in_the_architecture() -> None:
    decisions = [name for name in DOCUMENTS if name.startswith("docs/decisions/")]
    assert decisions
    for name in decisions:
        assert len(text(name).splitlines()) <= 60, name
        assert text(name).startswith("# "), name
        assert name in text("ARCHITECTURE.md"), name


GLOSSARY_ROW = re.compile(r"^\| ([^|]*[\u4e00-\u9fff][^|]*) \| ([^|]+) \| ([^|]+) \|", re.MULTILINE)


def test_every_identifier_of_the_glossary_is_used_in_the_code() -> None:
    sources = "\n".join(text(name) for name in [*python("sync", "models", "api"), *typescript("pwa/src")])
    words = set(re.findall(r"\w+", sources))
    rows = GLOSSARY_ROW.findall(text("docs/glossary.md"))
    assert len(rows) >= 30
    unused = [f"{chinese}: {word}" for chinese, _, code in rows for word in SPAN.findall(code) if word not in words]
    assert not unused


def test_every_decided_kind_stands_in_the_glossary() -> None:
    from models.kinds import KINDS  # noqa: PLC0415 (the other tests of this page must run without the code)

    listed = {word for _, _, code in GLOSSARY_ROW.findall(text("docs/glossary.md")) for word in SPAN.findall(code)}
    assert KINDS.keys() <= listed


@pytest.mark.parametrize("document", [name for name in DOCUMENTS if name not in {"CHANGELOG.md"}])
def test_a_document_opens_with_its_title(document: str) -> None:
    assert text(document).startswith("# ")


NUMBER = re.compile(
    r"^(?:export )?(?:const )?([A-Z][A-Z_]*_(?:MAX|MIN|USUAL|SECONDS|DAYS))\b[^=\n]*= ([^#;\n]+)", re.MULTILINE
)
OF_THE_WIRE = ("blob", "change", "messages", "scope", "stamp", "walk")


def numbers(source: str) -> dict[str, int]:
    """The limits that a module of the sync defines, by name; only sums, products and powers are worked out."""
    found: dict[str, int] = {}
    for name, expression in NUMBER.findall(source):
        if re.fullmatch(r"[\d_xa-fA-F\s*+<()-]+", expression):
            found[name] = int(eval(expression, {"__builtins__": {}}))  # noqa: S307 (digits and operators, see above)
    return found


def test_the_protocols_numbers_are_the_codes_in_both_languages() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| ([\d,]+) \|", text("docs/protocol.md"), re.MULTILINE)
    written = {name: int(value.replace(",", "")) for name, value in rows}
    server: dict[str, int] = {}
    for module in OF_THE_WIRE:
        server |= numbers(text(f"sync/{module}.py"))
    assert written == server
    phone: dict[str, int] = {}
    for module in ("change", "messages", "observe", "stamp", "msgpack"):
        phone |= numbers(text(f"pwa/src/sync/{module}.ts"))
    shared = written.keys() & phone.keys()
    assert {"CHANGE_BYTES_MAX", "PUSH_CHANGES_MAX", "CLOCK_AHEAD_MS_MAX"} <= shared
    assert {name: phone[name] for name in shared} == {name: written[name] for name in shared}


def test_every_problem_is_documented_and_no_other() -> None:
    from api.problem_table import PROBLEMS  # noqa: PLC0415 (as above)

    rows = re.findall(r"^\| (\d{3}) \| `([a-z_]+)` \| ([^|]+) \| ([^|]+) \|$", text("docs/problems.md"), re.MULTILINE)
    told = [(str(each.status), each.code, each.en, each.en_detail) for each in PROBLEMS.values()]
    assert sorted(rows) == sorted(told)
    listed = {code for _, code, _, _ in rows} | set(re.findall(r"`([a-z]+(?:_[a-z]+)+)`", text("docs/protocol.md")))
    raised = {key for name in python("api") for key in re.findall(r'Problem\(\s*(?:"([a-z_]+)")', text(name))}
    assert raised <= PROBLEMS.keys()
    assert {PROBLEMS[key].code for key in raised} <= listed


def test_the_protocol_names_the_sockets_limits_and_every_close_code() -> None:
    from api.places import SOCKETS_A_PERSON_MAX, SOCKETS_AN_ADDRESS_MAX  # noqa: PLC0415 (as above)

    protocol = text("docs/protocol.md")
    assert f"at most {SOCKETS_A_PERSON_MAX:,} sockets and one address {SOCKETS_AN_ADDRESS_MAX:,}" in protocol
    closing = re.compile(r"^(?:[A-Z_]+) = (1\d{3}|4\d{3})$", re.MULTILINE)
    codes = {code for name in ("live", "hub", "websocket_protocol") for code in closing.findall(text(f"api/{name}.py"))}
    assert codes >= {"1007", "1008", "1013", "4401", "4403", "4408"}
    assert codes <= set(re.findall(r"\b\d{4}\b", protocol))


def test_the_protocol_lists_the_refusals_in_the_order_in_which_they_are_looked_for() -> None:
    from sync.errors import REFUSAL_CODES  # noqa: PLC0415 (as above)

    rows = re.findall(r"^\| ((?:`[a-z_]+`(?:, )?)+) \|", text("docs/protocol.md"), re.MULTILINE)
    listed = [code for row in rows for code in SPAN.findall(row)]
    assert [code for code in listed if code in REFUSAL_CODES] == list(REFUSAL_CODES)


def test_the_shared_vectors_are_played_by_both_halves_but_where_the_page_says_otherwise() -> None:
    rows = re.findall(r"^\| `(\w+)\.json` \|(.*)", text("tests/vectors/README.md"), re.MULTILINE)
    files = {
        name.removeprefix("tests/vectors/")[:-5] for name in names() if re.match(r"tests/vectors/\w+\.json$", name)
    }
    assert files == {name for name, _ in rows} | {"rfc9474"}
    reads = re.compile(r"""vectors(?:<[^()]*>)?\("(\w+)"\)|/tests/vectors/(\w+)\.json";""")
    played = {
        found
        for name in typescript("pwa/src", "pwa/tests")
        if ".test." in name
        for hit in reads.findall(text(name))
        for found in hit
    }
    assert files - played == {name for name, holds in rows if "the server's alone" in holds}


def test_the_page_on_what_a_phone_keeps_names_each_shelf_and_no_other() -> None:
    rows = re.findall(r"^\| shelf `(\w+)` \|", text("docs/decisions/precache.md"), re.MULTILINE)
    (table,) = re.findall(r"^const SHELVES.*?= \{$(.*?)^\};$", text("pwa/build/shelves.ts"), re.MULTILINE | re.DOTALL)
    shelves = re.findall(r"^  (\w+): \[", table, re.MULTILINE)
    assert sorted(rows) == sorted(shelves)
