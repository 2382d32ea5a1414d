"""医德档案: one person's year as a PDF: results, the seven aspects, what was said and done, and room for the decision.

Promises: only what the reader may see goes in; every text is set as it stands and never run as markup; the Chinese
glyphs are embedded, so it prints alike everywhere (`docs/decisions/pdf.md`).
"""

from __future__ import annotations

from collections import Counter
from typing import Any, cast

from api.database import Txn
from api.result_reading import Models, chain_of
from api.roster_cache import roster_of
from api.shelf import read_documents
from api.typesetting import typeset
from models.calendar import local_day
from models.conduct import CONDUCT_ASPECTS, PARTY_WORDS
from models.document import Document, stamp_ms
from models.result_model import ACTIVITIES, COUNTED, DAYS, DEFAULT, MODEL_HASH, PEER, PLEDGES, SELF
from models.roster import Roster
from models.scopes import holds, scopes_of

HEX_SHOWN = 16
_SAID = {"branch_commentary": "支部讲评", "leader_remark": "领导点评", "quarterly_remark": "集中点评"}
_TO_FILL = ("奖励", "惩处", "单位评定等次")
_TOLD = frozenset({*_SAID, "period_result", "record_entry", "pledge"})
_LABELS = {DAYS: "按时自评", PLEDGES: "承诺兑现", ACTIVITIES: "活动出席"}
_SOURCES = {PLEDGES: "承诺", ACTIVITIES: "活动"}
_PARTS = {"strengths": "肯定成绩", "problems": "指出问题", "advice": "改进意见", "direction": "努力方向", "text": ""}
_RECORDS = {
    "study": "学习",
    "volunteer": "志愿服务",
    "contest": "竞赛",
    "good_deed": "好人好事",
    "error_free": "无差错",
    "other": "其他",
}


def gather(txn: Txn, person: bytes, year: str, reader: bytes, now_ms: int) -> dict[str, Any] | None:
    """What the file says; None where there is no such person for the reader."""
    roster = roster_of(txn, now_ms)
    found = roster.persons.get(person)
    if found is None:
        return None
    rows = txn.fetch("select id, kind from documents where subject = ? order by id", [person])
    ids = [id for id, kind in rows if kind in _TOLD]
    documents = [
        document
        for document in read_documents(txn, ids)
        if _office_result(document) or holds(reader, scopes_of(document, roster), roster)
    ]
    results = sorted(_of_kind(documents, "period_result"), key=_by_length)
    results = [each for each in results if str(each.value("period")).startswith(year)]
    models = Models(txn)
    for each in results:
        models.parts_of({path: register.value for path, register in each.registers.items()})
    rules = models.rules or {str(DEFAULT["title"]): MODEL_HASH}
    rule = "规则：" + "；".join(f"{title} {hash[:HEX_SHOWN]}" for title, hash in sorted(rules.items()))
    return {
        "title": "医德档案",
        "name": found.name,
        "institution": roster.institutions[found.institution].name,
        "year": year,
        "facts": _facts(found.id, min(f"{year}-12-31", local_day(now_ms)), roster),
        "parts": [
            _grades(results),
            _conduct(results),
            _components(results),
            _said(documents, year),
            _done(documents, year),
            _part("奖惩与评定意见", "项目 内容 日期", [[each, "", ""] for each in _TO_FILL], (0, 1, 0)),
        ],
        "signatures": ["本人", "科室负责人", "单位（盖章）"],
        "note": "等次栏为系统按规则算出的建议，由单位集体评定后填写评定等次。",
        "footer": f"{rule}　链首 {chain_of(txn, found.institution, year)[:HEX_SHOWN]}",
    }


def render(data: dict[str, Any]) -> bytes:
    """The PDF."""
    return typeset("personal_file", data)


def _office_result(document: Document) -> bool:
    """The office holds the groups with everybody's lines; a person's own document says no more than that."""
    return document.kind == "period_result"


def _by_length(result: Document) -> tuple[int, str]:
    """Months first, then quarters, then the year."""
    period = str(result.value("period"))
    return -len(period), period


def _of_kind(documents: list[Document], *kinds: str) -> list[Document]:
    return [each for each in documents if each.kind in kinds]


def _facts(person: bytes, day: str, roster: Roster) -> list[str]:
    found = roster.persons[person]
    unit = roster.units.get(roster.unit_of(person, day) or b"")
    branch = roster.branches.get(next(iter(roster.branches_of(person, day)), b""))
    facts = {
        "姓名": found.name,
        "工号": found.staff_no or "—",
        "科室": "—" if unit is None else unit.name,
        "支部": "—" if branch is None else branch.name,
        "政治面貌": PARTY_WORDS.get(found.party, "—"),
        "截至": day,
    }
    return [word for pair in facts.items() for word in pair]


