"""MTBM: how a sick infant below two months is classified."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from ilp_desktop.domain.clinical.young_infant_chart import InfantClass
from ilp_desktop.domain.uncertain import Sureness, uncertain


class InfectionSign(StrEnum):
    """What is seen or told of an infection or very severe disease; the value is what a form calls it."""

    BLUE = "blue"
    GRUNTING = "grunting"
    NASAL_FLARING = "nasal_flaring"
    SEVERE_INDRAWING = "severe_indrawing"
    NOT_SUCKING = "not_sucking"
    CONVULSION = "convulsion"
    NO_STOOL = "no_stool"
    GREEN_VOMIT = "green_vomit"
    DISTENDED = "distended"
    NO_ANUS = "no_anus"
    EYE_PUS_MUCH = "eye_pus_much"
    CORD_PUS = "cord_pus"
    CORD_RED_SPREADING = "cord_red_spreading"
    EYE_PUS_LITTLE = "eye_pus_little"
    CORD_RED = "cord_red"
    PUSTULES = "pustules"


class FeedingProblem(StrEnum):
    """What is wrong with feeding; the value is what a form calls it."""

    BOTTLE = "bottle"
    OTHER_FOOD = "other_food"
    POSITION = "position"
    ATTACHMENT = "attachment"
    SUCKING = "sucking"
    THRUSH = "thrush"
    CLEFT = "cleft"
    WRONG_MILK = "wrong_milk"
    TOO_LITTLE = "too_little"
    UNCLEAN = "unclean"


class Movement(StrEnum):
    """How an infant with diarrhoea moves."""

    NORMAL = "normal"
    RESTLESS = "restless"
    ONLY_STIMULATED = "only_stimulated"


class SkinPinch(StrEnum):
    """How fast the pinched skin of the belly goes back; very slowly is more than two seconds."""

    IMMEDIATE = "immediate"
    SLOW = "slow"
    VERY_SLOW = "very_slow"


class HivTest(StrEnum):
    """A test's result."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    NOT_TESTED = "not_tested"


@dataclass(frozen=True, slots=True, kw_only=True)
class YoungInfantRules:
    """Limits of the chart: breaths a minute, degrees Celsius, percent, hours, days, kilogram, feeds a day.

    Source: Buku Bagan MTBS (Kemenkes 2022), bayi muda. Jaundice after day 14 is as printed there; other texts say from
    day 14 on.
    """

    fast_breathing: float = 60
    slow_breathing: float = 40
    hot_above: float = 37.5
    cold_below: float = 36.5
    low_saturation: float = 95
    saturation_difference: float = 3
    early_jaundice_hours: float = 24
    late_jaundice_after_days: int = uncertain(
        14,
        "Kuning pada bayi muda berat bila masih ada sesudah umur",
        span=(13, 14),
        unit="hari",
        source="Buku Bagan MTBS 2022: sesudah hari 14; buku lain: mulai hari 14",
        sure=Sureness.MEDIUM,
    )
    kramer_of_palms: int = 5
    very_low_weight: float = 2.0
    very_low_weight_before_days: int = 7
    fewest_feeds: int = 8
    low_weight_score: float = -2
    exposure_after_breastfeeding_weeks: float = 6


YOUNG_INFANT = YoungInfantRules()

LOCAL_SIGNS = frozenset({InfectionSign.EYE_PUS_LITTLE, InfectionSign.CORD_RED, InfectionSign.PUSTULES})
"""Signs of a local infection; every other sign is one of very severe disease."""

_DRINKING = frozenset(
    {
        FeedingProblem.WRONG_MILK,
        FeedingProblem.TOO_LITTLE,
        FeedingProblem.UNCLEAN,
        FeedingProblem.BOTTLE,
        FeedingProblem.THRUSH,
        FeedingProblem.CLEFT,
    }
)
_BREASTFEEDING = frozenset(FeedingProblem) - {
    FeedingProblem.WRONG_MILK,
    FeedingProblem.TOO_LITTLE,
    FeedingProblem.UNCLEAN,
}


def infection_class(
    signs: Collection[InfectionSign],
    breaths: float | None,
    temperature: float | None,
    saturations: Collection[float] = (),
    rules: YoungInfantRules = YOUNG_INFANT,
) -> InfantClass:
    """Very severe disease, local infection or neither.

    ``breaths`` a minute (the second count when the first was out of bounds), ``temperature`` in degrees Celsius,
    ``saturations`` in percent of hand and foot; None or empty: not measured.
    Source: Buku Bagan MTBS (Kemenkes 2022) p. 40.
    """
    if set(signs) - LOCAL_SIGNS or _is_out_of_bounds(breaths, temperature, saturations, rules):
        return InfantClass.SEVERE_INFECTION
    return InfantClass.LOCAL_INFECTION if signs else InfantClass.NO_INFECTION


def _is_out_of_bounds(
    breaths: float | None, temperature: float | None, saturations: Collection[float], rules: YoungInfantRules
) -> bool:
    if breaths is not None and not rules.slow_breathing <= breaths < rules.fast_breathing:
        return True
    if temperature is not None and not rules.cold_below <= temperature <= rules.hot_above:
        return True
    if not saturations:
        return False
    return min(saturations) < rules.low_saturation or max(saturations) - min(saturations) > rules.saturation_difference


