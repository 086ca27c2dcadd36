"""The referral slip to a hospital, prefilled from the consultation."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from ilp_desktop.domain.diagnosis import Diagnosis
from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.tacc import Tacc
from ilp_desktop.services.referrals import ReferralCommand
from ui.kit.choice_row import Choice, ChoiceRow
from ui.kit.date_field import DateField
from ui.kit.labelled_field import LabelledField
from ui.kit.style import Tone
from ui.screens.cluster.questions import in_two_columns, say_problems
from ui.screens.cluster.referral_draft import (
    CARE_KINDS,
    EMERGENCY_CARE,
    REFERRAL_KINDS,
    Referring,
    needs_tacc,
    offered_reasons,
)
from ui.screens.cluster.text_area import TextArea

_LINES = {"reason": 1, "anamnesis": 2, "findings": 3, "investigations": 1, "treatment_given": 2}
_EMERGENCY = ("transport", "companion", "condition_on_departure", "hospital_confirmation")
_LABELS = {
    "destination": "Rumah sakit tujuan",
    "destination_code": "Kode rumah sakit",
    "polyclinic": "Poli / spesialis tujuan",
    "reason": "Alasan merujuk",
    "anamnesis": "Anamnesis",
    "findings": "Pemeriksaan dan tanda vital",
    "investigations": "Pemeriksaan penunjang",
    "treatment_given": "Terapi yang sudah diberikan",
    "transport": "Transportasi",
    "companion": "Pendamping",
    "condition_on_departure": "Kondisi saat berangkat",
    "hospital_confirmation": "Konfirmasi rumah sakit (nama, jam, jawaban)",
}
_LONGEST_NAME = 45
_REQUIRED = frozenset({"destination", "polyclinic", "reason"})


class ReferralPage(QWidget):
    """``changed`` at each change of the user's. The diagnoses are those of the consultation; the order may differ."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("referral_page")
        self._today = today
        self._referring: Referring | None = None
        self._fields: dict[str, LabelledField] = {}
        self._lines: dict[str, QLineEdit] = {}
        self._texts: dict[str, TextArea] = {}
        self._kind = ChoiceRow([Choice(id=kind, label=kind) for kind in REFERRAL_KINDS], clearable=False, parent=self)
        self._care = ChoiceRow([Choice(id=kind, label=kind) for kind in CARE_KINDS], clearable=False, parent=self)
        self._tacc = ChoiceRow([Choice(id=one.value, label=one.label) for one in Tacc], clearable=False, parent=self)
        self._tacc_reason = ChoiceRow((), parent=self)
        self._planned = DateField(today, earliest=today(), parent=self)
        self._diagnoses = ChoiceRow((), clearable=False, parent=self)
        self._place()
        self._care.changed.connect(self._show_emergency)
        self._tacc.changed.connect(self._show_reasons)
        for editor in (self._kind, self._care, self._tacc, self._tacc_reason, self._planned, self._diagnoses):
            editor.changed.connect(self.changed)
        self._diagnoses.changed.connect(self._main_changed)

    def show_referral(self, referring: Referring, destinations: tuple[str, ...]) -> None:
        """Show a referral as far as it is known."""
        command = referring.command
        for name, line in self._lines.items():
            line.setText(getattr(command, name))
        for name, text in self._texts.items():
            text.set_value(getattr(command, name))
        completer = QCompleter(destinations, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._lines["destination"].setCompleter(completer)
        self._kind.set_value(command.referral_kind)
        self._care.set_value(command.care_kind)
        self._planned.set_value(command.planned_date)
        self._tacc.set_value(command.tacc.value)
        for field in self._fields.values():
            field.show_hint()
        self._referring = referring
        self._show_diagnoses(referring.diagnoses)
        self._tacc_reason.set_value(command.tacc_reason)
        self._show_emergency()

    def command(self) -> ReferralCommand:
        """What is on the page."""
        assert self._referring is not None
        planned = self._planned.value()
        texts: dict[str, Any] = {name: line.text().strip() for name, line in self._lines.items()}
        texts |= {name: text.value() for name, text in self._texts.items()}
        return replace(
            self._referring.command,
            **texts,
            diagnosis_codes=tuple(one.code for one in self._referring.diagnoses),
            referral_kind=self._kind.value(),
            care_kind=self._care.value(),
            planned_date=planned.day if planned else self._today(),
            tacc=Tacc(self._tacc.value() or Tacc.NONE.value),
            tacc_reason=self._tacc_reason.value(),
        )

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say each at its field and put the cursor into the first."""
        first = say_problems(self._fields, problems)
        if first is not None:
            self._scroll.ensureWidgetVisible(first)

    def focus_first(self) -> None:
        """The cursor goes to where the typing starts."""
        self._lines["destination"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        where = QVBoxLayout()
        for name in ("destination", "destination_code", "polyclinic"):
            where.addWidget(self._line(name))
        where.addWidget(self._field("referral_kind", "Jenis rujukan", self._kind))
        where.addWidget(self._field("care_kind", "Pelayanan", self._care))
        where.addWidget(self._field("planned_date", "Rencana berkunjung", self._planned))
        for name in _EMERGENCY:
            where.addWidget(self._line(name))
        where.addStretch(1)
        why = QVBoxLayout()
        why.addWidget(
            self._field("diagnosis_codes", "Diagnosis utama", self._diagnoses, "Semua diagnosis ikut dicetak")
        )
        why.addWidget(self._field("tacc", "TACC", self._tacc, "Wajib bila diagnosis utama tuntas di FKTP"))
        why.addWidget(self._field("tacc_reason", "Alasan TACC", self._tacc_reason))
        for name, lines in _LINES.items():
            editor = TextArea(lines, self)
            editor.changed.connect(self.changed)
            self._texts[name] = editor
            why.addWidget(self._field(name, _LABELS[name], editor))
        why.addStretch(1)
        self._scroll = in_two_columns(self, where, why)

    def _line(self, name: str) -> LabelledField:
        line = QLineEdit(self)
        line.setMaxLength(200)
        line.textEdited.connect(self.changed)
        self._lines[name] = line
        return self._field(name, _LABELS[name], line)

    def _field(self, name: str, label: str, editor: QWidget, hint: str = "") -> LabelledField:
        editor.setObjectName(f"referral_{name}")
        field = LabelledField(label, editor, hint=hint, required=name in _REQUIRED, parent=self)
        self._fields[name] = field
        return field

    def _show_emergency(self) -> None:
        for name in _EMERGENCY:
            self._fields[name].setVisible(self._care.value() == EMERGENCY_CARE)

    def _main_changed(self) -> None:
        """The chosen diagnosis comes first."""
        assert self._referring is not None
        main = self._diagnoses.value()
        ordered = sorted(self._referring.diagnoses, key=lambda one: one.code != main)
        self._show_diagnoses(tuple(ordered))

    def _show_diagnoses(self, diagnoses: tuple[Diagnosis, ...]) -> None:
        assert self._referring is not None
        self._referring = replace(self._referring, diagnoses=diagnoses)
        offered = tuple(Choice(id=one.code, label=_short(one)) for one in diagnoses)
        self._diagnoses.set_choices(offered)
        self._diagnoses.set_value(diagnoses[0].code if diagnoses else "")
        field = self._fields["diagnosis_codes"]
        if not diagnoses:
            field.show_note("Belum ada diagnosis. Isi dulu di halaman pemeriksaan (Alt+D).", Tone.AMBER)
        elif needs_tacc(diagnoses):
            field.show_note(f"{diagnoses[0].code} tuntas di FKTP: rujukan perlu TACC", Tone.AMBER)
        else:
            field.show_hint()
        self._fields["tacc"].setVisible(needs_tacc(diagnoses))
        if not needs_tacc(diagnoses):
            self._tacc.set_value(Tacc.NONE.value)
        self._show_reasons()

    def _show_reasons(self) -> None:
        assert self._referring is not None
        tacc = Tacc(self._tacc.value() or Tacc.NONE.value)
        reasons = offered_reasons(tacc, self._referring.diagnoses, self._referring.birth_date, self._today())
        self._tacc_reason.set_choices([Choice(id=reason, label=reason) for reason in reasons])
        if len(reasons) == 1:
            self._tacc_reason.set_value(reasons[0])
        self._fields["tacc_reason"].setVisible(tacc is not Tacc.NONE)
        if tacc is Tacc.COMPLICATION and not reasons:
            self._fields["tacc_reason"].show_note("Tambahkan diagnosis penyulit di halaman pemeriksaan.", Tone.AMBER)


def _short(diagnosis: Diagnosis) -> str:
    """Code and name, no wider than half a window; the slip prints the whole name."""
    name = diagnosis.name
    return f"{diagnosis.code} {name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + '…'}"
