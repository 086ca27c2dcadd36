"""The JSON document of a response: answers by name, groups as objects, repeats as lists."""

from collections.abc import Mapping

from ilp_desktop.domain.uncertain import Rulebook
from ilp_desktop.forms.definition import Form, Item, Question, Repeat
from ilp_desktop.forms.instance import AnswerNode, new_node
from ilp_desktop.forms.refusal import FormRefused, refuse

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]

MOST_INSTANCES = 1_000
"""Instances of one repeat at one place."""

MOST_NODES = 50_000
"""Questions, groups and instances of one response, however repeats nest."""


def written(form: Form, root: AnswerNode, rules: Rulebook) -> dict[str, Json]:
    """The document of a tree: form, version, relevant answers, what is unread or unconfirmed, by which rules."""
    document: dict[str, Json] = {"form": form.id, "version": form.version, "answers": answers(root)}
    leaves = [leaf for leaf in root.leaves() if leaf.relevant]
    entries: dict[str, Json] = {leaf.address: leaf.entry for leaf in leaves if leaf.entry}
    unconfirmed: list[Json] = [leaf.address for leaf in leaves if leaf.unconfirmed]
    if entries:
        document["entries"] = entries
    if unconfirmed:
        document["unconfirmed"] = unconfirmed
    if rules.kept:
        document["rules"] = dict(rules.kept)
    return document


def answers(node: AnswerNode) -> dict[str, Json]:
    """The relevant answers below a node; what is empty is left out."""
    found: dict[str, Json] = {}
    for name, nodes in node.children.items():
        shown = [child for child in nodes if isinstance(child, AnswerNode)]
        if not shown:
            continue
        item = shown[0].item
        if isinstance(item, Repeat):
            if node.relevant and any(child.relevant for child in shown):
                found[name] = [answers(child) for child in shown]
        elif isinstance(item, Question):
            if shown[0].text:
                found[name] = shown[0].text
        else:
            inside = answers(shown[0])
            if inside:
                found[name] = inside
    return found


def plant(root: AnswerNode, document: Mapping[str, Json]) -> None:
    """Fills an empty tree from a document; raises ``FormRefused`` when they do not fit each other."""
    _clear(root)
    _Planter(root).fill(root, _object(document.get("answers"), "answers"))
    by_address = {leaf.address: leaf for leaf in root.leaves()}
    for address, typed in _object(document.get("entries", {}), "entries").items():
        if address in by_address and isinstance(typed, str):
            by_address[address].entry = typed
    unconfirmed = document.get("unconfirmed", [])
    for found in unconfirmed if isinstance(unconfirmed, list) else ():
        if isinstance(found, str) and found in by_address:
            by_address[found].unconfirmed = True


def rules_then(document: Mapping[str, Json], otherwise: Rulebook) -> Rulebook:
    """The rules by which the results of a document were computed; a document keeps what differed from the defaults."""
    kept = document.get("rules")
    if not isinstance(kept, dict):
        return otherwise
    return Rulebook({key: value for key, value in kept.items() if isinstance(value, str | int | float | bool)})


def _clear(root: AnswerNode) -> None:
    for leaf in root.leaves():
        leaf.held = leaf.text = ""


def _misfit(name: str) -> FormRefused:
    return refuse(
        "document_misfit",
        f"Jawaban tersimpan tidak cocok dengan formulir pada bagian {name}",
        "Buka jawaban ini dengan versi formulir yang dipakai saat mengisinya",
    )


def _object(value: Json, name: str) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise _misfit(name)
    return value


def _text(value: Json, name: str) -> str:
    if not isinstance(value, str):
        raise _misfit(name)
    return value


class _Planter:
    """Fills a tree from answers, and makes no more nodes than a response may have."""

    def __init__(self, root: AnswerNode) -> None:
        self._size = _size(root.item)

    def fill(self, node: AnswerNode, found: Mapping[str, Json]) -> None:
        """Gives a group or instance its answers, and all below it; repeats that are not in them have no instance."""
        if isinstance(node.item, Question):
            raise _misfit(node.name)
        items = {item.name: item for item in node.item.items}
        for name in found:
            if name not in items:
                raise _misfit(name)
        for name, item in items.items():
            if isinstance(item, Repeat):
                node.children[name] = []
                self._fill_repeat(node, item, found.get(name, []))
                continue
            child = node.children[name][0]
            assert isinstance(child, AnswerNode)
            if not isinstance(item, Question):
                self.fill(child, _object(found.get(name, {}), name))
            elif name in found:
                child.held = child.text = _text(found[name], name)

    def _fill_repeat(self, parent: AnswerNode, item: Repeat, value: Json) -> None:
        if not isinstance(value, list) or len(value) > MOST_INSTANCES:
            raise _misfit(item.name)
        for entry in value:
            if self._size >= MOST_NODES:
                raise refuse("document_too_large", "Isian ini terlalu banyak baris", "Bagi menjadi beberapa isian")
            instance = new_node(item, parent)
            self._size += _size(item)
            _clear(instance)
            parent.add(instance)
            self.fill(instance, _object(entry, item.name))


def _size(item: Item) -> int:
    """Nodes of an item, without the instances of repeats in it."""
    inside = () if isinstance(item, Question) else item.items
    return 1 + sum(_size(below) for below in inside if not isinstance(below, Repeat))
