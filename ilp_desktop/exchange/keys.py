"""An installation's two key pairs: age X25519 to open what is sealed to it, Ed25519 to sign."""

from dataclasses import dataclass, field
from hashlib import sha256

import pyrage
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeIdentity:
    """Both secrets as text (``AGE-SECRET-KEY-1...`` and 64 hex digits), kept in the encrypted database only."""

    identity_secret: str = field(repr=False)
    signing_secret: str = field(repr=False)

    @property
    def recipient_key(self) -> str:
        """The public key that others seal to: ``age1...``."""
        return str(pyrage.x25519.Identity.from_str(self.identity_secret).to_public())

    @property
    def verify_key(self) -> str:
        """The public key that our signatures are checked with: 64 hex digits."""
        return bytes(self._signing_key().verify_key).hex()

    def sign(self, message: bytes) -> str:
        """The signature as 128 hex digits."""
        return self._signing_key().sign(message).signature.hex()

    def unseal(self, sealed: bytes) -> bytes:
        """What was sealed to us; raises ValueError when it was not, or is not whole."""
        try:
            return bytes(pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(self.identity_secret)]))
        except pyrage.DecryptError as error:
            raise ValueError("cannot be unsealed") from error

    def _signing_key(self) -> SigningKey:
        return SigningKey(bytes.fromhex(self.signing_secret))


def new_identity() -> ExchangeIdentity:
    """Fresh keys from the operating system's random source, made once at set-up."""
    return ExchangeIdentity(
        identity_secret=str(pyrage.x25519.Identity.generate()), signing_secret=bytes(SigningKey.generate()).hex()
    )


def seal(content: bytes, recipient_key: str) -> bytes:
    """Content that only the owner of ``recipient_key`` can open; raises ValueError for a key that is none."""
    try:
        return bytes(pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(recipient_key)]))
    except pyrage.RecipientError as error:
        raise ValueError("not an age recipient") from error


def is_recipient_key(text: str) -> bool:
    """Whether something can be sealed to this key."""
    try:
        return str(pyrage.x25519.Recipient.from_str(text)) == text
    except pyrage.RecipientError:
        return False


def is_signed_by(verify_key: str, message: bytes, signature: str) -> bool:
    """Whether the signature is of that key over that message; wrong forms are simply not."""
    try:
        VerifyKey(bytes.fromhex(verify_key)).verify(message, bytes.fromhex(signature))
    except (BadSignatureError, ValueError):
        return False
    return True


def fingerprint(recipient_key: str, verify_key: str) -> str:
    """Six groups of five digits (99 bits) that two people compare by telephone or on paper."""
    digest = sha256(f"ILP-KARTU\n{recipient_key}\n{verify_key}\n".encode()).digest()
    return " ".join(f"{int.from_bytes(digest[start : start + 5]) % 100_000:05d}" for start in range(0, 30, 5))
