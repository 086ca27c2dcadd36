"""Immunisation records: doses, reasons, corrections, adverse events, and what is due.

SI1  A dose is kept with product, vial, site, place and vaccinator; the vial is remembered for the day.
SI2  What is impossible or forbidden is refused; what is doubtful needs a reason; several doses are all or none.
SI3  Doses of a card or from elsewhere are kept as they happened, in any order.
SI4  A dose that was not given keeps its reason; a refusal is offered again, a contraindication is not.
SI5  A correction replaces, a voided dose no longer counts; both keep the old record and the reason.
SI6  Adverse events (KIPI).
SI7  What is due today is shown for children only, a woman's Td counts all her doses.
SI8  Settings change how doses are counted.
SI9  Two records of one person count as one person.
SI10 A dose that was recorded in another place comes with the stick; recorded in both, it counts once.
SI11 A dose that a form says was given stands in the table, once; a corrected answer takes it away.
SI12 Forms and the table know the same Td status.
"""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from ilp_desktop.domain.clinical.immunisation import SlotState
from ilp_desktop.domain.clinical.immunisation_counting import Verdict
from ilp_desktop.domain.clinical.immunisation_tetanus import TetanusStep
from ilp_desktop.domain.clinical.tetanus import TetanusStatus
from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.immunization_record import Immunization, ImmunizationSource, ImmunizationStatus
from ilp_desktop.domain.installation import InstallationKind
from ilp_desktop.domain.patient import Patient, PatientStatus, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.problem import Rejected
from ilp_desktop.domain.visit import QuestionnaireResponse, Visit
from ilp_desktop.services.immunisation_table import (
    immunisation_table,
    immunisations_due,
)
from ilp_desktop.services.immunisations import (
    DoseCommand,
    NotGivenCommand,
    ReactionCommand,
    Vial,
    correct_immunization,
    record_immunization,
    record_immunizations,
    record_not_given,
    record_reaction,
    vial_in_use,
    void_immunization,
)
from ilp_desktop.services.merging_people import MergeCommand, merge_people
from ilp_desktop.services.people import register_person
from ilp_desktop.services.programme_settings import set_rules
from ilp_desktop.services.responses import amend_response, complete_response, open_response, start_response
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from tests.services.conftest import LANTO, TurnedClock
from tests.services.test_exchange import acquaint, carry
from tests.services.test_exchange_sticks import Made, made, stick
from tests.services.test_responses import about, again, fill, visit_of

__all__ = ["made", "stick"]

TODAY = date(2026, 11, 23)
FOUR_MONTHS = date(2026, 7, 23)


def child(
    workplace: Workplace, born: date | None = FOUR_MONTHS, sex: Sex = Sex.FEMALE, name: str = "Wa Ina"
) -> Patient:
    entry = PersonEntry(name=name, sex=sex, birth_date=born, village_code=LANTO)
    return register_person(workplace, entry).value


def command(patient: Patient, slot: str, day: date = TODAY, **facts: object) -> DoseCommand:
    return replace(DoseCommand(patient_id=patient.id, slot=slot, day=day), **facts)  # type: ignore[arg-type]


def from_card(patient: Patient, slot: str, day: date) -> DoseCommand:
    return command(patient, slot, day, source=ImmunizationSource.CARD)


def problems(refused: pytest.ExceptionInfo[Rejected]) -> list[tuple[str, str]]:
    return [(one.code.removeprefix("immunisation."), one.field) for one in refused.value.problems]


def state(workplace: Workplace, patient: Patient, slot: str) -> SlotState:
    return immunisation_table(workplace, patient.id).course.of(slot).state


def test_a_dose_is_kept_with_everything_that_the_register_asks(workplace: Workplace) -> None:
    """SI1"""
    patient = child(workplace)
    typed = command(patient, "DPT1", batch=" 0123A ", expiry_date=date(2027, 1, 31), vial_monitor="B")
    answer = record_immunization(workplace, typed)
    kept = answer.value
    assert answer.changes == {"immunization"}
    assert (kept.status, kept.source, kept.slot, kept.product) == (
        ImmunizationStatus.COMPLETED,
        ImmunizationSource.OWN,
        "DPT1",
        "PENTA",
    )
    assert (kept.batch, kept.expiry_date, kept.vial_monitor) == ("0123A", date(2027, 1, 31), "B")
    assert (kept.site, kept.route, kept.place) == ("paha kiri", "IM", "Puskesmas Mawasangka Tengah")
    assert (kept.vaccinator_name, kept.vaccinator_id) == ("Siti Rahmawati", workplace.user.id)
    with workplace.database.read() as connection:
        assert records.get(connection, Immunization, kept.id) == kept
    assert state(workplace, patient, "DPT1") is SlotState.GIVEN


