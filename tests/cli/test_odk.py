"""``ilp-desktop odk``: out, in, each with its exit code."""

from pathlib import Path

import pytest

from ilp_desktop.cli.command_line import run
from ilp_desktop.cli.outcome import Outcome
from tests.cli.test_command_line import access, no_window, people_list, template

__all__ = ["access", "template"]


def test_forms_and_people_go_out_and_what_cannot_come_in_is_said(
    access: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forms, sent = tmp_path / "forms", tmp_path / "instances"
    assert run(["odk", "export", "--out", str(forms), *access], no_window) == Outcome.NOTHING_TO_DO
    run(["import", "people", str(people_list(tmp_path / "daftar.xlsx")), *access], no_window)
    assert run(["odk", "export", "--out", str(forms), *access], no_window) == Outcome.DONE
    assert "orang dalam daftar: 1" in capsys.readouterr().out
    assert "Wa Tuna" in (forms / "tb_screening-media" / "people.csv").read_text(encoding="utf-8")
    one = tmp_path / "satu"
    assert run(["odk", "export", "--out", str(one), "--form", "tb_screening", *access], no_window) == Outcome.DONE
    assert {path.name for path in one.iterdir()} == {"tb_screening.xml", "tb_screening-media", "BACA-DULU.txt"}
    assert run(["odk", "import", str(sent), *access], no_window) == Outcome.FAULT
    sent.mkdir()
    assert run(["odk", "import", str(sent), *access], no_window) == Outcome.NOTHING_TO_DO
    (sent / "a.xml").write_text('<data id="tb_screening" version="2026112201" encrypted="yes"/>', encoding="utf-8")
    assert run(["odk", "import", str(sent), *access, "--dry-run"], no_window) == Outcome.REJECTED
    assert "disandikan" in capsys.readouterr().out
    assert run(["odk", "import", str(sent), *access, "--match", "x"], no_window) == Outcome.USAGE
