"""The facility: its name and code, and the desa where it stands."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ilp_desktop.domain.installation import InstallationKind
from ilp_desktop.domain.region import Region, Village, VillagePath
from ui.kit.choice_row import Choice
from ui.kit.fields import ChoiceSearch
from ui.kit.labelled_field import LabelledField
from ui.kit.operation import Query
from ui.kit.style import Type, space, text_label
from ui.kit.village_search import VillageSearch
from ui.screens.first_run.page import WizardPage
from ui.screens.first_run.state import WizardState

_LEVELS = ("Provinsi", "Kabupaten atau kota", "Kecamatan", "Desa atau kelurahan")
Regions = tuple[Region | Village, ...]


class FacilityPage(WizardPage):
    """Searching for the desa fills everything above it; each level can also be chosen by itself."""

    heading = "Fasilitas ini"
    explanation = "Nama dan tempat ini tercetak pada surat, kartu, dan register."

    def __init__(self, state: WizardState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self._search = VillageSearch("Ketik nama desa, misalnya lanto mawasangka", state.near, self)
        self._search.chosen.connect(self._chosen)
        self._levels = [ChoiceSearch((), self) for _ in _LEVELS]
        self._offered: list[Regions] = [() for _ in _LEVELS]
        self._queries: list[Query[Regions]] = []
        for number, level in enumerate(self._levels):
            level.setObjectName(f"region_{number}")
            level.committed.connect(partial(self._picked, number))
            self._queries.append(Query(self, partial(self._offer, number)))
        self._name = self.text_line("facility_name")
        self._code = self.text_line("facility_code", longest=64)
        self._address = self.text_line("facility_address", longest=200, placeholder="misalnya Jl. Poros Lanto No. 1")
        self._postal = self.text_line("facility_postal", longest=10)
        self._phone = self.text_line("facility_phone", longest=40)
        self._email = self.text_line("facility_email", longest=120)
        place = self.fill_room(
            LabelledField("Cari desa tempat fasilitas ini", self._search, required=True, parent=self)
        )
        place.editor.setFocusProxy(self._search.box)
        self.fields = {
            "place": place,
            "facility_name": LabelledField("Nama fasilitas", self._name, required=True, parent=self),
            "facility_code": LabelledField(
                "Kode fasilitas",
                self._code,
                hint="Kode dari Kemenkes, misalnya P7414031201",
                required=True,
                parent=self,
            ),
        }
        self.clear_when_typed()
        self._place()

    def enter(self) -> None:
        state = self.state
        for line, text in self._lines():
            line.setText(text)
        self._show_regions()
        target = self._name if state.near() else self._search.box
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def collect(self) -> None:
        state = self.state
        state.name, state.code = self._name.text(), self._code.text()
        state.address, state.postal_code = self._address.text(), self._postal.text()
        state.phone, state.email = self._phone.text(), self._email.text()

    def _lines(self) -> tuple[tuple[QLineEdit, str], ...]:
        state = self.state
        return (
            (self._name, state.name),
            (self._code, state.code),
            (self._address, state.address),
            (self._postal, state.postal_code),
            (self._phone, state.phone),
            (self._email, state.email),
        )

    def _chosen(self, path: VillagePath) -> None:
        self.collect()
        self.state.choose_place(path)
        self._name.setText(self.state.name)
        self.fields["place"].show_problem("")
        self._show_regions()
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _picked(self, level: int) -> None:
        value = self._levels[level].value()
        region = next((Region(code=r.code, name=r.name) for r in self._offered[level] if r.code == value), None)
        self.collect()
        self.state.choose_region(level, region)
        self._name.setText(self.state.name)
        self.fields["place"].show_problem("")
        self._show_regions()

    def _regions(self) -> tuple[Region | None, ...]:
        state = self.state
        return state.province, state.regency, state.district, state.village

    def _show_regions(self) -> None:
        above = ""
        dinas = self.state.kind is InstallationKind.DINAS
        for level, region in enumerate(self._regions()):
            self._levels[level].show_value("" if region is None else region.name)
            wanted = level <= 1 or not dinas
            self._levels[level].setEnabled(wanted and (level == 0 or bool(above)))
            if wanted and (level == 0 or above):
                self._queries[level].ask(partial(_regions_below, level, above))
            above = "" if region is None else region.code

    def _offer(self, level: int, regions: Regions) -> None:
        self._offered[level] = regions
        self._levels[level].set_choices([Choice(id=region.code, label=region.name) for region in regions])

    def _place(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(space(2))
        left.addWidget(self.fields["place"], 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(space(3))
        grid.setVerticalSpacing(0)
        for number, (label, level) in enumerate(zip(_LEVELS, self._levels, strict=True)):
            grid.addWidget(LabelledField(label, level, parent=self), number // 2, number % 2)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(text_label("atau pilih satu per satu", Type.SMALL, muted=True, parent=self))
        right.addLayout(grid)
        right.addWidget(self.fields["facility_name"])
        right.addWidget(self.fields["facility_code"])
        right.addWidget(LabelledField("Alamat (jalan)", self._address, parent=self))
        contact = QHBoxLayout()
        contact.setSpacing(space(3))
        for label, line, share in (
            ("Kode pos", self._postal, 2),
            ("Telepon", self._phone, 3),
            ("Surel", self._email, 4),
        ):
            contact.addWidget(LabelledField(label, line, parent=self), share)
        right.addLayout(contact)
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(8))
        row.addLayout(left, 1)
        row.addLayout(right, 1)


def _regions_below(level: int, above: str) -> Regions:
    from ilp_desktop.services import places

    match level:
        case 0:
            return places.provinces()
        case 1:
            return places.regencies(above)
        case 2:
            return places.districts(above)
        case _:
            return places.villages(above)
