"""Weight gained in pregnancy beside what is recommended for the body mass index before it."""

from dataclasses import dataclass
from enum import StrEnum

from ilp_desktop.domain.uncertain import Sureness, uncertain


class GainClass(StrEnum):
    """Gain beside the recommended range."""

    LOW = "Kurang"
    RIGHT = "Sesuai"
    HIGH = "Berlebih"


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """From ``low`` to ``high``, both included, in kg."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GainBand:
    """What is recommended below one body mass index (not included): in total, a week, and with twins."""

    below_index: float
    total: Range
    weekly: Range
    twins: Range | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GainRules:
    """The table, and how it becomes a range for each week.

    The gain of the first trimester and the totals are printed (Buku KIA, IOM 2009, T); that the range runs straight
    from 0 to the first trimester's and from there to the total at 40 weeks is how the graph of Buku KIA looks (S).
    More than 1 kg a week after 20 weeks asks for a look at pre-eclampsia (S).
    """

    bands: tuple[GainBand, ...] = (
        GainBand(below_index=18.5, total=Range(low=12.5, high=18), weekly=Range(low=0.44, high=0.58), twins=None),
        GainBand(
            below_index=25,
            total=Range(low=11.5, high=16),
            weekly=Range(low=0.35, high=0.50),
            twins=Range(low=17, high=25),
        ),
        GainBand(
            below_index=30,
            total=Range(low=7, high=11.5),
            weekly=Range(low=0.23, high=0.33),
            twins=Range(low=14, high=23),
        ),
        GainBand(
            below_index=float("inf"),
            total=Range(low=5, high=9),
            weekly=Range(low=0.17, high=0.27),
            twins=Range(low=11, high=19),
        ),
    )
    first_trimester: Range = Range(low=0.5, high=2.0)
    first_trimester_weeks: float = uncertain(
        13,
        "Grafik kenaikan berat: trimester 1 sampai minggu ke",
        span=(12, 14),
        unit="minggu",
        source="Dibaca dari grafik Buku KIA; tidak tertulis",
        sure=Sureness.MEDIUM,
    )
    last_week: float = 40
    fast_weekly: float = uncertain(
        1.0,
        "Kenaikan berat terlalu cepat: lebih dari per minggu",
        span=(0.5, 2),
        decimals=1,
        unit="kg",
        source="Kebiasaan: 1 kg per minggu sesudah 20 minggu",
        sure=Sureness.MEDIUM,
    )
    fast_after_weeks: float = uncertain(
        20,
        "Kenaikan berat terlalu cepat dinilai sesudah minggu ke",
        span=(16, 28),
        unit="minggu",
        source="Kebiasaan: 1 kg per minggu sesudah 20 minggu",
        sure=Sureness.MEDIUM,
    )


STANDARD_GAIN = GainRules()


def gain_band(index: float, rules: GainRules = STANDARD_GAIN) -> GainBand:
    """The row of the table for a body mass index before pregnancy, in kg/m2 with one decimal.

    Source: Buku KIA 2023 (Kemenkes); IOM 2009.
    """
    rounded = round(index + 1e-9, 1)
    return next(band for band in rules.bands if rounded < band.below_index)


def recommended_gain(index: float, weeks: float, multiple: bool = False, rules: GainRules = STANDARD_GAIN) -> Range:
    """The range in kg that is recommended by a completed week; before week 0 nothing, after week 40 the total.

    With twins the totals for twins; ValueError where the table has none (index below 18.5).
    Source: Buku KIA 2023 (Kemenkes); IOM 2009.
    """
    band = gain_band(index, rules)
    total = band.twins if multiple else band.total
    if total is None:
        raise ValueError("no recommendation for twins below this index")
    at = min(max(weeks, 0.0), rules.last_week)
    early = rules.first_trimester
    if at <= rules.first_trimester_weeks:
        share = at / rules.first_trimester_weeks
        return Range(low=early.low * share, high=early.high * share)
    share = (at - rules.first_trimester_weeks) / (rules.last_week - rules.first_trimester_weeks)
    return Range(
        low=early.low + share * (total.low - early.low),
        high=early.high + share * (total.high - early.high),
    )


def gain_class(
    gain: float, index: float, weeks: float, multiple: bool = False, rules: GainRules = STANDARD_GAIN
) -> GainClass:
    """The gain in kg since before pregnancy beside what is recommended by this week; compared with one decimal.

    Source: Buku KIA 2023 (Kemenkes); IOM 2009.
    """
    recommended = recommended_gain(index, weeks, multiple, rules)
    gained = round(gain, 1)
    if gained < round(recommended.low, 1):
        return GainClass.LOW
    return GainClass.RIGHT if gained <= round(recommended.high, 1) else GainClass.HIGH


def gain_text(index: float, weeks: float, multiple: bool = False, rules: GainRules = STANDARD_GAIN) -> str:
    """The recommended range of a week in words: ``3,6 sampai 6,2 kg``.

    Source: Buku KIA 2023 (Kemenkes); IOM 2009.
    """
    recommended = recommended_gain(index, weeks, multiple, rules)
    return f"{recommended.low:.1f} sampai {recommended.high:.1f} kg".replace(".", ",")


def gain_too_fast(gain: float, days: float, weeks: float, rules: GainRules = STANDARD_GAIN) -> bool:
    """After 20 weeks: did the weight rise by more than 1 kg a week since the last visit, so many days ago?

    Source: practice; not in the ministry's guideline.
    """
    return weeks > rules.fast_after_weeks and days > 0 and gain / (days / 7) > rules.fast_weekly
