"""The browser's and the server's halves of an anonymous ballot, one against the other over a pipe."""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from api.ballot_signing import is_issued, is_proven, new_key, public_key, sign_blindly
from models.ballot import leaf_hash, open_envelope, said_of
from setup.node import BIN, built_ballot_pipe
from setup.steps import ROOT

CONTEXT = bytes(range(16))
ANSWERS: dict[str, Any] = {"duty": 9, "note": "工作认真，待人热情"}
Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def phone() -> Iterator[Ask]:
    built_ballot_pipe()
    pipe = subprocess.PIPE
    program = [str(BIN / "node"), str(ROOT / "build" / "ballots.mjs")]
    with subprocess.Popen(program, stdin=pipe, stdout=pipe, encoding="utf-8") as node:

        def ask(**fields: Any) -> dict[str, Any]:
            assert node.stdin is not None
            assert node.stdout is not None
            node.stdin.write(json.dumps(fields) + "\n")
            node.stdin.flush()
            return json.loads(node.stdout.readline())

        yield ask
        assert node.stdin is not None
        node.stdin.close()


def test_what_the_phone_blinds_the_server_signs_and_what_it_casts_the_server_counts(phone: Ask) -> None:
    made = new_key()
    issuer = public_key(made.public)
    for revision, places in ((0, []), (1, ["note"]), (300, ["note", "good"])):
        asked = phone(do="blind", key=base64.b64decode(made.public).hex())
        signature = sign_blindly(made.private, bytes.fromhex(asked["blinded"]))
        how = {"context": CONTEXT.hex(), "revision": revision, "answers": ANSWERS, "places": places}
        told = phone(do="cast", **how, signature=signature.hex())
        ballot = open_envelope(bytes.fromhex(told["envelope"]))
        assert (ballot.context, ballot.revision, said_of(ballot)) == (CONTEXT, revision, ANSWERS)
        assert (ANSWERS["note"].encode() in ballot.answers) is not ("note" in places)
        assert is_issued(issuer, ballot)
        assert is_proven(ballot)
        assert leaf_hash(ballot).hex() == told["leaf"]
        assert ballot.token.hex() == asked["token"]
        assert not is_issued(public_key(new_key().public), ballot)
