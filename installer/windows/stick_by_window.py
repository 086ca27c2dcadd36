"""What goes over a stick, by keyboard: a package out, a clicked package in, and a signed update."""

from __future__ import annotations

import shutil
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from ilp_desktop.exchange.keys import new_identity
from ilp_desktop.exchange.update_file import UPDATE_SUFFIX, write_update
from installer import bundle
from installer.windows import build
from installer.windows.clerk import TITLE, Clerk, at_work, window_is_shown
from installer.windows.installation import Installation, claim
from installer.windows.wine import wait_for, windows_path

PUBLISHER = new_identity()
"""Signs the update of the proof; the version before it, which the proof makes too, knows its public half."""
LATER = "0.1.1"
NEW_FILE = "only-later.txt"
SETUP_TITLE = "ILP Desktop Setup"
PATIENT = 12
"""Glances at a screen that may still be busy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sticks:
    """``password`` is that of the demonstration."""

    place: Installation
    password: str
    pictures: Path

    def send(self, data: Path, stick: Path) -> None:
        """The puskesmas of the demonstration writes what the dinas does not have yet."""
        stick.mkdir(exist_ok=True)
        before = set(stick.glob("*.ilppaket"))
        with self._at(data) as clerk:
            clerk.sign_in("demo", self.password)
            clerk.type("ctrl+k", "pertukaran")
            clerk.go("Return")
            clerk.type("Tab", "Tab")
            clerk.wine.type("space")
            clerk.choose_folder("Folder untuk paket", stick)
            clerk.picture("exchange")
            clerk.go("alt+k")
            clerk.rest(PATIENT)
            clerk.picture("package-written")
            clerk.quit()
        claim(len(set(stick.glob("*.ilppaket")) - before) == 1, "no package was written")

    def receive_clicked(self, data: Path, package: Path) -> None:
        """The dinas clicks a package: the program opens with it, and it is taken over."""
        with self._at(data, package) as clerk:
            clerk.sign_in("dinas", self.password)
            clerk.picture("package-clicked")
            clerk.go("space")
            clerk.rest(PATIENT)
            clerk.picture("package-received")
            clerk.quit()
        claim(bool(list(package.parent.glob("*.ilpterima"))), "no receipt was written")

    def update(self, built: build.Built) -> None:
        """A signed update is opened as the Explorer would, described, and installed; then the new version runs."""
        file = _update_file(built)
        with at_work(self.place.wine, [self.place.program, windows_path(file)], self.pictures) as clerk:
            clerk.sign_in("demo", self.password)
            clerk.picture("update-offered")
            clerk.go("space", by=5_000)
            clerk.picture("update-asked")
            clerk.wine.type("Return")
            wine = self.place.wine
            claim(wait_for(lambda: window_is_shown(wine, SETUP_TITLE), 120), "the installer does not come up")
            claim(wait_for(lambda: not window_is_shown(wine, TITLE), 60), "the program does not end")
            wine.focus(SETUP_TITLE)
            for _page in range(3):
                clerk.type("Return")
            clerk.picture("update-installer")
            claim(wait_for((self.place.folder / "_internal" / NEW_FILE).exists, 120), "nothing was installed")
            claim(wait_for(lambda: not self._old_version().exists(), 120), "the old version is not taken away")
            clerk.rest()
            clerk.picture("update-installed")
            clerk.wine.type("Return")
            claim(wait_for(lambda: window_is_shown(wine, TITLE), 120), "the new version does not start")
            clerk.rest()
            clerk.picture("update-done")
        said = self.place.wine.run("reg", "query", r"HKCU\Software\ILP Desktop", "/v", "Version")
        claim(LATER in said, f"the registry says {said}")
        claim(any((self.place.data / "cadangan").glob("ilp-*.db")), "the program made no backup")
        copied = self.place.data / "cadangan-pemasangan" / f"sebelum-{LATER}" / "ilp.db"
        claim(copied.exists(), "the installer made no copy of the data")

    def _old_version(self) -> Path:
        return self.place.folder / "versi-sebelumnya"

    def _at(self, data: Path, *file: Path) -> AbstractContextManager[Clerk]:
        command: list[str | Path] = [self.place.program, "open", "--data", windows_path(data)]
        return at_work(self.place.wine, command + [windows_path(one) for one in file], self.pictures)


def trust_publisher(made: Path) -> None:
    """Puts the proof's publisher into a copy of the bundle."""
    (made / "_internal" / "resources" / "update-key.txt").write_text(PUBLISHER.verify_key, encoding="ascii")


def _update_file(built: build.Built) -> Path:
    folder = build.WINDOWS / "later" / bundle.NAME
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(built.bundle, folder)
    (folder / "_internal" / NEW_FILE).write_text("later")
    setup = build.compile_setup(folder, build.WINDOWS / f"ILP-Desktop-{LATER}-setup.exe", LATER, fast=True)
    stick = build.WINDOWS / "stick dari dinas"
    stick.mkdir(exist_ok=True)
    file = stick / f"ILP-Desktop-{LATER}{UPDATE_SUFFIX}"
    write_update(setup, LATER, PUBLISHER, file)
    return file
