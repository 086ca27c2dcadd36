"""What becomes of a form that was filled in on a phone, and what is known of it until then."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ilp_desktop.domain.identifiers import ResponseId
from ilp_desktop.domain.patient import Patient
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.forms import Form, Json, SubmissionName


class SubmissionFate(StrEnum):
    """What becomes of one filled form."""

    READY = "ready"
    UNMATCHED = "unmatched"
    INCOMPLETE = "incomplete"
    KNOWN = "known"
    REFUSED = "refused"
    KEPT = "kept"
    SET_ASIDE = "set_aside"


FATE_LABELS: Mapping[SubmissionFate, str] = {
    SubmissionFate.READY: "siap masuk",
    SubmissionFate.UNMATCHED: "belum cocok",
    SubmissionFate.INCOMPLETE: "belum lengkap",
    SubmissionFate.KNOWN: "sudah pernah masuk",
    SubmissionFate.REFUSED: "ditolak",
    SubmissionFate.KEPT: "masuk",
    SubmissionFate.SET_ASIDE: "perlu dilengkapi",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSubmission:
    """One filled form. ``place`` is where it lies; ``reason`` says why it does not go in, or what to know of it.

    ``person`` is what the form itself says of the person; ``left_out`` names what its form does not have, ``filled_by``
    who had the phone, as far as it says so. ``days`` may all be the day on which it was filled in, the likeliest first.
    """

    place: str
    fate: SubmissionFate
    reason: str = ""
    name: SubmissionName | None = None
    form: Form | None = None
    document: Mapping[str, Json] | None = None
    patient: Patient | None = None
    days: tuple[date, ...] = ()
    person: PersonEntry | None = None
    left_out: tuple[str, ...] = ()
    filled_by: str = ""

    @property
    def day(self) -> date | None:
        """The day on which it was filled in: the first that is not before the person's birth."""
        born = self.patient.birth_date if self.patient else None
        return next((day for day in self.days if born is None or day >= born), None)

    @property
    def response_id(self) -> ResponseId:
        """The id of the response that it becomes; the same on every PC, so that it is one wherever it comes in."""
        return response_id_of(self.name.instance_id if self.name else self.place)


def response_id_of(instance_id: str) -> ResponseId:
    """The id of the response that an instance becomes."""
    return ResponseId(hashlib.sha256(f"odk\n{instance_id}".encode()).hexdigest())


def set_aside_id(response_id: ResponseId) -> str:
    """The draft in which a form waits that must be completed here; no user's own, so that anybody can."""
    return f"odk/{response_id}"
