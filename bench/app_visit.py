"""The checklist of a visit with a thousand items in a real browser: shown, scrolled by a finger, judged, searched.

The phone is 360 × 780 with its processor slowed down four times. Two inspectors' verdicts are there already, so the
phone holds 1,500 observations; each figure is of a page that was loaded anew or has just come to rest.
"""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import Browser, Page

from bench.app_phone import a_browser, note_events, noted, slowed
from bench.hospital import found
from bench.long_visit import walked
from bench.report import Row, quantile
from bench.server import ROOT, folder, serving, sqlite_url
from e2e import browser as browsers
from e2e.phone import Phone as Screen

PASSWORD = "bench bench bench"
SHOWN_MS_MAX, FRAME_MS_MAX, TAP_MS_MAX, FRAME_MS, FIND_MS_MAX = 600, 45, 50, 1000 / 60, 100
DROPPED_FRAMES = 1.5
"""A frame counts as dropped where the next one comes this many frames later."""
SLOWER = 4
OPENINGS, WARM, TAPS, FINDS = 5, 3, 40, 10
STROKES, STROKE_PX, STROKE_S, SCROLLED_PX_MIN = 30, 420, 0.16, 8_000
"""So often the finger draws the list; the screen is 780 px high, and after each stroke the list runs on by itself."""
MOVES_A_SECOND = 60
PHONE: dict[str, Any] = browsers.PHONE | {"viewport": {"width": 360, "height": 780}}
_ROWS = ".items li:not([aria-hidden])"
_FRAMES = """() => {
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


def measure(quick: bool) -> list[Row]:
    """Rows for the checklist of a thousand items (300 where it has to be quick)."""
    if not (ROOT / "pwa/dist/index.html").is_file():
        return [Row("the app is not built: `make test` or `make demo` builds it", 0, "")]
    items = 300 if quick else 1_000
    with folder() as data_dir:
        url = sqlite_url(data_dir)
        visit = walked(url, found(url, 4, password=PASSWORD)[1:], items)
        with serving(data_dir, url) as server, a_browser() as browser:
            phone = _inspector(browser, server.port)
            path = f"/visits/{visit.hex()}"
            rows = _shown(phone, path)
            rows += _scrolled(phone, path)
            rows += _judged(phone, path)
            rows += _found(phone, path)
            return [*rows, _next_open(phone, path)]


def _inspector(browser: Browser, port: int) -> Screen:
    phone = Screen(browser.new_context(**PHONE), f"http://127.0.0.1:{port}")
    return phone.sign_in({"username": "phone1", "password": PASSWORD}).wait_synced().wait_for_shelves()


def _opened(phone: Screen, path: str, times: int) -> Page:
    """The checklist, at rest, in a page of its own."""
    page = phone.open(path).page
    page.wait_for_selector(_ROWS)
    phone.page.wait_for_function("() => document.querySelector('[role=status]')?.textContent.includes('送达')")
    slowed(page, times)
    return page


def _shown(phone: Screen, path: str) -> list[Row]:
    """From the tap on the visit in the list to the paint of the first items, and from the app's start to it."""
    tapped: list[float] = []
    drawn = 0
    for _ in range(OPENINGS):
        page = phone.open("/inspections").page
        link = page.locator(f'main a[href="{path}"]')
        link.wait_for()
        slowed(page, SLOWER)
        _note_shown(page)
        link.tap()
        page.wait_for_function("() => window.shownMs > 0")
        tapped.append(page.evaluate("window.shownMs"))
        drawn = page.locator(_ROWS).count()
    what = f"from the tap to the items, CPU ÷ {SLOWER}"
    return [
        Row(f"{what}: median", quantile(tapped, 0.5), "ms", SHOWN_MS_MAX, "the budget"),
        Row(f"{what}: slowest of {OPENINGS}", max(tapped), "ms", SHOWN_MS_MAX, "the budget"),
        Row("rows in the page", float(drawn), ""),
    ]


def _note_shown(page: Page) -> None:
    """From the next pointerup on the page notes, in `shownMs`, when the first row was painted."""
    page.evaluate(
        f"""() => {{
          let begun = 0;
          addEventListener("pointerup", (event) => {{ begun = event.timeStamp; }}, true);
          new MutationObserver((_, observer) => {{
            if (!document.querySelector({_ROWS!r})) return;
            observer.disconnect();
            requestAnimationFrame(() => setTimeout(() => {{ window.shownMs = performance.now() - begun; }}));
          }}).observe(document, {{ childList: true, subtree: true }});
        }}"""
    )


