"""Rules for the development of children and the health of school children and adolescents, offered to forms."""

from dataclasses import replace
from datetime import date

from ilp_desktop.domain.clinical import development, growth, nutrition_care, school_health, weight_gain
from ilp_desktop.domain.clinical.development import Development, DevelopmentRules, Instrument
from ilp_desktop.domain.clinical.growth import LAST_DAY, GrowthAge, Position
from ilp_desktop.domain.clinical.nutrition_care import CareRules
from ilp_desktop.domain.clinical.school_health import SchoolHealthRules
from ilp_desktop.domain.clinical.weight_gain import MonthlyGain, Weighing
from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.problem import Problem
from ilp_desktop.forms.expression.function import Function
from ilp_desktop.forms.functions.offering import (
    as_day,
    as_number,
    as_number_if_known,
    as_sex,
    as_text,
    as_text_if_any,
    as_truth,
    described_by,
    known,
    means_yes,
    offered,
)
from ilp_desktop.forms.growth_tables import growth_tables


def _whole(number: float) -> int:
    """ValueError for a count that is not whole."""
    if number != int(number):
        raise ValueError("not a whole number")
    return int(number)


def _school_age(age_days: float) -> GrowthAge:
    """The age; ValueError to 60 months, where the standards of 2006 and other categories hold."""
    age = GrowthAge.of_days(age_days)
    if age.days <= LAST_DAY:
        raise ValueError("60 months or younger")
    return age


def _school_bmi(sex: str, age_days: float, weight: float, height: float) -> float | None:
    """IMT/U of a child above 60 months to 19 years, weight in kg, standing height in cm; empty outside.

    Source: Permenkes 2/2020; WHO Reference 2007.
    """
    table, age = growth_tables()[sex], _school_age(age_days)
    return growth.body_mass_for_age_z(table, age, weight, height, Position.STANDING)


def _school_height(sex: str, age_days: float, height: float) -> float | None:
    """TB/U of a child above 60 months to 19 years, standing height in cm; empty outside.

    Source: WHO Reference 2007.
    """
    return growth.height_for_age_z(growth_tables()[sex], _school_age(age_days), height, Position.STANDING)


def _gain(sex: str, born: date, last_day: str, last_weight: str, day: date, weight: float) -> MonthlyGain | None:
    """The month of the KMS that a weighing ends; None where the one before is of the same month or unknown."""
    if not last_day or not last_weight:
        return None
    before = Weighing(day=date.fromisoformat(last_day[:10]), weight=float(last_weight))
    gains = weight_gain.monthly_gains(Sex(sex), born, (before, Weighing(day=day, weight=weight)))
    return None if isinstance(gains, Problem) or len(gains) < 2 else gains[-1]


def _kms_status(sex: str, born: date, last_day: str, last_weight: str, day: date, weight: float) -> str | None:
    """N, T or O of this month by the weight (kg) and day of the weighing before; empty when nothing can be said.

    Source: Buku KIA 2023 and KMS (KBM by month and sex).
    """
    found = _gain(sex, born, last_day, last_weight, day, weight)
    return None if found is None else found.status.value


def _kms_text(sex: str, born: date, last_day: str, last_weight: str, day: date, weight: float) -> str | None:
    """The same in words: "N: naik 300 gram, paling sedikit 200 gram".

    Source: Buku KIA 2023 and KMS (KBM by month and sex).
    """
    found = _gain(sex, born, last_day, last_weight, day, weight)
    if found is None:
        return None
    if found.gain is None:
        return f"{found.status.value}: bulan lalu tidak ditimbang"
    went = "naik" if found.gain >= 0 else "turun"
    return f"{found.status.value}: {went} {abs(found.gain)} gram, paling sedikit naik {found.least_gain} gram"


