"""Takes everything out of a layout, for a part that is built anew."""

from PySide6.QtWidgets import QLayout


def empty(layout: QLayout) -> None:
    """What stood in it is hidden at once and deleted when Qt comes back to its loop."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)
