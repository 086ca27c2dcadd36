"""Pre-eclampsia: mean arterial pressure, the roll-over test, and the screening by risk factors."""

from dataclasses import dataclass
from enum import StrEnum

from ilp_desktop.domain.uncertain import Sureness, uncertain


class PreeclampsiaRisk(StrEnum):
    """What the screening says."""

    LOW = "Tidak berisiko"
    RAISED = "Berisiko preeklampsia"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreeclampsiaRules:
    """Borders of the screening.

    Two moderate factors or one high one, and MAP above 90, stand in the guideline; that MAP is a moderate and
    proteinuria a high factor is read from a page whose colours could not be seen (S). The roll-over test is classically
    positive from 20 mmHg; East Java counts from 15 (S). It is done from 28 to 32 weeks.
    """

    mean_pressure_above: float = 90
    age_from: float = 35
    interval_above_months: float = 120
    index_above: float = 30
    moderate_needed: int = 2
    high_needed: int = 1
    roll_over_from: float = uncertain(
        20,
        "ROT positif mulai beda diastol",
        span=(10, 30),
        unit="mmHg",
        key="roll_over_from",
        source="Umumnya 20; Jawa Timur 15",
        sure=Sureness.MEDIUM,
    )
    roll_over_first_week: float = uncertain(
        28,
        "ROT diperiksa mulai minggu ke",
        span=(20, 28),
        unit="minggu",
        source="Kebiasaan: 28 sampai 32 minggu",
        sure=Sureness.MEDIUM,
    )
    roll_over_last_week: float = uncertain(
        32,
        "ROT diperiksa sampai minggu ke",
        span=(30, 38),
        unit="minggu",
        source="Kebiasaan: 28 sampai 32 minggu",
        sure=Sureness.MEDIUM,
    )


STANDARD_SCREENING = PreeclampsiaRules()
EAST_JAVA_SCREENING = PreeclampsiaRules(roll_over_from=15)

KNOWN_MODERATE = ("age", "nullipara", "interval", "obesity", "mean_pressure")
"""Moderate factors that follow from what is already recorded, so that nobody is asked for them."""


def mean_pressure_raised(mean_pressure: float, rules: PreeclampsiaRules = STANDARD_SCREENING) -> bool:
    """Is the mean arterial pressure in mmHg above 90?

    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020).
    """
    return mean_pressure > rules.mean_pressure_above


def roll_over_applies(weeks: float, rules: PreeclampsiaRules = STANDARD_SCREENING) -> bool:
    """Is it the time for the roll-over test: 28 to 32 completed weeks?

    Source: Buku ajar obstetri (Gant); practice.
    """
    return rules.roll_over_first_week <= weeks <= rules.roll_over_last_week


def roll_over_positive(supine: float, left: float, rules: PreeclampsiaRules = STANDARD_SCREENING) -> bool:
    """Is the diastolic pressure in mmHg on the back higher than on the left side by 20 or more? A setting knows 15.

    Source: Buku ajar obstetri (Gant); practice.
    """
    return supine - left >= rules.roll_over_from


def known_moderate_factors(
    *,
    age_years: float | None,
    gravida: float | None,
    para: float | None,
    months_since_birth: float | None,
    index_before: float | None,
    mean_pressure: float | None,
    rules: PreeclampsiaRules = STANDARD_SCREENING,
) -> tuple[str, ...]:
    """The moderate factors that recorded values prove: age, first birth, long interval, obesity, mean pressure.

    What is not known proves nothing. The index is that before pregnancy in kg/m2, the interval in months.
    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020).
    """
    found = {
        "age": age_years is not None and age_years >= rules.age_from,
        "nullipara": gravida is not None and para == 0,
        "interval": months_since_birth is not None and months_since_birth > rules.interval_above_months,
        "obesity": index_before is not None and index_before > rules.index_above,
        "mean_pressure": mean_pressure is not None and mean_pressure_raised(mean_pressure, rules),
    }
    return tuple(name for name in KNOWN_MODERATE if found[name])


def preeclampsia_screening(
    moderate: float, high: float, rules: PreeclampsiaRules = STANDARD_SCREENING
) -> PreeclampsiaRisk:
    """The result from the number of moderate and of high factors: from two moderate or one high, refer to SpOG.

    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020).
    """
    raised = moderate >= rules.moderate_needed or high >= rules.high_needed
    return PreeclampsiaRisk.RAISED if raised else PreeclampsiaRisk.LOW
