"""Results as the exports need them: one reading of a period's documents, with names from the roster.

Promises: reads one state of the database; nothing is worked out here that the documents don't say.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import Any, cast

from msgspec import Struct

from api.database import Txn
from api.ledger import heads_of
from api.roster_cache import roster_of
from api.shelf import read_documents
from api.states import unpack
from models.document import uuid_text
from models.month_close import close_id
from models.period_result import batch_id, result_id
from models.programme_scoring import elements_of, model_at
from models.ranking import N_MIN, Measured, Place, rank
from models.result_evidence import branch_of, exact, place_of
from models.result_model import DEFAULT, MODEL_HASH
from models.result_period import months_of, quarter_of
from models.roster import Roster
from models.scoring_model import ScoringModel
from models.scoring_plain import fraction
from models.scoring_values import rounded


class Line(Struct, frozen=True):
    """结果行: one person's result with who and where they are."""

    id: bytes
    staff_no: str
    name: str
    unit: str
    branch: str
    total: str | None
    grade: str | None
    components: dict[str, dict[str, Any]]
    parts: dict[str, str]
    """What the parts of the programme's score came to, by their titles."""
    revision: int
    late: int
    asked: bool
    """True where the programme has its grades decided."""
    decided: str | None
    """The grade that was confirmed or given instead of the proposed one."""
    reason: str
    """Why it is another one than the proposed."""

    @property
    def standing(self) -> str | None:
        """The grade that holds: the decided one; the proposed one where nobody is asked; none while it waits."""
        return self.decided if self.asked else self.grade


class Standing(Struct, frozen=True):
    """单位名次: a group's place with its name and how many people it has."""

    name: str
    kind: str
    people: int | None
    place: Place


class PeriodSheet(Struct, frozen=True):
    """结果表: everything of one period of one institution; `chain` is the head of the office's scope, hexadecimal."""

    institution: str
    period: str
    months: tuple[str, ...]
    lines: list[Line]
    standings: list[Standing]
    components: list[str]
    parts: list[str]
    """The titles of the parts of the programmes' scores, in the models' order."""
    rules: list[tuple[str, str]]
    """Title and hash of each scoring model by which somebody was judged."""
    chain: str
    reopened: tuple[str, ...] = ()
    """Months of the period that were closed and are open again: what stands here will be worked out anew."""

    @property
    def title(self) -> str:
        """Institution and period; of a longer one also the months that are in it, and what is open again."""
        months = f"（含 {'、'.join(self.months)}）" if self.months and self.months != (self.period,) else ""
        open_again = f"（{'、'.join(self.reopened)} 已重新打开，待重新结账）" if self.reopened else ""
        return f"{self.institution}　{self.period}{months}{open_again}"


def read_period(txn: Txn, institution: bytes, period: str, now_ms: int) -> PeriodSheet | None:
    """The results of a period; None where there are none."""
    roster = roster_of(txn, now_ms)
    found = _registers(txn, batch_id(institution, period))
    people = {subject: each for subject, each in found.items() if each.get("subject_kind") == "person"}
    if not people:
        return None
    last = months_of(period)[-1]
    models = Models(txn)
    lines = [_line(id, each, last, roster, models) for id, each in people.items() if id in roster.persons]
    lines.sort(key=lambda line: (line.unit, line.staff_no, line.name))
    keys = {key for line in lines for key in line.components}
    whole = roster.institutions.get(institution)
    first = next(iter(people.values()))
    parts = list(dict.fromkeys(title for line in lines for title in line.parts))
    return PeriodSheet(
        "" if whole is None else whole.name,
        period,
        tuple(first.get("months") or ()),
        lines,
        _standings(found, roster),
        sorted(keys, key=lambda key: (key != "days", not key.startswith("self/"), key)),
        parts,
        sorted(models.rules.items()),
        chain_of(txn, institution, period),
        _reopened(txn, institution, period),
    )


def _reopened(txn: Txn, institution: bytes, period: str) -> tuple[str, ...]:
    months = {close_id(institution, month): month for month in months_of(period)}
    return tuple(sorted(months[each.id] for each in read_documents(txn, [*months]) if each.value("state") == "open"))


def read_standings(txn: Txn, institution: bytes, period: str, now_ms: int) -> list[Standing]:
    """The ranking of a period's departments, windows and branches, without reading anybody's own result."""
    roster = roster_of(txn, now_ms)
    places = [id for id, each in (*roster.units.items(), *roster.branches.items()) if each.institution == institution]
    ids = [result_id(institution, period, place) for place in places]
    documents = read_documents(txn, ids)
    found = {each.value("subject"): {path: one.value for path, one in each.registers.items()} for each in documents}
    return _standings(found, roster)


