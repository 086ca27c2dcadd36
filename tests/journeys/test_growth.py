"""The growth page of a klaster room.

- KG1 one key shows the KMS of a child with its points, letters, trend and table; the digits change the chart
- KG2 F7 shows the chart as it is printed, and leads back to the page
- KG3 somebody above 18 years has no charts; a child without a measurement is told so
- KG4 a measurement recorded elsewhere appears on the page
"""

from datetime import date, timedelta
from pathlib import Path

import pytest

from ilp_desktop.domain.identifiers import ObservationId, PatientId
from ilp_desktop.domain.observation_record import Observation
from ilp_desktop.domain.patient import Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.visit import VisitPurpose
from ilp_desktop.services.people import register_person
from ilp_desktop.services.visits import VisitCommand, register_visit
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage.transaction import new_id
from tests.journeys.conftest import Desk
from tests.journeys.test_cluster import called
from tests.services.conftest import LANTO
from ui.kit.badge import Notice
from ui.kit.curve_chart import CurveChart
from ui.kit.data_table import DataTable
from ui.kit.runtime import runtime
from ui.screens.cluster.growth_words import GrowthRow

WEIGHT, HEIGHT, HEAD = "29463-7", "8302-2", "9843-4"
GROWING = (
    (0, 3.2, 49.5, 34.5),
    (35, 4.1, 53.8, 37.0),
    (63, 5.0, 57.0, 38.8),
    (91, 5.6, 60.1, 40.1),
    (126, 5.8, 62.0, 41.0),
)


def measured(workplace: Workplace, patient_id: PatientId, day: date, *values: tuple[str, float]) -> None:
    """What was recorded of a child on a day."""
    with workplace.change("complete_response") as transaction:
        for code, number in values:
            transaction.insert(
                Observation(
                    id=ObservationId(new_id()),
                    patient_id=patient_id,
                    visit_id=None,
                    response_id=None,
                    code=code,
                    system="loinc",
                    number=number,
                    text="",
                    unit="",
                    effective_date=day,
                )
            )
    runtime().changes.broadcast(frozenset({"observation", "questionnaire_response"}))


def waiting_child(workplace: Workplace, name: str, sex: Sex, born: date) -> PatientId:
    """A child who waits in klaster 2."""
    entry = PersonEntry(name=name, sex=sex, birth_date=born, village_code=LANTO, mother_name="Wa Ibu")
    patient_id = register_person(workplace, entry).value.id
    register_visit(workplace, VisitCommand(patient_id=patient_id, purpose=VisitPurpose.HEALTHY, payer=Payer.GENERAL))
    return patient_id


def table(desk: Desk) -> DataTable[GrowthRow]:
    """The table of measurements."""
    found = desk.see("growth_table")
    assert isinstance(found, DataTable)
    return found


def chart(desk: Desk) -> CurveChart:
    """The chart on the screen."""
    found = desk.see("growth_chart")
    assert isinstance(found, CurveChart)
    return found


@pytest.mark.parametrize(("sex", "name"), [(Sex.MALE, "La Tumbuh"), (Sex.FEMALE, "Wa Tumbuh")])
def test_kg1_one_key_shows_the_growth(desk: Desk, workplace: Workplace, sex: Sex, name: str) -> None:
    born = workplace.today - timedelta(days=GROWING[-1][0])
    patient_id = waiting_child(workplace, name, sex, born)
    for days, weight, height, head in GROWING:
        values = (WEIGHT, weight), (HEIGHT, height), (HEAD, head)
        measured(workplace, patient_id, born + timedelta(days=days), *values)
    called(desk, "cluster_2")
    desk.press("Alt+G")
    desk.wait(lambda: desk.sees("growth_page"))
    assert chart(desk).accessibleName().startswith("KMS 0–24. 0,0: 3,2")
    rows = table(desk).rows_model.rows()
    assert [row.weight for row in rows] == ["5,8", "5,6", "5,0", "4,1", "3,2"]
    assert [row.gain for row in rows] == ["T", "T", "N", "N", "B"]
    assert rows[0].category == "Berat badan normal"
    said = " ".join(notice.text() for notice in desk.see("growth_page").findChildren(Notice) if notice.isVisible())
    assert ", 2T." in said
    assert "Perlu dirujuk: Berat badan tidak naik" in said
    desk.press("2")
    desk.wait(lambda: chart(desk).accessibleName().startswith("TB/U"))
    assert table(desk).rows_model.rows()[0].category == "Normal"
    desk.press("Esc")
    desk.wait(lambda: desk.sees("due_forms"))


def test_kg2_the_paper_of_the_chart(desk: Desk, workplace: Workplace, tmp_path: Path) -> None:
    born = workplace.today - timedelta(days=400)
    patient_id = waiting_child(workplace, "La Kertas", Sex.MALE, born)
    measured(workplace, patient_id, workplace.today, (WEIGHT, 9.6), (HEIGHT, 76.0))
    called(desk, "cluster_2")
    desk.press("Alt+G")
    desk.wait(lambda: desk.sees("growth_page"))
    desk.press("F7")
    desk.wait(lambda: desk.sees("pdf_preview"))
    paper = desk.paper(tmp_path)
    for words in ("KMS", "La Kertas", "9,6", "Berat badan normal"):
        assert words in paper, (words, paper)
    desk.see("preview_back").click()  # type: ignore[attr-defined]
    desk.wait(lambda: desk.sees("growth_page"))
    desk.press("2", "F7")
    desk.wait(lambda: desk.sees("pdf_preview"))
    other = desk.paper(tmp_path)
    for words in ("TB/U", "La Kertas", "76,0", "-0,44 Normal"):
        assert words in other, (words, other)


def test_kg3_who_has_no_charts(desk: Desk, workplace: Workplace) -> None:
    waiting_child(workplace, "Wa Baru", Sex.FEMALE, workplace.today - timedelta(days=20))
    called(desk, "cluster_2")
    desk.press("Alt+G")
    desk.wait(lambda: desk.sees("growth_page"))
    said = [notice.text() for notice in desk.see("growth_page").findChildren(Notice) if notice.isVisible()]
    assert said == ["Belum ada pengukuran. Isi berat dan panjang badan di formulir kunjungan."]
    assert chart(desk).accessibleName().endswith("Belum ada titik")
    desk.press("Esc")
    desk.wait(lambda: desk.sees("due_forms"))


def test_kg3_a_grown_person_has_no_button(desk: Desk, workplace: Workplace) -> None:
    waiting_child(workplace, "Wa Dewasa", Sex.FEMALE, date(workplace.today.year - 25, 1, 1))
    called(desk, "cluster_3")
    assert not desk.sees("action_growth")
    desk.press("Alt+G")
    assert not desk.sees("growth_page")


def test_kg4_what_is_recorded_meanwhile_appears(desk: Desk, workplace: Workplace) -> None:
    born = workplace.today - timedelta(days=400)
    patient_id = waiting_child(workplace, "Wa Segar", Sex.FEMALE, born)
    called(desk, "cluster_2")
    desk.press("Alt+G")
    desk.wait(lambda: desk.sees("growth_page"))
    assert table(desk).rows_model.rows() == ()
    measured(workplace, patient_id, workplace.today, (WEIGHT, 9.1), (HEIGHT, 74.0))
    desk.wait(lambda: len(table(desk).rows_model.rows()) == 1)
