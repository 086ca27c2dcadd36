"""Sticks that fail, come late, come together, and go round three installations."""

import errno
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from ilp_desktop.domain.change import ChangeKind, FieldChange
from ilp_desktop.domain.identifiers import PartnerId, PatientId
from ilp_desktop.domain.installation import InstallationKind, Role
from ilp_desktop.domain.patient import Household, Patient, Payer
from ilp_desktop.domain.problem import Cancelled, Fault, FaultCode, Rejected
from ilp_desktop.domain.progress import Step
from ilp_desktop.domain.visit import CaseKind, Condition, Consultation, NextStep, QueueEntry, QueueStatus, Visit
from ilp_desktop.domain.vital_signs import VitalSignsTyped
from ilp_desktop.exchange.disk import Disk
from ilp_desktop.services import exchange, receipts
from ilp_desktop.services.decisions import decide, open_decisions, shown_decisions
from ilp_desktop.services.exchange_papers import accepted_paper, sent_paper, suggested_name
from ilp_desktop.services.first_run import install
from ilp_desktop.services.partners import (
    CardStanding,
    acknowledged_text,
    partners,
    read_card,
    standing_of,
    trust,
    write_own_card,
)
from ilp_desktop.services.people import change_person, person_page
from ilp_desktop.services.rooms import ConsultationCommand, DiagnosisChoice, save_consultation
from ilp_desktop.services.searching import search_people
from ilp_desktop.services.stick_contents import PackageStanding, contents_of
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import change_queries, records
from ilp_desktop.storage.schema import entity_of_table
from tests.exchange.failing_disk import FailingDisk, StepFailingDisk
from tests.services.conftest import CHEAP, TurnedClock, first_run
from tests.services.test_exchange import AMINAH, acquaint, carry, receipt_of, unsent, work

Made = Callable[[str, InstallationKind], Workplace]


@pytest.fixture
def made(tmp_path: Path, clock: TurnedClock) -> Iterator[Made]:
    opened: list[Workplace] = []

    def make(name: str, kind: InstallationKind) -> Workplace:
        command = first_run(kind, name)
        command = replace(command, facility=replace(command.facility, code=f"P{len(opened)}"))
        opened.append(install(tmp_path / f"tempat{len(opened)}", command, clock, CHEAP).workplace)
        return opened[-1]

    yield make
    for workplace in opened:
        workplace.database.close()


@pytest.fixture
def dinas(made: Made) -> Workplace:
    return made("Dinas Kesehatan Buton Tengah", InstallationKind.DINAS)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stik"
    folder.mkdir()
    return folder


@pytest.fixture
def known(workplace: Workplace, dinas: Workplace, stick: Path) -> PartnerId:
    return acquaint(workplace, dinas, stick)[0]


def found(workplace: Workplace, *names: str) -> list[int]:
    return [len(search_people(workplace, name)) for name in names]


def with_disk(monkeypatch: pytest.MonkeyPatch, disk: Disk) -> None:
    """Whatever the exchange writes goes to this disk; the stick fails as the disk does."""
    monkeypatch.setattr("ilp_desktop.exchange.safe_write.Disk", lambda: disk)


def test_three_installations_agree_whichever_way_the_sticks_go(
    workplace: Workplace, dinas: Workplace, made: Made, stick: Path, clock: TurnedClock
) -> None:
    pustu = made("Pustu Lanto", InstallationKind.PUSTU)
    to_dinas, _ = acquaint(workplace, dinas, stick)
    to_puskesmas, to_pustu = acquaint(pustu, workplace, stick)
    at_pustu = work(pustu)
    carry(pustu, to_puskesmas, workplace, stick)
    clock.turn(hours=1)
    work(workplace, replace(AMINAH, name="La Sardin"))
    change_person(workplace, at_pustu, replace(AMINAH, phone="081200000001"))
    carry(workplace, to_dinas, dinas, stick)
    carry(workplace, to_pustu, pustu, stick)
    for place in (workplace, dinas, pustu):
        assert found(place, "aminah", "sardin") == [1, 1]
        assert person_page(place, at_pustu).patient.phone == "081200000001"
        assert open_decisions(place) == ()


