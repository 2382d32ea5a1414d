"""The acceptance checks of the ten programmes that rules answer and a browser adds nothing to."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from models.document import Document, Register, natural_id, uuid_text
from models.people import read_branch, read_person
from models.programme import plain, programme_writes
from models.roster import Roster
from models.selector import Scene, persons_of
from models.target import rate, read_indicator
from models.timetable import Plan, read_plan, tasks
from models.working_days import PLAIN
from tests.models.assessment_scenes import PROGRAMME, nomination, step
from tests.models.fact_table import bundle_of
from tests.models.world import CENTRE, World, id_of

BRANCHES = id_of(41), id_of(42)
SECRETARIES = id_of(51), id_of(52)


def document(id: bytes, kind: str, writes: dict[str, Any]) -> Document:
    registers = {path: Register(bytes(16), value, bytes(16), 0) for path, value in writes.items()}
    return Document(id, kind, bytes(16), registers)


def house() -> Roster:
    """An institution with two branches, each with its secretary; one is a doctor, of the other nobody has said."""
    made = [document(branch, "party_branch", {"institution": CENTRE, "name": "支部"}) for branch in BRANCHES]
    for person, branch, profession in zip(SECRETARIES, BRANCHES, ("doctor", ""), strict=True):
        role = {"role": "secretary", "at": branch, "from": "2010-01-01", "to": None}
        stay = {"branch": branch, "from": "2010-01-01", "to": None}
        writes = {"institution": CENTRE, "name": "某人", "party": "member", "roles/1": role, "branches/1": stay}
        made.append(document(person, "person", {**writes, "profession": profession or None}))
    assert read_branch(made[0]).name
    assert read_person(made[2]).profession == "doctor"
    return Roster(made)


def plan_of(code: str, **writes: Any) -> Plan:
    own = {path.replace("__", "/"): value for path, value in writes.items()}
    return read_plan({**programme_writes(bundle_of(code)), **own}, PLAIN)


def labels(plan: Plan, roster: Roster, person: bytes, element: str, days: list[str]) -> list[str]:
    """The periods that one person is asked for an element, as seen on these days."""
    known = roster.person(person)
    assert known is not None
    found: set[tuple[str, str]] = set()
    for day in days:
        here = Scene(roster, CENTRE)
        found |= {(task.begin, task.label) for task in tasks(plan, known, day, here) if task.element == element}
    return [label for _, label in sorted(found)]


def test_p06_one_branch_switches_to_every_other_month_and_the_other_goes_on_monthly() -> None:
    roster, days = house(), [f"2012-{month:02}-15" for month in range(4, 10)]
    path = f"unit_cadences__comparison__{uuid_text(BRANCHES[0])}__2012-07"
    plan = plan_of("P06", about__starts_on="2012-01-01", **{path: {"type": "bimonthly"}})
    switched, monthly = (labels(plan, roster, each, "comparison", days) for each in SECRETARIES)
    assert switched[-2:] == ["2012-07/2012-08", "2012-09/2012-10"]
    assert {"2012-04", "2012-05", "2012-06"} <= set(switched)
    assert {"2012-07", "2012-08", "2012-09"} <= set(monthly)
    assert not {"2012-07", "2012-08"} & set(switched)


def test_p05_the_report_is_due_on_the_fifth_and_somebody_is_warned_before() -> None:
    roster = Roster(
        [
            document(
                SECRETARIES[0],
                "person",
                {
                    "institution": CENTRE,
                    "name": "督导",
                    "roles/1": {"role": "supervisor", "at": CENTRE, "from": "2010-01-01", "to": None},
                },
            )
        ]
    )
    supervisor = roster.person(SECRETARIES[0])
    assert supervisor is not None
    asked = tasks(plan_of("P05"), supervisor, "2011-12-03", Scene(roster, CENTRE))
    (report,) = [task for task in asked if task.items == ("monthly_report",) and task.label == "2011-12"]
    assert (report.due_on, report.remind_on, report.state) == ("2011-12-05", "2011-12-02", "open")
    late = tasks(plan_of("P05"), supervisor, "2011-12-06", Scene(roster, CENTRE))
    assert "late" in {task.state for task in late if task.items == ("monthly_report",) and task.label == "2011-12"}


def test_p02_nine_of_ten_satisfied_reach_the_target_and_who_cannot_say_is_left_out() -> None:
    (target,) = bundle_of("P02").targets
    indicator, faults = read_indicator(plain(target))
    assert not faults
    found = rate(indicator, ["满意"] * 6 + ["基本满意"] * 3 + ["不满意", "不了解", "不了解"])
    assert (found.value, found.excluded) == (Fraction(90), 2)
    assert found.value is not None
    assert found.value >= (indicator.value or 0)
    assert Decimal(90) == indicator.value
    short = rate(indicator, ["满意"] * 8 + ["不满意"] * 2).value
    assert short is not None
    assert short < 90


def test_p02_doctors_and_nurses_are_those_of_the_profession_and_those_of_whom_none_is_said() -> None:
    roster = house()
    (inpatient,) = [each for each in bundle_of("P02").evaluations if each.id == "inpatient"]
    assert inpatient.subjects == ("doctor", "nurse")
    scene = Scene(roster, CENTRE)
    assert persons_of("doctor", "2012-01-01", scene) == sorted(SECRETARIES)
    assert persons_of("nurse", "2012-01-01", scene) == [SECRETARIES[1]]


def test_p08_the_thirty_first_unit_is_refused_at_the_level_that_has_thirty_places() -> None:
    world = World()
    (cup,) = [each for each in bundle_of("P08").awards if each.id == "bethune_cup"]
    award = {**plain(cup), "subject": "person"}
    award = {name: each for name, each in award.items() if name not in ("id", "question")}
    award["chain"] = [{"level": "unit"}, {"level": "province", "quota": 30}]
    plan = {"institution": CENTRE, "code": "P08", "version": 1, "about/title": "白求恩杯", "awards/cup": award}
    assert world.code("supervisor", "programme", PROGRAMME, {**plan, "published": True}) is None
    for number in range(31):
        person = id_of(900 + number)
        assert world.code("admin", "person", person, {"institution": CENTRE, "name": f"候选{number}"}) is None
        doc = natural_id(f"nomination/{uuid_text(PROGRAMME)}/cup/{uuid_text(person)}")
        first = {**nomination(person), **step("unit", "supervisor")}
        assert world.code("supervisor", "nomination", doc, first) is None
        refusal = world.tries("bureau_supervisor", "nomination", doc, step("province", "bureau_supervisor"))
        if number < 30:
            assert refusal is None
        else:
            assert refusal is not None
            assert (refusal.reason, refusal.params) == ("quota_full", {"quota": 30})
