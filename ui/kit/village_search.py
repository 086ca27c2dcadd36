"""Finds a desa or kelurahan anywhere in Indonesia by typing a part of its name, or of the names above it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilp_desktop.domain.region import VillagePath
from ui.kit.operation import Query
from ui.kit.result_list import ResultLine, ResultList
from ui.kit.search_box import SearchBox
from ui.kit.style import space


class VillageSearch(QWidget):
    """``chosen`` carries the ``VillagePath``. ``near`` gives the region code whose villages come first."""

    chosen = Signal(object)

    def __init__(self, placeholder: str, near: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._near = near
        self.results: ResultList[VillagePath] = ResultList(_line, self)
        self.results.setObjectName("village_results")
        self.results.setAccessibleName("Desa yang cocok")
        self.results.setFocusPolicy(self.results.focusPolicy().NoFocus)
        self.results.opened.connect(self._choose)
        self.box = SearchBox(placeholder, self.results, self)
        self.box.setObjectName("village_search")
        self.box.searched.connect(self._search)
        self.box.accepted.connect(lambda _text: self.results.open_current())
        self._query: Query[tuple[str, tuple[VillagePath, ...]]] = Query(self, self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(self.box)
        column.addWidget(self.results, 1)

    def _search(self, text: str) -> None:
        near = self._near()

        def find() -> tuple[str, tuple[VillagePath, ...]]:
            from ilp_desktop.services.places import search_villages

            return text, search_villages(text, 20, near)

        self._query.ask(find)

    def _show(self, answer: tuple[str, tuple[VillagePath, ...]]) -> None:
        text, found = answer
        self.results.set_rows(found)
        self.box.answered(text)

    def _choose(self, path: VillagePath) -> None:
        self.chosen.emit(path)


def _line(path: VillagePath) -> ResultLine:
    return ResultLine(
        title=path.village,
        detail=f"Kec. {path.district} · {path.regency} · {path.province}",
        trailing=path.code,
    )
