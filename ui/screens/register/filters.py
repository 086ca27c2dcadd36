"""The line above the register: which one, which days, which village and klaster, on which paper."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QVBoxLayout, QWidget

from ilp_desktop.domain.visit import Cluster
from ilp_desktop.domain.words import word
from ilp_desktop.services.registers import Register, RegisterListing
from ui.kit.choice_row import Choice, ChoiceRow
from ui.kit.date_field import DateField
from ui.kit.flow_layout import FlowLayout
from ui.kit.message_strip import Message, show_in_strip
from ui.kit.style import Tone, Type, space, text_label
from ui.screens.register.state import CLUSTERS, SPAN_WORDS, Opening, Span, Wanted, days_of

_PAPERS = ("A4", "F4")


class RegisterChoice(QComboBox):
    """A register chosen by typing any part of its name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("register_choice")
        self.setAccessibleName("Register")
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = self.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        line = self.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._settle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._settle()
        super().keyPressEvent(event)

    def _settle(self) -> None:
        """Take the first register that contains what was typed, or show again the one that is chosen."""
        typed = self.currentText().casefold().strip()
        if typed != self.itemText(self.currentIndex()).casefold():
            found = (at for at in range(self.count()) if typed and typed in self.itemText(at).casefold())
            self.setCurrentIndex(next(found, self.currentIndex()))
        self.setEditText(self.itemText(self.currentIndex()))


class Filters(QWidget):
    """``changed`` is emitted when something else is wanted; ``wanted`` gives it."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._listings: tuple[RegisterListing, ...] = ()
        self.choice = RegisterChoice(self)
        self._span = ChoiceRow([Choice(id=span.value, label=SPAN_WORDS[span]) for span in Span], clearable=False)
        self._span.setObjectName("span")
        self.first, self.last = DateField(today), DateField(today)
        self.first.setObjectName("first_day")
        self.last.setObjectName("last_day")
        self._village, self._cluster = QComboBox(self), QComboBox(self)
        self._village.setObjectName("village")
        self._cluster.setObjectName("cluster")
        self._paper = ChoiceRow([Choice(id=paper, label=paper) for paper in _PAPERS], clearable=False)
        self._paper.setObjectName("paper")
        self._place()
        self._connect()

    def begin(self, opening: Opening) -> None:
        """Offer what there is; today's visits first."""
        self._listings = opening.registers
        for combo in (self.choice, self._village, self._cluster):
            combo.blockSignals(True)
            combo.clear()
        for listing in opening.registers:
            self.choice.addItem(listing.title, listing.register.value)
        self.choice.setCurrentIndex(self.choice.findData(Register.VISITS.value))
        self._village.addItem("Semua desa", None)
        for code, name in opening.villages:
            self._village.addItem(name, code)
        self._cluster.addItem("Semua klaster", None)
        for cluster in CLUSTERS:
            self._cluster.addItem(word(cluster), cluster.value)
        for combo in (self.choice, self._village, self._cluster):
            combo.blockSignals(False)
        self._paper.set_value(opening.paper if opening.paper in _PAPERS else "F4")
        self._show_days(*days_of(Span.TODAY, self._today()))

    def wanted(self) -> Wanted | None:
        """What is chosen; None while a date is not right or the first day is after the last."""
        first, last = self.first.value(), self.last.value()
        if first is None or last is None or not self._listings or first.day > last.day:
            return None
        cluster = self._cluster.currentData()
        return Wanted(
            register=Register(self.choice.currentData()),
            first=first.day,
            last=last.day,
            village=self._village.currentData(),
            cluster=None if cluster is None else Cluster(cluster),
            paper=self._paper.value(),
        )

    def focus_choice(self) -> None:
        """The name of a register may be typed at once."""
        self.choice.setFocus(Qt.FocusReason.ShortcutFocusReason)
        line = self.choice.lineEdit()
        if line is not None:
            line.selectAll()

    def _span_chosen(self) -> None:
        self._show_days(*days_of(Span(self._span.value()), self._today()))
        self.changed.emit()

    def _day_typed(self) -> None:
        first, last = self.first.value(), self.last.value()
        if first is None or last is None:
            return
        if first.day > last.day:
            self._say("Hari pertama sesudah hari terakhir.", "Tukar kedua tanggalnya.")
            return
        self._show_span(first.day, last.day)
        self.changed.emit()

    def _show_days(self, first: date, last: date) -> None:
        self.first.set_value(first)
        self.last.set_value(last)
        self._show_span(first, last)

    def _show_span(self, first: date, last: date) -> None:
        known = (span.value for span in Span if days_of(span, self._today()) == (first, last))
        self._span.set_value(next(known, ""))

    def _say(self, text: str, remedy: str) -> None:
        show_in_strip(self, Message(text=text, remedy=remedy, tone=Tone.AMBER))

    def _connect(self) -> None:
        for combo in (self.choice, self._village, self._cluster):
            combo.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self._span.changed.connect(self._span_chosen)
        self._paper.changed.connect(self.changed)
        for field in (self.first, self.last):
            field.editingFinished.connect(self._day_typed)

    def _place(self) -> None:
        row = FlowLayout(self, gap=space(3))
        for field in (self.first, self.last):
            field.setFixedWidth(116)
        self._village.setFixedWidth(164)
        self._cluster.setFixedWidth(164)
        self._span.setFixedWidth(292)
        self._paper.setFixedWidth(112)
        parts: tuple[tuple[str, QWidget], ...] = (
            ("Hari", self._span),
            ("Dari", self.first),
            ("Sampai", self.last),
            ("Desa", self._village),
            ("Klaster", self._cluster),
            ("Kertas", self._paper),
        )
        for label, editor in parts:
            part = QWidget(self)
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(space(1))
            heading = text_label(label, Type.SMALL, muted=True, parent=self)
            heading.setBuddy(editor)
            editor.setAccessibleName(label)
            column.addWidget(heading)
            column.addWidget(editor)
            row.addWidget(part)
