"""A PDF in a window of its own, before the shell has a place for it or beside the work."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from ui.kit.message_strip import MessageStrip
from ui.kit.pdf_preview import PdfPreview
from ui.kit.style import space


class PdfDialog(QDialog):
    """``open`` shows it; Esc closes it."""

    def __init__(self, title: str, content: bytes, suggested: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pdf_dialog")
        self.setWindowTitle(title)
        self.resize(760, min(860, max(560, parent.window().height() - space(10))))
        self._preview = PdfPreview(self)
        close = QPushButton("Tutup", self)
        close.setObjectName("pdf_close")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(4), space(4), space(4))
        column.setSpacing(space(2))
        column.addWidget(MessageStrip(self))
        column.addWidget(self._preview, 1)
        column.addWidget(close)
        self._preview.show_pdf(content, suggested)
        self._preview.setFocus()
        self.finished.connect(self._end)

    def _end(self) -> None:
        self._preview.close_document()
        self.deleteLater()
