"""A PDF as it will come out of the printer: look, zoom, print, save."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.domain.progress import Step
from ui.kit.dialogs import choose_file_to_save, choose_printer
from ui.kit.icons import icon
from ui.kit.manual import open_manual
from ui.kit.message_strip import Message, show_in_strip, strip_of
from ui.kit.operation import show_failure
from ui.kit.pdf_page import MILLIMETRES_PER_INCH, page_image, page_size
from ui.kit.style import Tone, colours, space, text_label

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from ui.kit.print_run import PrintRun

_PRINT_DPI = 300
_SCREEN_DPI = 96
_UNCHANGED = 0.995
"""A share of its size below which a page is smaller than the document means it."""
_ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)


class PdfPreview(QWidget):
    """Page Up and Page Down turn pages, Home and End go to the ends, Ctrl with + - 0 zooms, Ctrl+P prints.

    ``saved`` carries the file that was written, ``printed`` the number of pages that went to the printer.
    """

    saved = Signal(object)
    printed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pdf_preview")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._content = b""
        self._document: Any = None
        self._suggested = Path("dokumen.pdf")
        self._page = 0
        self._zoom = 0.0
        self._run: PrintRun | None = None
        self._printing_on = ""
        self._sheet = QLabel(self)
        self._sheet.setObjectName("pdf_page")
        self._sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area = QScrollArea(self)
        self._area.setWidget(self._sheet)
        self._area.setWidgetResizable(True)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addLayout(self._build_bar())
        column.addWidget(self._area, 1)
        self._show_page()
        application = QCoreApplication.instance()
        assert application is not None
        application.aboutToQuit.connect(self.close_document)

    def show_pdf(self, content: bytes, suggested: Path) -> None:
        """Show the document; ``suggested`` is the file offered for saving."""
        import pypdfium2

        self.close_document()
        self._content = content
        self._document = pypdfium2.PdfDocument(content)
        self._suggested = suggested
        self._page = 0
        self._show_page()

    def close_document(self) -> None:
        """Let go of the document's memory."""
        if self._document is not None:
            self._document.close()
        self._document = None
        self._show_page()

    def page_count(self) -> int:
        """How many pages the document has, 0 without one."""
        return 0 if self._document is None else len(self._document)

    def page(self) -> int:
        """The page on the screen, from 1."""
        return self._page + 1

    def go_to(self, page: int) -> None:
        """Show ``page`` (from 1), or the nearest there is."""
        self._page = max(0, min(self.page_count() - 1, page - 1))
        self._area.verticalScrollBar().setValue(0)
        self._show_page()

    def zoom(self, step: int) -> None:
        """One step larger or smaller; 0 fits the page's width."""
        if step == 0:
            self._zoom = 0.0
        else:
            now = self._scale()
            larger = [zoom for zoom in _ZOOMS if zoom > now + 0.01]
            smaller = [zoom for zoom in reversed(_ZOOMS) if zoom < now - 0.01]
            self._zoom = next(iter(larger if step > 0 else smaller), now)
        self._show_page()

    def save(self) -> None:
        """Ask where, and write the document there."""
        path = choose_file_to_save(self, "Simpan PDF", self._suggested, "PDF (*.pdf)")
        if path is None:
            return
        try:
            path.write_bytes(self._content)
        except OSError:
            fault = Fault(
                FaultCode.DISK_FULL,
                "PDF tidak dapat ditulis di sana.",
                "Dokumen masih ada di layar ini. Kosongkan tempat atau pilih folder lain, lalu simpan lagi.",
            )
            show_failure(self, fault, self.save)
        else:
            self.saved.emit(path)
            show_in_strip(self, Message(text=f"Disimpan: {path.name}", tone=Tone.GREEN))

    def print_document(self) -> None:
        """Ask for the printer, and print."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        from ui.kit.paper import ask_for_paper, layout_of, same_sheet

        if not QPrinterInfo.availablePrinterNames():
            fault = Fault(
                FaultCode.PRINTER_MISSING,
                "Belum ada printer di komputer ini.",
                "Sambungkan printer lalu tekan Ulangi, atau simpan sebagai PDF dan cetak di komputer lain.",
            )
            show_failure(self, fault, self.print_document)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(_PRINT_DPI)
        printer.setDocName(self._suggested.stem)
        ask_for_paper(printer, layout_of(page_size(self._document, 0)))
        proposed, name = printer.pageLayout(), printer.printerName()
        if choose_printer(self, printer, self.page_count()):
            changed = printer.printerName() == name and not same_sheet(printer.pageLayout(), proposed)
            self.print_on(printer, keep_paper=changed)

    def print_on(self, printer: "QPrinter", *, keep_paper: bool = False) -> None:
        """Print the pages that were chosen; with ``keep_paper`` on the paper that the printer has now."""
        from ui.kit.print_run import PrintRun

        run = PrintRun(self._content, printer, keep_paper=keep_paper)
        run.advanced.connect(self._show_printing)
        run.failed.connect(self._say_printer_silent)
        run.finished.connect(self._say_printed)
        self._run = run
        self._printing_on = printer.printerName()
        run.start()

    def _show_printing(self, done: int, pages: int) -> None:
        strip = strip_of(self)
        if strip is not None and pages > 1:
            strip.show_progress(Step(doing="Mencetak halaman", done=done, total=pages), self._cancel_printing)

    def _cancel_printing(self) -> None:
        if self._run is not None:
            self._run.cancel()
        self._end_printing(Message(text="Pencetakan dibatalkan. Halaman yang sudah dikirim mungkin masih keluar."))

    def _say_printer_silent(self) -> None:
        self._end_printing(None)
        fault = Fault(
            FaultCode.PRINTER_MISSING,
            "Printer tidak menjawab.",
            "Periksa kabel, kertas dan lampunya, lalu tekan Ulangi. Dokumen masih ada di layar ini.",
        )
        show_failure(self, fault, self.print_document)

    def _say_printed(self, pages: int, smallest: float) -> None:
        if smallest < _UNCHANGED:
            self._end_printing(
                Message(
                    text=f"Kertas printer lebih kecil dari dokumen: dicetak {smallest * 100:.0f} %, tidak terpotong.",
                    remedy="Kertas F4 ditambahkan ke Windows sekali saja: lihat F1, Panduan mencetak.",
                    tone=Tone.AMBER,
                    action="Kertas F4",
                    act=partial(open_manual, "kertas-f4", self),
                )
            )
        elif pages > 1:
            self._end_printing(Message(text=f"Dikirim ke {self._printing_on}: {pages} halaman.", tone=Tone.GREEN))
        else:
            self._end_printing(None)
        self.printed.emit(pages)

    def _end_printing(self, message: Message | None) -> None:
        self._run = None
        strip = strip_of(self)
        if strip is not None:
            strip.end_progress()
            if message is not None:
                strip.show_message(message)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        plain: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_PageDown: partial(self.go_to, self.page() + 1),
            Qt.Key.Key_PageUp: partial(self.go_to, self.page() - 1),
            Qt.Key.Key_Home: partial(self.go_to, 1),
            Qt.Key.Key_End: partial(self.go_to, self.page_count()),
        }
        with_control: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Plus: partial(self.zoom, 1),
            Qt.Key.Key_Equal: partial(self.zoom, 1),
            Qt.Key.Key_Minus: partial(self.zoom, -1),
            Qt.Key.Key_0: partial(self.zoom, 0),
            Qt.Key.Key_P: self.print_document,
            Qt.Key.Key_S: self.save,
        }
        act = (with_control if control else plain).get(Qt.Key(event.key()))
        if act is None or self._document is None:
            super().keyPressEvent(event)
        else:
            act()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoom == 0.0:
            self._show_page()

    def _build_bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space(1))
        self._place = text_label("", parent=self)
        self._place.setObjectName("pdf_place")
        self._turning = (
            self._tool("chevron-left", "Halaman sebelumnya (Page Up)", lambda: self.go_to(self.page() - 1)),
            self._tool("chevron-right", "Halaman berikutnya (Page Down)", lambda: self.go_to(self.page() + 1)),
        )
        zooming = (
            self._tool("zoom-out", "Perkecil (Ctrl -)", lambda: self.zoom(-1)),
            self._tool("zoom-in", "Perbesar (Ctrl +)", lambda: self.zoom(1)),
            self._tool("maximize", "Selebar layar (Ctrl 0)", lambda: self.zoom(0)),
        )
        self._save = QPushButton(icon("save"), " Simpan PDF", self)
        self._save.setObjectName("pdf_save")
        self._save.clicked.connect(self.save)
        self._print = QPushButton(icon("printer", colours().on_accent), " Cetak", self)
        self._print.setObjectName("pdf_print")
        self._print.setProperty("kind", "primary")
        self._print.clicked.connect(self.print_document)
        row.addWidget(self._turning[0])
        row.addWidget(self._place)
        row.addWidget(self._turning[1])
        row.addSpacing(space(4))
        for tool in zooming:
            row.addWidget(tool)
        row.addStretch(1)
        row.addWidget(self._save)
        row.addSpacing(space(1))
        row.addWidget(self._print)
        return row

    def _tool(self, icon_name: str, name: str, act: Callable[[], object]) -> QToolButton:
        tool = QToolButton(self)
        tool.setObjectName(f"pdf_{icon_name}")
        tool.setProperty("kind", "quiet")
        tool.setIcon(icon(icon_name))
        tool.setToolTip(name)
        tool.setAccessibleName(name)
        tool.clicked.connect(act)
        return tool

    def _show_page(self) -> None:
        there = self._document is not None
        for button in (self._save, self._print):
            button.setEnabled(there)
        self._turning[0].setEnabled(there and self._page > 0)
        self._turning[1].setEnabled(there and self._page < self.page_count() - 1)
        if not there:
            self._place.setText("Belum ada dokumen")
            self._sheet.clear()
            return
        self._place.setText(f"Halaman {self.page()} dari {self.page_count()}")
        ratio = self.devicePixelRatioF()
        image = page_image(self._document, self._page, self._scale() * _SCREEN_DPI * ratio)
        painter = QPainter(image)
        painter.setPen(QColor(colours().control_line))
        painter.drawRect(image.rect().adjusted(0, 0, -1, -1))
        painter.end()
        image.setDevicePixelRatio(ratio)
        self._sheet.setPixmap(QPixmap.fromImage(image))

    def _scale(self) -> float:
        """1.0 is as large as on paper, on a screen of 96 dots per inch."""
        if self._zoom:
            return self._zoom
        width = page_size(self._document, self._page).width() * _SCREEN_DPI / MILLIMETRES_PER_INCH
        room = self._area.viewport().width() - space(4)
        return min(2.0, max(0.3, room / width))
