"""What is found out once for a form and shared by all of its responses: graph, choice tables, who shows what."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ilp_desktop.forms.definition import Form, Item, Question, Row, expressions, walk
from ilp_desktop.forms.expression.node import Node, TableRoot
from ilp_desktop.forms.expression.references import references
from ilp_desktop.forms.expression.syntax import parse
from ilp_desktop.forms.graph import Graph, dependency_graph


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Engine:
    """``shown_by`` maps a path to the items whose label, limits or choices read it; ``shown_below`` are those that read
    everything under a prefix.
    """

    form: Form
    graph: Graph
    tables: dict[str, Node]
    items: dict[str, Item]
    by_name: dict[str, str]
    shown_by: dict[str, tuple[str, ...]]
    shown_below: tuple[tuple[str, str], ...]

    def readers(self, path: str) -> Iterator[str]:
        """Paths of the items whose label, limits or choices read the value at a path."""
        yield from self.shown_by.get(path, ())
        for prefix, reader in self.shown_below:
            if path.startswith(prefix):
                yield reader


def _table(rows: tuple[Row, ...]) -> Node:
    top = Node("instance", None, "/instance")
    root = top.add(TableRoot(top))
    for row in rows:
        item = root.add(Node("item", root, "/instance/root/item"))
        for name, text in row.cells.items():
            item.add(Node(name, item, f"/instance/root/item/{name}", text))
    return top


def _shown_by(form: Form) -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, str], ...]]:
    found: dict[str, dict[str, None]] = {}
    below: dict[tuple[str, str], None] = {}
    for item in form.items():
        chosen = item.choices if isinstance(item, Question) else None
        labels = [("choice_filter", chosen.labels)] if chosen is not None else []
        for column, expression in (*expressions(item), *labels):
            shown = [item.path]
            if column == "read_only" and not isinstance(item, Question):
                shown += [inner.path for inner in walk(item.items)]
            for reference in references(parse(expression), item.path) if expression else ():
                found.setdefault(reference.path, {}).update(dict.fromkeys(shown))
                if reference.below:
                    below.update(dict.fromkeys((f"{reference.path}/", path) for path in shown))
    return {path: tuple(items) for path, items in found.items()}, tuple(below)


def _unique_names(form: Form) -> dict[str, str]:
    paths: dict[str, list[str]] = {}
    for item in form.items():
        paths.setdefault(item.name, []).append(item.path)
    return {name: found[0] for name, found in paths.items() if len(found) == 1}


@lru_cache(maxsize=64)
def engine_of(form: Form) -> Engine:
    """The engine of a form, made at its first use."""
    shown_by, shown_below = _shown_by(form)
    return Engine(
        form=form,
        graph=dependency_graph(form),
        tables={name: _table(rows) for name, rows in form.tables.items()},
        items={item.path: item for item in (form.root, *form.items())},
        by_name=_unique_names(form),
        shown_by=shown_by,
        shown_below=shown_below,
    )
