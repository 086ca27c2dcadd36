"""A child's growth from the records: for the screen, and its chart on paper."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ilp_desktop import reports
from ilp_desktop.domain.clinical.growth import GrowthAge, Position
from ilp_desktop.domain.clinical.growth_chart import (
    CHARTS,
    ChartLine,
    GrowthChart,
    Point,
    chart_lines,
    chart_points,
    fits_age,
)
from ilp_desktop.domain.clinical.growth_course import GrowthCourse, growth_course
from ilp_desktop.domain.clinical.growth_measurement import Measurement
from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.patient import Patient, Sex
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.forms import means_yes
from ilp_desktop.forms.growth_tables import growth_tables
from ilp_desktop.services.measurements import HEIGHT, WEIGHT, Measured, measured
from ilp_desktop.services.paper_values import letterhead, person_on_paper, print_stamp
from ilp_desktop.services.people import person_page
from ilp_desktop.services.print_log import remember_print
from ilp_desktop.services.workplace import Workplace

HEAD = "9843-4"
"""LOINC code of the head circumference."""

POSITION = "measuring_position"
OEDEMA = "bilateral_oedema"
_SWOLLEN = frozenset({"feet", "whole_body"})
"""Answers of the illness form that mean pitting oedema of both feet; the other forms ask for yes or no."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildChart:
    """One chart with the lines of the standard and the child's own points; ``number`` is its place in ``CHARTS``."""

    number: int
    chart: GrowthChart
    lines: tuple[ChartLine, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildGrowth:
    """A child's course with the charts that say something: those of its age, and those that hold a point."""

    sex: Sex
    course: GrowthCourse
    charts: tuple[ChildChart, ...]


def child_charts(workplace: Workplace, patient_id: PatientId) -> ChildGrowth:
    """Everything that the growth page shows of a child.

    Rejected when birth date or sex are not known, or the child was weighed before birth.
    """
    patient = person_page(workplace, patient_id).patient
    course = _course(workplace, patient)
    age = GrowthAge.between(course.born, workplace.today)
    table = growth_tables()[patient.sex]
    measured_days = [entry.measured for entry in course.entries]
    charts = (
        ChildChart(
            number=number, chart=chart, lines=chart_lines(table, chart), points=chart_points(chart, measured_days)
        )
        for number, chart in enumerate(CHARTS)
    )
    shown = tuple(one for one in charts if one.points or fits_age(one.chart, age))
    return ChildGrowth(sex=patient.sex, course=course, charts=shown)


def growth_chart_pdf(workplace: Workplace, patient_id: PatientId, chart: GrowthChart) -> bytes:
    """One chart of a child with its own points, to be filed or taken home. Rejected as ``child_charts``."""
    page = person_page(workplace, patient_id)
    patient = page.patient
    course = _course(workplace, patient)
    paper = reports.growth_chart_pdf(
        person_on_paper(patient, page.household, workplace.clock().date()),
        chart,
        chart_lines(growth_tables()[patient.sex], chart),
        course,
        letterhead=letterhead(workplace),
        stamp=print_stamp(workplace),
    )
    remember_print(workplace, "growth_chart", patient.id)
    return paper


def _course(workplace: Workplace, patient: Patient) -> GrowthCourse:
    if patient.birth_date is None or patient.sex is Sex.UNKNOWN:
        raise Rejected(
            Problem(
                code="growth.who_is_it",
                field="birth_date",
                sentence="Grafik pertumbuhan memerlukan tanggal lahir dan jenis kelamin.",
                remedy="Lengkapi data anak di loket, lalu ulangi.",
            )
        )
    days = _by_day(measured(workplace, patient.id))
    found = growth_course(
        growth_tables(),
        patient.sex,
        patient.birth_date,
        [(day, _measurement(patient.sex, patient.birth_date, day, values)) for day, values in days],
    )
    if isinstance(found, Problem):
        raise Rejected(found)
    return found


def _by_day(values: tuple[Measured, ...]) -> Iterator[tuple[date, dict[str, Measured]]]:
    """The last value of each kind on each day on which the child was weighed or measured."""
    days: defaultdict[date, dict[str, Measured]] = defaultdict(dict)
    for value in values:
        days[value.day][value.code] = value
    yield from ((day, found) for day, found in days.items() if found.keys() & {WEIGHT, HEIGHT, HEAD})


def _measurement(sex: Sex, born: date, day: date, values: dict[str, Measured]) -> Measurement:
    def number(code: str) -> float | None:
        return values[code].number if code in values else None

    position = values[POSITION].text if POSITION in values else ""
    swelling = values[OEDEMA].text if OEDEMA in values else ""
    return Measurement(
        sex=sex,
        age=GrowthAge.between(born, day),
        weight=number(WEIGHT),
        height=number(HEIGHT),
        position=Position(position) if position in set(Position) else None,
        head=number(HEAD),
        oedema=means_yes(swelling) or swelling in _SWOLLEN,
    )
