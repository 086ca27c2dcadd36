"""What is missing in the register, before it is printed: Enter goes to where it is mended."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.domain.register_gap import RegisterGap
from ui.kit.badge import Notice
from ui.kit.result_list import ResultLine, ResultList
from ui.kit.style import Tone, Type, space, text_label
from ui.screens.register.state import who_mends

_WIDTH = 328


class GapList(QFrame):
    """Takes no room while nothing is missing. ``opened`` carries the gap to mend."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gaps")
        self.setProperty("card", True)
        self.setFixedWidth(_WIDTH)
        self._heading = Notice(parent=self)
        self._heading.setObjectName("gap_heading")
        self._detail = text_label("", Type.SMALL, muted=True, parent=self)
        self._detail.setWordWrap(True)
        self._list: ResultList[RegisterGap] = ResultList(_line, self)
        self._list.setObjectName("gap_list")
        self._list.setProperty("bare", True)
        self._list.opened.connect(self.opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(3), space(3), space(1), space(1))
        column.setSpacing(space(1))
        column.addWidget(self._heading)
        column.addWidget(self._detail)
        column.addWidget(self._list, 1)
        self.hide()

    def show_gaps(self, gaps: Sequence[RegisterGap]) -> None:
        """Show these; none hides the list."""
        counts = Counter(gap.sentence.rstrip(".") for gap in gaps)
        self._heading.say(f"{len(gaps)} hal belum lengkap" if gaps else "", Tone.AMBER)
        self._detail.setText(" · ".join(f"{sentence}: {count}" for sentence, count in counts.items()))
        self._list.set_rows(gaps)
        self.setVisible(bool(gaps))


def _line(gap: RegisterGap) -> ResultLine:
    return ResultLine(
        title=gap.name,
        detail=f"{gap.sentence} {short_date(gap.visit_date)}",
        trailing=who_mends(gap),
    )
