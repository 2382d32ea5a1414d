"""通报 as it stands on paper: what it says, in the order and under the headings of an official document.

    blocks(paper) → the paragraphs from the addressee to the note below the date, each with the rank it is set in

Promises: pure; the Word file and the PDF draw the same blocks, so they say the same. Findings are numbered within the
group of their kind, pictures through the whole; what a bulletin doesn't have leaves no heading behind.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

DIGITS = "零一二三四五六七八九"
NUMBER_UNKNOWN = "　"


class PaperPhoto(Struct, frozen=True):
    """现场照片: a picture's bytes (JPEG, PNG or WebP) and its size in pixels; `caption` says where it was taken."""

    data: bytes
    width: int
    height: int
    caption: str = ""


class PaperFinding(Struct, frozen=True):
    """通报事项: one matter with its place, from the institution down to the object."""

    found: str
    institution: str = ""
    unit: str = ""
    building: str = ""
    floor: str = ""
    object: str = ""
    suggestion: str = ""
    photos: tuple[PaperPhoto, ...] = ()

    @property
    def where(self) -> str:
        return "".join(part.strip() for part in (self.institution, self.unit, self.building, self.floor, self.object))


class PaperGroup(Struct, frozen=True):
    """问题类别: the findings of one kind, such as 环境卫生."""

    title: str
    findings: tuple[PaperFinding, ...]


class Correction(Struct, frozen=True):
    """更正: the earlier bulletin that this one puts right, which stays as it is; and why."""

    number: str
    title: str
    reason: str


class BulletinPaper(Struct, frozen=True):
    """通报: everything that one says on paper. Days are written out; an empty text is left out."""

    issuer: str
    title: str
    code: str = ""
    """机关代字, such as 明医通."""
    year: str = ""
    number: int | None = None
    audience: str = ""
    opening: str = ""
    praise: tuple[PaperFinding, ...] = ()
    groups: tuple[PaperGroup, ...] = ()
    comparison: str = ""
    criticised: tuple[str, ...] = ()
    requirements: str = ""
    objection_days: int = 0
    objection_until: str = ""
    objection_how: str = ""
    corrects: Correction | None = None
    date: str = ""
    copies: str = ""
    chain_number: int = 0
    chain_head: str = ""

    @property
    def mark(self) -> str:
        """发文机关标志."""
        return f"{self.issuer}文件"

    @property
    def number_words(self) -> str:
        """发文字号; a draft has none yet, and room for it."""
        given = NUMBER_UNKNOWN if self.number is None else str(self.number)
        return f"{self.code}〔{self.year}〕{given}号"


class Block(Struct, frozen=True):
    """段落: `rank` is "to", "body", "h1", "h2", "item" or "note"; `head` is the part set before the text in its own
    face."""

    rank: str
    text: str
    head: str = ""


def blocks(paper: BulletinPaper) -> list[Block]:
    """The body of the document, without what the layout itself brings (mark, number, title, signature, copies)."""
    found: list[Block] = []
    if paper.audience:
        found.append(Block("to", f"{paper.audience}："))
    if paper.corrects is not None:
        found += _paragraphs(_correction(paper.corrects))
    found += _paragraphs(paper.opening)
    part = 0
    pictures = _Pictures()
    for title, body in _parts(paper, pictures):
        if body:
            part += 1
            found += [Block("h1", f"{numeral(part)}、{title}"), *body]
    return found


def captions(paper: BulletinPaper) -> list[tuple[PaperPhoto, str]]:
    """Every picture with the words below it, in the order in which the text speaks of them."""
    pictures = [(photo, finding) for finding in (*paper.praise, *_listed(paper.groups)) for photo in finding.photos]
    return [
        (photo, f"图{at} {photo.caption or finding.where or finding.found}")
        for at, (photo, finding) in enumerate(pictures, 1)
    ]


def note(paper: BulletinPaper) -> str:
    """附注: what the paper can be held against; nothing while nothing is issued."""
    if not paper.chain_head:
        return ""
    return f"（本通报依据明察记录，账本第{paper.chain_number}条，链首{paper.chain_head}）"


