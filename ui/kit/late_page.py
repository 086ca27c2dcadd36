"""A page of a stack that is made when it is first needed, so that a room opens fast and holds what was used."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

Page = TypeVar("Page", bound=QWidget)


class LatePage(Generic[Page]):
    """``make`` makes the page and connects it; it is called once."""

    def __init__(self, stack: QStackedWidget, make: Callable[[], Page]) -> None:
        self._stack = stack
        self._make = make
        self._page: Page | None = None

    def page(self) -> Page:
        """The page, made now when it is not there yet."""
        if self._page is None:
            self._page = self._make()
            self._stack.addWidget(self._page)
        return self._page

    def made(self) -> Page | None:
        """The page if it was needed before."""
        return self._page

    def is_shown(self) -> bool:
        """Whether it is the page of the stack now."""
        return self._page is not None and self._stack.currentWidget() is self._page