def test_an_office_takes_packages_of_many_puskesmas_from_one_stick(
    workplace: Workplace, dinas: Workplace, known: PartnerId, made: Made, stick: Path
) -> None:
    other = made("Puskesmas Lombe", InstallationKind.PUSKESMAS)
    to_dinas, _ = acquaint(other, dinas, stick)
    work(workplace)
    work(other, replace(AMINAH, name="La Sardin"))
    exchange.send(workplace, known, stick)
    exchange.send(other, to_dinas, stick)
    contents = contents_of(dinas, stick)
    assert {package.sender for package in contents.waiting} == {"Puskesmas Mawasangka Tengah", "Puskesmas Lombe"}
    paths = [package.path for package in contents.waiting]
    assert [preview.changes_nothing for preview in exchange.inspect_all(dinas, paths).previews] == [False, False]
    assert found(dinas, "aminah") == [0]
    acceptance = exchange.accept_all(dinas, paths, stick).value
    assert (acceptance.left, len(acceptance.receipts)) == (0, 2)
    assert found(dinas, "aminah", "sardin") == [1, 1]
    assert contents_of(dinas, stick).waiting == ()
    for place in (workplace, other):
        (news,) = receipts.take_receipts(place, stick).value
        assert (news.unsent, news.package_missing) == (0, False)
        assert receipts.take_receipts(place, stick).value == ()


def test_several_packages_come_in_their_order_and_the_whole_ones_stay(
    workplace: Workplace, dinas: Workplace, known: PartnerId, stick: Path, clock: TurnedClock
) -> None:
    names = ("aminah", "sardin", "salma")
    for name in ("Wa Aminah", "La Sardin", "Wa Salma"):
        work(workplace, replace(AMINAH, name=name))
        exchange.send(workplace, known, stick)
        clock.turn(minutes=5)
    paths = [package.path for package in contents_of(dinas, stick).waiting]
    assert len(paths) == 3
    paths[2].write_bytes(paths[2].read_bytes()[:-1])
    inspection = exchange.inspect_all(dinas, paths)
    assert (len(inspection.previews), inspection.fault is not None) == (2, True)
    acceptance = exchange.accept_all(dinas, paths, stick).value
    assert acceptance.left == 1
    assert acceptance.fault is not None
    assert acceptance.fault.code is FaultCode.PACKAGE_DAMAGED
    assert found(dinas, *names) == [1, 1, 0]


def test_cancelling_between_two_packages_keeps_the_first(
    workplace: Workplace, dinas: Workplace, known: PartnerId, stick: Path, clock: TurnedClock
) -> None:
    for name in ("Wa Aminah", "La Sardin"):
        work(workplace, replace(AMINAH, name=name))
        exchange.send(workplace, known, stick)
        clock.turn(minutes=5)
    paths = [package.path for package in contents_of(dinas, stick).waiting]
    joined: list[Step] = []

    def cancel_at_the_second(step: Step) -> None:
        if step.doing.startswith("Menyatukan"):
            joined.append(step)
        if len(joined) > 1:
            raise Cancelled

    acceptance = exchange.accept_all(dinas, paths, stick, cancel_at_the_second).value
    assert (acceptance.left, acceptance.fault) == (1, None)
    assert acceptance.receipts[0].path is not None
    assert found(dinas, "aminah", "sardin") == [1, 0]


def test_a_gap_is_told_to_the_sender_and_mended_by_the_next_package(
    workplace: Workplace, dinas: Workplace, known: PartnerId, stick: Path, clock: TurnedClock
) -> None:
    work(workplace)
    early = carry(workplace, known, dinas, stick)
    receipts.take_receipt(workplace, receipt_of(early))
    clock.turn(hours=1)
    work(workplace, replace(AMINAH, name="La Sardin"))
    (lost,) = exchange.send(workplace, known, stick).value.packages
    with workplace.change("receipt_for_a_lost_stick") as transaction:
        state = partners(workplace)[0].partner
        heads = change_queries.heads(transaction.connection)
        transaction.change(state, acknowledged=acknowledged_text(heads), acknowledged_time="0" * 14 + "9-000000")
    lost.path.unlink()
    clock.turn(hours=1)
    work(workplace, replace(AMINAH, name="Wa Salma"))
    (late,) = exchange.send(workplace, known, stick).value.packages
    with pytest.raises(Fault) as fault:
        exchange.accept(dinas, late.path, stick)
    assert fault.value.code is FaultCode.PACKAGE_GAP
    assert found(dinas, "sardin", "salma") == [0, 0]
    (news,) = receipts.take_receipts(workplace, stick).value
    assert news.package_missing
    carry(workplace, known, dinas, stick)
    assert found(dinas, "sardin", "salma") == [1, 1]


