"""Keeps a tree of answers settled: after a change, finds again exactly what depends on it, in dependency order."""

import heapq
from collections import Counter
from collections.abc import Iterable

from ilp_desktop.forms.definition import Question, Repeat
from ilp_desktop.forms.document import MOST_INSTANCES, MOST_NODES
from ilp_desktop.forms.engine import Engine
from ilp_desktop.forms.expression.evaluation import nodes_of
from ilp_desktop.forms.expression.node import Node
from ilp_desktop.forms.expression.scope import Scope, Surroundings
from ilp_desktop.forms.expression.values import Value, boolean, number
from ilp_desktop.forms.functions import program
from ilp_desktop.forms.graph import Cell, Property
from ilp_desktop.forms.instance import AnswerNode, new_node
from ilp_desktop.forms.results import stored_text

MOST_ROUNDS = 50
"""Filters may read each other; those that never agree are left as they are after so many rounds."""


class LiveAnswers:
    """The tree, an index of it by path, and the queue of cells to find again.

    ``nodes`` are those of each path in the order in which they came: a dictionary, for thousands of rows may go at
    once. ``touched`` collects the nodes that changed, ``rearranged`` whether some began or ceased to apply,
    ``restructured`` whether instances of repeats came or went, ``born`` the instances that a count has made, until
    somebody takes them.
    """

    def __init__(self, engine: Engine, root: AnswerNode, surroundings: Surroundings) -> None:
        self.engine = engine
        self.root = root
        self.surroundings = surroundings
        self.nodes: dict[str, dict[AnswerNode, None]] = {}
        self.touched: set[AnswerNode] = set()
        self.born: list[AnswerNode] = []
        self.rearranged = False
        self.restructured = False
        self._leaves: list[AnswerNode] | None = None
        self._parked: dict[tuple[int, str], list[AnswerNode]] = {}
        self._queue: list[int] = []
        self._queued: set[int] = set()
        self._cells_within: dict[str, list[int]] = {}
        self._cells_at: dict[str, list[int]] = {}
        for place, cell in enumerate(engine.graph.cells):
            self._cells_at.setdefault(cell.path, []).append(place)
        self.size = 0
        self._index(root)
        self._enqueue(range(len(engine.graph.cells)))

    def leaves(self) -> list[AnswerNode]:
        """Every question, in order."""
        if self._leaves is None:
            self._leaves = list(self.root.leaves())
        return self._leaves

    def scope(self, node: AnswerNode) -> Scope:
        """What an expression at that node can see."""
        return Scope(node, self.surroundings)

    def holds(self, condition: str, node: AnswerNode) -> bool:
        """Is there a condition, and is it true at that node?"""
        if condition in ("", "false()"):
            return False
        return condition == "true()" or boolean(program(condition)(Scope(node, self.surroundings)))

    def has_room(self, parent: AnswerNode, item: Repeat) -> bool:
        """May one more instance of a repeat be added there?"""
        return len(parent.children[item.name]) < MOST_INSTANCES and self.size < MOST_NODES

    def stored(self, value: Value, node: AnswerNode) -> str:
        """A result in the text that is stored at a node."""
        return stored_text(value, node.item, self.surroundings.now.tzinfo)

    def hold(self, node: AnswerNode, stored: str) -> bool:
        """Gives a question a value; tells whether the value changed. Call ``settle`` afterwards."""
        if node.held == stored:
            return False
        node.held = stored
        return self._show(node)

    def add_instance(self, parent: AnswerNode, item: Repeat) -> AnswerNode:
        """One more instance of a repeat, with its defaults. Call ``settle`` afterwards."""
        node = new_node(item, parent)
        self._attach(node, parent)
        return node

    def remove_instance(self, node: AnswerNode) -> None:
        """Takes an instance of a repeat away. Call ``settle`` afterwards."""
        parent = node.parent
        if parent is None:
            return
        parent.children[node.name].remove(node)
        for below in node.all_nodes():
            del self.nodes[below.path][below]
            self.size -= 1
            self.touched.discard(below)
        self._restructure(node.path)

    def settle(self) -> None:
        """Runs the queue until nothing changes any more."""
        cells = self.engine.graph.cells
        rounds: Counter[int] = Counter()
        while self._queue:
            place = heapq.heappop(self._queue)
            self._queued.discard(place)
            cell = cells[place]
            if cell.property is Property.CHOICES:
                rounds[place] += 1
                if rounds[place] > MOST_ROUNDS:
                    continue
            if cell.property is Property.COUNT:
                self._match_counts(cell)
                continue
            for node in list(self.nodes.get(cell.path, ())):
                self._find_again(cell, node)

    def _index(self, node: AnswerNode) -> None:
        for below in node.all_nodes():
            self.nodes.setdefault(below.path, {})[below] = None
            self.size += 1

    def _enqueue(self, places: Iterable[int]) -> None:
        for place in places:
            if place not in self._queued:
                self._queued.add(place)
                heapq.heappush(self._queue, place)

    def _show(self, node: AnswerNode) -> bool:
        """Lets expressions see the held value, or nothing; tells whether that differs from before."""
        seen = node.seen()
        if node.text == seen:
            return False
        node.text = seen
        self.touched.add(node)
        self._enqueue(self.engine.graph.readers_of(node.path))
        return True

    def _find_again(self, cell: Cell, node: AnswerNode) -> None:
        if cell.property is Property.RELEVANT:
            relevant = boolean(self._evaluate(cell, node))
            if relevant != node.own_relevant:
                node.own_relevant = relevant
                self._spread_relevance(node)
        elif not node.relevant:
            return
        elif cell.property is Property.CHOICES:
            self._offer(cell, node)
        else:
            self.hold(node, self.stored(self._evaluate(cell, node), node))

    def _offer(self, cell: Cell, node: AnswerNode) -> None:
        source = node.item.choices if isinstance(node.item, Question) else None
        if source is not None:
            found = nodes_of(self._evaluate(cell, node), cell.property.value)
            values = (item.children.get(source.value) for item in found)
            node.offered = tuple(value[0].text for value in values if value and value[0].text)
            self._show(node)

    def _evaluate(self, cell: Cell, node: AnswerNode) -> Value:
        return program(cell.expression)(Scope(node, self.surroundings))

    def _spread_relevance(self, node: AnswerNode) -> None:
        above = node.parent
        relevant = node.own_relevant and (not isinstance(above, AnswerNode) or above.relevant)
        if relevant == node.relevant:
            return
        node.relevant = relevant
        self.rearranged = True
        self.touched.add(node)
        self._enqueue(self.engine.graph.readers_of(node.path))
        if isinstance(node.item, Question):
            self._show(node)
            if relevant:
                self._enqueue(self._cells_at.get(node.path, ()))
        for child in node.answer_children():
            self._spread_relevance(child)

    def _match_counts(self, cell: Cell) -> None:
        """Each place where the repeat hangs gets as many instances as its count says; surplus ones are parked."""
        parent_path, _slash, name = cell.path.rpartition("/")
        for parent in list(self.nodes.get(parent_path, ())):
            wanted = number(self._evaluate_count(cell, parent, name))
            count = 0 if wanted != wanted else max(0, min(MOST_INSTANCES, int(wanted)))
            parked = self._parked.setdefault((id(parent), name), [])
            present = parent.children[name]
            while len(present) > count:
                last = present[-1]
                assert isinstance(last, AnswerNode)
                self.remove_instance(last)
                parked.append(last)
            while len(present) < count and self.size < MOST_NODES:
                node = parked.pop() if parked else self._fresh(cell, parent)
                self._attach(node, parent)

    def _evaluate_count(self, cell: Cell, parent: AnswerNode, name: str) -> Value:
        """The count stands at the repeat; where there is no instance yet, at an instance that is not there."""
        present = parent.children[name]
        stand_in = present[0] if present else Node(name, parent, cell.path)
        return program(cell.expression)(Scope(stand_in, self.surroundings))

    def _fresh(self, cell: Cell, parent: AnswerNode) -> AnswerNode:
        item = self.engine.items[cell.path]
        assert isinstance(item, Repeat)
        node = new_node(item, parent)
        self.born.append(node)
        return node

    def _attach(self, node: AnswerNode, parent: AnswerNode) -> None:
        parent.children[node.name].append(node)
        self._spread_relevance(node)  # what was parked may have been so while the group did or did not apply
        self._index(node)
        self._enqueue(self._cells_in(node.path))
        self.touched.update(node.all_nodes())
        self._restructure(node.path)

    def _cells_in(self, path: str) -> list[int]:
        """The cells of a repeat and of all below it, also of the counts of rows that are not there yet."""
        if path not in self._cells_within:
            self._cells_within[path] = [
                place for place, cell in enumerate(self.engine.graph.cells) if f"{cell.path}/".startswith(f"{path}/")
            ]
        return self._cells_within[path]

    def _restructure(self, path: str) -> None:
        self.restructured = True
        self._leaves = None
        self._enqueue(self.engine.graph.structure_readers.get(path, ()))
