"""Somebody who takes part in an anonymous ballot, in Python: makes a one-time key, has it signed blindly, and casts."""

from __future__ import annotations

import secrets
from typing import Any

import msgspec
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from msgspec.structs import replace

from api.ballot_signing import public_key
from models.ballot import PROOF_BYTES, SIGNATURE_BYTES, Ballot, proven_message
from models.blind_signature import PSS_RANDOMIZED, PublicKey, blind, finalize
from models.sealed_words import SALT_BYTES, sealed


class Elector:
    """选民: the secrets of one person in one context; nobody else ever sees them."""

    def __init__(self, context: bytes, issuer: str) -> None:
        """`issuer`: the context's key, as its document tells it."""
        self.context = context
        numbers = public_key(issuer).public_numbers()
        self._issuer = PublicKey(numbers.n, numbers.e)
        self._private = ec.generate_private_key(ec.SECP256R1())
        point = serialization.PublicFormat.UncompressedPoint
        self.key = self._private.public_key().public_bytes(serialization.Encoding.X962, point)
        self.token = secrets.token_bytes(32) + self.key
        factor = 1 + secrets.randbelow(numbers.n - 1)
        self.blinded, self._inverse = blind(self._issuer, self.token, secrets.token_bytes(48), factor)
        self.signature = bytes(SIGNATURE_BYTES)

    def asks(self) -> bytes:
        """The body of the request to issue."""
        return msgspec.msgpack.encode({"context": self.context, "blinded": self.blinded})

    def is_given(self, signature: bytes) -> None:
        """Unblinds the answer; fails where it is no signature of the token."""
        self.signature = finalize(self._issuer, self.token, signature, self._inverse, PSS_RANDOMIZED)

    def ballot(self, answers: dict[str, Any], revision: int = 0, places: tuple[str, ...] = ()) -> Ballot:
        """A ballot with these answers, of which those at `places` are words; `seal` makes the body of it."""
        answers, words = sealed(answers, places, lambda: secrets.token_bytes(SALT_BYTES))
        unproven = Ballot(
            self.context,
            revision,
            msgspec.msgpack.encode(answers),
            self.key,
            self.token,
            self.signature,
            bytes(PROOF_BYTES),
            words,
        )
        return self.proven(unproven)

    def proven(self, ballot: Ballot) -> Ballot:
        """The same ballot, signed by the one-time key as it is now."""
        signed = self._private.sign(proven_message(ballot), ec.ECDSA(hashes.SHA256()))
        proof = b"".join(half.to_bytes(32, "big") for half in decode_dss_signature(signed))
        return replace(ballot, proof=proof)
