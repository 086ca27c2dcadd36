"""Lays a letter out on its paper: the largest letters with which it takes one page, more pages when none will do."""

from collections.abc import Callable, Iterator, Sequence

from ilp_desktop.domain.letters import PrintStamp
from ilp_desktop.reports.flow import Flow, Strip
from ilp_desktop.reports.paper import Paper
from ilp_desktop.reports.print_log import print_log
from ilp_desktop.reports.sheet import Align, Sheet
from ilp_desktop.reports.typeface import Face, measure, on_paper

_FOOT = 12.0
_FOOT_SIZE = 6.5

Compose = Callable[[Flow], None]
"""Puts the whole letter into a flow, in the size of that flow."""


def print_letter(
    paper: Paper,
    compose: Compose,
    *,
    title: str,
    sizes: Sequence[float],
    stamp: PrintStamp | None = None,
    copies: Sequence[str] = ("",),
) -> bytes:
    """The letter as a PDF, once for each of ``copies`` ("Lembar 1: untuk pasien"), with the print log at the foot.

    ``sizes`` are tried from the first to the last; when the last does not fit either, the letter goes on overleaf.
    """
    sheet = Sheet(paper, title=title)
    room = paper.height - paper.top - paper.bottom - _FOOT
    flow = _fitted(compose, paper.body_width, room, sizes)
    pages = list(_pages(flow.strips, room))
    for copy in copies:
        for number, strips in enumerate(pages, 1):
            _draw_page(sheet, strips)
            page = f"Halaman {number} dari {len(pages)}" if len(pages) > 1 else ""
            _draw_foot(sheet, copy, page, stamp)
            sheet.end_page()
    return sheet.finish()


def _fitted(compose: Compose, width: float, room: float, sizes: Sequence[float]) -> Flow:
    for size in sizes:
        flow = Flow(width, size)
        compose(flow)
        if flow.height <= room:
            break
    return flow


def _pages(strips: Sequence[Strip], room: float) -> Iterator[list[Strip]]:
    """The strips of each page; a run that must stay together moves on whole unless it is taller than a page."""
    page: list[Strip] = []
    used = 0.0
    for run in _runs(strips):
        height = sum(strip.height for strip in run)
        if page and used + height > room:
            yield page
            page, used = [], 0.0
        for strip in run:
            if page and used + strip.height > room:
                yield page
                page, used = [], 0.0
            page.append(strip)
            used += strip.height
    yield page


def _runs(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    run: list[Strip] = []
    for strip in strips:
        run.append(strip)
        if not strip.keeps_next:
            yield run
            run = []
    if run:
        yield run


def _draw_page(sheet: Sheet, strips: Sequence[Strip]) -> None:
    y = sheet.paper.height - sheet.paper.top
    for strip in strips:
        strip.draw(sheet, sheet.paper.left, y)
        y -= strip.height


def _draw_foot(sheet: Sheet, copy: str, page: str, stamp: PrintStamp | None) -> None:
    paper = sheet.paper
    left = " · ".join(text for text in (copy, print_log(stamp) if stamp else "") if text)
    left = on_paper(left).replace("\n", " ")
    right_width = measure(Face.REGULAR)(page) * _FOOT_SIZE
    width = measure(Face.REGULAR)(left) or 1.0
    size = min(_FOOT_SIZE, (paper.body_width - right_width - 6) / width)
    sheet.text(paper.left, paper.bottom, left, size=size)
    sheet.text(paper.left + paper.body_width, paper.bottom, page, size=_FOOT_SIZE, align=Align.RIGHT)
