"""A completed response to read: sections of labels and values, nothing to type into."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ilp_desktop.forms import PrintedLine, PrintedResponse
from ui.kit.badge import Notice
from ui.kit.fields_row import TONES
from ui.kit.style import Type, space, text_label

COLUMN_WIDTH = 720


class PrintedForm(QScrollArea):
    """Shows what ``forms.printable`` gives; can be scrolled with the keyboard."""

    def __init__(self, printed: PrintedResponse, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page = QWidget(self)
        page.setMaximumWidth(COLUMN_WIDTH)
        column = QVBoxLayout(page)
        column.setContentsMargins(space(4), space(4), space(4), space(8))
        column.setSpacing(space(2))
        column.addWidget(text_label(printed.title, Type.TITLE, strong=True, parent=page))
        column.addWidget(text_label(f"Versi {printed.version} · {printed.source}", Type.SMALL, muted=True, parent=page))
        for section in printed.sections:
            if section.title:
                column.addWidget(text_label(section.title, Type.LARGE, strong=True, parent=page))
            column.addLayout(self._lines(section.lines, page))
        column.addStretch(1)
        self.setWidget(page)

    def _lines(self, lines: tuple[PrintedLine, ...], page: QWidget) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(space(4))
        grid.setVerticalSpacing(space(1))
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for row, line in enumerate(lines):
            if not line.value:
                note = (
                    Notice(line.label, TONES[line.alert], page) if line.alert else text_label(line.label, parent=page)
                )
                grid.addWidget(note, row, 0, 1, 2)
                continue
            label = text_label(line.label, muted=True, parent=page)
            value = text_label(f"{line.value} {line.unit}".strip(), parent=page)
            for part in (label, value):
                part.setWordWrap(True)
                part.setAlignment(Qt.AlignmentFlag.AlignTop)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(label, row, 0)
            grid.addWidget(value, row, 1)
        return grid
