"""What a screen is given: the signed-in user's workplace and the way to other rooms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from ilp_desktop.domain.identifiers import PatientId, VisitId
    from ilp_desktop.services.workplace import Workplace

Handler = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """``go_to`` opens a room by its id and hands it a target, such as a patient's id (None: just open it)."""

    workplace: Workplace
    go_to: Callable[[str, object], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTarget:
    """Somebody to open in another room: with their visit of today, and the room to which Esc goes back."""

    patient_id: PatientId
    visit_id: VisitId | None = None
    back: str = ""


@runtime_checkable
class ActingScreen(Protocol):
    """A screen that does some of the actions of ``ui.actions``."""

    def handlers(self) -> Mapping[str, Handler]:
        """What each action id does now; an id that is left out does nothing."""
        ...


@runtime_checkable
class TargetScreen(Protocol):
    """A screen that can be opened on something."""

    def open_target(self, target: object) -> None:
        """Show ``target``, which came through ``go_to``."""
        ...


@runtime_checkable
class ShownScreen(Protocol):
    """A screen that wants to know when the user comes to it."""

    def came_to_front(self) -> None:
        """The user has just come here: put the focus where the work starts."""
        ...
