"""TACC: why a diagnosis that primary care settles itself is referred after all (BPJS P-Care, kdTacc)."""

import re
from enum import StrEnum

from ilp_desktop.domain.age import Age
from ilp_desktop.domain.diagnosis import Diagnosis
from ilp_desktop.domain.problem import Problem


class Tacc(StrEnum):
    """P-Care's ``kdTacc``; the value is the code that P-Care takes."""

    NONE = "-1"
    TIME = "1"
    AGE = "2"
    COMPLICATION = "3"
    COMORBIDITY = "4"

    @property
    def label(self) -> str:
        """The name as P-Care shows it."""
        return _LABELS[self]


_LABELS = {
    Tacc.NONE: "Tanpa TACC",
    Tacc.TIME: "Time",
    Tacc.AGE: "Age",
    Tacc.COMPLICATION: "Complication",
    Tacc.COMORBIDITY: "Comorbidity",
}
_DURATIONS = ("< 3 Hari", ">= 3 - 7 Hari", ">= 7 Hari")
_AGES = (
    (1, "< 1 Bulan"),
    (12, ">= 1 Bulan s/d < 12 Bulan"),
    (5 * 12, ">= 1 Tahun s/d < 5 Tahun"),
    (12 * 12, ">= 5 Tahun s/d < 12 Tahun"),
    (55 * 12, ">= 12 Tahun s/d < 55 Tahun"),
)
_OLDEST = ">= 55 Tahun"
_COMPLICATION_FORM = re.compile(r"[A-Z]\d\d(\.\w{1,2})? - \S.*")


def tacc_reasons(tacc: Tacc) -> tuple[str, ...]:
    """The reasons (``alasanTacc``) to choose from, in P-Care's own wording.

    Empty without TACC, and for a complication, whose reason names a diagnosis: see ``complication_reason``.
    """
    match tacc:
        case Tacc.TIME | Tacc.COMORBIDITY:
            return _DURATIONS
        case Tacc.AGE:
            return (*(reason for _, reason in _AGES), _OLDEST)
        case Tacc.NONE | Tacc.COMPLICATION:
            return ()


def age_reason(age: Age) -> str:
    """The reason that fits the patient's age, for ``Tacc.AGE``."""
    return next((reason for months, reason in _AGES if age.months < months), _OLDEST)


def complication_reason(complication: Diagnosis) -> str:
    """The reason for ``Tacc.COMPLICATION``: code and name of the complicating diagnosis."""
    return f"{complication.code} - {complication.name}"


def tacc_problem(diagnosis: Diagnosis, tacc: Tacc, reason: str) -> tuple[Problem, ...]:
    """What is wrong with the TACC of a referral whose first diagnosis this is; empty when nothing is."""
    if tacc is Tacc.NONE:
        return (_missing(diagnosis),) if diagnosis.is_primary_care else ()
    given = reason.strip()
    if tacc is Tacc.COMPLICATION:
        is_allowed = _COMPLICATION_FORM.fullmatch(given) is not None
    else:
        is_allowed = given in tacc_reasons(tacc)
    return () if is_allowed else (_strange_reason(tacc),)


def _missing(diagnosis: Diagnosis) -> Problem:
    return Problem(
        code="tacc_missing",
        field="tacc",
        sentence=f"{diagnosis.code} termasuk diagnosis yang tuntas di FKTP, jadi rujukan perlu TACC.",
        remedy="Pilih Time, Age, Complication, atau Comorbidity.",
    )


def _strange_reason(tacc: Tacc) -> Problem:
    asked = "kode dan nama diagnosis penyulit" if tacc is Tacc.COMPLICATION else "salah satu pilihan"
    return Problem(
        code="tacc_reason",
        field="tacc_reason",
        sentence=f"Alasan TACC {tacc.label} belum sesuai P-Care.",
        remedy=f"Isi dengan {asked}.",
    )
