"""Diagnoses for the room that looks for one: by code, Indonesian name or everyday word."""

from ilp_desktop.domain.diagnosis import Diagnosis
from ilp_desktop.storage import icd10


def find_diagnoses(text: str, limit: int = 20) -> tuple[Diagnosis, ...]:
    """What answers ``text``, best first."""
    return icd10.search_diagnoses(text, limit)


def diagnosis_of(code: str) -> Diagnosis:
    """The diagnosis of a code. Rejected for a code that does not exist."""
    return icd10.diagnosis(code)
