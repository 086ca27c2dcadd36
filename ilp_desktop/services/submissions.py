"""Looks at forms filled in on phones with ODK Collect or KoboCollect: each with what would become of it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, tzinfo
from pathlib import Path, PurePosixPath

from ilp_desktop.domain.bookkeeping import Draft
from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.patient import Patient
from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.domain.visit import QuestionnaireResponse
from ilp_desktop.exchange.submission_files import open_submissions
from ilp_desktop.forms import FIELD_DAY, FIELD_WORKER, Form, FormRefused, Submission
from ilp_desktop.services.field_forms import FIELD_ROLES
from ilp_desktop.services.found_submissions import FoundSubmission, SubmissionFate, set_aside_id
from ilp_desktop.services.response_records import leaves
from ilp_desktop.services.submission_forms import FormsHere
from ilp_desktop.services.submission_judgement import judged
from ilp_desktop.services.submission_people import find_person, surviving, written_person
from ilp_desktop.services.submission_sources import WrittenSubmission, written_submissions
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records

_DAY_FIELDS = ("visit_date", "tanggal", "tanggal_kunjungan", FIELD_DAY, "today", "start", "end")
_DAY_IN_FOLDER = re.compile(r"_(\d{4}-\d{2}-\d{2})_\d{2}-\d{2}-\d{2}")


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
    written = list(written_submissions(open_submissions(source)))
    forms = FormsHere(workplace)
    found: list[FoundSubmission] = []
    for number, one in enumerate(written):
        progress(Step(doing="Memeriksa isian", done=number, total=len(written)))
        found.extend(_looked_at(workplace, one, forms, matches or {}))
    return tuple(_each_once(found))


def match_submission(workplace: Workplace, found: FoundSubmission, patient_id: PatientId) -> FoundSubmission:
    """The same form, about the person that somebody chose."""
    with workplace.database.read() as connection:
        patient = surviving(connection, records.get(connection, Patient, patient_id))
    return judged(workplace, replace(found, patient=patient))


def _looked_at(
    workplace: Workplace, written: WrittenSubmission, forms: FormsHere, matches: Mapping[str, str]
) -> Iterator[FoundSubmission]:
    """The filled form, read with its form; nothing for a blank form that lies there too."""
    try:
        name = written.name()
        form, own = forms.form_for(name)
        submission = written.submission(form, own)
        yield _fated(workplace, written.place, submission, form, matches.get(name.instance_id, ""))
    except FormRefused as refusal:
        if refusal.problems[0].code != "submission_blank":
            yield _refused(written.place, str(refusal.problems[0]))
    except OSError:
        yield _refused(written.place, "Berkas ini tidak dapat dibaca. Salin lagi dari ponsel.")


def _refused(place: str, reason: str) -> FoundSubmission:
    return FoundSubmission(place=place, fate=SubmissionFate.REFUSED, reason=reason)


def _fated(workplace: Workplace, place: str, submission: Submission, form: Form, match: str) -> FoundSubmission:
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
        days=tuple(_days(words, place, submission.sent, workplace)),
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


def _days(words: Mapping[str, str], place: str, sent: str, workplace: Workplace) -> Iterator[date]:
    """The day that the form gives, then that of its folder, that of its sending, and today; never one to come."""
    folder = _DAY_IN_FOLDER.search(PurePosixPath(place).parent.name)
    zone = workplace.clock().tzinfo
    for text in (*(words.get(field, "") for field in _DAY_FIELDS), folder[1] if folder else "", sent):
        day = _day_here(text, zone)
        if day is not None:
            yield min(day, workplace.today)
    yield workplace.today


def _day_here(text: str, zone: tzinfo | None) -> date | None:
    """The day of a day or moment, in the zone of this puskesmas: servers write Greenwich."""
    try:
        return datetime.fromisoformat(text).astimezone(zone).date() if "T" in text else date.fromisoformat(text[:10])
    except (ValueError, OverflowError):
        return None


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
