"""Blood glucose and cholesterol: the class of one result in mg/dL."""

from enum import StrEnum


class GlucoseClass(StrEnum):
    """What a glucose result suggests; a diagnosis needs symptoms or a second result."""

    LOW = "Hipoglikemia"
    NORMAL = "Normal"
    PREDIABETES = "Prediabetes"
    DIABETES = "Diabetes"


class CholesterolClass(StrEnum):
    """Total cholesterol."""

    NORMAL = "Normal"
    BORDERLINE = "Batas tinggi"
    HIGH = "Tinggi"


def _glucose(value: float, prediabetes: float, diabetes: float) -> GlucoseClass:
    if value < 70:
        return GlucoseClass.LOW
    if value >= diabetes:
        return GlucoseClass.DIABETES
    return GlucoseClass.PREDIABETES if value >= prediabetes else GlucoseClass.NORMAL


def random_glucose_class(value: float) -> GlucoseClass:
    """Class of random blood glucose in mg/dL: from 140 prediabetes, from 200 diabetes, below 70 low.

    Source: SATUSEHAT Q0013; PNPK Diabetes 2020.
    """
    return _glucose(value, 140, 200)


def fasting_glucose_class(value: float) -> GlucoseClass:
    """Class of glucose after 8 hours of fasting in mg/dL: from 100 prediabetes, from 126 diabetes, below 70 low.

    Source: PNPK Diabetes 2020.
    """
    return _glucose(value, 100, 126)


def cholesterol_class(value: float) -> CholesterolClass:
    """Class of total cholesterol in mg/dL: from 200 borderline, from 240 high.

    Source: SATUSEHAT Q0013 (Kemenkes).
    """
    if value >= 240:
        return CholesterolClass.HIGH
    return CholesterolClass.BORDERLINE if value >= 200 else CholesterolClass.NORMAL
