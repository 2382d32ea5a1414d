"""The browser of the stories: Debian's Chromium where it is, Playwright's own elsewhere, started quiet and headless."""

import os
import shutil
import signal
import socket
import time
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
WITHOUT_WORKER: dict[str, Any] = {"service_workers": "block"}
"""For a story that answers in the server's place: what a page sends while its worker starts goes past that answer."""

LOOPBACK_ALONE = all(name == "lo" for _, name in socket.if_nameindex())
"""The machine has no network: its browser says of every page that it has none, though the hospital's server answers."""

NETWORK = """if (!(globalThis.network?.at > AT)) globalThis.network = { at: AT, on: ON };
Object.defineProperty(Navigator.prototype, "onLine", { configurable: true, get: () => globalThis.network.on });"""
"""There the story says it in the browser's place. The latest word holds, in whatever order the scripts are run."""


def start(playwright: Playwright) -> Browser:
    """One browser without a profile: each context is a device that forgets everything at its end."""
    return playwright.chromium.launch(executable_path=executable(), args=FLAGS)


def start_with_profile(playwright: Playwright, profile: Path, **options: Any) -> BrowserContext:
    """A browser whose storage stays in the folder: close it, or kill it, and start it again."""
    device = PHONE | options
    context = playwright.chromium.launch_persistent_context(profile, executable_path=executable(), args=FLAGS, **device)
    tell_network(context, not options.get("offline", False))
    return context


def tell_network(context: BrowserContext, on: bool) -> None:
    """Pages hear from the story whether there is a network, where the machine has none but its own."""
    if not LOOPBACK_ALONE:
        return
    said = NETWORK.replace("AT", str(time.monotonic_ns() // 1000)).replace("ON", "true" if on else "false")
    context.add_init_script(said)
    for page in context.pages:
        page.evaluate(f"() => {{ {said} dispatchEvent(new Event('{'online' if on else 'offline'}')); }}")


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
