"""Steps that are done once: each leaves a stamp in .make/ that holds the hash of what it was done from.

Promises: a step whose inputs have not changed costs no time and no network; a step that fails leaves no stamp.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STAMPS = ROOT / ".make"


class SetupError(Exception):
    """What could not be set up, and what the person can do about it."""


def say(words: str) -> None:
    """One line to the person who waits."""
    print(f"· {words}", flush=True)


def fingerprint(*inputs: str | Path) -> str:
    """The hash of texts and of files (their bytes, not their dates) in the order given."""
    digest = hashlib.sha256()
    for item in inputs:
        digest.update(item.read_bytes() if isinstance(item, Path) else item.encode())
        digest.update(b"\0")
    return digest.hexdigest()


def files_under(folder: Path, without: Iterable[str] = ()) -> list[Path]:
    """Every file below the folder, in a fixed order, except below the names given."""
    left_out = frozenset(without)
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in left_out)
        found += [Path(parent, name) for name in sorted(names)]
    return found


def done(name: str, key: str) -> bool:
    """Whether the step was done from just these inputs."""
    stamp = STAMPS / name
    return stamp.is_file() and stamp.read_text() == key


def once(name: str, key: str, step: Callable[[], None]) -> None:
    """Does the step unless its stamp says that it was done from the same inputs."""
    if done(name, key):
        return
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / name).unlink(missing_ok=True)
    step()
    (STAMPS / name).write_text(key)


def run(*command: str | Path, folder: Path = ROOT, extra: Mapping[str, str] | None = None) -> None:
    """Runs a program to its end; SetupError with its command line if it fails."""
    words = [str(word) for word in command]
    environment = os.environ | dict(extra or {})
    try:
        subprocess.run(words, cwd=folder, env=environment, check=True, stdin=subprocess.DEVNULL)
    except FileNotFoundError as error:
        raise SetupError(f"{words[0]} is not installed") from error
    except subprocess.CalledProcessError as error:
        raise SetupError(f"this failed with {error.returncode}: {' '.join(words)}") from error


def answers(*command: str | Path, extra: Mapping[str, str] | None = None) -> str | None:
    """What a program prints, or None if it is missing or fails."""
    words = [str(word) for word in command]
    environment = os.environ | dict(extra or {})
    try:
        ended = subprocess.run(
            words, capture_output=True, text=True, check=False, env=environment, stdin=subprocess.DEVNULL
        )
    except OSError:
        return None
    return ended.stdout.strip() if ended.returncode == 0 else None


def apt_prefix() -> list[str] | None:
    """What goes before apt-get: nothing for root, `sudo -n` where it asks no password, None where apt is barred."""
    if not sys.platform.startswith("linux") or shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if answers("sudo", "-n", "true") is not None else None


def apt_install(*packages: str) -> bool:
    """Installs Debian's packages where that is allowed; whether it worked."""
    prefix = apt_prefix()
    if prefix is None:
        return False
    say(f"installing {', '.join(packages)} with apt")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        run(*prefix, "apt-get", "update", "-q", extra=quiet)
        run(*prefix, "apt-get", "install", "-qy", "--no-install-recommends", *packages, extra=quiet)
    except SetupError as error:
        say(str(error))
        return False
    return True
