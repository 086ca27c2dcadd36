"""The paper of a printer for a page of a document: as large as it is where the printer has that paper, else smaller."""

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

_NO_MARGINS = QMarginsF(0, 0, 0, 0)
_NEAR = 1.0
"""Millimetres by which two names of the same paper may differ."""
_WIDEST_ROLL = 112.0
"""Millimetres: a page that is narrower is a ticket, and the paper of its printer is as long as what is printed."""


def layout_of(page: QSizeF) -> QPageLayout:
    """The paper of a page of this size in millimetres, without margins: the page has its own."""
    lies = page.width() > page.height()
    orientation = QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait
    return QPageLayout(_page_size(*sorted((page.width(), page.height()))), orientation, _NO_MARGINS)


def ask_for_paper(printer: QPrinter, wanted: QPageLayout) -> None:
    """Gives the printer this paper, under the name that its driver has for it; else its usual one, turned the same way.

    A driver that takes paper of any length is given that of a ticket.
    """
    known = known_papers(printer)
    named = next((size for size in known if _same_sides(_sides(size), _sides(wanted.pageSize()))), None)
    if named is not None:
        printer.setPageSize(named)
    elif not known or (_is_roll(wanted) and _cuts_to_length(printer, wanted.pageSize())):
        printer.setPageSize(wanted.pageSize())
    elif printer.pageLayout().pageSize() not in known:
        printer.setPageSize(QPrinterInfo(printer).defaultPageSize())
    turn_paper(printer, wanted)


def known_papers(printer: QPrinter) -> list[QPageSize]:
    """The papers that the driver has a name for; none for a printer that takes everything."""
    return list(QPrinterInfo(printer).supportedPageSizes())


def turn_paper(printer: QPrinter, wanted: QPageLayout) -> None:
    """Keeps the paper that the printer has, and turns it as the page lies."""
    printer.setFullPage(True)
    printer.setPageOrientation(wanted.orientation())
    printer.setPageMargins(_NO_MARGINS, QPageLayout.Unit.Millimeter)


def same_sheet(one: QPageLayout, other: QPageLayout) -> bool:
    """Whether both are the same paper, however it lies."""
    return _same_sides(_sides(one.pageSize()), _sides(other.pageSize()))


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


def _least_margins(printer: QPrinter) -> QMarginsF:
    layout = QPageLayout(printer.pageLayout())
    layout.setUnits(QPageLayout.Unit.Millimeter)
    return layout.minimumMargins()


def _is_roll(layout: QPageLayout) -> bool:
    return _sides(layout.pageSize())[0] < _WIDEST_ROLL


def _cuts_to_length(printer: QPrinter, size: QPageSize) -> bool:
    """Whether the driver says that it takes paper of this size."""
    driver = QPrinterInfo(printer)
    if not driver.supportsCustomPageSizes():
        return False
    least, most = driver.minimumPhysicalPageSize().sizePoints(), driver.maximumPhysicalPageSize().sizePoints()
    wanted = size.sizePoints()
    return least.width() <= wanted.width() <= most.width() and least.height() <= wanted.height() <= most.height()


def _sides(size: QPageSize) -> tuple[float, float]:
    """The short one and the long one in millimetres."""
    millimetres = size.size(QPageSize.Unit.Millimeter)
    short, long = sorted((millimetres.width(), millimetres.height()))
    return short, long


def _same_sides(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))


def _page_size(width: float, height: float) -> QPageSize:
    """A4 by its name, everything else exactly: Qt's fuzzy match takes F4 for German fan-fold paper."""
    if abs(width - 210) < _NEAR and abs(height - 297) < _NEAR:
        return QPageSize(QPageSize.PageSizeId.A4)
    size = QSizeF(width, height)
    return QPageSize(size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
