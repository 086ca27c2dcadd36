"""A letter as strips from top to bottom: each is drawn whole, and pages break only between them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, zip_longest

from ilp_desktop.domain.letters import Letterhead, Signature
from ilp_desktop.reports.letterhead import draw_letterhead, letterhead_height
from ilp_desktop.reports.paper_text import known
from ilp_desktop.reports.sheet import Align, Sheet
from ilp_desktop.reports.signatures import SignatureBlock
from ilp_desktop.reports.typeface import Face, measure, on_paper
from ilp_desktop.reports.wrapping import Line, wrap

LEADING = 1.28
_CELL_LEADING = 1.2
_CELL_PADDING = 2.5
_LINES_IN_ONE_PIECE = 20
_PHOTOGRAPH = 200.0
"""Points that a photograph is high at most."""

Draw = Callable[[Sheet, float, float], None]
"""Draws at x with the upper edge at y."""


@dataclass(frozen=True, slots=True)
class Strip:
    """What is drawn in one piece; ``keeps_next`` forbids a page break after it."""

    height: float
    draw: Draw
    keeps_next: bool = False


class Flow:
    """Collects the strips of one column of text ``width`` points wide in letters of ``size`` points."""

    def __init__(self, width: float, size: float) -> None:
        self.width = width
        self.size = size
        self.strips: list[Strip] = []

    @property
    def height(self) -> float:
        """The height of everything collected so far."""
        return sum(strip.height for strip in self.strips)

    def gap(self, lines: float = 0.5) -> None:
        """Leaves room, in lines."""
        self.strips.append(Strip(lines * self.size * LEADING, lambda _sheet, _x, _top: None))

    def letterhead(self, letterhead: Letterhead, *, scale: float) -> None:
        """Puts the kop surat."""
        width = self.width

        def draw(sheet: Sheet, x: float, top: float) -> None:
            draw_letterhead(sheet, letterhead, x, top, width, scale=scale)

        self.strips.append(Strip(letterhead_height(letterhead, width, scale=scale), draw, keeps_next=True))

    def text(
        self,
        text: str,
        *,
        face: Face = Face.REGULAR,
        align: Align = Align.LEFT,
        scale: float = 1.0,
        underlined: bool = False,
        keeps_next: bool = False,
    ) -> None:
        """Puts a paragraph, wrapped; ``scale`` makes its letters larger or smaller than the flow's."""
        size = self.size * scale
        for line in wrap(on_paper(text), self.width / size, measure(face)):
            draw = _line(line, self.width, size, face, align, underlined)
            self.strips.append(Strip(size * LEADING, draw, keeps_next=keeps_next))

    def title(self, text: str, *, number: str | None = None) -> None:
        """Puts the title of the letter, underlined, and its number; an empty number leaves dots to fill in."""
        self.text(text.upper(), face=Face.BOLD, align=Align.CENTRE, scale=1.25, underlined=True, keeps_next=True)
        if number is not None:
            shown = known(number, "." * 40)
            self.text(f"Nomor: {shown}", align=Align.CENTRE, keeps_next=True)
        self.gap(0.5)

    def heading(self, text: str) -> None:
        """Puts a bold line that stays with what follows."""
        self.text(text, face=Face.BOLD, keeps_next=True)

    def pairs(
        self,
        pairs: Sequence[tuple[str, str]],
        *,
        label_width: float,
        face: Face = Face.REGULAR,
        colon: str = ":",
    ) -> None:
        """Puts labels, colons and values under one another; ``label_width`` is in ems. No value becomes a dash."""
        label_room = label_width * self.size
        value_room = (self.width - label_room) / self.size - 0.7
        for label, value in pairs:
            labels = wrap(on_paper(label), label_width - 0.4, measure(Face.REGULAR))
            values = wrap(on_paper(known(value)), max(value_room, 1.0), measure(face))
            for index, (left, right) in enumerate(zip_longest(labels, values, fillvalue=Line("", 0.0))):
                draw = _pair(left.text, colon if index == 0 else "", right.text, label_room, self.size, face)
                self.strips.append(Strip(self.size * LEADING, draw))

    def fill_in(self, label: str, *, label_width: float, lines: int = 1) -> None:
        """Puts a label and dotted lines to write on by hand."""
        size, width = self.size, self.width
        start = label_width * size + 0.7 * size

        def dotted(shown: str) -> Draw:
            def draw(sheet: Sheet, x: float, top: float) -> None:
                sheet.text(x, top - size * 1.4, shown, size=size)
                sheet.text(x + label_width * size, top - size * 1.4, ":" if shown else "", size=size)
                sheet.dotted_line(x + start, top - size * 1.55, x + width)

            return draw

        for index in range(lines):
            self.strips.append(Strip(size * 1.75, dotted(on_paper(label) if index == 0 else ""), keeps_next=True))

    def choices(self, texts: Sequence[str]) -> None:
        """Puts boxes to tick with their texts, in as many lines as they need."""
        self.text("     ".join(f"□ {text}" for text in texts), keeps_next=True)

    def beside(self, *flows: "Flow") -> None:
        """Puts flows of equal width side by side, strip by strip."""
        step = self.width / len(flows)
        for strips in zip_longest(*(flow.strips for flow in flows)):
            present = [(index * step, strip) for index, strip in enumerate(strips) if strip is not None]
            self.strips.append(Strip(max(strip.height for _, strip in present), _side_by_side(present)))

    def split(self, count: int = 2, *, gutter: float = 8.0) -> list["Flow"]:
        """Empty flows that ``beside`` puts next to one another, with ``gutter`` points between them."""
        return [Flow(self.width / count - gutter, self.size) for _ in range(count)]

    def table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        weights: Sequence[float],
        *,
        numbers_from: int | None = None,
    ) -> None:
        """Puts a ruled table; columns from ``numbers_from`` on stand to the right."""
        self.table_row(headings, weights, face=Face.BOLD, numbers_from=numbers_from, keeps_next=True)
        for row in rows:
            self.table_row(row, weights, numbers_from=numbers_from)

    def table_row(
        self,
        texts: Sequence[str],
        weights: Sequence[float],
        *,
        face: Face = Face.REGULAR,
        numbers_from: int | None = None,
        keeps_next: bool = False,
    ) -> None:
        """Puts one ruled row; a long one goes on in further rows, so that no text can outgrow the paper."""
        scale = self.width / sum(weights)
        edges = [scale * before for before in accumulate(weights, initial=0.0)]
        rooms = [(right - left - 2 * _CELL_PADDING) / self.size for left, right in pairwise(edges)]
        cells = [wrap(on_paper(text), room, measure(face)) for text, room in zip(texts, rooms, strict=True)]
        while any(cells):
            part = [lines[:_LINES_IN_ONE_PIECE] for lines in cells]
            cells = [lines[_LINES_IN_ONE_PIECE:] for lines in cells]
            row = _Row(part, edges, self.size, face, len(edges) if numbers_from is None else numbers_from)
            self.strips.append(Strip(row.height, row.draw, keeps_next=keeps_next))

    def photographs(self, pictures: Sequence[tuple[str, bytes]]) -> None:
        """Puts pictures two beside each other, each above its caption; what cannot be read leaves a word."""
        for start in range(0, len(pictures), 2):
            columns = self.split()
            for column, (caption, content) in zip(columns, pictures[start : start + 2], strict=False):
                column.strips.append(Strip(_PHOTOGRAPH, _photograph(content, column.width, self.size), keeps_next=True))
                column.text(caption, scale=0.9)
                column.gap(0.5)
                column.together(0)
            self.beside(*(column for column in columns if column.strips))

    def rule(self) -> None:
        """Puts a line across."""
        width = self.width
        self.strips.append(Strip(1.0, lambda sheet, x, top: sheet.line(x, top, x + width, top), keeps_next=True))

    def cut_line(self, text: str) -> None:
        """Puts a broken line to cut along."""
        width, size = self.width, self.size

        def draw(sheet: Sheet, x: float, top: float) -> None:
            y = top - size
            sheet.dashed_line(x, y, x + width, y)
            sheet.text(x + width / 2, y + 2, text, size=size * 0.75, align=Align.CENTRE)

        self.strips.append(Strip(size * 1.6, draw, keeps_next=True))

    def signatures(self, *signatures: Signature | None) -> None:
        """Puts places to sign side by side."""
        block = SignatureBlock(signatures, self.width, self.size)
        self.strips.append(Strip(block.height, block.draw))

    def in_one_piece(self) -> None:
        """Makes one strip of everything, to stand beside another tall one."""
        strips = tuple(self.strips)

        def draw(sheet: Sheet, x: float, top: float) -> None:
            for strip in strips:
                strip.draw(sheet, x, top)
                top -= strip.height

        self.strips = [Strip(self.height, draw)]

    def together(self, start: int) -> None:
        """Keeps everything since strip ``start`` on one page."""
        last = len(self.strips) - 1
        self.strips[start:last] = [replace(strip, keeps_next=True) for strip in self.strips[start:last]]


