"""Laboratory and pharmacy: what was asked for, and what was found or given."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ilp_desktop.domain.identifiers import ConsultationId
from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.visit import Cluster, NextStep
from ilp_desktop.domain.vital_signs import VitalSignsTyped
from ilp_desktop.domain.words import word
from ilp_desktop.services.rooms import ConsultationCommand
from ui.kit.choice_row import Choice, ChoiceRow
from ui.kit.emptying import empty
from ui.kit.labelled_field import LabelledField
from ui.kit.style import Type, space, text_label
from ui.screens.cluster.questions import say_problems
from ui.screens.cluster.room_person import RoomPerson
from ui.screens.cluster.state import asked_lines
from ui.screens.cluster.text_area import TextArea

_HOME = "home"
_PHARMACY = "pharmacy"
_LABORATORY = "laboratory"
_BACK = "back"


class WorkshopPage(QWidget):
    """``changed`` at each change of the user's. What was done goes back with the person to whoever asked."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("workshop_page")
        self._command: ConsultationCommand | None = None
        self._sender: Cluster | None = None
        self._fields: dict[str, LabelledField] = {}
        self._asked = QVBoxLayout()
        self._asked.setSpacing(space(2))
        self._result = TextArea(8, self)
        self._advice = TextArea(2, self)
        self._next = ChoiceRow((), clearable=False, parent=self)
        for editor in (self._result, self._advice, self._next):
            editor.changed.connect(self.changed)
        self._place()

    def show_person(self, person: RoomPerson) -> None:
        """Show what was asked and what was recorded so far."""
        command = self._command = person.command
        self._sender = person.asked.consultation.cluster if person.asked else None
        self._show_asked(person)
        is_laboratory = command.cluster is Cluster.LABORATORY
        self._fields["result"].set_label("Hasil pemeriksaan" if is_laboratory else "Obat yang diserahkan")
        hint = "Satu hasil satu baris: pemeriksaan, nilai, satuan" if is_laboratory else "Satu obat satu baris"
        self._fields["result"].set_hint(hint)
        self._result.set_value(command.laboratory if is_laboratory else command.therapy)
        self._advice.set_value(command.advice)
        self._next.set_choices(tuple(self._ways(is_laboratory)))
        self._next.set_value(self._way(command))
        for field in self._fields.values():
            field.show_hint()

    def command(self, *, completed: bool) -> ConsultationCommand:
        """What is on the page; a result that goes back is also said in the hand-over note."""
        assert self._command is not None
        result, way = self._result.value(), self._next.value()
        is_laboratory = self._command.cluster is Cluster.LABORATORY
        steps = {
            _HOME: NextStep.HOME,
            _PHARMACY: NextStep.PHARMACY,
            _LABORATORY: NextStep.LABORATORY,
            _BACK: NextStep.OTHER_CLUSTER,
        }
        return ConsultationCommand(
            visit_id=self._command.visit_id,
            queue_entry_id=self._command.queue_entry_id,
            cluster=self._command.cluster,
            consultation_id=self._command.consultation_id,
            vital_signs=VitalSignsTyped(),
            therapy="" if is_laboratory else result,
            laboratory=result if is_laboratory else "",
            advice=self._advice.value(),
            service_kinds=self._command.service_kinds,
            next_steps=(steps[way],) if way else (),
            next_cluster=self._sender if way == _BACK else None,
            handover_note=f"Hasil: {result}" if way == _BACK and result else "",
            completed=completed,
        )

    def go_on_with(self, consultation_id: ConsultationId) -> None:
        """The page is saved under this id; saving again changes that record."""
        assert self._command is not None
        self._command = replace(self._command, consultation_id=consultation_id)

    def problems(self) -> tuple[Problem, ...]:
        """What is typed and cannot be read: here everything can."""
        return ()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say each at its field and put the cursor into the first."""
        say_problems(self._fields, problems)

    def focus_first(self) -> None:
        """The cursor goes to where the typing starts."""
        self._result.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        holder = QWidget(self)
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(space(4), space(3), space(4), space(3))
        inside.addLayout(self._asked)
        inside.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(holder)
        card = QFrame(self)
        card.setProperty("card", True)
        around = QVBoxLayout(card)
        around.setContentsMargins(1, 1, 1, 1)
        around.addWidget(scroll)
        done = QVBoxLayout()
        done.setSpacing(space(2))
        done.addWidget(self._field("result", "Hasil pemeriksaan", self._result))
        done.addWidget(self._field("advice", "Catatan / edukasi", self._advice))
        done.addWidget(self._field("next_steps", "Selanjutnya", self._next))
        done.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(6))
        row.addWidget(card, 1)
        row.addLayout(done, 1)

    def _field(self, name: str, label: str, editor: QWidget) -> LabelledField:
        editor.setObjectName(f"workshop_{name}")
        field = LabelledField(label, editor, parent=self)
        self._fields[name] = field
        return field

    def _show_asked(self, person: RoomPerson) -> None:
        empty(self._asked)
        self._asked.addWidget(text_label("Yang diminta", Type.LARGE, strong=True))
        asked = person.asked
        lines = asked_lines(person.waiting, asked.consultation, asked.conditions) if asked else ()
        for title, text in lines or (("Keluhan", person.waiting.complaint or "Datang langsung dari loket"),):
            self._asked.addWidget(text_label(title, Type.SMALL, muted=True))
            said = text_label(text)
            said.setWordWrap(True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._asked.addWidget(said)

    def _ways(self, is_laboratory: bool) -> list[Choice]:
        ways = []
        if self._sender is not None and is_laboratory:
            ways.append(Choice(id=_BACK, label=f"Kembali ke {word(self._sender)}"))
        ways.append(Choice(id=_HOME, label=word(NextStep.HOME)))
        other = NextStep.PHARMACY if is_laboratory else NextStep.LABORATORY
        ways.append(Choice(id=_PHARMACY if is_laboratory else _LABORATORY, label=word(other)))
        return ways

    def _way(self, command: ConsultationCommand) -> str:
        """What was chosen, else what is usual: a result goes back, medicines go home."""
        chosen = {
            NextStep.HOME: _HOME,
            NextStep.PHARMACY: _PHARMACY,
            NextStep.LABORATORY: _LABORATORY,
            NextStep.OTHER_CLUSTER: _BACK,
        }
        for step in command.next_steps:
            if step in chosen:
                return chosen[step]
        return _BACK if command.cluster is Cluster.LABORATORY and self._sender is not None else _HOME
