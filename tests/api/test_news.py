"""News between processes: told once for many commits, heard by the others, and found by looking when they are lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, cast

import asyncpg  # pyright: ignore[reportMissingTypeStubs] - it has none
import pytest

from api import news
from api.announcement import Announcement
from api.news import CHANNEL, MESSAGES_AT_ONCE_MAX, SCOPES_A_MESSAGE_MAX, News
from tests.postgresql import PostgreSQL

ANN, PHONE = b"a" * 16, b"p" * 16


class Ears:
    """An audience that writes down what it hears."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, Any]] = []
        self.fails = False

    def missed(self, scopes: list[str]) -> None:
        if self.fails:
            self.fails = False
            raise RuntimeError
        self.heard.append(("missed", scopes))

    def tallies_missed(self, scopes: list[str]) -> None:
        self.heard.append(("tallies", scopes))

    def ended_elsewhere(self, person: bytes, device: bytes) -> None:
        self.heard.append(("ended", (person, device)))

    async def look(self) -> None:
        self.heard.append(("look", None))

    async def recheck(self) -> None:
        self.heard.append(("recheck", None))

    def words(self) -> list[str]:
        return [word for word, _ in self.heard]


@pytest.fixture
def url(postgresql: PostgreSQL) -> Iterator[str]:
    name = postgresql.create()
    yield postgresql.url(name)
    postgresql.drop(name)


@pytest.fixture
async def pair(url: str) -> AsyncIterator[tuple[News, News, Ears, Ears]]:
    """Two processes that have just begun to listen."""
    here, there = Ears(), Ears()
    one, two = News(url, "one", here), News(url, "two", there)
    one.start()
    two.start()
    await until(lambda: here.words() == there.words() == ["recheck", "look"])
    here.heard.clear()
    there.heard.clear()
    yield one, two, here, there
    await one.close()
    await two.close()


async def until(condition: Callable[[], bool]) -> None:
    """Lets the processes work until something is so."""
    for _ in range(5_000):
        if condition():
            return
        await asyncio.sleep(0.001)
    raise AssertionError("it never came")


async def at(url: str, sql: str, *args: str) -> Any:
    connection = await cast(Any, asyncpg).connect(url)
    try:
        return await connection.fetchval(sql, *args)
    finally:
        await connection.close()


def commit(*scopes: str, rights: bool = False) -> Announcement:
    return Announcement(dict.fromkeys(scopes, (1, 1)), rights_changed={ANN} if rights else set())


async def test_a_commit_is_heard_by_the_other_process_and_not_by_its_own(pair: tuple[News, News, Ears, Ears]):
    one, _, here, there = pair
    one.tell(commit("team", "library"))
    await until(lambda: bool(there.heard))
    assert there.heard == [("missed", ["team", "library"])]
    assert here.heard == []


async def test_tallies_are_told_as_such_unless_something_else_is_new_in_their_scope(
    pair: tuple[News, News, Ears, Ears],
):
    one, _, _, there = pair
    for scope in ("team", "round"):
        news = commit(scope)
        news.paced.add(scope)
        one.tell(news)
    one.tell(commit("team"))
    await until(lambda: len(there.heard) == 2)
    assert there.heard == [("missed", ["team"]), ("tallies", ["round"])]


async def test_many_commits_are_told_in_one_message(pair: tuple[News, News, Ears, Ears]):
    one, _, _, there = pair
    for _ in range(100):
        one.tell(commit("team", "library"))
    await until(lambda: bool(there.heard))
    assert there.heard == [("missed", ["team", "library"])]


async def test_rights_are_told_before_the_scopes_that_came_with_them(pair: tuple[News, News, Ears, Ears]):
    one, _, _, there = pair
    one.tell(commit("team", rights=True))
    await until(lambda: len(there.heard) == 2)
    assert there.words() == ["recheck", "missed"]


async def test_a_session_that_ended_is_told(pair: tuple[News, News, Ears, Ears]):
    one, _, _, there = pair
    one.tell_ended(ANN, PHONE)
    await until(lambda: bool(there.heard))
    assert there.heard == [("ended", (ANN, PHONE))]


async def test_more_scopes_than_a_message_holds_come_in_several(pair: tuple[News, News, Ears, Ears]):
    one, _, _, there = pair
    names = [f"person/{number:036}/2026Q4" for number in range(SCOPES_A_MESSAGE_MAX * 2 + 1)]
    one.tell(commit(*names))
    await until(lambda: len(there.heard) == 3)
    assert [name for _, scopes in there.heard for name in scopes] == names


@pytest.mark.parametrize("length", [40, 200])
async def test_more_than_can_be_told_is_left_to_looking(pair: tuple[News, News, Ears, Ears], length: int):
    one, _, _, there = pair
    count = SCOPES_A_MESSAGE_MAX * (MESSAGES_AT_ONCE_MAX + 1) if length == 40 else SCOPES_A_MESSAGE_MAX
    one.tell(commit(*(f"{number:0{length}}" for number in range(count))))
    await until(lambda: len(there.heard) == 2)
    assert there.words() == ["recheck", "look"]


async def test_a_connection_that_breaks_is_opened_again_and_looks_for_what_it_missed(
    pair: tuple[News, News, Ears, Ears], url: str
):
    one, _, here, there = pair
    await at(url, "select count(pg_terminate_backend(pid)) from pg_stat_activity where query ilike 'listen%'")
    await until(lambda: there.words()[-1:] == ["look"] and here.words()[-1:] == ["look"])
    there.heard.clear()
    one.tell(commit("team"))
    await until(lambda: ("missed", ["team"]) in there.heard)


async def test_words_that_nobody_understands_are_left_to_looking(pair: tuple[News, News, Ears, Ears], url: str):
    _, _, here, there = pair
    await at(url, "select pg_notify($1, $2)", CHANNEL, "{")
    await until(lambda: here.words() == ["look"] and there.words() == ["look"])


async def test_an_audience_that_fails_hears_the_next_news(pair: tuple[News, News, Ears, Ears]):
    one, _, _, there = pair
    there.fails = True
    one.tell(commit("team"))
    await until(lambda: not there.fails)
    one.tell(commit("library"))
    await until(lambda: there.heard == [("missed", ["library"])])


async def test_it_looks_from_time_to_time_even_if_nothing_is_heard(url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(news, "POLL_SECONDS", 0.01)
    ears = Ears()
    alone = News(url, "alone", ears)
    alone.start()
    await until(lambda: ears.words().count("look") > 3)
    await alone.close()


async def test_a_server_that_is_away_is_waited_for(url: str):
    ears = Ears()
    refusals = [OSError("away"), TimeoutError(), OSError("away")]

    async def connect() -> Any:
        if refusals:
            raise refusals.pop()
        return await cast(Any, asyncpg).connect(url)

    patient = News(url, "patient", ears, connect)
    patient.start()
    await until(lambda: "look" in ears.words())
    await patient.close()
