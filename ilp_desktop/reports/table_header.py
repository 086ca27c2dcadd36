"""The heading of a register: grouped columns, upright texts, and the row of column numbers, drawn on every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from ilp_desktop.reports.definition import Column
from ilp_desktop.reports.sheet import Sheet
from ilp_desktop.reports.typeface import Face, measure, on_paper
from ilp_desktop.reports.wrapping import Line, widest_word, wrap

_PADDING = 1.6
_LEADING = 1.15
_GREY = "0.93 g"


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """One heading over columns ``first`` to ``last`` and levels ``upper`` to ``lower``, all inclusive."""

    text: str
    first: int
    last: int
    upper: int
    lower: int
    upright: bool = False


def header_cells(columns: Sequence[Column]) -> tuple[HeaderCell, ...]:
    """The headings with neighbours of one group merged; a column without a group spans every level."""
    depth = max(len(column.headings) for column in columns)
    cells: list[HeaderCell] = []
    for level in range(depth):
        placed = [
            (_group(column, level, index), index)
            for index, column in enumerate(columns)
            if len(column.headings) > level
        ]
        for key, run in groupby(placed, itemgetter(0)):
            members = [index for _, index in run]
            leaf = len(columns[members[0]].headings) == level + 1
            cells.append(
                HeaderCell(
                    text=key[level],
                    first=members[0],
                    last=members[-1],
                    upper=level,
                    lower=depth - 1 if leaf else level,
                    upright=leaf and columns[members[0]].upright,
                )
            )
    return tuple(cells)


def _group(column: Column, level: int, index: int) -> tuple[str, ...]:
    """Equal for neighbours under one heading; a column's own heading is never shared."""
    path = column.headings[: level + 1]
    return (*path, str(index)) if len(column.headings) == level + 1 else path


class TableHeader:
    """The heading laid out over the column edges; the same operators draw it on every page."""

    def __init__(self, columns: Sequence[Column], edges: Sequence[float], size: float, sheet: Sheet) -> None:
        self._edges = edges
        self._size = size
        self._sheet = sheet
        cells = header_cells(columns)
        tops = self._level_tops(cells)
        self._number_height = size * 0.85 * _LEADING + 1.5
        self.height = tops[-1] + self._number_height
        self._operators = self._draw_cells(cells, tops) + self._draw_numbers(len(columns), tops[-1])

    def draw(self, top: float) -> None:
        """Draws the heading with its upper edge at ``top``."""
        self._sheet.draw([f"q 1 0 0 1 0 {top:.2f} cm", *self._operators, "Q"])

    def _level_tops(self, cells: Sequence[HeaderCell]) -> list[float]:
        heights = [0.0] * (max(cell.lower for cell in cells) + 1)
        for cell in sorted(cells, key=lambda cell: cell.lower - cell.upper):
            above = sum(heights[cell.upper : cell.lower])
            heights[cell.lower] = max(heights[cell.lower], self._needed(cell) - above)
        return [sum(heights[:level]) for level in range(len(heights) + 1)]

    def _needed(self, cell: HeaderCell) -> float:
        if cell.upright:
            return measure(Face.BOLD)(on_paper(cell.text)) * self._size + 2 * _PADDING + 2
        size, lines = self._fit(cell)
        return len(lines) * size * _LEADING + 2 * _PADDING

    def _fit(self, cell: HeaderCell) -> tuple[float, tuple[Line, ...]]:
        text = on_paper(cell.text)
        room = self._edges[cell.last + 1] - self._edges[cell.first] - _PADDING
        widest = widest_word(text, measure(Face.BOLD))
        size = min(self._size, max(room / widest if widest else self._size, 4.0))
        return size, wrap(text, room / size, measure(Face.BOLD))

    def _draw_cells(self, cells: Sequence[HeaderCell], tops: Sequence[float]) -> list[str]:
        operators = ["0.5 w"]
        for cell in cells:
            left, right = self._edges[cell.first], self._edges[cell.last + 1]
            upper, lower = -tops[cell.upper], -tops[cell.lower + 1]
            operators += self._box(left, lower, right - left, upper - lower)
            operators += self._text(cell, (left + right) / 2, (upper + lower) / 2)
        return operators

    def _text(self, cell: HeaderCell, x: float, y: float) -> list[str]:
        if cell.upright:
            text = on_paper(cell.text)
            start = y - measure(Face.BOLD)(text) * self._size / 2
            shown = self._sheet.show(text, Face.BOLD, self._size)
            font = self._sheet.font(Face.BOLD, self._size)
            return [f"BT {font} 0 1 -1 0 {x + 0.36 * self._size:.2f} {start:.2f} Tm {shown} ET"]
        size, lines = self._fit(cell)
        font = self._sheet.font(Face.BOLD, size)
        step = size * _LEADING
        baseline = y + len(lines) * step / 2 - 0.83 * step
        return [
            f"BT {font} 1 0 0 1 {x - line.width * size / 2:.2f} {baseline - index * step:.2f} Tm "
            f"{self._sheet.show(line.text, Face.BOLD, size)} ET"
            for index, line in enumerate(lines)
        ]

    def _draw_numbers(self, count: int, top: float) -> list[str]:
        operators = []
        size = self._size * 0.85
        font = self._sheet.font(Face.REGULAR, size)
        baseline = -top - self._number_height + 2.2
        for index in range(count):
            left, right = self._edges[index], self._edges[index + 1]
            operators += self._box(left, -top - self._number_height, right - left, self._number_height)
            start = (left + right - measure(Face.REGULAR)(str(index + 1)) * size) / 2
            operators.append(f"BT {font} 1 0 0 1 {start:.2f} {baseline:.2f} Tm ({index + 1}) Tj ET")
        return operators

    def _box(self, x: float, y: float, width: float, height: float) -> list[str]:
        rectangle = f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"
        return [f"q {_GREY} {rectangle} f Q", f"{rectangle} S"]