def test_the_vial_is_remembered_for_the_day(workplace: Workplace, clock: TurnedClock) -> None:
    """SI1"""
    first, second = child(workplace), child(workplace, name="La Ino", sex=Sex.MALE)
    assert vial_in_use(workplace, "PENTA", TODAY) == Vial()
    record_immunization(workplace, command(first, "DPT1", batch="A1", expiry_date=date(2027, 1, 1), vial_monitor="A"))
    clock.turn(minutes=5)
    record_immunization(workplace, command(second, "DPT1", batch="A2"))
    assert vial_in_use(workplace, "PENTA", TODAY) == Vial(batch="A2")
    assert vial_in_use(workplace, "PENTA", TODAY + timedelta(days=1)) == Vial()
    assert vial_in_use(workplace, "BCG", TODAY) == Vial()


@pytest.mark.parametrize(
    ("slot", "day", "facts", "expected"),
    [
        ("DPT1", date(2026, 7, 22), {}, [("before_birth", "day")]),
        ("DPT1", date(2026, 11, 24), {}, [("future", "day")]),
        ("DPT1", date(2026, 9, 22), {}, [("forbidden_age", "slot")]),
        ("MR1", TODAY, {}, [("forbidden_age", "slot")]),
        ("DPT1", TODAY, {"product": "BCG"}, [("product", "product")]),
        ("FLU", TODAY, {}, [("slot", "slot")]),
        ("DPT1", TODAY, {"expiry_date": date(2026, 11, 22)}, [("expired", "override_reason")]),
        ("DPT1", TODAY, {"vial_monitor": "C"}, [("vial_monitor", "override_reason")]),
        ("JE1", TODAY, {}, [("too_early", "override_reason"), ("not_applicable", "override_reason")]),
    ],
)
def test_what_is_refused(
    workplace: Workplace, slot: str, day: date, facts: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    """SI2"""
    patient = child(workplace)
    with pytest.raises(Rejected) as refused:
        record_immunization(workplace, command(patient, slot, day, **facts))
    assert problems(refused) == expected


def test_a_doubtful_dose_is_kept_with_its_reason_and_does_not_count(workplace: Workplace) -> None:
    """SI2"""
    patient = child(workplace)
    record_immunization(workplace, from_card(patient, "DPT1", TODAY - timedelta(days=20)))
    early = command(patient, "DPT2")
    with pytest.raises(Rejected) as refused:
        record_immunization(workplace, early)
    assert problems(refused) == [("too_early", "override_reason")]
    kept = record_immunization(workplace, replace(early, override_reason="keluarga pindah besok")).value
    assert kept.override_reason == "keluarga pindah besok"
    found = immunisation_table(workplace, patient.id).course.of("DPT2")
    assert (found.state, [one.dose.id for one in found.uncounted]) == (SlotState.NOT_YET, [kept.id])


def test_several_doses_are_kept_together_or_not_at_all(workplace: Workplace) -> None:
    """SI2"""
    patient = child(workplace)
    due = [command(patient, slot) for slot in ("BCG", "OPV1", "DPT1", "PCV1", "RV1", "IPV1")]
    with pytest.raises(Rejected):
        record_immunizations(workplace, [*due, command(patient, "MR1")])
    assert immunisation_table(workplace, patient.id).records == ()
    assert len(record_immunizations(workplace, due).value) == 6
    with pytest.raises(Rejected) as refused:
        record_immunization(workplace, due[2])
    assert ("twice", "day") in problems(refused)


def test_nobody_is_immunised_after_death(workplace: Workplace) -> None:
    """SI2"""
    patient = child(workplace)
    with workplace.change("test") as transaction:
        transaction.change(patient, status=PatientStatus.DECEASED, deceased_date=date(2026, 11, 1))
    with pytest.raises(Rejected) as refused:
        record_immunization(workplace, command(patient, "DPT1"))
    assert problems(refused) == [("after_death", "day")]


def test_the_card_is_typed_in_any_order(workplace: Workplace) -> None:
    """SI3"""
    patient = child(workplace)
    record_immunization(workplace, from_card(patient, "DPT2", date(2026, 10, 23)))
    record_immunization(workplace, from_card(patient, "DPT1", date(2026, 9, 23)))
    elsewhere = command(patient, "HB0", FOUR_MONTHS, source=ImmunizationSource.ELSEWHERE, place="RSUD Bau-Bau")
    kept = record_immunization(workplace, elsewhere).value
    assert (kept.place, kept.vaccinator_name, kept.vaccinator_id, kept.route) == ("RSUD Bau-Bau", "", None, "")
    found = immunisation_table(workplace, patient.id).course
    assert [found.of(slot).state for slot in ("HB0", "DPT1", "DPT2", "DPT3")] == [SlotState.GIVEN] * 3 + [SlotState.DUE]


def test_a_card_may_hold_what_must_not_be_given(workplace: Workplace) -> None:
    """SI3"""
    patient = child(workplace)
    kept = record_immunization(workplace, from_card(patient, "MR1", date(2026, 11, 1))).value
    found = immunisation_table(workplace, patient.id).course.of("MR1")
    assert (found.state, found.uncounted[0].dose.id) == (SlotState.NOT_YET, kept.id)


def not_given(patient: Patient, slot: str, reason: str, day: date = TODAY) -> NotGivenCommand:
    return NotGivenCommand(patient_id=patient.id, slot=slot, day=day, reason=reason)


def test_a_dose_that_was_not_given_keeps_its_reason(workplace: Workplace) -> None:
    """SI4"""
    patient = child(workplace)
    kept = record_not_given(workplace, not_given(patient, "DPT1", "refused")).value
    assert (kept.status, kept.reason) == (ImmunizationStatus.NOT_DONE, "refused")
    table = immunisation_table(workplace, patient.id)
    assert table.course.of("DPT1").state is SlotState.REFUSED
    assert "DPT1" in [one.slot.code for one in table.course.plan[0].doses]
    record_not_given(workplace, not_given(patient, "DPT1", "earlier_reaction"))
    table = immunisation_table(workplace, patient.id)
    assert table.course.of("DPT3").state is SlotState.CONTRAINDICATED
    with pytest.raises(Rejected) as refused:
        record_immunization(workplace, command(patient, "DPT1"))
    assert problems(refused) == [("contraindicated", "override_reason")]
    record_immunization(workplace, command(patient, "DPT1", override_reason="dokter menyetujui"))


@pytest.mark.parametrize(
    ("slot", "reason", "day", "expected"),
    [
        ("DPT1", "", TODAY, [("reason", "reason")]),
        ("DPT1", "no such", TODAY, [("reason", "reason")]),
        ("FLU", "sick", TODAY, [("slot", "slot")]),
        ("DPT1", "sick", date(2026, 11, 24), [("future", "day")]),
    ],
)
def test_a_reason_that_nobody_knows(
    workplace: Workplace, slot: str, reason: str, day: date, expected: list[tuple[str, str]]
) -> None:
    """SI4"""
    with pytest.raises(Rejected) as refused:
        record_not_given(workplace, not_given(child(workplace), slot, reason, day))
    assert problems(refused) == expected


def test_a_correction_replaces_the_dose(workplace: Workplace) -> None:
    """SI5"""
    patient = child(workplace)
    wrong = record_immunization(workplace, command(patient, "DPT1", batch="X")).value
    record_reaction(workplace, ReactionCommand(immunization_id=wrong.id, reactions=("fever",), day=TODAY))
    with pytest.raises(Rejected) as refused:
        correct_immunization(workplace, wrong.id, command(patient, "DPT1", batch="Y"), " ")
    assert problems(refused) == [("why", "reason")]
    right = correct_immunization(workplace, wrong.id, command(patient, "DPT1", batch="Y"), "salah ketik").value
    table = immunisation_table(workplace, patient.id)
    assert [(one.id, one.batch, one.reaction) for one in table.records] == [(right.id, "Y", "fever")]
    with workplace.database.read() as connection:
        old = records.get(connection, Immunization, wrong.id)
    assert (old.batch, old.voided_reason) == ("X", "dikoreksi: salah ketik")


def test_a_refused_correction_leaves_the_dose_as_it_was(workplace: Workplace) -> None:
    """SI5"""
    patient = child(workplace)
    dose = record_immunization(workplace, command(patient, "DPT1")).value
    with pytest.raises(Rejected):
        correct_immunization(workplace, dose.id, command(patient, "DPT1", date(2026, 8, 1)), "salah tanggal")
    assert immunisation_table(workplace, patient.id).records == (dose,)


def test_a_voided_dose_no_longer_counts(workplace: Workplace) -> None:
    """SI5"""
    patient = child(workplace)
    dose = record_immunization(workplace, command(patient, "DPT1")).value
    with pytest.raises(Rejected):
        void_immunization(workplace, dose.id, "")
    void_immunization(workplace, dose.id, "anak lain")
    assert state(workplace, patient, "DPT1") is SlotState.LATE
    assert vial_in_use(workplace, "PENTA", TODAY) == Vial()


@pytest.mark.parametrize(
    ("reactions", "day", "expected"),
    [
        ((), TODAY, [("reaction", "reactions")]),
        (("sneezing",), TODAY, [("reaction", "reactions")]),
        (("fever",), date(2026, 11, 22), [("reaction_day", "day")]),
        (("fever",), date(2026, 11, 24), [("reaction_day", "day")]),
    ],
)
def test_what_cannot_be_an_adverse_event(
    workplace: Workplace, reactions: tuple[str, ...], day: date, expected: list[tuple[str, str]]
) -> None:
    """SI6"""
    dose = record_immunization(workplace, command(child(workplace), "DPT1")).value
    with pytest.raises(Rejected) as refused:
        record_reaction(workplace, ReactionCommand(immunization_id=dose.id, reactions=reactions, day=day))
    assert problems(refused) == expected


@pytest.mark.parametrize(
    ("reactions", "said_serious", "expected"),
    [(("fever",), False, False), (("fever",), True, True), (("fever", "seizure"), False, True)],
)
def test_adverse_events(workplace: Workplace, reactions: tuple[str, ...], said_serious: bool, expected: bool) -> None:
    """SI6"""
    dose = record_immunization(workplace, command(child(workplace), "DPT1")).value
    event = ReactionCommand(
        immunization_id=dose.id, reactions=reactions, day=TODAY, is_serious=said_serious, note=" kompres "
    )
    kept = record_reaction(workplace, event).value
    assert (kept.reaction, kept.reaction_serious, kept.reaction_note) == (",".join(reactions), expected, "kompres")


def test_a_serious_event_is_remembered_before_the_next_dose_of_the_series(workplace: Workplace) -> None:
    """SI6, SI2"""
    patient = child(workplace)
    before = record_immunization(workplace, from_card(patient, "DPT1", date(2026, 10, 1))).value
    other = record_immunization(workplace, from_card(patient, "OPV1", date(2026, 10, 1))).value
    record_reaction(
        workplace, ReactionCommand(immunization_id=before.id, reactions=("seizure",), day=before.effective_date)
    )
    record_reaction(
        workplace, ReactionCommand(immunization_id=other.id, reactions=("fever",), day=before.effective_date)
    )
    record_immunization(workplace, command(patient, "OPV2"))
    with pytest.raises(Rejected) as refused:
        record_immunization(workplace, command(patient, "DPT2"))
    assert problems(refused) == [("earlier_reaction", "override_reason")]
    record_immunization(workplace, command(patient, "DPT2", override_reason="dokter menyetujui"))


def test_what_is_due_today(workplace: Workplace) -> None:
    """SI7"""
    patient = child(workplace)
    due = [(one.slot, one.state) for one in immunisations_due(workplace, patient, TODAY)]
    assert due == [
        ("BCG", SlotState.LATE),
        ("OPV1", SlotState.LATE),
        ("DPT1", SlotState.LATE),
        ("PCV1", SlotState.LATE),
        ("RV1", SlotState.LATE),
        ("IPV1", SlotState.DUE),
    ]
    assert immunisations_due(workplace, replace(patient, birth_date=None), TODAY) == ()
    grown = child(workplace, date(1990, 1, 1), name="Wa Sitti")
    assert immunisations_due(workplace, grown, TODAY) == ()


def test_a_table_needs_a_birth_date(workplace: Workplace) -> None:
    """SI7"""
    patient = child(workplace)
    with workplace.change("test") as transaction:
        transaction.change(patient, birth_date=None)
    with pytest.raises(Rejected) as refused:
        immunisation_table(workplace, patient.id)
    assert problems(refused) == [("birth_date", "birth_date")]


def steps(workplace: Workplace, patient_id: PatientId) -> tuple[TetanusStep, ...]:
    return immunisation_table(workplace, patient_id).tetanus.steps


def test_a_woman_s_tetanus_status_counts_all_her_doses(workplace: Workplace) -> None:
    """SI7"""
    woman = child(workplace, date(2002, 3, 9), name="Wa Sitti")
    for slot, day in (
        ("DPT1", date(2002, 5, 9)),
        ("DPT2", date(2002, 6, 9)),
        ("DPT3", date(2002, 7, 9)),
        ("DT1", date(2009, 11, 20)),
    ):
        record_immunization(workplace, from_card(woman, slot, day))
    table = immunisation_table(workplace, woman.id)
    assert (table.tetanus.status.level, table.tetanus.status.last_dose) == (3, date(2009, 11, 20))
    assert [step.dose.slot if step.dose else "" for step in table.tetanus.steps] == ["DPT1", "DPT2", "DT1", "", ""]
    kept = record_immunization(workplace, command(woman, "T4", batch="TD7")).value
    assert (kept.product, kept.route, kept.site) == ("TD", "IM", "lengan kiri atas")
    assert steps(workplace, woman.id)[3].dose is not None
    assert steps(workplace, woman.id)[4].possible_from == date(2027, 11, 23)
    with pytest.raises(Rejected) as refused:
        record_immunization(workplace, command(woman, "T5"))
    assert problems(refused) == [("twice", "day")]


def test_school_doses_make_a_level_each_however_many_days_lie_between(workplace: Workplace) -> None:
    """SI7"""
    girl = child(workplace, date(2010, 3, 9), name="Wa Ani")
    for slot, day in (
        ("DPT1", date(2010, 5, 9)),
        ("DPT2", date(2010, 6, 9)),
        ("DPT3", date(2010, 7, 9)),
        ("DPT4", date(2011, 9, 9)),
        ("DT1", date(2017, 11, 20)),
        ("TD2", date(2018, 11, 10)),
    ):
        record_immunization(workplace, from_card(girl, slot, day))
    assert immunisation_table(workplace, girl.id).tetanus.status.level == 5
    with pytest.raises(Rejected) as refused:
        record_immunization(workplace, command(girl, "T1"))
    assert problems(refused) == [("complete", "override_reason")]


@pytest.mark.parametrize(("after", "accepted"), [(27, False), (28, True)])
def test_the_second_td_keeps_four_weeks(workplace: Workplace, after: int, accepted: bool) -> None:
    """SI7"""
    woman = child(workplace, date(1995, 1, 1), name="Wa Sitti")
    record_immunization(workplace, from_card(woman, "T1", TODAY - timedelta(days=after)))
    if accepted:
        record_immunization(workplace, command(woman, "T2"))
        assert immunisation_table(workplace, woman.id).tetanus.status.level == 2
        return
    with pytest.raises(Rejected) as refused:
        record_immunization(workplace, command(woman, "T2"))
    assert problems(refused) == [("too_early", "override_reason")]
    kept = record_immunization(workplace, command(woman, "T2", override_reason="luka kotor")).value
    found = immunisation_table(workplace, woman.id).tetanus
    assert (found.status.level, [one.id for one in found.uncounted]) == (1, [kept.id])


@pytest.mark.parametrize(
    ("day", "product", "expected"),
    [
        (date(1994, 12, 31), "TD", [("before_birth", "day")]),
        (date(2026, 11, 24), "TD", [("future", "day")]),
        (TODAY, "BCG", [("product", "product")]),
        (TODAY, "PENTA", [("product", "product")]),
    ],
)
def test_what_cannot_be_a_td(workplace: Workplace, day: date, product: str, expected: list[tuple[str, str]]) -> None:
    """SI2, SI7"""
    woman = child(workplace, date(1995, 1, 1), name="Wa Sitti")
    with pytest.raises(Rejected) as refused:
        record_immunization(workplace, command(woman, "T1", day, product=product))
    assert problems(refused) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"expiry_date": date(2026, 11, 22)}, "expired"),
        ({"vial_monitor": "C"}, "vial_monitor"),
    ],
)
def test_a_td_from_a_vial_that_is_spoiled_needs_a_reason(
    workplace: Workplace, typed: dict[str, object], expected: str
) -> None:
    """SI2, SI7"""
    woman = child(workplace, date(1995, 1, 1), name="Wa Sitti")
    with pytest.raises(Rejected) as refused:
        record_immunization(workplace, command(woman, "T1", TODAY, **typed))
    assert problems(refused) == [(expected, "override_reason")]
    earlier = replace(from_card(woman, "T1", date(2016, 5, 2)), **typed)  # type: ignore[arg-type]
    assert record_immunization(workplace, earlier).value.override_reason == ""


