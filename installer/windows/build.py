"""The bundle and the installer for Windows: made on Linux under Wine, or on Windows itself."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ilp_desktop import __version__
from ilp_desktop.exchange.update_file import UPDATE_SUFFIX, write_update
from installer import bundle
from installer.bundle import BuildFailed, say
from installer.imports_check import unresolved
from installer.inventory import MEGABYTE
from installer.read_me import write_read_me
from installer.windows.debian_packages import Proof, missing_packages
from installer.windows.wine import Wine, WineFailed, windows, windows_path

WINDOWS = bundle.BUILD / "windows"
REPORTS = WINDOWS / "reports"
LOCK = bundle.ROOT / "installer" / "requirements.lock"
SCRIPT = Path(__file__).resolve().parent / "setup.nsi"
PYTHON = r"C:\py\python.exe"
CERTIFICATE = "ILP_SIGNING_COMMAND"
"""The environment variable with a command that signs the file whose name follows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """``bundle`` is the folder of the program, ``installed`` its size in bytes."""

    bundle: Path
    setup: Path
    installed: int


def build_windows(*, proof: Proof | None, fast: bool) -> None:
    """Bundle, checks, installer; with a ``proof`` also installed, used, updated and removed under Wine."""
    bundle.expect_papers()
    draw_icon()
    if sys.platform == "win32":
        _finish(bundle.make(WINDOWS, _freeze_here, str), Path(sysconfig.get_path("purelib")), fast=fast)
        return
    if missing := missing_packages(proof):
        raise BuildFailed(f"Install these Debian packages first: {' '.join(missing)}")
    try:
        with windows(WINDOWS / "prefix") as wine:
            built = build_under_wine(wine, fast=fast)
            if proof:
                from installer.windows.proof import prove, prove_silently

                (prove if proof is Proof.WHOLE else prove_silently)(wine, built)
    except WineFailed as failure:
        raise BuildFailed(str(failure)) from failure


def build_under_wine(wine: Wine, *, fast: bool) -> Built:
    """The installer for Windows, made by Windows programs on this Linux."""
    python = provide_python(wine)
    made = bundle.make(WINDOWS, _freezer(wine), windows_path)
    return _finish(made, python / "Lib" / "site-packages", fast=fast)


def build_defaults(wine: Wine, *, fast: bool) -> Built:
    """The same program bundled with PyInstaller's defaults: the baseline of the size report."""
    made = bundle.make(WINDOWS, _freezer(wine), windows_path, everything=True)
    setup = compile_setup(made, WINDOWS / "defaults-setup.exe", __version__, fast=fast)
    return Built(bundle=made, setup=setup, installed=_size(made))


def provide_python(wine: Wine) -> Path:
    """The folder of a Windows Python with the locked packages; made anew when the lock has changed."""
    from installer.windows import cpython

    folder = wine.drive / "py"
    stamp = folder / "made-of.lock"
    wanted = LOCK.read_text() + cpython.LOCK.read_text()
    if not stamp.exists() or stamp.read_text() != wanted:
        say("Assembling Windows CPython")
        cpython.assemble(folder, WINDOWS / "wheels", LOCK)
        stamp.write_text(wanted)
    return folder


def draw_icon() -> None:
    """The program's icon and the installer's panel, drawn by Qt in a process of its own."""
    drawing = bundle.ROOT / "resources" / "icons" / "app.svg"
    command: list[str | Path] = [sys.executable, "-m", "installer.icon", drawing, bundle.ICON, bundle.PANEL]
    bundle.run(command, "The icon could not be drawn", QT_QPA_PLATFORM="offscreen")


def compile_setup(made: Path, target: Path, version: str, *, fast: bool) -> Path:
    """The installer of a bundle, not yet signed itself; the uninstaller in it is, where there is a certificate."""
    values: dict[str, object] = {
        "VERSION": version,
        "BUNDLE": f"{made}{os.sep}*",
        "OUTPUT": target,
        "ICON": bundle.ICON,
        "PANEL": bundle.PANEL,
        "SIZE": _size(made) // 1000,
    }
    if command := os.environ.get(CERTIFICATE):
        values["SIGN"] = command
    definitions = [f"-D{name}={value}" for name, value in values.items()] + (["-DFAST"] if fast else [])
    compiler = shutil.which("makensis") or r"C:\Program Files (x86)\NSIS\makensis.exe"
    bundle.run([compiler, "-V2", "-WX", *definitions, SCRIPT], "makensis failed")
    return target


def _finish(made: Path, site: Path, *, fast: bool) -> Built:
    if lines := unresolved(made):
        raise BuildFailed("\n".join(["The bundle lacks what its libraries import:", *lines]))
    sign(made / "ilp-desktop.exe")
    files = bundle.describe(made, REPORTS, site, __version__, platform.python_version())
    setup = compile_setup(made, WINDOWS / f"ILP-Desktop-{__version__}-setup.exe", __version__, fast=fast)
    sign(setup)
    _write_update(setup)
    write_read_me(WINDOWS)
    built = Built(bundle=made, setup=setup, installed=sum(file.size for file in files))
    say(f"{made}: {len(files)} files, {built.installed / MEGABYTE:.1f} MB; every import resolves")
    say(f"{setup}: {setup.stat().st_size / MEGABYTE:.1f} MB")
    return built


def sign(file: Path) -> None:
    """Signs a program with the command of the environment; says so when there is none."""
    command = os.environ.get(CERTIFICATE)
    if not command:
        say(f"NOT SIGNED (no {CERTIFICATE}): {file.name}. Windows will warn of an unknown publisher.")
        return
    bundle.run([*command.split(), file], "Signing failed")


def _write_update(setup: Path) -> None:
    signer = bundle.publisher()
    if signer is None:
        say(
            f"NO UPDATE FILE (no {bundle.PUBLISHER}): this version is not installed from a stick by the program itself."
        )
        return
    write_update(setup, __version__, signer, setup.with_name(f"ILP-Desktop-{__version__}{UPDATE_SUFFIX}"))


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _freeze_here(arguments: list[str], environment: Mapping[str, str]) -> None:
    command: list[str | Path] = [sys.executable, "-m", "PyInstaller", *arguments]
    bundle.run(command, "PyInstaller failed", **environment)


def _freezer(wine: Wine) -> bundle.Freeze:
    def freeze(arguments: list[str], environment: Mapping[str, str]) -> None:
        wine.run(PYTHON, "-m", "PyInstaller", *arguments, limit=900, environment=environment)

    return freeze
