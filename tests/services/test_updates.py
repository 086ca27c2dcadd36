"""Which update on a stick is offered."""

import sys
from pathlib import Path

import pytest

from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.exchange.keys import new_identity
from ilp_desktop.exchange.update_file import UPDATE_SUFFIX, write_update
from ilp_desktop.services import updates
from ilp_desktop.services.backups import backup_folder, list_backups
from ilp_desktop.services.updates import UpdateStanding, install, installer_of, newest_update, offers
from ilp_desktop.services.workplace import Workplace

PUBLISHER = new_identity()


def put(folder: Path, *versions: str) -> None:
    installer = folder / "setup.exe"
    for version in versions:
        installer.write_bytes(f"program {version}".encode())
        write_update(installer, version, PUBLISHER, folder / f"ILP {version}{UPDATE_SUFFIX}")
    installer.unlink()


def offered(folder: Path, present: str) -> str:
    update = newest_update(folder, present, PUBLISHER.verify_key)
    return update.name if update else ""


def test_the_newest_that_is_newer_is_offered(tmp_path: Path) -> None:
    put(tmp_path, "0.2.0", "0.10.0", "0.9.1")
    assert offered(tmp_path, "0.1.0") == "0.10.0"
    assert offered(tmp_path, "0.10.0") == ""
    assert offered(tmp_path, "1.0.0") == ""


def test_nothing_is_offered_from_an_empty_stick(tmp_path: Path) -> None:
    assert offered(tmp_path, "0.1.0") == ""


def test_a_damaged_file_does_not_hide_a_good_one_and_is_told_when_alone(tmp_path: Path) -> None:
    (tmp_path / f"rusak{UPDATE_SUFFIX}").write_bytes(b"ILP-PEMBARUAN 1\n")
    with pytest.raises(Fault) as failure:
        offered(tmp_path, "0.1.0")
    assert failure.value.code is FaultCode.PACKAGE_DAMAGED
    put(tmp_path, "0.2.0")
    assert offered(tmp_path, "0.1.0") == "0.2.0"


def test_every_file_is_told_apart_the_best_first(tmp_path: Path) -> None:
    put(tmp_path, "0.1.0", "0.0.9", "0.2.0", "0.3.0")
    (tmp_path / f"rusak{UPDATE_SUFFIX}").write_bytes(b"MZ")
    (tmp_path / "lain.txt").write_bytes(b"")
    installer = tmp_path / "setup.exe"
    installer.write_bytes(b"program")
    write_update(installer, "9.0.0", new_identity(), tmp_path / f"palsu{UPDATE_SUFFIX.upper()}")
    found = offers([tmp_path], "0.1.0", PUBLISHER.verify_key)
    assert [(offer.path.stem, offer.standing) for offer in found] == [
        ("ILP 0.3.0", UpdateStanding.NEWER),
        ("ILP 0.2.0", UpdateStanding.NEWER),
        ("ILP 0.1.0", UpdateStanding.SAME),
        ("ILP 0.0.9", UpdateStanding.OLDER),
        ("palsu", UpdateStanding.REFUSED),
        ("rusak", UpdateStanding.REFUSED),
    ]
    codes = [offer.fault.code for offer in found if offer.fault is not None]
    assert codes == [FaultCode.PACKAGE_FOREIGN, FaultCode.PACKAGE_DAMAGED]


def test_one_file_is_looked_at_alone_and_one_that_is_gone_is_told(tmp_path: Path) -> None:
    put(tmp_path, "0.2.0", "0.3.0")
    file = tmp_path / f"ILP 0.2.0{UPDATE_SUFFIX}"
    assert [offer.path for offer in offers([file], "0.1.0", PUBLISHER.verify_key)] == [file]
    file.unlink()
    with pytest.raises(Fault) as failure:
        offers([file], "0.1.0", PUBLISHER.verify_key)
    assert failure.value.code is FaultCode.DRIVE_GONE


def test_before_the_installer_starts_there_is_a_backup(
    workplace: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "0.2.0")
    update = newest_update(tmp_path, "0.1.0", PUBLISHER.verify_key)
    assert update is not None
    monkeypatch.setattr(updates, "gettempdir", lambda: str(tmp_path / "temp"))
    started: list[tuple[bytes, int]] = []

    def start(installer: Path) -> None:
        started.append((installer.read_bytes(), len(list_backups(backup_folder(workplace)))))

    monkeypatch.setattr(updates, "start_installer", start)
    install(workplace, update)
    assert started == [(b"program 0.2.0", 1)]


def test_an_installer_that_was_changed_is_not_started(
    workplace: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "0.2.0")
    file = tmp_path / f"ILP 0.2.0{UPDATE_SUFFIX}"
    file.write_bytes(file.read_bytes()[:-1] + b"1")
    update = newest_update(tmp_path, "0.1.0", PUBLISHER.verify_key)
    assert update is not None
    monkeypatch.setattr(updates, "gettempdir", lambda: str(tmp_path / "temp"))
    monkeypatch.setattr(updates, "start_installer", lambda _installer: pytest.fail("it was started"))
    with pytest.raises(Fault) as failure:
        install(workplace, update)
    assert failure.value.code is FaultCode.PACKAGE_DAMAGED
    assert list((tmp_path / "temp" / "ILP Desktop").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there the installer starts")
def test_other_systems_say_that_updates_are_for_windows(tmp_path: Path) -> None:
    with pytest.raises(Fault) as failure:
        updates.start_installer(tmp_path / "setup.exe")
    assert "Windows" in failure.value.sentence


def test_the_installer_is_made_ready_in_a_folder_of_its_own(tmp_path: Path) -> None:
    put(tmp_path, "0.2.0")
    update = newest_update(tmp_path, "0.1.0", PUBLISHER.verify_key)
    assert update is not None
    ready = installer_of(update, tmp_path / "siap" / "pasang")
    assert ready.read_bytes() == b"program 0.2.0"


def test_a_program_that_knows_no_publisher_takes_no_update(tmp_path: Path) -> None:
    with pytest.raises(Fault) as failure:
        newest_update(tmp_path, "0.1.0")
    assert failure.value.code is FaultCode.FILE_UNREADABLE
