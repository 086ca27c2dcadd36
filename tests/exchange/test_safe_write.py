"""A file on a stick is the old one or the complete new one, whatever happens at whatever byte."""

import errno
from pathlib import Path

import pytest

from ilp_desktop.domain.problem import Cancelled, Fault, FaultCode
from ilp_desktop.domain.progress import Step
from ilp_desktop.exchange.disk import Disk
from ilp_desktop.exchange.safe_write import require_room, write_safely
from tests.exchange.failing_disk import FailingDisk, LyingDisk, StepFailingDisk

OLD, NEW = b"the old file", bytes(range(256)) * 3
PIECES = [NEW[start : start + 100] for start in range(0, len(NEW), 100)]


@pytest.fixture(params=["over an old file", "new"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "ILP_A_B_000001.ilppaket"
    if request.param != "new":
        path.write_bytes(OLD)
    return path


def content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def test_a_good_drive_gets_the_whole_file(target: Path) -> None:
    write_safely(target, PIECES, size=len(NEW))
    assert content(target) == NEW
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize(("code", "fault"), [(errno.EIO, FaultCode.DRIVE_GONE), (errno.ENOSPC, FaultCode.DRIVE_FULL)])
def test_a_drive_that_fails_at_any_byte_leaves_the_old_file(target: Path, code: int, fault: FaultCode) -> None:
    before = content(target)
    for budget in range(len(NEW)):
        with pytest.raises(Fault) as failure:
            write_safely(target, PIECES, size=len(NEW), disk=FailingDisk(budget, code))
        assert failure.value.code is fault
        assert "tetap aman" in failure.value.sentence
        assert failure.value.remedy
        assert content(target) == before
    write_safely(target, PIECES, size=len(NEW), disk=FailingDisk(len(NEW), code))
    assert content(target) == NEW


def test_a_drive_that_fails_at_any_step_leaves_the_old_file_or_the_new(target: Path) -> None:
    before, outcomes = content(target), []
    for step in range(20):
        try:
            write_safely(target, PIECES, size=len(NEW), disk=StepFailingDisk(step))
        except Fault as fault:
            assert fault.code is FaultCode.DRIVE_GONE
            assert content(target) in (before, NEW)
            outcomes.append(False)
        else:
            assert content(target) == NEW
            outcomes.append(True)
            break
    assert outcomes[-1]
    assert outcomes.count(False) >= 5


def test_a_full_drive_leaves_no_rest(target: Path) -> None:
    with pytest.raises(Fault):
        write_safely(target, PIECES, size=len(NEW), disk=FailingDisk(100, errno.ENOSPC))
    assert not list(target.parent.glob("*.part"))


@pytest.mark.parametrize(
    ("size", "free", "missing"),
    [(5_000_000, 3_000_000, "kurang 3 MB"), (3_000_000, 2_999_999, "kurang 1 MB"), (10**9, 0, "kurang 1001 MB")],
)
def test_missing_room_is_told_in_megabytes_before_the_first_byte(
    tmp_path: Path, size: int, free: int, missing: str
) -> None:
    disk = FailingDisk(0, free=free)
    with pytest.raises(Fault) as fault:
        write_safely(tmp_path / "x", [b"never asked for"], size=size, disk=disk)
    assert fault.value.code is FaultCode.DRIVE_FULL
    assert missing in fault.value.sentence
    assert not list(tmp_path.iterdir())


def test_just_enough_room_is_enough(tmp_path: Path) -> None:
    require_room(tmp_path, 1000, FailingDisk(0, free=1000 + 64 * 1024))
    with pytest.raises(Fault):
        require_room(tmp_path, 1001, FailingDisk(0, free=1000 + 64 * 1024))


def test_a_counterfeit_stick_is_found_out(target: Path) -> None:
    before = content(target)
    with pytest.raises(Fault) as fault:
        write_safely(target, PIECES, size=len(NEW), disk=LyingDisk())
    assert fault.value.code is FaultCode.DRIVE_GONE
    assert content(target) == before


def test_cancelling_at_any_step_leaves_the_old_file_and_no_rest(target: Path) -> None:
    before, told = content(target), 0
    for patience in range(100):
        steps: list[Step] = []

        def progress(step: Step, steps: list[Step] = steps, patience: int = patience) -> None:
            steps.append(step)
            if len(steps) > patience:
                raise Cancelled

        try:
            write_safely(target, PIECES, size=len(NEW), progress=progress)
        except Cancelled:
            assert content(target) == before
            assert not list(target.parent.glob("*.part"))
        else:
            told = len(steps)
            break
    assert told > len(PIECES)
    assert content(target) == NEW


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (errno.EROFS, FaultCode.READ_ONLY),
        (errno.EACCES, FaultCode.READ_ONLY),
        (errno.ENODEV, FaultCode.DRIVE_GONE),
        (errno.ENOENT, FaultCode.DRIVE_GONE),
        (errno.ENOSPC, FaultCode.DRIVE_FULL),
        (errno.EINVAL, FaultCode.FILE_UNREADABLE),
    ],
)
def test_every_error_of_the_system_has_its_sentence(tmp_path: Path, code: int, fault: FaultCode) -> None:
    with pytest.raises(Fault) as failure:
        write_safely(tmp_path / "x", PIECES, size=len(NEW), disk=StepFailingDisk(1, code))
    assert failure.value.code is fault
    assert "tetap aman" in failure.value.sentence


def test_a_folder_that_is_gone_is_a_drive_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(Fault) as fault:
        write_safely(tmp_path / "gone" / "x", PIECES, size=len(NEW))
    assert fault.value.code is FaultCode.DRIVE_GONE


def test_an_old_rest_is_written_over(target: Path) -> None:
    target.with_name(target.name + ".part").write_bytes(b"x" * 10_000)
    write_safely(target, PIECES, size=len(NEW), disk=Disk())
    assert content(target) == NEW
