"""计入: what of an inspector's observation counts in a visit, and whose ruling on an item holds.

An observation is one statement. What decides in it (verdict, points, deduction, how often, its parts) came when the
last of that came; a note, a place or a picture moves nothing, however late. What came after the publication is kept
apart until the leader reopens, and what counted at the publication goes on counting: before anything later is written
over it, the server keeps it in `counted`.

Of the rulings on an item the last one holds that hasn't been taken back. Only who leads the team may rule, so another
leader's word stands, whoever leads today, until the present leader rules anew.

Promises: pure, the same in `pwa/src/model/counted.ts` (tests/vectors/counted.json).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from models.document import SERVER, Act, Document, Library, Register, ServerAct
from models.inspection_result import Ruling, Seen
from models.visit import Registers, Standing, timing, visit_standing

KEPT = "counted"
"""The register of an observation in which the server keeps what counted when its visit was published."""
_DECIDING = frozenset({"verdict", "points", "deduction", "count"})


def decides(path: str) -> bool:
    """Whether the result hangs on what stands at this path of an observation."""
    return path in _DECIDING or path.startswith("children/")


def came_ms(observation: Registers) -> int:
    """When the last of what decides reached the server; 0 where nothing decides yet."""
    return max((each.received_ms for path, each in observation.items() if decides(path)), default=0)


def counting(observation: Document, visit: Document, standing: Standing) -> Seen | None:
    """What counts of an observation; None where nothing does. `standing` is the visit's."""
    if timing(visit.registers, standing, came_ms(observation.registers)) != "apart":
        return None if observation.value("verdict") is None else seen_of(observation)
    kept = observation.registers.get(KEPT)
    if kept is None or kept.value is None or kept.received_ms <= (standing.published_ms or 0):
        return None
    return Seen(_inspector(observation), **cast("Mapping[str, Any]", kept.value))


def seen_of(observation: Document) -> Seen:
    """An observation as the rules weigh it."""
    deduction = cast("dict[str, Any]", observation.value("deduction") or {})
    failed = sum(each.value == "fail" for path, each in observation.registers.items() if path.startswith("children/"))
    return Seen(
        _inspector(observation),
        observation.value("verdict"),
        observation.value("points"),
        deduction.get("points"),
        failed,
        int(observation.value("count") or 1),
    )


def _inspector(observation: Document) -> str:
    return observation.value("inspector", b"").hex()


def keeping(act: Act, library: Library) -> list[ServerAct]:
    """What counts of an observation as it stands, before the first thing that came after the publication changes it."""
    observation = library.document(act.doc)
    if act.author == SERVER or observation is None or not any(decides(path) for path in act.writes):
        return []
    visit = library.document(observation.value("visit"))
    if visit is None or visit.value("published") is None:
        return []
    standing = visit_standing(visit.registers)
    late = timing(visit.registers, standing, act.received_ms) == "apart"
    if not late or timing(visit.registers, standing, came_ms(observation.registers)) == "apart":
        return []
    seen = counting(observation, visit, standing)
    if seen is None:
        return []
    kept = {name: getattr(seen, name) for name in ("verdict", "points", "lost", "failed", "count")}
    return [ServerAct(observation.id, "observation", {KEPT: kept})]


def ruled(ruling: Document) -> Ruling | None:
    """The ruling that holds of those in a document of rulings; None where all were taken back."""
    said = {path: each for path, each in ruling.registers.items() if path.startswith("by/") and each.value is not None}
    if not said:
        return None
    given = cast("Mapping[str, Any]", max(said.items(), key=_moment)[1].value)
    return Ruling(given["verdict"], given.get("points"), given.get("lost"))


def _moment(said: tuple[str, Register]) -> tuple[bytes, str]:
    return said[1].stamp, said[0]
