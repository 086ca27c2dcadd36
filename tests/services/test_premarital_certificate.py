"""The certificate for the KUA, from the examination of a couple.

SP1  It says who, with whom, when, where and that examination and counselling took place.
SP2  It says nothing of what was found: no measure, no diagnosis, no HIV, syphilis or hepatitis B, whatever the answers.
SP3  Each of the two gets one of their own, the groom without what is a woman's.
"""

import re
from collections.abc import Mapping
from datetime import date

import pytest

from ilp_desktop.domain.patient import Sex
from ilp_desktop.forms import CHOSEN
from ilp_desktop.reports.form_letter_definition import form_letter_definitions
from ilp_desktop.services.form_library import current_form
from ilp_desktop.services.workplace import Workplace
from tests.forms.test_couple_forms import BOTH, WOMAN
from tests.services.test_form_letters import completed, letters, person, visit

COUPLE = {**BOTH, "partner_nik": "7414010101970001", "elsimil_number": "EL-000123"}
FOUND = {
    "diseases": "diabetes epilepsy",
    "infections": "ulcer",
    "consent": "agreed",
    "hiv": "reactive",
    "syphilis": "reactive",
    "hbsag": "reactive",
    "haemoglobin": "9,7",
    "smoking": "ya",
    "violence": "ya",
    "self_harm": "ya",
    "srq_yes": "17",
    "conclusion": "postpone",
    "plan": "Rujuk VCT",
}
OPEN = {"partner_name", "partner_nik", "wedding_date", "office", "elsimil_number", "counsellor", "tetanus_after"}
"""All that the letter may take from the answers."""


def certificate(workplace: Workplace, sex: Sex = Sex.FEMALE, found: Mapping[str, str] | None = None) -> str:
    of = visit(workplace, person(workplace, "Wa Calon" if sex is Sex.FEMALE else "La Calon", sex, date(1999, 5, 1)))
    own = {**WOMAN, "tetanus_status": "T3", "tetanus_given": "tidak"} if sex is Sex.FEMALE else {}
    completed(workplace, of, "premarital_screening", **{**COUPLE, **own, **(found or {})})
    (text,) = letters(workplace, of)
    return text


def test_who_and_that_it_took_place(workplace: Workplace) -> None:
    """SP1"""
    text = certificate(workplace)
    for part in (
        "SURAT KETERANGAN CALON PENGANTIN",
        "telah melakukan pemeriksaan kesehatan, konseling, dan tata laksana",
        "1 Mei 1999",
        "Wa Calon",
        "La Calon",
        "7414010101970001",
        "KUA Mawasangka",
        "1 April 2027",
        "EL-000123",
        "Bidan Rahma",
        "T3",
        "Nomor: 400.7/",
    ):
        assert part in text, part


def test_nothing_of_what_was_found(workplace: Workplace) -> None:
    """SP2"""
    text = certificate(workplace, found=FOUND).casefold()
    for part in (
        "hiv",
        "sifilis",
        "hbsag",
        "reaktif",
        "diabetes",
        "epilepsi",
        "anemia",
        "9,7",
        "tunda",
        "vct",
        "srq",
        "rokok",
    ):
        assert part not in text, part


def test_well_and_ill_get_the_same_words(workplace: Workplace) -> None:
    """SP2: number and print moment aside, two certificates do not differ by what was found."""
    well, ill = certificate(workplace), certificate(workplace, found=FOUND)

    def words(text: str) -> str:
        return re.sub(r"400\.7/\S+", "", text)

    assert "Bidan Rahma" in words(well)
    assert words(well) == words(ill)


def test_the_definition_takes_only_what_is_open(workplace: Workplace) -> None:
    """SP2: somebody who adds a line with a finding to the file is stopped here."""
    definition = next(one for one in form_letter_definitions() if one.name == "premarital_certificate")
    texts = [definition.opening, definition.closing]
    texts += [line.value for section in definition.sections for line in section.lines]
    asked = {
        name.removeprefix("answer.")
        for text in texts
        for place in re.findall(r"\{([^{}]+)\}", text)
        for name in place.split("|")
        if name.startswith("answer.")
    }
    assert asked == OPEN
    closed = {
        question.name for question in current_form(workplace, definition.form).questions() if question.kind in CHOSEN
    }
    assert not asked & closed


@pytest.mark.parametrize("sex", [Sex.FEMALE, Sex.MALE])
def test_each_gets_one(workplace: Workplace, sex: Sex) -> None:
    """SP3"""
    text = certificate(workplace, sex)
    assert ("Perempuan" if sex is Sex.FEMALE else "Laki-laki") in text
    assert ("T3" in text) is (sex is Sex.FEMALE)