def test_settings_change_how_doses_are_counted(workplace: Workplace) -> None:
    """SI8"""
    patient = child(workplace)
    for slot, day in (("DPT1", date(2026, 9, 23)), ("DPT2", date(2026, 10, 22))):
        record_immunization(workplace, from_card(patient, slot, day))
    assert state(workplace, patient, "DPT2") is SlotState.GIVEN
    assert state(workplace, patient, "JE1") is SlotState.NOT_APPLICABLE
    assert "IPV2" not in immunisation_table(workplace, patient.id).coverage.basic.missing
    kept = {"immunisation_month_days": "30", "immunisation_je": "yes", "immunisation_idl_with_ipv2": "yes"}
    set_rules(workplace, kept)
    assert state(workplace, patient, "DPT2") is not SlotState.GIVEN
    assert state(workplace, patient, "JE1") is SlotState.NOT_YET
    assert "IPV2" in immunisation_table(workplace, patient.id).coverage.basic.missing


def test_two_records_of_one_child_count_as_one_child(workplace: Workplace) -> None:
    """SI9"""
    one, other = child(workplace), child(workplace, name="La Baru", sex=Sex.MALE)
    record_immunization(workplace, command(one, "OPV1"))
    record_immunization(workplace, command(other, "DPT1"))
    merge_people(workplace, MergeCommand(survivor_id=one.id, absorbed_id=other.id, reason="orang yang sama"))
    found = immunisation_table(workplace, one.id).course
    assert (found.of("OPV1").state, found.of("DPT1").state) == (SlotState.GIVEN, SlotState.GIVEN)


