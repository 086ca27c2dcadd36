"""``dev.py build``: bundles the program for Linux or Windows, and proves the bundle when asked to."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import sysconfig
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from ilp_desktop import __version__
from installer import bundle
from installer.inventory import MEGABYTE
from installer.windows.debian_packages import Proof

LINUX = bundle.BUILD / "linux"


def main(arguments: Sequence[str]) -> int:
    """Runs the build; its exit code."""
    parser = argparse.ArgumentParser(prog="dev.py build", description=__doc__)
    parser.add_argument("system", choices=("linux", "windows"))
    parser.add_argument(
        "--prove",
        nargs="?",
        type=Proof,
        choices=tuple(Proof),
        const=Proof.WHOLE,
        help="install, start and test what was built; windows: 'silent' leaves out keyboard and printer",
    )
    parser.add_argument("--fast", action="store_true", help="windows: compress less, for trials")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    if options.system == "linux":
        build_linux(prove=bool(options.prove))
    else:
        from installer.windows.build import build_windows

        build_windows(proof=options.prove, fast=options.fast)
    bundle.say(f"Done in {time.monotonic() - started:.0f} s.")
    return 0


def build_linux(*, prove: bool) -> None:
    """The bundle for Linux, which proves the recipe and the frozen program where no Windows is at hand."""
    bundle.expect_papers()
    made = bundle.make(LINUX, _freeze, str)
    site = Path(sysconfig.get_path("purelib"))
    files = bundle.describe(made, LINUX / "reports", site, __version__, platform.python_version())
    bundle.say(f"{made}: {len(files)} files, {sum(file.size for file in files) / MEGABYTE:.1f} MB")
    if prove:
        bundle.say(start_linux(made))


def start_linux(made: Path) -> str:
    """Runs the self-test of the frozen program with an empty home folder; what it says."""
    with tempfile.TemporaryDirectory() as home:
        environment = {"HOME": home, "XDG_DATA_HOME": home, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
        return bundle.run([made / bundle.NAME, "self-test"], "The self-test failed", **environment).strip()


def _freeze(arguments: list[str], environment: Mapping[str, str]) -> None:
    command: list[str | Path] = [sys.executable, "-m", "PyInstaller", *arguments]
    bundle.run(command, "PyInstaller failed", **environment)


if __name__ == "__main__":
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    try:
        sys.exit(main(sys.argv[1:]))
    except bundle.BuildFailed as failure:
        sys.exit(str(failure))
