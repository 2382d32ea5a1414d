"""The permission table, every row of it: role × act × state, written by hand and held against the rules."""

from __future__ import annotations

from models.document import SERVER, Act
from models.kinds import KINDS
from models.permission import RULES, judge, may_create, unknown
from tests.models.assessment_scenes import ASSESSMENT_TABLE
from tests.models.ballot_scenes import BALLOT_TABLE
from tests.models.bulletin_scenes import BULLETIN_GROUPS, BULLETIN_TABLE
from tests.models.calendar_scenes import CALENDAR_TABLE
from tests.models.checklist_scenes import CHECKLIST_TABLE
from tests.models.commentary_scenes import COMMENTARY_TABLE
from tests.models.deed_table import DEED_GROUPS, DEED_TABLE
from tests.models.draft_scenes import DRAFT_TABLE
from tests.models.honour_scenes import HONOUR_GROUPS, HONOUR_TABLE
from tests.models.inspection_scenes import INSPECTION_GROUPS, INSPECTION_TABLE
from tests.models.meeting_table import MEETING_GROUPS, MEETING_TABLE
from tests.models.order_table import ORDER_GROUPS, ORDER_TABLE
from tests.models.permission_cases import scenes, verdicts
from tests.models.poll_scenes import POLL_GROUPS, POLL_TABLE
from tests.models.programme_scenes import PROGRAMME_TABLE
from tests.models.public_scenes import PUBLIC_TABLE
from tests.models.round_scenes import ROUND_TABLE
from tests.models.words_scenes import WORDS_TABLE
from tests.models.world import PEOPLE, World, evaluation_id, id_of, opening

GROUPS = {
    "readers": "head head_of_bay secretary",
    "organisers": "supervisor admin bureau_supervisor",
    "keepers": "supervisor admin bureau_supervisor",
    "office": "leader supervisor admin bureau_supervisor",
    "namers": "head head_of_bay head_of_surgery secretary leader supervisor admin bureau_supervisor",
    "admins": "admin bureau_admin strange_admin",
    "outsiders": "bureau_admin stranger strange_admin assessor",
    **DEED_GROUPS,
    **INSPECTION_GROUPS,
    **ORDER_GROUPS,
    **MEETING_GROUPS,
    **BULLETIN_GROUPS,
    **HONOUR_GROUPS,
    **POLL_GROUPS,
    "others": " ".join(PEOPLE),
}

