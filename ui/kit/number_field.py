"""A number with comma or point, its unit shown inside the field at the right."""

from decimal import Decimal

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QFocusEvent, QRegularExpressionValidator, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit.indonesian import read_number, show_number
from ui.kit.style import space, text_label


class NumberField(QLineEdit):
    """``minimum`` and ``maximum`` are inclusive; ``decimals`` is how many may be typed (0: whole numbers only).

    ``changed`` is emitted when the meaning of what is typed changes, ``problem_changed`` with a sentence
    (empty: none) when the user leaves the field or mends it.
    """

    changed = Signal()
    problem_changed = Signal(str)

    def __init__(
        self,
        *,
        unit: str = "",
        decimals: int = 0,
        minimum: Decimal | None = None,
        maximum: Decimal | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._minimum = minimum
        self._maximum = maximum
        self._value: Decimal | None = None
        self._problem = ""
        self._unit = text_label(unit, muted=True, parent=self)
        self._unit.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._unit.setVisible(bool(unit))
        self.setMaxLength(20)
        fraction = rf"([.,][0-9]{{0,{decimals}}})?" if decimals else ""
        sign = "-?" if minimum is None or minimum < 0 else ""
        pattern = QRegularExpression(rf"\s*{sign}[0-9]*{fraction}\s*")
        self.setValidator(QRegularExpressionValidator(pattern, self))
        self.setTextMargins(0, 0, self._unit.sizeHint().width() + space(2) if unit else 0, 0)
        self.textEdited.connect(self._read)
        self.editingFinished.connect(self._settle)

    def value(self) -> Decimal | None:
        """The number; None while the field is empty or has a problem."""
        return None if self._found_problem() else self._value

    def set_value(self, value: Decimal | int | None) -> None:
        """Show ``value``."""
        self._value = None if value is None else Decimal(value)
        self.setText("" if self._value is None else show_number(self._value))
        self._tell("")

    def problem(self) -> str:
        """What is wrong with what is typed now, empty when nothing is."""
        return self._found_problem()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self._unit.sizeHint().width()
        self._unit.setGeometry(self.width() - width - space(3), 0, width, self.height())

    def _read(self, typed: str) -> None:
        before = self._value
        self._value = read_number(typed)
        if self._problem and not self._found_problem():
            self._tell("")
        if self._value != before:
            self.changed.emit()

    def _settle(self) -> None:
        if self._value is not None:
            self.setText(show_number(self._value))
        self._tell(self._found_problem())

    def _found_problem(self) -> str:
        if self._value is None:
            return "Ketik angka, misalnya 10,5." if self.text().strip() else ""
        unit = f" {self._unit.text()}" if self._unit.text() else ""
        if self._minimum is not None and self._value < self._minimum:
            return f"Paling sedikit {show_number(self._minimum)}{unit}."
        if self._maximum is not None and self._value > self._maximum:
            return f"Paling banyak {show_number(self._maximum)}{unit}."
        return ""

    def _tell(self, problem: str) -> None:
        if problem != self._problem:
            self._problem = problem
            self.problem_changed.emit(problem)
