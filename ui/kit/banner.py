"""The banner of the person at hand: who, how old, which numbers, what is dangerous, what is due."""

from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.badge import Badge, Notice
from ui.kit.elided_label import ElidedLabel
from ui.kit.style import Tone, Type, space, text_label


@dataclass(frozen=True, slots=True, kw_only=True)
class BannerText:
    """All ready to be read: ``sex`` and ``age`` as ``Perempuan`` and ``34 th 2 bl``, ``record_number`` without ``RM``.

    ``allergy`` names the substances; empty means that none is recorded and is not the same as none.
    ``facts`` are further short facts for the second line, ``due`` what is due and since when.
    """

    name: str
    sex: str
    age: str
    record_number: str
    klaster: str = ""
    allergy: str = ""
    facts: tuple[str, ...] = ()
    due: str = ""
    overdue: bool = False


class PersonBanner(QFrame):
    """Shows a person; ``buttons`` is an empty row at the right for the screen's own buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("person_banner")
        self.setProperty("card", True)
        self._name = ElidedLabel(Type.LARGE, self)
        self._name.setObjectName("banner_name")
        self._who = text_label("", Type.BASE, parent=self)
        self._who.setObjectName("banner_who")
        self._klaster = Badge(parent=self)
        self._klaster.setObjectName("banner_klaster")
        self._facts = ElidedLabel(Type.BASE, self, muted=True)
        # what is dangerous and what is due take their room first
        self._facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._allergy = Notice(parent=self)
        self._allergy.setObjectName("banner_allergy")
        self._due = Notice(parent=self)
        self._due.setObjectName("banner_due")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(space(2))
        self._place()
        self.clear()

    def show_person(self, person: BannerText) -> None:
        """Show ``person``."""
        self._name.show_text(person.name)
        self._who.setText(f"{person.sex} · {person.age} · RM {person.record_number}")
        self._klaster.show_state(person.klaster, Tone.ACCENT)
        self._facts.show_text(" · ".join(person.facts))
        self._facts.setVisible(bool(person.facts))
        self._allergy.say(f"Alergi: {person.allergy}" if person.allergy else "", Tone.RED)
        self._due.say(person.due, Tone.AMBER if person.overdue else Tone.PLAIN)

    def clear(self) -> None:
        """Show nobody."""
        self.show_person(BannerText(name="", sex="", age="", record_number=""))
        self._who.setText("")

    def _place(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(space(4))
        first.addWidget(self._name, 1)
        first.addWidget(self._klaster)
        second = QHBoxLayout()
        second.setSpacing(space(6))
        second.addWidget(self._who)
        second.addWidget(self._allergy)
        second.addWidget(self._due)
        second.addWidget(self._facts, 1)
        words = QVBoxLayout()
        words.setSpacing(space(1))
        words.addLayout(first)
        words.addLayout(second)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(4), space(2), space(4), space(2))
        row.setSpacing(space(4))
        row.addLayout(words, 1)
        row.addLayout(self.buttons)
