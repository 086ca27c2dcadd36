"""The key ring: the right password opens, everything else waits longer and longer."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ilp_desktop.domain.problem import Fault, FaultCode, Rejected
from ilp_desktop.storage import key_ring
from ilp_desktop.storage.key_ring import KeyCost

CHEAP = KeyCost(passes=1, memory=8192)
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
KEY = key_ring.new_database_key()
CODE = key_ring.new_recovery_code()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    ring = key_ring.with_password(key_ring.empty(), "Siti", "jalan pagi", KEY, CHEAP)
    ring = key_ring.with_recovery_code(ring, CODE, KEY, CHEAP)
    key_ring.save(ring, tmp_path / "kunci.json")
    return tmp_path / "kunci.json"


def code_of(path: Path, username: str, password: str, now: datetime = NOW) -> str:
    with pytest.raises(Rejected) as rejected:
        key_ring.unlock(path, username, password, now)
    return rejected.value.problems[0].code


def test_the_password_opens_whatever_the_case_of_the_name(path: Path) -> None:
    assert key_ring.unlock(path, " SITI ", "jalan pagi", NOW) == KEY


def test_the_recovery_code_opens_however_it_is_typed(path: Path) -> None:
    assert key_ring.unlock_with_recovery_code(path, CODE.lower().replace("-", " "), NOW) == KEY


def test_a_wrong_name_and_a_wrong_password_sound_alike(path: Path) -> None:
    assert code_of(path, "siti", "salah") == code_of(path, "tidakada", "jalan pagi") == "sign_in.wrong"


def test_the_delay_grows_and_a_good_password_ends_it(path: Path) -> None:
    for _ in range(3):
        assert code_of(path, "siti", "salah") == "sign_in.wrong"
    assert code_of(path, "siti", "jalan pagi", NOW + timedelta(seconds=4)) == "sign_in.wait"
    assert code_of(path, "siti", "salah", NOW + timedelta(seconds=6)) == "sign_in.wrong"
    assert code_of(path, "siti", "jalan pagi", NOW + timedelta(seconds=15)) == "sign_in.wait"
    assert key_ring.unlock(path, "siti", "jalan pagi", NOW + timedelta(seconds=17)) == KEY
    assert code_of(path, "siti", "salah", NOW + timedelta(seconds=18)) == "sign_in.wrong"


def test_a_clock_set_back_does_not_lock_for_years(path: Path) -> None:
    for _ in range(3):
        code_of(path, "siti", "salah")
    assert key_ring.unlock(path, "siti", "jalan pagi", NOW - timedelta(days=400)) == KEY


def test_a_user_set_aside_no_longer_opens(path: Path) -> None:
    key_ring.save(key_ring.without_user(key_ring.load(path), "siti"), path)
    assert code_of(path, "siti", "jalan pagi") == "sign_in.wrong"


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b'{"format": 1, "wraps": 3}'])
def test_a_damaged_ring_says_so(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(Fault) as fault:
        key_ring.unlock(path, "siti", "jalan pagi", NOW)
    assert fault.value.code is FaultCode.DATABASE_DAMAGED


def test_a_missing_and_a_newer_ring_say_so(path: Path) -> None:
    path.write_text('{"format": 99}')
    with pytest.raises(Fault) as newer:
        key_ring.load(path)
    assert newer.value.code is FaultCode.DATABASE_NEWER
    assert "99" in newer.value.sentence
    path.unlink()
    with pytest.raises(Fault) as missing:
        key_ring.load(path)
    assert missing.value.code is FaultCode.DATABASE_MISSING
