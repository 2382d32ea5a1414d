"""What people of the demonstration did because its programme asked: monthly self-evaluations, and a notice in the hall.

Promises: pure; the deeds are those of people, in order of time, and lie before `now_ms`; of this month nothing is done.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from api.demo.hospital import Colleague, Deed, Hospital
from api.demo.programmes import begun_on, maker_of, running_id
from models.calendar import DAY_MS, HOUR_MS, add_days, day_start_ms
from models.document import natural_id, uuid_text
from models.plan_day import add_months, last_day
from models.programme import programme_form_name

TURNOUT = 0.8
WORDS = ("交接班时说话可以再轻一些。", "多学一项专科操作。", "让每位患者都知道找谁。")


def task_deeds(hospital: Hospital, today: str, now_ms: int) -> list[Deed]:
    """What the supervisor and the members of the party did because of the programme."""
    id, begun = running_id(hospital, today), begun_on(today)
    own = [each for each in hospital.people if each.institution == hospital.places["centre"]]
    deeds: list[Deed] = []
    month = begun[:7]
    while month < today[:7]:
        deeds += _month(hospital, own, id, month, begun)
        month = add_months(month, 1)
        deeds.append(_sent(id, maker_of(hospital), month))
    return sorted((deed for deed in deeds if deed.moment_ms < now_ms), key=lambda deed: deed.moment_ms)


def _month(hospital: Hospital, own: list[Colleague], programme: bytes, month: str, begun: str) -> Iterator[Deed]:
    """The self-evaluations of a month that is over, filled in during its last week."""
    random = Random(f"{hospital.seed}/{month}")  # noqa: S311 plausible, not secret
    form = programme_form_name("self", programme, 1)
    members = {deed.doc for deed in hospital.deeds if deed.writes.get("party") in ("member", "probationary")}
    for person in own:
        day = max(begun, add_days(last_day(month), -random.randrange(7)))
        moment_ms = day_start_ms(day) + random.randrange(17 * HOUR_MS, 21 * HOUR_MS)
        does = random.random() < TURNOUT or person == hospital.nurse
        answers: dict[str, Any] = {
            f"answers/{aspect}": random.choice((3, 4, 4, 5, 5))
            for aspect in ("quality", "drive", "dedication", "innovation", "style")
        }
        answers["answers/direction"] = random.choice(WORDS)
        if does and person.id in members:
            name = f"self_evaluation/{uuid_text(person.id)}/{form.partition('@')[0]}/{day}"
            once = {"person": person.id, "form": form, "day": day}
            writes = {**once, **answers, "submitted": True}
            yield Deed(moment_ms, person.id, natural_id(name), "self_evaluation", writes)


def _sent(programme: bytes, supervisor: Colleague, month: str) -> Deed:
    """The supervisor says that a month's results have been posted in the hall."""
    moment_ms = day_start_ms(f"{month}-01") + 3 * DAY_MS + 10 * HOUR_MS
    element = "publications.hall"
    name = f"task_mark/{uuid_text(programme)}/{element}/{month}/{uuid_text(supervisor.id)}"
    named = {"programme": programme, "element": element, "period": month, "person": supervisor.id}
    writes = {**named, "institution": supervisor.institution, "done_on": f"{month}-04"}
    return Deed(moment_ms, supervisor.id, natural_id(name), "task_mark", writes)