def _instruments_due(born: date, day: date, done: str) -> str:
    """What of SDIDTK is due, as "kpsp tdd lk"; ``done`` holds the last days, as "kpsp:2026-05-10 tdd:2026-05-10".

    Source: Pedoman SDIDTK (Kemenkes 2022).
    """
    last: dict[Instrument, date] = {}
    for part in done.split():
        name, _colon, written = part.partition(":")
        if written:
            last[Instrument(name)] = date.fromisoformat(written[:10])
    return " ".join(development.instruments_due(born, day, last))


@described_by(development.kpsp_result)
def _kpsp_result(yes: float, items: float, rules: DevelopmentRules = development.RULES) -> str:
    return development.kpsp_result(_whole(yes), _whole(items), rules)


@described_by(development.kpsp_refers)
def _kpsp_refers(result: str, before: str, since: str, rules: DevelopmentRules = development.RULES) -> bool:
    last = Development(before) if before else None
    return development.kpsp_refers(Development(result), last, int(float(since)) if since else 0, rules)


@described_by(development.hearing_result)
def _hearing(failed: float) -> str:
    return development.hearing_result(_whole(failed))


@described_by(development.vision_result)
def _vision_test(in_a_row: float, of_five: float, rules: DevelopmentRules = development.RULES) -> str:
    return development.vision_result(_whole(in_a_row), _whole(of_five), rules)


@described_by(development.behaviour_result)
def _behaviour(yes: float, rules: DevelopmentRules = development.RULES) -> str:
    return development.behaviour_result(_whole(yes), rules)


@described_by(development.attention_result)
def _attention(total: float, rules: DevelopmentRules = development.RULES) -> str:
    return development.attention_result(_whole(total), rules)


@described_by(development.autism_score)
def _autism_score(answers: str) -> int:
    """The answers between spaces, in their order."""
    return development.autism_score([means_yes(answer) for answer in answers.split()])


@described_by(development.autism_risk)
def _autism_risk(score: float, rules: DevelopmentRules = development.RULES) -> str:
    return development.autism_risk(_whole(score), rules)


@described_by(development.autism_follow_up_refers)
def _autism_refers(failed: float, rules: DevelopmentRules = development.RULES) -> bool:
    return development.autism_follow_up_refers(_whole(failed), rules)


@described_by(school_health.school_blood_pressure)
def _pressure(
    sex: str, years: float, systolic: float, diastolic: float, rules: SchoolHealthRules = school_health.RULES
) -> str:
    return school_health.school_blood_pressure(sex, _whole(years), systolic, diastolic, rules)


