"""The words of the immunisation page, without Qt.

UI1  Each state has a word and a mood; the windows and dates read as the chart.
UI2  Which rows stand at which age.
UI3  What was given, and what does not count, with the record to mend.
UI4  A woman's Td: given, stated by a form, too early, possible.
UI5  Plan, coverage, banner, and who is next.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.immunization_record import ImmunizationSource
from ilp_desktop.domain.patient import Patient, Sex
from ilp_desktop.services.immunisation_table import immunisation_table
from ilp_desktop.services.immunisations import (
    DoseCommand,
    NotGivenCommand,
    ReactionCommand,
    record_immunization,
    record_not_given,
    record_reaction,
)
from ilp_desktop.services.workplace import Workplace
from tests.services.test_immunisations import FOUR_MONTHS, TODAY, child
from ui.screens.immunisation.candidates import Candidate, next_waiting
from ui.screens.immunisation.dose_line import DoseLine, Mood
from ui.screens.immunisation.state import (
    age_text,
    birth_text,
    coverage_lines,
    dose_lines,
    due_now,
    due_text,
    first_line,
    plan_lines,
    reaction_text,
)


def card(workplace: Workplace, patient: Patient, slot: str, day: date, **facts: object) -> None:
    command = DoseCommand(patient_id=patient.id, slot=slot, day=day, source=ImmunizationSource.CARD)
    record_immunization(workplace, replace(command, **facts))  # type: ignore[arg-type]


def lines(workplace: Workplace, patient: Patient) -> dict[str, DoseLine]:
    return {line.slot: line for line in dose_lines(immunisation_table(workplace, patient.id))}


def test_states_in_words(workplace: Workplace) -> None:
    """UI1"""
    patient = child(workplace)
    card(workplace, patient, "HB0", FOUR_MONTHS)
    card(workplace, patient, "OPV1", date(2026, 10, 1))
    card(workplace, patient, "PCV1", date(2026, 8, 1))
    refused = NotGivenCommand(patient_id=patient.id, slot="IPV1", day=TODAY, reason="refused")
    record_not_given(workplace, refused)
    record_not_given(workplace, replace(refused, slot="RV1", reason="allergy"))
    found = lines(workplace, patient)
    words = {slot: (line.state, line.mood, line.when) for slot, line in found.items()}
    assert words["HB0"] == ("Diberikan", Mood.DONE, "sejak lahir")
    assert words["BCG"] == ("Terlambat", Mood.LATE, "sampai 22 Jul 2027")
    assert words["OPV1"] == ("Diberikan (terlambat)", Mood.DONE, "sejak lahir")
    assert words["OPV2"] == ("Terlambat", Mood.LATE, "sampai 22 Jul 2031")
    assert words["OPV3"] == ("Menunggu", Mood.QUIET, "mulai 21 Des 2026")
    assert words["PCV1"] == ("Terlambat", Mood.LATE, "sampai 22 Jul 2031")
    assert words["RV1"][:2] == ("Kontraindikasi", Mood.STOPPED)
    assert words["IPV1"][:2] == ("Ditolak", Mood.LATE)
    assert words["MR1"] == ("Belum waktunya", Mood.QUIET, "mulai 23 Apr 2027")
    assert found["IPV1"].detail == "Menolak, 23 Nov 2026"
    assert found["PCV1"].detail == "1 Agu 2026 terlalu dini, tidak dihitung"
    assert found["PCV1"].doubtful is not None
    assert found["PCV1"].doubtful == found["PCV1"].record
    assert "Dapat diberikan hari ini" in found["BCG"].explanation
    assert "Sumber: KMK 35/2025" in found["BCG"].explanation


def test_what_is_over(workplace: Workplace) -> None:
    """UI1"""
    found = lines(workplace, child(workplace, TODAY - timedelta(days=400)))
    assert (found["BCG"].state, found["BCG"].mood) == ("Tidak boleh lagi", Mood.OVER)
    assert not found["BCG"].may_give
    assert lines(workplace, child(workplace, TODAY - timedelta(days=10), name="La Baru"))["HB0"].state == "Lewat waktu"


@pytest.mark.parametrize(
    ("born", "sex", "first", "count"),
    [
        (FOUR_MONTHS, Sex.FEMALE, "HB0", 20),
        (date(2019, 1, 1), Sex.MALE, "MR_BIAS", 4),
        (date(2019, 1, 1), Sex.FEMALE, "MR_BIAS", 5),
        (date(2011, 11, 24), Sex.FEMALE, "MR_BIAS", 4),
        (date(2011, 11, 23), Sex.FEMALE, "T1", 9),
        (date(2000, 1, 1), Sex.FEMALE, "T1", 5),
        (date(2000, 1, 1), Sex.MALE, "", 0),
    ],
)
def test_rows_by_age(workplace: Workplace, born: date, sex: Sex, first: str, count: int) -> None:
    """UI2"""
    found = lines(workplace, child(workplace, born, sex))
    assert (next(iter(found), ""), len(found)) == (first, count)


def test_what_was_given_and_with_what(workplace: Workplace) -> None:
    """UI3"""
    patient = child(workplace)
    own = DoseCommand(patient_id=patient.id, slot="DPT1", day=TODAY, product="HEXA", batch="H1")
    dose = record_immunization(workplace, own).value
    record_reaction(workplace, ReactionCommand(immunization_id=dose.id, reactions=("seizure",), day=TODAY))
    assert reaction_text(immunisation_table(workplace, patient.id)) == "KIPI serius 23 Nov 2026: Kejang"
    card(workplace, patient, "BCG", date(2026, 8, 1), source=ImmunizationSource.MOVED_IN, place="Puskesmas Lombe")
    found = lines(workplace, patient)
    assert found["DPT1"].detail == (
        "DPT-HB-Hib-IPV (heksavalen) · batch H1 · paha kiri · Puskesmas Mawasangka Tengah · KIPI serius: Kejang"
    )
    assert found["BCG"].detail == "Puskesmas Lombe · pindahan"
    assert (found["IPV1"].state, found["IPV1"].given) == ("Dari heksavalen", "23 Nov 2026")
    record_not_given(workplace, NotGivenCommand(patient_id=patient.id, slot="OPV1", day=TODAY, reason="elsewhere"))
    told = lines(workplace, patient)["OPV1"]
    assert (told.state, told.given) == ("Di tempat lain", "tanggal tidak diketahui")


def test_a_dose_recorded_as_another_one_says_so(workplace: Workplace) -> None:
    """UI3"""
    patient = child(workplace)
    card(workplace, patient, "OPV2", date(2026, 10, 1))
    assert (
        "Tercatat sebagai Polio tetes 2, dihitung sebagai Polio tetes 1."
        in lines(workplace, patient)["OPV1"].explanation
    )


def test_td_rows_of_a_woman(workplace: Workplace) -> None:
    """UI4"""
    woman = child(workplace, date(2000, 1, 1), name="Wa Sitti")
    table = immunisation_table(workplace, woman.id)
    assert (due_text(table, dose_lines(table)), plan_lines(table)[0].day) == ("status T0", "Hari ini")
    card(workplace, woman, "T1", TODAY - timedelta(days=10))
    card(workplace, woman, "T2", TODAY - timedelta(days=1))
    found = lines(workplace, woman)
    assert (found["T1"].state, found["T2"].state, found["T3"].state) == ("Diberikan", "Belum waktunya", "Menunggu")
    assert found["T2"].detail == "22 Nov 2026 terlalu dini, tidak dihitung"
    assert found["T2"].doubtful is not None
    assert found["T2"].when == "mulai 11 Des 2026"
    table = immunisation_table(workplace, woman.id)
    assert (plan_lines(table)[0].day, plan_lines(table)[0].doses) == ("11 Des 2026", "Td T2")
    assert coverage_lines(table) == ()


def test_a_woman_with_all_her_doses(workplace: Workplace) -> None:
    """UI4"""
    woman = child(workplace, date(2000, 1, 1), name="Wa Sitti")
    for level in range(1, 6):
        card(workplace, woman, f"T{level}", date(2017 + level, 1, level))
    found = lines(workplace, woman)
    assert (found["T5"].state, found["T5"].when) == ("Sudah lengkap", "s.d. 5 Jan 2047")
    assert due_text(immunisation_table(workplace, woman.id), tuple(found.values())) == "status T5"


def test_where_the_cursor_begins_and_what_is_due(workplace: Workplace) -> None:
    """UI5"""
    patient = child(workplace)
    card(workplace, patient, "BCG", date(2026, 8, 1))
    table = immunisation_table(workplace, patient.id)
    found = dose_lines(table)
    assert found[first_line(found)].slot == "OPV1"
    assert [line.slot for line in due_now(found)] == ["OPV1", "DPT1", "PCV1", "RV1", "IPV1"]
    assert due_text(table, found) == "5 dosis jatuh tempo"
    assert (plan_lines(table)[0].day, plan_lines(table)[0].doses) == ("Hari ini", "OPV1, DPT1, PCV1, RV1, IPV1")
    assert first_line(()) == 0
    assert reaction_text(table) == ""


def test_coverage_in_words(workplace: Workplace) -> None:
    """UI5"""
    patient = child(workplace, date(2025, 1, 10))
    titles = {line.title: line.text for line in coverage_lines(immunisation_table(workplace, patient.id))}
    assert titles["IBL"] == "kurang DPT4, MR2"
    assert titles["Zero dose"] == "belum DPT-HB-Hib 1"
    card(workplace, patient, "DPT1", date(2025, 4, 1))
    titles = {line.title: line.text for line in coverage_lines(immunisation_table(workplace, patient.id))}
    assert titles["Putus (DO)"] == "DPT1 ke DPT3, DPT1 ke MR1"
    assert "Zero dose" not in titles


def test_age_and_birth_in_words(workplace: Workplace) -> None:
    """UI5"""
    patient = child(workplace)
    assert (age_text(patient, TODAY), birth_text(patient)) == ("4 bl", "lahir 23 Jul 2026")
    guessed = replace(patient, birth_date_estimated=True)
    assert (age_text(guessed, TODAY), birth_text(guessed)) == ("± 4 bl", "lahir 23 Jul 2026 (perkiraan)")
    unknown = replace(patient, birth_date=None)
    assert (age_text(unknown, TODAY), birth_text(unknown)) == ("umur tidak diketahui", "")


@pytest.mark.parametrize(
    ("at_hand", "expected"),
    [(None, "a"), ("a", "b"), ("b", "c"), ("c", None), ("elsewhere", "a")],
)
def test_who_is_next(at_hand: str | None, expected: str | None) -> None:
    """UI5"""
    people = [Candidate(patient_id=PatientId(one), title=one, detail="") for one in "abc"]
    found = next_waiting(people, PatientId(at_hand) if at_hand else None)
    assert (found.patient_id if found else None) == expected
