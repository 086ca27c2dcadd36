"""A stick that is pulled out, fills up or lies after any number of bytes."""

import errno
import io
from pathlib import Path
from typing import BinaryIO, cast

from typing_extensions import Buffer

from ilp_desktop.exchange.disk import Disk


class _FailingFile(io.FileIO):
    def __init__(self, path: Path, disk: "FailingDisk") -> None:
        super().__init__(path, "wb")
        self._disk = disk

    def write(self, data: Buffer) -> int:
        content = bytes(data)
        fits = self._disk.take(len(content))
        super().write(content[:fits])
        if fits < len(content):
            self._disk.fail()
        return len(content)


class FailingDisk(Disk):
    """Fails for good at the first byte beyond ``budget``, with ``code``; counts what was asked before."""

    def __init__(self, budget: int, code: int = errno.EIO, free: int = 10**9) -> None:
        self.budget = budget
        self.code = code
        self.free = free
        self.gone = False

    def take(self, wanted: int) -> int:
        fits = min(wanted, self.budget)
        self.budget -= fits
        return fits

    def fail(self) -> None:
        self.gone = self.code != errno.ENOSPC
        raise OSError(self.code, "the drive failed")

    def free_bytes(self, folder: Path) -> int:
        self._answer()
        return self.free

    def create(self, path: Path) -> BinaryIO:
        self._answer()
        return cast(BinaryIO, io.BufferedWriter(_FailingFile(path, self), buffer_size=64))

    def flush(self, file: BinaryIO) -> None:
        self._answer()
        file.flush()

    def open(self, path: Path) -> BinaryIO:
        self._answer()
        return super().open(path)

    def replace(self, source: Path, target: Path) -> None:
        self._answer()
        super().replace(source, target)

    def flush_folder(self, folder: Path) -> None:
        self._answer()

    def remove(self, path: Path) -> None:
        self._answer()
        super().remove(path)

    def _answer(self) -> None:
        if self.gone:
            raise OSError(self.code, "the drive is gone")


class StepFailingDisk(FailingDisk):
    """Fails at the ``step``-th thing that is asked of it."""

    def __init__(self, step: int, code: int = errno.EIO) -> None:
        super().__init__(budget=10**9, code=code)
        self.step = step

    def _answer(self) -> None:
        self.step -= 1
        if self.step < 0:
            self.gone = True
        super()._answer()


class LyingDisk(Disk):
    """A counterfeit stick: gives back something else than was written."""

    def open(self, path: Path) -> BinaryIO:
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        return io.BytesIO(bytes(content))
