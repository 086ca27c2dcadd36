"""A growth chart on paper: WHO's lines, the child's own points, and beneath them every measurement in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.clinical.growth import Index
from ilp_desktop.domain.clinical.growth_chart import ChartLine, Foot, GrowthChart, Point, chart_points
from ilp_desktop.domain.clinical.growth_course import INDEXES, GrowthCourse, reasons_to_refer, trend_words
from ilp_desktop.domain.indonesian_text import decimal_number, typed_date
from ilp_desktop.domain.letters import Letterhead, PersonOnPaper, PrintStamp
from ilp_desktop.domain.patient import Sex
from ilp_desktop.reports.flow import Flow, Strip
from ilp_desktop.reports.letter import print_letter
from ilp_desktop.reports.paper import letter_paper
from ilp_desktop.reports.paper_text import DASH
from ilp_desktop.reports.person_lines import identity
from ilp_desktop.reports.sheet import Align, Sheet

MEASURES = {
    Index.WEIGHT_FOR_AGE: "Berat badan (kg)",
    Index.HEIGHT_FOR_AGE: "Panjang atau tinggi badan (cm)",
    Index.WEIGHT_FOR_HEIGHT: "Berat badan (kg)",
    Index.BODY_MASS_FOR_AGE: "IMT (kg/m²)",
    Index.HEAD_FOR_AGE: "Lingkar kepala (cm)",
}
_SIZES = (9.5, 9.0, 8.5)
_HEIGHT = 330.0
_LEFT, _RIGHT, _FOOT = 26.0, 22.0, 24.0
_LABEL = 7.0
_MOST_STEPS = 14
_STEPS = (1, 2, 5, 10, 20)
_MONTH_STEPS = (1, 2, 6, 12)
_COLUMNS = ("Tanggal", "Umur", "BB", "PB/TB", "LK", "Z-score", "Status", "KMS")
_WEIGHTS = (12, 8, 7, 8, 7, 9, 24, 7)
_LAST_ENTRIES = 12
_STROKES = {3: "0.75 0 0 RG 1.1 w", 2: "0.9 0.5 0 RG 0.9 w", 1: "0.85 0.7 0 RG 0.7 w", 0: "0 0.45 0.2 RG 1.3 w"}
"""By distance from the median, which also stands beside each line: the colour only repeats it."""


def growth_chart_pdf(
    person: PersonOnPaper,
    chart: GrowthChart,
    lines: Sequence[ChartLine],
    course: GrowthCourse,
    *,
    letterhead: Letterhead,
    stamp: PrintStamp,
    paper: str = "A4",
) -> bytes:
    """One chart of one child, the trend in words, and the last measurements with score, status and KMS letter."""
    points = chart_points(chart, (entry.measured for entry in course.entries))
    title = f"Grafik {_name(chart)} {_SEXES[person.sex]}"

    def compose(flow: Flow) -> None:
        flow.letterhead(letterhead, scale=0.8)
        flow.title(title)
        left, right = flow.split()
        left.pairs(identity(person)[:3], label_width=8.4)
        right.pairs(identity(person)[3:], label_width=8.4)
        flow.beside(left, right)
        flow.gap(0.4)
        flow.strips.append(Strip(_HEIGHT, _Plot(chart, lines, points, flow.width).draw))
        flow.gap(0.3)
        if words := trend_words(course.entries, chart.index):
            flow.pairs([("Arah", words)], label_width=8.4)
        if reasons := reasons_to_refer(course):
            flow.pairs([("Perlu dirujuk", "; ".join(reasons))], label_width=8.4)
        flow.gap(0.3)
        flow.table(_COLUMNS, list(_rows(chart, course)), _WEIGHTS)

    return print_letter(letter_paper(paper), compose, title=title, sizes=_SIZES, stamp=stamp)


_SEXES = {Sex.MALE: "anak laki-laki", Sex.FEMALE: "anak perempuan", Sex.UNKNOWN: "anak"}


def _name(chart: GrowthChart) -> str:
    match chart.foot:
        case Foot.LENGTH:
            return "BB/PB"
        case Foot.HEIGHT:
            return "BB/TB"
        case Foot.AGE:
            name = "PB/U atau TB/U" if chart.index is Index.HEIGHT_FOR_AGE else chart.index.value
            return f"{name} {chart.first:g} sampai {chart.last:g} bulan,"


def _rows(chart: GrowthChart, course: GrowthCourse) -> Iterator[tuple[str, ...]]:
    place = INDEXES.index(chart.index)
    letters = {gain.weighing.day: gain.status.value for gain in course.gains}
    for entry in course.entries[-_LAST_ENTRIES:]:
        measured, category = entry.measured, entry.assessment.categories[place]
        yield (
            typed_date(entry.day),
            age_on(course.born, entry.day).text,
            _number(measured.weight),
            _number(measured.height),
            _number(measured.head),
            _number(entry.assessment.scores[place], 2),
            DASH if category is None else category.value,
            letters.get(entry.day, ""),
        )


def _number(value: float | None, places: int = 1) -> str:
    return DASH if value is None else decimal_number(value, places)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Draws the chart into ``width`` x ``_HEIGHT`` points."""

    chart: GrowthChart
    lines: Sequence[ChartLine]
    points: Sequence[Point]
    width: float

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draws it with its upper left corner at ``x``, ``top``."""
        heights = [value for line in self.lines for _, value in line.points] + [value for _, value in self.points]
        low, high = int(min(heights)), int(max(heights)) + 1
        left, bottom = x + _LEFT, top - _HEIGHT + _FOOT
        room, rise = self.width - _LEFT - _RIGHT, _HEIGHT - _FOOT - 10
        across = room / (self.chart.last - self.chart.first)
        up = rise / (high - low)

        def place(point: Point) -> tuple[float, float]:
            return left + (point[0] - self.chart.first) * across, bottom + (point[1] - low) * up

        steps = _MONTH_STEPS if self.chart.foot is Foot.AGE else _STEPS
        for tick in _ticks(self.chart.first, self.chart.last, steps):
            foot, _ = place((tick, low))
            _grid(sheet, (foot, bottom), (foot, bottom + rise))
            sheet.text(foot, bottom - 8, f"{tick:g}", size=_LABEL, align=Align.CENTRE)
        for tick in _ticks(low, high, _STEPS):
            _, level = place((self.chart.first, tick))
            _grid(sheet, (left, level), (left + room, level))
            sheet.text(left - 3, level - 2, f"{tick:g}", size=_LABEL, align=Align.RIGHT)
        sheet.text(left + room / 2, bottom - 18, self.chart.foot.value, size=_LABEL + 0.5, align=Align.CENTRE)
        sheet.text(left, bottom + rise + 3, MEASURES[self.chart.index], size=_LABEL + 0.5)
        for line in self.lines:
            path = [place(point) for point in line.points]
            sheet.draw([f"q {_STROKES[abs(line.z)]} {_path(path)} S Q"])
            sheet.text(path[-1][0] + 3, path[-1][1] - 2, f"{line.z:+d}" if line.z else "0", size=_LABEL)
        self._draw_child(sheet, [place(point) for point in self.points])

    def _draw_child(self, sheet: Sheet, path: Sequence[Point]) -> None:
        if path:
            sheet.draw([f"q 0.1 0.2 0.6 RG 1 w {_path(path)} S Q"])
        for x, y in path:
            sheet.draw([f"q 0.1 0.2 0.6 rg {x - 1.8:.2f} {y - 1.8:.2f} 3.60 3.60 re f Q"])


def _grid(sheet: Sheet, start: Point, end: Point) -> None:
    sheet.draw([f"q 0.82 G 0.3 w {_path([start, end])} S Q"])


def _path(points: Sequence[Point]) -> str:
    (first_x, first_y), *rest = points
    return " ".join([f"{first_x:.2f} {first_y:.2f} m", *(f"{x:.2f} {y:.2f} l" for x, y in rest)])


def _ticks(low: float, high: float, steps: Sequence[int]) -> Sequence[int]:
    step = next((step for step in steps if (high - low) / step <= _MOST_STEPS), steps[-1])
    return range(ceil(low / step) * step, int(high) + 1, step)
