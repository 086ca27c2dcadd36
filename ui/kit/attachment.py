"""Files for answers: chosen, photographs made small enough to keep, and shown again."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.domain.form_definition import LARGEST_ATTACHMENT
from ilp_desktop.domain.problem import Fault, FaultCode
from ui.kit.style import space

FILE_KINDS = "Gambar atau PDF (*.jpg *.jpeg *.png *.pdf)"
_PICTURES = {".jpg", ".jpeg", ".png"}
_SIDES = (1600, 1200, 800)
"""Longest sides in pixels, tried in turn; a wound or a card stays readable at all of them."""
_QUALITY = 80
_LARGEST_READ = 40_000_000


def read_for_answer(path: Path) -> bytes:
    """The content of a file, a photograph made smaller where it must be. Fault FILE_UNREADABLE."""
    try:
        if path.stat().st_size > _LARGEST_READ:
            raise OSError
        content = path.read_bytes()
    except OSError as error:
        raise Fault(
            FaultCode.FILE_UNREADABLE, "Berkas tidak dapat dibaca atau terlalu besar.", "Pilih berkas lain."
        ) from error
    if path.suffix.lower() not in _PICTURES or len(content) <= LARGEST_ATTACHMENT:
        return content
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        return content
    return next((small for side in _SIDES if len(small := _jpeg(image, side)) <= LARGEST_ATTACHMENT), content)


def name_for_answer(path: Path) -> str:
    """The file's name; what is made smaller becomes a JPG."""
    large = path.suffix.lower() == ".png" and path.stat().st_size > LARGEST_ATTACHMENT
    return path.with_suffix(".jpg").name if large else path.name


def _jpeg(image: QImage, side: int) -> bytes:
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    if max(image.width(), image.height()) > side:
        image = image.scaled(QSize(side, side), keep, smooth)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG", _QUALITY)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


class PictureDialog(QDialog):
    """A picture in a window of its own; ``open`` shows it, Esc closes it."""

    def __init__(self, title: str, content: bytes, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("picture_dialog")
        self.setWindowTitle(title)
        picture = QLabel("Gambar ini rusak.", self)
        shown = QPixmap.fromImage(QImage.fromData(content))
        if not shown.isNull():
            room = parent.window().size() - QSize(space(20), space(30))
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            picture.setPixmap(shown.scaled(shown.size().boundedTo(room), keep, smooth))
        close = QPushButton("Tutup", self)
        close.setObjectName("picture_close")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(4), space(4), space(4))
        column.addWidget(picture, 1, Qt.AlignmentFlag.AlignCenter)
        column.addWidget(close)
        self.finished.connect(self.deleteLater)
