"""Draws any register on paper from its definition and a stream of rows, holding one row and one page at a time."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.domain.register_frame import RegisterFrame
from ilp_desktop.domain.screen_table import CellAlign
from ilp_desktop.reports.cells import CellValue, contribution, reader, writer
from ilp_desktop.reports.definition import Column, RegisterDefinition, Total
from ilp_desktop.reports.letterhead import draw_letterhead, letterhead_height
from ilp_desktop.reports.paper import register_paper
from ilp_desktop.reports.print_log import print_log
from ilp_desktop.reports.sheet import Align, Sheet
from ilp_desktop.reports.signatures import SignatureBlock
from ilp_desktop.reports.table_header import TableHeader
from ilp_desktop.reports.typeface import Face, measure, on_paper
from ilp_desktop.reports.wrapping import wrap

_PADDING = 1.7
_LEADING = 1.16
_FOOTER = 13.0
_KOP_SCALE = 0.8
_SIGNATURE_SIZE = 8.5
_SIGNATURE_GAP = 10.0
_CACHED_TEXTS = 500
_ROWS_PER_STEP = 500
_NOTHING = "Nihil: tidak ada data pada periode ini."
_TOTAL_LABELS = ("Jumlah halaman ini", "Jumlah pindahan", "Jumlah")

CellLines = tuple[tuple[str, str], ...]
"""One pair a line: the operators before the baseline's height, and after it."""


def register_pdf(
    definition: RegisterDefinition,
    rows: Iterable[object],
    *,
    frame: RegisterFrame,
    paper: str = "A4",
    blank: bool = False,
    progress: Progress = silent,
) -> bytes:
    """The register as a PDF; ``blank`` prints one page of the empty form, whatever the rows.

    Raises whatever ``rows`` or ``progress`` (Cancelled) raise, and KeyError for a paper that paper.SIZES lacks.
    """
    printing = _Printing(definition, frame, paper)
    if blank:
        printing.print_blank()
    else:
        printing.print_rows(rows, progress)
    return printing.sheet.finish()


class _Cell:
    """One column on this paper: turns a row into the lines of its cell."""

    def __init__(self, column: Column, left: float, right: float, size: float, smallest: float, sheet: Sheet):
        self.column = column
        self.left = left
        self._right = right
        self._room = right - left - 2 * _PADDING
        self._size = size
        self._smallest = smallest
        self._sheet = sheet
        self._lines: dict[str, CellLines] = {}
        self._measure = measure(Face.REGULAR)
        self.read = reader(column) if column.field else None
        self._write = writer(column)

    def lines(self, value: CellValue) -> CellLines:
        """The cell's lines at the column's place; texts that come again are laid out once."""
        text = value if type(value) is str else self._write(value)
        found = self._lines.get(text)
        if found is None:
            if len(self._lines) >= _CACHED_TEXTS:
                self._lines.clear()
            found = self._lines[text] = self._lay_out(on_paper(text))
        return found

    def _lay_out(self, text: str) -> CellLines:
        if not text:
            return ()
        size = self._fitting_size(text)
        lines = wrap(text, self._room / size, self._measure)
        before, after = "", ""
        if size != self._size:
            before, after = self._sheet.font(Face.REGULAR, size) + " ", " " + self._sheet.font(Face.REGULAR, self._size)
        return tuple(
            (
                f"1 0 0 1 {self._start(line.width * size):.2f} ",
                f" Tm {before}{self._sheet.show(line.text, Face.REGULAR, size)}{after}",
            )
            for line in lines
        )

    def _fitting_size(self, text: str) -> float:
        """The register's size, or the largest smaller one at which no word (or for ``shrink``, line) is broken."""
        parts = text.split("\n") if self.column.shrink else text.replace("/", "/ ").split()
        width = max(map(self._measure, parts), default=0.0)
        if width * self._size <= self._room:
            return self._size
        return max(self._smallest, self._room / width - 0.005)

    def _start(self, width: float) -> float:
        match self.column.align:
            case CellAlign.RIGHT:
                return self._right - _PADDING - width
            case CellAlign.CENTRE:
                return (self.left + self._right - width) / 2
            case _:
                return self.left + _PADDING


