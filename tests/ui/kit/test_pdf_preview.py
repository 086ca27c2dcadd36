"""A document is seen, turned, zoomed, saved and printed."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from ui.kit.dialogs import rehearsed
from ui.kit.message_strip import strip_of
from ui.kit.pdf_preview import PdfPreview

Window = Callable[..., QWidget]
F4 = (609.45, 935.43)


def document(*sizes: tuple[float, float]) -> bytes:
    """Pages of these sizes in points, each with a frame 10 mm from its edges."""
    buffer = BytesIO()
    canvas = Canvas(buffer)
    for width, height in sizes:
        canvas.setPageSize((width, height))
        canvas.setLineWidth(1 * mm)
        canvas.rect(10 * mm, 10 * mm, width - 20 * mm, height - 20 * mm)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.fixture
def preview(window: Window, tmp_path: Path) -> PdfPreview:
    made = PdfPreview()
    window(made)
    content = document(F4, (F4[1], F4[0]), (595.28, 841.89))
    (tmp_path / "shown.pdf").write_bytes(content)
    made.show_pdf(content, Path("register.pdf"))
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


def test_without_a_printer_a_sentence_says_what_to_do(preview: PdfPreview, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    preview.print_document()

    strip = strip_of(preview)
    message = None if strip is None else strip.message()
    assert message is not None
    assert message.text == "Belum ada printer di komputer ini."
    assert message.action == "Ulangi"


A4_ONLY = [QPageSize(QPageSize.PageSizeId.A4)]
FOLIO = QPageSize(QSizeF(215.9, 330.2), QPageSize.Unit.Millimeter, "Folio")


def printer_to(file: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setPageSize(A4_ONLY[0])
    return printer


def knows(monkeypatch: pytest.MonkeyPatch, papers: list[QPageSize]) -> None:
    """What the driver says."""
    monkeypatch.setattr("ui.kit.paper.known_papers", lambda _printer: papers)


def sheets(file: Path) -> list[tuple[int, ...]]:
    written = pypdfium2.PdfDocument(file)
    sizes = [tuple(round(side / 72 * 25.4) for side in written.get_page_size(number)) for number in range(len(written))]
    written.close()
    return sizes


def ink(file: Path, page: int) -> tuple[int, int, int, int]:
    """The box in millimetres, left, top, right, bottom, outside of which a printed page is white."""
    written = pypdfium2.PdfDocument(file)
    picture = written[page].render(scale=10 / 72 * 25.4, grayscale=True).to_pil()
    written.close()
    box = picture.point(lambda grey: 255 if grey < 200 else 0).getbbox()
    assert box is not None
    return tuple(round(side / 10) for side in box)


def said(preview: PdfPreview) -> str:
    strip = strip_of(preview)
    message = None if strip is None else strip.message()
    return "" if message is None else message.text


def test_every_page_is_printed_on_its_own_paper(preview: PdfPreview, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(preview.printed) as printed:
        preview.print_on(printer_to(tmp_path / "out.pdf"))

    assert printed.args == [3]
    assert sheets(tmp_path / "out.pdf") == [(215, 330), (330, 215), (210, 297)]
    assert ink(tmp_path / "out.pdf", 0) == pytest.approx(ink(tmp_path / "shown.pdf", 0), abs=1)
    assert said(preview).endswith(": 3 halaman.")


def test_the_driver_s_own_name_for_the_paper_is_found(
    preview: PdfPreview, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folio is 8.5 x 13 inches: 215.9 x 330.2 mm."""
    knows(monkeypatch, [*A4_ONLY, FOLIO])
    with qtbot.waitSignal(preview.printed):
        preview.print_on(printer_to(tmp_path / "out.pdf"))

    assert sheets(tmp_path / "out.pdf") == [(216, 330), (330, 216), (210, 297)]
    for number in range(3):
        assert ink(tmp_path / "out.pdf", number) == pytest.approx(ink(tmp_path / "shown.pdf", number), abs=1)
    assert said(preview).endswith(": 3 halaman.")


def test_nothing_is_cut_when_the_printer_does_not_know_f4(
    preview: PdfPreview, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    knows(monkeypatch, A4_ONLY)
    with qtbot.waitSignal(preview.printed):
        preview.print_on(printer_to(tmp_path / "out.pdf"))

    assert sheets(tmp_path / "out.pdf") == [(210, 297), (297, 210), (210, 297)]
    share = 297 / 330
    for number, (margin_x, margin_y) in enumerate([((210 - 215 * share) / 2, 0), (0, (210 - 215 * share) / 2)]):
        left, top, right, bottom = ink(tmp_path / "shown.pdf", number)
        expected = (
            left * share + margin_x,
            top * share + margin_y,
            right * share + margin_x,
            bottom * share + margin_y,
        )
        assert ink(tmp_path / "out.pdf", number) == pytest.approx(expected, abs=1)
    assert ink(tmp_path / "out.pdf", 2) == pytest.approx(ink(tmp_path / "shown.pdf", 2), abs=1)
    assert "90 %" in said(preview)
    assert "tidak terpotong" in said(preview)


def test_the_paper_that_the_user_chose_is_kept(preview: PdfPreview, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(preview.printed):
        preview.print_on(printer_to(tmp_path / "out.pdf"), keep_paper=True)

    assert sheets(tmp_path / "out.pdf") == [(210, 297), (297, 210), (210, 297)]


def test_only_the_chosen_pages_are_printed(preview: PdfPreview, tmp_path: Path, qtbot: QtBot) -> None:
    printer = printer_to(tmp_path / "out.pdf")
    printer.setFromTo(2, 3)
    with qtbot.waitSignal(preview.printed) as printed:
        preview.print_on(printer)

    assert printed.args == [2]
    assert sheets(tmp_path / "out.pdf") == [(330, 215), (210, 297)]


def test_printing_can_be_cancelled(preview: PdfPreview, tmp_path: Path) -> None:
    preview.print_on(printer_to(tmp_path / "out.pdf"))
    strip = strip_of(preview)
    assert strip is not None
    button = strip.findChild(QPushButton, "progress_cancel")
    assert isinstance(button, QPushButton)
    assert not button.isHidden()
    button.click()

    assert "dibatalkan" in said(preview)


def test_the_document_may_be_closed_while_it_is_printed(preview: PdfPreview, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(preview.printed):
        preview.print_on(printer_to(tmp_path / "out.pdf"))
        preview.close_document()

    assert len(sheets(tmp_path / "out.pdf")) == 3


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false", extend=True)
def test_a_printer_that_does_not_answer_is_told(preview: PdfPreview, tmp_path: Path) -> None:
    preview.print_on(printer_to(tmp_path / "gone" / "out.pdf"))

    assert said(preview) == "Printer tidak menjawab."


def test_without_a_document_there_is_nothing_to_press(window: Window, qtbot: QtBot) -> None:
    empty = PdfPreview()
    window(empty)
    qtbot.keyClick(empty, Qt.Key.Key_PageDown)

    assert place(empty) == "Belum ada dokumen"
    assert empty.page_count() == 0
