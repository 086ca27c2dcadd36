"""Who waits for this room, with what must not be overlooked."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ilp_desktop.domain.identifiers import QueueEntryId
from ilp_desktop.domain.visit import Cluster, QueueStatus
from ilp_desktop.domain.waiting import WaitingPerson
from ilp_desktop.domain.words import word
from ui.actions import action
from ui.kit.action_button import ActionButton
from ui.kit.choice_row import Choice, ChoiceRow
from ui.kit.result_list import ResultLine, ResultList
from ui.kit.style import Tone, Type, space, text_label
from ui.screens.cluster.state import next_to_call, waiting_line

WIDTH = 288
NARROWEST = 216
_TICK = 30_000


class WaitingColumn(QWidget):
    """``opened`` carries a ``WaitingPerson``, ``call_wanted`` is the button of F5.

    ``absent`` is the button for a person who was called and did not come.
    """

    opened = Signal(object)
    call_wanted = Signal()

    def __init__(
        self, clusters: Sequence[Cluster], clock: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("waiting_column")
        self.setMinimumWidth(NARROWEST)
        self.setMaximumWidth(WIDTH)
        self._clock = clock
        self._people: tuple[WaitingPerson, ...] = ()
        self._title = text_label("Menunggu", Type.LARGE, strong=True, parent=self)
        self._title.setObjectName("waiting_title")
        self._filter = ChoiceRow([Choice(id=one.value, label=word(one)) for one in clusters], parent=self)
        self._filter.setObjectName("waiting_filter")
        self._filter.setVisible(len(clusters) > 1)
        self._filter.changed.connect(self._show)
        self._list: ResultList[WaitingPerson] = ResultList(self._line, self)
        self._list.setObjectName("waiting_list")
        self._list.opened.connect(self.opened)
        self._empty = text_label("Tidak ada yang menunggu. Yang didaftarkan di loket muncul di sini.", muted=True)
        self._empty.setWordWrap(True)
        self._empty.hide()
        call = ActionButton(action("call"), kind="primary", icon_name="megaphone", parent=self)
        call.clicked.connect(self.call_wanted)
        self.absent = QPushButton("Tidak datang", self)
        self.absent.setObjectName("mark_absent")
        self.absent.setProperty("kind", "quiet")
        keeps_its_place = self.absent.sizePolicy()
        keeps_its_place.setRetainSizeWhenHidden(True)
        self.absent.setSizePolicy(keeps_its_place)
        self.absent.hide()
        self.setFocusProxy(self._list)
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK)
        self._ticker.timeout.connect(self._list.viewport().update)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(self._title)
        column.addWidget(self._filter)
        column.addWidget(self._empty)
        column.addWidget(self._list, 1)
        column.addStretch(0)
        column.addWidget(call)
        column.addWidget(self.absent)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    def show_people(self, people: Sequence[WaitingPerson]) -> None:
        """Show who waits; the cursor stays with the person it was on."""
        self._people = tuple(people)
        self._show()

    def choose_cluster(self, cluster: Cluster) -> None:
        """Show only those who wait for one of the rooms."""
        self._filter.set_value(cluster.value)
        self._show()

    def people(self) -> Sequence[WaitingPerson]:
        """Who is shown."""
        return self._list.rows()

    def to_call(self) -> WaitingPerson | None:
        """Whom F5 calls: the one chosen in the list, else the first who was not called yet."""
        chosen = self._list.current_row()
        if self._list.hasFocus() and chosen is not None:
            return chosen
        return next_to_call(self._list.rows()) or chosen

    def person(self, entry_id: QueueEntryId) -> WaitingPerson | None:
        """Somebody by their place in the queue."""
        return next((one for one in self._people if one.entry.id == entry_id), None)

    def point_at(self, entry_id: QueueEntryId) -> None:
        """Put the cursor of the list on somebody."""
        rows = self._list.rows()
        place = next((number for number, one in enumerate(rows) if one.entry.id == entry_id), None)
        if place is not None:
            self._list.walk(place - self._list.currentIndex().row())

    def showEvent(self, event: QShowEvent) -> None:
        """From now on the minutes are drawn anew as time passes."""
        super().showEvent(event)
        self._ticker.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticker.stop()

    def _show(self) -> None:
        wanted = self._filter.value()
        shown = tuple(one for one in self._people if not wanted or one.entry.cluster == wanted)
        before = self._list.current_row()
        self._list.set_rows(shown)
        if before is not None:
            self.point_at(before.entry.id)
        waiting = sum(one.entry.status is QueueStatus.WAITING for one in shown)
        self._title.setText(f"Menunggu {waiting}" if shown else "Menunggu")
        self._list.setVisible(bool(shown))
        self._empty.setVisible(not shown)

    def _line(self, person: WaitingPerson) -> ResultLine:
        line = waiting_line(person, self._clock())
        tone = Tone.AMBER if line.is_urgent else Tone.PLAIN
        return ResultLine(title=line.title, trailing=line.waited, detail=line.detail, state=line.state, tone=tone)
