"""What came before this pregnancy: gravida, partus, abortus that agree, and the "4T"."""

from dataclasses import dataclass
from enum import StrEnum

from ilp_desktop.domain.uncertain import Sureness, uncertain


class TooRisk(StrEnum):
    """The four "terlalu"."""

    YOUNG = "terlalu muda"
    OLD = "terlalu tua"
    CLOSE = "terlalu dekat"
    MANY = "terlalu banyak"


@dataclass(frozen=True, slots=True, kw_only=True)
class FourTooRules:
    """Borders of the 4T; some print above 35 instead of from 35, the ideal of the KMK is fewer than 3 children (S)."""

    young_below: float = 20
    old_from: float = uncertain(
        35,
        "4T terlalu tua: umur ibu mulai",
        span=(35, 36),
        unit="tahun",
        source="Sebagian menulis di atas 35 tahun, bukan mulai 35",
        sure=Sureness.MEDIUM,
    )
    close_below_months: float = 24
    many_from: float = uncertain(
        4,
        "4T terlalu banyak: anak hidup mulai",
        span=(3, 5),
        unit="anak",
        source="Umumnya 4; KMK 2015/2023: ideal kurang dari 3",
        sure=Sureness.MEDIUM,
    )


STANDARD_FOUR_TOO = FourTooRules()


def history_agrees(gravida: float, para: float, abortus: float) -> bool:
    """Can gravida, partus and abortus stand together: G at least P + A + 1? Twins count as one birth.

    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020).
    """
    return gravida >= 1 and para >= 0 and abortus >= 0 and gravida >= para + abortus + 1


def children_agree(para: float, living: float, still_born: float, most_per_birth: int = 4) -> bool:
    """Can so many living and still-born children come from so many births? Up to four at a birth.

    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020).
    """
    return 0 <= living + still_born <= para * most_per_birth


def four_too(
    *,
    age_years: float | None,
    months_since_birth: float | None,
    living_children: float | None,
    rules: FourTooRules = STANDARD_FOUR_TOO,
) -> tuple[TooRisk, ...]:
    """Which of the 4T hold; what is not known proves nothing. The interval is in months.

    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    found = {
        TooRisk.YOUNG: age_years is not None and age_years < rules.young_below,
        TooRisk.OLD: age_years is not None and age_years >= rules.old_from,
        TooRisk.CLOSE: months_since_birth is not None and months_since_birth < rules.close_below_months,
        TooRisk.MANY: living_children is not None and living_children >= rules.many_from,
    }
    return tuple(risk for risk in TooRisk if found[risk])
