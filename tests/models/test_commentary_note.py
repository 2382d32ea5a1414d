"""讲评记录: a scribe's own words of what is said, who reads them, and of whom the meeting has spoken."""

from __future__ import annotations

from models.document import natural_id, uuid_text
from models.period import quarter_spoken_of
from tests.models import meetings
from tests.models.commentary_scenes import FOUR_PARTS, commentary, commentary_id
from tests.models.deeds import HOUR_MS, does, own
from tests.models.meetings import MEETING, PERIOD, SAID, note, note_id
from tests.models.world import BRANCH, OTHER_BRANCH, PEOPLE, World

KIND = "commentary_note"
SPOKEN = own("spoken/", "colleague")


def test_a_note_is_its_scribes_and_the_secretarys(world: World) -> None:
    meetings.noted(world)

    assert {who for who in PEOPLE if world.sees(who, note_id("nurse", "colleague"))} == {"nurse", "secretary"}


def test_a_scribe_learns_nothing_of_the_secretarys_draft(world: World) -> None:
    meetings.begun(world)
    draft = commentary_id("colleague", PERIOD)
    does(world, "secretary", "branch_commentary", draft, **commentary("colleague", PERIOD), problems="先不说")
    does(world, "nurse", KIND, note_id("nurse", "colleague"), **note("nurse", "colleague"), **SAID)

    assert not world.sees("nurse", draft)
    assert world.documents[draft].value("problems") == "先不说"
    assert world.code("nurse", "branch_commentary", draft, {**commentary("colleague", PERIOD), "problems": "x"})


def test_two_who_write_and_two_devices_of_one_keep_all(world: World) -> None:
    meetings.chaired(world)
    does(world, "secretary", "meeting", MEETING, **{own("scribes/", "head"): True})
    for who in ("nurse", "head"):
        does(world, who, KIND, note_id(who, "colleague"), **note(who, "colleague"), **SAID)
    other = {"said/problems.ffeedd": "字迹潦草"}
    does(world, "nurse", KIND, note_id("nurse", "colleague"), **other)

    said = [world.documents[note_id(who, "colleague")].registers for who in ("nurse", "head")]
    assert [{path for path in each if path.startswith("said/")} for each in said] == [{*SAID, *other}, {*SAID}]


def test_what_is_no_note_is_refused_with_its_reason(world: World) -> None:
    meetings.prepared(world)
    doc, whole = note_id("nurse", "colleague"), {**note("nurse", "colleague"), **SAID}
    assert world.reason("nurse", KIND, doc, whole) == "meeting_not_begun"
    world.now_ms += HOUR_MS
    does(world, "secretary", "meeting", MEETING, begun=True, at="a")

    assert world.reason("nurse", KIND, note_id("nurse", "nurse"), note("nurse", "nurse")) == "not_oneself"
    assert world.reason("nurse", KIND, note_id("nurse", "leader"), note("nurse", "leader")) == "not_in_branch"
    secretary = note("nurse", "secretary")
    assert world.reason("nurse", KIND, note_id("nurse", "secretary"), secretary) == "leader_comments"
    assert world.reason("nurse", KIND, doc, {**whole, "said/other.1": "x"}) == "no_such_part"
    assert world.reason("nurse", KIND, doc, {**whole, "period": "2026Q9"}) == "bad_period"


def test_once_it_is_given_nothing_is_added_and_what_came_before_still_counts(world: World) -> None:
    meetings.given(world)
    doc, whole = note_id("nurse", "colleague"), {**note("nurse", "colleague"), **SAID}
    given = world.documents[commentary_id("colleague", PERIOD)].registers["submitted"].stamp
    early = int.from_bytes(given[:6], "big") - 1_000

    assert world.reason("nurse", KIND, doc, whole) == "commentary_out"
    world.now_ms = early + 60_000
    assert world.tries("nurse", KIND, doc, whole, early) is None


def test_the_meeting_says_of_whom_it_has_spoken(world: World) -> None:
    meetings.begun(world)
    assert world.documents[MEETING].value(SPOKEN) is None
    whole = {**commentary("colleague", PERIOD), **FOUR_PARTS, "submitted": True}
    does(world, "secretary", "branch_commentary", commentary_id("colleague", PERIOD), **whole)

    assert world.documents[MEETING].value(SPOKEN) is True


def test_it_knows_at_its_beginning_of_whom_was_spoken_before(world: World) -> None:
    meetings.prepared(world)
    whole = {**FOUR_PARTS, "submitted": True}
    for who, period in (("colleague", PERIOD), ("head", "2026Q2")):
        does(world, "secretary", "branch_commentary", commentary_id(who, period), **commentary(who, period), **whole)
    assert world.documents[MEETING].value(SPOKEN) is None
    world.now_ms += HOUR_MS
    does(world, "secretary", "meeting", MEETING, begun=True, at="a")

    assert world.documents[natural_id(f"commentary_coverage/{uuid_text(BRANCH)}/{PERIOD}")].value(
        own("done/", "colleague")
    )
    assert world.documents[MEETING].value(SPOKEN) is True
    assert world.documents[MEETING].value(own("spoken/", "head")) is None


def test_another_quarters_commentary_and_an_ended_meeting_say_nothing(world: World) -> None:
    meetings.begun(world)
    whole = {**FOUR_PARTS, "submitted": True}
    before = commentary("colleague", "2026Q2")
    does(world, "secretary", "branch_commentary", commentary_id("colleague", "2026Q2"), **before, **whole)
    assert world.documents[MEETING].value(SPOKEN) is None
    does(world, "secretary", "meeting", MEETING, ended=True)
    does(
        world,
        "secretary",
        "branch_commentary",
        commentary_id("colleague", PERIOD),
        **commentary("colleague", PERIOD),
        **whole,
    )

    assert world.documents[MEETING].value(SPOKEN) is None


def test_the_quarter_that_is_spoken_of_looks_back() -> None:
    days = {"2026-01-10": "2025Q4", "2026-03-15": "2025Q4", "2026-03-17": "2026Q1", "2026-11-21": "2026Q3"}
    assert {day: quarter_spoken_of(day) for day in days} == days


def test_the_chair_names_scribes_and_no_chair(world: World) -> None:
    meetings.chaired(world)

    assert world.reason("nurse", "meeting", MEETING, {own("chair/", "colleague"): True}) == "meeting_staff_only"
    assert world.code("nurse", "meeting", MEETING, {own("scribes/", "colleague"): True}) is None


def test_a_note_of_an_item_is_written_by_whom_its_path_names(world: World) -> None:
    meetings.begun(world)
    path = f"notes/a.{PEOPLE['nurse'].hex()}.0a1b2c"

    assert world.reason("secretary", "meeting", MEETING, {path: "改掉"}) == "own_name_only"
    assert world.code("nurse", "meeting", MEETING, {path: "两件均已看过"}) is None


def test_who_serves_the_meeting_writes_and_nobody_else_for_its_branch_alone(world: World) -> None:
    meetings.begun(world)
    for who in ("head", "leader"):
        assert world.code(who, KIND, note_id(who, "colleague"), note(who, "colleague")) == "not_found", who
    elsewhere = {**note("nurse", "colleague"), "branch": OTHER_BRANCH}
    assert world.code("nurse", KIND, note_id("nurse", "colleague"), elsewhere) == "not_found"