def _scrolled(phone: Screen, path: str) -> list[Row]:
    rows: list[Row] = []
    for times in (SLOWER, 1):
        page = _opened(phone, path, times)
        frames = _sweep(page)
        took: list[float] = frames["took"]
        dropped = sum(1 for each in took if each > DROPPED_FRAMES * FRAME_MS)
        what = f"scrolling, CPU ÷ {times}" if times > 1 else "scrolling, not slowed"
        limit = FRAME_MS_MAX if times > 1 else FRAME_MS
        rows += [
            Row(f"{what}: frame p95 of {len(took)}", quantile(took, 0.95), "ms", limit, "the budget"),
            Row(f"{what}: slowest frame", max(took), "ms"),
            Row(f"{what}: frames dropped", float(dropped), f"of {len(took)}"),
            Row(f"{what}: frames with a row missing", float(frames["bare"]), f"of {len(took)}"),
        ]
    return rows


def _sweep(page: Page) -> dict[str, Any]:
    """A finger draws the list up, again and again."""
    session: Any = page.context.new_cdp_session(page)

    def touch(kind: str, *points: dict[str, float]) -> None:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    page.evaluate(_FRAMES)
    moves = round(STROKE_S * MOVES_A_SECOND)
    for _ in range(STROKES):
        touch("touchStart", {"x": 180, "y": 660})
        begun = time.monotonic()
        for move in range(1, moves + 1):
            time.sleep(max(0.0, begun + move / MOVES_A_SECOND - time.monotonic()))
            touch("touchMove", {"x": 180, "y": 660 - STROKE_PX * move / moves})
        touch("touchEnd")
    if page.evaluate("document.querySelector('main').scrollTop") < SCROLLED_PX_MIN:
        raise RuntimeError("the finger moved nothing")
    return page.evaluate("() => { window.frames_.going = false; return window.frames_; }")


def _judged(phone: Screen, path: str) -> list[Row]:
    """Taps on verdicts, each to the paint after it; the list stands somewhere in the middle."""
    page = _opened(phone, path, SLOWER)
    page.evaluate("document.querySelector('main').scrollTo(0, 12_000)")
    page.wait_for_function("() => document.querySelector('.items li:nth-child(20) .verdict') !== null")
    note_events(page, "pointerup")
    buttons = page.locator(f"{_ROWS} .verdict.pass")
    seen = [number for number in range(buttons.count()) if _reachable(buttons.nth(number).bounding_box())]
    for number in range(WARM + TAPS):
        buttons.nth(seen[number % len(seen)]).tap()
        noted(page, number + 1)
    taps = noted(page, WARM + TAPS)[WARM:]
    what = f"verdict to paint, CPU ÷ {SLOWER}"
    return [
        Row(f"{what}: median", quantile(taps, 0.5), "ms", TAP_MS_MAX, "the budget"),
        Row(f"{what}: p95 of {TAPS}", quantile(taps, 0.95), "ms", TAP_MS_MAX, "the budget"),
    ]


def _reachable(box: Any) -> bool:
    return box is not None and 320 < box["y"] < 600


def _found(phone: Screen, path: str) -> list[Row]:
    """The first letter of the initials, for which all items are spelled, and letters after it."""
    page = _opened(phone, path, SLOWER)
    field = page.locator("input[type=search]")
    field.focus()
    note_events(page, "keydown")
    letters = 0
    for _ in range(FINDS):
        for letter in "hjz":
            field.press(letter)
            letters += 1
            noted(page, letters)
        field.fill("")
    took = noted(page, letters)
    what = f"finding by initials, CPU ÷ {SLOWER}"
    return [
        Row(f"{what}: first letter ever", took[0], "ms", FIND_MS_MAX, "the budget"),
        Row(f"{what}: p95 of {letters} letters", quantile(took, 0.95), "ms", FIND_MS_MAX, "the budget"),
    ]


def _next_open(phone: Screen, path: str) -> Row:
    page = _opened(phone, path, SLOWER)
    note_events(page, "pointerup")
    button = page.locator(".dock button")
    for number in range(FINDS):
        page.evaluate("document.querySelector('main').scrollTo(0, 0)")
        button.tap()
        noted(page, number + 1)
    return Row(
        f"to the next open item, CPU ÷ {SLOWER}: p95 of {FINDS}",
        quantile(noted(page, FINDS), 0.95),
        "ms",
        TAP_MS_MAX,
        "the budget",
    )
