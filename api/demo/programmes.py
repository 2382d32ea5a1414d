"""The programmes of the demonstration: this year's 五亮五比五创五评 in force, and the draft of its next version.

Promises: both begin from the template that comes with the app, with the hospital's own name, dates and cadences;
written by the supervisor, published once, before `now_ms`.
"""

from __future__ import annotations

from typing import Any, cast

from api.demo.honour_awards import honour_awards
from api.demo.hospital import Colleague, Deed, Hospital
from api.demo.scores import DAILY_SCORE, MONTH_SCORE
from api.demo.windows import window_assessment
from api.programmes import shipped
from models.calendar import HOUR_MS, add_days, day_start_ms
from models.programme import programme_writes
from sync.stamp import make

TEMPLATE = "P01"
CODE = "luoxi-five"
BEGUN_DAYS_AGO = 62
CADENCES: dict[str, dict[str, Any]] = {
    "evaluations/self": {"type": "monthly"},
    "evaluations/peer": {"type": "once_by"},
    "evaluations/branch": {"type": "once_by"},
    "evaluations/leader": {"type": "once_by"},
    "evaluations/mass": {"type": "once_by"},
    "evaluations/pledge": {"type": "periodic"},
    "publications/hall": {"type": "monthly", "due_day": 5, "on_holiday": "next"},
}
"""What the hospital decided where the template leaves the cadence open; what is due once is due when it ends."""


def begun_on(today: str) -> str:
    return add_days(today, -BEGUN_DAYS_AGO)


def ends_on(today: str) -> str:
    """The end of this year; in December of the next one."""
    return f"{int(today[:4]) + (today[5:7] == '12')}-12-31"


def maker_of(hospital: Hospital) -> Colleague:
    """The supervisor of the health centre."""
    here = hospital.places["centre"]
    return next(each for each in hospital.people if each.institution == here and each.role == "supervisor")


def running_id(hospital: Hospital, today: str) -> bytes:
    """The programme that is in force."""
    return make(day_start_ms(begun_on(today)) + 9 * HOUR_MS, 1, maker_of(hospital).replica)


def programme_deeds(hospital: Hospital, today: str, now_ms: int) -> list[Deed]:
    """What the supervisor wrote of them."""
    here = hospital.places["centre"]
    maker = maker_of(hospital)
    made_ms = day_start_ms(begun_on(today)) + 9 * HOUR_MS
    drafted_ms = day_start_ms(add_days(today, -6)) + 15 * HOUR_MS
    running, next_one = running_id(hospital, today), make(drafted_ms, 1, maker.replica)
    writes: dict[str, Any] = {"institution": here, **_own(today)}
    owner = next(each for each in hospital.people if each.institution == here and each.role == "secretary")
    changed: dict[str, Any] = {**writes["evaluations/self"], "cadence": {"type": "bimonthly"}}
    draft: dict[str, Any] = {**writes, "version": 2, "supersedes": running, "evaluations/self": changed}
    deeds = [
        Deed(made_ms, maker.id, running, "programme", writes),
        Deed(made_ms + HOUR_MS, maker.id, running, "programme", {"published": True, "owners/committee": owner.id}),
        Deed(drafted_ms, maker.id, next_one, "programme", draft),
    ]
    return [deed for deed in deeds if deed.moment_ms < now_ms]


_LEFT_OUT = ("questions/", "documents/parent", "about/parent", "about/text_quality")
"""What belongs to the source and not to this hospital."""


def _template() -> dict[str, Any]:
    bundle = shipped()[TEMPLATE].bundle
    return {} if bundle is None else programme_writes(bundle)


def _settled(value: Any) -> Any:
    """An element without the questions it depended on: this hospital has decided them."""
    if not isinstance(value, dict):
        return value
    return {name: each for name, each in cast("dict[str, Any]", value).items() if name != "question"}


def _own(today: str) -> dict[str, Any]:
    """The template's registers as this hospital's: its name, this year's dates, its cadences, none of the questions."""
    kept = {path: _settled(value) for path, value in _template().items() if not path.startswith(_LEFT_OUT)}
    begun = begun_on(today)
    for element, cadence in CADENCES.items():
        kept[element]["cadence"] = cadence if cadence["type"] != "once_by" else {**cadence, "dates": [ends_on(today)]}
    for stage, span in {"start": {"from": begun[:7], "to": begun[:7]}, "work": {"from": begun[:7]}}.items():
        stood = {name: each for name, each in kept[f"stages/{stage}"].items() if name not in ("from", "to")}
        kept[f"stages/{stage}"] = {**stood, **span}
    kept["carriers/bi"] = {**kept["carriers/bi"], "monthly_cap": 2}
    kept["stages/awards"]["year"] = int(ends_on(today)[:4])
    kept["documents/issue"]["date"] = begun
    return {
        **kept,
        "code": CODE,
        "about/title": "洛溪镇中心卫生院“五亮五比五创五评”活动方案",
        "about/title_en": "Luoxi health centre: five brights, five contests, five creations, five evaluations",
        "about/issuer": "洛溪镇中心卫生院",
        "about/issued_on": begun,
        "about/starts_on": begun,
        **DAILY_SCORE,
        **window_assessment(),
        **MONTH_SCORE,
        **honour_awards(),
    }
