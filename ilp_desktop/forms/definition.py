"""The structure of one form: what is asked, in which order, under which conditions. Frozen; shared by all responses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ilp_desktop.domain.episode import EpisodeKind, EpisodeStep

Template = tuple[str, ...]
"""A text with outputs: literal, expression, literal, expression, ..., literal."""

Text = Mapping[str, Template]
"""The translations of one text by language; a form without translations has the language ''."""


class Kind(StrEnum):
    """What a question takes for an answer."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    RANGE = "range"
    DATE = "date"
    TIME = "time"
    DATETIME = "dateTime"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    NOTE = "note"
    HIDDEN = "hidden"
    ACKNOWLEDGE = "acknowledge"
    FILE = "file"
    BARCODE = "barcode"
    GEOPOINT = "geopoint"
    GEOTRACE = "geotrace"
    GEOSHAPE = "geoshape"


NUMERIC = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})
CHOSEN = frozenset({Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK})
UNANSWERED = frozenset({Kind.NOTE, Kind.HIDDEN})
"""Kinds that the user never fills in."""


class Alert(StrEnum):
    """How a note is shown: column ``bind::ilp:alert``."""

    DANGER = "danger"
    WARNING = "warning"
    GOOD = "good"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """The logic of a node; each expression is ODK XPath text, empty when there is none."""

    relevant: str = ""
    required: str = ""
    required_message: Text
    constraint: str = ""
    constraint_message: Text
    calculate: str = ""
    read_only: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a question means outside the form: the columns ``bind::ilp:...``.

    ``observation`` is a LOINC or local code, ``unit`` is UCUM, ``flag`` a code that is raised while the answer holds,
    ``prefill`` a declared context value, ``alert`` how a note is shown, ``immunization`` which dose an answer records.
    """

    observation: str = ""
    unit: str = ""
    flag: str = ""
    prefill: str = ""
    immunization: str = ""
    alert: Alert | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceSource:
    """Where choices come from: an expression that gives nodes, and their children that hold value and label.

    ``label`` is a child's name, or with ``translated`` the name of the child that holds the id of a translated text.
    """

    nodes: str
    value: str
    label: str
    translated: bool = False

    @property
    def values(self) -> str:
        """The expression that gives the values."""
        return f"({self.nodes})/{self.value}"

    @property
    def labels(self) -> str:
        """The expression that gives the labels, or the ids of their texts."""
        return f"({self.nodes})/{self.label}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question, note or calculated value."""

    path: str
    name: str
    kind: Kind
    label: Text
    hint: Text
    guidance: Text
    appearance: frozenset[str]
    binding: Binding
    meaning: Meaning
    choices: ChoiceSource | None = None
    default: str = ""
    start: float = 0
    end: float = 0
    step: float = 1
    preload: tuple[str, str] = ("", "")
    data_type: str = "string"
    visible: bool = True

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest number of a range, which may run downwards."""
        return min(self.start, self.end), max(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Questions under one heading. ``visible`` is false for a group that has no place on the page."""

    path: str
    name: str
    label: Text
    appearance: frozenset[str]
    binding: Binding
    items: tuple["Item", ...]
    visible: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A group that may occur any number of times. ``count``: expression for the number; empty: the user adds."""

    path: str
    name: str
    label: Text
    appearance: frozenset[str]
    binding: Binding
    items: tuple["Item", ...]
    count: str = ""
    instances: int = 1
    visible: bool = True


Item = Question | Group | Repeat


class Moment(StrEnum):
    """When an action runs."""

    FIRST_LOAD = "odk-instance-first-load"
    NEW_REPEAT = "odk-new-repeat"
    VALUE_CHANGED = "xforms-value-changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Sets ``target`` to ``value`` (expression; empty clears) at some moments; ``trigger`` is the changed question."""

    target: str
    value: str
    moments: frozenset[Moment]
    trigger: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a choice table: name and label columns, and those that choice filters read."""

    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeRole:
    """What a form does to which episode; ``day`` and ``outcome`` name the questions that say when and how."""

    kind: EpisodeKind
    step: EpisodeStep
    day: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSettings:
    """What a form says of itself, known without compiling it.

    ``source`` cites the regulation, ``effective_from`` is *berlaku mulai*, ``cluster`` the klaster that uses it (0:
    all), ``subject`` is ``person`` or ``meeting`` (no patient), ``due`` when the rooms propose it
    (``read_due``), ``episode`` what it does to an episode of care.
    """

    id: str
    version: str
    title: str
    source: str = ""
    effective_from: date | None = None
    cluster: int = 0
    subject: str = "person"
    due: str = ""
    episode: EpisodeRole | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, weakref_slot=True)
class Form(FormSettings):
    """One version of one form; two are equal when they are the same object.

    ``digest`` is the SHA-256 of the content it was made from.
    """

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    root: Group
    tables: Mapping[str, tuple[Row, ...]]
    texts: Mapping[str, Text]
    actions: tuple[Action, ...]
    languages: tuple[str, ...]
    default_language: str
    digest: str

    @property
    def sections(self) -> tuple[Item, ...]:
        """The top level of the page: groups, repeats, and questions that stand alone."""
        return tuple(item for item in self.root.items if item.visible)

    def items(self) -> Iterator[Item]:
        """Every group, repeat and question, in order."""
        return walk(self.root.items)

    def questions(self) -> Iterator[Question]:
        """Every question, in order, with those that are never shown."""
        return (item for item in self.items() if isinstance(item, Question))


def walk(items: tuple[Item, ...]) -> Iterator[Item]:
    """The items and all below them, in order."""
    for item in items:
        yield item
        if not isinstance(item, Question):
            yield from walk(item.items)


def expressions(item: Item) -> Iterator[tuple[str, str]]:
    """The column and the text of every expression of one item."""
    binding = item.binding
    yield "relevant", binding.relevant
    yield "required", binding.required
    yield "constraint", binding.constraint
    yield "calculation", binding.calculate
    yield "read_only", binding.read_only
    if isinstance(item, Repeat):
        yield "repeat_count", item.count
    if isinstance(item, Question) and item.choices is not None:
        yield "choice_filter", item.choices.nodes
    texts = [("label", item.label)]
    if isinstance(item, Question):
        texts += [("hint", item.hint), ("guidance_hint", item.guidance)]
    for column, text in texts:
        for template in text.values():
            for expression in template[1::2]:
                yield column, expression
