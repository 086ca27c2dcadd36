"""A completed response to read: sections of labels and values, nothing to type into."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ilp_desktop.forms import PrintedLine, PrintedResponse
from ui.kit.fields_row import TONES
from ui.kit.icons import pixmap
from ui.kit.style import TONE_ICONS, Type, ink, mark, space, text_label

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
        origin = text_label(f"Versi {printed.version} · {printed.source}", Type.SMALL, muted=True, parent=page)
        origin.setWordWrap(True)
        column.addWidget(origin)
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
                grid.addWidget(_note(line, page), row, 0, 1, 2)
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


def _note(line: PrintedLine, page: QWidget) -> QWidget:
    box = QWidget(page)
    across = QHBoxLayout(box)
    across.setContentsMargins(0, 0, 0, 0)
    text = text_label(line.label, parent=box)
    text.setWordWrap(True)
    if line.alert is not None:
        tone = TONES[line.alert]
        picture = QLabel(box)
        picture.setPixmap(pixmap(TONE_ICONS[tone], ink(tone).name()))
        across.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        mark(text, tone=tone.value, strong=True)
    across.addWidget(text, 1)
    return box
