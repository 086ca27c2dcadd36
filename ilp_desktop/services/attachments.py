"""Pictures and files that belong to answers: kept inside the encrypted database, carried in packages."""

import base64
import binascii
import hashlib
import re
from pathlib import PurePath

from ilp_desktop.domain.form_definition import LARGEST_ATTACHMENT, Attachment
from ilp_desktop.domain.identifiers import AttachmentId, PatientId
from ilp_desktop.domain.problem import Fault, FaultCode, Problem, Rejected
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.person_records import of_person
from ilp_desktop.storage.transaction import Transaction, new_id, utc

_KINDS = {".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".png": b"\x89PNG\r\n", ".pdf": b"%PDF-"}
_LONGEST_STEM = 40


def keep_attachment(workplace: Workplace, patient_id: PatientId | None, file_name: str, content: bytes) -> Answer[str]:
    """Keeps a file and gives the name that goes into the answer; the same file again gives the same name.

    Rejected with ``attachment.kind`` or ``attachment.size``.
    """
    name = _name(file_name, content)
    with workplace.change("keep_attachment") as transaction:
        add_attachment(transaction, workplace, patient_id, name, content)
    return Answer(name, frozenset(transaction.changes))


def add_attachment(
    transaction: Transaction, workplace: Workplace, patient_id: PatientId | None, name: str, content: bytes
) -> None:
    """Keeps a file under exactly this name. Rejected as in ``keep_attachment``."""
    _check(name, content)
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


def attachment_content(workplace: Workplace, patient_id: PatientId | None, name: str) -> bytes:
    """The file behind an answer. Fault FILE_UNREADABLE when it is not here, or came damaged."""
    with workplace.database.read() as connection:
        if patient_id is None:
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


def _check(name: str, content: bytes) -> None:
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


def _name(file_name: str, content: bytes) -> str:
    path = PurePath(file_name)
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", path.stem).strip("-")[:_LONGEST_STEM] or "lampiran"
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:8]}{path.suffix.lower()}"
