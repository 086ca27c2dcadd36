"""The head of the room: who is at hand with the button that ends the work, or the room's name while nobody is."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.visit import Cluster
from ilp_desktop.domain.words import word
from ui.actions import action
from ui.kit.action_button import ActionButton
from ui.kit.banner import BannerText, PersonBanner
from ui.kit.style import Type, space, text_label
from ui.screens.cluster.room_person import RoomPerson
from ui.screens.cluster.state import age_text, allergy_text, banner_facts, pregnancy_text


class RoomHead(QWidget):
    """``finish_wanted`` and ``growth_wanted`` are its buttons."""

    finish_wanted = Signal()
    growth_wanted = Signal()

    def __init__(self, clusters: Sequence[Cluster], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clusters = clusters
        self._banner = PersonBanner(self)
        self._finish = ActionButton(action("finish"), kind="primary", parent=self)
        self._finish.clicked.connect(self.finish_wanted)
        self._growth = ActionButton(action("growth"), icon_name="activity", parent=self)
        self._growth.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._growth.clicked.connect(self.growth_wanted)
        self._banner.buttons.addWidget(self._growth)
        self._banner.buttons.addWidget(self._finish)
        self._room = self._build_room_name()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._banner)
        column.addWidget(self._room)

    def show_nobody(self) -> None:
        """Show the room's name."""
        self._banner.hide()
        self._room.show()

    def show_person(self, person: RoomPerson, today: date, *, has_growth: bool) -> None:
        """Show the person at hand."""
        self._banner.show_person(self._banner_text(person, today))
        self._growth.setVisible(has_growth)
        self._room.hide()
        self._banner.show()

    def say_what_finishes(self, title: str) -> None:
        """What F10 does with what is on the screen."""
        self._finish.setText(f"{title}   {action('finish').key}")

    def _build_room_name(self) -> QFrame:
        """Stands where the person's banner will stand, so that nothing moves when somebody comes in."""
        card = QFrame(self)
        card.setProperty("card", True)
        card.setFixedHeight(self._banner.sizeHint().height())
        names = " · ".join(word(cluster) for cluster in self._clusters)
        row = QHBoxLayout(card)
        row.setContentsMargins(space(4), space(2), space(4), space(2))
        row.addWidget(text_label(names, Type.LARGE, strong=True, parent=card))
        return card

    def _banner_text(self, person: RoomPerson, today: date) -> BannerText:
        patient, waiting = person.summary.patient, person.waiting
        pregnancy = pregnancy_text(person.measured, maternal=person.summary.maternal, pregnant=waiting.pregnant)
        return BannerText(
            name=patient.name,
            sex=word(patient.sex),
            age=age_text(patient, today),
            record_number=patient.medical_record_number,
            klaster=word(person.cluster) if len(self._clusters) > 1 else "",
            allergy=allergy_text(patient),
            facts=banner_facts(person.summary, pregnancy, waiting.complaint),
        )
