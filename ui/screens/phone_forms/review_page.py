"""The filled forms of a folder before they go in: the list, and beside it the one under the cursor."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.services.found_submissions import FATE_LABELS, FoundSubmission
from ilp_desktop.services.workplace import Workplace
from ui.actions import action
from ui.kit.action_button import ActionButton
from ui.kit.data_table import DataTable
from ui.kit.elided_label import ElidedLabel
from ui.kit.icons import icon
from ui.kit.style import Type, space
from ui.kit.table_model import Column
from ui.screens.phone_forms.matcher import TONES, Matcher
from ui.screens.phone_forms.state import Review, day_of, name_in, person_of, title_of


class ReviewPage(QWidget):
    """``agreed`` when the forms are to go in, ``left`` when the user goes back."""

    agreed = Signal()
    left = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel(Type.LARGE, self)
        self._summary = ElidedLabel(Type.BASE, self, muted=True)
        self._summary.setObjectName("review_summary")
        back = QPushButton(icon("chevron-left"), "Kembali   Esc", self)
        back.setObjectName("review_back")
        back.setProperty("kind", "quiet")
        back.setAutoDefault(False)
        back.clicked.connect(self.left)
        self._take = ActionButton(action("save"), kind="primary", icon_name="check", parent=self)
        self._take.setObjectName("take_in_submissions")
        self._take.clicked.connect(self.agreed)
        self.table: DataTable[FoundSubmission] = DataTable(_columns(), self)
        self.table.setObjectName("submissions")
        self.matcher = Matcher(workplace, self)
        self.matcher.left.connect(self.focus_list)
        self.table.current_changed.connect(self.matcher.show_line)
        self.table.opened.connect(lambda _line: self.matcher.take_focus())
        self._place(back)

    def show_review(self, review: Review, row: int) -> None:
        """The forms, the cursor on one of them."""
        self._title.show_text(review.source.name or str(review.source))
        self._summary.show_text(review.summary)
        self._take.setText(f" {review.action_title}   {action('save').key}")
        self._take.setVisible(review.takeable > 0)
        self.table.set_rows(review.lines)
        self.matcher.setVisible(bool(review.lines))
        if review.lines:
            self.table.selectRow(row)
            self.matcher.show_line(review.lines[row])

    def row(self) -> int:
        """The row under the cursor."""
        return max(0, self.table.currentIndex().row())

    def focus_list(self) -> None:
        """The list has the keyboard."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _place(self, back: QPushButton) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._summary)
        head = QHBoxLayout()
        head.setSpacing(space(2))
        head.addLayout(words, 1)
        head.addWidget(back)
        head.addWidget(self._take)
        middle = QHBoxLayout()
        middle.setSpacing(space(4))
        middle.addWidget(self.table, 1)
        middle.addWidget(self.matcher)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        column.addLayout(head)
        column.addLayout(middle, 1)


def _columns() -> tuple[Column[FoundSubmission], ...]:
    return (
        Column(title="Formulir", text=title_of),
        Column(title="Tanggal", text=day_of, width=110),
        Column(title="Nama di isian", text=name_in, width=136),
        Column(title="Orang", text=person_of, width=180),
        Column(
            title="Keadaan", text=lambda line: FATE_LABELS[line.fate], width=124, tone=lambda line: TONES[line.fate]
        ),
    )