class _Printing:
    """One register being printed; ``_y`` is the edge under the last row of the open page."""

    def __init__(self, definition: RegisterDefinition, frame: RegisterFrame, paper: str) -> None:
        self._definition = definition
        self._frame = frame
        self._paper = register_paper(paper, definition.orientation)
        self.sheet = Sheet(self._paper, title=f"{definition.title} {frame.period}")
        scale = self._paper.body_width / register_paper("A4", definition.orientation).body_width
        self._size = definition.size * scale
        smallest = definition.smallest_size * scale
        self._step = self._size * _LEADING
        self._edges = _column_edges(definition.columns, self._paper.left, self._paper.body_width)
        self._cells = [
            _Cell(column, left, right, self._size, smallest, self.sheet)
            for column, (left, right) in zip(definition.columns, pairwise(self._edges), strict=True)
        ]
        self._header = TableHeader(definition.columns, self._edges, self._size, self.sheet)
        self._signatures = SignatureBlock((frame.left, None, frame.right), self._paper.body_width, _SIGNATURE_SIZE)
        totalled = (index for index, column in enumerate(definition.columns) if column.total is not Total.NONE)
        self._totalled = list(totalled) if definition.totals else []
        totals_height = len(_TOTAL_LABELS) * self._line_height(1) if self._totalled else 0.0
        self._limit = self._paper.bottom + _FOOTER + totals_height
        self._page_totals = [0.0] * len(definition.columns)
        self._carried_totals = [0.0] * len(definition.columns)
        self._texts: list[str] = []
        self._rules: list[str] = []
        self._y = 0.0
        self._body_top = 0.0

    def print_rows(self, rows: Iterable[object], progress: Progress) -> None:
        """Prints the rows in the order in which they come; the last stays on the page of the signatures."""
        signatures = self._signatures.height + _SIGNATURE_GAP
        self._open_page()
        number = 0
        for number, (row, is_last) in enumerate(_with_last(rows), 1):
            if number % _ROWS_PER_STEP == 1:
                progress(Step(doing="Menyusun register", done=number - 1, total=0))
            values = [cell.read(row) if cell.read else str(number) for cell in self._cells]
            lines = [cell.lines(value) for cell, value in zip(self._cells, values, strict=True)]
            self._place(lines, values, signatures if is_last else 0.0)
        if number == 0:
            self._print_nothing()
        self._sign_and_end()

    def print_blank(self) -> None:
        """Prints one page of empty rows, high enough to write in, to be filled in by hand."""
        self._open_page()
        room = self._y - self._limit - self._signatures.height - _SIGNATURE_GAP
        height = 2.4 * self._step
        for _ in range(max(1, int(room / height))):
            self._draw_row([()] * len(self._cells), height)
        self._page_totals, self._carried_totals = [], []
        self._sign_and_end()

    def _place(self, cells: list[CellLines], values: list[CellValue], reserved: float) -> None:
        """Draws one row, on a new page if need be, over several pages if it is taller than one."""
        count = max(1, *map(len, cells))
        if self._y - self._line_height(count) - reserved < self._limit and self._y < self._body_top:
            self._turn_page()
        for index in self._totalled:
            self._page_totals[index] += contribution(self._cells[index].column, values[index])
        while count > 1 and self._y - self._line_height(count) - reserved < self._limit:
            fitting = int((self._y - self._limit - 2 * _PADDING) / self._step)
            taken = max(1, min(fitting, count - 1))
            self._draw_row([lines[:taken] for lines in cells], self._line_height(taken))
            cells = [lines[taken:] for lines in cells]
            count -= taken
            self._turn_page()
        self._draw_row(cells, self._line_height(count))

    def _draw_row(self, cells: list[CellLines], height: float) -> None:
        first = self._y - _PADDING - 0.85 * self._size
        baselines = [f"{first:.2f}"]
        append = self._texts.append
        for lines in cells:
            for index, (before, after) in enumerate(lines):
                if index == len(baselines):
                    baselines.append(f"{first - index * self._step:.2f}")
                append(before + baselines[index] + after)
        self._y -= height
        self._rule()

    def _rule(self) -> None:
        edges = self._edges
        self._rules.append(f"{edges[0]:.2f} {self._y:.2f} m {edges[-1]:.2f} {self._y:.2f} l")

    def _print_nothing(self) -> None:
        top = self._y
        self._y -= self._line_height(1) + 6
        self._rule()
        middle = (self._edges[0] + self._edges[-1]) / 2
        self.sheet.text(middle, (top + self._y) / 2 - 2.5, _NOTHING, size=8, align=Align.CENTRE)
        self._body_top = self._y

    def _line_height(self, count: int) -> float:
        return count * self._step + 2 * _PADDING

    def _open_page(self) -> None:
        top = self._paper.height - self._paper.top
        self._y = (self._first_heading(top) if self.sheet.pages == 0 else self._next_heading(top)) - 4
        self._header.draw(self._y)
        self._y -= self._header.height
        self._body_top = self._y

    def _first_heading(self, top: float) -> float:
        paper, frame = self._paper, self._frame
        draw_letterhead(self.sheet, frame.letterhead, paper.left, top, paper.body_width, scale=_KOP_SCALE)
        y = top - letterhead_height(frame.letterhead, paper.body_width, scale=_KOP_SCALE)
        middle = paper.left + paper.body_width / 2
        for text, face, size in (
            (self._definition.title.upper(), Face.BOLD, 12.0),
            (frame.period, Face.BOLD, 10.0),
            (" · ".join(f"{label}: {value}" for label, value in frame.filters), Face.REGULAR, 9.0),
        ):
            for line in wrap(on_paper(text), paper.body_width / size, measure(face)) if text.strip() else ():
                y -= size * 1.25
                self.sheet.text(middle, y, line.text, size=size, face=face, align=Align.CENTRE)
        return y - 3

    def _next_heading(self, top: float) -> float:
        text = on_paper(f"{self._definition.title} · {self._frame.period} · lanjutan").replace("\n", " ")
        width = measure(Face.REGULAR)(text)
        size = min(8.0, self._paper.body_width / width)
        self.sheet.text(self._paper.left, top - 8, text, size=size)
        return top - 8

    def _turn_page(self) -> None:
        self._finish_table()
        self.sheet.end_page()
        self._open_page()

    def _sign_and_end(self) -> None:
        self._finish_table()
        self._signatures.draw(self.sheet, self._paper.left, self._y - _SIGNATURE_GAP)
        self.sheet.end_page()

    def _finish_table(self) -> None:
        """Draws what the page has gathered: cell texts, rules, totals, and the foot."""
        edges = [f"{edge:.2f}" for edge in self._edges]
        upright = [f"{edge} {self._body_top:.2f} m {edge} {self._y:.2f} l" for edge in edges]
        self.sheet.draw([f"BT {self.sheet.font(Face.REGULAR, self._size)}", *self._texts, "ET"])
        self.sheet.draw(["0.4 w", *self._rules, *upright, "S"])
        self._texts, self._rules = [], []
        if self._totalled:
            self._draw_totals()
        self._draw_foot()

    def _draw_totals(self) -> None:
        carried = self._carried_totals
        together = [here + before for here, before in zip(self._page_totals, carried, strict=True)]
        for label, totals in zip(_TOTAL_LABELS, (self._page_totals, carried, together), strict=True):
            self._draw_total_row(label, totals)
        self._carried_totals = together
        self._page_totals = [0.0] * len(self._page_totals)

    def _draw_total_row(self, label: str, totals: list[float]) -> None:
        """Draws the label over the columns before the first total; ``totals`` is empty on a blank form."""
        edges = self._edges
        height = self._line_height(1)
        baseline = self._y - _PADDING - 0.85 * self._size
        self._y -= height
        first = self._totalled[0]
        if first:
            self.sheet.text(edges[first] - 3, baseline, label, size=self._size, face=Face.BOLD, align=Align.RIGHT)
        self.sheet.box(edges[0], self._y, edges[first] - edges[0], height)
        for index in range(first, len(self._cells)):
            left, right = edges[index], edges[index + 1]
            self.sheet.box(left, self._y, right - left, height)
            if totals and index in self._totalled:
                text = f"{totals[index]:.10g}"
                size = min(self._size, (right - left - 1) / measure(Face.BOLD)(text))
                middle = (left + right) / 2
                self.sheet.text(middle, baseline, text, size=size, face=Face.BOLD, align=Align.CENTRE)

    def _draw_foot(self) -> None:
        paper, y, size = self._paper, self._paper.bottom, 7.0
        log = on_paper(print_log(self._frame.stamp)).replace("\n", " ")
        room = paper.body_width - 110
        self.sheet.text(paper.left, y, log, size=min(size, room / measure(Face.REGULAR)(log)))
        end = paper.left + paper.body_width - 3 * 0.556 * size
        page = f"Halaman {self.sheet.pages + 1} dari "
        self.sheet.text(end, y, page, size=size, align=Align.RIGHT)
        self.sheet.page_count(end, y, size=size)


def _column_edges(columns: Sequence[Column], left: float, width: float) -> list[float]:
    """The x of every column's left side, and of the last one's right side."""
    weights = [column.width for column in columns]
    scale = width / sum(weights)
    return [left + scale * before for before in accumulate(weights, initial=0.0)]


def _with_last(rows: Iterable[object]) -> Iterator[tuple[object, bool]]:
    """Each row with whether it is the last one, looking one row ahead."""
    iterator = iter(rows)
    try:
        held = next(iterator)
    except StopIteration:
        return
    for row in iterator:
        yield held, False
        held = row
    yield held, True
