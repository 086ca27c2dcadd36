"""The columns of the list, each with what it was taken for; the user may say otherwise."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ilp_desktop.domain.import_rows import ReadColumn
from ui.kit.elided_label import ElidedLabel
from ui.kit.style import Type, space
from ui.screens.people_import.state import choices

_WIDTH = 388
_BOX_WIDTH = 188


class MeaningBox(QComboBox):
    """What one column holds. The wheel scrolls the list of columns, never the choice."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ColumnList(QScrollArea):
    """``changed`` tells the letter of a column and what it holds now (None: nothing is taken from it)."""

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_columns")
        self.setWidgetResizable(True)
        self.setFixedWidth(_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_columns(self, columns: Sequence[ReadColumn]) -> None:
        """Show these columns; the place in the list is kept."""
        place = self.verticalScrollBar().value()
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, space(2), 0)
        column.setSpacing(space(2))
        for one in columns:
            column.addWidget(self._line(one, page))
        column.addStretch(1)
        self.setWidget(page)
        self.verticalScrollBar().setValue(place)

    def _line(self, one: ReadColumn, parent: QWidget) -> QWidget:
        line = QWidget(parent)
        box = MeaningBox(line)
        box.setObjectName(f"import_column_{one.letter}")
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for label, meaning in choices():
            box.addItem(label, meaning)
        box.setCurrentIndex(next(place for place, (_, meaning) in enumerate(choices()) if meaning is one.column))
        box.activated.connect(lambda place: self.changed.emit(one.letter, choices()[place][1]))
        heading, samples = ElidedLabel(Type.BASE, line), ElidedLabel(Type.SMALL, line, muted=True)
        heading.show_text(f"{one.letter}  {one.heading or '(tanpa judul)'}")
        samples.show_text(" · ".join(one.samples))
        box.setAccessibleName(f"Kolom {one.letter} {one.heading}")
        grid = QGridLayout(line)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space(2))
        grid.setVerticalSpacing(0)
        grid.addWidget(heading, 0, 0)
        grid.addWidget(samples, 1, 0)
        grid.addWidget(box, 0, 1, 2, 1)
        grid.setColumnStretch(0, 1)
        box.setFixedWidth(_BOX_WIDTH)
        return line
