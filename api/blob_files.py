"""The files of pictures: on disk before anybody is told so, and a full disk said plainly.

Promises: a file under its name is whole; what fails leaves nothing but an unfinished part that may be written again.
"""

import errno
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from api.problems import Problem

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def write_at(file: Path, offset: int, data: bytes) -> None:
    """Puts a part where it belongs and cuts off what stood after it. Problem `storage_full`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with _full_disk_told(), file.open("r+b" if offset else "wb") as out:
        out.seek(offset)
        out.write(data)
        out.truncate()
        out.flush()
        os.fsync(out.fileno())


def write_whole(file: Path, data: bytes) -> None:
    """Writes beside and renames. Problem `storage_full`."""
    beside = file.with_suffix(".new")
    try:
        with _full_disk_told():
            file.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            beside.rename(file)
            _sync_folder(file.parent)
    finally:
        beside.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def _full_disk_told() -> Generator[None]:
    """Turns "no space left" into the problem that says so."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise Problem("storage_full") from error
        raise