def _photograph(content: bytes, width: float, size: float) -> Draw:
    def draw(sheet: Sheet, x: float, top: float) -> None:
        if not sheet.photograph(content, x, top - _PHOTOGRAPH + size * 0.4, width, _PHOTOGRAPH - size * 0.4):
            sheet.text(x, top - size, "Gambar ini tidak dapat dibaca.", size=size)

    return draw


def _line(line: Line, width: float, size: float, face: Face, align: Align, underlined: bool) -> Draw:
    def draw(sheet: Sheet, x: float, top: float) -> None:
        y = top - size
        used = line.width * size
        start = x + {Align.LEFT: 0.0, Align.CENTRE: (width - used) / 2, Align.RIGHT: width - used}[align]
        sheet.text(start, y, line.text, size=size, face=face)
        if underlined:
            sheet.line(start, y - 1.6, start + used, y - 1.6, width=0.7)

    return draw


def _pair(label: str, colon: str, value: str, label_room: float, size: float, face: Face) -> Draw:
    def draw(sheet: Sheet, x: float, top: float) -> None:
        y = top - size
        sheet.text(x, y, label, size=size)
        sheet.text(x + label_room, y, colon, size=size)
        sheet.text(x + label_room + 0.7 * size, y, value, size=size, face=face)

    return draw


def _side_by_side(strips: Sequence[tuple[float, Strip]]) -> Draw:
    def draw(sheet: Sheet, x: float, top: float) -> None:
        for offset, strip in strips:
            strip.draw(sheet, x + offset, top)

    return draw


class _Row:
    """One row of a ruled table."""

    def __init__(
        self,
        cells: Sequence[Sequence[Line]],
        edges: Sequence[float],
        size: float,
        face: Face,
        numbers_from: int,
    ) -> None:
        self._cells = cells
        self._edges = edges
        self._size = size
        self._face = face
        self._numbers_from = numbers_from
        self._step = size * _CELL_LEADING
        self.height = max(map(len, cells)) * self._step + 2 * _CELL_PADDING

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draws the cells with their frame."""
        for index, lines in enumerate(self._cells):
            left, right = x + self._edges[index], x + self._edges[index + 1]
            sheet.box(left, top - self.height, right - left, self.height)
            y = top - _CELL_PADDING - self._size * 0.95
            for line in lines:
                to_right = index >= self._numbers_from
                start = right - _CELL_PADDING - line.width * self._size if to_right else left + _CELL_PADDING
                sheet.text(start, y, line.text, size=self._size, face=self._face)
                y -= self._step
