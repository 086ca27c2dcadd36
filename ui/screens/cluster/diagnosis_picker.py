"""Chooses diagnoses by code, name or everyday word; each with its kind of case, which may be changed."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ilp_desktop.domain.diagnosis import Diagnosis
from ilp_desktop.domain.visit import CaseKind
from ilp_desktop.services.diagnoses import find_diagnoses
from ilp_desktop.services.rooms import DiagnosisChoice
from ui.kit.choice_row import Choice, ChoiceRow
from ui.kit.elided_label import ElidedLabel
from ui.kit.icons import icon
from ui.kit.operation import Query
from ui.kit.result_list import ResultLine, ResultList
from ui.kit.search_box import SearchBox
from ui.kit.style import Type, space, text_label

_SHOWN_ROWS = 4
_CASES = tuple(Choice(id=kind.value, label=kind.value) for kind in CaseKind)


class DiagnosisPicker(QWidget):
    """The first diagnosis is the main one. ``propose`` gives the kind of case of a code, on the database thread."""

    changed = Signal()

    def __init__(self, propose: Callable[[str], CaseKind], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._propose = propose
        self._choices: tuple[DiagnosisChoice, ...] = ()
        self._rows: list[QWidget] = []
        self._list: ResultList[Diagnosis] = ResultList(_line, self)
        self._list.setObjectName("diagnosis_results")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.opened.connect(self._choose)
        self._list.hide()
        self.box = SearchBox("Kode ICD-10, nama, atau kata sehari-hari", self._list, self)
        self.box.setObjectName("diagnosis_search")
        self.box.searched.connect(self._search)
        self.box.accepted.connect(lambda _text: self._list.open_current())
        self._found: Query[tuple[str, tuple[Diagnosis, ...]]] = Query(self, self._show_found)
        self._proposed: Query[tuple[str, CaseKind]] = Query(self, self._show_proposed)
        self._chosen = QVBoxLayout()
        self._chosen.setSpacing(space(1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        column.addWidget(self.box)
        column.addWidget(self._list)
        column.addLayout(self._chosen)
        self.setFocusProxy(self.box)

    def value(self) -> tuple[DiagnosisChoice, ...]:
        """What is chosen, the main one first."""
        return self._choices

    def set_value(self, choices: tuple[DiagnosisChoice, ...]) -> None:
        """Show these."""
        self._choices = choices
        self._show_choices()

    def _search(self, text: str) -> None:
        if not text.strip():
            self._found.forget()
            self._list.hide()
            return
        self._found.ask(lambda: (text, find_diagnoses(text)))

    def _show_found(self, answer: tuple[str, tuple[Diagnosis, ...]]) -> None:
        text, found = answer
        self._list.set_rows(found)
        row = self._list.sizeHintForRow(0) if found else 0
        self._list.setFixedHeight(row * min(_SHOWN_ROWS, len(found)) + 4)
        self._list.setVisible(bool(found))
        self.box.answered(text)

    def _choose(self, found: Diagnosis) -> None:
        self.box.clear()
        self._list.hide()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        if any(choice.code == found.code for choice in self._choices):
            return
        self.set_value((*self._choices, DiagnosisChoice(code=found.code, name=found.name)))
        self.changed.emit()
        code = found.code
        self._proposed.ask(lambda: (code, self._propose(code)))

    def _show_proposed(self, answer: tuple[str, CaseKind]) -> None:
        code, kind = answer
        self.set_value(
            tuple(
                replace(choice, case_kind=kind) if choice.code == code and choice.case_kind is None else choice
                for choice in self._choices
            )
        )
        self.changed.emit()

    def _show_choices(self) -> None:
        for row in self._rows:
            self._chosen.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(choice, place) for place, choice in enumerate(self._choices)]
        for row in self._rows:
            self._chosen.addWidget(row)

    def _row(self, choice: DiagnosisChoice, place: int) -> QWidget:
        row = QWidget(self)
        row.setObjectName(f"diagnosis_{choice.code}")
        name = ElidedLabel(Type.BASE, row)
        name.show_text(choice.name)
        name.setToolTip(choice.name)
        cases = ChoiceRow(_CASES, clearable=False, parent=row)
        cases.setObjectName("case_kind")
        cases.setAccessibleName(f"Jenis kasus {choice.name}")
        cases.setFixedWidth(space(42))
        cases.set_value(choice.case_kind.value if choice.case_kind else "")
        cases.changed.connect(lambda: self._set_case(choice.code, CaseKind(cases.value())))
        remove = QToolButton(row)
        remove.setObjectName("remove_diagnosis")
        remove.setProperty("kind", "quiet")
        remove.setIcon(icon("x"))
        remove.setToolTip(f"Hapus {choice.code}")
        remove.setAccessibleName(f"Hapus diagnosis {choice.name}")
        remove.clicked.connect(lambda: self._remove(choice.code))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(space(2))
        line.addWidget(text_label(choice.code, strong=place == 0, parent=row))
        line.addWidget(name, 1)
        line.addWidget(cases)
        line.addWidget(remove)
        return row

    def _set_case(self, code: str, kind: CaseKind) -> None:
        self._choices = tuple(
            replace(choice, case_kind=kind) if choice.code == code else choice for choice in self._choices
        )
        self.changed.emit()

    def _remove(self, code: str) -> None:
        self.set_value(tuple(choice for choice in self._choices if choice.code != code))
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()


def _line(found: Diagnosis) -> ResultLine:
    words = ", ".join(found.everyday_words) or (found.english if found.english != found.name else "")
    return ResultLine(
        title=f"{found.code}  {found.name}",
        detail=words,
        state="tuntas di FKTP" if found.is_primary_care else "",
    )
