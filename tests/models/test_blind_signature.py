"""RFC 9474: every test vector of its four variants, and what a signer never does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from hypothesis import given, settings
from hypothesis import strategies as some

from models.blind_signature import (
    PSS_DETERMINISTIC,
    PSS_RANDOMIZED,
    PSSZERO_DETERMINISTIC,
    PSSZERO_RANDOMIZED,
    PrivateKey,
    SigningFailed,
    blind,
    blind_sign,
    encode,
    finalize,
    prepare,
    verify,
)
from tests.repository import ROOT

RFC: dict[str, Any] = json.loads((ROOT / "tests/vectors/rfc9474.json").read_text(encoding="utf-8"))
KEY = PrivateKey(**{name: int(RFC["key"][name], 16) for name in "nedpq"})
VARIANTS = {
    "RSABSSA-SHA384-PSS-Randomized": PSS_RANDOMIZED,
    "RSABSSA-SHA384-PSSZERO-Randomized": PSSZERO_RANDOMIZED,
    "RSABSSA-SHA384-PSS-Deterministic": PSS_DETERMINISTIC,
    "RSABSSA-SHA384-PSSZERO-Deterministic": PSSZERO_DETERMINISTIC,
}
_generated = rsa.generate_private_key(65_537, 2048)
_numbers = _generated.private_numbers()
SMALL = PrivateKey(_numbers.public_numbers.n, _numbers.public_numbers.e, _numbers.d, _numbers.p, _numbers.q)
"""A key of the size that ballots use."""


def test_the_vectors_are_of_all_four_variants() -> None:
    assert [each["name"] for each in RFC["variants"]] == list(VARIANTS)


@pytest.mark.parametrize("case", RFC["variants"], ids=lambda case: case["name"])
def test_every_step_of_the_rfcs_vectors_comes_out_to_the_byte(case: dict[str, Any]) -> None:
    given = {name: bytes.fromhex(case[name]) for name in ("prefix", "salt", "blinded_msg", "blind_sig", "sig")}
    inverse = int(case["inv"], 16)
    variant = VARIANTS[case["name"]]
    assert (len(given["prefix"]), len(given["salt"])) == (variant.prefix_bytes, variant.salt_bytes)
    prepared = prepare(bytes.fromhex(RFC["message"]), given["prefix"])
    blinded, unblinds = blind(KEY.public, prepared, given["salt"], pow(inverse, -1, KEY.n))
    assert (blinded, unblinds) == (given["blinded_msg"], inverse)
    assert blind_sign(KEY, blinded, 3) == blind_sign(KEY, blinded, KEY.n - 2) == given["blind_sig"]
    assert finalize(KEY.public, prepared, given["blind_sig"], inverse, variant) == given["sig"]
    assert verify(KEY.public, prepared, given["sig"], variant)
    for other in VARIANTS.values():
        assert verify(KEY.public, prepared, given["sig"], other) is (other.salt_bytes == variant.salt_bytes)
    assert not verify(KEY.public, prepared + b"x", given["sig"], variant)


def _known_elsewhere(prepared: bytes, signature: bytes, salt_bytes: int) -> bool:
    pss = padding.PSS(padding.MGF1(hashes.SHA384()), salt_bytes)
    try:
        _generated.public_key().verify(signature, prepared, pss, hashes.SHA384())
    except InvalidSignature:
        return False
    return True


@settings(max_examples=20)
@given(some.binary(max_size=200), some.binary(min_size=48, max_size=48), some.integers(2, 2**2000), some.data())
def test_what_is_signed_blindly_is_a_signature_to_everybody_else(
    message: bytes, salt: bytes, factor: int, data: some.DataObject
) -> None:
    prepared = prepare(message, bytes(32))
    blinded, inverse = blind(SMALL.public, prepared, salt, factor)
    made = finalize(SMALL.public, prepared, blind_sign(SMALL, blinded, factor + 1), inverse, PSS_RANDOMIZED)
    assert _known_elsewhere(prepared, made, 48)
    place = data.draw(some.integers(0, len(made) - 1))
    spoilt = made[:place] + bytes([made[place] ^ data.draw(some.integers(1, 255))]) + made[place + 1 :]
    assert not verify(SMALL.public, prepared, spoilt, PSS_RANDOMIZED)
    assert not _known_elsewhere(prepared, spoilt, 48)


def test_the_same_message_is_never_blinded_alike() -> None:
    """What the signer sees says nothing of what it signs: for every factor another number."""
    assert len({blind(SMALL.public, b"token", bytes(48), factor)[0] for factor in range(2, 30)}) == 28


@pytest.mark.parametrize(
    "blinded", [b"", bytes(256), bytes(255) + b"\x01" * 2, SMALL.n.to_bytes(256, "big"), b"\xff" * 256]
)
def test_what_is_no_blinded_message_is_not_signed(blinded: bytes) -> None:
    with pytest.raises(SigningFailed):
        blind_sign(SMALL, blinded, 2)


def test_a_computation_that_went_wrong_leaves_nothing_behind() -> None:
    """A signature made with one wrong factor would give the key away (Boneh, DeMillo, Lipton)."""
    broken = PrivateKey(SMALL.n, SMALL.e, SMALL.d + 2, SMALL.p, SMALL.q)
    blinded, _ = blind(SMALL.public, b"token", bytes(48), 7)
    with pytest.raises(SigningFailed, match="went wrong"):
        blind_sign(broken, blinded, 5)


def test_numbers_that_share_a_factor_with_the_key_are_refused() -> None:
    with pytest.raises(SigningFailed):
        blind(SMALL.public, b"token", bytes(48), SMALL.p)
    with pytest.raises(SigningFailed):
        blind_sign(SMALL, blind(SMALL.public, b"token", bytes(48), 7)[0], SMALL.q)
    with pytest.raises(SigningFailed):
        finalize(SMALL.public, b"token", bytes(256), 1, PSS_RANDOMIZED)
    with pytest.raises(SigningFailed):
        finalize(SMALL.public, b"token", b"", 1, PSS_RANDOMIZED)
    with pytest.raises(SigningFailed):
        encode(b"token", bytes(48), 600)


@pytest.mark.parametrize("signature", [b"", bytes(256), SMALL.n.to_bytes(256, "big"), b"\x00" * 255 + b"\x01"])
def test_what_is_no_signature_is_refused(signature: bytes) -> None:
    assert not verify(SMALL.public, b"token", signature, PSS_RANDOMIZED)
