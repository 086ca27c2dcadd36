"""The ICD-10 file against WHO's list, the list of 144, and what people in a puskesmas type."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.diagnosis import tidy_code
from ilp_desktop.domain.problem import Rejected
from ilp_desktop.storage import icd10
from ilp_desktop.storage.icd10 import diagnosis, search_diagnoses
from installer.reference.make_icd10 import diagnosis_text, table

CODES = icd10._shelf().codes
EVERYDAY = {
    "darah tinggi": "I10",
    "tensi tinggi": "I10",
    "hypertensi": "I10",
    "hipretensi": "I10",
    "mencret": "A09",
    "diare": "A09",
    "muntaber": "A09",
    "batuk pilek": "J06.9",
    "ISPA": "J06.9",
    "pilek": "J00",
    "batuk": "R05",
    "flu": "J11",
    "kencing manis": "E11",
    "gula darah": "E11",
    "demam berdarah": "A91",
    "DBD": "A91",
    "panas": "R50.9",
    "demam": "R50.9",
    "gatal": "L29.9",
    "kudis": "B86",
    "panu": "B36.0",
    "kurap": "B35.4",
    "kutu air": "B35.3",
    "biduran": "L50.9",
    "bisul": "L02.9",
    "cacar air": "B01",
    "cacar ular": "B02",
    "tampek": "B05",
    "gondongan": "B26.9",
    "maag": "K29.7",
    "asam lambung": "K21.9",
    "sakit perut": "R10.4",
    "sembelit": "K59.0",
    "wasir": "K64.0",
    "encok": "M79.0",
    "pegal linu": "M79.1",
    "sakit pinggang": "M54.5",
    "keseleo": "S93.4",
    "patah tulang": "T14.2",
    "luka robek": "T14.1",
    "luka bakar": "T30.2",
    "sakit kuning": "R17",
    "masuk angin": "R53",
    "pusing": "R42",
    "sakit kepala": "R51",
    "migrain": "G43.9",
    "vertigo": "H81.1",
    "ayan": "G40.9",
    "step": "R56.0",
    "sakit gigi": "K04.0",
    "gigi berlubang": "K02.9",
    "sariawan": "K12.0",
    "amandel": "J03.9",
    "sesak napas": "R06.0",
    "bengek": "J45.9",
    "paru-paru basah": "J18.9",
    "TBC": "A15.0",
    "tipes": "A01.0",
    "malaria": "B54",
    "kaki gajah": "B74.9",
    "kusta": "A30",
    "kurang darah": "D50.9",
    "gizi buruk": "E43",
    "stunting": "E34.3",
    "kolesterol": "E78.5",
    "mata merah": "H10.3",
    "katarak": "H25.9",
    "congek": "H66.3",
    "mimisan": "R04.0",
    "anyang-anyangan": "N39.0",
    "keputihan": "N89.8",
    "hamil": "Z34.9",
    "nifas": "Z39.2",
    "suntik KB": "Z30.4",
    "sunat": "Z41.2",
    "digigit anjing": "W54",
    "susah tidur": "G47.0",
    "stroke": "I64",
    "surat sehat": "Z02.1",
    "lepas jahitan": "Z48.0",
}


def test_the_file_is_what_the_script_makes_of_its_sources() -> None:
    assert "\n".join(icd10._shelf().lines) == diagnosis_text()


def test_every_code_of_who_and_the_earlier_ones_are_there_once() -> None:
    assert len(CODES) == len(set(CODES)) == 12_246 + 4
    assert all(code[:3] in icd10._shelf().places for code in CODES)
    assert {diagnosis(row["code"]).code for row in table("icd10_earlier_codes.tsv")} == {"A90", "A91", "I84", "I84.9"}


def test_the_list_of_144_is_complete_and_named() -> None:
    rows = table("primary_care_144.tsv")
    assert [int(row["number"]) for row in rows] == list(range(1, 145))
    for row in rows:
        below = [code for named in row["codes"].split() for code in CODES if code.startswith(named.removesuffix(".*"))]
        assert any(diagnosis(code).name != diagnosis(code).english for code in below), row["name"]


@pytest.mark.parametrize(
    ("code", "is_primary_care", "is_chronic"),
    [
        ("I10", True, True),
        ("E11.9", True, True),
        ("E11.5", False, True),
        ("J00", True, False),
        ("A09.9", True, False),
        ("A15.0", True, True),
        ("A17.0", False, True),
        ("H10.3", True, False),
        ("K64.0", True, False),
        ("K64.2", False, False),
        ("C50.9", False, True),
        ("D00.0", False, False),
        ("I15.9", False, True),
        ("N18.9", False, True),
        ("N19", False, False),
        ("Z34.9", True, False),
        ("O15.9", False, False),
    ],
)
def test_the_marks_of_a_code(code: str, is_primary_care: bool, is_chronic: bool) -> None:
    found = diagnosis(code)
    assert (found.is_primary_care, found.is_chronic) == (is_primary_care, is_chronic)


def test_own_names_are_unique_enough_to_choose_from() -> None:
    names = [row["name"] for row in table("diagnoses_id.tsv")]
    assert len(names) >= 394
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("typed", "code"), EVERYDAY.items())
def test_everyday_words_find_their_diagnosis_first(typed: str, code: str) -> None:
    assert search_diagnoses(typed)[0].code == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [("fracture femur", "S72.9"), ("acute cholecystitis", "K81.0"), ("femur fraktur", "S72.9"), ("typhoid", "A01.0")],
)
def test_english_words_in_any_order_find_it_too(typed: str, code: str) -> None:
    assert search_diagnoses(typed)[0].code == code


def test_a_code_is_found_with_its_subdivisions() -> None:
    found = [one.code for one in search_diagnoses("e11")]
    assert found[0] == "E11"
    assert set(found) == {"E11", *(f"E11.{digit}" for digit in range(10))}
    assert search_diagnoses("a090")[0].code == "A09.0"


def test_without_common_first_the_codes_stand_in_their_own_order() -> None:
    found = search_diagnoses("J4", common_first=False)
    assert search_diagnoses("J4")[0].code == "J40"
    assert {one.code for one in found} == {code for code in CODES if code.startswith("J4")}


def test_limit_and_nothing() -> None:
    assert len(search_diagnoses("infeksi", 5)) == 5
    assert search_diagnoses("") == search_diagnoses(" .;\t") == search_diagnoses("qqqqqq") == ()


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(Rejected) as refusal:
        diagnosis("Q99.99")
    assert refusal.value.problems[0].code == "diagnosis_unknown"


@given(st.text(max_size=30), st.integers(1, 60), st.booleans())
def test_search_never_raises_and_never_repeats(text: str, limit: int, common_first: bool) -> None:
    found = [one.code for one in search_diagnoses(text, limit, common_first=common_first)]
    assert len(found) == len(set(found)) <= limit


@given(st.sampled_from(CODES), st.booleans(), st.booleans())
def test_the_exact_code_always_comes_first(code: str, dotted: bool, common_first: bool) -> None:
    typed = code if dotted else code.replace(".", "").lower()
    assert search_diagnoses(typed, 1, common_first=common_first)[0].code == code
    assert tidy_code(typed) == code


@given(st.sampled_from(CODES))
def test_a_diagnosis_is_found_by_its_own_name(code: str) -> None:
    found = diagnosis(code)
    if len(found.name) > 3:
        assert any(found.name in (one.name, one.english) for one in search_diagnoses(found.name, 200))


def test_the_file_stays_small() -> None:
    assert (Path(icd10.__file__).parents[2] / "resources/reference/icd10.tsv.zst").stat().st_size < 200_000
