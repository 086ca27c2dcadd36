"""A person's page: new, newborn or corrected; look-alikes beside it; what was typed outlives everything."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ilp_desktop.domain.bookkeeping import Draft
from ilp_desktop.domain.identifiers import PatientId, VillageCode
from ilp_desktop.domain.installation import Hamlet, WorkingVillage
from ilp_desktop.domain.merging import Winner
from ilp_desktop.domain.patient import Patient
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.problem import Problem
from ilp_desktop.services.drafts import draft_of, drop_draft, keep_draft
from ilp_desktop.services.people import LookAlike, PersonPage, change_person, register_person
from ilp_desktop.services.places import search_places
from ilp_desktop.services.settings import hamlets, working_villages
from ilp_desktop.services.workplace import Workplace
from ui.actions import action
from ui.kit.action_button import ActionButton
from ui.kit.badge import Notice
from ui.kit.dialogs import ConflictChoice
from ui.kit.icons import icon
from ui.kit.message_strip import Message, show_in_strip, strip_of
from ui.kit.operation import Operation, Query
from ui.kit.result_list import ResultList
from ui.kit.style import Tone, Type, space, text_label
from ui.screens.loket.family_picker import FamilyPicker
from ui.screens.loket.lines import look_alike_line
from ui.screens.loket.person_fields import PersonFields
from ui.screens.loket.person_form import (
    Looked,
    entry_as_text,
    entry_from_text,
    family_note,
    filled_from_nik,
    look_at,
    nik_note,
    opened_from_text,
    problems_of_filled,
    sentences,
    with_allergy_typed,
    with_birth_order,
    with_family,
    without_family,
)
from ui.screens.loket.texts import age_text

_LOOK_AFTER = 150
_KEEP_AFTER = 700
_SIDE_WIDTH, _NARROW_SIDE_WIDTH = 312, 216
_NARROW = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which page stands open: its draft's name, whose record it corrects, and where the cursor starts."""

    title: str
    draft: str
    subject_id: str = ""
    patient_id: PatientId | None = None
    first_field: str = "nik"


NEW_PERSON = Page(title="Orang baru", draft="person_new")


