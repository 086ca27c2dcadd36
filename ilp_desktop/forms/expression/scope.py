"""What an expression can see while it runs: its node, its place in a node-set, and the surroundings of the form."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from ilp_desktop.domain.uncertain import STANDARD_RULES, Rulebook
from ilp_desktop.forms.expression.node import Node


def _no_label(_node: Node, _value: str) -> str:
    return ""


def _no_text(_reference: str) -> str:
    return ""


@dataclass(slots=True, kw_only=True)
class Surroundings:
    """Shared by all expressions of one response.

    ``root`` is the root element of the answers. ``now`` is aware; its zone is the zone of the puskesmas.
    ``instances`` are the roots of the choice tables by id. ``choice_label`` gives the label, in the language in use,
    that a choice of the question at a node has, ``text`` the translated text of an id. ``effort_left`` is how many more
    nodes predicates may look at; a form from outside is tried out with little, so that it cannot bring the program to
    a halt later. ``rules`` are those in force for these answers.
    """

    root: Node
    today: date
    now: datetime
    language: str = ""
    instances: Mapping[str, Node] = field(default_factory=dict)
    choice_label: Callable[[Node, str], str] = _no_label
    text: Callable[[str], str] = _no_text
    random: Random = field(default_factory=Random)
    shuffle_seed: int = field(default_factory=lambda: Random().getrandbits(32))
    properties: Mapping[str, str] = field(default_factory=dict)
    effort_left: float = math.inf
    rules: Rulebook = STANDARD_RULES


class Scope:
    """The context of one evaluation: node, position and size for predicates, and the node of ``current()``."""

    __slots__ = ("current", "node", "position", "size", "surroundings")

    def __init__(
        self,
        node: Node,
        surroundings: Surroundings,
        position: int = 1,
        size: int = 1,
        current: Node | None = None,
    ) -> None:
        self.node = node
        self.surroundings = surroundings
        self.position = position
        self.size = size
        self.current = node if current is None else current
