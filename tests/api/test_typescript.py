"""The generated TypeScript is what the registry says now."""

from pathlib import Path

from api import typescript_bundle, typescript_fields
from api.typescript import TARGET, typescript, write
from api.typescript_bundle import typescript_bundle as bundle_text
from models.bundle import SECTIONS
from models.bundle_shape import fields_of
from models.kinds import KINDS

ROOT = Path(__file__).parent.parent.parent


def test_the_committed_file_is_what_is_generated() -> None:
    committed = (ROOT / TARGET).read_text(encoding="utf-8")
    assert committed == typescript(), "the registry has changed: run `mingcha types` and commit what it writes"


def test_every_kind_and_path_is_in_it() -> None:
    text = typescript()
    for kind in KINDS.values():
        assert f"  readonly {kind.name}: " in text
        for rule in kind.paths:
            assert rule.pattern.partition("<")[0] in text


def test_it_is_written_where_the_app_imports_it(tmp_path: Path) -> None:
    (tmp_path / TARGET).parent.mkdir(parents=True)
    assert write(tmp_path).read_text(encoding="utf-8") == typescript()


def test_the_committed_sections_are_what_is_generated() -> None:
    committed = (ROOT / typescript_bundle.TARGET).read_text(encoding="utf-8")
    words = (ROOT / typescript_bundle.WORDS_TARGET).read_text(encoding="utf-8")
    sections = (ROOT / typescript_bundle.SECTIONS_TARGET).read_text(encoding="utf-8")
    told = "the structs have changed: run `mingcha types` and commit what it writes"
    assert (committed, words) == (bundle_text(), typescript_bundle.typescript_words()), told
    assert sections == typescript_bundle.typescript_sections(), told


def test_every_section_and_field_of_a_bundle_is_in_it(tmp_path: Path) -> None:
    text, names = bundle_text(), typescript_bundle.typescript_sections()
    for section, struct in SECTIONS.items():
        assert f"  readonly {section}: readonly {struct.__name__}[];" in names
        for name in fields_of(struct):
            assert f"  readonly {name}" in text
    (tmp_path / typescript_bundle.TARGET).parent.mkdir(parents=True)
    assert typescript_bundle.write(tmp_path).read_text(encoding="utf-8") == text


def test_the_committed_fields_are_what_is_generated_and_leave_none_out() -> None:
    committed = (ROOT / typescript_fields.TARGET).read_text(encoding="utf-8")
    assert committed == typescript_fields.typescript_fields(), "run `mingcha types`"
    shared = next(line for line in committed.splitlines() if line.startswith("const ELEMENT"))
    for section, struct in SECTIONS.items():
        row = next(line for line in committed.splitlines() if line.startswith(f'  "{section}": '))
        row = row.replace("ELEMENT", shared)
        missing = [
            name for name in fields_of(struct) if f'name: "{name}"' not in row and name not in ("id", "extra", "items")
        ]
        assert not missing, section
