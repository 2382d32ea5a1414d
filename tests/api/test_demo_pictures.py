"""The demonstration's photographs: every one that is named is held, by the pictures' own way in, and sent once."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from api.database import Store
from api.demo import snapshots
from api.demo.gallery import hang
from api.demo.seed import ensure
from api.migrate import migrate
from api.pictures import Picture, develop
from api.settings import read_settings
from api.stores import open_store
from models.calendar import HOUR_MS, day_start_ms
from tests.api.recount import registers

EVENING = day_start_ms("2026-11-21") + 19 * HOUR_MS
FOLDER_BYTES_MAX = 400_000
BYTES_MAX = 40_000


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """The demonstration, without its pictures."""
    opened = open_store(database_url)
    migrate(opened, bytes(16))
    ensure(opened, EVENING)
    yield opened
    opened.close()


def test_pictures_are_drawn_alike_and_hold_nothing_but_a_picture() -> None:
    for name in snapshots.names():
        data, told = snapshots.snapshot(name), snapshots.reference(name)
        assert told["blob"] == hashlib.sha256(data).hexdigest()
        assert len(data) < BYTES_MAX
        assert develop(data) == Picture("image/jpeg", snapshots.WIDTH, snapshots.HEIGHT, None)
        snapshots.snapshot.cache_clear()
        assert snapshots.snapshot(name) == data


def test_every_picture_that_is_named_is_held_and_sent_once(store: Store, tmp_path: Path) -> None:
    settings = read_settings({"MINGCHA_DATA_DIR": str(tmp_path)}, demo=True)
    assert asyncio.run(hang(settings, store, lambda: EVENING)) >= len(snapshots.names())
    assert asyncio.run(hang(settings, store, lambda: EVENING)) == 0
    with store.transaction() as txn:
        held = {bytes(sha256).hex() for (sha256,) in txn.fetch("select sha256 from blob")}
    named = {blob for _, _, value in told(store) if (blob := blob_in(value)) is not None}
    assert held == named == {snapshots.reference(name)["blob"] for name in snapshots.names()}
    files = [file for file in settings.blob_dir.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) < FOLDER_BYTES_MAX


def blob_in(value: object) -> str | None:
    """The hash in a value that names a picture."""
    return cast("dict[str, str]", value).get("blob") if isinstance(value, dict) else None


def told(store: Store) -> Iterator[tuple[str, str, object]]:
    """Kind, path and value of all that orders, observations, findings, bulletins and briefs hold."""
    sql = "select id, kind from documents where kind in ('order', 'observation', 'finding', 'bulletin', 'brief')"
    with store.transaction() as txn:
        for id, kind in txn.fetch(sql):
            for (_, path), (_, value, *_) in registers(txn, id).items():
                yield kind, path, value


def test_orders_show_what_was_found_before_and_after_a_handover_and_a_look_again(store: Store) -> None:
    paths = {(kind, path.partition("/")[0]) for kind, path, _ in told(store)}
    for part in ("before", "after", "rechecked", "handovers", "reinspections", "reopenings", "told"):
        assert ("order", part) in paths
    assert {("finding", "photos"), ("bulletin", "photos"), ("brief", "photos")} <= paths
