"""Every screen in each language, theme and text size: axe finds nothing, nothing runs over, a thumb hits everything."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from e2e import screens
from e2e.phone import Phone
from setup.steps import ROOT
from tests.demonstration import Demonstration, Hospital

NewPhone = Callable[..., Phone]
AXE = (ROOT / "pwa/node_modules/axe-core/axe.min.js").read_text()
NARROW_SIZE: ViewportSize = {"width": 360, "height": 780}
NARROW = {"viewport": NARROW_SIZE, "reduced_motion": "reduce"}
LOOKS = [(theme, size) for theme in ("light", "dark") for size in ("100", "200")]
LOOK = """async ([theme, size]) => {
  const late = new Promise(resolve => setTimeout(resolve, 3_000, "late"));
  Object.assign(document.documentElement.dataset, { theme, size });
  const drawn = new Promise(requestAnimationFrame).then(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined))));
  if (await Promise.race([drawn, late]) === "late") {
    const moving = document.getAnimations().map(one => `${one.animationName} of ${one.effect?.target?.className}`);
    throw new Error(`never at rest: ${document.visibilityState} ${moving}`);
  }
}"""
VIOLATIONS = """async () => {
  const found = await Promise.race([
    axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } }),
    new Promise((_, reject) => setTimeout(reject, 30_000, new Error("axe has no answer"))),
  ]);
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(" ")}: ${failureSummary}`));
}"""
RUNS_OVER = """() => [document.scrollingElement, ...document.querySelectorAll("main, header, footer")]
  .filter(part => part.scrollWidth > part.clientWidth + 1)
  .map(part => `${part.localName} is ${part.scrollWidth} wide in ${part.clientWidth}`)"""
# Seven days stand side by side on 360 px: 40 is as wide as they get.
TOO_SMALL = """() => [...document.querySelectorAll("a[href], button, input, select, textarea")]
  .filter(it => it.checkVisibility() && !it.closest("[inert]"))
  .map(it => {
    const [own, label] = [it, it.closest("label") ?? it].map(part => part.getBoundingClientRect());
    const around = getComputedStyle(it, "::after");
    const more = around.position === "absolute" ? -2 * Math.min(0, parseFloat(around.top) || 0) : 0;
    return [it, Math.max(label.width, own.width), Math.max(label.height, own.height) + more];
  })
  .filter(([, width, height]) => width > 0 && (width < 40 || height < 44))
  .map(([it, width, height]) => `${it.localName} "${it.ariaLabel ?? it.innerText}" ${width} x ${height}`)"""

ANOTHER_WAY_IN = {
    "/self/:day/form/:form": "/self/:day",
    "/polls/new/:meeting": "/polls/new",
    "/polls/again/:poll": "/polls/new",
    "/rounds/new/:programme/:element": "/rounds/new",
    "/remarks/:period/:subject": "/commentary/:period/:subject",
    "/remarks/for/:programme/:element/:period/:subject": "/commentary/:period/:subject",
    "/surveys/new/:programme/:element": "/surveys/new",
    "/pledges/for/:programme": "/pledges/new",
    "/pledges/new/:former": "/pledges/new",
    "/records/for/:programme": "/records/new",
    "/activities/draft/:activity": "/activities/new",
    "/activities/for/:programme": "/activities/new",
    "/orders/new/:kind/:id": "/orders/new",
    "/complaints/again/:complaint": "/complaints/new",
}
"""Routes to a screen that is looked at under the other address, with something filled in from where one comes."""
IN_A_STORY = {"/bulletins/:bulletin/edit": "test_bulletin.py"}
"""Screens of what the demonstration doesn't have: the story that makes it looks at them, by `in_each_language`."""


@pytest.fixture(scope="module")
def hospital(demonstration: Demonstration, app: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hospital]:
    """One for all: these stories only look."""
    folder = tmp_path_factory.mktemp("screens") / "hospital"
    with demonstration.open(copy_to=folder, MINGCHA_APP_DIST=str(app)) as running:
        yield running


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("role", screens.ROLES)
def test_everybody_can_read_and_touch_every_screen(
    new_phone: NewPhone, hospital: Hospital, role: str, language: str
) -> None:
    phone = screens.phone_of(hospital, role, new_phone(**NARROW))
    phone.page.evaluate("language => localStorage.setItem('mingcha.language', language)", language)
    faults: list[str] = []
    for name, path in screens.addresses(hospital, role).items():
        show(phone, path)
        expect(phone.page.locator("html")).to_have_attribute("lang", language)
        phone.page.evaluate(AXE)
        for look in LOOKS:
            phone.page.evaluate(LOOK, look)
            found = faults_of(phone.page)
            faults += [f"{name} {look}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)


def test_every_route_is_looked_at(hospital: Hospital) -> None:
    routes = (ROOT / "pwa/src/routes.ts").read_text()
    modules: dict[str, str] = dict(re.findall(r'pattern: "([^"]+)",\s+load: lazy\(\(\) => import\("([^"]+)"\)', routes))
    assert len(modules) == routes.count("pattern: ")
    paths = {path for role in screens.ROLES for path in screens.addresses(hospital, role).values()}
    first = [next((each for each in modules if _leads(each, path)), path) for path in paths]
    assert set(first) - {"/"} == modules.keys() - ANOTHER_WAY_IN.keys() - IN_A_STORY.keys()
    assert not [here for here, there in ANOTHER_WAY_IN.items() if modules[here] != modules[there] or there not in first]
    for story in IN_A_STORY.values():
        assert "in_each_language(" in (ROOT / "e2e" / story).read_text()


def _leads(pattern: str, path: str) -> bool:
    """As the app's router finds its way: part by part, the first that fits."""
    wanted, given = pattern.split("/"), path.split("/")
    return len(wanted) == len(given) and all(
        one.startswith(":") or one == other for one, other in zip(wanted, given, strict=True)
    )


def in_each_language(phone: Phone, path: str) -> list[str]:
    """What is wrong with one screen in both languages, on a narrow phone; the device is then what it was."""
    page, size = phone.page, phone.page.viewport_size
    found: list[str] = []
    page.set_viewport_size(NARROW_SIZE)
    for language in ("en", "zh-CN"):
        page.evaluate("language => localStorage.setItem('mingcha.language', language)", language)
        show(phone, path)
        expect(page.locator("html")).to_have_attribute("lang", language)
        page.evaluate(AXE)
        for look in (LOOKS[-1], LOOKS[0]):
            page.evaluate(LOOK, look)
            found += [f"{language} {look}: {fault}" for fault in faults_of(page)]
    page.set_viewport_size(size or NARROW_SIZE)
    return found


def show(phone: Phone, path: str) -> None:
    """The screen of that address, with its heading."""
    phone.open(path)
    expect(phone.page.get_by_role("heading", level=1)).to_be_visible()


def faults_of(page: Page) -> list[str]:
    return [*page.evaluate(VIOLATIONS), *page.evaluate(RUNS_OVER), *page.evaluate(TOO_SMALL)]
