"""The newborn at birth: class of its weight, of its APGAR score, of its gestational age, and short length."""

from enum import StrEnum


class BirthWeightClass(StrEnum):
    """Classes of birth weight (berat lahir)."""

    EXTREMELY_LOW = "BBLASR"
    VERY_LOW = "BBLSR"
    LOW = "BBLR"
    ENOUGH = "BBLC"
    HIGH = "BBLB"


class ApgarClass(StrEnum):
    """Classes of one APGAR score."""

    NORMAL = "Normal"
    MODERATE = "Asfiksia sedang"
    SEVERE = "Asfiksia berat"


class GestationalTerm(StrEnum):
    """Classes of the gestational age at birth."""

    PRETERM = "Kurang bulan"
    TERM = "Cukup bulan"
    POST_TERM = "Lebih bulan"


def birth_weight_class(grams: float) -> BirthWeightClass:
    """The class of a birth weight in gram: below 1000, 1500, 2500, to 4000, above.

    Exactly 4000 g is assigned nowhere and taken as enough.
    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    if grams < 1000:
        return BirthWeightClass.EXTREMELY_LOW
    if grams < 1500:
        return BirthWeightClass.VERY_LOW
    if grams < 2500:
        return BirthWeightClass.LOW
    return BirthWeightClass.ENOUGH if grams <= 4000 else BirthWeightClass.HIGH


def low_birth_weight(grams: float) -> bool:
    """Is it "BBLR" as reports count it: below 2500 g, the smaller classes included?

    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    return grams < 2500


def refer_for_birth_weight(grams: float) -> bool:
    """Must a newborn go to a hospital for its weight alone: below 2000 g?

    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    return grams < 2000


def apgar_class(score: float) -> ApgarClass:
    """The class of an APGAR score of 0 to 10: to 3 severe, to 6 moderate asphyxia.

    Source: Buku Saku Pelayanan Kesehatan Neonatal Esensial (Kemenkes).
    """
    if score <= 3:
        return ApgarClass.SEVERE
    return ApgarClass.MODERATE if score <= 6 else ApgarClass.NORMAL


def gestational_term(weeks: float) -> GestationalTerm:
    """Below 37 completed weeks preterm, from 42 post-term.

    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    if weeks < 37:
        return GestationalTerm.PRETERM
    return GestationalTerm.TERM if weeks < 42 else GestationalTerm.POST_TERM


def short_at_birth(length: float) -> bool:
    """Is a length at birth in cm below 48 ("pendek")?

    Source: Juknis kohort bayi rev. 2014/2015 (Kemenkes).
    """
    return length < 48
