"""The browser that plays the stories: Debian's Chromium if it is there or apt may bring it, else Playwright's own."""

import os
import shutil

from setup.python_env import PYTHON
from setup.steps import STAMPS, SetupError, answers, apt_install, once, run, say

FIND = "import playwright.sync_api as p; w = p.sync_playwright().start(); print(w.chromium.executable_path); w.stop()"


def chromium() -> None:
    """Makes sure that some Chromium can be started; the tests look for it in the same order."""
    _chinese_fonts()
    if shutil.which("chromium") or _playwright_has_one():
        return
    if apt_install("chromium") and shutil.which("chromium"):
        return
    say("fetching Playwright's own Chromium")
    try:
        run(PYTHON, "-m", "playwright", "install", "chromium")
    except SetupError as error:
        raise SetupError("no browser for the stories: run `apt-get install chromium` as root") from error


def _playwright_has_one() -> bool:
    path = answers(PYTHON, "-c", FIND)
    return path is not None and os.access(path, os.X_OK)


def _chinese_fonts() -> None:
    """For pictures only: the tests pass without, so it is tried once and never insisted on."""
    if (STAMPS / "fonts").is_file() or answers("fc-list", ":lang=zh", "family"):
        return
    once("fonts", "tried", _try_fonts)


def _try_fonts() -> None:
    if not apt_install("fontconfig", "fonts-noto-cjk"):
        say("no Chinese font: pictures of the app will show boxes; the tests do not mind")
