"""The facility: name, address, letter numbers, kop surat and head."""

from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QWidget

from ilp_desktop.domain.installation import Facility
from ilp_desktop.services.settings import change_facility, logos, present_facility
from ilp_desktop.services.workplace import Workplace
from ui.kit.labelled_field import LabelledField
from ui.kit.letterhead_editor import LetterheadEditor, LetterheadValues
from ui.kit.operation import Operation, Query
from ui.kit.style import space
from ui.screens.settings.section import Section

Loaded = tuple[Facility, tuple[bytes, bytes]]


class FacilitySection(Section):
    """Papers printed from now on carry what is saved here; papers printed before do not change."""

    title = "Fasilitas dan kop surat"
    explanation = "Berlaku untuk surat, kartu, dan register yang dicetak mulai sekarang."

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._facility: Facility | None = None
        self._query: Query[Loaded] = Query(self, self._show)
        self._name = self.line("setting_name", longest=1024)
        self._address = self.line("setting_address")
        self._postal = self.line("setting_postal", longest=10)
        self._phone = self.line("setting_phone", longest=40)
        self._email = self.line("setting_email", longest=120)
        self._pattern = self.line("setting_letter_pattern")
        self._letter_code = self.line("setting_letter_code", longest=20)
        self._letter_unit = self.line("setting_letter_unit", longest=20)
        self._editor = LetterheadEditor(self)
        self.fields = {"name": LabelledField("Nama fasilitas", self._name, required=True, parent=self)}
        self._save = self.button("setting_save", "Simpan   Ctrl+S", "primary")
        self._save.clicked.connect(self.save)
        self._place()

    def refresh(self) -> None:
        self._query.ask(lambda: (present_facility(self.workplace), logos(self.workplace)))

    def save(self) -> None:
        if self._facility is None:
            return
        facility, values = self._typed(self._facility), self._editor.values()
        pictures = (values.left_logo, values.right_logo)
        operation = Operation(self, lambda: change_facility(self.workplace, facility, pictures))
        operation.on_success(self._saved).on_rejected(self.show_problems).run()

    def _typed(self, facility: Facility) -> Facility:
        values = self._editor.values()
        first, second, third, fourth = (line.strip() for line in values.lines)
        return replace(
            facility,
            name=" ".join(self._name.text().split()),
            address=self._address.text().strip(),
            postal_code=self._postal.text().strip(),
            phone=self._phone.text().strip(),
            email=self._email.text().strip(),
            letter_pattern=self._pattern.text().strip() or facility.letter_pattern,
            letter_code=self._letter_code.text().strip(),
            letter_unit=self._letter_unit.text().strip(),
            letterhead_1=first,
            letterhead_2=second,
            letterhead_3=third,
            letterhead_4=fourth,
            head_prefix=values.prefix,
            head_name=values.head_name.strip(),
            head_rank=values.head_rank.strip(),
            head_number=values.head_number.strip(),
        )

    def _saved(self, facility: Facility) -> None:
        self._facility = facility
        self.show_problems(())
        self.say("Fasilitas dan kop surat tersimpan.")

    def _show(self, loaded: Loaded) -> None:
        facility, (left, right) = loaded
        self._facility = facility
        for line, text in (
            (self._name, facility.name),
            (self._address, facility.address),
            (self._postal, facility.postal_code),
            (self._phone, facility.phone),
            (self._email, facility.email),
            (self._pattern, facility.letter_pattern),
            (self._letter_code, facility.letter_code),
            (self._letter_unit, facility.letter_unit),
        ):
            line.setText(text)
        self._editor.set_values(
            LetterheadValues(
                lines=(facility.letterhead_1, facility.letterhead_2, facility.letterhead_3, facility.letterhead_4),
                contact=" · ".join(part for part in (facility.phone, facility.email) if part),
                left_logo=left,
                right_logo=right,
                prefix=facility.head_prefix,
                head_name=facility.head_name,
                head_rank=facility.head_rank,
                head_number=facility.head_number,
            )
        )

    def _place(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(space(4))
        grid.setVerticalSpacing(0)
        cells = (
            (self.fields["name"], 0, 0, 2),
            (LabelledField("Alamat (jalan)", self._address, parent=self), 0, 2, 2),
            (LabelledField("Kode pos", self._postal, parent=self), 1, 0, 1),
            (LabelledField("Telepon", self._phone, parent=self), 1, 1, 1),
            (LabelledField("Surel", self._email, parent=self), 1, 2, 2),
            (LabelledField("Pola nomor surat", self._pattern, parent=self), 2, 0, 2),
            (LabelledField("Kode surat", self._letter_code, parent=self), 2, 2, 1),
            (LabelledField("Kode unit", self._letter_unit, parent=self), 2, 3, 1),
        )
        for field, row, column, span in cells:
            grid.addWidget(field, row, column, 1, span)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        self.head.addWidget(self._save)
        self.column.addLayout(grid)
        self.column.addWidget(self._editor)
        self.column.addStretch(1)
