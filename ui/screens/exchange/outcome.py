"""How a sending or receiving ended: one sentence, the counts, the papers."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.services.exchange import Acceptance, Sent
from ilp_desktop.services.package_counts import TableCount
from ui.kit.icons import icon, pixmap
from ui.kit.style import TONE_ICONS, Tone, Type, ink, mark, space, text_label
from ui.screens.exchange.counts_table import counts_table
from ui.screens.exchange.page import Page
from ui.screens.exchange.state import accepted_words, left_words, merged_counts, receipt_words, sent_words

_MOST_PAPERS = 6


class Outcome(Page):
    """``paper_wanted`` carries what the paper is about: a ``Sent`` or a ``PackagePreview``."""

    paper_wanted = Signal(object)
    decide_wanted = Signal()
    receipt_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Selesai", "outcome", parent)
        self._card = QFrame(self)
        self._icon = QLabel(self._card)
        self._sentence = text_label("", Type.LARGE, strong=True, parent=self._card)
        self._sentence.setObjectName("outcome_sentence")
        self._detail = text_label("", parent=self._card)
        self._detail.setObjectName("outcome_detail")
        for label in (self._sentence, self._detail):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = QVBoxLayout()
        words.setSpacing(space(1))
        words.addWidget(self._sentence)
        words.addWidget(self._detail)
        row = QHBoxLayout(self._card)
        row.setContentsMargins(space(4), space(3), space(4), space(3))
        row.setSpacing(space(3))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self._tables = (counts_table(self, merged=False), counts_table(self, merged=True))
        self.content.addWidget(self._card)
        for table in self._tables:
            self.content.addWidget(table, 1)

    def show_sent(self, sent: Sent) -> None:
        """What was written onto the stick."""
        self._show(
            "Terkirim ke stik",
            sent_words(sent),
            "Bawa stik ini ke penerima. Tanda terimanya nanti dibaca di sini.",
            Tone.GREEN,
        )
        self._show_counts(merged_counts([sent.counts]), merged=False)
        self._offer([("Berita acara", "primary", lambda: self.paper_wanted.emit(sent), "sent_paper")])

    def show_acceptance(self, acceptance: Acceptance) -> None:
        """What was taken over, and what was not."""
        trouble = bool(acceptance.left) or any(given.path is None for given in acceptance.receipts)
        detail = " ".join(part for part in (receipt_words(acceptance), left_words(acceptance)) if part)
        self._show("Diterima", accepted_words(acceptance), detail, Tone.AMBER if trouble else Tone.GREEN)
        counts = merged_counts(preview.counts for preview in acceptance.previews)
        self._show_counts(counts, merged=True)
        several = len(acceptance.previews) > 1
        offers: list[tuple[str, str, Callable[[], object], str]] = [
            (
                f"Tanda terima paket {preview.package.manifest.envelope.number}" if several else "Tanda terima",
                "plain" if several else "primary",
                lambda preview=preview: self.paper_wanted.emit(preview),  # type: ignore[misc]
                f"accepted_paper_{number}",
            )
            for number, preview in enumerate(acceptance.previews[:_MOST_PAPERS])
        ]
        if any(given.path is None for given in acceptance.receipts):
            offers.append(("Tulis tanda terima lagi", "plain", self.receipt_wanted.emit, "outcome_receipt"))
        if any(count.conflicting for count in counts):
            offers.append(("Putuskan yang berbeda", "plain", self.decide_wanted.emit, "outcome_decide"))
        self._offer(offers)

    def _show(self, title: str, sentence: str, detail: str, tone: Tone) -> None:
        self.title.setText(title)
        self._sentence.setText(sentence)
        self._detail.setText(detail)
        self._icon.setPixmap(pixmap(TONE_ICONS[tone], ink(tone).name(), 28))
        mark(self._card, strip=tone.value)

    def _show_counts(self, counts: Sequence[TableCount], *, merged: bool) -> None:
        for table, is_merged in zip(self._tables, (False, True), strict=True):
            table.setVisible(is_merged is merged)
        self._tables[merged].set_rows(counts)

    def _offer(self, offers: Sequence[tuple[str, str, Callable[[], object], str]]) -> None:
        while self.buttons.count():
            item = self.buttons.takeAt(0)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self.buttons.addStretch(1)
        for title, kind, act, name in offers:
            symbol = icon("printer", "#ffffff" if kind == "primary" else "") if "paper" in name else icon("arrow-right")
            button = QPushButton(symbol, title, self)
            button.setObjectName(name)
            button.setProperty("kind", kind)
            button.clicked.connect(lambda _checked, act=act: act())
            self.buttons.addWidget(button)
            if kind == "primary":
                button.setFocus()
