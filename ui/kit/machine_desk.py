"""What only the desktop knows of this PC: the screen that the window stands on, and the printers."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ilp_desktop.services.machine_check import Desk, Screen


def desk_of(window: QWidget) -> Desk:
    """The PC as ``window`` finds it now."""
    from PySide6.QtPrintSupport import QPrinterInfo

    screen = window.screen() or QGuiApplication.primaryScreen()
    room = screen.availableGeometry()
    return Desk(
        screen=Screen(width=room.width(), height=room.height(), scale=screen.devicePixelRatio()),
        printers=tuple(QPrinterInfo.availablePrinterNames()),
        usual_printer=QPrinterInfo.defaultPrinterName(),
    )
