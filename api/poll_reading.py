"""What a poll's protocol says (表决记录): read from its documents, in words.

Promises: only what the reader may see, and nothing before the chair has revealed it. Counts are those of the result as
it was written then; of fewer ballots than the threshold, and of a void poll, there are none.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from api.database import Txn
from api.meeting_reading import MODES, Desk, person_at
from models.bulletin_paper import written_day
from models.calendar import DEFAULT_ZONE, day_start_ms, local_day
from models.deed import id_at, stamp_of, under
from models.document import Document, stamp_ms
from models.people import MISSING
from models.poll_plan import NOBODY, Poll, read_poll, result_id

_TYPES = {"appraisal": "民主评议", "approval": "表决", "choice": "推荐", "score": "打分"}
_CHANNELS = {"phone": "手机", "paper": "纸质", "hands": "举手"}
_QUORUMS = {"1/2": "不少于二分之一", ">1/2": "超过二分之一", "2/3": "不少于三分之二", "4/5": "不少于五分之四"}
_VOID = {
    "returned_above_issued": "收回的票多于发出的票",
    "returned_above_due": "收回的票多于应到人数",
    "no_quorum": "参加的人不够法定人数",
}
_MINUTE_MS = 60_000
_NOT_TOLD = "—"


class Signature(Struct, frozen=True):
    """签名: a teller, and when they signed on the phone; the paper leaves room for the hand."""

    name: str
    signed: str


class Protocol(Struct, frozen=True):
    """表决记录: everything in words; rows of tables as they stand, their headings first."""

    institution: str
    branch: str
    title: str
    about: tuple[tuple[str, str], ...]
    void: str
    """Why nothing may be made of it, or why no counts are told; "" where they are."""
    channels: tuple[tuple[str, ...], ...]
    lines: tuple[tuple[str, ...], ...]
    remarks: tuple[str, ...]
    tellers: tuple[Signature, ...]
    chair: str
    root: str
    day: str
    stem: str


def read_protocol(txn: Txn, id: bytes, reader: bytes, now_ms: int) -> tuple[bytes, Protocol] | None:
    """The institution and the protocol; None where there is no such poll for the reader, or it isn't revealed."""
    desk = Desk(txn, reader, now_ms)
    found = next(iter(desk.held([id])), None)
    if found is None or found.kind != "poll":
        return None
    poll = read_poll(found)
    result = next(iter(desk.held([result_id(poll.id)])), None)
    if not poll.revealed or result is None:
        return None
    return poll.institution, _protocol(desk, found, poll, result)


def _protocol(desk: Desk, document: Document, poll: Poll, result: Document) -> Protocol:
    place = desk.roster.institutions.get(poll.institution)
    branch = desk.roster.branches.get(poll.branch or MISSING)
    zone = DEFAULT_ZONE if place is None else place.timezone
    revealed = stamp_of(document.registers, "revealed")
    day = local_day(desk.now_ms if revealed is None else stamp_ms(revealed), zone)
    void = _void(poll, result)
    tellers = [
        Signature(desk.name(bytes.fromhex(who.replace("-", ""))), _signed(document, who, zone))
        for who in sorted(poll.tellers)
    ]
    return Protocol(
        institution="" if place is None else place.name,
        branch="" if branch is None else branch.name,
        title=poll.title,
        about=tuple((label, text) for label, text in _about(desk, document, poll, result, zone) if text),
        void=void,
        channels=_channels(result),
        lines=() if void else _lines(desk, poll, result),
        remarks=() if void else tuple(_remarks(desk, document, poll, result)),
        tellers=tuple(tellers),
        chair=_chairs(desk, document),
        root=str(result.value("root") or ""),
        day=written_day(day),
        stem=f"poll-{day}",
    )


def _void(poll: Poll, result: Document) -> str:
    why = result.value("void")
    if why is not None:
        return f"本次表决无效：{_VOID.get(why, why)}，应当重新表决。"
    return f"收回的票不足 {poll.threshold} 张，按事先说明不公布明细。" if result.value("below") is True else ""


def _chairs(desk: Desk, document: Document) -> str:
    return desk.names(document, "chair/") or desk.name(document.creator)


