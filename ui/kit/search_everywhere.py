"""The box at the top that finds people, numbers, rooms and commands from anywhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.kit.operation import Query
from ui.kit.result_list import ResultLine, ResultList
from ui.kit.search_box import SearchBox
from ui.kit.style import space

_MOST_ROWS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that was found, how it reads, and what opening it does."""

    line: ResultLine
    act: Callable[[], object]


class SearchEverywhere(QWidget):
    """``commands`` answers at once on the GUI thread, ``records`` on the database thread when it is given."""

    def __init__(
        self,
        placeholder: str,
        commands: Callable[[str], Sequence[Found]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._commands = commands
        self._records: Callable[[str], Sequence[Found]] | None = None
        self._popup = QFrame(parent)
        self._popup.setProperty("card", True)
        self._popup.setObjectName("search_everywhere_popup")
        self._list: ResultList[Found] = ResultList(lambda found: found.line, self._popup)
        self._list.setObjectName("search_everywhere_results")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setProperty("bare", True)
        self._list.opened.connect(self._open)
        inside = QVBoxLayout(self._popup)
        inside.setContentsMargins(space(1), space(1), space(1), space(1))
        inside.addWidget(self._list)
        self.box = SearchBox(placeholder, self._list, self)
        self.box.setObjectName("search_everywhere")
        self.box.searched.connect(self._search)
        self.box.accepted.connect(lambda _text: self._list.open_current())
        self.box.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        self._query: Query[tuple[str, Sequence[Found]]] = Query(self, lambda answer: self._show(*answer))
        self._popup.hide()

    def set_records(self, records: Callable[[str], Sequence[Found]] | None) -> None:
        """Search these records besides the commands (None: only commands)."""
        self._records = records

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.box and event.type() is QEvent.Type.FocusOut:
            self._popup.hide()
        if watched is self.box and event.type() is QEvent.Type.FocusIn and self.box.text():
            self._place()
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        records = self._records
        if not text.strip():
            self._query.forget()
            self._list.set_rows(())
            self._popup.hide()
        elif records is None:
            self._show(text, ())
        else:
            self._query.ask(lambda: (text, records(text)))

    def _show(self, text: str, records: Sequence[Found]) -> None:
        self._list.set_rows((*records, *self._commands(text)))
        self._place()
        self.box.answered(text)

    def _place(self) -> None:
        rows = len(self._list.rows())
        host = self._popup.parentWidget()
        if rows == 0 or host is None or not self.box.hasFocus():
            self._popup.hide()
            return
        height = self._list.sizeHintForRow(0) * min(rows, _MOST_ROWS) + space(3)
        corner = host.mapFromGlobal(self.box.mapToGlobal(QPoint(0, self.box.height() + space(1))))
        self._popup.setGeometry(corner.x(), corner.y(), self.box.width(), height)
        self._popup.show()
        self._popup.raise_()

    def _open(self, found: Found) -> None:
        self.box.clear()
        self._popup.hide()
        found.act()
