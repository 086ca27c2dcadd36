"""What is typed about one dose: given today, from a card, not given, an adverse event, corrected, or voided."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ilp_desktop.domain.clinical.immunisation_schedule import Schedule
from ilp_desktop.domain.immunization_record import Immunization, ImmunizationSource
from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.domain.problem import Problem
from ilp_desktop.services.immunisations import Vial
from ui.kit.badge import Notice
from ui.kit.choice_row import Choice, ChoiceRow
from ui.kit.date_field import DateField
from ui.kit.elided_label import ElidedLabel
from ui.kit.labelled_field import LabelledField
from ui.kit.style import Tone, Type, space
from ui.screens.immunisation.dose_line import DoseLine
from ui.screens.immunisation.typed_dose import MENDING, Mode, Typed

_LONGEST = 200
_BATCH = 40
_DATE_WIDTH, _BATCH_WIDTH = 108, 92


_HEADINGS = {
    Mode.TODAY: "Diberikan hari ini",
    Mode.CARD: "Hari lain",
    Mode.NOT_GIVEN: "Tidak diberikan",
    Mode.REACTION: "Kejadian sesudah imunisasi (KIPI)",
    Mode.CORRECT: "Ubah catatan",
    Mode.VOID: "Batalkan catatan",
}
_FIELDS = {
    Mode.TODAY: ("product", "batch", "expiry_date", "vial_monitor", "site"),
    Mode.CARD: ("day", "product", "source", "place", "batch"),
    Mode.NOT_GIVEN: ("reason", "note"),
    Mode.REACTION: ("reactions", "day", "note"),
    Mode.CORRECT: ("day", "product", "batch", "expiry_date", "site", "place", "why"),
    Mode.VOID: ("why",),
}
_FIRST = {
    Mode.TODAY: "batch",
    Mode.CARD: "day",
    Mode.NOT_GIVEN: "reason",
    Mode.REACTION: "reactions",
    Mode.CORRECT: "day",
    Mode.VOID: "why",
}
_SOURCES = (
    Choice(id=ImmunizationSource.CARD.value, label="Kartu / buku KIA"),
    Choice(id=ImmunizationSource.OWN.value, label="Di sini"),
    Choice(id=ImmunizationSource.MOVED_IN.value, label="Pindahan"),
    Choice(id=ImmunizationSource.ELSEWHERE.value, label="Tempat lain"),
)


class EntryPanel(QFrame):
    """``submitted`` when what is typed should be kept."""

    submitted = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dose_panel")
        self.setProperty("card", True)
        self._today = today
        self._mode = Mode.TODAY
        self._line: DoseLine | None = None
        self._heading = ElidedLabel(Type.BASE, self)
        self._heading.setObjectName("dose_heading")
        self._heading.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._said = Notice(parent=self, wraps=False)
        self._said.setObjectName("dose_said")
        self._fields: dict[str, LabelledField] = {}
        self._product = ChoiceRow((), clearable=False, parent=self)
        self._day = DateField(today, past=True, parent=self)
        self._source = ChoiceRow(_SOURCES, clearable=False, parent=self)
        self._batch = _line_edit(_BATCH, self)
        self._expiry = DateField(today, parent=self)
        for date_field in (self._day, self._expiry):
            date_field.setMinimumWidth(_DATE_WIDTH)
        self._batch.setMinimumWidth(_BATCH_WIDTH)
        self._monitor = ChoiceRow((), parent=self)
        self._site, self._place = _line_edit(_LONGEST, self), _line_edit(_LONGEST, self)
        self._reason = ChoiceRow((), numbered=True, clearable=False, parent=self)
        self._reactions = ChoiceRow((), multiple=True, parent=self)
        self._note, self._why = _line_edit(_LONGEST, self), _line_edit(_LONGEST, self)
        self._override = _line_edit(_LONGEST, self)
        self._save = QPushButton("Catat   Enter", self)
        self._save.setObjectName("dose_save")
        self._save.setProperty("kind", "primary")
        self._save.setAutoDefault(False)
        self._save.clicked.connect(self.submitted)
        self._place_fields()
        self._reason.changed.connect(self._note.setFocus)
        for edit in (self._batch, self._expiry, self._site, self._place, self._note, self._why, self._override):
            edit.returnPressed.connect(self.submitted)
        self._day.returnPressed.connect(self.submitted)
        self._source.set_value(ImmunizationSource.CARD.value)
        self._show_fields()

    @property
    def mode(self) -> Mode:
        """What the panel is for now."""
        return self._mode

    def set_schedule(self, schedule: Schedule) -> None:
        """Offer the schedule's reasons, adverse events and vial monitors."""
        self._schedule = schedule
        self._reason.set_choices(tuple(Choice(id=one.code, label=one.label) for one in schedule.reasons))
        self._reactions.set_choices(tuple(Choice(id=one.code, label=one.label) for one in schedule.reactions))
        self._monitor.set_choices(
            tuple(Choice(id=one.code, label=one.label.removeprefix("VVM ")[:1]) for one in schedule.vial_monitors)
        )

    def show_line(self, line: DoseLine, vial: Vial) -> None:
        """Be about another dose, given today with the vial in use."""
        self._line = line
        self._set_mode(Mode.TODAY)
        self._offer_products(line, line.product)
        self._batch.setText(vial.batch)
        self._expiry.set_value(vial.expiry_date)
        self._monitor.set_value(vial.vial_monitor)
        self._site.setText(line.site)

    def begin(self, mode: Mode, *, typed: str = "") -> None:
        """Ask what this mode needs; ``typed`` is the first character of a date that was begun in the table."""
        line = self._line
        if line is None:
            return
        self._set_mode(mode)
        if mode in MENDING:
            self.say("")
        record = line.record
        self._day.set_value(self._today() if mode is Mode.REACTION else None)
        self._note.clear()
        self._why.clear()
        self._reason.set_value("")
        self._reactions.set_values(())
        if mode is Mode.CARD:
            self._batch.clear()
        if mode is Mode.CORRECT and record is not None:
            self._offer_products(line, record.product)
            self._day.set_value(record.effective_date)
            self._batch.setText(record.batch)
            self._expiry.set_value(record.expiry_date)
            self._site.setText(record.site)
            self._place.setText(record.place)
        if mode is Mode.REACTION and record is not None and record.reaction:
            self._reactions.set_values(tuple(record.reaction.split(",")))
            self._day.set_value(record.reaction_date)
            self._note.setText(record.reaction_note)
        self.focus_first()
        if typed:
            self._day.setText(typed)
            self._day.setCursorPosition(len(typed))
            self._day.deselect()

    def focus_first(self) -> None:
        """The cursor goes to where this mode begins."""
        self._fields[_FIRST[self._mode]].editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def say(self, text: str) -> None:
        """What was kept just now; stays until something else is."""
        self._said.say(text, Tone.GREEN)

    def typed(self) -> Typed:
        """What stands in the panel."""
        day, expiry = self._day.value(), self._expiry.value()
        is_today = self._mode in (Mode.TODAY, Mode.NOT_GIVEN)
        return Typed(
            mode=self._mode,
            slot=self._line.slot if self._line else "",
            product=self._product.value(),
            day=self._today() if is_today else day.day if day else None,
            source=ImmunizationSource(self._source.value() or ImmunizationSource.CARD),
            batch=self._batch.text(),
            expiry_date=expiry.day if expiry else None,
            vial_monitor=self._monitor.value() if self._mode is Mode.TODAY else "",
            site=self._site.text(),
            place=self._place.text() if self._mode in (Mode.CARD, Mode.CORRECT) else "",
            reason=self._reason.value(),
            reactions=self._reactions.values(),
            note=self._note.text(),
            override_reason=self._override.text(),
            why=self._why.text(),
            record=self._about(),
        )

    def _about(self) -> Immunization | None:
        """The record that is mended: what does not count is taken back first."""
        line = self._line
        if line is None:
            return None
        return line.doubtful or line.record if self._mode is Mode.VOID else line.record

    def unreadable(self) -> bool:
        """Whether a date that is shown cannot be read; it is said at its field."""
        for name in ("day", "expiry_date"):
            editor = self._fields[name].editor
            if self._is_asked(name) and isinstance(editor, DateField) and editor.problem():
                self._fields[name].show_problem(editor.problem())
                editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        if self._is_asked("day") and self._mode is not Mode.REACTION and self._day.value() is None:
            self._fields["day"].show_problem("Tanggal belum diisi. Ketik misalnya 7/3/24.")
            self._day.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say each at its field; what needs a reason opens the field for it."""
        for problem in problems:
            if problem.field == "override_reason":
                self._fields["override_reason"].show()
                self._fields["override_reason"].show_note(f"{problem.sentence} {problem.remedy}".strip(), Tone.AMBER)
                self._override.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        for problem in problems:
            name = "why" if problem.field == "reason" and self._is_asked("why") else problem.field
            if name in self._fields and self._is_asked(name):
                self._fields[name].show_problem(f"{problem.sentence} {problem.remedy}".strip())
                self._fields[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _set_mode(self, mode: Mode) -> None:
        self._mode = mode
        self._override.clear()
        for field in self._fields.values():
            field.show_hint()
        about = self._about()
        day = (
            f", {short_date(about.effective_date)}" if about is not None and mode not in (Mode.TODAY, Mode.CARD) else ""
        )
        self._heading.show_text(f"{_HEADINGS[mode]}: {self._line.label}{day}" if self._line else "")
        self._show_fields()

    def _offer_products(self, line: DoseLine, chosen: str) -> None:
        labels = self._schedule.products
        self._product.set_choices(
            tuple(Choice(id=code, label=labels[code].short) for code in line.products if code in labels)
        )
        self._product.set_value(chosen)
        self._show_fields()

    def _show_fields(self) -> None:
        for name, field in self._fields.items():
            field.setVisible(self._is_asked(name))
        self._product.setVisible(self._is_asked("product"))
        self._fields["override_reason"].hide()

    def _is_asked(self, name: str) -> bool:
        if name == "product" and (self._line is None or len(self._line.products) < 2):
            return False
        return name in _FIELDS[self._mode]

    def _place_fields(self) -> None:
        self._product.setObjectName("dose_product")
        self._product.setAccessibleName("Vaksin")
        head = QHBoxLayout()
        head.setSpacing(space(3))
        head.addWidget(self._heading)
        head.addWidget(self._product)
        head.addWidget(self._said, 1)
        head.addStretch(0)
        head.addWidget(self._save)
        row = QHBoxLayout()
        row.setSpacing(space(3))
        for name, label, editor, stretch in (
            ("day", "Tanggal", self._day, 2),
            ("batch", "Nomor batch", self._batch, 2),
            ("expiry_date", "Kedaluwarsa", self._expiry, 2),
            ("vial_monitor", "VVM", self._monitor, 0),
            ("site", "Lokasi suntik", self._site, 2),
            ("source", "Sumber", self._source, 0),
            ("place", "Tempat", self._place, 3),
            ("note", "Catatan atau tindak lanjut", self._note, 3),
            ("why", "Alasan perubahan", self._why, 3),
        ):
            row.addWidget(self._field(name, label, editor), stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(3), space(2), space(3), space(1))
        column.setSpacing(space(1))
        column.addLayout(head)
        column.addWidget(self._field("reason", "Alasan", self._reason))
        column.addWidget(self._field("reactions", "Gejala", self._reactions))
        column.addLayout(row)
        column.addWidget(self._field("override_reason", "Alasan tetap diberikan", self._override))

    def _field(self, name: str, label: str, editor: QWidget) -> LabelledField:
        editor.setObjectName(f"dose_{name}")
        field = LabelledField(label, editor, parent=self)
        self._fields[name] = field
        return field


def _line_edit(longest: int, parent: QWidget) -> QLineEdit:
    edit = QLineEdit(parent)
    edit.setMaxLength(longest)
    return edit
