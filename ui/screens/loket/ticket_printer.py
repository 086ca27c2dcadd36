"""Sends what a preview shows to the printer of its paper: asked for once, then used without a question."""

from pathlib import Path

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ui.kit.dialogs import choose_printer
from ui.kit.message_strip import Message, show_in_strip
from ui.kit.pdf_preview import PdfPreview
from ui.kit.style import Tone
from ui.preferences import keep_preferences, load_preferences

_DOTS_PER_INCH = 300


class TicketPrinter:
    """The printer is a preference of this PC: the roll printer is seldom the one of the letters."""

    def __init__(self, preview: PdfPreview, folder: Path) -> None:
        self._preview = preview
        self._folder = folder

    def print_now(self) -> None:
        """Print, or say that there is no printer and offer the PDF."""
        names = QPrinterInfo.availablePrinterNames()
        if not names:
            self._say_missing()
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(_DOTS_PER_INCH)
        printer.setDocName("Karcis antrean")
        known = load_preferences(self._folder).ticket_printer
        if known in names:
            printer.setPrinterName(known)
        elif choose_printer(self._preview, printer, self._preview.page_count()):
            keep_preferences(self._folder, ticket_printer=printer.printerName())
        else:
            return
        self._preview.print_on(printer)

    def _say_missing(self) -> None:
        show_in_strip(
            self._preview,
            Message(
                text="Sudah terdaftar, tetapi belum ada printer di komputer ini.",
                remedy="Tulis nomornya di kertas, atau simpan karcisnya sebagai PDF.",
                tone=Tone.AMBER,
                action="Simpan PDF",
                act=self._preview.save,
            ),
        )
