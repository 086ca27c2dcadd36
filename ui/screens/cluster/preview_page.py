"""A paper on the screen, to be printed, saved, or put away."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.kit.elided_label import ElidedLabel
from ui.kit.pdf_preview import PdfPreview
from ui.kit.style import Type, space


class PreviewPage(QWidget):
    """``left`` when the user is done with it; ``mend_wanted`` when the paper is a form that should be corrected.

    ``numbered`` carries the number that P-Care or SATUSEHAT gave a referral later, ``answer_wanted`` when the
    hospital's answer to it should be written down.
    """

    left = Signal()
    answer_wanted = Signal()
    numbered = Signal(str)
    mend_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview_page")
        self._preview = PdfPreview(self)
        self._title = ElidedLabel(Type.LARGE, self)
        self._mend = QPushButton("Perbaiki jawaban", self)
        self._mend.setObjectName("preview_mend")
        self._mend.clicked.connect(self.mend_wanted)
        self._number = QLineEdit(self)
        self._number.setObjectName("external_number")
        self._number.setPlaceholderText("No. P-Care/SATUSEHAT, lalu Enter")
        self._number.setAccessibleName("Nomor rujukan P-Care atau SATUSEHAT")
        self._number.setMaxLength(40)
        self._number.setFixedWidth(space(64))
        self._number.returnPressed.connect(self._give_number)
        self._answer = QPushButton("Jawaban rumah sakit", self)
        self._answer.setObjectName("preview_answer")
        self._answer.clicked.connect(self.answer_wanted)
        back = QPushButton("Kembali   Esc", self)
        back.setObjectName("preview_back")
        back.setProperty("kind", "quiet")
        back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._number)
        head.addWidget(self._answer)
        head.addWidget(self._mend)
        head.addWidget(back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addLayout(head)
        column.addWidget(self._preview, 1)

    def show_paper(
        self, title: str, content: bytes, file_name: str, *, may_mend: bool = False, is_referral: bool = False
    ) -> None:
        """Show a PDF; ``file_name`` is offered when it is saved and never names a patient."""
        self._title.show_text(title)
        self._mend.setVisible(may_mend)
        for part in (self._number, self._answer):
            part.setVisible(is_referral)
        self._number.clear()
        self._preview.show_pdf(content, Path(file_name))
        self._preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def print_paper(self) -> None:
        """Ask for the printer."""
        self._preview.print_document()

    def save_paper(self) -> None:
        """Ask where, and write the PDF there."""
        self._preview.save()

    def close_paper(self) -> None:
        """Let go of the document's memory."""
        self._preview.close_document()

    def _give_number(self) -> None:
        if self._number.text().strip():
            self.numbered.emit(self._number.text().strip())
