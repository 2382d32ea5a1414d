"""What a roster table would change: every row against the roster as it stands, and the acts that bring it about.

Promises: pure; people are matched by staff number alone, so two of one name stay apart and one who is renamed is asked
about; a move begins on a day and leaves the past as it was; nobody is ended because a table doesn't name them; while
anything is unresolved there are no acts at all. The order of the acts is the table's, so that it can be taken up again.
"""

from __future__ import annotations

from typing import Any, cast

from msgspec import Struct, field
from pypinyin import Style, lazy_pinyin

from models.calendar import add_days, covers
from models.document import Document, uuid_text
from models.grid import Fault
from models.roster_sheet import RosterRow, RosterTable
from models.value_type import NAME_MAX

HEADS = frozenset({"科主任", "主任", "护士长", "科长", "负责人", "科室负责人", "组长", "站长", "主持工作", "科室主任"})
SECRETARIES = frozenset({"支部书记", "书记", "党支部书记", "支部负责人"})
LEADERS = frozenset({"院长", "副院长", "党委书记", "党委副书记", "院领导", "局长", "副局长", "主任委员", "分管院长"})
NO_DUTY = frozenset({"", "无", "职工", "员工", "护士", "医生", "医师", "—", "-", "/"})
NONE_WORDS = frozenset({"无", "—", "-", "/", "暂无"})
ROLE_OF = {
    word: role for words, role in ((HEADS, "head"), (SECRETARIES, "secretary"), (LEADERS, "leader")) for word in words
}


class Choices(Struct, forbid_unknown_fields=True):
    """决定: what the person has decided about the table so far."""

    day: str = ""
    """From when a move holds; today where it is empty."""
    create_units: list[str] = field(default_factory=list[str])
    create_branches: list[str] = field(default_factory=list[str])
    units: dict[str, str] = field(default_factory=dict[str, str])
    """Names in the table to ids (as UUID text) of units that are meant."""
    branches: dict[str, str] = field(default_factory=dict[str, str])
    renamed: list[str] = field(default_factory=list[str])
    """Staff numbers whose person does bear the other name now."""
    same: dict[str, str] = field(default_factory=dict[str, str])
    """Staff numbers to persons without a number who are meant by them."""
    columns: dict[str, str] = field(default_factory=dict[str, str])


class Difference(Struct):
    """变动: one thing of a person that would change, in words."""

    field: str
    before: str
    after: str


class PlannedRow(Struct):
    """预览行: what becomes of one row."""

    row: int
    staff_no: str
    name: str
    unit: str
    state: str
    """new · changed · unchanged · problem"""
    person: str = ""
    changes: list[Difference] = field(default_factory=list[Difference])
    twins: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    """Others of the same name: on the roster, or further up in the table."""


class ImportAct(Struct):
    """写入: one document to write. Ids are UUID text; of what is new, "new:" and a name that other acts use."""

    doc: str
    kind: str
    writes: list[tuple[str, Any]]


class RosterPlan(Struct):
    """导入预览: the whole of it."""

    day: str
    table: RosterTable
    rows: list[PlannedRow] = field(default_factory=list[PlannedRow])
    missing: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    acts: list[ImportAct] = field(default_factory=list[ImportAct])
    ready: bool = False


class Existing(Struct):
    """现有名册: the documents of one institution, by kind."""

    institution: bytes
    persons: list[Document]
    units: list[Document]
    branches: list[Document]


def plan(table: RosterTable, existing: Existing, choices: Choices, today: str) -> RosterPlan:
    """The preview, and the acts once nothing stands in the way."""
    made = RosterPlan(choices.day or today, table)
    if not table.rows:
        return made
    desk = _Desk(made, existing, choices)
    for row in table.rows:
        desk.take(row)
    desk.list_missing()
    made.ready = not any(fault.level in ("stop", "ask") for fault in table.faults)
    made.acts = [*desk.places, *desk.people] if made.ready else []
    return made


