"""A small picture such as a logo: chosen from a file, made small enough for paper, shown as it will print."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.kit.dialogs import choose_file_to_open
from ui.kit.icons import icon, pixmap
from ui.kit.style import Tone, Type, colours, mark, space, text_label

_SIDE = 76
_LARGEST = 480
_FORMATS = "Gambar (*.png *.jpg *.jpeg *.bmp)"


class PictureField(QWidget):
    """``value`` is PNG bytes, empty for none. ``changed`` when the user has chosen or removed a picture."""

    changed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._content = b""
        self._picture = QLabel(self)
        self._picture.setFixedSize(_SIDE, _SIDE)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setProperty("picture", True)
        self._message = text_label("PNG atau JPG", Type.SMALL, muted=True, parent=self)
        self._message.setWordWrap(True)
        choose = QPushButton(icon("plus"), " Pilih gambar", self)
        choose.setObjectName("picture_choose")
        choose.setAccessibleName(f"{title}: pilih gambar")
        choose.clicked.connect(self._choose)
        self._remove = QPushButton("Hapus", self)
        self._remove.setObjectName("picture_remove")
        self._remove.setProperty("kind", "quiet")
        self._remove.setAccessibleName(f"{title}: hapus")
        self._remove.clicked.connect(self._clear)
        buttons = QHBoxLayout()
        buttons.setSpacing(space(1))
        for button in (choose, self._remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(space(1))
        words.addWidget(text_label(title, strong=True, parent=self))
        words.addLayout(buttons)
        words.addWidget(self._message)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(3))
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.set_value(b"")

    def value(self) -> bytes:
        """The picture."""
        return self._content

    def set_value(self, content: bytes) -> None:
        """Show this picture."""
        self._content = content
        self._remove.setVisible(bool(content))
        if content:
            shown = QPixmap.fromImage(QImage.fromData(content))
            ratio = self.devicePixelRatioF()
            side = round((_SIDE - space(2)) * ratio)
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            scaled = shown.scaled(QSize(side, side), keep, smooth)
            scaled.setDevicePixelRatio(ratio)
            self._picture.setPixmap(scaled)
        else:
            self._picture.setPixmap(pixmap("hospital", colours().control_line, 28))

    def take(self, path: Path) -> bool:
        """The picture in a file; False, and said in words, when it cannot be read."""
        reader = QImageReader(str(path))
        reader.setAutoTransform(True)
        image = reader.read()
        if image.isNull():
            self._say("Gambar ini tidak dapat dibaca. Pilih berkas PNG atau JPG lain.", Tone.RED)
            return False
        if max(image.width(), image.height()) > _LARGEST:
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            image = image.scaled(QSize(_LARGEST, _LARGEST), keep, smooth)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(image)
        self.set_value(bytes(buffer.data().data()))
        self._say("PNG atau JPG", Tone.PLAIN)
        self.changed.emit()
        return True

    def _choose(self) -> None:
        path = choose_file_to_open(self, self._title, _FORMATS)
        if path is not None:
            self.take(path)

    def _clear(self) -> None:
        self.set_value(b"")
        self.changed.emit()

    def _say(self, sentence: str, tone: Tone) -> None:
        self._message.setText(sentence)
        mark(self._message, tone=tone.value, muted=tone is Tone.PLAIN)
