"""What the look-alike rules compare, taken from a registered person or from a page not saved yet."""

from ilp_desktop.domain.duplicates import PersonFacts
from ilp_desktop.domain.patient import Patient
from ilp_desktop.domain.person_entry import PersonEntry


def facts_of_patient(patient: Patient, family_card_number: str) -> PersonFacts:
    """The facts of a registered person; the number of the KK comes from their household."""
    return PersonFacts(
        key=patient.id,
        name=patient.name,
        sex=patient.sex,
        birth_date=patient.birth_date,
        birth_date_estimated=patient.birth_date_estimated,
        nik=patient.nik,
        insurance_number=patient.insurance_number,
        family_card_number=family_card_number,
        mother_name=patient.mother_name,
        birth_order=patient.birth_order,
        phone=patient.phone,
        village_code=patient.village_code or "",
    )


def facts_of_entry(entry: PersonEntry) -> PersonFacts:
    """The facts of a page as typed so far."""
    return PersonFacts(
        name=entry.name,
        sex=entry.sex,
        birth_date=entry.birth_date,
        birth_date_estimated=entry.birth_date_estimated,
        nik=entry.nik,
        insurance_number=entry.insurance_number,
        family_card_number=entry.family_card_number,
        mother_name=entry.mother_name,
        birth_order=entry.birth_order,
        phone=entry.phone,
        village_code=entry.village_code or "",
    )
