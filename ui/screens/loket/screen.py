"""The registration desk: search and visit, a person's page, merging, waiting lists, papers."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.screens.loket.desk import Desk
from ui.session import Handler, Session


class Loket(QWidget):
    """The desk in front; the other pages come over it and go back to it with Esc."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("loket")
        self._session = session
        self.desk = Desk(session, self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def handlers(self) -> dict[str, Handler]:
        """What the keys do on the page in front."""
        return self.desk.handlers()

    def came_to_front(self) -> None:
        """The next person may be typed at once."""
        self.desk.focus_search()


def create(session: Session, _room_id: str) -> Loket:
    """The room."""
    return Loket(session)
