"""TACC is asked for the diagnoses of the list of 144, with P-Care's own reasons."""

import pytest

from ilp_desktop.domain.age import Age
from ilp_desktop.domain.diagnosis import Diagnosis
from ilp_desktop.domain.tacc import Tacc, age_reason, complication_reason, tacc_problem, tacc_reasons


def made(code: str = "J00", *, is_primary_care: bool) -> Diagnosis:
    return Diagnosis(
        code=code,
        name="Rinitis akut",
        english="Acute nasopharyngitis",
        everyday_words=(),
        is_primary_care=is_primary_care,
        is_chronic=False,
    )


SETTLED_HERE = made(is_primary_care=True)
SPECIALIST = made("C50.9", is_primary_care=False)


def codes(diagnosis: Diagnosis, tacc: Tacc, reason: str) -> list[str]:
    return [problem.code for problem in tacc_problem(diagnosis, tacc, reason)]


def test_the_codes_are_those_of_p_care() -> None:
    assert [tacc.value for tacc in Tacc] == ["-1", "1", "2", "3", "4"]
    assert [tacc.label for tacc in Tacc] == ["Tanpa TACC", "Time", "Age", "Complication", "Comorbidity"]


def test_a_diagnosis_of_the_list_needs_tacc_and_another_does_not() -> None:
    assert codes(SETTLED_HERE, Tacc.NONE, "") == ["tacc_missing"]
    assert codes(SPECIALIST, Tacc.NONE, "") == []


@pytest.mark.parametrize("tacc", [Tacc.TIME, Tacc.AGE, Tacc.COMORBIDITY])
def test_every_offered_reason_is_taken_and_no_other(tacc: Tacc) -> None:
    assert all(codes(SETTLED_HERE, tacc, reason) == [] for reason in tacc_reasons(tacc))
    assert codes(SETTLED_HERE, tacc, "") == ["tacc_reason"]
    assert codes(SETTLED_HERE, tacc, "lama") == ["tacc_reason"]
    assert codes(SPECIALIST, tacc, "lama") == ["tacc_reason"]


def test_the_reasons_of_one_kind_do_not_serve_another() -> None:
    assert codes(SETTLED_HERE, Tacc.TIME, ">= 55 Tahun") == ["tacc_reason"]
    assert codes(SETTLED_HERE, Tacc.AGE, "< 3 Hari") == ["tacc_reason"]


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("J18.9 - Pneumonia", []),
        ("I10 - Hipertensi esensial (primer)", []),
        ("J18.9", ["tacc_reason"]),
        ("J18.9 - ", ["tacc_reason"]),
        ("Pneumonia", ["tacc_reason"]),
        ("< 3 Hari", ["tacc_reason"]),
    ],
)
def test_a_complication_is_named_with_its_code(reason: str, expected: list[str]) -> None:
    assert codes(SETTLED_HERE, Tacc.COMPLICATION, reason) == expected
    assert codes(SETTLED_HERE, Tacc.COMPLICATION, complication_reason(SPECIALIST)) == []


@pytest.mark.parametrize(
    ("months", "reason"),
    [
        (0, "< 1 Bulan"),
        (1, ">= 1 Bulan s/d < 12 Bulan"),
        (11, ">= 1 Bulan s/d < 12 Bulan"),
        (12, ">= 1 Tahun s/d < 5 Tahun"),
        (59, ">= 1 Tahun s/d < 5 Tahun"),
        (60, ">= 5 Tahun s/d < 12 Tahun"),
        (143, ">= 5 Tahun s/d < 12 Tahun"),
        (144, ">= 12 Tahun s/d < 55 Tahun"),
        (659, ">= 12 Tahun s/d < 55 Tahun"),
        (660, ">= 55 Tahun"),
        (1200, ">= 55 Tahun"),
    ],
)
def test_the_age_reason_on_both_sides_of_each_border(months: int, reason: str) -> None:
    assert age_reason(Age(days=months * 31, months=months)) == reason
    assert reason in tacc_reasons(Tacc.AGE)
