"""Corrected editions of a filled form: which response each stands in the place of, and in which order they come."""

from collections.abc import Mapping, Sequence

from ilp_desktop.domain.identifiers import ResponseId
from ilp_desktop.domain.visit import QuestionnaireResponse
from ilp_desktop.services.found_submissions import FoundSubmission, response_id_of
from ilp_desktop.storage import records
from ilp_desktop.storage.database import Connection

CORRECTED_ON_PHONE = "Diperbaiki di ponsel"
"""The reason of an amendment that came as a corrected edition."""


def predecessor(connection: Connection, found: FoundSubmission) -> QuestionnaireResponse | None:
    """The response that this edition corrects: the newest one that stands in its place."""
    if found.name is None or not found.name.replaces:
        return None
    return newest_edition(connection, response_id_of(found.name.replaces))


def newest_edition(connection: Connection, response_id: ResponseId) -> QuestionnaireResponse | None:
    """A response, or the last correction of it; none when it never came in."""
    kept = records.find(connection, QuestionnaireResponse, id=response_id)
    seen: set[str] = set()
    while kept and kept[0].id not in seen:
        seen.add(kept[0].id)
        after = records.find(connection, QuestionnaireResponse, amends=kept[0].id)
        if not after:
            break
        kept = after
    return kept[0] if kept else None


def earliest_first(found: Sequence[FoundSubmission]) -> list[int]:
    """The places of the forms, so that one that corrects another of them comes after it."""
    by_instance = {one.name.instance_id: one for one in found if one.name is not None}
    return sorted(range(len(found)), key=lambda place: _corrections(found[place], by_instance))


def _corrections(one: FoundSubmission, by_instance: Mapping[str, FoundSubmission]) -> int:
    """How many of the others it corrects, one after the other."""
    seen: set[str] = set()
    replaces = one.name.replaces if one.name else ""
    while replaces in by_instance and replaces not in seen:
        seen.add(replaces)
        earlier = by_instance[replaces].name
        replaces = earlier.replaces if earlier else ""
    return len(seen)
