"""How long work tells how far it is and learns that the user cancelled."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """``done`` of ``total`` (0: not known) of what ``doing`` says in Indonesian."""

    doing: str
    done: int
    total: int


Progress = Callable[[Step], None]
"""Called now and then by long work; raises ``Cancelled`` when the user pressed Batal."""


def silent(_step: Step) -> None:
    """The progress of work that nobody watches."""
