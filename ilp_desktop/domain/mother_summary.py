"""What the summary of a pregnancy says on paper, for the mother's KIA book: typed texts in, whatever draws them."""

from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.letters import PersonOnPaper, Signature

Pairs = tuple[tuple[str, str], ...]
"""Labels with their values; an unknown value is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AntenatalLine:
    """One antenatal visit as a row."""

    day: date
    contact: str = ""
    weeks: str = ""
    weight: str = ""
    pressure: str = ""
    fundus: str = ""
    fetus: str = ""
    laboratory: str = ""
    given: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BabyLine:
    """One baby of the birth as a row."""

    number: int
    state: str = ""
    sex: str = ""
    weight: str = ""
    length: str = ""
    apgar: str = ""
    care: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostpartumLine:
    """One postpartum visit as a row."""

    day: date
    contact: str = ""
    pressure: str = ""
    temperature: str = ""
    finding: str = ""
    given: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MotherSummary:
    """Everything on the sheet. ``findings`` are what must not be forgotten; nothing confidential is among them."""

    patient: PersonOnPaper
    family: Pairs
    pregnancy: Pairs
    body: Pairs
    risks: Pairs
    plan: Pairs
    findings: tuple[str, ...]
    visits: tuple[AntenatalLine, ...]
    birth: Pairs
    babies: tuple[BabyLine, ...]
    postpartum: tuple[PostpartumLine, ...]
    officer: Signature