TABLE = """
self_evaluation | absent | create | yes: nurse; not_found: others
self_evaluation | absent | answer | not_found: others
self_evaluation | absent | note | not_found: others
self_evaluation | absent | submit | not_found: others
self_evaluation | absent | change the day | not_found: others
self_evaluation | draft | create | yes: nurse; not_found: others
self_evaluation | draft | answer | yes: nurse; not_found: others
self_evaluation | draft | note | yes: nurse; not_found: others
self_evaluation | draft | submit | yes: nurse; not_found: others
self_evaluation | draft | change the day | immutable: nurse; not_found: others
self_evaluation | submitted | create | yes: nurse; forbidden: readers; not_found: others
self_evaluation | submitted | answer | closed: nurse; forbidden: readers; not_found: others
self_evaluation | submitted | note | closed: nurse; forbidden: readers; not_found: others
self_evaluation | submitted | submit | closed: nurse; forbidden: readers; not_found: others
self_evaluation | submitted | change the day | immutable: nurse; forbidden: readers; not_found: others

form | absent | create | yes: admins; not_found: others
form | unused | edit | yes: admin; forbidden: assessor; not_found: outsiders; forbidden: others
form | unused | mark as used | forbidden: assessor; not_found: outsiders; forbidden: others
form | used | edit | closed: admin; forbidden: assessor; not_found: outsiders; forbidden: others
form | used | mark as used | forbidden: assessor; not_found: outsiders; forbidden: others
form | library | edit | forbidden: others

institution | absent | create | not_found: others
institution | present | edit | yes: admin; forbidden: assessor; not_found: outsiders; forbidden: others

unit | absent | create | yes: admin; not_found: others
unit | present | edit | yes: admin; forbidden: assessor; not_found: outsiders; forbidden: others

unit | present | end with people in it | invalid: admin; forbidden: assessor; not_found: outsiders; forbidden: others
unit | empty | end | yes: admin; forbidden: assessor; not_found: outsiders; forbidden: others
party_branch | present | end with people in it | invalid: admin; not_found: outsiders; forbidden: others
party_branch | absent | create | yes: admin; not_found: others
party_branch | present | edit | yes: admin; not_found: outsiders; forbidden: others

person | absent | create | yes: admin; not_found: others
person | present | edit | yes: admin; not_found: outsiders; forbidden: others
person | present | make an administrator | yes: admin; not_found: outsiders; forbidden: others
person | present | move elsewhere | immutable: admin; not_found: outsiders; forbidden: others

peer_round | absent | create | yes: organisers; not_found: others
peer_round | absent | create for the branch | yes: organisers secretary; not_found: others
peer_round | planned | change the rule | yes: organisers; not_found: outsiders; forbidden: others
peer_round | planned | rename | yes: organisers; not_found: outsiders; forbidden: others
peer_round | planned | open | yes: organisers; not_found: outsiders; forbidden: others
peer_round | planned | publish | invalid: organisers; not_found: outsiders; forbidden: others
peer_round | open | change the rule | closed: organisers; not_found: outsiders; forbidden: others
peer_round | open | rename | yes: organisers; not_found: outsiders; forbidden: others
peer_round | open | open | yes: organisers; not_found: outsiders; forbidden: others
peer_round | open | publish | invalid: organisers; not_found: outsiders; forbidden: others
peer_round | closed | change the rule | closed: organisers; not_found: outsiders; forbidden: others
peer_round | closed | rename | yes: organisers; not_found: outsiders; forbidden: others
peer_round | closed | open | yes: organisers; not_found: outsiders; forbidden: others
peer_round | closed | publish | yes: organisers; not_found: outsiders; forbidden: others
peer_round | published | change the rule | closed: organisers; not_found: outsiders; forbidden: others
peer_round | published | rename | closed: organisers; not_found: outsiders; forbidden: others
peer_round | published | open | yes: organisers; not_found: outsiders; forbidden: others
peer_round | published | publish | yes: organisers; not_found: outsiders; forbidden: others

peer_assignment | open | write | forbidden: nurse; not_found: others

peer_turnout | open | write | forbidden: office; not_found: others

peer_result | published | write | forbidden: office nurse; not_found: others

peer_review | no round | create | not_found: others
peer_review | no round | answer | not_found: others
peer_review | no round | submit | not_found: others
peer_review | no round | show | not_found: others
peer_review | no round | withhold | not_found: others
peer_review | round planned | create | not_found: others
peer_review | round planned | answer | not_found: others
peer_review | round planned | submit | not_found: others
peer_review | round planned | show | not_found: others
peer_review | round planned | withhold | not_found: others
peer_review | round open | create | yes: nurse; not_found: others
peer_review | round open | answer | not_found: others
peer_review | round open | submit | not_found: others
peer_review | round open | show | not_found: others
peer_review | round open | withhold | not_found: others
peer_review | draft | create | yes: nurse; not_found: others
peer_review | draft | answer | yes: nurse; not_found: others
peer_review | draft | submit | yes: nurse; not_found: others
peer_review | draft | show | forbidden: nurse; not_found: others
peer_review | draft | withhold | forbidden: nurse; not_found: others
peer_review | submitted | create | yes: nurse; not_found: others
peer_review | submitted | answer | closed: nurse; not_found: others
peer_review | submitted | submit | closed: nurse; not_found: others
peer_review | submitted | show | forbidden: nurse; not_found: others
peer_review | submitted | withhold | forbidden: nurse; not_found: others
peer_review | withheld | create | not_found: others
peer_review | withheld | answer | not_found: others
peer_review | withheld | submit | not_found: others
peer_review | withheld | show | not_found: others
peer_review | withheld | withhold | not_found: others
peer_review | round closed | create | closed: nurse; not_found: others
peer_review | round closed | answer | not_found: others
peer_review | round closed | submit | not_found: others
peer_review | round closed | show | not_found: others
peer_review | round closed | withhold | not_found: others
peer_review | published, named | create | yes: nurse; forbidden: colleague; not_found: others
peer_review | published, named | answer | closed: nurse; forbidden: colleague; not_found: others
peer_review | published, named | submit | closed: nurse; forbidden: colleague; not_found: others
peer_review | published, named | show | forbidden: nurse colleague; not_found: others
peer_review | published, named | withhold | forbidden: nurse colleague; not_found: others
peer_review | round open | create for another | not_found: others
peer_review | round open | create for himself | not_found: others

account_event | absent | create | not_found: others
account_event | present | create | forbidden: nurse; not_found: others
account_event | present | say otherwise | forbidden: nurse; not_found: others

month_close | absent | close | yes: organisers; not_found: others
month_close | closed | close again | invalid: organisers; forbidden: leader; not_found: others
month_close | closed | open | yes: organisers; forbidden: leader; not_found: others
month_close | closed | correct | yes: organisers; forbidden: leader; not_found: others
month_close | closed | say it is closed | forbidden: office; not_found: others
month_close | reopened | close again | yes: organisers; forbidden: leader; not_found: others
month_close | reopened | open | invalid: organisers; forbidden: leader; not_found: others
month_close | reopened | correct | invalid: organisers; forbidden: leader; not_found: others
month_close | reopened | say it is closed | forbidden: office; not_found: others

export_event | absent | create | not_found: others
export_event | present | say otherwise | forbidden: office; not_found: others

period_decision | proposed / decided | propose | forbidden: office; not_found: others
period_decision | proposed / decided | confirm | yes: leader; forbidden: organisers; not_found: others
period_decision | proposed | override | yes: leader; forbidden: organisers; not_found: others
period_decision | proposed | override without a reason | invalid: leader; forbidden: organisers; not_found: others
period_decision | decided | override | closed: leader; forbidden: organisers; not_found: others
period_decision | decided | override without a reason | closed: leader; forbidden: organisers; not_found: others

period_result | own | change | forbidden: nurse; not_found: others
period_result | department | change | forbidden: office head; not_found: others
period_result | institution | change | forbidden: office; not_found: others
"""


