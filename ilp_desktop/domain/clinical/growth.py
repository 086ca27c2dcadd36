"""Growth of children: WHO z-scores by day of age, and the categories of Permenkes 2/2020.

The scores are those of WHO's own software (R packages anthro and anthroplus), step by step, so that a nutrition officer
who checks with it finds the same number. The tables are passed in; ``forms.growth_tables`` loads them.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import floor, inf, nextafter
from typing import NamedTuple

TWO_YEARS = 731
"""Days: from here height is measured standing. 24 months are 731 days, not 730."""

LAST_DAY = 1856
"""Last day of WHO's standards of 2006, by day; from then on the reference of 2007, by month, holds.

Permenkes 2/2020 prints the standards of 2006 to 60 completed months, which are 1856 days, as WHO's igrowup counts. For
the days 1827 to 1856 WHO's newer R packages disagree: anthro stops at 60.0 months, anthroplus begins there with 2007.
"""

DAYS_OF_MONTH = 30.4375

SCHOOL_MONTH = 60
"""Month of the first row of the tables of 2007."""

STANDING_AGE = 9.0
"""Months: a younger child cannot have been measured standing; WHO does not correct such a height, it flags it."""

POSITION_CORRECTION = 0.7
"""Centimetre by which a child is longer lying than standing."""

LEAST = 0.001
"""Kilogram or centimetre: nothing smaller is a measurement."""

LENGTHS = (45.0, 110.0)
HEIGHTS = (65.0, 120.0)
"""Centimetre, both included: where weight-for-length and weight-for-height have a table."""


class Position(StrEnum):
    """How the child was measured."""

    LYING = "telentang"
    STANDING = "berdiri"


class Index(StrEnum):
    """The indices of Permenkes 2/2020 under their printed names; TB/U also stands for PB/U, BB/TB for BB/PB."""

    WEIGHT_FOR_AGE = "BB/U"
    HEIGHT_FOR_AGE = "TB/U"
    WEIGHT_FOR_HEIGHT = "BB/TB"
    BODY_MASS_FOR_AGE = "IMT/U"
    HEAD_FOR_AGE = "LK/U"


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthAge:
    """Age as WHO's software counts it.

    Whole ``days``, half a day rounded up, and unrounded ``months`` of 30.4375 days.
    """

    days: int
    months: float

    @classmethod
    def of_days(cls, days: float) -> "GrowthAge":
        """The age in days, with or without a fraction."""
        return cls(days=floor(days + 0.5), months=days / DAYS_OF_MONTH)

    @classmethod
    def of_months(cls, months: float) -> "GrowthAge":
        """The age in months, with a fraction; 24 months are 731 days."""
        return cls(days=floor(months * DAYS_OF_MONTH + 0.5), months=months)

    @classmethod
    def between(cls, born: date, measured: date) -> "GrowthAge":
        """The age on the day of measurement; negative before birth."""
        return cls.of_days((measured - born).days)


class Distribution(NamedTuple):
    """One row of a WHO table. A named tuple: a survey of 100,000 children opens half a million of them."""

    power: float
    median: float
    variation: float

    def value_at(self, z: float) -> float:
        """The measurement at a z-score."""
        power, median, variation = self
        return float(median * (1 + power * variation * z) ** (1 / power))

    def z_of(self, measured: float) -> float:
        """The z-score of a measurement above 0."""
        power, median, variation = self
        return float(((measured / median) ** power - 1) / (variation * power))

    def restricted_z_of(self, measured: float) -> float:
        """The z-score by WHO's rule for weights: beyond 3 SD in steps of the distance between 2 and 3 SD."""
        z = self.z_of(measured)
        if -3 <= z <= 3:
            return z
        side = 3 if z > 3 else -3
        third = self.value_at(side)
        return side + (measured - third) / abs(third - self.value_at(side / 3 * 2))

    def restricted_value_at(self, z: float) -> float:
        """The measurement at a z-score by the same rule."""
        if -3 <= z <= 3:
            return self.value_at(z)
        side = 3 if z > 3 else -3
        third = self.value_at(side)
        return third + (z - side) * abs(third - self.value_at(side / 3 * 2))


Rows = Sequence[Distribution]


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthTable:
    """The tables of one sex.

    By age one row a day from birth, by length or height one row each 0.1 cm, and of the school ages one row a month
    from 60 months.
    """

    weight: Rows
    height: Rows
    body_mass: Rows
    head: Rows
    weight_for_length: Rows
    weight_for_standing_height: Rows
    school_weight: Rows
    school_height: Rows
    school_body_mass: Rows


PLAUSIBLE = {
    Index.WEIGHT_FOR_AGE: (-6.0, 5.0),
    Index.HEIGHT_FOR_AGE: (-6.0, 6.0),
    Index.WEIGHT_FOR_HEIGHT: (-5.0, 5.0),
    Index.BODY_MASS_FOR_AGE: (-5.0, 5.0),
    Index.HEAD_FOR_AGE: (-5.0, 5.0),
}
"""WHO's flags: beyond these the measurement is wrong, not the child."""


