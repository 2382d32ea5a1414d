"""盲签名: RSA blind signatures of RFC 9474 over big integers, all four variants.

Promises: pure; chance is an argument. The signer blinds the base anew for every signature, works with the factors, and
checks what it made before it lets it go, so neither a timing nor a faulty computation tells of the key. Ballots use
RSABSSA-SHA384-PSS-Randomized. All test vectors of the RFC are played (tests/vectors/rfc9474.json).
"""

from __future__ import annotations

import hashlib
import hmac
from math import gcd

from msgspec import Struct

HASH_BYTES = 48
_EIGHT_ZEROS = bytes(8)


class Variant(Struct, frozen=True):
    """变体: how long the salt of the encoding is, and how many random bytes go before the message."""

    salt_bytes: int
    prefix_bytes: int


PSS_RANDOMIZED = Variant(48, 32)
PSSZERO_RANDOMIZED = Variant(0, 32)
PSS_DETERMINISTIC = Variant(48, 0)
PSSZERO_DETERMINISTIC = Variant(0, 0)


class PublicKey(Struct, frozen=True):
    """公钥: modulus and public exponent."""

    n: int
    e: int

    @property
    def bytes(self) -> int:
        return (self.n.bit_length() + 7) // 8


class PrivateKey(Struct, frozen=True):
    """私钥: the factors with the private exponent."""

    n: int
    e: int
    d: int
    p: int
    q: int

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.n, self.e)


class SigningFailed(ValueError):  # noqa: N818 - says what is the case
    """Nothing was signed: what was sent is no blinded message of this key, or a computation went wrong."""


def prepare(message: bytes, prefix: bytes) -> bytes:
    """The message that is signed (RFC 9474 §4.1): random bytes before it, none in a deterministic variant."""
    return prefix + message


def blind(key: PublicKey, prepared: bytes, salt: bytes, factor: int) -> tuple[bytes, int]:
    """The blinded message and what unblinds its signature (§4.2). `factor`: drawn evenly from 1..n-1 and forgotten."""
    encoded = int.from_bytes(encode(prepared, salt, key.n.bit_length() - 1), "big")
    if gcd(encoded, key.n) != 1 or gcd(factor, key.n) != 1:
        raise SigningFailed("not invertible")
    blinded = encoded * pow(factor, key.e, key.n) % key.n
    return blinded.to_bytes(key.bytes, "big"), pow(factor, -1, key.n)


def blind_sign(key: PrivateKey, blinded: bytes, factor: int) -> bytes:
    """The signature of a blinded message (§4.3). `factor`: drawn evenly from 1..n-1 for this signature alone."""
    message = int.from_bytes(blinded, "big")
    if len(blinded) != key.public.bytes or not 0 < message < key.n:
        raise SigningFailed("not a blinded message of this key")
    if gcd(factor, key.n) != 1:
        raise SigningFailed("not invertible")
    hidden = message * pow(factor, key.e, key.n) % key.n
    signature = _private(key, hidden) * pow(factor, -1, key.n) % key.n
    if pow(signature, key.e, key.n) != message:
        raise SigningFailed("the computation went wrong")
    return signature.to_bytes(key.public.bytes, "big")


def finalize(key: PublicKey, prepared: bytes, blind_signature: bytes, inverse: int, variant: Variant) -> bytes:
    """The signature of the message itself (§4.4). SigningFailed where it isn't one."""
    if len(blind_signature) != key.bytes:
        raise SigningFailed("not a signature of this key")
    signature = int.from_bytes(blind_signature, "big") * inverse % key.n
    made = signature.to_bytes(key.bytes, "big")
    if not verify(key, prepared, made, variant):
        raise SigningFailed("not a signature of this message")
    return made


def verify(key: PublicKey, prepared: bytes, signature: bytes, variant: Variant) -> bool:
    """RSASSA-PSS with SHA-384 and MGF1 of it (§4.5, RFC 8017 §8.1.2)."""
    number = int.from_bytes(signature, "big")
    if len(signature) != key.bytes or number >= key.n:
        return False
    bits = key.n.bit_length() - 1
    size = (bits + 7) // 8
    message = pow(number, key.e, key.n)
    if message.bit_length() > 8 * size:
        return False
    return _is_encoding(prepared, message.to_bytes(size, "big"), bits, variant.salt_bytes)


def encode(prepared: bytes, salt: bytes, bits: int) -> bytes:
    """EMSA-PSS-ENCODE (RFC 8017 §9.1.1) with this salt."""
    size = (bits + 7) // 8
    if size < HASH_BYTES + len(salt) + 2:
        raise SigningFailed("the key is too short")
    digest = _hash(_EIGHT_ZEROS + _hash(prepared) + salt)
    block = bytes(size - len(salt) - HASH_BYTES - 2) + b"\x01" + salt
    masked = bytearray(_xor(block, _mask(digest, len(block))))
    masked[0] &= 0xFF >> (8 * size - bits)
    return bytes(masked) + digest + b"\xbc"


def _is_encoding(prepared: bytes, encoded: bytes, bits: int, salt_bytes: int) -> bool:
    """EMSA-PSS-VERIFY (RFC 8017 §9.1.2)."""
    size = len(encoded)
    spare = 8 * size - bits
    if size < HASH_BYTES + salt_bytes + 2 or encoded[-1:] != b"\xbc" or encoded[0] >> (8 - spare):
        return False
    masked, digest = encoded[: size - HASH_BYTES - 1], encoded[size - HASH_BYTES - 1 : -1]
    block = bytearray(_xor(masked, _mask(digest, len(masked))))
    block[0] &= 0xFF >> spare
    zeros = size - HASH_BYTES - salt_bytes - 2
    if any(block[:zeros]) or block[zeros] != 1:
        return False
    salt = bytes(block[zeros + 1 :])
    return hmac.compare_digest(digest, _hash(_EIGHT_ZEROS + _hash(prepared) + salt))


def _private(key: PrivateKey, message: int) -> int:
    """The private operation, by the factors (RFC 8017 §5.1.2)."""
    by_p, by_q = pow(message, key.d % (key.p - 1), key.p), pow(message, key.d % (key.q - 1), key.q)
    return by_q + key.q * ((by_p - by_q) * pow(key.q, -1, key.p) % key.p)


def _mask(seed: bytes, size: int) -> bytes:
    """MGF1 with SHA-384."""
    return b"".join(_hash(seed + at.to_bytes(4, "big")) for at in range(-(-size // HASH_BYTES)))[:size]


def _hash(message: bytes) -> bytes:
    return hashlib.sha384(message).digest()


def _xor(one: bytes, other: bytes) -> bytes:
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).to_bytes(len(one), "big")
