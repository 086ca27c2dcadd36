"""Letters that a completed form gives: which there are, their numbers, and the paper filled in."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ilp_desktop import reports
from ilp_desktop.domain.episode import is_same_birth
from ilp_desktop.domain.identifiers import LetterId, PatientId, ResponseId
from ilp_desktop.domain.indonesian_text import long_date
from ilp_desktop.domain.installation import User
from ilp_desktop.domain.letter_text import filled
from ilp_desktop.domain.letters import FormLetter, Signature
from ilp_desktop.domain.patient import Household, Patient, Sex
from ilp_desktop.domain.visit import Letter, QuestionnaireResponse
from ilp_desktop.forms import Kind, Question, Response
from ilp_desktop.forms.printing import shown_answer
from ilp_desktop.reports.form_letter_definition import FormLetterDefinition, form_letter_definitions
from ilp_desktop.services.paper_values import address_of, letterhead, person_on_paper, user_signature
from ilp_desktop.services.print_log import print_stamp_of
from ilp_desktop.services.referrals import next_letter_number
from ilp_desktop.services.response_records import BABY_SEX, newest_answers, responses_of
from ilp_desktop.services.responses import open_response
from ilp_desktop.services.settings import present_facility
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.transaction import new_id

_DOTS = "." * 30
_CALCULATED = re.compile(r"-?\d+\.\d+")
_SEXES = {Sex.MALE: "Laki-laki", Sex.FEMALE: "Perempuan", Sex.UNKNOWN: ""}
_DELIVERED = "delivered_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedLetter:
    """A letter that can be printed from a response; ``row`` counts from 1, 0 when the letter is for the whole form."""

    name: str
    response_id: ResponseId
    row: int
    title: str

    @property
    def subject_id(self) -> str:
        """By which the paper is asked for again."""
        return f"{self.name}/{self.response_id}/{self.row}"


def letters_from(workplace: Workplace, record: QuestionnaireResponse) -> tuple[OfferedLetter, ...]:
    """The letters that a completed response gives."""
    definitions = [one for one in form_letter_definitions() if one.form == record.form_id]
    if not definitions:
        return ()
    response = open_response(workplace, record.id).response
    return tuple(offered for definition in definitions for offered in _offered(definition, record, response))


def form_letter_pdf(workplace: Workplace, subject_id: str) -> bytes:
    """One of the letters as PDF. It takes its number at the first print and keeps it; the print is remembered."""
    name, response_id, row = subject_id.split("/")
    definition = next(one for one in form_letter_definitions() if one.name == name)
    opened = open_response(workplace, ResponseId(response_id))
    values = _values(workplace, opened.record, opened.response, definition, int(row))
    numbered = _numbered(workplace, definition, opened.record, subject_id)
    with workplace.database.read() as connection:
        author = records.get(connection, User, opened.record.author_id)
    facility = present_facility(workplace)
    letter = FormLetter(
        title=definition.title,
        letter_number=numbered.letter_number,
        opening=filled(definition.opening, values, _DOTS),
        sections=tuple(
            (
                section.heading,
                tuple(
                    (line.label, filled(line.value, values) or (_DOTS if line.blank else "")) for line in section.lines
                ),
            )
            for section in definition.sections
        ),
        fill_in=definition.fill_in,
        closing=filled(definition.closing, values, _DOTS),
        left=Signature(title=definition.left, number_label="") if definition.left else None,
        right=user_signature(author, definition.right, facility, numbered.letter_date),
    )
    stamp = print_stamp_of(workplace, definition.name, numbered.id)
    return reports.form_letter_pdf(letter, letterhead=letterhead(workplace), stamp=stamp)


def _offered(
    definition: FormLetterDefinition, record: QuestionnaireResponse, response: Response
) -> Iterator[OfferedLetter]:
    whole, rows = _raw_answers(response, definition.rows)
    for number, row in rows.items() if definition.rows else [(0, whole)]:
        answers = {**whole, **row}
        wanted, unwanted = definition.only_if.items(), definition.not_if.items()
        if wanted <= answers.items() and not unwanted & answers.items():
            place = f" ({number})" if len(rows) > 1 else ""
            yield OfferedLetter(
                name=definition.name, response_id=record.id, row=number, title=f"{definition.title}{place}"
            )


def _raw_answers(response: Response, repeat: str) -> tuple[dict[str, str], dict[int, dict[str, str]]]:
    """The answers by name as they are kept: of the form, and of each row of a repeat."""
    whole: dict[str, str] = {}
    rows: dict[int, dict[str, str]] = {}
    for row, name, _address, text in _answers(response, repeat):
        if row:
            rows.setdefault(row, {})[name] = text
        else:
            whole[name] = text
    return whole, rows


def _answers(response: Response, repeat: str) -> Iterator[tuple[int, str, str, str]]:
    """Row, name, address and kept text of every answer that applies; rows of other repeats are left out."""
    for node in response.walk():
        item = node.item
        if not isinstance(item, Question) or not node.relevant or not node.text:
            continue
        row = _row_of(node.address, repeat)
        if row is not None:
            yield row, item.name, node.address, node.text


def _row_of(address: str, repeat: str) -> int | None:
    """0 outside of repeats, the number of the row inside ``repeat``, None in another repeat."""
    if "[" not in address:
        return 0
    before, _bracket, after = address.partition("[")
    number, _closed, rest = after.partition("]")
    inside = repeat and before.rpartition("/")[2] == repeat and "[" not in rest
    return int(number) if inside else None


def _values(
    workplace: Workplace,
    record: QuestionnaireResponse,
    response: Response,
    definition: FormLetterDefinition,
    row: int,
) -> dict[str, str]:
    """Everything that a letter may name, as people read it."""
    facility = present_facility(workplace)
    values = {
        "facility.name": facility.name,
        "facility.code": facility.code,
        "facility.phone": facility.phone,
        "facility.address": facility.address,
        "facility.regency": facility.regency_name,
        "form.date": long_date(record.effective_date),
    }
    for number, name, address, text in _answers(response, definition.rows):
        if number in (0, row):
            values[f"{'row' if number else 'answer'}.{name}"] = _shown(response, address, text)
    if record.patient_id is not None:
        whole, rows = _raw_answers(response, definition.rows)
        values |= _people(workplace, record, record.patient_id, {**whole, **rows.get(row, {})})
    return values


def _shown(response: Response, address: str, text: str) -> str:
    """As people read it in a letter; a calculated number has a decimal comma too."""
    if response.state(address).question.kind is Kind.DATE and text:
        return long_date(date.fromisoformat(text))
    return text.replace(".", ",") if _CALCULATED.fullmatch(text) else shown_answer(response, address)


def _people(
    workplace: Workplace, record: QuestionnaireResponse, patient_id: PatientId, answers: Mapping[str, str]
) -> dict[str, str]:
    with workplace.database.read() as connection:
        patient = records.get(connection, Patient, patient_id)
        household = None
        if patient.household_id is not None:
            household = records.get(connection, Household, patient.household_id)
        mother = None if patient.mother_id is None else records.get(connection, Patient, patient.mother_id)
        children = records.find(connection, Patient, mother_id=patient_id)
    values = _person("patient", patient, household, record.effective_date)
    if mother is None:
        values["mother.name"] = patient.mother_name
    else:
        values |= _person("mother", mother, household, record.effective_date)
    child = _own_child(children, answers)
    if child is not None:
        values |= _person("child", child, household, record.effective_date)
    if record.episode_id is not None:
        within = [one for one in responses_of(workplace, patient_id) if one.episode_id == record.episode_id]
        values |= {f"episode.{name}": answer for name, answer in newest_answers(within).items()}
    return values


def _person(kind: str, patient: Patient, household: Household | None, day: date) -> dict[str, str]:
    person = person_on_paper(patient, household, day)
    estimated = " (perkiraan)" if patient.birth_date_estimated else ""
    return {
        f"{kind}.name": patient.name,
        f"{kind}.record_number": patient.medical_record_number,
        f"{kind}.nik": patient.nik,
        f"{kind}.sex": _SEXES[patient.sex],
        f"{kind}.age": person.age,
        f"{kind}.birth_date": f"{long_date(patient.birth_date)}{estimated}" if patient.birth_date else "",
        f"{kind}.birth_place": patient.birth_place,
        f"{kind}.address": address_of(patient),
        f"{kind}.phone": patient.phone or patient.guardian_phone,
        f"{kind}.occupation": patient.occupation,
        f"{kind}.household_head": person.household_head,
    }


def _own_child(children: tuple[Patient, ...], answers: Mapping[str, str]) -> Patient | None:
    """The registered child that a row of a delivery is about, when it is certain which."""
    delivered = answers.get(_DELIVERED, "")
    if not delivered:
        return None
    day = date.fromisoformat(delivered[:10])
    near = [
        child
        for child in children
        if child.birth_date is not None
        and is_same_birth(child.birth_date, day)
        and child.sex.value == answers.get(BABY_SEX)
    ]
    return near[0] if len(near) == 1 else None


def _numbered(
    workplace: Workplace, definition: FormLetterDefinition, record: QuestionnaireResponse, subject_id: str
) -> Letter:
    """The letter with its number, which it takes once and keeps."""
    with workplace.change("number_form_letter") as transaction:
        for letter in records.find(transaction.connection, Letter, patient_id=record.patient_id):
            if letter.kind == definition.name and json.loads(letter.content)["subject_id"] == subject_id:
                return letter
        letter = Letter(
            id=LetterId(new_id()),
            kind=definition.name,
            letter_number=next_letter_number(transaction, workplace.facility, workplace.today),
            letter_date=workplace.today,
            patient_id=record.patient_id,
            visit_id=record.visit_id,
            content=json.dumps({"subject_id": subject_id}),
            issued_by=workplace.user.id,
        )
        transaction.insert(letter)
    return letter