class _Desk:
    """One import under way: indexes of what exists, and what has been planned."""

    def __init__(self, made: RosterPlan, existing: Existing, choices: Choices) -> None:
        self.made, self.existing, self.choices = made, existing, choices
        self.day = made.day
        self.faults = made.table.faults
        self.places: list[ImportAct] = []
        self.people: list[ImportAct] = []
        self.named_units = _by_name(existing.units)
        self.named_branches = _by_name(existing.branches)
        self.titles = {each.id: _text(each, "name") for each in (*existing.units, *existing.branches)}
        self.titles[existing.institution] = ""
        self.by_number: dict[str, list[Document]] = {}
        for person in existing.persons:
            self.by_number.setdefault(_text(person, "staff_no"), []).append(person)
        self.by_name = _by_name(existing.persons)
        self.in_table: dict[str, list[RosterRow]] = {}
        self.asked: set[tuple[str, str]] = set()
        self.broken = {fault.row for fault in self.faults if fault.level == "stop" and fault.row is not None}

    # -- one row --------------------------------------------------------------------------------------------

    def take(self, row: RosterRow) -> None:
        person = self._person_of(row)
        planned = PlannedRow(row.row, row.staff_no, row.name, row.unit, "problem")
        self.made.rows.append(planned)
        planned.twins = self._twins(row, person)
        self.in_table.setdefault(row.name, []).append(row)
        before = len(self.faults)
        unit = self._place(row, "unit")
        branch = None if row.branch in NONE_WORDS else self._place(row, "branch")
        if row.row in self.broken or any(fault.level == "stop" for fault in self.faults[before:]):
            return
        writes = self._new(row, unit, branch) if person is None else self._changed(row, person, unit, branch, planned)
        writes += self._duty(row, person, unit, branch, planned)
        if any(fault.level in ("stop", "ask") for fault in self.faults[before:]):
            return
        planned.state = "new" if person is None else "changed" if writes else "unchanged"
        planned.person = "" if person is None else uuid_text(person.id)
        if writes:
            doc = f"new:person:{row.staff_no}" if person is None else planned.person
            self.people.append(ImportAct(doc, "person", writes))

    def _person_of(self, row: RosterRow) -> Document | None:
        found = self.by_number.get(row.staff_no, [])
        if len(found) > 1:
            self._fault("staff_no_of_two", row, "staff_no", names="、".join(_text(each, "name") for each in found))
        if not found and row.digits and row.staff_no:
            whole = [number for number in self.by_number if number.lstrip("0") == row.staff_no and number]
            if whole:
                self._fault("zeros_lost", row, "staff_no", staff_no=row.staff_no, whole=whole[0])
        if not found and row.staff_no in self.choices.same:
            wanted = self.choices.same[row.staff_no]
            found = [each for each in self.existing.persons if uuid_text(each.id) == wanted]
        person = found[0] if found else None
        if person is not None and row.name not in ("", _text(person, "name")) and not self._is_renamed(row):
            self._fault("name_differs", row, "name", "ask", before=_text(person, "name"), after=row.name)
        return person

    def _is_renamed(self, row: RosterRow) -> bool:
        return row.staff_no in self.choices.renamed or row.staff_no in self.choices.same

    def _twins(self, row: RosterRow, person: Document | None) -> list[dict[str, str]]:
        """Others of one name: kept apart, and shown with what tells them apart."""
        twins: list[dict[str, str]] = []
        for each in self.by_name.get(row.name, []):
            if person is None or each.id != person.id:
                number = _text(each, "staff_no")
                unit = self.titles.get(self._unit_of(each) or b"", "")
                twins.append({"person": uuid_text(each.id), "staff_no": number, "unit": unit})
        for other in self.in_table.get(row.name, []):
            if all(other.staff_no != twin["staff_no"] for twin in twins):
                twins.append({"person": "", "staff_no": other.staff_no, "unit": other.unit})
        return twins

    def _unit_of(self, person: Document) -> bytes | None:
        found = _standing(person, "memberships/", self.day)
        return found[1]["unit"] if found else None

    # -- places ---------------------------------------------------------------------------------------------

    def _place(self, row: RosterRow, kind: str) -> str | None:
        """The id, or the name of the new one, of the unit or branch that a row names; None where it names none."""
        text = row.unit if kind == "unit" else row.branch
        if not text:
            return None
        named = self.named_units if kind == "unit" else self.named_branches
        meant = (self.choices.units if kind == "unit" else self.choices.branches).get(text)
        places = self.existing.units if kind == "unit" else self.existing.branches
        if meant is not None and any(uuid_text(each.id) == meant for each in places):
            return meant
        above, _, own = text.rpartition("/")
        found = named.get(own or text, []) or named.get(text, [])
        parent = above or (row.parent_unit if kind == "unit" else "")
        if len(found) > 1 and parent:
            found = [each for each in found if self.titles.get(_id(each, "parent")) == parent] or found
        found = [each for each in found if not _text(each, "ended_on")] or found[:1]
        if len(found) > 1:
            self._fault(f"{kind}_of_two", row, kind, text=text)
            return None
        if found and _text(found[0], "ended_on"):
            self._fault(f"{kind}_ended", row, kind, text=text)
            return None
        return uuid_text(found[0].id) if found else self._new_place(row, kind, text, parent)

    def _new_place(self, row: RosterRow, kind: str, text: str, parent: str) -> str | None:
        wanted = self.choices.create_units if kind == "unit" else self.choices.create_branches
        if text not in wanted:
            if (kind, text) not in self.asked:
                self._fault(f"{kind}_unknown", row, kind, "ask", text=text)
            else:
                self._fault(f"{kind}_unknown_again", row, kind, "ask", text=text)
            self.asked.add((kind, text))
            return None
        id = f"new:{kind}:{text}"
        if all(act.doc != id for act in self.places):
            own = text.rpartition("/")[2]
            writes: list[tuple[str, Any]] = [("institution", uuid_text(self.existing.institution)), ("name", own)]
            above = self.named_units.get(parent, []) if kind == "unit" else []
            if kind == "unit":
                writes += [("type", _type_of(own)), ("order", len(self.existing.units) + len(self.places) + 1)]
            if len(above) == 1:
                writes.append(("parent", uuid_text(above[0].id)))
            elif parent in self.choices.create_units:
                writes.append(("parent", f"new:unit:{parent}"))
            self.places.append(ImportAct(id, "unit" if kind == "unit" else "party_branch", writes))
        return id

    # -- what is written ------------------------------------------------------------------------------------

    def _new(self, row: RosterRow, unit: str | None, branch: str | None) -> list[tuple[str, Any]]:
        if not row.unit:
            self._fault("unit_missing", row, "unit" if "unit" in row.cells else "name")
        begin = row.since or self.day
        writes: list[tuple[str, Any]] = [
            ("institution", uuid_text(self.existing.institution)),
            ("name", row.name),
            ("staff_no", row.staff_no),
            ("pinyin", initials(row.name)),
            ("memberships/1", {"unit": unit, "from": begin, "to": None}),
        ]
        writes += [(name, value) for name, value in (("party", row.party), ("profession", row.profession)) if value]
        if branch is not None:
            writes.append(("branches/1", {"branch": branch, "from": begin, "to": None}))
        return writes

    def _changed(
        self, row: RosterRow, person: Document, unit: str | None, branch: str | None, planned: PlannedRow
    ) -> list[tuple[str, Any]]:
        writes: list[tuple[str, Any]] = []
        said = {"name": row.name, "staff_no": row.staff_no, "party": row.party, "profession": row.profession}
        for name, value in said.items():
            before = _text(person, name) or ("none" if name == "party" else "")
            if value and value != before:
                writes.append((name, value))
                planned.changes.append(Difference(name, before, value))
                if name == "name":
                    writes.append(("pinyin", initials(row.name)))
        writes += self._moved(row, person, ("memberships/", "unit", unit), planned)
        if row.branch:
            writes += self._moved(row, person, ("branches/", "branch", branch), planned)
        return writes

    def _moved(
        self, row: RosterRow, person: Document, to: tuple[str, str, str | None], planned: PlannedRow
    ) -> list[tuple[str, Any]]:
        """Ends the stay that there is and begins the one that the table names; None ends only, and only a branch's."""
        prefix, key, place = to
        if place is None and key == "unit":
            return []
        stays = [value for _, value in _covering(person, prefix, self.day)]
        if any(uuid_text(stay[key]) == place for stay in stays) or (place is None and not stays):
            return []
        found = _standing(person, prefix, self.day)
        writes: list[tuple[str, Any]] = []
        begin = self.day
        if found is not None:
            path, stay = found
            if stay["from"] >= self.day and place is not None:
                before = self.titles.get(stay[key], "")
                planned.changes.append(Difference(key, before, self._title(row, key)))
                return [(path, {key: place, "from": stay["from"], "to": stay.get("to")})]
            last = max(stay["from"], add_days(self.day, -1))
            writes.append((path, {key: uuid_text(stay[key]), "from": stay["from"], "to": last}))
        before = self.titles.get(found[1][key], "") if found else ""
        planned.changes.append(Difference(key, before, self._title(row, key) if place else ""))
        if place is not None:
            writes.append((f"{prefix}d{begin.replace('-', '')}", {key: place, "from": begin, "to": None}))
        return writes

    def _title(self, row: RosterRow, key: str) -> str:
        return row.unit if key == "unit" else row.branch

    def _duty(
        self, row: RosterRow, person: Document | None, unit: str | None, branch: str | None, planned: PlannedRow
    ) -> list[tuple[str, Any]]:
        """The role that a duty stands for, where it is held; duties that are none of ours are said."""
        if row.duty in NO_DUTY:
            return []
        role = ROLE_OF.get(row.duty)
        if role is None:
            self._fault("duty_unknown", row, "duty", "note", text=row.duty[:40])
            return []
        at = {"head": unit, "secretary": branch}.get(role, uuid_text(self.existing.institution))
        if role == "head" and at is None and person is not None:
            own = self._unit_of(person)
            at = None if own is None else uuid_text(own)
        if at is None:
            self._fault("duty_without_place", row, "duty", text=row.duty)
            return []
        held = [] if person is None else [value for _, value in _covering(person, "roles/", self.day)]
        if any(value["role"] == role and uuid_text(value["at"]) == at for value in held):
            return []
        planned.changes.append(Difference("role", "", row.duty))
        path = f"roles/{role}{self.day.replace('-', '')}"
        return [(path, {"role": role, "at": at, "from": self.day, "to": None})]

    # -- the rest -------------------------------------------------------------------------------------------

    def list_missing(self) -> None:
        """Who is on the roster today and not in the table: told, never ended."""
        here = {row.person for row in self.made.rows} | set(self.choices.same.values())
        numbers = {row.staff_no for row in self.made.rows}
        for person in self.existing.persons:
            number, unit = _text(person, "staff_no"), self._unit_of(person)
            if uuid_text(person.id) in here or number in numbers or unit is None:
                continue
            one = {"person": uuid_text(person.id), "name": _text(person, "name"), "staff_no": number}
            self.made.missing.append({**one, "unit": self.titles.get(unit, "")})

    def _fault(self, code: str, row: RosterRow, name: str, level: str = "stop", **params: int | float | str) -> None:
        place = row.cells.get(name, f"{row.sheet}!{row.row}")
        self.faults.append(Fault(code, level, place, row.row, {"staff_no": row.staff_no, "name": row.name, **params}))


