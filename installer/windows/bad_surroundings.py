"""What a puskesmas's PC does to an installation: held files, power cuts, no room, an old Windows, a locked stick."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ilp_desktop import __version__
from installer import bundle
from installer.inventory import hash_list, inventory
from installer.windows import build
from installer.windows.clerk import Clerk, at_work
from installer.windows.installation import Installation, claim
from installer.windows.proof_report import Report
from installer.windows.wine import Wine, WineFailed, windows_path

REFUSED_WINDOWS, REFUSED_SPACE, REFUSED_FOLDER, REFUSED_RUNNING, ROLLED_BACK, REFUSED_OLDER = 10, 11, 12, 13, 15, 16
TOLD = 1
"""How ``check-machine`` ends when there is something to say."""
SMALL_DISK = "40m"
PREVIOUS = "versi-sebelumnya"
HELD_SECONDS = 3
PATIENT = 12
"""Glances at a screen on which something may still come up."""
HELD_PACKAGE = """
import sys, threading
sys.path[:0] = [sys.argv[1]]
from pathlib import Path
from ilp_desktop.exchange.safe_write import write_safely
target = Path(sys.argv[2])
target.write_bytes(b"old")
scanner = target.open("rb")
try:
    target.with_suffix(".new").write_bytes(b"")
    target.with_suffix(".new").replace(target)
except PermissionError:
    threading.Timer(0.7, scanner.close).start()
    write_safely(target, [b"new"], size=3)
    print(target.read_bytes().decode())
