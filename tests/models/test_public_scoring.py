"""What patients say feeds a programme's results: of the months of the period, by codes and kiosks alone."""

from __future__ import annotations

from models.calendar import day_start_ms
from models.document import ServerAct
from models.rating_tally import tally_id
from tests.models.results import registers
from tests.models.scored import BANDS, PLAN, PROGRAMME, begun, component
from tests.models.test_period_result import close
from tests.models.world import CENTRE, HOUR_MS, SURGERY, World

SEPTEMBER = day_start_ms("2026-09-10") + 12 * HOUR_MS


def test_what_patients_say_by_codes_counts_for_their_department_and_what_came_by_posters_does_not() -> None:
    """Of the months of the period alone, and of the evaluation for which the codes were printed."""
    world = World()
    world.now_ms = SEPTEMBER
    world.roster.turn_to(world.today)
    model = {
        "title": "科室考核",
        "components": [component("patients", 100, {"evaluation": "patients"})],
        "bands": BANDS,
    }
    unit = {"title": "科室考核", "kind": ["unit_assessment"], "subjects": ["department"], "scoring": "unit", "order": 1}
    asked = {"title": "患者评价", "kind": ["patient"], "subjects": ["department"], "order": 2}
    rest = dict.fromkeys(path for path in PLAN if path.startswith(("evaluations/", "scoring/")))
    mine = {"evaluations/unit": unit, "evaluations/patients": asked, "scoring/unit": {**model, "order": 1}}
    begun(world, **{**rest, **mine})
    told = {"unit": SURGERY, "institution": CENTRE, "programme": PROGRAMME, "element": "patients"}
    told |= {"poster": {"n": 9, "counted": 9, "rate": "10.00"}}
    for form, period, element, rate in (
        ("a@1", "2026-09", "patients", "95.00"),
        ("b@1", "2026-08", "patients", "20.00"),
        ("c@1", "2026-09", "other", "30.00"),
    ):
        counted = {"n": 40, "counted": 40, "rate": rate}
        writes = {**told, "element": element, "form": form, "period": period, "counted": counted}
        world.write(ServerAct(tally_id(SURGERY, form, period), "rating_tally", writes))
    world.pass_time(day_start_ms("2026-10-02") + HOUR_MS - world.now_ms)
    close(world, "2026-09")
    assert registers(world, SURGERY, "2026-09")["total"] == "95.00"
