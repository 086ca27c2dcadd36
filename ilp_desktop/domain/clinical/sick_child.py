"""MTBS: how a sick child of 2 months to 5 years is classified."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from ilp_desktop.domain.clinical.growth import GrowthCategory, Index, growth_category
from ilp_desktop.domain.clinical.sick_child_chart import ChildClass
from ilp_desktop.domain.clinical.young_infant import HivTest, SkinPinch
from ilp_desktop.domain.uncertain import Sureness, uncertain


class DengueSign(StrEnum):
    """What speaks for dengue in a fever of 2 to 7 days; the value is what a form calls it."""

    CAPILLARY_REFILL = "capillary_refill"
    WEAK_PULSE = "weak_pulse"
    FAST_PULSE = "fast_pulse"
    COLD_LIMBS = "cold_limbs"
    PALE_LIMBS = "pale_limbs"
    RESPIRATORY_DISTRESS = "respiratory_distress"
    GASTRIC_BLEEDING = "gastric_bleeding"
    ORGAN_FAILURE = "organ_failure"
    ABDOMINAL_PAIN = "abdominal_pain"
    PERSISTENT_VOMITING = "persistent_vomiting"
    FLUID = "fluid"
    MUCOSAL_BLEEDING = "mucosal_bleeding"
    RESTLESS = "restless"
    LARGE_LIVER = "large_liver"
    HAEMATOCRIT = "haematocrit"
    ACHES = "aches"
    RASH = "rash"
    TOURNIQUET = "tourniquet"
    NS1 = "ns1"
    LEUKOPENIA = "leukopenia"
    LOW_PLATELETS = "low_platelets"


class Drinking(StrEnum):
    """How a child with diarrhoea drinks."""

    NORMAL = "normal"
    THIRSTY = "thirsty"
    UNABLE = "unable"


class Consciousness(StrEnum):
    """The general condition of a child with diarrhoea."""

    NORMAL = "normal"
    RESTLESS = "restless"
    LETHARGIC = "lethargic"


class MalariaRisk(StrEnum):
    """Endemicity where the child lives, or where it was in the last two weeks when that is higher."""

    HIGH = "high"
    LOW = "low"
    NONE = "none"


class MalariaTest(StrEnum):
    """Result of RDT or microscopy."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNAVAILABLE = "unavailable"
    NOT_DONE = "not_done"


class Pallor(StrEnum):
    """Palms."""

    NONE = "none"
    SOME = "some"
    SEVERE = "severe"


class Oedema(StrEnum):
    """Swelling that keeps a dent: of both feet, or of the whole body (+3)."""

    NONE = "none"
    FEET = "feet"
    WHOLE_BODY = "whole_body"


@dataclass(frozen=True, slots=True, kw_only=True)
class SickChildRules:
    """Limits of the chart: breaths a minute, percent, degrees Celsius, days, months, cm, kg, g/dL, SD.

    Source: Buku Bagan MTBS (Kemenkes 2015, 2022). The saturation of severe pneumonia is 92 percent or less in the
    edition of 2022 as transcribed (below 90 in 2015 and with WHO), which is to be confirmed.
    """

    fast_breathing_infant: float = 50
    fast_breathing_child: float = 40
    child_from_months: int = 12
    low_saturation: float = uncertain(
        92,
        "Pneumonia berat: saturasi oksigen paling tinggi",
        span=(88, 95),
        unit="%",
        source="Buku Bagan MTBS 2022: 92; tahun 2015 dan WHO: di bawah 90",
        sure=Sureness.MEDIUM,
    )
    persistent_days: int = 14
    fever_from: float = 37.5
    severe_fever_to_months: int = 3
    dengue_from_days: int = 2
    dengue_to_days: int = 7
    chronic_ear_days: int = 14
    arm_from_months: int = 6
    severe_arm_below: float = 11.5
    thin_arm_below: float = 12.5
    inpatient_weight: float = 4.0
    inpatient_before_months: int = 6
    severe_anaemia_below: float = 7.0
    anaemia_below: float = 11.0
    haemoglobin_from_months: int = 6
    serology_from_months: int = 18
    exposure_after_breastfeeding_weeks: float = 6


