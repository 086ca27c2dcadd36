"""Data of versions that landed before: brought to the present whole, used by every part, and still exchanged.

``older/a04656e`` was made by that version itself; its README says how. It holds Wa Aminah (three antenatal forms of one
pregnancy, one of them a correction, and a half-filled fourth), Wa Salma (dated by ultrasound), Wa Rani (two HPHTs), her
child's and La Sardin's forms, and the minutes of a meeting; the first package has gone to the dinas.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from ilp_desktop.domain.due_forms import ADULT_NCD, ANTENATAL, TUBERCULOSIS, UNDER_FIVE
from ilp_desktop.domain.episode import EpisodeOfCare
from ilp_desktop.domain.form_definition import FormDefinition
from ilp_desktop.domain.installation import Installation, InstallationKind, Partner
from ilp_desktop.domain.patient import Patient, Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.problem import Cancelled, Fault, FaultCode
from ilp_desktop.domain.progress import Step
from ilp_desktop.domain.register_period import RegisterPeriod
from ilp_desktop.domain.visit import QuestionnaireResponse, Visit, VisitPurpose
from ilp_desktop.services import exchange
from ilp_desktop.services.backups import Backup, backup_at, restore
from ilp_desktop.services.due import due_today
from ilp_desktop.services.first_run import install
from ilp_desktop.services.form_office import Standing, form_lines
from ilp_desktop.services.partners import read_card, trust
from ilp_desktop.services.people import register_person
from ilp_desktop.services.printed_forms import printed_response_pdf
from ilp_desktop.services.receipts import take_receipt
from ilp_desktop.services.registers import Register, register_pdf
from ilp_desktop.services.responses import (
    AboutWhom,
    amend_response,
    complete_response,
    open_response,
    resume_draft,
    start_response,
)
from ilp_desktop.services.rooms import person_summary
from ilp_desktop.services.searching import search_people
from ilp_desktop.services.self_check import SelfCheck, self_check
from ilp_desktop.services.sign_in import sign_in
from ilp_desktop.services.visits import VisitCommand, register_visit
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import change_queries, key_ring, migrations, records
from ilp_desktop.storage.database import Connection, Database, _connect
from ilp_desktop.storage.schema import SCHEMA_VERSION, metadata
from tests.services.conftest import CHEAP, LANTO, PASSWORD, WITA, TurnedClock, first_run
from tests.services.full_disk import full_disk
from tests.services.test_responses import fill

FIRST = Path(__file__).parent / "older" / "a04656e"
SECOND = Path(__file__).parent / "older" / "a552c4b"
AMINAH = PersonEntry(name="Wa Aminah", sex=Sex.FEMALE, birth_date=date(1992, 5, 14), village_code=LANTO)
TODAY = date(2026, 11, 20)
HPHT = date(2026, 6, 10)


def clock() -> TurnedClock:
    return TurnedClock(now=datetime(2026, 11, 20, 9, tzinfo=WITA))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder as the first version left it."""
    made = tmp_path / "data"
    made.mkdir()
    for name in ("ilp.db", "kunci.json"):
        shutil.copyfile(FIRST / name, made / name)
    return made


@pytest.fixture
def here(folder: Path) -> Iterator[Workplace]:
    """Siti, who signs in with the present program."""
    opened = sign_in(folder, "siti", PASSWORD, clock())
    yield opened
    opened.database.close()


def open_unchanged(folder: Path) -> Database:
    """The file as it is: nothing is migrated."""
    return _connect(folder / "ilp.db", key_ring.unlock(folder / "kunci.json", "siti", PASSWORD, clock()()))


def in_file(folder: Path, *statements: str) -> None:
    """Changes a file that no program has open."""
    database = open_unchanged(folder)
    with database.read() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("BEGIN")
    database.close()


def version_in(folder: Path) -> str:
    database = open_unchanged(folder)
    with database.read() as connection:
        found = str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())
    database.close()
    return found


