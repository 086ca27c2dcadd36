"""Rules for the newborn, the sick child and the deaths of children, offered to forms."""

from enum import StrEnum
from typing import TypeVar

from ilp_desktop.domain.clinical import (
    anaemia,
    child_death,
    child_tuberculosis,
    growth_median,
    newborn,
    rehydration,
    sick_child,
    supplements,
    young_infant,
)
from ilp_desktop.domain.clinical.chart_classification import Advice, first_follow_up, most_serious, most_urgent
from ilp_desktop.domain.clinical.child_tuberculosis import Contact, Nutrition
from ilp_desktop.domain.clinical.growth import GrowthAge
from ilp_desktop.domain.clinical.sick_child import (
    Consciousness,
    DengueSign,
    Drinking,
    MalariaRisk,
    MalariaTest,
    Oedema,
    Pallor,
    SickChildRules,
)
from ilp_desktop.domain.clinical.sick_child_chart import SICK_CHILD_CHART, ChildClass
from ilp_desktop.domain.clinical.supplements import SupplementRules
from ilp_desktop.domain.clinical.young_infant import (
    FeedingProblem,
    HivTest,
    InfectionSign,
    Movement,
    SkinPinch,
    YoungInfantRules,
)
from ilp_desktop.domain.clinical.young_infant_chart import YOUNG_INFANT_CHART
from ilp_desktop.forms.expression.function import Function
from ilp_desktop.forms.functions.offering import (
    as_number,
    as_number_if_known,
    as_sex,
    as_text,
    as_text_if_any,
    as_truth,
    described_by,
    known,
    offered,
)
from ilp_desktop.forms.growth_tables import growth_tables

Sign = TypeVar("Sign", bound=StrEnum)


def _signs(kind: type[Sign], answer: str) -> frozenset[Sign]:
    """The signs of a multiple choice; ``none`` and choices that are no sign of this kind are left out."""
    values = {sign.value for sign in kind}
    return frozenset(kind(part) for part in answer.split() if part in values)


@described_by(newborn.newborn_visit)
def _visit(age_days: float, age_hours: float, rules: newborn.NewbornVisitRules = newborn.NEWBORN_VISITS) -> str:
    return newborn.newborn_visit(age_days, known(age_hours), rules)


@described_by(newborn.missing_newborn_visits)
def _missing_visits(done: str) -> str:
    return ", ".join(newborn.missing_newborn_visits(done.split()))


@described_by(young_infant.infection_class)
def _infection(
    signs: str,
    breaths: float,
    temperature: float,
    hand: float,
    foot: float,
    rules: YoungInfantRules = young_infant.YOUNG_INFANT,
) -> str:
    saturations = [one for one in (known(hand), known(foot)) if one is not None]
    return young_infant.infection_class(
        _signs(InfectionSign, signs), known(breaths), known(temperature), saturations, rules
    )


@described_by(young_infant.jaundice_class)
def _jaundice(
    is_yellow: bool,
    onset_hours: float,
    age_days: float,
    kramer: float,
    pale_stool: bool,
    rules: YoungInfantRules = young_infant.YOUNG_INFANT,
) -> str:
    zone = known(kramer) or 0
    return young_infant.jaundice_class(is_yellow, known(onset_hours), age_days, zone, pale_stool, rules)


@described_by(young_infant.infant_dehydration_class)
def _infant_dehydration(movement: str, sunken_eyes: bool, pinch: str) -> str:
    return young_infant.infant_dehydration_class(Movement(movement), sunken_eyes, SkinPinch(pinch))


@described_by(young_infant.infant_hiv_class)
def _infant_hiv(
    mother: str,
    virology: str,
    serology: str,
    is_breastfed: bool,
    weeks: float,
    rules: YoungInfantRules = young_infant.YOUNG_INFANT,
) -> str:
    tests = HivTest(mother), HivTest(virology), HivTest(serology)
    return young_infant.infant_hiv_class(*tests, is_breastfed, known(weeks), rules)


@described_by(young_infant.feeding_class)
def _feeding(
    age_days: float,
    weight: float,
    score: float,
    feeds: float,
    problems: str,
    is_breastfed: bool,
    rules: YoungInfantRules = young_infant.YOUNG_INFANT,
) -> str:
    found = _signs(FeedingProblem, problems)
    return young_infant.feeding_class(age_days, weight, known(score), known(feeds), found, is_breastfed, rules)


