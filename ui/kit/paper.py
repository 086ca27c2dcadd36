"""The paper of a printer for a page of a document: as large as it is where the printer has that paper, else smaller."""

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

_NO_MARGINS = QMarginsF(0, 0, 0, 0)
_NEAR = 1.0
"""Millimetres by which two names of the same paper may differ."""
_WIDEST_ROLL = 112.0
"""Millimetres: a page that is narrower is a ticket, and the paper of its printer is as long as what is printed."""
_NAMES = {(210, 297): "A4", (215, 330): "F4"}


def layout_of(page: QSizeF) -> QPageLayout:
    """The paper of a page of this size in millimetres, without margins: the page has its own."""
    lies = page.width() > page.height()
    orientation = QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait
    return QPageLayout(_page_size(*sorted((page.width(), page.height()))), orientation, _NO_MARGINS)


def ask_for_paper(printer: QPrinter, wanted: QPageLayout) -> None:
    """Gives the printer this paper; one that does not know it keeps its own, turned the same way."""
    printer.setFullPage(True)
    if printer.setPageLayout(wanted):
        return
    if _is_roll(wanted) and _cuts_to_length(printer, wanted.pageSize()):
        printer.setPageSize(wanted.pageSize())
    turn_paper(printer, wanted)


def turn_paper(printer: QPrinter, wanted: QPageLayout) -> None:
    """Keeps the paper that the printer has, and turns it as the page lies."""
    printer.setFullPage(True)
    printer.setPageOrientation(wanted.orientation())
    printer.setPageMargins(_NO_MARGINS, QPageLayout.Unit.Millimeter)


def same_sheet(one: QPageLayout, other: QPageLayout) -> bool:
    """Whether both are the same paper, however it lies."""
    return all(abs(a - b) <= _NEAR for a, b in zip(_sides(one), _sides(other), strict=True))


def place_on(printer: QPrinter, page: QSizeF) -> QRectF:
    """Where a page of this size in millimetres goes, in millimetres from the paper's upper left corner.

    At its own size from the corner on when it fits; else as large as the printer can print it, in the middle.
    """
    paper = printer.paperRect(QPrinter.Unit.Millimeter)
    if page.width() <= paper.width() + _NEAR and page.height() <= paper.height() + _NEAR:
        return QRectF(0, 0, page.width(), page.height())
    room = paper.marginsRemoved(_least_margins(printer))
    share = min(room.width() / page.width(), room.height() / page.height())
    placed = QRectF(0, 0, page.width() * share, page.height() * share)
    placed.moveCenter(room.center())
    return placed


def paper_name(layout: QPageLayout) -> str:
    """ "A4", "F4", or its two sides in millimetres."""
    short, long = _sides(layout)
    near = (name for (a, b), name in _NAMES.items() if abs(a - short) <= _NEAR and abs(b - long) <= _NEAR)
    return next(near, f"{short:.0f} x {long:.0f} mm")


def _least_margins(printer: QPrinter) -> QMarginsF:
    layout = QPageLayout(printer.pageLayout())
    layout.setUnits(QPageLayout.Unit.Millimeter)
    return layout.minimumMargins()


def _is_roll(layout: QPageLayout) -> bool:
    return _sides(layout)[0] < _WIDEST_ROLL


def _cuts_to_length(printer: QPrinter, size: QPageSize) -> bool:
    """Whether the driver says that it takes paper of this size."""
    driver = QPrinterInfo(printer)
    if not driver.supportsCustomPageSizes():
        return False
    least, most = driver.minimumPhysicalPageSize().sizePoints(), driver.maximumPhysicalPageSize().sizePoints()
    wanted = size.sizePoints()
    return least.width() <= wanted.width() <= most.width() and least.height() <= wanted.height() <= most.height()


def _sides(layout: QPageLayout) -> list[float]:
    size = layout.pageSize().size(QPageSize.Unit.Millimeter)
    return sorted((size.width(), size.height()))


def _page_size(width: float, height: float) -> QPageSize:
    """A4 by its name, everything else exactly: Qt's fuzzy match takes F4 for German fan-fold paper."""
    if abs(width - 210) < _NEAR and abs(height - 297) < _NEAR:
        return QPageSize(QPageSize.PageSizeId.A4)
    size = QSizeF(width, height)
    return QPageSize(size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
