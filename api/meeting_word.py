"""会议记录 as a Word file in the official layout (`api.meeting_reading` says what it says).

Promises: every text is set as it stands; the same minutes give the same bytes.
"""

from __future__ import annotations

from datetime import datetime

from api.meeting_reading import Minutes
from api.official_layout import BLACK, SIZE_3_PT
from api.official_word import ALIGN, OfficialWord, face_run, indent, say
from models.bulletin_paper import numeral

UNSIGNED = "（未签字稿，内容以签字稿为准）"


def render(minutes: Minutes, made_at: datetime) -> bytes:
    """The file."""
    word = OfficialWord(f"{minutes.branch}{minutes.title}会议记录", minutes.institution, made_at)
    word.add("title", f"{minutes.institution}{minutes.branch}")
    word.add("title", f"{minutes.title}会议记录")
    word.blank(1)
    for label, text in _about(minutes):
        line = word.add("to", "")
        face_run(say(line, f"{label}："), BLACK, SIZE_3_PT)
        say(line, text)
    word.blank(1)
    _course(word, minutes)
    _end(word, minutes)
    return word.save()


def _about(minutes: Minutes) -> list[tuple[str, str]]:
    rows = [
        ("会议时间", minutes.time),
        ("会议地点", minutes.venue),
        ("主 持 人", minutes.chair),
        ("记 录 人", minutes.scribes),
        ("出席情况", minutes.count),
        ("出席人员", minutes.present),
        ("列席人员", minutes.guests),
        ("缺席人员", "；".join(minutes.absent)),
    ]
    return [(label, text) for label, text in rows if text]


def _course(word: OfficialWord, minutes: Minutes) -> None:
    """Agenda, course, commentary, polls and decisions; what there is nothing of is left out, and its number with it."""
    agenda = [("item", f"{at}. {title}") for at, (title, _) in enumerate(minutes.items, 1)]
    noted = [(title, note) for title, note in minutes.items if note.strip()]
    course: list[tuple[str, str]] = []
    for at, (title, note) in enumerate(noted, 1):
        course.append(("h2", f"（{numeral(at)}）{title}"))
        course += [("body", line) for line in note.splitlines() if line.strip()]
    course += [("body", line) for line in minutes.more.splitlines() if line.strip()]
    polls: list[tuple[str, str]] = []
    for at, poll in enumerate(minutes.polls, 1):
        polls += [("h2", f"（{numeral(at)}）{poll.title}"), *(("body", line) for line in poll.lines)]
    chapters = [
        ("会议议程", agenda),
        ("会议情况", course),
        ("支部讲评", [("body", line) for line in minutes.commentary]),
        ("表决结果", polls),
        ("会议决定", [("item", f"{at}. {text}") for at, text in enumerate(minutes.decided, 1)]),
    ]
    for at, (title, lines) in enumerate(((title, lines) for title, lines in chapters if lines), 1):
        word.add("h1", f"{numeral(at)}、{title}")
        for rank, text in lines:
            word.add(rank, text)


def _end(word: OfficialWord, minutes: Minutes) -> None:
    word.blank(2, keep=True)
    signed = "、".join(minutes.signed)
    if not signed:
        word.add("note", UNSIGNED, keep=True)
    for text, last in ((f"签字：{signed}", False), (minutes.day, True)):
        line = word.add("to", text, keep=not last)
        line.alignment = ALIGN.RIGHT
        indent(line, rightChars=200, right=round(2 * SIZE_3_PT * 20))
