"""Filled forms as they lie in a folder or a zip from a phone: which files there are, and each read within bounds."""

import lzma
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from ilp_desktop.domain.problem import Fault, FaultCode

MOST_FILES = 5_000
"""Filled forms in one folder or zip."""

MOST_PARTS = 50_000
"""Files of every kind in one folder or zip, pictures too."""

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    KeyError,
    RuntimeError,
    ValueError,
)
_SAFE = "Data di komputer ini tetap aman."


class SubmissionFiles(ABC):
    """Places are paths below the folder or zip, with slashes."""

    @abstractmethod
    def parts(self) -> frozenset[str]:
        """Every file that is there."""

    @abstractmethod
    def read(self, place: str, most: int) -> bytes:
        """At most so many bytes of a file; ``FileNotFoundError`` when it is not there, ``OSError`` when it is damaged.

        Whoever wants to know whether a file is larger asks for one byte more.
        """

    @abstractmethod
    def is_there(self) -> bool:
        """Whether the folder or zip can still be reached: a stick may have been pulled."""

    def forms(self) -> tuple[str, ...]:
        """The XML files, in order."""
        return self._of_kind(".xml")

    def tables(self) -> tuple[str, ...]:
        """The CSV files, in order."""
        return self._of_kind(".csv")

    def beside(self, place: str, name: str, most: int) -> bytes:
        """A file that a form names, from its own folder, or that of an export; a name that leads elsewhere is none."""
        if not name or PurePosixPath(name).name != name or "\\" in name:
            raise FileNotFoundError(name)
        folder = PurePosixPath(place).parent
        exported = str(folder / "media" / name)
        return self.read(exported if exported in self.parts() else str(folder / name), most)

    def _of_kind(self, suffix: str) -> tuple[str, ...]:
        found = sorted(place for place in self.parts() if _is_kind(place, suffix))
        if len(found) > MOST_FILES:
            raise _too_much(f"lebih dari {MOST_FILES} berkas {suffix[1:].upper()}")
        return tuple(found)


def open_submissions(path: Path) -> SubmissionFiles:
    """What a folder or a zip holds. Fault FILE_UNREADABLE when it cannot be read or holds too much."""
    try:
        if path.is_dir():
            return _Folder(path)
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
    except (OSError, zipfile.BadZipFile, ValueError, RuntimeError) as error:
        raise Fault(
            FaultCode.FILE_UNREADABLE,
            f"Folder atau zip isian tidak dapat dibaca. {_SAFE}",
            "Periksa flashdisk atau kabelnya. Bila itu zip, salin lagi dari ponsel.",
        ) from error
    if len(parts) > MOST_PARTS:
        raise _too_much(f"lebih dari {MOST_PARTS} berkas")
    if any(part.flag_bits & 1 for part in parts):
        raise Fault(
            FaultCode.FILE_UNREADABLE,
            f"Zip ini terkunci kata sandi. {_SAFE}",
            "Buka dulu zip itu dengan kata sandinya, lalu pilih foldernya.",
        )
    return _Zip(path, (part.filename for part in parts if not part.is_dir()))


class _Folder(SubmissionFiles):
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts = frozenset(self._found())

    def _found(self) -> Iterable[str]:
        found = []
        for path in self._folder.rglob("*"):
            if path.is_file():
                found.append(path.relative_to(self._folder).as_posix())
            if len(found) > MOST_PARTS:
                raise _too_much(f"lebih dari {MOST_PARTS} berkas")
        return found

    def parts(self) -> frozenset[str]:
        return self._parts

    def read(self, place: str, most: int) -> bytes:
        with (self._folder / place).open("rb") as file:
            return file.read(most)

    def is_there(self) -> bool:
        return self._folder.is_dir()


class _Zip(SubmissionFiles):
    """Nothing is unpacked to the disk; what is read is bounded, whatever the zip says of its sizes."""

    def __init__(self, path: Path, places: Iterable[str]) -> None:
        self._path = path
        self._parts = frozenset(places)

    def parts(self) -> frozenset[str]:
        return self._parts

    def read(self, place: str, most: int) -> bytes:
        if place not in self._parts:
            raise FileNotFoundError(place)
        try:
            with zipfile.ZipFile(self._path) as package, package.open(place) as file:
                return file.read(most)
        except _DAMAGED as error:
            raise OSError(str(error)) from error

    def is_there(self) -> bool:
        return self._path.is_file()


def _is_kind(place: str, suffix: str) -> bool:
    """What a Mac leaves beside a file begins with ``._``."""
    path = PurePosixPath(place)
    return path.suffix.lower() == suffix and not path.name.startswith(".") and "__MACOSX" not in path.parts


def _too_much(what: str) -> Fault:
    return Fault(
        FaultCode.FILE_UNREADABLE,
        f"Di situ ada {what}. {_SAFE}",
        "Pilih folder instances dari ODK Collect saja, atau bagi menjadi beberapa folder.",
    )