def expected() -> dict[tuple[str, str, str], dict[str, str]]:
    """What is alike in several states is said once: `issued / reported`."""
    rows: dict[tuple[str, str, str], dict[str, str]] = {}
    own = (ASSESSMENT_TABLE, INSPECTION_TABLE, POLL_TABLE, DRAFT_TABLE)
    rows_of_features = (CHECKLIST_TABLE, COMMENTARY_TABLE, CALENDAR_TABLE, PROGRAMME_TABLE, DEED_TABLE, ROUND_TABLE)
    features = (BALLOT_TABLE, WORDS_TABLE, PUBLIC_TABLE, HONOUR_TABLE, MEETING_TABLE)
    tables = (TABLE, *rows_of_features, *own, ORDER_TABLE, BULLETIN_TABLE, *features)
    for line in "\n".join(tables).splitlines():
        if not line.strip():
            continue
        kind, states, act, answers = (part.strip() for part in line.split("|"))
        row: dict[str, str] = {}
        for answer in answers.split(";"):
            code, _, names = answer.partition(":")
            for name in names.split():
                for who in GROUPS.get(name, name).split():
                    row.setdefault(who, code.strip())
        for state in states.split(" / "):
            assert (kind, state, act) not in rows, "a row is said once"
            rows[kind, state, act] = row
    return rows


def test_every_row_of_the_table_is_what_the_rules_say() -> None:
    table = expected()
    asked = {(scene.kind, scene.state, scene.act): verdicts(scene) for scene in scenes()}
    assert asked.keys() == table.keys()
    for row, answers in asked.items():
        assert answers == table[row], row


def test_every_kind_has_its_rules_and_its_scenes() -> None:
    assert RULES.keys() == KINDS.keys() == {scene.kind for scene in scenes()}


def test_the_server_may_everything(world: World) -> None:
    for kind in KINDS:
        act = Act(SERVER, 1, bytes(16), 0, 0, id_of(400), kind, {"anything": 1})
        assert may_create(act, world)
        assert unknown(act, world) is None
        assert judge(act, None, world) is None


def test_a_kind_that_nobody_knows_is_created_by_nobody(world: World) -> None:
    act = Act(PEOPLE["admin"], 1, bytes(16), 0, 0, id_of(400), "horoscope", {})
    assert not may_create(act, world)
    assert unknown(act, world) is None


def test_a_path_that_nobody_knows_is_invalid_to_the_judge(world: World) -> None:
    act = world.act(PEOPLE["nurse"], "self_evaluation", evaluation_id("nurse"), {**opening("nurse"), "stars": 5})
    refusal = judge(act, None, world)
    assert refusal is not None
    assert (refusal.code, refusal.reason, refusal.path) == ("invalid", "unknown_path", "stars")
