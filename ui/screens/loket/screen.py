"""The registration desk: the desk in front, and the pages that come over it: a person, merging, waiting, a paper."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.patient import Patient, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.people import newborn_entry
from ilp_desktop.services.small_papers import patient_card_pdf
from ui.kit.icons import icon
from ui.kit.message_strip import Message, show_in_strip
from ui.kit.operation import Operation, Query
from ui.kit.page_stack import PageStack
from ui.kit.pdf_preview import PdfPreview
from ui.kit.style import Tone, Type, space, text_label
from ui.screens.loket.desk import Desk
from ui.screens.loket.merge_page import MergePage
from ui.screens.loket.person_page import NEW_PERSON, Page, PersonEditor
from ui.screens.loket.state import DeskPerson
from ui.screens.loket.waiting_page import WaitingPage
from ui.session import Handler, Session


class CardPage(QWidget):
    """A paper to look at and print; ``left`` when it is done with."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card_page")
        self.preview = PdfPreview(self)
        back = QPushButton(icon("chevron-left"), "Kembali   Esc", self)
        back.setObjectName("card_back")
        back.clicked.connect(self.left)
        top = QHBoxLayout()
        top.setSpacing(space(2))
        top.addWidget(back)
        top.addWidget(text_label("Kartu berobat", Type.LARGE, strong=True, parent=self), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addLayout(top)
        column.addWidget(self.preview, 1)


class Loket(QWidget):
    """Goes from page to page; Esc goes back to the desk and loses nothing."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("loket")
        self._workplace = session.workplace
        self.desk = Desk(session, self)
        self.editor = PersonEditor(self._workplace, self)
        self.merge = MergePage(self._workplace, self)
        self.waiting = WaitingPage(self._workplace, self)
        self.card = CardPage(self)
        self._newborns: Query[PersonEntry] = Query(self, self._open_newborn)
        self._mother: PatientId | None = None
        self._pages = PageStack(self)
        for page in (self.desk, self.editor, self.merge, self.waiting, self.card):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._connect()

    def handlers(self) -> Mapping[str, Handler]:
        """What the keys do on the page in front."""
        page = self._pages.currentWidget()
        if page is self.editor:
            return {"save": self.editor.save}
        if page is self.merge:
            return {"save": self.merge.merge}
        if page is self.waiting:
            return {"waiting_lists": self.show_desk}
        if page is self.card:
            return {"print": self.card.preview.print_document, "save": self.card.preview.save}
        handlers: dict[str, Handler] = {
            "new_person": self.open_new_person,
            "newborn": self.open_newborn,
            "waiting_lists": self.open_waiting,
        }
        if self.desk.person() is not None:
            handlers |= {
                "edit_person": self.open_edit,
                "print_card": self.print_card,
                "merge_people": self.open_merge,
            }
        return handlers | self.desk.handlers()

    def open_target(self, target: object) -> None:
        """Show the person whose id came from another room."""
        self.show_desk()
        if isinstance(target, str):
            self.desk.open_person(PatientId(target))

    def came_to_front(self) -> None:
        """The next person may be typed at once; a half-filled page stays where it is."""
        if self._pages.currentWidget() is self.desk:
            self.desk.focus_search()

    def show_desk(self) -> None:
        """Back to the counter."""
        self.card.preview.close_document()
        self._pages.setCurrentWidget(self.desk)
        self.desk.focus_search()

    def open_new_person(self) -> None:
        """The empty page, with what stands in the search box."""
        self._edit(NEW_PERSON, self.desk.new_entry())

    def open_newborn(self) -> None:
        """The page of a newborn, filled from the mother at hand."""
        person = self.desk.person()
        if person is None or person.patient.sex is Sex.MALE:
            self._say("Bayi baru lahir didaftarkan dari ibunya.", "Cari dan pilih ibunya dulu, lalu tekan F3.")
            return
        workplace, mother = self._workplace, person.patient.id
        self._mother = mother
        self._newborns.ask(lambda: newborn_entry(workplace, mother, Sex.UNKNOWN, workplace.today))

    def open_edit(self) -> None:
        """The page of the person at hand."""
        person = self.desk.person()
        if person is not None:
            self._edit(_page_of(person), person.page.entry)

    def open_merge(self) -> None:
        """Compare the person at hand with another record."""
        person = self.desk.person()
        if person is not None:
            self._pages.setCurrentWidget(self.merge)
            self.merge.begin(person.patient.id)

    def open_waiting(self) -> None:
        """The day's waiting lists."""
        self._pages.setCurrentWidget(self.waiting)

    def print_card(self) -> None:
        """The card of the person at hand, to be looked at and printed."""
        person = self.desk.person()
        if person is None:
            return
        workplace, patient = self._workplace, person.patient.id
        Operation(self, lambda: Answer(patient_card_pdf(workplace, patient))).on_success(self._show_card).run()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = self._pages.currentWidget()
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif page is self.editor:
            self.editor.leave()
        else:
            self.show_desk()

    def _edit(self, page: Page, entry: PersonEntry) -> None:
        self._pages.setCurrentWidget(self.editor)
        self.editor.begin(page, entry)

    def _open_newborn(self, entry: PersonEntry) -> None:
        page = Page(title="Bayi baru lahir", draft="newborn", subject_id=self._mother or "", first_field="sex")
        self._edit(page, entry)

    def _show_card(self, content: bytes) -> None:
        person = self.desk.person()
        number = person.patient.medical_record_number if person else ""
        self._pages.setCurrentWidget(self.card)
        self.card.preview.show_pdf(content, Path(f"kartu-{number}.pdf"))
        self.card.preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def _saved(self, patient: Patient) -> None:
        self.show_desk()
        self._say(f"Tersimpan: {patient.name}, No. RM {patient.medical_record_number}.", "", Tone.GREEN)
        self.desk.open_person(patient.id)

    def _merged(self, survivor: str) -> None:
        self.show_desk()
        self._say("Dua data sudah menjadi satu.", "Bila keliru: tekan Pisahkan gabungan pada orang ini.", Tone.GREEN)
        self.desk.open_person(PatientId(survivor))

    def _act(self, action_id: str) -> None:
        handler = self.handlers().get(action_id)
        if handler is not None:
            handler()

    def _say(self, text: str, remedy: str, tone: Tone = Tone.AMBER) -> None:
        show_in_strip(self, Message(text=text, remedy=remedy, tone=tone))

    def _connect(self) -> None:
        self.desk.act_wanted.connect(self._act)
        self.editor.saved.connect(self._saved)
        self.editor.left.connect(self.show_desk)
        self.editor.person_chosen.connect(self.open_target)
        self.merge.merged.connect(self._merged)
        self.merge.left.connect(self.show_desk)
        self.waiting.person_chosen.connect(self.open_target)
        self.waiting.left.connect(self.show_desk)
        self.card.left.connect(self.show_desk)


def _page_of(person: DeskPerson) -> Page:
    patient = person.patient
    return Page(
        title=f"Ubah data {patient.name}",
        draft="person_edit",
        subject_id=patient.id,
        patient_id=patient.id,
        first_field="name",
    )


def create(session: Session, _room_id: str) -> Loket:
    """The room."""
    return Loket(session)
