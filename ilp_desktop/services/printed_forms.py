"""A completed form on paper: its answers, what it concluded, its pictures, and who filled it in."""

from ilp_desktop import reports
from ilp_desktop.domain.identifiers import PatientId, ResponseId
from ilp_desktop.domain.installation import User
from ilp_desktop.domain.patient import Patient
from ilp_desktop.domain.printed_form import PrintedAnswer, PrintedForm, PrintedPicture, PrintedSection
from ilp_desktop.domain.problem import Fault
from ilp_desktop.forms import PrintedResponse, Response, printable
from ilp_desktop.services.attachments import attachment_content
from ilp_desktop.services.paper_values import letterhead, person_at_visit, user_signature
from ilp_desktop.services.print_log import print_stamp_of
from ilp_desktop.services.responses import open_response
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records


def printed_response_pdf(workplace: Workplace, response_id: ResponseId) -> bytes:
    """A completed form on paper, in the version with which it was made. The print is remembered."""
    opened = open_response(workplace, response_id)
    record, content = opened.record, printable(opened.response)
    with workplace.database.read() as connection:
        patients = records.find(connection, Patient, id=record.patient_id) if record.patient_id else ()
        people = [person_at_visit(connection, one, record.visit_id, workplace.today) for one in patients]
        author = records.get(connection, User, record.author_id)
    form = PrintedForm(
        title=content.title,
        source=f"{content.source} · versi {content.version}".removeprefix(" · "),
        filled_on=record.effective_date,
        filled_by=record.author_name,
        sections=_sections(content),
        patient=people[0] if people else None,
        conclusions=tuple(line.label for section in content.sections for line in section.lines if line.alert),
        pictures=_pictures(workplace, opened.response, record.patient_id),
        signature=user_signature(author, "Petugas", workplace.facility, record.effective_date),
    )
    stamp = print_stamp_of(workplace, "printed_form", record.id)
    return reports.printed_form_pdf(form, letterhead=letterhead(workplace), stamp=stamp)


def _sections(content: PrintedResponse) -> tuple[PrintedSection, ...]:
    sections = (
        PrintedSection(
            title=section.title,
            answers=tuple(
                PrintedAnswer(question=line.label, answer=line.value, unit=line.unit)
                for line in section.lines
                if line.value
            ),
        )
        for section in content.sections
    )
    return tuple(section for section in sections if section.answers)


def _pictures(workplace: Workplace, response: Response, patient_id: PatientId | None) -> tuple[PrintedPicture, ...]:
    """The files of the answers; a PDF is only named, for it has pages of its own."""
    found = []
    for address, name in response.files().items():
        question = response.label(address)
        try:
            content = attachment_content(workplace, patient_id, name)
        except Fault:
            found.append(PrintedPicture(question=question, name=name, note="tidak ada di komputer ini"))
            continue
        if content.startswith(b"%PDF-"):
            found.append(PrintedPicture(question=question, name=name, note="PDF, dicetak tersendiri"))
        else:
            found.append(PrintedPicture(question=question, name=name, content=content))
    return tuple(found)
