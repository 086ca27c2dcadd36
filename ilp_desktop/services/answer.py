"""What a use case gives back: the answer, and which kinds of record it changed so that lists can refresh."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Answer(Generic[Value]):
    """``changes`` are table names, the same words as in the change log; empty when nothing was written."""

    value: Value
    changes: frozenset[str] = frozenset()
