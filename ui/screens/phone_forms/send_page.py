"""What goes to the phones: which forms, and the people of which village."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.services.field_forms import FieldForm
from ui.actions import action
from ui.kit.action_button import ActionButton
from ui.kit.icons import icon
from ui.kit.style import Type, space, text_label
from ui.screens.phone_forms.state import EVERY_VILLAGE, where_used

_NOTE = (
    "Hanya formulir yang dicentang. Daftar orang tidak tersandi: pilih satu desa bila kader hanya bekerja di situ, dan "
    "hapus dari flashdisk sesudah disalin ke ponsel."
)
_ID = Qt.ItemDataRole.UserRole


class SendPage(QWidget):
    """``agreed`` when the forms are to be written, ``left`` when the user goes back. Space ticks a form."""

    agreed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._villages = QComboBox(self)
        self._villages.setObjectName("phone_village")
        self._villages.setAccessibleName("Orang dari desa")
        self._villages.addItem(EVERY_VILLAGE)
        self._forms = QListWidget(self)
        self._forms.setObjectName("phone_form_list")
        self._forms.setAccessibleName("Formulir untuk ponsel")
        self._forms.setSpacing(2)
        self._forms.itemChanged.connect(self._count)
        self._every = QPushButton("Centang semua", self)
        self._every.setObjectName("phone_every_form")
        self._every.setAutoDefault(False)
        self._every.clicked.connect(self._tick_every)
        self._write = ActionButton(
            action("save"), title="Tulis ke folder", kind="primary", icon_name="send", parent=self
        )
        self._write.setObjectName("phone_write")
        self._write.clicked.connect(self.agreed)
        self._place()

    def village(self) -> str:
        """Whose people go to the phones; empty for all."""
        return "" if self._villages.currentIndex() <= 0 else self._villages.currentText()

    def chosen(self) -> frozenset[str]:
        """The ids of the forms that are ticked."""
        return frozenset(str(item.data(_ID)) for item in self._items() if item.checkState() is Qt.CheckState.Checked)

    def show_villages(self, names: Sequence[str]) -> None:
        """Offer these villages; the one that was chosen stays."""
        chosen = self._villages.currentText()
        self._villages.clear()
        self._villages.addItems([EVERY_VILLAGE, *names])
        self._villages.setCurrentIndex(max(0, self._villages.findText(chosen)))

    def show_forms(self, forms: Sequence[FieldForm]) -> None:
        """Offer these forms; what was ticked stays ticked."""
        ticked = self.chosen()
        self._forms.clear()
        for form in forms:
            item = QListWidgetItem(f"{form.title}   ({where_used(form)})", self._forms)
            item.setData(_ID, form.form_id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if form.form_id in ticked else Qt.CheckState.Unchecked)
        if forms:
            self._forms.setCurrentRow(0)
        self._count()

    def focus_first(self) -> None:
        """The list of forms has the keyboard."""
        self._forms.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _items(self) -> list[QListWidgetItem]:
        return [self._forms.item(row) for row in range(self._forms.count())]

    def _tick_every(self, _checked: bool) -> None:
        every = len(self.chosen()) < self._forms.count()
        for item in self._items():
            item.setCheckState(Qt.CheckState.Checked if every else Qt.CheckState.Unchecked)

    def _count(self, _item: object = None) -> None:
        count = len(self.chosen())
        self._write.setText(f" Tulis {count} formulir ke folder   {action('save').key}")
        self._write.setEnabled(count > 0)
        self._every.setText("Kosongkan semua" if count and count == self._forms.count() else "Centang semua")

    def _place(self) -> None:
        back = QPushButton(icon("chevron-left"), "Kembali   Esc", self)
        back.setObjectName("send_back")
        back.setProperty("kind", "quiet")
        back.setAutoDefault(False)
        back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.setSpacing(space(2))
        head.addWidget(text_label("Ke ponsel", Type.LARGE, strong=True, parent=self), 1)
        head.addWidget(back)
        head.addWidget(self._write)
        note = text_label(_NOTE, muted=True, parent=self)
        note.setWordWrap(True)
        above = QHBoxLayout()
        above.setSpacing(space(2))
        above.addWidget(text_label("Formulir", strong=True, parent=self))
        above.addStretch(1)
        above.addWidget(self._every)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(space(2))
        left.addLayout(above)
        left.addWidget(self._forms, 1)
        right.setSpacing(space(2))
        right.addWidget(text_label("Daftar orang", strong=True, parent=self))
        right.addWidget(self._villages)
        right.addWidget(note)
        right.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(space(4))
        middle.addLayout(left, 3)
        middle.addLayout(right, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        column.addLayout(head)
        column.addLayout(middle, 1)
