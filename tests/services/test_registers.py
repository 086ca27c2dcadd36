"""The registers: what was registered stands in the table, on paper and in the workbook."""

import io
from datetime import date, timedelta

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from ilp_desktop.domain.patient import Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.register_gap import GapKind
from ilp_desktop.domain.register_period import RegisterPeriod
from ilp_desktop.domain.tacc import Tacc
from ilp_desktop.domain.visit import Cluster, NextStep, VisitPurpose
from ilp_desktop.domain.vital_signs import VitalSignsTyped
from ilp_desktop.services.people import register_person
from ilp_desktop.services.referrals import ReferralCommand, issue_referral
from ilp_desktop.services.registers import (
    Register,
    list_registers,
    missing_things,
    register_pdf,
    register_table,
    register_xlsx,
)
from ilp_desktop.services.rooms import ConsultationCommand, DiagnosisChoice, save_consultation
from ilp_desktop.services.visits import RegisteredVisit, VisitCommand, register_visit
from ilp_desktop.services.workplace import Workplace
from tests.services.conftest import LANGKOMU, LANTO


@pytest.fixture
def visits(workplace: Workplace) -> tuple[RegisteredVisit, RegisteredVisit]:
    first = PersonEntry(
        name="=CMD|' /C calc'!A0",
        sex=Sex.FEMALE,
        birth_date=date(1992, 5, 14),
        village_code=LANTO,
        village_name="Lanto",
        nik="7414035405920001",
    )
    second = PersonEntry(
        name="<b>La</b> Sardin & anak", sex=Sex.MALE, birth_date=date(1980, 3, 9), village_code=LANGKOMU
    )
    registered = []
    for entry in (first, second):
        patient = register_person(workplace, entry).value
        command = VisitCommand(patient_id=patient.id, purpose=VisitPurpose.SICK, payer=Payer.JKN_PBI_STATE)
        registered.append(register_visit(workplace, command).value)
    return registered[0], registered[1]


def today(workplace: Workplace) -> RegisterPeriod:
    return RegisterPeriod(first=workplace.today, last=workplace.today)


def see(workplace: Workplace, registered: RegisteredVisit) -> None:
    """Klaster 3 sees the person: hypertension, home."""
    assert registered.entry is not None
    save_consultation(
        workplace,
        ConsultationCommand(
            visit_id=registered.visit.id,
            queue_entry_id=registered.entry.id,
            cluster=Cluster.ADULT_AND_ELDERLY,
            vital_signs=VitalSignsTyped(systolic=150, diastolic=95),
            diagnoses=(DiagnosisChoice(code="I10", name="Hipertensi esensial"),),
            next_steps=(NextStep.HOME,),
            completed=True,
        ),
    )


def test_every_register_is_listed_by_title() -> None:
    assert [listing.title for listing in list_registers()] == sorted(listing.title for listing in list_registers())
    assert {listing.register for listing in list_registers()} == set(Register)


def test_the_screen_shows_the_rows_of_the_period(
    workplace: Workplace, visits: tuple[RegisteredVisit, RegisteredVisit]
) -> None:
    table = register_table(workplace, Register.VISITS, today(workplace))
    assert len(table.rows) == 2
    assert "01-00001-00" in table.rows[0]
    yesterday = workplace.today - timedelta(days=1)
    assert register_table(workplace, Register.VISITS, RegisterPeriod(first=yesterday, last=yesterday)).rows == ()
    lanto = RegisterPeriod(first=workplace.today, last=workplace.today, villages=(LANTO,))
    assert len(register_table(workplace, Register.VISITS, lanto).rows) == 1
    other = RegisterPeriod(first=workplace.today, last=workplace.today, clusters=(Cluster.MOTHER_AND_CHILD,))
    assert register_table(workplace, Register.VISITS, other).rows == ()


@pytest.mark.parametrize(("paper", "width"), [("A4", 842), ("F4", 935)])
def test_the_paper_holds_the_same_rows_and_markup_is_only_text(
    workplace: Workplace, visits: tuple[RegisteredVisit, RegisteredVisit], paper: str, width: int
) -> None:
    pdf = PdfReader(io.BytesIO(register_pdf(workplace, Register.VISITS, today(workplace), paper)))
    text = "".join(pdf.pages[0].extract_text().split())
    assert "<b>La</b>" in text
    assert "UPTDPUSKESMASMAWASANGKATENGAH" in text
    assert round(float(pdf.pages[0].mediabox.width)) == pytest.approx(width, abs=2)


def test_the_workbook_holds_text_never_a_formula(
    workplace: Workplace, visits: tuple[RegisteredVisit, RegisteredVisit]
) -> None:
    content = register_xlsx(workplace, Register.VISITS, today(workplace), "F4")
    cells = [
        cell
        for row in CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        for cell in row
    ]
    assert "=CMD|' /C calc'!A0" in cells
    assert "7414035405920001" in cells


def test_the_room_register_shows_diagnosis_and_case(
    workplace: Workplace, visits: tuple[RegisteredVisit, RegisteredVisit]
) -> None:
    see(workplace, visits[0])
    (row,) = register_table(workplace, Register.OUTPATIENTS, today(workplace)).rows
    assert "150/95" in row
    assert "I10" in row


def test_the_pharmacy_adds_no_line_of_its_own(
    workplace: Workplace, visits: tuple[RegisteredVisit, RegisteredVisit]
) -> None:
    see(workplace, visits[0])
    given = ConsultationCommand(
        visit_id=visits[0].visit.id,
        queue_entry_id=None,
        cluster=Cluster.PHARMACY,
        vital_signs=VitalSignsTyped(),
        therapy="amlodipin 5 mg, 30 tablet",
        next_steps=(NextStep.HOME,),
        completed=True,
    )
    save_consultation(workplace, given)
    assert len(register_table(workplace, Register.OUTPATIENTS, today(workplace)).rows) == 1
    pharmacy = RegisterPeriod(first=workplace.today, last=workplace.today, clusters=(Cluster.PHARMACY,))
    assert len(register_table(workplace, Register.OUTPATIENTS, pharmacy).rows) == 1


def test_what_is_missing_is_listed_before_printing(
    workplace: Workplace, visits: tuple[RegisteredVisit, RegisteredVisit]
) -> None:
    see(workplace, visits[0])
    gaps = missing_things(workplace, today(workplace))
    assert [(gap.kind, gap.visit_id) for gap in gaps] == [(GapKind.NOT_SEEN, visits[1].visit.id)]


def test_a_referral_is_numbered_and_stands_in_its_register(
    workplace: Workplace, visits: tuple[RegisteredVisit, RegisteredVisit]
) -> None:
    see(workplace, visits[0])
    command = ReferralCommand(
        visit_id=visits[0].visit.id,
        consultation_id=None,
        destination="RSUD Buton Tengah",
        polyclinic="Penyakit Dalam",
        diagnosis_codes=("I10",),
        reason="TD tidak terkendali",
        planned_date=workplace.today,
        tacc=Tacc.TIME,
        tacc_reason=">= 7 Hari",
    )
    referral = issue_referral(workplace, command).value
    assert referral.letter_number == "400.7/0001/PKM/XI/2026"
    assert referral.valid_until == workplace.today + timedelta(days=90)
    assert referral.external_number == "menunggu"
    (row,) = register_table(workplace, Register.REFERRALS, today(workplace)).rows
    assert "RSUD Buton Tengah" in row