SICK_CHILD = SickChildRules()

_DENGUE_SEVERE = frozenset(
    {
        DengueSign.CAPILLARY_REFILL,
        DengueSign.WEAK_PULSE,
        DengueSign.RESPIRATORY_DISTRESS,
        DengueSign.GASTRIC_BLEEDING,
        DengueSign.ORGAN_FAILURE,
    }
)
_DENGUE_COLD_AND = frozenset({DengueSign.FAST_PULSE, DengueSign.PALE_LIMBS})
_DENGUE_WARNING = frozenset(
    {
        DengueSign.ABDOMINAL_PAIN,
        DengueSign.PERSISTENT_VOMITING,
        DengueSign.FLUID,
        DengueSign.MUCOSAL_BLEEDING,
        DengueSign.RESTLESS,
        DengueSign.LARGE_LIVER,
        DengueSign.HAEMATOCRIT,
    }
)
_DENGUE_PROBABLE = frozenset(
    {
        DengueSign.ACHES,
        DengueSign.RASH,
        DengueSign.TOURNIQUET,
        DengueSign.NS1,
        DengueSign.LEUKOPENIA,
        DengueSign.LOW_PLATELETS,
    }
)


def emergency_class(danger_signs: bool, appearance: bool, breathing: bool, circulation: bool) -> ChildClass:
    """General danger signs and the paediatric assessment triangle (SAGA): all three sides are cardiopulmonary failure.

    Source: Buku Bagan MTBS (Kemenkes 2022).
    """
    if appearance and breathing and circulation:
        return ChildClass.CARDIOPULMONARY_FAILURE
    if danger_signs or appearance or breathing or circulation:
        return ChildClass.VERY_SEVERE_DISEASE
    return ChildClass.STABLE


def fast_breathing(breaths: float, age_months: float, rules: SickChildRules = SICK_CHILD) -> bool:
    """Fast breathing: from 50 a minute at 2 to 11 months, from 40 at 12 to 59 months.

    Source: Buku Bagan MTBS (Kemenkes 2022); WHO IMCI.
    """
    limit = rules.fast_breathing_infant if age_months < rules.child_from_months else rules.fast_breathing_child
    return breaths >= limit


def cough_class(
    age_months: float,
    breaths: float,
    indrawing: bool,
    saturation: float | None = None,
    rules: SickChildRules = SICK_CHILD,
) -> ChildClass:
    """Cough or difficult breathing: chest indrawing or low saturation is severe, fast breathing is pneumonia.

    ``saturation`` in percent, None: not measured.
    Source: Buku Bagan MTBS (Kemenkes 2022).
    """
    if indrawing or (saturation is not None and saturation <= rules.low_saturation):
        return ChildClass.SEVERE_PNEUMONIA
    return ChildClass.PNEUMONIA if fast_breathing(breaths, age_months, rules) else ChildClass.COUGH


def dehydration_class(
    consciousness: Consciousness, sunken_eyes: bool, drinking: Drinking, pinch: SkinPinch
) -> ChildClass:
    """Dehydration of a child with diarrhoea: two of four signs; a severe sign counts for a lesser one too.

    Source: Buku Bagan MTBS (Kemenkes 2022); WHO IMCI (one sign of each row is some dehydration).
    """
    severe = (
        (consciousness is Consciousness.LETHARGIC)
        + sunken_eyes
        + (drinking is Drinking.UNABLE)
        + (pinch is SkinPinch.VERY_SLOW)
    )
    if severe >= 2:
        return ChildClass.SEVERE_DEHYDRATION
    some = (
        (consciousness is not Consciousness.NORMAL)
        + sunken_eyes
        + (drinking is not Drinking.NORMAL)
        + (pinch is not SkinPinch.IMMEDIATE)
    )
    return ChildClass.SOME_DEHYDRATION if some >= 2 else ChildClass.NO_DEHYDRATION


def persistent_class(days: float, dehydration: ChildClass, rules: SickChildRules = SICK_CHILD) -> ChildClass | None:
    """Diarrhoea from 14 days: severe with any dehydration; None before that.

    Source: Buku Bagan MTBS (Kemenkes 2022).
    """
    if days < rules.persistent_days:
        return None
    return ChildClass.PERSISTENT if dehydration is ChildClass.NO_DEHYDRATION else ChildClass.SEVERE_PERSISTENT


