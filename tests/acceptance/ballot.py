"""Somebody who casts an anonymous ballot, written from docs/protocol.md and RFC 9474 alone, with nothing of ours."""

from __future__ import annotations

import base64
import hashlib
import secrets
from typing import Any

import httpx
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from tests.acceptance.phone import MSGPACK, Phone, pack, unpack

ENVELOPE_BYTES = 8192
SALT_BYTES = 48
TYPE = {"Content-Type": MSGPACK}


def _mask(seed: bytes, length: int) -> bytes:
    """MGF1 with SHA-384."""
    blocks = [hashlib.sha384(seed + number.to_bytes(4, "big")).digest() for number in range(-(-length // 48))]
    return b"".join(blocks)[:length]


def _encoded(message: bytes, bits: int) -> int:
    """EMSA-PSS of a message, as a number."""
    length, salt = -(-bits // 8), secrets.token_bytes(SALT_BYTES)
    digest = hashlib.sha384(bytes(8) + hashlib.sha384(message).digest() + salt).digest()
    block = bytes(length - SALT_BYTES - 48 - 2) + b"\x01" + salt
    masked = bytearray(one ^ other for one, other in zip(block, _mask(digest, len(block)), strict=True))
    masked[0] &= 0xFF >> (8 * length - bits)
    return int.from_bytes(bytes(masked) + digest + b"\xbc", "big")


class Voter:
    """A person's ballot of one context: issued over their session, cast without one."""

    def __init__(self, phone: Phone, context: bytes, issuer: str) -> None:
        """`issuer`: the context's `key`."""
        loaded = serialization.load_der_public_key(base64.b64decode(issuer))
        assert isinstance(loaded, rsa.RSAPublicKey)
        self._issuer, self._context, self._base_url = loaded, context, str(phone.http.base_url)
        self._private = ec.generate_private_key(ec.SECP256R1())
        point = serialization.PublicFormat.UncompressedPoint
        self.key = self._private.public_key().public_bytes(serialization.Encoding.X962, point)
        self.token = secrets.token_bytes(32) + self.key
        self.signature = self._issue(phone)

    def _issue(self, phone: Phone) -> bytes:
        numbers = self._issuer.public_numbers()
        factor = 2 + secrets.randbelow(numbers.n - 2)
        message = _encoded(self.token, numbers.n.bit_length() - 1)
        blinded = message * pow(factor, numbers.e, numbers.n) % numbers.n
        body = pack({"context": self._context, "blinded": blinded.to_bytes(256, "big")})
        answer = phone.http.post("/api/ballots/issue", content=body, headers=TYPE)
        assert answer.status_code == 200, answer.text
        blind = int.from_bytes(unpack(answer.content)["signature"], "big")
        signature = (blind * pow(factor, -1, numbers.n) % numbers.n).to_bytes(256, "big")
        pss = padding.PSS(padding.MGF1(hashes.SHA384()), SALT_BYTES)
        self._issuer.verify(signature, self.token, pss, hashes.SHA384())
        return signature

    def cast(self, answers: dict[str, Any], revision: int = 0, **words: str) -> tuple[int, dict[str, Any]]:
        """The status and what the server says."""
        return self.send(self.sealed(answers, revision, **words))

    def sealed(self, answers: dict[str, Any], revision: int = 0, **words: str) -> bytes:
        """The body, which a device keeps until it knows that the ballot is written; `words` are those of a round, kept
        apart."""
        apart = {name: (secrets.token_bytes(32), text) for name, text in words.items()}
        digests = {
            name: hashlib.sha256(b"mingcha-words-1" + salt + text.encode()).digest()
            for name, (salt, text) in apart.items()
        }
        said = pack({**answers, **digests})
        message = b"mingcha-ballot-1" + self._context + revision.to_bytes(4, "big") + said
        halves = decode_dss_signature(self._private.sign(message, ec.ECDSA(hashes.SHA256())))
        ballot = {
            "context": self._context,
            "revision": revision,
            "answers": said,
            "key": self.key,
            "token": self.token,
            "signature": self.signature,
            "proof": b"".join(half.to_bytes(32, "big") for half in halves),
            **({"words": pack(apart)} if apart else {}),
        }
        spare = ENVELOPE_BYTES - len(pack({**ballot, "pad": bytes(256)})) + 256
        return pack({**ballot, "pad": bytes(spare)})

    def send(self, body: bytes) -> tuple[int, dict[str, Any]]:
        """The status and what the server says of a ballot, for the first time or again."""
        headers = {"Origin": self._base_url, "X-Mingcha": "1", **TYPE}
        answer = httpx.post(f"{self._base_url}/api/ballots/cast", content=body, headers=headers, timeout=30)
        typed = answer.headers["content-type"]
        return answer.status_code, unpack(answer.content) if typed.startswith(MSGPACK) else answer.json()
