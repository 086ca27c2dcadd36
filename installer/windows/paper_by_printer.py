"""What comes out of printers by keyboard, through Windows: a register on F4 and on A4, a ticket from a roll."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from installer.windows.clerk import Clerk, at_work
from installer.windows.installation import Installation, claim
from installer.windows.printers import FOLIO, MARGIN, OFFICE, PAPERS, ROLL, Printed, make_usual, printers
from installer.windows.wine import windows_path

DIALOG = "Print"
_DOTS = 6
"""For each millimetre, when two papers are compared."""
_DARK = 160
_MOST_DIFFERENT = 0.02
"""Of the dots of a page: hairlines that fall between the dots of the printer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """``data`` is the demonstration's, ``password`` that of its users; papers are kept in ``papers``."""

    place: Installation
    data: Path
    password: str
    papers: Path
    pictures: Path

    def print_everything(self) -> None:
        """Raises WineFailed when a sheet is not what the screen showed."""
        shutil.rmtree(self.papers, ignore_errors=True)
        self.papers.mkdir()
        with printers() as printed:
            self._compare(*self._print_register(printed, FOLIO), "F4")
            self._compare(*self._print_register(printed, OFFICE), "A4")
            ticket = _sheet(self._print_ticket(printed))
            claim(_is_near(sorted(ticket.size), PAPERS[ROLL]["Roll80"]), "the ticket is not on the roll")
            _inked(ticket)

    def _print_register(self, printed: Printed, printer: str) -> tuple[Path, Path]:
        make_usual(printer)
        before, shown = printed.sheets(), self.papers / f"shown-{printer}.pdf"
        with self._at_work() as clerk:
            clerk.sign_in("demo", self.password, again=True)
            clerk.go("ctrl+9")
            clerk.go("F7")
            clerk.save_pdf(shown)
            clerk.wine.type("ctrl+p")
            clerk.accept(DIALOG)
            out = printed.next_after(before)
            clerk.rest()
            clerk.picture(f"printed-{printer.lower()}")
        return shown, out

    def _print_ticket(self, printed: Printed) -> Path:
        make_usual(ROLL)
        before = printed.sheets()
        with self._at_work() as clerk:
            clerk.sign_in("loket", self.password, again=True)
            clerk.go("ctrl+2", by=5_000)
            clerk.type("wa ode")
            clerk.go("Return")
            clerk.type("2")
            clerk.wine.type("F9")
            clerk.accept(DIALOG)
            out = printed.next_after(before)
            clerk.rest()
            clerk.picture("printed-ticket")
        return out

    def _at_work(self) -> AbstractContextManager[Clerk]:
        command: list[str | Path] = [self.place.program, "open", "--data", windows_path(self.data)]
        return at_work(self.place.wine, command, self.pictures)

    def _compare(self, shown: Path, out: Path, paper: str) -> None:
        """The sheet has this size; on it stands the whole page, at its own size or as large as there is room."""
        sheet, page = _sheet(out), _sheet(shown)
        if (sheet.width > sheet.height) != (page.width > page.height):
            sheet = sheet.rotate(90, expand=True)
        size = sorted(PAPERS[FOLIO][paper], reverse=page.width > page.height)
        claim(_is_near(sheet.size, size), f"{out.name} is no {paper}")
        room = [side - 2 * MARGIN for side in size]
        fits = page.width <= sheet.width + _DOTS and page.height <= sheet.height + _DOTS
        share = 1.0 if fits else min(room[0] * _DOTS / page.width, room[1] * _DOTS / page.height)
        expected = _inked(page)
        expected = expected.resize((round(expected.width * share), round(expected.height * share)))
        found = _inked(sheet)
        claim(_is_near(found.size, [side / _DOTS for side in expected.size]), f"{out.name} has lost something")
        found = found.resize(expected.size)
        different = min(_difference(expected, found), _difference(expected, found.rotate(180)))
        claim(different < _MOST_DIFFERENT, f"{different:.1%} of {out.name} is not what was shown")


def _sheet(file: Path) -> Image.Image:
    with pypdfium2.PdfDocument(file) as document:
        picture: Image.Image = document[0].render(scale=_DOTS * 25.4 / 72, grayscale=True).to_pil()
        return picture


def _inked(sheet: Image.Image) -> Image.Image:
    """The part of a sheet on which something stands; WineFailed when it is empty."""
    box = sheet.point(lambda grey: 255 if grey < _DARK else 0).getbbox()
    claim(box is not None, "a sheet is empty")
    return sheet.crop(box)


def _is_near(dots: Sequence[int], millimetres: Sequence[float]) -> bool:
    return all(abs(a / _DOTS - b) <= 2 for a, b in zip(dots, millimetres, strict=True))


def _difference(one: Image.Image, other: Image.Image) -> float:
    """The share of dots that are dark on one of both only, after letters are blurred to words."""
    words = [picture.filter(ImageFilter.BoxBlur(_DOTS)) for picture in (one, other)]
    histogram = ImageChops.difference(*words).histogram()
    return sum(histogram[64:]) / (one.width * one.height)
