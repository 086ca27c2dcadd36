"""The command line: every verb does its work, says what became of it, and ends with the exit code that it promises."""

import shutil
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from ilp_desktop.__main__ import main
from ilp_desktop.cli.command_line import run
from ilp_desktop.cli.outcome import Outcome
from ilp_desktop.services.first_run import install
from tests.services.conftest import CHEAP, PASSWORD, TurnedClock, first_run


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a new puskesmas."""
    folder = tmp_path_factory.mktemp("cli") / "data"
    install(folder, first_run(), TurnedClock(), CHEAP).workplace.database.close()
    return folder


@pytest.fixture
def access(template: Path, tmp_path: Path) -> list[str]:
    """The options with which a command gets at the data."""
    data, password = tmp_path / "data", tmp_path / "sandi.txt"
    shutil.copytree(template, data)
    password.write_text(PASSWORD + "\r\n", encoding="utf-8-sig")
    return ["--data", str(data), "--user", "siti", "--password-file", str(password)]


def no_window(_folder: Path, _opened: Path | None) -> int:
    raise AssertionError("no window was asked for")


def people_list(path: Path) -> Path:
    with Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("Data")
        for number, row in enumerate([["Nama", "Tgl Lahir", "JK", "Blok"], ["Wa Tuna", "1-2-1980", "P"], ["La Jufri"]]):
            sheet.write_row(number, 0, row)
    return path


def test_a_list_is_tried_then_imported_then_known(
    access: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, report = people_list(tmp_path / "daftar.xlsx"), tmp_path / "laporan.xlsx"
    command = ["import", "people", str(file), *access, "--report", str(report)]
    assert run([*command, "--dry-run"], no_window) == Outcome.DONE
    assert "tidak ada yang disimpan" in capsys.readouterr().out
    assert run(command, no_window) == Outcome.DONE
    told = capsys.readouterr().out
    assert "masuk: 1 baris" in told
    assert "ditolak: 1 baris" in told
    assert "kolom yang tidak dipakai: Blok" in told
    assert report.read_bytes().startswith(b"PK")
    assert run(command, no_window) == Outcome.NOTHING_TO_DO
    assert "mungkin sudah ada: 1 baris" in capsys.readouterr().out


def test_a_column_is_mapped_or_the_mapping_is_refused(
    access: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["import", "people", str(people_list(tmp_path / "daftar.xlsx")), *access, "--dry-run"]
    assert run([*command, "--map", "Blok=Dusun", "--map", "C=-"], no_window) == Outcome.NOTHING_TO_DO
    assert "kolom yang tidak dipakai: JK" in capsys.readouterr().out
    assert run([*command, "--map", "Blok=apa saja"], no_window) == Outcome.REJECTED
    assert "Blok=apa saja" in capsys.readouterr().err


def test_register_backup_and_check(access: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, start in (("register.pdf", b"%PDF"), ("register.xlsx", b"PK")):
        target = tmp_path / "baru" / name
        assert run(["register", *access, "--first", "2026-11-01", "--out", str(target)], no_window) == Outcome.DONE
        assert target.read_bytes().startswith(start)
    wrong = ["register", *access, "--first", "2026-11-02", "--last", "2026-11-01", "--out", str(tmp_path / "a.pdf")]
    assert run(wrong, no_window) == Outcome.USAGE
    assert run(["backup", *access, "--out", str(tmp_path / "cadangan")], no_window) == Outcome.DONE
    assert list((tmp_path / "cadangan").glob("*.db"))
    assert run(["check", *access], no_window) == Outcome.DONE
    assert "Data utuh" in capsys.readouterr().out


def test_export_says_which_partner_is_missing(
    access: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", *access, "--out", str(tmp_path)], no_window) == Outcome.REJECTED
    assert "Belum ada mitra" in capsys.readouterr().err
    assert run(["receive", *access, "--from", str(tmp_path)], no_window) == Outcome.NOTHING_TO_DO


def test_a_wrong_password_missing_data_and_a_lost_file_have_their_codes(
    access: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "salah.txt"
    wrong.write_text("bukan ini", encoding="utf-8")
    assert run(["check", *access[:4], "--password-file", str(wrong)], no_window) == Outcome.REJECTED
    assert "tidak cocok" in capsys.readouterr().err
    assert run(["check", *access[:4], "--password-file", str(tmp_path / "tidak ada")], no_window) == Outcome.FAULT
    assert run(["check", "--data", str(tmp_path / "lain"), *access[2:]], no_window) == Outcome.FAULT
    assert run(["import", "people", str(tmp_path / "hilang.xlsx"), *access], no_window) == Outcome.FAULT
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["terbang"], ["check"], ["import"], ["demo"], ["register", "--out"]])
def test_what_is_not_understood_is_said_in_indonesian(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(arguments, no_window)
    assert left.value.code == Outcome.USAGE
    assert "Perintah tidak dimengerti" in capsys.readouterr().err


def test_help_names_the_verbs_and_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == Outcome.DONE
    told = capsys.readouterr().out
    for verb in ("demo", "import", "export", "receive", "register", "backup", "check", "open"):
        assert f"    {verb} " in told
    for outcome in Outcome:
        assert f"\n  {outcome.value}  " in told


def test_open_shows_the_window_on_the_folder(tmp_path: Path) -> None:
    shown: list[tuple[Path, Path | None]] = []

    def show(folder: Path, opened: Path | None) -> int:
        shown.append((folder, opened))
        return 0

    assert run(["open", "--data", str(tmp_path)], show) == 0
    assert run(["open", "--data", str(tmp_path), "E:/1.ilppaket"], show) == 0
    assert shown == [(tmp_path, None), (tmp_path, Path("E:/1.ilppaket"))]


def test_the_demonstration_checks_its_options(tmp_path: Path) -> None:
    assert run(["demo", "--out", str(tmp_path), "--people", "3"], no_window) == Outcome.USAGE


@pytest.mark.parametrize("spelling", ["self-test", "--self-test"])
def test_the_self_test_ends_with_an_error_when_a_paper_differs(
    spelling: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = {"register.pdf": "1", "rujukan.pdf": "2"}
    monkeypatch.setattr("ilp_desktop.cli.self_test.expected", lambda: wanted)
    monkeypatch.setattr("ilp_desktop.cli.self_test.play", lambda _progress: dict(wanted))
    assert run([spelling], no_window) == Outcome.DONE
    monkeypatch.setattr("ilp_desktop.cli.self_test.play", lambda _progress: wanted | {"rujukan.pdf": "3"})
    assert run([spelling], no_window) == Outcome.FAULT
    assert "Berbeda dari acuan: rujukan.pdf" in capsys.readouterr().err
