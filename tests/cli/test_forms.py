"""``ilp-desktop forms``: list, export, check, import, each with its exit code."""

from pathlib import Path

import pytest

from ilp_desktop.cli.command_line import run
from ilp_desktop.cli.outcome import Outcome
from tests.cli.test_command_line import access, no_window, template

__all__ = ["access", "template"]


def test_a_form_goes_out_to_excel_and_a_new_version_comes_in(
    access: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["forms", "list", *access], no_window) == Outcome.DONE
    assert "adult_ncd_screening | 2026112202 | dipakai" in capsys.readouterr().out
    target = tmp_path / "ptm.xlsx"
    assert run(["forms", "export", "adult_ncd_screening", "--out", str(target), *access], no_window) == Outcome.DONE
    assert run(["forms", "import", str(target), *access], no_window) == Outcome.NOTHING_TO_DO
    assert "sudah ada" in capsys.readouterr().out
    form = tmp_path / "kader.yaml"
    form.write_text(
        "settings: {form_id: kader, form_title: Kunjungan kader, version: '1'}\n"
        "survey:\n  - {type: integer, name: anak, label: Jumlah anak}\n",
        encoding="utf-8",
    )
    assert run(["forms", "import", str(form), "--check", *access], no_window) == Outcome.DONE
    assert run(["forms", "import", str(form), *access], no_window) == Outcome.DONE
    assert "ikut terkirim" in capsys.readouterr().out
    assert run(["forms", "list", *access], no_window) == Outcome.DONE
    assert "kader | 1 | dipakai | Kunjungan kader | Semua klaster" in capsys.readouterr().out


def test_a_wrong_form_is_refused_with_its_place(
    access: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = tmp_path / "salah.yaml"
    form.write_text(
        "settings: {form_id: salah, version: '1'}\nsurvey:\n  - {type: video, name: a, label: A}\n", encoding="utf-8"
    )
    assert run(["forms", "import", str(form), *access], no_window) == Outcome.REJECTED
    assert "lembar survey, baris 2" in capsys.readouterr().err
    assert run(["forms", "import", str(tmp_path / "tiada.xlsx"), *access], no_window) == Outcome.FAULT
    assert run(["forms", "export", "tiada", *access], no_window) == Outcome.REJECTED
