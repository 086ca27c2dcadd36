"""``ilp-desktop update`` and ``check-machine``: what they say and with which code they end."""

from pathlib import Path

import pytest

from ilp_desktop import __version__
from ilp_desktop.cli.command_line import run
from ilp_desktop.cli.outcome import Outcome
from ilp_desktop.exchange.keys import new_identity
from ilp_desktop.exchange.update_file import UPDATE_SUFFIX, write_update

PUBLISHER = new_identity()


def no_window(_folder: Path, _opened: Path | None) -> int:
    raise AssertionError("a window was asked for")


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty stick, for a program that knows the publisher."""
    key = tmp_path / "key" / "update-key.txt"
    key.parent.mkdir()
    key.write_text(PUBLISHER.verify_key)
    monkeypatch.setattr("ilp_desktop.services.updates.resource_path", lambda _name: key)
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def put(stick: Path, version: str) -> None:
    installer = stick / "setup.exe"
    installer.write_bytes(b"program")
    write_update(installer, version, PUBLISHER, stick / f"baru{UPDATE_SUFFIX}")


def test_a_newer_version_is_named_and_not_installed_when_only_checked(
    stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(stick, "99.0.0")
    assert run(["update", "--from", str(stick), "--check"], no_window) == Outcome.DONE
    assert "Versi 99.0.0" in capsys.readouterr().out


def test_nothing_newer_is_nothing_to_do(stick: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(stick, __version__)
    assert run(["update", "--from", str(stick)], no_window) == Outcome.NOTHING_TO_DO
    assert __version__ in capsys.readouterr().out


def test_a_damaged_update_is_a_fault(stick: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (stick / f"rusak{UPDATE_SUFFIX}").write_bytes(b"MZ")
    assert run(["update", "--from", str(stick)], no_window) == Outcome.FAULT
    assert "Pembaruan ini rusak" in capsys.readouterr().err


def test_a_pc_with_little_room_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ilp_desktop.services.machine_check.ROOM_NEEDED", 0)
    assert run(["check-machine", "--data", str(tmp_path)], no_window) == Outcome.DONE
    monkeypatch.setattr("ilp_desktop.services.machine_check.ROOM_NEEDED", 1 << 60)
    assert run(["check-machine", "--data", str(tmp_path)], no_window) == Outcome.REJECTED
    assert "Recycle Bin" in capsys.readouterr().err
