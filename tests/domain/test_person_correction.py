"""Two people correct the same record: what each changed stands, and only what both changed is asked about."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.merging import Winner
from ilp_desktop.domain.patient import AllergyStatus
from ilp_desktop.domain.person_correction import corrected
from ilp_desktop.domain.person_entry import PersonEntry

OPENED = PersonEntry(name="Wa Aminah", phone="0811", address="Jalan Laut 1", village_name="Lanto")
TEXTS = tuple(field.name for field in fields(PersonEntry) if field.type is str or field.type == "str")
changes = st.dictionaries(st.sampled_from(TEXTS), st.sampled_from(["a", "b"]))


@pytest.mark.parametrize(
    ("typed", "stored", "asked"),
    [
        ({"phone": "0812"}, {}, []),
        ({}, {"phone": "0812"}, []),
        ({"phone": "0812"}, {"phone": "0812"}, []),
        ({"phone": "0812"}, {"name": "Wa Salma"}, []),
        ({"phone": "0812"}, {"phone": "0813"}, ["Nomor HP"]),
        ({"phone": "0812"}, {"phone": ""}, ["Nomor HP"]),
        ({"address": "Jalan Laut 2"}, {"village_name": "Morikana"}, ["Alamat", "RT", "RW", "Dusun", "Desa"]),
        (
            {"allergy_status": AllergyStatus.PRESENT, "allergies": "telur"},
            {"allergy_status": AllergyStatus.NONE},
            ["Keadaan alergi", "Alergi"],
        ),
    ],
)
def test_only_what_both_changed_is_asked(typed: dict[str, object], stored: dict[str, object], asked: list[str]) -> None:
    correction = corrected(OPENED, replace(OPENED, **typed), replace(OPENED, **stored))  # type: ignore[arg-type]
    assert [one.field for one in correction.conflicts] == asked
    if not asked:
        assert correction.entry == replace(OPENED, **{**stored, **typed})  # type: ignore[arg-type]


@given(changes, changes)
def test_a_winner_leaves_nothing_to_ask_and_each_change_is_somebodys(
    ours: dict[str, str], theirs: dict[str, str]
) -> None:
    typed, stored = replace(OPENED, **ours), replace(OPENED, **theirs)  # type: ignore[arg-type]
    for winner in Winner:
        correction = corrected(OPENED, typed, stored, winner)
        assert correction.conflicts == ()
        for name in TEXTS:
            assert getattr(correction.entry, name) in {getattr(typed, name), getattr(stored, name)}
    if corrected(OPENED, typed, stored).conflicts == ():
        results = {corrected(OPENED, typed, stored, winner).entry for winner in Winner}
        assert results == {corrected(OPENED, typed, stored).entry}
    assert corrected(OPENED, typed, OPENED).entry == typed
    assert corrected(OPENED, OPENED, stored).entry == stored
