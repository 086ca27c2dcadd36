"""Each import contract of pyproject.toml bites: one forbidden import breaks exactly the contracts it should."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

LAYERS = "Layers:"
NO_QT = "The core has no Qt"
NO_SQL = "SQLAlchemy and SQLCipher"
NO_REPORTLAB = "ReportLab is drawn on"
DESKTOP = "Screens hold no rules"
FLOORS = "The desktop has floors"
SCREENS = "Screens do not know each other"

FORBIDDEN = [
    ("ilp_desktop/domain/visit.py", "import ilp_desktop.storage", {LAYERS}),
    ("ilp_desktop/domain/visit.py", "import PySide6.QtCore", {NO_QT}),
    ("ilp_desktop/domain/visit.py", "import reportlab", {NO_REPORTLAB}),
    ("ilp_desktop/storage/visits.py", "import ilp_desktop.reports", {LAYERS}),
    ("ilp_desktop/reports/visits.py", "import ilp_desktop.exchange", {LAYERS}),
    ("ilp_desktop/forms/visits.py", "import ilp_desktop.storage", {LAYERS}),
    ("ilp_desktop/storage/visits.py", "import ilp_desktop.services", {LAYERS}),
    ("ilp_desktop/services/visits.py", "import ilp_desktop.cli", {LAYERS}),
    ("ilp_desktop/services/visits.py", "import ui.kit", {NO_QT}),
    ("ilp_desktop/services/visits.py", "def save():\n    import PySide6.QtCore\n", {NO_QT}),
    ("ilp_desktop/services/visits.py", "from sqlalchemy import select", {NO_SQL}),
    ("ilp_desktop/reports/visits.py", "import sqlcipher3", {NO_SQL}),
    ("ilp_desktop/cli/visits.py", "import alembic.command", {NO_SQL}),
    ("ilp_desktop/services/visits.py", "from reportlab.pdfgen import canvas", {NO_REPORTLAB}),
    ("ilp_desktop/resource_files.py", "import ilp_desktop.storage", {LAYERS}),
    ("ilp_desktop/renaming.py", "import ilp_desktop.exchange", {LAYERS}),
    ("ilp_desktop/leftover.py", '"""A module on no floor."""', {LAYERS}),
    ("ui/screens/desk/screen.py", "import ilp_desktop.storage", {DESKTOP}),
    ("ui/screens/desk/screen.py", "import ilp_desktop.reports", {DESKTOP}),
    ("ui/kit/table_model.py", "import ilp_desktop.exchange", {DESKTOP}),
    ("ui/kit/table_model.py", "import ilp_desktop.cli", {DESKTOP}),
    ("ui/kit/table_model.py", "import sqlalchemy", {NO_SQL}),
    ("ui/kit/table_model.py", "import reportlab", {NO_REPORTLAB}),
    ("ui/kit/table_model.py", "import ui.screens.desk", {FLOORS}),
    ("ui/screens/desk/screen.py", "import ui.shell", {FLOORS}),
    ("ui/screens/desk/screen.py", "import ui.screens.klaster", {SCREENS}),
]
PACKAGES = ("", "domain", "storage", "forms", "reports", "exchange", "services", "cli")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The packages of the product, empty, with the real contracts."""
    folders = [f"ilp_desktop/{name}" for name in PACKAGES]
    for folder in [*folders, "ui", "ui/kit", "ui/screens", "ui/screens/desk", "ui/screens/klaster"]:
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / "__init__.py").touch()
    (tmp_path / "ui/shell.py").touch()
    for module in ("resource_files", "renaming"):
        (tmp_path / f"ilp_desktop/{module}.py").touch()
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    return tmp_path


def broken_contracts(house: Path) -> set[str]:
    """The names of the contracts that import-linter reports broken."""
    program = "from importlinter import cli; cli.lint_imports_command()"
    command = [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, '.'); {program}", "--no-cache"]
    result = subprocess.run(
        command, cwd=house, capture_output=True, encoding="utf-8", env={**os.environ, "COLUMNS": "400"}
    )
    names = {line.removesuffix(" BROKEN") for line in result.stdout.splitlines() if line.endswith(" BROKEN")}
    assert bool(names) == bool(result.returncode), result.stdout + result.stderr
    return names


def test_an_obedient_house_breaks_nothing(house: Path) -> None:
    (house / "ilp_desktop/services/visits.py").write_text("import ilp_desktop.storage\nimport ilp_desktop.domain\n")
    (house / "ui/screens/desk/screen.py").write_text("import PySide6.QtWidgets\nimport ilp_desktop.services\n")
    assert broken_contracts(house) == set()


@pytest.mark.parametrize(("module", "source", "contracts"), FORBIDDEN)
def test_a_forbidden_import_breaks_its_contract(house: Path, module: str, source: str, contracts: set[str]) -> None:
    (house / module).write_text(source)
    broken = broken_contracts(house)
    assert {prefix for prefix in contracts if any(name.startswith(prefix) for name in broken)} == contracts
    assert len(broken) == len(contracts), broken


def test_every_contract_has_a_proof() -> None:
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = [contract["name"] for contract in configuration["tool"]["importlinter"]["contracts"]]
    proved = {prefix for _, _, contracts in FORBIDDEN for prefix in contracts}
    assert [name for name in names if not any(name.startswith(prefix) for prefix in proved)] == []