@described_by(sick_child.cough_class)
def _cough(
    age_months: float, breaths: float, indrawing: bool, saturation: float, rules: SickChildRules = sick_child.SICK_CHILD
) -> str:
    return sick_child.cough_class(age_months, breaths, indrawing, known(saturation), rules)


@described_by(sick_child.dehydration_class)
def _dehydration(consciousness: str, sunken_eyes: bool, drinking: str, pinch: str) -> str:
    return sick_child.dehydration_class(Consciousness(consciousness), sunken_eyes, Drinking(drinking), SkinPinch(pinch))


@described_by(sick_child.persistent_class)
def _persistent(days: float, dehydration: str, rules: SickChildRules = sick_child.SICK_CHILD) -> str | None:
    return sick_child.persistent_class(days, ChildClass(dehydration), rules)


@described_by(sick_child.has_fever)
def _has_fever(told: bool, temperature: float, rules: SickChildRules = sick_child.SICK_CHILD) -> bool:
    return sick_child.has_fever(told, known(temperature), rules)


@described_by(sick_child.fever_class)
def _fever(
    risk: str,
    test: str,
    danger: bool,
    stiff_neck: bool,
    other_cause: bool,
    age_months: float,
    rules: SickChildRules = sick_child.SICK_CHILD,
) -> str | None:
    return sick_child.fever_class(
        MalariaRisk(risk), MalariaTest(test), danger, stiff_neck, other_cause, age_months, rules
    )


@described_by(sick_child.dengue_class)
def _dengue(days: float, danger: bool, signs: str, rules: SickChildRules = sick_child.SICK_CHILD) -> str | None:
    return sick_child.dengue_class(days, danger, _signs(DengueSign, signs), rules)


@described_by(sick_child.ear_class)
def _ear(
    pain: bool, fullness: bool, discharge_days: float, swelling: bool, rules: SickChildRules = sick_child.SICK_CHILD
) -> str:
    return sick_child.ear_class(pain, fullness, known(discharge_days), swelling, rules)


@described_by(sick_child.nutrition_class)
def _nutrition(
    age_months: float,
    weight: float,
    score: float,
    upper_arm: float,
    oedema: str,
    complications: bool,
    rules: SickChildRules = sick_child.SICK_CHILD,
) -> str | None:
    return sick_child.nutrition_class(
        age_months, weight, known(score), known(upper_arm), Oedema(oedema), complications, rules
    )


@described_by(sick_child.pallor_class)
def _pallor(age_months: float, pallor: str, haemoglobin: float, rules: SickChildRules = sick_child.SICK_CHILD) -> str:
    return sick_child.pallor_class(age_months, Pallor(pallor), known(haemoglobin), rules)


@described_by(sick_child.child_hiv_class)
def _child_hiv(
    age_months: float,
    mother: str,
    virology: str,
    serology: str,
    is_breastfed: bool,
    weeks: float,
    family: bool,
    rules: SickChildRules = sick_child.SICK_CHILD,
) -> str:
    tests = HivTest(mother), HivTest(virology), HivTest(serology)
    return sick_child.child_hiv_class(age_months, *tests, is_breastfed, known(weeks), family, rules)


@described_by(supplements.vitamin_a_due)
def _vitamin_a_due(
    age_months: float, month: float, days_since_last: float, rules: SupplementRules = supplements.SUPPLEMENTS
) -> bool:
    return supplements.vitamin_a_due(age_months, month, known(days_since_last), rules)


@described_by(supplements.deworming_due)
def _deworming_due(
    age_months: float, month: float, days_since_last: float, rules: SupplementRules = supplements.SUPPLEMENTS
) -> bool:
    return supplements.deworming_due(age_months, month, known(days_since_last), rules)


@described_by(child_death.stillbirth_class)
def _stillbirth(weeks: float, grams: float, rules: child_death.StillbirthRules = child_death.STILLBIRTHS) -> str | None:
    return child_death.stillbirth_class(known(weeks), known(grams), rules)


@described_by(child_death.is_perinatal)
def _perinatal(death: str) -> bool:
    return child_death.is_perinatal(child_death.ChildDeath(death))


@described_by(child_tuberculosis.tuberculin_points)
def _tuberculin(
    millimetres: float, weak_immunity: bool, rules: child_tuberculosis.ChildScoreRules = child_tuberculosis.CHILD_SCORE
) -> int:
    return child_tuberculosis.tuberculin_points(known(millimetres), weak_immunity, rules)


