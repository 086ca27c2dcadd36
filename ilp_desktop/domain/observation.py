"""What a filled form says outside of the form: measurements and findings by code, flags, and doses of vaccines."""

from dataclasses import dataclass
from enum import StrEnum


class CodeSystem(StrEnum):
    """Who defines an observation's code."""

    LOINC = "http://loinc.org"
    SNOMED = "http://snomed.info/sct"
    LOCAL = "https://ilp-desktop.id/kode"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationValue:
    """One value by code. Exactly one of ``number`` and ``text`` is set.

    ``unit`` is UCUM (empty for a text). ``text`` is the code of the chosen answer, or free text; ``display`` is what a
    person reads. ``question`` is the address of the answer in its form.
    """

    code: str
    system: CodeSystem
    unit: str
    number: float | None
    text: str | None
    display: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagValue:
    """A finding that follows the person (``kek``, ``tb_suspect``, ...) and the sentence that the form showed."""

    code: str
    text: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseValue:
    """A dose of a vaccine that the form says was given: ``day`` in ISO form, empty for the day of the form."""

    slot: str
    question: str
    day: str = ""
    batch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that one response says outside of itself."""

    observations: tuple[ObservationValue, ...] = ()
    flags: tuple[FlagValue, ...] = ()
    doses: tuple[DoseValue, ...] = ()
