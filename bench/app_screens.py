"""The app in a real browser: from the store to the first list, from a tap to the paint, from one phone to another.

The phone is the stories' Chromium at phone size, its processor slowed down as the budgets of the interface say. The
head of a unit holds the records that were written below the doors; colleagues sign in like everybody else.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from playwright.sync_api import Browser, expect

from api.clock import system_clock
from api.intake import take
from api.stores import open_store
from bench.app_phone import a_browser, a_phone, note_events, note_first, note_links, noted, slowed
from bench.hospital import Phone, day, filled, found, push_body
from bench.report import Row, quantile
from bench.server import ROOT, Process, folder, serving, sqlite_url
from bench.wire import Connection, Ear, listen
from e2e import nurse
from e2e.phone import Phone as Screen
from setup.node import path_with_node

PASSWORD = "bench bench bench"
REGISTERS_A_RECORD = 8
DAYS = 50
STARTS = 7
TAPS = 60
LETTERS = 80
COLD_START_MS_MAX, LOAD_MS_MAX, TAP_MS_MAX, LETTER_MS_MAX, TO_SCREEN_MS_MAX = 1_200, 400, 50, 100, 150
SYNCED_MS_MAX = 120_000
BUDGET = "the budget"

encode = msgspec.msgpack.encode
decode = msgspec.msgpack.decode


def measure(quick: bool) -> list[Row]:
    """Rows for the budgets of design's interface page that a program can measure."""
    if not (ROOT / "pwa/dist/index.html").is_file():
        return [Row("the app is not built: `make test` or `make demo` builds it", 0, "")]
    people, senders, sockets = (10, 4, 20) if quick else (125, 40, 200)
    with folder() as data_dir:
        url = sqlite_url(data_dir)
        phones = found(url, people + senders + sockets + 1, heads=1 + sockets, password=PASSWORD)
        writers = phones[1 + sockets : 1 + sockets + people]
        _write(url, writers)
        with serving(data_dir, url) as server, a_browser() as browser:
            head = a_phone(browser, server.port).sign_in({"username": "phone0", "password": PASSWORD})
            expect(head.sync_chip()).to_contain_text("已送达", timeout=SYNCED_MS_MAX)
            head.wait_for_shelves()
            rows = [*_cold_starts(head), _store(head, phones[0], data_dir)]
            with _listeners(server, phones[1 : 1 + sockets]):
                rows += _to_the_other_screen(browser, server, head, 1 + sockets + people, senders)
            return [*rows, *_taps(browser, server, f"phone{1 + sockets}")]


def _write(url: str, writers: list[Phone]) -> None:
    store = open_store(url)
    for place, phone in enumerate(writers):
        changes = [
            phone.change(day(number), *filled(place * DAYS + number), {"submitted": True}) for number in range(DAYS)
        ]
        with store.transaction() as txn:
            if any(take(txn, phone, push_body(*changes), system_clock(), "en").results):
                raise RuntimeError("a change was refused")
    store.close()


def _cold_starts(head: Screen) -> list[Row]:
    """The app is closed and opened again without a network, as often as that."""
    head.go_offline()
    head.page.close()
    took: list[float] = []
    for _ in range(STARTS):
        page = head.context.new_page()
        note_first(page, "#self")
        slowed(page, 6)
        page.goto(head.base_url)
        page.wait_for_function("() => window.firstShown > 0")
        took.append(page.evaluate("window.firstShown"))
        page.close()
    head.go_online()
    head.page = head.context.new_page()
    head.open()
    what = "cold start offline to today's list, CPU ÷ 6"
    return [
        Row(f"{what}: median", quantile(took, 0.5), "ms", COLD_START_MS_MAX, BUDGET),
        Row(f"{what}: slowest of {STARTS}", max(took), "ms", COLD_START_MS_MAX, BUDGET),
    ]


def _store(head: Screen, phone: Phone, built: Path) -> Row:
    """The store's registers, read and unpacked by the app's own code in a page of the app."""
    vite = [
        "node",
        "node_modules/vite/bin/vite.js",
        "build",
        "-c",
        "tests/bench/vite.config.ts",
        "--outDir",
        str(built),
    ]
    environment = {**os.environ, "PATH": path_with_node()}
    subprocess.run(vite, cwd=ROOT / "pwa", check=True, capture_output=True, env=environment)
    script = (built / "load.js").read_text()
    runs = [
        head.page.evaluate(f"(person) => {{ {script}; return bench.load(person); }}", phone.person.hex())
        for _ in range(STARTS)
    ]
    took, registers = quantile([run[0] for run in runs], 0.5), runs[0][1]
    return Row(f"{registers:,} registers from the store, median", took, "ms", LOAD_MS_MAX * registers / 50_000, BUDGET)


