"""The kop surat with its four lines and two logos, and who heads the facility; at the right as it will print."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.choice_row import Choice, ChoiceRow
from ui.kit.labelled_field import LabelledField
from ui.kit.picture_field import PictureField
from ui.kit.style import FAMILY, Type, colours, space, text_label

_PREFIXES = (
    Choice(id="definite", label="Kepala"),
    Choice(id="Plt.", label="Plt. Kepala"),
    Choice(id="Plh.", label="Plh. Kepala"),
)
_LINES = (
    ("Baris 1: pemerintah daerah", "PEMERINTAH KABUPATEN …"),
    ("Baris 2: dinas", "DINAS KESEHATAN"),
    ("Baris 3: nama unit", "UPTD PUSKESMAS …"),
    ("Baris 4: alamat", "Jalan, kecamatan, kode pos"),
)
_NARROW = 640
_LONGEST_LINE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterheadValues:
    """What is typed; logos are PNG bytes, ``prefix`` is empty for a definite head."""

    lines: tuple[str, str, str, str]
    contact: str = ""
    left_logo: bytes = b""
    right_logo: bytes = b""
    prefix: str = ""
    head_name: str = ""
    head_rank: str = ""
    head_number: str = ""


class LetterheadEditor(QWidget):
    """``changed`` at every change that the user makes."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contact = ""
        self._lines = [self._line(f"letterhead_{number}", hint) for number, (_, hint) in enumerate(_LINES, start=1)]
        self._left = PictureField("Logo kiri (kabupaten)", self)
        self._left.setObjectName("logo_left")
        self._right = PictureField("Logo kanan (puskesmas)", self)
        self._right.setObjectName("logo_right")
        self._prefix = ChoiceRow(_PREFIXES, clearable=False, parent=self)
        self._name = self._line("head_name", "dengan gelar, misalnya Wa Ode Ratna, S.KM")
        self._rank = self._line("head_rank", "misalnya Penata Tk. I")
        self._number = self._line("head_number", "18 angka")
        self.preview = LetterheadPreview(self)
        for logo in (self._left, self._right):
            logo.changed.connect(self._changed)
        self._prefix.changed.connect(self._changed)
        self._place()

    def values(self) -> LetterheadValues:
        """What is typed now."""
        first, second, third, fourth = (line.text() for line in self._lines)
        prefix = self._prefix.value()
        return LetterheadValues(
            lines=(first, second, third, fourth),
            contact=self._contact,
            left_logo=self._left.value(),
            right_logo=self._right.value(),
            prefix="" if prefix == "definite" else prefix,
            head_name=self._name.text(),
            head_rank=self._rank.text(),
            head_number=self._number.text(),
        )

    def set_values(self, values: LetterheadValues) -> None:
        """Show these."""
        for line, text in zip(self._lines, values.lines, strict=True):
            line.setText(text)
        self._contact = values.contact
        self._left.set_value(values.left_logo)
        self._right.set_value(values.right_logo)
        self._prefix.set_value(values.prefix or "definite")
        for field, text in (
            (self._name, values.head_name),
            (self._rank, values.head_rank),
            (self._number, values.head_number),
        ):
            field.setText(text)
        self.preview.show_values(self.values())

    def focus_first(self) -> None:
        """The cursor goes where the work starts."""
        self._lines[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the lines stand above the picture of the paper."""
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW
        direction = QHBoxLayout.Direction.TopToBottom if is_narrow else QHBoxLayout.Direction.LeftToRight
        self._halves.setDirection(direction)

    def _line(self, name: str, hint: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setPlaceholderText(hint)
        line.setMaxLength(_LONGEST_LINE)
        line.textEdited.connect(self._changed)
        return line

    def _changed(self) -> None:
        self.preview.show_values(self.values())
        self.changed.emit()

    def _place(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(space(1))
        for (label, _), line in zip(_LINES, self._lines, strict=True):
            left.addWidget(LabelledField(label, line, parent=self))
        left.addStretch(1)
        logos = QHBoxLayout()
        logos.setSpacing(space(4))
        logos.addWidget(self._left, 1)
        logos.addWidget(self._right, 1)
        head = QGridLayout()
        head.setHorizontalSpacing(space(4))
        head.setVerticalSpacing(space(1))
        head.addWidget(LabelledField("Pimpinan menandatangani sebagai", self._prefix, parent=self), 0, 0, 1, 2)
        head.addWidget(LabelledField("Nama kepala", self._name, parent=self), 1, 0, 1, 2)
        head.addWidget(LabelledField("Pangkat", self._rank, parent=self), 2, 0)
        head.addWidget(LabelledField("NIP", self._number, parent=self), 2, 1)
        right = QVBoxLayout()
        right.setSpacing(space(3))
        right.addWidget(text_label("Begini tercetaknya", Type.SMALL, muted=True, parent=self))
        right.addWidget(self.preview)
        right.addLayout(logos)
        right.addLayout(head)
        right.addStretch(1)
        row = self._halves = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(8))
        row.addLayout(left, 5)
        row.addLayout(right, 7)


class LetterheadPreview(QWidget):
    """The kop on white paper; long lines shrink as they do in print."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = LetterheadValues(lines=("", "", "", ""))
        self.setObjectName("letterhead_preview")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_values(self, values: LetterheadValues) -> None:
        """Draw these."""
        self._values = values
        self.setAccessibleName("Kop surat: " + ", ".join(filter(None, values.lines)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, 132)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(QColor(colours().line), 1))
        painter.setBrush(QColor("#ffffff"))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        self._draw_logos(painter)
        self._draw_lines(painter)
        painter.end()

    def _draw_logos(self, painter: QPainter) -> None:
        side = 72.0
        for content, left in (
            (self._values.left_logo, float(space(4))),
            (self._values.right_logo, self.width() - side - space(4)),
        ):
            image = QImage.fromData(content) if content else QImage()
            if image.isNull():
                continue
            scale = min(side / image.width(), side / image.height())
            width, height = image.width() * scale, image.height() * scale
            painter.drawImage(QRectF(left + (side - width) / 2, 14 + (side - height) / 2, width, height), image)

    def _draw_lines(self, painter: QPainter) -> None:
        logos = bool(self._values.left_logo or self._values.right_logo)
        margin = float(space(4)) + (84.0 if logos else 0.0)
        room = QRectF(margin, 0, self.width() - 2 * margin, 0)
        top = 10.0
        painter.setPen(QColor("#000000"))
        first, second, third, fourth = self._values.lines
        for text, size, bold in (
            (first.upper(), 11.0, False),
            (second.upper(), 12.0, True),
            (third.upper(), 13.5, True),
            (fourth, 8.5, False),
            (self._values.contact, 8.5, False),
        ):
            if text.strip():
                top += self._draw_line(painter, QRectF(room.left(), top, room.width(), 0), text, size, bold=bold)
        painter.setPen(QPen(QColor("#000000"), 2.0))
        painter.drawLine(space(4), 116, self.width() - space(4), 116)
        painter.setPen(QPen(QColor("#000000"), 0.8))
        painter.drawLine(space(4), 120, self.width() - space(4), 120)

    def _draw_line(self, painter: QPainter, place: QRectF, text: str, size: float, *, bold: bool) -> float:
        face = QFont(FAMILY)
        face.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        face.setPointSizeF(size)
        width = QFontMetricsF(face).horizontalAdvance(text)
        if width > place.width() > 0:
            face.setPointSizeF(max(4.0, size * place.width() / width))
        height = QFontMetricsF(face).height()
        painter.setFont(face)
        place.setHeight(height)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        return height
