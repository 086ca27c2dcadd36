"""What forms and the table of immunisation tell each other: doses that were stated, and what is due."""

from datetime import date

from ilp_desktop.domain.clinical.immunisation_tetanus import TD_PRODUCTS, TD_ROUTE, TD_SITE, TD_SLOTS
from ilp_desktop.domain.identifiers import ImmunizationId, PatientId, ResponseId
from ilp_desktop.domain.immunization_record import Immunization, ImmunizationSource, ImmunizationStatus
from ilp_desktop.domain.observation import DoseValue
from ilp_desktop.domain.patient import Patient, Sex
from ilp_desktop.domain.visit import QuestionnaireResponse
from ilp_desktop.services.immunisation_table import (
    TETANUS_LAST_DOSE,
    TETANUS_STATUS,
    doses_of,
    immunisation_table,
    is_grown,
    schedule_here,
)
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.person_records import of_person
from ilp_desktop.storage.transaction import Transaction, new_id, utc

IMMUNISATION_STATE, IMMUNISATION_DUE = "immunisation_state", "immunisation_due"
"""Codes under which forms are told whether a child has what belongs to the age (complete, behind), and what is due."""

NEXT_TD = "TD"
"""What forms call the next Td of a woman."""


def facts_for_forms(workplace: Workplace, patient_id: PatientId, day: date) -> dict[str, tuple[str, date]]:
    """What forms are told by the codes of observations, each with its day; nothing while no dose is recorded.

    A woman's Td status from doses and forms together; whether a child has what belongs to the age, and what is due.
    """
    with workplace.database.read() as connection:
        patient = records.get(connection, Patient, patient_id)
        has_doses = bool(of_person(connection, Immunization, patient_id, voided_reason=""))
    if not has_doses or patient.birth_date is None:
        return {}
    table = immunisation_table(workplace, patient_id, day)
    facts: dict[str, tuple[str, date]] = {}
    tetanus = table.tetanus.status
    if patient.sex is Sex.FEMALE and tetanus.level:
        since = tetanus.last_dose or day
        facts[TETANUS_STATUS] = tetanus.label, since
        if tetanus.last_dose is not None:
            facts[TETANUS_LAST_DOSE] = tetanus.last_dose.isoformat(), since
    if not is_grown(patient.birth_date, day):
        due = ", ".join(one.slot.label for one in table.course.to_give)
        facts[IMMUNISATION_STATE] = "behind" if due else "complete", day
        facts[IMMUNISATION_DUE] = due, day
    return facts


def keep_stated_dose(
    transaction: Transaction, workplace: Workplace, response: QuestionnaireResponse, found: DoseValue
) -> None:
    """Keeps a dose that a form says was given, unless the table has it already: nothing is typed or counted twice."""
    patient_id = response.patient_id
    if patient_id is None:
        return
    day = date.fromisoformat(found.day) if found.day else response.effective_date
    schedule = schedule_here(workplace)
    present = doses_of(of_person(transaction.connection, Immunization, patient_id, voided_reason=""))
    slot = schedule.by_code.get(found.slot)
    is_td = found.slot == NEXT_TD
    own_td = [dose for dose in present if dose.slot in TD_SLOTS]
    is_known = any(dose.slot == found.slot for dose in present) or (is_td and any(dose.day == day for dose in own_td))
    if is_known or (slot is None and not is_td):
        return
    next_td = TD_SLOTS[min(len(own_td), len(TD_SLOTS) - 1)]
    transaction.insert(
        Immunization(
            id=ImmunizationId(new_id()),
            patient_id=patient_id,
            visit_id=response.visit_id,
            slot=slot.code if slot else next_td,
            product=slot.products[0] if slot else TD_PRODUCTS[0],
            status=ImmunizationStatus.COMPLETED,
            effective_date=day,
            source=ImmunizationSource.OWN,
            recorded_at=utc(transaction.now),
            recorded_by=workplace.user.id,
            response_id=response.id,
            batch=found.batch,
            site=slot.site if slot else TD_SITE,
            route=slot.route if slot else TD_ROUTE,
            place=workplace.facility.name,
            vaccinator_id=workplace.user.id,
            vaccinator_name=workplace.user.name,
        )
    )


def void_stated_doses(transaction: Transaction, response_id: ResponseId) -> None:
    """The doses of answers that were corrected no longer count."""
    for dose in records.find(transaction.connection, Immunization, response_id=response_id, voided_reason=""):
        transaction.change(dose, voided_reason="jawaban diubah")