def jaundice_class(
    is_yellow: bool,
    onset_hours: float | None,
    age_days: float,
    kramer: float,
    pale_stool: bool,
    rules: YoungInfantRules = YOUNG_INFANT,
) -> InfantClass:
    """Severe when it began before 24 hours, is there after day 14, reaches palms or soles (Kramer 5), or stool is pale.

    ``onset_hours`` None: nobody knows when it began. ``kramer`` 0 to 5.
    Source: Buku Bagan MTBS (Kemenkes 2022) p. 41; Juknis PKG 2025 table 5.1 (pale stool).
    """
    if not is_yellow:
        return InfantClass.NO_JAUNDICE
    began_early = onset_hours is not None and onset_hours < rules.early_jaundice_hours
    if began_early or age_days > rules.late_jaundice_after_days or kramer >= rules.kramer_of_palms or pale_stool:
        return InfantClass.SEVERE_JAUNDICE
    return InfantClass.JAUNDICE


def infant_dehydration_class(movement: Movement, sunken_eyes: bool, pinch: SkinPinch) -> InfantClass:
    """Dehydration of an infant with diarrhoea: two of three signs; a severe sign counts for a lesser one too.

    Source: Buku Bagan MTBS (Kemenkes 2022) p. 42; WHO IMCI (one sign of each row is some dehydration).
    """
    severe = (movement is Movement.ONLY_STIMULATED) + sunken_eyes + (pinch is SkinPinch.VERY_SLOW)
    if severe >= 2:
        return InfantClass.SEVERE_DEHYDRATION
    some = (movement is not Movement.NORMAL) + sunken_eyes + (pinch is not SkinPinch.IMMEDIATE)
    return InfantClass.SOME_DEHYDRATION if some >= 2 else InfantClass.NO_DEHYDRATION


def infant_hiv_class(
    mother: HivTest,
    virology: HivTest,
    serology: HivTest,
    is_breastfed: bool,
    weeks_since_breastfeeding: float | None = None,
    rules: YoungInfantRules = YOUNG_INFANT,
) -> InfantClass:
    """HIV of an infant below two months by the tests of mother and infant.

    Source: Buku Bagan MTBS (Kemenkes 2022) p. 43.
    """
    if virology is HivTest.POSITIVE:
        return InfantClass.HIV_CONFIRMED
    weeks = weeks_since_breastfeeding
    stopped_lately = weeks is not None and weeks < rules.exposure_after_breastfeeding_weeks
    still_open = is_breastfed or stopped_lately or virology is HivTest.NOT_TESTED
    if serology is HivTest.POSITIVE or (mother is HivTest.POSITIVE and still_open):
        return InfantClass.HIV_EXPOSED
    if mother is HivTest.NEGATIVE or virology is HivTest.NEGATIVE:
        return InfantClass.HIV_UNLIKELY
    return InfantClass.HIV_UNKNOWN


def feeding_class(
    age_days: float,
    weight: float,
    weight_score: float | None,
    feeds: float | None,
    problems: Collection[FeedingProblem],
    is_breastfed: bool,
    rules: YoungInfantRules = YOUNG_INFANT,
) -> InfantClass:
    """Weight in kg and how the infant is fed; ``weight_score`` BB/U in SD, ``feeds`` breastfeeds in 24 hours.

    Below 2 kg in the first week is very low. Feeds below 8 and BB/U below -2 SD are problems; an infant that is not
    breastfed is judged by its other milk.
    Source: Buku Bagan MTBS (Kemenkes 2022) pp. 44-45.
    """
    if age_days < rules.very_low_weight_before_days and weight < rules.very_low_weight:
        return InfantClass.VERY_LOW_WEIGHT
    is_light = weight_score is not None and weight_score < rules.low_weight_score
    if is_breastfed:
        few = feeds is not None and feeds < rules.fewest_feeds
        has_problem = is_light or few or bool(_BREASTFEEDING & set(problems))
        return InfantClass.FEEDING_PROBLEM if has_problem else InfantClass.WELL_FED
    has_problem = is_light or bool(_DRINKING & set(problems))
    return InfantClass.DRINKING_PROBLEM if has_problem else InfantClass.WELL_FED


def first_gentamicin(weight: float, age_days: float) -> float:
    """The first dose of gentamicin in mg before referral: 5 mg/kg below 7 days of age, then 7.5 mg/kg.

    Source: Buku Bagan MTBS (Kemenkes 2022) p. 46; WHO IMCI sick young infant 2019.
    """
    return round(weight * (5 if age_days < 7 else 7.5), 1)


def first_ampicillin(weight: float) -> float:
    """The first dose of ampicillin in mg before referral: 50 mg/kg.

    Source: Buku Bagan MTBS (Kemenkes 2022) p. 46; WHO IMCI sick young infant 2019.
    """
    return round(weight * 50, 0)