def columns_of(connection: Connection) -> dict[str, list[str]]:
    """Of every table but those of the search index, which is derived."""
    tables = inspect(connection)
    names = [name for name in tables.get_table_names() if not name.startswith("search_")]
    return {name: [column["name"] for column in tables.get_columns(name)] for name in names}


def rows_of(connection: Connection, columns: dict[str, list[str]]) -> dict[str, set[tuple[object, ...]]]:
    found = {}
    for table, names in columns.items():
        wanted = ", ".join(f'"{name}"' for name in names)
        found[table] = {tuple(row) for row in connection.exec_driver_sql(f'SELECT {wanted} FROM "{table}"')}
    return found


def person(workplace: Workplace, name: str) -> Patient:
    with workplace.database.read() as connection:
        (found,) = records.find(connection, Patient, name=name)
    return found


def about(workplace: Workplace, name: str, form_id: str) -> AboutWhom:
    """The visit of this morning."""
    patient = person(workplace, name)
    with workplace.database.read() as connection:
        (visit,) = records.find(connection, Visit, patient_id=patient.id, visit_date=TODAY)
    return AboutWhom(form_id=form_id, patient_id=patient.id, visit_id=visit.id)


def due(workplace: Workplace, name: str) -> dict[str, str]:
    visit_id = about(workplace, name, "").visit_id
    assert visit_id is not None
    return {one.form_id: one.reason for one in due_today(workplace, visit_id)}


def responses(workplace: Workplace, name: str, form_id: str) -> list[QuestionnaireResponse]:
    with workplace.database.read() as connection:
        found = records.find(connection, QuestionnaireResponse, patient_id=person(workplace, name).id, form_id=form_id)
    return sorted(found, key=lambda one: (one.effective_date, one.authored_at))


def episodes(workplace: Workplace, name: str) -> tuple[EpisodeOfCare, ...]:
    with workplace.database.read() as connection:
        return records.find(connection, EpisodeOfCare, patient_id=person(workplace, name).id)


def assert_present_schema(database: Database) -> None:
    with database.read() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, kind, _parents: kind != "table" or name in metadata.tables}
        )
        assert compare_metadata(context, metadata) == []
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == SCHEMA_VERSION


def assert_sound(workplace: Workplace) -> SelfCheck:
    checked = self_check(workplace)
    assert (checked.pages_are_sound, checked.log_is_sound) == (True, True)
    return checked


def test_the_data_opens_whole_in_the_present_schema(here: Workplace) -> None:
    assert_present_schema(here.database)
    assert assert_sound(here).entries > 100
    assert search_people(here, "aminah")[0].name == "Wa Aminah"


def test_no_row_is_lost_and_none_is_changed(folder: Path) -> None:
    old = open_unchanged(folder)
    with old.read() as connection:
        columns = columns_of(connection)
        before = rows_of(connection, columns)
    old.close()
    new = sign_in(folder, "siti", PASSWORD, clock())
    with new.database.read() as connection:
        after = rows_of(connection, columns)
        written = [one for one in change_queries.changes_after(connection, {}) if one.operation == "migration_0002"]
    new.database.close()
    for table in columns.keys() - {"alembic_version", "chain_head"}:
        assert before[table] <= after[table], table
        assert len(after[table]) - len(before[table]) == (len(written) if table == "change_log" else 0), table
    assert [(one.table, one.user) for one in written] == [
        ("episode_of_care", ""),
        ("questionnaire_response", ""),
        ("questionnaire_response", ""),
    ]


def test_a_copy_of_before_stays_beside_the_data(here: Workplace) -> None:
    copy = here.folder / f"ilp-sebelum-{SCHEMA_VERSION}.db"
    here.database.close()
    copy.replace(here.folder / "ilp.db")
    assert version_in(here.folder) == "0001"


