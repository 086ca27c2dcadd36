"""A page of the manual on the screen: Markdown in the looks of the program, drawings as wide as there is room."""

from collections.abc import Iterator

from PySide6.QtCore import QByteArray, QRectF, Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QImage,
    QPainter,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QTextBrowser, QWidget

from ilp_desktop.domain.problem import Fault
from ilp_desktop.resource_files import resource_path
from ui.kit.manual import PAGES
from ui.kit.style import Type, colours, space

_FOLDER = "manual"
_MARGIN = space(6)
_LINE_HEIGHT = 125.0
"""Percent of the letters' height."""
_PAGE = QTextDocument.ResourceType.MarkdownResource
_PICTURE = QTextDocument.ResourceType.ImageResource


class ManualText(QTextBrowser):
    """One page of Markdown in the looks of the program. Its links lead to other pages and nowhere else."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("manual_text")
        self._drawn_for = 0

    def page_id(self) -> str:
        """The page on show, empty before the first."""
        return page_of(self.source())

    def doSetSource(self, name: QUrl | str, /, type: QTextDocument.ResourceType = _PAGE) -> None:  # noqa: ARG002
        """Called for every page that comes up, also by a link and on the way back."""
        link = QUrl(name)
        if page_of(link) in {page.id for page in PAGES}:
            super().doSetSource(QUrl(link.fileName()), _PAGE)
            _dress(self.document())

    def loadResource(self, type: int, name: QUrl | str) -> object:
        """A page or a picture; of a file that this PC has lost, what to do about it."""
        try:
            content = resource_path(_FOLDER, QUrl(name).fileName()).read_bytes()
        except Fault as fault:
            return f"# {fault.sentence}\n\n{fault.remedy}"
        return self._drawn(content) if type == _PICTURE.value else QByteArray(content)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures are drawn anew for the new width."""
        super().resizeEvent(event)
        if self._room() == self._drawn_for:
            return
        document = self.document()
        for picture in {name for name in map(_picture_name, _fragments(document)) if name}:
            image = self.loadResource(_PICTURE.value, QUrl(picture))
            document.addResource(_PICTURE, QUrl(picture), image)
        document.markContentsDirty(0, document.characterCount())

    def _room(self) -> int:
        return max(1, self.viewport().width() - 2 * _MARGIN)

    def _drawn(self, drawing: bytes) -> QImage:
        self._drawn_for = self._room()
        renderer = QSvgRenderer(QByteArray(drawing))
        natural = renderer.defaultSize()
        size = natural.scaled(
            min(natural.width(), self._drawn_for), natural.height(), Qt.AspectRatioMode.KeepAspectRatio
        )
        ratio = self.devicePixelRatioF()
        image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter, QRectF(0, 0, image.width(), image.height()))
        painter.end()
        image.setDevicePixelRatio(ratio)
        return image


def page_of(source: QUrl) -> str:
    """The id of the page that a link leads to."""
    return source.fileName().removesuffix(".md")


def _dress(document: QTextDocument) -> None:
    """Gives the sizes, weights and distances of the program to what Qt read from Markdown."""
    document.setDocumentMargin(_MARGIN)
    document.setIndentWidth(space(6))
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for block in _blocks(document):
        _dress_block(block, cursor)
    for fragment in _fragments(document):
        _dress_fragment(fragment, cursor)
    cursor.endEditBlock()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame)


def _dress_block(block: QTextBlock, cursor: QTextCursor) -> None:
    cursor.setPosition(block.position())
    shape = QTextBlockFormat()
    level = block.blockFormat().headingLevel()
    in_list = block.textList() is not None and block.next().textList() is not None
    shape.setTopMargin(space(5) if level > 1 else 0)
    shape.setBottomMargin(0 if cursor.currentTable() is not None else space(1) if in_list else space(3))
    if not any(map(_picture_name, _fragments_of(block))):
        shape.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.mergeBlockFormat(shape)


def _dress_fragment(fragment: QTextFragment, cursor: QTextCursor) -> None:
    if _picture_name(fragment):
        return
    cursor.setPosition(fragment.position())
    level = cursor.block().blockFormat().headingLevel()
    cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
    shape = QTextCharFormat(fragment.charFormat())
    shape.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
    shape.setFontPointSize((Type.TITLE if level == 1 else Type.LARGE if level else Type.BASE).value)
    if shape.fontWeight() > QFont.Weight.Normal:
        shape.setFontWeight(QFont.Weight.DemiBold)
    if shape.isAnchor():
        shape.setForeground(QBrush(QColor(colours().accent)))
        shape.setFontUnderline(True)
    cursor.setCharFormat(shape)


def _dress_table(table: QTextTable) -> None:
    shape = table.format()
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    shape.setCellPadding(space(2))
    shape.setCellSpacing(0)
    shape.setBorder(1)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderCollapse(True)
    shape.setBorderBrush(QBrush(QColor(colours().line)))
    shape.setTopMargin(space(1))
    shape.setBottomMargin(space(3))
    table.setFormat(shape)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _fragments(document: QTextDocument) -> list[QTextFragment]:
    return [fragment for block in _blocks(document) for fragment in _fragments_of(block)]


def _fragments_of(block: QTextBlock) -> Iterator[QTextFragment]:
    part = block.begin()
    while not part.atEnd():
        yield part.fragment()
        part += 1


def _picture_name(fragment: QTextFragment) -> str:
    return fragment.charFormat().toImageFormat().name()
