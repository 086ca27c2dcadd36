"""What an office tells a puskesmas: its own people and the forms, never the patients of another one."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ilp_desktop.domain.change import ChangeKind
from ilp_desktop.domain.identifiers import FlagId, NodeId, PartnerId
from ilp_desktop.domain.installation import InstallationKind, Partner
from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.visit import Flag
from ilp_desktop.exchange.package_reading import read_package
from ilp_desktop.services import exchange, receipts
from ilp_desktop.services.form_library import current_forms
from ilp_desktop.services.form_office import preview_form, take_in
from ilp_desktop.services.partners import identity_of, partners, partners_by_key
from ilp_desktop.services.people import change_person, person_page
from ilp_desktop.services.self_check import self_check
from ilp_desktop.services.stick_contents import contents_of
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import change_queries, change_scope, records
from ilp_desktop.storage.database import Connection
from ilp_desktop.storage.schema import SCHEMA_VERSION
from tests.services.conftest import LANTO, TurnedClock
from tests.services.test_exchange import acquaint, carry, receipt_of, work
from tests.services.test_exchange_sticks import Made, found, made

__all__ = ["made"]

AMINAH = PersonEntry(name="Wa Aminah", sex=Sex.FEMALE, birth_date=date(1992, 5, 17), village_code=LANTO)
SARDIN = replace(AMINAH, name="La Sardin", sex=Sex.MALE)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stik"
    folder.mkdir()
    return folder


@pytest.fixture
def dinas(made: Made) -> Workplace:
    return made("Dinas Kesehatan Buton Tengah", InstallationKind.DINAS)


@pytest.fixture
def lombe(made: Made) -> Workplace:
    return made("Puskesmas Lombe", InstallationKind.PUSKESMAS)


def partner_of(office: Workplace, place: Workplace) -> PartnerId:
    return partners_by_key(office)[identity_of(place.installation).verify_key].id


def hand_over(place: Workplace, to_dinas: PartnerId, dinas: Workplace, stick: Path) -> None:
    """The day goes to the office, its receipt comes back."""
    receipts.take_receipt(place, receipt_of(carry(place, to_dinas, dinas, stick)))


def new_form(office: Workplace) -> None:
    settings = {"form_title": "Pendataan", "form_id": "pendataan", "version": "1", "attribute::ilp:cluster": "2"}
    survey = [{"type": "text", "name": "keterangan", "label": "Keterangan"}]
    content = json.dumps({"settings": settings, "survey": survey, "choices": []}).encode()
    take_in(office, preview_form(office, "pendataan.yaml", content, {}))


def unsent_to(office: Workplace, place: Workplace) -> int:
    return next(one.unsent for one in partners(office) if one.partner.id == partner_of(office, place))


def said(folder: Path, receiver: Workplace) -> list[tuple[ChangeKind, str]]:
    """Kind and table of every entry that the receiver can read in the packages of a stick."""
    trusted = partners_by_key(receiver).keys()
    paths = [package.path for package in contents_of(receiver, folder).waiting]
    opened = [
        read_package(path, identity=identity_of(receiver.installation), trusted=trusted, schema=SCHEMA_VERSION)
        for path in paths
    ]
    return [(change.kind, change.table) for package in opened for change in package.changes()]


def test_a_form_of_the_office_brings_nobody_elses_patients(
    workplace: Workplace, dinas: Workplace, lombe: Workplace, stick: Path, clock: TurnedClock
) -> None:
    to_dinas, _ = acquaint(workplace, dinas, stick)
    lombe_to_dinas, _ = acquaint(lombe, dinas, stick)
    ours = work(workplace, AMINAH)
    theirs = work(lombe, SARDIN)
    hand_over(workplace, to_dinas, dinas, stick)
    hand_over(lombe, lombe_to_dinas, dinas, stick)
    clock.turn(hours=1)
    change_person(dinas, theirs, replace(SARDIN, phone="081200000002"))
    new_form(dinas)
    change_person(dinas, ours, replace(AMINAH, phone="081200000001"))
    change_person(dinas, theirs, replace(SARDIN, phone="081200000003"))
    for place in (workplace, lombe):
        exchange.send(dinas, partner_of(dinas, place), stick)
    kinds = said(stick, workplace)
    assert (ChangeKind.INSERT, "form_definition") in kinds
    assert ChangeKind.WITHHELD in {kind for kind, _table in kinds}
    assert all(table in ("form_definition", "patient", "") for _kind, table in kinds)
    for place in (workplace, lombe):
        taken = [package.path for package in contents_of(place, stick).waiting]
        acceptance = exchange.accept_all(place, taken, stick).value
        receipts.take_receipts(dinas, stick)
        assert acceptance.fault is None
        assert "pendataan" in current_forms(place)
        assert unsent_to(dinas, place) == 0
        assert exchange.send(dinas, partner_of(dinas, place), stick).value.packages == ()
        assert self_check(place).log_is_sound
    assert person_page(workplace, ours).patient.phone == "081200000001"
    assert person_page(lombe, theirs).patient.phone == "081200000003"
    assert (found(workplace, "sardin"), found(lombe, "aminah")) == ([0], [0])


def test_what_follows_withheld_entries_arrives_and_goes_on_to_a_pustu(
    workplace: Workplace, dinas: Workplace, lombe: Workplace, made: Made, stick: Path, clock: TurnedClock
) -> None:
    pustu = made("Pustu Lanto", InstallationKind.PUSTU)
    to_dinas, to_puskesmas = acquaint(workplace, dinas, stick)
    lombe_to_dinas, _ = acquaint(lombe, dinas, stick)
    pustu_to_puskesmas, to_pustu = acquaint(pustu, workplace, stick)
    at_pustu = work(pustu, AMINAH)
    carry(pustu, pustu_to_puskesmas, workplace, stick)
    theirs = work(lombe, SARDIN)
    hand_over(workplace, to_dinas, dinas, stick)
    hand_over(lombe, lombe_to_dinas, dinas, stick)
    for number in ("081200000001", "081200000002"):
        clock.turn(hours=1)
        change_person(dinas, theirs, replace(SARDIN, phone=number))
        change_person(dinas, at_pustu, replace(AMINAH, phone=number))
        carry(dinas, to_puskesmas, workplace, stick)
    carry(workplace, to_pustu, pustu, stick)
    for place in (workplace, pustu):
        assert person_page(place, at_pustu).patient.phone == "081200000002"
        assert found(place, "sardin") == [0]


def test_an_office_that_wrote_only_about_others_sends_nothing(
    workplace: Workplace, dinas: Workplace, lombe: Workplace, stick: Path
) -> None:
    _, to_puskesmas = acquaint(workplace, dinas, stick)
    lombe_to_dinas, _ = acquaint(lombe, dinas, stick)
    theirs = work(lombe, SARDIN)
    hand_over(lombe, lombe_to_dinas, dinas, stick)
    change_person(dinas, theirs, replace(SARDIN, phone="081200000002"))
    assert unsent_to(dinas, workplace) == 0
    assert exchange.send(dinas, to_puskesmas, stick).value.packages == ()


def test_a_partner_keeps_the_nodes_that_came_from_it(
    workplace: Workplace, dinas: Workplace, made: Made, stick: Path
) -> None:
    pustu = made("Pustu Lanto", InstallationKind.PUSTU)
    to_dinas, _ = acquaint(workplace, dinas, stick)
    pustu_to_puskesmas, _ = acquaint(pustu, workplace, stick)
    work(pustu, AMINAH)
    carry(pustu, pustu_to_puskesmas, workplace, stick)
    work(workplace, SARDIN)
    carry(workplace, to_dinas, dinas, stick)
    with dinas.database.read() as connection:
        (partner,) = records.find(connection, Partner)
        nodes = set(change_queries.heads(connection))
    assert set(json.loads(partner.nodes)) == {workplace.installation.node, pustu.installation.node}
    assert nodes >= {workplace.installation.node, pustu.installation.node}


def test_a_later_change_of_what_the_office_wrote_about_their_person_follows(
    workplace: Workplace, dinas: Workplace, lombe: Workplace, stick: Path, clock: TurnedClock
) -> None:
    to_dinas, to_puskesmas = acquaint(workplace, dinas, stick)
    lombe_to_dinas, _ = acquaint(lombe, dinas, stick)
    ours, theirs = work(workplace, AMINAH), work(lombe, SARDIN)
    hand_over(workplace, to_dinas, dinas, stick)
    hand_over(lombe, lombe_to_dinas, dinas, stick)
    flags = [
        Flag(id=FlagId(f"f-{one}"), patient_id=one, code="kek", text="KEK", since=date(2026, 11, 1))
        for one in (ours, theirs)
    ]
    with dinas.change("add_flag") as transaction:
        for flag in flags:
            transaction.insert(flag)
    receipts.take_receipt(dinas, receipt_of(carry(dinas, to_puskesmas, workplace, stick)))
    clock.turn(hours=1)
    with dinas.change("end_flag") as transaction:
        for flag in flags:
            transaction.change(flag, ended=date(2026, 11, 20))
    carry(dinas, to_puskesmas, workplace, stick)
    with workplace.database.read() as connection:
        (arrived,) = records.find(connection, Flag)
    assert (arrived.patient_id, arrived.ended) == (ours, date(2026, 11, 20))


def test_what_waits_for_a_partner_is_counted_with_few_questions(
    workplace: Workplace, dinas: Workplace, lombe: Workplace, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_dinas, _ = acquaint(workplace, dinas, stick)
    acquaint(lombe, dinas, stick)
    ours = work(workplace, AMINAH)
    hand_over(workplace, to_dinas, dinas, stick)
    for number in range(60):
        change_person(dinas, ours, replace(AMINAH, phone=f"0812000000{number:02d}"))
    asked: list[set[str]] = []
    written_by = change_scope._written_by

    def counted(connection: Connection, nodes: Iterable[NodeId], row_ids: Iterable[str]) -> set[tuple[str, str]]:
        asked.append(set(row_ids))
        return written_by(connection, nodes, asked[-1])

    monkeypatch.setattr(change_scope, "_written_by", counted)
    assert unsent_to(dinas, workplace) == 60
    assert len(asked) <= 2