def corrected_height(age: GrowthAge, height: float, position: Position | None) -> float:
    """Height in cm as the table for the age wants it: lying before 731 days, standing from then on (0.7 cm apart).

    Without a position the height is taken as measured the right way.
    Source: Permenkes 2/2020; WHO Child Growth Standards 2006.
    """
    if position is None:
        return height
    if position is Position.STANDING and age.months >= STANDING_AGE and age.days < TWO_YEARS:
        return height + POSITION_CORRECTION
    if position is Position.LYING and age.days >= TWO_YEARS:
        return height - POSITION_CORRECTION
    return height


def weight_for_age_z(table: GrowthTable, age: GrowthAge, weight: float) -> float | None:
    """BB/U: z of the weight in kg, two decimals; None outside of the tables (from 121 months)."""
    row = row_at_age(table.weight, table.school_weight, age)
    return None if row is None or weight < LEAST else round(row.restricted_z_of(weight), 2) + 0.0


def height_for_age_z(table: GrowthTable, age: GrowthAge, height: float, position: Position | None) -> float | None:
    """PB/U or TB/U: z of length or height in cm, two decimals; None outside of the tables (from 229 months)."""
    row = row_at_age(table.height, table.school_height, age)
    measured = corrected_height(age, height, position)
    return None if row is None or measured < LEAST else round(row.z_of(measured), 2) + 0.0


def body_mass_for_age_z(
    table: GrowthTable, age: GrowthAge, weight: float, height: float, position: Position | None
) -> float | None:
    """IMT/U: z of the body mass index, two decimals; None outside of the tables (from 229 months)."""
    row = row_at_age(table.body_mass, table.school_body_mass, age)
    metres = corrected_height(age, height, position) / 100
    if row is None or weight < LEAST or metres < LEAST / 100:
        return None
    return round(row.restricted_z_of(weight / (metres * metres)), 2) + 0.0


def head_for_age_z(table: GrowthTable, age: GrowthAge, head: float) -> float | None:
    """LK/U: z of the head circumference in cm, two decimals; None outside of the table (from day 1857)."""
    row = row_at_age(table.head, (), age)
    return None if row is None or head < LEAST else round(row.z_of(head), 2) + 0.0


def weight_for_height_z(
    table: GrowthTable, age: GrowthAge | None, weight: float, height: float, position: Position | None
) -> float | None:
    """BB/PB or BB/TB: z of the weight for the length or height, two decimals; None outside of the table.

    Where the age is not known the position decides on the table, or else the height: below 87 cm a child is lying.
    """
    row = row_at_height(table, age, height, position)
    return None if row is None or weight < LEAST else round(row.restricted_z_of(weight), 2) + 0.0


def row_at_height(
    table: GrowthTable, age: GrowthAge | None, height: float, position: Position | None
) -> Distribution | None:
    """The row of weights for a length or height, as ``weight_for_height_z`` takes it."""
    if age is None:
        measured = height
        lying = height < 87 if position is None else position is Position.LYING
    else:
        if age.months < 0 or age.days > LAST_DAY:
            return None
        measured = corrected_height(age, height, position)
        lying = age.days < TWO_YEARS
    if lying:
        return _at_height(table.weight_for_length, LENGTHS, measured)
    return _at_height(table.weight_for_standing_height, HEIGHTS, measured)


def is_plausible(index: Index, z: float) -> bool:
    """Does the z-score lie within WHO's flags? Otherwise measure again."""
    low, high = PLAUSIBLE[index]
    return low <= z <= high


class GrowthCategory(StrEnum):
    """Status gizi in the exact words of Permenkes 2/2020; the head circumference in those of SDIDTK."""

    WEIGHT_SEVERELY_LOW = "Berat badan sangat kurang"
    WEIGHT_LOW = "Berat badan kurang"
    WEIGHT_NORMAL = "Berat badan normal"
    WEIGHT_AT_RISK = "Risiko berat badan lebih"
    SEVERELY_STUNTED = "Sangat pendek"
    STUNTED = "Pendek"
    NORMAL = "Normal"
    TALL = "Tinggi"
    SEVERELY_WASTED = "Gizi buruk"
    WASTED = "Gizi kurang"
    WELL_NOURISHED = "Gizi baik"
    AT_RISK_OF_OVERWEIGHT = "Berisiko gizi lebih"
    OVERWEIGHT = "Gizi lebih"
    OBESE = "Obesitas"
    MICROCEPHALY = "Mikrosefali"
    MACROCEPHALY = "Makrosefali"


Scale = tuple[tuple[float, ...], tuple[GrowthCategory, ...]]
"""Where each category but the first begins, and the categories from low to high."""


