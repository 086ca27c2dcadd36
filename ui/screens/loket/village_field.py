"""The village of a person: those of the working area at once, any other in Indonesia by its name."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QWidget

from ilp_desktop.domain.identifiers import VillageCode
from ilp_desktop.domain.installation import WorkingVillage
from ilp_desktop.domain.region import VillagePath
from ui.kit.operation import Query

_SHORTEST = 3


class VillageField(QLineEdit):
    """``changed`` when another village is meant. A name that is in no list is kept as typed, without a code."""

    changed = Signal()

    def __init__(self, search: Callable[[str], Sequence[VillagePath]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self._area: dict[str, tuple[VillageCode, str]] = {}
        self._offered: dict[str, tuple[VillageCode, str]] = {}
        self._code: VillageCode | None = None
        self._labels = QStringListModel(self)
        self._found: Query[tuple[str, Sequence[VillagePath]]] = Query(self, lambda answer: self._add(*answer))
        completer = QCompleter(self._labels, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(10)
        completer.activated.connect(self._choose)
        popup = completer.popup()
        assert popup is not None
        self._popup: QAbstractItemView = popup
        self.setCompleter(completer)
        self.setMaxLength(80)
        self.setPlaceholderText("ketik nama desa")
        self.textEdited.connect(self._typed)

    def set_area(self, villages: Sequence[WorkingVillage]) -> None:
        """Offer these first."""
        self._area = {village.name: (village.code, village.name) for village in villages}
        self._code = self._code or self._in_area(self.text())

    def code(self) -> VillageCode | None:
        """The Kemendagri code; None for a name that is in no list."""
        return self._code

    def set_village(self, code: VillageCode | None, name: str) -> None:
        """Show this village."""
        self._code = code
        self.setText(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self._popup.isVisible():
            self._offer(self._matching(self.text()) or dict(self._area))
            return
        super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        self._code = self._in_area(text)
        self._offer({} if self._code else self._matching(text))
        if self._code is None and len(text.strip()) >= _SHORTEST:
            self._found.ask(lambda: (text, self._search(text)))
        self.changed.emit()

    def _in_area(self, text: str) -> VillageCode | None:
        typed = text.strip().casefold()
        return next((code for name, (code, _) in self._area.items() if name.casefold() == typed), None)

    def _matching(self, text: str) -> dict[str, tuple[VillageCode, str]]:
        typed = text.strip().casefold()
        return {label: village for label, village in self._area.items() if typed in label.casefold()}

    def _add(self, text: str, found: Sequence[VillagePath]) -> None:
        if text == self.text() and self._code is None and self.hasFocus():
            codes = {code for code, _ in self._area.values()}
            elsewhere = {
                f"{place.village}, {place.district}, {place.regency}": (place.code, place.village)
                for place in found
                if place.code not in codes
            }
            self._offer(self._matching(text) | elsewhere)

    def _offer(self, villages: dict[str, tuple[VillageCode, str]]) -> None:
        self._offered = villages
        self._labels.setStringList(list(villages))
        if villages:
            self.completer().complete()
        else:
            self._popup.hide()

    def _choose(self, label: str) -> None:
        if label in self._offered:
            self._code, name = self._offered[label]
            self.setText(name)
            self.changed.emit()
