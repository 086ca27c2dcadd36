"""The working area: which desa, in which order of numbers, and the dusun of each."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ilp_desktop.domain.identifiers import VillageCode
from ilp_desktop.domain.region import VillagePath
from ui.kit.labelled_field import LabelledField
from ui.kit.operation import Query
from ui.kit.style import Type, space, text_label
from ui.kit.village_search import VillageSearch
from ui.screens.first_run.page import WizardPage
from ui.screens.first_run.state import HAMLETS_PLACEHOLDER, WizardState

_Offer = tuple[tuple[VillageCode, str], ...]


class AreaPage(WizardPage):
    """Villages at the left with a tick, their dusun at the right, further villages by search."""

    heading = "Wilayah kerja"
    explanation = "Centang desa dan kelurahan yang dilayani. Nomor desa dalam No. RM mengikuti urutan ini."

    def __init__(self, state: WizardState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self._asked = ""
        self._list = QListWidget(self)
        self._list.setObjectName("area_villages")
        self._list.setSpacing(2)
        self._list.itemChanged.connect(self._ticked)
        self._list.currentRowChanged.connect(self._show_hamlets)
        self._all = QPushButton("Centang semua", self)
        self._all.setObjectName("area_all")
        self._all.setProperty("kind", "quiet")
        self._all.setAutoDefault(False)
        self._all.clicked.connect(self._tick_all)
        self._count = text_label("", Type.SMALL, muted=True, parent=self)
        self._hamlets = QPlainTextEdit(self)
        self._hamlets.setObjectName("area_hamlets")
        self._hamlets.setPlaceholderText(HAMLETS_PLACEHOLDER)
        self._hamlets.setTabChangesFocus(True)
        self._hamlets.textChanged.connect(self._hamlets_typed)
        self._hamlets_field = self.fill_room(
            LabelledField(
                "Dusun atau lingkungan",
                self._hamlets,
                hint="Satu baris satu dusun; boleh dilengkapi nanti di Pengaturan.",
                parent=self,
            )
        )
        self._search = VillageSearch("Desa di kecamatan lain: ketik namanya", state.near, self)
        self._search.chosen.connect(self._added)
        self._query: Query[_Offer] = Query(self, self._offer)
        self.fields = {"villages": self.fill_room(LabelledField("Desa dan kelurahan", self._list, parent=self))}
        self._place()

    def enter(self) -> None:
        district = self.state.district
        if district is not None and district.code != self._asked:
            self._asked = district.code
            self._query.ask(lambda: _villages(district.code))
        self._fill()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, villages: _Offer) -> None:
        district = self.state.district
        first_time = not self.state.area
        self.state.offer_villages(district.name if district else "", villages)
        if first_time:
            for village in self.state.area:
                village.chosen = True
        self._fill()

    def _fill(self) -> None:
        current = max(0, self._list.currentRow())
        self._list.blockSignals(True)
        self._list.clear()
        own = self.state.district.name if self.state.district else ""
        for village in self.state.area:
            elsewhere = f"   (Kec. {village.district})" if village.district != own else ""
            item = QListWidgetItem(f"{village.name}{elsewhere}", self._list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if village.chosen else Qt.CheckState.Unchecked)
        self._list.blockSignals(False)
        if self.state.area:
            self._list.setCurrentRow(min(current, len(self.state.area) - 1))
            self._show_hamlets(self._list.currentRow())
        self._tell_count()

    def _ticked(self, item: QListWidgetItem) -> None:
        row = self._list.row(item)
        self.state.area[row].chosen = item.checkState() is Qt.CheckState.Checked
        self._list.setCurrentRow(row)
        self._tell_count()

    def _tick_all(self) -> None:
        wanted = not all(village.chosen for village in self.state.area)
        for village in self.state.area:
            village.chosen = wanted
        self._fill()

    def _show_hamlets(self, row: int) -> None:
        village = self.state.area[row] if 0 <= row < len(self.state.area) else None
        self._hamlets.blockSignals(True)
        self._hamlets.setPlainText(village.hamlets if village else "")
        self._hamlets.blockSignals(False)
        self._hamlets.setEnabled(village is not None and village.chosen)
        self._hamlets_field.set_label(
            f"Dusun atau lingkungan di {village.name}" if village else "Dusun atau lingkungan"
        )

    def _hamlets_typed(self) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self.state.area):
            self.state.area[row].hamlets = self._hamlets.toPlainText()

    def _added(self, path: VillagePath) -> None:
        village = self.state.add_village(path)
        self._search.box.clear()
        self._fill()
        self._list.setCurrentRow(self.state.area.index(village))

    def _tell_count(self) -> None:
        chosen = sum(village.chosen for village in self.state.area)
        self._count.setText(f"{chosen} dari {len(self.state.area)} desa dipilih")
        self._all.setText("Hapus semua centang" if chosen and chosen == len(self.state.area) else "Centang semua")
        self._hamlets.setEnabled(self._list.currentRow() >= 0 and self.state.area[self._list.currentRow()].chosen)
        if chosen:
            self.fields["villages"].show_problem("")

    def _place(self) -> None:
        under = QHBoxLayout()
        under.addWidget(self._count, 1)
        under.addWidget(self._all)
        left = QVBoxLayout()
        left.setSpacing(space(1))
        left.addWidget(self.fields["villages"], 1)
        left.addLayout(under)
        right = QVBoxLayout()
        right.setSpacing(space(4))
        right.addWidget(self._hamlets_field, 1)
        right.addWidget(self._search, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(8))
        row.addLayout(left, 1)
        row.addLayout(right, 1)


def _villages(district_code: str) -> _Offer:
    from ilp_desktop.services.places import villages

    return tuple((village.code, village.name) for village in villages(district_code))
