"""A document is seen, turned, zoomed, saved and printed."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.dialogs import rehearsed
from ui.kit.message_strip import strip_of
from ui.kit.pdf_preview import PdfPreview

Window = Callable[..., QWidget]
F4 = (609.45, 935.43)


def document(*sizes: tuple[float, float]) -> bytes:
    made = pypdfium2.PdfDocument.new()
    for width, height in sizes:
        made.new_page(width, height).close()
    buffer = BytesIO()
    made.save(buffer)
    made.close()
    return buffer.getvalue()


@pytest.fixture
def preview(window: Window) -> PdfPreview:
    made = PdfPreview()
    window(made)
    made.show_pdf(document(F4, (F4[1], F4[0]), (595.28, 841.89)), Path("register.pdf"))
    made.setFocus()
    return made


def place(preview: PdfPreview) -> str:
    label = preview.findChild(QLabel, "pdf_place")
    assert isinstance(label, QLabel)
    return label.text()


def sheet_width(preview: PdfPreview) -> float:
    label = preview.findChild(QLabel, "pdf_page")
    assert isinstance(label, QLabel)
    return label.pixmap().deviceIndependentSize().width()


def test_pages_are_turned_by_keyboard(preview: PdfPreview, qtbot: QtBot) -> None:
    assert place(preview) == "Halaman 1 dari 3"
    for key, page in (
        (Qt.Key.Key_PageUp, 1),
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_End, 3),
        (Qt.Key.Key_PageDown, 3),
        (Qt.Key.Key_Home, 1),
    ):
        qtbot.keyClick(preview, key)
        assert preview.page() == page


def test_it_is_zoomed_and_fitted_again(preview: PdfPreview, qtbot: QtBot) -> None:
    fitted = sheet_width(preview)
    qtbot.keyClick(preview, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert sheet_width(preview) > fitted
    for _ in range(20):
        preview.zoom(-1)
    assert sheet_width(preview) == pytest.approx(F4[0] * 96 / 72 * 0.5, abs=2)
    qtbot.keyClick(preview, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert sheet_width(preview) == fitted


def test_it_is_saved_where_the_user_says(preview: PdfPreview, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "x.pdf"
    with rehearsed(target), qtbot.waitSignal(preview.saved):
        qtbot.keyClick(preview, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert target.read_bytes().startswith(b"%PDF")
    with rehearsed(None):
        preview.save()


def test_a_place_that_cannot_be_written_is_told(preview: PdfPreview, tmp_path: Path) -> None:
    with rehearsed(tmp_path / "gone" / "x.pdf"):
        preview.save()

    strip = strip_of(preview)
    message = None if strip is None else strip.message()
    assert message is not None
    assert message.text == "PDF tidak dapat ditulis di sana."


@pytest.mark.parametrize(
    ("page", "width", "height", "orientation"),
    [
        (0, 215, 330, QPageLayout.Orientation.Portrait),
        (1, 215, 330, QPageLayout.Orientation.Landscape),
        (2, 210, 297, QPageLayout.Orientation.Portrait),
    ],
)
def test_the_paper_is_that_of_the_document(
    preview: PdfPreview, page: int, width: int, height: int, orientation: QPageLayout.Orientation
) -> None:
    layout = preview.page_layout(page)
    size = layout.pageSize().size(QPageSize.Unit.Millimeter)

    assert (round(size.width()), round(size.height())) == (width, height)
    assert layout.orientation() is orientation


def test_without_a_printer_a_sentence_says_what_to_do(preview: PdfPreview, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    preview.print_document()

    strip = strip_of(preview)
    message = None if strip is None else strip.message()
    assert message is not None
    assert message.text == "Belum ada printer di komputer ini."
    assert message.action == "Ulangi"


def test_every_page_is_printed_on_its_own_paper(preview: PdfPreview, tmp_path: Path, qtbot: QtBot) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setPageLayout(preview.page_layout(0))
    with qtbot.waitSignal(preview.printed) as printed:
        preview.print_on(printer)

    assert printed.args == [3]
    written = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    sizes = [tuple(round(side / 72 * 25.4) for side in written.get_page_size(number)) for number in range(3)]
    written.close()
    assert sizes == [(215, 330), (330, 215), (210, 297)]


def test_without_a_document_there_is_nothing_to_press(window: Window, qtbot: QtBot) -> None:
    empty = PdfPreview()
    window(empty)
    qtbot.keyClick(empty, Qt.Key.Key_PageDown)

    assert place(empty) == "Belum ada dokumen"
    assert empty.page_count() == 0