class PersonEditor(QWidget):
    """``saved`` carries the ``Patient``, ``person_chosen`` the id of a look-alike, ``left`` when the page is closed."""

    saved = Signal(object)
    person_chosen = Signal(str)
    left = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("person_page")
        self._workplace = workplace
        self._page = NEW_PERSON
        self._start = self._opened = PersonEntry(name="")
        self._looked: Looked | None = None
        self._complain = False
        self._seen: frozenset[PatientId] = frozenset()
        self._fields = PersonFields(lambda: workplace.today, lambda text: search_places(workplace, text), self)
        self._family = FamilyPicker(workplace, self)
        self._alike: ResultList[LookAlike] = ResultList(lambda one: look_alike_line(one, workplace.today), self)
        self._alike.setObjectName("look_alikes")
        self._looks: Query[Looked] = Query(self, self._show_looked)
        self._drafts: Query[Draft | None] = Query(self, self._take_up)
        self._keeps: Query[object] = Query(self, _nothing)
        self._area: Query[tuple[WorkingVillage, ...]] = Query(self, self._fields.set_area)
        self._hamlets: Query[tuple[Hamlet, ...]] = Query(self, self._fields.set_hamlets)
        self._look_timer = self._timer(_LOOK_AFTER, self._look)
        self._keep_timer = self._timer(_KEEP_AFTER, self._keep)
        self._place()
        self._connect()

    def begin(self, page: Page, entry: PersonEntry) -> None:
        """Open a page filled with ``entry``, or with what was left in it half-filled."""
        if page.patient_id is None:
            entry = filled_from_nik(entry, self._workplace.today)
        self._page, self._start, self._opened = page, entry, entry
        self._title.setText(page.title)
        self._fields.set_record_number_fixed(page.patient_id is not None)
        workplace = self._workplace
        self._area.ask(lambda: working_villages(workplace))
        self._show(entry)
        self._drafts.ask(lambda: draft_of(workplace, page.draft, page.subject_id))
        self._fields.focus(page.first_field)

    def save(self) -> None:
        """Keep the person; problems are said at their fields and nothing typed is lost."""
        self._save(None)

    def _save(self, winner: Winner | None) -> None:
        workplace, entry, own_id = self._workplace, self._fields.entry(), self._page.patient_id
        self._complain = True
        if unreadable := self._fields.typed_problems():
            self._fields.say(unreadable, {}, {})
            self._fields.focus(next(iter(unreadable)))
            return
        if own_id is None:
            seen = bool(self._seen) and self._alike_ids() <= self._seen
            operation = Operation(self, lambda: register_person(workplace, entry, look_alikes_seen=seen))
        else:
            opened = self._opened
            operation = Operation(
                self, lambda: change_person(workplace, own_id, entry, opened=opened, winner=winner)
            ).on_conflict(self._settle)
        operation.on_success(self._saved).on_rejected(self._show_problems).run()

    def _settle(self, choice: ConflictChoice) -> None:
        if choice is not ConflictChoice.CANCEL:
            self._save(Winner(choice.value))

    def leave(self) -> None:
        """Back to the desk; what was typed is kept for the next time."""
        self._silence()
        if self._keep_timer.isActive():
            self._keep_timer.stop()
            self._keep()
        self._look_timer.stop()
        self.left.emit()

    def throw_away(self) -> None:
        """Begin anew with what the page was opened with."""
        self._silence()
        self._forget_draft()
        self._opened = self._start
        self._show(self._start)
        self._fields.focus(self._page.first_field)

    def _silence(self) -> None:
        strip = strip_of(self)
        if strip is not None:
            strip.clear()

    def _show(self, entry: PersonEntry) -> None:
        self._complain = False
        self._seen = frozenset()
        self._show_alike(())
        self._fields.show_entry(entry)
        self._show_family(entry)
        self._load_hamlets(entry.village_code)
        self._look()

    def _take_up(self, draft: Draft | None) -> None:
        if draft is None:
            return
        self._show(entry_from_text(draft.content))
        if self._page.patient_id is not None:
            self._opened = opened_from_text(draft.content)
        show_in_strip(
            self,
            Message(
                text="Melanjutkan isian yang belum disimpan.",
                remedy="Bila bukan orang ini, buang isian itu untuk mulai lagi.",
                action="Buang isian",
                act=self.throw_away,
            ),
        )

    def _changed(self, name: str) -> None:
        entry = self._fields.entry()
        if name == "nik":
            self._fields.show_entry(filled_from_nik(entry, self._workplace.today))
        elif name == "allergies":
            self._fields.show_entry(with_allergy_typed(entry))
        elif name == "birth_order":
            self._fields.show_entry(with_birth_order(entry))
        elif name == "village":
            self._load_hamlets(entry.village_code)
        self._look_timer.start()
        self._keep_timer.start()

    def _look(self) -> None:
        workplace, entry, own_id = self._workplace, self._fields.entry(), self._page.patient_id
        self._looks.ask(lambda: look_at(workplace, entry, own_id))

    def _show_looked(self, looked: Looked) -> None:
        self._looked = looked
        problems = looked.checked.problems if self._complain else problems_of_filled(looked)
        today = self._workplace.today
        notes = {"nik": nik_note(looked.entry, today), "family_card_number": family_note(looked)}
        born = looked.entry.birth_date
        if born is not None and born <= today:
            notes["birth_date"] = f"Umur {age_text(born, looked.entry.birth_date_estimated, today)}"
        warnings = sentences(looked.checked.warnings) if looked.entry.name.strip() else {}
        self._fields.say(sentences(problems), warnings, {name: note for name, note in notes.items() if note})
        if [one.patient.id for one in looked.alike] != [one.patient.id for one in self._alike.rows()]:
            self._show_alike(looked.alike)

    def _show_alike(self, alike: tuple[LookAlike, ...]) -> None:
        self._alike.set_rows(alike)
        self._alike.setVisible(bool(alike))
        self._alike_title.setText(f"Mungkin orang yang sama ({len(alike)})" if alike else "Orang yang mirip")
        hint = "Klik atau Enter untuk memakai data itu." if alike else "Muncul di sini sambil mengetik."
        self._alike_hint.say(hint, Tone.PLAIN)

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        told = sentences(problems)
        self._fields.say(told, {}, {})
        self._fields.focus(next(iter(told)))
        strip = strip_of(self)
        if any(problem.code == "person.look_alike" for problem in problems):
            self._confirm_alike()
        elif strip is not None:
            count = f"{len(told)} isian perlu diperbaiki." if len(told) > 1 else problems[0].sentence
            strip.show_message(Message(text=f"Belum disimpan: {count}", remedy=problems[0].remedy, tone=Tone.AMBER))

    def _confirm_alike(self) -> None:
        workplace, entry = self._workplace, self._fields.entry()
        found: Query[Looked] = Query(self, self._shown_for_confirmation)
        found.ask(lambda: look_at(workplace, entry, None))

    def _shown_for_confirmation(self, looked: Looked) -> None:
        self._show_alike(looked.alike)
        self._seen = self._alike_ids()
        self._alike_hint.say("Lihat dulu. Bila memang orang lain, tekan Simpan lagi.", Tone.AMBER)

    def _alike_ids(self) -> frozenset[PatientId]:
        return frozenset(one.patient.id for one in self._alike.rows())

    def _saved(self, patient: Patient) -> None:
        self._look_timer.stop()
        self._forget_draft()
        self.saved.emit(patient)

    def _keep(self) -> None:
        workplace, page, entry, opened = self._workplace, self._page, self._fields.entry(), self._opened
        self._keeps.ask(lambda: keep_draft(workplace, page.draft, page.subject_id, entry_as_text(entry, opened)))

    def _forget_draft(self) -> None:
        self._keep_timer.stop()
        workplace, page = self._workplace, self._page
        self._keeps.ask(lambda: drop_draft(workplace, page.draft, page.subject_id))

    def _join(self, member: PersonPage) -> None:
        self._fields.show_entry(with_family(self._fields.entry(), member))
        self._show_family(self._fields.entry())
        self._changed("village")

    def _part(self) -> None:
        self._fields.show_entry(without_family(self._fields.entry()))
        self._show_family(self._fields.entry())
        self._changed("household_id")

    def _show_family(self, entry: PersonEntry) -> None:
        words = f"Keluarga {entry.head_name or entry.family_card_number}" if entry.household_id else ""
        self._family.show_family(words)

    def _load_hamlets(self, village: VillageCode | None) -> None:
        workplace = self._workplace
        self._hamlets.ask(lambda: () if village is None else hamlets(workplace, village))

    def _look_alike_opened(self, found: LookAlike) -> None:
        self.leave()
        self.person_chosen.emit(found.patient.id)

    def _timer(self, after: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(act)
        return timer

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the fields stand in one column, and the side is slim."""
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW
        self._fields.stand_below_each_other(is_narrow)
        self._side.setFixedWidth(_NARROW_SIDE_WIDTH if is_narrow else _SIDE_WIDTH)

    def _connect(self) -> None:
        self._fields.changed.connect(self._changed)
        self._family.chosen.connect(self._join)
        self._family.left.connect(self._part)
        self._alike.opened.connect(self._look_alike_opened)

    def _place(self) -> None:
        self._title = text_label("", Type.LARGE, strong=True, parent=self)
        self._title.setObjectName("person_title")
        save = ActionButton(action("save"), kind="primary", icon_name="save", parent=self)
        save.clicked.connect(self.save)
        back = QPushButton(icon("chevron-left"), "Kembali   Esc", self)
        back.setObjectName("person_back")
        back.clicked.connect(self.leave)
        away = QPushButton(icon("trash-2"), "Buang isian", self)
        away.setObjectName("person_throw_away")
        away.setProperty("kind", "quiet")
        away.clicked.connect(self.throw_away)
        top = QHBoxLayout()
        top.setSpacing(space(2))
        top.addWidget(back)
        top.addWidget(self._title, 1)
        top.addWidget(away)
        top.addWidget(save)
        scroll = QScrollArea(self)
        scroll.setWidget(self._fields)
        scroll.setWidgetResizable(True)
        side = QVBoxLayout()
        side.setSpacing(space(2))
        side.addWidget(self._build_alike(), 1)
        side.addWidget(self._family, 1)
        frame = self._side = QWidget(self)
        frame.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        frame.setFixedWidth(_SIDE_WIDTH)
        card = QFrame(self)
        card.setProperty("card", True)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(space(4), space(2), space(1), space(2))
        inside.addWidget(scroll)
        middle = QHBoxLayout()
        middle.setSpacing(space(3))
        middle.addWidget(card, 1)
        middle.addWidget(frame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addLayout(top)
        column.addLayout(middle, 1)

    def _build_alike(self) -> QFrame:
        card = QFrame(self)
        card.setProperty("card", True)
        self._alike_title = text_label("", strong=True, parent=card)
        self._alike_title.setObjectName("look_alikes_title")
        self._alike_hint = Notice(parent=card, wraps=True)
        self._alike_hint.setObjectName("look_alikes_hint")
        column = QVBoxLayout(card)
        column.setContentsMargins(space(3), space(2), space(3), space(3))
        column.setSpacing(space(1))
        column.addWidget(self._alike_title)
        column.addWidget(self._alike_hint)
        column.addWidget(self._alike, 1)
        column.addStretch(0)
        return card


def _nothing(_answer: object) -> None:
    """A draft is kept without a word."""
