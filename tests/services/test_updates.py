"""Which update on a stick is offered."""

from pathlib import Path

import pytest

from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.exchange.keys import new_identity
from ilp_desktop.exchange.update_file import UPDATE_SUFFIX, write_update
from ilp_desktop.services.updates import installer_of, newest_update

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
