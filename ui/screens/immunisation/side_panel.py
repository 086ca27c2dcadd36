"""Beside the table: the dose under the cursor in words, the visits that remain, and the coverage."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.kit.badge import Notice
from ui.kit.emptying import empty
from ui.kit.style import Tone, Type, space, text_label
from ui.screens.immunisation.dose_line import DoseLine
from ui.screens.immunisation.state import CoverageLine, PlanLine

_WIDTH = 272
_DAY = 84
_FLAT_HEIGHT = 220
_MOST = 16_777_215
_KEYS = (
    "Enter catat hari ini · Spasi tandai beberapa · angka: tanggal dari kartu (7/3/24) · "
    "F10 selesai, panggil berikutnya · Esc kembali"
)


class SidePanel(QFrame):
    """Reads only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("immunisation_side")
        self.setProperty("card", True)
        self._about, self._plan, self._coverage = (QVBoxLayout() for _part in range(3))
        self._parts = QVBoxLayout()
        for part in (self._plan, self._coverage, self._about):
            part.setSpacing(space(1))
            column = QVBoxLayout()
            column.addLayout(part)
            column.addStretch(0)
            self._parts.addLayout(column)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(space(3), space(2), space(2), space(2))
        column.setSpacing(space(2))
        column.addLayout(self._parts)
        column.addStretch(1)
        column.addWidget(_wrapped(_KEYS, muted=True, size=Type.SMALL))
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.be_flat(is_flat=False)

    def be_flat(self, *, is_flat: bool) -> None:
        """Below the table its parts stand side by side, beside it one below the other."""
        direction = QVBoxLayout.Direction.LeftToRight if is_flat else QVBoxLayout.Direction.TopToBottom
        self._parts.setDirection(direction)
        self._parts.setSpacing(space(4) if is_flat else space(2))
        for place in range(self._parts.count()):
            self._parts.setStretch(place, int(is_flat))
        self.setMinimumWidth(0 if is_flat else _WIDTH)
        self.setMaximumWidth(_MOST if is_flat else _WIDTH)
        self.setMinimumHeight(_FLAT_HEIGHT if is_flat else 0)

    def show_plan(self, plan: tuple[PlanLine, ...], coverage: tuple[CoverageLine, ...]) -> None:
        """The visits that remain, and what is reached."""
        empty(self._plan)
        self._plan.addWidget(text_label("Rencana kunjungan", strong=True))
        if not plan:
            self._plan.addWidget(_wrapped("Tidak ada lagi yang direncanakan.", muted=True))
        for line in plan:
            row = QHBoxLayout()
            day = text_label(line.day, strong=line.day == "Hari ini")
            day.setFixedWidth(_DAY)
            row.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(_wrapped(line.doses), 1)
            self._plan.addLayout(row)
        empty(self._coverage)
        if coverage:
            self._coverage.addWidget(text_label("Kelengkapan", strong=True))
        for one in coverage:
            notice = Notice(f"{one.title}: {one.text}", Tone.GREEN if one.is_reached else Tone.PLAIN, self, wraps=True)
            notice.setObjectName(f"coverage_{one.title.split()[0].casefold()}")
            self._coverage.addWidget(notice)

    def show_line(self, line: DoseLine) -> None:
        """The dose under the cursor."""
        empty(self._about)
        self._about.addWidget(text_label(line.label, strong=True))
        words = _wrapped(line.explanation, size=Type.SMALL)
        words.setObjectName("dose_explanation")
        self._about.addWidget(words)


def _wrapped(text: str, *, muted: bool = False, size: Type = Type.BASE) -> QWidget:
    label = text_label(text, size, muted=muted)
    label.setWordWrap(True)
    return label
