"""Care of a child with gizi buruk or gizi kurang, or whose weight does not rise: where, how long, and is it enough."""

from dataclasses import dataclass
from enum import StrEnum

from ilp_desktop.domain.uncertain import Sureness, uncertain


class CareReason(StrEnum):
    """Why a child is in care; the value is how forms keep it."""

    SEVERE = "severe"
    MODERATE = "moderate"
    FALTERING = "faltering"


class CarePlace(StrEnum):
    """Where a child with gizi buruk is cared for."""

    INPATIENT = "Rujuk rawat inap"
    OUTPATIENT = "Rawat jalan"


class GainRate(StrEnum):
    """How fast the weight rises in the care of gizi buruk."""

    GOOD = "Baik"
    FAIR = "Cukup"
    POOR = "Kurang"


class Recovery(StrEnum):
    """Whether this visit meets the limits for the end of care."""

    MET = "Memenuhi syarat selesai"
    NOT_YET = "Belum memenuhi syarat selesai"


@dataclass(frozen=True, slots=True, kw_only=True)
class CareRules:
    """Limits of the care.

    Inpatient below 6 months, from 6 months with less than 4 kg, with complications or without appetite (KMK
    HK.01.07/MENKES/2015/2023, high). Rates in gram per kg and day: from 10 good, from 5 fair (Pedoman tata laksana gizi
    buruk balita, Kemenkes 2019, high). Days of extra food at least: Juknis PMT lokal (domain knowledge, medium).
    End of care: weight for height from -2 SD, upper arm from 12.5 cm, no oedema (Kemenkes 2019, high); in two visits
    in a row, which the health worker sees.
    """

    inpatient_below_months: int = 6
    least_weight: float = 4.0
    good_rate: float = 10.0
    fair_rate: float = 5.0
    recovered_z: float = -2.0
    recovered_upper_arm: float = 12.5
    faltering_food_days: int = uncertain(
        14,
        "PMT balita berat tidak naik: paling sedikit",
        span=(7, 28),
        unit="hari",
        source="Juknis PMT lokal menurut ingatan: 2 sampai 4 minggu",
        sure=Sureness.MEDIUM,
    )
    moderate_food_days: int = uncertain(
        28,
        "PMT balita gizi kurang: paling sedikit",
        span=(14, 90),
        unit="hari",
        source="Juknis PMT lokal menurut ingatan: 4 sampai 8 minggu",
        sure=Sureness.MEDIUM,
    )


RULES = CareRules()


def care_place(age_months: int, weight: float, has_danger: bool, rules: CareRules = RULES) -> CarePlace:
    """Where gizi buruk is cared for, by completed months, weight in kg, and complication or failed appetite test.

    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP); Pedoman tata laksana gizi buruk (Kemenkes 2019).
    """
    if age_months < rules.inpatient_below_months or weight < rules.least_weight or has_danger:
        return CarePlace.INPATIENT
    return CarePlace.OUTPATIENT


def gain_rate(weight: float, before: float, days: int) -> float:
    """Gain in gram per kg of the earlier weight and day, one decimal. ValueError without days or weight before.

    Source: Pedoman tata laksana gizi buruk pada balita (Kemenkes 2019).
    """
    if days <= 0 or before <= 0:
        raise ValueError("no weighing before")
    return round((weight - before) * 1000 / before / days, 1) + 0.0


def gain_rate_class(rate: float, rules: CareRules = RULES) -> GainRate:
    """The class of a rate in gram per kg and day: from 10 good, from 5 fair.

    Source: Pedoman tata laksana gizi buruk pada balita (Kemenkes 2019).
    """
    if rate >= rules.good_rate:
        return GainRate.GOOD
    return GainRate.FAIR if rate >= rules.fair_rate else GainRate.POOR


def extra_food_is_enough(reason: str, days: int, rules: CareRules = RULES) -> bool:
    """Were so many days of extra food the least for the reason: 14 when weight does not rise, 28 for gizi kurang?

    ValueError for gizi buruk, which is treated and not fed with PMT.
    Source: Juknis PMT lokal (Kemenkes).
    """
    match CareReason(reason):
        case CareReason.FALTERING:
            return days >= rules.faltering_food_days
        case CareReason.MODERATE:
            return days >= rules.moderate_food_days
    raise ValueError("no extra food for this reason")


def recovery(z: float | None, upper_arm: float | None, oedema: bool, rules: CareRules = RULES) -> Recovery:
    """Does this visit meet the limits for the end of care? What was measured must; nothing measured does not.

    Source: Pedoman tata laksana gizi buruk pada balita (Kemenkes 2019).
    """
    measured = [
        found
        for found in (
            None if z is None else z >= rules.recovered_z,
            None if upper_arm is None else upper_arm >= rules.recovered_upper_arm,
        )
        if found is not None
    ]
    return Recovery.MET if measured and all(measured) and not oedema else Recovery.NOT_YET
