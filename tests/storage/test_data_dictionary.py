"""docs/data-dictionary.md says what the tables really hold; ``pytest --update-golden`` writes it anew."""

import inspect
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

import pytest

from ilp_desktop.domain.words import WORDS
from ilp_desktop.storage.entity_rows import column_types
from ilp_desktop.storage.schema import entity_of_table, is_shared, metadata

PAGE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"
KINDS = {str: "text", int: "whole number", float: "number", bool: "yes or no", date: "date", datetime: "UTC time"}
HEAD = """# Data dictionary

Generated from the frozen dataclasses of `ilp_desktop/domain/`, the only declaration of a field. Dates are ISO 8601 text
(`2026-11-22`), times ISO 8601 in UTC, identifiers UUIDv7 text. Text that is not known is empty; a field marked "may be
unknown" is NULL then. Shared tables travel in packages.
"""


def test_the_data_dictionary_is_current(request: pytest.FixtureRequest) -> None:
    page = HEAD + "".join(_sections())
    if request.config.getoption("--update-golden"):
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page


def _sections() -> Iterator[str]:
    for name in sorted(metadata.tables):
        try:
            entity = entity_of_table(name)
        except KeyError:
            continue
        yield f"\n## {name} ({'shared' if is_shared(name) else 'local'})\n\n{inspect.getdoc(entity)}\n\n"
        yield "| field | holds | may be unknown |\n|---|---|---|\n"
        for field, (kind, nullable) in column_types(entity).items():
            yield f"| {field} | {_holds(kind)} | {'yes' if nullable else ''} |\n"


def _holds(kind: type[object]) -> str:
    if issubclass(kind, StrEnum):
        words = WORDS.get(kind, {})
        return ", ".join(f"`{member.value}`" + (f" {words[member]}" if member in words else "") for member in kind)
    return KINDS[kind]
