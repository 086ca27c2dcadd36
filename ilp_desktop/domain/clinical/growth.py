"""Growth of children: WHO z-scores by day of age, and the categories of Permenkes 2/2020.

The tables are passed in; ``forms`` and the other users load them from ``resources/reference``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, log

TWO_YEARS = 731
"""Days: from here height is measured standing. 24 months are 731 days, not 730."""

LAST_DAY = 1856
"""Last day of the WHO 2006 standards (60 completed months)."""

POSITION_CORRECTION = 0.7
"""Centimetre by which a child is longer lying than standing."""


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


@dataclass(frozen=True, slots=True)
class Distribution:
    """One row of a WHO table: power, median, coefficient of variation."""

    power: float
    median: float
    variation: float

    def value_at(self, z: float) -> float:
        """The measurement at a z-score."""
        if self.power == 0:
            return self.median * exp(self.variation * z)
        return float(self.median * (1 + self.power * self.variation * z) ** (1 / self.power))

    def z_of(self, measured: float) -> float:
        """The z-score of a measurement."""
        if self.power == 0:
            return log(measured / self.median) / self.variation
        return float(((measured / self.median) ** self.power - 1) / (self.power * self.variation))

    def restricted_z_of(self, measured: float) -> float:
        """The z-score by WHO's rule for weights: beyond 3 SD in steps of the distance between 2 and 3 SD."""
        z = self.z_of(measured)
        if -3 <= z <= 3:
            return z
        side = 1 if z > 3 else -1
        third, second = self.value_at(3 * side), self.value_at(2 * side)
        return 3 * side + (measured - third) / abs(third - second)


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthTable:
    """The tables of one sex: by age one row a day from birth, by length or height one row each 0.1 cm."""

    weight: Sequence[Distribution]
    height: Sequence[Distribution]
    body_mass: Sequence[Distribution]
    head: Sequence[Distribution]
    weight_for_length: Sequence[Distribution]
    weight_for_standing_height: Sequence[Distribution]
    length_start: float = 45.0
    standing_start: float = 65.0


_PLAUSIBLE = {
    Index.WEIGHT_FOR_AGE: (-6.0, 5.0),
    Index.HEIGHT_FOR_AGE: (-6.0, 6.0),
    Index.WEIGHT_FOR_HEIGHT: (-5.0, 5.0),
    Index.BODY_MASS_FOR_AGE: (-5.0, 5.0),
    Index.HEAD_FOR_AGE: (-5.0, 5.0),
}
"""Beyond these WHO flags the measurement, not the child."""


def corrected_height(age_days: int, height: float, position: Position) -> float:
    """Height in cm as the table for the age wants it: lying before 731 days, standing from then on (0.7 cm apart).

    Source: Permenkes 2/2020; WHO Child Growth Standards 2006.
    """
    if age_days < TWO_YEARS and position is Position.STANDING:
        return height + POSITION_CORRECTION
    if age_days >= TWO_YEARS and position is Position.LYING:
        return height - POSITION_CORRECTION
    return height


def weight_for_age_z(table: GrowthTable, age_days: int, weight: float) -> float | None:
    """BB/U: z of the weight in kg, two decimals; None outside of the table."""
    return _by_age(table.weight, age_days, weight, restricted=True)


def height_for_age_z(table: GrowthTable, age_days: int, height: float, position: Position) -> float | None:
    """PB/U or TB/U: z of length or height in cm, two decimals; None outside of the table."""
    return _by_age(table.height, age_days, corrected_height(age_days, height, position), restricted=False)


def body_mass_for_age_z(
    table: GrowthTable, age_days: int, weight: float, height: float, position: Position
) -> float | None:
    """IMT/U: z of the body mass index, two decimals; None outside of the table."""
    metres = corrected_height(age_days, height, position) / 100
    return _by_age(table.body_mass, age_days, weight / metres**2, restricted=True)


def head_for_age_z(table: GrowthTable, age_days: int, head: float) -> float | None:
    """LK/U: z of the head circumference in cm, two decimals; None outside of the table."""
    return _by_age(table.head, age_days, head, restricted=False)


