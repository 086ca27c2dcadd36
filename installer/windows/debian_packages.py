"""The Debian packages that a Windows build needs, and those that its proof needs besides."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from enum import StrEnum


class Proof(StrEnum):
    """How much of a build is proven: all that a puskesmas does with it, or what needs neither keyboard nor printer."""

    WHOLE = "whole"
    SILENT = "silent"


_BUILD: Mapping[str, str] = {
    "/usr/lib/wine/wine64": "wine64",
    "makensis": "nsis",
    "Xvfb": "xvfb",
    "import": "imagemagick",
    "xdotool": "xdotool",
    "xwininfo": "x11-utils",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
}
_WHOLE_PROOF: Mapping[str, str] = {
    "/usr/sbin/cupsd": "cups",
    "/usr/lib/cups/backend/cups-pdf": "printer-driver-cups-pdf",
    "lpstat": "cups-client",
    "osslsigncode": "osslsigncode",
    "openssl": "openssl",
}
"""The program by which each is known, and the package."""


def missing_packages(proof: Proof | None = None) -> list[str]:
    """The packages without which the build, or the proof, does not work here."""
    wanted = {**_BUILD, **(_WHOLE_PROOF if proof is Proof.WHOLE else {})}
    return [package for program, package in wanted.items() if shutil.which(program) is None]
