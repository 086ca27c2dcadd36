"""Updates by stick: finds a signed update, says what it is and who signed it, asks, and starts its installer."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ilp_desktop import __version__
from ilp_desktop.domain.indonesian_text import decimal_number
from ilp_desktop.domain.problem import Fault
from ilp_desktop.services.updates import UPDATE_SUFFIX, Offer, UpdateStanding, install, offers, publisher, sticks
from ilp_desktop.services.workplace import Workplace
from ui.kit.badge import Notice
from ui.kit.dialogs import ButtonKind, DialogButton, Question, ask, choose_file_to_open
from ui.kit.icons import icon
from ui.kit.operation import LongOperation, Query
from ui.kit.style import Tone, colours, mark, space, text_label
from ui.screens.settings.section import Section

_MEGABYTE = 1_000_000
_GROUP = 4
_GROUPS = 5
_STANDING_WORDS = {
    UpdateStanding.NEWER: "lebih baru daripada yang terpasang",
    UpdateStanding.SAME: "sama dengan yang terpasang",
    UpdateStanding.OLDER: "lebih lama daripada yang terpasang",
    UpdateStanding.REFUSED: "tidak dapat dipakai",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was found. ``places`` counts the sticks; ``fault`` is why nothing can be looked for at all."""

    offers: tuple[Offer, ...] = ()
    places: int = 0
    fault: Fault | None = None
    signer: str = ""


def signer_words(key: str) -> str:
    """The beginning of a publisher's key in groups, as it stands on the paper that comes with the stick."""
    return " ".join(key[start : start + _GROUP] for start in range(0, _GROUP * _GROUPS, _GROUP)).upper()


def look_words(look: Look) -> tuple[str, Tone]:
    """What came of it, in one sentence."""
    best = next(iter(look.offers), None)
    if look.fault is not None:
        return f"{look.fault.sentence} {look.fault.remedy}", Tone.AMBER
    if best is None:
        missing = "Tidak ada berkas pembaruan di flashdisk." if look.places else "Belum ada flashdisk yang terpasang."
        return f"{missing} Pasang flashdisk dari dinas, lalu cari lagi.", Tone.PLAIN
    match best.standing:
        case UpdateStanding.NEWER:
            return "Versi yang lebih baru siap dipasang.", Tone.GREEN
        case UpdateStanding.SAME:
            return "Versi di flashdisk sama dengan yang terpasang. Tidak ada yang perlu dikerjakan.", Tone.PLAIN
        case UpdateStanding.OLDER:
            return (
                "Versi di flashdisk lebih lama daripada yang terpasang, jadi tidak dipasang. "
                "Minta versi terbaru dari dinas.",
                Tone.AMBER,
            )
        case UpdateStanding.REFUSED:
            assert best.fault is not None
            return f"{best.fault.sentence} {best.fault.remedy}", Tone.RED


def other_words(others: Sequence[Offer]) -> str:
    """The files that are not the best, one line each."""
    return "\n".join(_other(offer) for offer in others)


def _other(offer: Offer) -> str:
    version = f"versi {offer.update.name}, " if offer.update is not None else ""
    return f"{offer.path.name}: {version}{_STANDING_WORDS[offer.standing]}"


