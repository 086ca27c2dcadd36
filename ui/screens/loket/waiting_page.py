"""The day's waiting lists: who waits where and for how long; a visit registered by mistake is taken back here."""

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.domain.indonesian_text import clock_time
from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.visit import Cluster, QueueStatus, Visit
from ilp_desktop.domain.waiting import WaitingPerson
from ilp_desktop.domain.words import word
from ilp_desktop.services.queues import waiting_list
from ilp_desktop.services.visits import take_back_visit
from ilp_desktop.services.workplace import Workplace
from ui.kit.choice_row import Choice, ChoiceRow
from ui.kit.data_table import DataTable
from ui.kit.icons import icon
from ui.kit.message_strip import Message, show_in_strip
from ui.kit.operation import Operation, Query
from ui.kit.runtime import runtime
from ui.kit.style import Tone, Type, space, text_label
from ui.kit.table_model import Column
from ui.screens.loket.prompt import Prompt
from ui.screens.loket.texts import age_text, cluster_word

_EVERYBODY = "all"
_LONG_MINUTES = 60
_REFRESH_MILLISECONDS = 30_000


class WaitingPage(QWidget):
    """``person_chosen`` carries a patient's id, ``left`` when the page is closed."""

    person_chosen = Signal(str)
    left = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("waiting_page")
        self._workplace = workplace
        self._everybody: tuple[WaitingPerson, ...] = ()
        self._now = workplace.clock()
        self._lists: Query[tuple[WaitingPerson, ...]] = Query(self, self._show)
        self._room = ChoiceRow([Choice(id=_EVERYBODY, label="Semua")], clearable=False, parent=self)
        self._room.setObjectName("waiting_room")
        self._room.changed.connect(self._show_rows)
        self._table: DataTable[WaitingPerson] = DataTable(self._columns(), self)
        self._table.setObjectName("waiting_table")
        self._table.opened.connect(lambda person: self.person_chosen.emit(person.patient_id))
        self._prompt = Prompt(lambda: workplace.today, self)
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MILLISECONDS)
        self._timer.timeout.connect(self.refresh)
        self._place()
        runtime().changes.listen(self, {"queue_entry", "visit"}, self.refresh)

    def refresh(self) -> None:
        """Read the lists again."""
        workplace = self._workplace
        self._lists.ask(lambda: waiting_list(workplace, Cluster))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._timer.start()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def ask_take_back(self) -> None:
        """Ask why the visit under the cursor is to be taken back."""
        person = self._table.current_row()
        if person is not None:
            self._prompt.ask_reason(
                f"Mengapa kunjungan {person.entry.ticket_number} {person.name} dibatalkan?",
                "Batalkan kunjungan",
                lambda reason: self._take_back(person, reason),
            )

    def _take_back(self, person: WaitingPerson, reason: str) -> None:
        workplace = self._workplace
        operation = Operation(self, lambda: take_back_visit(workplace, person.visit_id, reason))
        operation.on_success(self._taken_back).on_rejected(self._show_problem).run()

    def _taken_back(self, _visit: Visit) -> None:
        self._prompt.close_prompt()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        show_in_strip(self, Message(text="Kunjungan dibatalkan. Alasannya tersimpan.", tone=Tone.GREEN))

    def _show_problem(self, problems: tuple[Problem, ...]) -> None:
        self._prompt.show_problem(" ".join(f"{problem.sentence} {problem.remedy}" for problem in problems))

    def _show(self, everybody: tuple[WaitingPerson, ...]) -> None:
        self._everybody = everybody
        self._now = self._workplace.clock()
        present = [cluster for cluster in Cluster if any(one.entry.cluster is cluster for one in everybody)]
        counts = {cluster: sum(one.entry.cluster is cluster for one in everybody) for cluster in present}
        rooms = [Choice(id=cluster.value, label=f"{cluster_word(cluster)}: {counts[cluster]}") for cluster in present]
        self._room.set_choices([Choice(id=_EVERYBODY, label=f"Semua: {len(everybody)}"), *rooms])
        if not self._room.value():
            self._room.set_value(_EVERYBODY)
        self._show_rows()

    def _show_rows(self) -> None:
        room = self._room.value()
        rows = [one for one in self._everybody if room in (_EVERYBODY, one.entry.cluster.value)]
        self._table.set_rows(rows)
        if rows and self._table.current_row() is None:
            self._table.selectRow(0)
        self._empty.setVisible(not rows)

    def _columns(self) -> tuple[Column[WaitingPerson], ...]:
        return (
            Column(title="Nomor", text=lambda one: one.entry.ticket_number, width=76),
            Column(title="Nama", text=lambda one: one.name),
            Column(title="Umur", text=self._age, width=80),
            Column(title="No. RM", text=lambda one: one.medical_record_number, width=120),
            Column(title="Ruang", text=lambda one: cluster_word(one.entry.cluster), width=110),
            Column(title="Keadaan", text=_state, width=160, tone=_tone),
            Column(title="Ambil", text=lambda one: self._at(one.entry.taken_at), width=66),
            Column(title="Dipanggil", text=lambda one: self._at(one.entry.called_at), width=90),
            Column(title="Mulai", text=lambda one: self._at(one.entry.started_at), width=66),
            Column(title="Menunggu", text=self._minutes, width=96, is_number=True, tone=self._late),
        )

    def _age(self, one: WaitingPerson) -> str:
        return f"{age_text(one.birth_date, False, self._now.date())} {one.sex.value}"

    def _at(self, moment: datetime | None) -> str:
        return "" if moment is None else clock_time(moment.astimezone(self._now.tzinfo))

    def _minutes(self, one: WaitingPerson) -> str:
        return f"{one.minutes_waiting(self._now)} mnt" if one.entry.status is QueueStatus.WAITING else ""

    def _late(self, one: WaitingPerson) -> Tone:
        waits_long = one.minutes_waiting(self._now) >= _LONG_MINUTES
        return Tone.AMBER if waits_long and one.entry.status is QueueStatus.WAITING else Tone.PLAIN

    def _place(self) -> None:
        back = QPushButton(icon("chevron-left"), "Kembali   Esc", self)
        back.setObjectName("waiting_back")
        back.clicked.connect(self.left)
        take_back = QPushButton(icon("undo-2"), "Batalkan kunjungan", self)
        take_back.setObjectName("waiting_take_back")
        take_back.clicked.connect(self.ask_take_back)
        top = QHBoxLayout()
        top.setSpacing(space(2))
        top.addWidget(back)
        top.addWidget(text_label("Daftar tunggu hari ini", Type.LARGE, strong=True, parent=self), 1)
        top.addWidget(take_back)
        self._empty = text_label("Tidak ada yang menunggu. Daftarkan orang di loket; ia muncul di sini.", muted=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addLayout(top)
        column.addWidget(self._room)
        column.addWidget(self._prompt)
        column.addWidget(self._empty)
        column.addWidget(self._table, 1)


def _state(one: WaitingPerson) -> str:
    marks = [word(one.entry.status)]
    if one.priority:
        marks.append("prioritas")
    if one.has_allergy:
        marks.append("alergi")
    return ", ".join(marks)


def _tone(one: WaitingPerson) -> Tone:
    return Tone.RED if one.has_allergy else Tone.PLAIN
