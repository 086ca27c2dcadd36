"""Register files are checked before anything is printed from them."""

from pathlib import Path

import pytest

from ilp_desktop.domain.problem import FaultCode
from ilp_desktop.reports.definition import (
    ROW_SOURCES,
    DefinitionProblem,
    read_definition,
    register_definition,
    register_ids,
)
from ilp_desktop.reports.letter_texts import letter_texts

COLUMN = "columns: [{heading: Nama, field: name, width: 10}]"


def test_every_shipped_register_reads() -> None:
    assert set(register_ids()) == {
        "imunisasi",
        "imunisasi_bias",
        "imunisasi_wus",
        "kipi",
        "kunjungan",
        "rawat_jalan",
        "rujukan_keluar",
    }
    for register_id in register_ids():
        definition = register_definition(register_id)
        assert definition.id == register_id
        assert definition.rows in ROW_SOURCES
        assert set(definition.papers) == {"A4", "F4"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[", "tidak terbaca"),
        ("- a", "bukan daftar isian"),
        (f"id: x\nrows: visit\n{COLUMN}", "title"),
        (f"id: x\ntitle: X\nrows: nobody\n{COLUMN}", "rows nobody"),
        (f"id: x\ntitle: X\nrows: visit\npapers: [Folio]\n{COLUMN}", "papers Folio"),
        (f"id: x\ntitle: X\nrows: visit\ncolour: red\n{COLUMN}", "colour"),
        ("id: x\ntitle: X\nrows: visit\ncolumns: []", "daftar kosong"),
        ("id: x\ntitle: X\nrows: visit\ncolumns: [{heading: A, width: 10, field: shoe}]", "shoe"),
        ("id: x\ntitle: X\nrows: visit\ncolumns: [{heading: A, width: 0}]", "width A"),
        ("id: x\ntitle: X\nrows: visit\ncolumns: [{heading: A, width: 9, when: 3}]", "when"),
        ("id: x\ntitle: X\nrows: visit\ncolumns: [{heading: A, width: 9, format: money}]", "format money"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(tmp_path: Path, text: str, place: str) -> None:
    path = tmp_path / "salah.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionProblem) as refused:
        read_definition(path)
    assert refused.value.code is FaultCode.FORM_REFUSED
    assert "salah.yaml" in refused.value.sentence
    assert place in refused.value.sentence


def test_a_missing_register_or_sentence_is_said() -> None:
    with pytest.raises(DefinitionProblem, match=r"tidak_ada\.yaml"):
        register_definition("tidak_ada")
    with pytest.raises(DefinitionProblem, match="no_such_sentence"):
        letter_texts("queue_ticket")["no_such_sentence"]
