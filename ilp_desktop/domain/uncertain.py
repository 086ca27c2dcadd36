"""Figures that no regulation settles: declared beside their default, and the rules with the values in force.

``mean_pressure_above: float = uncertain(90, "...", span=(80, 110), unit="mmHg", source="...", sure=Sureness.MEDIUM)``
is all that a new figure needs; everything else (stored value, page of settings, checks) comes from this declaration.
"""

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import Enum, StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar, cast

from ilp_desktop.domain.problem import Problem

Default = TypeVar("Default")
Rules = TypeVar("Rules")
Kept = str | int | float | bool
"""What a setting keeps, as JSON."""

_MARK = "uncertainty"
_NUMBER = re.compile(r"-?[0-9]{1,9}(?:[.,][0-9]{1,3})?")
YES, NO = "yes", "no"
_YES_OR_NO = ((YES, "Ya"), (NO, "Tidak"))


class Sureness(StrEnum):
    """How sure a figure is, as the reference marks it; ``LOCAL`` is no doubt but the district's choice."""

    MEDIUM = "S"
    LOW = "R"
    UNMARKED = "U"
    LOCAL = "L"

    @property
    def words(self) -> str:
        """For the page of settings."""
        return _WORDS[self]


_WORDS = {
    Sureness.MEDIUM: "sedang",
    Sureness.LOW: "rendah",
    Sureness.UNMARKED: "belum dipastikan",
    Sureness.LOCAL: "pilihan daerah",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncertainty:
    """What is declared of a figure; ``spans`` holds one span, or one for each part of a value with parts.

    ``choices`` are texts with what is shown for them, instead of a span. ``key`` is that of a setting which was there
    before the figures had keys of their own.
    """

    label: str
    source: str
    sure: Sureness
    unit: str = ""
    spans: tuple[tuple[float, float], ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    separator: str = "/"
    decimals: int = 0
    key: str = ""


def uncertain(
    default: Default,
    label: str,
    *,
    source: str,
    sure: Sureness,
    span: tuple[float, float] | None = None,
    spans: tuple[tuple[float, float], ...] = (),
    choices: Mapping[str, str] | None = None,
    unit: str = "",
    separator: str = "/",
    decimals: int = 0,
    key: str = "",
) -> Default:
    """A field of a rules dataclass that a puskesmas may set: its default, and what the page says of it.

    ``label`` and ``source`` are Indonesian, for the page. A number has a ``span`` (both ends included) and as many
    ``decimals`` as may be typed; a tuple of numbers one ``span`` for all or ``spans`` for each; everything else
    ``choices``, except for yes and no.
    """
    declared = Uncertainty(
        label=label,
        source=source,
        sure=sure,
        unit=unit,
        spans=spans or (() if span is None else (span,)),
        choices=_YES_OR_NO if isinstance(default, bool) else tuple((choices or {}).items()),
        separator=separator,
        decimals=decimals,
        key=key,
    )
    return field(default=default, metadata={_MARK: declared})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure that may be set: the key of its setting, its default, and what is declared of it.

    ``name`` is its field in the rules, empty for a setting that belongs to no rules.
    """

    key: str
    default: Any
    about: Uncertainty
    name: str = ""

    def text(self, value: object) -> str:
        """A value as it is typed: ``20``, ``10,5``, ``1-2-3``, ``yes``."""
        match value:
            case bool():
                return YES if value else NO
            case Enum():
                return str(value.value)
            case int():
                return str(value)
            case float():
                return f"{value:.12g}".replace(".", ",")
            case tuple():
                return self.about.separator.join(self.text(part) for part in value)
        return str(value)

    def words(self, value: object) -> str:
        """A value as it is shown, with its unit: ``20 mmHg``, ``Ya``."""
        text = self.text(value)
        shown = dict(self.about.choices).get(text, text)
        return f"{shown} {self.about.unit}".strip() if shown else "kosong"

    @property
    def span_words(self) -> str:
        """What is permitted: ``10 sampai 30 mmHg``, ``1-2-3 atau 2-1-3``."""
        if self.about.choices:
            return " atau ".join(shown for _text, shown in self.about.choices)
        spans = [f"{self.text(low)} sampai {self.text(high)}" for low, high in self.about.spans]
        shown = f" {self.about.separator} ".join(spans)
        return f"{shown} {self.about.unit}".strip()

    def read(self, typed: str) -> Any | Problem:
        """The value behind what was typed or chosen, or what is wrong with it."""
        text = typed.strip()
        if self.about.choices:
            return self._value(text) if text in dict(self.about.choices) else self._problem(f"Pilih {self.span_words}.")
        if not self.about.spans:
            return text
        parts = re.split(r"\s*[/;–-]\s*|\s+", text) if isinstance(self.default, tuple) else [text]
        wanted = len(self.default) if isinstance(self.default, tuple) else 1
        if len(parts) != wanted or not all(_NUMBER.fullmatch(part) for part in parts):
            many = "angka" if wanted == 1 else f"{wanted} angka dengan garis miring di antaranya"
            return self._problem(f"Ketik {many}, misalnya {self.text(self.default)}.")
        numbers = tuple(float(part.replace(",", ".")) for part in parts)
        if any(round(number, self.about.decimals) != number for number in numbers):
            places = self.about.decimals
            most = f"angka dengan paling banyak {places} angka di belakang koma" if places else "angka bulat"
            return self._problem(f"Ketik {most}, misalnya {self.text(self.default)}.")
        if not self._permits(numbers):
            return self._problem(f"Nilai harus {self.span_words}.")
        return self._typed(numbers)

    def kept(self, value: object) -> Kept:
        """What the setting keeps for a value."""
        if isinstance(value, Enum | tuple):
            return self.text(value).replace(",", ".")
        if isinstance(value, float) and value.is_integer():
            return int(value)
        return cast(Kept, value)

    def of_kept(self, kept: Kept) -> Any | None:
        """The value behind what a setting keeps; None when it is not one that is permitted here."""
        if isinstance(self.default, bool) is not isinstance(kept, bool):
            return None
        if isinstance(self.default, int | float) is not isinstance(kept, int | float):
            return None
        found = self.read(self.text(kept))
        return None if isinstance(found, Problem) else found

    def _permits(self, numbers: tuple[float, ...]) -> bool:
        spans = self.about.spans if len(self.about.spans) == len(numbers) else self.about.spans * len(numbers)
        return all(low <= number <= high for number, (low, high) in zip(numbers, spans, strict=True))

    def _typed(self, numbers: tuple[float, ...]) -> Any:
        if isinstance(self.default, tuple):
            return tuple(type(was)(number) for was, number in zip(self.default, numbers, strict=True))
        return type(self.default)(numbers[0])

    def _value(self, text: str) -> Any:
        """The value behind the text of a choice, of the kind that the default is."""
        match self.default:
            case bool():
                return text == YES
            case tuple():
                parts = [part for part in text.split(self.about.separator) if part]
                return tuple(type(self.default[0])(part) for part in parts)
        return type(self.default)(text)

    def _problem(self, sentence: str) -> Problem:
        remedy = f"Bawaannya {self.words(self.default)}."
        return Problem(code="rule.refused", field=self.key, sentence=sentence, remedy=remedy)


def figures_of(rules: type[Any]) -> tuple[Figure, ...]:
    """The uncertain figures of a rules dataclass, in their order."""
    return _declared(cast(Hashable, rules))


@cache
def _declared(rules: Hashable) -> tuple[Figure, ...]:
    kind = cast(type[Any], rules)
    prefix = f"rules.{_short(kind.__name__)}"
    return tuple(
        Figure(key=about.key or f"{prefix}.{one.name}", default=one.default, about=about, name=one.name)
        for one in fields(kind)
        if isinstance(about := one.metadata.get(_MARK), Uncertainty)
    )


class Rulebook:
    """The rules with the values in force here. It never changes: another value makes another book.

    ``kept`` are the settings that differ from the defaults, by their keys; what none of the rules knows, or does not
    permit, counts for nothing.
    """

    __slots__ = ("_read", "kept")

    def __init__(self, kept: Mapping[str, Kept] | None = None) -> None:
        self.kept: Mapping[str, Kept] = MappingProxyType(dict(kept or {}))
        self._read: dict[type[Any], Any] = {}

    def of(self, rules: type[Rules]) -> Rules:
        """The rules of one kind."""
        found = self._read.get(rules)
        if found is None:
            found = self._read[rules] = self.over(rules())
        return cast(Rules, found)

    def over(self, rules: Rules) -> Rules:
        """Rules whose defaults come from elsewhere, such as a dated file, with the values that are set here."""
        values = {one.name: value for one in figures_of(type(rules)) if (value := self.value(one)) is not None}
        return replace(cast(Any, rules), **values) if values else rules

    def value(self, figure: Figure) -> Any | None:
        """What is set for a figure; None when its default is in force."""
        kept = self.kept.get(figure.key)
        return None if kept is None else figure.of_kept(kept)

    def limited_to(self, kinds: Iterable[type[Any]]) -> "Rulebook":
        """The same book without what rules of other kinds are set to."""
        keys = {one.key for kind in kinds for one in figures_of(kind)} if self.kept else set()
        return Rulebook({key: kept for key, kept in self.kept.items() if key in keys})


STANDARD_RULES = Rulebook()
"""Every default."""


def _short(name: str) -> str:
    words = re.findall(r"[A-Z][a-z]+", name.removesuffix("Rules"))
    return "_".join(word.lower() for word in words)
