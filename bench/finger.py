"""A finger that scrolls a list in a real browser, and what each frame of it took.

Two things are told apart. A frame is *late* where the next one came one and a half frames after it, whoever made it
wait: the page, the drawing (here by the processor), or somebody else's work on this machine. The page's *own work* is
the processor time of its main thread from a frame's beginning to its handing over, whatever else runs; a frame can be
dropped by the page only where that exceeds a sixtieth of a second. A bare list of plain text, as long and with rows as
high, is scrolled by the same finger in the same run.
"""

from __future__ import annotations

import json
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, NamedTuple

from playwright.sync_api import Page

from bench.report import quantile

FRAME_MS = 1000 / 60
LATE_FRAMES = 1.5
STROKES, STROKE_PX, STROKE_S, SCROLLED_PX_MIN = 30, 420, 0.16, 8_000
"""So often the finger draws the list; the screen is 780 px high, and after each stroke the list runs on by itself."""
MOVES_A_SECOND = 60
_NOTE = """() => {
  const frames = { took: [], bare: 0, going: true };
  window.frames_ = frames;
  const list = document.querySelector(".items");
  let last = performance.now();
  const each = () => {
    const now = performance.now();
    frames.took.push(now - last);
    last = now;
    const rows = list.querySelectorAll("li:not([aria-hidden])");
    const top = rows[0]?.getBoundingClientRect().top ?? 0;
    const end = rows[rows.length - 1]?.getBoundingClientRect().bottom ?? 0;
    const box = list.getBoundingClientRect();
    if (top > Math.max(0, box.top) + 1 || end < Math.min(innerHeight, box.bottom) - 1) frames.bare++;
    if (frames.going) requestAnimationFrame(each);
  };
  requestAnimationFrame(() => { last = performance.now(); requestAnimationFrame(each); });
}"""
"""From here on the page notes how long each frame took, and in how many of them a row was missing on the screen."""
_ROW_PX = "() => document.querySelector('.items li:not([aria-hidden])').offsetHeight"
_BARE = """([count, rowPx]) => {
  const style = document.createElement("style");
  style.textContent = `html, body { height: 100%; margin: 0; overflow: hidden } main { height: 100%; overflow: auto }
    ol { margin: 0 16px; padding: 0 } li { box-sizing: border-box; height: ${rowPx}px; list-style: none }`;
  document.head.append(style);
  const list = document.querySelector(".items");
  for (let number = 1; number <= count; number++) {
    const row = document.createElement("li");
    row.textContent = `${number} 手卫生依从性现场查看，洗手液与快速手消毒剂在有效期内`;
    list.append(row);
  }
}"""


class Scrolled(NamedTuple):
    """What one or several runs of the finger came to."""

    took_ms: tuple[float, ...] = ()
    work_ms: tuple[float, ...] = ()
    bare: int = 0

    def __add__(self, other: Any) -> Scrolled:
        return Scrolled(self.took_ms + other.took_ms, self.work_ms + other.work_ms, self.bare + other.bare)

    @property
    def frames(self) -> int:
        return len(self.took_ms)

    @property
    def p95_ms(self) -> float:
        return quantile(self.took_ms, 0.95)

    @property
    def late_percent(self) -> float:
        return 100 * sum(1 for each in self.took_ms if each > LATE_FRAMES * FRAME_MS) / self.frames

    @property
    def cpu_ms(self) -> float:
        return sum(self.work_ms) / len(self.work_ms)

    @property
    def cpu_ms_max(self) -> float:
        return max(self.work_ms)


NOTHING = Scrolled()


def scrolled(page: Page) -> Scrolled:
    """A finger draws the list of this page up, again and again."""
    browser = page.context.browser
    if browser is None:
        raise RuntimeError("a page of no browser")
    page.evaluate(_NOTE)
    browser.start_tracing(page=page, categories=["devtools.timeline", "cc"])
    _draw(page)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    if page.evaluate("document.querySelector('main').scrollTop") < SCROLLED_PX_MIN:
        raise RuntimeError("the finger moved nothing")
    frames = page.evaluate("() => { window.frames_.going = false; return window.frames_; }")
    return Scrolled(tuple(frames["took"]), tuple(_own_work(events)), frames["bare"])


@contextmanager
def bare_list(page: Page, count: int = 1_000) -> Generator[Page]:
    """A page beside this one: nothing but so many rows of plain text, each as high as a row there."""
    row_px = page.evaluate(_ROW_PX)
    bare = page.context.new_page()
    bare.set_content('<!doctype html><html lang="zh"><main><ol class="items"></ol></main></html>')
    bare.evaluate(_BARE, [count, row_px])
    yield bare
    bare.close()


def _draw(page: Page) -> None:
    session: Any = page.context.new_cdp_session(page)

    def touch(kind: str, *points: dict[str, float]) -> None:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    moves = round(STROKE_S * MOVES_A_SECOND)
    for _ in range(STROKES):
        touch("touchStart", {"x": 180, "y": 660})
        begun = time.monotonic()
        for move in range(1, moves + 1):
            time.sleep(max(0.0, begun + move / MOVES_A_SECOND - time.monotonic()))
            touch("touchMove", {"x": 180, "y": 660 - STROKE_PX * move / moves})
        touch("touchEnd")


def _own_work(events: list[dict[str, Any]]) -> list[float]:
    """The processor time of each frame on the page's main thread, from scroll events to the handing over."""
    frames = [event for event in events if event.get("name") == "ProxyMain::BeginMainFrame" and "tdur" in event]
    if not frames:
        raise RuntimeError("the browser told of no frame")
    return [event["tdur"] / 1_000 for event in frames]
