"""One window for each data folder and user of the PC: a second start brings the first to the front."""

import getpass
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE = 500


class SingleInstance(QObject):
    """``called`` is emitted when the program was started again."""

    called = Signal()

    def __init__(self, data_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        place = f"{data_folder.resolve()}\n{getpass.getuser()}"
        self._name = f"ilp-desktop-{sha256(place.encode()).hexdigest()[:16]}"
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Be the first; False when another already runs, which has then been called to the front."""
        caller = QLocalSocket()
        caller.connectToServer(self._name)
        if caller.waitForConnected(_PATIENCE):
            caller.disconnectFromServer()
            return False
        # A program that was cut off by a power failure leaves the name behind.
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        return self._server.listen(self._name)

    def release(self) -> None:
        """Let another be the first."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _answer(self) -> None:
        caller = None if self._server is None else self._server.nextPendingConnection()
        if caller is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.disconnectFromServer()
            self.called.emit()
