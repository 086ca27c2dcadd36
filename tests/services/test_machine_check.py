"""What a PC is told before it keeps records: each shortcoming once, nothing on a good PC, no trace left."""

from collections import namedtuple
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.resource_files import resource_path
from ilp_desktop.services.machine_check import ROOM_NEEDED, Part, findings

NOW = datetime(2040, 1, 1, tzinfo=UTC)
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def much_room(monkeypatch: pytest.MonkeyPatch) -> None:
    leave(monkeypatch, ROOM_NEEDED)
    monkeypatch.delenv("ONEDRIVE", raising=False)


def leave(monkeypatch: pytest.MonkeyPatch, free: int) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: Usage(2 * free, free, free))


def parts(folder: Path, now: datetime = NOW) -> list[Part]:
    return [finding.part for finding in findings(folder, now)]


def test_a_good_pc_is_told_nothing_and_nothing_is_left(tmp_path: Path) -> None:
    assert parts(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_yet_is_judged_by_the_one_above(tmp_path: Path) -> None:
    assert parts(tmp_path / "ILP Desktop" / "data") == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("free", "told"), [(ROOM_NEEDED - 1, [Part.ROOM]), (ROOM_NEEDED, [])])
def test_little_room_is_told(free: int, told: list[Part], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave(monkeypatch, free)
    assert parts(tmp_path) == told


def test_a_clock_before_the_program_was_made_is_told(tmp_path: Path) -> None:
    assert parts(tmp_path, datetime(2009, 1, 1, tzinfo=UTC)) == [Part.CLOCK]


def test_a_folder_in_onedrive_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEDRIVE", str(tmp_path))
    assert parts(tmp_path / "Documents") == [Part.FOLDER]


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_options: object) -> None:
        raise PermissionError

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    assert parts(tmp_path) == [Part.FOLDER]


def test_a_lost_program_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = resource_path

    def lost(*place: str) -> Path:
        if len(place) > 1:
            raise Fault(FaultCode.FILE_UNREADABLE, "Berkas program hilang.", "Pasang ulang.")
        return found(*place)

    monkeypatch.setattr("ilp_desktop.services.machine_check.resource_path", lost)
    assert parts(tmp_path) == [Part.PROGRAM]
