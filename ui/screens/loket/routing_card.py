"""Where the visit leads and why, always in sight; the clerk may send the person elsewhere with a reason."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ilp_desktop.domain.routing import CLUSTER_LABELS, NEED_LABELS, Need
from ilp_desktop.domain.visit import Cluster
from ui.actions import action
from ui.kit.action_button import ActionButton
from ui.kit.badge import Notice
from ui.kit.choice_row import Choice, ChoiceRow
from ui.kit.icons import pixmap
from ui.kit.style import Tone, Type, ink, mark, space, text_label
from ui.screens.loket.state import VisitState
from ui.screens.loket.texts import cluster_word

_ROOMS = (
    Cluster.MOTHER_AND_CHILD,
    Cluster.ADULT_AND_ELDERLY,
    Cluster.INFECTIOUS_DISEASE,
    Cluster.EMERGENCY,
    Cluster.DENTAL,
    Cluster.LABORATORY,
    Cluster.CROSS_CLUSTER,
    Cluster.PHARMACY,
)


class RoutingCard(QFrame):
    """``changed`` when the clerk chose another room or wrote why; ``overrule_wanted`` by its button."""

    changed = Signal()
    overrule_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("routing")
        self._state: VisitState | None = None
        self._arrow = QLabel(self)
        self._room = text_label("", Type.LARGE, strong=True, parent=self)
        self._room.setObjectName("routing_room")
        self._why = text_label("", parent=self)
        self._why.setObjectName("routing_reason")
        self._why.setWordWrap(True)
        self._needs = Notice(parent=self, wraps=True)
        self._needs.setObjectName("routing_needs")
        self._rooms = ChoiceRow(
            [Choice(id=room.value, label=cluster_word(room)) for room in _ROOMS],
            numbered=True,
            clearable=False,
            parent=self,
        )
        self._rooms.setObjectName("overrule_rooms")
        self._reason = QLineEdit(self)
        self._reason.setObjectName("overrule_reason")
        self._reason.setPlaceholderText("Alasan mengubah klaster (wajib)")
        self._reason.setAccessibleName("Alasan mengubah klaster")
        self._reason.setMaxLength(200)
        self._rooms.changed.connect(self._chosen)
        self._reason.textEdited.connect(self._chosen)
        self._place()

    def begin(self, state: VisitState) -> None:
        """Show where a new visit leads."""
        self._state = state
        self._reason.clear()
        self._show_overrule(False)
        self.refresh()

    def open_overrule(self) -> None:
        """Let the clerk choose another room, with the reason."""
        if self._state is not None:
            self._show_overrule(True)
            self._rooms.set_value(self._state.cluster.value)
            self._rooms.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_reason_missing(self, missing: bool) -> None:
        """Whether the reason must be written first; then the cursor goes there."""
        mark(self._reason, problem=missing)
        if missing:
            self._show_overrule(True)
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """The answers have changed."""
        state = self._state
        if state is None:
            return
        routing = state.routing
        overruled = f"Diubah petugas, usulan {cluster_word(routing.cluster)}. " if state.is_overruled else ""
        self._room.setText(CLUSTER_LABELS[state.cluster])
        self._why.setText(f"{overruled}{routing.reason}")
        needs = [NEED_LABELS[need] for need in routing.needs if need is not Need.PRIORITY_QUEUE]
        urgent = state.cluster is Cluster.EMERGENCY
        self._needs.say(". ".join(needs), Tone.RED if urgent else Tone.AMBER)
        tone = Tone.RED if urgent else Tone.AMBER if needs else Tone.ACCENT
        self._arrow.setPixmap(pixmap("arrow-right", ink(tone).name(), 20))
        mark(self, strip=tone.value)

    def _chosen(self) -> None:
        state = self._state
        if state is not None:
            room = Cluster(self._rooms.value())
            state.chosen_cluster = None if room is state.routing.cluster else room
            state.overrule_reason = self._reason.text()
            self.refresh()
            self.changed.emit()

    def _show_overrule(self, shown: bool) -> None:
        self._rooms.setVisible(shown)
        self._reason.setVisible(shown)

    def _place(self) -> None:
        button = ActionButton(action("change_cluster"), title="Ubah", kind="quiet", parent=self)
        button.clicked.connect(self.overrule_wanted)
        head = QHBoxLayout()
        head.setSpacing(space(2))
        head.addWidget(self._arrow)
        head.addWidget(self._room)
        head.addStretch(1)
        head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(3), 0, space(1), space(2))
        column.setSpacing(space(1))
        column.addLayout(head)
        column.addWidget(self._why)
        column.addWidget(self._needs)
        column.addWidget(self._rooms)
        column.addWidget(self._reason)
