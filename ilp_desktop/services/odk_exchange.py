"""Filling in forms on phones with ODK Collect: forms and the list of people out, filled forms in."""

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from ilp_desktop.domain.bookkeeping import PrintRecord
from ilp_desktop.domain.form_definition import FormDefinition
from ilp_desktop.domain.identifiers import ResponseId
from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.domain.installation import Role
from ilp_desktop.domain.patient import Patient, PatientStatus
from ilp_desktop.domain.problem import Fault, FaultCode, Problem, Rejected
from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.domain.visit import QuestionnaireResponse
from ilp_desktop.forms import (
    PEOPLE_COLUMNS,
    PEOPLE_TABLE,
    Form,
    FormRefused,
    Json,
    Kind,
    Response,
    Submission,
    SubmissionName,
    field_edition,
    read_submission,
    submission_name,
)
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.attachments import add_attachment
from ilp_desktop.services.form_library import current_of, form_of_version, known_forms, tables_of
from ilp_desktop.services.response_records import leaves
from ilp_desktop.services.responses import AboutWhom, form_context, keep_submission
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.database import Connection
from ilp_desktop.storage.transaction import Transaction, new_id, utc
from ilp_desktop.storage.whole_file import write_whole

_WHO = (Role.CLUSTER_1, Role.CLUSTER_2, Role.CLUSTER_3, Role.CLUSTER_4, Role.HEAD)
_MOST_FILES = 5_000
_LARGEST = 5_000_000
_NUMBER_FIELDS = ("patient_id", "no_rm", "nik")
_DAY_FIELDS = ("visit_date", "tanggal", "today", "start", "end")
_DAY_IN_FOLDER = re.compile(r"_(\d{4}-\d{2}-\d{2})_\d{2}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldForms:
    """What was written for the phones. ``without_rules`` names, by form, what only the desktop computes."""

    forms: tuple[str, ...]
    people: int
    without_rules: Mapping[str, tuple[str, ...]]


class SubmissionFate(StrEnum):
    """What becomes of one filled form."""

    READY = "ready"
    UNMATCHED = "unmatched"
    KNOWN = "known"
    INCOMPLETE = "incomplete"
    REFUSED = "refused"
    KEPT = "kept"


FATE_LABELS: Mapping[SubmissionFate, str] = {
    SubmissionFate.READY: "siap masuk",
    SubmissionFate.UNMATCHED: "orangnya belum cocok",
    SubmissionFate.KNOWN: "sudah pernah masuk",
    SubmissionFate.INCOMPLETE: "belum lengkap",
    SubmissionFate.REFUSED: "ditolak",
    SubmissionFate.KEPT: "masuk",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSubmission:
    """One filled form on the stick. ``reason`` says in a sentence why it does not go in."""

    path: Path
    fate: SubmissionFate
    reason: str = ""
    name: SubmissionName | None = None
    form: Form | None = None
    document: Mapping[str, Json] | None = None
    patient: Patient | None = None
    day: date | None = None


def write_field_forms(
    workplace: Workplace, folder: Path, village: str = "", progress: Progress = silent
) -> Answer[FieldForms]:
    """Writes each form in use with its list of people, as ODK Collect's folder ``forms`` wants them.

    ``village`` limits the list to the people of a village, by name. The lists are not encrypted: that they were written
    is recorded.
    """
    workplace.require(*_WHO)
    people = _people(workplace, village)
    table = _people_table(people)
    written: list[str] = []
    lost: dict[str, tuple[str, ...]] = {}
    for definition, form in _in_use(workplace):
        progress(Step(doing=f"Menulis {form.title}", done=len(written), total=0))
        about_person = form.subject != "meeting"
        tables = dict(tables_of(definition))
        edition = field_edition(definition.content.encode(), tables, table, about_person=about_person)
        _write(folder, _plain(form.id), edition.xform, {**tables, PEOPLE_TABLE: table} if about_person else tables)
        written.append(form.title)
        lost[form.title] = edition.without_rules
    with workplace.change("write_field_forms") as transaction:
        transaction.insert(
            PrintRecord(
                id=new_id(),
                paper="odk_people",
                subject_id="",
                printed_at=utc(transaction.now),
                printed_by=workplace.user.id,
            )
        )
    found = FieldForms(forms=tuple(written), people=len(people), without_rules=lost)
    return Answer(found, frozenset(transaction.changes))


def look_at_submissions(
    workplace: Workplace, folder: Path, matches: Mapping[str, str] | None = None, progress: Progress = silent
) -> tuple[FoundSubmission, ...]:
    """Every filled form below a folder and what would become of it; nothing is kept.

    ``matches`` gives a No. RM or NIK to the instance id of a form whose person was not found. Fault FILE_UNREADABLE
    when the folder cannot be read or holds too much.
    """
    workplace.require(*_WHO)
    found = []
    paths = _submission_files(folder)
    for number, path in enumerate(paths):
        progress(Step(doing="Memeriksa isian", done=number, total=len(paths)))
        try:
            found.append(_looked_at(workplace, path, matches or {}))
        except FormRefused as refusal:
            found.append(FoundSubmission(path=path, fate=SubmissionFate.REFUSED, reason=str(refusal.problems[0])))
        except Fault as fault:
            reason = f"{fault.sentence} {fault.remedy}"
            found.append(FoundSubmission(path=path, fate=SubmissionFate.REFUSED, reason=reason))
    return tuple(_each_once(found))


def take_in_submissions(
    workplace: Workplace, found: Sequence[FoundSubmission], progress: Progress = silent
) -> Answer[tuple[FoundSubmission, ...]]:
    """Keeps those that are ready, each with its pictures, each whole or not at all; the same again changes nothing."""
    workplace.require(*_WHO)
    after: list[FoundSubmission] = []
    changes: set[str] = set()
    for number, one in enumerate(found):
        progress(Step(doing="Menyimpan isian", done=number, total=len(found)))
        if one.fate is not SubmissionFate.READY:
            after.append(one)
            continue
        try:
            with workplace.change("take_in_submission") as transaction:
                reason = _keep(transaction, workplace, one)
        except Rejected as rejected:
            after.append(replace(one, fate=SubmissionFate.INCOMPLETE, reason=_said(rejected.problems)))
            continue
        changes |= transaction.changes
        after.append(replace(one, fate=SubmissionFate.KEPT, reason=reason))
    return Answer(tuple(after), frozenset(changes))


def _looked_at(workplace: Workplace, path: Path, matches: Mapping[str, str]) -> FoundSubmission:
    content = _content(path)
    name = submission_name(content)
    if not name.instance_id:
        return FoundSubmission(path=path, fate=SubmissionFate.REFUSED, reason="Isian ini tidak bernomor (instanceID).")
    form = form_of_version(workplace, name.form_id, name.form_version)
    submission = read_submission(content, form)
    day = _day(submission, path, workplace.today)
    found = FoundSubmission(
        path=path, fate=SubmissionFate.READY, name=name, form=form, document=submission.document, day=day
    )
    with workplace.database.read() as connection:
        if records.find(connection, QuestionnaireResponse, id=_response_id(name)):
            return replace(found, fate=SubmissionFate.KNOWN, reason="Tidak dimasukkan lagi.")
        patient = _person(connection, submission, matches.get(name.instance_id, ""))
    found = replace(found, patient=patient)
    if patient is None and form.subject != "meeting":
        return replace(found, fate=SubmissionFate.UNMATCHED, reason=_unmatched(name))
    problems = _response(workplace, found).problems()
    if problems:
        return replace(found, fate=SubmissionFate.INCOMPLETE, reason=_said(problems))
    return found


def _keep(transaction: Transaction, workplace: Workplace, found: FoundSubmission) -> str:
    """Keeps one, with its pictures; a sentence about pictures that are missing."""
    assert found.name is not None
    assert found.form is not None
    assert found.day is not None
    response = _response(workplace, found)
    about = _about(found)
    keep_submission(transaction, workplace, response, about, _response_id(found.name), found.day)
    missing = []
    for name in _files_named(response):
        try:
            add_attachment(transaction, workplace, about.patient_id, name, _picture(found.path.parent, name))
        except (OSError, Rejected):
            missing.append(name)
    return f"Tanpa {len(missing)} gambar: tidak ada, terlalu besar, atau bukan gambar." if missing else ""


def _response(workplace: Workplace, found: FoundSubmission) -> Response:
    """The answers, with what this installation knows of the person in place of what the phone knew."""
    assert found.form is not None
    assert found.document is not None
    context = form_context(workplace, _about(found), found.day)
    known = Response(found.form, context)
    answers = found.document["answers"]
    for question in found.form.questions():
        if question.kind is Kind.HIDDEN and question.meaning.prefill:
            _put(answers, question.path.split("/")[2:], known)
    return Response.from_json(found.form, found.document, context)


def _put(answers: Json, steps: Sequence[str], known: Response) -> None:
    """Sets one answer outside of repeats."""
    place: Json = answers
    for step in steps[:-1]:
        if not isinstance(place, dict):
            return
        place = place.setdefault(step, {})
    value = known.value("/".join(steps))
    if isinstance(place, dict) and value:
        place[steps[-1]] = value


def _about(found: FoundSubmission) -> AboutWhom:
    assert found.form is not None
    return AboutWhom(form_id=found.form.id, patient_id=found.patient.id if found.patient else None)


def _person(connection: Connection, submission: Submission, match: str) -> Patient | None:
    """By the id that was chosen from our list, or a No. RM or NIK; a merged record leads to the surviving one."""
    answers = dict(leaves(submission.document["answers"]))
    tried = (match, submission.name.person, *(answers.get(field, "") for field in _NUMBER_FIELDS))
    for text in filter(None, tried):
        by_number = (
            records.find(connection, Patient, id=text)
            or records.find(connection, Patient, medical_record_number=text)
            or records.find(connection, Patient, nik=text)
        )
        if by_number:
            return _surviving(connection, by_number[0])
    return None


def _surviving(connection: Connection, patient: Patient) -> Patient:
    seen = {patient.id}
    while patient.merged_into is not None and patient.merged_into not in seen:
        seen.add(patient.merged_into)
        patient = records.get(connection, Patient, patient.merged_into)
    return patient


def _each_once(found: Sequence[FoundSubmission]) -> Iterator[FoundSubmission]:
    """A form that lies on the stick twice goes in once."""
    seen: set[str] = set()
    for one in found:
        instance = one.name.instance_id if one.name else ""
        if one.fate is SubmissionFate.READY and instance in seen:
            yield replace(one, fate=SubmissionFate.KNOWN, reason="Ada dua kali di flashdisk ini.")
            continue
        seen.add(instance)
        yield one


def _response_id(name: SubmissionName) -> ResponseId:
    """The same on every PC, so that a form that came in at two places is one response."""
    return ResponseId(hashlib.sha256(f"odk\n{name.instance_id}".encode()).hexdigest())


def _day(submission: Submission, path: Path, today: date) -> date:
    answers = dict(leaves(submission.document["answers"]))
    folder = _DAY_IN_FOLDER.search(path.parent.name)
    texts = [*(answers.get(field, "")[:10] for field in _DAY_FIELDS), folder[1] if folder else ""]
    for text in filter(None, texts):
        try:
            return min(date.fromisoformat(text), today)
        except ValueError:
            continue
    return today


def _submission_files(folder: Path) -> list[Path]:
    try:
        if not folder.is_dir():
            raise NotADirectoryError
        paths = sorted(path for path in folder.rglob("*.xml") if path.is_file())
    except OSError as error:
        raise Fault(
            FaultCode.FILE_UNREADABLE, "Folder isian tidak dapat dibaca.", "Periksa flashdisk atau nama foldernya."
        ) from error
    if len(paths) > _MOST_FILES:
        raise Fault(
            FaultCode.FILE_UNREADABLE,
            f"Ada lebih dari {_MOST_FILES} berkas XML di folder itu.",
            "Pilih folder instances dari ODK Collect saja.",
        )
    return paths


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST + 1)
    except OSError as error:
        raise Fault(FaultCode.FILE_UNREADABLE, f"{path.name} tidak dapat dibaca.", "Salin lagi dari ponsel.") from error


def _files_named(response: Response) -> Iterator[str]:
    for address in response.answered():
        state = response.state(address)
        if state.question.kind is Kind.FILE and state.value:
            yield state.value


def _picture(folder: Path, name: str) -> bytes:
    """A file beside the submission; a name that leads elsewhere is no file."""
    if Path(name).name != name:
        raise FileNotFoundError
    with (folder / name).open("rb") as file:
        return file.read(_LARGEST)


def _said(problems: Sequence[Problem]) -> str:
    return f"{len(problems)} isian belum benar: {problems[0].field}: {problems[0].sentence}"


def _unmatched(name: SubmissionName) -> str:
    if name.person:
        return "Orang yang dipilih di ponsel tidak ada di sini. Sebut No. RM atau NIK-nya."
    return "Isian ini tidak menyebut orangnya. Sebut No. RM atau NIK-nya."


def _in_use(workplace: Workplace) -> tuple[tuple[FormDefinition, Form], ...]:
    known = known_forms(workplace)
    current = current_of(known, workplace.today)
    return tuple((one.definition, one.form) for one in known if one.form is not None and one.form in current.values())


def _people(workplace: Workplace, village: str) -> tuple[Patient, ...]:
    with workplace.database.read() as connection:
        people = records.find(connection, Patient, order_by="name", status=PatientStatus.ACTIVE)
    wanted = village.casefold().strip()
    return tuple(one for one in people if not wanted or one.village_name.casefold() == wanted)


def _people_table(people: Sequence[Patient]) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(PEOPLE_COLUMNS)
    for one in people:
        born = one.birth_date
        told = (one.name, one.sex.value, short_date(born) if born else "", one.village_name, one.medical_record_number)
        label = " · ".join(filter(None, told))
        writer.writerow((one.id, label, one.sex.value, born.isoformat() if born else "", one.village_name))
    return target.getvalue().encode()


def _write(folder: Path, stem: str, xform: str, tables: Mapping[str, bytes]) -> None:
    try:
        media = folder / f"{stem}-media"
        (media if tables else folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Fault(
            FaultCode.READ_ONLY, "Folder tujuan tidak dapat ditulisi.", "Periksa flashdisknya, atau pilih folder lain."
        ) from error
    write_whole(folder / f"{stem}.xml", xform.encode())
    for name, content in tables.items():
        write_whole(media / Path(name).name, content)


def _plain(form_id: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]+", "_", form_id)
