"""Register definitions: the YAML files of resources/registers read into checked, frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MemberDescriptorType

import yaml

from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.domain.register_rows import (
    ImmunisationRegisterRow,
    OutpatientRegisterRow,
    ReactionRegisterRow,
    ReferralRegisterRow,
    SchoolRegisterRow,
    TetanusRegisterRow,
    VisitRegisterRow,
)
from ilp_desktop.domain.screen_table import CellAlign
from ilp_desktop.reports.paper import SIZES, Orientation
from ilp_desktop.resource_files import resource_path

ROW_SOURCES: Mapping[str, type] = {
    "visit": VisitRegisterRow,
    "outpatient": OutpatientRegisterRow,
    "referral": ReferralRegisterRow,
    "immunisation": ImmunisationRegisterRow,
    "school_immunisation": SchoolRegisterRow,
    "tetanus": TetanusRegisterRow,
    "reaction": ReactionRegisterRow,
}


class CellFormat(StrEnum):
    """How a value is written."""

    TEXT = "text"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    DECIMAL = "decimal"
    MARK = "mark"


class Total(StrEnum):
    """What the foot of a column adds up: nothing, cells that are not empty, or the numbers in them."""

    NONE = "none"
    COUNT = "count"
    SUM = "sum"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A cell is filled only where ``field`` has one of these values."""

    field: str
    values: frozenset[str | bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; ``headings`` run from the outermost group to its own.

    ``field`` names an attribute of the row and is empty for the running number. ``width`` is a share of the paper.
    ``shrink`` prefers smaller letters to a second line.
    """

    headings: tuple[str, ...]
    field: str
    width: float
    align: CellAlign = CellAlign.LEFT
    format: CellFormat = CellFormat.TEXT
    when: Condition | None = None
    labels: Mapping[str, str] | None = None
    shrink: bool = False
    upright: bool = False
    total: Total = Total.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterDefinition:
    """One register: paper, screen and workbook are made from this alone.

    ``size`` and ``smallest_size`` are points on A4; letters grow with the width of the paper.
    """

    id: str
    title: str
    rows: str
    papers: tuple[str, ...]
    orientation: Orientation
    columns: tuple[Column, ...]
    size: float
    smallest_size: float
    totals: bool


class DefinitionProblem(Fault):
    """A register file cannot be used; the sentence names the file and the place in it."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            FaultCode.FORM_REFUSED,
            f"Berkas register {name} tidak dapat dipakai: {what}.",
            "Perbaiki berkas itu, atau pasang kembali berkas bawaan program.",
        )


@cache
def register_definition(register_id: str) -> RegisterDefinition:
    """The definition shipped as resources/registers/<id>.yaml; raises DefinitionProblem when it is no register."""
    return read_definition(resource_path("registers") / f"{register_id}.yaml")


def register_ids() -> tuple[str, ...]:
    """The registers that can be printed, in alphabetical order."""
    return tuple(sorted(path.stem for path in resource_path("registers").glob("*.yaml")))


def read_definition(path: Path) -> RegisterDefinition:
    """Reads and checks one file; raises DefinitionProblem."""
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DefinitionProblem(path.name, "tidak terbaca") from error
    return _Reader(path.name).definition(document)


