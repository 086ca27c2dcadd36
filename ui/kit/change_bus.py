"""Tells lists which kinds of record have just been changed, so that each refreshes itself."""

from collections.abc import Callable, Iterable

import shiboken6
from PySide6.QtCore import QObject

Refresh = Callable[[], object]


class ChangeBus:
    """Listeners belong to an owner and end with it; they are called on the GUI thread after the answer."""

    def __init__(self) -> None:
        self._listeners: list[tuple[QObject, frozenset[str], Refresh]] = []

    def listen(self, owner: QObject, kinds: Iterable[str], refresh: Refresh) -> None:
        """Call ``refresh`` whenever one of ``kinds`` changed, while ``owner`` lives.

        ``kinds`` are table names of the change log; none of them means every change.
        """
        self._listeners.append((owner, frozenset(kinds), refresh))

    def broadcast(self, changes: frozenset[str]) -> None:
        """Tell everyone who listens to one of ``changes``."""
        self._listeners = [entry for entry in self._listeners if shiboken6.isValid(entry[0])]
        for owner, kinds, refresh in tuple(self._listeners):
            if changes and (not kinds or kinds & changes) and shiboken6.isValid(owner):
                refresh()
