"""Blood pressure: mean of readings, mean arterial pressure, and the class of one pair."""

from enum import StrEnum


class PressureClass(StrEnum):
    """The classes of the national NCD form (SATUSEHAT), from low to high."""

    OPTIMAL = "Optimal"
    NORMAL = "Normal"
    HIGH_NORMAL = "Normal tinggi"
    GRADE_1 = "Hipertensi derajat 1"
    GRADE_2 = "Hipertensi derajat 2"
    GRADE_3 = "Hipertensi derajat 3"
    ISOLATED_SYSTOLIC = "Hipertensi sistolik terisolasi"


class PregnancyPressure(StrEnum):
    """Classes during pregnancy."""

    NORMAL = "Normal"
    HYPERTENSION = "Hipertensi"
    SEVERE = "Hipertensi berat"


_STEPS: tuple[tuple[float, float, PressureClass], ...] = (
    (180, 110, PressureClass.GRADE_3),
    (160, 100, PressureClass.GRADE_2),
    (140, 90, PressureClass.GRADE_1),
    (130, 85, PressureClass.HIGH_NORMAL),
    (120, 80, PressureClass.NORMAL),
)
"""Lowest systolic and diastolic of each class, mmHg."""


def blood_pressure_class(systolic: float, diastolic: float) -> PressureClass:
    """The class of an adult's blood pressure in mmHg: the higher of the systolic and the diastolic class.

    One reading of 140/90 or more is "TD tinggi", not yet a diagnosis. A systolic of 140 or more with a diastolic below
    90 is isolated systolic hypertension.
    Source: SATUSEHAT Q0013 (Kemenkes), PNPK Hipertensi 2021.
    """
    if systolic >= 140 and diastolic < 90:
        return PressureClass.ISOLATED_SYSTOLIC
    for lowest_systolic, lowest_diastolic, found in _STEPS:
        if systolic >= lowest_systolic or diastolic >= lowest_diastolic:
            return found
    return PressureClass.OPTIMAL


def blood_pressure_pregnancy(systolic: float, diastolic: float) -> PregnancyPressure:
    """The class of a pregnant woman's blood pressure in mmHg: from 140/90 hypertension, from 160/110 severe.

    Source: KMK HK.01.07/MENKES/1186/2022 (PPK FKTP).
    """
    if systolic >= 160 or diastolic >= 110:
        return PregnancyPressure.SEVERE
    if systolic >= 140 or diastolic >= 90:
        return PregnancyPressure.HYPERTENSION
    return PregnancyPressure.NORMAL


def mean_arterial_pressure(systolic: float, diastolic: float) -> float:
    """Mean arterial pressure in mmHg, (S + 2 D) / 3; above 90 is a moderate risk of pre-eclampsia.

    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020).
    """
    return (systolic + 2 * diastolic) / 3
