"""Anaemia by haemoglobin for every group but pregnancy."""

from ilp_desktop.domain.clinical.pregnancy import AnaemiaClass


def anaemia_class(haemoglobin: float, age_months: float, sex: str) -> AnaemiaClass:
    """Anaemia of somebody who is not pregnant by haemoglobin in g/dL, age in completed months and sex (L, P).

    ValueError below 6 months, where no limits are set.
    Source: KMK HK.01.07/MENKES/2015/2023 (girls); WHO 2011 (the other groups).
    """
    least, mild, moderate = _limits(age_months, sex)
    if haemoglobin >= least:
        return AnaemiaClass.NONE
    if haemoglobin >= mild:
        return AnaemiaClass.MILD
    return AnaemiaClass.MODERATE if haemoglobin >= moderate else AnaemiaClass.SEVERE


def _limits(age_months: float, sex: str) -> tuple[float, float, float]:
    """Lowest values of no, mild and moderate anaemia."""
    if age_months < 6:
        raise ValueError("below 6 months")
    if age_months < 60:
        return 11.0, 10.0, 7.0
    if age_months < 12 * 12:
        return 11.5, 11.0, 8.0
    is_man = sex == "L" and age_months >= 15 * 12
    return (13.0 if is_man else 12.0), 11.0, 8.0
