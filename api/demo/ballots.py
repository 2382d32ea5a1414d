"""An anonymous round of the demonstration that is over: six of surgery on the leadership, with words that are ruled on.

Promises: what is planned is pure; the ballots are cast as phones cast them, under keys drawn by lot, through the same
way in as everybody's: which is whose isn't told here either. Two of the words are let through, one is held back, and
the others wait for an organiser.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from msgspec import msgpack
from msgspec.structs import replace

from api.ballot_signing import new_key, public_key, sign_blindly
from api.ballot_smith import tell_key
from api.ballots import IssueAsked, take_ballot, write_issue
from api.database import Txn
from api.demo.doings import Telling
from api.demo.hospital import Deed, Hospital
from models.ballot import NONCE_BYTES, PROOF_BYTES, Ballot, proven_message
from models.ballot_context import context_id
from models.blind_signature import PSS_RANDOMIZED, PublicKey, blind, finalize
from models.document import uuid_text
from models.moderation import KIND, shuffled, words_id
from models.round_ballots import NOTE
from models.sealed_words import SALT_BYTES, sealed

BALLOTS = "ballots"
"""The deed that is no document: sheets of a context, with who was given a ballot of it."""
TITLE = "外科职工匿名评议院领导"
OPENED_DAYS_AGO, CLOSED_DAYS_AGO = 24, 19
UNIT, UNIT_NAME = "surgery", "外科"
LET_THROUGH = ("查房遇到难事当场拍板，科里不用来回跑。", "能听进不同意见，改了就跟大家说一声。")
HELD_BACK = "听说他给自己亲戚排轻松班，大家心里都有数。"
WHY = "涉及第三人，没有写明事实，另行了解。"
WAITING = ("排班调整通知得太晚，家里有小孩的来不及安排。", "点名批评时当着病人的面，让人下不来台。")
Secrets = Callable[[bytes], bytes]


def ballot_deeds(hospital: Hospital, today: str, now_ms: int, secret_for: Secrets) -> list[Deed]:
    """The supervisor's round, the ballots of six, and what the supervisor made of their words."""
    telling = Telling(hospital, today, now_ms)
    own = [each for each in hospital.people if each.institution == telling.centre]
    organiser, leader = (next(each for each in own if each.role == role) for role in ("supervisor", "leader"))
    plan = {
        "institution": telling.centre,
        "title": TITLE,
        "form": "review@1",
        "opens_at": telling.moment(OPENED_DAYS_AGO, 9),
        "closes_at": telling.moment(CLOSED_DAYS_AGO, 18),
        "anonymity": "anonymous",
        "threshold": 5,
        "kind": "upward",
        "evaluators": {"unit": UNIT_NAME, "unit_type": "department"},
        "subjects": {"role": "leader"},
        "rule": {"type": "all", "each": 5},
    }
    round = telling.makes(organiser, "peer_round", OPENED_DAYS_AGO, 8, plan)
    telling.adds(organiser, round, (OPENED_DAYS_AGO, 8.5), {"opened": True})
    telling.adds(organiser, round, (CLOSED_DAYS_AGO - 1, 9), {"published": True})
    deeds = telling.deeds()
    voters = [each.id for each in own if each.unit == UNIT][:6]
    context, cast_ms = context_id(round, leader.id), telling.moment(CLOSED_DAYS_AGO, 10)
    deeds.append(Deed(cast_ms, leader.id, context, BALLOTS, {"voters": voters, "sheets": _sheets()}))
    said = shuffled([*LET_THROUGH, HELD_BACK, *WAITING], secret_for(round))
    for at, words in enumerate((*LET_THROUGH, HELD_BACK)):
        ruling = {"told": False, "reason": WHY} if words == HELD_BACK else {"told": True}
        path = f"rulings/{1 + said.index(words)}/{uuid_text(organiser.id)}"
        moment_ms = telling.moment(CLOSED_DAYS_AGO - 1, 10 + at / 10)
        deeds.append(Deed(moment_ms, organiser.id, words_id(round, leader.id), KIND, {path: ruling}))
    return [deed for deed in deeds if deed.moment_ms < now_ms]


def _sheets() -> list[dict[str, Any]]:
    marks = ((5, 4, 5, 9, 5), (5, 5, 5, 9.5, 5), (4, 3, 4, 7.5, 3), (4, 4, 3, 8, 4), (3, 4, 3, 7, 4), (5, 4, 4, 8.5, 5))
    names = ("virtue", "ability", "diligence", "achievement", "integrity")
    notes = (*LET_THROUGH, HELD_BACK, *WAITING, "")
    return [{**dict(zip(names, each, strict=True)), NOTE: note} for each, note in zip(marks, notes, strict=True)]


def cast_ballots(txn: Txn, deed: Deed) -> None:
    """Has a ballot issued to each voter under a new key of the context, and casts their sheets in another order."""
    made = new_key()
    tell_key(txn, deed.doc, made, deed.moment_ms)
    numbers = public_key(made.public).public_numbers()
    issuer, ballots = PublicKey(numbers.n, numbers.e), list[Ballot]()
    for voter, sheet in zip(deed.writes["voters"], deed.writes["sheets"], strict=True):
        private = ec.generate_private_key(ec.SECP256R1())
        point = serialization.PublicFormat.UncompressedPoint
        key = private.public_key().public_bytes(serialization.Encoding.X962, point)
        token = secrets.token_bytes(NONCE_BYTES) + key
        factor = 1 + secrets.randbelow(numbers.n - 1)
        blinded, inverse = blind(issuer, token, secrets.token_bytes(48), factor)
        asked = IssueAsked(deed.doc, blinded)
        signed = write_issue(txn, voter, asked, sign_blindly(made.private, blinded), deed.moment_ms)
        signature = finalize(issuer, token, signed, inverse, PSS_RANDOMIZED)
        answers, words = sealed(sheet, [NOTE], lambda: secrets.token_bytes(SALT_BYTES))
        ballot = Ballot(deed.doc, 1, msgpack.encode(answers), key, token, signature, bytes(PROOF_BYTES), words)
        halves = decode_dss_signature(private.sign(proven_message(ballot), ec.ECDSA(hashes.SHA256())))
        ballots.append(replace(ballot, proof=b"".join(half.to_bytes(32, "big") for half in halves)))
    for ballot in sorted(ballots, key=lambda each: each.token):
        take_ballot(txn, ballot, deed.moment_ms)
