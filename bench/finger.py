"""A finger that scrolls a list in a real browser, and what became of each frame, as the browser itself tells it.

The browser's trace says of every frame that wanted to show something whether it was shown whole, whether it was shown
scrolled while the page's new rows came a frame later (*half*), or whether it was *dropped*. Beside that stands the
page's *own work*: the processor time of its main thread in each frame (script, style, layout, paint) and in each task;
only where that exceeds a sixtieth of a second has the page itself dropped a frame. What else is dropped or half is the
drawing's (here by the processor, there is no GPU) or somebody else's on this machine: so a bare list of plain text, as
long and with rows as high, is scrolled by the same finger in the same run.

Playwright's clicks and waits put listeners for touches into a page that make it scroll in its main thread, which no
phone of ours does: the pages that are scrolled here are opened untouched, and looked at by scripts alone.
"""

from __future__ import annotations

import json
import time
from bisect import bisect
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, NamedTuple

from playwright.sync_api import BrowserContext, Page

from bench.report import quantile

FRAME_MS = 1000 / 60
_SHOWN_S_MAX = 20
_TRACED = (
    "cc",
    "benchmark",
    "devtools.timeline",
    "disabled-by-default-devtools.timeline",
    "disabled-by-default-devtools.timeline.frame",
)
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
    tasks_ms: tuple[float, ...] = ()
    bare: int = 0
    shown: int = 0
    half: int = 0
    dropped: int = 0

    def __add__(self, other: Any) -> Scrolled:
        return Scrolled(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))

    @property
    def frames(self) -> int:
        """Those in which the page ran."""
        return len(self.took_ms)

    @property
    def p95_ms(self) -> float:
        return quantile(self.took_ms, 0.95)

    @property
    def wanted(self) -> int:
        """Frames that had something to show."""
        return self.shown + self.half + self.dropped

    def percent(self, frames: int) -> float:
        return 100 * frames / self.wanted

    @property
    def over(self) -> int:
        """Frames that the page itself was too long for: by its work in a frame, or by a task between frames."""
        return sum(1 for each in (*self.work_ms, *self.tasks_ms) if each > FRAME_MS)

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
    browser.start_tracing(page=page, categories=list(_TRACED))
    _draw(page)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    if page.evaluate("document.querySelector('main').scrollTop") < SCROLLED_PX_MIN:
        raise RuntimeError("the finger moved nothing")
    frames = page.evaluate("() => { window.frames_.going = false; return window.frames_; }")
    work, tasks = _own_work(events)
    return Scrolled(tuple(frames["took"]), work, tasks, frames["bare"], *_fates(events))


@contextmanager
def untouched(context: BrowserContext, address: str, there: str) -> Generator[Page]:
    """A new page of this phone once `there`, a script, is true of it; none of Playwright's listeners is in it."""
    page = context.new_page()
    page.goto(address)
    ends = time.monotonic() + _SHOWN_S_MAX
    while not page.evaluate(there):
        if time.monotonic() > ends:
            raise RuntimeError(f"not so within {_SHOWN_S_MAX} s: {there}")
        page.wait_for_timeout(50)
    yield page
    page.close()


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


def _own_work(events: list[dict[str, Any]]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The processor time of the page's main thread: in each frame, and in each task outside of them."""
    frames = [event for event in events if event.get("name") == "ProxyMain::BeginMainFrame" and "tdur" in event]
    if not frames:
        raise RuntimeError("the browser told of no frame")
    threads = {(event["pid"], event["tid"]) for event in frames}
    begun = sorted(event["ts"] for event in frames)
    tasks = [
        event["tdur"] / 1_000
        for event in events
        if event.get("name") == "RunTask"
        and "tdur" in event
        and (event["pid"], event["tid"]) in threads
        and bisect(begun, event["ts"]) == bisect(begun, event["ts"] + event["dur"])
    ]
    return tuple(event["tdur"] / 1_000 for event in frames), tuple(tasks)


def _fates(events: list[dict[str, Any]]) -> tuple[int, int, int]:
    """Shown, half, dropped: of the frames that had something to show while the finger scrolled."""
    shown = half = dropped = 0
    for event in events:
        if event.get("name") != "PipelineReporter" or event.get("ph") != "b":
            continue
        told = event["args"]["frame_reporter"]
        if told["scroll_state"] == "SCROLL_NONE" or told["state"] == "STATE_NO_UPDATE_DESIRED":
            continue
        if told["scroll_state"] != "SCROLL_COMPOSITOR_THREAD":
            raise RuntimeError("the list was scrolled by the page's main thread")
        felt = told["affects_smoothness"]
        dropped += felt and told["state"] == "STATE_DROPPED"
        half += felt and told["state"] == "STATE_PRESENTED_PARTIAL"
        shown += not felt
    return shown, half, dropped
