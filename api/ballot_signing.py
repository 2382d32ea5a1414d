"""Keys and signatures of anonymous ballots: made and checked by `cryptography`, signed blindly by our own signer.

Promises: a new key takes a tenth of a second or several: it is made in a thread, beside the writer and the event loop,
which OpenSSL lets go on meanwhile. What is checked here is checked before the writer hears of a ballot.
"""

from __future__ import annotations

import base64
import secrets

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from msgspec import Struct

from models.ballot import Ballot, proven_message
from models.blind_signature import PrivateKey, blind_sign

EXPONENT, BITS = 65_537, 2_048
_HALF = 32
_PSS = padding.PSS(padding.MGF1(hashes.SHA384()), 48)


class NewKey(Struct, frozen=True):
    """新密钥: the private half as it is stored, the public half as the context tells it (base64 of its SPKI)."""

    private: bytes
    public: str


def new_key() -> NewKey:
    """A key of RSA-2048 for one context. Slow: not for the writer's thread, nor for the event loop."""
    made = rsa.generate_private_key(EXPONENT, BITS)
    numbers = made.private_numbers()
    parts = (numbers.public_numbers.n, EXPONENT, numbers.d, numbers.p, numbers.q)
    spki = made.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    packed = msgspec.msgpack.encode([part.to_bytes(BITS // 8, "big") for part in parts])
    return NewKey(packed, base64.b64encode(spki).decode())


def sign_blindly(private: bytes, blinded: bytes) -> bytes:
    """The blind signature. `SigningFailed` (a ValueError) where that is no blinded message of this key."""
    parts = msgspec.msgpack.decode(private, type=list[bytes])
    key = PrivateKey(*(int.from_bytes(part, "big") for part in parts))
    return blind_sign(key, blinded, 1 + secrets.randbelow(key.n - 1))


def public_key(told: str) -> rsa.RSAPublicKey:
    """The key that a context tells."""
    key = serialization.load_der_public_key(base64.b64decode(told))
    if not isinstance(key, rsa.RSAPublicKey):
        raise ValueError("no key of RSA")
    return key


def is_issued(key: rsa.RSAPublicKey, ballot: Ballot) -> bool:
    """Whether the issuer signed the ballot's token."""
    return is_signature(key, ballot.token, ballot.signature)


def is_proven(ballot: Ballot) -> bool:
    """Whether the ballot's one-time key signed its answers."""
    return is_proof(ballot.key, proven_message(ballot), ballot.proof)


def is_signature(key: rsa.RSAPublicKey, token: bytes, signature: bytes) -> bool:
    try:
        key.verify(signature, token, _PSS, hashes.SHA384())
    except InvalidSignature:
        return False
    return True


def is_proof(key: bytes, message: bytes, proof: bytes) -> bool:
    numbers = (int.from_bytes(half, "big") for half in (proof[:_HALF], proof[_HALF:]))
    try:
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key)
        point.verify(encode_dss_signature(*numbers), message, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True
