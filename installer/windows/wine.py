"""Runs Windows programs on Linux: a Wine of our own, a screen of our own, a time limit for everything."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WINE = Path("/usr/lib/wine/wine64")
SERVER = Path("/usr/lib/wine/wineserver64")
SOURCES = Path(__file__).resolve().parent / "standins"
COMPILER = "x86_64-w64-mingw32-gcc"
STANDINS = ("icuuc", "mscms", "bcryptprimitives")
USER = "Ni Lüh Áyu"
"""The user of this Windows: everything is proven in a profile with blanks and letters that are not ASCII."""
_KEY = re.compile(r"F\d+|Tab|Return|Escape|space|Down|Up|Left|Right|(ctrl|alt|shift)\+\w+")


class WineFailed(Exception):
    """A Windows program ended with another code than expected, or not at all; the text is what it wrote."""


def windows_path(path: Path) -> str:
    """How a Windows program calls a file of this machine."""
    return "Z:" + str(path.resolve()).replace("/", "\\")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wine:
    """One Windows, in the folder ``prefix``, on the X display ``display``."""

    prefix: Path
    display: str

    @property
    def drive(self) -> Path:
        """Drive C:."""
        return self.prefix / "drive_c"

    @property
    def home(self) -> Path:
        """The profile of the Windows user."""
        return next(path for path in (self.drive / "users").iterdir() if path.name != "Public")

    def environment(self, changes: Mapping[str, str] | None = None) -> dict[str, str]:
        """What Wine needs, with Qt and Python settled; Wine drops ``QT_*``, so that Qt's are given as ``WINEQT_*``."""
        settled = {"WINEPREFIX": str(self.prefix), "WINEARCH": "win64", "WINEDEBUG": "-all", "DISPLAY": self.display}
        settled |= {"USER": USER, "LOGNAME": USER}
        return {**os.environ, **settled, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", **(changes or {})}

    def start(self, *command: str | Path, environment: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        """A Windows program, running; its handles are pipes because CPython under Wine 8 stumbles over files."""
        return subprocess.Popen(
            [WINE, *map(str, command)],
            env=self.environment(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )

    def run(
        self,
        *command: str | Path,
        limit: float = 300,
        expect: int | None = 0,
        environment: Mapping[str, str] | None = None,
    ) -> str:
        """A Windows program until its end, at most ``limit`` seconds; what it wrote.

        Raises WineFailed when it hangs (usually in a message box that nobody can answer) or ends with another
        code than ``expect``; None expects nothing.
        """
        process = self.start(*command, environment=environment)
        try:
            output, _ = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            process.kill()
            self.stop()
            raise WineFailed(f"{command[0]} did not end within {limit:.0f} s") from None
        if expect is not None and process.returncode != expect:
            raise WineFailed(f"{' '.join(map(str, command))} ended with {process.returncode}\n{output[-4000:]}")
        return output

    def focus(self, title: str, limit: float = 30) -> None:
        """Gives the keyboard to a window, as a window manager would; waits until the window can take it."""
        command = ["xdotool", "search", "--onlyvisible", "--name", f"^{title}$", "windowfocus", "--sync"]

        def given() -> bool:
            return subprocess.run(command, env=self.environment(), capture_output=True, timeout=60).returncode == 0

        if not wait_for(given, limit):
            raise WineFailed(f"the window {title} takes no keys")

    def type(self, *parts: str) -> None:
        """Words are typed, names of keys (``Tab``, ``ctrl+2``, ``F9``) are pressed."""
        for part in parts:
            kind = "key" if _KEY.fullmatch(part) else "type"
            subprocess.run(["xdotool", kind, "--delay", "40", part], env=self.environment(), check=True, timeout=60)

    def stop(self) -> None:
        """Ends every program of this Windows."""
        subprocess.run([SERVER, "-k"], env=self.environment(), stderr=subprocess.DEVNULL)

    def wait(self) -> None:
        """Until the last program of this Windows has ended and the registry is on disk."""
        subprocess.run([SERVER, "-w"], env=self.environment(), timeout=120)

    def picture(self, path: Path) -> None:
        """What stands on the screen, as PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["import", "-window", "root", path], env=self.environment(), check=True, timeout=60)


@contextmanager
def windows(prefix: Path, size: str = "1440x900") -> Iterator[Wine]:
    """A Windows of our own, set up when it is new; every program in it ends with the block."""
    with _screen(size) as display:
        wine = Wine(prefix=prefix.resolve(), display=display)
        if not ((prefix / "ready").exists() and (wine.drive / "users" / USER).exists()):
            _set_up(wine)
        try:
            yield wine
        finally:
            wine.stop()


@contextmanager
def _screen(size: str) -> Iterator[str]:
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        try:
            yield f":{os.read(read, 16).decode().strip()}"
        finally:
            os.close(read)
            server.terminate()


def _set_up(wine: Wine) -> None:
    shutil.rmtree(wine.prefix, ignore_errors=True)
    wine.prefix.mkdir(parents=True)
    wine.run("wineboot", "-i", environment={"WINEDLLOVERRIDES": "mscoree,mshtml="})
    wine.wait()
    system = wine.drive / "windows" / "system32"
    for name in STANDINS:
        if name == "mscms" or not (system / f"{name}.dll").exists():
            _compile_library(SOURCES / f"{name}.c", system / f"{name}.dll")
    _register(wine, r"HKCU\Software\Wine", "Version", "win10")
    _register(wine, r"HKCU\Software\Wine\DllOverrides", "mscms", "native")
    _register(wine, r"HKCU\Software\Wine\WineDbg", "ShowCrashDialog", "0", "REG_DWORD")
    wine.wait()
    (wine.prefix / "ready").touch()


def _register(wine: Wine, key: str, name: str, value: str, kind: str = "REG_SZ") -> None:
    wine.run("reg", "add", key, "/v", name, "/t", kind, "/d", value, "/f")


def _compile_library(source: Path, target: Path) -> None:
    compile_c(["-shared", "-nostdlib", "-Wl,-e,DllMain", "-o", target, source, "-ladvapi32"])


def compile_c(arguments: Sequence[str | Path]) -> None:
    """Compiles for Windows, the same bytes at any time and place; raises WineFailed with the compiler's words."""
    command = [COMPILER, "-O2", "-s", "-Wl,--no-insert-timestamp,--disable-auto-image-base", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    if done.returncode:
        raise WineFailed(done.stderr)


def wait_for(condition: Callable[[], bool], limit: float) -> bool:
    """Whether ``condition()`` came true within ``limit`` seconds."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False