class UpdatesSection(Section):
    """Looks at the sticks whenever it comes up; a file that was clicked is looked at instead of them."""

    title = "Pembaruan"
    explanation = "Versi baru datang sebagai berkas di flashdisk dari dinas. Tidak perlu internet, dan data tetap ada."

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._file: Path | None = None
        self._offer: Offer | None = None
        self._query: Query[Look] = Query(self, self._show)
        self._notice = Notice(parent=self, wraps=True)
        self._notice.setObjectName("update_notice")
        self._installed = text_label(f"ILP Desktop {__version__}", parent=self)
        self._signer = text_label("", parent=self)
        self._signer.setObjectName("update_publisher")
        self._search = self.button("update_search", " Cari di flashdisk")
        self._search.setIcon(icon("usb"))
        self._search.clicked.connect(self.look_at_sticks)
        choose = self.button("update_choose", "Pilih berkas …")
        choose.clicked.connect(self._choose)
        self._install = self.button("update_install", "Pasang", "primary")
        self._install.setIcon(icon("arrow-right", colours().on_accent))
        self._install.clicked.connect(self.install)
        self._card = QFrame(self)
        self._card.setProperty("card", True)
        self._facts: dict[str, QLabel] = {}
        self._others = text_label("", muted=True, parent=self)
        self._others.setObjectName("update_others")
        self._others.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(space(2))
        buttons.addWidget(self._search)
        buttons.addWidget(choose)
        buttons.addStretch(1)
        self._place_card()
        self.column.addLayout(_facts_grid([("Terpasang", self._installed), ("Penerbit", self._signer)], self))
        self.column.addLayout(buttons)
        self.column.addWidget(self._notice)
        self.column.addWidget(self._card)
        self.column.addWidget(self._others)
        self.column.addStretch(1)
        self._card.hide()

    def refresh(self) -> None:
        """Look again at what was looked at last."""
        file = self._file
        self._query.ask(lambda: _look(file))

    def look_at_sticks(self) -> None:
        """Look at the sticks that are in."""
        self._file = None
        self.refresh()

    def open_file(self, file: Path) -> None:
        self._file = file
        self.refresh()

    def install(self) -> None:
        """Ask, make a backup, start the installer and end the program."""
        update = None if self._offer is None else self._offer.update
        if update is None or ask(self, _question(update.name)) != "install":
            return
        workplace = self.workplace
        operation = LongOperation(self, lambda progress: install(workplace, update, progress), "Menyiapkan pembaruan")
        operation.on_success(lambda _backup: QCoreApplication.quit()).run()

    def _choose(self) -> None:
        file = choose_file_to_open(self, "Berkas pembaruan", f"Pembaruan ILP Desktop (*{UPDATE_SUFFIX})")
        if file is not None:
            self.open_file(file)

    def _show(self, look: Look) -> None:
        best = next(iter(look.offers), None)
        self._offer = best if best is not None and best.standing is UpdateStanding.NEWER else None
        self._signer.setText(f"ILP Desktop · sidik {look.signer}" if look.signer else "tidak dikenal")
        self._notice.say(*look_words(look))
        update = None if best is None else best.update
        self._card.setVisible(update is not None)
        if best is not None and update is not None:
            for label, text in (
                ("version", f"ILP Desktop {update.name}, {_STANDING_WORDS[best.standing]}"),
                ("size", f"{decimal_number(update.size / _MEGABYTE, 1)} MB"),
                ("signer", f"Penerbit ILP Desktop · sidik {look.signer} · sama dengan program ini"),
                ("file", str(update.path)),
            ):
                self._facts[label].setText(text)
        self._install.setVisible(self._offer is not None)
        self._install.setText(f" Pasang versi {update.name}" if self._offer is not None and update is not None else "")
        mark(self._search, kind="plain" if self._offer is not None else "primary")
        self._search.setIcon(icon("usb", colours().text if self._offer is not None else colours().on_accent))
        self._others.setText(other_words(look.offers[1:]))
        self._others.setVisible(len(look.offers) > 1)
        (self._search if self._offer is None else self._install).setFocus()

    def _place_card(self) -> None:
        rows = []
        for name, label in (
            ("version", "Versi"),
            ("size", "Ukuran"),
            ("signer", "Ditandatangani"),
            ("file", "Berkas"),
        ):
            self._facts[name] = text_label("", parent=self._card)
            self._facts[name].setObjectName(f"update_{name}")
            self._facts[name].setWordWrap(True)
            rows.append((label, self._facts[name]))
        column = QVBoxLayout(self._card)
        column.setContentsMargins(space(4), space(3), space(4), space(4))
        column.setSpacing(space(3))
        column.addLayout(_facts_grid(rows, self._card))
        column.addWidget(self._install)


def _facts_grid(rows: Sequence[tuple[str, QLabel]], parent: QWidget) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(space(6))
    grid.setVerticalSpacing(space(2))
    for number, (label, shown) in enumerate(rows):
        grid.addWidget(text_label(label, muted=True, parent=parent), number, 0)
        grid.addWidget(shown, number, 1)
    grid.setColumnStretch(1, 1)
    return grid


def _look(file: Path | None) -> Look:
    """On the database thread: a stick may answer slowly."""
    try:
        key = publisher()
        places = sticks() if file is None else (file,)
        return Look(offers=offers(places), places=len(places), signer=signer_words(key))
    except Fault as fault:
        return Look(fault=fault)


def _question(version: str) -> Question:
    return Question(
        title=f"Pasang versi {version}?",
        text=(
            "Data dicadangkan dahulu, lalu program ini ditutup dan pemasang dibuka: tekan Lanjut sampai selesai. "
            "Kalau versi baru tidak dapat berjalan di komputer ini, versi sekarang dikembalikan. "
            "Simpan dulu pekerjaan yang terbuka."
        ),
        buttons=(
            DialogButton(id="install", label="Cadangkan dan pasang", kind=ButtonKind.PRIMARY),
            DialogButton(id="keep", label="Nanti saja"),
        ),
        tone=Tone.PLAIN,
    )