def test_every_response_opens_prints_and_can_be_corrected(here: Workplace) -> None:
    with here.database.read() as connection:
        kept = records.find(connection, QuestionnaireResponse)
    assert {one.form_id for one in kept} == {ANTENATAL, UNDER_FIVE, ADULT_NCD, TUBERCULOSIS, "monthly_workshop_minutes"}
    for one in kept:
        assert not open_response(here, one.id).response.problems()
        assert printed_response_pdf(here, one.id).startswith(b"%PDF")
    (smoker,) = responses(here, "La Sardin", ADULT_NCD)
    answers = open_response(here, smoker.id).response
    answers.answer("weight", "94")
    assert amend_response(here, smoker.id, answers, "salah ketik").value.amends == smoker.id
    assert_sound(here)


def test_a_recorded_pregnancy_goes_on_where_it_was(here: Workplace) -> None:
    (pregnancy,) = episodes(here, "Wa Aminah")
    assert (pregnancy.started, pregnancy.dated, pregnancy.outcome, pregnancy.ended) == (HPHT, True, "", None)
    assert due(here, "Wa Aminah")[ANTENATAL] == "hamil 23 minggu"
    whom = about(here, "Wa Aminah", ANTENATAL)
    response = start_response(here, whom)
    known = [response.value(f"pregnancy/{name}") for name in ("dating", "hpht", "gravida", "para")]
    assert known == ["hpht", HPHT.isoformat(), "2", "1"]
    assert response.value("earlier_days") == "2026-09-02 2026-10-07"
    assert response.value("pregnancy/visit_number") == "3"
    kept = complete_response(here, fill(response), whom).value
    assert kept.episode_id == pregnancy.id
    assert len(episodes(here, "Wa Aminah")) == 1
    standing = [one.episode_id for one in responses(here, "Wa Aminah", ANTENATAL)]
    assert standing.count(pregnancy.id) == 3, "the corrected form stays what it was"
    assert_sound(here)


@pytest.mark.parametrize("name", ["Wa Salma", "Wa Rani"])
def test_a_pregnancy_about_which_anything_is_left_to_judge_is_not_opened(here: Workplace, name: str) -> None:
    """Dated by an ultrasound, or with two HPHTs: the next form asks and opens it."""
    assert episodes(here, name) == ()
    assert {one.episode_id for one in responses(here, name, ANTENATAL)} == {None}


def test_the_next_form_opens_what_was_left(here: Workplace) -> None:
    assert due(here, "Wa Salma")[ANTENATAL]
    whom = about(here, "Wa Salma", ANTENATAL)
    given = {"pregnancy/dating": "hpht", "pregnancy/hpht": "2026-06-24", "pregnancy/gravida": "1"}
    response = start_response(here, whom)
    for name, value in given.items():
        response.answer(name, value)
    kept = complete_response(here, fill(response, **{"pregnancy/para": "0", "pregnancy/abortus": "0"}), whom).value
    (opened,) = episodes(here, "Wa Salma")
    assert (kept.episode_id, opened.started) == (opened.id, date(2026, 6, 24))


@pytest.mark.parametrize(
    "elsewhere",
    [
        "UPDATE change_log SET node = '0000' WHERE \"table\" = 'questionnaire_response' AND number < 200",
        "UPDATE questionnaire_response SET answers = 'no JSON' WHERE form_id = 'antenatal_visit'",
        "UPDATE questionnaire_response SET effective_date = '2028-01-01' WHERE form_id = 'antenatal_visit'",
        "UPDATE questionnaire_response SET effective_date = '2026-06-09' WHERE form_id = 'antenatal_visit'",
    ],
)
def test_neither_is_one_that_was_recorded_elsewhere_or_cannot_be_read(folder: Path, elsewhere: str) -> None:
    in_file(folder, elsewhere)
    opened = sign_in(folder, "siti", PASSWORD, clock())
    assert episodes(opened, "Wa Aminah") == ()
    opened.database.close()


def test_what_was_half_filled_goes_on(here: Workplace) -> None:
    resumed = resume_draft(here, about(here, "Wa Aminah", ANTENATAL))
    assert resumed is not None
    assert (resumed.response.value("weight"), resumed.at) == ("58.5", "weight")


