"""The papers of this visit: what can be written, and what was written and can be printed again."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.services.visit_papers import Paper
from ui.kit.flow_layout import FlowLayout
from ui.kit.icons import icon
from ui.kit.result_list import ResultLine, ResultList
from ui.kit.style import space, text_label


class LettersPage(QWidget):
    """``certificate_wanted`` and ``referral_wanted`` begin a new letter, ``paper_wanted`` carries a ``Paper``."""

    certificate_wanted = Signal()
    referral_wanted = Signal()
    paper_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("letters_page")
        self._papers: ResultList[Paper] = ResultList(_line, self)
        self._papers.setObjectName("papers")
        self._papers.setProperty("bare", True)
        self._papers.opened.connect(self.paper_wanted)
        self._none = text_label("Belum ada surat atau formulir dari kunjungan ini.", muted=True, parent=self)
        self._first = self._button("new_certificate", "Surat keterangan sehat", "file-text")
        self._first.clicked.connect(self.certificate_wanted)
        referral = self._button("new_referral", "Surat rujukan ke rumah sakit", "hospital")
        referral.clicked.connect(self.referral_wanted)
        buttons = FlowLayout()
        buttons.addWidget(self._first)
        buttons.addWidget(referral)
        card = QFrame(self)
        card.setProperty("card", True)
        column = QVBoxLayout(card)
        column.setContentsMargins(space(4), space(4), space(4), space(3))
        column.setSpacing(space(3))
        column.addWidget(text_label("Tulis surat baru", strong=True, parent=card))
        column.addLayout(buttons)
        column.addWidget(text_label("Sudah ada dari kunjungan ini (Enter: lihat dan cetak)", strong=True, parent=card))
        column.addWidget(self._none)
        column.addWidget(self._papers, 1)
        column.addStretch(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)

    def show_papers(self, papers: Sequence[Paper]) -> None:
        """Show what there is."""
        self._papers.set_rows(tuple(papers))
        self._papers.setVisible(bool(papers))
        self._none.setVisible(not papers)
        target: QWidget = self._papers if papers else self._first
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, name: str, title: str, icon_name: str) -> QPushButton:
        button = QPushButton(icon(icon_name), f" {title}", self)
        button.setObjectName(name)
        button.setAutoDefault(True)
        return button


def _line(paper: Paper) -> ResultLine:
    return ResultLine(title=paper.title, detail=paper.detail)
