"""A document on its way to the printer: a page at a time, so that the window answers and Batal is heard."""

from PySide6.QtCore import QCoreApplication, QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from ui.kit.paper import ask_for_paper, layout_of, place_on, turn_paper
from ui.kit.pdf_page import MILLIMETRES_PER_INCH, page_image, page_size


class PrintRun(QObject):
    """Prints the pages that were chosen in the printer's dialog, as a rule all.

    Each page is printed on its own paper where the printer has it; with ``keep_paper`` on that which it has now.
    ``advanced`` carries how many pages are out and how many there are; ``finished`` all of them, and the smallest
    share of its own size at which a page was printed; ``failed`` says that the printer does not answer. After
    ``cancel`` there is no signal. A run outlives the page that started it, and is over before the program ends.
    """

    advanced = Signal(int, int)
    finished = Signal(int, float)
    failed = Signal()

    def __init__(self, content: bytes, printer: QPrinter, *, keep_paper: bool = False) -> None:
        import pypdfium2

        application = QCoreApplication.instance()
        assert application is not None
        super().__init__(application)
        self._document = pypdfium2.PdfDocument(content)
        self._printer = printer
        self._prepare = turn_paper if keep_paper else ask_for_paper
        pages = len(self._document)
        first, last = max(1, printer.fromPage()), min(pages, printer.toPage() or pages)
        self._waiting = list(range(first - 1, last))
        self._total = len(self._waiting)
        self._smallest = 1.0
        self._painter = QPainter()
        application.aboutToQuit.connect(self._print_rest)

    def start(self) -> None:
        """Begins; the first page is drawn before this returns."""
        self._prepare(self._printer, layout_of(page_size(self._document, self._waiting[0])))
        if self._painter.begin(self._printer):
            self._print_page()
            self._go_on()
        else:
            self._end()
            self.failed.emit()

    def cancel(self) -> None:
        """Prints no further page; the printer forgets what it can."""
        self._printer.abort()
        self._end()

    def _go_on(self) -> None:
        if self._waiting:
            QTimer.singleShot(0, self, self._print_next)
        elif self._painter.isActive():
            self._end()
            self.finished.emit(self._total, self._smallest)

    def _print_next(self) -> None:
        if not self._waiting:
            return
        self._prepare(self._printer, layout_of(page_size(self._document, self._waiting[0])))
        if self._printer.newPage():
            self._print_page()
            self._go_on()
        else:
            self._end()
            self.failed.emit()

    def _print_rest(self) -> None:
        while self._waiting:
            self._print_next()

    def _print_page(self) -> None:
        number = self._waiting.pop(0)
        size = page_size(self._document, number)
        place = place_on(self._printer, size)
        share = place.width() / size.width()
        dots = self._printer.resolution()
        image = page_image(self._document, number, dots * share)
        scale = dots / MILLIMETRES_PER_INCH
        target = QRectF(place.x() * scale, place.y() * scale, place.width() * scale, place.height() * scale)
        self._painter.drawImage(target, image)
        self._smallest = min(self._smallest, share)
        self.advanced.emit(self._total - len(self._waiting), self._total)

    def _end(self) -> None:
        self._waiting.clear()
        if self._painter.isActive():
            self._painter.end()
        self._document.close()
        self.deleteLater()
