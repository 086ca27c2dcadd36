"""Makes the bundle: the folder with the program and everything that it needs, and the lists of what lies in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import Distribution, distributions
from pathlib import Path

from ilp_desktop.exchange.keys import ExchangeIdentity
from ilp_desktop.forms import load_form
from installer.inventory import BundledFile, components, hash_list, inventory, size_report

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
SPEC = ROOT / "installer" / "ilp-desktop.spec"
NAME = "ilp-desktop"
EXPECTED = BUILD / "self-test.sha256"
FORMS = BUILD / "compiled-forms"
ICON = BUILD / "ilp-desktop.ico"
PANEL = BUILD / "installer-panel.bmp"
UPDATE_KEY = BUILD / "update-key.txt"
PUBLISHER = "ILP_PUBLISHER_KEY"
"""The environment variable with the publisher's secret Ed25519 key, 64 hex digits, with which updates are signed."""
_BUILD_TOOLS = {
    "abi3info",
    "altgraph",
    "packaging",
    "pefile",
    "pip",
    "pyinstaller",
    "pyinstaller-hooks-contrib",
    "setuptools",
}

Freeze = Callable[[list[str], Mapping[str, str]], None]
"""Runs PyInstaller with arguments and additions to the environment."""


class BuildFailed(Exception):
    """A step of the build failed; the text says which, and what it wrote."""


def say(text: str) -> None:
    """One line of progress."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def run(command: list[str | Path], failure: str, **environment: str) -> str:
    """Runs a program of this machine; its output. Raises BuildFailed."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        raise BuildFailed(f"{failure} (exit code {done.returncode})\n{done.stdout[-4000:]}")
    return done.stdout


def expect_papers() -> None:
    """Plays the demonstration from source: the papers that every built program must print, byte for byte."""
    BUILD.mkdir(exist_ok=True)
    run([sys.executable, "-m", "ilp_desktop", "self-test", "--write", EXPECTED], "The demonstration failed from source")


def compile_forms() -> None:
    """Compiles every form, so that no PC of a puskesmas spends time and memory on it."""
    shutil.rmtree(FORMS, ignore_errors=True)
    for form in sorted((ROOT / "resources" / "forms").glob("*.yaml")):
        load_form(form, cache=FORMS)


def commit_time() -> str:
    """The moment of the last commit, as PyInstaller's time stamp, so that the same source gives the same files."""
    return run(["git", "log", "-1", "--format=%ct"], "This is not a git repository").strip()


def publisher() -> ExchangeIdentity | None:
    """Who signs updates; None when this machine has no key for it."""
    secret = os.environ.get(PUBLISHER)
    return ExchangeIdentity(identity_secret="", signing_secret=secret) if secret else None


def make(place: Path, freeze: Freeze, path: Callable[[Path], str], *, everything: bool = False) -> Path:
    """Freezes the program below ``place``; ``path`` writes a path as the freezing system reads it.

    ``everything`` leaves nothing out, which is PyInstaller's default and the baseline of the size report.
    """
    kind = "defaults" if everything else "dist"
    arguments = ["--noconfirm", "--clean", "--log-level", "WARN", "--distpath", path(place / kind)]
    arguments += ["--workpath", path(place / f"work-{kind}"), path(SPEC)]
    environment = {"SOURCE_DATE_EPOCH": commit_time(), "PYTHONHASHSEED": "0", "ILP_ICON": path(ICON)}
    # Byte code that lies beside the source already would be frozen as other bytes than what is compiled anew.
    environment["PYTHONPYCACHEPREFIX"] = path(BUILD / "no-byte-code")
    environment |= {"ILP_EXPECTED": path(EXPECTED), "ILP_DEFAULTS": "1" if everything else "0"}
    compile_forms()
    environment["ILP_FORMS"] = path(FORMS)
    if not everything:
        # The installer compresses all files as one, and the program starts without unpacking its modules.
        environment["PYINSTALLER_ZLIB_COMPRESSION_LEVEL"] = "0"
    if signer := publisher():
        UPDATE_KEY.write_text(signer.verify_key, encoding="ascii")
        environment["ILP_UPDATE_KEY"] = path(UPDATE_KEY)
    shutil.rmtree(place / kind, ignore_errors=True)
    freeze(arguments, environment)
    return place / kind / NAME


def describe(bundle: Path, reports: Path, site: Path, version: str, python: str) -> list[BundledFile]:
    """Writes ``files.sha256``, ``sizes.txt`` and ``sbom.json`` into ``reports``; the files of the bundle."""
    files = inventory(bundle)
    reports.mkdir(parents=True, exist_ok=True)
    (reports / "files.sha256").write_text(hash_list(files), encoding="utf-8")
    (reports / "sizes.txt").write_text(size_report(files), encoding="utf-8")
    parts = components(files, _parts(site), version, python)
    (reports / "sbom.json").write_text(parts, encoding="utf-8")
    return files


def _parts(site: Path) -> list[Distribution]:
    found = distributions(path=[str(site)])
    return [part for part in found if part.metadata["Name"].lower() not in _BUILD_TOOLS]
