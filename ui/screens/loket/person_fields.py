"""The fields of a person's page and their places; reads them into a ``PersonEntry`` and fills them from one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ilp_desktop.domain.installation import Hamlet, WorkingVillage
from ilp_desktop.domain.patient import (
    AllergyStatus,
    BloodGroup,
    Education,
    MaritalStatus,
    NikStatus,
    Payer,
    Relationship,
    Religion,
    Rhesus,
    Sex,
)
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.region import VillagePath
from ilp_desktop.domain.words import word
from ui.kit.choice_row import Choice, ChoiceRow
from ui.kit.date_field import DateField
from ui.kit.indonesian import TypedDate
from ui.kit.labelled_field import LabelledField
from ui.kit.number_field import NumberField
from ui.kit.style import Tone, space, text_label
from ui.screens.loket.village_field import VillageField
from ui.screens.loket.word_choice import WordChoice

_TEXTS = {
    "nik": ("NIK", 32),
    "name": ("Nama lengkap seperti di KTP", 300),
    "birth_place": ("Tempat lahir", 60),
    "mother_name": ("Nama ibu kandung", 100),
    "insurance_number": ("No. kartu JKN", 20),
    "phone": ("No. HP", 20),
    "allergies": ("Alergi apa", 200),
    "family_card_number": ("No. KK", 24),
    "head_name": ("Nama kepala keluarga", 100),
    "address": ("Alamat tinggal", 200),
    "neighbourhood": ("RT", 5),
    "community": ("RW", 5),
    "guardian_name": ("Penanggung jawab", 100),
    "guardian_relationship": ("Hubungannya", 40),
    "guardian_phone": ("No. HP-nya", 20),
    "medical_record_number": ("No. RM lama", 30),
    "occupation": ("Pekerjaan", 60),
    "identity_address": ("Alamat KTP bila berbeda", 200),
    "disability": ("Disabilitas", 100),
    "language": ("Bahasa", 40),
    "ethnic_group": ("Suku", 40),
    "passport_number": ("No. paspor / KITAS", 20),
}
"""Label and longest text; a name may be typed longer than it may be saved, so that nothing is cut in silence."""

_CHOICES: dict[str, tuple[str, type[StrEnum]]] = {
    "nik_status": ("Bila tanpa NIK", NikStatus),
    "payer": ("Penjamin", Payer),
    "relationship": ("Hubungan", Relationship),
    "religion": ("Agama", Religion),
    "education": ("Pendidikan", Education),
    "marital_status": ("Status kawin", MaritalStatus),
    "blood_group": ("Gol. darah", BloodGroup),
    "rhesus": ("Rhesus", Rhesus),
}

_LEFT = (
    (("nik", 3), ("nik_status", 2)),
    (("name", 1),),
    (("sex", 8), ("birth_place", 5)),
    (("birth_date", 5), ("mother_name", 4)),
    (("payer", 1), ("insurance_number", 1)),
    (("allergy_status", 1),),
    (("allergies", 1), ("phone", 1)),
    (("religion", 1), ("education", 1)),
    (("occupation", 1), ("marital_status", 1)),
    (("blood_group", 1), ("rhesus", 1)),
)
_RIGHT = (
    (("family_card_number", 1), ("relationship", 1)),
    (("head_name", 1),),
    (("village", 1), ("hamlet", 1)),
    (("address", 4), ("neighbourhood", 1), ("community", 1)),
    (("guardian_name", 1),),
    (("guardian_relationship", 1), ("guardian_phone", 1)),
    (("medical_record_number", 1), ("consent_date", 1)),
    (("identity_address", 3), ("birth_order", 1)),
    (("disability", 1), ("passport_number", 1)),
    (("language", 1), ("ethnic_group", 1)),
)
_REQUIRED = frozenset({"name", "sex", "birth_date"})
_SAID_ELSEWHERE = {"village_code": "village", "hamlet_name": "hamlet", "mother_id": "mother_name"}


class PersonFields(QWidget):
    """Two columns in reading order. ``changed`` carries the name of the field that the user changed."""

    changed = Signal(str)

    def __init__(
        self,
        today: Callable[[], date],
        search_places: Callable[[str], Sequence[VillagePath]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shown = PersonEntry(name="")
        self._hamlets: tuple[Hamlet, ...] = ()
        self._texts: dict[str, QLineEdit] = {}
        self._choices: dict[str, WordChoice[Any]] = {}
        self._sex = ChoiceRow([Choice(id=sex.value, label=word(sex)) for sex in (Sex.MALE, Sex.FEMALE)])
        self._allergy = ChoiceRow([Choice(id=status.value, label=word(status)) for status in AllergyStatus])
        self._born = DateField(today, past=True, allow_estimated=True)
        self._born.setPlaceholderText("7/3/91 atau 35 th")
        self._consent = DateField(today)
        self._today = today
        self._order = NumberField(minimum=Decimal(1), maximum=Decimal(9))
        self._village = VillageField(search_places)
        self._hamlet = QComboBox()
        self._hamlet.setEditable(True)
        self._hamlet.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._fields: dict[str, LabelledField] = {}
        self._build()

    def set_area(self, villages: Sequence[WorkingVillage]) -> None:
        """The villages of the working area."""
        self._village.set_area(villages)

    def set_hamlets(self, hamlets: tuple[Hamlet, ...]) -> None:
        """The dusun of the chosen village; what is typed stays."""
        self._hamlets = hamlets
        typed = self._hamlet.currentText()
        self._hamlet.blockSignals(True)
        self._hamlet.clear()
        self._hamlet.addItems([hamlet.name for hamlet in hamlets])
        self._hamlet.setEditText(typed)
        self._hamlet.blockSignals(False)

    def set_record_number_fixed(self, fixed: bool) -> None:
        """A number that was given stays; only an old number of a new person is typed."""
        self._texts["medical_record_number"].setReadOnly(fixed)
        self._fields["medical_record_number"].set_label("No. RM" if fixed else "No. RM lama")

    def entry(self) -> PersonEntry:
        """The page as it stands; what has no field of its own is as it was shown."""
        born, consent, order = self._born.value(), self._consent.value(), self._order.value()
        hamlet = self._hamlet.currentText().strip()
        values: dict[str, Any] = {name: line.text() for name, line in self._texts.items()}
        values |= {name: choice.value() for name, choice in self._choices.items()}
        return replace(
            self._shown,
            **values,
            sex=Sex(self._sex.value() or Sex.UNKNOWN.value),
            allergy_status=AllergyStatus(self._allergy.value() or AllergyStatus.NOT_ASKED.value),
            birth_date=None if born is None else born.day,
            birth_date_estimated=born is not None and born.estimated,
            consent_date=None if consent is None else consent.day,
            birth_order=None if order is None else int(order),
            village_code=self._village.code(),
            village_name=self._village.text().strip(),
            hamlet_name=hamlet,
            hamlet_id=next((one.id for one in self._hamlets if one.name.casefold() == hamlet.casefold()), None),
        )

    def show_entry(self, entry: PersonEntry) -> None:
        """Fill the page."""
        before = self.entry()
        self._shown = entry
        for name, line in self._texts.items():
            if getattr(entry, name) != getattr(before, name):
                line.setText(getattr(entry, name))
        for name, choice in self._choices.items():
            choice.set_value(getattr(entry, name))
        self._sex.set_value("" if entry.sex is Sex.UNKNOWN else entry.sex.value)
        self._allergy.set_value(entry.allergy_status.value)
        if entry.birth_date != before.birth_date or entry.birth_date is None:
            self._born.set_value(_typed(entry.birth_date, entry.birth_date_estimated))
        if entry.consent_date != before.consent_date or entry.consent_date is None:
            self._consent.set_value(_typed(entry.consent_date, False))
        if entry.birth_order != before.birth_order or entry.birth_order is None:
            self._order.set_value(entry.birth_order)
        self._village.set_village(entry.village_code, entry.village_name)
        self._hamlet.setEditText(entry.hamlet_name)
        self._show_nik_status()

    def typed_problems(self) -> dict[str, str]:
        """Dates and numbers that cannot be read, by field."""
        found = {
            "birth_date": self._born.problem(),
            "birth_order": self._order.problem(),
            "consent_date": self._consent.problem(),
        }
        consent = self._consent.value()
        if consent is not None and consent.day > self._today():
            found["consent_date"] = "Sesudah hari ini."
        return {name: sentence for name, sentence in found.items() if sentence}

    def say(self, problems: dict[str, str], warnings: dict[str, str], notes: dict[str, str]) -> None:
        """Below each field the first of problem, warning, note and hint that there is."""
        problems, warnings = _by_place(problems) | self.typed_problems(), _by_place(warnings)
        for name, field in self._fields.items():
            if name in problems:
                field.show_problem(problems[name])
            elif name in warnings:
                field.show_note(warnings[name], Tone.AMBER)
            elif name in notes:
                field.show_note(notes[name], Tone.ACCENT)
            else:
                field.show_hint()

    def stand_below_each_other(self, narrow: bool) -> None:
        """The person above the family, instead of beside it."""
        direction = QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)

    def focus(self, name: str) -> None:
        """The cursor goes into this field."""
        field = self._fields.get(_SAID_ELSEWHERE.get(name, name))
        if field is not None:
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        for name, (label, longest) in _TEXTS.items():
            line = QLineEdit()
            line.setMaxLength(longest)
            line.textEdited.connect(self._tells(name))
            self._texts[name] = line
            self._add(name, label, line)
        for name, (label, kind) in _CHOICES.items():
            choice: WordChoice[StrEnum] = WordChoice([(value, word(value)) for value in kind])
            choice.changed.connect(self._tells(name))
            self._choices[name] = choice
            self._add(name, label, choice)
        for name, label, editor, signal in (
            ("sex", "Jenis kelamin", self._sex, self._sex.changed),
            ("birth_date", "Tgl. lahir / umur", self._born, self._born.changed),
            ("allergy_status", "Alergi", self._allergy, self._allergy.changed),
            ("village", "Desa/kelurahan", self._village, self._village.changed),
            ("hamlet", "Dusun", self._hamlet, self._hamlet.editTextChanged),
            ("birth_order", "Anak ke-", self._order, self._order.changed),
            ("consent_date", "Persetujuan umum", self._consent, self._consent.changed),
        ):
            signal.connect(self._tells(name))
            self._add(name, label, editor)
        self._texts["nik"].textChanged.connect(self._show_nik_status)
        row = self._columns = QHBoxLayout(self)
        row.setContentsMargins(0, 0, space(2), 0)
        row.setSpacing(space(6))
        row.addLayout(self._column("Orangnya", _LEFT), 1)
        row.addLayout(self._column("Keluarga dan tempat tinggal", _RIGHT), 1)

    def _show_nik_status(self) -> None:
        self._choices["nik_status"].setEnabled(not self._texts["nik"].text().strip())

    def _tells(self, name: str) -> Callable[..., None]:
        return lambda *_value: self.changed.emit(name)

    def _add(self, name: str, label: str, editor: QWidget) -> None:
        editor.setObjectName(f"person_{name}")
        field = LabelledField(label, editor, required=name in _REQUIRED, parent=self)
        field.setObjectName(f"field_{name}")
        self._fields[name] = field

    def _column(self, title: str, rows: Sequence[Sequence[tuple[str, int]]]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(text_label(title, muted=True, parent=self))
        previous: QWidget | None = None
        for parts in rows:
            line = QHBoxLayout()
            line.setSpacing(space(3))
            for name, share in parts:
                field = self._fields[name]
                line.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
                if previous is not None:
                    QWidget.setTabOrder(previous, field.editor)
                previous = field.editor
            column.addLayout(line)
        column.addStretch(1)
        return column


def _by_place(told: dict[str, str]) -> dict[str, str]:
    return {_SAID_ELSEWHERE.get(name, name): sentence for name, sentence in told.items()}


def _typed(day: date | None, estimated: bool) -> TypedDate | None:
    return None if day is None else TypedDate(day=day, estimated=estimated)
