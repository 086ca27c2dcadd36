"""Forms filled in on phones with ODK Collect or KoboCollect: looked at, each with what would become of it."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NoReturn

from ilp_desktop.domain.bookkeeping import Draft
from ilp_desktop.domain.identifiers import PatientId, ResponseId
from ilp_desktop.domain.patient import Patient
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.domain.visit import QuestionnaireResponse
from ilp_desktop.exchange.submission_files import SubmissionFiles, open_submissions
from ilp_desktop.forms import (
    FIELD_DAY,
    FIELD_WORKER,
    LARGEST_SUBMISSION,
    LARGEST_TABLE,
    ExportedRow,
    Form,
    FormRefused,
    Json,
    Kind,
    Repeat,
    Response,
    Submission,
    SubmissionName,
    exported_submission,
    is_export,
    read_export,
    read_submission,
    refuse,
    submission_name,
)
from ilp_desktop.services.field_forms import FIELD_ROLES
from ilp_desktop.services.form_library import KnownForm, known_forms
from ilp_desktop.services.response_records import leaves
from ilp_desktop.services.responses import AboutWhom, form_context
from ilp_desktop.services.submission_people import find_person, surviving, written_person
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.database import Connection

_DAY_FIELDS = ("visit_date", "tanggal", "tanggal_kunjungan", FIELD_DAY, "today", "start", "end")
_DAY_IN_FOLDER = re.compile(r"_(\d{4}-\d{2}-\d{2})_\d{2}-\d{2}-\d{2}")
CORRECTED_ON_PHONE = "Diperbaiki di ponsel"
"""The reason of an amendment that came as a corrected edition."""
_FEWEST_NAMES = 3
"""Questions that must be answered before a form is recognised by its questions alone."""


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
    who had the phone, as far as it says so.
    """

    place: str
    fate: SubmissionFate
    reason: str = ""
    name: SubmissionName | None = None
    form: Form | None = None
    document: Mapping[str, Json] | None = None
    patient: Patient | None = None
    day: date | None = None
    person: PersonEntry | None = None
    left_out: tuple[str, ...] = ()
    filled_by: str = ""

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


def look_at_submissions(
    workplace: Workplace,
    source: Path,
    matches: Mapping[str, str] | None = None,
    progress: Progress = silent,
) -> tuple[FoundSubmission, ...]:
    """Every filled form of a folder or zip and what would become of it; nothing is kept.

    ``matches`` gives an id, No. RM or NIK to the instance id of a form whose person was not found. Fault
    FILE_UNREADABLE when the folder or zip cannot be read or holds too much.
    """
    workplace.require(*FIELD_ROLES)
    files = open_submissions(source)
    known = _Known(workplace)
    written = list(_written(files))
    found: list[FoundSubmission] = []
    for number, one in enumerate(written):
        progress(Step(doing="Memeriksa isian", done=number, total=len(written)))
        try:
            name = one.name()
            form, own = known.form_for(name)
            submission = one.submission(form, own)
        except FormRefused as refusal:
            if refusal.problems[0].code != "submission_blank":
                found.append(_refused(one.place, str(refusal.problems[0])))
        except OSError:
            found.append(_refused(one.place, "Berkas ini tidak dapat dibaca. Salin lagi dari ponsel."))
        else:
            match = (matches or {}).get(name.instance_id, "")
            found.append(_looked_at(workplace, one.place, submission, form, match))
    return tuple(_each_once(found))


@dataclass(frozen=True, slots=True)
class _Written:
    """One filled form as it lies there, not yet read."""

    place: str
    name: Callable[[], SubmissionName]
    submission: Callable[[Form, bool], Submission]


def _written(files: SubmissionFiles) -> Iterator[_Written]:
    """The XML files; where there are none, the rows of the tables that ODK Central exports."""
    places = files.forms()
    for place in places:
        yield _Written(place, partial(_name_in, files, place), partial(_submission_in, files, place))
    for table in () if places else files.tables():
        yield from _exported(files, table)


def _name_in(files: SubmissionFiles, place: str) -> SubmissionName:
    return submission_name(files.read(place, LARGEST_SUBMISSION + 1))


def _submission_in(files: SubmissionFiles, place: str, form: Form, own: bool) -> Submission:
    return read_submission(files.read(place, LARGEST_SUBMISSION + 1), form, same_id=own)


