"""Filling in forms: starting from what is known, drafts, completing, amending, opening again."""

import json
from dataclasses import dataclass, replace
from datetime import date

from ilp_desktop.domain.episode import EpisodeSpans
from ilp_desktop.domain.identifiers import EpisodeId, FlagId, ObservationId, PatientId, ResponseId, VisitId
from ilp_desktop.domain.observation_record import Observation
from ilp_desktop.domain.patient import Patient
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.domain.uncertain import STANDARD_RULES
from ilp_desktop.domain.visit import Flag, QuestionnaireResponse, Visit
from ilp_desktop.forms import CompletedResponse, Form, FormContext, FormRefused, Json, LastObservation, Response
from ilp_desktop.forms.functions import FORM_RULES
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.attachments import adopt_files
from ilp_desktop.services.couples import partner_answers
from ilp_desktop.services.deaths import mark_by_form
from ilp_desktop.services.drafts import draft_id, draft_of, drop_with_files
from ilp_desktop.services.episodes import answers_in_episode, birth_story, join_episode, standing_flags
from ilp_desktop.services.form_library import current_form, episode_role, form_of_version, keep_form, known_forms
from ilp_desktop.services.immunisation_in_forms import facts_for_forms, keep_stated_dose, void_stated_doses
from ilp_desktop.services.measurements import measured
from ilp_desktop.services.programme_settings import programme_settings
from ilp_desktop.services.response_records import leaves, standing
from ilp_desktop.services.rules_in_force import rules_in_force
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.transaction import Transaction, new_id, utc


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutWhom:
    """Whom a form is about; nobody for a meeting. ``form_id`` says which form."""

    form_id: str
    patient_id: PatientId | None = None
    visit_id: VisitId | None = None

    @property
    def draft_page(self) -> str:
        """The page under which the draft is kept."""
        return f"form/{self.form_id}"

    @property
    def draft_subject(self) -> str:
        """What the draft is about."""
        return self.visit_id or self.patient_id or "meeting"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedResponse:
    """A completed response, alive again in the version of its form."""

    record: QuestionnaireResponse
    response: Response