def _pressure_limit(sex: str, years: float, rules: SchoolHealthRules = school_health.RULES) -> str:
    """From which blood pressure a child is measured again, as "106/68". Empty below 6 years.

    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    systolic, diastolic = school_health.pressure_limit(sex, _whole(years), rules)
    return f"{systolic:g}/{diastolic:g}"


@described_by(school_health.difficulties_class)
def _difficulties(total: float, informant: str, rules: SchoolHealthRules = school_health.RULES) -> str:
    return school_health.difficulties_class(_whole(total), informant, rules)


@described_by(school_health.substance_risk)
def _substance(score: float, is_alcohol: bool, rules: SchoolHealthRules = school_health.RULES) -> str:
    return school_health.substance_risk(_whole(score), is_alcohol, rules)


@described_by(school_health.hears_whisper)
def _whisper(right: float, asked: float, rules: SchoolHealthRules = school_health.RULES) -> bool:
    return school_health.hears_whisper(_whole(right), _whole(asked), rules)


@described_by(school_health.takes_iron_tablets)
def _iron(swallowed: float, least: float, rules: SchoolHealthRules = school_health.RULES) -> bool:
    return school_health.takes_iron_tablets(_whole(swallowed), replace(rules, iron_tablets=_whole(least)))


@described_by(school_health.fitness_class)
def _fitness(
    sex: str, years: float, minutes: float, seconds: float, rules: SchoolHealthRules = school_health.RULES
) -> str:
    return school_health.fitness_class(sex, _whole(years), _whole(minutes) * 60 + _whole(seconds), rules)


@described_by(nutrition_care.care_place)
def _care_place(age_months: float, weight: float, has_danger: bool, rules: CareRules = nutrition_care.RULES) -> str:
    return nutrition_care.care_place(_whole(age_months), weight, has_danger, rules)


@described_by(nutrition_care.gain_rate)
def _gain_rate(weight: float, before: float, days: float) -> float:
    return nutrition_care.gain_rate(weight, before, _whole(days))


@described_by(nutrition_care.extra_food_is_enough)
def _food_is_enough(reason: str, days: float, rules: CareRules = nutrition_care.RULES) -> bool:
    return nutrition_care.extra_food_is_enough(reason, _whole(days), rules)


@described_by(nutrition_care.recovery)
def _recovery(z: float, upper_arm: float, oedema: bool, rules: CareRules = nutrition_care.RULES) -> str:
    return nutrition_care.recovery(known(z), known(upper_arm), oedema, rules)


_WEIGHINGS = {
    "sex": as_sex,
    "birth_date": as_day,
    "last_day": as_text_if_any,
    "last_weight": as_text_if_any,
    "day": as_day,
    "weight": as_number,
}

FUNCTIONS: tuple[Function, ...] = (
    offered("school-bmi-zscore", _school_bmi, sex=as_sex, age_days=as_number, weight=as_number, height=as_number),
    offered("school-height-zscore", _school_height, sex=as_sex, age_days=as_number, height=as_number),
    offered("school-growth-category", growth.school_age_category, z=as_number),
    offered("kms-status", _kms_status, **_WEIGHINGS),
    offered("kms-text", _kms_text, **_WEIGHINGS),
    offered("kpsp-age", development.kpsp_age, birth_date=as_day, day=as_day),
    offered("kpsp-form", development.kpsp_form, birth_date=as_day, day=as_day),
    offered("kpsp-next", development.next_kpsp_day, birth_date=as_day, day=as_day),
    offered("development-due", _instruments_due, birth_date=as_day, day=as_day, done=as_text_if_any),
    offered("kpsp-result", _kpsp_result, yes=as_number, items=as_number),
    offered("kpsp-refers", _kpsp_refers, result=as_text, before=as_text_if_any, days_since=as_text_if_any),
    offered("kpsp-repeat", development.kpsp_repeat_day, day=as_day),
    offered("hearing-result", _hearing, failed=as_number),
    offered("vision-result", _vision_test, in_a_row=as_number, of_five=as_number),
    offered("behaviour-result", _behaviour, yes=as_number),
    offered("attention-result", _attention, total=as_number),
    offered("mchat-score", _autism_score, answers=as_text),
    offered("mchat-risk", _autism_risk, score=as_number),
    offered("mchat-refers", _autism_refers, failed=as_number),
    offered(
        "school-blood-pressure", _pressure, sex=as_sex, age_years=as_number, systolic=as_number, diastolic=as_number
    ),
    offered("school-pressure-limit", _pressure_limit, sex=as_sex, age_years=as_number),
    offered("vision-class", school_health.vision_class, visus=as_text),
    offered("sdq-class", _difficulties, total=as_number, informant=as_text),
    offered("assist-risk", _substance, score=as_number, alcohol=as_truth),
    offered("hears-whisper", _whisper, right=as_number, asked=as_number),
    offered("takes-iron-tablets", _iron, swallowed=as_number, least=as_number),
    offered("fitness-class", _fitness, sex=as_sex, age_years=as_number, minutes=as_number, seconds=as_number),
    offered("malnutrition-care", _care_place, age_months=as_number, weight=as_number, danger=as_truth),
    offered("gain-rate", _gain_rate, weight=as_number, before=as_number, days=as_number),
    offered("gain-rate-class", nutrition_care.gain_rate_class, rate=as_number),
    offered("extra-food-enough", _food_is_enough, reason=as_text, days=as_number),
    offered("malnutrition-recovery", _recovery, z=as_number_if_known, upper_arm=as_number_if_known, oedema=as_truth),
)
