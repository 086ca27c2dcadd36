"""Labour: blood lost, length of the stages, ruptured membranes."""

from dataclasses import dataclass

from ilp_desktop.domain.uncertain import Sureness, uncertain


@dataclass(frozen=True, slots=True, kw_only=True)
class LabourRules:
    """Borders of labour (T); for ruptured membranes the guideline says 12 to 18 hours, we warn from 12 (S)."""

    blood_above: float = 500
    blood_above_caesarean: float = 1000
    second_stage_first_birth: float = 120
    second_stage_later_birth: float = 60
    third_stage: float = 30
    rupture_hours: float = uncertain(
        12,
        "Ketuban pecah terlalu lama: mulai",
        span=(6, 24),
        unit="jam",
        source="Pedoman: 12 sampai 18 jam; di sini mulai 12",
        sure=Sureness.MEDIUM,
    )


STANDARD_LABOUR = LabourRules()


def postpartum_haemorrhage(millilitres: float, caesarean: bool, rules: LabourRules = STANDARD_LABOUR) -> bool:
    """HPP: is the blood lost in ml above 500, after a caesarean above 1000?

    Source: PPK FKTP (KMK 1186/2022).
    """
    return millilitres > (rules.blood_above_caesarean if caesarean else rules.blood_above)


def second_stage_long(minutes: float, first_birth: bool, rules: LabourRules = STANDARD_LABOUR) -> bool:
    """Did the second stage last longer than two hours at a first, one hour at a later birth?

    Source: Buku Saku Pelayanan Kesehatan Ibu (Kemenkes/WHO 2013).
    """
    return minutes > (rules.second_stage_first_birth if first_birth else rules.second_stage_later_birth)


def placenta_retained(minutes: float, rules: LabourRules = STANDARD_LABOUR) -> bool:
    """Did the third stage last longer than 30 minutes?

    Source: Buku Saku Pelayanan Kesehatan Ibu (Kemenkes/WHO 2013).
    """
    return minutes > rules.third_stage


def rupture_long(hours: float, rules: LabourRules = STANDARD_LABOUR) -> bool:
    """Did the membranes rupture 12 hours or more before the birth?

    Source: PPK FKTP (KMK 1186/2022).
    """
    return hours >= rules.rupture_hours
