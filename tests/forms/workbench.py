"""Small forms and contexts for the tests of the form engine."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path

from ilp_desktop.forms import Form, FormContext, LastObservation, Response, load_form
from ilp_desktop.forms.library import content_digest
from ilp_desktop.forms.workbook import SheetRow, workbook
from ilp_desktop.forms.xlsform import compile_workbook

TODAY = date(2026, 11, 22)
ZONE = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 22, 8, 14, tzinfo=ZONE)
FORMS = Path(__file__).resolve().parents[2] / "resources" / "forms"

YES_NO = [
    {"list_name": "yn", "name": "ya", "label": "Ya"},
    {"list_name": "yn", "name": "tidak", "label": "Tidak"},
]


def form(
    *survey: SheetRow,
    choices: Sequence[SheetRow] = (),
    settings: SheetRow | None = None,
    files: Mapping[str, bytes] | None = None,
) -> Form:
    """A form made of rows; a row without a label gets its name."""
    rows = [labelled(row) for row in survey]
    sheets: dict[str, Sequence[SheetRow]] = {
        "survey": rows,
        "settings": [{"form_title": "Uji", "form_id": "uji", "version": "1", **(settings or {})}],
    }
    if choices:
        sheets["choices"] = choices
    book = workbook(sheets, files)
    return compile_workbook(book, content_digest(repr(sheets).encode(), files or {})).form


def labelled(row: SheetRow) -> SheetRow:
    """The row with its name for a label, where the standard wants one."""
    kind = row.get("type", "")
    silent = kind in ("calculate", "hidden", "start", "today") or kind.startswith("end")
    if silent or any(column.startswith("label") for column in row):
        return row
    return {**row, "label": row.get("name", "label")}


def question(kind: str, name: str, **columns: str) -> SheetRow:
    """One row; ``ilp_unit`` stands for ``bind::ilp:unit``."""
    renamed = {
        (f"bind::ilp:{column[4:]}" if column.startswith("ilp_") else column): cell for column, cell in columns.items()
    }
    return {"type": kind, "name": name, **renamed}


def group(name: str, *rows: SheetRow, **columns: str) -> list[SheetRow]:
    """Rows between begin and end of a group."""
    return [{"type": "begin_group", "name": name, **columns}, *rows, {"type": "end_group"}]


def repeat(name: str, *rows: SheetRow, **columns: str) -> list[SheetRow]:
    """Rows between begin and end of a repeat."""
    return [{"type": "begin_repeat", "name": name, **columns}, *rows, {"type": "end_repeat"}]


def context(
    *,
    sex: str = "P",
    birth_date: date | None = date(1992, 5, 17),
    visit_date: date = TODAY,
    episode: Mapping[str, str] | None = None,
    last: Mapping[str, str] | None = None,
    settings: Mapping[str, str] | None = None,
) -> FormContext:
    """An invented woman of 34 who comes today; ``last`` are observations of a month ago."""
    return FormContext(
        today=TODAY,
        now=NOW,
        visit_date=visit_date,
        sex=sex,
        birth_date=birth_date,
        episode=episode or {},
        observations={
            code: LastObservation(value=value, day=TODAY - timedelta(days=30)) for code, value in (last or {}).items()
        },
        settings=settings or {},
        properties={"username": "bidan"},
    )


def response(*survey: SheetRow, choices: Sequence[SheetRow] = (), settings: SheetRow | None = None) -> Response:
    """A new response to a form made of rows."""
    return Response(form(*survey, choices=choices, settings=settings), context())


def beside(path: Path) -> dict[str, bytes]:
    """The CSV tables that travel with a form of the repository."""
    return {found.name: found.read_bytes() for found in sorted(path.with_suffix("").glob("*.csv"))}


@lru_cache
def real_form(name: str) -> Form:
    """One of the forms in the repository."""
    return load_form(FORMS / f"{name}.yaml")
