"""A PDF being drawn, page by page: the only place that touches the ReportLab canvas."""

import zlib
from collections.abc import Sequence
from enum import StrEnum
from io import BytesIO

from PIL import Image, ImageOps
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ilp_desktop.reports.paper import Paper
from ilp_desktop.reports.typeface import Face, load, measure, on_paper

_LARGEST_IMAGE = 600
_LARGEST_PHOTOGRAPH = 1200
_ORIENTATION = 0x0112
"""The EXIF tag in which a phone says how it was held."""
_PAGE_COUNT = "page-count"
_ESCAPES = {byte: f"\\{byte:03o}" for byte in (*range(32), *range(127, 256))} | {
    byte: f"\\{chr(byte)}" for byte in b"()\\"
}
_CHARACTERS = [_ESCAPES.get(byte, chr(byte)) for byte in range(256)]
_ASCII_ESCAPES = str.maketrans({"(": "\\(", ")": "\\)", "\\": "\\\\"})


class Align(StrEnum):
    """Which point of the text the given x is."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


class Sheet:
    """Draws with the origin at the lower left, in points; the same drawing gives the same bytes."""

    def __init__(self, paper: Paper, *, title: str) -> None:
        self.paper = paper
        self._fonts: dict[Face, TTFont] = {}
        self._buffer = BytesIO()
        self._canvas = Canvas(
            self._buffer,
            pagesize=(paper.width, paper.height),
            pageCompression=1,
            invariant=1,
            lang="id",
        )
        self._canvas.setTitle(on_paper(title))
        self._canvas.setAuthor("ILP Desktop")
        self._canvas.setCreator("ILP Desktop")
        self._counts_pages = False
        self.pages = 0

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float,
        face: Face = Face.REGULAR,
        align: Align = Align.LEFT,
    ) -> None:
        """Writes one line of printable text on the baseline ``y``; never breaks or cuts it."""
        if not text:
            return
        if align is not Align.LEFT:
            width = measure(face)(text) * size
            x -= width if align is Align.RIGHT else width / 2
        self.draw([f"BT {self.font(face, size)} 1 0 0 1 {x:.2f} {y:.2f} Tm {self.show(text, face, size)} ET"])

    def font(self, face: Face, size: float) -> str:
        """The operator that selects the font."""
        return f"{self._font(face).getSubsetInternalName(0, self._canvas._doc)} {size:.2f} Tf"

    def show(self, text: str, face: Face, size: float) -> str:
        """The operators that show printable text with the font selected before, and leave it selected."""
        if text.isascii():
            return f"({text.translate(_ASCII_ESCAPES)}) Tj"
        font = self._font(face)
        operators = []
        selected = 0
        for subset, codes in font.splitString(text, self._canvas._doc):
            if subset != selected:
                operators.append(self._select(font, subset, size))
                selected = subset
            operators.append(f"({''.join([_CHARACTERS[code] for code in codes])}) Tj")
        if selected:
            operators.append(self._select(font, 0, size))
        return " ".join(operators)

    def _select(self, font: TTFont, subset: int, size: float) -> str:
        return f"{font.getSubsetInternalName(subset, self._canvas._doc)} {size:.2f} Tf"

    def _font(self, face: Face) -> TTFont:
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = load(face)
        return font

    def draw(self, operators: Sequence[str]) -> None:
        """Adds operators of the PDF content stream, for those who draw thousands of cells."""
        self._canvas.addLiteral("\n".join(operators))

    def line(self, x1: float, y1: float, x2: float, y2: float, *, width: float = 0.5) -> None:
        """Draws a black line."""
        self.draw([f"{width:.2f} w {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S"])

    def dashed_line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draws a thin broken line, to cut along."""
        self.draw([f"q [3 2] 0 d 0.5 w {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S Q"])

    def dotted_line(self, x1: float, y: float, x2: float) -> None:
        """Draws a line of dots, to write on by hand."""
        self.draw([f"q [0.6 1.6] 0 d 0.6 w {x1:.2f} {y:.2f} m {x2:.2f} {y:.2f} l S Q"])

    def box(self, x: float, y: float, width: float, height: float, *, grey: float | None = None) -> None:
        """Draws a rectangle, filled with a grey between 0 (black) and 1 (white) if one is given."""
        if grey is not None:
            self.draw([f"q {grey:.2f} g {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f Q"])
        self.draw([f"0.50 w {x:.2f} {y:.2f} {width:.2f} {height:.2f} re S"])

    def image(self, data: bytes, x: float, y: float, width: float, height: float) -> bool:
        """Draws a PNG or JPEG as large as it fits, centred; False when the bytes are no readable image."""
        picture = _small_picture(data)
        if picture is None:
            return False
        self._canvas.drawImage(
            ImageReader(picture), x, y, width, height, mask="auto", preserveAspectRatio=True, anchor="c"
        )
        return True

    def photograph(self, data: bytes, x: float, y: float, width: float, height: float) -> bool:
        """Draws a photograph upright and as large as it fits, a JPEG as it is; False when it cannot be read."""
        upright = _upright_jpeg(data)
        if upright is None:
            return False
        self._canvas.drawImage(
            ImageReader(BytesIO(upright)), x, y, width, height, preserveAspectRatio=True, anchor="nw"
        )
        return True

    def canvas(self) -> Canvas:
        """The canvas itself, for ReportLab's bar codes."""
        return self._canvas

    def page_count(self, x: float, y: float, *, size: float) -> None:
        """Writes the number of pages of the finished document, from ``x`` to the right."""
        self._counts_pages = True
        self._canvas.saveState()
        self._canvas.translate(x, y)
        self._canvas.scale(size, size)
        self._canvas.doForm(_PAGE_COUNT)
        self._canvas.restoreState()

    def end_page(self) -> None:
        """Closes the page; its content is compressed now, so that memory holds no more than the PDF will."""
        self._canvas.showPage()
        self.pages += 1
        page = self._canvas._doc.Pages.pages[-1]
        page.Contents = _PageContent(zlib.compress(page.stream.encode("ascii"), 6))
        page.stream = None

    def finish(self) -> bytes:
        """The whole PDF."""
        if self._counts_pages:
            self._canvas.beginForm(_PAGE_COUNT, 0, -1, 8, 2)
            self.text(0, 0, str(self.pages), size=1)
            self._canvas.endForm()
        data: bytes = self._canvas.getpdfdata()
        return data


