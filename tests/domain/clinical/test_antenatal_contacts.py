"""Antenatal contacts on both sides of each border.

AC1  K1 murni and akses. AC2  Labels. AC3  K4 and K6, 1-2-3 or as a setting. AC4  The doctor's ultrasound.
AC5  The matrix of services.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.clinical.antenatal_contacts import (
    K6_OF_2020,
    SERVICE_WORDS,
    SERVICES,
    AntenatalContact,
    AntenatalProgress,
    ContactRules,
    antenatal_progress,
    first_contact_label,
    services_missing,
)


def progress(*weeks: float) -> AntenatalProgress:
    return antenatal_progress([AntenatalContact(weeks=one) for one in weeks])


@pytest.mark.parametrize(("weeks", "expected"), [(5, "K1 murni"), (12, "K1 murni"), (13, "K1 akses"), (38, "K1 akses")])
def test_the_first_contact(weeks: float, expected: str) -> None:
    """AC1"""
    assert first_contact_label(weeks) == expected


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [
        ([8, 16, 22, 28, 34, 37], ["K1 murni", "K2", "K3", "K4", "K5", "K6"]),
        ([8, 10, 12], ["K1 murni", "Tambahan", "Tambahan"]),
        ([8, 14, 18, 22, 24], ["K1 murni", "K2", "K3", "Tambahan", "Tambahan"]),
        ([8, 26], ["K1 murni", "K4"]),
        ([20, 24, 25], ["K1 akses", "K2", "K4"]),
        ([30, 34], ["K1 akses", "K4"]),
        ([8, 14, 20, 26, 30, 34, 36], ["K1 murni", "K2", "K3", "K4", "K5", "K6", "Tambahan"]),
        ([], []),
    ],
)
def test_labels(weeks: list[float], expected: list[str]) -> None:
    """AC2"""
    assert list(progress(*weeks).labels) == expected


@pytest.mark.parametrize(
    ("weeks", "k4", "k6"),
    [
        ([12, 24, 25, 30], True, False),
        ([12, 24, 25], False, False),
        ([13, 24, 25, 30, 34, 36, 38], False, False),
        ([12, 13, 24, 25, 30, 34], True, True),
        ([12, 13, 25, 26, 30, 34], True, False),
        ([12, 13, 24, 24, 25, 30], True, False),
        ([8, 9, 20, 25, 30, 34], True, False),
    ],
)
def test_what_is_reached(weeks: list[float], k4: bool, k6: bool) -> None:
    """AC3"""
    found = progress(*weeks)
    assert (found.k4, found.k6) == (k4, k6)


def test_the_rule_of_2020_is_a_setting() -> None:
    """AC3"""
    contacts = [AntenatalContact(weeks=one) for one in (8, 11, 20, 25, 30, 34)]
    assert not antenatal_progress(contacts).k6
    found = antenatal_progress(contacts, K6_OF_2020)
    assert found.k6
    assert found.labels == ("K1 murni", "K2", "K3", "K4", "K5", "K6")


def test_the_rule_is_read_from_a_setting() -> None:
    """AC3"""
    assert ContactRules.read("2-1-3") == K6_OF_2020
    assert ContactRules.read("1-2-3") == ContactRules()
    for wrong in ("", "1-2", "satu-dua-tiga"):
        with pytest.raises(ValueError, match=r"int|unpack"):
            ContactRules.read(wrong)


@given(st.lists(st.integers(4, 42), max_size=10))
def test_every_contact_has_a_label_and_one_more_never_takes_away(weeks: list[int]) -> None:
    """AC2, AC3"""
    found = progress(*weeks)
    assert len(found.labels) == len(weeks) == sum(found.by_trimester)
    assert len([label for label in found.labels if label.startswith("K1")]) == min(1, len(weeks))
    more = progress(*weeks, 30)
    assert (more.k4, more.k6) >= (found.k4, found.k6)


def test_k6_with_a_doctor() -> None:
    """AC4"""
    weeks = (8, 16, 22, 28, 34, 37)
    without = [AntenatalContact(weeks=one) for one in weeks]
    assert antenatal_progress(without).k6
    assert not antenatal_progress(without).k6_with_doctor
    seen = [AntenatalContact(weeks=one, doctor_ultrasound=one in (8, 34)) for one in weeks]
    assert antenatal_progress(seen).k6_with_doctor
    once = [AntenatalContact(weeks=one, doctor_ultrasound=one == 8) for one in weeks]
    assert not antenatal_progress(once).k6_with_doctor


def test_the_matrix_of_services() -> None:
    """AC5"""
    assert services_missing("K5", SERVICES["K5"]) == ()
    assert services_missing("K6", ()) == (
        "timbang berat badan",
        "tekanan darah",
        "TFU",
        "presentasi dan DJJ",
        "TTD atau MMS",
        "konseling",
    )
    assert "LILA" in services_missing("K1 akses", ())
    assert "LILA" not in services_missing("K2", ())
    assert set().union(*SERVICES.values()) == set(SERVICE_WORDS)
