"""The table of doses: walked with the arrows, Enter records, Space marks, a digit begins a date from the card."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.kit.data_table import DataTable
from ui.kit.style import Tone
from ui.kit.table_model import Column
from ui.screens.immunisation.dose_line import DoseLine, Mood

_TONES = {Mood.DONE: Tone.GREEN, Mood.NOW: Tone.ACCENT, Mood.LATE: Tone.AMBER, Mood.STOPPED: Tone.RED}
_ICONS = {
    Mood.DONE: "circle-check",
    Mood.NOW: "syringe",
    Mood.LATE: "triangle-alert",
    Mood.STOPPED: "octagon-alert",
    Mood.QUIET: "clock",
    Mood.OVER: "circle-slash",
}
_ROW, _HEADER = 27, 34


class DoseTable(DataTable[DoseLine]):
    """``marked`` asks to mark or unmark a row, ``date_begun`` carries the row's first typed digit."""

    marked = Signal(object)
    date_begun = Signal(str)

    def __init__(self, is_marked: Callable[[DoseLine], bool], parent: QWidget | None = None) -> None:
        super().__init__(_columns(is_marked), parent)
        self.setObjectName("dose_table")
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setMinimumHeight(_HEADER + 4 * _ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if row is not None and plain and event.key() == Qt.Key.Key_Space:
            self.marked.emit(row)
            return
        if row is not None and plain and event.text().isdigit():
            self.date_begun.emit(event.text())
            return
        super().keyPressEvent(event)

    def point_at(self, row: int) -> None:
        """The cursor goes to a row, with what stands before and after it in sight."""
        self.selectRow(row)
        self._show_current()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The row under the cursor stays in sight when the panel below needs more room."""
        super().resizeEvent(event)
        self._show_current()

    def _show_current(self) -> None:
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)


def _columns(is_marked: Callable[[DoseLine], bool]) -> tuple[Column[DoseLine], ...]:
    return (
        Column(
            title="Vaksin",
            text=lambda line: line.label,
            width=150,
            icon=lambda line: "check" if is_marked(line) else "",
        ),
        Column(
            title="Keadaan",
            text=lambda line: line.state,
            width=184,
            tone=lambda line: _TONES.get(line.mood, Tone.PLAIN),
            icon=lambda line: _ICONS[line.mood],
        ),
        Column(title="Waktunya", text=lambda line: line.when, width=162),
        Column(title="Diberikan", text=lambda line: line.given, width=106),
        Column(title="Keterangan", text=lambda line: line.detail),
    )
