"""Clinical rules of ``domain/`` offered to forms in the namespace ``ilp:``.

A call with an argument that is empty or cannot be read gives the empty text: no result rather than a wrong one.
"""

import inspect
from collections.abc import Callable
from datetime import date
from enum import Enum

from ilp_desktop.domain.clinical import (
    blood_pressure,
    body_mass,
    growth,
    metabolism,
    pregnancy,
    tuberculosis,
)
from ilp_desktop.domain.clinical.growth import LAST_DAY, GrowthAge, Index, Position
from ilp_desktop.forms.expression.function import Function, eager
from ilp_desktop.forms.expression.values import Value, as_date, boolean, number, string
from ilp_desktop.forms.growth_tables import growth_tables

Argument = float | str | bool | date
Read = Callable[[Value], Argument | None]


def _number(value: Value) -> float | None:
    found = number(value)
    return found if found == found and abs(found) != float("inf") else None


def _day(value: Value) -> date | None:
    return as_date(string(value)[:10])


def _sex(value: Value) -> str | None:
    text = string(value)
    return text if text in ("L", "P") else None


def _text(value: Value) -> str | None:
    return string(value) or None


def _truth(value: Value) -> bool:
    """Answers of forms count too: ``ya`` and ``yes`` are true, ``tidak``, ``no`` and nothing are not."""
    if isinstance(value, bool | float):
        return boolean(value)
    return string(value).casefold() in ("ya", "yes", "y", "true", "1")


def _result(value: object) -> Value:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool | str | date):
        return value
    if isinstance(value, int | float):
        return float(value)
    return ""


def _offered(name: str, rule: Callable[..., object], **arguments: Read) -> Function:
    """The rule under a name; the docstring of the rule is what the documents say about it."""

    def compute(*values: Value) -> Value:
        read = [reader(value) for reader, value in zip(arguments.values(), values, strict=True)]
        if any(argument is None for argument in read):
            return ""
        try:
            return _result(rule(*read))
        except (ValueError, OverflowError, ZeroDivisionError, KeyError):
            return ""

    about = inspect.getdoc(rule) or ""
    summary, _mark, source = about.partition("Source: ")
    shown = ", ".join(argument.replace("_", "-") for argument in arguments)
    return Function(
        name=f"ilp:{name}",
        least=len(arguments),
        most=len(arguments),
        compile=eager(compute),
        signature=f"ilp:{name}({shown})",
        summary=" ".join(summary.split()),
        source=" ".join(source.split()),
    )


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


def _category(index: str, z: float) -> str:
    return growth.growth_category(Index(index), z)


_category.__doc__ = growth.growth_category.__doc__


def _plausible(index: str, z: float) -> bool:
    return growth.is_plausible(Index(index), z)


_plausible.__doc__ = growth.is_plausible.__doc__

FUNCTIONS = (
    _offered("blood-pressure-class", blood_pressure.blood_pressure_class, systolic=_number, diastolic=_number),
    _offered("blood-pressure-pregnancy", blood_pressure.blood_pressure_pregnancy, systolic=_number, diastolic=_number),
    _offered("mean-arterial-pressure", blood_pressure.mean_arterial_pressure, systolic=_number, diastolic=_number),
    _offered("bmi", body_mass.body_mass_index, weight=_number, height=_number),
    _offered("bmi-class", body_mass.body_mass_class, bmi=_number, classes=_text),
    _offered("central-obesity", body_mass.central_obesity, waist=_number, sex=_sex),
    _offered("random-glucose-class", metabolism.random_glucose_class, glucose=_number),
    _offered("fasting-glucose-class", metabolism.fasting_glucose_class, glucose=_number),
    _offered("cholesterol-class", metabolism.cholesterol_class, cholesterol=_number),
    _offered("gestational-age-days", pregnancy.gestational_age_days, hpht=_day, date=_day),
    _offered("gestational-age-weeks", pregnancy.gestational_age_weeks, hpht=_day, date=_day),
    _offered("gestational-age-text", pregnancy.gestational_age_text, hpht=_day, date=_day),
    _offered("due-date", pregnancy.due_date, hpht=_day),
    _offered("trimester", pregnancy.trimester, weeks=_number),
    _offered("kek", pregnancy.chronic_energy_deficiency, lila=_number),
    _offered("anaemia-pregnancy", pregnancy.anaemia_in_pregnancy, hb=_number, weeks=_number),
    _offered("fundal-height-expected", pregnancy.fundal_height_expected, height=_number, weeks=_number),
    _offered("fetal-weight", pregnancy.johnson_fetal_weight, height=_number, engaged=_truth),
    _offered("tb-child", tuberculosis.tuberculosis_screening_child, symptoms=_number, contact=_truth),
    _offered(
        "tb-adult",
        tuberculosis.tuberculosis_screening_adult,
        long_cough=_truth,
        any_cough=_truth,
        other_symptoms=_number,
        at_risk=_truth,
        contact=_truth,
    ),
    _offered(
        "zscore",
        _z_score,
        index=_text,
        sex=_sex,
        age_days=_number,
        weight=_number,
        height=_number,
        position=_text,
    ),
    _offered("weight-zscore", _weight_z_score, sex=_sex, age_days=_number, weight=_number),
    _offered("height-zscore", _height_z_score, sex=_sex, age_days=_number, height=_number, position=_text),
    _offered("head-zscore", _head_z_score, sex=_sex, age_days=_number, head=_number),
    _offered("growth-category", _category, index=_text, z=_number),
    _offered("growth-plausible", _plausible, index=_text, z=_number),
    _offered("upper-arm-category", growth.upper_arm_category, lila=_number),
)
