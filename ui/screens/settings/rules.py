"""The rules that a puskesmas may set, each with its default."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ilp_desktop.domain.visit import Cluster
from ilp_desktop.domain.words import word
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.immunisation_table import JE_HERE, MONTH_DAYS, SECOND_IPV_IN_BASIC
from ilp_desktop.services.programme_settings import (
    ADOLESCENT_IRON_TABLETS,
    ANTENATAL_K6,
    EPDS_REFER_FROM,
    JOHNSON_NUMBERS,
    KEK_FOOD_DAYS,
    ROLL_OVER_FROM,
)
from ilp_desktop.services.settings import (
    EPISODE_GAP_DAYS,
    FAMILY_PLANNING_CLUSTER,
    IDLE_MINUTES,
    MEDICAL_RECORD_PATTERN,
    NEW_VISIT_EVER,
    REFERRAL_VALID_DAYS,
    REGISTER_PAPER,
    TICKET_WIDTH,
    SettingKey,
    change_setting,
    setting,
)
from ilp_desktop.services.workplace import Workplace
from ui.kit.choice_row import Choice, ChoiceRow
from ui.kit.labelled_field import LabelledField
from ui.kit.number_field import NumberField
from ui.kit.operation import Operation, Query
from ui.kit.style import space
from ui.screens.settings.section import Section

Scalar = str | int | bool
_YES_NO = (Choice(id="yes", label="Ya"), Choice(id="no", label="Tidak"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A setting as it is asked: a whole number in a span, one of some choices, or yes and no."""

    key: SettingKey[Any]
    hint: str = ""
    span: tuple[int, int] = (0, 0)
    unit: str = ""
    choices: tuple[Choice, ...] = ()


_CLUSTERS = tuple(
    Choice(id=cluster.value, label=word(cluster)) for cluster in (Cluster("cluster_2"), Cluster("cluster_3"))
)


def _as_choices(*values: str) -> tuple[Choice, ...]:
    return tuple(Choice(id=value, label=value) for value in values)


RULES: tuple[Rule, ...] = (
    Rule(key=IDLE_MINUTES, span=(0, 120), unit="menit", hint="0: tidak pernah. Anjuran 5 sampai 10 menit."),
    Rule(key=TICKET_WIDTH, choices=(Choice(id="58", label="58 mm"), Choice(id="80", label="80 mm"))),
    Rule(key=REGISTER_PAPER, choices=(Choice(id="F4", label="F4"), Choice(id="A4", label="A4"))),
    Rule(key=FAMILY_PLANNING_CLUSTER, choices=_CLUSTERS),
    Rule(key=NEW_VISIT_EVER, choices=_YES_NO, hint="Tidak: kunjungan baru dihitung sekali setahun."),
    Rule(key=EPISODE_GAP_DAYS, span=(1, 365), unit="hari"),
    Rule(key=REFERRAL_VALID_DAYS, span=(1, 365), unit="hari"),
    Rule(key=MONTH_DAYS, span=(28, 31), unit="hari", hint="Banyak puskesmas menghitung 28 hari."),
    Rule(key=SECOND_IPV_IN_BASIC, choices=_YES_NO, hint="Tidak: IDL cukup dengan IPV 1."),
    Rule(key=JE_HERE, choices=_YES_NO, hint="Tidak: JE hanya di provinsi endemis menurut jadwal."),
    Rule(key=ANTENATAL_K6, choices=_as_choices("1-2-3", "2-1-3"), hint="1-2-3 menurut Juknis ILP 2023."),
    Rule(key=JOHNSON_NUMBERS, choices=_as_choices("13/12/11", "12/11/11"), hint="Belum masuk, masuk, lewat spina."),
    Rule(key=ROLL_OVER_FROM, span=(10, 30), unit="mmHg", hint="Umumnya 20; Jawa Timur 15."),
    Rule(key=EPDS_REFER_FROM, span=(10, 20), hint="Umumnya 13."),
    Rule(key=KEK_FOOD_DAYS, span=(30, 180), unit="hari", hint="Juknis ILP 2023: 90; juknis PMT lokal: 120."),
    Rule(key=ADOLESCENT_IRON_TABLETS, span=(13, 52), unit="tablet", hint="Umumnya 26 dari 52."),
    Rule(key=MEDICAL_RECORD_PATTERN, hint="D desa, N nomor keluarga, A anggota. Berlaku untuk orang baru."),
)