def test_receipts_out_of_order_count_by_their_time(
    workplace: Workplace, dinas: Workplace, known: PartnerId, stick: Path, tmp_path: Path, clock: TurnedClock
) -> None:
    first, second = tmp_path / "satu", tmp_path / "dua"
    first.mkdir()
    second.mkdir()
    work(workplace)
    carry(workplace, known, dinas, first)
    clock.turn(hours=1)
    work(workplace, replace(AMINAH, name="La Sardin"))
    carry(workplace, known, dinas, second)
    (news,) = receipts.take_receipts(workplace, second).value
    assert (news.was_newest, unsent(workplace)) == (True, 0)
    assert receipts.take_receipts(workplace, first).value == ()
    assert unsent(workplace) == 0


def test_what_a_partner_sent_is_not_sent_back_to_it(
    workplace: Workplace, dinas: Workplace, known: PartnerId, stick: Path
) -> None:
    before = unsent(dinas)
    work(workplace)
    carry(workplace, known, dinas, stick)
    assert unsent(dinas) == before


def test_a_stick_pulled_at_any_step_leaves_no_half_package_and_nothing_is_noted(
    workplace: Workplace, known: PartnerId, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(workplace)
    for step in range(40):
        with monkeypatch.context() as patched:
            with_disk(patched, StepFailingDisk(step))
            try:
                exchange.send(workplace, known, stick)
            except Fault as fault:
                assert fault.code is FaultCode.DRIVE_GONE
            else:
                break
        assert partners(workplace)[0].partner.number_sent == 0
        for package in stick.glob("*.ilppaket"):
            assert package.stat().st_size > 0
            package.unlink()
    assert step > 3
    assert partners(workplace)[0].partner.number_sent == 1


@pytest.mark.parametrize("budget", [0, 1, 100, 700, 1500])
def test_a_stick_that_fills_up_says_so_and_the_next_one_works(
    workplace: Workplace, known: PartnerId, stick: Path, monkeypatch: pytest.MonkeyPatch, budget: int
) -> None:
    work(workplace)
    with monkeypatch.context() as patched:
        with_disk(patched, FailingDisk(budget, errno.ENOSPC))
        with pytest.raises(Fault) as fault:
            exchange.send(workplace, known, stick)
    assert fault.value.code is FaultCode.DRIVE_FULL
    assert list(stick.glob("*.ilppaket")) == []
    assert unsent(workplace) > 0
    assert len(exchange.send(workplace, known, stick).value.packages) == 1


def test_a_receipt_that_cannot_be_written_does_not_undo_what_was_taken_over(
    workplace: Workplace, dinas: Workplace, known: PartnerId, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(workplace)
    (package,) = exchange.send(workplace, known, stick).value.packages
    with monkeypatch.context() as patched:
        with_disk(patched, FailingDisk(0, errno.ENOSPC))
        (given,) = exchange.accept(dinas, package.path, stick).value.receipts
    assert given.path is None
    assert given.fault is not None
    assert given.fault.code is FaultCode.DRIVE_FULL
    assert found(dinas, "aminah") == [1]
    again = receipts.give_receipt(dinas, given.partner.id, stick)
    assert receipts.take_receipt(workplace, again).value.unsent == 0


def test_a_stick_shows_what_is_for_whom(
    workplace: Workplace, dinas: Workplace, known: PartnerId, made: Made, stick: Path
) -> None:
    work(workplace)
    (package,) = exchange.send(workplace, known, stick).value.packages
    (stick / "rusak.ilppaket").write_bytes(b"bukan paket")
    assert contents_of(made("Puskesmas Lain", InstallationKind.PUSKESMAS), stick).for_others == 1
    standings = {one.path.name: one.standing for one in contents_of(dinas, stick).packages}
    assert standings == {package.path.name: PackageStanding.NEW, "rusak.ilppaket": PackageStanding.UNREADABLE}
    exchange.accept(dinas, package.path, stick)
    standings = {one.path.name: one.standing for one in contents_of(dinas, stick).packages}
    assert standings[package.path.name] is PackageStanding.TAKEN
    assert {card.name for card in contents_of(dinas, stick).cards} == {workplace.facility.name}


def test_a_card_with_other_keys_of_a_known_place_is_not_taken_for_the_known_one(
    workplace: Workplace, dinas: Workplace, known: PartnerId, tmp_path: Path, clock: TurnedClock, stick: Path
) -> None:
    card = read_card(write_own_card(dinas, stick))
    assert standing_of(workplace, card) is CardStanding.KNOWN
    assert standing_of(dinas, card) is CardStanding.OURS
    command = first_run(InstallationKind.DINAS, "Dinas Kesehatan Buton Tengah")
    command = replace(command, facility=replace(command.facility, code=dinas.facility.code))
    impostor = install(tmp_path / "palsu", command, clock, CHEAP).workplace
    other = read_card(write_own_card(impostor, tmp_path))
    impostor.database.close()
    assert standing_of(workplace, other) is CardStanding.OTHER_KEYS
    with pytest.raises(Rejected):
        trust(dinas, card)


@pytest.mark.parametrize(("table", "field", "value"), [("visit", "purpose", "x"), ("patient", "birth_date", "x")])
def test_a_value_that_this_program_cannot_read_spoils_nothing(
    workplace: Workplace, dinas: Workplace, known: PartnerId, stick: Path, table: str, field: str, value: str
) -> None:
    """As if a newer program had sent it; only the log of the sender travels, so the log is what is spoilt."""
    work(workplace)
    with workplace.change("spoil") as transaction:
        row_id = records.find(transaction.connection, entity_of_table(table))[0].id
        change = {field: FieldChange(before=None, after=value)}
        transaction._note(table, row_id, ChangeKind.UPDATE, change)
    (package,) = exchange.send(workplace, known, stick).value.packages
    with pytest.raises(Fault) as fault:
        exchange.accept(dinas, package.path, stick)
    assert fault.value.code is FaultCode.PACKAGE_NEWER
    assert found(dinas, "aminah") == [0]


def test_only_the_head_and_the_office_send_and_receive(workplace: Workplace, known: PartnerId, stick: Path) -> None:
    clerk = replace(workplace, user=replace(workplace.user, roles=Role.REGISTRATION.value))
    with pytest.raises(Rejected, match=r"role\.missing"):
        exchange.send(clerk, known, stick)
    with pytest.raises(Rejected, match=r"role\.missing"):
        exchange.accept(clerk, stick / "apa.ilppaket", stick)


TYPED: tuple[tuple[type[Any], str, object, object], ...] = (
    (Patient, "phone", "081200000001", "081200000002"),
    (Patient, "birth_date", date(1991, 1, 2), date(1992, 3, 4)),
    (Patient, "birth_order", 2, 3),
    (Patient, "payer", Payer.JKN_WORKER, Payer.REGIONAL),
    (Household, "head_name", "La Ode Hasan", "La Hasan"),
    (Visit, "registered_at", datetime(2026, 11, 23, 1, 5, tzinfo=UTC), datetime(2026, 11, 23, 2, 6, tzinfo=UTC)),
    (Consultation, "temperature", 38.25, 37.0),
    (Consultation, "systolic", 150, None),
    (Condition, "case_kind", CaseKind.OLD, CaseKind.OLD_VISIT),
    (QueueEntry, "status", QueueStatus.ABSENT, QueueStatus.CANCELLED),
)
"""A field of every type and its value at the puskesmas and at the dinas."""


def write_all(workplace: Workplace, values: Sequence[object]) -> None:
    with workplace.change("correct") as transaction:
        for (kind, field, _ours, _theirs), value in zip(TYPED, values, strict=True):
            transaction.change(records.find(transaction.connection, kind)[0], **{field: value})


def values_at(workplace: Workplace) -> list[object]:
    with workplace.database.read() as connection:
        return [getattr(records.find(connection, kind)[0], field) for kind, field, _ours, _theirs in TYPED]


@pytest.mark.parametrize("keep_ours", [True, False])
@pytest.mark.parametrize("dinas_is_later", [True, False])
def test_a_person_decides_on_fields_of_every_type(
    workplace: Workplace, dinas: Workplace, stick: Path, clock: TurnedClock, keep_ours: bool, dinas_is_later: bool
) -> None:
    to_dinas, to_puskesmas = acquaint(workplace, dinas, stick)
    consult(workplace, work(workplace))
    carry(workplace, to_dinas, dinas, stick)
    at_puskesmas, at_dinas = ([row[column] for row in TYPED] for column in (2, 3))
    for place, values in sorted(
        ((workplace, at_puskesmas), (dinas, at_dinas)), key=lambda pair: (pair[0] is dinas) is dinas_is_later
    ):
        clock.turn(minutes=5)
        write_all(place, values)
    clock.turn(minutes=5)
    carry(workplace, to_dinas, dinas, stick)
    assert values_at(dinas) == (at_dinas if dinas_is_later else at_puskesmas)
    shown = shown_decisions(dinas)
    assert len(shown) == len(TYPED) == len(open_decisions(dinas))
    assert all(one.ours != one.theirs and one.present in (one.ours, one.theirs) for one in shown)
    for one in shown:
        decide(dinas, one.decision.id, keep_ours=keep_ours)
    chosen = at_dinas if keep_ours else at_puskesmas
    assert values_at(dinas) == chosen
    carry(dinas, to_puskesmas, workplace, stick)
    assert values_at(workplace) == chosen


def consult(workplace: Workplace, patient: PatientId) -> None:
    with workplace.database.read() as connection:
        entry = records.find(connection, QueueEntry, patient_id=patient)[0]
    save_consultation(
        workplace,
        ConsultationCommand(
            visit_id=entry.visit_id,
            queue_entry_id=entry.id,
            cluster=entry.cluster,
            vital_signs=VitalSignsTyped(systolic=120, diastolic=80),
            diagnoses=(DiagnosisChoice(code="I10", name="Hipertensi esensial"),),
            next_steps=(NextStep.HOME,),
            completed=True,
        ),
    )


def test_a_value_written_since_is_shown_beside_the_two(
    workplace: Workplace, dinas: Workplace, known: PartnerId, stick: Path, clock: TurnedClock
) -> None:
    patient = work(workplace)
    carry(workplace, known, dinas, stick)
    for place, phone in ((workplace, "081200000001"), (dinas, "081200000002")):
        clock.turn(minutes=1)
        change_person(place, patient, replace(AMINAH, phone=phone))
    carry(workplace, known, dinas, stick)
    change_person(dinas, patient, replace(AMINAH, phone="081200000003"))
    (shown,) = shown_decisions(dinas)
    assert (shown.ours, shown.theirs, shown.present) == ("081200000002", "081200000001", "081200000003")
    assert (shown.field, shown.partner) == ("Nomor HP", "Puskesmas Mawasangka Tengah")
    decide(dinas, shown.decision.id, keep_ours=False)
    assert person_page(dinas, patient).patient.phone == "081200000001"


def test_papers_say_what_went_and_what_came(
    workplace: Workplace, dinas: Workplace, known: PartnerId, stick: Path
) -> None:
    work(workplace)
    sent = exchange.send(workplace, known, stick).value
    given = text_of(sent_paper(workplace, sent))
    assert "BERITA ACARA" in given
    assert sent.packages[0].path.name in given
    (preview,) = exchange.accept(dinas, sent.packages[0].path, stick).value.previews
    taken = text_of(accepted_paper(dinas, preview))
    assert "TANDA TERIMA" in taken
    assert "Kunjungan" in taken
    assert suggested_name(sent).name.startswith("BA_ILP_")
    assert suggested_name(preview).name.startswith("TT_ILP_")
    (again,) = exchange.accept(dinas, sent.packages[0].path, stick).value.previews
    assert "sudah pernah diterima" in text_of(accepted_paper(dinas, again))


def text_of(pdf: bytes) -> str:
    return " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