def _above(z: float) -> float:
    """The first score above: a bound belongs to the middle, so +1.00 is normal."""
    return nextafter(z, inf)


_WASTING: Scale = (
    (-3.0, -2.0, _above(1), _above(2), _above(3)),
    (
        GrowthCategory.SEVERELY_WASTED,
        GrowthCategory.WASTED,
        GrowthCategory.WELL_NOURISHED,
        GrowthCategory.AT_RISK_OF_OVERWEIGHT,
        GrowthCategory.OVERWEIGHT,
        GrowthCategory.OBESE,
    ),
)
_SCHOOL_BODY_MASS: Scale = (
    (-3.0, -2.0, _above(1), _above(2)),
    (
        GrowthCategory.SEVERELY_WASTED,
        GrowthCategory.WASTED,
        GrowthCategory.WELL_NOURISHED,
        GrowthCategory.OVERWEIGHT,
        GrowthCategory.OBESE,
    ),
)
_SCALES: dict[Index, Scale] = {
    Index.WEIGHT_FOR_AGE: (
        (-3.0, -2.0, _above(1)),
        (
            GrowthCategory.WEIGHT_SEVERELY_LOW,
            GrowthCategory.WEIGHT_LOW,
            GrowthCategory.WEIGHT_NORMAL,
            GrowthCategory.WEIGHT_AT_RISK,
        ),
    ),
    Index.HEIGHT_FOR_AGE: (
        (-3.0, -2.0, _above(3)),
        (
            GrowthCategory.SEVERELY_STUNTED,
            GrowthCategory.STUNTED,
            GrowthCategory.NORMAL,
            GrowthCategory.TALL,
        ),
    ),
    Index.WEIGHT_FOR_HEIGHT: _WASTING,
    Index.BODY_MASS_FOR_AGE: _WASTING,
    Index.HEAD_FOR_AGE: (
        (-2.0, _above(2)),
        (GrowthCategory.MICROCEPHALY, GrowthCategory.NORMAL, GrowthCategory.MACROCEPHALY),
    ),
}


def growth_category(index: Index, z: float) -> GrowthCategory:
    """The category of a child of 0 to 60 months, in the exact words of the regulation.

    A bound belongs to the middle: -2.00 is normal, -3.00 is "Pendek", +1.00 is normal.
    Source: Permenkes 2/2020 Standar Antropometri Anak; LK/U: SDIDTK (Kemenkes 2022).
    """
    bounds, names = _SCALES[index]
    return names[bisect_right(bounds, z)]


def growth_categories(scores: Sequence[float | None]) -> list[GrowthCategory | None]:
    """``growth_category`` of one score for each index, in their order; None where there is none."""
    return [
        None if z is None else names[bisect_right(bounds, z)]
        for (bounds, names), z in zip(_SCALES.values(), scores, strict=True)
    ]


def school_age_category(z: float) -> GrowthCategory:
    """The category of IMT/U of a child above 60 months, to 18 years: obesity begins above +2.

    Source: Permenkes 2/2020 Standar Antropometri Anak.
    """
    bounds, names = _SCHOOL_BODY_MASS
    return names[bisect_right(bounds, z)]


def upper_arm_category(upper_arm: float) -> str:
    """LILA of 6 to 59 months in cm: below 11.5 severe, below 12.5 moderate malnutrition.

    Source: Buku KIA 2020; Permenkes 2/2020.
    """
    if upper_arm < 11.5:
        return "Gizi buruk"
    return "Gizi kurang" if upper_arm < 12.5 else "Normal"


def row_at_age(rows: Rows, school_rows: Rows, age: GrowthAge) -> Distribution | None:
    """The row for an age: of its day to 60 completed months, then between the months; None outside of the tables."""
    if age.days <= LAST_DAY:
        return rows[age.days] if age.months >= 0 else None
    month = int(age.months)
    place = month - SCHOOL_MONTH
    if place >= len(school_rows):
        return None
    # WHO lets the last month of its tables count to its end.
    after = school_rows[min(place + 1, len(school_rows) - 1)]
    return _between(school_rows[place], after, age.months - month)


def _at_height(rows: Rows, bounds: tuple[float, float], height: float) -> Distribution | None:
    lowest, highest = bounds
    if not lowest <= height <= highest:
        return None
    tenths = int(height * 10)
    share = (height - tenths / 10) / 0.1
    row = rows[tenths - int(lowest * 10)]
    return row if share <= 0 else _between(row, rows[tenths - int(lowest * 10) + 1], share)


def _between(one: Distribution, other: Distribution, share: float) -> Distribution:
    if share == 0:
        return one
    return Distribution(
        one.power + share * (other.power - one.power),
        one.median + share * (other.median - one.median),
        one.variation + share * (other.variation - one.variation),
    )