class RulesSection(Section):
    """One press saves what differs."""

    title = "Aturan"
    explanation = "Yang berbeda antarkabupaten diatur di sini. Data yang sudah tercatat tidak berubah."

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._kept: dict[str, Scalar] = {}
        self._query: Query[dict[str, Scalar]] = Query(self, self._show)
        self._editors: dict[str, QLineEdit | NumberField | ChoiceRow] = {
            rule.key.key: self._editor(rule) for rule in RULES
        }
        self.fields = {
            rule.key.key: LabelledField(rule.key.label, self._editors[rule.key.key], hint=rule.hint, parent=self)
            for rule in RULES
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(space(8))
        grid.setVerticalSpacing(space(2))
        for number, rule in enumerate(RULES):
            grid.addWidget(self.fields[rule.key.key], number // 2, number % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        save = self.button("rules_save", "Simpan   Ctrl+S", "primary")
        save.clicked.connect(self.save)
        self.head.addWidget(save)
        self.column.addLayout(grid)
        self.column.addStretch(1)

    def refresh(self) -> None:
        self._query.ask(lambda: {rule.key.key: _read(self.workplace, rule) for rule in RULES})

    def save(self) -> None:
        if any(isinstance(editor, NumberField) and editor.problem() for editor in self._editors.values()):
            return
        changed = [(rule, value) for rule in RULES if (value := self._typed(rule)) != self._kept.get(rule.key.key)]
        if not changed:
            self.say("Tidak ada yang berubah.")
            return
        operation = Operation(self, partial(_write, self.workplace, changed))
        operation.on_success(self._saved).on_rejected(self.show_problems).run()

    def _saved(self, values: dict[str, Scalar]) -> None:
        self._kept.update(values)
        self.say("Aturan tersimpan.", "Penguncian layar yang baru berlaku setelah masuk lagi.")

    def _editor(self, rule: Rule) -> QLineEdit | NumberField | ChoiceRow:
        editor: QLineEdit | NumberField | ChoiceRow
        if rule.choices:
            editor = ChoiceRow(rule.choices, clearable=False, parent=self)
        elif rule.span != (0, 0):
            first, last = rule.span
            editor = NumberField(unit=rule.unit, minimum=Decimal(first), maximum=Decimal(last), parent=self)
        else:
            editor = self.line(f"rule_{rule.key.key}", longest=40)
        editor.setObjectName(f"rule_{rule.key.key}")
        return editor

    def _typed(self, rule: Rule) -> Scalar:
        editor = self._editors[rule.key.key]
        if isinstance(editor, ChoiceRow):
            value = editor.value()
            return value == "yes" if isinstance(rule.key.default, bool) else _as_kept(rule, value)
        if isinstance(editor, NumberField):
            number = editor.value()
            return self._kept[rule.key.key] if number is None else int(number)
        return editor.text().strip() or rule.key.default

    def _show(self, values: dict[str, Scalar]) -> None:
        self._kept = dict(values)
        for rule in RULES:
            editor, value = self._editors[rule.key.key], values[rule.key.key]
            if isinstance(editor, ChoiceRow):
                editor.set_value(("yes" if value else "no") if isinstance(value, bool) else str(value))
            elif isinstance(editor, NumberField):
                editor.set_value(int(value))
            else:
                editor.setText(str(value))


def _as_kept(rule: Rule, text: str) -> Scalar:
    return int(text) if isinstance(rule.key.default, int) else text


def _read(workplace: Workplace, rule: Rule) -> Scalar:
    value: Scalar = setting(workplace, rule.key)
    return value


def _write(workplace: Workplace, changed: Sequence[tuple[Rule, Scalar]]) -> Answer[dict[str, Scalar]]:
    touched: frozenset[str] = frozenset()
    for rule, value in changed:
        answer: Answer[Scalar] = change_setting(workplace, rule.key, value)
        touched |= answer.changes
    return Answer({rule.key.key: value for rule, value in changed}, touched)
