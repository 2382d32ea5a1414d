"""Whatever a client writes, wherever, is answered: no value makes the rules fall over, and with them a whole push."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from models.document import Document, is_id, uuid_text
from tests.models.permission_cases import Scene, scenes
from tests.models.world import PEOPLE, World

ODD: tuple[Any, ...] = (
    *(None, True, False, -1, 2**53, 1.5),
    *("", "x" * 3_000, "-", b"", bytes(16)),
    *([], ["x"], [[1]], {}, {"a": {"b": [1]}}),
)


class Ledger(World):
    """A world that is asked as the database is: for what is no id there is no document."""

    def document(self, id: Any) -> Document | None:
        return self.documents.get(id) if is_id(id) else None


def test_no_value_makes_the_rules_fall_over() -> None:
    """Each write of each scene of the permission table is made odd in every way, then all of them at once."""
    random = Random(20261129)  # noqa: S311 - the same each time
    prepared: dict[Any, World] = {}
    asked = 0
    for scene in scenes():
        world = prepared.get(scene.prepare)
        if world is None:
            world = prepared[scene.prepare] = Ledger()
            scene.prepare(world)
        tried_by = [who for who in PEOPLE if _verdict(world, scene, who, scene.writes) == "yes"][:2]
        for who in (*tried_by, random.choice([*PEOPLE])):
            for odd in _oddities(scene.writes, random):
                assert _verdict(world, scene, who, odd)
                asked += 1
    assert asked > 50_000


def _verdict(world: World, scene: Scene, who: str, writes: dict[str, Any]) -> str:
    named = {path.replace("<me>", uuid_text(PEOPLE[who])): value for path, value in writes.items()}
    try:
        refusal = world.verdict(world.act(PEOPLE[who], scene.kind, scene.doc, named))
    except Exception as fault:
        raise AssertionError(f"{scene.kind} {scene.state} {who}: {str(named)[:400]}") from fault
    return "yes" if refusal is None else refusal.code


def _oddities(writes: dict[str, Any], random: Random) -> Iterator[dict[str, Any]]:
    for path in writes:
        for odd in ODD:
            yield {**writes, path: odd}
    for _ in range(5):
        yield {path: random.choice(ODD) for path in writes}
