"""What a page says in the strip above the room, taken back when the page goes."""

from PySide6.QtWidgets import QWidget

from ui.kit.message_strip import Message, strip_of


class PageMessage:
    """The last message about ``page``; what others said since stays."""

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self._said: Message | None = None

    def say(self, message: Message) -> None:
        """Say it instead of what was said before."""
        strip = strip_of(self._page)
        if strip is not None:
            self._said = message
            strip.show_message(message)

    def take_back(self) -> None:
        """What was said is no longer about what is on the screen."""
        strip = strip_of(self._page)
        if strip is not None and strip.message() is self._said:
            strip.clear()
