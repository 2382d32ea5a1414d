"""上报材料 as it stands on paper: a report or a brief in the order of an official document.

    blocks(paper) → the paragraphs from the addressee on, each with the rank it is set in

Promises: pure; figures and targets are numbered lines, so that they read alike in Word and on the phone; what a report
doesn't have leaves no heading behind.
"""

from __future__ import annotations

from typing import Any, cast

from msgspec import Struct

from models.bulletin_paper import NUMBER_UNKNOWN, Block, numeral, written_day
from models.deed import under
from models.document import Document

_SERIES = {"monthly": "月报", "yearly": "年报"}
ANNEX = "图片"
MET = {True: "达到", False: "未达到", None: "没有测"}


class ReportPaper(Struct, frozen=True):
    """上报材料: everything that one says on paper."""

    issuer: str
    mark: str
    title: str
    code: str
    year: str
    number: int | None
    audience: str
    date: str
    copies: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    """(heading, paragraphs); a brief has one without a heading."""
    chain_number: int = 0
    chain_head: str = ""

    @property
    def number_words(self) -> str:
        given = NUMBER_UNKNOWN if self.number is None else str(self.number)
        return f"{self.code}〔{self.year}〕{given}号"


def paper_of(
    document: Document, issuer: str, audience: str, year: str, *, unit: str = "", chain: tuple[int, str] = (0, "")
) -> ReportPaper:
    """The paper of a report or a brief; `year` is this one, where nothing is sent yet."""
    brief = document.kind == "brief"
    sent = document.value("sent_on")
    number = document.value("number")
    return ReportPaper(
        issuer=issuer,
        mark="工作简报" if brief else f"{issuer}文件",
        title=str(document.value("title") or ""),
        code="简报" if brief else _SERIES[str(document.value("type"))],
        year=str(document.value("year") or year),
        number=number if isinstance(number, int) else None,
        audience=audience,
        date=written_day(str(sent or "")),
        copies="",
        parts=_of_brief(document, unit) if brief else _of_report(document),
        chain_number=chain[0] if sent else 0,
        chain_head=chain[1] if sent else "",
    )


def blocks(paper: ReportPaper) -> list[Block]:
    found = [Block("to", f"{paper.audience}：")] if paper.audience else []
    at = 0
    for heading, lines in paper.parts:
        if heading:
            at += 1
            found.append(Block("h1", f"{numeral(at)}、{heading}"))
        found += [Block("body", line) for line in lines]
    return found


def caption(paper: ReportPaper, at: int, of: int) -> str:
    """What stands below a picture: its number, where there are several, and what the paper tells of."""
    return f"图{at} {paper.title}" if of > 1 else paper.title


def note(paper: ReportPaper) -> str:
    """附注: what the paper can be held against; nothing while nothing is sent."""
    return f"（账本第{paper.chain_number}条，链首{paper.chain_head}）" if paper.chain_head else ""


def _of_brief(document: Document, unit: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    who = "、".join(each for each in (unit, str(document.value("who") or "")) if each)
    corrected = _corrected(document)
    lines = [*corrected, *_lines(str(document.value("text") or ""))]
    return (("", (*lines, f"（{who}）") if who else tuple(lines)),)


def _of_report(document: Document) -> tuple[tuple[str, tuple[str, ...]], ...]:
    parts: list[tuple[str, tuple[str, ...]]] = []
    if lines := _corrected(document):
        parts.append(("", tuple(lines)))
    figures = [_figure(at, each) for at, each in enumerate(_ordered(document, "figures/"), 1)]
    if figures:
        parts.append(("主要数据", tuple(figures)))
    parts += [(str(each["heading"]), tuple(_lines(str(each["text"])))) for each in _ordered(document, "sections/")]
    targets = [_target(at, each) for at, each in enumerate(_ordered(document, "targets/"), 1)]
    if targets:
        parts.append(("目标完成情况", tuple(targets)))
    return tuple(part for part in parts if part[1])


def _corrected(document: Document) -> list[str]:
    reason = str(document.value("reason") or "").strip()
    return [f"现予更正：{reason.rstrip('。')}。原件保留备查。"] if reason else []


def _ordered(document: Document, prefix: str) -> list[dict[str, Any]]:
    found = [cast("dict[str, Any]", document.value(path)) for path in under(document.registers, prefix)]
    return sorted(found, key=lambda each: (each["order"], str(each.get("label") or each.get("heading"))))


def _figure(at: int, said: dict[str, Any]) -> str:
    before = f"（上期{said['before']}）" if said.get("before") else ""
    return f"{at}. {said['label']}：{said['value']}{before}。"


def _target(at: int, said: dict[str, Any]) -> str:
    wanted = f"（目标{said['wanted']}）" if said.get("wanted") else ""
    value = f"{said['value']}，" if said.get("value") else ""
    return f"{at}. {said['label']}{wanted}：{value}{MET[said.get('met')]}。"


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
