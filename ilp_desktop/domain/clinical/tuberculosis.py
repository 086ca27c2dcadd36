"""Tuberculosis: whom the screening makes a suspect or a contact to be followed."""

from enum import StrEnum


class TuberculosisScreening(StrEnum):
    """Outcome of the screening questions."""

    SUSPECT = "Terduga TBC"
    CONTACT = "Kontak tanpa gejala"
    NOT_SUSPECT = "Bukan terduga TBC"


def tuberculosis_screening_child(symptoms: float, contact: bool) -> TuberculosisScreening:
    """Under 15 years: one symptom makes a suspect; a contact without symptoms goes on to TST and preventive treatment.

    Symptoms counted: cough of 2 weeks, fever of 2 weeks, weight falling or not rising for 2 months, listlessness.
    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    if symptoms >= 1:
        return TuberculosisScreening.SUSPECT
    return TuberculosisScreening.CONTACT if contact else TuberculosisScreening.NOT_SUSPECT


def tuberculosis_screening_adult(
    long_cough: bool, any_cough: bool, other_symptoms: float, at_risk: bool, contact: bool
) -> TuberculosisScreening:
    """From 15 years: cough of 2 weeks, or any cough or symptom of a contact or a person at risk (HIV, DM, prison).

    Two other symptoms without cough also make a suspect.
    Source: Juknis penemuan TBC (Kemenkes 2023); the weight of symptoms without cough varies between districts.
    """
    weighs_more = at_risk or contact
    if long_cough or other_symptoms >= 2 or (weighs_more and (any_cough or other_symptoms >= 1)):
        return TuberculosisScreening.SUSPECT
    return TuberculosisScreening.CONTACT if contact else TuberculosisScreening.NOT_SUSPECT
