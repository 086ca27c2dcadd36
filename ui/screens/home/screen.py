"""Beranda: the day's figures, who was told to come back, and what needs somebody."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.indonesian_text import full_date, short_date
from ilp_desktop.domain.installation import InstallationKind
from ilp_desktop.domain.routing import CLUSTER_LABELS
from ilp_desktop.domain.today import DayFigures, ExpectedReturn
from ilp_desktop.domain.visit import Cluster
from ilp_desktop.services.partners import PartnerState
from ui.kit.chart import Bar, BarChart
from ui.kit.elided_label import ElidedLabel
from ui.kit.icons import icon, pixmap
from ui.kit.operation import Query
from ui.kit.result_list import ResultLine, ResultList
from ui.kit.runtime import runtime
from ui.kit.style import Tone, Type, colours, space, text_label
from ui.screens.home.state import Figure, Overview, Task, figures, first_steps, load, partner_words, tasks
from ui.session import Session

_CHANGES = (
    "queue_entry",
    "visit",
    "patient",
    "consultation",
    "practitioner",
    "partner",
    "setting",
    "open_decision",
    "package_record",
)

_MINUTE = 60_000


def create(session: Session, _room_id: str) -> QWidget:
    """The first page of every user."""
    return HomeScreen(session)


class HomeScreen(QWidget):
    """Refreshes itself when something is recorded, and every minute, because people wait longer meanwhile."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        workplace = session.workplace
        self._kind = workplace.installation.kind
        self._query: Query[Overview] = Query(self, self._show)
        self._greeting = ElidedLabel(Type.TITLE, self)
        self._day = text_label("", muted=True, parent=self)
        self._figures = QHBoxLayout()
        self._figures.setSpacing(space(3))
        self._chart = BarChart("orang", self, decimals=0)
        self._chart_note = text_label(
            "Belum ada kunjungan hari ini. Yang pertama didaftarkan di Loket.", muted=True, parent=self
        )
        self._chart_note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._chart_pages = QStackedWidget(self)
        self._chart_pages.addWidget(self._chart)
        self._chart_pages.addWidget(self._chart_note)
        self._tasks = QVBoxLayout()
        self._tasks.setSpacing(space(1))
        self._tasks_title = text_label("", Type.LARGE, strong=True, parent=self)
        self._returns: ResultList[ExpectedReturn] = ResultList(self._return_line, self)
        self._returns.setObjectName("home_returns")
        self._returns.setProperty("bare", True)
        self._returns.opened.connect(self._open_person)
        self._returns_note = text_label("Tidak ada yang ditunggu kembali.", muted=True, parent=self)
        self._returns_note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._partners: ResultList[PartnerState] = ResultList(_partner_line, self)
        self._partners.setObjectName("home_partners")
        self._partners.setProperty("bare", True)
        self._ticker = QTimer(self)
        self._ticker.timeout.connect(self.refresh)
        self._place()
        runtime().changes.listen(self, _CHANGES, self.refresh)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ticker.start(_MINUTE)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticker.stop()

    def came_to_front(self) -> None:
        """The newest figures."""
        self.refresh()

    def refresh(self) -> None:
        """Read everything again."""
        workplace = self._session.workplace
        self._query.ask(lambda: load(workplace))

    def _show(self, overview: Overview) -> None:
        workplace = self._session.workplace
        self._greeting.show_text(f"Selamat bekerja, {workplace.user.name}")
        self._day.setText(full_date(workplace.today))
        self._show_figures(figures(overview.today))
        self._show_chart(overview.today.figures)
        new = overview.today.people == 0 and self._kind is not InstallationKind.DINAS
        steps = first_steps(overview, self._kind, workplace.user) if new or not overview.partners else ()
        found = (*tasks(overview, workplace.user), *steps)
        self._tasks_title.setText("Mulai dari sini" if steps else "Perlu perhatian")
        self._show_tasks(found)
        self._returns.set_rows(overview.today.returns)
        if self._kind is not InstallationKind.DINAS:
            self._returns.setVisible(bool(overview.today.returns))
            self._returns_note.setVisible(not overview.today.returns)
        if self._kind is InstallationKind.DINAS:
            self._partners.set_rows(overview.partners)

    def _show_figures(self, shown: Sequence[Figure]) -> None:
        _empty(self._figures)
        for figure in shown:
            self._figures.addWidget(_FigureCard(figure, self), 1)

    def _show_chart(self, day: DayFigures) -> None:
        came = [(cluster, day.came.get(cluster, 0)) for cluster in Cluster]
        bars = [Bar(name=_short(cluster), value=count) for cluster, count in came if count]
        self._chart.show_bars(bars)
        self._chart_pages.setCurrentWidget(self._chart if bars else self._chart_note)

    def _show_tasks(self, shown: Sequence[Task]) -> None:
        _empty(self._tasks)
        for task in shown:
            self._tasks.addWidget(_TaskRow(task, partial(self._go, task), self))
        if not shown:
            self._tasks.addWidget(_TaskRow(Task(text="Semua beres.", button="", room=""), None, self))

    def _go(self, task: Task) -> None:
        self._session.go_to(task.room, task.target or None)

    def _open_person(self, person: ExpectedReturn) -> None:
        self._session.go_to("registration", person.patient_id)

    def _return_line(self, person: ExpectedReturn) -> ResultLine:
        today = self._session.workplace.today
        late = person.due < today
        return ResultLine(
            title=person.name,
            detail=" · ".join(part for part in (person.village, CLUSTER_LABELS[person.cluster]) if part),
            trailing=f"RM {person.medical_record_number}",
            state=f"sejak {short_date(person.due)}" if late else "hari ini",
            tone=Tone.AMBER if late else Tone.PLAIN,
        )

    def _place(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._greeting)
        head.addWidget(self._day)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        column.addLayout(head)
        tasks_card, inside = _empty_card()
        inside.addWidget(self._tasks_title)
        inside.addLayout(self._tasks)
        right = QVBoxLayout()
        right.setSpacing(space(3))
        right.addWidget(tasks_card)
        lower = QHBoxLayout()
        lower.setSpacing(space(3))
        if self._kind is InstallationKind.DINAS:
            for part in (self._chart_pages, self._returns, self._returns_note):
                part.hide()
            lower.addWidget(_card("Puskesmas dan mitra", self._partners), 4)
            right.addStretch(1)
        else:
            self._partners.hide()
            column.addLayout(self._figures)
            lower.addWidget(_card("Kunjungan per ruang", self._chart_pages), 4)
            right.addWidget(_card("Ditunggu kembali", self._returns, self._returns_note), 1)
        lower.addLayout(right, 3)
        column.addLayout(lower, 1)


