"""What a PC is told before it keeps records: each shortcoming once, nothing on a good PC, no trace left."""

from collections import namedtuple
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.resource_files import resource_path
from ilp_desktop.services.machine_check import ROOM_NEEDED, Desk, Part, Screen, examine, findings

NOW = datetime(2040, 1, 1, tzinfo=UTC)
GOOD_SCREEN = Screen(width=1366, height=728, scale=1)
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
    """Nor may ``tempfile`` be asked: on Windows it would try names for hours."""

    def refuse(_self: Path, mode: str = "r") -> None:
        raise PermissionError(mode)

    def never(**_options: object) -> None:
        raise AssertionError("tempfile was asked")

    monkeypatch.setattr("tempfile.TemporaryFile", never)
    monkeypatch.setattr(Path, "open", refuse)
    assert parts(tmp_path) == [Part.FOLDER]


def test_a_lost_program_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = resource_path

    def lost(*place: str) -> Path:
        if len(place) > 1:
            raise Fault(FaultCode.FILE_UNREADABLE, "Berkas program hilang.", "Pasang ulang.")
        return found(*place)

    monkeypatch.setattr("ilp_desktop.services.machine_check.resource_path", lost)
    assert parts(tmp_path) == [Part.PROGRAM]


def desk(
    screen: Screen = GOOD_SCREEN, printers: tuple[str, ...] = ("Epson L3110",), usual: str = "Epson L3110"
) -> Desk:
    return Desk(screen=screen, printers=printers, usual_printer=usual)


def test_every_part_is_told_when_all_is_well(tmp_path: Path) -> None:
    found = examine(tmp_path, NOW, desk())
    assert [finding.part for finding in found] == list(Part)
    assert [finding.remedy for finding in found] == [""] * len(Part)
    assert all(finding.sentence for finding in found)


@pytest.mark.parametrize(
    ("printers", "usual", "told"),
    [((), "", "Belum ada printer"), (("A", "B"), "", "Belum ada printer utama"), (("A", "B"), "A", "")],
)
def test_a_pc_without_a_printer_or_a_usual_one_is_told(
    printers: tuple[str, ...], usual: str, told: str, tmp_path: Path
) -> None:
    found = findings(tmp_path, NOW, desk(printers=printers, usual=usual))
    assert [finding.sentence.startswith(told) for finding in found] == [True] * bool(told)


@pytest.mark.parametrize(
    ("width", "height", "scale", "remedy"),
    [
        (1200, 600, 1, ""),
        (1199, 600, 1, "Naikkan resolusi"),
        (1200, 599, 1, "Naikkan resolusi"),
        (1093, 574, 1.25, "Turunkan skala"),
        (911, 485, 1.5, "Turunkan skala"),
        (1280, 680, 1.5, ""),
        (960, 510, 2, "Turunkan skala"),
    ],
)
def test_a_screen_that_does_not_hold_the_window_is_told(
    width: int, height: int, scale: float, remedy: str, tmp_path: Path
) -> None:
    found = findings(tmp_path, NOW, desk(Screen(width=width, height=height, scale=scale)))
    assert [finding.remedy.startswith(remedy) for finding in found] == [True] * bool(remedy)
