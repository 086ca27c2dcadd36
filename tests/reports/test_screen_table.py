"""The screen shows what the paper prints."""

import pytest

from ilp_desktop.reports.definition import register_definition, register_ids
from ilp_desktop.reports.register import register_pdf
from ilp_desktop.reports.screen_table import register_table
from tests.reports import samples
from tests.reports.reading import letters, whole_text
from tests.reports.test_register import ROWS


@pytest.mark.parametrize("register", register_ids())
def test_every_cell_of_the_screen_is_on_the_paper(register: str) -> None:
    definition = register_definition(register)
    rows = list(ROWS[register](15))
    table = register_table(definition, rows)
    paper = letters(whole_text(register_pdf(definition, rows, frame=samples.FRAME)))
    assert not letters(" ".join(cell for row in table.rows for cell in row)) - paper
    assert len(table.rows) == 15
    assert {len(row) for row in table.rows} == {len(table.columns)}
    assert len(table.totals) == len(table.columns)


def test_cells_are_formatted() -> None:
    table = register_table(register_definition("rawat_jalan"), samples.consultations(2))
    headings = ["/".join(column.headings) for column in table.columns]
    first = dict(zip(headings, table.rows[0], strict=True))
    assert first["No"] == "1"
    assert first["Tgl"] == "01-11-2026"
    assert first["Tanda vital/TD"] == "118/-"
    assert first["Tanda vital/S"] == "36,7"
    assert first["Tanda vital/R"] == ""
    assert first["Kasus/L"] == "1"
    assert first["Tindak lanjut/Pulang"] == "√"
    assert first["Tindak lanjut/Kontrol"] == "29-11-2026"
