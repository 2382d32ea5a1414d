"""What a meeting's minutes say, read from its documents: names from the roster, results where the chair has told them.

Promises: only what the reader may see. What was said of a member stands in words only where the branch made it public;
of the others the minutes say that it was said.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from api.database import Txn
from api.order_reading import documents_of, number_words
from api.roster_cache import roster_of
from api.shelf import read_documents
from models.attendance_standing import attendance
from models.bulletin_paper import written_day
from models.calendar import DEFAULT_ZONE, day_start_ms, local_day
from models.commentary import PARTS
from models.deed import id_at, stamp_of, under
from models.document import Document, natural_id, stamp_ms, uuid_text
from models.meeting_standing import USUAL_QUORUM, agenda, decisions, meeting_state, needed, notes
from models.people import MISSING
from models.poll_plan import Poll, read_poll
from models.roster import Roster
from models.scopes import holds, scopes_of

MINUTE_MS = 60_000
_PART_WORDS = {"strengths": "肯定成绩", "problems": "指出问题", "advice": "改进意见", "direction": "努力方向"}
MODES = {"anonymous": "无记名", "confidential": "记名保密", "open": "公开"}
_AWAY = {"excused": "请假", "asked": "请假", "absent": "缺席", "none": "未到", "signed_in": "签到待确认"}


class Voted(Struct, frozen=True):
    """表决情况: a poll in words."""

    title: str
    lines: tuple[str, ...]


class Minutes(Struct, frozen=True):
    """会议记录: everything in words; `day` is when it was signed, or was held."""

    institution: str
    branch: str
    title: str
    time: str
    venue: str
    chair: str
    scribes: str
    count: str
    present: str
    guests: str
    absent: tuple[str, ...]
    items: tuple[tuple[str, str], ...]
    """The agenda's items with what was noted on each."""
    commentary: tuple[str, ...]
    polls: tuple[Voted, ...]
    decided: tuple[str, ...]
    more: str
    signed: tuple[str, ...]
    day: str
    stem: str


class Desk:
    """One reading of the database for one reader."""

    def __init__(self, txn: Txn, reader: bytes, now_ms: int) -> None:
        self.txn, self.reader, self.now_ms = txn, reader, now_ms
        self.roster: Roster = roster_of(txn, now_ms)

    def held(self, ids: list[bytes]) -> list[Document]:
        """Those of these documents that the reader holds."""
        found = read_documents(self.txn, ids)
        return [each for each in found if holds(self.reader, scopes_of(each, self.roster), self.roster)]

    def held_of(self, kind: str, group: bytes) -> list[Document]:
        return self.held([each.id for each in documents_of(self.txn, kind, group)])

    def name(self, id: object) -> str:
        person = self.roster.person(id) if isinstance(id, bytes) else None
        return "" if person is None else person.name

    def names(self, document: Document, prefix: str) -> str:
        return "、".join(filter(None, (self.name(person_at(path)) for path in under(document.registers, prefix))))


def person_at(path: str) -> bytes:
    """The person whom the last part of a path names."""
    return bytes.fromhex(path.rpartition("/")[2].replace("-", ""))


def read_minutes(txn: Txn, id: bytes, reader: bytes, now_ms: int) -> tuple[bytes, Minutes] | None:
    """The institution and the minutes; None where there is no such meeting for the reader, or it has not begun."""
    desk = Desk(txn, reader, now_ms)
    found = next(iter(desk.held([id])), None)
    if found is None or found.kind != "meeting" or meeting_state(found.registers) == "planned":
        return None
    activity = next(iter(desk.held([id_at(found, "activity") or MISSING])), None)
    if activity is None:
        return None
    institution = id_at(found, "institution") or MISSING
    return institution, _minutes(desk, found, activity)


def _minutes(desk: Desk, meeting: Document, activity: Document) -> Minutes:
    roster = desk.roster
    place = roster.institutions.get(id_at(meeting, "institution") or MISSING)
    branch = roster.branches.get(id_at(meeting, "branch") or MISSING)
    zone = DEFAULT_ZONE if place is None else place.timezone
    day = local_day(_moment(meeting, activity, "begun", "begins_at"), zone)
    count, present, guests, absent = _came(desk, meeting, activity)
    return Minutes(
        institution="" if place is None else place.name,
        branch="" if branch is None else branch.name,
        title=str(activity.value("title") or ""),
        time=_time(meeting, activity, zone),
        venue=str(activity.value("venue") or ""),
        chair=desk.names(meeting, "chair/") or desk.name(id_at(activity, "organiser")),
        scribes=desk.names(meeting, "scribes/"),
        count=count,
        present=present,
        guests=guests,
        absent=absent,
        items=tuple(
            (item["title"], "\n".join(notes(meeting.registers, name))) for name, item in agenda(meeting.registers)
        ),
        commentary=_commentary(desk, meeting),
        polls=_polls(desk, meeting),
        decided=tuple(
            _decided(desk, decision, decision.get("doc") or meeting.value(f"ordered/{name}"))
            for name, decision in decisions(meeting.registers)
        ),
        more=str(activity.value("minutes") or ""),
        signed=tuple(filter(None, (desk.name(person_at(path)) for path in under(meeting.registers, "signed/")))),
        day=written_day(day),
        stem=f"minutes-{day}",
    )


def _moment(meeting: Document, activity: Document, path: str, planned: str) -> int:
    stamp = stamp_of(meeting.registers, path)
    return int(activity.value(planned) or 0) if stamp is None else stamp_ms(stamp)


def _clock(moment_ms: int, zone: str) -> str:
    """16:05."""
    minutes = (moment_ms - day_start_ms(local_day(moment_ms, zone), zone)) // MINUTE_MS
    return f"{minutes // 60}:{minutes % 60:02}"


