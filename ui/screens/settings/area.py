"""The working area: the desa with their numbers, and the dusun of each."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.installation import Hamlet, WorkingVillage
from ilp_desktop.domain.region import VillagePath
from ilp_desktop.services.settings import add_hamlet, add_village, change_village, hamlets, working_villages
from ilp_desktop.services.workplace import Workplace
from ui.kit.data_table import DataTable
from ui.kit.labelled_field import LabelledField
from ui.kit.number_field import NumberField
from ui.kit.operation import Operation, Query
from ui.kit.runtime import runtime
from ui.kit.style import Type, space, text_label
from ui.kit.table_model import Column
from ui.kit.village_search import VillageSearch
from ui.screens.settings.section import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageRow:
    """A desa of the working area with its dusun."""

    village: WorkingVillage
    hamlets: tuple[Hamlet, ...]


_COLUMNS: tuple[Column[VillageRow], ...] = (
    Column(title="No", text=lambda row: f"{row.village.number:02d}", width=64, is_number=True),
    Column(title="Desa atau kelurahan", text=lambda row: row.village.name),
    Column(title="Dusun", text=lambda row: str(len(row.hamlets)), width=80, is_number=True),
    Column(title="Lokus", text=lambda row: "Lokus" if row.village.focus else "", width=84),
)


class AreaSection(Section):
    """A desa is never removed: people live there on paper already. Its number may change for new people."""

    title = "Wilayah kerja"
    explanation = "Nomor desa menjadi bagian No. RM orang baru; No. RM yang sudah ada tidak berubah."

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._query: Query[tuple[VillageRow, ...]] = Query(self, self._show)
        self._table: DataTable[VillageRow] = DataTable(_COLUMNS, self)
        self._table.setObjectName("setting_villages")
        self._table.current_changed.connect(self._show_row)
        self._search = VillageSearch("Tambah desa: ketik namanya, Enter", self._near, self)
        self._search.chosen.connect(self._add_village)
        self._heading = text_label("", Type.LARGE, strong=True, parent=self)
        self._number = NumberField(minimum=Decimal(1), maximum=Decimal(99), parent=self)
        self._number.setObjectName("village_number")
        self._focus = QCheckBox("Desa lokus (stunting)", self)
        self._focus.setObjectName("village_focus")
        self._save = self.button("village_save", "Simpan   Ctrl+S", "primary")
        self._save.clicked.connect(self.save)
        self._hamlets = QListWidget(self)
        self._hamlets.setObjectName("village_hamlets")
        self._name = self.line("hamlet_name", longest=100, placeholder="Dusun baru, Enter")
        self._name.returnPressed.connect(self._add_hamlet)
        self.fields = {
            "number": LabelledField("Nomor desa", self._number, parent=self),
            "name": LabelledField("Tambah dusun atau lingkungan", self._name, parent=self),
        }
        self._place()
        runtime().changes.listen(self, {"working_village", "hamlet"}, self.refresh)

    def refresh(self) -> None:
        self._query.ask(lambda: _load(self.workplace))

    def save(self) -> None:
        row, number = self._table.current_row(), self._number.value()
        if row is None or number is None:
            return
        focus = self._focus.isChecked()
        operation = Operation(self, lambda: change_village(self.workplace, row.village, int(number), focus=focus))
        operation.on_success(lambda village: self.say(f"{village.name} tersimpan.")).on_rejected(
            self.show_problems
        ).run()

    def _add_village(self, path: VillagePath) -> None:
        operation = Operation(self, lambda: add_village(self.workplace, path.code, path.village))
        operation.on_success(self._village_added).on_rejected(self.show_problems).run()

    def _village_added(self, village: WorkingVillage) -> None:
        self._search.box.clear()
        self.say(f"{village.name} masuk wilayah kerja dengan nomor {village.number:02d}.")

    def _add_hamlet(self) -> None:
        row, name = self._table.current_row(), self._name.text()
        if row is None:
            return
        operation = Operation(self, lambda: add_hamlet(self.workplace, row.village.code, name))
        operation.on_success(lambda _hamlet: self._name.clear()).on_rejected(self.show_problems).run()

    def _show(self, rows: tuple[VillageRow, ...]) -> None:
        self._table.set_rows(rows)
        if rows and self._table.current_row() is None:
            self._table.selectRow(0)
        self._show_row(self._table.current_row())

    def _show_row(self, row: VillageRow | None) -> None:
        self.show_problems(())
        for part in (self._number, self._focus, self._save, self._name):
            part.setEnabled(row is not None)
        self._heading.setText(row.village.name if row else "Belum ada desa")
        self._number.set_value(row.village.number if row else None)
        self._focus.setChecked(bool(row and row.village.focus))
        self._hamlets.clear()
        self._hamlets.addItems([hamlet.name for hamlet in row.hamlets] if row else [])

    def _near(self) -> str:
        return self.workplace.facility.village_code or ""

    def _place(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(space(3))
        left.addWidget(self._table, 3)
        left.addWidget(self._search, 2)
        right = QVBoxLayout()
        right.setSpacing(space(2))
        right.addWidget(self._heading)
        line = QHBoxLayout()
        line.setSpacing(space(5))
        self.fields["number"].setFixedWidth(130)
        line.addWidget(self.fields["number"])
        line.addWidget(self._focus)
        line.addStretch(1)
        right.addLayout(line)
        right.addWidget(text_label("Dusun atau lingkungan", strong=True, parent=self))
        right.addWidget(self._hamlets, 1)
        right.addWidget(self.fields["name"])
        self.head.addWidget(self._save)
        row = QHBoxLayout()
        row.setSpacing(space(8))
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        self.column.addLayout(row, 1)


def _load(workplace: Workplace) -> tuple[VillageRow, ...]:
    return tuple(
        VillageRow(village=village, hamlets=hamlets(workplace, village.code)) for village in working_villages(workplace)
    )