@contextmanager
def _listeners(server: Process, phones: list[Phone]) -> Generator[None]:
    """Other people's open sockets, all of whom are told the same."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def open_all() -> list[Ear]:
        cursors = await _up_to_date(server, phones[0])
        ears = [await listen(server.port, "/api/sync/live", phone.token) for phone in phones]
        for ear in ears:
            ear.say(encode({"log": None, "cursors": cursors}))
        return ears

    asyncio.run_coroutine_threadsafe(open_all(), loop).result()
    yield
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


async def _up_to_date(server: Process, phone: Phone) -> dict[str, int]:
    """The cursors of somebody who has everything that all heads of the unit hold."""
    connection = Connection(server.port, phone)
    cursors: dict[str, int] = {}
    more = True
    while more:
        asked = encode({"log": None, "cursors": cursors, "limit": 5_000})
        scopes = decode((await connection.post("/api/sync/pull", asked)).body)["scopes"]
        cursors.update({name: part["seq"] for name, part in scopes.items() if not name.startswith("person/")})
        more = any(part["more"] for part in scopes.values())
    connection.close()
    return cursors


def _to_the_other_screen(browser: Browser, server: Process, head: Screen, first: int, senders: int) -> list[Row]:
    """From the tap that submits on one phone to the paint of the name on the head's, by the clock that both share."""
    head.open("/unit")
    expect(head.page.get_by_role("heading", level=1)).to_be_visible()
    head.wait_synced()
    note_links(head.page, "/unit/")
    took: list[float] = []
    for number in range(senders):
        sender = a_phone(browser, server.port).sign_in({"username": f"phone{first + number}", "password": PASSWORD})
        sender.wait_synced().wait_for_shelves()
        nurse.open_today(sender)
        nurse.fill_normal_day(sender)
        sender.page.get_by_role("button", name="返回").click()
        sender.wait_synced()
        nurse.open_today(sender)
        sender.page.get_by_role("button", name="提交", exact=True).click()
        button = sender.page.get_by_role("dialog").get_by_role("button", name="提交", exact=True)
        sender.page.evaluate("addEventListener('pointerup', () => { window.tapped = Date.now(); }, true)")
        button.click()
        head.page.wait_for_function(f"() => window.links.length > {number}")
        took.append(head.page.evaluate(f"window.links[{number}]") - sender.page.evaluate("window.tapped"))
        sender.context.close()
    what = "tap on one phone to the other's screen, sockets open"
    return [
        Row(f"{what}: median", quantile(took, 0.5), "ms", TO_SCREEN_MS_MAX, BUDGET),
        Row(f"{what}: p95 of {senders}", quantile(took, 0.95), "ms", TO_SCREEN_MS_MAX, BUDGET),
    ]


def _taps(browser: Browser, server: Process, username: str) -> list[Row]:
    phone = a_phone(browser, server.port).sign_in({"username": username, "password": PASSWORD}).wait_synced()
    nurse.open_today(phone)
    page = phone.page
    stars = page.get_by_role("group", name=re.compile("服务态度")).get_by_role("radio")
    note_events(page, "pointerup")
    slowed(page, 4)
    for number in range(TAPS):
        stars.nth(number % 5).check()
    taps = noted(page, TAPS)
    note_events(page, "keydown")
    slowed(page, 6)
    page.get_by_role("textbox", name=re.compile("说明|备注")).first.press_sequentially("a" * LETTERS, delay=40)
    letters = noted(page, LETTERS)
    phone.context.close()
    return [
        Row("tap to paint, CPU ÷ 4: median", quantile(taps, 0.5), "ms", TAP_MS_MAX, BUDGET),
        Row(f"tap to paint, CPU ÷ 4: p95 of {TAPS}", quantile(taps, 0.95), "ms", TAP_MS_MAX, BUDGET),
        Row(f"typing, CPU ÷ 6: p98 of {len(letters)} letters", quantile(letters, 0.98), "ms", LETTER_MS_MAX, BUDGET),
    ]
