"""The visit as the counter fills it in: purpose, payer, first screening, complaint; all of it has an answer already."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ilp_desktop.domain.indonesian_text import parse_time
from ilp_desktop.domain.patient import Payer
from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.routing import SERVICE_LABELS, RequestedService
from ilp_desktop.domain.visit import ArrivalMode, VisitPurpose
from ilp_desktop.domain.words import word
from ui.kit.choice_row import Choice, ChoiceRow
from ui.kit.date_field import DateField
from ui.kit.style import Type, mark, space, text_label
from ui.screens.loket.screening import LABEL_WIDTH, Screening
from ui.screens.loket.state import VisitState
from ui.screens.loket.texts import payer_note
from ui.screens.loket.word_choice import WordChoice

_BY_PURPOSE = (RequestedService.LABORATORY, RequestedService.HEALTH_CERTIFICATE)


class VisitPanel(QFrame):
    """Edits a ``VisitState``; ``changed`` after each answer."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("visit_panel")
        self.setProperty("card", True)
        self._state: VisitState | None = None
        self._build_fields()
        self._screening = Screening(self)
        self._late = self._build_late()
        self._place()
        self._connect()

    def begin(self, state: VisitState) -> None:
        """Fill the panel with a new visit."""
        self._state = state
        self._purpose.set_value(state.purpose.value)
        self._payer.set_value(state.payer)
        self._insurance.setText(state.insurance_number)
        self._requested.set_value(state.requested)
        self._arrival.set_value(state.arrival)
        self._complaint.clear()
        self._late_date.set_value(None)
        self._late_time.clear()
        self._late.hide()
        self._payer_note.setText(payer_note(state))
        self._screening.begin(state)
        self.show_problems(())

    def focus_purpose(self) -> None:
        """The cursor goes where a digit chooses the purpose."""
        self._purpose.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_late_entry(self) -> None:
        """Let the clerk enter a visit of an earlier day."""
        self._late.show()
        self._late_date.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def answer_rest_no(self) -> None:
        """Everything was asked, what is not yes is no."""
        self._screening.answer_rest_no()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Go to what keeps the visit from being registered."""
        wrong_day = any(problem.field == "visit_date" for problem in problems)
        mark(self._late_date, problem=wrong_day)
        if wrong_day:
            self.open_late_entry()

    def typed_problem(self) -> Problem | None:
        """A late entry's day or time that cannot be read, before anything is registered."""
        if self._late.isHidden():
            return None
        if sentence := self._late_date.problem():
            return Problem(code="visit.date_unreadable", field="visit_date", sentence=sentence)
        time = parse_time(self._late_time.text()) if self._late_time.text().strip() else None
        return time if isinstance(time, Problem) else None

    def _build_fields(self) -> None:
        self._purpose = ChoiceRow(
            [Choice(id=purpose.value, label=word(purpose)) for purpose in VisitPurpose],
            numbered=True,
            clearable=False,
            parent=self,
        )
        self._purpose.setObjectName("purpose")
        self._purpose.setAccessibleName("Keperluan")
        self._requested: WordChoice[RequestedService] = WordChoice(
            [(service, SERVICE_LABELS[service]) for service in RequestedService if service not in _BY_PURPOSE], self
        )
        self._requested.setObjectName("requested")
        self._requested.setAccessibleName("Layanan yang diminta")
        self._payer: WordChoice[Payer] = WordChoice([(payer, word(payer)) for payer in Payer], self)
        self._payer.setObjectName("payer")
        self._payer.setAccessibleName("Penjamin")
        self._insurance = self._line("insurance_number", "No. kartu", 30)
        self._payer_note = text_label("", Type.SMALL, muted=True, parent=self)
        self._payer_note.setObjectName("payer_note")
        self._complaint = self._line("complaint", "Keluhan singkat", 200)
        self._arrival: WordChoice[ArrivalMode] = WordChoice([(mode, word(mode)) for mode in ArrivalMode], self)
        self._arrival.setObjectName("arrival")
        self._arrival.setAccessibleName("Cara datang")

    def _line(self, name: str, prompt: str, longest: int) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setPlaceholderText(prompt)
        line.setAccessibleName(prompt)
        line.setMaxLength(longest)
        return line

    def _build_late(self) -> QWidget:
        part = QWidget(self)
        part.setObjectName("late_entry")
        self._late_date = DateField(self._today, parent=part)
        self._late_date.setObjectName("late_date")
        self._late_date.setAccessibleName("Tanggal kunjungan")
        self._late_time = self._line("late_time", "jam, misalnya 8.30", 8)
        told = text_label("Tanpa karcis. Tanggal kunjungan dan tanggal catat disimpan.", Type.SMALL, muted=True)
        told.setWordWrap(True)
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(2))
        label = text_label("Tanggal", strong=True, parent=part)
        label.setFixedWidth(LABEL_WIDTH)
        self._late_date.setFixedWidth(140)
        self._late_time.setFixedWidth(150)
        for widget in (label, self._late_date, self._late_time):
            row.addWidget(widget)
        row.addWidget(told, 1)
        return part

    def _place(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space(2))
        grid.setVerticalSpacing(space(1))
        grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        grid.setColumnStretch(1, 1)
        payer = _row(self._payer, self._insurance, self._payer_note)
        payer.setStretch(2, 1)
        purpose, complaint = _row(self._purpose, self._requested), _row(self._complaint, self._arrival)
        purpose.setStretch(0, 1)
        complaint.setStretch(0, 1)
        for number, title, line in ((0, "Keperluan", purpose), (1, "Penjamin", payer), (3, "Keluhan", complaint)):
            grid.addWidget(text_label(title, strong=True, parent=self), number, 0)
            grid.addLayout(line, number, 1)
        grid.addWidget(self._screening, 2, 0, 1, 2)
        self._requested.setFixedWidth(120)
        self._payer.setFixedWidth(170)
        self._insurance.setFixedWidth(140)
        self._arrival.setFixedWidth(140)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(2), space(4), space(2))
        column.setSpacing(space(1))
        column.addWidget(self._late)
        column.addLayout(grid)

    def _today(self) -> date:
        return date.min if self._state is None else self._state.today

    def _connect(self) -> None:
        self._screening.changed.connect(self.changed)
        for signal in (
            self._purpose.changed,
            self._requested.changed,
            self._payer.changed,
            self._arrival.changed,
            self._late_date.changed,
            self._insurance.textEdited,
            self._complaint.textEdited,
            self._late_time.textEdited,
        ):
            signal.connect(self._take_over)

    def _take_over(self) -> None:
        state = self._state
        if state is None:
            return
        state.purpose = VisitPurpose(self._purpose.value())
        state.requested = self._requested.value()
        state.payer = self._payer.value()
        state.insurance_number = self._insurance.text()
        state.arrival = self._arrival.value()
        state.complaint = self._complaint.text()
        if not self._late.isHidden():
            day = self._late_date.value()
            time = parse_time(self._late_time.text())
            state.visit_date = day.day if day is not None and day.day != state.today else None
            state.visit_time = None if isinstance(time, Problem) else time
        self._payer_note.setText(payer_note(state))
        self.changed.emit()


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(space(2))
    for part in parts:
        row.addWidget(part)
    return row
