"""The risk of stunting that was found before marriage follows into the pregnancy and to the child.

ST1  The bride's risk stands in her pregnancy, whose registration says it again.
ST2  Her child's visit knows it, and its weight at birth.
ST3  A risk that a health worker ended does not stand in the pregnancy; the child's visit still says that it was found.
"""

from datetime import date, timedelta

from ilp_desktop.domain.episode import EpisodeKind
from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.patient import Payer, Sex
from ilp_desktop.domain.visit import Flag, Visit, VisitPurpose
from ilp_desktop.services.episodes import episodes_of
from ilp_desktop.services.responses import AboutWhom, end_flag, start_response
from ilp_desktop.services.visits import VisitCommand, register_visit
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage.person_records import of_person
from tests.forms.test_couple_forms import BOTH, WOMAN
from tests.services.test_form_letters import DELIVERY, completed, person, visit

RISK = "stunting_risk"
REGISTRATION = {"gravida": "1", "para": "0", "abortus": "0", "husband_name": "La Ode Hasan"}


def bride(workplace: Workplace) -> PatientId:
    """Examined before marriage a year and a half ago, anaemic."""
    command = VisitCommand(
        patient_id=person(workplace, "Wa Calon", Sex.FEMALE, date(2001, 5, 1)),
        purpose=VisitPurpose.HEALTHY,
        payer=Payer.GENERAL,
        visit_date=workplace.today - timedelta(days=550),
    )
    of = register_visit(workplace, command).value.visit
    completed(workplace, of, "premarital_screening", **{**BOTH, **WOMAN, "haemoglobin": "11"})
    return of.patient_id


def flags(workplace: Workplace, patient: PatientId) -> list[Flag]:
    with workplace.database.read() as connection:
        return [flag for flag in of_person(connection, Flag, patient, ended=None) if flag.code == RISK]


def child_knows(workplace: Workplace, mother: Visit) -> bool:
    """Whether the first visit of her child says that the risk was there before."""
    today = workplace.today
    completed(
        workplace,
        mother,
        "delivery",
        delivered_on=today.strftime("%d/%m/%y"),
        **DELIVERY,
        recorded_elsewhere="tidak",
        number_of_babies="1",
        **{"babies[1]/born_alive": "alive", "babies[1]/baby_sex": "P", "babies[1]/birth_weight": "2900"},
    )
    baby = visit(workplace, person(workplace, "Wa Bayi", Sex.FEMALE, today, mother.patient_id, "Wa Calon"))
    about = AboutWhom(form_id="under_five_visit", patient_id=baby.patient_id, visit_id=baby.id)
    response = start_response(workplace, about)
    assert response.value("birth_weight") == "2900"
    return response.is_relevant("risk/mother_risk_note")


def test_the_risk_follows(workplace: Workplace) -> None:
    """ST1, ST2"""
    patient = bride(workplace)
    (found,) = flags(workplace, patient)
    assert "Anemia" in found.text
    of = visit(workplace, patient)
    completed(workplace, of, "pregnancy_registration", **REGISTRATION)
    pregnancy = next(one for one in episodes_of(workplace, of.patient_id) if one.kind is EpisodeKind.PREGNANCY)
    couple = next(one for one in episodes_of(workplace, of.patient_id) if one.kind is EpisodeKind.COUPLE)
    assert pregnancy.follows == couple.id
    assert any("sebelum kehamilan ini" in flag.text for flag in flags(workplace, of.patient_id))
    assert child_knows(workplace, of)


def test_what_is_over_stays_a_thing_of_the_past(workplace: Workplace) -> None:
    """ST3"""
    patient = bride(workplace)
    for flag in flags(workplace, patient):
        end_flag(workplace, flag.id)
    of = visit(workplace, patient)
    completed(workplace, of, "pregnancy_registration", **REGISTRATION)
    assert flags(workplace, of.patient_id) == []
    assert child_knows(workplace, of)
