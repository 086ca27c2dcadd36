"""Questions about forms and what was filled in with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from ilp_desktop.storage.schema import questionnaire_response


@dataclass(frozen=True, slots=True)
class FormUse:
    """How often a version was filled in, and for which day last."""

    responses: int = 0
    last: date | None = None


def form_uses(connection: Connection) -> Mapping[tuple[str, str], FormUse]:
    """What was filled in with each version of each form, by form id and version; what was corrected counts once."""
    form, version = questionnaire_response.c.form_id, questionnaire_response.c.form_version
    statement = select(form, version, func.count(), func.max(questionnaire_response.c.effective_date))
    before = questionnaire_response.c.amends
    statement = statement.where(questionnaire_response.c.id.not_in(select(before).where(before.is_not(None))))
    rows = connection.execute(statement.group_by(form, version))
    return {(row[0], row[1]): FormUse(row[2], date.fromisoformat(row[3])) for row in rows}
