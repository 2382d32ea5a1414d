"""The checklist of a visit with a thousand items in a real browser: shown, scrolled by a finger, judged, searched.

The phone is 360 × 780 with its processor slowed down four times. Two inspectors' verdicts are there already, so the
phone holds 1,500 observations; each figure is of a page that was loaded anew or has just come to rest.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Page

from bench import finger
from bench.app_phone import a_browser, note_events, noted, slowed
from bench.hospital import found
from bench.long_visit import walked
from bench.report import Row, quantile
from bench.server import ROOT, folder, serving, sqlite_url
from e2e import browser as browsers
from e2e.phone import Phone as Screen

PASSWORD = "bench bench bench"
SHOWN_MS_MAX, FRAME_MS_MAX, TAP_MS_MAX, FIND_MS_MAX = 600, 45, 50, 100
SLOWER = 4
OPENINGS, WARM, TAPS, FINDS = 5, 3, 40, 10
IN_TURN = 2
"""So often the checklist and the bare list are scrolled one after the other."""
PHONE: dict[str, Any] = browsers.PHONE | {"viewport": {"width": 360, "height": 780}}
_ROWS = ".items li:not([aria-hidden])"
_AT_REST = f"""document.querySelectorAll({_ROWS!r}).length > 5
  && document.querySelector("[role=status]")?.textContent.includes("送达") === true"""


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
    """The checklist, and in turn with it a list of plain text that is as long, not slowed and at ÷ 4: what is dropped
    there as well is this machine's, which draws with its processor."""
    rows: list[Row] = []
    for times in (SLOWER, 1):
        ours, plain = finger.NOTHING, finger.NOTHING
        for _ in range(IN_TURN):
            mine, theirs = _in_turn(phone, path, times)
            ours, plain = ours + mine, plain + theirs
        what = "scrolling, not slowed" if times == 1 else f"scrolling, CPU ÷ {times}"
        if times == SLOWER:
            rows.append(Row(f"{what}: frame p95 of {ours.frames}", ours.p95_ms, "ms", FRAME_MS_MAX, "the budget"))
        rows += [
            Row(f"{what}: frames with a row missing", float(ours.bare), f"of {ours.frames}"),
            Row(f"{what}: own work over a frame", float(ours.over), f"of {len(ours.work_ms)}", None, _besides(plain)),
            Row(f"{what}: own work a frame: mean", ours.cpu_ms, "ms", plain.cpu_ms, "a bare list"),
            Row(f"{what}: own work a frame: most", ours.cpu_ms_max, "ms", finger.FRAME_MS, "the frame"),
            Row(f"{what}: a bare list's: most", plain.cpu_ms_max, "ms", finger.FRAME_MS, "the frame"),
            _share(f"{what}: dropped of {ours.wanted}", ours, plain, "dropped"),
            _share(f"{what}: new rows a frame later", ours, plain, "half"),
        ]
    return rows


def _besides(plain: finger.Scrolled) -> str:
    return f"a bare list: {plain.over} of {len(plain.work_ms)}"


def _share(what: str, ours: finger.Scrolled, plain: finger.Scrolled, which: str) -> Row:
    mine, theirs = ours.percent(getattr(ours, which)), plain.percent(getattr(plain, which))
    return Row(what, mine, "% of frames", theirs, "a bare list")


def _in_turn(phone: Screen, path: str, times: int) -> tuple[finger.Scrolled, finger.Scrolled]:
    with finger.untouched(phone.context, f"{phone.base_url}{path}", _AT_REST) as page:
        slowed(page, times)
        ours = finger.scrolled(page)
        with finger.bare_list(page) as bare:
            slowed(bare, times)
            return ours, finger.scrolled(bare)


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