class _FigureCard(QFrame):
    def __init__(self, figure: Figure, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setAccessibleName(f"{figure.title}: {figure.number} {figure.detail}".strip())
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(3), space(4), space(3))
        column.setSpacing(0)
        column.addWidget(text_label(figure.title, muted=True, parent=self))
        column.addWidget(text_label(figure.number, Type.TITLE, strong=True, parent=self))
        column.addWidget(text_label(figure.detail, Type.SMALL, muted=True, parent=self))


class _TaskRow(QWidget):
    def __init__(self, task: Task, act: Callable[[], object] | None, parent: QWidget) -> None:
        super().__init__(parent)
        symbol = QLabel(self)
        name = "triangle-alert" if task.urgent else "arrow-right" if act else "circle-check"
        colour = colours().amber if task.urgent else colours().accent if act else colours().green
        symbol.setPixmap(pixmap(name, colour, 16))
        words = text_label(task.text, parent=self)
        words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(2))
        row.addWidget(symbol)
        row.addWidget(words, 1)
        if act is not None:
            button = QPushButton(icon("chevron-right", colours().accent), task.button, self)
            button.setObjectName(f"task_{task.room}_{task.target}")
            button.setProperty("kind", "quiet")
            button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            button.setAutoDefault(False)
            button.clicked.connect(lambda: act())
            row.addWidget(button)


def _short(cluster: Cluster) -> str:
    words = CLUSTER_LABELS[cluster].split()
    return " ".join(words[:2]) if words[0] == "Klaster" else CLUSTER_LABELS[cluster]


def _partner_line(state: PartnerState) -> ResultLine:
    never = state.last_received is None
    return ResultLine(
        title=state.partner.name,
        note=state.partner.facility_code,
        detail=partner_words(state),
        state="belum ada data" if never else "",
        tone=Tone.AMBER if never else Tone.PLAIN,
    )


def _empty_card() -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setProperty("card", True)
    inside = QVBoxLayout(card)
    inside.setContentsMargins(space(4), space(3), space(4), space(3))
    inside.setSpacing(space(2))
    return card, inside


def _card(title: str, *parts: QWidget) -> QFrame:
    card, inside = _empty_card()
    inside.addWidget(text_label(title, Type.LARGE, strong=True, parent=card))
    for part in parts:
        inside.addWidget(part, 1)
    return card


def _empty(layout: QHBoxLayout | QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = None if item is None else item.widget()
        if widget is not None:
            widget.setParent(None)
            widget.deleteLater()