"""
"""Windows refuses to rename over a file that is read; our own writing waits until the reader has gone."""
HELD_PROGRAM = """
import sys, time
with open(sys.argv[1], "rb"):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadSurroundings:
    """``earlier`` is the installer of a version before ``built``."""

    place: Installation
    built: build.Built
    earlier: Path
    pictures: Path

    def prove(self, report: Report) -> None:
        """A row for each; the program is installed and whole before, between and afterwards."""
        self.prove_installer(report)
        with report.proving("a package that a virus scanner holds for a moment is written"):
            self._held_package()
        with report.proving("a disk that is too small is refused"):
            self._small_disk()
        with report.proving("Windows 7 is refused in plain words"):
            self._old_windows()
        with report.proving("a program folder that nobody may write to: the window and the papers as ever"):
            self._read_only_program()
        with report.proving("a write-protected stick with the portable program is told in words"):
            self._read_only_stick()
        with report.proving("a data folder in OneDrive is told, with what to do"):
            self._one_drive()

    def prove_installer(self, report: Report) -> None:
        """What an installer alone meets."""
        broken = self._broken()
        with report.proving("an older version over a newer one is refused, and taken with /OLDER"):
            self._older()
        with report.proving("a version that does not start (no Qt platform): the previous one is back and works"):
            self._roll_back(broken)
        with report.proving("an update that a power cut ended: the next finds the previous version and goes on"):
            self._power_cut(broken)
        with report.proving("a virus scanner holds the program during an update: it waits and installs"):
            self._held_program()
        with report.proving("a damaged installer says so and changes nothing"):
            self._damaged()
        with report.proving("a folder that cannot be written to is refused"):
            self.place.setup(self.built.setup, r"/D=Z:\proc\ILP", expect=REFUSED_FOLDER)

    def _older(self) -> None:
        before = self._files()
        self.place.setup(self.earlier, expect=REFUSED_OLDER)
        claim(self._files() == before, "files have changed")
        self.place.setup(self.earlier, "/OLDER")
        claim(self._files() != before, "nothing was installed")
        self.place.setup(self.built.setup)
        claim(self._files() == before, "the newer version is not back")

    def _broken(self) -> Path:
        folder = build.WINDOWS / "broken" / bundle.NAME
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.built.bundle, folder)
        next(folder.rglob("qwindows.dll")).unlink()
        return build.compile_setup(folder, build.WINDOWS / "broken-setup.exe", "9.9.9", fast=True)

    def _roll_back(self, broken: Path) -> None:
        before = self._files()
        self.place.setup(broken, expect=ROLLED_BACK)
        claim(self._files() == before, "the previous version is not back")
        claim(
            __version__ in self.place.wine.run(self.place.program, "--version"), "the previous version does not start"
        )

    def _power_cut(self, broken: Path) -> None:
        before = self._files()
        self._cut_short()
        self.place.setup(broken, expect=ROLLED_BACK)
        claim(self._files() == before, "the previous version was lost")
        self._cut_short()
        self.place.setup(self.built.setup)
        claim(self._files() == before, "the next update leaves something behind")

    def _cut_short(self) -> None:
        """The old version is set aside, of the new one half is written."""
        folder = self.place.folder
        aside = folder / PREVIOUS
        aside.mkdir()
        self.place.program.rename(aside / self.place.program.name)
        (folder / "_internal").rename(aside / "_internal")
        shutil.copytree(self.built.bundle / "_internal" / "resources", folder / "_internal" / "resources")

    def _held_program(self) -> None:
        before = self._files()
        python = self.place.wine.drive / "py" / "python.exe"
        scanner = self.place.wine.start(python, "-c", HELD_PROGRAM, windows_path(self.place.program), str(HELD_SECONDS))
        try:
            claim(scanner.stdout is not None and "held" in scanner.stdout.readline(), "nobody holds the program")
            started = time.monotonic()
            self.place.setup(self.built.setup)
            claim(time.monotonic() - started > HELD_SECONDS / 2, "nobody held the program")
        finally:
            scanner.communicate(timeout=60)
        claim(self._files() == before, "files have changed")

    def _held_package(self) -> None:
        wine = self.place.wine
        target = wine.home / "Temp" / "held.ilppaket"
        python = wine.drive / "py" / "python.exe"
        said = wine.run(python, "-c", HELD_PACKAGE, windows_path(bundle.ROOT), windows_path(target))
        claim(said.strip() == "new", f"it says {said!r}")

    def _damaged(self) -> None:
        before = self._files()
        damaged = build.WINDOWS / "damaged-setup.exe"
        content = bytearray(self.built.setup.read_bytes())
        content[len(content) // 2] ^= 1
        damaged.write_bytes(content)
        try:
            self.place.setup(damaged)
        except WineFailed:
            claim(self._files() == before, "files have changed")
        else:
            claim(False, "it was installed")

    def _small_disk(self) -> None:
        with _mounted(["-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs"], build.WINDOWS / "small-disk") as disk:
            letter = self.place.wine.prefix / "dosdevices" / "s:"
            letter.unlink(missing_ok=True)
            letter.symlink_to(disk)
            try:
                self.place.setup(self.built.setup, r"/D=S:\ILP", expect=REFUSED_SPACE)
                claim(not any(disk.rglob("*.exe")), "something was written")
            finally:
                letter.unlink(missing_ok=True)
                self.place.wine.stop()

    def _old_windows(self) -> None:
        _set_windows(self.place.wine, "win7")
        try:
            self.place.setup(self.built.setup, expect=REFUSED_WINDOWS)
        finally:
            _set_windows(self.place.wine, "win10")

    def _read_only_program(self) -> None:
        with self._locked(self.place.folder):
            with self._at_work(self.place.program) as clerk:
                clerk.picture("read-only-program")
            self.place.wine.run(self.place.program, "self-test", limit=300)

    def _read_only_stick(self) -> None:
        stick = self.place.wine.drive / "stick" / "ILP"
        shutil.rmtree(stick, ignore_errors=True)
        self.place.setup(self.built.setup, "/PORTABLE", r"/D=C:\stick\ILP")
        program, data = stick / "ilp-desktop.exe", windows_path(stick / "Data ILP Desktop")
        with self._locked(stick):
            said = self.place.wine.run(program, "check-machine", "--data", data, expect=TOLD)
            with self._at_work(program) as clerk:
                clerk.rest(PATIENT)
                clerk.picture("read-only-stick")
        claim("ditulisi" in said, f"it says {said}")
        shutil.rmtree(stick.parent)

    def _one_drive(self) -> None:
        wine = self.place.wine
        shared = wine.home / "OneDrive"
        shared.mkdir(exist_ok=True)
        command = ("check-machine", "--data", windows_path(shared / "Dokumen" / "ILP"))
        said = wine.run(self.place.program, *command, expect=TOLD, environment={"ONEDRIVE": windows_path(shared)})
        claim("OneDrive" in said, f"it says {said}")

    @contextmanager
    def _locked(self, folder: Path) -> Iterator[None]:
        """Nobody may write there, not even root."""
        self.place.wine.stop()
        with _mounted(["--bind", folder], folder):
            bundle.run(["mount", "-o", "remount,ro,bind", folder], "The folder could not be locked")
            try:
                yield
            finally:
                self.place.wine.stop()

    @contextmanager
    def _at_work(self, program: Path) -> Iterator[Clerk]:
        with at_work(self.place.wine, [program], self.pictures) as clerk:
            yield clerk

    def _files(self) -> str:
        return hash_list(inventory(self.place.folder))


@contextmanager
def _mounted(what: list[str | Path], place: Path) -> Iterator[Path]:
    place.mkdir(exist_ok=True)
    bundle.run(["mount", *what, place], "A mount needs root")
    try:
        yield place
    finally:
        bundle.run(["umount", place], f"{place} could not be taken away")


def _set_windows(wine: Wine, version: str) -> None:
    wine.run("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", version, "/f")
    wine.wait()