def test_so_does_what_was_half_filled_in_a_form_that_was_never_kept(folder: Path) -> None:
    """The text of a form is kept with its first completed answers: here there were none, and the program's is newer."""
    in_file(folder, "DELETE FROM form_definition", "UPDATE questionnaire_response SET form_id = 'x'")
    opened = sign_in(folder, "siti", PASSWORD, clock())
    whom = about(opened, "Wa Aminah", ANTENATAL)
    resumed = resume_draft(opened, whom)
    assert resumed is not None
    kept = complete_response(opened, fill(resumed.response), whom).value
    assert kept.form_version == "2026112201"
    assert open_response(opened, kept.id).response.value("weight") == "58.5"
    with opened.database.read() as connection:
        assert [one.version for one in records.find(connection, FormDefinition)] == ["2026112201"]
    opened.database.close()


def test_the_rooms_propose_what_is_due_though_the_old_forms_do_not_say_when(here: Workplace) -> None:
    assert ADULT_NCD in due(here, "Wa Salma")
    assert ADULT_NCD not in due(here, "La Sardin"), "screened this year, with the form of before"
    lines = [line for line in form_lines(here) if line.definition.form_id == ADULT_NCD]
    (current,) = [line for line in lines if line.standing is Standing.CURRENT]
    assert current.definition.due
    assert not any(line.problems for line in form_lines(here))


def test_rooms_registers_and_summaries_show_it(here: Workplace) -> None:
    assert {flag.code for flag in person_summary(here, person(here, "La Sardin").id).flags} >= {"smoker", "obesity"}
    period = RegisterPeriod(first=date(2026, 9, 1), last=TODAY)
    for register in Register:
        assert register_pdf(here, register, period, "A4").startswith(b"%PDF")


def test_a_form_that_says_in_its_text_when_it_is_due_is_proposed(folder: Path) -> None:
    """The older program kept such a form without reading that."""
    said = "settings:\n  form_title: X\n  attribute::ilp:due: age=15.. y; every=year\nsurvey: []\n"
    in_file(folder, f"UPDATE form_definition SET content = '{said}' WHERE form_id = 'tb_screening'")
    in_file(folder, "UPDATE form_definition SET content = 'attribute::ilp:due: [' WHERE form_id = 'under_five_visit'")
    opened = sign_in(folder, "siti", PASSWORD, clock())
    with opened.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT form_id, due FROM form_definition").fetchall()
    opened.database.close()
    found = {str(form_id): str(due) for form_id, due in rows}
    assert (found["tb_screening"], found["under_five_visit"]) == ("age=15.. y; every=year", "")


def test_an_office_knows_again_whose_pustu_a_node_is(folder: Path) -> None:
    def received(number: int, partner: str, *nodes: str) -> str:
        ranges = json.dumps({node: [1, number] for node in nodes})
        values = f"'p{number}', '{partner}', 'received', {number}, 'f', '2026-10-0{number}', '{ranges}', 1, 'h{number}'"
        columns = "id, partner_id, direction, chain_number, file_name, made_at, ranges, entry_count, content_hash"
        return f"INSERT INTO package_record ({columns}) VALUES ({values})"

    database = open_unchanged(folder)
    with database.read() as connection:
        (dinas,) = connection.exec_driver_sql("SELECT * FROM partner").mappings().fetchall()
        (own,) = connection.exec_driver_sql("SELECT node FROM installation").scalars()
    database.close()
    other = dict(dinas) | {"id": "other", "node": "b", "verify_key": "b"}
    quoted = ", ".join(f"'{value}'" for value in other.values())
    in_file(
        folder,
        f"INSERT INTO partner ({', '.join(other)}) VALUES ({quoted})",
        received(1, dinas["id"], "a", "pustu-of-a"),
        received(2, "other", "b", "a", own),
        received(3, dinas["id"], "a", "b"),
    )
    opened = sign_in(folder, "siti", PASSWORD, clock())
    with opened.database.read() as connection:
        nodes = {one.id: json.loads(one.nodes) for one in records.find(connection, Partner)}
    opened.database.close()
    assert nodes == {dinas["id"]: ["a", "pustu-of-a"], "other": ["b"]}


