"""A set of rules is what it was made as: nobody can change a figure in it, not even inside a table of figures."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from enum import Enum
from types import MappingProxyType
from typing import Any

import pytest

from ilp_desktop import domain
from ilp_desktop.domain.clinical.family_planning import FamilyPlanningRules, Method

FIXED = (str, int, float, Enum, date, timedelta, type(None))


def rules() -> Iterator[type[Any]]:
    for module in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."):
        for name, found in vars(importlib.import_module(module.name)).items():
            if not isinstance(found, type) or found.__module__ != module.name:
                continue
            if name.endswith("Rules") and hasattr(found, "__dataclass_fields__"):
                yield found


def changeable(value: object, where: str) -> Iterator[str]:
    match value:
        case tuple() | frozenset():
            for part in value:
                yield from changeable(part, where)
        case MappingProxyType():
            for key, part in value.items():
                yield from changeable((key, part), where)
        case _ if is_dataclass(value) and not isinstance(value, type):
            if not type(value).__dataclass_params__.frozen:  # type: ignore[attr-defined]
                yield where
            for one in fields(value):
                yield from changeable(getattr(value, one.name), f"{where}.{one.name}")
        case _ if not isinstance(value, FIXED):
            yield f"{where}: {type(value).__name__}"


@pytest.mark.parametrize("kind", tuple(rules()), ids=lambda kind: kind.__name__)
def test_rules_cannot_be_changed(kind: type[Any]) -> None:
    assert list(changeable(kind(), kind.__name__)) == []


def test_a_table_in_rules_refuses_a_figure() -> None:
    table: Any = FamilyPlanningRules().return_days
    with pytest.raises(TypeError):
        table[Method.INJECTION_3] = 90
