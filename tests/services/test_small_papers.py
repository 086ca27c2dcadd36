"""Drafts, places and the small papers of the counter."""

from datetime import date

import pytest

from ilp_desktop.domain.bookkeeping import PrintRecord
from ilp_desktop.domain.patient import Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.problem import Rejected
from ilp_desktop.domain.visit import VisitPurpose
from ilp_desktop.services.drafts import draft_of, drop_draft, keep_draft
from ilp_desktop.services.people import register_person
from ilp_desktop.services.places import search_places
from ilp_desktop.services.small_papers import patient_card_pdf, ticket_pdf
from ilp_desktop.services.visits import RegisteredVisit, VisitCommand, register_visit
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from tests.services.conftest import LANTO


def registered(workplace: Workplace, day: date | None = None) -> RegisteredVisit:
    entry = PersonEntry(name="Wa Nur", sex=Sex.FEMALE, birth_date=date(1990, 1, 9), village_code=LANTO)
    person = register_person(workplace, entry).value
    command = VisitCommand(patient_id=person.id, purpose=VisitPurpose.SICK, payer=Payer.GENERAL, visit_date=day)
    return register_visit(workplace, command).value


def printed(workplace: Workplace) -> list[tuple[str, str]]:
    with workplace.database.read() as connection:
        return [(one.paper, one.subject_id) for one in records.find(connection, PrintRecord)]


def test_the_ticket_is_a_pdf_and_its_printing_is_remembered(workplace: Workplace) -> None:
    visit = registered(workplace)
    assert ticket_pdf(workplace, visit).startswith(b"%PDF")
    assert visit.entry is not None
    assert printed(workplace) == [("ticket", visit.entry.id)]


def test_a_late_entry_has_no_ticket(workplace: Workplace) -> None:
    with pytest.raises(Rejected, match="late_entry"):
        ticket_pdf(workplace, registered(workplace, date(2026, 11, 20)))


def test_the_card_is_a_pdf_and_its_printing_is_remembered(workplace: Workplace) -> None:
    visit = registered(workplace)
    assert patient_card_pdf(workplace, visit.patient.id).startswith(b"%PDF")
    assert printed(workplace) == [("patient_card", visit.patient.id)]


def test_a_draft_is_replaced_found_and_dropped(workplace: Workplace) -> None:
    assert draft_of(workplace, "person", "") is None
    keep_draft(workplace, "person", "", "satu")
    keep_draft(workplace, "person", "", "dua")
    keep_draft(workplace, "person", "x", "lain")
    kept = draft_of(workplace, "person", "")
    assert kept is not None
    assert kept.content == "dua"
    drop_draft(workplace, "person", "")
    assert draft_of(workplace, "person", "") is None
    assert draft_of(workplace, "person", "x") is not None


def test_a_village_elsewhere_is_found_the_nearest_first(workplace: Workplace) -> None:
    found = search_places(workplace, "lanto")
    assert found[0].code == LANTO
    assert search_places(workplace, "kebayoran")
