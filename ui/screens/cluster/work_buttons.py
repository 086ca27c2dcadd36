"""The row of buttons of the room: what can be done with the person at hand."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui.actions import action
from ui.kit.action_button import ActionButton
from ui.kit.flow_layout import FlowLayout
from ui.kit.style import ICON

_WIDE = 1_090
_ALWAYS = "letter"
_BUTTONS = (
    ("open_form", "clipboard-list"),
    ("diagnosis", "stethoscope"),
    ("prescription", "pill"),
    ("laboratory", "flask-conical"),
    ("refer", "hospital"),
    (_ALWAYS, "file-text"),
    ("next_step", "arrow-right"),
)


class WorkButtons(QWidget):
    """``wanted`` carries the id of an action; ``list_wanted`` whether the list of who waits should be seen."""

    wanted = Signal(str)
    list_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = FlowLayout(self)
        self._list = QPushButton("Daftar tunggu", self)
        self._list.setObjectName("show_waiting")
        self._list.setCheckable(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.toggled.connect(self.list_wanted)
        self._list.hide()
        row.addWidget(self._list)
        self._buttons = {action_id: self._button(action_id, icon_name) for action_id, icon_name in _BUTTONS}
        for button in self._buttons.values():
            row.addWidget(button)

    def allow(self, *, examining: bool) -> None:
        """Laboratory and pharmacy write letters and examine nobody."""
        for action_id, button in self._buttons.items():
            button.setEnabled(examining or action_id == _ALWAYS)

    def offer_list(self, *, is_offered: bool) -> None:
        """The list of who waits has given way, and comes back with a button."""
        self._list.setVisible(is_offered)

    def is_list_wanted(self) -> bool:
        """Whether that button is pressed."""
        return self._list.isChecked()

    def put_list_away(self) -> None:
        """The list gives way again."""
        self._list.setChecked(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow window the words of the buttons come before their pictures."""
        super().resizeEvent(event)
        side = ICON if self.width() >= _WIDE else 0
        for button in self._buttons.values():
            button.setIconSize(QSize(side, side))

    def _button(self, action_id: str, icon_name: str) -> ActionButton:
        button = ActionButton(action(action_id), icon_name=icon_name, parent=self)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.wanted.emit(action_id))
        return button
