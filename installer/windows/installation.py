"""The program as it is installed for the user of a Windows, and what may be claimed about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from installer.windows.wine import Wine, WineFailed, wait_for

INSTALLED = "AppData/Local/Programs/ILP Desktop"
DATA = "AppData/Local/ILP Desktop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """Where things lie for the Windows user."""

    wine: Wine

    @property
    def folder(self) -> Path:
        """Of the program."""
        return self.wine.home / INSTALLED

    @property
    def data(self) -> Path:
        """Of the patients' data."""
        return self.wine.home / DATA

    @property
    def program(self) -> Path:
        """What the shortcut starts."""
        return self.folder / "ilp-desktop.exe"

    def has_registry(self, key: str) -> bool:
        """Whether Windows knows this key."""
        try:
            self.wine.run("reg", "query", key)
        except WineFailed:
            return False
        return True

    def setup(self, installer: Path, *options: str, expect: int = 0) -> None:
        """Runs an installer silently."""
        self.wine.run(installer, "/S", *options, expect=expect)

    def uninstall(self, *options: str) -> None:
        """The uninstaller works on in a copy of itself; this waits for its end."""
        self.wine.run(self.folder / "uninstall.exe", "/S", *options)
        claim(wait_for(lambda: not self.folder.exists(), 60), "the program's folder is still there")
        self.wine.wait()


def claim(holds: bool, otherwise: str) -> None:
    """Raises WineFailed with ``otherwise`` when it does not hold."""
    if not holds:
        raise WineFailed(otherwise)
