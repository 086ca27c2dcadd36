"""What the form about one of a couple says to the form about the other.

CP1  Who names a person by NIK is that person's partner: wedding, blood group and thalassaemia are known, nothing else.
CP2  Nobody, the person's own form, and other forms give nothing. CP3  Of two who name a person, the one seen last.
"""

from datetime import date

from ilp_desktop.domain.couple import SHARED_BY_COUPLE
from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.patient import NikStatus, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.forms import Response
from ilp_desktop.services.people import register_person
from ilp_desktop.services.responses import AboutWhom, start_response
from ilp_desktop.services.workplace import Workplace
from tests.forms.test_couple_forms import BOTH, WOMAN
from tests.services.conftest import LANTO, TurnedClock
from tests.services.test_form_letters import completed, visit

BRIDE, GROOM, OTHER = "7414015203020001", "7414010905990002", "7414010905980003"


def person(workplace: Workplace, name: str, nik: str) -> PatientId:
    sex = Sex.FEMALE if nik == BRIDE else Sex.MALE
    born = date(2002, 3, 12) if nik == BRIDE else date(1999, 5, 9)
    entry = PersonEntry(
        name=name,
        sex=sex,
        birth_date=born,
        nik=nik,
        nik_status=NikStatus.PRESENT,
        village_code=LANTO,
        village_name="Lanto",
        phone="0812-0000-0001",
    )
    return register_person(workplace, entry, look_alikes_seen=True).value.id


def opened(workplace: Workplace, patient: PatientId, form_id: str = "premarital_screening") -> Response:
    of = visit(workplace, patient)
    return start_response(workplace, AboutWhom(form_id=form_id, patient_id=patient, visit_id=of.id))


def groom(workplace: Workplace, name: str, nik: str, **answers: str) -> None:
    of = visit(workplace, person(workplace, name, nik))
    said = {**BOTH, "partner_name": "Wa Calon", "partner_nik": BRIDE, "blood_group": "O_pos", "hiv": "reactive"}
    completed(workplace, of, "premarital_screening", **{**said, "consent": "agreed", **answers})


def test_the_second_of_a_couple_is_known_from_the_first(workplace: Workplace) -> None:
    """CP1"""
    groom(workplace, "La Calon", GROOM, mcv="70", mch="26", red_cells="5,9")
    response = opened(workplace, person(workplace, "Wa Calon", BRIDE))
    known = ("wedding_date", "office", "partner_name", "partner_nik", "partner_blood_group", "partner_thalassaemia")
    assert [response.value(name) for name in known] == [
        "2027-04-01",
        "KUA Mawasangka",
        "La Calon",
        GROOM,
        "O_pos",
        "suspect",
    ]
    assert response.value("partner_day") == workplace.today.isoformat()
    assert set(response.context.partner) <= {*SHARED_BY_COUPLE, "name", "nik", "day"}
    assert response.value("blood_group") == ""


def test_nobody_is_a_partner_of_oneself_or_in_other_forms(workplace: Workplace) -> None:
    """CP2"""
    bride = person(workplace, "Wa Calon", BRIDE)
    assert opened(workplace, bride).context.partner == {}
    of = visit(workplace, bride)
    completed(workplace, of, "premarital_screening", **{**BOTH, **WOMAN, "partner_nik": BRIDE})
    assert opened(workplace, bride).context.partner == {}
    groom(workplace, "La Calon", GROOM)
    assert opened(workplace, bride, "family_planning_visit").context.partner == {}


def test_the_one_seen_last_is_the_partner(workplace: Workplace, clock: TurnedClock) -> None:
    """CP3"""
    groom(workplace, "La Dulu", OTHER)
    clock.turn(days=1)
    groom(workplace, "La Kini", GROOM)
    assert opened(workplace, person(workplace, "Wa Calon", BRIDE)).value("partner_name") == "La Kini"
