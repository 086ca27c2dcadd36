"""A person in front of the installed program: sees the screen, types, and waits until it stands still."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops

from installer.windows.installation import claim
from installer.windows.wine import Wine, WineFailed, wait_for, windows_path

TITLE = "ILP Desktop"
PAGE = 12_000
"""Pixels that change when another page comes up; what is less may be a button that says it is busy."""
_STILL = 400
"""Pixels that may change on a screen that stands still: a blinking cursor, the minute of the clock."""
_LONGEST = 180
_GLANCE = 0.4
_LONG_REST = 12
"""Glances, five seconds: a page that says it is busy stands still too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clerk:
    """Works with the program until it is closed; pictures go to ``pictures``."""

    wine: Wine
    pictures: Path

    def type(self, *parts: str) -> None:
        """Words and keys, each after the screen has come to rest."""
        for part in parts:
            self.wine.type(part)
            self.rest()

    def go(self, key: str, by: int = PAGE) -> None:
        """Presses a key that brings something up; WineFailed when nothing comes."""
        before = self._screen()
        self.wine.type(key)
        came = wait_for(lambda: _difference(before, self._screen()) >= by, _LONGEST)
        if not came:
            self.picture("nothing-happened")
        claim(came, f"nothing came up after {key}")
        self.rest()

    def sees_something(self) -> bool:
        """Whether the screen is not one dark surface."""
        return sum(self._screen().histogram()[128:]) >= PAGE

    def rest(self, glances: int = 1) -> None:
        """Until the screen stands still, seen so many times one after the other."""
        time.sleep(_GLANCE)
        last = self._screen()
        still = 0
        end = time.monotonic() + _LONGEST
        while still < glances and time.monotonic() < end:
            time.sleep(_GLANCE)
            now = self._screen()
            still = still + 1 if _difference(last, now) <= _STILL else 0
            last = now

    def picture(self, name: str) -> None:
        """Keeps what stands on the screen."""
        self.wine.picture(self.pictures / f"{name}.png")

    def sign_in(self, username: str, password: str, *, again: bool = False) -> None:
        """At the sign-in page; ``again`` when somebody has signed in before, so that it proposes a name."""
        if again:
            self.type("shift+Tab", "ctrl+a")
        self.type(username, "Tab", password)
        self.go("Return")
        self.rest(_LONG_REST)

    def save_pdf(self, target: Path) -> None:
        """The paper on the screen as a file, through the dialog of Windows."""
        target.unlink(missing_ok=True)
        self.wine.type("ctrl+s")
        self._name_file("Simpan PDF", target)
        claim(wait_for(target.exists, _LONGEST), f"{target.name} was not written")
        self.wine.focus(TITLE)
        self.rest()

    def choose_folder(self, title: str, folder: Path) -> None:
        """In the dialog of Windows that asks for a folder."""
        self._name_file(title, folder)
        self.wine.focus(TITLE)
        self.rest()

    def accept(self, title: str) -> None:
        """Takes what a dialog of Windows proposes."""
        claim(wait_for(lambda: window_is_shown(self.wine, title), _LONGEST), f"no dialog {title}")
        self.rest()
        self.picture("dialog")
        with suppress(WineFailed):
            self.wine.focus(title, limit=5)
        self.wine.type("Return")
        claim(wait_for(lambda: not window_is_shown(self.wine, title), _LONGEST), f"the dialog {title} does not close")
        self.wine.focus(TITLE)

    def quit(self) -> None:
        """Closes the window as a person does; WineFailed when the program does not end."""
        self.wine.type("alt+F4")
        claim(wait_for(lambda: not window_is_shown(self.wine, TITLE), _LONGEST), "the window does not close")
        self.wine.wait()

    def _name_file(self, title: str, path: Path) -> None:
        claim(wait_for(lambda: window_is_shown(self.wine, title), _LONGEST), f"no dialog {title}")
        self.rest()
        # A dialog has the keyboard already, as a rule; asking for it then is refused.
        with suppress(WineFailed):
            self.wine.focus(title, limit=5)
        self.wine.type("ctrl+a", windows_path(path), "Return")
        claim(wait_for(lambda: not window_is_shown(self.wine, title), _LONGEST), f"the dialog {title} does not close")

    def _screen(self) -> Image.Image:
        command = ["import", "-window", "root", "png:-"]
        taken = subprocess.run(command, env=self.wine.environment(), capture_output=True, check=True, timeout=60)
        return Image.open(BytesIO(taken.stdout)).convert("L")


@contextmanager
def at_work(wine: Wine, command: list[str | Path], pictures: Path) -> Iterator[Clerk]:
    """The program, started and in front; whatever happens, it has ended afterwards."""
    clerk = Clerk(wine=wine, pictures=pictures)
    process = wine.start(*command)
    try:
        claim(wait_for(lambda: window_is_shown(wine, TITLE), _LONGEST), "no window")
        claim(wait_for(clerk.sees_something, _LONGEST), "the window stays black")
        clerk.rest()
        wine.focus(TITLE)
        yield clerk
    except BaseException:
        wine.picture(pictures / "stuck.png")
        raise
    finally:
        wine.stop()
        process.communicate(timeout=60)


def window_is_shown(wine: Wine, title: str) -> bool:
    """Whether a window of that title is on the screen."""
    listing = subprocess.run(["xwininfo", "-root", "-tree"], env=wine.environment(), capture_output=True, text=True)
    return f'"{title}"' in listing.stdout


def _difference(one: Image.Image, other: Image.Image) -> int:
    """How many pixels are not the same."""
    if one.size != other.size:
        return one.width * one.height
    return sum(ImageChops.difference(one, other).histogram()[16:])
