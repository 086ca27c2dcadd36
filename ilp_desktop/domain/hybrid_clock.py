"""Hybrid logical clock: orders changes across PCs even when a PC's clock is wrong."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, order=True)
class HybridTime:
    """Milliseconds since 1970 as the PC believed them, and a counter that breaks ties and survives clocks set back."""

    milliseconds: int
    counter: int

    def __str__(self) -> str:
        """Sortable text of fixed width: fifteen digits, a dash, six digits."""
        return f"{self.milliseconds:015d}-{self.counter:06d}"

    @classmethod
    def parse(cls, text: str) -> "HybridTime":
        """Reads what ``str`` wrote; raises ValueError for anything else."""
        milliseconds, dash, counter = text.partition("-")
        if not dash or len(milliseconds) != 15 or len(counter) != 6:
            raise ValueError("not a hybrid time")
        return cls(int(milliseconds), int(counter))


START = HybridTime(0, 0)


def tick(last: HybridTime, now: datetime) -> HybridTime:
    """The time of the next local change: never before, nor equal to, any time seen so far."""
    wall = int(now.timestamp() * 1000)
    if wall > last.milliseconds:
        return HybridTime(wall, 0)
    if last.counter == 999_999:
        return HybridTime(last.milliseconds + 1, 0)
    return HybridTime(last.milliseconds, last.counter + 1)
