"""The mark that an activation code leaves: for the person to see, for nobody else, and what a reset takes away."""

from typing import Any, cast
from uuid import UUID

import httpx
import msgspec

from api import accounts
from api.database import Txn
from api.intake import write_as_server
from api.passwords import hash_for_demo
from api.roster_cache import roster_of
from models.document import ServerAct, natural_id, uuid_text
from sync.answers import decode_pull_answer
from sync.messages import Pull, encode_pull
from sync.stamp import SERVER_REPLICA, make
from tests.api.door import PASSWORD, Door, Somebody

SECRET_WORDS = "她对病人不够耐心"


async def colleague(door: Door, of: Somebody, username: str, number: int, *, account: bool = True) -> Somebody:
    """Somebody of the same institution without any role."""

    def work(txn: Txn) -> bytes:
        institution = roster_of(txn, door.clock()).institution_of(of.person)
        person = make(door.clock(), number, SERVER_REPLICA)
        write_as_server(
            txn, [ServerAct(person, "person", {"institution": institution, "name": username})], door.clock()
        )
        if account:
            accounts.add_account(txn, person, username, hash_for_demo(PASSWORD), door.clock())
        return person

    return Somebody(await door.parts.database().write(work), username, PASSWORD)


async def submitted_review(door: Door, reviewer: Somebody, subject: Somebody, anonymity: str) -> bytes:
    """A review in a round, as the intake would have left it; its id."""
    round = make(door.clock(), 900, SERVER_REPLICA)
    names = f"{uuid_text(round)}/{uuid_text(reviewer.person)}"
    review = natural_id(f"peer_review/{names}/{uuid_text(subject.person)}")
    parts = {"round": round, "reviewer": reviewer.person}

    def work(txn: Txn) -> None:
        institution = roster_of(txn, door.clock()).institution_of(reviewer.person)
        plan = {"institution": institution, "title": "互评", "anonymity": anonymity}
        owed = {**parts, f"subjects/{uuid_text(subject.person)}": True}
        written = {**parts, "subject": subject.person, "note": SECRET_WORDS, "submitted": True}
        acts = [
            ServerAct(round, "peer_round", plan),
            ServerAct(natural_id(f"peer_assignment/{names}"), "peer_assignment", owed),
            ServerAct(review, "peer_review", written),
        ]
        write_as_server(txn, acts, door.clock())

    await door.parts.database().write(work)
    return review


async def pulled(phone: httpx.AsyncClient, signed_in: dict[str, Any]) -> bytes:
    """Everything that a new device of this person is sent, as one piece of bytes."""
    asked = encode_pull(Pull(log=bytes.fromhex(signed_in["log"].replace("-", "")), cursors={}))
    answer = await phone.post("/api/sync/pull", content=asked, headers={"Content-Type": "application/x-msgpack"})
    assert answer.status_code == 200, answer.text
    return answer.content


def events_in(body: bytes) -> list[dict[str, Any]]:
    """The events that a pull brought, in the order of their entries."""
    events: list[dict[str, Any]] = []
    for scope in decode_pull_answer(body).scopes.values():
        for entry in scope.entries:
            content: Any = msgspec.msgpack.decode(entry.content)
            if isinstance(content, list) and content[2] == "account_event":
                events.append(dict(cast("list[tuple[str, Any]]", content[3])))
    return events


async def taken_over(door: Door, admin: Somebody, person: Somebody) -> bytes:
    """What somebody is sent who got a code for this person from the administrator and used it."""
    await door.sign_in(admin)
    code = (await door.client.post(f"/api/people/{UUID(bytes=person.person)}/code")).json()["code"]
    body = {"code": code, "username": person.username, "password": "quite another phrase", "device": "new"}
    async with door.visitor() as phone:
        answer = await phone.post("/api/auth/activate", json=body)
        assert answer.status_code == 201, answer.text
        return await pulled(phone, answer.json())


async def test_a_reset_leaves_a_mark_that_the_person_sees_and_a_colleague_does_not(door: Door) -> None:
    admin = await door.admit("li.yan")
    nurse, other = await colleague(door, admin, "wang", 77), await colleague(door, admin, "zhao", 78)
    issued, reset = events_in(await taken_over(door, admin, nurse))
    assert issued == {
        "person": nurse.person,
        "by": admin.person,
        "what": "code_issued",
        "at": door.clock(),
    }
    assert reset == {"person": nurse.person, "by": nurse.person, "what": "account_reset", "at": door.clock()}
    for somebody in (other, admin):
        async with door.visitor() as phone:
            signed_in = (await door.sign_in(somebody, "phone", phone)).json()
            assert events_in(await pulled(phone, signed_in)) == []


async def test_a_code_that_nobody_used_has_left_its_mark_already(door: Door) -> None:
    admin = await door.admit("li.yan")
    nurse = await colleague(door, admin, "wang", 77)
    await door.sign_in(admin)
    await door.client.post(f"/api/people/{UUID(bytes=nurse.person)}/code")
    async with door.visitor() as phone:
        signed_in = (await door.sign_in(nurse, "phone", phone)).json()
        assert [event["what"] for event in events_in(await pulled(phone, signed_in))] == ["code_issued"]


async def test_a_refused_activation_leaves_no_mark_of_a_reset(door: Door) -> None:
    admin = await door.admit("li.yan")
    nurse = await colleague(door, admin, "wang", 77)
    await door.sign_in(admin)
    code = (await door.client.post(f"/api/people/{UUID(bytes=nurse.person)}/code")).json()["code"]
    body = {"code": code, "username": admin.username, "password": "quite another phrase", "device": "new"}
    assert (await door.client.post("/api/auth/activate", json=body)).status_code == 409
    async with door.visitor() as phone:
        signed_in = (await door.sign_in(nurse, "phone", phone)).json()
        assert [event["what"] for event in events_in(await pulled(phone, signed_in))] == ["code_issued"]


async def test_the_first_use_of_a_code_opens_an_account(door: Door) -> None:
    admin = await door.admit("li.yan")
    nurse = await colleague(door, admin, "wang", 77, account=False)
    events = events_in(await taken_over(door, admin, nurse))
    assert [event["what"] for event in events] == ["code_issued", "account_opened"]
    again = events_in(await taken_over(door, admin, nurse))
    assert [event["what"] for event in again] == ["code_issued", "account_opened", "code_issued", "account_reset"]


async def test_who_takes_an_account_over_gets_no_confidential_review_of_it(door: Door) -> None:
    admin = await door.admit("li.yan")
    nurse, other = await colleague(door, admin, "wang", 77), await colleague(door, admin, "zhao", 78)
    review = await submitted_review(door, nurse, other, "confidential")
    async with door.visitor() as phone:
        signed_in = (await door.sign_in(nurse, "phone", phone)).json()
        assert SECRET_WORDS.encode() in await pulled(phone, signed_in)
    assert SECRET_WORDS.encode() not in await taken_over(door, admin, nurse)
    kept = await door.parts.database().read(
        lambda txn: txn.fetch("select scopes from documents where id = ?", [review])
    )
    assert kept == [("",)], "it is still there to be counted"


async def test_a_named_review_stays_with_its_writer(door: Door) -> None:
    admin = await door.admit("li.yan")
    nurse, other = await colleague(door, admin, "wang", 77), await colleague(door, admin, "zhao", 78)
    await submitted_review(door, nurse, other, "named")
    assert SECRET_WORDS.encode() in await taken_over(door, admin, nurse)
