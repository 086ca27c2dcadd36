"""What this room records of the person at hand: the page that is typed into, its draft, and saving it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.visit import CaseKind
from ilp_desktop.services.rooms import (
    CONSULTATION_PAGE,
    ConsultationCommand,
    SavedConsultation,
    proposed_case_kind,
    save_consultation,
)
from ilp_desktop.services.workplace import Workplace
from ui.kit.draft_keeper import DraftKeeper
from ui.kit.late_page import LatePage
from ui.kit.message_strip import Message
from ui.kit.operation import Operation
from ui.kit.page_stack import PageStack
from ui.kit.style import Tone
from ui.screens.cluster.consultation_draft import command_as_json
from ui.screens.cluster.consultation_page import ConsultationPage
from ui.screens.cluster.room_person import RoomPerson
from ui.screens.cluster.state import WORKSHOPS, is_adult
from ui.screens.cluster.workshop_page import WorkshopPage


class ConsultationDesk(PageStack):
    """``turned`` when it should be on the screen, ``begun`` when recording begins, ``said`` carries a ``Message``.

    ``finished`` carries the ``SavedConsultation`` of a person who is done in this room.
    """

    turned = Signal()
    begun = Signal()
    finished = Signal(object)
    said = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._person: RoomPerson | None = None
        self._consultation = LatePage(self, self._make_consultation)
        self._workshop = LatePage(self, self._make_workshop)
        self._draft = DraftKeeper(self, workplace, lambda: command_as_json(self.typed()))

    def begin(self, person: RoomPerson) -> None:
        """Show what this room has recorded or drafted of somebody."""
        self._draft.begin(CONSULTATION_PAGE, person.waiting.entry.id)
        self._person = person
        if self.is_workshop():
            self._workshop.page().show_person(person)
        else:
            is_grown = is_adult(person.summary.patient, self._workplace.today)
            self._consultation.page().show_command(person.command, is_adult=is_grown)
        self.setCurrentWidget(self._page())

    def is_workshop(self) -> bool:
        """Whether the room is asked for something and gives it, instead of examining."""
        return self._person is not None and self._person.cluster in WORKSHOPS

    def focus_first(self) -> None:
        """The cursor goes to where the typing of a workshop starts."""
        self._workshop.page().focus_first()

    def focus_on(self, field: str) -> None:
        """The cursor goes to a field of the consultation."""
        self._consultation.page().focus_on(field)

    def typed(self, *, completed: bool = False) -> ConsultationCommand:
        """What is on the page."""
        return self._page().command(completed=completed)

    def keep_pending(self) -> None:
        """Keep what is typed and not kept yet."""
        self._draft.keep_pending()

    def unreadable(self) -> bool:
        """Whether something is typed that cannot be read; it is said at its field."""
        problems = self._page().problems()
        if problems:
            self._show_problems(problems)
        return bool(problems)

    def save_then(self, go_on: Callable[[SavedConsultation], object]) -> None:
        """Keep what is typed, and go on with the record."""
        if self.unreadable():
            return
        command = self.typed()
        self.begun.emit()

        def saved(answer: SavedConsultation) -> None:
            """The page goes on with the record that is now there, its draft is no longer needed."""
            self._draft.drop()
            self._page().go_on_with(answer.consultation.id)
            go_on(answer)

        self._save(command, saved)

    def finish(self, command: ConsultationCommand) -> None:
        """Keep what is typed; the person goes on to the next room or home."""

        def finished(answer: SavedConsultation) -> None:
            self._draft.drop()
            self.finished.emit(answer)

        self._save(command, finished)

    def _save(self, command: ConsultationCommand, saved: Callable[[SavedConsultation], object]) -> None:
        workplace = self._workplace
        Operation(self, lambda: save_consultation(workplace, command)).on_success(saved).on_rejected(
            self._show_problems
        ).run()

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        self.turned.emit()
        self._page().show_problems(problems)
        sentences = " ".join(problem.sentence for problem in problems)
        remedies = " ".join(dict.fromkeys(problem.remedy for problem in problems if problem.remedy))
        self.said.emit(Message(text=sentences, remedy=remedies, tone=Tone.AMBER))

    def _page(self) -> ConsultationPage | WorkshopPage:
        return self._workshop.page() if self.is_workshop() else self._consultation.page()

    def _make_consultation(self) -> ConsultationPage:
        page = ConsultationPage(lambda: self._workplace.today, self._propose, self)
        page.changed.connect(self._draft.changed)
        return page

    def _make_workshop(self) -> WorkshopPage:
        page = WorkshopPage(self)
        page.changed.connect(self._draft.changed)
        return page

    def _propose(self, code: str) -> CaseKind:
        """On the database thread."""
        assert self._person is not None
        return proposed_case_kind(self._workplace, self._person.waiting.patient_id, code)
