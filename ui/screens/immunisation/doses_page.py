"""The doses of the person at hand: the table, what is typed about one of them, and the recording of it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.clinical.immunisation_tetanus import TD_SLOTS
from ilp_desktop.domain.identifiers import VisitId
from ilp_desktop.domain.immunization_record import Immunization, ImmunizationStatus
from ilp_desktop.domain.problem import Problem
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.immunisations import (
    correct_immunization,
    record_immunization,
    record_immunizations,
    record_not_given,
    record_reaction,
    void_immunization,
)
from ilp_desktop.services.workplace import Workplace
from ui.kit.fitted_page import FittedPage
from ui.kit.message_strip import Message
from ui.kit.operation import Operation
from ui.kit.style import Tone, space
from ui.screens.immunisation.dose_line import DoseLine
from ui.screens.immunisation.dose_table import DoseTable
from ui.screens.immunisation.entry_panel import EntryPanel
from ui.screens.immunisation.side_panel import SidePanel
from ui.screens.immunisation.state import (
    LoadedPerson,
    coverage_lines,
    due_now,
    first_line,
    plan_lines,
)
from ui.screens.immunisation.typed_dose import (
    MENDING,
    Mode,
    Typed,
    Whom,
    corrected,
    given_by_card,
    given_today,
    not_given,
    reaction,
)
from ui.session import Handler

Value = TypeVar("Value")

_NARROW = 940
_NO_PROGRAMME = Message(text="Tidak ada imunisasi program untuk umur ini.", tone=Tone.PLAIN)
_NOTHING_TO_GIVE = Message(
    text="Tidak ada dosis yang dapat dicatat di baris ini.", remedy="Alt+B untuk isi dari kartu.", tone=Tone.PLAIN
)
_NOTHING_RECORDED = Message(text="Baris ini belum punya dosis yang tercatat.", tone=Tone.PLAIN)
_NOT_SCHEDULED = Message(text="Td ibu tidak dijadwalkan; cukup tidak dicatat.", tone=Tone.PLAIN)


class DosesPage(QWidget):
    """``given`` when doses of today were recorded, ``said`` carries a ``Message``."""

    given = Signal()
    said = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._loaded: LoadedPerson | None = None
        self._lines: tuple[DoseLine, ...] = ()
        self._visit_id: VisitId | None = None
        self._marked: set[str] = set()
        self._typed: dict[str, Typed] = {}
        self._pending: tuple[DoseLine, ...] = ()
        self._table = DoseTable(lambda line: line.slot in self._marked, self)
        self._panel = EntryPanel(lambda: self._workplace.today, self)
        self._side = SidePanel(self)
        self._place()
        self._connect()

    def handlers(self) -> Mapping[str, Handler]:
        """What the keys do while somebody is at hand."""
        return {
            "save": self.submit,
            "all_due": self.record_all_due,
            "from_card": partial(self.ask, Mode.CARD),
            "not_given": partial(self.ask, Mode.NOT_GIVEN),
            "reaction": partial(self.ask, Mode.REACTION),
            "correct_dose": partial(self.ask, Mode.CORRECT),
            "void_dose": partial(self.ask, Mode.VOID),
        }

    def begin(self, visit_id: VisitId | None) -> None:
        """Somebody else will be shown, with their visit of today when there is one."""
        self._visit_id = visit_id
        self._marked, self._typed, self._pending, self._loaded = set(), {}, (), None
        self._panel.say("")

    def show_person(self, loaded: LoadedPerson, lines: tuple[DoseLine, ...]) -> None:
        """Show a person, or the same one with what was recorded since."""
        is_other = self._loaded is None or self._loaded.table.patient.id != loaded.table.patient.id
        self._loaded, self._lines = loaded, lines
        self._panel.set_schedule(loaded.table.schedule)
        self._side.show_plan(plan_lines(loaded.table), coverage_lines(loaded.table))
        card_slot = self._panel.typed().slot if self._panel.mode is Mode.CARD and not is_other else ""
        self._table.setCurrentIndex(QModelIndex())
        self._table.set_rows(lines)
        if is_other and not lines:
            self.said.emit(_NO_PROGRAMME)
        self._table.point_at(self._after_the_card(card_slot) if card_slot else first_line(lines))
        self.focus_table()

    def focus_table(self) -> None:
        """The cursor goes to the table."""
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self, mode: Mode, typed: str = "") -> None:
        """Ask in the panel about the row under the cursor; ``typed`` is the first digit of a date."""
        line = self._table.current_row()
        if line is None:
            return
        is_given = line.record is not None and line.record.status is ImmunizationStatus.COMPLETED
        if mode in MENDING and not is_given:
            self.said.emit(_NOTHING_RECORDED)
        elif mode is Mode.NOT_GIVEN and line.slot in TD_SLOTS:
            self.said.emit(_NOT_SCHEDULED)
        else:
            self._pending = ()
            self._panel.begin(mode, typed=typed)

    def leave_typing(self) -> bool:
        """From the panel back to the table; False when nothing was being typed."""
        focus = QApplication.focusWidget()
        is_typing = focus is not None and self._panel.isAncestorOf(focus)
        line = self._table.current_row()
        if line is None or not (is_typing or self._panel.mode is not Mode.TODAY):
            return False
        self._pending = ()
        self._show_line(line)
        self.focus_table()
        return True

    def record_all_due(self) -> None:
        """Every dose that is due today, at one go; the vials that are not known yet are asked first."""
        self._record(due_now(self._lines))

    def submit(self) -> None:
        """Keep what is typed in the panel."""
        if self._panel.unreadable():
            return
        typed = self._panel.typed()
        match typed.mode:
            case Mode.TODAY:
                self._typed[typed.slot] = typed
                self._record(self._pending or tuple(line for line in self._lines if line.slot == typed.slot))
            case Mode.CARD:
                self._record_from_card(typed)
            case Mode.NOT_GIVEN:
                self._record_not_given(typed)
            case Mode.REACTION:
                self._record_reaction(typed)
            case Mode.CORRECT:
                self._correct(typed)
            case Mode.VOID:
                self._void(typed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow window the plan stands below the doses."""
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW
        self._row.setDirection(QHBoxLayout.Direction.TopToBottom if is_narrow else QHBoxLayout.Direction.LeftToRight)
        self._side.be_flat(is_flat=is_narrow)

    def _after_the_card(self, slot: str) -> int:
        """The next dose that the card may hold."""
        places = [number for number, line in enumerate(self._lines) if line.slot == slot]
        after = [
            number for number, line in enumerate(self._lines) if number > max(places, default=-1) and not line.given
        ]
        return after[0] if after else first_line(self._lines)

    def _show_line(self, line: DoseLine) -> None:
        if self._loaded is not None:
            self._panel.show_line(line, self._loaded.vial(line.product))
            self._side.show_line(line)

    def _mark(self, line: DoseLine) -> None:
        if not line.may_give:
            return
        self._marked ^= {line.slot}
        row = self._table.currentIndex().row()
        self._table.set_rows(self._lines)
        self._table.selectRow(min(row + 1, len(self._lines) - 1))

    def _record_current(self, line: DoseLine) -> None:
        """Enter on a row: the marked doses, or this one."""
        marked = tuple(one for one in self._lines if one.slot in self._marked)
        self._record(marked or (line,))

    def _record(self, lines: tuple[DoseLine, ...]) -> None:
        loaded = self._loaded
        lines = tuple(line for line in lines if line.may_give)
        if loaded is None or not lines:
            self.said.emit(_NOTHING_TO_GIVE)
            return
        unknown = [line for line in lines if not loaded.vial(line.product).batch and line.slot not in self._typed]
        if unknown:
            self._pending = lines
            self._table.point_at(self._lines.index(unknown[0]))
            self._panel.focus_first()
            return
        workplace, whom = self._workplace, self._whom(loaded)
        commands = tuple(given_today(whom, line, loaded.vial(line.product), self._typed_about(line)) for line in lines)
        Operation(self, lambda: record_immunizations(workplace, commands)).on_success(self._recorded).on_rejected(
            self._show_problems
        ).run()

    def _typed_about(self, line: DoseLine) -> Typed | None:
        now = self._panel.typed()
        return now if now.slot == line.slot and now.mode is Mode.TODAY else self._typed.get(line.slot)

    def _recorded(self, doses: tuple[Immunization, ...]) -> None:
        self._marked, self._pending, self._typed = set(), (), {}
        labels = [line.label for line in self._lines if line.slot in {one.slot for one in doses}]
        self.given.emit()
        self._panel.say(f"Tercatat: {', '.join(labels)}")

    def _record_from_card(self, typed: Typed) -> None:
        workplace, loaded = self._workplace, self._loaded
        if loaded is not None and typed.day is not None:
            command = given_by_card(self._whom(loaded), typed, typed.day)
            self._keep(lambda: record_immunization(workplace, command), "dosis tersimpan")

    def _record_not_given(self, typed: Typed) -> None:
        workplace, loaded = self._workplace, self._loaded
        if loaded is not None:
            command = not_given(self._whom(loaded), typed)
            self._keep(lambda: record_not_given(workplace, command), "alasan tersimpan")

    def _record_reaction(self, typed: Typed) -> None:
        workplace, record = self._workplace, typed.record
        if record is not None:
            command = reaction(typed, record)
            self._keep(lambda: record_reaction(workplace, command), "KIPI tersimpan")

    def _correct(self, typed: Typed) -> None:
        workplace, record = self._workplace, typed.record
        if record is not None:
            command = corrected(typed, record)
            self._keep(lambda: correct_immunization(workplace, record.id, command, typed.why), "catatan diperbaiki")

    def _void(self, typed: Typed) -> None:
        workplace, record = self._workplace, typed.record
        if record is not None:
            self._keep(lambda: void_immunization(workplace, record.id, typed.why), "catatan dibatalkan")

    def _keep(self, work: Callable[[], Answer[Value]], said: str) -> None:
        Operation(self, work).on_success(lambda _record: self._panel.say(said)).on_rejected(self._show_problems).run()

    def _whom(self, loaded: LoadedPerson) -> Whom:
        return Whom(patient_id=loaded.table.patient.id, visit_id=self._visit_id, day=self._workplace.today)

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        self._pending = ()
        sentences = " ".join(problem.sentence for problem in problems)
        remedies = " ".join(dict.fromkeys(problem.remedy for problem in problems if problem.remedy))
        is_stop = any(problem.field != "override_reason" for problem in problems)
        self.said.emit(Message(text=sentences, remedy=remedies, tone=Tone.RED if is_stop else Tone.AMBER))
        self._panel.show_problems(problems)

    def _place(self) -> None:
        fitted = FittedPage(self)
        around = QVBoxLayout(fitted)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._panel)
        left = QVBoxLayout()
        left.setSpacing(space(2))
        left.addWidget(self._table, 1)
        left.addWidget(fitted)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(space(3))
        self._row.addLayout(left, 1)
        self._row.addWidget(self._side)

    def _connect(self) -> None:
        self._table.current_changed.connect(self._show_line)
        self._table.opened.connect(self._record_current)
        self._table.marked.connect(self._mark)
        self._table.date_begun.connect(lambda digit: self.ask(Mode.CARD, digit))
        self._panel.submitted.connect(self.submit)
