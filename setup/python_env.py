"""The virtual environment .venv with the locked packages, hashes checked, and the `mingcha` command in it.

Works where Debian has split `venv` and `ensurepip` from Python: apt first, the system's pip second, clear words last.
"""

import re
import sys
from pathlib import Path

from setup.steps import ROOT, STAMPS, SetupError, answers, apt_install, done, fingerprint, once, run, say

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RUNTIME = ROOT / "requirements.txt"
DEVELOPMENT = ROOT / "requirements-dev.txt"

LAUNCHER = """\
#!{python}
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[2])

from api.__main__ import main

sys.exit(main())
"""


def runtime_packages() -> None:
    """What `mingcha` needs to run. The development packages hold the same versions, so they serve as well."""
    _venv()
    if not done("python-development", _key(DEVELOPMENT)):
        once("python-runtime", _key(RUNTIME), lambda: _install(RUNTIME))
    _launcher()


def development_packages() -> None:
    """What the tests and the linters need, the runtime packages among them."""
    _venv()
    once("python-development", _key(DEVELOPMENT), lambda: _install(DEVELOPMENT))
    _launcher()


def one_package(name: str) -> None:
    """One package of the development lock, alone, with the version and hashes of the lock."""
    lock = DEVELOPMENT.read_text()
    block = re.search(rf"^{re.escape(name)}==[^\n]*\\\n(?: +--hash=[^\n]*\n?)+", lock, re.MULTILINE)
    if block is None:
        raise SetupError(f"{name} is not in {DEVELOPMENT.name}")
    STAMPS.mkdir(exist_ok=True)
    alone = STAMPS / f"{name}.txt"
    alone.write_text(block[0].rstrip().removesuffix("\\").rstrip() + "\n")
    _install(alone)


def purelib() -> Path:
    """The folder of the environment's packages."""
    found = answers(PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
    if found is None:
        raise SetupError(f"{PYTHON} does not run; remove .venv and try again")
    return Path(found)


def _key(requirements: Path) -> str:
    return fingerprint(requirements, sys.version, str(VENV))


def _venv() -> None:
    if answers(PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))") is not None:
        return
    for name in ("python-runtime", "python-development"):
        (STAMPS / name).unlink(missing_ok=True)
    say("making .venv")
    if answers(sys.executable, "-c", "import venv, ensurepip") is None:
        apt_install("python3-venv")
    if answers(sys.executable, "-c", "import venv, ensurepip") is not None:
        run(sys.executable, "-m", "venv", "--clear", VENV)
    elif answers(sys.executable, "-m", "pip", "--version") is not None:
        run(sys.executable, "-m", "venv", "--clear", "--without-pip", VENV)
    else:
        raise SetupError(
            "this Python has neither venv with ensurepip nor pip: run `apt-get install python3-venv` as root"
        )


def _install(requirements: Path) -> None:
    """The lock is whole, so pip looks for nothing beyond it: older ones would take a newer release for an extra."""
    say(f"installing what {requirements.name} locks")
    pip: list[str | Path] = [PYTHON, "-m", "pip"]
    if answers(*pip, "--version") is None:
        pip = [sys.executable, "-m", "pip", "--python", PYTHON]
    run(*pip, "--disable-pip-version-check", "install", "-qq", "--require-hashes", "--no-deps", "-r", requirements)


def _launcher() -> None:
    target = VENV / "bin" / "mingcha"
    text = LAUNCHER.format(python=PYTHON)
    if not target.is_file() or target.read_text() != text:
        target.write_text(text)
        target.chmod(0o755)
