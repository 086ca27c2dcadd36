"""How one child grew: every measurement with what it says, the months of the KMS, and the trend in words."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ilp_desktop.domain.clinical.growth import Index
from ilp_desktop.domain.clinical.growth_assessment import Assessment, assess
from ilp_desktop.domain.clinical.growth_chart import LINES
from ilp_desktop.domain.clinical.growth_measurement import GrowthTables, Measurement
from ilp_desktop.domain.clinical.weight_gain import (
    MonthlyGain,
    ReferralReason,
    Weighing,
    monthly_gains,
    referral_reasons,
)
from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.problem import Problem

INDEXES = tuple(Index)


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthEntry:
    """One day on which the child was measured."""

    day: date
    measured: Measurement
    assessment: Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthCourse:
    """The measurements since the day of birth, oldest first, and the weighed months of the KMS."""

    born: date
    entries: tuple[GrowthEntry, ...]
    gains: tuple[MonthlyGain, ...]


def growth_course(
    tables: GrowthTables, sex: Sex, born: date, measurements: Iterable[tuple[date, Measurement]]
) -> GrowthCourse | Problem:
    """The course of one child, whatever the order of the measurements.

    Problem when the child was weighed before birth or the sex is not known.
    """
    in_order = sorted(measurements, key=lambda each: each[0])
    gains = monthly_gains(
        sex, born, [Weighing(day=day, weight=each.weight) for day, each in in_order if each.weight is not None]
    )
    if isinstance(gains, Problem):
        return gains
    entries = tuple(GrowthEntry(day=day, measured=each, assessment=assess(tables, each)) for day, each in in_order)
    return GrowthCourse(born=born, entries=entries, gains=gains)


def reasons_to_refer(course: GrowthCourse) -> tuple[ReferralReason, ...]:
    """Why the child is to be referred after the last weighing; empty: not at all, or never weighed.

    Source: KMK HK.01.07/MENKES/2015/2023; Buku KIA 2023.
    """
    if not course.gains:
        return ()
    last = course.gains[-1]
    scores = [entry.assessment.scores.weight_for_age for entry in course.entries if entry.day == last.weighing.day]
    return referral_reasons(last, scores[-1])


def trend_words(entries: Sequence[GrowthEntry], index: Index) -> str:
    """What the last two scores of an index say, in the words of Buku KIA; empty before the second score.

    The curve follows its line as long as no line of the chart lies between the two points.
    """
    place = INDEXES.index(index)
    scores = [z for entry in entries if (z := entry.assessment.scores[place]) is not None]
    for before, last in list(pairwise(scores))[-1:]:
        was, became = bisect_right(LINES, before), bisect_right(LINES, last)
        if became > was:
            return "Kurva naik memotong garis pertumbuhan di atasnya"
        if became < was:
            return "Kurva turun memotong garis pertumbuhan di bawahnya"
        return "Kurva mengikuti garis pertumbuhannya"
    return ""
