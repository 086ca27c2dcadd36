"""The installed program on a small screen at every scaling that Windows offers: does the window fit, can it be read."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from installer.windows.clerk import TITLE, Clerk, at_work
from installer.windows.installation import Installation, claim
from installer.windows.wine import Wine, windows, windows_path

SCREEN = "1366x768"
PERCENTS = (100, 125, 150, 175, 200)
_DOTS_PER_INCH = 96
_DESKTOP = r"HKCU\Control Panel\Desktop"
_FRAME = 16
"""Points by which Windows lets the frame of a window lie outside that fills the screen."""
_GEOMETRY = re.compile(rf'"{TITLE}".*?(\d+)x(\d+)\+(-?\d+)\+(-?\d+)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Scales:
    """``data`` is the demonstration's, ``password`` that of its users."""

    place: Installation
    data: Path
    password: str
    pictures: Path

    def look(self) -> None:
        """Sign-in, counter and klaster room at each scaling; WineFailed when the window is larger than the screen."""
        try:
            for percent in PERCENTS:
                with windows(self.place.wine.prefix, SCREEN) as wine:
                    _set_scaling(wine, percent)
                    self._work(wine, percent)
        finally:
            _set_scaling(self.place.wine, 100)

    def _work(self, wine: Wine, percent: int) -> None:
        command: list[str | Path] = [self.place.program, "open", "--data", windows_path(self.data)]
        with at_work(wine, command, self.pictures) as clerk:
            clerk.sign_in("demo", self.password, again=True)
            self._look_at("ctrl+2", f"counter-{percent}", clerk)
            self._look_at("ctrl+4", f"cluster-{percent}", clerk)

    def _look_at(self, key: str, name: str, clerk: Clerk) -> None:
        clerk.go(key, by=5_000)
        clerk.rest()
        clerk.picture(name)
        width, height = (int(side) for side in SCREEN.split("x"))
        window = _window(clerk.wine)
        fits = window[0] <= width + _FRAME and window[1] <= height + _FRAME
        claim(fits, f"the window has {window[0]} x {window[1]} at {name}")


def _set_scaling(wine: Wine, percent: int) -> None:
    dots = _DOTS_PER_INCH * percent // 100
    wine.run("reg", "add", _DESKTOP, "/v", "LogPixels", "/t", "REG_DWORD", "/d", str(dots), "/f")
    wine.wait()


def _window(wine: Wine) -> tuple[int, int]:
    listing = subprocess.run(["xwininfo", "-root", "-tree"], env=wine.environment(), capture_output=True, text=True)
    found = _GEOMETRY.findall(listing.stdout)
    claim(bool(found), "no window")
    return max((int(width), int(height)) for width, height, _x, _y in found)