def _time(meeting: Document, activity: Document, zone: str) -> str:
    begins, ends = _moment(meeting, activity, "begun", "begins_at"), _moment(meeting, activity, "ended", "ends_at")
    first, last = local_day(begins, zone), local_day(ends, zone)
    until = _clock(ends, zone) if first == last else f"{written_day(last)} {_clock(ends, zone)}"
    return f"{written_day(first)} {_clock(begins, zone)}—{until}"


def _came(desk: Desk, meeting: Document, activity: Document) -> tuple[str, str, str, tuple[str, ...]]:
    """The count in words, who was present, who sat in, and who was away and why."""
    organiser = id_at(activity, "organiser") or MISSING
    said = {each.value("person"): each for each in documents_of(desk.txn, "attendance", activity.id)}
    states = {person: attendance(each.registers, organiser) for person, each in said.items()}
    due = [person_at(path) for path in under(meeting.registers, "due/")]
    here = [person for person in due if states.get(person) == "present"]
    guests = [person for person, state in states.items() if state == "present" and person not in due]
    away = [person for person in due if person not in here]
    quorum = needed(str(meeting.value("quorum") or USUAL_QUORUM), len(due))
    met = "达到" if len(here) >= quorum else "未达到"
    count = f"应到 {len(due)} 人，实到 {len(here)} 人；法定人数 {quorum} 人，{met}。"
    present, sat_in = ("、".join(filter(None, map(desk.name, group))) for group in (here, guests))
    return count, present, sat_in, tuple(_away(desk, person, states, said) for person in away)


def _away(desk: Desk, person: bytes, states: dict[Any, str], said: dict[Any, Document]) -> str:
    state, document = states.get(person, "none"), said.get(person)
    reason = ""
    if document is not None:
        marks = (document.value(path) for path in under(document.registers, "marks/"))
        reason = next((str(mark.get("reason") or "") for mark in marks if mark.get("reason")), "")
        reason = reason or str(document.value("excuse") or "")
    words = f"{_AWAY[state]}：{reason}" if reason else _AWAY[state]
    return f"{desk.name(person)}（{words}）"


def _commentary(desk: Desk, meeting: Document) -> tuple[str, ...]:
    """What was given while the meeting ran, as far as the reader holds it."""
    begun, ended = (stamp_of(meeting.registers, path) for path in ("begun", "ended"))
    public: list[str] = []
    others: list[str] = []
    for one in desk.held_of("branch_commentary", id_at(meeting, "branch") or MISSING):
        given = stamp_of(one.registers, "submitted")
        if given is None or begun is None or given < begun or (ended is not None and given > ended):
            continue
        name = desk.name(one.value("subject"))
        if one.value("public") is True:
            parts = (f"{_PART_WORDS[part]}：{str(one.value(part) or '').strip()}" for part in PARTS)
            public.append(f"{name}。{' '.join(parts)}")
        else:
            others.append(name)
    told = (f"已当面讲评：{'、'.join(others)}，共 {len(others)} 人，内容见各人讲评。",) if others else ()
    return (*public, *told)


def _polls(desk: Desk, meeting: Document) -> tuple[Voted, ...]:
    """Those that its branch, or the whole house, was asked in it; another branch's poll is none of its own."""
    found = desk.held_of("poll", id_at(meeting, "institution") or MISSING)
    own = (None, meeting.value("branch"))
    inside = [each for each in found if each.value("meeting") == meeting.id and each.value("branch") in own]
    return tuple(_voted(desk, each, read_poll(each)) for each in inside if each.value("opened") is True)


def _voted(desk: Desk, document: Document, poll: Poll) -> Voted:
    result = next(iter(desk.held([natural_id(f"poll_result/{uuid_text(poll.id)}")])), None)
    title, way = str(document.value("title") or ""), MODES.get(str(document.value("mode")))
    title = f"{title}（{way}）" if way else title
    if poll.voided:
        return Voted(title, (f"本次表决作废：{poll.voided}。",))
    if result is None:
        return Voted(title, ("结果尚未公布。",))
    numbers = (("发出", "issued"), ("收回", "returned"), ("有效", "valid"), ("弃权", "abstained"), ("废票", "spoilt"))
    told = "，".join(f"{word} {result.value(path)} 票" for word, path in numbers if result.value(path) is not None)
    lines = [f"{told}。"]
    if result.value("void"):
        lines.append("本次表决无效。")
    for path in under(result.registers, "counts/"):
        subject = path.partition("/")[2]
        name = "" if subject == "-" else desk.name(person_at(path))
        words = _counted(poll, result.value(path))
        lines.append(f"{name}：{words}。" if name else f"{words}。")
    return Voted(title, tuple(lines))


def _counted(poll: Poll, count: dict[str, Any]) -> str:
    if poll.type == "score":
        return f"有效 {count['valid']} 票，平均分 {count.get('mean', '未公布')}"
    return "，".join(f"{label} {count['counts'].get(str(number), 0)}" for number, label in poll.options.items())


def _decided(desk: Desk, decision: dict[str, Any], became: bytes | None) -> str:
    """The decision, who does it by when, and the number of the order that it became."""
    unit = desk.roster.units.get(decision.get("unit") or MISSING)
    who = desk.name(decision.get("responsible")) or ("" if unit is None else unit.name)
    more = [f"责任人：{who}"] if who else []
    if decision.get("due_on"):
        more.append(f"完成时限：{written_day(decision['due_on'])}")
    made = None if became is None else next(iter(read_documents(desk.txn, [became])), None)
    if made is not None:
        more.append(number_words(made) if made.kind == "order" else "已下达任务")
    text = str(decision["text"]).strip()
    return f"{text}（{'；'.join(more)}）" if more else text