@described_by(growth_median.weight_for_age_percent)
def _weight_age_percent(sex: str, age_days: float, weight: float) -> float | None:
    return growth_median.weight_for_age_percent(growth_tables()[sex], GrowthAge.of_days(age_days), weight)


@described_by(growth_median.weight_for_height_percent)
def _weight_height_percent(sex: str, age_days: float, weight: float, height: float) -> float | None:
    return growth_median.weight_for_height_percent(growth_tables()[sex], GrowthAge.of_days(age_days), weight, height)


@described_by(child_tuberculosis.nutrition_of)
def _score_nutrition(weight_height: float, weight_age: float, severe: bool) -> str:
    return child_tuberculosis.nutrition_of(known(weight_height), known(weight_age), severe)


@described_by(child_tuberculosis.child_score)
def _child_score(contact: str, tuberculin: float, nutrition: str, single_findings: float) -> int:
    return child_tuberculosis.child_score(Contact(contact), int(tuberculin), Nutrition(nutrition), int(single_findings))


def _chart(name: str, chart: dict[str, Advice], about: str) -> tuple[Function, ...]:
    """What a chart says of its classifications; several are joined by a semicolon, the empty ones count for nothing."""

    def named(classifications: str) -> list[str]:
        return [part for part in (one.strip() for one in classifications.split(";")) if part in chart]

    def colour(classifications: str) -> str | None:
        return most_urgent(chart[one].colour for one in named(classifications))

    def action(classification: str) -> str:
        return chart[classification].action

    def follow_up(classifications: str) -> int | None:
        return first_follow_up(chart, named(classifications))

    def serious(classifications: str) -> str:
        return "; ".join(most_serious(chart, named(classifications)))

    source = "Source: Buku Bagan MTBS (Kemenkes 2022)."
    colour.__doc__ = f"The colour of a classification of {about}, of several (with ';' between) the worst.\n\n{source}"
    action.__doc__ = f"What the chart for {about} says is to be done.\n\n{source}"
    follow_up.__doc__ = f"Days until the first visit that the classifications of {about} ask for.\n\n{source}"
    serious.__doc__ = f"The red classifications of {about}, or else the yellow ones.\n\n{source}"
    return (
        offered(f"{name}-serious", serious, classifications=as_text),
        offered(f"{name}-colour", colour, classifications=as_text),
        offered(f"{name}-action", action, classification=as_text),
        offered(f"{name}-follow-up", follow_up, classifications=as_text),
    )


