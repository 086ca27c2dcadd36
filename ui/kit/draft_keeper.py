"""Keeps what is typed into a page as a draft a few seconds after the last key, and at once when asked."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ilp_desktop.services.answer import Answer
from ilp_desktop.services.drafts import draft_id, drop_draft, keep_draft
from ilp_desktop.services.workplace import Workplace
from ui.kit.operation import Operation

PAUSE_MILLISECONDS = 2_000

Write = Callable[[Workplace, str, str, str], Answer[Any]]


class DraftKeeper:
    """``content`` gives the page as text; ``changed`` is to be called at every change of the user's.

    ``write`` keeps the text of a page about a subject, when that is no draft of the user's own.
    """

    def __init__(
        self, owner: QWidget, workplace: Workplace, content: Callable[[], str], write: Write = keep_draft
    ) -> None:
        self._owner = owner
        self._workplace = workplace
        self._content = content
        self._keep_page = write
        self._page = self._subject = ""
        self._busy = False
        self._next: tuple[str, str, str] | None = None
        self._after: Callable[[], object] | None = None
        self._timer = QTimer(owner)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MILLISECONDS)
        self._timer.timeout.connect(self.keep)

    def begin(self, page: str, subject: str) -> None:
        """From now on what is typed belongs to ``subject``; call it before the page shows that."""
        self.keep_pending()
        self._page, self._subject = page, subject

    def draft(self) -> str:
        """The id of the draft that is kept now."""
        return draft_id(self._workplace, self._page, self._subject)

    def changed(self, *_details: object) -> None:
        """Something was typed."""
        if self._subject:
            self._timer.start()

    def keep_pending(self) -> None:
        """Keep now what waits to be kept."""
        if self._timer.isActive():
            self.keep()

    def keep(self) -> None:
        """Keep the page now."""
        self._timer.stop()
        self._next = (self._page, self._subject, self._content())
        if not self._busy:
            self._write()

    def when_kept(self, act: Callable[[], object]) -> None:
        """Do something once all that was typed is kept, such as open it again; only the last such wish counts."""
        if self._busy:
            self._after = act
        else:
            act()

    def drop(self) -> None:
        """The page was saved: nothing of it is to be kept."""
        self.forget()
        workplace, page, subject = self._workplace, self._page, self._subject
        Operation(self._owner, lambda: drop_draft(workplace, page, subject)).run()

    def forget(self) -> None:
        """Whoever saved the page has dropped its draft: write nothing more of it."""
        self._timer.stop()
        self._next = None

    def _write(self) -> None:
        """One at a time, and what was typed meanwhile afterwards: the latest is never left out."""
        if self._next is None:
            return
        (page, subject, content), self._next = self._next, None
        workplace, write = self._workplace, self._keep_page
        self._busy = True
        Operation(self._owner, lambda: write(workplace, page, subject, content)).on_success(self._written).on_failure(
            self._written
        ).run()

    def _written(self, *_answer: object) -> None:
        self._busy = False
        self._write()
        if not self._busy and self._after is not None:
            act, self._after = self._after, None
            act()
