"""dev.py sets a machine up from nothing, does it once, and hands arguments and exit codes through."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from tests.architecture.source import ROOT, imports

PROGRAM = """
import pathlib, sys
import ilp_desktop
print(pathlib.Path.cwd().name, *sys.argv[1:])
sys.exit(7)
"""
BENCHMARK = "print('search p95 | 12 ms | 400 ms | 33 | 16 ms | {}')"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh clone with nothing to install, and a program that ends with 7."""
    folder = tmp_path_factory.mktemp("clone")
    for name, text in {
        "dev.py": (ROOT / "dev.py").read_text(encoding="utf-8"),
        "requirements.lock": "",
        "ilp_desktop/__init__.py": "",
        "ilp_desktop/__main__.py": PROGRAM,
        "benchmarks/search.py": BENCHMARK.format("ok"),
        "elsewhere/note": "",
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def call(project: Path, *arguments: str, python: str = sys.executable) -> tuple[int, str]:
    """Exit code and everything said by ``dev.py`` of the clone, called from a folder below it."""
    command: list[str | Path] = [python, project / "dev.py", *arguments]
    result = subprocess.run(
        command, cwd=project / "elsewhere", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    return result.returncode, result.stdout


def test_a_machine_is_set_up_once_and_again_when_the_lock_changes(project: Path) -> None:
    code, output = call(project, "run", "register", "--out", "here")
    assert (code, output.splitlines()[-1]) == (7, "elsewhere register --out here"), output
    assert "Creating the virtual environment" in output
    assert call(project, "run") == (7, "elsewhere\n")
    (project / "requirements.lock").write_text("# changed\n")
    code, output = call(project, "run")
    assert "Installing the locked packages" in output
    assert "Creating" not in output

    (project / "benchmarks/queue.py").write_text(BENCHMARK.format("no"))
    assert call(project, "bench", "search") == (0, "# search\nsearch p95 | 12 ms | 400 ms | 33 | 16 ms | ok\n")
    code, output = call(project, "bench")
    assert (code, output.splitlines()[-1]) == (1, "Goal missed: search p95")

    (project / "requirements.lock").write_text("no-such-package\n")
    code, output = call(project, "run")
    assert code == dev.COMMAND_NOT_STARTED
    assert "The locked packages could not be installed" in output
    assert "Traceback" not in output


def test_an_unknown_command_is_refused_with_the_list(project: Path) -> None:
    code, output = call(project, "tset")
    assert code == 2
    assert all(command in output for command in dev.COMMANDS)


def test_only_what_the_linker_lacks_is_installed() -> None:
    everything = [f"\t{library} (libc6,x86-64) => /lib/{library}" for library in dev.QT_LIBRARIES]
    assert dev.missing_qt_packages("\n".join(everything)) == []
    without_egl = "\n".join(line for line in everything if "libEGL" not in line)
    assert dev.missing_qt_packages(without_egl) == ["libegl1"]
    assert dev.missing_qt_packages("") == list(dev.QT_LIBRARIES.values())


def test_missed_goals_are_the_rows_that_do_not_end_with_ok() -> None:
    report = (
        "figure | ours | baseline | ratio | goal | ok\na | 1 | 2 | 2 | 3 | ok\nb | 9 | 2 | 2 | 3 | no\nremark | b\n"
    )
    assert dev.missed_goals(report.splitlines()) == ["b"]


def test_the_readme_names_commands_that_exist_and_that_the_integration_runs() -> None:
    named = set(re.findall(r"python3 dev\.py (\w+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    integration = set(re.findall(r"python3 dev\.py (\w+)", (ROOT / ".ci/run").read_text(encoding="utf-8")))
    assert {"demo", "test"} <= named <= dev.COMMANDS.keys()
    assert integration <= named


def test_a_bare_python_is_enough() -> None:
    """Without site-packages, also for the parts of the installer that dev.py itself asks."""
    module = ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"))
    names = sorted({name for _, name in imports(module)} - {"__future__"})
    load = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import dev, {', '.join(names)}"
    result = subprocess.run([sys.executable, "-I", "-S", "-B", "-c", load], capture_output=True, encoding="utf-8")
    assert (result.returncode, result.stderr) == (0, "")
