"""Pictures and files that belong to answers: kept inside the encrypted database, carried in packages."""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from ilp_desktop.domain.bookkeeping import Draft
from ilp_desktop.domain.form_definition import LARGEST_ATTACHMENT, Attachment
from ilp_desktop.domain.identifiers import AttachmentId, PatientId
from ilp_desktop.domain.problem import Fault, FaultCode, Problem, Rejected
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.drafts import FILE_PAGE
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.person_records import of_person
from ilp_desktop.storage.transaction import Transaction, new_id, utc

_KINDS = {".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".png": b"\x89PNG\r\n", ".pdf": b"%PDF-"}
_LONGEST_STEM = 40


def choose_file(workplace: Workplace, draft: str, file_name: str, content: bytes) -> Answer[str]:
    """Keeps a file with a draft and gives the name that goes into the answer; it becomes a record with the response.

    Rejected with ``attachment.kind`` or ``attachment.size``.
    """
    name = name_for(file_name, content)
    check_file(name, content)
    with workplace.change("choose_file") as transaction:
        stage_file(transaction, workplace, draft, name, content)
    return Answer(name)


def stage_file(transaction: Transaction, workplace: Workplace, draft: str, name: str, content: bytes) -> None:
    """Keeps a file with the draft of that id under exactly this name."""
    transaction.keep_draft(
        Draft(
            id=_staged(draft, name),
            user_id=workplace.user.id,
            page=FILE_PAGE,
            subject_id=draft,
            content=base64.b64encode(content).decode("ascii"),
            saved_at=utc(transaction.now),
        )
    )


def adopt_files(
    transaction: Transaction, workplace: Workplace, patient_id: PatientId | None, draft: str, names: Iterable[str]
) -> None:
    """Makes the chosen files that the answers still name part of the record."""
    for name in names:
        for chosen in records.find(transaction.connection, Draft, id=_staged(draft, name)):
            add_attachment(transaction, workplace, patient_id, name, base64.b64decode(chosen.content))


def add_attachment(
    transaction: Transaction, workplace: Workplace, patient_id: PatientId | None, name: str, content: bytes
) -> None:
    """Keeps a file under exactly this name. Rejected as in ``choose_file``."""
    check_file(name, content)
    if records.find(transaction.connection, Attachment, patient_id=patient_id, name=name):
        return
    transaction.insert(
        Attachment(
            id=AttachmentId(new_id()),
            patient_id=patient_id,
            name=name,
            size=len(content),
            content=base64.b64encode(content).decode("ascii"),
            added_at=utc(transaction.now),
            added_by=workplace.user.name,
        )
    )


def attachment_content(workplace: Workplace, patient_id: PatientId | None, name: str, draft: str = "") -> bytes:
    """The file behind an answer, also one only chosen for a draft. Fault FILE_UNREADABLE when it is not here."""
    found: Sequence[Attachment | Draft]
    with workplace.database.read() as connection:
        chosen = records.find(connection, Draft, id=_staged(draft, name)) if draft else ()
        if chosen:
            found = chosen
        elif patient_id is None:
            found = records.find(connection, Attachment, patient_id=None, name=name)
        else:
            found = of_person(connection, Attachment, patient_id, name=name)
    try:
        return base64.b64decode(found[0].content, validate=True)
    except (IndexError, binascii.Error, ValueError) as error:
        raise Fault(
            FaultCode.FILE_UNREADABLE,
            "Berkas lampiran ini tidak ada di komputer ini.",
            "Terima paket terbaru dari tempat yang mengisinya.",
        ) from error


def check_file(name: str, content: bytes) -> None:
    """Rejected with ``attachment.kind`` or ``attachment.size``."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in _KINDS or not content.startswith(_KINDS[suffix]):
        raise Rejected(
            Problem(
                code="attachment.kind",
                field="",
                sentence="Berkas ini bukan gambar atau PDF.",
                remedy="Pilih berkas JPG, PNG atau PDF.",
            )
        )
    if len(content) > LARGEST_ATTACHMENT:
        raise Rejected(
            Problem(
                code="attachment.size",
                field="",
                sentence="Berkas terlalu besar; paling besar 500 KB.",
                remedy="Perkecil berkasnya, atau foto ulang dengan ukuran kecil.",
            )
        )


def _staged(draft: str, name: str) -> str:
    return f"{FILE_PAGE}/{draft}/{name}"


def name_for(file_name: str, content: bytes) -> str:
    """The name under which a file goes into an answer: the same file always the same, another file another."""
    path = PurePath(file_name)
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", path.stem).strip("-")[:_LONGEST_STEM] or "lampiran"
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:8]}{path.suffix.lower()}"
