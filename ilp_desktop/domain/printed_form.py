"""What a completed form says on paper: its answers by section, what it concluded, its pictures."""

from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.letters import PersonOnPaper, Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedAnswer:
    """One question of a completed form with its answer as text; ``alert`` is what the form said beside it."""

    question: str
    answer: str
    unit: str = ""
    alert: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSection:
    """A section of a completed form; ``title`` may be empty."""

    title: str
    answers: tuple[PrintedAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPicture:
    """A file of an answer: the question, the file's name, and its content; without content ``note`` says why."""

    question: str
    name: str
    content: bytes = b""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedForm:
    """A completed questionnaire for paper; ``source`` is the legal source and version of the form."""

    title: str
    source: str
    filled_on: date
    filled_by: str
    sections: tuple[PrintedSection, ...]
    patient: PersonOnPaper | None = None
    conclusions: tuple[str, ...] = ()
    pictures: tuple[PrintedPicture, ...] = ()
    signature: Signature | None = None
