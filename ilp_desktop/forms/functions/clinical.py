"""Clinical rules that every klaster uses, offered to forms: circulation, metabolism, pregnancy, growth."""

from ilp_desktop.domain.clinical import (
    blood_pressure,
    body_mass,
    growth,
    metabolism,
    pregnancy,
    tuberculosis,
)
from ilp_desktop.domain.clinical.growth import LAST_DAY, GrowthAge, Index, Position
from ilp_desktop.forms.functions.offering import as_day, as_number, as_sex, as_text, as_truth, described_by, offered
from ilp_desktop.forms.growth_tables import growth_tables


def _under_five(age_days: float) -> GrowthAge:
    """The age; ValueError above 60 months, where the categories offered to forms do not hold."""
    age = GrowthAge.of_days(age_days)
    if age.days > LAST_DAY:
        raise ValueError("above 60 months")
    return age


def _z_score(index: str, sex: str, age_days: float, weight: float, height: float, position: str) -> float | None:
    """WHO z-score of a child of 0 to 60 months; index 'BB/U', 'TB/U', 'BB/TB' or 'IMT/U', sex L or P, kg, cm.

    Position is 'telentang' or 'berdiri'; 0.7 cm are added or taken where it differs from what the age asks for.
    Source: Permenkes 2/2020; WHO Child Growth Standards 2006.
    """
    table, age, measured = growth_tables()[sex], _under_five(age_days), Position(position)
    match Index(index):
        case Index.WEIGHT_FOR_AGE:
            return growth.weight_for_age_z(table, age, weight)
        case Index.HEIGHT_FOR_AGE:
            return growth.height_for_age_z(table, age, height, measured)
        case Index.WEIGHT_FOR_HEIGHT:
            return growth.weight_for_height_z(table, age, weight, height, measured)
        case Index.BODY_MASS_FOR_AGE:
            return growth.body_mass_for_age_z(table, age, weight, height, measured)
    return None


def _weight_z_score(sex: str, age_days: float, weight: float) -> float | None:
    """BB/U: WHO z-score of the weight in kg of a child of 0 to 60 months, when there is no height.

    Source: Permenkes 2/2020; WHO Child Growth Standards 2006.
    """
    return growth.weight_for_age_z(growth_tables()[sex], _under_five(age_days), weight)


def _height_z_score(sex: str, age_days: float, height: float, position: str) -> float | None:
    """PB/U or TB/U: WHO z-score of the length or height in cm of a child of 0 to 60 months.

    Source: Permenkes 2/2020; WHO Child Growth Standards 2006.
    """
    return growth.height_for_age_z(growth_tables()[sex], _under_five(age_days), height, Position(position))


def _head_z_score(sex: str, age_days: float, head: float) -> float | None:
    """LK/U: WHO z-score of the head circumference in cm of a child of 0 to 60 months.

    Source: WHO Child Growth Standards 2007; SDIDTK (Kemenkes 2022).
    """
    return growth.head_for_age_z(growth_tables()[sex], _under_five(age_days), head)


@described_by(growth.growth_category)
def _category(index: str, z: float) -> str:
    return growth.growth_category(Index(index), z)


@described_by(growth.is_plausible)
def _plausible(index: str, z: float) -> bool:
    return growth.is_plausible(Index(index), z)


FUNCTIONS = (
    offered("blood-pressure-class", blood_pressure.blood_pressure_class, systolic=as_number, diastolic=as_number),
    offered(
        "blood-pressure-pregnancy", blood_pressure.blood_pressure_pregnancy, systolic=as_number, diastolic=as_number
    ),
    offered("mean-arterial-pressure", blood_pressure.mean_arterial_pressure, systolic=as_number, diastolic=as_number),
    offered("bmi", body_mass.body_mass_index, weight=as_number, height=as_number),
    offered("bmi-class", body_mass.body_mass_class, bmi=as_number, classes=as_text),
    offered("central-obesity", body_mass.central_obesity, waist=as_number, sex=as_sex),
    offered("random-glucose-class", metabolism.random_glucose_class, glucose=as_number),
    offered("fasting-glucose-class", metabolism.fasting_glucose_class, glucose=as_number),
    offered("cholesterol-class", metabolism.cholesterol_class, cholesterol=as_number),
    offered("gestational-age-days", pregnancy.gestational_age_days, hpht=as_day, date=as_day),
    offered("gestational-age-weeks", pregnancy.gestational_age_weeks, hpht=as_day, date=as_day),
    offered("gestational-age-text", pregnancy.gestational_age_text, hpht=as_day, date=as_day),
    offered("due-date", pregnancy.due_date, hpht=as_day),
    offered("trimester", pregnancy.trimester, weeks=as_number),
    offered("kek", pregnancy.chronic_energy_deficiency, lila=as_number),
    offered("anaemia-pregnancy", pregnancy.anaemia_in_pregnancy, hb=as_number, weeks=as_number),
    offered("fundal-height-expected", pregnancy.fundal_height_expected, height=as_number, weeks=as_number),
    offered("tb-child", tuberculosis.tuberculosis_screening_child, symptoms=as_number, contact=as_truth),
    offered(
        "tb-adult",
        tuberculosis.tuberculosis_screening_adult,
        long_cough=as_truth,
        any_cough=as_truth,
        other_symptoms=as_number,
        at_risk=as_truth,
        contact=as_truth,
    ),
    offered(
        "zscore",
        _z_score,
        index=as_text,
        sex=as_sex,
        age_days=as_number,
        weight=as_number,
        height=as_number,
        position=as_text,
    ),
    offered("weight-zscore", _weight_z_score, sex=as_sex, age_days=as_number, weight=as_number),
    offered("height-zscore", _height_z_score, sex=as_sex, age_days=as_number, height=as_number, position=as_text),
    offered("head-zscore", _head_z_score, sex=as_sex, age_days=as_number, head=as_number),
    offered("growth-category", _category, index=as_text, z=as_number),
    offered("growth-plausible", _plausible, index=as_text, z=as_number),
    offered("upper-arm-category", growth.upper_arm_category, lila=as_number),
)
