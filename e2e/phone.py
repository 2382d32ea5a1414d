"""A phone in somebody's hand: what a story does with it, said once, by role and Chinese name as people find things."""

import re
from typing import Any, Self

import pytest
from playwright.sync_api import BrowserContext, Error, Locator, Page, expect

from e2e import browser as browsers

SYNCED_MS_MAX = 15_000
SHELVES_MS_MAX = 60_000
LATER_READ = """async () => {
  if (!location.protocol.startsWith("http")) return;
  for (const { name } of await indexedDB.databases()) {
    if (!/^mingcha-[0-9a-f]/.test(name)) continue;
    const request = indexedDB.open(name);
    await new Promise((opened) => { request.onsuccess = opened; });
    const db = request.result;
    await new Promise((read) => { db.transaction([...db.objectStoreNames]).oncomplete = read; });
    db.close();
  }
}"""
"""Reads every store of the people on this device: what was begun to be saved before comes first."""
TYPES_AT_ONCE = """([where, text]) => new MutationObserver((_, watch) => {
  const field = document.querySelector(where);
  if (!field) return;
  watch.disconnect();
  field.focus();
  document.execCommand("insertText", false, text);
}).observe(document.body, { childList: true, subtree: true })"""

RESTS_WHEN_IT_COMES = """(button, words) => new Promise((told) => {
  const look = (_, watch) => {
    const next = [...document.querySelectorAll(".dock button")].find((each) => each.textContent.startsWith(words));
    if (!next || next === button) return;
    watch.disconnect();
    told(getComputedStyle(next).pointerEvents === "none");
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  setTimeout(() => told(null), 15000);
  const { x, y } = button.getBoundingClientRect();
  button.dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 1, clientX: x, clientY: y }));
})"""


class Phone:
    """One device with one open tab of the app. `base_url` is the hospital's address."""

    def __init__(self, context: BrowserContext, base_url: str) -> None:
        self.context = context
        self.base_url = base_url
        self.page: Page = context.pages[0] if context.pages else context.new_page()

    def open(self, path: str = "/") -> Self:
        """Loads the app (from the worker's store where the network is off), once what was entered is on the disk."""
        if self.page.url.startswith(self.base_url):
            self.wait_saved()
        try:
            self.page.goto(f"{self.base_url}{path}")
        except Error as error:
            # The app was on its way back from a sheet: the browser drops what came meanwhile, once.
            if "ERR_ABORTED" not in error.message:
                raise
            self.page.goto(f"{self.base_url}{path}")
        return self

    def sign_in(self, account: dict[str, Any]) -> Self:
        """From any state of a fresh device to today's screen, with the account as `demo --accounts` lists it."""
        self.open()
        self.page.get_by_label("用户名").fill(account["username"])
        self.page.get_by_label("密码", exact=True).fill(account["password"])
        self.page.get_by_role("button", name="登录").click()
        expect(self.page.get_by_role("navigation").get_by_role("link", name="今天")).to_be_visible(
            timeout=SYNCED_MS_MAX
        )
        return self

    def wait_for_worker(self) -> Self:
        """Until the app can start without the network."""
        return self._wait_until("navigator.serviceWorker.controller !== null", SYNCED_MS_MAX)

    def wait_for_shelves(self) -> Self:
        """Until the worker has kept what this person needs beyond what everybody does."""
        self.wait_for_worker()
        kept = """(await (await caches.match("/worker.js/shelves"))?.json())?.includes("en")"""
        return self._wait_until(kept, SHELVES_MS_MAX)

    def wait_synced(self) -> Self:
        """Until the header says that everything has arrived."""
        expect(self.sync_chip()).to_have_accessible_name(re.compile("已送达"), timeout=SYNCED_MS_MAX)
        return self

    def wait_waiting(self, changes: int | None = None) -> Self:
        """Until the header says that work waits on this device; how much of it, if that matters."""
        words = re.compile(r"\d+ 条待传" if changes is None else rf"\b{changes} 条待传")
        expect(self.sync_chip()).to_have_accessible_name(words, timeout=SYNCED_MS_MAX)
        return self

    def wait_saved(self) -> Self:
        """Until what was entered so far stands on the disk: one may leave, the page or the browser."""
        self.page.evaluate(LATER_READ)
        return self

    def go_offline(self) -> Self:
        self.context.set_offline(True)
        browsers.tell_network(self.context, on=False)
        return self

    def go_online(self) -> Self:
        self.context.set_offline(False)
        browsers.tell_network(self.context, on=True)
        return self

    def type_at_once(self, where: str, text: str) -> Self:
        """Types into the field as soon as it stands, before it is painted and what runs after that has run."""
        self.page.evaluate(TYPES_AT_ONCE, [where, text])
        return self

    def tap_once(self, button: Locator, next_words: str) -> Self:
        """Taps what makes another act appear in the dock: that takes no tap yet, so a second tap falls on nothing."""
        assert button.evaluate(RESTS_WHEN_IT_COMES, next_words), f"{next_words} takes the second tap"
        return self

    def second_tab(self, path: str = "/") -> "Phone":
        """The same device and person in another tab."""
        other = Phone(self.context, self.base_url)
        other.page = self.context.new_page()
        return other.open(path)

    def sync_chip(self) -> Locator:
        """同步状态: the chip in the header, a link or a button whose name says how the journey goes."""
        return self.page.get_by_role("banner").get_by_label(re.compile("同步|已送达|待传|离线|退回|登录"))

    def _wait_until(self, expression: str, milliseconds: int) -> Self:
        """Until the expression, which may await, is true in the page.

        Playwright's own wait evaluates strings, which the app forbids.
        """
        held = self.page.evaluate(
            f"""async () => {{
                for (const ends = Date.now() + {milliseconds}; Date.now() < ends; ) {{
                    if ({expression}) return true;
                    await new Promise((go) => setTimeout(go, 50));
                }}
                return false;
            }}"""
        )
        assert held, f"not so within {milliseconds} ms: {expression}"
        return self


PHONES = pytest.StashKey[list[Phone]]()
"""The phones of a story, of which a failed one keeps pictures."""