def test_a_dose_given_at_the_pustu_comes_with_the_stick(
    workplace: Workplace, made: Made, stick: Path, clock: TurnedClock
) -> None:
    """SI10"""
    pustu = made("Pustu Lanto", InstallationKind.PUSTU)
    to_puskesmas, to_pustu = acquaint(pustu, workplace, stick)
    patient = child(workplace)
    carry(workplace, to_pustu, pustu, stick)
    record_immunization(pustu, command(patient, "DPT1", batch="P1"))
    record_immunization(workplace, command(patient, "DPT1", batch="P1"))
    record_immunization(pustu, command(patient, "OPV1"))
    clock.turn(hours=1)
    carry(pustu, to_puskesmas, workplace, stick)
    carry(workplace, to_pustu, pustu, stick)
    for place in (workplace, pustu):
        found = immunisation_table(place, patient.id).course
        assert found.of("OPV1").state is SlotState.GIVEN
        assert found.of("DPT1").state is SlotState.GIVEN
        assert [one.verdict for one in found.of("DPT1").uncounted] == [Verdict.SAME_DAY]
        assert found.of("DPT2").state is SlotState.NOT_YET
    here, there = (immunisation_table(place, patient.id).course for place in (workplace, pustu))
    assert here.slots == there.slots


def filled(workplace: Workplace, visit: Visit, form_id: str, **answers: str) -> QuestionnaireResponse:
    whom = about(visit, form_id)
    return complete_response(workplace, fill(start_response(workplace, whom), **answers), whom).value


