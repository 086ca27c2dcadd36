"""Two installations get to know each other: cards change hands, people compare the numbers, then keys are trusted."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.domain.words import word
from ilp_desktop.services.partners import CardStanding
from ui.kit.badge import Notice
from ui.kit.choice_row import Choice, ChoiceRow
from ui.kit.icons import icon
from ui.kit.style import Tone, Type, space, text_label
from ui.screens.exchange.page import Page
from ui.screens.exchange.state import CardWithStanding

_NOTES = {
    CardStanding.NEW: ("", Tone.PLAIN),
    CardStanding.OURS: ("Ini kartu komputer ini sendiri.", Tone.PLAIN),
    CardStanding.KNOWN: ("Mitra ini sudah dikenal dengan kunci yang sama.", Tone.GREEN),
    CardStanding.OTHER_KEYS: (
        "Tempat ini sudah dikenal, tetapi kartunya memakai kunci lain. Telepon mereka sebelum percaya.",
        Tone.RED,
    ),
}


class Acquaintance(Page):
    """``card_wanted``: write our card onto the stick. ``trusted`` carries the card whose number was compared."""

    card_wanted = Signal()
    trusted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Kartu kenal", "acquaintance_page", parent)
        self._cards: tuple[CardWithStanding, ...] = ()
        steps = text_label(
            "1 Tulis kartu tempat ini ke stik.   2 Mitra membacanya, dan kartunya dibaca di sini.   "
            "3 Bacakan kedua angka lewat telepon, atau cocokkan dengan kertas; harus sama persis.",
            muted=True,
            parent=self,
        )
        steps.setWordWrap(True)
        self.content.addWidget(steps)
        row = QHBoxLayout()
        row.setSpacing(space(3))
        row.addWidget(self._build_ours(), 1)
        row.addWidget(self._build_theirs(), 1)
        self.content.addLayout(row)
        self.content.addStretch(1)
        self._show_card()

    def show_ours(self, name: str, fingerprint: str) -> None:
        """Our own name and number."""
        self._our_name.setText(name)
        self._our_number.setText(_two_lines(fingerprint))

    def show_cards(self, cards: Sequence[CardWithStanding]) -> None:
        """The cards on the stick; those that are not known yet come first. The same cards again change nothing."""
        order = (CardStanding.OTHER_KEYS, CardStanding.NEW, CardStanding.KNOWN, CardStanding.OURS)
        ordered = tuple(sorted(cards, key=lambda one: (order.index(one[1]), one[0].name)))
        if ordered == self._cards:
            return
        self._cards = ordered
        self._choice.set_choices(
            [Choice(id=str(number), label=card.name) for number, (card, _standing) in enumerate(self._cards)]
        )
        self._choice.setVisible(len(self._cards) > 1)
        self._choice.set_value("0" if self._cards else "")
        self._show_card()

    def _build_ours(self) -> QFrame:
        frame, column = _frame("Tempat ini", self)
        self._our_name = text_label("", strong=True, parent=frame)
        self._our_name.setWordWrap(True)
        self._our_number = text_label("", Type.TITLE, strong=True, parent=frame)
        self._our_number.setObjectName("our_fingerprint")
        write = QPushButton(icon("usb"), "Tulis kartu ke stik", frame)
        write.setObjectName("write_card")
        write.clicked.connect(self.card_wanted)
        for part in (self._our_name, self._our_number):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(write)
        return frame

    def _build_theirs(self) -> QFrame:
        frame, column = _frame("Mitra", self)
        self._choice = ChoiceRow([], clearable=False, parent=frame)
        self._choice.setObjectName("cards")
        self._choice.changed.connect(self._show_card)
        self._their_name = text_label("", strong=True, parent=frame)
        self._their_name.setObjectName("their_name")
        self._their_name.setWordWrap(True)
        self._their_number = text_label("", Type.TITLE, strong=True, parent=frame)
        self._their_number.setObjectName("their_fingerprint")
        self._note = Notice(parent=frame)
        self._compared = QCheckBox("Kami sudah mencocokkan angkanya, dan sama", frame)
        self._compared.setObjectName("compared")
        self._compared.toggled.connect(lambda _on: self._show_trust())
        self._trust = QPushButton("Percayai mitra ini", frame)
        self._trust.setObjectName("trust")
        self._trust.setProperty("kind", "primary")
        self._trust.clicked.connect(self._give_trust)
        for part in (self._choice, self._their_name, self._their_number, self._note):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(self._compared)
        column.addWidget(self._trust)
        return frame

    def _chosen(self) -> CardWithStanding | None:
        chosen = self._choice.value()
        return self._cards[int(chosen)] if chosen else None

    def _show_card(self) -> None:
        chosen = self._chosen()
        self._compared.setChecked(False)
        if chosen is None:
            self._their_name.setText(
                "Belum ada kartu mitra di stik. Minta mitra menulis kartunya, lalu pasang stiknya."
            )
            self._their_number.setText("")
            self._note.say("", Tone.PLAIN)
        else:
            card, standing = chosen
            self._their_name.setText(f"{card.name} · {word(card.kind)} · kode {card.code}")
            self._their_number.setText(_two_lines(card.fingerprint))
            self._note.say(*_NOTES[standing])
        self._compared.setVisible(chosen is not None and chosen[1] in (CardStanding.NEW, CardStanding.OTHER_KEYS))
        self._show_trust()

    def _show_trust(self) -> None:
        self._trust.setVisible(not self._compared.isHidden())
        self._trust.setEnabled(self._compared.isChecked())

    def _give_trust(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.trusted.emit(chosen[0])


def _two_lines(fingerprint: str) -> str:
    groups = fingerprint.split()
    return "   ".join(groups[:3]) + "\n" + "   ".join(groups[3:])


def _frame(title: str, parent: QWidget) -> tuple[QFrame, QVBoxLayout]:
    frame = QFrame(parent)
    frame.setProperty("card", True)
    frame.setMinimumHeight(280)
    column = QVBoxLayout(frame)
    column.setContentsMargins(space(5), space(4), space(5), space(5))
    column.setSpacing(space(3))
    column.addWidget(text_label(title, Type.LARGE, strong=True, parent=frame))
    return frame, column
