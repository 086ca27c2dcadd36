"""Questions about forms and what was filled in with them."""

from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from ilp_desktop.storage.schema import questionnaire_response


def response_counts(connection: Connection) -> Mapping[tuple[str, str], int]:
    """How many responses there are to each version of each form, by form id and version."""
    form, version = questionnaire_response.c.form_id, questionnaire_response.c.form_version
    rows = connection.execute(select(form, version, func.count()).group_by(form, version))
    return {(row[0], row[1]): row[2] for row in rows}
