"""The first run: everything at once, or nothing at all."""

from dataclasses import replace
from pathlib import Path

import pytest

from ilp_desktop.domain.installation import InstallationKind, Role
from ilp_desktop.domain.problem import Fault, FaultCode, Rejected
from ilp_desktop.services.data_folder import KEY_RING_FILE, UNFINISHED_MARK, is_installed
from ilp_desktop.services.first_run import FirstRun, check, install
from ilp_desktop.services.recovery import is_part_of, recovery_sheet_pdf
from ilp_desktop.services.settings import hamlets, logos, working_villages
from ilp_desktop.services.sign_in import sign_in
from tests.reports.reading import page_texts
from tests.services.conftest import CHEAP, LANTO, PASSWORD, TurnedClock, first_run
from tests.services.full_disk import full_disk

PNG = b"\x89PNG\r\n\x1a\n invented"


def test_everything_that_was_typed_is_there_after_signing_in(tmp_path: Path, clock: TurnedClock) -> None:
    command = replace(first_run(), left_logo=PNG, roles=frozenset({Role.ADMINISTRATOR}))
    install(tmp_path / "data", command, clock, CHEAP).workplace.database.close()

    opened = sign_in(tmp_path / "data", "SITI ", PASSWORD, clock)

    assert opened.facility.name == "Puskesmas Mawasangka Tengah"
    assert opened.facility.letterhead_3 == "UPTD PUSKESMAS MAWASANGKA TENGAH"
    assert [(village.number, village.name) for village in working_villages(opened)] == [(1, "Lanto"), (2, "Langkomu")]
    assert [hamlet.name for hamlet in hamlets(opened, LANTO)] == ["Dusun 1", "Dusun 2"]
    assert logos(opened) == (PNG, b"")
    assert opened.user.role_set == {Role.ADMINISTRATOR}
    opened.database.close()


def with_facility(*, code: str = "P7414031201", name: str = "Puskesmas Lanto") -> FirstRun:
    return replace(first_run(), facility=replace(first_run().facility, code=code, name=name))


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (with_facility(code=" "), "first_run.facility_code"),
        (with_facility(code="P" * 65), "first_run.facility_code_unfit"),
        (with_facility(code="P74\n14"), "first_run.facility_code_unfit"),
        (with_facility(code="P74\u202814"), "first_run.facility_code_unfit"),
        (with_facility(name=""), "first_run.facility_name"),
        (with_facility(name="x" * 1025), "first_run.facility_name_unfit"),
        (replace(first_run(), name="\t"), "first_run.name"),
        (replace(first_run(), name="Siti\x00"), "first_run.name_unfit"),
        (replace(first_run(), username=""), "first_run.username"),
        (replace(first_run(), username="s" * 65), "first_run.username_unfit"),
        (replace(first_run(), villages=()), "first_run.villages"),
        (replace(first_run(), password="pendek", password_again="pendek"), "password.short"),
        (replace(first_run(), password="puskesmas", password_again="puskesmas"), "password.common"),
        (replace(first_run(), password_again="jalan malam ke pasar"), "password.different"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_at_its_field(command: FirstRun, code: str) -> None:
    with pytest.raises(Rejected) as rejected:
        check(command)

    assert [problem.code for problem in rejected.value.problems] == [code]


@pytest.mark.parametrize("name", ["x" * 1024, "Puskesmas “Ōé” 😀", "Puskesmas 中部"])
def test_names_of_every_script_are_taken(name: str) -> None:
    check(with_facility(name=name, code="P" * 64))


def test_a_dinas_needs_no_working_area() -> None:
    check(first_run(InstallationKind.DINAS))


def test_nothing_is_left_when_the_disk_is_full(tmp_path: Path, clock: TurnedClock) -> None:
    folder = tmp_path / "data"
    with full_disk(200_000), pytest.raises(Fault) as fault:
        install(folder, first_run(), clock, CHEAP)

    assert fault.value.code is FaultCode.DISK_FULL
    assert list(folder.iterdir()) == []
    install(folder, first_run(), clock, CHEAP).workplace.database.close()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, clock: TurnedClock) -> None:
    (tmp_path / "file").write_text("not a folder")

    with pytest.raises(Fault) as fault:
        install(tmp_path / "file" / "data", first_run(), clock, CHEAP)

    assert fault.value.code is FaultCode.READ_ONLY


def test_data_that_is_there_is_never_written_over(tmp_path: Path, clock: TurnedClock) -> None:
    (tmp_path / "ilp.db").write_bytes(b"somebody's data")

    with pytest.raises(Fault) as fault:
        install(tmp_path, first_run(), clock, CHEAP)

    assert fault.value.code is FaultCode.DATABASE_FOREIGN
    assert (tmp_path / "ilp.db").read_bytes() == b"somebody's data"


def test_the_recovery_sheet_carries_the_code(tmp_path: Path, clock: TurnedClock) -> None:
    made = install(tmp_path / "data", first_run(), clock, CHEAP)

    (sheet,) = page_texts(recovery_sheet_pdf(made.workplace, made.recovery_code))

    assert made.recovery_code in sheet
    assert made.recovery_code.encode() not in b"".join(path.read_bytes() for path in (tmp_path / "data").glob("*"))
    made.workplace.database.close()


@pytest.mark.parametrize(("typed", "right"), [("fghjk", True), (" FG HJK ", True), ("ABCDE", False), ("", False)])
def test_one_group_of_the_code_is_the_proof(typed: str, right: bool) -> None:
    assert is_part_of("ABCDE-FGHJK-LMNPQ", typed, 2) is right


def test_a_power_cut_during_the_first_run_leaves_the_wizard_not_a_locked_door(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    install(folder, first_run(), TurnedClock(), CHEAP).workplace.database.close()
    (folder / KEY_RING_FILE).unlink()
    (folder / UNFINISHED_MARK).touch()
    assert not is_installed(folder)
    install(folder, first_run(), TurnedClock(), CHEAP).workplace.database.close()
    assert is_installed(folder)
    assert not (folder / UNFINISHED_MARK).exists()
