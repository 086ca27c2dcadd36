"""One window for each data folder and user of the PC: a second start hands over what it was to open, and ends."""

import getpass
import sys
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal

_CALL = ".panggilan"
_NEVER = 0
"""Milliseconds after which a lock is given up although its program still runs."""


class SingleInstance(QObject):
    """``called`` is emitted when the program was started again, with the file that it was to open (None: no file).

    A lock and calls as small files, because a local socket would bring Qt's whole network library into the program.
    """

    called = Signal(object)

    def __init__(self, data_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        place = f"{data_folder.resolve()}\n{getpass.getuser()}"
        self._folder = Path(tempfile.gettempdir()) / f"ilp-desktop-{sha256(place.encode()).hexdigest()[:16]}"
        self._lock: QLockFile | None = None
        self._watcher: QFileSystemWatcher | None = None

    def claim(self, opened: Path | None = None) -> bool:
        """Be the first; False when another already runs, which has then been told to come and show ``opened``.

        A PC on which nothing can be locked gets its window all the same.
        """
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, exist_ok=True)
        place = self._folder / "kunci"
        if sys.platform == "win32":
            # Windows lets nobody remove the lock of a program that runs. Qt itself would ask whether the program that a
            # power failure cut off still runs, and after the next start another may have its number.
            with suppress(OSError):
                place.unlink()
        lock = QLockFile(str(place))
        lock.setStaleLockTime(_NEVER)
        if not lock.tryLock(0) and lock.error() is QLockFile.LockError.LockFailedError:
            self._call(opened)
            return False
        self._lock = lock
        self._take_calls()
        self._watcher = QFileSystemWatcher([str(self._folder)], self)
        self._watcher.directoryChanged.connect(self._answer)
        return True

    def release(self) -> None:
        """Let another be the first."""
        if self._watcher is not None:
            self._watcher.removePath(str(self._folder))
            self._watcher.deleteLater()
            self._watcher = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
            with suppress(OSError):
                self._folder.rmdir()

    def _call(self, opened: Path | None) -> None:
        call = self._folder / f"{uuid4().hex}{_CALL}"
        with suppress(OSError):
            part = call.with_suffix(".part")
            part.write_text("" if opened is None else str(opened.absolute()), encoding="utf-8")
            _lend_foreground()
            part.replace(call)

    def _answer(self) -> None:
        for said in self._take_calls():
            self.called.emit(Path(said) if said else None)

    def _take_calls(self) -> list[str]:
        """What was called since last time, in no particular order; each is heard once."""
        heard = []
        for call in self._folder.glob(f"*{_CALL}"):
            with suppress(OSError):
                said = call.read_text(encoding="utf-8")
                call.unlink()
                heard.append(said)
        return heard


def _lend_foreground() -> None:
    """Windows lets only the program that was just clicked come to the front: the first window may in our place."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
