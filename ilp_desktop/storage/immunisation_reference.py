"""Reads the immunisation schedule that ships with the program, once, into its types."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ilp_desktop.domain.clinical.immunisation_schedule import (
    AgePoint,
    DecisionKind,
    ImmunisationRules,
    Interval,
    LateStart,
    Point,
    Product,
    Reaction,
    Reason,
    Schedule,
    SchoolPoint,
    Slot,
    SlotGroup,
    VialMonitor,
)
from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.resource_files import resource_path

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Twelve times as fast where libyaml is there; the first child of the day waits for it."""

_WEEK = 7
_YEAR = 12


@cache
def immunisation_schedule() -> Schedule:
    """The schedule in force."""
    return read_schedule(resource_path("reference", "immunisation_schedule.yaml"))


def read_schedule(path: Path) -> Schedule:
    """A schedule file. Fault when it cannot be read or contradicts itself."""
    try:
        schedule = _schedule(yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER))
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as failure:
        raise _unreadable(type(failure).__name__) from failure
    contradictions = tuple(schedule.contradictions())
    if contradictions:
        raise _unreadable("; ".join(contradictions))
    return schedule


def _unreadable(why: str) -> Fault:
    return Fault(
        FaultCode.FILE_UNREADABLE,
        f"Jadwal imunisasi tidak dapat dibaca: {why}.",
        "Pasang ulang ILP Desktop; data pasien tetap aman.",
    )


def _schedule(document: Mapping[str, Any]) -> Schedule:
    provinces = {name: tuple(map(str, found["codes"])) for name, found in document["provinces"].items()}
    products = [_product(row) for row in document["products"]]
    return Schedule(
        version=str(document["version"]),
        source=document["source"],
        slots=tuple(_slot(row, provinces) for row in document["slots"]),
        products={product.code: product for product in products},
        late_starts=tuple(_late_start(row) for row in document["late_starts"]),
        hexavalent_provinces=provinces["hexavalent"],
        rules=_rules(document["rules"]),
        reasons=tuple(
            Reason(code=row["code"], label=row["label"], kind=DecisionKind(row["kind"])) for row in document["reasons"]
        ),
        reactions=tuple(
            Reaction(code=row["code"], label=row["label"], is_serious=row.get("serious", False))
            for row in document["reactions"]
        ),
        vial_monitors=tuple(
            VialMonitor(code=row["code"], label=row["label"], is_usable=row.get("usable", True))
            for row in document["vial_monitors"]
        ),
        sites=tuple(document["sites"]),
    )


def _rules(document: Mapping[str, Any]) -> ImmunisationRules:
    known = {one.name for one in fields(ImmunisationRules)}
    unknown = set(document) - known
    if unknown:
        raise ValueError(", ".join(sorted(unknown)))
    values: dict[str, Any] = {name: row["value"] for name, row in document.items()}
    values["new_antigens"] = tuple(values["new_antigens"])
    return ImmunisationRules(**values)


def _product(row: Mapping[str, Any]) -> Product:
    return Product(
        code=row["code"],
        label=row["label"],
        series=tuple(row["series"]),
        covers=tuple(row.get("covers", ())),
        doses=row.get("doses"),
        is_live=row.get("live", False),
        has_tetanus=row.get("tetanus", False),
    )


def _slot(row: Mapping[str, Any], provinces: Mapping[str, tuple[str, ...]]) -> Slot:
    after = tuple((str(one["slot"]), _interval(one["interval"])) for one in row.get("after", ()))
    return Slot(
        code=row["code"],
        series=row["series"],
        label=row["label"],
        group=SlotGroup(row["group"]),
        products=tuple(row["products"]),
        recommended=_point(row["recommended"]),
        on_time=_point(row["on_time"]),
        counted_from=_age(row.get("counted_from", {})),
        minimum=_age(row.get("minimum", {})),
        allowed=_point(row["allowed"]) if "allowed" in row else None,
        catch_up=_point(row["catch_up"]) if "catch_up" in row else None,
        forbidden_before=_age(row["forbidden_before"]) if "forbidden_before" in row else None,
        forbidden_from=_age(row["forbidden_from"]) if "forbidden_from" in row else None,
        interval=_interval(row["interval"]) if "interval" in row else None,
        after=after,
        sex=row.get("sex", ""),
        provinces=provinces[row["provinces"]] if "provinces" in row else None,
        effective_from=_day(row.get("effective_from")),
        effective_until=_day(row.get("effective_until")),
        dose=row["dose"],
        route=row["route"],
        site=row.get("site", "mulut" if row["route"] == "oral" else ""),
        source=row["source"],
        confidence=row["confidence"],
    )


def _late_start(row: Mapping[str, Any]) -> LateStart:
    return LateStart(
        series=row["series"],
        first_from=_age(row["first_from"]),
        doses=row["doses"],
        interval=_interval(row["interval"]),
        source=row["source"],
        confidence=row["confidence"],
    )


def _point(row: Mapping[str, int]) -> Point:
    return SchoolPoint(grade=row["class"], month=row["month"]) if "class" in row else _age(row)


def _age(row: Mapping[str, int]) -> AgePoint:
    _only(row, "days", "weeks", "months", "years")
    return AgePoint(
        days=row.get("days", 0) + _WEEK * row.get("weeks", 0), months=row.get("months", 0) + _YEAR * row.get("years", 0)
    )


def _interval(row: Mapping[str, int]) -> Interval:
    _only(row, "days", "weeks", "months")
    return Interval(days=row.get("days", 0) + _WEEK * row.get("weeks", 0), months=row.get("months", 0))


def _only(row: Mapping[str, int], *names: str) -> None:
    if set(row) - set(names):
        raise ValueError(", ".join(sorted(row)))


def _day(value: object) -> date | None:
    if value is not None and not isinstance(value, date):
        raise TypeError(str(value))
    return value
