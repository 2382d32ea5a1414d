"""Eight inspectors, three hundred items, two hours in a basement: after they reconnect everything is everywhere.

The real service layer and eight real replicas (the reference one, and the app's machine), at virtual time over a slow
link. Every verdict of every inspector is there, and the score equals a recount from the log.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from models.document import Document, Register, ServerAct, natural_id, uuid_text
from models.inspection import visit_id
from models.inspection_result import Seen, in_order, of_item, visit_score
from sync.change import decode_change, decode_value
from sync.stamp import make
from tests.simulation.app_client import AppClients
from tests.simulation.clients import Client, ReferenceClient
from tests.simulation.play import Stage
from tests.simulation.server import OK, Server
from tests.simulation.world import START_MS, MakeClient

INSPECTORS, ITEMS = 8, 300
OFFLINE_MS = 2 * 3_600_000
ROUND_TRIP_MS, BYTES_A_MS = 120, 250
"""A link of two megabits a second behind a hospital's wall."""
CONVERGED_MS_MAX = 3_000
VERDICTS = ("pass", "pass", "pass", "fail", "na")


def made(number: int) -> bytes:
    return make(START_MS - 86_400_000, number, 1 << 40)


CENTRE, WARD, OFFICE, CHECKLIST, PLANNER = (made(number) for number in range(1, 6))
PEOPLE = [made(20 + number) for number in range(INSPECTORS)]
CHECKED = {f"q{at}": {"order": at, "text": f"第 {at} 项", "points": 2, "deduct": {"each": 1}} for at in range(ITEMS)}


def founded() -> list[ServerAct]:
    since = {"from": "2020-01-01", "to": None}
    acts = [ServerAct(CENTRE, "institution", {"name": "洛溪卫生院"})]
    acts += [
        ServerAct(unit, "unit", {"institution": CENTRE, "name": name, "type": "department"})
        for unit, name in ((WARD, "内科"), (OFFICE, "办公室"))
    ]
    items = {f"items/{id}": item for id, item in CHECKED.items()}
    about = {"institution": CENTRE, "name": "三百项", "version": 1, "published": True}
    acts.append(ServerAct(CHECKLIST, "checklist", {**about, **items}))
    roles = [(PLANNER, "supervisor"), *((person, "inspector") for person in PEOPLE)]
    for person, role in roles:
        held = {"roles/1": {"role": role, "at": CENTRE, **since}, "memberships/1": {"unit": OFFICE, **since}}
        acts.append(ServerAct(person, "person", {"institution": CENTRE, "name": role, **held}))
    return acts


class Inspector:
    """A phone on the team, with a clock that is off, and how long its exchanges have taken by the virtual link."""

    def __init__(self, server: Server, person: bytes, number: int, make_client: MakeClient) -> None:
        self.server, self.person = server, person
        replica = (1 << 30) + number
        self.token = server.sign_in(person, replica, START_MS)
        self.client: Client = make_client(person, replica, server.log)
        self.error_ms = (number - 4) * 7_000
        self.took_ms = 0.0

    def exchange(self, now_ms: int) -> None:
        """Pushes everything, then pulls until there is no more."""
        while (body := self.client.push_body()) is not None:
            self._ask("push", body, now_ms)
        while self._ask("pull", self.client.pull_body(2_000), now_ms):
            pass

    def _ask(self, what: str, body: bytes, now_ms: int) -> bool:
        at_ms = now_ms + round(self.took_ms)
        status, answer = getattr(self.server, what)(self.token, body, at_ms)
        assert status == OK
        self.took_ms += ROUND_TRIP_MS + (len(body) + len(answer)) / BYTES_A_MS
        device_ms = at_ms + self.error_ms
        if what == "push":
            self.client.push_answered(answer, device_ms, device_ms)
            return False
        return self.client.pull_answered(answer, device_ms, device_ms)


@pytest.fixture(params=["reference", "app"])
def make_client(request: pytest.FixtureRequest) -> Iterator[MakeClient]:
    if request.param == "reference":
        yield ReferenceClient
        return
    with AppClients() as app:
        yield app.make


