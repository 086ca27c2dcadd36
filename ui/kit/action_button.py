"""A button that does an action of the list, with its key beside the word."""

from PySide6.QtWidgets import QPushButton, QWidget

from ui.actions import Action
from ui.kit.icons import icon
from ui.kit.style import colours


class ActionButton(QPushButton):
    """The object name is ``action_<id>``; the key itself is the shell's business. ``kind`` as in the style sheet."""

    def __init__(
        self,
        action: Action,
        *,
        title: str = "",
        kind: str = "plain",
        icon_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        word = (title or action.title).replace("&", "&&")
        # Qt leaves hardly any room between icon and text.
        gap = " " if icon_name else ""
        super().__init__(f"{gap}{word}   {action.key}", parent)
        self.setObjectName(f"action_{action.id}")
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        if icon_name:
            self.setIcon(icon(icon_name, colours().on_accent if kind in {"primary", "danger"} else colours().text))