@pytest.fixture
def dinas(tmp_path: Path) -> Iterator[Workplace]:
    """A health office with the keys of the one that the first version's puskesmas knows, on the present program."""
    command = first_run(InstallationKind.DINAS, "Dinas Kesehatan Buton Tengah")
    command = replace(command, facility=replace(command.facility, code="D7414"))
    made = install(tmp_path / "dinas", command, clock(), CHEAP).workplace
    secrets = json.loads((FIRST / "dinas.json").read_text("utf-8"))
    with made.change("test") as transaction:
        installation = transaction.change(made.installation, **secrets)
    opened = replace(made, installation=installation)
    trust(opened, read_card(FIRST / "puskesmas.ilpkartu"))
    yield opened
    opened.database.close()


def test_packages_of_before_and_after_are_exchanged(here: Workplace, dinas: Workplace, tmp_path: Path) -> None:
    stick = tmp_path / "stik"
    stick.mkdir()
    exchange.accept(dinas, FIRST / "first.ilppaket", stick)
    assert search_people(dinas, "aminah")[0].name == "Wa Aminah"
    assert episodes(dinas, "Wa Aminah") == ()
    with here.database.read() as connection:
        (office,) = records.find(connection, Partner)
    (package,) = exchange.send(here, office.id, stick).value.packages
    (given,) = exchange.accept(dinas, package.path, stick).value.receipts
    assert given.path is not None
    assert take_receipt(here, given.path).value.unsent == 0
    assert episodes(dinas, "Wa Aminah") == episodes(here, "Wa Aminah") != ()
    assert {one.episode_id for one in responses(dinas, "Wa Aminah", ANTENATAL)} == {
        one.episode_id for one in responses(here, "Wa Aminah", ANTENATAL)
    }
    assert_sound(here)
    assert_sound(dinas)


def test_a_program_of_before_is_told_that_the_package_is_newer(
    here: Workplace, dinas: Workplace, tmp_path: Path
) -> None:
    with here.database.read() as connection:
        (office,) = records.find(connection, Partner)
    (package,) = exchange.send(here, office.id, tmp_path).value.packages
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exchange, "SCHEMA_VERSION", "0001")
        with pytest.raises(Fault) as fault:
            exchange.inspect(dinas, package.path)
    assert fault.value.code is FaultCode.PACKAGE_NEWER
    assert "0001" in fault.value.sentence + fault.value.remedy


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """A data folder in the schema of a552c4b, whose 0001 had everything."""
    steps = tmp_path / "migrations"
    (steps / "versions").mkdir(parents=True)
    shutil.copyfile(Path(migrations.__file__).with_name("env.py"), steps / "env.py")
    shutil.copyfile(SECOND / "0001_first.txt", steps / "versions" / "0001_first.py")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "__file__", str(steps / "__init__.py"))
        made = install(tmp_path / "second", first_run(), clock(), CHEAP).workplace
    register_person(made, AMINAH)
    made.database.close()
    return made.folder


def test_data_whose_0001_was_written_anew_only_gets_the_number(second: Path) -> None:
    assert version_in(second) == "0001"
    database = open_unchanged(second)
    with database.read() as connection:
        columns = columns_of(connection)
        before = rows_of(connection, columns)
    database.close()
    opened = sign_in(second, "siti", PASSWORD, clock())
    assert_present_schema(opened.database)
    assert_sound(opened)
    with opened.database.read() as connection:
        after = rows_of(connection, columns)
        assert columns_of(connection) == columns
    assert {table for table in columns if after[table] != before[table]} == {"alembic_version"}
    visit = VisitCommand(patient_id=person(opened, "Wa Aminah").id, purpose=VisitPurpose.SICK, payer=Payer.GENERAL)
    assert register_visit(opened, visit).value.entry is not None
    opened.database.close()