def chain_of(txn: Txn, institution: bytes, period: str) -> str:
    """The head of the chain of the office's scope in which the period's results live."""
    name = f"office/{uuid_text(institution)}/{quarter_of(period)}"
    head = heads_of(txn, [name]).get(name)
    return "" if head is None else head.chain.hex()


def _registers(txn: Txn, batch: bytes) -> dict[bytes, dict[str, Any]]:
    rows = txn.fetch(
        "select d.subject, s.registers from documents d join states s on s.doc = d.id "
        "where d.kind = ? and d.group_key = ?",
        ["period_result", batch],
    )
    found: dict[bytes, dict[str, Any]] = defaultdict(dict)
    for subject, page in rows:
        found[subject].update((path, register.value) for path, register in unpack(page).items())
    return found


class Models:
    """计分办法们: the scoring models by which results were judged, looked up once each; `rules` are those that were."""

    def __init__(self, txn: Txn) -> None:
        self._txn = txn
        self._known: dict[tuple[bytes, str], ScoringModel | None] = {}
        self.rules: dict[str, str] = {}

    def parts_of(self, result: dict[str, Any]) -> dict[str, str]:
        """The top parts of the score that judges, by title; notes the rule."""
        programme = result.get("judged_by")
        if not isinstance(programme, bytes):
            if result.get("total") is not None:
                self.rules[str(DEFAULT["title"])] = MODEL_HASH
            return {}
        said = cast("dict[str, Any]", result.get(f"scores/{uuid_text(programme)}") or {})
        model = self._model(programme, str(said.get("evaluation")))
        if model is None:
            return {}
        self.rules[model.title] = str(said.get("model"))
        values = {each["id"]: fraction(each.get("value")) for each in said.get("parts", ())}
        return {
            component.title: f"{rounded(value, model.decimals, model.rounding):f}"
            for component in model.children(None)
            if not component.apart and (value := values.get(component.id)) is not None
        }

    def _model(self, programme: bytes, evaluation: str) -> ScoringModel | None:
        key = programme, evaluation
        if key not in self._known:
            document = next(iter(read_documents(self._txn, [programme])), None)
            element = {} if document is None else elements_of(document, "evaluations").get(evaluation, {})
            self._known[key] = None if document is None else model_at(document, element.get("scoring"))
        return self._known[key]


def _line(id: bytes, result: dict[str, Any], month: str, roster: Roster, models: Models) -> Line:
    person = roster.persons[id]
    unit = roster.units.get(place_of(person, month) or b"")
    branch = roster.branches.get(branch_of(person, month) or b"")
    components = cast("list[dict[str, Any]]", result.get("components") or [])
    decision = cast("dict[str, Any] | None", result.get("decision"))
    decided = decision or {}
    return Line(
        id,
        person.staff_no,
        person.name,
        "" if unit is None else unit.name,
        "" if branch is None else branch.name,
        result.get("total"),
        result.get("grade"),
        {each["id"]: each for each in components},
        models.parts_of(result),
        int(result.get("revision") or 1),
        int(result.get("late") or 0),
        decision is not None,
        decided.get("grade"),
        str(decided.get("reason") or "") if decided.get("grade") != decided.get("proposed") else "",
    )


def _standings(found: dict[bytes, dict[str, Any]], roster: Roster) -> list[Standing]:
    """Each kind of group ranked by its people's totals; what may not be told has no figures."""
    standings: list[Standing] = []
    for kind in ("department", "window", "branch"):
        groups = {id: each for id, each in found.items() if each.get("subject_kind") == kind}
        measured = [_measured(id, each) for id, each in groups.items()]
        for place in rank(measured):
            id = bytes.fromhex(place.id)
            known = roster.units.get(id) or roster.branches.get(id)
            people = None if place.state == "few" else groups[id].get("people")
            standings.append(Standing("" if known is None else known.name, kind, people, place))
    return standings


def _measured(id: bytes, group: dict[str, Any]) -> Measured:
    if group.get("judged_by") is not None and group.get("total") is not None:
        total = Fraction(group["total"])  # a place that is judged itself has one score: no mean, and no interval
        return Measured(id.hex(), N_MIN, None, exact(total * N_MIN, 2), exact(total * total * N_MIN, 4))
    if group.get("below") is True or group.get("total") is None:
        return Measured(id.hex(), 0)
    return Measured(id.hex(), group["people"], None, group["sum"], group["squares"], 100)
