"""Questions about kept forms that need the text of their answers."""

from sqlalchemy import Connection, select

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.storage.schema import questionnaire_response


def people_whose_form_says(connection: Connection, form_id: str, text: str) -> tuple[PatientId, ...]:
    """Those about whom a form was filled in that contains a text anywhere in its answers."""
    table = questionnaire_response
    says = table.c.form_id == form_id, table.c.answers.contains(text, autoescape=True)
    found = connection.execute(select(table.c.patient_id).where(*says).distinct()).scalars()
    return tuple(PatientId(one) for one in found if one)
