"""Printers for the Windows of the proof: CUPS drives them, each with papers of its own, and leaves PDF files."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from installer import bundle
from installer.windows.installation import claim
from installer.windows.wine import wait_for

OFFICE, FOLIO, ROLL = "Kantor", "Folio", "Karcis"
_POINTS = 72 / 25.4
PAPERS: Mapping[str, Mapping[str, tuple[float, float]]] = {
    OFFICE: {"A4": (210, 297)},
    FOLIO: {"A4": (210, 297), "F4": (215, 330)},
    ROLL: {"Roll80": (80, 297)},
}
"""What each printer knows, in millimetres; the first is its usual paper."""
MARGIN = 4.2
"""Millimetres along the edges that the rollers of a real printer need."""
_PATIENCE = 60


class Sheet(NamedTuple):
    """A printed file, and when it was written last."""

    file: Path
    written: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Where the sheets come out."""

    folder: Path

    def next_after(self, before: frozenset[Sheet]) -> Path:
        """The file that was not there before; WineFailed when none comes."""
        claim(wait_for(lambda: bool(self.sheets() - before), _PATIENCE), "nothing came out of the printer")
        claim(wait_for(_nothing_waits, _PATIENCE), "the printer does not end")
        return max(self.sheets() - before, key=lambda sheet: sheet.written).file

    def sheets(self) -> frozenset[Sheet]:
        """Everything that was printed; a second paper of the same name is another one."""
        return frozenset(Sheet(file, file.stat().st_mtime_ns) for file in self.folder.glob("*.pdf"))


@contextmanager
def printers() -> Iterator[Printed]:
    """The three printers; they are gone afterwards. Needs root."""
    already = _answers()
    service = None if already else subprocess.Popen(["/usr/sbin/cupsd", "-f"], stderr=subprocess.DEVNULL)
    try:
        claim(wait_for(_answers, _PATIENCE), "CUPS does not start")
        for name in PAPERS:
            _add(name)
        yield Printed(folder=Path.home() / "PDF")
    finally:
        for name in PAPERS:
            _cups("lpadmin", "-x", name)
        if service is not None:
            service.terminate()
            service.wait(_PATIENCE)


def make_usual(name: str) -> None:
    """Programs that start from now on print on this one unless they are told otherwise."""
    _cups("lpadmin", "-d", name)


def _add(name: str) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".ppd") as driver:
        driver.write(_driver(name))
        driver.flush()
        _cups("lpadmin", "-p", name, "-v", "cups-pdf:/", "-P", driver.name, "-E")


def _driver(name: str) -> str:
    """A PostScript printer's description with these papers."""
    papers = PAPERS[name]
    usual = next(iter(papers))
    lines = [
        '*PPD-Adobe: "4.3"',
        '*FormatVersion: "4.3"',
        '*FileVersion: "1.0"',
        "*LanguageVersion: English",
        "*LanguageEncoding: ISOLatin1",
        '*PCFileName: "PROOF.PPD"',
        '*Manufacturer: "ILP"',
        '*Product: "(ILP)"',
        f'*ModelName: "{name}"',
        f'*ShortNickName: "{name}"',
        f'*NickName: "{name}"',
        '*PSVersion: "(3010.000) 0"',
        '*LanguageLevel: "3"',
        "*ColorDevice: True",
        "*DefaultColorSpace: RGB",
        "*LandscapeOrientation: Plus90",
        "*TTRasterizer: Type42",
        "*DefaultResolution: 300dpi",
    ]
    for keyword in ("PageSize", "PageRegion"):
        lines += [f"*OpenUI *{keyword}: PickOne", f"*OrderDependency: 10 AnySetup *{keyword}"]
        lines.append(f"*Default{keyword}: {usual}")
        for paper, size in papers.items():
            width, height = _points(size)
            lines.append(f'*{keyword} {paper}: "<</PageSize[{width} {height}]/ImagingBBox null>>setpagedevice"')
        lines.append(f"*CloseUI: *{keyword}")
    lines += [f"*DefaultImageableArea: {usual}", f"*DefaultPaperDimension: {usual}"]
    margin = round(MARGIN * _POINTS)
    for paper, size in papers.items():
        width, height = _points(size)
        lines.append(f'*ImageableArea {paper}: "{margin} {margin} {width - margin} {height - margin}"')
        lines.append(f'*PaperDimension {paper}: "{width} {height}"')
    return "\n".join([*lines, ""])


def _points(size: tuple[float, float]) -> tuple[int, int]:
    return round(size[0] * _POINTS), round(size[1] * _POINTS)


def _answers() -> bool:
    return subprocess.run(["lpstat", "-r"], capture_output=True, text=True).stdout.startswith("scheduler is running")


def _nothing_waits() -> bool:
    return not subprocess.run(["lpstat", "-o"], capture_output=True, text=True).stdout.strip()


def _cups(*command: str) -> None:
    bundle.run(list(command), f"{command[0]} failed")
