"""A puskesmas and the dinas exchange sticks: nothing is lost, nothing happens twice, nothing strange gets in."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ilp_desktop.domain.identifiers import PartnerId, PatientId
from ilp_desktop.domain.installation import InstallationKind
from ilp_desktop.domain.patient import Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.problem import Cancelled, Fault, FaultCode, Rejected
from ilp_desktop.domain.progress import Step
from ilp_desktop.domain.visit import VisitPurpose
from ilp_desktop.services import exchange, receipts
from ilp_desktop.services.decisions import decide, open_decisions
from ilp_desktop.services.epochs import begin_new_epoch
from ilp_desktop.services.first_run import install
from ilp_desktop.services.partners import own_fingerprint, partners, read_card, trust, write_own_card
from ilp_desktop.services.people import change_person, person_page, register_person
from ilp_desktop.services.searching import search_people
from ilp_desktop.services.sign_in import sign_in
from ilp_desktop.services.visits import VisitCommand, register_visit
from ilp_desktop.services.workplace import Workplace
from tests.services.conftest import CHEAP, LANTO, PASSWORD, TurnedClock, first_run

AMINAH = PersonEntry(name="Wa Aminah", sex=Sex.FEMALE, birth_date=date(1992, 5, 14), village_code=LANTO)


@pytest.fixture
def dinas(tmp_path: Path, clock: TurnedClock) -> Iterator[Workplace]:
    command = first_run(InstallationKind.DINAS, "Dinas Kesehatan Buton Tengah")
    command = replace(command, facility=replace(command.facility, code="D7414"))
    made = install(tmp_path / "dinas", command, clock, CHEAP).workplace
    yield made
    made.database.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stik"
    folder.mkdir()
    return folder


def acquaint(one: Workplace, other: Workplace, stick: Path) -> tuple[PartnerId, PartnerId]:
    """Both read the other's card; gives the other's id at one, and one's id at the other."""
    theirs = read_card(write_own_card(other, stick))
    ours = read_card(write_own_card(one, stick))
    assert theirs.fingerprint == own_fingerprint(other)
    return trust(one, theirs).value.id, trust(other, ours).value.id


@pytest.fixture
def known(workplace: Workplace, dinas: Workplace, stick: Path) -> PartnerId:
    """The dinas, as the puskesmas knows it."""
    return acquaint(workplace, dinas, stick)[0]


def work(workplace: Workplace, entry: PersonEntry = AMINAH) -> PatientId:
    patient = register_person(workplace, entry, look_alikes_seen=True).value
    register_visit(workplace, VisitCommand(patient_id=patient.id, purpose=VisitPurpose.SICK, payer=Payer.GENERAL))
    return patient.id


def carry(sender: Workplace, partner: PartnerId, receiver: Workplace, stick: Path) -> exchange.Acceptance:
    (package,) = exchange.send(sender, partner, stick).value.packages
    return exchange.accept(receiver, package.path, stick).value


def receipt_of(acceptance: exchange.Acceptance) -> Path:
    (given,) = acceptance.receipts
    assert given.path is not None
    return given.path


def unsent(workplace: Workplace) -> int:
    return partners(workplace)[0].unsent


def test_the_day_reaches_the_dinas_and_the_receipt_comes_back(
    workplace: Workplace, dinas: Workplace, known: PartnerId, stick: Path
) -> None:
    patient = work(workplace)
    before = unsent(workplace)
    accepted = carry(workplace, known, dinas, stick)
    assert {count.table: count.new for count in accepted.previews[0].counts}["patient"] == 1
    assert person_page(dinas, patient).patient == person_page(workplace, patient).patient
    assert [hit.patient_id for hit in search_people(dinas, "aminah")] == [patient]
    acknowledged = receipts.take_receipt(workplace, receipt_of(accepted)).value
    assert acknowledged.was_newest
    assert before > 0
    assert unsent(workplace) == acknowledged.unsent == 0
    assert exchange.send(workplace, known, stick).value.packages == ()


def test_the_same_package_twice_changes_nothing(
    workplace: Workplace, dinas: Workplace, known: PartnerId, stick: Path
) -> None:
    work(workplace)
    (package,) = exchange.send(workplace, known, stick).value.packages
    exchange.accept(dinas, package.path, stick)
    preview = exchange.inspect(dinas, package.path)
    assert preview.changes_nothing
    again = exchange.accept(dinas, package.path, stick).value
    assert not any(count.new or count.updated or count.conflicting for count in again.previews[0].counts)
    assert len(search_people(dinas, "aminah")) == 1


def test_a_lost_stick_is_mended_by_the_next(
    workplace: Workplace, dinas: Workplace, known: PartnerId, stick: Path, clock: TurnedClock
) -> None:
    work(workplace)
    for package in exchange.send(workplace, known, stick).value.packages:
        package.path.unlink()
    clock.turn(days=1)
    work(workplace, replace(AMINAH, name="La Sardin"))
    carry(workplace, known, dinas, stick)
    assert len(search_people(dinas, "aminah")) == len(search_people(dinas, "sardin")) == 1


def test_looking_into_a_package_changes_nothing(
    workplace: Workplace, dinas: Workplace, known: PartnerId, stick: Path
) -> None:
    work(workplace)
    (package,) = exchange.send(workplace, known, stick).value.packages
    preview = exchange.inspect(dinas, package.path)
    assert preview.new_entries == package.entries
    assert search_people(dinas, "aminah") == ()


