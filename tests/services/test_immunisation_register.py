"""The register imunisasi: one line a child, the days of the doses that count, and who is missing.

IR1  Children below two years are listed, also without a dose; older ones when they got a dose in the period.
IR2  A cell holds the day of a dose that counts; HB0 by the day after birth; what does not count stands in the remarks.
IR3  IDL and IBL stand with their day; the register is filtered by village and comes on paper and as workbook.
IR4  Pupils stand with the doses of BIAS and why one was not given, women with T1 to T5, adverse events with the vial.
"""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from ilp_desktop.domain.immunization_record import ImmunizationSource
from ilp_desktop.domain.patient import Patient, PatientStatus, Sex
from ilp_desktop.domain.register_period import RegisterPeriod
from ilp_desktop.domain.register_rows import ImmunisationRegisterRow
from ilp_desktop.domain.routing import Question
from ilp_desktop.services.immunisation_register import (
    immunisation_register,
    reaction_register,
    school_register,
    tetanus_register,
)
from ilp_desktop.services.immunisations import (
    DoseCommand,
    ReactionCommand,
    record_immunization,
    record_not_given,
    record_reaction,
    void_immunization,
)
from ilp_desktop.services.registers import Register, register_pdf, register_table, register_xlsx
from ilp_desktop.services.workplace import Workplace
from tests.services.conftest import LANGKOMU, LANTO
from tests.services.test_immunisations import child, command, from_card, not_given
from tests.services.test_responses import visit_of

NOVEMBER = RegisterPeriod(first=date(2026, 11, 1), last=date(2026, 11, 30))
IN_TIME = {
    "HB0": date(2025, 1, 10),
    "BCG": date(2025, 1, 20),
    "OPV1": date(2025, 1, 20),
    "DPT1": date(2025, 3, 10),
    "OPV2": date(2025, 3, 10),
    "DPT2": date(2025, 4, 10),
    "OPV3": date(2025, 4, 10),
    "DPT3": date(2025, 5, 10),
    "OPV4": date(2025, 5, 10),
    "IPV1": date(2025, 5, 10),
    "MR1": date(2025, 10, 10),
    "DPT4": date(2026, 7, 10),
    "MR2": date(2026, 7, 10),
}


def rows(workplace: Workplace, period: RegisterPeriod = NOVEMBER) -> dict[str, ImmunisationRegisterRow]:
    with workplace.database.read() as connection:
        return {row.medical_record_number: row for row in immunisation_register(workplace, connection, period)}


def row_of(workplace: Workplace, patient: Patient, period: RegisterPeriod = NOVEMBER) -> ImmunisationRegisterRow:
    return rows(workplace, period)[patient.medical_record_number]


@pytest.mark.parametrize(
    ("born", "listed"),
    [
        (date(2024, 11, 1), False),
        (date(2024, 11, 2), True),
        (date(2026, 11, 23), True),
    ],
)
def test_children_below_two_years_are_listed_also_without_a_dose(
    workplace: Workplace, born: date, listed: bool
) -> None:
    """IR1"""
    patient = child(workplace, born)
    assert (patient.medical_record_number in rows(workplace)) is listed


def test_who_is_older_is_listed_with_a_dose_of_the_period(workplace: Workplace) -> None:
    """IR1"""
    patient = child(workplace, date(2023, 5, 1))
    dose = record_immunization(workplace, command(patient, "MR1")).value
    assert row_of(workplace, patient).mr1 == date(2026, 11, 23)
    october = RegisterPeriod(first=date(2026, 10, 1), last=date(2026, 10, 31))
    assert rows(workplace, october) == {}
    void_immunization(workplace, dose.id, "anak lain")
    assert rows(workplace) == {}


def test_pupils_and_women_are_not_in_this_register(workplace: Workplace) -> None:
    """IR1"""
    woman = child(workplace, date(2000, 1, 1), name="Wa Sitti")
    record_immunization(workplace, command(woman, "T1"))
    assert rows(workplace) == {}


def test_the_dead_are_listed_up_to_their_death(workplace: Workplace) -> None:
    """IR1"""
    patient = child(workplace, date(2026, 5, 1))
    with workplace.change("test") as transaction:
        transaction.change(patient, status=PatientStatus.DECEASED, deceased_date=date(2026, 10, 31))
    assert rows(workplace) == {}
    assert rows(workplace, replace(NOVEMBER, first=date(2026, 10, 31))) != {}


