"""Whom to open: who waits for klaster 2, or who is found by typing a name or number."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilp_desktop.services.workplace import Workplace
from ui.kit.operation import Query
from ui.kit.result_list import ResultLine, ResultList
from ui.kit.search_box import SearchBox
from ui.kit.style import Type, space, text_label
from ui.screens.immunisation.candidates import Candidate, found_people, waiting_children


class ChoosingPage(QWidget):
    """``chosen`` carries a ``Candidate``."""

    chosen = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._people: ResultList[Candidate] = ResultList(
            lambda one: ResultLine(title=one.title, detail=one.detail), self
        )
        self._people.setObjectName("immunisation_people")
        self._people.opened.connect(self.chosen)
        self._search = SearchBox("Cari anak atau ibu: nama, NIK, No. RM", self._people, self)
        self._search.setObjectName("immunisation_search")
        self._search.searched.connect(lambda _text: self.refresh())
        self._search.accepted.connect(lambda _text: self._people.open_current())
        self._title = text_label("Menunggu klaster 2", strong=True, parent=self)
        self._listed: Query[tuple[Candidate, ...]] = Query(self, self._show_people)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(text_label("Imunisasi", Type.TITLE, strong=True, parent=self))
        column.addWidget(self._search)
        column.addWidget(self._title)
        column.addWidget(self._people, 1)

    def refresh(self) -> None:
        """Read the list again."""
        typed, workplace = self._search.text().strip(), self._workplace
        if typed:
            self._listed.ask(lambda: found_people(workplace, typed))
        else:
            self._listed.ask(lambda: waiting_children(workplace))

    def begin(self) -> None:
        """Nothing is typed, the cursor stands ready."""
        self._search.clear()
        self.focus_search()

    def focus_search(self) -> None:
        """The cursor goes to where the typing starts."""
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_people(self, people: tuple[Candidate, ...]) -> None:
        self._people.set_rows(people)
        typed = self._search.text().strip()
        self._title.setText("Ditemukan" if typed else f"Menunggu klaster 2: {len(people)}")
        self._search.answered(self._search.text())
