"""Keys: what one seals the other opens, nobody else; signatures; the number that people compare."""

import re

import pytest

from ilp_desktop.exchange.keys import (
    ExchangeIdentity,
    fingerprint,
    is_recipient_key,
    is_signed_by,
    new_identity,
    seal,
)


def test_keys_survive_being_kept_as_text() -> None:
    made = new_identity()
    kept = ExchangeIdentity(identity_secret=made.identity_secret, signing_secret=made.signing_secret)
    assert (kept.recipient_key, kept.verify_key) == (made.recipient_key, made.verify_key)
    assert kept.unseal(seal(b"rahasia", made.recipient_key)) == b"rahasia"
    assert is_signed_by(kept.verify_key, b"isi", made.sign(b"isi"))


def test_secrets_are_not_shown() -> None:
    identity = new_identity()
    assert identity.identity_secret not in repr(identity)
    assert identity.signing_secret not in repr(identity)


def test_only_the_receiver_opens() -> None:
    ours, theirs = new_identity(), new_identity()
    with pytest.raises(ValueError, match="unsealed"):
        theirs.unseal(seal(b"rahasia", ours.recipient_key))


@pytest.mark.parametrize("key", ["", "age1", "bukan kunci", pytest.param(new_identity().verify_key, id="signing key")])
def test_what_is_no_key_is_refused(key: str) -> None:
    assert not is_recipient_key(key)
    with pytest.raises(ValueError, match="recipient"):
        seal(b"", key)


def test_a_signature_holds_for_one_key_and_one_message() -> None:
    ours, theirs = new_identity(), new_identity()
    signature = ours.sign(b"isi")
    assert is_signed_by(ours.verify_key, b"isi", signature)
    assert not is_signed_by(ours.verify_key, b"isi lain", signature)
    assert not is_signed_by(theirs.verify_key, b"isi", signature)
    assert not is_signed_by(ours.verify_key, b"isi", "00")
    assert not is_signed_by("bukan", b"isi", signature)


def test_the_fingerprint_is_fixed_for_ever_and_covers_both_keys() -> None:
    assert fingerprint("age1contoh", "00" * 32) == "26072 48433 58892 72921 23312 36484"
    ours = new_identity()
    number = fingerprint(ours.recipient_key, ours.verify_key)
    assert re.fullmatch(r"\d{5}( \d{5}){5}", number)
    assert number != fingerprint(new_identity().recipient_key, ours.verify_key)
    assert number != fingerprint(ours.recipient_key, new_identity().verify_key)