@pytest.mark.parametrize(
    ("after", "first_day", "later", "note"),
    [(0, True, False, ""), (1, False, True, ""), (7, False, True, ""), (8, False, False, "HB0 28 Jul 2026")],
)
def test_hb0_by_the_day_after_birth(workplace: Workplace, after: int, first_day: bool, later: bool, note: str) -> None:
    """IR2"""
    patient = child(workplace, date(2026, 7, 20))
    record_immunization(workplace, from_card(patient, "HB0", date(2026, 7, 20) + timedelta(days=after)))
    row = row_of(workplace, patient)
    assert (row.hb0_first_day is not None, row.hb0_later is not None, row.note) == (first_day, later, note)


def test_what_does_not_count_stands_in_the_remarks(workplace: Workplace) -> None:
    """IR2"""
    patient = child(workplace, date(2025, 9, 1))
    record_immunization(workplace, from_card(patient, "DPT1", date(2025, 10, 1)))
    record_not_given(workplace, not_given(patient, "PCV1", "refused"))
    record_not_given(workplace, not_given(patient, "OPV1", "elsewhere"))
    row = row_of(workplace, patient)
    assert (row.dpt1, row.opv1) == (None, None)
    assert row.note == (
        "DPT1 1 Okt 2025 tidak dihitung; PCV1 ditolak; OPV1 di tempat lain, tanggal tidak diketahui; zero dose"
    )


def test_idl_and_ibl_stand_with_their_day(workplace: Workplace) -> None:
    """IR3"""
    patient = child(workplace, date(2025, 1, 10))
    for slot, day in IN_TIME.items():
        record_immunization(workplace, from_card(patient, slot, day))
    row = row_of(workplace, patient)
    assert (row.basic_on, row.booster_on, row.mr1, row.note) == (
        date(2025, 10, 10),
        date(2026, 7, 10),
        date(2025, 10, 10),
        "",
    )
    june = row_of(workplace, patient, RegisterPeriod(first=date(2026, 6, 1), last=date(2026, 6, 30)))
    assert (june.dpt4, june.booster_on) == (None, None)


def test_the_register_on_screen_paper_and_in_a_workbook(workplace: Workplace) -> None:
    """IR3"""
    patient = child(workplace)
    record_immunization(workplace, command(patient, "DPT1"))
    table = register_table(workplace, Register.IMMUNISATION, NOVEMBER)
    (line,) = table.rows
    assert "23-11-2026" in line
    assert register_table(workplace, Register.IMMUNISATION, replace(NOVEMBER, villages=(LANTO,))).rows == table.rows
    assert register_table(workplace, Register.IMMUNISATION, replace(NOVEMBER, villages=(LANGKOMU,))).rows == ()
    pages = PdfReader(io.BytesIO(register_pdf(workplace, Register.IMMUNISATION, NOVEMBER, "F4"))).pages
    assert "REGISTER IMUNISASI" in pages[0].extract_text()
    assert register_xlsx(workplace, Register.IMMUNISATION, NOVEMBER, "F4")


def test_pupils_of_the_month(workplace: Workplace) -> None:
    """IR4"""
    pupil, other = child(workplace, date(2019, 3, 1)), child(workplace, date(2018, 3, 1), name="La Baru")
    record_immunization(workplace, command(pupil, "DT1"))
    record_not_given(workplace, not_given(pupil, "MR_BIAS", "sick"))
    record_not_given(workplace, not_given(other, "TD2", "refused"))
    record_not_given(workplace, not_given(other, "MR_BIAS", "out_of_stock"))
    child(workplace, date(2017, 1, 1), name="Wa Tidak Ada")
    child(workplace, date(2019, 7, 1), name="La Belum", sex=Sex.MALE)
    child(workplace, date(2015, 12, 31), name="Wa Kelas Lima")
    with workplace.database.read() as connection:
        found = {row.name: row for row in school_register(workplace, connection, NOVEMBER)}
    assert set(found) == {"Wa Ina", "La Baru", "La Belum", "Wa Kelas Lima"}
    assert {row.name: (row.grade, row.due) for row in found.values()} == {
        "Wa Ina": (1, "MR"),
        "La Baru": (2, "MR, Td"),
        "La Belum": (1, "MR, DT"),
        "Wa Kelas Lima": (5, "MR, Td, HPV"),
    }
    with workplace.database.read() as connection:
        june = RegisterPeriod(first=date(2027, 6, 1), last=date(2027, 6, 30))
        july = RegisterPeriod(first=date(2027, 7, 1), last=date(2027, 7, 31))
        assert {row.grade for row in school_register(workplace, connection, june)} == {1, 2, 5}
        assert "Wa Tidak Ada" not in {row.name for row in school_register(workplace, connection, june)}
        assert {row.name: row.grade for row in school_register(workplace, connection, july)} == {
            "La Belum": 2,
            "Wa Ina": 2,
        }
    assert (found["Wa Ina"].dt, found["Wa Ina"].mr) == (date(2026, 11, 23), None)
    assert (found["Wa Ina"].sick, found["Wa Ina"].refused) == ("MR BIAS Sakit", "")
    assert (found["La Baru"].refused, found["La Baru"].postponed) == ("TD2 Menolak", "MR BIAS Vaksin kosong")


