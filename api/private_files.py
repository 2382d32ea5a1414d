"""Files that nobody else on the machine may read: the data folder and the database in it.

Promises: a folder is 0700 and a file 0600 whatever the umask says, made so again at each start; what belongs to
another user is left as it is.
"""

import os
from contextlib import suppress
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600
_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite puts next to a database, with the database's own mode when it makes them."""


def make_private_folder(folder: Path) -> None:
    """Makes the folder, or the one that is there, this user's alone."""
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    with suppress(PermissionError):
        folder.chmod(FOLDER_MODE)


def make_private_file(path: str) -> None:
    """Makes the file, empty, before anybody else can open it; one that is there is closed to the others."""
    with suppress(OSError):  # a folder that can't be written is said by whoever opens the file
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, FILE_MODE))
    for each in (path, *(path + ending for ending in _BESIDE)):
        with suppress(OSError):
            Path(each).chmod(FILE_MODE)