def test_data_restored_from_before_is_exchanged_though_the_partner_knows_what_followed(
    folder: Path, dinas: Workplace, tmp_path: Path
) -> None:
    """Made with the old program, restored with the present one: it is migrated before its new epoch begins."""
    stick = tmp_path / "stik"
    stick.mkdir()
    exchange.accept(dinas, FIRST / "first.ilppaket", stick)
    backup = _backup_of_before(tmp_path)
    in_file(folder, *_all_but_the_last_sent(folder, 3))
    shutil.copyfile(folder / "ilp.db", backup.path)
    restored = restore(backup, folder, "siti", PASSWORD, clock())
    _carry(restored, dinas, stick)
    assert_sound(restored)
    restored.database.close()
    assert_sound(dinas)
    assert len(episodes(dinas, "Wa Aminah")) == 1


def _all_but_the_last_sent(folder: Path, lost: int) -> tuple[str, ...]:
    """Cuts the log off as if the data had been copied before its last entries that the partner has were written."""
    database = open_unchanged(folder)
    with database.read() as connection:
        (acknowledged,) = connection.exec_driver_sql("SELECT acknowledged FROM partner").scalars()
        (own,) = connection.exec_driver_sql("SELECT node FROM installation").scalars()
    database.close()
    kept = json.loads(acknowledged)[own][0] - lost
    value = f"SELECT hash FROM change_log WHERE node = '{own}' AND number = {kept}"
    return (
        f"DELETE FROM change_log WHERE node = '{own}' AND number > {kept}",
        f"UPDATE chain_head SET number = {kept}, hash = ({value}) WHERE node = '{own}'",
        "UPDATE partner SET acknowledged = '{}'",
    )


def _carry(sender: Workplace, receiver: Workplace, stick: Path) -> None:
    with sender.database.read() as connection:
        (office,) = records.find(connection, Partner)
    (package,) = exchange.send(sender, office.id, stick).value.packages
    exchange.accept(receiver, package.path, stick)


def _backup_of_before(tmp_path: Path) -> Backup:
    drive = tmp_path / "cadangan"
    drive.mkdir()
    shutil.copyfile(FIRST / "ilp.db", drive / "ilp-20261120-080000.db")
    shutil.copyfile(FIRST / "kunci.json", drive / "ilp-20261120-080000.kunci.json")
    return backup_at(drive / "ilp-20261120-080000.db")


def test_cancelled_before_anything_is_changed(folder: Path) -> None:
    steps: list[str] = []

    def impatient(step: Step) -> None:
        steps.append(step.doing)
        if "menyesuaikan" in step.doing:
            raise Cancelled

    with pytest.raises(Cancelled):
        sign_in(folder, "siti", PASSWORD, clock(), impatient)
    assert len(steps) == 3
    assert version_in(folder) == "0001"
    sign_in(folder, "siti", PASSWORD, clock()).database.close()
    assert version_in(folder) == SCHEMA_VERSION


def test_a_disk_that_fills_up_meanwhile_leaves_the_old_data(folder: Path) -> None:
    size = (folder / "ilp.db").stat().st_size
    with full_disk(size - 100_000), pytest.raises(Fault) as fault:
        sign_in(folder, "siti", PASSWORD, clock())
    assert fault.value.code is FaultCode.DISK_FULL
    assert version_in(folder) == "0001"


def test_a_backup_of_the_first_version_is_restored(folder: Path, tmp_path: Path) -> None:
    (folder / "ilp.db").unlink()
    restored = restore(_backup_of_before(tmp_path), folder, "siti", PASSWORD, clock())
    assert_present_schema(restored.database)
    assert_sound(restored)
    with restored.database.read() as connection:
        (installation,) = records.find(connection, Installation)
    restored.database.close()
    assert installation.epoch == 2
    assert sorted(path.name for path in folder.glob("ilp*")) == ["ilp.db"]
