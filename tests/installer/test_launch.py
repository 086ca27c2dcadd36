"""How the installed program decides what to start."""

from pathlib import Path

import pytest

import ilp_desktop.__main__
from installer import launch


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """What the program was asked to do, for a program that lies in ``tmp_path``."""
    said: list[list[str]] = []

    def remember(arguments: list[str]) -> int:
        said.append(arguments)
        return 0

    monkeypatch.setattr(ilp_desktop.__main__, "main", remember)
    monkeypatch.setattr("sys.executable", str(tmp_path / "ilp-desktop.exe"))
    return said


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ([], []),
        (["backup", "--out", "x"], ["backup", "--out", "x"]),
        (["E:\\ILP_P1_D1_000001.ilppaket"], ["open", "E:\\ILP_P1_D1_000001.ilppaket"]),
        (["E:\\ILP_P1_D1_000001.ILPPAKET"], ["open", "E:\\ILP_P1_D1_000001.ILPPAKET"]),
        (["E:\\ILP-Desktop-0.2.0.ilppembaruan"], ["open", "E:\\ILP-Desktop-0.2.0.ilppembaruan"]),
    ],
)
def test_arguments_reach_the_program_and_a_clicked_file_is_opened_in_the_window(
    given: list[str], wanted: list[str], asked: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["ilp-desktop", *given])
    assert launch.main() == 0
    assert asked == [wanted]


def test_a_portable_program_opens_the_data_beside_it(
    asked: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / launch.PORTABLE_FOLDER).mkdir()
    beside = ["open", "--data", str(tmp_path.resolve() / launch.PORTABLE_FOLDER)]
    for clicked in ([], ["E:\\1.ilppaket"]):
        monkeypatch.setattr("sys.argv", ["ilp-desktop", *clicked])
        launch.main()
        assert asked.pop() == [*beside, *clicked]


def test_without_any_output_the_program_can_still_speak(
    asked: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["ilp-desktop", "--version"])
    with monkeypatch.context() as silent:
        silent.setattr("sys.stdout", None)
        silent.setattr("sys.stderr", None)
        assert launch.main() == 0
        import sys

        output = sys.stdout
        assert output is not None
        output.write("said to nobody")
        output.close()
    assert asked == [["--version"]]


def test_a_program_that_cannot_load_itself_says_so_without_a_window(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise ImportError("DLL load failed")

    monkeypatch.setattr(launch, "_load_everything", fail)
    monkeypatch.setattr("sys.argv", ["ilp-desktop", launch.START_CHECK])
    assert launch.main() == 1
    assert "DLL load failed" in capsys.readouterr().err
