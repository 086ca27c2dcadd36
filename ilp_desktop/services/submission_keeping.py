"""Takes filled forms from phones in: as responses, or set aside until somebody has completed them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ilp_desktop.domain.bookkeeping import Draft
from ilp_desktop.domain.form_definition import LARGEST_ATTACHMENT
from ilp_desktop.domain.identifiers import PatientId, ResponseId
from ilp_desktop.domain.patient import Patient
from ilp_desktop.domain.problem import Cancelled, Fault, FaultCode, Rejected
from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.domain.visit import QuestionnaireResponse
from ilp_desktop.exchange.photographs import small_enough
from ilp_desktop.exchange.submission_files import SubmissionFiles, open_submissions
from ilp_desktop.forms import Json, Response
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.attachments import add_attachment, adopt_files, check_file, name_for, stage_file
from ilp_desktop.services.drafts import drop_with_files
from ilp_desktop.services.field_forms import FIELD_ROLES
from ilp_desktop.services.form_library import form_of_version
from ilp_desktop.services.found_submissions import FoundSubmission, SubmissionFate, response_id_of, set_aside_id
from ilp_desktop.services.responses import AboutWhom, form_context, keep_amendment, keep_submission
from ilp_desktop.services.submission_editions import CORRECTED_ON_PHONE, earliest_first, newest_edition, predecessor
from ilp_desktop.services.submission_judgement import judged, response_of
from ilp_desktop.services.submission_people import surviving
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.database import Connection
from ilp_desktop.storage.transaction import Transaction, utc

SET_ASIDE_PAGE = "odk_submission"
"""The page of the drafts that are forms from phones."""

_LARGEST_PICTURE = 40_000_000
_TAKEN = frozenset({SubmissionFate.READY, SubmissionFate.INCOMPLETE})


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedForm:
    """A form from a phone that waits to be completed here. ``reason`` says what was wrong when it came."""

    response_id: ResponseId
    form_id: str
    title: str
    day: date
    patient: Patient | None
    reason: str
    replaces: str
    filled_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedForm:
    """One of them, alive; ``at`` is the question that had the cursor."""

    unfinished: UnfinishedForm
    response: Response
    at: str


def take_in_submissions(
    workplace: Workplace, source: Path, found: Sequence[FoundSubmission], progress: Progress = silent
) -> Answer[tuple[FoundSubmission, ...]]:
    """Keeps what is ready and sets aside what is not complete, each with its pictures, each whole or not at all.

    The same again changes nothing; after Batal the rest is as it was. Fault DRIVE_GONE when the stick was pulled.
    """
    workplace.require(*FIELD_ROLES)
    files = open_submissions(source)
    after = list(found)
    changes: set[str] = set()
    for number, place in enumerate(earliest_first(found)):
        if found[place].fate not in _TAKEN:
            continue
        try:
            progress(Step(doing="Menyimpan isian", done=number, total=len(found)))
        except Cancelled:
            break
        after[place], changed = _taken_in(workplace, files, found[place])
        changes |= changed
    return Answer(tuple(after), frozenset(changes))


def unfinished_forms(workplace: Workplace) -> tuple[UnfinishedForm, ...]:
    """What waits to be completed, the oldest day first."""
    workplace.require(*FIELD_ROLES)
    with workplace.database.read() as connection:
        drafts = records.find(connection, Draft, page=SET_ASIDE_PAGE)
        found = [_unfinished(connection, workplace, draft) for draft in drafts]
    return tuple(sorted(found, key=lambda one: (one.day, one.title, one.response_id)))


def open_unfinished(workplace: Workplace, response_id: ResponseId) -> OpenedForm:
    """Opens one of them where it was left. Fault FORM_REFUSED when its form is not here any more."""
    workplace.require(*FIELD_ROLES)
    with workplace.database.read() as connection:
        draft = records.get(connection, Draft, set_aside_id(response_id))
        unfinished = _unfinished(connection, workplace, draft)
    document = _read(draft)["document"]
    assert isinstance(document, dict)
    form = form_of_version(workplace, unfinished.form_id, str(document["version"]))
    response = Response.from_json(form, document, form_context(workplace, _about(unfinished), unfinished.day))
    return OpenedForm(unfinished=unfinished, response=response, at=str(document.get("at", "")))


def keep_unfinished(workplace: Workplace, _page: str, response_id: str, document: str) -> Answer[None]:
    """Keeps what was typed so far; nothing when somebody has completed it meanwhile."""
    with workplace.change("keep_unfinished") as transaction:
        for draft in records.find(transaction.connection, Draft, id=set_aside_id(ResponseId(response_id))):
            content = {**_read(draft), "document": json.loads(document)}
            transaction.keep_draft(replace(draft, content=_text(content), saved_at=utc(transaction.now)))
    return Answer(None)


def complete_unfinished(
    workplace: Workplace, response_id: ResponseId, response: Response
) -> Answer[QuestionnaireResponse]:
    """Keeps the completed answers as what the phone had sent. Rejected as in ``complete_response``."""
    workplace.require(*FIELD_ROLES)
    draft = set_aside_id(response_id)
    with workplace.change("complete_submission") as transaction:
        connection = transaction.connection
        unfinished = _unfinished(connection, workplace, records.get(connection, Draft, draft))
        earlier = response_id_of(unfinished.replaces) if unfinished.replaces else None
        before = newest_edition(connection, earlier) if earlier else None
        record = _write(
            transaction,
            workplace,
            response,
            _about(unfinished),
            unfinished.day,
            response_id,
            before,
            unfinished.filled_by,
        )
        adopt_files(transaction, workplace, record.patient_id, draft, response.files().values())
        drop_with_files(transaction, draft)
    return Answer(record, frozenset(transaction.changes))


def give_up_unfinished(workplace: Workplace, response_id: ResponseId) -> Answer[None]:
    """Throws one of them away; as long as it is on the phone it can be taken in again."""
    workplace.require(*FIELD_ROLES)
    with workplace.change("give_up_submission") as transaction:
        drop_with_files(transaction, set_aside_id(response_id))
    return Answer(None)


def _taken_in(
    workplace: Workplace, files: SubmissionFiles, found: FoundSubmission
) -> tuple[FoundSubmission, frozenset[str]]:
    """Judged once more: what came in before it may have changed what becomes of it."""
    one = judged(workplace, found)
    if one.fate not in _TAKEN:
        return one, frozenset()
    response = response_of(workplace, one)
    pictures, missing = _pictures(files, one, response)
    if missing and not files.is_there():
        raise Fault(
            FaultCode.DRIVE_GONE,
            "Flashdisk atau ponsel terlepas. Yang sudah masuk tetap tersimpan.",
            "Pasang lagi, lalu tekan Ulangi.",
        )
    note = f"Tanpa {missing} gambar: tidak ada, terlalu besar, atau bukan gambar." if missing else ""
    with workplace.change("take_in_submission") as transaction:
        if one.fate is SubmissionFate.INCOMPLETE:
            _set_aside(transaction, workplace, one, response, pictures)
            return replace(one, fate=SubmissionFate.SET_ASIDE, reason=_joined(one.reason, note)), frozenset()
        about = AboutWhom(form_id=response.form.id, patient_id=one.patient.id if one.patient else None)
        assert one.day is not None
        before = predecessor(transaction.connection, one)
        _write(transaction, workplace, response, about, one.day, one.response_id, before, one.filled_by)
        for name, content in pictures.items():
            add_attachment(transaction, workplace, about.patient_id, name, content)
        if one.name is not None and one.name.replaces:
            drop_with_files(transaction, set_aside_id(response_id_of(one.name.replaces)))
    return replace(one, fate=SubmissionFate.KEPT, reason=_joined(one.reason, note)), frozenset(transaction.changes)


def _write(
    transaction: Transaction,
    workplace: Workplace,
    response: Response,
    about: AboutWhom,
    day: date,
    response_id: ResponseId,
    before: QuestionnaireResponse | None,
    filled_by: str,
) -> QuestionnaireResponse:
    if before is None:
        return keep_submission(transaction, workplace, response, about, response_id, day, filled_by)
    return keep_amendment(transaction, workplace, before.id, response, CORRECTED_ON_PHONE, response_id)


def _set_aside(
    transaction: Transaction,
    workplace: Workplace,
    found: FoundSubmission,
    response: Response,
    pictures: Mapping[str, bytes],
) -> None:
    draft = set_aside_id(found.response_id)
    assert found.day is not None
    content: dict[str, Json] = {
        "document": response.to_json(),
        "patient_id": found.patient.id if found.patient else None,
        "day": found.day.isoformat(),
        "reason": found.reason,
        "replaces": found.name.replaces if found.name else "",
        "filled_by": found.filled_by,
    }
    transaction.keep_draft(
        Draft(
            id=draft,
            user_id=workplace.user.id,
            page=SET_ASIDE_PAGE,
            subject_id=found.response_id,
            content=_text(content),
            saved_at=utc(transaction.now),
        )
    )
    for name, picture in pictures.items():
        stage_file(transaction, workplace, draft, name, picture)


def _pictures(files: SubmissionFiles, found: FoundSubmission, response: Response) -> tuple[dict[str, bytes], int]:
    """The files that answers name, by the name that the answers give them from now on, and how many are missing."""
    pictures: dict[str, bytes] = {}
    missing = 0
    for address, written in response.files().items():
        try:
            whole = files.beside(found.place, written, _LARGEST_PICTURE)
            content = small_enough(whole, LARGEST_ATTACHMENT)
            name = name_for(written if content is whole else f"{written}.jpg", content)
            check_file(name, content)
        except (OSError, Rejected):
            missing += 1
            continue
        pictures[name] = content
        response.answer(address, name)
    return pictures, missing


def _unfinished(connection: Connection, workplace: Workplace, draft: Draft) -> UnfinishedForm:
    content = _read(draft)
    document = content["document"]
    assert isinstance(document, dict)
    form_id, patient_id = str(document["form"]), content["patient_id"]
    patient = records.get(connection, Patient, PatientId(str(patient_id))) if patient_id else None
    return UnfinishedForm(
        response_id=ResponseId(draft.subject_id),
        form_id=form_id,
        title=_title(workplace, form_id, str(document["version"])),
        day=date.fromisoformat(str(content["day"])),
        patient=surviving(connection, patient) if patient else None,
        reason=str(content["reason"]),
        replaces=str(content["replaces"]),
        filled_by=str(content.get("filled_by", "")),
    )


def _title(workplace: Workplace, form_id: str, version: str) -> str:
    try:
        return form_of_version(workplace, form_id, version).title
    except Fault:
        return form_id


def _about(unfinished: UnfinishedForm) -> AboutWhom:
    patient = unfinished.patient
    return AboutWhom(form_id=unfinished.form_id, patient_id=patient.id if patient else None)


def _read(draft: Draft) -> dict[str, Json]:
    content: dict[str, Json] = json.loads(draft.content)
    return content


def _text(content: Mapping[str, Json]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