class _Reader:
    """Turns the YAML of one file into a definition, refusing what it does not know."""

    def __init__(self, name: str) -> None:
        self._name = name

    def definition(self, document: object) -> RegisterDefinition:
        fields = self._fields(
            document,
            "berkas",
            required={"id", "title", "rows", "columns"},
            optional={"papers", "orientation", "size", "smallest_size", "totals", "source"},
        )
        rows = self._one_of(fields["rows"], ROW_SOURCES, "rows")
        papers = tuple(self._one_of(name, SIZES, "papers") for name in self._list(fields.get("papers", ["A4", "F4"])))
        columns = tuple(self._columns(fields["columns"], ROW_SOURCES[rows], ()))
        return RegisterDefinition(
            id=str(fields["id"]),
            title=str(fields["title"]),
            rows=rows,
            papers=papers,
            orientation=Orientation(self._one_of(fields.get("orientation", "landscape"), Orientation, "orientation")),
            columns=columns,
            size=self._number(fields.get("size", 7), "size"),
            smallest_size=self._number(fields.get("smallest_size", 5), "smallest_size"),
            totals=bool(fields.get("totals", any(column.total is not Total.NONE for column in columns))),
        )

    def _columns(self, items: object, row: type, group: tuple[str, ...]) -> list[Column]:
        columns: list[Column] = []
        for item in self._list(items):
            if isinstance(item, dict) and "columns" in item:
                fields = self._fields(item, "kelompok", required={"heading", "columns"}, optional=set())
                columns += self._columns(fields["columns"], row, (*group, str(fields["heading"])))
            else:
                columns.append(self._column(item, row, group))
        return columns

    def _column(self, item: object, row: type, group: tuple[str, ...]) -> Column:
        fields = self._fields(
            item,
            "kolom",
            required={"heading", "width"},
            optional={"field", "align", "format", "when", "labels", "shrink", "upright", "total"},
        )
        heading = str(fields["heading"])
        labels = fields.get("labels")
        return Column(
            headings=(*group, heading),
            field=self._field(fields.get("field", ""), row),
            width=self._number(fields["width"], f"width {heading}"),
            align=CellAlign(self._one_of(fields.get("align", "left"), CellAlign, "align")),
            format=CellFormat(self._one_of(fields.get("format", "text"), CellFormat, "format")),
            when=self._condition(fields["when"], row) if "when" in fields else None,
            labels={str(key): str(label) for key, label in labels.items()} if isinstance(labels, dict) else None,
            shrink=bool(fields.get("shrink", False)),
            upright=bool(fields.get("upright", False)),
            total=Total(self._one_of(fields.get("total", "none"), Total, "total")),
        )

    def _condition(self, item: object, row: type) -> Condition:
        if not isinstance(item, dict) or len(item) != 1:
            raise DefinitionProblem(self._name, "when harus satu kolom dan nilainya")
        ((field, expected),) = item.items()
        values = expected if isinstance(expected, list) else [expected]
        return Condition(
            field=self._field(field, row),
            values=frozenset(value if isinstance(value, bool) else str(value) for value in values),
        )

    def _field(self, name: object, row: type) -> str:
        known = {key for key, value in vars(row).items() if isinstance(value, property | MemberDescriptorType)}
        if name != "" and name not in known:
            raise DefinitionProblem(self._name, f"tidak ada isian {name}")
        return str(name)

    def _fields(self, item: object, what: str, *, required: set[str], optional: set[str]) -> dict[str, object]:
        if not isinstance(item, dict):
            raise DefinitionProblem(self._name, f"{what} bukan daftar isian")
        names = {str(key) for key in item}
        if missing := required - names:
            raise DefinitionProblem(self._name, f"{what} tanpa {', '.join(sorted(missing))}")
        if unknown := names - required - optional:
            raise DefinitionProblem(self._name, f"{what} punya {', '.join(sorted(unknown))} yang tidak dikenal")
        return {str(key): value for key, value in item.items()}

    def _list(self, item: object) -> list[object]:
        if not isinstance(item, list) or not item:
            raise DefinitionProblem(self._name, "daftar kosong")
        return item

    def _one_of(self, value: object, allowed: Mapping[str, object] | type[StrEnum], what: str) -> str:
        if value not in list(allowed):
            raise DefinitionProblem(self._name, f"{what} {value} tidak dikenal")
        return str(value)

    def _number(self, value: object, what: str) -> float:
        if not isinstance(value, int | float) or isinstance(value, bool) or value <= 0:
            raise DefinitionProblem(self._name, f"{what} bukan angka di atas nol")
        return float(value)
