"""A program of somebody's own, signed in, that pushes what no client of ours would."""

from __future__ import annotations

from random import Random

from sync.answers import decode_push_answer
from sync.change import decode_change, encode_change
from sync.messages import encode_push
from sync.stamp import REPLICA_MAX, make
from tests.simulation.server import OK, UNREADABLE, Server, Violation

CODES = ("malformed", "replica", "stamp_reused", "malformed", "stamp_order", "replica")


def push_strangely(service: Server, random: Random, now_ms: int) -> None:
    """Six changes that are to be refused for six reasons, and a body that is none; nothing of it may be stored."""
    taken = sorted(raw for raw in service.shadow.bodies.values())
    tokens = [token for token, session in service.sessions.items() if not session.ended]
    if not tokens:
        return
    token = random.choice(tokens)
    mine = service.sessions[token]
    own = [raw for raw in taken if decode_change(raw).id[8:] == make(0, 0, mine.replica)[8:]]
    if not own:
        return
    doc = random.randbytes(16)
    known, theirs = decode_change(random.choice(own)), decode_change(random.choice(taken))
    other = make(now_ms - 1, 7, random.randrange(REPLICA_MAX))
    changes = [
        encode_change(known.id, doc, "Not-a-kind", [("note", "x")]),
        encode_change(other, doc, "self_evaluation", [("note", "x")]),
        encode_change(known.id, doc, "self_evaluation", [("note", "x")]),
        encode_change(bytes(16), doc, "self_evaluation", [("note", "x")]),
        encode_change(
            make(random.randrange(1 << 20), random.randrange(4096), mine.replica),
            doc,
            "self_evaluation",
            [("note", "x")],
        ),
        encode_change(make(now_ms, 0, 1), theirs.doc, theirs.kind, [("used", True)]),
    ]
    before = len(service.shadow.bodies)
    status, answer = service.push(token, encode_push(service.log, changes), now_ms)
    if status != OK:
        raise Violation(f"I14: a push of refused changes was answered {status}")
    codes = tuple(refusal and refusal.code for refusal in decode_push_answer(answer).results)
    if codes != CODES or len(service.shadow.bodies) != before:
        raise Violation(f"I14: {codes} instead of {CODES}")
    status, _ = service.push(token, random.randbytes(random.randrange(40)), now_ms)
    if status != UNREADABLE:
        raise Violation(f"I14: a body that is none was answered {status}")
