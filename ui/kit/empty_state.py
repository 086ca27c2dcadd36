"""What stands where there is nothing yet: why, and what to do first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.kit.icons import pixmap
from ui.kit.style import Type, colours, space, text_label


class EmptyState(QWidget):
    """``acted`` is emitted by the button that ``action`` names."""

    acted = Signal()

    def __init__(self, icon_name: str, title: str, text: str, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        symbol = QLabel(self)
        symbol.setPixmap(pixmap(icon_name, colours().control_line, 40))
        heading = text_label(title, Type.LARGE, strong=True, parent=self)
        explanation = text_label(text, muted=True, parent=self)
        explanation.setWordWrap(True)
        explanation.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setSpacing(space(2))
        column.addStretch(2)
        for part in (symbol, heading):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(explanation)
        if action:
            button = QPushButton(action, self)
            button.setObjectName("empty_action")
            button.setProperty("kind", "primary")
            button.clicked.connect(self.acted)
            column.addSpacing(space(2))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
