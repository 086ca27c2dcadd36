"""What the pages over the overview share: a way back, a title, room for content, a row of buttons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.kit.icons import icon
from ui.kit.style import Type, space, text_label


class Page(QWidget):
    """Esc goes back."""

    left = Signal()

    def __init__(self, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.title = text_label(title, Type.TITLE, strong=True, parent=self)
        self.title.setObjectName(f"{name}_title")
        self.title.setWordWrap(True)
        back = QPushButton(icon("chevron-left"), "Kembali   Esc", self)
        back.setObjectName(f"{name}_back")
        back.setProperty("kind", "quiet")
        back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.setSpacing(space(2))
        head.addWidget(self.title, 1)
        head.addWidget(back)
        self.content = QVBoxLayout()
        self.content.setSpacing(space(3))
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(space(2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        column.addLayout(head)
        column.addLayout(self.content, 1)
        column.addLayout(self.buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
