"""The immunisation card as it is printed: every dose with its day, what comes next, and what is complete."""

from dataclasses import dataclass

from ilp_desktop.domain.letters import PersonOnPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class CardDose:
    """One line: the vaccine, at what age it belongs, when and with what it was given, or when it is planned."""

    label: str
    age: str
    given: str
    batch: str = ""
    place: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSection:
    """Lines under one heading."""

    title: str
    doses: tuple[CardDose, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImmunisationCard:
    """One person's card. ``plan`` are the next visits as day and doses, ``coverage`` as title and text."""

    person: PersonOnPaper
    mother_name: str
    sections: tuple[CardSection, ...]
    plan: tuple[tuple[str, str], ...]
    coverage: tuple[tuple[str, str], ...]
    source: str
