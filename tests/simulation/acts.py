"""What people do with their phones. Every act carries a mark of its own, so that it can be found again in the log."""

from __future__ import annotations

from random import Random
from typing import Any, NamedTuple

from models.built_in_forms import acts as built_in_forms
from models.calendar import add_days, local_day
from models.document import natural_id, uuid_text
from sync.stamp import MILLISECONDS_MAX
from tests.simulation.clients import Client
from tests.simulation.faults import DAY_MS
from tests.simulation.hospital import Hospital, Member

HOUR_MS = 3_600_000
DAILY, REVIEW = "daily@1", "review@1"
ITEMS: dict[str, dict[str, Any]] = {
    act.writes["name"]: {path[6:]: value for path, value in act.writes.items() if path.startswith("items/")}
    for act in built_in_forms()
}


class Act(NamedTuple):
    """行为: writes to one document. The mark stands in one of them."""

    doc: bytes
    kind: str
    writes: dict[str, Any]


class Actor:
    """演员: decides what a person does next on a phone, from what the phone shows."""

    def __init__(self, random: Random, hospital: Hospital, member: Member, client: Client) -> None:
        self._random = random
        self._hospital = hospital
        self._member = member
        self._client = client

    def evaluates(self, mark: str, device_ms: int) -> Act:
        """A draft, or a submission, of one of the last days as this device counts them."""
        doc, writes = self._evaluation(device_ms)
        answers = _answers(DAILY, self._random)
        if self._random.random() < 0.3:
            writes |= {f"answers/{item}": value for item, value in answers.items()} | {"submitted": True}
        else:
            some = self._random.sample(sorted(answers), self._random.randint(0, 2))
            writes |= {f"answers/{item}": answers[item] for item in some}
        return Act(doc, "self_evaluation", {**writes, "note": mark})

    def is_refused(self, mark: str, device_ms: int) -> Act:
        """Something that the server will not take, for most of the reasons that there are."""
        random, member = self._random, self._member
        doc, writes = self._evaluation(device_ms)
        match random.randrange(6):
            case 0:
                return Act(doc, "self_evaluation", {**writes, "answers/attitude": 9, "note": mark})
            case 1:
                return Act(doc, "self_evaluation", {**writes, "mood": "good", "note": mark})
            case 2:
                return Act(self._client.new_id(device_ms), "star_rating", {"note": mark})
            case 3:
                other = random.choice(self._hospital.members).id
                return Act(_evaluation_id(other, self._day(device_ms)), "self_evaluation", {"note": mark})
            case 4:
                held = sorted(doc for doc, kind in self._client.kinds().items() if kind == "self_evaluation")
                return Act(random.choice(held) if held else doc, "self_evaluation", {"note": mark})
            case _:
                return Act(
                    member.id, "person", {"institution": random.choice([*self._hospital.units]), "staff_no": mark}
                )

    def moves_somebody(self, mark: str, device_ms: int) -> Act:
        """An administrator changes where somebody works, or what they are."""
        random = self._random
        colleagues = [each for each in self._hospital.members if each.institution == self._member.institution]
        someone = random.choice(colleagues)
        day = self._day(device_ms)
        unit = random.choice(self._hospital.units[someone.institution])
        stay = {"unit": unit, "from": add_days(day, -random.choice((0, 5, 100))), "to": None}
        role = {"role": "head", "at": unit, "from": add_days(day, -1), "to": random.choice((None, add_days(day, 1)))}
        writes: dict[str, Any] = random.choice(
            (
                {"memberships/1": stay},
                {"memberships/1": {**stay, "to": add_days(stay["from"], 3)}},
                {"memberships/2": random.choice((stay, None))},
                {"roles/9": role},
                {"roles/9": None},
                {"branches/1": None},
            )
        )
        return Act(someone.id, "person", {**writes, "staff_no": mark})

    def plans_a_round(self, mark: str, device_ms: int) -> Act:
        """A supervisor makes a round, or opens one that is made."""
        client, random = self._client, self._random
        planned = [doc for doc, kind in sorted(client.kinds().items()) if kind == "peer_round"]
        waiting = [doc for doc in planned if not client.view(doc).get("opened")]
        if waiting and random.random() < 0.7:
            return Act(random.choice(waiting), "peer_round", {"opened": True, "title": mark})
        now_ms = client.now_ms(device_ms)
        writes = {
            "institution": self._member.institution,
            "title": mark,
            "form": REVIEW,
            "opens_at": now_ms - HOUR_MS,
            "closes_at": now_ms + random.choice((2 * HOUR_MS, DAY_MS, 3 * DAY_MS)),
            "anonymity": random.choice(("named", "confidential")),
            "threshold": 3,
            "rule": {"type": random.choice(("same_unit", "cross_unit")), "each": 3},
        }
        if random.random() < 0.5:
            writes["opened"] = True
        return Act(client.new_id(device_ms), "peer_round", writes)

    def reviews(self, mark: str) -> Act | None:
        """A review that the draw asks of this person; None where nothing is asked."""
        client, me = self._client, self._member.id
        owed: list[tuple[bytes, bytes]] = []
        for doc, kind in sorted(client.kinds().items()):
            if kind != "peer_assignment":
                continue
            shown = client.view(doc)
            if shown.get("reviewer") == me:
                owed += [(shown["round"], _id(path)) for path in sorted(shown) if path.startswith("subjects/")]
        if not owed:
            return None
        round, subject = self._random.choice(owed)
        name = f"peer_review/{uuid_text(round)}/{uuid_text(me)}/{uuid_text(subject)}"
        doc = natural_id(name)
        writes: dict[str, Any] = {"note": mark}
        if "round" not in client.view(doc):
            writes |= {"round": round, "reviewer": me, "subject": subject}
        writes |= {f"answers/{item}": value for item, value in _answers(REVIEW, self._random).items()}
        if self._random.random() < 0.6:
            writes["submitted"] = True
        return Act(doc, "peer_review", writes)

    def _evaluation(self, device_ms: int) -> tuple[bytes, dict[str, Any]]:
        """The document of one of the last days, and what makes it where this phone doesn't have it yet."""
        day = add_days(self._day(device_ms), -self._random.choice((0, 0, 0, 1, 2)))
        doc = _evaluation_id(self._member.id, day)
        if "person" in self._client.view(doc):
            return doc, {}
        return doc, {"person": self._member.id, "form": DAILY, "day": day}

    def _day(self, device_ms: int) -> str:
        return local_day(min(self._client.now_ms(device_ms), MILLISECONDS_MAX >> 4))


def _evaluation_id(person: bytes, day: str) -> bytes:
    return natural_id(f"self_evaluation/{uuid_text(person)}/daily/{day}")


def _answers(form: str, random: Random) -> dict[str, Any]:
    """An answer to every required item."""
    return {name: _answer(item, random) for name, item in ITEMS[form].items() if item.get("required")}


def _answer(item: dict[str, Any], random: Random) -> Any:
    match item["type"]:
        case "choice":
            return random.choice(item["options"])["value"]
        case "rating":
            return random.randint(item["min"], item["max"])
        case "score":
            return item["max"] - random.randint(0, 2)
        case "yes_no":
            return random.random() < 0.8
        case kind:
            raise ValueError(f"no answer to {kind}")


def _id(path: str) -> bytes:
    return bytes.fromhex(path.partition("/")[2].replace("-", ""))
