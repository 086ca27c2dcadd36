"""Which letters a completed form gives, kept as data in resources/letters: a file that names its ``form``.

``form`` is the form's id, ``rows`` a repeat of it when each row gives a letter of its own, ``only_if`` the answers
that must stand, ``not_if`` those that must not. ``{patient.name}`` and the like in a text are filled in; a line whose
value is not known stays a dash, or dots to write on when it says ``blank``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ilp_desktop.reports.definition import DefinitionProblem
from ilp_desktop.resource_files import resource_path


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One label and what stands after it; ``blank``: dots to write on when that is not known."""

    label: str
    value: str
    blank: bool = False


@dataclass(frozen=True, slots=True)
class LetterSection:
    """Lines under one heading."""

    heading: str
    lines: tuple[LetterLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLetterDefinition:
    """One kind of letter that is filled from a form."""

    name: str
    form: str
    title: str
    sections: tuple[LetterSection, ...]
    right: str
    left: str = ""
    rows: str = ""
    only_if: Mapping[str, str]
    not_if: Mapping[str, str]
    opening: str = ""
    closing: str = ""
    fill_in: tuple[str, ...] = ()


@cache
def form_letter_definitions() -> tuple[FormLetterDefinition, ...]:
    """Every letter that a form gives; DefinitionProblem when a file cannot be read."""
    found = (_definition(path) for path in sorted(resource_path("letters").glob("*.yaml")))
    return tuple(definition for definition in found if definition is not None)


def _definition(path: Path) -> FormLetterDefinition | None:
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DefinitionProblem(path.name, "tidak terbaca") from error
    if not isinstance(document, dict) or "form" not in document:
        return None
    try:
        return _read(path.stem, document)
    except (KeyError, TypeError, AttributeError) as error:
        raise DefinitionProblem(path.name, f"bagian surat tidak lengkap: {error}") from error


def _read(name: str, document: dict[str, Any]) -> FormLetterDefinition:
    return FormLetterDefinition(
        name=name,
        form=str(document["form"]),
        title=str(document["title"]),
        sections=tuple(_section(section) for section in document["sections"]),
        right=str(document["right"]),
        left=str(document.get("left", "")),
        rows=str(document.get("rows", "")),
        only_if=_answers(document.get("only_if", {})),
        not_if=_answers(document.get("not_if", {})),
        opening=str(document.get("opening", "")),
        closing=str(document.get("closing", "")),
        fill_in=tuple(str(label) for label in document.get("fill_in", ())),
    )


def _answers(found: dict[str, Any]) -> dict[str, str]:
    return {str(name): str(value) for name, value in found.items()}


def _section(section: dict[str, Any]) -> LetterSection:
    lines: Sequence[dict[str, Any]] = section["lines"]
    return LetterSection(
        str(section["heading"]),
        tuple(LetterLine(str(line["label"]), str(line["value"]), bool(line.get("blank", False))) for line in lines),
    )
