"""The one place that reads the PC's clock; everything else is given the time."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Gives the present moment with its time zone."""


def system_clock() -> datetime:
    """Now, in the PC's time zone."""
    return datetime.now().astimezone()
