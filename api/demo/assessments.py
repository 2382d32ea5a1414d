"""The demonstration's assessments and nominations: the leader looks at the windows each month and tells the result, and
heads put windows forward for the ten best.

Promises: pure; last month's assessments are told to all, this month's one is only in; nothing lies after `now_ms`.
"""

from __future__ import annotations

from typing import Any

from api.demo.hospital import Deed, Hospital
from api.demo.programmes import running_id
from api.demo.windows import ELEMENT
from models.calendar import HOUR_MS, add_days, day_start_ms
from models.document import natural_id, uuid_text

WINDOWS: dict[str, tuple[float, float, float]] = {
    "registration": (36, 27.5, 28),
    "insurance": (38, 28, 29),
    "guide": (39, 29.5, 28.5),
    "pharmacy": (34.5, 26, 27),
}
"""Last month's points: manner, order, speed."""
PUT_FORWARD = ("guide", "insurance")


def assessment_deeds(hospital: Hospital, today: str, now_ms: int) -> list[Deed]:
    """What the leader and the heads wrote."""
    here = hospital.places["centre"]
    staff = [each for each in hospital.people if each.institution == here]
    leader = next(each for each in staff if each.role == "leader")
    head = next(each for each in staff if each.role == "head")
    programme = running_id(hospital, today)
    last = add_days(f"{today[:7]}-01", -1)
    deeds: list[Deed] = []
    for number, (window, points) in enumerate(WINDOWS.items()):
        month = last[:7] if number < len(WINDOWS) - 1 else today[:7]
        moment_ms = day_start_ms(last if month == last[:7] else today) + (14 + number) * HOUR_MS
        subject = hospital.places[window]
        named = {"programme": programme, "element": ELEMENT, "period": month, "by": leader.id, "subject": subject}
        ids = (uuid_text(programme), ELEMENT, month, uuid_text(leader.id), uuid_text(subject))
        doc = natural_id("/".join(("assessment", *ids)))
        answers = dict(zip(("answers/manner", "answers/order", "answers/speed"), points, strict=True))
        writes: dict[str, Any] = {**named, "institution": here, **answers, "submitted": True}
        deeds.append(Deed(moment_ms, leader.id, doc, "assessment", writes))
        if month == last[:7]:
            deeds.append(Deed(moment_ms + HOUR_MS, leader.id, doc, "assessment", {"told": "everyone"}))
    for window in PUT_FORWARD:
        subject = hospital.places[window]
        doc = natural_id(f"nomination/{uuid_text(programme)}/ten_best/{uuid_text(subject)}/{last[:4]}")
        step = {f"steps/house/{uuid_text(head.id)}": {"ruling": "put_forward"}}
        named = {"programme": programme, "element": "ten_best", "subject": subject, "institution": here}
        named["period"] = last[:4]
        deeds.append(Deed(day_start_ms(last) + 11 * HOUR_MS, head.id, doc, "nomination", {**named, **step}))
    return [deed for deed in deeds if deed.moment_ms < now_ms]
