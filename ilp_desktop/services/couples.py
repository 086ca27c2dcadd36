"""The two of a couple: what the form about one of them says to the form about the other."""

from ilp_desktop.domain.couple import PARTNER_NIK, SHARED_BY_COUPLE
from ilp_desktop.domain.episode import EpisodeKind
from ilp_desktop.domain.patient import Patient
from ilp_desktop.forms import EpisodeRole
from ilp_desktop.services.response_records import answers_of, leaves, responses_of
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.response_queries import people_whose_form_says


def partner_answers(workplace: Workplace, form_id: str, role: EpisodeRole | None, patient: Patient) -> dict[str, str]:
    """What a person's partner answered in the same form, with ``name``, ``nik`` and ``day``; empty when there is none.

    The partner is who was examined last of those that named this person's NIK.
    """
    if role is None or role.kind is not EpisodeKind.COUPLE or not patient.nik:
        return {}
    with workplace.database.read() as connection:
        ids = people_whose_form_says(connection, form_id, patient.nik)
    said = [
        (response.effective_date, response.authored_at, dict(leaves(answers_of(response))), other)
        for other in ids
        if other != patient.id
        for response in responses_of(workplace, other)
        if response.form_id == form_id
    ]
    naming = [one for one in said if one[2].get(PARTNER_NIK) == patient.nik]
    if not naming:
        return {}
    day, _moment, answers, other = max(naming, key=lambda one: one[:2])
    with workplace.database.read() as connection:
        partner = records.get(connection, Patient, other)
    shared = {name: value for name, value in answers.items() if name in SHARED_BY_COUPLE}
    return shared | {"name": partner.name, "nik": partner.nik, "day": day.isoformat()}
