"""Finds the family folder that a person belongs to, through anybody who is in it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.domain.search_hit import SearchHit
from ilp_desktop.services.people import PersonPage, person_page
from ilp_desktop.services.searching import search_people
from ilp_desktop.services.workplace import Workplace
from ui.kit.elided_label import ElidedLabel
from ui.kit.icons import icon
from ui.kit.operation import Query
from ui.kit.result_list import ResultList
from ui.kit.search_box import SearchBox
from ui.kit.style import Type, space, text_label
from ui.screens.loket.lines import family_line

_MOST = 12


class FamilyPicker(QFrame):
    """``chosen`` carries the ``PersonPage`` of a member; ``left`` when the person is to have a folder of their own."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._workplace = workplace
        self._found: Query[tuple[str, tuple[SearchHit, ...]]] = Query(self, lambda answer: self._show(*answer))
        self._opened: Query[PersonPage] = Query(self, self.chosen.emit)
        self._hits: ResultList[SearchHit] = ResultList(lambda hit: family_line(hit, workplace.today), self)
        self._hits.setObjectName("family_hits")
        self._hits.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._hits.hide()
        self.box = SearchBox("Cari keluarga: nama atau No. KK", self._hits, self)
        self.box.setObjectName("family_search")
        self._name = ElidedLabel(Type.BASE, self)
        self._name.setObjectName("family_name")
        self._leave = QPushButton(icon("x"), "Lepas", self)
        self._leave.setObjectName("family_leave")
        self._leave.setProperty("kind", "quiet")
        self._leave.clicked.connect(self.left)
        self.box.searched.connect(self._search)
        self.box.accepted.connect(lambda _text: self._hits.open_current())
        self._hits.opened.connect(self._open)
        row = QHBoxLayout()
        row.addWidget(self._name, 1)
        row.addWidget(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(3), space(2), space(3), space(3))
        column.setSpacing(space(2))
        column.addWidget(text_label("Keluarga (satu map)", strong=True, parent=self))
        column.addLayout(row)
        column.addWidget(self.box)
        column.addWidget(self._hits, 1)
        column.addStretch(0)

    def show_family(self, words: str) -> None:
        """Say to which family the person belongs; empty: none yet."""
        self._name.show_text(words or "Map baru akan dibuat.")
        self._leave.setVisible(bool(words))
        self.box.clear()

    def _search(self, text: str) -> None:
        workplace = self._workplace
        self._found.ask(lambda: (text, search_people(workplace, text, _MOST) if text.strip() else ()))

    def _show(self, text: str, hits: tuple[SearchHit, ...]) -> None:
        self._hits.set_rows(hits)
        self._hits.setVisible(bool(hits))
        self.box.answered(text)

    def _open(self, hit: SearchHit) -> None:
        workplace = self._workplace
        self._opened.ask(lambda: person_page(workplace, hit.patient_id))
