"""Weight as a share of the median of WHO's tables, for instruments that are older than the z-scores."""

from ilp_desktop.domain.clinical.growth import LEAST, Distribution, GrowthAge, GrowthTable, row_at_age, row_at_height


def weight_for_age_percent(table: GrowthTable, age: GrowthAge, weight: float) -> float | None:
    """BB/U in percent of the median, one decimal; kg; None outside of the tables (from 121 months).

    Source: WHO Child Growth Standards 2006; WHO Reference 2007.
    """
    return _percent(row_at_age(table.weight, table.school_weight, age), weight)


def weight_for_height_percent(table: GrowthTable, age: GrowthAge, weight: float, height: float) -> float | None:
    """BB/PB or BB/TB in percent of the median, one decimal; kg, cm; None outside of the table (from 61 months).

    The height is taken as measured the way that the age asks for.
    Source: WHO Child Growth Standards 2006.
    """
    return _percent(row_at_height(table, age, height, None), weight)


def _percent(row: Distribution | None, weight: float) -> float | None:
    return None if row is None or weight < LEAST else round(weight / row.median * 100, 1)
