"""The health certificate: what for, and what the doctor concluded."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ilp_desktop.domain.identifiers import ConsultationId, VisitId
from ilp_desktop.domain.problem import Problem
from ilp_desktop.services.health_certificates import CertificateCommand
from ui.kit.choice_row import Choice, ChoiceRow
from ui.kit.date_field import DateField
from ui.kit.labelled_field import LabelledField
from ui.kit.style import space
from ui.screens.cluster.questions import say_problems
from ui.screens.cluster.text_area import TextArea

_FINDINGS = tuple(Choice(id=word, label=word.capitalize()) for word in ("sehat", "tidak sehat"))
_COLOUR_VISION = tuple(
    Choice(id=word, label=word.capitalize()) for word in ("tidak buta warna", "buta warna parsial", "buta warna total")
)
_WIDTH = 640


class CertificatePage(QWidget):
    """``changed`` at each change of the user's."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("certificate_page")
        self._visit_id = VisitId("")
        self._consultation_id: ConsultationId | None = None
        self._fields: dict[str, LabelledField] = {}
        self._purpose = QLineEdit(self)
        self._purpose.setMaxLength(200)
        self._purpose.textEdited.connect(self.changed)
        self._finding = ChoiceRow(_FINDINGS, parent=self)
        self._colour = ChoiceRow(_COLOUR_VISION, parent=self)
        self._valid_until = DateField(today, earliest=today(), parent=self)
        self._note = TextArea(2, self)
        for editor in (self._finding, self._colour, self._valid_until, self._note):
            editor.changed.connect(self.changed)
        page = QWidget(self)
        page.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(self._field("purpose", "Keperluan", self._purpose, "Misalnya: melamar pekerjaan", True))
        column.addWidget(self._field("finding", "Kesimpulan pemeriksaan", self._finding, "", True))
        column.addWidget(self._field("colour_vision", "Buta warna", self._colour, "Kosongkan bila tidak diperiksa"))
        column.addWidget(self._field("valid_until", "Berlaku sampai", self._valid_until, "Kosong: tanpa batas"))
        column.addWidget(
            self._field("note", "Catatan", self._note, "Tekanan darah, berat dan tinggi badan ikut dari pemeriksaan")
        )
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)

    def show_command(self, command: CertificateCommand) -> None:
        """Show a certificate as far as it is typed."""
        self._visit_id, self._consultation_id = command.visit_id, command.consultation_id
        self._purpose.setText(command.purpose)
        self._finding.set_value(command.finding)
        self._colour.set_value(command.colour_vision)
        self._valid_until.set_value(command.valid_until)
        self._note.set_value(command.note)
        for field in self._fields.values():
            field.show_hint()

    def command(self) -> CertificateCommand:
        """What is on the page."""
        until = self._valid_until.value()
        return CertificateCommand(
            visit_id=self._visit_id,
            consultation_id=self._consultation_id,
            purpose=self._purpose.text().strip(),
            finding=self._finding.value(),
            colour_vision=self._colour.value(),
            note=self._note.value(),
            valid_until=until.day if until else None,
        )

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say each at its field and put the cursor into the first."""
        say_problems(self._fields, problems)

    def focus_first(self) -> None:
        """The cursor goes to where the typing starts."""
        self._purpose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _field(self, name: str, label: str, editor: QWidget, hint: str, required: bool = False) -> LabelledField:
        editor.setObjectName(f"certificate_{name}")
        field = LabelledField(label, editor, hint=hint, required=required, parent=self)
        self._fields[name] = field
        return field
