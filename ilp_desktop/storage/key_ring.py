"""The key ring beside the database: the database key, wrapped once per user and once by the recovery code.

Each wrap is a libsodium secretbox under a key that Argon2id makes of the password and a random salt. The file holds
no patient data and no password; who has it and no password has nothing. Wrong attempts are counted here, because the
database cannot be opened to count them.
"""

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox

from ilp_desktop.domain.problem import Fault, FaultCode, Problem, Rejected
from ilp_desktop.storage.whole_file import write_whole

_FORMAT = 1
_RECOVERY = "pemulihan"
_RECOVERY_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_FREE_ATTEMPTS = 3
_LONGEST_DELAY = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCost:
    """What one attempt at a password costs: Argon2id passes and bytes of memory."""

    passes: int
    memory: int


INTERACTIVE = KeyCost(passes=argon2id.OPSLIMIT_MODERATE, memory=argon2id.MEMLIMIT_INTERACTIVE)
"""About a quarter of a second and 64 MiB on the PC of a puskesmas."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wrap:
    salt: str
    box: str
    passes: int
    memory: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRing:
    """The wraps by lower-case user name, and how many attempts failed since the last good one."""

    wraps: Mapping[str, _Wrap]
    failures: int = 0
    wait_until: str = ""


def new_database_key() -> bytes:
    """A random key of 32 bytes."""
    return secrets.token_bytes(32)


def new_recovery_code() -> str:
    """A code of 25 letters and digits in groups of five (125 bits), without the ones that look alike."""
    letters = "".join(secrets.choice(_RECOVERY_ALPHABET) for _ in range(25))
    return "-".join(letters[start : start + 5] for start in range(0, 25, 5))


def empty() -> KeyRing:
    """A key ring on which no key hangs yet."""
    return KeyRing(wraps={})


def with_password(ring: KeyRing, username: str, password: str, key: bytes, cost: KeyCost = INTERACTIVE) -> KeyRing:
    """The ring on which this user's password opens ``key``; an older password of the user no longer does."""
    return _with_wrap(ring, _name(username), password, key, cost)


def with_recovery_code(ring: KeyRing, code: str, key: bytes, cost: KeyCost = INTERACTIVE) -> KeyRing:
    """The ring on which the recovery code opens ``key``."""
    return _with_wrap(ring, _RECOVERY, _plain_code(code), key, cost)


def without_user(ring: KeyRing, username: str) -> KeyRing:
    """The ring on which this user's password opens nothing any more."""
    return replace(ring, wraps={name: wrap for name, wrap in ring.wraps.items() if name != _name(username)})


def unlock(path: Path, username: str, password: str, now: datetime) -> bytes:
    """The database key.

    Rejected with code ``sign_in.wrong`` (never says whether the name or the password is wrong) or
    ``sign_in.wait`` while the growing delay after wrong attempts lasts. Fault when the key ring is missing or damaged.
    """
    return _unlock(path, _name(username), password, now)


def unlock_with_recovery_code(path: Path, code: str, now: datetime) -> bytes:
    """The database key by the printed recovery code; the same delays as for passwords."""
    return _unlock(path, _RECOVERY, _plain_code(code), now)


def seconds_to_wait(ring: KeyRing, now: datetime) -> int:
    """How long the delay after wrong attempts still lasts; 0 when it is over, or when the clock was set back."""
    if not ring.wait_until:
        return 0
    seconds = (datetime.fromisoformat(ring.wait_until) - now).total_seconds()
    return int(seconds) + 1 if 0 < seconds <= _LONGEST_DELAY.total_seconds() else 0


