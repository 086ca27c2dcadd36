"""Settings, the facility and the working area."""

from dataclasses import replace

import pytest

from ilp_desktop.domain.identifiers import VillageCode
from ilp_desktop.domain.problem import Rejected
from ilp_desktop.services.paper_values import head_signature, letterhead
from ilp_desktop.services.settings import (
    IDLE_MINUTES,
    MEDICAL_RECORD_PATTERN,
    NEW_VISIT_EVER,
    REGISTER_PAPER,
    add_hamlet,
    add_village,
    change_facility,
    change_setting,
    change_village,
    hamlets,
    logos,
    setting,
    working_villages,
)
from ilp_desktop.services.sign_in import switch_user
from ilp_desktop.services.workplace import Workplace
from tests.services.conftest import LANGKOMU, LANTO, PASSWORD

MORIKANA = VillageCode("7414032001")


def codes(rejected: pytest.ExceptionInfo[Rejected]) -> list[str]:
    return [problem.code for problem in rejected.value.problems]


def test_a_setting_has_its_default_until_it_is_set(workplace: Workplace) -> None:
    assert (setting(workplace, IDLE_MINUTES), setting(workplace, NEW_VISIT_EVER)) == (10, False)

    change_setting(workplace, IDLE_MINUTES, 5)
    change_setting(workplace, NEW_VISIT_EVER, True)
    change_setting(workplace, REGISTER_PAPER, "A4")

    again = switch_user(workplace, "siti", PASSWORD)
    assert (setting(again, IDLE_MINUTES), setting(again, NEW_VISIT_EVER)) == (5, True)
    assert setting(again, REGISTER_PAPER) == "A4"


@pytest.mark.parametrize("pattern", ["", "abc", "DD-AA", "NNNNN NNN NN"])
def test_a_pattern_of_record_numbers_that_cannot_be_read_is_refused(workplace: Workplace, pattern: str) -> None:
    with pytest.raises(Rejected) as rejected:
        change_setting(workplace, MEDICAL_RECORD_PATTERN, pattern)

    assert rejected.value.problems[0].field == MEDICAL_RECORD_PATTERN.key
    assert setting(workplace, MEDICAL_RECORD_PATTERN) == "DD-NNNNN-AA"


def test_only_the_office_may_change_settings(workplace: Workplace) -> None:
    nurse = replace(workplace, user=replace(workplace.user, roles="cluster_2"))

    with pytest.raises(Rejected) as rejected:
        change_setting(nurse, IDLE_MINUTES, 0)
    assert codes(rejected) == ["role.missing"]


def test_papers_carry_a_changed_kop_at_once(workplace: Workplace) -> None:
    changed = replace(
        workplace.facility, letterhead_3="BLUD PUSKESMAS LANTO", head_name="Wa Ode Ima", head_prefix="Plt."
    )
    change_facility(workplace, changed, (b"left", b""))

    assert letterhead(workplace).unit == "BLUD PUSKESMAS LANTO"
    assert letterhead(workplace).left_logo == b"left"
    assert head_signature(workplace).name == "Wa Ode Ima"
    change_facility(workplace, changed)
    assert logos(workplace) == (b"left", b"")


@pytest.mark.parametrize("name", ["", "  ", "x" * 1025, "Puskesmas\nLanto"])
def test_a_facility_keeps_a_name_of_one_line(workplace: Workplace, name: str) -> None:
    with pytest.raises(Rejected) as rejected:
        change_facility(workplace, replace(workplace.facility, name=name))
    assert codes(rejected) == ["facility.name"]


def test_a_village_joins_with_the_next_number_and_may_get_another(workplace: Workplace) -> None:
    morikana = add_village(workplace, MORIKANA, "Morikana").value
    assert morikana.number == 3

    change_village(workplace, morikana, 9, focus=True)

    assert [(one.code, one.number, one.focus) for one in working_villages(workplace)] == [
        (LANTO, 1, False),
        (LANGKOMU, 2, False),
        (MORIKANA, 9, True),
    ]


@pytest.mark.parametrize("number", [0, 2, 100])
def test_a_village_number_is_free_and_has_two_digits(workplace: Workplace, number: int) -> None:
    lanto = working_villages(workplace)[0]
    with pytest.raises(Rejected) as rejected:
        change_village(workplace, lanto, number, focus=False)
    assert codes(rejected) == ["village.number"]


def test_a_village_and_a_hamlet_are_there_once(workplace: Workplace) -> None:
    with pytest.raises(Rejected) as village:
        add_village(workplace, LANTO, "Lanto")
    with pytest.raises(Rejected) as hamlet:
        add_hamlet(workplace, LANTO, " dusun 1 ")
    with pytest.raises(Rejected) as empty:
        add_hamlet(workplace, LANTO, "  ")
    add_hamlet(workplace, LANTO, "Dusun 3")

    assert (codes(village), codes(hamlet), codes(empty)) == (["village.taken"], ["hamlet.taken"], ["hamlet.name"])
    assert [one.name for one in hamlets(workplace, LANTO)] == ["Dusun 1", "Dusun 2", "Dusun 3"]