def test_everything_is_everywhere_within_three_seconds_of_reconnecting(
    stage: Stage, tmp_path: Path, make_client: MakeClient
) -> None:
    server = Server(tmp_path, stage.template, bytes(16))
    server.write(founded(), START_MS - 3_600_000)
    visit = planned(server)
    team = [Inspector(server, person, number, make_client) for number, person in enumerate(PEOPLE)]
    for one in team:
        one.exchange(START_MS)
        one.took_ms = 0
    said = walk(team, visit)
    back_ms = START_MS + OFFLINE_MS
    for _ in range(2):  # what one sends first, another pulls second
        for one in team:
            one.exchange(back_ms)
    assert max(one.took_ms for one in team) <= CONVERGED_MS_MAX
    expected = counted_from_the_log(server, visit)
    for one in team:
        assert seen_by(one, visit) == said
        assert scored(said) == expected
        assert not one.client.refused()
    server.close()


def planned(server: Server) -> bytes:
    """A covert plan for the ward, sealed by its planner over the way in that everybody has."""
    planner = Inspector(server, PLANNER, 100, ReferenceClient)
    planner.exchange(START_MS)
    plan = planner.client.new_id(START_MS)
    chosen = {f"inspectors/{uuid_text(person)}": True for person in PEOPLE}
    about = {"institution": CENTRE, "organiser": PLANNER, "manner": "covert", "title": "暗访", "practice": "covert"}
    terms = {"from": "2026-11-01", "to": "2026-11-30", "checklist": CHECKLIST, "rule": "majority"}
    planner.client.write(
        plan, "inspection_plan", {**about, **terms, **chosen, f"candidates/{uuid_text(WARD)}": True}, START_MS
    )
    planner.exchange(START_MS)
    planner.client.write(plan, "inspection_plan", {"sealed": True}, START_MS)
    planner.exchange(START_MS)
    assert not planner.client.refused()
    return visit_id(plan, WARD)


def walk(team: list[Inspector], visit: bytes) -> dict[tuple[str, bytes], str]:
    """Two hours without a network: everybody judges every item, one in ten of them twice."""
    random = Random("team")  # noqa: S311 - has to replay
    said: dict[tuple[str, bytes], str] = {}
    for one in team:
        order = list(CHECKED)
        random.shuffle(order)
        for at, item in enumerate([*order, *order[: ITEMS // 10]]):
            doc = observation_id(visit, item, one.person)
            known = (item, one.person) in said
            named = {} if known else {"visit": visit, "item": item, "inspector": one.person}
            verdict = said[item, one.person] = random.choice(VERDICTS)
            device_ms = START_MS + at * OFFLINE_MS // (ITEMS + ITEMS // 10) + one.error_ms
            one.client.write(doc, "observation", {**named, "verdict": verdict}, device_ms)
    return said


def observation_id(visit: bytes, item: str, person: bytes) -> bytes:
    return natural_id(f"observation/{uuid_text(visit)}/{item}/{uuid_text(person)}")


def seen_by(one: Inspector, visit: bytes) -> dict[tuple[str, bytes], str]:
    """What a phone shows of everybody's verdicts."""
    return {
        (item, person): one.client.view(observation_id(visit, item, person)).get("verdict", "")
        for item in CHECKED
        for person in PEOPLE
    }


def scored(said: dict[tuple[str, bytes], str]) -> Any:
    """The score by the rule of the plan."""
    items = in_order(CHECKED)
    results = {
        id: of_item(item, [Seen(uuid_text(person), said[id, person]) for person in PEOPLE], None, "majority")
        for id, item in items.items()
    }
    return visit_score(items, results)


def counted_from_the_log(server: Server, visit: bytes) -> Any:
    """The same from nothing but the stored changes, the latest stamp of each register."""
    documents: dict[bytes, Document] = {}
    for author, body in server.fetch("select author, body from changes order by id"):
        change = decode_change(body)
        if change.kind != "observation":
            continue
        document = documents.setdefault(change.doc, Document(change.doc, change.kind, author))
        for path, value in change.writes:
            document.registers[path] = Register(change.id, decode_value(value), author, 0)
    assert len(documents) == INSPECTORS * ITEMS
    assert all(each.value("visit") == visit for each in documents.values())
    return scored({(each.value("item"), each.value("inspector")): each.value("verdict") for each in documents.values()})
