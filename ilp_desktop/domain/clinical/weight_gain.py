"""Weight gain from month to month by the KMS: N, T, O, B, points below the red line, and when to refer.

Source: Buku KIA 2023 and KMS (value sequence of KBM); KMK HK.01.07/MENKES/2015/2023 (refer at the first T).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.problem import Problem

LAST_MONTH = 60
"""Last column of the KMS."""

FAILURES_BEFORE_REFERRAL = 1
"""Months without enough gain after which a child is referred; 2 until KMK 2015/2023."""

RED_LINE = -3.0
ORANGE_LINE = 1.0
"""z of BB/U: below the red line is BGM, above the orange line the child is at risk of overweight."""

_LATER_GAIN = 200
_LEAST_GAIN: Mapping[Sex, tuple[int, ...]] = {
    Sex.MALE: (800, 900, 800, 600, 500, 400, 400, 300, 300, 300, 300),
    Sex.FEMALE: (800, 900, 800, 600, 500, 400, 300, 300, 300, 300, 200),
}


class GainStatus(StrEnum):
    """What the KMS notes beside a month in which the child was weighed."""

    RISEN = "N"
    NOT_RISEN = "T"
    MISSED = "O"
    """Not weighed in the month before, so nothing can be said."""
    FIRST = "B"


class ReferralReason(StrEnum):
    """Why a child of the posyandu is sent to the puskesmas."""

    NOT_RISEN = "Berat badan tidak naik"
    BELOW_RED_LINE = "Bawah garis merah (BGM)"
    ABOVE_ORANGE_LINE = "Di atas garis oranye"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """One weighing: its day, and the weight in kg."""

    day: date
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyGain:
    """A month in which the child was weighed; ``month`` is the column of the KMS, 0 the month of birth.

    ``gain`` and ``least_gain`` (KBM) are grams since the month before, None where there was no weighing then;
    ``failures`` counts the T in a row up to and with this month (2: "2T").
    """

    month: int
    weighing: Weighing
    status: GainStatus
    gain: int | None
    least_gain: int | None
    failures: int


def least_gain(sex: Sex, month: int) -> int | Problem:
    """KBM: the grams that a child must gain in the KMS month ``month``, 1 to 60 (1: from birth month to the next)."""
    if sex not in _LEAST_GAIN or not 1 <= month <= LAST_MONTH:
        return Problem(
            code="no_least_gain",
            field="month",
            sentence="Kenaikan berat minimal hanya ada untuk anak laki-laki atau perempuan, bulan 1 sampai 60.",
            remedy="Periksa jenis kelamin dan tanggal lahir.",
        )
    gains = _LEAST_GAIN[sex]
    return gains[month - 1] if month <= len(gains) else _LATER_GAIN


def kms_month(born: date, day: date) -> int:
    """The column of the KMS for a day: calendar months since the month of birth, whatever the day of the month."""
    return (day.year - born.year) * 12 + day.month - born.month


def monthly_gains(sex: Sex, born: date, weighings: Iterable[Weighing]) -> tuple[MonthlyGain, ...] | Problem:
    """The status of every weighed month from birth to 60 months, whatever the order of the weighings.

    Of several weighings in one month the last counts, on one day the one entered last. Later ages are left out.
    """
    by_month: dict[int, Weighing] = {}
    for weighing in sorted(weighings, key=lambda each: each.day):
        if weighing.day < born:
            return Problem(
                code="weighed_before_birth",
                field="day",
                sentence="Ada penimbangan sebelum tanggal lahir.",
                remedy="Periksa tanggal lahir dan tanggal timbang; mungkin tertukar.",
            )
        by_month[kms_month(born, weighing.day)] = weighing
    gains: list[MonthlyGain] = []
    for month, weighing in by_month.items():
        if month > LAST_MONTH:
            break
        found = _gain(sex, month, weighing, gains)
        if isinstance(found, Problem):
            return found
        gains.append(found)
    return tuple(gains)


def referral_reasons(
    gain: MonthlyGain, weight_for_age: float | None, *, failures: int = FAILURES_BEFORE_REFERRAL
) -> tuple[ReferralReason, ...]:
    """Why the child is to be referred this month, by its gain and its z-score of BB/U; empty: not at all."""
    reasons = []
    if gain.failures >= failures:
        reasons.append(ReferralReason.NOT_RISEN)
    if weight_for_age is not None and weight_for_age < RED_LINE:
        reasons.append(ReferralReason.BELOW_RED_LINE)
    if weight_for_age is not None and weight_for_age > ORANGE_LINE:
        reasons.append(ReferralReason.ABOVE_ORANGE_LINE)
    return tuple(reasons)


def _gain(sex: Sex, month: int, weighing: Weighing, earlier: Sequence[MonthlyGain]) -> MonthlyGain | Problem:
    before = earlier[-1] if earlier else None
    if before is None or before.month != month - 1:
        return MonthlyGain(
            month=month,
            weighing=weighing,
            status=GainStatus.FIRST if before is None else GainStatus.MISSED,
            gain=None,
            least_gain=None,
            failures=0,
        )
    least = least_gain(sex, month)
    if isinstance(least, Problem):
        return least
    gain = round(weighing.weight * 1000) - round(before.weighing.weight * 1000)
    has_risen = gain >= least
    return MonthlyGain(
        month=month,
        weighing=weighing,
        status=GainStatus.RISEN if has_risen else GainStatus.NOT_RISEN,
        gain=gain,
        least_gain=least,
        failures=0 if has_risen else before.failures + 1,
    )