def test_a_package_of_a_stranger_or_for_somebody_else_is_refused(
    workplace: Workplace, dinas: Workplace, known: PartnerId, stick: Path, tmp_path: Path, clock: TurnedClock
) -> None:
    work(workplace)
    (package,) = exchange.send(workplace, known, stick).value.packages
    other = install(tmp_path / "lain", first_run(name="Puskesmas Lain"), clock, CHEAP).workplace
    with pytest.raises(Rejected):
        exchange.inspect(other, package.path)
    acquaint(other, dinas, stick)
    with pytest.raises(Fault) as fault:
        exchange.inspect(other, package.path)
    assert fault.value.code is FaultCode.PACKAGE_FOREIGN
    other.database.close()


def test_a_damaged_package_changes_nothing(
    workplace: Workplace, dinas: Workplace, known: PartnerId, stick: Path
) -> None:
    work(workplace)
    (package,) = exchange.send(workplace, known, stick).value.packages
    content = bytearray(package.path.read_bytes())
    content[-10] ^= 1
    package.path.write_bytes(bytes(content))
    with pytest.raises(Fault) as fault:
        exchange.accept(dinas, package.path, stick)
    assert fault.value.code is FaultCode.PACKAGE_DAMAGED
    assert search_people(dinas, "aminah") == ()


def test_cancelling_leaves_no_package(workplace: Workplace, known: PartnerId, stick: Path) -> None:
    work(workplace)

    def cancel(_step: Step) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        exchange.send(workplace, known, stick, cancel)
    assert list(stick.glob("*.ilppaket")) == []
    assert partners(workplace)[0].partner.number_sent == 0


def test_both_sides_correct_the_same_person_and_a_person_decides(
    workplace: Workplace, dinas: Workplace, stick: Path, clock: TurnedClock
) -> None:
    to_dinas, to_puskesmas = acquaint(workplace, dinas, stick)
    patient = work(workplace)
    carry(workplace, to_dinas, dinas, stick)
    clock.turn(minutes=1)
    change_person(workplace, patient, replace(AMINAH, phone="081200000001"))
    clock.turn(minutes=1)
    change_person(dinas, patient, replace(AMINAH, phone="081200000002"))
    carry(workplace, to_dinas, dinas, stick)
    (decision,) = open_decisions(dinas)
    assert (decision.field, decision.ours, decision.theirs) == ("phone", "081200000002", "081200000001")
    assert person_page(dinas, patient).patient.phone == "081200000002"
    clock.turn(minutes=1)
    decide(dinas, decision.id, keep_ours=False)
    assert open_decisions(dinas) == ()
    assert person_page(dinas, patient).patient.phone == "081200000001"
    carry(dinas, to_puskesmas, workplace, stick)
    assert person_page(workplace, patient).patient.phone == "081200000001"


def test_a_restored_pc_keeps_exchanging(
    workplace: Workplace, dinas: Workplace, known: PartnerId, stick: Path, tmp_path: Path, clock: TurnedClock
) -> None:
    work(workplace)
    workplace.database.back_up(tmp_path / "cadangan.db")
    clock.turn(hours=1)
    work(workplace, replace(AMINAH, name="La Sardin"))
    carry(workplace, known, dinas, stick)

    folder = tmp_path / "pulih"
    shutil.copytree(workplace.folder, folder)
    shutil.copy(tmp_path / "cadangan.db", folder / "ilp.db")
    for leftover in folder.glob("ilp.db-*"):
        leftover.unlink()
    restored = begin_new_epoch(sign_in(folder, "siti", PASSWORD, clock))
    clock.turn(hours=1)
    work(restored, replace(AMINAH, name="Wa Salma"))
    carry(restored, known, dinas, stick)
    assert [len(search_people(dinas, name)) for name in ("aminah", "sardin", "salma")] == [1, 1, 1]

    back = partners(dinas)[0].partner.id
    carry(dinas, back, restored, stick)
    assert [len(search_people(restored, name)) for name in ("aminah", "sardin", "salma")] == [1, 1, 1]
    restored.database.close()


def test_a_silently_copied_pc_is_found_by_the_receipt_and_mended(
    workplace: Workplace, dinas: Workplace, known: PartnerId, stick: Path, tmp_path: Path, clock: TurnedClock
) -> None:
    work(workplace)
    accepted = carry(workplace, known, dinas, stick)
    receipts.take_receipt(workplace, receipt_of(accepted))
    folder = tmp_path / "salinan"
    workplace.database.back_up(tmp_path / "salinan.db")
    shutil.copytree(workplace.folder, folder)
    shutil.copy(tmp_path / "salinan.db", folder / "ilp.db")
    for leftover in folder.glob("ilp.db-*"):
        leftover.unlink()
    clock.turn(hours=1)
    work(workplace, replace(AMINAH, name="La Sardin"))
    carry(workplace, known, dinas, stick)

    copy = sign_in(folder, "siti", PASSWORD, clock)
    work(copy, replace(AMINAH, name="Wa Salma"))
    (package,) = exchange.send(copy, known, stick).value.packages
    with pytest.raises(Fault) as fault:
        exchange.accept(dinas, package.path, stick)
    assert fault.value.code is FaultCode.PACKAGE_FORKED
    clock.turn(minutes=1)
    receipt = receipts.give_receipt(dinas, partners(dinas)[0].partner.id, stick)
    assert receipts.take_receipt(copy, receipt).value.new_epoch
    carry(copy, known, dinas, stick)
    assert [len(search_people(dinas, name)) for name in ("aminah", "sardin", "salma")] == [1, 1, 1]
    copy.database.close()
