"""A person at a glance: what is due today, what was done before, how the measurements went."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.domain.visit import Flag
from ilp_desktop.services.form_library import FormListing
from ilp_desktop.services.responses import end_flag
from ilp_desktop.services.visit_papers import Paper, PaperKind
from ilp_desktop.services.workplace import Workplace
from ui.kit.badge import Notice
from ui.kit.emptying import empty
from ui.kit.icons import icon
from ui.kit.message_strip import Message
from ui.kit.operation import Operation
from ui.kit.result_list import ResultLine, ResultList
from ui.kit.search_box import SearchBox
from ui.kit.sparkline import Sparkline
from ui.kit.style import Tone, Type, space, text_label
from ui.screens.cluster.room_person import RoomPerson
from ui.screens.cluster.state import (
    DueLine,
    Glance,
    HistoryLine,
    due_lines,
    glance,
    history_lines,
    matching_forms,
)

_MOST_KEYS = 9
_NO_PAPERS = Message(text="Kunjungan itu tidak punya formulir atau surat.", tone=Tone.PLAIN)


class PersonPage(QWidget):
    """``form_wanted`` carries the id of a form, ``paper_wanted`` a ``Paper`` of an earlier visit.

    ``said`` carries a ``Message``. Number keys open the due forms.
    """

    form_wanted = Signal(str)
    paper_wanted = Signal(object)
    said = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("person_page")
        self._workplace = workplace
        self._listings: tuple[FormListing, ...] = ()
        self._due: ResultList[DueLine] = ResultList(_due_line, self)
        self._due.setObjectName("due_forms")
        self._due.setProperty("bare", True)
        self._due.opened.connect(lambda line: self.form_wanted.emit(line.form_id))
        self._no_due = text_label("Tidak ada formulir yang jatuh tempo hari ini.", muted=True, parent=self)
        self._no_due.setWordWrap(True)
        self._others: ResultList[FormListing] = ResultList(_form_line, self)
        self._others.setObjectName("other_forms")
        self._others.setProperty("bare", True)
        self._others.opened.connect(lambda listing: self.form_wanted.emit(listing.form_id))
        self.search = SearchBox("Cari formulir lain", self._others, self)
        self.search.setObjectName("form_search")
        self.search.searched.connect(self._search)
        self.search.accepted.connect(lambda _text: self._others.open_current())
        self._history: ResultList[HistoryLine] = ResultList(_history_line, self)
        self._history.setObjectName("history")
        self._history.setProperty("bare", True)
        self._history.opened.connect(self._open_past)
        self._no_history = text_label("Kunjungan pertama di puskesmas ini.", muted=True, parent=self)
        self._no_history.setWordWrap(True)
        self._glance = QVBoxLayout()
        self._glance.setSpacing(space(2))
        self._place()
        for number in range(1, _MOST_KEYS + 1):
            shortcut = QShortcut(QKeySequence(str(number)), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._open_number, number))

    def show_person(self, person: RoomPerson) -> None:
        """Show what is known."""
        summary, waiting = person.summary, person.waiting
        titles = {listing.form_id: listing.title for listing in person.listings}
        self._listings = person.listings
        self._show_due(due_lines(person.due, person.listings, person.due_doses))
        self.search.clear()
        self._search("")
        self._show_history(history_lines(summary.history, titles, person.measured, waiting.visit_id))
        self._show_glance(glance(summary, person.measured, waiting.entry.handover_note))

    def focus_forms(self) -> None:
        """The cursor goes to the forms: those that are due, or the search."""
        target: QWidget = self._due if self._due.rows() else self.search
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open_number(self, number: int) -> None:
        line = next((line for line in self._due.rows() if line.number == number), None)
        if line is not None:
            self.form_wanted.emit(line.form_id)

    def _open_past(self, line: HistoryLine) -> None:
        """The forms of an earlier visit are read as they are printed; a referral likewise."""
        if line.responses:
            self.paper_wanted.emit(Paper(kind=PaperKind.FORM, subject_id=line.responses[0], title=line.title))
        elif line.referrals:
            self.paper_wanted.emit(Paper(kind=PaperKind.REFERRAL, subject_id=line.referrals[0], title=line.title))
        else:
            self.said.emit(_NO_PAPERS)

    def _end_flag(self, flag: Flag) -> None:
        workplace = self._workplace
        Operation(self, lambda: end_flag(workplace, flag.id)).on_success(
            lambda ended: self.said.emit(Message(text=f"Tidak lagi menjadi perhatian: {ended.text}", tone=Tone.PLAIN))
        ).run()

    def _show_due(self, due: tuple[DueLine, ...]) -> None:
        self._due.set_rows(due)
        self._due.setVisible(bool(due))
        self._no_due.setVisible(not due)
        rows = len(due) * self._due.sizeHintForRow(0) if due else 0
        self._due.setFixedHeight(rows + 4)

    def _show_history(self, history: tuple[HistoryLine, ...]) -> None:
        self._history.set_rows(history)
        self._history.setCurrentIndex(QModelIndex())
        self._history.setVisible(bool(history))
        self._no_history.setVisible(not history)

    def _search(self, typed: str) -> None:
        self._others.set_rows(matching_forms(self._listings, typed))
        if not typed.strip():
            self._others.setCurrentIndex(QModelIndex())
        self.search.answered(typed)

    def _place(self) -> None:
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(space(3))
        columns.addWidget(self._card("Hari ini jatuh tempo", self._no_due, self._due, self.search, self._others), 4)
        columns.addWidget(self._card("Riwayat (baru di atas)", self._no_history, self._history), 5)
        holder = QWidget(self)
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, space(2), 0)
        inside.addLayout(self._glance)
        inside.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(holder)
        columns.addWidget(self._card("Ringkas", scroll), 4)

    def _card(self, title: str, *parts: QWidget) -> QFrame:
        card = QFrame(self)
        card.setProperty("card", True)
        column = QVBoxLayout(card)
        column.setContentsMargins(space(3), space(3), space(3), space(2))
        column.setSpacing(space(2))
        column.addWidget(text_label(title, strong=True, parent=card))
        for part in parts:
            column.addWidget(part)
        if not isinstance(parts[-1], (ResultList, QScrollArea)):
            column.addStretch(1)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        return card

    def _show_glance(self, found: Glance) -> None:
        empty(self._glance)
        if found.note:
            self._glance.addWidget(text_label("Dari ruang sebelumnya", Type.SMALL, muted=True))
            note = text_label(found.note)
            note.setObjectName("handover_note")
            note.setWordWrap(True)
            self._glance.addWidget(note)
        for course in found.courses:
            self._glance.addLayout(self._course(course.name, course.last, course.values, course.normal))
        if found.problems:
            self._glance.addWidget(text_label("Masalah", Type.SMALL, muted=True))
        for text in found.problems:
            self._glance.addWidget(Notice(text, Tone.AMBER, self, wraps=True))
        if found.flags:
            self._glance.addWidget(text_label("Perhatian", Type.SMALL, muted=True))
        for flag in found.flags:
            self._glance.addLayout(self._flag(flag))
        if found.from_birth:
            self._glance.addWidget(text_label("Dari ibu, sebelum lahir", Type.SMALL, muted=True))
        for text in found.from_birth:
            self._glance.addWidget(Notice(text, Tone.AMBER, self, wraps=True))
        if not (found.note or found.courses or found.problems or found.flags or found.from_birth):
            nothing = text_label("Belum ada pengukuran dan masalah yang tercatat.", muted=True)
            nothing.setWordWrap(True)
            self._glance.addWidget(nothing)

    def _flag(self, flag: Flag) -> QLayout:
        over = QToolButton(self)
        over.setObjectName(f"end_flag_{flag.code}")
        over.setProperty("kind", "quiet")
        over.setIcon(icon("check"))
        over.setToolTip(f"Sejak {short_date(flag.since)}. Tekan bila sudah teratasi.")
        over.setAccessibleName(f"Sudah teratasi: {flag.text}")
        over.clicked.connect(lambda: self._end_flag(flag))
        row = QHBoxLayout()
        row.setSpacing(space(1))
        row.addWidget(Notice(flag.text, Tone.AMBER, self, wraps=True), 1)
        row.addWidget(over, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _course(self, name: str, last: str, values: tuple[float, ...], normal: tuple[float, float] | None) -> QLayout:
        head = QHBoxLayout()
        head.setSpacing(space(2))
        head.addWidget(text_label(name, strong=True))
        head.addWidget(text_label(last), 1)
        line = Sparkline(name)
        line.show_values(values, normal)
        course = QVBoxLayout()
        course.setSpacing(0)
        course.addLayout(head)
        course.addWidget(line)
        return course


def _due_line(line: DueLine) -> ResultLine:
    return ResultLine(title=f"{line.number}  {line.title}", detail=line.reason)


def _form_line(listing: FormListing) -> ResultLine:
    return ResultLine(title=listing.title, detail=listing.source)


def _history_line(line: HistoryLine) -> ResultLine:
    return ResultLine(title=line.title, detail=line.detail, trailing="")
