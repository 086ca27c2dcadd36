"""What every paper of the puskesmas shares: kop surat, signatures, and a person as papers name them."""

import base64
from datetime import date, datetime

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.identifiers import VisitId
from ilp_desktop.domain.installation import Facility, User
from ilp_desktop.domain.letters import Capacity, Letterhead, PersonOnPaper, PrintStamp, Signature, VitalSigns
from ilp_desktop.domain.patient import AllergyStatus, Household, Patient
from ilp_desktop.domain.visit import Consultation, Visit
from ilp_desktop.domain.words import word
from ilp_desktop.services.settings import LOGO_LEFT, LOGO_RIGHT, present_facility, setting
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.database import Connection

_CAPACITIES = {
    "": Capacity.IN_OFFICE,
    "Plt.": Capacity.ACTING,
    "Plh.": Capacity.DAILY_ACTING,
    "a.n.": Capacity.ON_BEHALF,
}


def letterhead(workplace: Workplace) -> Letterhead:
    """The kop surat of the facility with its logos."""
    facility = present_facility(workplace)
    return Letterhead(
        government=facility.letterhead_1,
        office=facility.letterhead_2,
        unit=facility.letterhead_3 or unit_name(facility),
        address=facility.letterhead_4 or facility.address,
        contact=" · ".join(part for part in (facility.phone, facility.email) if part),
        left_logo=base64.b64decode(setting(workplace, LOGO_LEFT)),
        right_logo=base64.b64decode(setting(workplace, LOGO_RIGHT)),
    )


def unit_name(facility: Facility) -> str:
    """ "UPTD PUSKESMAS MAWASANGKA TENGAH"."""
    name = facility.name.upper().removeprefix("PUSKESMAS ").strip()
    return f"{facility.unit_title} {name}".strip()


def head_signature(workplace: Workplace, opening: str = "Mengetahui,") -> Signature:
    """The place where the head of the facility signs."""
    facility = present_facility(workplace)
    return Signature(
        title=f"Kepala {facility.unit_title.title().replace('Uptd', 'UPTD')} {short_name(facility)}",
        name=facility.head_name,
        rank=facility.head_rank,
        number=facility.head_number,
        opening=opening,
        capacity=_CAPACITIES.get(facility.head_prefix, Capacity.IN_OFFICE),
    )


def officer_signature(workplace: Workplace, title: str) -> Signature:
    """The place where the signed-in user signs, with place and date."""
    return user_signature(workplace.user, title, present_facility(workplace), workplace.today)


def user_signature(user: User, title: str, facility: Facility, day: date) -> Signature:
    """The place where this user signs; a doctor's licence stands where there is no NIP."""
    has_number = bool(user.employee_number)
    return Signature(
        title=title,
        name=user.name,
        number=user.employee_number or user.licence_number,
        number_label="NIP" if has_number or not user.licence_number else "SIP",
        place=facility.village_name or short_name(facility),
        signed_on=day,
    )


def short_name(facility: Facility) -> str:
    """The name without "Puskesmas" before it."""
    return facility.name.removeprefix("Puskesmas ").strip()


def person_on_paper(
    patient: Patient, household: Household | None, day: date, visit: Visit | None = None
) -> PersonOnPaper:
    """A person with their age on ``day``; payer and card number are those of the visit, if one is given."""
    return PersonOnPaper(
        name=patient.name,
        medical_record_number=patient.medical_record_number,
        sex=patient.sex,
        age="" if patient.birth_date is None else age_on(patient.birth_date, day).text,
        birth_date=patient.birth_date,
        birth_date_estimated=patient.birth_date_estimated,
        birth_place=patient.birth_place,
        nik=patient.nik,
        address=address_of(patient),
        occupation=patient.occupation,
        phone=patient.phone,
        household_head=household.head_name if household else "",
        insurance_number=visit.insurance_number if visit else patient.insurance_number,
        membership=word(visit.payer if visit else patient.payer),
        guardian_name=patient.guardian_name,
        guardian_relationship=patient.guardian_relationship,
        guardian_phone=patient.guardian_phone,
    )


def person_at_visit(connection: Connection, patient: Patient, visit_id: VisitId | None, today: date) -> PersonOnPaper:
    """A person as on the day of a visit; without one, as today."""
    visits = records.find(connection, Visit, id=visit_id)
    households = records.find(connection, Household, id=patient.household_id)
    visit = visits[0] if visits else None
    household = households[0] if households else None
    return person_on_paper(patient, household, visit.visit_date if visit else today, visit)


def allergies_of(patient: Patient) -> str:
    """Which allergies, or whether it is known that there are none."""
    return patient.allergies if patient.allergy_status is AllergyStatus.PRESENT else word(patient.allergy_status)


def local_time(workplace: Workplace, moment: datetime | None) -> datetime | None:
    """A moment in the zone of this puskesmas."""
    return None if moment is None else moment.astimezone(workplace.clock().tzinfo)


def address_of(patient: Patient) -> str:
    """Street, dusun, RT/RW and desa: what is known of the domicile."""
    parts = [patient.address, patient.hamlet_name]
    if patient.neighbourhood or patient.community:
        parts.append(f"RT {patient.neighbourhood or '-'}/RW {patient.community or '-'}")
    parts.append(patient.village_name)
    return ", ".join(part for part in parts if part)


def vital_signs_of(consultation: Consultation | None) -> VitalSigns:
    """The signs that a consultation measured."""
    if consultation is None:
        return VitalSigns()
    return VitalSigns(
        systolic=consultation.systolic,
        diastolic=consultation.diastolic,
        pulse=consultation.pulse,
        respiratory_rate=consultation.respiratory_rate,
        temperature=consultation.temperature,
        weight=consultation.weight,
        height=consultation.height,
    )


def print_stamp(workplace: Workplace) -> PrintStamp:
    """Who prints now."""
    return PrintStamp(printed_at=workplace.clock(), printed_by=workplace.user.name)