def weight_for_height_z(
    table: GrowthTable, age_days: int, weight: float, height: float, position: Position
) -> float | None:
    """BB/PB or BB/TB: z of the weight for the length or height, two decimals; None outside of the table."""
    measured = corrected_height(age_days, height, position)
    lying = age_days < TWO_YEARS
    rows = table.weight_for_length if lying else table.weight_for_standing_height
    start = table.length_start if lying else table.standing_start
    row = _between_rows(rows, (measured - start) * 10)
    return None if row is None or weight <= 0 else _two_decimals(row.restricted_z_of(weight))


def is_plausible(index: Index, z: float) -> bool:
    """Does the z-score lie within WHO's flags? Otherwise measure again."""
    low, high = _PLAUSIBLE[index]
    return low <= z <= high


_WEIGHT_NAMES = (
    (-3.0, "Berat badan sangat kurang"),
    (-2.0, "Berat badan kurang"),
)
_HEIGHT_NAMES = ((-3.0, "Sangat pendek"), (-2.0, "Pendek"))
_WASTING_NAMES = ((-3.0, "Gizi buruk"), (-2.0, "Gizi kurang"))
_UPPER_NAMES: dict[Index, tuple[tuple[float, str], ...]] = {
    Index.WEIGHT_FOR_AGE: ((1.0, "Risiko berat badan lebih"),),
    Index.HEIGHT_FOR_AGE: ((3.0, "Tinggi"),),
    Index.WEIGHT_FOR_HEIGHT: ((3.0, "Obesitas"), (2.0, "Gizi lebih"), (1.0, "Berisiko gizi lebih")),
    Index.BODY_MASS_FOR_AGE: ((3.0, "Obesitas"), (2.0, "Gizi lebih"), (1.0, "Berisiko gizi lebih")),
    Index.HEAD_FOR_AGE: ((2.0, "Makrosefali"),),
}
_LOWER_NAMES: dict[Index, tuple[tuple[float, str], ...]] = {
    Index.WEIGHT_FOR_AGE: _WEIGHT_NAMES,
    Index.HEIGHT_FOR_AGE: _HEIGHT_NAMES,
    Index.WEIGHT_FOR_HEIGHT: _WASTING_NAMES,
    Index.BODY_MASS_FOR_AGE: _WASTING_NAMES,
    Index.HEAD_FOR_AGE: ((-2.0, "Mikrosefali"),),
}
_MIDDLE_NAMES = {
    Index.WEIGHT_FOR_AGE: "Berat badan normal",
    Index.HEIGHT_FOR_AGE: "Normal",
    Index.WEIGHT_FOR_HEIGHT: "Gizi baik",
    Index.BODY_MASS_FOR_AGE: "Gizi baik",
    Index.HEAD_FOR_AGE: "Normal",
}


def growth_category(index: Index, z: float) -> str:
    """The category of a child of 0 to 60 months, in the exact words of the regulation.

    A bound belongs to the middle: -2.00 is normal, -3.00 is "Pendek", +1.00 is normal.
    Source: Permenkes 2/2020 Standar Antropometri Anak.
    """
    for bound, name in _LOWER_NAMES[index]:
        if z < bound:
            return name
    for bound, name in _UPPER_NAMES[index]:
        if z > bound:
            return name
    return _MIDDLE_NAMES[index]


def upper_arm_category(upper_arm: float) -> str:
    """LILA of 6 to 59 months in cm: below 11.5 severe, below 12.5 moderate malnutrition.

    Source: Buku KIA 2020; Permenkes 2/2020.
    """
    if upper_arm < 11.5:
        return "Gizi buruk"
    return "Gizi kurang" if upper_arm < 12.5 else "Normal"


def _by_age(rows: Sequence[Distribution], age_days: int, measured: float, *, restricted: bool) -> float | None:
    if not 0 <= age_days < len(rows) or measured <= 0:
        return None
    row = rows[age_days]
    return _two_decimals(row.restricted_z_of(measured) if restricted else row.z_of(measured))


def _between_rows(rows: Sequence[Distribution], place: float) -> Distribution | None:
    exact = round(place, 6)
    lower = int(exact // 1)
    if exact < 0 or exact > len(rows) - 1:
        return None
    share = exact - lower
    if share == 0:
        return rows[lower]
    one, other = rows[lower], rows[lower + 1]
    return Distribution(
        one.power + (other.power - one.power) * share,
        one.median + (other.median - one.median) * share,
        one.variation + (other.variation - one.variation) * share,
    )


def _two_decimals(z: float) -> float:
    return round(z, 2) + 0.0
