"""What the room found and does: anamnesis, signs, diagnosis, therapy, and where the person goes next."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.identifiers import ConsultationId
from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.visit import CaseKind, Cluster, NextStep, ServiceKind
from ilp_desktop.domain.vital_signs import (
    VITAL_SIGN_LIMITS,
    VitalSignsTyped,
    doubtful_signs,
    vital_sign_problems,
)
from ilp_desktop.domain.words import word
from ilp_desktop.services.rooms import ConsultationCommand
from ui.kit.choice_row import Choice, ChoiceRow
from ui.kit.date_field import DateField
from ui.kit.indonesian import show_number
from ui.kit.labelled_field import LabelledField
from ui.kit.number_field import NumberField
from ui.kit.style import Tone, space
from ui.screens.cluster.diagnosis_picker import DiagnosisPicker
from ui.screens.cluster.questions import in_two_columns, say_problems
from ui.screens.cluster.text_area import TextArea

_SERVICES = tuple(Choice(id=kind.value, label=word(kind)) for kind in ServiceKind)
_STEPS = tuple(Choice(id=step.value, label="Rujuk" if step is NextStep.REFERRAL else word(step)) for step in NextStep)
_TARGETS = (
    Cluster.MOTHER_AND_CHILD,
    Cluster.ADULT_AND_ELDERLY,
    Cluster.INFECTIOUS_DISEASE,
    Cluster.DENTAL,
    Cluster.EMERGENCY,
    Cluster.CROSS_CLUSTER,
)
_WHOLE = frozenset({"systolic", "diastolic", "pulse", "respiratory_rate"})
_SIGNS_A_ROW = 4


class ConsultationPage(QWidget):
    """Two columns: what was found at the left, what is done at the right. ``changed`` at each change of the user's."""

    changed = Signal()

    def __init__(
        self, today: Callable[[], date], propose: Callable[[str], CaseKind], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("consultation_page")
        self._saved: ConsultationCommand | None = None
        self._is_adult = True
        self._fields: dict[str, LabelledField] = {}
        self._texts: dict[str, TextArea] = {}
        self._signs: dict[str, NumberField] = {}
        self._diagnoses = DiagnosisPicker(propose, self)
        self._kinds = ChoiceRow(_SERVICES, multiple=True, parent=self)
        self._steps = ChoiceRow(_STEPS, multiple=True, parent=self)
        self._target = ChoiceRow((), parent=self)
        self._return_date = DateField(today, earliest=today(), parent=self)
        self._place()
        for editor in (self._diagnoses, self._kinds, self._steps, self._target, self._return_date):
            editor.changed.connect(self.changed)
        self._steps.changed.connect(self._show_next)
        for name in ("diagnoses", "next_steps", "next_cluster"):
            self._fields[name].editor.changed.connect(self._fields[name].show_hint)  # type: ignore[attr-defined]

    def show_command(self, command: ConsultationCommand, *, is_adult: bool) -> None:
        """Show what is recorded or typed so far; only adults' signs are asked back, the usual ranges are theirs."""
        self._saved = command
        self._is_adult = is_adult
        for name, text in self._texts.items():
            text.set_value(getattr(command, name))
        for name, sign in self._signs.items():
            value = getattr(command.vital_signs, name)
            sign.set_value(None if value is None else Decimal(str(value)))
        self._diagnoses.set_value(command.diagnoses)
        self._kinds.set_values(tuple(kind.value for kind in command.service_kinds))
        self._steps.set_values(tuple(step.value for step in command.next_steps))
        targets = (Choice(id=one.value, label=word(one)) for one in _TARGETS if one is not command.cluster)
        self._target.set_choices(tuple(targets))
        self._target.set_value(command.next_cluster.value if command.next_cluster else "")
        self._return_date.set_value(command.return_date)
        for field in self._fields.values():
            field.show_hint()
        self._show_signs()
        self._show_next()

    def command(self, *, completed: bool) -> ConsultationCommand:
        """What is on the page."""
        assert self._saved is not None
        target, day = self._target.value(), self._return_date.value()
        goes_on = NextStep.OTHER_CLUSTER.value in self._steps.values()
        return ConsultationCommand(
            visit_id=self._saved.visit_id,
            queue_entry_id=self._saved.queue_entry_id,
            cluster=self._saved.cluster,
            consultation_id=self._saved.consultation_id,
            vital_signs=self._typed_signs(),
            diagnoses=self._diagnoses.value(),
            service_kinds=tuple(ServiceKind(kind) for kind in self._kinds.values()),
            next_steps=tuple(NextStep(step) for step in self._steps.values()),
            next_cluster=Cluster(target) if target and goes_on else None,
            return_date=day.day if day else None,
            completed=completed,
            **{name: text.value() for name, text in self._texts.items()},
        )

    def go_on_with(self, consultation_id: ConsultationId) -> None:
        """The page is saved under this id; saving again changes that record."""
        assert self._saved is not None
        self._saved = replace(self._saved, consultation_id=consultation_id)

    def problems(self) -> tuple[Problem, ...]:
        """What is typed and cannot be read, which a command would leave out."""
        sentence = self._return_date.problem()
        return (Problem(code="return_date", field="return_date", sentence=sentence),) if sentence else ()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say each at its field and put the cursor into the first."""
        first = say_problems(self._fields, problems, frozenset(self._signs))
        if first is not None:
            self._scroll.ensureWidgetVisible(first)

    def focus_on(self, name: str) -> None:
        """The cursor goes to a field of the command."""
        self._fields[name].editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._scroll.ensureWidgetVisible(self._fields[name])

    def _place(self) -> None:
        found = QVBoxLayout()
        found.addWidget(self._text("anamnesis", "Anamnesis", 2))
        found.addLayout(self._sign_grid())
        found.addWidget(self._text("examination", "Pemeriksaan fisik", 2))
        found.addWidget(self._text("laboratory", "Permintaan laboratorium", 1))
        found.addWidget(self._field("service_kinds", "Jenis pelayanan", self._kinds))
        found.addStretch(1)
        done = QVBoxLayout()
        done.addWidget(
            self._field("diagnoses", "Diagnosis", self._diagnoses, "B baru · L lama · KKL kunjungan kasus lama")
        )
        done.addWidget(self._text("therapy", "Terapi / resep", 3, "Satu obat satu baris: nama, kekuatan, aturan pakai"))
        done.addWidget(self._text("advice", "Saran / edukasi", 1))
        done.addWidget(self._field("next_steps", "Selanjutnya", self._steps))
        done.addWidget(self._field("next_cluster", "Klaster tujuan", self._target))
        done.addWidget(self._text("handover_note", "Catatan untuk ruang berikutnya", 1))
        done.addWidget(self._field("return_date", "Tanggal kembali", self._return_date))
        done.addStretch(1)
        self._scroll = in_two_columns(self, found, done)

    def _sign_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(space(2))
        grid.setVerticalSpacing(space(1))
        for place, (name, limits) in enumerate(VITAL_SIGN_LIMITS.items()):
            sign = NumberField(unit=limits.unit, decimals=0 if name in _WHOLE else limits.places, parent=self)
            self._signs[name] = sign
            sign.changed.connect(self.changed)
            sign.editingFinished.connect(self._show_signs)
            hint = f"{show_number(limits.hard[0])}–{show_number(limits.hard[1])}".replace(",0", "")
            grid.setColumnStretch(place % _SIGNS_A_ROW, 1)
            grid.addWidget(self._field(name, limits.label, sign, hint), place // _SIGNS_A_ROW, place % _SIGNS_A_ROW)
        return grid

    def _text(self, name: str, label: str, lines: int, hint: str = "") -> LabelledField:
        editor = TextArea(lines, self)
        editor.changed.connect(self.changed)
        self._texts[name] = editor
        return self._field(name, label, editor, hint)

    def _field(self, name: str, label: str, editor: QWidget, hint: str = "") -> LabelledField:
        editor.setObjectName(f"consultation_{name}")
        field = LabelledField(label, editor, hint=hint, parent=self)
        self._fields[name] = field
        return field

    def _typed_signs(self) -> VitalSignsTyped:
        values: Mapping[str, Decimal | None] = {name: sign.value() for name, sign in self._signs.items()}

        def whole(name: str) -> int | None:
            value = values[name]
            return None if value is None else int(value)

        def exact(name: str) -> float | None:
            value = values[name]
            return None if value is None else float(value)

        return VitalSignsTyped(
            systolic=whole("systolic"),
            diastolic=whole("diastolic"),
            pulse=whole("pulse"),
            respiratory_rate=whole("respiratory_rate"),
            temperature=exact("temperature"),
            weight=exact("weight"),
            height=exact("height"),
        )

    def _show_signs(self) -> None:
        """Impossible numbers are refused at once; doubtful ones are asked back, and stand. The limits stay in sight."""
        signs = self._typed_signs()
        impossible = {problem.field: problem for problem in vital_sign_problems(signs)}
        for name in VITAL_SIGN_LIMITS:
            field, problem = self._fields[name], impossible.get(name)
            if problem is not None:
                field.show_problem("Periksa")
            elif self._is_adult and doubtful_signs(VitalSignsTyped(**{name: getattr(signs, name)})):
                field.show_note("Yakin?", Tone.AMBER)
            else:
                field.show_hint()

    def _show_next(self) -> None:
        steps = self._steps.values()
        self._fields["next_cluster"].setVisible(NextStep.OTHER_CLUSTER.value in steps)
        goes_on = bool(set(steps) - {NextStep.HOME.value, NextStep.REFERRAL.value})
        self._fields["handover_note"].setVisible(goes_on)
