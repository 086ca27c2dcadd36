"""Correcting a person on a page while somebody else changed the same record: both stand, or a person decides."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from ilp_desktop.domain.merging import Winner
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.problem import FieldConflict
from ilp_desktop.domain.record_words import field_word, value_words

_TOGETHER = (
    ("birth_date", "birth_date_estimated"),
    ("nik", "nik_status"),
    ("payer", "insurance_number"),
    ("household_id", "family_card_number", "head_name", "relationship"),
    ("mother_name", "mother_id", "birth_order"),
    ("address", "neighbourhood", "community", "hamlet_id", "hamlet_name", "village_code", "village_name"),
    ("allergy_status", "allergies"),
    ("guardian_name", "guardian_relationship", "guardian_phone"),
)
"""Fields that mean something only together: half of one address and half of another is no address."""

_CODES = frozenset({"household_id", "mother_id", "hamlet_id", "village_code"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What should be saved, and what both changed to different values, side by side."""

    entry: PersonEntry
    conflicts: tuple[FieldConflict, ...]


def corrected(opened: PersonEntry, typed: PersonEntry, stored: PersonEntry, winner: Winner | None = None) -> Correction:
    """The page as ``typed``, with what others changed since it was ``opened`` as it is ``stored``.

    What both changed is a conflict and stays as typed; with ``winner`` it is decided and nothing is in conflict.
    """
    taken: dict[str, Any] = {}
    conflicts: list[FieldConflict] = []
    for names in _groups():
        before, ours, theirs = (tuple(getattr(page, name) for name in names) for page in (opened, typed, stored))
        both_changed = ours not in (before, theirs) and theirs != before
        if ours == before or (both_changed and winner is Winner.THEIRS):
            taken |= zip(names, theirs, strict=True)
        elif both_changed and winner is None:
            conflicts += _side_by_side(names, typed, stored)
    return Correction(entry=replace(typed, **taken), conflicts=tuple(conflicts))


def _groups() -> Iterator[tuple[str, ...]]:
    grouped = {name for names in _TOGETHER for name in names}
    yield from _TOGETHER
    yield from ((field.name,) for field in fields(PersonEntry) if field.name not in grouped)


def _side_by_side(names: tuple[str, ...], typed: PersonEntry, stored: PersonEntry) -> Iterator[FieldConflict]:
    for name in names:
        if name not in _CODES:
            ours, theirs = getattr(typed, name), getattr(stored, name)
            yield FieldConflict(field=field_word(name), ours=value_words(ours), theirs=value_words(theirs))
