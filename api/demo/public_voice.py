"""The demonstration's public: sixty days of ratings, a burst that waits, low ratings, one answered, and complaints.

Promises: pure but for `tell_voice`; codes are made from the seed, so that they are the same every time and no secret;
what staff do comes in by their own phones, what patients do by the public's way in.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from random import Random
from typing import Any, NamedTuple

import msgspec

from api.database import Txn
from api.demo.doings import Telling
from api.demo.hospital import Colleague, Deed, Hospital
from api.public_codes import CODE_BYTES, hash_of, spelled, store_codes
from api.public_page import address_of
from api.public_ratings import Rating, rate
from api.rating_cases import open_cases
from models.calendar import HOUR_MS, day_start_ms
from models.complaint import WITHIN_DAYS
from models.document import SERVER, uuid_text
from models.rating_batch import number_of

VOICES = frozenset({"codes", "rating"})
"""Deeds that are no documents: codes that were printed, and ratings under them."""
DAYS, LABELS, SPARE = 60, 240, 20
GOOD_DAYS = 180
"""So long the labels are good, from when they were made."""
FORM = "satisfaction@1"
MEASURE = {"item": "overall", "satisfied": ["very", "satisfied", "fairly"], "excluded": ["unknown"]}
CONTENT = ("very", "very", "very", "satisfied", "satisfied", "fairly", "unknown")
MIXED = (*CONTENT, "satisfied", "not")
SUPERVISOR, LEADER = "罗丽萍", "黄德明"
BURST_AGO, BURST = 9, 7


class Spot(NamedTuple):
    """评价点: where the public rates, how, and how many a day."""

    unit: str
    means: str
    head: str
    a_day: int


SPOTS = (
    Spot("internal", "label", "张建国", 2),
    Spot("surgery", "label", "何永康", 1),
    Spot("maternity", "label", "莫雪莲", 1),
    Spot("pharmacy", "kiosk", "曾广林", 1),
    Spot("registration", "poster", LEADER, 1),
)


def voice_deeds(hospital: Hospital, today: str, now_ms: int, secret_for: Callable[[bytes], bytes]) -> list[Deed]:
    """What staff and public did, in order of time."""
    telling = Telling(hospital, today, now_ms)
    supervisor = telling.who(SUPERVISOR)
    spoken: list[Deed] = []
    for spot in SPOTS:
        batch = _batch(telling, supervisor, spot)
        telling.adds(telling.who(spot.head), batch, (DAYS + 1, 9), {"activated": number_of(secret_for(batch))})
        spoken += _codes(telling, batch, spot)
        spoken += _ratings(telling, spot)
    low = _low(telling)
    spoken += [deed for deed, _ in low]
    _answered(telling, low[0][1])
    _complaints(telling, supervisor)
    return [*telling.deeds(), *(deed for deed in spoken if deed.moment_ms < now_ms)]


def tell_voice(txn: Txn, deed: Deed) -> None:
    """Stores the codes, or takes the rating as it comes from a phone; what waited for the morning has reached staff."""
    if deed.kind == "codes":
        store_codes(txn, deed.doc, list(deed.writes["codes"]), many=bool(deed.writes["many"]))
        return
    open_cases(txn, deed.moment_ms)
    rate(txn, msgspec.convert(deed.writes, Rating), deed.moment_ms)


def unused_label(txn: Txn) -> str:
    """The address of a label that nobody has used, after the server's own; "" where this demonstration has none."""
    for number in range(LABELS - SPARE, LABELS):
        code = code_of("internal", number)
        rows = txn.fetch("select batch from rating_codes where code_hash = ? and used_ms is null", [hash_of(code)])
        if rows:
            return address_of("r", bytes(rows[0][0]), spelled(code))
    return ""


def code_of(unit: str, number: int) -> bytes:
    return sha256(f"mingcha demonstration code {unit} {number}".encode()).digest()[:CODE_BYTES]


def _batch(telling: Telling, supervisor: Colleague, spot: Spot) -> bytes:
    writes: dict[str, Any] = {
        "institution": telling.centre,
        "unit": telling.hospital.places[spot.unit],
        "by": supervisor.id,
        "means": spot.means,
        "form": FORM,
        "measure": MEASURE,
    }
    if spot.means == "label":
        writes |= {"labels": LABELS, "until": telling.day(DAYS + 2 - GOOD_DAYS)}
    return telling.makes(supervisor, "rating_batch", DAYS + 2, 9, writes)


def _codes(telling: Telling, batch: bytes, spot: Spot) -> list[Deed]:
    many = spot.means != "label"
    codes = [code_of(spot.unit, number) for number in range(1 if many else LABELS)]
    return [Deed(telling.moment(DAYS + 1, 8), SERVER, batch, "codes", {"codes": codes, "many": many})]