def numeral(number: int) -> str:
    """1 → 一, 12 → 十二, 40 → 四十; up to 99."""
    tens, ones = divmod(number, 10)
    front = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return front + (DIGITS[ones] if ones or not tens else "")


def written_day(day: str) -> str:
    """2026-11-05 → 2026年11月5日; nothing for what is no day."""
    parts = day.split("-")
    return f"{parts[0]}年{int(parts[1])}月{int(parts[2])}日" if len(parts) == 3 else ""


class _Pictures:
    """图号: how many pictures the text has spoken of so far."""

    def __init__(self) -> None:
        self._last = 0

    def words(self, finding: PaperFinding) -> str:
        first = self._last + 1
        self._last += len(finding.photos)
        if not finding.photos:
            return ""
        return f"（见图{first}）" if first == self._last else f"（见图{first}至图{self._last}）"


def _parts(paper: BulletinPaper, pictures: _Pictures) -> list[tuple[str, list[Block]]]:
    return [
        ("好的做法", _numbered(paper.praise, pictures)),
        ("发现的主要问题", _grouped(paper.groups, pictures)),
        ("与以往检查对比", _paragraphs(paper.comparison)),
        ("处理意见", _criticism(paper)),
        ("工作要求", _paragraphs(paper.requirements)),
        ("异议处理", _objection(paper)),
    ]


def _grouped(groups: Sequence[PaperGroup], pictures: _Pictures) -> list[Block]:
    found: list[Block] = []
    for at, group in enumerate((each for each in groups if each.findings), 1):
        found += [Block("h2", f"（{numeral(at)}）{group.title}"), *_numbered(group.findings, pictures)]
    return found


def _numbered(findings: Sequence[PaperFinding], pictures: _Pictures) -> list[Block]:
    """A finding alone bears no number."""
    lines: list[Block] = []
    for at, finding in enumerate(findings, 1):
        head = f"{at}. " if len(findings) > 1 else ""
        where = f"{finding.where}：" if finding.where else ""
        advice = f"建议：{_stopped(finding.suggestion)}" if finding.suggestion.strip() else ""
        said = _stopped(finding.found, pictures.words(finding))
        lines.append(Block("item", f"{where}{said}{advice}", head))
    return lines


def _criticism(paper: BulletinPaper) -> list[Block]:
    """Who is praised and who is criticised by name; nobody is both."""
    names = dict.fromkeys(each.unit or each.institution for each in paper.praise)
    praised = [name for name in names if name and name not in paper.criticised]
    lines: list[Block] = []
    if praised:
        lines.append(Block("body", f"对{'、'.join(praised)}予以通报表扬。"))
    if paper.criticised:
        lines.append(Block("body", f"对{'、'.join(paper.criticised)}予以通报批评。"))
    return lines


def _objection(paper: BulletinPaper) -> list[Block]:
    if not paper.objection_days:
        return []
    until = f"（{paper.objection_until}前）" if paper.objection_until else ""
    how = paper.objection_how.strip() or "在明察中提出，或以书面形式提出"
    said = f"被通报单位对本通报内容有异议的，可自印发之日起{paper.objection_days}个工作日内{until}{_stopped(how)}"
    return [Block("body", f"{said}逾期未提出的，视为无异议。异议成立的，另行发文更正，本通报保留备查。")]


def _correction(correction: Correction) -> str:
    return f"现对《{correction.title}》（{correction.number}）予以更正：{_stopped(correction.reason)}原通报保留备查。"


def _paragraphs(text: str) -> list[Block]:
    return [Block("body", line.strip()) for line in text.splitlines() if line.strip()]


def _stopped(text: str, before: str = "") -> str:
    """The text with one full stop at its end, and what is to stand before it."""
    bare = text.strip().rstrip("。.；;")
    closed = bare.endswith(("！", "？", "!", "?"))
    return f"{bare}{before}" if closed and not before else f"{bare}{before}。"


def _listed(groups: Sequence[PaperGroup]) -> list[PaperFinding]:
    return [finding for group in groups for finding in group.findings]
