"""The browser of the stories: Debian's Chromium where it is, Playwright's own elsewhere, started quiet and headless."""

import os
import shutil
import signal
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Playwright

FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "locale": "zh-CN",
    "timezone_id": "Asia/Shanghai",
    "service_workers": "allow",
}
DESKTOP: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 800},
    "locale": "zh-CN",
    "timezone_id": "Asia/Shanghai",
}


def start(playwright: Playwright) -> Browser:
    """One browser without a profile: each context is a device that forgets everything at its end."""
    return playwright.chromium.launch(executable_path=executable(), args=FLAGS)


def start_with_profile(playwright: Playwright, profile: Path, **options: Any) -> BrowserContext:
    """A browser whose storage stays in the folder: close it, or kill it, and start it again."""
    device = PHONE | options
    return playwright.chromium.launch_persistent_context(profile, executable_path=executable(), args=FLAGS, **device)


def kill(profile: Path) -> None:
    """Ends the browser of that folder and all its processes as a phone does that runs out of memory: at once."""
    for pid in _processes_of(profile):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    # The dead browser cannot take its mark off the folder; the next one would wait for it.
    for mark in profile.glob("Singleton*"):
        mark.unlink()


def executable() -> str | None:
    """The path of Debian's Chromium; None lets Playwright take its own."""
    return shutil.which("chromium")


def _processes_of(profile: Path) -> list[int]:
    wanted = f"--user-data-dir={profile}".encode()
    found: list[int] = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes().split(b"\0")
        except OSError:
            continue
        if wanted in words:
            found.append(int(entry.parent.name))
    return found