def _ratings(telling: Telling, spot: Spot) -> list[Deed]:
    """Calm days, and in surgery one afternoon on which somebody scanned a whole strip."""
    random = Random(f"{telling.hospital.seed}/voice/{spot.unit}")  # noqa: S311 plausible, not secret
    deeds: list[Deed] = []
    for ago in range(DAYS, 0, -1):
        for place in range(random.choice((spot.a_day, spot.a_day, spot.a_day + 1))):
            moment_ms = day_start_ms(telling.day(ago)) + 9 * HOUR_MS + place * 2 * HOUR_MS
            moment_ms += random.randrange(HOUR_MS)
            deeds.append(_rating(spot, random, len(deeds), moment_ms))
    if spot.unit == "surgery":
        begun_ms = day_start_ms(telling.day(BURST_AGO)) + 16 * HOUR_MS
        deeds += [
            _as_said("surgery", len(deeds) + number, begun_ms + number * 9_000, {"overall": "very"})
            for number in range(BURST)
        ]
    return deeds


def _rating(spot: Spot, random: Random, number: int, moment_ms: int) -> Deed:
    options = CONTENT if spot.means == "label" else MIXED
    answers = {"overall": random.choice(options)}
    if random.random() < 0.4:
        answers |= {item: random.choice(MIXED) for item in ("manner", "waiting", "fees")}
    if spot.means == "label":
        return _as_said(spot.unit, number, moment_ms, answers)
    own, via = spelled(code_of(f"{spot.unit}/own", number)), spelled(code_of(spot.unit, 0))
    return Deed(moment_ms, SERVER, bytes(16), "rating", {"code": own, "via": via, "answers": answers})


def _as_said(unit: str, number: int, moment_ms: int, answers: dict[str, str], words: str = "") -> Deed:
    said = {"code": spelled(code_of(unit, number)), "answers": answers, "words": words}
    return Deed(moment_ms, SERVER, bytes(16), "rating", said)


def _low(telling: Telling) -> list[tuple[Deed, bytes]]:
    """Two who were not satisfied: one was answered, one still waits."""
    told = (
        (LABELS - SPARE - 2, 6, "夜里按铃，等了二十分钟才有人来。"),
        (LABELS - SPARE - 1, 2, "出院带的药没有人讲怎么吃。"),
    )
    return [
        (
            _as_said("internal", number, telling.moment(ago, 20), {"overall": "not", "waiting": "not"}, words),
            code_of("internal", number),
        )
        for number, ago, words in told
    ]


def _answered(telling: Telling, code: bytes) -> None:
    head, key = telling.who("张建国"), hash_of(code).hex()
    reply = "对不起，让您等了这么久。那天夜班只有一人，已经从本周起加派一名护士，床头铃也做了检修。"
    case = telling.named(head, "rating_case", f"rating_case/{key}", (4, 10), {"replies/1": reply})
    telling.adds(head, case, (2, 16), {"rectified": "夜班改为两人；床头铃逐个检修，两个已换。"})


def _complaints(telling: Telling, supervisor: Colleague) -> None:
    nurse, pharmacist = telling.hospital.nurse, telling.who("曾广林")
    box = _complaint(telling, nurse, ("box", "意见箱：门诊输液室的椅子坏了三把，一直没人修。", "internal"), (20, 9))
    telling.adds(nurse, box, (18, 15), {"replies/1": "谢谢您提醒。后勤已经修好两把，另一把已换新。"})
    found = {"substantiated": "yes", "reason": "现场核实，确有三把损坏，已修复更换。"}
    telling.adds(supervisor, box, (17, 10), {"finding": found})
    phone = _complaint(telling, nurse, ("phone", "电话：取药窗口中午没有人，等到两点。", "pharmacy"), (6, 12))
    passed = {"to": pharmacist.id, "reason": "药房的事，请核实后答复"}
    telling.adds(nurse, phone, (6, 13), {"handler": pharmacist.id, "passed/1": passed})
    telling.adds(
        pharmacist, phone, (4, 11), {"replies/1": "您好，当天午间值班的人去库房取药，离开了四十分钟，我们已安排替班。"}
    )
    ward = telling.who("莫雪莲")
    _complaint(telling, ward, ("phone", "电话：产后访视约好的日子没有人来。", "maternity"), (9, 10))
    _complaint(telling, nurse, ("onsite", "现场：挂号处老人不会用自助机，没有人引导。", "registration"), (1, 10))
    clerk = telling.who("王芳", "registration")
    begun = {"person": clerk.id, "form": "complaint", "fields/text": "收费窗口只开了一个，排到门口，"}
    telling.named(clerk, "form_draft", f"form_draft/{uuid_text(clerk.id)}/complaint", (1, 11), begun)


def _complaint(telling: Telling, taker: Colleague, said: tuple[str, str, str], at: tuple[int, float]) -> bytes:
    means, text, unit = said
    key = sha256(f"mingcha demonstration complaint {means} {unit}".encode()).hexdigest()
    writes: dict[str, Any] = {
        "key": key,
        "institution": telling.centre,
        "means": means,
        "day": telling.day(at[0]),
        "by": taker.id,
        "text": text,
        "unit": telling.hospital.places[unit],
        "within": WITHIN_DAYS,
    }
    return telling.named(taker, "complaint", f"complaint/{key}", at, writes)