def test_a_dose_of_a_form_stands_in_the_table(workplace: Workplace, clock: TurnedClock) -> None:
    """SI11, SI12"""
    visit = visit_of(workplace, sex=Sex.FEMALE, born=date(2000, 3, 9))
    woman = visit.patient_id
    answers = {"tetanus_status": "T2", "tetanus_given": "ya", "tetanus_batch": "TB1"}
    response = filled(workplace, visit, "premarital_screening", **answers)
    found = immunisation_table(workplace, woman)
    assert [(one.slot, one.batch, one.response_id) for one in found.records] == [("T1", "TB1", response.id)]
    assert found.tetanus.status == TetanusStatus(level=3, last_dose=TODAY)
    assert [step.is_stated for step in found.tetanus.steps] == [True, True, False, False, False]
    assert found.tetanus.steps[2].dose is not None
    assert found.tetanus.steps[3].possible_from == date(2027, 11, 23)
    clock.turn(days=10)
    again_filled = filled(workplace, again(workplace, woman), "premarital_screening", tetanus_given="tidak")
    assert json.loads(again_filled.answers)["answers"]["immunisation"]["tetanus_status"] == "T3"
    opened = open_response(workplace, response.id).response
    opened.answer("immunisation/tetanus_given", "tidak")
    amend_response(workplace, response.id, opened, "tidak jadi")
    assert immunisation_table(workplace, woman).records == ()


