"""Imunisasi: choose a person, see every dose with its state, record with one key, and print the card."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilp_desktop.domain.identifiers import PatientId, VisitId
from ilp_desktop.domain.patient import AllergyStatus
from ilp_desktop.domain.words import word
from ilp_desktop.services.immunisation_papers import immunisation_card_pdf
from ui.actions import action
from ui.kit.action_button import ActionButton
from ui.kit.banner import BannerText, PersonBanner
from ui.kit.fitted_page import FittedPage
from ui.kit.flow_layout import FlowLayout
from ui.kit.operation import Query
from ui.kit.page_message import PageMessage
from ui.kit.page_stack import PageStack
from ui.kit.pdf_dialog import PdfDialog
from ui.kit.runtime import runtime
from ui.kit.style import space
from ui.screens.immunisation.called_visit import CalledVisit
from ui.screens.immunisation.candidates import Candidate
from ui.screens.immunisation.choosing_page import ChoosingPage
from ui.screens.immunisation.dose_line import DoseLine
from ui.screens.immunisation.doses_page import DosesPage
from ui.screens.immunisation.state import (
    LoadedPerson,
    age_text,
    birth_text,
    dose_lines,
    due_now,
    due_text,
    load_person,
    reaction_text,
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
        self._at_hand: PatientId | None = None
        self._visit_id: VisitId | None = None
        self._back = ""
        self._message = PageMessage(self)
        self._visit = CalledVisit(self._workplace, self)
        self._choosing = ChoosingPage(self._workplace, self)
        self._banner = PersonBanner(self)
        self._doses = DosesPage(self._workplace, self)
        self._pages = PageStack(self)
        self._place()
        self._connect()
        self._read: Query[LoadedPerson] = Query(self, self._show_person)
        self._printed: Query[bytes] = Query(self, self._show_card)
        runtime().changes.listen(self, {"immunization", "patient"}, self._reload)
        runtime().changes.listen(self, {"queue_entry", "visit"}, self._choosing.refresh)
        self._choosing.refresh()

    def handlers(self) -> Mapping[str, Handler]:
        """What the keys do here and now."""
        always: dict[str, Handler] = {"call": self.call}
        if self._at_hand is None:
            return always
        return {**always, **self._doses.handlers(), "finish": self._visit.finish, "print": self.print_card}

    def open_target(self, target: object) -> None:
        """Open a person: a ``PersonTarget``, or a patient's id."""
        if isinstance(target, PersonTarget):
            self._open(target.patient_id, target.visit_id, target.back)
        elif isinstance(target, str):
            self._open(PatientId(target), None, "")

    def came_to_front(self) -> None:
        """The cursor goes to the table of the person at hand, or to the search."""
        self._choosing.refresh()
        if self._at_hand is None:
            self._choosing.focus_search()
        else:
            self._doses.focus_table()

    def call(self) -> None:
        """The next child of the queue."""
        self._visit.call(self._at_hand)

    def print_card(self) -> None:
        """The card as it will be printed."""
        workplace, patient_id = self._workplace, self._at_hand
        if patient_id is not None:
            self._printed.ask(lambda: immunisation_card_pdf(workplace, patient_id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """What was said here is not about another room."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._message.take_back()

    def _open(self, patient_id: PatientId, visit_id: VisitId | None, back: str) -> None:
        self._visit_id, self._back, self._at_hand = visit_id, back, None
        self._visit.forget(but=patient_id)
        self._doses.begin(visit_id)
        self._message.take_back()
        workplace = self._workplace
        self._read.ask(lambda: load_person(workplace, patient_id))

    def _open_candidate(self, one: Candidate) -> None:
        self._visit.take(one)
        self._open(one.patient_id, one.waiting.visit_id if one.waiting else None, "")

    def _reload(self) -> None:
        workplace, patient_id = self._workplace, self._at_hand
        if patient_id is not None:
            self._read.ask(lambda: load_person(workplace, patient_id))

    def _show_person(self, loaded: LoadedPerson) -> None:
        self._at_hand = loaded.table.patient.id
        lines = dose_lines(loaded.table)
        self._banner.show_person(_banner_text(loaded, lines, self._workplace.today))
        self._pages.setCurrentWidget(self._working)
        self._doses.show_person(loaded, lines)

    def _given(self) -> None:
        self._visit.begin_stay(self._visit_id)
        self._message.take_back()

    def _finished(self) -> None:
        self._show_nobody()
        self.call()

    def _show_card(self, content: bytes) -> None:
        PdfDialog("Kartu imunisasi", content, Path("kartu-imunisasi.pdf"), self).open()

    def _leave(self) -> None:
        """Esc: from the panel to the table, from the table to where the user came from."""
        if self._at_hand is not None and self._doses.leave_typing():
            return
        self._message.take_back()
        back, self._back = self._back, ""
        self._show_nobody()
        if back:
            self._session.go_to(back, None)

    def _show_nobody(self) -> None:
        self._at_hand = None
        self._visit.forget()
        self._pages.setCurrentWidget(self._choosing)
        self._choosing.begin()

    def _act(self, action_id: str) -> None:
        handler = self.handlers().get(action_id)
        if handler is not None:
            handler()

    def _connect(self) -> None:
        self._choosing.chosen.connect(self._open_candidate)
        self._visit.called.connect(self._open_candidate)
        self._visit.finished.connect(self._finished)
        self._visit.said.connect(self._message.say)
        self._doses.given.connect(self._given)
        self._doses.said.connect(self._message.say)

    def _place(self) -> None:
        self._working = self._build_working()
        self._pages.addWidget(self._choosing)
        self._pages.addWidget(self._working)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def _build_working(self) -> QWidget:
        page = QWidget(self)
        buttons = FittedPage(page)
        row = FlowLayout(buttons)
        for action_id in _BUTTONS:
            row.addWidget(self._button(action_id, _TITLES.get(action_id, ""), "plain", buttons))
        for action_id, title, kind in (("call", "Berikutnya", "plain"), ("finish", "", "primary")):
            self._banner.buttons.addWidget(self._button(action_id, title, kind, self._banner))
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(self._banner)
        column.addWidget(buttons)
        column.addWidget(self._doses, 1)
        return page

    def _button(self, action_id: str, title: str, kind: str, parent: QWidget) -> ActionButton:
        button = ActionButton(action(action_id), title=title, kind=kind, parent=parent)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(partial(self._act, action_id))
        return button


def _banner_text(loaded: LoadedPerson, lines: tuple[DoseLine, ...], today: date) -> BannerText:
    patient = loaded.table.patient
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
        allergy=patient.allergies or "ada" if patient.allergy_status is AllergyStatus.PRESENT else "",
        facts=tuple(fact for fact in facts if fact),
        due=due_text(loaded.table, lines),
        overdue=bool(due_now(lines)),
    )
