"""``ilp-desktop growth``.

CG1  Every input column is kept, in its place; scores with two decimals, categories and flags stand behind them.
CG2  CSV and XLSX in, CSV and XLSX out, with the same results.
CG3  What cannot be computed ends with its exit code and leaves no file.
"""

import csv
import io
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from ilp_desktop.cli.command_line import run
from ilp_desktop.cli.outcome import Outcome
from ilp_desktop.services.growth_survey import RESULT_COLUMNS

LIST = """no,sex,age_days,weight_kg,length_height_cm,position,head_cm,oedema,desa
1,L,731,12.0,88.5,,47.2,n,=1+1
2,P,683,"10,4","84,8",L,,,Lasori

,,,,,,,,
3,L,365,75.7,9.6,L,46.1,n,Lasori
4,P,2000,20,112,H,,n,Lasori
5,L,365,9.6,75.7,L,46.1,y,Lasori
"""
SCORES = ("z_bbu", "z_tbu", "z_bbtb", "z_imtu", "z_lku")


def no_window(_folder: Path, _opened: Path | None) -> int:
    raise AssertionError("no window was asked for")


def computed(source: Path, out: Path) -> list[dict[str, str]]:
    assert run(["growth", str(source), "--out", str(out)], no_window) == Outcome.DONE
    return list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"), newline="")))


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "survei.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_a_list(listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """CG1"""
    first, second, empty, third, fourth, fifth = computed(listed, tmp_path / "hasil.csv")
    assert list(first) == [*LIST.splitlines()[0].split(","), *RESULT_COLUMNS]
    assert first["desa"] == "=1+1"
    assert second["weight_kg"] == "10,4"
    assert [first[name] for name in SCORES] == ["-0.11", "0.45", "-0.54", "-0.58", "-0.77"]
    assert [second[name] for name in SCORES] == ["-0.57", "-0.07", "-0.81", "-0.79", ""]
    assert set(empty.values()) == {""}
    assert third["flags"].startswith("BB dan TB: cm dan kg tertukar?; ")
    assert [fourth[name] == "" for name in SCORES] == [False, False, True, False, True]
    assert (fourth["category_bbu"], fourth["category_imtu"]) == ("", "Gizi baik")
    assert [fifth[name] == "" for name in SCORES] == [True, False, True, True, False]
    assert fifth["category_bbtb"] == "Gizi buruk"
    assert "anak: 5, perlu diperiksa: 2" in capsys.readouterr().out


def test_rows_stay_where_they_are(listed: Path, tmp_path: Path) -> None:
    """CG1: empty lines too, and cells without a title."""
    listed.write_text(LIST.replace("Lasori\n4,", "Lasori,sisa\n4,"), encoding="utf-8")
    out = tmp_path / "hasil.csv"
    computed(listed, out)
    before, after = listed.read_text(encoding="utf-8").splitlines(), out.read_text(encoding="utf-8").splitlines()
    assert [line.partition(",")[0] for line in before] == [line.partition(",")[0] for line in after]
    assert after[3] == ""
    assert ",Lasori,sisa," in after[5]


def test_results_of_an_earlier_run_are_replaced(listed: Path, tmp_path: Path) -> None:
    """CG1"""
    once = computed(listed, tmp_path / "sekali.csv")
    assert computed(tmp_path / "sekali.csv", tmp_path / "dua.csv") == once


def test_workbooks(listed: Path, tmp_path: Path) -> None:
    """CG2: numbers stay numbers, and what looks like a formula stays text."""
    source, out = tmp_path / "survei.xlsx", tmp_path / "hasil.xlsx"
    with Workbook(str(source)) as workbook:
        workbook.add_worksheet("Petunjuk").write_row(0, 0, ["Isi lembar berikut"])
        sheet = workbook.add_worksheet("Data")
        sheet.write_row(0, 0, ["sex", "birth_date", "visit_date", "weight_kg", "length_height_cm", "ket"])
        sheet.write_row(1, 0, ["L", "1-1-2024", "1-1-2026", 12, 88.5])
        sheet.write_string(1, 5, "=1+1")
    assert run(["growth", str(source), "--out", str(out)], no_window) == Outcome.DONE
    with CalamineWorkbook.from_path(out) as workbook_read:
        header, row = workbook_read.get_sheet_by_index(0).to_python()
    found = dict(zip(header, row, strict=True))
    assert (found["weight_kg"], found["ket"]) == (12, "=1+1")
    assert [found[name] for name in SCORES] == [-0.11, 0.45, -0.54, -0.58, ""]
    assert computed(source, tmp_path / "hasil.csv")[0]["z_tbu"] == "0.45"


def test_what_is_no_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """CG3"""
    source, out = tmp_path / "lain.csv", tmp_path / "hasil.csv"
    source.write_text("nama,alamat\nWa Ani,Lasori\n", encoding="utf-8")
    assert run(["growth", str(source), "--out", str(out)], no_window) == Outcome.REJECTED
    assert "tidak ada kolom sex" in capsys.readouterr().err
    assert run(["growth", str(tmp_path / "tiada.csv"), "--out", str(out)], no_window) == Outcome.FAULT
    assert run(["growth", str(source), "--out", str(tmp_path / "hasil.pdf")], no_window) == Outcome.USAGE
    assert run(["growth", str(source), "--out", str(source)], no_window) == Outcome.USAGE
    assert source.read_text(encoding="utf-8").startswith("nama,alamat")
    assert not out.exists()


def test_an_empty_list(tmp_path: Path) -> None:
    """CG3"""
    source, out = tmp_path / "kosong.csv", tmp_path / "hasil.csv"
    source.write_text(LIST.splitlines()[0] + "\n", encoding="utf-8")
    assert run(["growth", str(source), "--out", str(out)], no_window) == Outcome.NOTHING_TO_DO
