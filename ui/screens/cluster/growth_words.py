"""What the growth page says of a child: its charts, its measurements in rows, and the trend in words. No widgets."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.clinical.growth import SCHOOL_MONTH, GrowthAge, Index
from ilp_desktop.domain.clinical.growth_chart import Foot, GrowthChart, Point
from ilp_desktop.domain.clinical.growth_course import (
    INDEXES,
    GrowthEntry,
    reasons_to_refer,
    trend_words,
)
from ilp_desktop.domain.clinical.weight_gain import GainStatus, MonthlyGain
from ilp_desktop.domain.patient import Patient
from ilp_desktop.services.growth_papers import ChildChart, ChildGrowth
from ui.kit.curve_chart import Curve, CurveSheet, OwnPoint
from ui.kit.indonesian import show_number
from ui.kit.style import Tone

FAR = 2.0
"""Beyond so many SD the category is coloured; its word says the same."""

OLDEST_YEARS = 18
"""The charts end at 19 years."""

_GAINS = {
    GainStatus.RISEN: "naik",
    GainStatus.NOT_RISEN: "tidak naik",
    GainStatus.MISSED: "bulan lalu tidak ditimbang",
    GainStatus.FIRST: "baru pertama ditimbang",
}
_MEASURES = {
    Index.WEIGHT_FOR_AGE: "Berat badan (kg)",
    Index.HEIGHT_FOR_AGE: "Panjang atau tinggi badan (cm)",
    Index.WEIGHT_FOR_HEIGHT: "Berat badan (kg)",
    Index.BODY_MASS_FOR_AGE: "IMT (kg/m²)",
    Index.HEAD_FOR_AGE: "Lingkar kepala (cm)",
}
_TONES = {3: Tone.RED, 2: Tone.AMBER, 1: Tone.AMBER, 0: Tone.GREEN}
_NO_VALUE = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthRow:
    """One day in the table, as it is read."""

    day: str
    age: str
    weight: str
    height: str
    head: str
    score: str
    category: str
    gain: str
    is_far: bool


def has_charts(patient: Patient, today: date) -> bool:
    """Whether there are charts for somebody of that age; without a birth date the page says what is missing."""
    return patient.birth_date is None or 0 <= age_on(patient.birth_date, today).years <= OLDEST_YEARS


def chart_name(chart: GrowthChart) -> str:
    """The short name on the button."""
    if chart.foot is Foot.LENGTH:
        return "BB/PB"
    if chart.foot is Foot.HEIGHT:
        return "BB/TB"
    if chart.index is Index.WEIGHT_FOR_AGE:
        return f"KMS {chart.first:g}–{chart.last:g}"
    school = " 5–19 th" if chart.first >= SCHOOL_MONTH else ""
    return f"{chart.index.value}{school}"


def first_chart(growth: ChildGrowth, today: date) -> int:
    """The chart to begin with: the one of the child's age, else the first."""
    months = GrowthAge.between(growth.course.born, today).months
    for one in growth.charts:
        if one.chart.foot is Foot.AGE and one.chart.first <= months <= one.chart.last:
            return one.number
    return growth.charts[0].number if growth.charts else -1


def curve_sheet(growth: ChildGrowth, shown: ChildChart) -> CurveSheet:
    """The chart with its lines and the child's points; on the KMS each weighing carries its letter."""
    chart = shown.chart
    is_kms = chart.index is Index.WEIGHT_FOR_AGE
    letters: dict[float, str] = {}
    if is_kms:
        letters = {
            GrowthAge.between(growth.course.born, gain.weighing.day).months: gain.status.value
            for gain in growth.course.gains
        }
    is_school = chart.foot is Foot.AGE and chart.first >= SCHOOL_MONTH

    def at(point: Point) -> Point:
        return (point[0] / 12, point[1]) if is_school else point

    return CurveSheet(
        title=chart_name(chart),
        foot="Umur (tahun)" if is_school else chart.foot.value,
        measure=_MEASURES[chart.index],
        first=at((chart.first, 0))[0],
        last=at((chart.last, 0))[0],
        curves=tuple(
            Curve(
                name=_line_name(line.z, is_kms),
                points=tuple(at(point) for point in line.points),
                tone=_TONES[abs(line.z)],
                is_strong=line.z == 0,
            )
            for line in shown.lines
        ),
        points=tuple(OwnPoint(place=at(point), mark=letters.get(point[0], "")) for point in shown.points),
        in_months=chart.foot is Foot.AGE and not is_school,
    )


def growth_rows(growth: ChildGrowth, chart: GrowthChart) -> tuple[GrowthRow, ...]:
    """Every measurement, newest first, with the score and category of the chart's index."""
    gains = {gain.weighing.day: gain for gain in growth.course.gains}
    place = INDEXES.index(chart.index)
    return tuple(
        _row(entry, place, growth.course.born, gains.get(entry.day)) for entry in reversed(growth.course.entries)
    )


def growth_sentences(growth: ChildGrowth, chart: GrowthChart) -> tuple[tuple[str, Tone], ...]:
    """What the curve and the KMS say, and why to refer, in plain words."""
    return tuple(_sentences(growth, chart))


def _sentences(growth: ChildGrowth, chart: GrowthChart) -> Iterator[tuple[str, Tone]]:
    entries = growth.course.entries
    if not entries:
        yield "Belum ada pengukuran. Isi berat dan panjang badan di formulir kunjungan.", Tone.PLAIN
        return
    if trend := trend_words(entries, chart.index):
        yield f"{trend}.", Tone.PLAIN
    last = growth.course.gains[-1] if growth.course.gains else None
    if last is not None and last.weighing.day == entries[-1].day:
        risen = last.status is not GainStatus.NOT_RISEN
        yield f"KMS {_gain_words(last)}.", Tone.PLAIN if risen else Tone.AMBER
        for reason in reasons_to_refer(growth.course):
            yield f"Perlu dirujuk: {reason.value}.", Tone.RED
    if entries[-1].assessment.flags:
        yield "Hasil ukur terakhir di luar kewajaran. Ukur sekali lagi, periksa tanggal lahir.", Tone.RED


def _gain_words(gain: MonthlyGain) -> str:
    words = f"{gain.status.value}: {_GAINS[gain.status]}"
    if gain.gain is not None:
        words += f", {gain.gain:+d} gram (paling sedikit {gain.least_gain} gram)"
    return f"{words}, {gain.failures}T" if gain.failures > 1 else words


def _row(entry: GrowthEntry, place: int, born: date, gain: MonthlyGain | None) -> GrowthRow:
    measured, score = entry.measured, entry.assessment.scores[place]
    category = entry.assessment.categories[place]
    return GrowthRow(
        day=f"{entry.day:%d/%m/%y}",
        age=age_on(born, entry.day).text,
        weight=_number(measured.weight),
        height=_number(measured.height),
        head=_number(measured.head),
        score=_number(score, 2),
        category=_NO_VALUE if category is None else category.value,
        gain="" if gain is None else gain.status.value,
        is_far=score is not None and abs(score) > FAR,
    )


def _number(value: float | None, places: int = 1) -> str:
    return _NO_VALUE if value is None else show_number(value, places)


def _line_name(z: int, is_kms: bool) -> str:
    name = f"{z:+d}" if z else "0"
    if is_kms and z == -3:
        return f"{name} garis merah"
    return f"{name} garis oranye" if is_kms and z == 1 else name