def has_fever(told: bool, temperature: float | None, rules: SickChildRules = SICK_CHILD) -> bool:
    """Fever by history, or from 37.5 degrees Celsius.

    Source: Buku Bagan MTBS (Kemenkes 2015).
    """
    return told or (temperature is not None and temperature >= rules.fever_from)


def fever_class(
    risk: MalariaRisk,
    test: MalariaTest,
    danger: bool,
    stiff_neck: bool,
    other_cause: bool,
    age_months: float,
    rules: SickChildRules = SICK_CHILD,
) -> ChildClass | None:
    """Fever by malaria risk; ``danger`` is any general danger sign. None while a needed malaria test is not done.

    Where no test can be had, high risk, or low risk without another cause, is treated as malaria. Where there is no
    malaria, fever up to 3 months of age is severe.
    Source: Buku Bagan MTBS (Kemenkes 2015, 2022); WHO IMCI 2014 (test not available).
    """
    too_young = risk is MalariaRisk.NONE and age_months <= rules.severe_fever_to_months
    if danger or stiff_neck or too_young:
        return ChildClass.SEVERE_FEBRILE_DISEASE
    if test is MalariaTest.POSITIVE:
        return ChildClass.MALARIA
    if risk is MalariaRisk.NONE:
        return ChildClass.NOT_MALARIA
    explained = risk is MalariaRisk.LOW and other_cause
    if test is MalariaTest.NEGATIVE or explained:
        return ChildClass.MALARIA_UNLIKELY
    return ChildClass.MALARIA if test is MalariaTest.UNAVAILABLE else None


def has_measles(rash: bool, cough_cold_or_red_eyes: bool, within_three_months: bool) -> bool:
    """Measles now (a generalised rash with cough, cold or red eyes) or within the last three months.

    Source: Buku Bagan MTBS (Kemenkes 2022).
    """
    return within_three_months or (rash and cough_cold_or_red_eyes)


def measles_class(danger: bool, cloudy_cornea: bool, deep_ulcers: bool, eye_pus: bool, ulcers: bool) -> ChildClass:
    """Measles by its complications; ``ulcers`` in the mouth, ``deep_ulcers`` deep or extensive ones.

    Source: Buku Bagan MTBS (Kemenkes 2022).
    """
    if danger or cloudy_cornea or deep_ulcers:
        return ChildClass.SEVERE_MEASLES
    return ChildClass.MEASLES_EYE_MOUTH if eye_pus or ulcers else ChildClass.MEASLES


def dengue_class(
    days: float, danger: bool, signs: Collection[DengueSign], rules: SickChildRules = SICK_CHILD
) -> ChildClass | None:
    """Dengue in a fever of 2 to 7 days; None for a shorter or longer one.

    Shock is slow capillary refill, weak pulse, or cold limbs that are pale or go with a fast pulse.
    Source: Buku Bagan MTBS (Kemenkes 2022).
    """
    if not rules.dengue_from_days <= days <= rules.dengue_to_days:
        return None
    found = set(signs)
    cold_shock = DengueSign.COLD_LIMBS in found and bool(found & _DENGUE_COLD_AND)
    if danger or cold_shock or found & _DENGUE_SEVERE:
        return ChildClass.SEVERE_DENGUE
    if found & _DENGUE_WARNING:
        return ChildClass.DENGUE_WARNING
    return ChildClass.DENGUE if found & _DENGUE_PROBABLE else ChildClass.DENGUE_UNLIKELY


def ear_class(
    pain: bool,
    fullness: bool,
    discharge_days: float | None,
    swelling_behind: bool,
    rules: SickChildRules = SICK_CHILD,
) -> ChildClass:
    """An ear problem; ``discharge_days`` how long it runs, None when it does not.

    Source: Buku Bagan MTBS (Kemenkes 2022).
    """
    if swelling_behind:
        return ChildClass.MASTOIDITIS
    if discharge_days is not None and discharge_days >= rules.chronic_ear_days:
        return ChildClass.CHRONIC_EAR
    return ChildClass.ACUTE_EAR if pain or fullness or discharge_days is not None else ChildClass.NO_EAR


