"""Differences side by side: what stands here, what came, and a person chooses."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.services.decisions import ShownDecision
from ui.kit.badge import Badge, Notice
from ui.kit.empty_state import EmptyState
from ui.kit.result_list import ResultLine, ResultList
from ui.kit.style import Tone, Type, space, text_label
from ui.screens.exchange.page import Page
from ui.screens.exchange.state import moment_words

_LIST_WIDTH = 372


class Deciding(Page):
    """``decided`` carries the decision's id and whether what stands here is kept. Keys 1 and 2 choose."""

    decided = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Perlu diputuskan", "deciding", parent)
        self._list: ResultList[ShownDecision] = ResultList(_line, self)
        self._list.setObjectName("decisions")
        self._list.setFixedWidth(_LIST_WIDTH)
        self._list.current_changed.connect(self._show)
        self._subject = text_label("", Type.LARGE, strong=True, parent=self)
        self._subject.setObjectName("decision_subject")
        self._subject.setWordWrap(True)
        self._field = text_label("", muted=True, parent=self)
        self._present = Notice(parent=self)
        self._ours, self._theirs = _Side("Di sini", "Pakai yang ini   1", self), _Side("", "Pakai yang ini   2", self)
        self._ours.setObjectName("ours")
        self._theirs.setObjectName("theirs")
        self._ours.chosen.connect(lambda: self._decide(keep_ours=True))
        self._theirs.chosen.connect(lambda: self._decide(keep_ours=False))
        self._body = QStackedWidget(self)
        self._body.addWidget(self._build_pair())
        self._body.addWidget(
            EmptyState(
                "circle-check",
                "Tidak ada yang perlu diputuskan",
                "Bila dua tempat menulis isian yang sama dengan nilai berbeda, keduanya muncul di sini.",
                parent=self,
            )
        )
        self.content.addWidget(self._body, 1)

    def show_decisions(self, decisions: Sequence[ShownDecision]) -> None:
        """What still waits, the oldest first."""
        self._list.set_rows(decisions)
        self._body.setCurrentIndex(0 if decisions else 1)
        self.title.setText(f"Perlu diputuskan ({len(decisions)})" if decisions else "Perlu diputuskan")
        if decisions:
            self._show(decisions[0])
            self._list.setFocus()
        else:
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_1: True, Qt.Key.Key_2: False}
        keep_ours = keys.get(Qt.Key(event.key()))
        if keep_ours is None:
            super().keyPressEvent(event)
        else:
            self._decide(keep_ours=keep_ours)

    def _decide(self, *, keep_ours: bool) -> None:
        shown = self._list.current_row()
        if shown is not None and self._body.currentIndex() == 0:
            self.decided.emit(shown.decision.id, keep_ours)

    def _show(self, shown: ShownDecision) -> None:
        self._subject.setText(shown.subject)
        self._field.setText(f"{shown.record} · {shown.field}")
        third = shown.present not in (shown.ours, shown.theirs)
        self._present.say(f"Sekarang berisi: {shown.present} (ditulis sesudahnya)" if third else "", Tone.AMBER)
        self._ours.show_value("Di sini", shown.ours, moment_words(shown.our_time), stands=shown.present == shown.ours)
        self._theirs.show_value(
            f"Dari {shown.partner}",
            shown.theirs,
            moment_words(shown.their_time),
            stands=shown.present == shown.theirs,
        )

    def _build_pair(self) -> QWidget:
        page = QWidget(self)
        sides = QHBoxLayout()
        sides.setSpacing(space(3))
        sides.addWidget(self._ours, 1)
        sides.addWidget(self._theirs, 1)
        right = QVBoxLayout()
        right.setSpacing(space(2))
        for part in (self._subject, self._field, self._present):
            right.addWidget(part)
        right.addLayout(sides)
        right.addWidget(
            text_label(
                "Pilihan Anda menjadi catatan baru dan ikut terkirim ke mitra.", Type.SMALL, muted=True, parent=page
            )
        )
        right.addStretch(1)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(4))
        row.addWidget(self._list)
        row.addLayout(right, 1)
        return page


class _Side(QFrame):
    """One of the two values."""

    chosen = Signal()

    def __init__(self, title: str, verb: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._title = text_label(title, Type.SMALL, muted=True, parent=self)
        self._badge = Badge("berlaku sekarang", Tone.GREEN, self)
        self._value = text_label("", Type.LARGE, strong=True, parent=self)
        self._value.setWordWrap(True)
        self._value.setMinimumHeight(space(16))
        self._value.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._time = text_label("", Type.SMALL, muted=True, parent=self)
        choose = QPushButton(verb, self)
        choose.setObjectName("choose")
        choose.clicked.connect(self.chosen)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._badge)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(3), space(4), space(4))
        column.setSpacing(space(2))
        column.addLayout(head)
        column.addWidget(self._value)
        column.addWidget(self._time)
        column.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)

    def show_value(self, title: str, value: str, time: str, *, stands: bool) -> None:
        """Show a value, who wrote it, when, and whether it is the one that stands."""
        self._title.setText(title)
        self._value.setText(value)
        self._time.setText(f"Ditulis {time}")
        self._badge.show_state("berlaku sekarang" if stands else "", Tone.GREEN)


def _line(shown: ShownDecision) -> ResultLine:
    return ResultLine(title=shown.subject, detail=f"{shown.record} · {shown.field}", trailing="")
