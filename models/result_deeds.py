"""What people did and were told in a month: records, pledges, activities, commentary and remarks, as components.

Promises: pure; counted is what was confirmed, graded, attended or handed over in the month itself. Beside a total these
are shown; they are part of it only where a programme's scoring model draws on them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from models.calendar import day_end_ms, day_start_ms, local_day
from models.document import Document, Library, stamp_ms
from models.period import is_period
from models.period import last_day as last_day_of
from models.pledge_standing import pledge_standing
from models.result import rounded
from models.result_model import ACTIVITIES, COMMENTARY, PLEDGES, RECORDS, REMARKS
from models.result_period import first_day, last_day
from models.scored_answers import activities_of, came_to

Component = dict[str, Any]


def deeds(institution: bytes, people: Sequence[bytes], month: str, library: Library) -> Mapping[bytes, list[Component]]:
    """The components of everybody of whom there is something."""
    zone = library.roster.institutions[institution].timezone
    begin_ms, end_ms = day_start_ms(first_day(month), zone), day_end_ms(last_day(month), zone)
    found: dict[bytes, list[Component]] = defaultdict(list)
    for person, (kept, n) in _pledges(institution, begin_ms, end_ms, library).items():
        found[person].append(rate(PLEDGES, "pledges", kept, n))
    for person, (came, n) in _activities(institution, begin_ms, end_ms, library).items():
        found[person].append(rate(ACTIVITIES, "activities", came, n))
    for id, counts in (
        (COMMENTARY, _commentary(institution, month, library)),
        (REMARKS, _remarks(institution, month, zone, library)),
        (RECORDS, _records(people, month, library)),
    ):
        for person, n in counts.items():
            found[person].append(count(id, n))
    return found


def rate(id: str, source: str, hits: int, n: int) -> Component:
    return {"id": id, "source": source, "value": rounded(Fraction(hits * 100, n)), "n": n, "hits": hits}


def count(id: str, n: int) -> Component:
    return {"id": id, "source": id, "value": f"{n}.00", "n": n}


def _records(people: Sequence[bytes], month: str, library: Library) -> Mapping[bytes, int]:
    """How many records of the month each person has handed in and not withdrawn."""
    counts: dict[bytes, int] = defaultdict(int)
    for document in library.about("record_entry", people, first_day(month), last_day(month)):
        handed_in = any(path.startswith("handed_in/") for path in document.registers)
        if handed_in and document.value("withdrawn") is not True:
            counts[document.value("person")] += 1
    return counts


def _pledges(institution: bytes, begin_ms: int, end_ms: int, library: Library) -> dict[bytes, tuple[int, int]]:
    """Of each person's own pledges that were graded in the month, how many were kept, for the most part too."""
    found: dict[bytes, tuple[int, int]] = {}
    for pledge in library.documents_of("pledge", institution):
        given = [each.received_ms for path, each in pledge.registers.items() if path.startswith("grades/")]
        if pledge.value("unit") is not None or pledge.value("branch") is not None:
            continue
        standing = pledge_standing(pledge.registers)
        if standing.grade is not None and not standing.excused and begin_ms <= max(given, default=0) < end_ms:
            kept, n = found.get(pledge.value("pledger"), (0, 0))
            found[pledge.value("pledger")] = kept + (standing.grade != "not"), n + 1
    return found


def _activities(institution: bytes, begin_ms: int, end_ms: int, library: Library) -> dict[bytes, tuple[int, int]]:
    """Of the activities to which each person was due, how many they came to."""
    found: dict[bytes, tuple[int, int]] = {}
    for activity in activities_of(institution, begin_ms, end_ms, library):
        for person, came in came_to(activity, library):
            hits, n = found.get(person, (0, 0))
            found[person] = hits + came, n + 1
    return found


def _commentary(institution: bytes, month: str, library: Library) -> Mapping[bytes, int]:
    """Commentaries that are out and whose period ends in the month."""
    branches = [id for id, each in library.roster.branches.items() if each.institution == institution]
    said = [each for branch in sorted(branches) for each in library.documents_of("branch_commentary", branch)]
    return _counted(each for each in said if each.value("submitted") is True and _ends_in(each, month))


def _remarks(institution: bytes, month: str, zone: str, library: Library) -> Mapping[bytes, int]:
    """Remarks of leaders: those of a period that ends in the month, and those made in it at any time."""
    quarterly = library.documents_of("quarterly_remark", institution)
    out = [each for each in quarterly if each.value("submitted") is True and _ends_in(each, month)]
    for each in library.documents_of("leader_remark", institution):
        made_on = local_day(stamp_ms(each.id), zone)
        if each.value("text") is not None and made_on[:7] == month:
            out.append(each)
    return _counted(out)


def _ends_in(document: Document, month: str) -> bool:
    period = document.value("period")
    return isinstance(period, str) and is_period(period) and last_day_of(period)[:7] == month


def _counted(documents: Any) -> Mapping[bytes, int]:
    counts: dict[bytes, int] = defaultdict(int)
    for each in documents:
        counts[each.value("subject")] += 1
    return counts