class _PageContent(PDFStream):  # type: ignore[misc]
    """The compressed operators of a page, given up when they are written, so that no page is held twice."""

    def __init__(self, compressed: bytes) -> None:
        super().__init__(PDFDictionary({"Filter": PDFArray([PDFName("FlateDecode")])}), compressed)

    def format(self, document: PDFDocument) -> bytes:
        written: bytes = super().format(document)
        self.content = b""
        return written


def _small_picture(data: bytes) -> Image.Image | None:
    """The picture at no more pixels than paper shows; None when nothing can be read from the bytes."""
    try:
        picture: Image.Image = Image.open(BytesIO(data))
        picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    if picture.mode not in ("RGB", "RGBA", "L"):
        picture = picture.convert("RGBA")
    picture.thumbnail((_LARGEST_IMAGE, _LARGEST_IMAGE))
    return picture


def _upright_jpeg(data: bytes) -> bytes | None:
    """The photograph as a JPEG that needs no turning; None when nothing can be read from the bytes."""
    try:
        picture: Image.Image = Image.open(BytesIO(data))
        if picture.format == "JPEG" and picture.mode == "RGB" and picture.getexif().get(_ORIENTATION, 1) == 1:
            picture.load()
            return data
        picture = ImageOps.exif_transpose(picture)
        if picture.has_transparency_data:
            ground = Image.new("RGBA", picture.size, "white")
            picture = Image.alpha_composite(ground, picture.convert("RGBA"))
        picture = picture.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    picture.thumbnail((_LARGEST_PHOTOGRAPH, _LARGEST_PHOTOGRAPH))
    target = BytesIO()
    picture.save(target, "JPEG", quality=80)
    return target.getvalue()
