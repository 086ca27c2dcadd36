"""A date typed in any common way and shown as ``7 Mar 2024``."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit.indonesian import TypedDate, read_date, show_date

_ESTIMATED_MARK = "perkiraan"


class DateField(QLineEdit):
    """``today`` is asked each time something is typed.

    ``latest`` and ``earliest`` are inclusive; ``past`` means not after today, and a year of two digits is then read
    so. ``changed`` is emitted when the meaning of what is typed changes, ``problem_changed`` with a sentence
    (empty: none) when the user leaves the field or mends it.
    """

    changed = Signal()
    problem_changed = Signal(str)

    def __init__(
        self,
        today: Callable[[], date],
        *,
        past: bool = False,
        earliest: date | None = None,
        latest: date | None = None,
        allow_estimated: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._past = past
        self._earliest = earliest
        self._latest = latest
        self._allow_estimated = allow_estimated
        self._value: TypedDate | None = None
        self._problem = ""
        self.setMaxLength(40)
        self.setPlaceholderText("hh/bb/tttt atau tahun saja" if allow_estimated else "hh/bb/tttt")
        self.textEdited.connect(self._read)
        self.editingFinished.connect(self._settle)

    def value(self) -> TypedDate | None:
        """What is meant; None while the field is empty or has a problem."""
        return None if self._found_problem() else self._value

    def set_value(self, value: TypedDate | date | None) -> None:
        """Show ``value``."""
        self._value = TypedDate(day=value) if isinstance(value, date) else value
        self.setText(self._shown())
        self._tell("")

    def problem(self) -> str:
        """What is wrong with what is typed now, empty when nothing is."""
        return self._found_problem()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def _read(self, typed: str) -> None:
        before = self._value
        self._value = read_date(typed, self._today(), past=self._past, allow_estimated=self._allow_estimated)
        if self._problem and not self._found_problem():
            self._tell("")
        if self._value != before:
            self.changed.emit()

    def _settle(self) -> None:
        if self._value is not None:
            self.setText(self._shown())
        self._tell(self._found_problem())

    def _shown(self) -> str:
        if self._value is None:
            return ""
        return show_date(self._value.day) + (f" ({_ESTIMATED_MARK})" if self._value.estimated else "")

    def _found_problem(self) -> str:
        if self._value is None:
            return "Tanggal tidak dikenal. Ketik misalnya 7/3/24." if self.text().strip() else ""
        latest = self._today() if self._past and self._latest is None else self._latest
        if latest is not None and self._value.day > latest:
            return f"Tanggal paling akhir {show_date(latest)}. Periksa tahunnya."
        if self._earliest is not None and self._value.day < self._earliest:
            return f"Tanggal paling awal {show_date(self._earliest)}. Periksa tahunnya."
        return ""

    def _tell(self, problem: str) -> None:
        if problem != self._problem:
            self._problem = problem
            self.problem_changed.emit(problem)
