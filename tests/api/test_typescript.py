"""The generated TypeScript is what the registry says now."""

from pathlib import Path

from api.typescript import TARGET, typescript, write
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
