"""The invariants, asked once everything is healed: three rounds of sync, then nothing may be left open.

By number: I1 nothing accepted is lost, I2 each is stored once, I3 every client equals the
server's view for its person, I4 nothing is held that may not be seen, I5 chains verify, I7 tallies equal a recount,
I8 nothing unsent is dropped silently, I13 every outbox empties, I15 what a version doesn't know is kept.
"""

from __future__ import annotations

from models.document import ServerAct
from sync.change import decode_value
from sync.errors import RESTAMPED_CODES
from sync.register import Registers
from sync.scope import NOTHING
from tests.simulation.clients import State
from tests.simulation.phone import Phone
from tests.simulation.server import DEVICE_ENDED, LOG_CHANGED, OK, SIGNED_OUT, Violation
from tests.simulation.shadow import broken_chains, digest_of
from tests.simulation.world import World

ROUNDS = 3
REQUESTS_MAX = 60


def heal_and_check(world: World) -> None:
    """Plays a world to its end and asks everything; Violation says what doesn't hold."""
    world.run()
    world.service.deadlines(world.now_ms)
    _stir(world)
    for _ in range(ROUNDS):
        world.now_ms += 60_000
        for phone in world.phones:
            exchange(world, phone)
    for phone in world.phones:
        _outboxes_are_empty(phone)
    _log_is_whole(world)
    _ballots_are_counted_once(world)
    _views_are_equal(world)


def _stir(world: World) -> None:
    """Something new in the scopes of what was lost on some phone, so that the digests are compared."""
    state = world.service.shadow.state
    kinds = {document.id: document.kind for document in world.service.shadow.documents()}
    acts = [ServerAct(doc, kinds[doc], {min(state[doc]): _value(state[doc])}) for doc in world.rotten if doc in kinds]
    world.service.write(acts, world.now_ms)


def _value(registers: Registers) -> object:
    return decode_value(registers[min(registers)].value)


def exchange(world: World, phone: Phone) -> None:
    """One round of one phone on a network without faults: push until nothing is left to push, then pull."""
    world.sign_in(phone)
    client, service = phone.client, world.service
    for _ in range(REQUESTS_MAX):
        token, at_ms = phone.token or 0, phone.device_ms
        body = client.push_body()
        if body is not None:
            status, answer = service.push(token, body, world.now_ms)
        else:
            status, answer = service.pull(token, client.pull_body(2_000), world.now_ms)
        if status == LOG_CHANGED:
            client.log_changed(at_ms)
        elif status in (SIGNED_OUT, DEVICE_ENDED):
            if status == DEVICE_ENDED:
                phone.wipe()
            phone.token = None
            world.sign_in(phone)
        elif status != OK:
            raise Violation(f"I14: a healed exchange was answered {status}")
        elif body is not None:
            client.push_answered(answer, at_ms, at_ms)
        elif not client.pull_answered(answer, at_ms, at_ms):
            if not client.needs_sign_in():
                return
            phone.token = None
            world.sign_in(phone)
    raise Violation(f"I13: a round needed more than {REQUESTS_MAX} requests")


def _outboxes_are_empty(phone: Phone) -> None:
    if phone.client.outbox():
        raise Violation(f"I13: {len(phone.client.outbox())} changes are still unsent after {ROUNDS} rounds")
    if wrong := [refused.code for refused in phone.client.refused() if refused.code in RESTAMPED_CODES]:
        raise Violation(f"I8: the person is told of {wrong[0]}, which the phone settles by itself")
    if phone.client.waiting():
        raise Violation("I3: an accepted change waits although a later pull has finished")


def _log_is_whole(world: World) -> None:
    service = world.service
    with service.reading() as txn:
        broken = broken_chains(txn)
        heads = dict(txn.fetch("select name, digest from scopes"))
    if broken:
        raise Violation(f"I5: the chain breaks in {broken[0]}")
    bodies = list(service.shadow.bodies.values())
    everything = b"\n".join(bodies)
    for phone in world.phones:
        _acts_are_accounted_for(phone, everything, bodies, b"\n".join(service.lost.values()))
    _evicted_are_kept(world, everything)
    for name, state in service.shadow.scopes(world.now_ms).items():
        if heads.pop(name, NOTHING) != digest_of(state):
            raise Violation(f"I3: the server's digest of {name} is not that of the log")
    if any(digest != NOTHING for digest in heads.values()):
        raise Violation("I4: the server keeps a digest of a scope that holds nothing")


def _acts_are_accounted_for(phone: Phone, everything: bytes, bodies: list[bytes], lost: bytes) -> None:
    """Each act stands in the log once, or is shown as refused, or went up in a later one on the same document.

    What a restored backup lost comes back from the phone that had kept it.
    """
    promised = b"\n".join(phone.promised)
    refused = b"\n".join(change.raw for change in phone.client.refused())
    covered: set[bytes] = set()
    for mark, doc in reversed(phone.marks):
        sought = mark.encode()
        times = everything.count(sought)
        if times > 1 and sum(sought in body for body in bodies) > 1:
            raise Violation(f"I2: {mark} is stored more than once")
        if times or sought in refused or mark in phone.discarded or (sought in lost and sought not in promised):
            covered.add(doc)
        elif doc not in covered:
            raise Violation(f"I8: {mark} on {doc.hex()} is neither stored nor shown as refused")
    for raw in phone.client.kept():
        if raw not in everything:
            raise Violation(f"I1: {raw[3:19].hex()} was accepted and is not in the log")


def _ballots_are_counted_once(world: World) -> None:
    """I2, I7: what a round says was handed in is what was handed in."""
    documents = list(world.service.shadow.documents())
    for turnout in documents:
        if turnout.kind == "peer_turnout":
            round = turnout.value("round")
            reviews = [each for each in documents if each.kind == "peer_review" and each.value("round") == round]
            handed_in = sum(each.value("submitted") is True for each in reviews)
            if turnout.value("submitted") != handed_in:
                raise Violation(f"I7: {round.hex()} counts {turnout.value('submitted')} of {handed_in} reviews")


def _evicted_are_kept(world: World, everything: bytes) -> None:
    """What the server had accepted from a phone that has since lost its storage: only a restore may lose it."""
    for _, client, _ in world.evicted:
        for raw in client.kept():
            if raw not in everything and raw[3:19] not in world.service.lost:
                raise Violation(f"I1: {raw[3:19].hex()} was accepted from an evicted phone and is not in the log")


def _views_are_equal(world: World) -> None:
    for phone in world.phones:
        client = phone.client
        expected = world.service.shadow.view(phone.member.id, client.cursors(), world.now_ms)
        held = client.scopes()
        for name in sorted({*expected, *held}):
            _scopes_are_equal(name, held.get(name, {}), expected.get(name, {}))
            if client.digest(name) != digest_of(expected.get(name, {})):
                raise Violation(f"I3: the client's digest of {name} differs")


def _scopes_are_equal(name: str, held: State, expected: State) -> None:
    for doc in sorted({*held, *expected}):
        if doc not in expected:
            raise Violation(f"I4: {doc.hex()} is still held in {name}")
        if doc not in held:
            raise Violation(f"I3: {doc.hex()} is missing in {name}")
        for path in sorted({*held[doc], *expected[doc]}):
            if held[doc].get(path) != expected[doc].get(path):
                raise Violation(f"I3: {path} of {doc.hex()} in {name} differs: {held[doc].get(path)}")
