"""Finds the nodes behind addresses: names from the top, with the number of the instance after a repeat."""

from ilp_desktop.forms.definition import Question, Repeat
from ilp_desktop.forms.instance import AnswerNode
from ilp_desktop.forms.live import LiveAnswers


def node_at(live: LiveAnswers, address: str) -> AnswerNode:
    """The node at ``ibu/bb`` or ``rtl[2]/kegiatan``; a name alone does where it is unique. Raises ``KeyError``."""
    path = live.engine.by_name.get(address)
    only = None if path is None else _only(live, path)
    if only is not None:
        return only
    node = live.root
    for part in address.split("/") if address else ():
        name, _bracket, place = part.partition("[")
        siblings = node.children.get(name, [])
        index = int(place[:-1]) - 1 if place else 0
        if not 0 <= index < len(siblings):
            raise KeyError(address)
        found = siblings[index]
        assert isinstance(found, AnswerNode)
        node = found
    return node


def leaf_at(live: LiveAnswers, address: str) -> AnswerNode:
    """The node of the question at an address; raises ``KeyError`` where a group or repeat stands."""
    node = node_at(live, address)
    question_of(node)
    return node


def repeat_at(live: LiveAnswers, address: str) -> tuple[AnswerNode, Repeat]:
    """The repeat at an address without a number, and the node that it hangs on. Raises ``KeyError``."""
    outer, _slash, name = address.rpartition("/")
    if not outer and name in live.engine.by_name:
        outer_path = live.engine.by_name[name].rpartition("/")[0]
        parent = _only(live, outer_path) or node_at(live, outer)
    else:
        parent = node_at(live, outer)
    item = live.engine.items.get(f"{parent.path}/{name}")
    if not isinstance(item, Repeat):
        raise KeyError(address)
    return parent, item


def _only(live: LiveAnswers, path: str) -> AnswerNode | None:
    """The node of a path that has just one."""
    nodes = live.nodes.get(path, ())
    return next(iter(nodes)) if len(nodes) == 1 else None


def question_of(node: AnswerNode) -> Question:
    """The question that a node answers; raises ``KeyError`` for a group or repeat."""
    if not isinstance(node.item, Question):
        raise KeyError(node.address)
    return node.item
