"""Frozen dataclasses to database rows and back; dates are ISO text, enums their value, nothing is lost."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from sqlalchemy import RowMapping

from ilp_desktop.domain.change import Scalar

Entity = TypeVar("Entity")


_SCALARS = frozenset({str, int, float, bool})
_COLUMNS: dict[type[Any], Mapping[str, tuple[type[Any], bool]]] = {}
_READERS: dict[type[Any], tuple[tuple[str, Callable[[Any], Any]], ...]] = {}


def column_types(entity: type[Any]) -> Mapping[str, tuple[type[Any], bool]]:
    """For each field of a dataclass its plain Python type and whether it may be None."""
    if entity not in _COLUMNS:
        hints = get_type_hints(entity)
        _COLUMNS[entity] = {field.name: _plain(hints[field.name]) for field in fields(entity)}
    return _COLUMNS[entity]


def values_of(entity: Any) -> dict[str, Scalar]:
    """The row of an entity: JSON scalars by column name."""
    return {name: scalar(getattr(entity, name)) for name in column_types(type(entity))}


def scalar(value: Any) -> Scalar:
    """The JSON scalar that stands for a field's value."""
    if value is None or type(value) in _SCALARS:
        return value  # type: ignore[no-any-return]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int | float):
        return value
    raise TypeError(f"{type(value)} cannot be stored")


def entity_of(entity: type[Entity], row: RowMapping | Mapping[str, Any]) -> Entity:
    """The entity that a row holds; columns that the entity does not know are left aside."""
    return entity(**{name: read(row[name]) for name, read in _readers(entity)})


def entity_from(entity: type[Entity], row: Sequence[Any]) -> Entity:
    """The entity whose fields are these columns, in the order of the fields."""
    return entity(**{name: read(value) for (name, read), value in zip(_readers(entity), row, strict=True)})


def field_value(entity: type[Any], name: str, text: str) -> Any:
    """The value of one field from its text, as ``OpenDecision`` keeps it; empty means None where the field may be."""
    kind, nullable = column_types(entity)[name]
    if nullable and not text:
        return None
    if kind is bool:
        return text in ("1", "True")
    return kind(text) if kind in (int, float) else _reader(kind)(text)


def can_hold(entity: type[Any], name: str, value: Scalar) -> bool:
    """Whether the field exists and can be read back with this value, so that nothing from elsewhere spoils a row."""
    column = column_types(entity).get(name)
    if column is None:
        return False
    kind, nullable = column
    if value is None:
        return nullable
    if kind in (bool, int, float):
        allowed = (int, float) if kind is float else (kind,)
        return type(value) in allowed
    if not isinstance(value, str):
        return False
    try:
        _reader(kind)(value)
    except (ValueError, KeyError):
        return False
    return True


def _readers(entity: type[Any]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    if entity not in _READERS:
        columns = column_types(entity).items()
        _READERS[entity] = tuple((name, _reader(kind)) for name, (kind, _nullable) in columns)
    return _READERS[entity]


def _reader(kind: type[Any]) -> Callable[[Any], Any]:
    if kind is datetime:
        return lambda value: None if value is None else datetime.fromisoformat(value)
    if kind is date:
        return lambda value: None if value is None else date.fromisoformat(value)
    if kind is bool:
        return bool
    if issubclass(kind, StrEnum):
        members = {member.value: member for member in kind}
        return lambda value: None if value is None else members[value]
    return lambda value: value


def _plain(hint: Any) -> tuple[type[Any], bool]:
    if get_origin(hint) in (Union, UnionType):
        inner = [argument for argument in get_args(hint) if argument is not NoneType]
        return _plain(inner[0])[0], len(inner) < len(get_args(hint))
    while isinstance(hint, NewType):
        hint = hint.__supertype__
    return hint, False