AMENDMENT_PAGE = "amendment"
"""The page under which a correction is kept while it is typed; its subject is the response."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedAmendment:
    """A completed response on its way to a correction; ``at`` and ``reason`` are of a draft that was resumed."""

    record: QuestionnaireResponse
    response: Response
    at: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumedResponse:
    """A draft, alive again; ``at`` is the question that had the cursor."""

    response: Response
    at: str


def start_response(workplace: Workplace, about: AboutWhom) -> Response:
    """A new response in the newest version, filled from what is known of the person."""
    return Response(current_form(workplace, about.form_id), form_context(workplace, about))


def resume_draft(workplace: Workplace, about: AboutWhom) -> ResumedResponse | None:
    """What this user had begun to fill in, if anything is kept that still fits; by the rules in force now."""
    draft = draft_of(workplace, about.draft_page, about.draft_subject)
    if draft is None:
        return None
    document: dict[str, Json] = json.loads(draft.content)
    at = document.get("at")
    document.pop("rules", None)
    try:
        form = form_of_version(workplace, about.form_id, str(document["version"]))
        response = Response.from_json(form, document, form_context(workplace, about))
    except FormRefused:
        return None
    return ResumedResponse(response=response, at=at if isinstance(at, str) else "")


def complete_response(workplace: Workplace, response: Response, about: AboutWhom) -> Answer[QuestionnaireResponse]:
    """Keeps the answers with what they mean elsewhere, and drops the draft: all or nothing.

    Rejected with every problem that still stands, each at its address.
    """
    completed = response.complete()
    draft = draft_id(workplace, about.draft_page, about.draft_subject)
    with workplace.change("complete_response") as transaction:
        record = _record(transaction, workplace, response.form, completed, about)
        transaction.insert(record)
        keep_form(transaction, response.form)
        _extract(transaction, workplace, completed, record)
        adopt_files(transaction, workplace, about.patient_id, draft, response.files().values())
        drop_with_files(transaction, draft)
    return Answer(record, frozenset(transaction.changes))


def keep_submission(
    transaction: Transaction,
    workplace: Workplace,
    response: Response,
    about: AboutWhom,
    response_id: ResponseId,
    day: date,
    filled_by: str = "",
) -> QuestionnaireResponse:
    """Keeps what ``filled_by`` filled in elsewhere on a day, with what it means; Rejected as ``complete_response``."""
    completed = response.complete()
    record = replace(_record(transaction, workplace, response.form, completed, about, day), id=response_id)
    if filled_by:
        record = replace(record, author_name=f"{filled_by}, dengan ponsel")
    transaction.insert(record)
    keep_form(transaction, response.form)
    _extract(transaction, workplace, completed, record)
    return record


def amend_response(
    workplace: Workplace, response_id: ResponseId, response: Response, reason: str
) -> Answer[QuestionnaireResponse]:
    """Keeps corrected answers beside the old ones; what was extracted from the old ones no longer counts."""
    if not reason.strip():
        raise Rejected(
            Problem(
                code="amendment.reason",
                field="reason",
                sentence="Alasan perubahan belum diisi.",
                remedy="Tulis alasannya, lalu simpan lagi.",
            )
        )
    draft = draft_id(workplace, AMENDMENT_PAGE, response_id)
    with workplace.change("amend_response") as transaction:
        after = keep_amendment(transaction, workplace, response_id, response, reason.strip())
        adopt_files(transaction, workplace, after.patient_id, draft, response.files().values())
        drop_with_files(transaction, draft)
    return Answer(after, frozenset(transaction.changes))


def keep_amendment(
    transaction: Transaction,
    workplace: Workplace,
    response_id: ResponseId,
    response: Response,
    reason: str,
    new_response_id: ResponseId | None = None,
) -> QuestionnaireResponse:
    """Keeps corrected answers, of the same day, beside the old ones; Rejected as in ``complete_response``."""
    completed = response.complete()
    before = records.get(transaction.connection, QuestionnaireResponse, response_id)
    about = AboutWhom(form_id=before.form_id, patient_id=before.patient_id, visit_id=before.visit_id)
    day = None if before.patient_id is None else before.effective_date
    record = _record(transaction, workplace, response.form, completed, about, day, before.episode_id)
    after = replace(record, id=new_response_id or record.id, amends=before.id, amendment_reason=reason)
    transaction.insert(after)
    keep_form(transaction, response.form)
    for observation in records.find(transaction.connection, Observation, response_id=response_id, voided_reason=""):
        transaction.change(observation, voided_reason="jawaban diubah")
    for flag in records.find(transaction.connection, Flag, response_id=response_id, ended=None):
        transaction.change(flag, ended=after.effective_date)
    void_stated_doses(transaction, response_id)
    _extract(transaction, workplace, completed, after)
    return after


def open_amendment(workplace: Workplace, response_id: ResponseId) -> OpenedAmendment:
    """A completed response to be corrected, with what this user had corrected already, if anything is kept of it."""
    opened = open_response(workplace, response_id)
    draft = draft_of(workplace, AMENDMENT_PAGE, response_id)
    if draft is None:
        return OpenedAmendment(record=opened.record, response=opened.response, at="", reason="")
    document: dict[str, Json] = json.loads(draft.content)
    before = opened.response
    try:
        response = Response.from_json(before.form, document, before.context)
    except FormRefused:
        return OpenedAmendment(record=opened.record, response=before, at="", reason="")
    at, reason = document.get("at"), document.get("reason")
    return OpenedAmendment(
        record=opened.record,
        response=response,
        at=at if isinstance(at, str) else "",
        reason=reason if isinstance(reason, str) else "",
    )


def open_response(workplace: Workplace, response_id: ResponseId) -> OpenedResponse:
    """A completed response with the version of the form, and by the rules, with which it was made."""
    with workplace.database.read() as connection:
        record = records.get(connection, QuestionnaireResponse, response_id)
    form = form_of_version(workplace, record.form_id, record.form_version)
    about = AboutWhom(form_id=record.form_id, patient_id=record.patient_id, visit_id=record.visit_id)
    document: dict[str, Json] = json.loads(record.answers)
    context = replace(form_context(workplace, about), rules=STANDARD_RULES)
    return OpenedResponse(record=record, response=Response.from_json(form, document, context))


def meetings(workplace: Workplace) -> tuple[QuestionnaireResponse, ...]:
    """The minutes of klaster 1, newest first; minutes that were corrected are left out."""
    form_ids = {one.definition.form_id for one in known_forms(workplace) if one.definition.subject == "meeting"}
    with workplace.database.read() as connection:
        found = [
            response
            for form_id in sorted(form_ids)
            for response in records.find(connection, QuestionnaireResponse, form_id=form_id)
        ]
    return tuple(sorted(standing(found), key=lambda one: (one.effective_date, one.authored_at), reverse=True))


def end_flag(workplace: Workplace, flag_id: FlagId) -> Answer[Flag]:
    """The finding no longer holds: a health worker says so."""
    with workplace.change("end_flag") as transaction:
        flag = transaction.change(records.get(transaction.connection, Flag, flag_id), ended=workplace.today)
    return Answer(flag, frozenset(transaction.changes))


def _record(
    transaction: Transaction,
    workplace: Workplace,
    form: Form,
    completed: CompletedResponse,
    about: AboutWhom,
    on: date | None = None,
    amended: EpisodeId | None = None,
) -> QuestionnaireResponse:
    """The answers as a record, in the episode that they belong to; ``amended`` is the one of the answers before."""
    day = on or _effective_date(transaction, completed, about, workplace.today)
    episode = None
    if about.patient_id is not None and form.episode is not None:
        said = dict(leaves(completed.document.get("answers")))
        spans = rules_in_force(workplace).of(EpisodeSpans)
        episode = join_episode(transaction, spans, form.episode, about.patient_id, day, said, amended)
    return QuestionnaireResponse(
        id=ResponseId(new_id()),
        form_id=completed.form_id,
        form_version=completed.form_version,
        patient_id=about.patient_id,
        visit_id=about.visit_id,
        author_id=workplace.user.id,
        author_name=workplace.user.name,
        authored_at=utc(transaction.now),
        effective_date=day,
        answers=json.dumps(completed.document, ensure_ascii=False, separators=(",", ":")),
        episode_id=episode,
    )


def _effective_date(transaction: Transaction, completed: CompletedResponse, about: AboutWhom, today: date) -> date:
    """The day of the visit; for a meeting the day that its minutes give."""
    if about.visit_id is not None:
        return records.get(transaction.connection, Visit, about.visit_id).visit_date
    day = dict(leaves(completed.document.get("answers"))).get("day", "")
    return date.fromisoformat(day[:10]) if about.patient_id is None and day else today


def _extract(
    transaction: Transaction, workplace: Workplace, completed: CompletedResponse, record: QuestionnaireResponse
) -> None:
    patient = record.patient_id
    if patient is None:
        return
    for found in completed.extraction.observations:
        transaction.insert(
            Observation(
                id=ObservationId(new_id()),
                patient_id=patient,
                visit_id=record.visit_id,
                response_id=record.id,
                code=found.code,
                system=found.system.value,
                number=found.number,
                text=found.text or "",
                unit=found.unit,
                effective_date=record.effective_date,
            )
        )
    for dose in completed.extraction.doses:
        keep_stated_dose(transaction, workplace, record, dose)
    mark_by_form(transaction, record, completed.extraction.observations)
    present = {flag.code: flag for flag in records.find(transaction.connection, Flag, patient_id=patient, ended=None)}
    for raised in {flag.code: flag for flag in completed.extraction.flags}.values():
        before = present.get(raised.code)
        if before is not None:
            transaction.change(before, text=raised.text, response_id=record.id)
            continue
        flag = Flag(
            id=FlagId(new_id()),
            patient_id=patient,
            code=raised.code,
            text=raised.text,
            since=record.effective_date,
            response_id=record.id,
        )
        transaction.insert(flag)


def form_context(workplace: Workplace, about: AboutWhom, day: date | None = None) -> FormContext:
    """What is known when a form is filled in: on the day of the visit, on ``day``, or today."""
    now, today = workplace.clock(), workplace.today
    properties = {"username": workplace.user.username}
    rules = rules_in_force(workplace).limited_to(FORM_RULES)
    if about.patient_id is None:
        return FormContext(today=today, now=now, visit_date=day or today, properties=properties, rules=rules)
    with workplace.database.read() as connection:
        patient = records.get(connection, Patient, about.patient_id)
        visit = None if about.visit_id is None else records.get(connection, Visit, about.visit_id)
    story = birth_story(workplace, patient)
    role = episode_role(workplace, about.form_id)
    day = visit.visit_date if visit else day or today
    return FormContext(
        today=today,
        now=now,
        visit_date=day,
        sex=patient.sex.value,
        birth_date=patient.birth_date,
        birth_estimated=patient.birth_date_estimated,
        observations=_last_observations(workplace, patient.id, day),
        episode=answers_in_episode(workplace, patient.id, role, day),
        mother=story.answers,
        partner=partner_answers(workplace, about.form_id, role, patient),
        flags=frozenset(flag.code for flag in standing_flags(workplace, patient.id, day)),
        mother_flags=frozenset(flag.code for flag in story.flags),
        settings=programme_settings(workplace),
        properties=properties,
        rules=rules,
    )


def _last_observations(workplace: Workplace, patient_id: PatientId, until: date) -> dict[str, LastObservation]:
    """The newest value of each code up to a day."""
    found = {
        one.code: LastObservation(value=one.text if one.number is None else f"{one.number:.12g}", day=one.day)
        for one in measured(workplace, patient_id)
        if one.day <= until
    }
    told = facts_for_forms(workplace, patient_id, until)
    found |= {code: LastObservation(value=value, day=day) for code, (value, day) in told.items()}
    return found
