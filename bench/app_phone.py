"""Phones with a real browser for the bench: slowed down, and with eyes that note when something was painted."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from e2e import browser as browsers
from e2e.phone import Phone

_PAINTED = """
const painted = (note) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = note;
  channel.port2.postMessage(0);
});
"""
"""Calls back after the frame that shows what was just changed."""


@contextmanager
def a_browser() -> Generator[Browser]:
    with sync_playwright() as playwright:
        started = browsers.start(playwright)
        yield started
        started.close()


def a_phone(browser: Browser, port: int) -> Phone:
    return Phone(browser.new_context(**browsers.PHONE), f"http://127.0.0.1:{port}")


def slowed(page: Page, times: int) -> None:
    """Makes the page's processor so many times slower."""
    session: Any = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": times})


def note_first(page: Page, selector: str) -> None:
    """From its next load on the page notes, in `firstShown`, how many ms after the navigation this was painted."""
    page.add_init_script(
        f"""{_PAINTED}
        new MutationObserver(() => {{
          if (window.looked || !document.querySelector({json.dumps(selector)})) return;
          window.looked = true;
          painted(() => {{ window.firstShown = performance.now(); }});
        }}).observe(document, {{ childList: true, subtree: true }});"""
    )


def note_events(page: Page, name: str) -> None:
    """From here on the page notes, in `noted`, the ms from each such event to the paint after it."""
    page.evaluate(
        f"""() => {{
          {_PAINTED}
          window.noted = [];
          const note = (begun) => painted(() => window.noted.push(performance.now() - begun));
          addEventListener({json.dumps(name)}, (event) => note(event.timeStamp), true);
        }}"""
    )


def noted(page: Page, count: int) -> list[float]:
    """The first so many, once they are there."""
    page.wait_for_function(f"() => window.noted.length >= {count}")
    return page.evaluate("window.noted")


def note_links(page: Page, prefix: str) -> None:
    """From here on the page notes, in `links`, when (ms of the clock) each new link that begins so was painted."""
    page.evaluate(
        f"""() => {{
          {_PAINTED}
          const known = new Set();
          window.links = [];
          const look = (note) => {{
            for (const {{ href }} of document.querySelectorAll(`main a[href^="{prefix}"]`)) {{
              if (known.has(href)) continue;
              known.add(href);
              if (note) painted(() => window.links.push(Date.now()));
            }}
          }};
          look(false);
          new MutationObserver(() => look(true)).observe(document, {{ childList: true, subtree: true }});
        }}"""
    )
