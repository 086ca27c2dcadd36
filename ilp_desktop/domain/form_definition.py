"""A version of a form and the files that belong to answers: rows that travel with the records they explain."""

from dataclasses import dataclass
from datetime import date, datetime

from ilp_desktop.domain.identifiers import AttachmentId, FormDefinitionId, PatientId

LARGEST_DEFINITION = 1_000_000
"""Bytes of a definition as JSON, so that it fits into one line of a package (docs/package-format.md)."""
LARGEST_ATTACHMENT = 500_000
"""Bytes; as base64 it fits into one line of a package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDefinition:
    """One version of a form: its sheets as text, and what lists say of it. ``cluster`` 0 is for every klaster.

    ``tables`` is a JSON object of file name to CSV text, ``due`` the setting that says when it is due. A form that
    came with the program has nobody who added it.
    """

    id: FormDefinitionId
    form_id: str
    version: str
    title: str
    source: str
    cluster: int
    subject: str
    effective_from: date | None
    content: str
    tables: str
    added_at: datetime | None = None
    added_by: str = ""
    retired_at: datetime | None = None
    due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A picture or file that answers name: ``name`` is the answer, ``content`` is base64, ``size`` is in bytes."""

    id: AttachmentId
    patient_id: PatientId | None
    name: str
    size: int
    content: str
    added_at: datetime
    added_by: str