Part = dict[str, Any]


def _part(
    title: str, head: str, rows: list[list[str]], widths: tuple[int, ...], none: str = "没有。"
) -> dict[str, Any]:
    """One table: `head` by words, `widths` in parts of the rest, 0 for as wide as needed."""
    return {"title": title, "head": head.split(" "), "rows": rows, "widths": list(widths), "none": none}


def _grades(results: list[Document]) -> dict[str, Any]:
    rows: list[list[str]] = []
    for each in results:
        revision = int(each.value("revision") or 1)
        corrected = f"更正 {revision - 1} 次" if revision > 1 else ""
        said = [each.value("period"), each.value("total") or "—", each.value("grade") or "—", *_decided(each)]
        rows.append([*(str(word) for word in said), corrected])
    head = "时段 综合得分 等次（建议） 审定等次 审定说明 备注"
    return _part("各期结果", head, rows, (0, 0, 0, 0, 1, 0), "本年还没有结账的月份。")


def _decided(result: Document) -> tuple[str, str]:
    """The grade that was decided and how; what nobody is asked to decide has neither."""
    decision: dict[str, Any] | None = result.value("decision")
    if decision is None:
        return "", ""
    grade = decision.get("grade")
    if grade is None:
        return "", "待审定"
    return str(grade), "确认" if grade == decision.get("proposed") else f"改定：{decision.get('reason', '')}"


def _of_the_year(results: list[Document]) -> list[dict[str, Any]]:
    """The components of the year's result, none before its first month is closed."""
    year = next((each for each in results if len(str(each.value("period"))) == len("2026")), None)
    return [] if year is None else cast("list[dict[str, Any]]", year.value("components") or [])


def _conduct(results: list[Document]) -> dict[str, Any]:
    """The seven aspects of the ministry's rule, with what was seen under the same names."""
    seen: dict[str, str] = {each["id"]: each["value"] for each in _of_the_year(results)}
    rows = [
        [f"{number} {aspect}", seen.get(SELF + aspect, ""), seen.get(PEER + aspect, ""), ""]
        for number, aspect in enumerate(CONDUCT_ASPECTS, 1)
    ]
    return _part("医德考评七个方面", "内容 自评 互评 评定", rows, (1, 0, 0, 0))


def _components(results: list[Document]) -> dict[str, Any]:
    rows: list[list[str]] = []
    for each in _of_the_year(results):
        id: str = each["id"]
        if id in COUNTED:
            continue
        source = _SOURCES.get(id) or ("互评" if id.startswith(PEER) else "自评")
        label = _LABELS.get(id) or id.partition("/")[2] or id
        times = "天" if id == DAYS else "次"
        count = f"{each['hits']}/{each['n']} {times}" if "hits" in each else f"{each['n']} 次"
        rows.append([label, source, count, str(each["value"])])
    return _part("本年各方面", "方面 来源 数量 得分", rows, (2, 1, 1, 1))


def _said(documents: list[Document], year: str) -> dict[str, Any]:
    """Commentary and remarks that have reached the person."""
    rows: list[list[str]] = []
    for each in _of_kind(documents, *_SAID):
        when = str(each.value("period") or local_day(stamp_ms(each.id)))
        if not when.startswith(year) or (each.kind != "leader_remark" and each.value("submitted") is not True):
            continue
        told = {name: str(each.value(path)) for path, name in _PARTS.items() if each.value(path)}
        rows.append(
            [when, _SAID[each.kind], "\n".join(f"{name}：{said}" if name else said for name, said in told.items())]
        )
    return _part("讲评与点评", "时段 种类 内容", sorted(rows), (0, 0, 1))


def _done(documents: list[Document], year: str) -> dict[str, Any]:
    """How many records and published pledges of each sort; what was withdrawn counts nowhere."""
    counts: Counter[str] = Counter()
    for each in _of_kind(documents, "record_entry", "pledge"):
        if not str(each.value("day") or "").startswith(year) or each.value("withdrawn") is True:
            continue
        if each.kind == "record_entry":
            counts[_RECORDS.get(str(each.value("type")), _RECORDS["other"])] += 1
        elif any(path.startswith("published/") for path in each.registers):
            counts["公开承诺"] += 1
    return _part("台账与承诺", "种类 件数", [[name, str(count)] for name, count in sorted(counts.items())], (1, 0))
