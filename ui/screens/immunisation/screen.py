"""Imunisasi: choose a person, see every dose with its state, record with one key, and print the card."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.clinical.immunisation_tetanus import TD_SLOTS
from ilp_desktop.domain.identifiers import PatientId, VisitId
from ilp_desktop.domain.immunization_record import Immunization, ImmunizationStatus
from ilp_desktop.domain.patient import AllergyStatus
from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.visit import QueueEntry, QueueStatus
from ilp_desktop.domain.words import word
from ilp_desktop.services import queues
from ilp_desktop.services.immunisation_papers import immunisation_card_pdf
from ilp_desktop.services.immunisation_visits import finish_immunisation_visit
from ilp_desktop.services.immunisations import (
    DoseCommand,
    NotGivenCommand,
    ReactionCommand,
    correct_immunization,
    record_immunization,
    record_immunizations,
    record_not_given,
    record_reaction,
    void_immunization,
)
from ilp_desktop.services.rooms import SavedConsultation
from ui.actions import action
from ui.kit.action_button import ActionButton
from ui.kit.banner import BannerText, PersonBanner
from ui.kit.flow_layout import FlowLayout
from ui.kit.message_strip import Message, strip_of
from ui.kit.operation import Operation, Query
from ui.kit.pdf_dialog import PdfDialog
from ui.kit.result_list import ResultLine, ResultList
from ui.kit.runtime import runtime
from ui.kit.search_box import SearchBox
from ui.kit.style import Tone, Type, space, text_label
from ui.screens.immunisation.dose_table import DoseTable
from ui.screens.immunisation.entry_panel import EntryPanel, Mode, Typed
from ui.screens.immunisation.side_panel import SidePanel
from ui.screens.immunisation.state import (
    Candidate,
    DoseLine,
    LoadedPerson,
    age_text,
    birth_text,
    coverage_lines,
    dose_lines,
    due_now,
    due_text,
    first_line,
    found_people,
    load_person,
    next_waiting,
    plan_lines,
    reaction_text,
    waiting_children,
)
from ui.session import Handler, PersonTarget, Session

_BUTTONS = ("all_due", "from_card", "not_given", "reaction", "correct_dose", "void_dose", "print")
_TITLES = {
    "all_due": "Semua jatuh tempo",
    "correct_dose": "Ubah",
    "void_dose": "Batalkan",
    "print": "Cetak kartu",
}


def create(session: Session, _room_id: str) -> QWidget:
    """The screen of immunisation."""
    return ImmunisationScreen(session)


class ImmunisationScreen(QWidget):
    """One person at a time; Enter on a row records the dose with the vial in use, F5 calls the next child."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("screen_immunisation")
        self._session = session
        self._workplace = session.workplace
        self._loaded: LoadedPerson | None = None
        self._lines: tuple[DoseLine, ...] = ()
        self._marked: set[str] = set()
        self._typed: dict[str, Typed] = {}
        self._pending: tuple[DoseLine, ...] = ()
        self._visit_id: VisitId | None = None
        self._waiting: Candidate | None = None
        self._back = ""
        self._said: Message | None = None
        self._people: ResultList[Candidate] = ResultList(
            lambda one: ResultLine(title=one.title, detail=one.detail), self
        )
        self._people.setObjectName("immunisation_people")
        self.search = SearchBox("Cari anak atau ibu: nama, NIK, No. RM", self._people, self)
        self.search.setObjectName("immunisation_search")
        self._banner = PersonBanner(self)
        self._table = DoseTable(lambda line: line.slot in self._marked, self)
        self._panel = EntryPanel(lambda: self._workplace.today, self)
        self._side = SidePanel(self)
        self._pages = QStackedWidget(self)
        self._place()
        self._connect()
        self._listed: Query[tuple[Candidate, ...]] = Query(self, self._show_people)
        self._called: Query[tuple[Candidate, ...]] = Query(self, self._call_next)
        self._read: Query[LoadedPerson] = Query(self, self._show_person)
        self._printed: Query[bytes] = Query(self, self._show_card)
        runtime().changes.listen(self, {"immunization", "patient"}, self._reload)
        runtime().changes.listen(self, {"queue_entry", "visit"}, self._refresh_list)
        self._refresh_list()

    def handlers(self) -> Mapping[str, Handler]:
        """What the keys do here and now."""
        always: dict[str, Handler] = {"call": self.call}
        if self._loaded is None:
            return always
        own: dict[str, Handler] = {
            "save": self.submit,
            "finish": self.finish,
            "print": self.print_card,
            "all_due": self.record_all_due,
            "from_card": partial(self._begin, Mode.CARD),
            "not_given": partial(self._begin, Mode.NOT_GIVEN),
            "reaction": partial(self._begin, Mode.REACTION),
            "correct_dose": partial(self._begin, Mode.CORRECT),
            "void_dose": partial(self._begin, Mode.VOID),
        }
        return always | own

    def open_target(self, target: object) -> None:
        """Open a person: a ``PersonTarget``, or a patient's id."""
        if isinstance(target, PersonTarget):
            self._open(target.patient_id, target.visit_id, target.back)
        elif isinstance(target, str):
            self._open(PatientId(target), None, "")

    def came_to_front(self) -> None:
        """The cursor goes to the table of the person at hand, or to the search."""
        self._refresh_list()
        if self._loaded is None:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def call(self) -> None:
        """The next child of the queue."""
        workplace = self._workplace
        self._called.ask(lambda: waiting_children(workplace))

    def record_all_due(self) -> None:
        """Every dose that is due today, at one go; the vials that are not known yet are asked first."""
        self._record(due_now(self._lines))

    def finish(self) -> None:
        """The visit was for immunisation only: it is done, and the next child is called."""
        one = self._waiting.waiting if self._waiting else None
        if one is None:
            self._say(
                "Orang ini tidak dipanggil dari antrean.", Tone.PLAIN, "Esc kembali; selesaikan di ruang klaster."
            )
            return
        workplace, entry_id = self._workplace, one.entry.id

        def finished(_saved: SavedConsultation) -> None:
            self._waiting = None
            self._show_nobody()
            self.call()

        Operation(self, lambda: finish_immunisation_visit(workplace, entry_id)).on_success(finished).run()

    def print_card(self) -> None:
        """The card as it will be printed."""
        workplace, loaded = self._workplace, self._loaded
        if loaded is not None:
            patient_id = loaded.table.patient.id
            self._printed.ask(lambda: immunisation_card_pdf(workplace, patient_id))

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
            case Mode.CORRECT | Mode.VOID:
                self._mend(typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """What was said here is not about another room."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._unsay()

    def _open(self, patient_id: PatientId, visit_id: VisitId | None, back: str) -> None:
        self._visit_id, self._back = visit_id, back
        if self._waiting is not None and self._waiting.patient_id != patient_id:
            self._waiting = None
        self._marked, self._typed, self._pending, self._loaded = set(), {}, (), None
        self._panel.say("")
        self._unsay()
        workplace = self._workplace
        self._read.ask(lambda: load_person(workplace, patient_id))

    def _open_candidate(self, one: Candidate) -> None:
        self._waiting = one
        self._open(one.patient_id, one.waiting.visit_id if one.waiting else None, "")

    def _reload(self) -> None:
        if self._loaded is not None:
            workplace, patient_id = self._workplace, self._loaded.table.patient.id
            self._read.ask(lambda: load_person(workplace, patient_id))

    def _show_person(self, loaded: LoadedPerson) -> None:
        before = self._loaded
        is_other = before is None or before.table.patient.id != loaded.table.patient.id
        self._loaded = loaded
        self._lines = dose_lines(loaded.table)
        self._panel.set_schedule(loaded.table.schedule)
        self._banner.show_person(self._banner_text(loaded))
        self._side.show_plan(plan_lines(loaded.table), coverage_lines(loaded.table))
        card_slot = self._panel.typed().slot if self._panel.mode is Mode.CARD and not is_other else ""
        self._table.setCurrentIndex(QModelIndex())
        self._table.set_rows(self._lines)
        if is_other and not self._lines:
            self._say("Tidak ada imunisasi program untuk umur ini.", Tone.PLAIN)
        self._pages.setCurrentIndex(1)
        if card_slot:
            self._go_on_with_the_card(card_slot)
        else:
            self._table.selectRow(first_line(self._lines))
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on_with_the_card(self, slot: str) -> None:
        """The next dose that the card may hold."""
        places = [number for number, line in enumerate(self._lines) if line.slot == slot]
        after = [
            number for number, line in enumerate(self._lines) if number > max(places, default=-1) and not line.given
        ]
        self._table.selectRow(after[0] if after else first_line(self._lines))
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _banner_text(self, loaded: LoadedPerson) -> BannerText:
        patient, today = loaded.table.patient, self._workplace.today
        due = due_now(self._lines)
        allergy = patient.allergies or "ada" if patient.allergy_status is AllergyStatus.PRESENT else ""
        facts = (
            reaction_text(loaded.table),
            birth_text(patient),
            f"ibu {patient.mother_name}" if patient.mother_name else "",
            patient.village_name,
        )
        return BannerText(
            name=patient.name,
            sex=word(patient.sex),
            age=age_text(patient, today),
            record_number=patient.medical_record_number,
            allergy=allergy,
            facts=tuple(fact for fact in facts if fact),
            due=due_text(loaded.table, self._lines),
            overdue=bool(due),
        )

    def _show_line(self, line: DoseLine) -> None:
        loaded = self._loaded
        if loaded is not None:
            self._panel.show_line(line, loaded.vial(line.product))
            self._side.show_line(line)

    def _record_current(self, line: DoseLine) -> None:
        """Enter on a row: the marked doses, or this one."""
        marked = tuple(one for one in self._lines if one.slot in self._marked)
        self._record(marked or (line,))

    def _record(self, lines: tuple[DoseLine, ...]) -> None:
        loaded = self._loaded
        lines = tuple(line for line in lines if line.may_give)
        if loaded is None or not lines:
            self._say("Tidak ada dosis yang dapat dicatat di baris ini.", Tone.PLAIN, "Alt+B untuk isi dari kartu.")
            return
        unknown = [line for line in lines if not self._knows_vial(loaded, line)]
        if unknown:
            self._pending = lines
            self._table.selectRow(self._lines.index(unknown[0]))
            self._panel.focus_first()
            return
        self._save(tuple(self._command(loaded, line) for line in lines))

    def _knows_vial(self, loaded: LoadedPerson, line: DoseLine) -> bool:
        return bool(loaded.vial(line.product).batch) or line.slot in self._typed

    def _command(self, loaded: LoadedPerson, line: DoseLine) -> DoseCommand:
        """What was typed about a dose goes to it; the others take the vial in use."""
        typed, vial = self._typed.get(line.slot), loaded.vial(line.product)
        current = self._panel.typed()
        if current.slot == line.slot and current.mode is Mode.TODAY:
            typed = current
        command = DoseCommand(
            patient_id=loaded.table.patient.id,
            slot=line.slot,
            day=self._workplace.today,
            visit_id=self._visit_id,
            product=line.product,
            batch=vial.batch,
            expiry_date=vial.expiry_date,
            vial_monitor=vial.vial_monitor,
            site=line.site,
        )
        if typed is None:
            return command
        return replace(
            command,
            product=typed.product or line.product,
            batch=typed.batch,
            expiry_date=typed.expiry_date,
            vial_monitor=typed.vial_monitor,
            site=typed.site,
            override_reason=typed.override_reason,
        )

    def _save(self, commands: tuple[DoseCommand, ...]) -> None:
        workplace = self._workplace

        def kept(doses: tuple[Immunization, ...]) -> None:
            self._begin_stay()
            self._marked, self._pending, self._typed = set(), (), {}
            labels = [line.label for line in self._lines if line.slot in {one.slot for one in doses}]
            self._unsay()
            self._panel.say(f"{', '.join(labels)} tercatat")

        Operation(self, lambda: record_immunizations(workplace, commands)).on_success(kept).on_rejected(
            self._show_problems
        ).run()

    def _record_from_card(self, typed: Typed) -> None:
        workplace, loaded = self._workplace, self._loaded
        if loaded is None or typed.day is None:
            return
        command = DoseCommand(
            patient_id=loaded.table.patient.id,
            slot=typed.slot,
            day=typed.day,
            product=typed.product,
            source=typed.source,
            batch=typed.batch,
            place=typed.place,
            override_reason=typed.override_reason,
        )
        Operation(self, lambda: record_immunization(workplace, command)).on_success(
            lambda _dose: self._panel.say("dosis tersimpan")
        ).on_rejected(self._show_problems).run()

    def _record_not_given(self, typed: Typed) -> None:
        workplace, loaded = self._workplace, self._loaded
        if loaded is None:
            return
        command = NotGivenCommand(
            patient_id=loaded.table.patient.id,
            slot=typed.slot,
            day=self._workplace.today,
            reason=typed.reason,
            visit_id=self._visit_id,
            note=typed.note,
        )
        Operation(self, lambda: record_not_given(workplace, command)).on_success(
            lambda _record: self._panel.say("alasan tersimpan")
        ).on_rejected(self._show_problems).run()

    def _record_reaction(self, typed: Typed) -> None:
        workplace, record = self._workplace, typed.record
        if record is None:
            return
        command = ReactionCommand(immunization_id=record.id, reactions=typed.reactions, day=typed.day, note=typed.note)
        Operation(self, lambda: record_reaction(workplace, command)).on_success(
            lambda _record: self._panel.say("KIPI tersimpan")
        ).on_rejected(self._show_problems).run()

    def _mend(self, typed: Typed) -> None:
        workplace, record = self._workplace, typed.record
        if record is None:
            return
        if typed.mode is Mode.VOID:
            voided = Operation(self, lambda: void_immunization(workplace, record.id, typed.why))
            voided.on_success(lambda _record: self._panel.say("catatan dibatalkan"))
            voided.on_rejected(self._show_problems).run()
            return
        command = DoseCommand(
            patient_id=record.patient_id,
            slot=record.slot,
            day=typed.day or record.effective_date,
            visit_id=record.visit_id,
            product=typed.product or record.product,
            source=record.source,
            time=record.time,
            batch=typed.batch,
            expiry_date=typed.expiry_date,
            vial_monitor=record.vial_monitor,
            site=typed.site,
            place=typed.place,
            vaccinator_name=record.vaccinator_name,
            note=record.note,
            override_reason=typed.override_reason or record.override_reason,
        )
        corrected = Operation(self, lambda: correct_immunization(workplace, record.id, command, typed.why))
        corrected.on_success(lambda _record: self._panel.say("catatan diperbaiki"))
        corrected.on_rejected(self._show_problems).run()

    def _begin(self, mode: Mode, typed: str = "") -> None:
        line = self._table.current_row()
        if line is None:
            return
        is_given = line.record is not None and line.record.status is ImmunizationStatus.COMPLETED
        if mode in (Mode.REACTION, Mode.CORRECT, Mode.VOID) and not is_given:
            self._say("Baris ini belum punya dosis yang tercatat.", Tone.PLAIN)
            return
        if mode is Mode.NOT_GIVEN and line.slot in TD_SLOTS:
            self._say("Td ibu tidak dijadwalkan; cukup tidak dicatat.", Tone.PLAIN)
            return
        self._pending = ()
        self._panel.begin(mode, typed=typed)

    def _mark(self, line: DoseLine) -> None:
        if not line.may_give:
            return
        self._marked ^= {line.slot}
        row = self._table.currentIndex().row()
        self._table.set_rows(self._lines)
        self._table.selectRow(min(row + 1, len(self._lines) - 1))

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        self._pending = ()
        sentences = " ".join(problem.sentence for problem in problems)
        remedies = " ".join(dict.fromkeys(problem.remedy for problem in problems if problem.remedy))
        is_stop = any(problem.field != "override_reason" for problem in problems)
        self._say(sentences, Tone.RED if is_stop else Tone.AMBER, remedies)
        self._panel.show_problems(problems)

    def _begin_stay(self) -> None:
        """The first dose starts the stay of somebody who was called from the queue."""
        workplace, waiting = self._workplace, self._waiting.waiting if self._waiting else None
        if waiting is None or waiting.entry.status is QueueStatus.STARTED or waiting.visit_id != self._visit_id:
            return
        entry_id = waiting.entry.id

        def started(entry: QueueEntry) -> None:
            one = self._waiting
            if one is not None and one.waiting is not None and one.waiting.entry.id == entry.id:
                self._waiting = replace(one, waiting=replace(one.waiting, entry=entry))

        Operation(self, lambda: queues.start(workplace, entry_id)).on_success(started).run()

    def _call_next(self, people: tuple[Candidate, ...]) -> None:
        at_hand = self._loaded.table.patient.id if self._loaded else None
        one = next_waiting(people, at_hand)
        if one is None or one.waiting is None:
            self._say("Tidak ada lagi yang menunggu klaster 2.", Tone.PLAIN)
            return
        self._open_candidate(one)
        if one.waiting.entry.status is QueueStatus.WAITING:
            workplace, entry_id = self._workplace, one.waiting.entry.id

            Operation(self, lambda: queues.call(workplace, entry_id)).run()

    def _refresh_list(self) -> None:
        typed, workplace = self.search.text().strip(), self._workplace
        if typed:
            self._listed.ask(lambda: found_people(workplace, typed))
        else:
            self._listed.ask(lambda: waiting_children(workplace))

    def _show_people(self, people: tuple[Candidate, ...]) -> None:
        self._people.set_rows(people)
        typed = self.search.text().strip()
        self._list_title.setText("Ditemukan" if typed else f"Menunggu klaster 2: {len(people)}")
        self.search.answered(self.search.text())

    def _show_card(self, content: bytes) -> None:
        PdfDialog("Kartu imunisasi", content, Path("kartu-imunisasi.pdf"), self).open()

    def _leave(self) -> None:
        """Esc: from the panel to the table, from the table to where the user came from."""
        focus = QApplication.focusWidget()
        is_typing = focus is not None and self._panel.isAncestorOf(focus)
        line = self._table.current_row()
        if self._loaded is not None and (is_typing or self._panel.mode is not Mode.TODAY) and line is not None:
            self._pending = ()
            self._show_line(line)
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._unsay()
        back, self._back = self._back, ""
        self._show_nobody()
        if back:
            self._session.go_to(back, None)

    def _show_nobody(self) -> None:
        self._loaded, self._waiting = None, None
        self._pages.setCurrentIndex(0)
        self.search.clear()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self._refresh_list())
        self.search.accepted.connect(lambda _text: self._people.open_current())
        self._people.opened.connect(self._open_candidate)
        self._table.current_changed.connect(self._show_line)
        self._table.opened.connect(self._record_current)
        self._table.marked.connect(self._mark)
        self._table.date_begun.connect(lambda digit: self._begin(Mode.CARD, digit))
        self._panel.submitted.connect(self.submit)

    def _place(self) -> None:
        self._pages.addWidget(self._build_choosing())
        self._pages.addWidget(self._build_working())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def _build_choosing(self) -> QWidget:
        page = QWidget(self)
        self._list_title = text_label("Menunggu klaster 2", strong=True, parent=page)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(text_label("Imunisasi", Type.TITLE, strong=True, parent=page))
        column.addWidget(self.search)
        column.addWidget(self._list_title)
        column.addWidget(self._people, 1)
        return page

    def _build_working(self) -> QWidget:
        page = QWidget(self)
        buttons = QWidget(page)
        row = FlowLayout(buttons)
        for action_id in _BUTTONS:
            button = ActionButton(action(action_id), title=_TITLES.get(action_id, ""), parent=buttons)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self._act, action_id))
            row.addWidget(button)
        for action_id, title, kind, act in (
            ("call", "Berikutnya", "plain", self.call),
            ("finish", "", "primary", self.finish),
        ):
            button = ActionButton(action(action_id), title=title, kind=kind, parent=self._banner)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(act)
            self._banner.buttons.addWidget(button)
        left = QVBoxLayout()
        left.setSpacing(space(2))
        left.addWidget(self._table, 1)
        left.addWidget(self._panel)
        middle = QHBoxLayout()
        middle.setSpacing(space(3))
        middle.addLayout(left, 1)
        middle.addWidget(self._side)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(self._banner)
        column.addWidget(buttons)
        column.addLayout(middle, 1)
        return page

    def _act(self, action_id: str) -> None:
        handler = self.handlers().get(action_id)
        if handler is not None:
            handler()

    def _say(self, text: str, tone: Tone, remedy: str = "") -> None:
        strip = strip_of(self)
        if strip is not None:
            self._said = Message(text=text, remedy=remedy, tone=tone)
            strip.show_message(self._said)

    def _unsay(self) -> None:
        """What was said before is no longer about what is on the screen."""
        strip = strip_of(self)
        if strip is not None and strip.message() is self._said:
            strip.clear()
