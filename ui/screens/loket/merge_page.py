"""Two records of one person side by side, and made one with a reason; it can be taken apart again."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.domain.bookkeeping import PatientMerge
from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.search_hit import SearchHit
from ilp_desktop.services.merging_people import MergeCommand, merge_people
from ilp_desktop.services.people import PersonPage, person_page
from ilp_desktop.services.searching import search_people
from ilp_desktop.services.workplace import Workplace
from ui.kit.badge import Notice
from ui.kit.choice_row import Choice, ChoiceRow
from ui.kit.data_table import DataTable
from ui.kit.icons import icon
from ui.kit.labelled_field import LabelledField
from ui.kit.operation import Operation, Query
from ui.kit.result_list import ResultList
from ui.kit.search_box import SearchBox
from ui.kit.style import Tone, Type, space, text_label
from ui.kit.table_model import Column
from ui.screens.loket.comparison import ComparedField, compare
from ui.screens.loket.lines import hit_line
from ui.screens.loket.person_form import sentences

_MOST = 20
_SIDE_WIDTH = 320


class MergePage(QWidget):
    """``merged`` carries the id of the record that is kept, ``left`` when nothing is to be merged after all."""

    merged = Signal(str)
    left = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("merge_page")
        self._workplace = workplace
        self._first: PersonPage | None = None
        self._second: PersonPage | None = None
        self._firsts: Query[PersonPage] = Query(self, self._show_first)
        self._seconds: Query[PersonPage] = Query(self, self._show_second)
        self._found: Query[tuple[str, tuple[SearchHit, ...]]] = Query(self, lambda answer: self._show_hits(*answer))
        self._hits: ResultList[SearchHit] = ResultList(lambda hit: hit_line(hit, workplace.today), self)
        self._hits.setObjectName("merge_hits")
        self._hits.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._box = SearchBox("Cari data yang satu lagi", self._hits, self)
        self._box.setObjectName("merge_search")
        self._table: DataTable[ComparedField] = DataTable(
            (
                Column(title="", text=lambda line: line.label, width=120),
                Column(title="Data ini", text=lambda line: line.first, tone=_tone),
                Column(title="Data yang dicari", text=lambda line: line.second, tone=_tone),
                Column(title="", text=lambda line: line.verdict, width=100, tone=_tone),
            ),
            self,
        )
        self._table.setObjectName("comparison")
        self._keep = ChoiceRow([], numbered=True, clearable=False, parent=self)
        self._keep.setObjectName("merge_keep")
        self._reason = QLineEdit(self)
        self._reason.setObjectName("merge_reason")
        self._reason.setMaxLength(200)
        self._reason_field = LabelledField("Mengapa keduanya orang yang sama", self._reason, required=True)
        self._problem = Notice(parent=self, wraps=True)
        self._problem.setObjectName("merge_problem")
        self._merge = QPushButton("Gabungkan   Ctrl+S", self)
        self._merge.setObjectName("merge_now")
        self._merge.setProperty("kind", "primary")
        self._merge.clicked.connect(self.merge)
        self._box.searched.connect(self._search)
        self._box.accepted.connect(lambda _text: self._hits.open_current())
        self._hits.opened.connect(self._hit_opened)
        self._place()

    def begin(self, patient_id: PatientId) -> None:
        """Compare this record with one that is still to be found."""
        workplace = self._workplace
        self._second = None
        self._reason.clear()
        self._problem.say("", Tone.RED)
        self._reason_field.show_hint()
        self._box.clear()
        self._firsts.ask(lambda: person_page(workplace, patient_id))
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    def merge(self) -> None:
        """Make the two records one."""
        if self._first is None or self._second is None:
            self._problem.say("Cari dan pilih dulu data yang satu lagi.", Tone.AMBER)
            self._box.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        pair = (self._first.patient.id, self._second.patient.id)
        survivor, absorbed = pair if self._keep.value() == pair[0] else (pair[1], pair[0])
        workplace = self._workplace
        command = MergeCommand(survivor_id=survivor, absorbed_id=absorbed, reason=self._reason.text())
        operation = Operation(self, lambda: merge_people(workplace, command))
        operation.on_success(self._merged).on_rejected(self._show_problems).run()

    def _merged(self, merge: PatientMerge) -> None:
        self.merged.emit(merge.survivor_id)

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        told = sentences(problems)
        self._reason_field.show_problem(told.pop("reason", ""))
        self._problem.say(" ".join(told.values()), Tone.RED)

    def _show_first(self, page: PersonPage) -> None:
        self._first = page
        self._box.setText(page.patient.name)
        self._show_pair(self._workplace.today)

    def _show_second(self, page: PersonPage) -> None:
        self._second = page
        self._problem.say("", Tone.RED)
        self._show_pair(self._workplace.today)
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_pair(self, today: date) -> None:
        if self._first is None:
            return
        self._table.set_rows(compare(self._first, self._second or self._first, today) if self._second else ())
        pages = [page for page in (self._first, self._second) if page is not None]
        self._keep.set_choices(
            [
                Choice(id=page.patient.id, label=f"{page.patient.name} · RM {page.patient.medical_record_number}")
                for page in pages
            ]
        )
        self._keep.set_value(self._first.patient.id)

    def _search(self, text: str) -> None:
        workplace = self._workplace
        self._found.ask(lambda: (text, search_people(workplace, text, _MOST) if text.strip() else ()))

    def _show_hits(self, text: str, hits: tuple[SearchHit, ...]) -> None:
        own = None if self._first is None else self._first.patient.id
        self._hits.set_rows([hit for hit in hits if hit.patient_id != own])
        self._box.answered(text)

    def _hit_opened(self, hit: SearchHit) -> None:
        workplace = self._workplace
        self._seconds.ask(partial(person_page, workplace, hit.patient_id))

    def _place(self) -> None:
        back = QPushButton(icon("chevron-left"), "Kembali   Esc", self)
        back.setObjectName("merge_back")
        back.clicked.connect(self.left)
        top = QHBoxLayout()
        top.setSpacing(space(2))
        top.addWidget(back)
        top.addWidget(text_label("Gabungkan data ganda", Type.LARGE, strong=True, parent=self), 1)
        top.addWidget(self._merge)
        left = QVBoxLayout()
        left.setSpacing(space(2))
        left.addWidget(self._box)
        left.addWidget(self._hits, 1)
        side = QWidget(self)
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(_SIDE_WIDTH)
        card = QFrame(self)
        card.setProperty("card", True)
        right = QVBoxLayout(card)
        right.setContentsMargins(space(4), space(3), space(4), space(3))
        right.setSpacing(space(2))
        right.addWidget(self._table, 1)
        right.addWidget(text_label("Data yang tetap dipakai", strong=True, parent=card))
        right.addWidget(self._keep)
        told = text_label(
            "Kunjungan dari data lainnya pindah ke data ini, kedua No. RM tetap dikenal, dan gabungan bisa dipisahkan.",
            Type.SMALL,
            muted=True,
            parent=card,
        )
        told.setWordWrap(True)
        right.addWidget(told)
        right.addWidget(self._reason_field)
        right.addWidget(self._problem)
        middle = QHBoxLayout()
        middle.setSpacing(space(3))
        middle.addWidget(side)
        middle.addWidget(card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addLayout(top)
        column.addLayout(middle, 1)


def _tone(line: ComparedField) -> Tone:
    return Tone.AMBER if line.differs else Tone.PLAIN
