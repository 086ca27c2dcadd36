"""What stands before the rooms: the sign-in page and the first-run wizard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ilp_desktop.services.workplace import Workplace


class Entrance(QWidget):
    """``signed_in`` carries the ``Workplace`` of the user who may enter."""

    signed_in = Signal(object)

    def ask_for(self, workplace: Workplace | None, username: str) -> None:
        """Called each time the page comes to the front.

        ``workplace`` is what is already open when the screen was locked or the user is to change; ``username`` is
        proposed, empty when nobody is.
        """