def load(path: Path) -> KeyRing:
    """The key ring at ``path``. Fault when it is missing, damaged or of a newer program."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] > _FORMAT:
            raise Fault(
                FaultCode.DATABASE_NEWER,
                f"Kunci data dibuat program yang lebih baru (format {data['format']}; program ini mengenal {_FORMAT}).",
                "Pasang program yang terbaru, lalu masuk lagi.",
            )
        wraps = {name: _Wrap(**wrap) for name, wrap in data["wraps"].items()}
        return KeyRing(wraps=wraps, failures=int(data["failures"]), wait_until=str(data["wait_until"]))
    except FileNotFoundError as error:
        raise Fault(
            FaultCode.DATABASE_MISSING,
            "Kunci data tidak ditemukan di folder data.",
            "Pulihkan berkas kunci.json dari cadangan; tanpa itu data tidak dapat dibuka.",
        ) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Fault(
            FaultCode.DATABASE_DAMAGED,
            "Kunci data rusak atau tidak dapat dibaca.",
            "Pulihkan berkas kunci.json dari cadangan; data pasien sendiri tidak berubah.",
        ) from error


def save(ring: KeyRing, path: Path) -> None:
    """Writes the ring whole or not at all."""
    data = {
        "format": _FORMAT,
        "failures": ring.failures,
        "wait_until": ring.wait_until,
        "wraps": {
            name: {"salt": wrap.salt, "box": wrap.box, "passes": wrap.passes, "memory": wrap.memory}
            for name, wrap in sorted(ring.wraps.items())
        },
    }
    write_whole(path, json.dumps(data, indent=1).encode())


def _unlock(path: Path, name: str, secret: str, now: datetime) -> bytes:
    ring = load(path)
    _refuse_while_waiting(ring, now)
    key = _opened(ring.wraps.get(name, _decoy(ring)), secret)
    if key is None:
        save(_after_failure(ring, now), path)
        raise Rejected(
            Problem(
                code="sign_in.wrong",
                field="password",
                sentence="Nama pengguna atau kata sandi tidak cocok.",
                remedy="Periksa huruf besar-kecil dan tombol Caps Lock, lalu coba lagi.",
            )
        )
    if ring.failures:
        save(replace(ring, failures=0, wait_until=""), path)
    return key


def _refuse_while_waiting(ring: KeyRing, now: datetime) -> None:
    seconds = seconds_to_wait(ring, now)
    if seconds:
        raise Rejected(
            Problem(
                code="sign_in.wait",
                field="password",
                sentence=f"Terlalu banyak percobaan. Tunggu {_in_words(seconds)}.",
                remedy="Setelah itu coba lagi, atau minta administrator mengganti kata sandi.",
            )
        )


def _after_failure(ring: KeyRing, now: datetime) -> KeyRing:
    failures = ring.failures + 1
    if failures < _FREE_ATTEMPTS:
        return replace(ring, failures=failures)
    delay = min(timedelta(seconds=5 * 2 ** min(failures - _FREE_ATTEMPTS, 10)), _LONGEST_DELAY)
    return replace(ring, failures=failures, wait_until=(now + delay).isoformat())


def _opened(wrap: _Wrap, secret: str) -> bytes | None:
    try:
        box = SecretBox(
            _stretched(secret, base64.b64decode(wrap.salt), KeyCost(passes=wrap.passes, memory=wrap.memory))
        )
        return box.decrypt(base64.b64decode(wrap.box))
    except CryptoError:
        return None


def _decoy(ring: KeyRing) -> _Wrap:
    cost = next(iter(ring.wraps.values()), None)
    passes, memory = (cost.passes, cost.memory) if cost else (INTERACTIVE.passes, INTERACTIVE.memory)
    noise = secrets.token_bytes(72)
    return _Wrap(salt=_text(noise[:16]), box=_text(noise), passes=passes, memory=memory)


def _with_wrap(ring: KeyRing, name: str, secret: str, key: bytes, cost: KeyCost) -> KeyRing:
    salt = secrets.token_bytes(argon2id.SALTBYTES)
    box = SecretBox(_stretched(secret, salt, cost)).encrypt(key)
    wrap = _Wrap(salt=_text(salt), box=_text(bytes(box)), passes=cost.passes, memory=cost.memory)
    return replace(ring, wraps={**ring.wraps, name: wrap})


def _stretched(secret: str, salt: bytes, cost: KeyCost) -> bytes:
    return argon2id.kdf(SecretBox.KEY_SIZE, secret.encode(), salt, opslimit=cost.passes, memlimit=cost.memory)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _name(username: str) -> str:
    return f"pengguna:{username.strip().casefold()}"


def _plain_code(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter in _RECOVERY_ALPHABET)


def _in_words(seconds: int) -> str:
    return f"{seconds} detik" if seconds < 60 else f"{-(-seconds // 60)} menit"
