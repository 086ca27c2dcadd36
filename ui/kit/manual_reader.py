"""A window to read the manual in: its pages at the left, the text at the right."""

from functools import partial

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from ui.kit.icons import icon
from ui.kit.manual import PAGES
from ui.kit.manual_text import ManualText, page_of
from ui.kit.style import Type, space, text_label

_LIST_WIDTH = 240
_WIDEST, _HIGHEST = 1000, 860


class ManualReader(QDialog):
    """A number brings up its page, Page Down goes on, Tab and Enter follow a link, Esc goes back and then out."""

    def __init__(self, page_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("manual_reader")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._list = QListWidget(self)
        self._list.setObjectName("manual_pages")
        self._list.setAccessibleName("Halaman panduan")
        self._list.setProperty("sections", True)
        for number, page in enumerate(PAGES, start=1):
            QListWidgetItem(f"{number}   {page.title}", self._list)
            QShortcut(QKeySequence(str(number)), self).activated.connect(partial(self.open_page, page.id))
        self._text = ManualText(self)
        self._text.sourceChanged.connect(self._came_to)
        back = QPushButton(icon("chevron-left"), "Kembali   Esc", self)
        back.setObjectName("manual_back")
        back.setProperty("kind", "quiet")
        back.setAutoDefault(False)
        back.clicked.connect(self.go_back)
        left = QVBoxLayout()
        left.setSpacing(space(2))
        left.addWidget(text_label("Panduan", Type.LARGE, strong=True, parent=self))
        left.addWidget(self._list, 1)
        left.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self._list.setFixedWidth(_LIST_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(4), space(4), space(4), space(4))
        row.setSpacing(space(4))
        row.addLayout(left)
        row.addWidget(self._text, 1)
        self.resize(_room_over(parent).boundedTo(QSize(_WIDEST, _HIGHEST)))
        self.open_page(page_id)
        self._list.currentRowChanged.connect(lambda number: self.open_page(PAGES[number].id))
        self._text.setFocus()

    def open_page(self, page_id: str) -> None:
        """Turn to a page; Esc comes back to the one that is open now."""
        if page_id != self._text.page_id():
            self._text.setSource(QUrl(f"{page_id}.md"))

    def go_back(self) -> None:
        """To the page before; from the first one out of the manual."""
        if self._text.isBackwardAvailable():
            self._text.backward()
        else:
            self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def _came_to(self, source: QUrl) -> None:
        """Qt says this before ``source()`` of the text has changed."""
        number, page = next(found for found in enumerate(PAGES) if found[1].id == page_of(source))
        self.setWindowTitle(f"Panduan: {page.title}")
        self._text.setAccessibleName(page.title)
        self._list.blockSignals(True)
        self._list.setCurrentRow(number)
        self._list.blockSignals(False)


def _room_over(widget: QWidget) -> QSize:
    """As large as the program's window, less a rim."""
    window = widget.window()
    while (above := window.parentWidget()) is not None:
        window = above.window()
    return window.size() - QSize(space(10), space(10))