def initials(name: str) -> str:
    """The pinyin initials by which a name is found."""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).replace(" ", "").lower()[:NAME_MAX]


def _type_of(name: str) -> str:
    """What a new unit is, as far as its name says."""
    endings = (("窗口", "service_window"), ("收费处", "service_window"), ("病区", "ward"), ("病房", "ward"))
    offices = ("办公室", "办", "后勤", "总务", "财务", "人事科", "医务科", "护理部")
    found = next((type for ending, type in endings if name.endswith(ending)), None)
    return found or ("office" if name.endswith(offices) else "department")


def _by_name(documents: list[Document]) -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = {}
    for document in documents:
        found.setdefault(_text(document, "name"), []).append(document)
    return found


def _text(document: Document, path: str) -> str:
    value = document.value(path)
    return value if isinstance(value, str) else ""


def _id(document: Document, path: str) -> bytes:
    value = document.value(path)
    return value if isinstance(value, bytes) else b""


def _covering(document: Document, prefix: str, day: str) -> list[tuple[str, dict[str, Any]]]:
    """The stays or roles under a prefix that cover a day, in the order of their names."""
    values = [(path, document.registers[path].value) for path in sorted(document.registers) if path.startswith(prefix)]
    found = [(path, cast("dict[str, Any]", value)) for path, value in values if isinstance(value, dict)]
    return [(path, value) for path, value in found if covers(value["from"], value.get("to"), day)]


def _standing(document: Document, prefix: str, day: str) -> tuple[str, dict[str, Any]] | None:
    """The first stay that covers the day: the one that speaks for the person."""
    return next(iter(_covering(document, prefix, day)), None)