def _exported(files: SubmissionFiles, table: str) -> Iterator[_Written]:
    stem = PurePosixPath(table).with_suffix("").name
    repeats = [place for place in files.tables() if PurePosixPath(place).name.startswith(f"{stem}-")]
    try:
        main = files.read(table, LARGEST_TABLE + 1)
        if not is_export(main):
            return
        if len(main) > LARGEST_TABLE:
            raise refuse("submission_too_large", "Tabel isian terlalu besar", "Paling besar 50 MB; ekspor per bulan")
        rows = read_export(stem, main, [files.read(place, LARGEST_TABLE) for place in repeats])
    except (FormRefused, OSError) as failure:
        yield _Written(table, partial(_fail, failure), partial(_fail, failure))
        return
    for row in rows:
        yield _Written(f"{table} baris {row.number}", partial(_itself, row.name), partial(_row_of, row))


def _fail(failure: Exception, *_asked: object) -> NoReturn:
    raise failure


def _itself(name: SubmissionName) -> SubmissionName:
    return name


def _row_of(row: ExportedRow, form: Form, _own: bool) -> Submission:
    return exported_submission(row, form)


def match_submission(workplace: Workplace, found: FoundSubmission, patient_id: PatientId) -> FoundSubmission:
    """The same form, about the person that somebody chose."""
    with workplace.database.read() as connection:
        patient = surviving(connection, records.get(connection, Patient, patient_id))
    return judged(workplace, replace(found, patient=patient))


def judged(workplace: Workplace, found: FoundSubmission) -> FoundSubmission:
    """With its fate, now that the person is known."""
    with workplace.database.read() as connection:
        before = predecessor(connection, found)
    problem = _against(found, before)
    if problem is not None:
        return replace(found, fate=problem[0], reason=problem[1])
    response = response_of(workplace, found)
    problems = response.problems()
    if problems:
        return replace(found, fate=SubmissionFate.INCOMPLETE, reason=said(response, problems))
    reason = "Memperbaiki isian yang sudah masuk." if before is not None else ""
    return replace(found, fate=SubmissionFate.READY, reason=reason or _left_out(found))


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


def response_of(workplace: Workplace, found: FoundSubmission) -> Response:
    """The answers, with what this installation knows of the person in place of what the phone knew."""
    assert found.form is not None
    assert found.document is not None
    patient_id = found.patient.id if found.patient else None
    context = form_context(workplace, AboutWhom(form_id=found.form.id, patient_id=patient_id), found.day)
    known = Response(found.form, context)
    answers = _copied(found.document["answers"])
    repeats = tuple(f"{item.path}/" for item in found.form.items() if isinstance(item, Repeat))
    for question in found.form.questions():
        if question.kind is Kind.HIDDEN and question.meaning.prefill and not question.path.startswith(repeats):
            _put(answers, question.path.split("/")[2:], known)
    return Response.from_json(found.form, {**found.document, "answers": answers}, context)


def said(response: Response, problems: Sequence[Problem]) -> str:
    """What is wrong, in a sentence: how many, and the first by its label."""
    first = problems[0]
    label = response.label(first.field) or first.field
    return f"{len(problems)} isian belum benar. {label}: {first.sentence}."


class _Known:
    """The forms that are here, each made alive only when a submission is made with it."""

    def __init__(self, workplace: Workplace) -> None:
        self._known = [one for one in known_forms(workplace) if not one.problems]
        self._alive: dict[str, Form] = {}
        self._paths: dict[str, frozenset[str]] = {}

    def form_for(self, name: SubmissionName) -> tuple[Form, bool]:
        """The form of a submission, and whether it says so itself; Kobo gives ids and versions of its own."""
        if not name.instance_id:
            raise refuse("submission_unnumbered", "Isian ini tidak bernomor (instanceID)", "Salin lagi dari ponsel")
        own = [one for one in self._known if one.definition.form_id == name.form_id]
        exact = next((one for one in own if one.definition.version == name.form_version), None)
        if exact is not None:
            return self._form(exact), True
        if own and name.form_version:
            raise refuse(
                "submission_other_version",
                f"Versi {name.form_version} dari {own[0].definition.title} tidak ada di komputer ini",
                "Minta formulir versi itu dari dinas, masukkan di Kantor formulir, lalu ambil isian ini lagi",
            )
        fitting = [one for one in own or self._known if self._fits(name, one)]
        if len({one.definition.form_id for one in fitting}) != 1:
            raise refuse(
                "submission_unknown_form",
                f"Formulir {name.form_id} tidak dikenal di sini",
                "Masukkan dulu formulirnya di Kantor formulir, lalu ambil isian ini lagi",
            )
        return self._form(max(fitting, key=_newness)), bool(own)

    def _form(self, known: KnownForm) -> Form:
        if known.definition.id not in self._alive:
            form = known.form
            if form is None:
                raise refuse("submission_unknown_form", "Formulir ini tidak dapat dipakai", "Lihat Kantor formulir")
            self._alive[known.definition.id] = form
        return self._alive[known.definition.id]

    def _fits(self, name: SubmissionName, known: KnownForm) -> bool:
        """Whether every answered question is one of the form's; a handful of names alone is no proof."""
        key = known.definition.id
        if key not in self._paths:
            form = known.form
            questions = () if form is None else form.questions()
            self._paths[key] = frozenset(question.path.split("/", 2)[2] for question in questions)
        paths = self._paths[key]
        return len(name.names & paths) >= _FEWEST_NAMES and name.names <= paths | _OF_PHONES


