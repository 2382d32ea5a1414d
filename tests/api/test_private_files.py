"""Nobody else on the machine reads the data folder or the database in it, whatever the umask was."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.private_files import make_private_file, make_private_folder
from api.stores import open_store
from tests.api.test_commands import environment, mingcha


@pytest.fixture(autouse=True)
def open_umask() -> Iterator[None]:
    """The usual one, under which new files are everybody's to read."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_database_and_what_stands_beside_it_are_its_users_alone(tmp_path: Path) -> None:
    file = tmp_path / "data.sqlite"
    store = open_store(f"sqlite:///{file}")
    with store.transaction() as txn:
        txn.execute("create table a (b integer)")
        beside = sorted(tmp_path.iterdir())
        assert len(beside) >= 2
        assert {mode(each) for each in beside} == {0o600}
    store.close()


def test_a_database_and_a_folder_from_before_are_closed_to_the_others(tmp_path: Path) -> None:
    folder, file = tmp_path / "data", tmp_path / "data" / "old.sqlite"
    folder.mkdir(mode=0o755)
    file.write_bytes(b"")
    Path(f"{file}-wal").write_bytes(b"")
    make_private_folder(folder)
    make_private_file(str(file))
    assert [mode(each) for each in (folder, file, Path(f"{file}-wal"))] == [0o700, 0o600, 0o600]


def test_the_command_makes_its_data_folder_private(tmp_path: Path) -> None:
    data = tmp_path / "live"
    assert mingcha(environment(data, f"sqlite:///{data / 'mingcha.sqlite'}"), "migrate").returncode == 0
    assert mode(data) == 0o700
    assert {mode(each) for each in data.glob("mingcha.sqlite*")} == {0o600}
