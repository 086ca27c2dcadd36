"""What is to be known of one version of a form, beside the list."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ilp_desktop.services.form_office import FormLine
from ui.kit.style import Type, space, text_label
from ui.screens.form_office.state import details

_WIDTH, _NARROW_WIDTH = 300, 216


class Details(QWidget):
    """Each value below its label."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(_WIDTH)
        self._values: dict[str, QLabel] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def be_slim(self, slim: bool) -> None:
        """Leave more room to the list."""
        self.setFixedWidth(_NARROW_WIDTH if slim else _WIDTH)

    def show_line(self, line: FormLine) -> None:
        """Another version comes in front."""
        for label, text in details(line):
            self._value(label).setText(text)

    def _value(self, label: str) -> QLabel:
        if label not in self._values:
            value = self._values[label] = QLabel(self)
            value.setWordWrap(True)
            value.setTextFormat(Qt.TextFormat.PlainText)
            self._column.addWidget(text_label(label, Type.SMALL, muted=True, parent=self))
            self._column.addWidget(value)
            self._column.addSpacing(space(2))
        return self._values[label]
