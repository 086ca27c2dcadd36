"""Reads the CSV tables that travel beside a form."""

import csv
import io
from collections.abc import Mapping

from ilp_desktop.forms.definition import Row
from ilp_desktop.forms.refusal import refuse

MOST_ROWS = 60_000
_NO_TABLES = (".xml", ".geojson", ".json")


def read_tables(files: Mapping[str, bytes]) -> dict[str, tuple[Row, ...]]:
    """The CSV tables beside a form, by file name without ``.csv``; raises ``FormRefused``.

    Other files that came along are no tables; a question that wants one of them is refused at its row.
    """
    return {
        name.removesuffix(".csv"): _read_csv(name, content)
        for name, content in files.items()
        if not name.lower().endswith(_NO_TABLES)
    }


def _read_csv(name: str, content: bytes) -> tuple[Row, ...]:
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), strict=True)
        rows = tuple(Row(cells={column: (cell or "") for column, cell in line.items() if column}) for line in reader)
    except UnicodeDecodeError as error:
        raise refuse("csv_encoding", f"{name} bukan UTF-8", "Simpan ulang sebagai CSV UTF-8") from error
    except csv.Error as error:
        raise refuse("csv_damaged", f"{name} bukan CSV yang sah", "Simpan ulang dari Excel sebagai CSV") from error
    if len(rows) > MOST_ROWS:
        raise refuse("csv_too_long", f"{name} terlalu panjang", f"Paling banyak {MOST_ROWS} baris")
    return rows
