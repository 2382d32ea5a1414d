"""The projector: a poll's turnout moves ten times a second; what one update costs the page that shows it.

A teller enters papers as fast as that on the demonstration hospital's real server. The page's time is the browser's own
count of its tasks, less what the same page does in as long a time when nothing moves.
"""

from __future__ import annotations

import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from bench.app_phone import a_browser
from bench.report import Row
from bench.server import ROOT
from e2e import browser as browsers
from e2e.phone import Phone
from tests.acceptance.phone import Phone as Client
from tests.acceptance.phone import Store, natural_id
from tests.demonstration import Demonstration, Hospital

UPDATES_A_SECOND = 10
UPDATE_MS_MAX = 4
BUDGET = "the budget"
COUNT = """() => {
  window.updates = 0;
  const numbers = document.querySelector(".projector .scene");
  new MutationObserver((seen) => { window.updates += seen.length > 0; })
    .observe(numbers, { childList: true, characterData: true, subtree: true });
}"""


def measure(quick: bool) -> list[Row]:
    if not (ROOT / "pwa/dist/index.html").is_file():
        return [Row("the app is not built: `make test` or `make demo` builds it", 0, "")]
    updates = 50 if quick else 300
    with tempfile.TemporaryDirectory() as folder, Demonstration(Path(folder)).open() as hospital:
        account = next(each for each in hospital.accounts if each["role"] == "secretary")
        chair = Client(hospital.base_url, account["username"], account["password"], device="bench")
        scribe = _scribe(hospital, chair)
        teller = Client(hospital.base_url, scribe["username"], scribe["password"], device="bench")
        meeting, activity, poll = _a_poll(chair, teller)
        with a_browser() as browser:
            page = _projector(browser.new_context(**browsers.DESKTOP), hospital, account, activity)
            _show(chair, meeting, poll)
            expect(page.locator("main")).to_have_attribute("data-view", "poll")
            expect(page.locator("[data-tally]")).to_be_visible()
            rows = _updates(page, teller, poll, updates)
        teller.http.close()
        chair.http.close()
    return rows


def _scribe(hospital: Hospital, chair: Client) -> dict[str, Any]:
    """Somebody else of the branch: what they enter is not told to the projector, only what it comes to."""
    told = Store().follow(chair)
    named = {path for doc in told.of_kind("meeting") for path in told.document(doc) if path.startswith("scribes/")}
    return next(each for each in hospital.accounts if f"scribes/{each['person']}" in named)


def _a_poll(chair: Client, teller: Client) -> tuple[bytes, bytes, bytes]:
    """An open poll of the meeting that is today."""
    told = Store().follow(chair)
    documents = {doc: told.document(doc) for doc in told.of_kind("meeting")}
    id, meeting = next((doc, each) for doc, each in documents.items() if not each.get("ended"))
    poll = chair.stamp()
    plan: list[list[Any]] = [[path, meeting[path]] for path in ("institution", "branch")]
    plan += [["meeting", id], ["title", "通过支部工作计划"], ["type", "approval"], ["mode", "confidential"]]
    plan += [[f"tellers/{teller.person}", True], ["closes_at", chair.now() + 3_600_000]]
    opened = chair.push(chair.change(poll, "poll", plan), chair.change(poll, "poll", [["opened", True]]))
    if any(opened):
        raise RuntimeError(f"the poll was refused: {opened}")
    return id, meeting["activity"], poll


def _projector(context: Any, hospital: Hospital, account: dict[str, Any], activity: bytes) -> Page:
    browsers.tell_network(context, on=True)
    phone = Phone(context, hospital.base_url).sign_in(account).wait_synced()
    return phone.open(f"/meetings/{activity.hex()}/projector").page


def _show(chair: Client, meeting: bytes, poll: bytes) -> None:
    shown = {"what": "poll", "doc": poll, "page": 0, "dark": True}
    if chair.push(chair.change(meeting, "meeting", [["shown", shown]])) != [None]:
        raise RuntimeError("what the projector shows was refused")


def _updates(page: Page, teller: Client, poll: bytes, updates: int) -> list[Row]:
    session: Any = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.evaluate(COUNT)
    seconds = updates / UPDATES_A_SECOND
    before = _busy_ms(session)
    page.wait_for_timeout(1_000 * seconds)
    idle = _busy_ms(session) - before
    doc = natural_id(f"poll_paper/{uuid.UUID(bytes=poll)}/{teller.person}")
    begun = time.monotonic()
    before = _busy_ms(session)
    for number in range(1, updates + 1):
        first: list[list[Any]] = [["poll", poll], ["by", teller.person.bytes], ["issued", updates]]
        named = first if number == 1 else []
        if teller.push(teller.change(doc, "poll_paper", [*named, ["returned", number]])) != [None]:
            raise RuntimeError("a count of papers was refused")
        page.wait_for_timeout(max(0.0, 1_000 * (begun + number / UPDATES_A_SECOND - time.monotonic())))
    expect(page.get_by_text(f"纸质 {updates}")).to_be_visible()
    busy = _busy_ms(session) - before
    shown: int = page.evaluate("window.updates")
    what = f"a tally at {UPDATES_A_SECOND} Hz on the projector"
    return [
        Row(f"{what}: the page's CPU an update of {shown}", (busy - idle) / max(1, shown), "ms", UPDATE_MS_MAX, BUDGET),
        Row(f"{what}: of {updates} written", shown, "shown"),
    ]


def _busy_ms(session: Any) -> float:
    """How long the page's main thread has worked, in its own processor time: other work beside it counts nothing."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1_000 * next(each["value"] for each in metrics if each["name"] == "TaskDuration")
