"""One line of the list under the search box: who was found, and by what."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.patient import PatientStatus, Sex


class SearchMatch(StrEnum):
    """What of the person the typed text was found in; with several words, the weakest of them decides."""

    NAME = "name"
    NIK = "nik"
    INSURANCE = "insurance"
    MEDICAL_RECORD = "medical_record"
    FAMILY_CARD = "family_card"
    PHONE = "phone"
    MOTHER = "mother"
    HOUSEHOLD_HEAD = "household_head"
    VILLAGE = "village"
    FORMER_NAME = "former_name"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A person who was found, with what the list shows.

    ``in_area`` says that the person lives in the working area, or that no working area is set. ``through_merged``
    says that the text was found in a record that was merged into this one.
    """

    patient_id: PatientId
    name: str
    sex: Sex
    birth_date: date | None
    birth_date_estimated: bool
    village_name: str
    hamlet_name: str
    medical_record_number: str
    head_name: str
    mother_name: str
    status: PatientStatus
    in_area: bool
    matched: SearchMatch
    through_merged: bool = False

    @property
    def is_deceased(self) -> bool:
        """Whether the person has died."""
        return self.status is PatientStatus.DECEASED

    @property
    def has_moved(self) -> bool:
        """Whether the person has moved away."""
        return self.status is PatientStatus.MOVED
