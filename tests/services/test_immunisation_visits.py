"""A visit for immunisation only ends with what was given; one that the room examines ends there."""

from datetime import date

import pytest

from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.problem import Rejected
from ilp_desktop.domain.visit import NextStep, QueueEntry, QueueStatus, ServiceKind, Visit
from ilp_desktop.domain.vital_signs import VitalSignsTyped
from ilp_desktop.services.drafts import keep_draft
from ilp_desktop.services.immunisation_visits import finish_immunisation_visit
from ilp_desktop.services.immunisations import (
    DoseCommand,
    NotGivenCommand,
    record_immunization,
    record_immunizations,
    record_not_given,
    void_immunization,
)
from ilp_desktop.services.rooms import CONSULTATION_PAGE, ConsultationCommand, save_consultation
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from tests.services.test_immunisations import FOUR_MONTHS, TODAY
from tests.services.test_responses import visit_of


def entry_of(workplace: Workplace, visit: Visit) -> QueueEntry:
    with workplace.database.read() as connection:
        (entry,) = records.find(connection, QueueEntry, visit_id=visit.id)
    return entry


def dose(visit: Visit, slot: str) -> DoseCommand:
    return DoseCommand(patient_id=visit.patient_id, slot=slot, day=TODAY, visit_id=visit.id)


def test_the_doses_stand_as_what_the_room_did(workplace: Workplace) -> None:
    visit = visit_of(workplace, born=FOUR_MONTHS)
    record_immunizations(workplace, [dose(visit, "BCG"), dose(visit, "DPT1")])
    wrong = record_immunization(workplace, dose(visit, "OPV1")).value
    void_immunization(workplace, wrong.id, "anak lain")
    left_out = NotGivenCommand(
        patient_id=visit.patient_id, slot="PCV1", day=TODAY, reason="out_of_stock", visit_id=visit.id
    )
    record_not_given(workplace, left_out)
    saved = finish_immunisation_visit(workplace, entry_of(workplace, visit).id).value
    assert saved.consultation.therapy == "Imunisasi: BCG, DPT-HB-Hib 1\nTidak diberikan: PCV 1 (vaksin kosong)"
    assert (saved.consultation.service_kinds, saved.consultation.next_steps) == (
        ServiceKind.PREVENTIVE.value,
        NextStep.HOME.value,
    )
    assert saved.conditions == ()
    assert entry_of(workplace, visit).status is QueueStatus.DONE


def test_a_woman_s_td(workplace: Workplace) -> None:
    visit = visit_of(workplace, sex=Sex.FEMALE, born=date(2000, 1, 1))
    record_immunization(workplace, dose(visit, "T1"))
    done = finish_immunisation_visit(workplace, entry_of(workplace, visit).id).value
    assert done.consultation.therapy == "Imunisasi: Td T1"


def test_nothing_was_recorded(workplace: Workplace) -> None:
    visit = visit_of(workplace, born=FOUR_MONTHS)
    with pytest.raises(Rejected, match=r"immunisation\.nothing"):
        finish_immunisation_visit(workplace, entry_of(workplace, visit).id)


def test_the_room_has_begun_an_examination(workplace: Workplace) -> None:
    visit = visit_of(workplace, born=FOUR_MONTHS)
    entry = entry_of(workplace, visit)
    record_immunization(workplace, dose(visit, "BCG"))
    begun = ConsultationCommand(
        visit_id=visit.id,
        queue_entry_id=entry.id,
        cluster=entry.cluster,
        vital_signs=VitalSignsTyped(weight=6.1),
        anamnesis="batuk",
    )
    save_consultation(workplace, begun)
    with pytest.raises(Rejected, match=r"immunisation\.examined"):
        finish_immunisation_visit(workplace, entry.id)


def test_the_room_is_typing_an_examination(workplace: Workplace) -> None:
    visit = visit_of(workplace, born=FOUR_MONTHS)
    entry = entry_of(workplace, visit)
    record_immunization(workplace, dose(visit, "BCG"))
    keep_draft(workplace, CONSULTATION_PAGE, entry.id, "{}")
    with pytest.raises(Rejected, match=r"immunisation\.examined"):
        finish_immunisation_visit(workplace, entry.id)
