"""A file that somebody holds for a moment still gets its name; one that stays held is an error and stays whole."""

import sys
import threading
from pathlib import Path

import pytest

from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.exchange.safe_write import write_safely
from ilp_desktop.renaming import rename_over

TRIES = 7


class Holder:
    """A virus scanner: the next ``left`` renames are refused as Windows refuses them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left = 0
        self._replace = Path.replace
        holder = self

        def replace(path: Path, target: Path) -> Path:
            if holder.left:
                holder.left -= 1
                raise PermissionError(13, "The process cannot access the file")
            return holder._replace(path, target)

        monkeypatch.setattr(Path, "replace", replace)


@pytest.fixture
def holder(monkeypatch: pytest.MonkeyPatch) -> Holder:
    return Holder(monkeypatch)


@pytest.mark.parametrize("refusals", [0, 1, TRIES - 1])
def test_a_file_that_is_held_for_a_moment_gets_its_name(refusals: int, holder: Holder, tmp_path: Path) -> None:
    part, target = tmp_path / "a.part", tmp_path / "a"
    part.write_text("new")
    target.write_text("old")
    waited: list[float] = []
    holder.left = refusals
    rename_over(part, target, waited.append)
    assert (target.read_text(), part.exists(), len(waited)) == ("new", False, refusals)


def test_a_file_that_stays_held_is_an_error_and_stays_whole(holder: Holder, tmp_path: Path) -> None:
    part, target = tmp_path / "a.part", tmp_path / "a"
    part.write_text("new")
    target.write_text("old")
    waited: list[float] = []
    holder.left = TRIES
    with pytest.raises(PermissionError):
        rename_over(part, target, waited.append)
    assert (target.read_text(), part.read_text()) == ("old", "new")
    assert 2 < sum(waited) < 3


def test_a_package_that_a_scanner_holds_is_written_and_one_held_for_ever_is_a_fault(
    holder: Holder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    target = tmp_path / "ILP.ilppaket"
    holder.left = 1
    write_safely(target, [b"one"], size=3)
    assert target.read_bytes() == b"one"
    holder.left = 1000
    with pytest.raises(Fault) as failure:
        write_safely(target, [b"two"], size=3)
    assert failure.value.code is FaultCode.READ_ONLY
    assert list(tmp_path.iterdir()) == [target]
    assert target.read_bytes() == b"one"


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows lets a reader hold a file's name")
def test_windows_itself_gives_way_when_the_reader_has_gone(tmp_path: Path) -> None:
    target = tmp_path / "ILP.ilppaket"
    target.write_bytes(b"old")
    reader = target.open("rb")
    threading.Timer(0.7, reader.close).start()
    write_safely(target, [b"new"], size=3)
    assert target.read_bytes() == b"new"
