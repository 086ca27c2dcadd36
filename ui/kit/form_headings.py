"""What stands between the questions of a form: titles of sections and of repeated rows, buttons for further rows."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.kit.icons import icon
from ui.kit.style import Type, space, text_label


def heading(title: str, depth: int, parent: QWidget) -> QLabel:
    """The title of a section, or smaller of a group inside one."""
    label = text_label(title, _size(depth), strong=True, parent=parent)
    label.setContentsMargins(0, space(4) if depth == 0 else space(2), 0, 0)
    return label


def row_heading(title: str, depth: int, address: str, remove: Callable[[], object] | None, parent: QWidget) -> QWidget:
    """The title of one row of a repeat, with a button where it can be removed."""
    box = QWidget(parent)
    line = QHBoxLayout(box)
    line.setContentsMargins(0, space(3), 0, 0)
    line.addWidget(text_label(title, _size(depth), strong=True, parent=box), 1)
    if remove is not None:
        line.addWidget(_remove_button(address, remove, box))
    return box


def add_button(title: str, address: str, add: Callable[[], object], parent: QWidget) -> QPushButton:
    """Adds a row to a repeat."""
    button = QPushButton(icon("plus"), f"Tambah {title[:1].lower()}{title[1:]}".strip(), parent)
    button.setObjectName(f"add_{address}")
    button.setAutoDefault(True)
    button.clicked.connect(add)
    return button


def _remove_button(address: str, remove: Callable[[], object], parent: QWidget) -> QPushButton:
    button = QPushButton(icon("trash-2"), "Hapus   Ctrl+-", parent)
    button.setObjectName(f"remove_{address}")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setProperty("kind", "quiet")
    button.clicked.connect(remove)
    return button


def _size(depth: int) -> Type:
    return Type.LARGE if depth == 0 else Type.BASE