FUNCTIONS = (
    offered("newborn-visit", _visit, age_days=as_number, age_hours=as_number_if_known),
    offered("newborn-visits-missing", _missing_visits, done=as_text_if_any),
    offered("newborn-sample-timing", newborn.sample_timing, age_hours=as_number),
    offered("newborn-tsh", newborn.thyroid_result, tsh=as_number),
    offered("newborn-oximetry", newborn.oximetry_result, hand=as_number, foot=as_number, reading=as_number),
    offered("newborn-oximetry-age", newborn.is_oximetry_age, age_hours=as_number),
    offered(
        "mtbm-infection",
        _infection,
        signs=as_text,
        breaths=as_number_if_known,
        temperature=as_number_if_known,
        hand=as_number_if_known,
        foot=as_number_if_known,
    ),
    offered(
        "mtbm-jaundice",
        _jaundice,
        is_yellow=as_truth,
        onset_hours=as_number_if_known,
        age_days=as_number,
        kramer=as_number_if_known,
        pale_stool=as_truth,
    ),
    offered("mtbm-dehydration", _infant_dehydration, movement=as_text, sunken_eyes=as_truth, pinch=as_text),
    offered(
        "mtbm-hiv",
        _infant_hiv,
        mother=as_text,
        virology=as_text,
        serology=as_text,
        is_breastfed=as_truth,
        weeks_since_breastfeeding=as_number_if_known,
    ),
    offered(
        "mtbm-feeding",
        _feeding,
        age_days=as_number,
        weight=as_number,
        weight_score=as_number_if_known,
        feeds=as_number_if_known,
        problems=as_text,
        is_breastfed=as_truth,
    ),
    offered("infant-gentamicin", young_infant.first_gentamicin, weight=as_number, age_days=as_number),
    offered("infant-ampicillin", young_infant.first_ampicillin, weight=as_number),
    *_chart("mtbm", YOUNG_INFANT_CHART, "infants below two months"),
    offered(
        "mtbs-emergency",
        sick_child.emergency_class,
        danger_signs=as_truth,
        appearance=as_truth,
        breathing=as_truth,
        circulation=as_truth,
    ),
    offered("fast-breathing", sick_child.fast_breathing, breaths=as_number, age_months=as_number),
    offered(
        "mtbs-cough", _cough, age_months=as_number, breaths=as_number, indrawing=as_truth, saturation=as_number_if_known
    ),
    offered(
        "mtbs-dehydration",
        _dehydration,
        consciousness=as_text,
        sunken_eyes=as_truth,
        drinking=as_text,
        pinch=as_text,
    ),
    offered("mtbs-persistent", _persistent, days=as_number, dehydration=as_text),
    offered("mtbs-has-fever", _has_fever, told=as_truth, temperature=as_number_if_known),
    offered(
        "mtbs-fever",
        _fever,
        risk=as_text,
        test=as_text,
        danger=as_truth,
        stiff_neck=as_truth,
        other_cause=as_truth,
        age_months=as_number,
    ),
    offered(
        "mtbs-has-measles",
        sick_child.has_measles,
        rash=as_truth,
        cough_cold_or_red_eyes=as_truth,
        within_three_months=as_truth,
    ),
    offered(
        "mtbs-measles",
        sick_child.measles_class,
        danger=as_truth,
        cloudy_cornea=as_truth,
        deep_ulcers=as_truth,
        eye_pus=as_truth,
        ulcers=as_truth,
    ),
    offered("mtbs-dengue", _dengue, days=as_number, danger=as_truth, signs=as_text),
    offered(
        "mtbs-ear", _ear, pain=as_truth, fullness=as_truth, discharge_days=as_number_if_known, swelling_behind=as_truth
    ),
    offered(
        "mtbs-nutrition",
        _nutrition,
        age_months=as_number,
        weight=as_number,
        score=as_number_if_known,
        upper_arm=as_number_if_known,
        oedema=as_text,
        complications=as_truth,
    ),
    offered("mtbs-anaemia", _pallor, age_months=as_number, pallor=as_text, haemoglobin=as_number_if_known),
    offered(
        "mtbs-hiv",
        _child_hiv,
        age_months=as_number,
        mother=as_text,
        virology=as_text,
        serology=as_text,
        is_breastfed=as_truth,
        weeks_since_breastfeeding=as_number_if_known,
        family=as_truth,
    ),
    *_chart("mtbs", SICK_CHILD_CHART, "children from two months"),
    offered("ors-plan-b", rehydration.plan_b_volume, weight=as_number),
    offered("ors-plan-c", rehydration.plan_c_text, weight=as_number, age_months=as_number),
    offered("zinc-dose", rehydration.zinc_dose, age_months=as_number),
    offered("vitamin-a-capsule", supplements.vitamin_a_capsule, age_months=as_number),
    offered("vitamin-a-due", _vitamin_a_due, age_months=as_number, month=as_number, days_since_last=as_number_if_known),
    offered("vitamin-a-treatment", supplements.vitamin_a_treatment, age_months=as_number),
    offered("albendazole-dose", supplements.albendazole_dose, age_months=as_number),
    offered("deworming-due", _deworming_due, age_months=as_number, month=as_number, days_since_last=as_number_if_known),
    offered("anaemia-class", anaemia.anaemia_class, haemoglobin=as_number, age_months=as_number, sex=as_sex),
    offered("stillbirth-class", _stillbirth, weeks=as_number_if_known, grams=as_number_if_known),
    offered("child-death-class", child_death.child_death_class, age_days=as_number, age_months=as_number),
    offered("is-perinatal-death", _perinatal, death=as_text),
    offered("tb-tuberculin-points", _tuberculin, millimetres=as_number_if_known, weak_immunity=as_truth),
    offered("weight-age-percent", _weight_age_percent, sex=as_sex, age_days=as_number, weight=as_number),
    offered(
        "weight-height-percent",
        _weight_height_percent,
        sex=as_sex,
        age_days=as_number,
        weight=as_number,
        height=as_number,
    ),
    offered(
        "tb-nutrition",
        _score_nutrition,
        weight_height_percent=as_number_if_known,
        weight_age_percent=as_number_if_known,
        severe=as_truth,
    ),
    offered(
        "tb-child-score",
        _child_score,
        contact=as_text,
        tuberculin=as_number,
        nutrition=as_text,
        single_findings=as_number,
    ),
    offered(
        "tb-child-score-result",
        child_tuberculosis.child_score_result,
        score=as_number,
        has_symptoms=as_truth,
        age_years=as_number,
    ),
)