def test_women_with_td_of_the_month(workplace: Workplace) -> None:
    """IR4"""
    visit = visit_of(workplace, Question.PREGNANT, sex=Sex.FEMALE, born=date(2000, 3, 9))
    for slot, day in (("T1", date(2024, 1, 1)), ("T2", date(2024, 3, 1))):
        card = DoseCommand(patient_id=visit.patient_id, slot=slot, day=day, source=ImmunizationSource.CARD)
        record_immunization(workplace, card)
    typed = DoseCommand(patient_id=visit.patient_id, slot="T3", day=date(2026, 11, 23), visit_id=visit.id, batch="TD9")
    record_immunization(workplace, typed)
    with workplace.database.read() as connection:
        (row,) = tetanus_register(workplace, connection, NOVEMBER)
        earlier = RegisterPeriod(first=date(2024, 3, 1), last=date(2024, 3, 31))
        (then,) = tetanus_register(workplace, connection, earlier)
    assert (row.status, row.pregnant, row.batch) == ("T3", True, "TD9")
    assert (row.t1, row.t2, row.t3, row.t4) == (date(2024, 1, 1), date(2024, 3, 1), date(2026, 11, 23), None)
    assert (then.status, then.t2, then.t3, then.pregnant) == ("T2", date(2024, 3, 1), None, False)


def test_adverse_events_of_the_month(workplace: Workplace) -> None:
    """IR4"""
    patient, calm = child(workplace), child(workplace, name="La Baru")
    dose = record_immunization(workplace, command(patient, "DPT1", batch="P7")).value
    quiet = record_immunization(workplace, command(calm, "DPT1")).value
    today = date(2026, 11, 23)
    event = ReactionCommand(immunization_id=dose.id, reactions=("fever", "seizure"), day=today, note="dirujuk")
    record_reaction(workplace, event)
    record_reaction(workplace, ReactionCommand(immunization_id=quiet.id, reactions=("none",), day=today))
    with workplace.database.read() as connection:
        (row,) = reaction_register(workplace, connection, NOVEMBER)
        assert list(reaction_register(workplace, connection, replace(NOVEMBER, last=date(2026, 11, 22)))) == []
    assert (row.name, row.vaccine, row.batch, row.symptoms, row.serious, row.follow_up) == (
        "Wa Ina",
        "DPT-HB-Hib (pentavalen)",
        "P7",
        "Demam, Kejang",
        True,
        "dirujuk",
    )


@pytest.mark.parametrize("register", [Register.SCHOOL_IMMUNISATION, Register.TETANUS, Register.REACTIONS])
def test_the_other_registers_come_on_paper(workplace: Workplace, register: Register) -> None:
    """IR4"""
    patient = child(workplace, date(2012, 1, 1))
    for slot in ("HPV1", "T1"):
        dose = record_immunization(workplace, command(patient, slot, override_reason="kejar")).value
    event = ReactionCommand(immunization_id=dose.id, reactions=("fever",), day=date(2026, 11, 23))
    record_reaction(workplace, event)
    assert len(register_table(workplace, register, NOVEMBER).rows) == 1
    assert "Wa Ina" in PdfReader(io.BytesIO(register_pdf(workplace, register, NOVEMBER, "A4"))).pages[0].extract_text()
