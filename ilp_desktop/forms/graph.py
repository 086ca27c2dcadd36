"""The dependency graph of a form: which values, relevances and counts must be found again when an answer changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ilp_desktop.forms.definition import CHOSEN, Form, Item, Question, Repeat
from ilp_desktop.forms.expression.references import Reference, references
from ilp_desktop.forms.expression.syntax import calls, parse


class Property(StrEnum):
    """What of a node an expression decides, among the things that other expressions can see."""

    COUNT = "repeat_count"
    RELEVANT = "relevant"
    VALUE = "calculation"
    CHOICES = "choice_filter"


@dataclass(frozen=True, slots=True)
class Cell:
    """One computed property of the nodes at one path."""

    path: str
    property: Property
    expression: str


class Cycle(Exception):
    """Expressions wait for each other; ``paths`` in their order, ``column`` of the first."""

    def __init__(self, paths: tuple[str, ...], column: str) -> None:
        super().__init__(" -> ".join(paths))
        self.paths = paths
        self.column = column


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Cells in an order in which each comes after all that it reads, and who reads what.

    ``readers`` maps a path to the places in ``cells`` that read its value; ``structure_readers`` maps a repeat to those
    that see its instances come and go; ``below`` holds the wildcard readers, tested by prefix.
    """

    cells: tuple[Cell, ...]
    readers: Mapping[str, tuple[int, ...]]
    structure_readers: Mapping[str, tuple[int, ...]]
    below: tuple[tuple[str, int], ...]

    def readers_of(self, path: str) -> Iterator[int]:
        """Places of the cells that read the value at a path."""
        yield from self.readers.get(path, ())
        for prefix, place in self.below:
            if path.startswith(prefix):
                yield place


def _cells(form: Form) -> Iterator[Cell]:
    for item in (form.root, *form.items()):
        if item.binding.relevant:
            yield Cell(item.path, Property.RELEVANT, item.binding.relevant)
        if isinstance(item, Repeat) and item.count:
            yield Cell(item.path, Property.COUNT, item.count)
        if isinstance(item, Question) and item.binding.calculate:
            yield Cell(item.path, Property.VALUE, item.binding.calculate)
        if isinstance(item, Question) and item.kind in CHOSEN and item.choices is not None:
            cell = Cell(item.path, Property.CHOICES, item.choices.nodes)
            if references(parse(cell.expression), cell.path):
                yield cell


def _leaves(item: Item) -> list[str]:
    if isinstance(item, Question):
        return [item.path]
    return [path for child in item.items for path in _leaves(child)]


def _paths(item: Item) -> list[str]:
    inside = () if isinstance(item, Question) else item.items
    return [item.path, *(path for child in inside for path in _paths(child))]


def _matches(reference: Reference, path: str) -> bool:
    return reference.path == path or (reference.below and path.startswith(f"{reference.path}/"))


class _Builder:
    def __init__(self, form: Form) -> None:
        self.form = form
        self.cells = list(_cells(form))
        self.choices = {item.path: item.choices for item in form.questions() if item.choices is not None}
        self.leaves = {item.path: _leaves(item) for item in (form.root, *form.items())}
        self.below = {item.path: _paths(item) for item in (form.root, *form.items())}
        self.repeats = [item.path for item in form.items() if isinstance(item, Repeat)]
        self.reads = [self._reads(cell) for cell in self.cells]

    def _reads(self, cell: Cell) -> frozenset[Reference]:
        tree = parse(cell.expression)
        found = references(tree, cell.path)
        if cell.property is Property.VALUE and any(call.name == "once" for call in calls(tree)):
            return found - {Reference(cell.path)}
        if cell.property is Property.CHOICES:
            return found | references(parse(self.choices[cell.path].values), cell.path)
        return found

    def writes(self, cell: Cell) -> list[str]:
        """The paths whose values a cell can change, or, by relevance, whether they are there to be counted.

        Choices that depend on each other are no cycle: two questions may each leave out what the other has.
        """
        match cell.property:
            case Property.CHOICES:
                return []
            case Property.RELEVANT:
                return self.below.get(cell.path, [])
        return self.leaves.get(cell.path, [])

    def edges(self) -> list[set[int]]:
        """For each cell, the cells that must come before."""
        writers: dict[str, set[int]] = {}
        structures: dict[str, set[int]] = {}
        for place, cell in enumerate(self.cells):
            for path in self.writes(cell):
                writers.setdefault(path, set()).add(place)
            if cell.property is Property.COUNT:
                structures.setdefault(cell.path, set()).add(place)
        before = [self._before(place, writers, structures) for place in range(len(self.cells))]
        for place, cell in enumerate(self.cells):
            before[place] |= self._outer(place, cell)
        return before

    def _before(self, place: int, writers: dict[str, set[int]], structures: dict[str, set[int]]) -> set[int]:
        found: set[int] = set()
        for reference in self.reads[place]:
            if reference.below:
                for path, places in writers.items():
                    if _matches(reference, path):
                        found |= places
            found |= writers.get(reference.path, set())
            for repeat, places in structures.items():
                if f"{reference.path}/".startswith(f"{repeat}/"):
                    found |= places
        return found

    def _outer(self, place: int, cell: Cell) -> set[int]:
        """A value waits for the relevance and the count of everything around it."""
        if cell.property is not Property.VALUE:
            return set()
        return {
            other
            for other, outer in enumerate(self.cells)
            if other != place and outer.property is not Property.VALUE and f"{cell.path}/".startswith(f"{outer.path}/")
        }

    def order(self) -> list[int]:
        """Topological order, stable in the order of the form; raises ``Cycle``."""
        before = self.edges()
        ordered: list[int] = []
        state = [0] * len(self.cells)
        for start in range(len(self.cells)):
            self._visit(start, before, state, ordered)
        return ordered

    def _visit(self, start: int, before: list[set[int]], state: list[int], ordered: list[int]) -> None:
        stack: list[tuple[int, Iterator[int]]] = []
        if state[start] == 0:
            stack.append((start, iter(sorted(before[start]))))
            state[start] = 1
        while stack:
            place, waiting = stack[-1]
            following = next(waiting, None)
            if following is None:
                state[place] = 2
                ordered.append(place)
                stack.pop()
            elif state[following] == 1:
                raise self._cycle([entry[0] for entry in stack], following)
            elif state[following] == 0:
                state[following] = 1
                stack.append((following, iter(sorted(before[following]))))

    def _cycle(self, line: list[int], start: int) -> Cycle:
        loop = [self.cells[place] for place in line[line.index(start) :]]
        return Cycle(tuple(cell.path for cell in [*loop, loop[0]]), loop[0].property.value)

    def graph(self) -> Graph:
        order = self.order()
        readers: dict[str, list[int]] = {}
        structure: dict[str, list[int]] = {}
        below: list[tuple[str, int]] = []
        for place, old in enumerate(order):
            for reference in sorted(self.reads[old], key=lambda found: found.path):
                if reference.below:
                    below.append((f"{reference.path}/", place))
                readers.setdefault(reference.path, []).append(place)
                for repeat in self.repeats:
                    if reference.below or f"{reference.path}/".startswith(f"{repeat}/"):
                        structure.setdefault(repeat, []).append(place)
        return Graph(
            cells=tuple(self.cells[place] for place in order),
            readers={path: tuple(places) for path, places in readers.items()},
            structure_readers={path: tuple(places) for path, places in structure.items()},
            below=tuple(below),
        )


def dependency_graph(form: Form) -> Graph:
    """The graph of a form; raises ``Cycle``, or ``ExpressionRefused`` for an expression that does not parse."""
    return _Builder(form).graph()
