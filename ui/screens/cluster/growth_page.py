"""How a child grows: the KMS and the charts of each index with its own points, in words, and every measurement."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.domain.clinical.growth import Index
from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.services.growth_papers import ChildChart, ChildGrowth, child_charts
from ilp_desktop.services.workplace import Workplace
from ui.kit.badge import Notice
from ui.kit.choice_row import Choice, ChoiceRow
from ui.kit.curve_chart import CurveChart
from ui.kit.data_table import DataTable
from ui.kit.emptying import empty
from ui.kit.icons import icon
from ui.kit.operation import Query
from ui.kit.style import Tone, space
from ui.kit.table_model import Column
from ui.screens.cluster.growth_words import (
    GrowthRow,
    chart_name,
    curve_sheet,
    first_chart,
    growth_rows,
    growth_sentences,
)

_WHEN: tuple[Column[GrowthRow], ...] = (
    Column(title="Tanggal", text=lambda row: row.day, width=88),
    Column(title="Umur", text=lambda row: row.age, width=84),
)
_WEIGHT: Column[GrowthRow] = Column(title="BB", text=lambda row: row.weight, width=58, is_number=True)
_HEIGHT: Column[GrowthRow] = Column(title="PB/TB", text=lambda row: row.height, width=70, is_number=True)
_HEAD: Column[GrowthRow] = Column(title="LK", text=lambda row: row.head, width=64, is_number=True)
_MEASURED: dict[Index, tuple[Column[GrowthRow], ...]] = {
    Index.WEIGHT_FOR_AGE: (_WEIGHT,),
    Index.HEIGHT_FOR_AGE: (_HEIGHT,),
    Index.WEIGHT_FOR_HEIGHT: (_WEIGHT, _HEIGHT),
    Index.BODY_MASS_FOR_AGE: (_WEIGHT, _HEIGHT),
    Index.HEAD_FOR_AGE: (_HEAD,),
}
_SAYS: tuple[Column[GrowthRow], ...] = (
    Column(title="Z", text=lambda row: row.score, width=66, is_number=True),
    Column(
        title="Status",
        text=lambda row: row.category,
        tone=lambda row: Tone.RED if row.is_far else Tone.PLAIN,
    ),
)
_KMS: Column[GrowthRow] = Column(title="KMS", text=lambda row: row.gain, width=62)


_NARROW, _TABLE_WIDTH = 900, 526


class GrowthPage(QWidget):
    """``arrived`` when the child that was asked for is shown, ``left`` when the user goes back.

    ``paper_wanted`` carries the number of the chart that should be printed.
    """

    arrived = Signal()
    paper_wanted = Signal(int)
    left = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("growth_page")
        self._workplace = workplace
        self._growth: ChildGrowth | None = None
        self._choice = ChoiceRow((), numbered=True, clearable=False, parent=self)
        self._choice.setObjectName("growth_charts")
        self._choice.changed.connect(self._show_chosen)
        self._chart = CurveChart(self)
        self._chart.setObjectName("growth_chart")
        self._tables = {index: self._table(index) for index in Index}
        self._sentences = QVBoxLayout()
        self._sentences.setSpacing(space(1))
        self._print = QPushButton(icon("printer"), " Lihat dan cetak   F7", self)
        self._print.setObjectName("growth_print")
        self._print.setAutoDefault(False)
        self._print.clicked.connect(self.want_paper)
        self._place()
        self._read: Query[ChildGrowth] = Query(self, self._show_growth)

    def read(self, patient_id: PatientId) -> None:
        """Show a child; the chart that was looked at stays, when the child has it."""
        workplace = self._workplace
        self._read.ask(lambda: child_charts(workplace, patient_id))

    def begin(self) -> None:
        """Another child: nothing is chosen yet."""
        self._read.forget()
        self._growth = None
        self._choice.set_choices(())

    def focus_first(self) -> None:
        """The cursor goes to the charts."""
        self._choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def want_paper(self) -> None:
        """Ask for the paper of the chart on the screen."""
        if self._shown() is not None:
            self.paper_wanted.emit(int(self._choice.value()))

    def _show_growth(self, growth: ChildGrowth) -> None:
        self._growth = growth
        chosen = self._choice.value()
        self._choice.set_choices([Choice(id=str(one.number), label=chart_name(one.chart)) for one in growth.charts])
        known = {str(one.number) for one in growth.charts}
        self._choice.set_value(chosen if chosen in known else str(first_chart(growth, self._workplace.today)))
        self._show_chosen()
        self.arrived.emit()

    def _place(self) -> None:
        back = QPushButton("Kembali   Esc", self)
        back.setObjectName("growth_back")
        back.setProperty("kind", "quiet")
        back.setAutoDefault(False)
        back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.addWidget(self._choice, 1)
        head.addWidget(self._print)
        head.addWidget(back)
        tables = QVBoxLayout()
        for table in self._tables.values():
            tables.addWidget(table, 1)
        self._words = QWidget(self)
        self._words.setLayout(self._sentences)
        self._drawn = self._card(self._chart)
        self._measured = QWidget(self)
        self._measured.setMinimumWidth(_TABLE_WIDTH)
        self._measured.setLayout(tables)
        for layout in (self._sentences, tables):
            layout.setContentsMargins(0, 0, 0, 0)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(space(3))
        self._grid.setVerticalSpacing(space(2))
        self._arrange(is_narrow=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addLayout(head)
        column.addLayout(self._grid, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow window chart and table stand one below the other."""
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW
        if is_narrow is not self._is_narrow:
            self._arrange(is_narrow=is_narrow)

    def _arrange(self, *, is_narrow: bool) -> None:
        self._is_narrow = is_narrow
        for part in (self._words, self._drawn, self._measured):
            self._grid.removeWidget(part)
        if is_narrow:
            for row, part in enumerate((self._words, self._drawn, self._measured)):
                self._grid.addWidget(part, row, 0)
        else:
            self._grid.addWidget(self._drawn, 0, 0, 2, 1)
            self._grid.addWidget(self._words, 0, 1)
            self._grid.addWidget(self._measured, 1, 1)
        self._grid.setRowStretch(1, 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 0 if is_narrow else 1)

    def _table(self, index: Index) -> DataTable[GrowthRow]:
        """The measurements that an index is made of; the letters of the KMS stand beside the weights."""
        gains = (_KMS,) if index is Index.WEIGHT_FOR_AGE else ()
        table: DataTable[GrowthRow] = DataTable((*_WHEN, *_MEASURED[index], *_SAYS, *gains), self)
        table.setObjectName("growth_table")
        return table

    def _card(self, part: QWidget) -> QFrame:
        card = QFrame(self)
        card.setProperty("card", True)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(space(3), space(3), space(3), space(2))
        inside.addWidget(part)
        return card

    def _shown(self) -> ChildChart | None:
        if self._growth is None or not self._choice.value():
            return None
        number = int(self._choice.value())
        return next((one for one in self._growth.charts if one.number == number), None)

    def _show_chosen(self) -> None:
        shown, growth = self._shown(), self._growth
        if shown is None or growth is None:
            return
        self._chart.show_sheet(curve_sheet(growth, shown))
        for index, table in self._tables.items():
            table.setVisible(index is shown.chart.index)
        self._tables[shown.chart.index].set_rows(growth_rows(growth, shown.chart))
        empty(self._sentences)
        for text, tone in growth_sentences(growth, shown.chart):
            self._sentences.addWidget(Notice(text, tone, self, wraps=True))