def nutrition_class(
    age_months: float,
    weight: float,
    score: float | None,
    upper_arm: float | None,
    oedema: Oedema,
    complications: bool,
    rules: SickChildRules = SICK_CHILD,
) -> ChildClass | None:
    """Nutrition by BB/PB or BB/TB in SD, LILA in cm (from 6 months) and oedema; the worst counts.

    Complicated: a medical complication, oedema of the whole body, below 6 months, or below 4 kg. None when nothing was
    measured.
    Source: Buku Bagan MTBS (Kemenkes 2022); Permenkes 2/2020; Juknis PKG 2025 table 5.2 (6 months, 4 kg).
    """
    arm = upper_arm if age_months >= rules.arm_from_months else None
    if score is None and arm is None and oedema is Oedema.NONE:
        return None
    by_score = GrowthCategory.WELL_NOURISHED if score is None else growth_category(Index.WEIGHT_FOR_HEIGHT, score)
    severe_arm = arm is not None and arm < rules.severe_arm_below
    if oedema is not Oedema.NONE or severe_arm or by_score is GrowthCategory.SEVERELY_WASTED:
        small = age_months < rules.inpatient_before_months or weight < rules.inpatient_weight
        is_complicated = complications or small or oedema is Oedema.WHOLE_BODY
        return ChildClass.SEVERE_MALNUTRITION_COMPLICATED if is_complicated else ChildClass.SEVERE_MALNUTRITION
    thin_arm = arm is not None and arm < rules.thin_arm_below
    return ChildClass.MALNUTRITION if thin_arm else ChildClass(by_score.value)


def pallor_class(
    age_months: float, pallor: Pallor, haemoglobin: float | None = None, rules: SickChildRules = SICK_CHILD
) -> ChildClass:
    """Anaemia by the palms, and from 6 months by haemoglobin in g/dL; the worse counts.

    Source: Buku Bagan MTBS (Kemenkes 2022); KMK HK.01.07/MENKES/2015/2023 (below 11; severe below 7).
    """
    known = haemoglobin if age_months >= rules.haemoglobin_from_months else None
    if pallor is Pallor.SEVERE or (haemoglobin is not None and haemoglobin < rules.severe_anaemia_below):
        return ChildClass.SEVERE_ANAEMIA
    has_anaemia = pallor is Pallor.SOME or (known is not None and known < rules.anaemia_below)
    return ChildClass.ANAEMIA if has_anaemia else ChildClass.NO_ANAEMIA


def child_hiv_class(
    age_months: float,
    mother: HivTest,
    virology: HivTest,
    serology: HivTest,
    is_breastfed: bool,
    weeks_since_breastfeeding: float | None,
    family: bool,
    rules: SickChildRules = SICK_CHILD,
) -> ChildClass:
    """HIV by the tests of child and mother; ``family``: a parent or sibling has HIV or died of what may be HIV.

    Serology tells from 18 months. Source: Buku Bagan MTBS (Kemenkes 2015 for "diduga", 2022 for the rest).
    """
    grown = age_months >= rules.serology_from_months
    if virology is HivTest.POSITIVE or (serology is HivTest.POSITIVE and grown):
        return ChildClass.HIV_CONFIRMED
    is_negative = virology is HivTest.NEGATIVE or (serology is HivTest.NEGATIVE and grown)
    weeks = weeks_since_breastfeeding
    stopped_lately = weeks is not None and weeks < rules.exposure_after_breastfeeding_weeks
    still_open = is_breastfed or stopped_lately or not is_negative
    if serology is HivTest.POSITIVE or (mother is HivTest.POSITIVE and still_open):
        return ChildClass.HIV_EXPOSED
    if is_negative:
        return ChildClass.HIV_UNLIKELY
    if family:
        return ChildClass.HIV_SUSPECTED
    return ChildClass.HIV_UNLIKELY if mother is HivTest.NEGATIVE else ChildClass.HIV_UNKNOWN
