"""Polls of the demonstration's clinical branch: an appraisal and a motion that are revealed, and two that are open, one
confidential and one anonymous, which the main nurse hasn't answered.

Promises: pure; the roll, the turnout and the results the server writes itself when it takes these deeds.
"""

from __future__ import annotations

from random import Random
from typing import Any

from api.demo.doings import Telling
from api.demo.hospital import Colleague, Deed, Hospital
from api.demo.meetings import BRANCH, members
from models.document import uuid_text

SECRETARY, TELLERS = "陈秀英", ("赵敏", "莫雪莲")
APPRAISED_DAYS_AGO, OPENED_DAYS_AGO, CLOSES_IN_DAYS = 27, 1, 6
GRADES = ("优秀", "合格", "基本合格", "不合格")
STANCES = ("同意", "不同意", "弃权")


def poll_deeds(hospital: Hospital, today: str, now_ms: int) -> list[Deed]:
    """What the secretary, the tellers and the voters did."""
    telling = Telling(hospital, today, now_ms)
    people = members(telling)
    _appraisal(telling, people, _tellers(telling))
    _motion(telling, people, _tellers(telling))
    _still_open(telling, people)
    return telling.deeds()


def _plan(telling: Telling, closes: tuple[int, float], title: str, type: str, mode: str) -> dict[str, Any]:
    labels = {"appraisal": GRADES, "approval": STANCES}.get(type, ())
    return {
        "institution": telling.centre,
        "branch": telling.hospital.places[BRANCH],
        "title": title,
        "type": type,
        "mode": mode,
        **{f"options/{number}": label for number, label in enumerate(labels, 1)},
        **{f"tellers/{uuid_text(each.id)}": True for each in _tellers(telling)},
        "closes_at": telling.moment(*closes),
    }


def _appraisal(telling: Telling, people: list[Colleague], tellers: list[Colleague]) -> None:
    """Last month's, with two papers; the secretary decided once otherwise than the ballots proposed."""
    ago, secretary, random = APPRAISED_DAYS_AGO, telling.who(SECRETARY), Random(27)  # noqa: S311 plausible, not secret
    plan = _plan(telling, (ago - 1, 17), "半年党员民主评议", "appraisal", "confidential")
    subjects = [each for each in people if each not in tellers]
    plan |= {f"subjects/{uuid_text(each.id)}": True for each in subjects}
    plan["rules"] = {"quorum": "4/5", "quota": {"share": "1/3", "rounding": "floor"}}
    poll = telling.makes(secretary, "poll", ago, 8, plan)
    telling.adds(secretary, poll, (ago, 8.2), {"opened": True})
    graded = [each for each in subjects if not _probationary(telling, each)]
    shares = ((3, 7, 1), (6, 3, 1))
    mark = {each.id: random.choices((1, 2, 3), shares[number % 2], k=40) for number, each in enumerate(graded)}
    *phones, one, other = [each for each in people if each not in tellers]
    for number, voter in enumerate([*phones, *tellers]):
        answers = {f"answers/{uuid_text(each.id)}": mark[each.id][number] for each in graded if each is not voter}
        _casts(telling, poll, voter, (ago, 9 + number / 8), answers)
    batch: dict[str, Any] = {"poll": poll, "by": tellers[0].id, "issued": 2, "returned": 2}
    batch |= {f"given/{uuid_text(each.id)}": True for each in (one, other)}
    for number, voter in enumerate((one, other), 1):
        batch[f"papers/{number}"] = {uuid_text(each.id): mark[each.id][-number] for each in graded if each is not voter}
    telling.names(tellers[0], "poll_paper", (poll, tellers[0].id), (ago, 16), batch)
    telling.adds(secretary, poll, (ago - 1, 15), {"closed": True})
    telling.adds(secretary, poll, (ago - 1, 15.2), {"revealed": True})
    for teller in tellers:
        telling.signs(teller, poll, (ago - 1, 16), "signed/", True)
    nurse = telling.hospital.nurse
    outcome = {"grade": "优秀", "reason": "本季度值班支援和带教突出，支委会一致同意。"}
    telling.adds(secretary, poll, (ago - 2, 9), {f"outcome/{uuid_text(nurse.id)}": outcome})


def _motion(telling: Telling, people: list[Colleague], tellers: list[Colleague]) -> None:
    """An open motion, half by phone and half by hand."""
    ago, secretary = 14, telling.who(SECRETARY)
    plan = _plan(telling, (ago - 1, 18), "通过支部下半年学习计划", "approval", "open")
    poll = telling.makes(secretary, "poll", ago, 16, {**plan, "rules": {"quorum": ">1/2"}})
    telling.adds(secretary, poll, (ago, 16.1), {"opened": True})
    half = len(people) // 2
    for number, voter in enumerate(people[:half]):
        _casts(telling, poll, voter, (ago, 16.2 + number / 60), {"answers/-": 2 if number == 3 else 1})
    hands = {"poll": poll, "by": tellers[0].id, "present": half - 1, "tallied/-": {"1": half - 2, "3": 1}}
    telling.names(tellers[0], "poll_hands", (poll,), (ago, 17), hands)
    telling.adds(secretary, poll, (ago, 17.2), {"closed": True})
    telling.adds(secretary, poll, (ago, 17.3), {"revealed": True})


def _still_open(telling: Telling, people: list[Colleague]) -> None:
    ago, secretary, nurse = OPENED_DAYS_AGO, telling.who(SECRETARY), telling.hospital.nurse
    closes = (-CLOSES_IN_DAYS, 18.0)
    names = ("夜班带教小组", "导诊志愿岗", "下乡巡诊队", "健康宣教角")
    plan = _plan(telling, closes, "下季度党员先锋岗（选两项）", "choice", "confidential")
    plan |= {f"options/{number}": label for number, label in enumerate(names, 1)}
    poll = telling.makes(secretary, "poll", ago, 8, {**plan, "most": 2, "rules": {"quorum": ">1/2"}})
    telling.adds(secretary, poll, (ago, 8.2), {"opened": True})
    for number, voter in enumerate(people[::2]):
        if voter.id != nurse.id:
            _casts(
                telling,
                poll,
                voter,
                (ago, 9 + number / 10),
                {"answers/-": sorted({1 + number % 4, 1 + (number * 3) % 4})},
            )
    plan = _plan(telling, closes, "支部班子工作满意度（无记名）", "approval", "anonymous")
    labels = {"options/1": "满意", "options/2": "不满意", "options/3": "不了解"}
    sealed = telling.makes(secretary, "poll", ago, 8.5, {**plan, **labels, "rules": {"quorum": ">1/2"}})
    telling.adds(secretary, sealed, (ago, 8.6), {"opened": True})


def _tellers(telling: Telling) -> list[Colleague]:
    return [telling.who(name) for name in TELLERS]


def _casts(telling: Telling, poll: bytes, voter: Colleague, at: tuple[int, float], answers: dict[str, Any]) -> None:
    whole = {"poll": poll, "voter": voter.id, **answers, "cast": True}
    telling.names(voter, "poll_ballot", (poll, voter.id), at, whole)


def _probationary(telling: Telling, person: Colleague) -> bool:
    made = (deed.writes for deed in telling.hospital.deeds if deed.doc == person.id)
    return any(writes.get("party") == "probationary" for writes in made)