def _about(desk: Desk, document: Document, poll: Poll, result: Document, zone: str) -> list[tuple[str, str]]:
    meeting = next(iter(desk.held([id_at(document, "meeting") or MISSING])), None)
    activity = None if meeting is None else next(iter(desk.held([id_at(meeting, "activity") or MISSING])), None)
    opened, closed = (stamp_of(document.registers, path) for path in ("opened", "closed"))
    times = [_moment(stamp_ms(each), zone) for each in (opened, closed) if each is not None]
    quorum: dict[str, Any] = result.value("quorum") or {}
    needed = _QUORUMS.get(str(quorum.get("needed")), "")
    met = f"应到人数的{needed}，{'达到' if quorum.get('met') else '未达到'}" if needed else ""
    counts = (("发出", "issued"), ("收回", "returned"), ("有效", "valid"), ("废票", "spoilt"), ("弃权", "abstained"))
    told = [f"{word} {result.value(path)} 张" for word, path in counts if result.value(path) is not None]
    return [
        ("表决事项", poll.title),
        ("表决方式", f"{_TYPES.get(poll.type, '')}，{MODES.get(poll.mode, '')}"),
        ("所在会议", "" if activity is None else str(activity.value("title") or "")),
        ("起止时间", "至".join(times)),
        ("应到人数", f"{len(poll.due)} 人"),
        ("票    数", "，".join(told)),
        ("法定人数", met),
    ]


def _moment(moment_ms: int, zone: str) -> str:
    """2026年11月29日16:05."""
    day = local_day(moment_ms, zone)
    minutes = (moment_ms - day_start_ms(day, zone)) // _MINUTE_MS
    return f"{written_day(day)}{minutes // 60}:{minutes % 60:02}"


def _signed(document: Document, who: str, zone: str) -> str:
    stamp = stamp_of(document.registers, f"signed/{who}")
    return "" if stamp is None else f"{_moment(stamp_ms(stamp), zone)}已在手机上签字"


def _channels(result: Document) -> tuple[tuple[str, ...], ...]:
    """By how the ballots came; nothing where they came by one way, whose numbers are those of the whole."""
    found = {path.partition("/")[2]: result.value(path) for path in under(result.registers, "channels/")}
    if len(found) < 2:
        return ()
    heads = ("渠道", "发出", "收回", "有效", "废票", "弃权")
    names = ("issued", "returned", "valid", "spoilt", "abstained")
    rows = [
        (_CHANNELS[channel], *(str(found[channel].get(name, _NOT_TOLD)) for name in names))
        for channel in _CHANNELS
        if channel in found
    ]
    return (heads, *rows)


def _lines(desk: Desk, poll: Poll, result: Document) -> tuple[tuple[str, ...], ...]:
    scored = poll.type == "score"
    heads = ("对象", "有效", "平均分", "名次") if scored else ("对象", *poll.options.values(), "有效", "表决建议")
    rows: list[tuple[str, ...]] = []
    for path in under(result.registers, "counts/"):
        line, count = path.partition("/")[2], result.value(path)
        made: dict[str, Any] = result.value(f"proposals/{line}") or {}
        name = poll.title if line == NOBODY else desk.name(person_at(path))
        if scored:
            rows.append((name, str(count["valid"]), str(count.get("mean", _NOT_TOLD)), _proposal(made)))
        else:
            numbers = (str(count["counts"].get(str(option), 0)) for option in poll.options)
            rows.append((name, *numbers, str(count["valid"]), _proposal(made)))
    return (heads, *rows)


def _proposal(made: dict[str, Any]) -> str:
    said: list[str] = []
    if made.get("rank") is not None:
        said.append(f"第 {made['rank']} 名")
    elif made.get("adopted") is not None:
        said.append("通过" if made["adopted"] else "未通过")
    elif made.get("grade"):
        said.append(str(made["grade"]))
    if made.get("tied"):
        said.append("票数相同")
    if made.get("over_quota"):
        said.append("超出优秀名额")
    return "，".join(said) or _NOT_TOLD


def _remarks(desk: Desk, document: Document, poll: Poll, result: Document) -> list[str]:
    quota: dict[str, Any] = result.value("quota") or {}
    said = [f"优秀名额 {quota['most']} 名，达到优秀票数的 {quota['would_be']} 名。"] if quota else []
    for path in under(document.registers, "outcome/"):
        line, decided = path.partition("/")[2], document.value(path)
        name = poll.title if line == NOBODY else desk.name(person_at(path))
        reason = f"（理由：{decided['reason']}）" if decided.get("reason") else ""
        said.append(f"支委会决定：{name}，{decided['grade']}{reason}。")
    return [*said, "表决结果供支委会作决定时参考。"]