def _newness(known: KnownForm) -> tuple[date, str]:
    return known.definition.effective_from or date.min, known.definition.version


_OF_PHONES = frozenset({"start", "end", "today", "deviceid", "username", "phonenumber", "subscriberid", "simserial"})


def _looked_at(workplace: Workplace, place: str, submission: Submission, form: Form, match: str) -> FoundSubmission:
    name = submission.name
    words = {**submission.beside, **dict(leaves(submission.document["answers"]))}
    person = written_person(words)
    found = FoundSubmission(
        place=place,
        fate=SubmissionFate.READY,
        name=name,
        left_out=submission.left_out,
        form=form,
        document=submission.document,
        day=_day(words, place, submission.sent, workplace.today),
        person=person,
        filled_by=words.get(FIELD_WORKER) or words.get("username") or submission.sender,
    )
    with workplace.database.read() as connection:
        if records.find(connection, QuestionnaireResponse, id=found.response_id):
            return replace(found, fate=SubmissionFate.KNOWN, reason="Tidak dimasukkan lagi.")
        if records.find(connection, Draft, id=set_aside_id(found.response_id)):
            where = "Sudah tersimpan di sini. Lengkapi di daftar Perlu dilengkapi."
            return replace(found, fate=SubmissionFate.SET_ASIDE, reason=where)
        patient, why = find_person(connection, (match, name.person), words, person)
    if patient is None and form.subject != "meeting":
        return replace(found, fate=SubmissionFate.UNMATCHED, reason=why)
    return judged(workplace, replace(found, patient=patient))


def _against(found: FoundSubmission, before: QuestionnaireResponse | None) -> tuple[SubmissionFate, str] | None:
    """What stands against an edition that corrects an earlier one."""
    if before is None or found.name is None:
        return None
    if before.patient_id != (found.patient.id if found.patient else None):
        return (
            SubmissionFate.REFUSED,
            "Isian asalnya sudah masuk untuk orang lain. Perbaiki yang di sini, bukan dari ponsel.",
        )
    if before.id != response_id_of(found.name.replaces) and before.amendment_reason != CORRECTED_ON_PHONE:
        return SubmissionFate.INCOMPLETE, "Isian asalnya sudah diubah juga di sini. Periksa, lalu simpan yang benar."
    return None


def _left_out(found: FoundSubmission) -> str:
    names = ", ".join(found.left_out)
    return f"Tidak dibaca, karena tidak ada di formulir: {names}." if names else ""


def _copied(answers: Json) -> Json:
    if isinstance(answers, dict):
        return {name: _copied(value) for name, value in answers.items()}
    return [_copied(value) for value in answers] if isinstance(answers, list) else answers


def _put(answers: Json, steps: Sequence[str], known: Response) -> None:
    """Sets one answer, in groups that may not be there yet."""
    place: Json = answers
    for step in steps[:-1]:
        if not isinstance(place, dict):
            return
        place = place.setdefault(step, {})
    value = known.value("/".join(steps))
    if isinstance(place, dict) and value:
        place[steps[-1]] = value


def _each_once(found: Iterable[FoundSubmission]) -> Iterator[FoundSubmission]:
    """A form that lies there twice goes in once."""
    seen: set[str] = set()
    for one in found:
        instance = one.name.instance_id if one.name else ""
        if instance and instance in seen:
            yield replace(one, fate=SubmissionFate.KNOWN, reason="Ada dua kali di folder ini.")
            continue
        seen.add(instance)
        yield one


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


def _day(words: Mapping[str, str], place: str, sent: str, today: date) -> date:
    """The day that the form gives, else that of its folder, else that of its sending, else today; never one to come."""
    folder = _DAY_IN_FOLDER.search(PurePosixPath(place).parent.name)
    texts = [*(words.get(field, "")[:10] for field in _DAY_FIELDS), folder[1] if folder else "", sent[:10]]
    for text in filter(None, texts):
        try:
            return min(date.fromisoformat(text), today)
        except ValueError:
            continue
    return today


def _refused(place: str, reason: str) -> FoundSubmission:
    return FoundSubmission(place=place, fate=SubmissionFate.REFUSED, reason=reason)
