"""The words of a klaster room, without Qt."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from ilp_desktop.domain.diagnosis import Diagnosis
from ilp_desktop.domain.due_forms import ADULT_NCD, TUBERCULOSIS, DueForm
from ilp_desktop.domain.identifiers import ConsultationId, FlagId, PatientId, QueueEntryId, VisitId
from ilp_desktop.domain.patient import AllergyStatus, Patient, Sex
from ilp_desktop.domain.tacc import Tacc
from ilp_desktop.domain.visit import CaseKind, Cluster, Flag, NextStep, QueueEntry, QueueStatus, ServiceKind
from ilp_desktop.domain.vital_signs import VitalSignsTyped
from ilp_desktop.domain.waiting import PersonSummary, WaitingPerson
from ilp_desktop.services.form_library import FormListing
from ilp_desktop.services.health_certificates import CertificateCommand
from ilp_desktop.services.measurements import DIASTOLIC, SYSTOLIC, WEIGHT, Measured
from ilp_desktop.services.rooms import ConsultationCommand, DiagnosisChoice
from ui.screens.cluster.certificate_draft import certificate_as_json, certificate_from_json
from ui.screens.cluster.consultation_draft import command_as_json, command_from_json, new_command
from ui.screens.cluster.referral_draft import (
    needs_tacc,
    new_referral,
    offered_reasons,
    referral_as_json,
    referral_from_json,
)
from ui.screens.cluster.state import (
    ABORTUS,
    GRAVIDA,
    PARA,
    allergy_text,
    banner_facts,
    due_lines,
    glance,
    matching_forms,
    next_to_call,
    pregnancy_text,
    waiting_line,
)

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
TODAY = NOW.date()


def waiting(**changed: Any) -> WaitingPerson:
    entry = QueueEntry(
        id=QueueEntryId("e"),
        visit_id=VisitId("v"),
        patient_id=PatientId("p"),
        cluster=Cluster.MOTHER_AND_CHILD,
        queue_date=TODAY,
        letter="B",
        number=12,
        status=QueueStatus.WAITING,
        taken_at=NOW - timedelta(minutes=8, seconds=59),
    )
    person = WaitingPerson(
        entry=entry,
        visit_id=VisitId("v"),
        patient_id=PatientId("p"),
        name="WA AMINAH",
        sex=Sex.FEMALE,
        birth_date=date(1992, 4, 5),
        medical_record_number="03-00142-01",
        complaint="pusing",
        routing_reason="Hamil",
        priority=False,
        pregnant=False,
        has_allergy=False,
    )
    return replace(person, **changed)


def summary(**changed: Any) -> PersonSummary:
    patient = Patient(
        id=PatientId("p"), medical_record_number="03", name="WA AMINAH", sex=Sex.FEMALE, birth_date=date(1992, 4, 5)
    )
    return PersonSummary(
        patient=replace(patient, **changed),
        household_head="La Ode Hasan",
        flags=(),
        history=(),
        open_conditions=(),
        other_numbers=(),
    )


def test_a_waiting_line_says_who_how_long_and_what_to_beware_of() -> None:
    line = waiting_line(waiting(pregnant=True, priority=True, has_allergy=True), NOW)
    assert (line.title, line.waited) == ("B-012  WA AMINAH", "8 mnt")
    assert line.detail == "P 34 th · pusing"
    assert line.state == "Hamil, Prioritas, Alergi"
    assert line.is_urgent


@pytest.mark.parametrize(("minutes", "urgent"), [(59, False), (60, True)])
def test_an_hour_is_too_long(minutes: int, urgent: bool) -> None:
    person = waiting()
    person = replace(person, entry=replace(person.entry, taken_at=NOW - timedelta(minutes=minutes)))
    assert waiting_line(person, NOW).is_urgent is urgent


def test_what_another_room_wrote_comes_before_the_complaint() -> None:
    person = waiting()
    person = replace(person, entry=replace(person.entry, handover_note="Mohon\nHb"), birth_date=None)
    assert waiting_line(person, NOW).detail == "P · Mohon Hb"


def test_who_was_called_already_is_not_next() -> None:
    called = waiting()
    called = replace(called, entry=replace(called.entry, status=QueueStatus.CALLED))
    second = waiting(name="SITTI")
    assert next_to_call((called, second)) is second
    assert next_to_call((called,)) is None


@pytest.mark.parametrize(
    ("status", "substances", "text"),
    [
        (AllergyStatus.PRESENT, "amoksisilin", "amoksisilin"),
        (AllergyStatus.PRESENT, "", "ada, belum disebut obatnya"),
        (AllergyStatus.NONE, "", ""),
        (AllergyStatus.NOT_ASKED, "", ""),
    ],
)
def test_allergies(status: AllergyStatus, substances: str, text: str) -> None:
    assert allergy_text(summary(allergy_status=status, allergies=substances).patient) == text


def test_the_banner_says_that_nobody_has_asked_for_allergies() -> None:
    assert "alergi belum ditanyakan" in banner_facts(summary(), "", "")
    asked = summary(allergy_status=AllergyStatus.NONE, village_name="Lanto")
    assert banner_facts(asked, "hamil 24 minggu", "pusing") == (
        "hamil 24 minggu",
        "keluhan: pusing",
        "KK La Ode Hasan",
        "Lanto",
    )


@pytest.mark.parametrize(
    ("maternal", "pregnant", "text"),
    [
        ("hamil 24 minggu", False, "hamil 24 minggu G3P2A0"),
        ("nifas hari ke-5", False, "nifas hari ke-5 G3P2A0"),
        ("", True, "hamil G3P2A0"),
        ("", False, ""),
    ],
)
def test_a_woman_s_state_is_said_with_her_earlier_births(maternal: str, pregnant: bool, text: str) -> None:
    counts = [Measured(code=code, day=TODAY, number=n) for code, n in ((GRAVIDA, 3.0), (PARA, 2.0), (ABORTUS, 0.0))]
    assert pregnancy_text(counts, maternal=maternal, pregnant=pregnant) == text
    assert pregnancy_text(counts[:2], maternal=maternal, pregnant=pregnant) == text.removesuffix(" G3P2A0")


def listing(form_id: str, title: str) -> FormListing:
    return FormListing(form_id=form_id, title=title, version="1", cluster=0, source="")


LISTINGS = (
    listing(ADULT_NCD, "Skrining faktor risiko PTM"),
    listing(TUBERCULOSIS, "Skrining TBC"),
    listing("anc", "Kunjungan antenatal (ANC)"),
)


def test_due_forms_are_numbered_from_the_most_urgent() -> None:
    due = (
        DueForm(form_id=TUBERCULOSIS, reason="batuk"),
        DueForm(form_id="tidak_di_sini", reason="tahun ini"),
        DueForm(form_id=ADULT_NCD, reason="tahun ini"),
    )
    assert [(line.number, line.form_id, line.reason) for line in due_lines(due, LISTINGS)] == [
        (1, TUBERCULOSIS, "batuk"),
        (2, ADULT_NCD, "tahun ini"),
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("skri tb", [TUBERCULOSIS]),
        ("ANC", ["anc"]),
        ("Kunjungan antenatal (ANC)", ["anc"]),
        ("", [ADULT_NCD, TUBERCULOSIS, "anc"]),
        ("xyz", []),
    ],
)
def test_other_forms_are_found_by_the_beginnings_of_words(typed: str, found: list[str]) -> None:
    assert [one.form_id for one in matching_forms(LISTINGS, typed)] == found


def test_at_a_glance_a_high_pressure_is_called_high_and_not_a_disease() -> None:
    values = [
        Measured(code=SYSTOLIC, day=TODAY, number=142),
        Measured(code=DIASTOLIC, day=TODAY, number=88),
        Measured(code=WEIGHT, day=TODAY - timedelta(days=30), number=54),
        Measured(code=WEIGHT, day=TODAY, number=55.5),
    ]
    courses = glance(summary(), values).courses
    assert [(one.name, one.last) for one in courses] == [
        ("TD", "142/88 mmHg, tinggi"),
        ("BB", "55,5 kg · 23 Nov 2026"),
    ]
    assert courses[1].values == (54, 55.5)


def full_command() -> ConsultationCommand:
    return ConsultationCommand(
        visit_id=VisitId("v"),
        queue_entry_id=QueueEntryId("e"),
        cluster=Cluster.ADULT_AND_ELDERLY,
        vital_signs=VitalSignsTyped(systolic=150, diastolic=95, temperature=36.5),
        anamnesis="pusing",
        examination="baik",
        diagnoses=(
            DiagnosisChoice(code="I10", name="Hipertensi", case_kind=CaseKind.OLD),
            DiagnosisChoice(code="E11.9", name="DM tipe 2"),
        ),
        therapy="Amlodipin",
        advice="kurangi garam",
        laboratory="GDS",
        service_kinds=(ServiceKind.CURATIVE, ServiceKind.PROMOTIVE),
        next_steps=(NextStep.OTHER_CLUSTER,),
        next_cluster=Cluster.DENTAL,
        handover_note="mohon",
        return_date=date(2026, 12, 1),
    )


def test_a_consultation_survives_as_a_draft() -> None:
    assert command_from_json(command_as_json(full_command()), new_command(waiting())) == replace(
        full_command(), cluster=Cluster.MOTHER_AND_CHILD
    )


def test_a_draft_goes_over_the_saved_record_and_keeps_its_id() -> None:
    saved = replace(new_command(waiting()), consultation_id=ConsultationId("c"))
    assert command_from_json(command_as_json(full_command()), saved).consultation_id == "c"


def test_a_certificate_survives_as_a_draft() -> None:
    fresh = CertificateCommand(visit_id=VisitId("v"), consultation_id=None, purpose="", finding="")
    typed = replace(fresh, purpose="kerja", finding="sehat", note="x", valid_until=TODAY)
    assert certificate_from_json(certificate_as_json(typed), fresh) == typed


def test_a_referral_starts_from_the_consultation_and_survives_as_a_draft() -> None:
    fresh = new_referral(full_command(), None, TODAY)
    assert (fresh.diagnosis_codes, fresh.treatment_given, fresh.findings) == (("I10", "E11.9"), "Amlodipin", "baik")
    typed = replace(fresh, destination="RSUD", tacc=Tacc.AGE, tacc_reason=">= 55 Tahun", care_kind="IGD")
    assert referral_from_json(referral_as_json(typed), fresh) == typed


def test_a_draft_of_yesterday_plans_for_today_at_the_earliest() -> None:
    yesterday = new_referral(full_command(), None, TODAY - timedelta(days=1))
    fresh = new_referral(full_command(), None, TODAY)
    assert referral_from_json(referral_as_json(yesterday), fresh).planned_date == TODAY


def diagnosis(code: str, *, settled: bool) -> Diagnosis:
    return Diagnosis(code=code, name=code, english="", everyday_words=(), is_primary_care=settled, is_chronic=False)


def test_only_the_main_diagnosis_decides_about_tacc() -> None:
    assert needs_tacc((diagnosis("I10", settled=True), diagnosis("I21", settled=False)))
    assert not needs_tacc((diagnosis("I21", settled=False), diagnosis("I10", settled=True)))
    assert not needs_tacc(())


def test_reasons_for_tacc_fit_the_person() -> None:
    diagnoses = (diagnosis("I10", settled=True), diagnosis("E11.9", settled=True))
    assert offered_reasons(Tacc.AGE, diagnoses, date(1960, 1, 1), TODAY) == (">= 55 Tahun",)
    assert offered_reasons(Tacc.COMPLICATION, diagnoses, None, TODAY) == ("E11.9 - E11.9",)
    assert len(offered_reasons(Tacc.TIME, diagnoses, None, TODAY)) == 3
    assert offered_reasons(Tacc.NONE, diagnoses, None, TODAY) == ()


def test_what_is_confidential_about_the_mother_is_not_shown_with_the_child() -> None:
    flags = tuple(
        Flag(id=FlagId(code), patient_id=PatientId("ibu"), code=code, text=code, since=TODAY)
        for code in ("kek", "needs_ppia", "kek")
    )
    assert glance(replace(summary(), from_birth=flags), ()).from_birth == ("kek",)
