"""`python -m bench.webkit_story`: the main story in a real WebKit, the engine of every iPhone. Outside of CI.

Needs Debian's `webkit2gtk-driver`, a display (`xvfb-run` gives one) and the package `selenium`, which no lock holds.
A nurse signs in; the server dies; she fills the day in, submits, and starts the app again from the worker's store; the
server comes back, and her evaluation arrives there once.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.acceptance.phone import Phone as Client
from tests.acceptance.phone import Store
from tests.demonstration import Demonstration, Hospital, free_port

BROWSERS = Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser")
WAIT_SECONDS_MAX = 60
NORMAL_DAY = {"首问负责": "做到", "服务态度": "5", "遵守劳动纪律": "是"}


def main() -> None:
    """Plays the story; an AssertionError says where it broke off, with what stood on the screen."""
    with tempfile.TemporaryDirectory() as folder:
        demonstration, port = Demonstration(Path(folder)), free_port()
        driver = _driver()
        try:
            with demonstration.open(port=port) as hospital:
                page = Page(driver, hospital.base_url)
                page.sign_in(hospital.nurse["username"], hospital.nurse["password"])
            page.fill_the_day_and_start_again()
            with demonstration.open(port=port) as hospital:
                page.sees("已送达")
                told = _evaluations(hospital)
        finally:
            driver.quit()
    assert told == 1, f"{told} evaluations of today have arrived"
    print("WebKit: signed in, filled in without a server, started again from the store, arrived once")


class Page:
    """The app's one tab; things are found by the words on them."""

    def __init__(self, driver: Any, address: str) -> None:
        self._driver, self._address = driver, address

    def sign_in(self, username: str, password: str) -> None:
        self._driver.get(self._address)
        self.sees("用户名")
        for name, typed in (("username", username), ("current-password", password)):
            self._driver.find_element("css selector", f"input[autocomplete={name}]").send_keys(typed)
        self._do("button", "登录")
        self.sees("已送达")
        self._until(lambda: self._driver.execute_script("return !!navigator.serviceWorker.controller"), "a worker")

    def fill_the_day_and_start_again(self) -> None:
        self._do("a", "开始自评")
        for item, answer in NORMAL_DAY.items():
            self._choose(item, answer)
        self._do("button", "提交")
        self._do("dialog[open] button", "提交")
        self.sees("已存在本机")
        self._driver.get(self._address)
        self.sees("待传")

    def sees(self, words: str) -> None:
        self._until(lambda: words in self._driver.execute_script("return document.body.innerText"), words)

    def _choose(self, item: str, answer: str) -> None:
        script = """
            const [item, answer] = arguments;
            const group = [...document.querySelectorAll("fieldset, [role=group], [role=radiogroup]")]
              .find((each) => each.innerText.includes(item));
            const label = [...(group?.querySelectorAll("label") ?? [])].find((each) =>
              [each.innerText.trim(), each.querySelector("input")?.getAttribute("aria-label")].includes(answer));
            label?.querySelector("input")?.click();
            return !!label;
        """
        self._until(lambda: self._driver.execute_script(script, item, answer), f"{item}: {answer}")

    def _do(self, selector: str, words: str) -> None:
        script = """
            const [selector, words] = arguments;
            const found = [...document.querySelectorAll(selector)].find((each) =>
              each.innerText.trim() === words && each.getClientRects().length);
            found?.click();
            return !!found;
        """
        self._until(lambda: self._driver.execute_script(script, selector, words), words)

    def _until(self, happens: Callable[[], bool], what: str) -> None:
        until = time.monotonic() + WAIT_SECONDS_MAX
        while not happens():
            if time.monotonic() > until:
                raise AssertionError(f"no {what} on {self._driver.execute_script('return document.body.innerText')!r}")
            time.sleep(0.1)


def _driver() -> Any:
    webdriver: Any = import_module("selenium.webdriver")
    options: Any = import_module("selenium.webdriver.webkitgtk.options").Options()
    service: Any = import_module("selenium.webdriver.webkitgtk.service").Service("/usr/bin/WebKitWebDriver")
    options.binary_location = str(next(BROWSERS))
    options.add_argument("--automation")
    return webdriver.WebKitGTK(options=options, service=service)


def _evaluations(hospital: Hospital) -> int:
    """How many evaluations of today the server tells a client of its own that signs in as the nurse."""
    client = Client(hospital.base_url, hospital.nurse["username"], hospital.nurse["password"])
    store = Store().follow(client)
    client.http.close()
    days = [str(store.document(doc)["day"]) for doc in store.of_kind("self_evaluation")]
    return days.count(max(days))


if __name__ == "__main__":
    main()