def test_a_form_begins_with_the_status_of_the_table(workplace: Workplace) -> None:
    """SI12"""
    visit = visit_of(workplace, sex=Sex.FEMALE, born=date(2000, 3, 9))
    for slot, day in (("T1", date(2024, 1, 1)), ("T2", date(2024, 2, 1)), ("T3", date(2024, 9, 1))):
        typed = DoseCommand(patient_id=visit.patient_id, slot=slot, day=day, source=ImmunizationSource.CARD)
        record_immunization(workplace, typed)
    response = start_response(workplace, about(visit, "premarital_screening"))
    assert response.value("immunisation/tetanus_status") == "T3"


def test_a_dose_is_not_recorded_twice_by_form_and_table(workplace: Workplace) -> None:
    """SI11"""
    visit = visit_of(workplace, sex=Sex.FEMALE, born=date(2000, 3, 9))
    typed = DoseCommand(patient_id=visit.patient_id, slot="T1", day=TODAY, batch="A")
    record_immunization(workplace, typed)
    filled(workplace, visit, "premarital_screening", tetanus_status="T0", tetanus_given="ya", tetanus_batch="A")
    assert len(immunisation_table(workplace, visit.patient_id).records) == 1


def test_the_newborn_form_records_the_dose_at_birth(workplace: Workplace) -> None:
    """SI11"""
    visit = visit_of(workplace, sex=Sex.FEMALE, born=TODAY)
    filled(workplace, visit, "newborn_visit", hb0="now")
    found = immunisation_table(workplace, visit.patient_id).course.of("HB0")
    assert (found.state, found.dose.day if found.dose else None) == (SlotState.GIVEN, TODAY)


def test_forms_of_a_child_know_what_is_due(workplace: Workplace) -> None:
    """SI12"""
    visit = visit_of(workplace, sex=Sex.FEMALE, born=FOUR_MONTHS)
    started = start_response(workplace, about(visit, "under_five_visit"))
    assert (started.value("risk/immunised"), started.is_relevant("risk/immunisation_due_note")) == ("", False)
    record_immunizations(
        workplace,
        [
            DoseCommand(patient_id=visit.patient_id, slot=slot, day=TODAY)
            for slot in ("BCG", "OPV1", "PCV1", "RV1", "IPV1")
        ],
    )
    started = start_response(workplace, about(visit, "under_five_visit"))
    assert started.value("risk/immunised") == "tidak"
    assert started.label("risk/immunisation_due_note").endswith("belum diberikan: DPT-HB-Hib 1.")
    record_immunization(workplace, DoseCommand(patient_id=visit.patient_id, slot="DPT1", day=TODAY))
    started = start_response(workplace, about(visit, "under_five_visit"))
    assert (started.value("risk/immunised"), started.is_relevant("risk/immunisation_due_note")) == ("ya", False)
