"""Judges a filled form whose person is known: whether it can go in, and if not, why."""

from collections.abc import Sequence
from dataclasses import replace

from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.visit import QuestionnaireResponse
from ilp_desktop.forms import Json, Kind, Repeat, Response
from ilp_desktop.services.found_submissions import FoundSubmission, SubmissionFate, response_id_of
from ilp_desktop.services.responses import AboutWhom, form_context
from ilp_desktop.services.submission_editions import CORRECTED_ON_PHONE, predecessor
from ilp_desktop.services.workplace import Workplace


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
        return replace(found, fate=SubmissionFate.INCOMPLETE, reason=_said(response, problems))
    reason = "Memperbaiki isian yang sudah masuk." if before is not None else ""
    return replace(found, fate=SubmissionFate.READY, reason=reason or _left_out(found) or _other_day(found))


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


def _said(response: Response, problems: Sequence[Problem]) -> str:
    """What is wrong, in a sentence: how many, and the first by its label."""
    first = problems[0]
    label = response.label(first.field) or first.field
    return f"{len(problems)} isian belum benar. {label}: {first.sentence}."


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


def _other_day(found: FoundSubmission) -> str:
    """What to know of a form whose own day cannot be: the clock of the phone was wrong."""
    if found.day is None or found.day == found.days[0]:
        return ""
    return f"Tanggalnya ({short_date(found.days[0])}) sebelum ia lahir; dipakai {short_date(found.day)}."


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
